//! Withdrawing a badge: noting it in the files of its issuer's web server.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::noting::{News, OpenList, Revoked, by_name, in_its_place, is_over, names, on_list};
use super::revocation_error::RevocationError;
use super::revocation_place::{Place, apart, assertion, badges_in, file_at};
use super::to_revoke::ToRevoke;
use super::web_folder::{self, WebError, base_of, existing, name_at, path_of, said_at, unsigned};
use super::web_memory::{WebMemory, holding};
use crate::carrier::Payload;
use crate::credential::public_key::PublicKey;
use crate::credential::site::HostedFile;
use crate::credential::view::{Standard, entries};
use crate::credential::{IssuerKey, dates, did_web, json};
use crate::inspect::{Check, InspectOptions, KnownIssuer, Opened, Outcome, Report, Sources, Trust, Verdict};
use crate::store::may_replace;

/// How often a badge may ask for further files of its issuer.
pub(super) const MAX_ROUNDS: usize = 8;

/// Addresses that tell in which folder a badge is noted: the address of the file, and that
/// of the key whose owner's file it is.
pub(super) type FolderToldBy = (String, Option<String>);

/// Revocation of one badge: where it is noted, and whether it can be.
#[derive(Clone, Debug)]
pub struct Revocation {
    /// The file, which has to be genuine.
    badge: Arc<Opened>,
    place: Place,
}

impl Revocation {
    /// Revocation as the badge itself tells.
    ///
    /// # Errors
    /// When there is no badge in the file, or none that can be withdrawn.
    pub fn of(badge: &[u8]) -> Result<Self, RevocationError> {
        let badge = Arc::new(Opened::of(badge));
        let (trust, sources) = (Trust::default(), Sources::default());
        let question = InspectOptions { trust: &trust, sources: &sources, at: Timestamp::UNIX_EPOCH, email: None };
        Self::told_by(&badge.inspect(&question), &badge)
    }

    /// The same of a badge that was looked at already.
    ///
    /// # Errors
    /// As [`Revocation::of`].
    pub fn told_by(report: &Report, badge: &Arc<Opened>) -> Result<Self, RevocationError> {
        let value = match &badge.found().map_err(Clone::clone)?.payload {
            Payload::Json(text) => json::parse(text).ok(),
            Payload::Jwt(token) => unsigned(token),
            Payload::Url(_) => None,
        };
        let number = value.as_ref().map_or(1, badges_in);
        if number > 1 {
            return Err(RevocationError::Several(number));
        }
        // Its place is the one that is signed and shown, wherever in the file others may stand.
        let place = Place::of(report, value.as_ref()).map_err(|error| match report.verdict {
            // What is damaged does not tell what it was.
            Verdict::NotValid | Verdict::NotABadge => RevocationError::Forged(report.summary.clone()),
            _ => error,
        })?;
        Ok(Self { badge: Arc::clone(badge), place })
    }

    /// The file of a folder that says already that the badge is withdrawn.
    #[must_use]
    pub fn noted_in(&self, folder: &Path) -> Option<Revoked> {
        let (file, is_noted) = match &self.place {
            Place::Entry { list, index } => {
                let open = OpenList::read(folder, list).ok()?;
                (open.path, open.bits.get(*index, 1) == Ok(1))
            }
            Place::Named { id, .. } => {
                let (file, said) = file_at(folder, &self.place.url_in(folder)).ok()?;
                (file, entries(said.get("revokedAssertions")).any(|entry| names(entry, id)))
            }
            Place::Own { id } => {
                let (file, kept) = file_at(folder, id).ok()?;
                (file, is_over(&kept))
            }
        };
        is_noted.then(|| Revoked { file, url: self.place.url_in(folder), news: News::Nothing })
    }

    /// The address of the file in which it is noted, as far as the badge tells.
    pub(super) fn url(&self) -> &str {
        self.place.url()
    }

    /// All that tells in which folder it is noted.
    pub(super) fn folder_told_by(&self) -> FolderToldBy {
        (self.url().to_owned(), self.place.key().map(str::to_owned))
    }

    /// The address of the file in which it is noted, as a folder tells.
    pub(super) fn url_in(&self, folder: &Path) -> String {
        self.place.url_in(folder)
    }

