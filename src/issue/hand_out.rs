//! An award on its way to the disk: its place on a status list, the issuer's
//! files for the web, and the badge.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::keyring::{KeyRingError, still_awards};
use super::over::{Over, OverError};
use super::prepared::{Issued, Prepared};
use super::revocation::list_holds;
use super::status_list::fresh_list;
use super::web_folder::{self, Elsewhere, WebError};
use super::web_memory::{Drawn, WebMemory};
use super::{Form, IssueError, IssueOptions, named_list};
use crate::badge::one_line;
use crate::credential::did::{did_key, fingerprint};
use crate::credential::ob3::StatusPlace;
use crate::credential::public_key::PublicKey;
use crate::credential::site::{HostedFile, Site};
use crate::credential::{Algorithm, Award, IssuerKey, KeyFile, SystemRandom, did_web};
use crate::store::{NoUserFolder, WriteError};

/// Why an award was not handed out.
#[derive(Debug, thiserror::Error)]
pub enum HandOutError {
    /// No badge came about.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// The badge may not be written where it was to be.
    #[error(transparent)]
    Over(#[from] OverError),
    /// The issuer's files for the web cannot be written.
    #[error(transparent)]
    Web(#[from] WebError),
    /// The key awards nothing any more.
    #[error(transparent)]
    Key(#[from] KeyRingError),
    /// Which places are given cannot be remembered.
    #[error(transparent)]
    NoUserFolder(#[from] NoUserFolder),
}

/// Question about the issuer's files that has to be answered before an award goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Whether the issuer has nothing on the web yet: [`Web::new_document`].
    FirstDocument,
    /// Whether this is the issuer's first list of withdrawn badges: [`Web::new_list`].
    FirstList,
    /// Whether another list of withdrawn badges is begun: [`Web::new_list`].
    FreshList,
    /// Whether the one list of withdrawn badges begins anew: [`Web::new_list`].
    LostList,
    /// Where the issuer's files are: [`Web::folder`].
    Folder,
    /// Whether the issuer is called by another name from now on: [`Web::new_name`].
    Name,
}

impl HandOutError {
    /// Question behind the error, where the same may be asked for with an answer.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        match self {
            Self::Web(WebError::FirstDocument { .. }) => Some(Doubt::FirstDocument),
            Self::Web(WebError::FirstList { .. }) => Some(Doubt::FirstList),
            Self::Web(WebError::FreshList { .. }) => Some(Doubt::FreshList),
            Self::Web(WebError::LostList { .. }) => Some(Doubt::LostList),
            Self::Web(WebError::NoFolder { .. }) => Some(Doubt::Folder),
            Self::Web(WebError::OtherName { .. }) => Some(Doubt::Name),
            _ => None,
        }
    }

    /// The address of the issuer's file that is in question.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Web(
                WebError::FirstDocument { url, .. }
                | WebError::FirstList { url, .. }
                | WebError::FreshList { url, .. }
                | WebError::LostList { url, .. },
            ) => Some(url),
            _ => None,
        }
    }

    /// The name that the issuer has had so far, where the badge says another one.
    #[must_use]
    pub fn earlier_name(&self) -> Option<&str> {
        match self {
            Self::Web(WebError::OtherName { earlier, .. }) => Some(earlier),
            _ => None,
        }
    }
}

/// Web folder of an issuer: where its files are gathered, and what was said of them.
#[derive(Clone, Debug, Default)]
pub struct Web {
    /// The user's folder, in which it is remembered.
    pub home: Option<PathBuf>,
    /// The folder; the one that is remembered, else one beside the badge, unless
    /// given.
    pub folder: Option<PathBuf>,
    /// Begins the issuer's document with its keys, where none is known.
    pub new_document: bool,
    /// Begins the issuer's first list of withdrawn badges, or another one where it is
    /// not known what became of the one before: at an address of its own, where the
    /// standard lets it.
    pub new_list: bool,
    /// Calls the issuer by another name than its profile does.
    pub new_name: bool,
}