    /// Whether the list has to be signed anew.
    #[must_use]
    pub fn needs_key(&self) -> bool {
        matches!(self.place, Place::Entry { .. })
    }

    /// Whether the standard has a place for a reason, which everybody can read.
    #[must_use]
    pub fn takes_reason(&self) -> bool {
        !self.needs_key()
    }

    /// The folder that holds the file in which it is noted: the one that is
    /// remembered for the issuer. Where none holds that, the one in which it is known to
    /// have been: what is wrong there can be told.
    #[must_use]
    pub fn remembered_folder(&self, home: &Path) -> Option<PathBuf> {
        let memory = WebMemory::new(home);
        self.folder_among(&memory.folders()).or_else(|| memory.folder_of_list(self.place.url()))
    }

    /// The same among the folders that are remembered.
    pub(super) fn folder_among(&self, folders: &[PathBuf]) -> Option<PathBuf> {
        let of_key = self.place.key().and_then(|key| holding(folders, key));
        of_key
            .filter(|folder| web_folder::holds(folder, &self.url_in(folder)))
            .or_else(|| holding(folders, self.place.url()))
    }

    /// Whether nothing but its place tells whose badge it is: nobody has signed it.
    #[must_use]
    pub fn is_told_by_its_place(&self) -> bool {
        matches!(self.place, Place::Own { .. })
    }

    /// The key that signed the badge, as a `did:key`, as the files of a folder tell.
    #[must_use]
    pub fn signing_key_in(&self, folder: &Path, trust: &Trust, at: Timestamp) -> Option<String> {
        self.looked_at(folder, &[], trust, at).signing_key
    }

    /// That nothing is wrong with the badge by itself, whatever its issuer's files and key
    /// tell: to be asked before either is asked for.
    ///
    /// # Errors
    /// When it was altered, or somebody signed it who may not.
    pub fn check_alone(&self, now: Timestamp) -> Result<(), RevocationError> {
        let (trust, sources) = (Trust::default(), Sources::default());
        let look = |at| self.badge.inspect(&InspectOptions { trust: &trust, sources: &sources, at, email: None });
        let found = look(now);
        let found = found.valid_from.filter(|begins| *begins > now).map_or(found, look);
        match found.verdict {
            Verdict::NotValid | Verdict::NotABadge => Err(RevocationError::Forged(found.summary)),
            _ => Ok(()),
        }
    }

    /// That the badge can be withdrawn: that it is genuine as the issuer's files in
    /// `folder` and the key tell, and that it can be noted there. For this the key
    /// need not be open. What would be withdrawn, to be seen before it is.
    ///
    /// # Errors
    /// As [`Revocation::carry_out`], as far as it can be told before.
    pub fn check(&self, folder: &Path, key: Option<&PublicKey>, now: Timestamp) -> Result<ToRevoke, RevocationError> {
        let url = self.url_in(folder);
        let folder = &web_folder::beside(folder, &url);
        let (issuer, open) = match &self.place {
            Place::Entry { list, index } => {
                let mut open = OpenList::read(folder, list)?;
                open.bits.set(*index, true)?;
                (Some(open.issuer.clone()), Some(open))
            }
            Place::Named { .. } => {
                let (_, said) = file_at(folder, &url)?;
                (said.get("issuer").and_then(Value::as_str).map(str::to_owned), None)
            }
            // What it was is gone from there, so that nothing shows whether the file is that.
            Place::Own { id } if is_over(&file_at(folder, id)?.1) => {
                self.assertion()?;
                return Ok(ToRevoke::already(id, &url));
            }
            Place::Own { .. } => (None, None),
        };
        // What is wrong whatever the key comes first: nobody looks for a key in vain.
        let report = self.is_genuine(folder, issuer.as_deref(), key, now)?;
        if let Some(open) = open {
            let key = key.ok_or(RevocationError::NoKey)?;
            listed(folder, &open.issuer, key, now)?;
            open.form(key)?;
        }
        self.is_kept_there(folder)?;
        may_replace(&path_of(folder, &url))?;
        Ok(ToRevoke::of(&report, &self.place, &url, self.noted_in(folder).is_some()))
    }

    /// Withdraws the badge: notes it in the files of its issuer's web server,
    /// which lie in `folder`. A signed list is signed anew with `key`. Whoever
    /// withdraws another badge at the same time is waited for.
    ///
    /// # Errors
    /// When the folder or the key is not its issuer's, the badge is not genuine
    /// as the folder and the key tell, or the file cannot be written.
    pub fn carry_out(
        &self,
        folder: &Path,
        key: Option<&IssuerKey>,
        reason: &str,
        now: Timestamp,
    ) -> Result<Revoked, RevocationError> {
        self.check(folder, key.map(IssuerKey::public), now)?;
        let url = self.url_in(folder);
        let folder = &web_folder::beside(folder, &url);
        let _lock = web_folder::lock(folder)?;
        match (&self.place, key) {
            (Place::Entry { list, index }, Some(key)) => on_list(folder, list, *index, key, now),
            (Place::Entry { .. }, None) => Err(RevocationError::NoKey),
            (Place::Named { id, .. }, _) => by_name(folder, &url, id, reason),
            (Place::Own { id }, _) => in_its_place(folder, id, reason),
        }
    }

    /// That the badge is one of this issuer's, as far as its own files and the
    /// key at hand tell. Without an issuer, what counts is that the badge is kept
    /// in the folder as it is. What was found.
    fn is_genuine(
        &self,
        folder: &Path,
        issuer: Option<&str>,
        key: Option<&PublicKey>,
        now: Timestamp,
    ) -> Result<Report, RevocationError> {
        let trust = issuer.map_or_else(Trust::default, |issuer| confirmed(folder, issuer, key));
        let mut report = self.looked_at(folder, &[], &trust, now);
        if let Some(begins) = report.valid_from.filter(|begins| *begins > now) {
            report = self.looked_at(folder, &[], &trust, begins);
        }
        // What keeps a badge from being good may be the list alone, which is not signed anew then.
        if is_sound(&report) {
            self.list_holds(&report, folder)?;
        }
        // What has no signed place of its own is withdrawn by an assertion and by nothing else.
        let is_assertion = matches!(report.standard, Some(Standard::Ob1 | Standard::Ob2));
        if !self.needs_key() && !is_assertion {
            let why = "It is no assertion of Open Badges 2.0.".to_owned();
            return Err(RevocationError::NotGenuine(why));
        }
        let good = match report.verdict {
            Verdict::Genuine => true,
            Verdict::Intact => issuer.is_none(),
            Verdict::Ended | Verdict::Withdrawn => is_sound(&report),
            _ => false,
        };
        // Where the issuer's own files do not tell their keys, the key would.
        let waits_for_key = self.needs_key() && key.is_none() && report.verdict == Verdict::Unconfirmed;
        match report {
            report if good => Ok(report),
            _ if waits_for_key => Err(RevocationError::NoKey),
            report => Err(RevocationError::NotGenuine(report.summary)),
        }
    }