impl Web {
    /// Says what was in [`Doubt`]; whether that was not said yet. Where the files are is
    /// said by [`Web::folder`].
    pub fn say(&mut self, doubt: Doubt) -> bool {
        match doubt {
            Doubt::FirstDocument => !std::mem::replace(&mut self.new_document, true),
            Doubt::FirstList | Doubt::FreshList | Doubt::LostList => !std::mem::replace(&mut self.new_list, true),
            Doubt::Name => !std::mem::replace(&mut self.new_name, true),
            Doubt::Folder => false,
        }
    }
}

/// Hand-out that is done: what was written besides the badge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedOut {
    /// The folder with the issuer's files for the web, if there are any.
    pub folder: Option<PathBuf>,
    /// The files in it on which the badge rests, each with the address at which it
    /// belongs.
    pub files: Vec<(PathBuf, String)>,
    /// Where the withdrawal of the badge would be noted, where a place was drawn.
    pub place: Option<StatusPlace>,
    /// The address of the list of withdrawn badges that was begun.
    pub new_list: Option<String>,
    /// The name of the issuer's document that was begun.
    pub new_document: Option<String>,
    /// Own keys that an earlier version had listed there, but not for awarding, and that
    /// award now: by fingerprint.
    pub put_right: Vec<String>,
}

impl HandedOut {
    /// Addresses at which the files of the folder belong, in words.
    #[must_use]
    pub fn told_of_files(&self) -> Vec<String> {
        let within = |path: &Path| {
            let path = self.folder.as_deref().and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
            path.display().to_string()
        };
        self.files.iter().map(|(path, url)| format!("{} belongs at {}", within(path), one_line(url))).collect()
    }

    /// Place on a status list in words: where it would be noted that the badge is withdrawn.
    #[must_use]
    pub fn told_of_place(&self) -> Option<String> {
        let StatusPlace { list, index } = self.place.as_ref()?;
        Some(format!("It can be withdrawn: at place {index} on the list {}.", one_line(list)))
    }

    /// Warning about a document that was begun: what to look to before it goes on the web.
    #[must_use]
    pub fn told_of_document(&self) -> Option<String> {
        let name = self.new_document.as_ref()?;
        Some(format!(
            "{name} was begun with the keys that are known here. If the issuer has one on the web already, put that into the folder in its place and award again: in place of it the new one would make badges of other keys count for nothing."
        ))
    }
}

/// Note on an own key, by its fingerprint, that an earlier version of this program
/// had barred.
#[must_use]
pub fn told_of_put_right(fingerprint: &str) -> String {
    format!(
        "Your key with the fingerprint {fingerprint} was listed there, but not for awarding: an earlier version of Badgewright forgot to say so. It is listed for awarding now. Badges that it signed are good again once the file is on the web."
    )
}

/// Awards a prepared badge and writes it, and the files that belong on the issuer's web
/// server into the issuer's one folder. What the folder tells already of other
/// badges stays true: lists of withdrawn badges are kept, keys that were listed
/// stay so, and no two awards share a place on a list.
///
/// # Errors
/// When the badge cannot be awarded, a file may not be replaced or cannot be
/// written, or a file of the issuer's cannot be read.
pub fn hand_out(
    prepared: &Prepared,
    key: Option<&IssuerKey>,
    award: &Award,
    web: &Web,
    over: &Over,
    path: &Path,
    now: Timestamp,
) -> Result<HandedOut, HandOutError> {
    over.check(path)?;
    let public = key.map(IssuerKey::public);
    let Some(begun) = begin(prepared, public, award, web, path, now)? else {
        has_folder(path, None)?;
        over.write(path, &prepared.award(key, award, now)?.file)?;
        return Ok(HandedOut::default());
    };
    let Begun { site, folder, memory, new_document, .. } = &begun;
    has_folder(path, Some(folder))?;
    let draw = |memory: &WebMemory| memory.place(site, folder, web.new_list);
    let Draft { award, issued: Issued { file, mut hosted }, place } = begun.draft(key, award, draw, now)?;
    if hosted.iter().any(|file| is_one_place(path, &web_folder::path_of(folder, &file.url))) {
        return Err(OverError::Hosted(path.to_owned()).into());
    }
    let failed = |source| WebError::Write(WriteError { path: folder.clone(), source });
    std::fs::create_dir_all(folder).map_err(failed)?;
    let (new_list, forgotten) = {
        let _lock = web_folder::lock(folder).map_err(WebError::Write)?;
        let Ready { files, new_list } = begun.ready(&mut hosted, web)?;
        let forgotten = web_folder::forgotten(begun.known(), &site.issuer)?;
        if place.is_some() {
            list_holds(&file, folder, &files, &site.issuer, now)?;
        }
        web_folder::put(folder, &files).map_err(WebError::Write)?;
        (new_list, forgotten)
    };
    let IssueOptions { form, also, .. } = prepared.options();
    let own: Vec<&PublicKey> = public.into_iter().chain(also).collect();
    let put_right = forgotten.iter().filter(|key| own.contains(key)).map(|key| fingerprint(&did_key(key))).collect();
    let list = place.as_ref().map(|place| place.list.as_str()).or(new_list.as_deref());
    if let Some(memory) = memory {
        memory.remember(&site.issuer, folder, list).map_err(WebError::Kept)?;
        if goes_by_its_identifier(*form) {
            memory.remember_award(&site.issuer, &award.id)?;
        }
    }
    over.write(path, &file)?;
    // A list that was begun before has to be there, too.
    let mut urls: Vec<String> = hosted.into_iter().map(|file| file.url).collect();
    urls.extend(place.as_ref().map(|place| place.list.clone()).filter(|list| !urls.contains(list)));
    let files = urls.into_iter().map(|url| (web_folder::path_of(folder, &url), url)).collect();
    let noted = award.status.filter(|_| place.is_some());
    let new_list = place.filter(|place| place.is_new).map(|place| place.list).or(new_list);
    let new_document = new_document.as_deref().map(web_folder::name_at);
    Ok(HandedOut { folder: Some(folder.clone()), files, place: noted, new_list, new_document, put_right })
}

/// Dry run of [`hand_out`]: that an award can be handed out at a path, and nothing has to be
/// said before. It goes the same steps, though no place is given and nothing is written: so
/// that everything is asked before anybody chooses where it goes, or types a passphrase.
/// The key need not be open: one of the moment signs in its place.
///
/// # Errors
/// When the badge cannot be awarded, something has to be said first, or a file of the
/// issuer's cannot be read.
///
/// The folder of the issuer's files for the web, where there are any.
pub fn could_hand_out(
    prepared: &Prepared,
    key: Option<&KeyFile>,
    award: &Award,
    web: &Web,
    path: &Path,
    now: Timestamp,
) -> Result<Option<PathBuf>, HandOutError> {
    key.map_or(Ok(()), KeyFile::awards).map_err(IssueError::from)?;
    let public = key.map(KeyFile::public).transpose().map_err(IssueError::from)?;
    prepared.options().form.takes(public.as_ref().map(PublicKey::algorithm))?;
    let stand_in = |file: &KeyFile| {
        let kind = if file.algorithm() == Algorithm::Ed25519 { Algorithm::Ed25519 } else { Algorithm::P256 };
        IssuerKey::generate(file.name.as_str(), kind, now, &mut SystemRandom)
    };
    let signer = key.map(stand_in).transpose().map_err(IssueError::from)?;
    if let (Some(public), None) = (&public, prepared.site()) {
        prepared.goes_with(&did_key(public), award)?;
    }
    let Some(begun) = begin(prepared, public.as_ref(), award, web, path, now)? else {
        prepared.award(signer.as_ref(), award, now)?;
        return Ok(None);
    };
    let look = |memory: &WebMemory| {
        let list = memory.list_for(begun.site, &begun.folder, web.new_list)?;
        Ok(Drawn { list, index: 0, is_new: false })
    };
    let mut draft = begun.draft(signer.as_ref(), award, look, now)?;
    begun.ready(&mut draft.issued.hosted, web)?;
    Ok(Some(begun.folder))
}