    /// That the file is the very assertion whose place this is. Anybody can sign
    /// something else that names another's place, or wrap up another's badge.
    fn is_kept_there(&self, folder: &Path) -> Result<(), RevocationError> {
        if self.needs_key() {
            return Ok(());
        }
        let assertion = self.assertion()?;
        match &self.place {
            Place::Own { id } if apart(file_at(folder, id)?.1) != apart(assertion) => {
                let why = "The folder keeps another assertion under its identifier.";
                Err(RevocationError::NotGenuine(why.to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// The one assertion that the file holds.
    fn assertion(&self) -> Result<Value, RevocationError> {
        let found = self.badge.found().ok().and_then(|found| assertion(&found.payload));
        let other = "It holds something else than one assertion of Open Badges 2.0.";
        found.ok_or_else(|| RevocationError::NotGenuine(other.to_owned()))
    }

    /// That nothing speaks against the signed list of a folder on which it has its place.
    fn list_holds(&self, report: &Report, folder: &Path) -> Result<(), WebError> {
        let is_open = |check: &&Check| check.id == "status" && check.outcome == Outcome::Unknown;
        match report.checks.iter().find(is_open).filter(|_| self.needs_key()) {
            Some(open) => {
                let path = path_of(folder, self.place.url());
                Err(WebError::Doubtful { path, why: open.message.clone() })
            }
            None => Ok(()),
        }
    }

    /// That the issuer's own file in a folder, where there is one, can tell at all whether
    /// the badge is withdrawn.
    pub(super) fn can_tell(&self, folder: &Path, trust: &Trust, at: Timestamp) -> Result<(), WebError> {
        let url = self.url_in(folder);
        let path = path_of(folder, &url);
        let Some(bytes) = existing(&path)? else { return Ok(()) };
        let said = said_at(&path, &bytes, &url)?;
        match &self.place {
            Place::Entry { list, .. } => {
                web_folder::list(folder, list)?;
                // One that was signed after the day that is asked about holds from then on.
                let from = dates::span(&said).0.time().unwrap_or(at);
                self.list_holds(&self.looked_at(folder, &[], trust, at.max(from)), folder)
            }
            Place::Named { .. } if !said.get("revokedAssertions").is_some_and(Value::is_array) => {
                Err(WebError::Unreadable { path, reason: "it is no list of withdrawn badges".into() })
            }
            Place::Named { .. } | Place::Own { .. } => Ok(()),
        }
    }

    /// Report of an inspection when the files of the folder, and `new` ones in place of
    /// theirs, are on the web: those that belong beside the list, and no others.
    fn looked_at(&self, folder: &Path, new: &[HostedFile], trust: &Trust, at: Timestamp) -> Report {
        let mut sources = Sources::default();
        let base = base_of(self.place.url());
        let mut report = Report::default();
        for _ in 0..MAX_ROUNDS {
            report = self.badge.inspect(&InspectOptions { trust, sources: &sources, at, email: None });
            let wanted: Vec<String> =
                report.wants.iter().map(|want| want.url.clone()).filter(|url| !sources.has(url)).collect();
            if wanted.is_empty() {
                break;
            }
            for url in wanted {
                let is_beside = base_of(&url) == base;
                let file = || is_beside.then(|| existing(&path_of(folder, &url)).ok().flatten()).flatten();
                let there = new.iter().find(|file| file.url == url).map(|file| file.bytes.clone()).or_else(file);
                sources
                    .fetched(url.as_str(), there.ok_or_else(|| format!("The folder does not hold {}.", name_at(&url))));
            }
        }
        report
    }
}

/// That the list on which a badge was given its place holds, with the issuer's files
/// of a folder and the `new` ones that will lie there: whoever looks at the badge goes
/// by it.
pub(super) fn list_holds(
    badge: &[u8],
    folder: &Path,
    new: &[HostedFile],
    issuer: &str,
    now: Timestamp,
) -> Result<(), WebError> {
    let Ok(how) = Revocation::of(badge) else { return Ok(()) };
    let report = how.looked_at(folder, new, &confirmed(folder, issuer, None), now);
    how.list_holds(&report, folder)
}

/// An issuer as they know themselves, who have this key.
fn confirmed(folder: &Path, issuer: &str, key: Option<&PublicKey>) -> Trust {
    let document = did_web::document_of(issuer);
    // Where the issuer's own document tells its keys, an older key of theirs will do.
    let told = document.is_some_and(|url| web_folder::holds_document(folder, issuer, &url));
    let keys = key.filter(|_| !told).map(PublicKey::multibase);
    let mut trust = Trust::default();
    trust.confirm(KnownIssuer { keys: keys.into_iter().collect(), ..KnownIssuer::new(issuer, issuer) });
    trust
}

/// Whether a badge is the issuer's as it was signed, and if it has ended or was
/// withdrawn, was good until then.
fn is_sound(report: &Report) -> bool {
    let is = |id: &str, outcome: Outcome| report.checks.iter().any(|check| check.id == id && check.outcome == outcome);
    let fails = |id: &str| is(id, Outcome::Fail) || is(id, Outcome::Unknown);
    is("signature", Outcome::Pass) && !["file", "format", "signature", "claims", "issuer"].iter().any(|id| fails(id))
}

/// That the issuer's own document in the folder lists the key as one in force, if
/// it is there.
fn listed(folder: &Path, issuer: &str, key: &PublicKey, now: Timestamp) -> Result<(), RevocationError> {
    let Some(keys) = web_folder::keys_of(folder, issuer)? else { return Ok(()) };
    if keys.may_award(key, now) == Some(Ok(())) {
        return Ok(());
    }
    let document = did_web::document_of(issuer).map(|url| name_at(&url)).unwrap_or_default();
    Err(RevocationError::OtherKey { document })
}