/// That there is a folder for a badge, or will be one: that of the issuer's files for the
/// web is made.
///
/// # Errors
/// When there is none.
pub fn has_folder(path: &Path, web: Option<&Path>) -> Result<(), OverError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_dir() || web.is_some_and(|web| is_one_place(folder, web)) {
        return Ok(());
    }
    Err(WriteError { path: path.to_owned(), source: std::io::ErrorKind::NotFound.into() }.into())
}

/// The address of the list of withdrawn badges on which an award at a path would be
/// noted, as far as that is known before it is signed: what is signed is seen first.
#[must_use]
pub fn list_ahead(options: &IssueOptions, web: &Web, path: &Path) -> Option<String> {
    let (site, memory) = (options.site().ok()??, web.home.as_deref().map(WebMemory::new));
    let folder = web_folder::within(&folder(&site, path, web, memory.as_ref()).ok()?, &site);
    match options.form {
        Form::Ob2Hosted => None,
        Form::Ob2Signed => {
            let before = memory.as_ref().and_then(|memory| memory.document_elsewhere(&site, &folder));
            let known = before.as_ref().map_or(&folder, |before| &before.folder);
            named_list::address(&folder, known, &site, memory.as_ref()).ok()
        }
        _ => memory?.list_ahead(&site, &folder),
    }
}

/// Award in the name of an issuer on the web: what is known before it is made.
struct Begun<'p> {
    prepared: &'p Prepared,
    site: &'p Site,
    folder: PathBuf,
    memory: Option<WebMemory>,
    /// The issuer's document, where another folder has that.
    before: Option<Elsewhere>,
    /// The address of the issuer's document, where none is known and it is begun.
    new_document: Option<String>,
}

/// Award that is made, of which nothing is written yet.
struct Draft {
    award: Award,
    issued: Issued,
    /// Its place on a list of withdrawn badges, where it got one.
    place: Option<Drawn>,
}

/// Files of an issuer for an award, as they are written.
struct Ready {
    files: Vec<HostedFile>,
    /// The address of the one list of withdrawn badges, where it is begun.
    new_list: Option<String>,
}

impl Begun<'_> {
    /// The folder that has the issuer's document so far.
    fn known(&self) -> &Path {
        self.before.as_ref().map_or(&self.folder, |before| &before.folder)
    }

    /// Makes the award. Where it gets a place on a list of withdrawn badges, `place` gives or
    /// only names one, and the list comes along where it is new.
    fn draft(
        &self,
        key: Option<&IssuerKey>,
        award: &Award,
        place: impl FnOnce(&WebMemory) -> Result<Drawn, WebError>,
        now: Timestamp,
    ) -> Result<Draft, HandOutError> {
        let form = self.prepared.options().form;
        // No place is given to what cannot be signed.
        form.takes(key.map(|key| key.public().algorithm()))?;
        let mut award = award.clone();
        let mut drawn = None;
        if self.prepared.needs_place(&award) {
            let place = place(self.memory.as_ref().ok_or(NoUserFolder)?)?;
            award.status = Some(StatusPlace { list: place.list.clone(), index: place.index });
            drawn = Some(place);
        }
        // Into a document that is there goes no further key unasked.
        let document = web_folder::document(self.known(), &self.site.issuer)?;
        let also = web_folder::along(&self.prepared.options().also, document.as_ref());
        let mut issued = self.prepared.award_beside(key, &award, &also, now)?;
        if let (Some(place), Some(key)) = (drawn.as_ref().filter(|place| place.is_new), key) {
            let mut list = fresh_list(&place.list, &self.site.issuer, key, form, now).map_err(IssueError::from)?;
            if let Some(kept) = named_list::kept_elsewhere(&place.list, self.memory.as_ref())? {
                list.bytes = kept;
            }
            issued.hosted.push(list);
        }
        Ok(Draft { award, issued, place: drawn })
    }

    /// Readies the files that came of an award for the folder, beside what is there and
    /// what the issuer's document says in another one.
    fn ready(&self, hosted: &mut Vec<HostedFile>, web: &Web) -> Result<Ready, HandOutError> {
        let (folder, before) = (&self.folder, self.before.as_ref());
        let new_list = named_list::settle(hosted, folder, self.known(), self.site, self.memory.as_ref(), web.new_list)?;
        Ok(Ready { files: web_folder::ready(folder, before, hosted, web.new_name)?, new_list })
    }
}

/// Begins an award in the name of an issuer on the web: the key still awards, and the
/// issuer's document may be begun where none is known; `None` for an issuer who is the key.
fn begin<'p>(
    prepared: &'p Prepared,
    key: Option<&PublicKey>,
    award: &Award,
    web: &Web,
    path: &Path,
    now: Timestamp,
) -> Result<Option<Begun<'p>>, HandOutError> {
    if let (Some(key), Some(home)) = (key, &web.home) {
        still_awards(&did_key(key), home)?;
    }
    let memory = web.home.as_deref().map(WebMemory::new);
    let (Some(site), form) = (prepared.site(), prepared.options().form) else { return Ok(None) };
    let folder = web_folder::within(&folder(site, path, web, memory.as_ref())?, site);
    // What is withdrawn by its identifier needs one of its own, and so does what readers tell apart by it.
    if let Some(memory) = memory.as_ref().filter(|_| goes_by_its_identifier(form)) {
        memory.check_award(&site.issuer, &award.id)?;
    }
    let before = memory.as_ref().and_then(|memory| memory.document_elsewhere(site, &folder));
    if let Some(key) = key.filter(|_| !form.algorithms().is_empty()) {
        for folder in before.iter().map(|before| &before.folder).chain([&folder]) {
            web_folder::still_awards(folder, site, key, now)?;
        }
    }
    let document = did_web::document_of(&site.issuer).filter(|_| before.is_none());
    let new_document = document.filter(|url| !web_folder::path_of(&folder, url).exists());
    if let Some(url) = new_document.clone().filter(|_| !web.new_document) {
        return Err(WebError::FirstDocument { url, folder }.into());
    }
    Ok(Some(Begun { prepared, site, folder, memory, before, new_document }))
}

/// Whether an award goes by the identifier that it was given; a hosted one lies at an address of its own.
fn goes_by_its_identifier(form: Form) -> bool {
    form != Form::Ob2Hosted
}

/// Whether two paths are one, though perhaps nothing is there yet.
fn is_one_place(one: &Path, other: &Path) -> bool {
    let plain = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
        // Some disks take large and small letters for the same.
        let name = path.file_name().map(|name| name.to_ascii_lowercase());
        (folder.or_else(|| path.parent().map(Path::to_owned)), name)
    };
    plain(one) == plain(other)
}

/// The folder of an issuer: the one that was named, else the one that is
/// remembered, else one beside the badge.
fn folder(site: &Site, path: &Path, web: &Web, memory: Option<&WebMemory>) -> Result<PathBuf, WebError> {
    if let Some(named) = &web.folder {
        return Ok(named.clone());
    }
    match memory.map(|memory| memory.folder_of(&site.issuer)).transpose()?.flatten() {
        Some(folder) if folder.is_dir() => Ok(folder),
        Some(folder) => Err(WebError::NoFolder { issuer: site.issuer.clone(), folder }),
        None => Ok(path.with_file_name(site.folder_name())),
    }
}
