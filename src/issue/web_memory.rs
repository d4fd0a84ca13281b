//! What is remembered of an issuer's files for the web: the folder in which
//! they are gathered, and the places on status lists that were given away.
//!
//! The memory lies in the user's folder, not with the files: what is put on the
//! web must not tell how many badges were awarded. A list that is in no memory
//! may have places that somebody else gave away, so none of it are given. Beside a list
//! lies a mark, drawn by chance, of the memory that gave its last place: a copy of it, or
//! one that was put back from a backup, begins a list of its own.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::given::List;
use super::status_list::STATUS_LIST;
use super::web_folder::{self, Elsewhere, WebError};
use crate::credential::did::fingerprint;
use crate::credential::place::Place;
use crate::credential::random::Randomness;
use crate::credential::site::{Site, digest};
use crate::credential::status::Bits;
use crate::credential::{SystemRandom, did_web};
use crate::store::{Home, Kept, Lock, StoreError, WriteError, change_kept, files_in, read_kept};
use crate::{Extra, is_default};

/// The largest memory of one issuer that is kept, in bytes.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The most memories that are looked through for one.
const MOST: usize = 1000;

/// Memory of one issuer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Memory {
    issuer: String,
    #[serde(skip_serializing_if = "is_default")]
    folder: Option<PathBuf>,
    /// Folders in which they were gathered before, the newest first: badges that
    /// were awarded then are withdrawn there.
    #[serde(skip_serializing_if = "is_default")]
    earlier: Vec<PathBuf>,
    lists: Vec<List>,
    /// Addresses of lists of Open Badges 2.0 that were written.
    #[serde(skip_serializing_if = "is_default")]
    named: Vec<String>,
    /// The awards that such a list would name, by a digest each.
    #[serde(skip_serializing_if = "is_default")]
    awards: String,
    #[serde(flatten)]
    extra: Extra,
}

impl Memory {
    /// All folders that were ever used, the one in use first.
    fn folders(self) -> impl Iterator<Item = PathBuf> {
        self.folder.into_iter().chain(self.earlier)
    }

    /// Whether a list was begun at this place, however its address is written.
    fn has_list_at(&self, url: &str) -> bool {
        let mut lists = self.lists.iter().map(|list| &list.url).chain(&self.named);
        lists.any(|known| known == url || Place::of(known).is_some_and(|known| Some(known) == Place::of(url)))
    }

    /// Whether a first list would lie at its usual address.
    fn may_have_first(&self, site: &Site, folder: &Path, is_taken: bool) -> bool {
        self.lists.is_empty() && !is_taken && !web_folder::path_of(folder, &site.url(STATUS_LIST)).exists()
    }

    /// Whether the folder has files of the issuer of which nothing is remembered:
    /// whoever made them may have left a list on the web.
    fn knows_less(&self, site: &Site, folder: &Path) -> bool {
        self.folder.is_none() && self.lists.is_empty() && has_issuer(folder, site)
    }

    /// The usual address, where the list that is begun next lies there.
    fn first_list(&self, site: &Site, folder: &Path, is_taken: bool) -> Option<String> {
        let is_first = self.may_have_first(site, folder, is_taken) && !self.knows_less(site, folder);
        is_first.then(|| site.url(STATUS_LIST))
    }

    /// The address of the list that is begun next.
    fn next_list(&self, site: &Site, folder: &Path, is_taken: bool) -> Result<String, WebError> {
        self.first_list(site, folder, is_taken).map_or_else(|| another(site), Ok)
    }

    /// Question that has to be answered before a place is given: whether a list is begun, where there
    /// may be one.
    fn doubt(&self, site: &Site, folder: &Path, is_taken: bool) -> Result<Option<WebError>, WebError> {
        if let Some(last) = self.lists.last() {
            let is_lost = last.written && web_folder::list(folder, &last.url)?.is_none();
            return Ok(is_lost.then(|| WebError::FreshList { url: last.url.clone(), folder: folder.to_owned() }));
        }
        let url = site.url(STATUS_LIST);
        if !self.may_have_first(site, folder, is_taken) {
            // A damaged one was good on the web, and may be still.
            let is_damaged = self.lists.is_empty() && web_folder::has_unreadable(folder, &url);
            return Ok(is_damaged.then(|| WebError::FreshList { url, folder: folder.to_owned() }));
        }
        Ok(Some(if self.knows_less(site, folder) {
            WebError::FreshList { url, folder: folder.to_owned() }
        } else {
            // An empty memory does not tell that there is none: it may be another computer's to remember.
            WebError::FirstList { url, folder: folder.to_owned() }
        }))
    }

    fn has_award(&self, mark: &str) -> bool {
        self.awards.as_bytes().chunks_exact(mark.len()).any(|known| known == mark.as_bytes())
    }
}

impl Kept for Memory {
    const FIELDS: &'static [&'static str] = &["lists"];
}

/// A place on a status list that nobody else was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    /// Address of the list.
    pub list: String,
    /// The place on it.
    pub index: u64,
    /// Whether the list has to be written first.
    pub is_new: bool,
}

/// Memory of one user of issuers on the web.
#[derive(Clone, Debug)]
pub struct WebMemory {
    folder: PathBuf,
}

impl WebMemory {
    /// The memory in the user's folder.
    #[must_use]
    pub fn new(home: &Path) -> Self {
        Self { folder: Home::at(home).web() }
    }

    /// The folder in which the files of an issuer are gathered; `None` while
    /// none was ever used.
    ///
    /// # Errors
    /// When the memory cannot be read.
    pub fn folder_of(&self, issuer: &str) -> Result<Option<PathBuf>, StoreError> {
        let issuer = Site::of(issuer).map_or_else(|| issuer.to_owned(), |site| site.issuer);
        Ok(self.of(&issuer)?.folder)
    }

    /// The remembered folder that holds the file of an address: one in use before
    /// one of earlier.
    #[must_use]
    pub fn folder_with(&self, url: &str) -> Option<PathBuf> {
        holding(&self.folders(), url)
    }

    /// The folder in use of the issuer who has had a list at this address.
    pub(super) fn folder_of_list(&self, url: &str) -> Option<PathBuf> {
        self.all().into_iter().find(|memory| memory.has_list_at(url))?.folder
    }

    /// Why a memory cannot be read, which may be the one that is asked for.
    #[must_use]
    pub fn damaged(&self) -> Option<StoreError> {
        self.paths().find_map(|path| read_kept::<Memory>(&path, MAX_BYTES).err())
    }

    /// Every folder that is remembered, of an issuer the one in use first.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.all().into_iter().flat_map(Memory::folders).collect()
    }

    /// The issuers of which files were gathered, each with the folder in use.
    pub(super) fn places(&self) -> Vec<(String, PathBuf)> {
        self.all().into_iter().filter_map(|memory| Some((memory.issuer, memory.folder?))).collect()
    }

    /// Whether an issuer has had a list at this address.
    pub(super) fn has_begun(&self, issuer: &str, list: &str) -> Result<bool, WebError> {
        Ok(self.of(issuer)?.has_list_at(list))
    }

    /// Whether the list at this address is one of another issuer in the same place on
    /// the web, such as the same one by another kind of identifier.
    pub(super) fn is_anothers(&self, issuer: &str, list: &str) -> bool {
        self.all().iter().any(|memory| memory.issuer != issuer && memory.has_list_at(list))
    }

    /// That an issuer has awarded nothing by an identifier by which it would be
    /// withdrawn.
    pub(super) fn check_award(&self, issuer: &str, id: &str) -> Result<(), WebError> {
        let is_new = !self.of(issuer)?.has_award(&digest(id.as_bytes()));
        if is_new { Ok(()) } else { Err(WebError::Awarded(id.to_owned())) }
    }

    /// Remembers an award that is withdrawn by its identifier.
    pub(super) fn remember_award(&self, issuer: &str, id: &str) -> Result<(), WebError> {
        let mark = digest(id.as_bytes());
        self.change(issuer, |memory| {
            if memory.has_award(&mark) {
                return Err(WebError::Awarded(id.to_owned()));
            }
            memory.awards.push_str(&mark);
            Ok(())
        })
    }

    /// The issuer's own document in another folder, where this one has none.
    pub(super) fn document_elsewhere(&self, site: &Site, folder: &Path) -> Option<Elsewhere> {
        let url = did_web::document_of(&site.issuer)?;
        let has_it = |folder: &Path| web_folder::path_of(folder, &url).is_file();
        let other = self.of(&site.issuer).ok()?.folders().find(|other| has_it(other));
        other.filter(|_| !has_it(folder)).map(|folder| Elsewhere { folder, url })
    }

    /// Remembers the folder of an issuer, and which of its lists lies there.
    pub(super) fn remember(&self, issuer: &str, folder: &Path, list: Option<&str>) -> Result<(), StoreError> {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        self.change(issuer, |memory| {
            memory.earlier.retain(|earlier| *earlier != folder);
            if let Some(before) = memory.folder.replace(folder.clone()).filter(|before| *before != folder) {
                memory.earlier.insert(0, before);
            }
            let mut is_place_given = false;
            for known in memory.lists.iter_mut().filter(|known| Some(known.url.as_str()) == list) {
                if known.mark.is_empty() {
                    known.put_mark(&folder)?;
                }
                (known.written, is_place_given) = (true, true);
            }
            if let Some(list) = list.filter(|list| !is_place_given && !memory.has_list_at(list)) {
                memory.named.push(list.to_owned());
            }
            Ok::<_, StoreError>(())
        })
    }

    /// Gives a place that no award has, and remembers that it is given. It is
    /// drawn by chance among those still free, so that it does not tell whose it
    /// is. `new_list` begins the issuer's first list, or another one where it is not
    /// known what became of the one before.
    pub(super) fn place(&self, site: &Site, folder: &Path, new_list: bool) -> Result<Drawn, WebError> {
        let failed = |source| WebError::Write(WriteError { path: self.folder.clone(), source });
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        // Two issuers in one place on the web are asked one after the other.
        let _lock = Lock::on_folder(&self.folder)?;
        // Another memory may give places on the lists that lie there.
        let _there = folder.is_dir().then(|| web_folder::lock(folder)).transpose()?;
        let is_taken = self.is_taken(site);
        self.change(&site.issuer, |memory| {
            if let Some(doubt) = memory.doubt(site, folder, is_taken)?.filter(|_| !new_list) {
                return Err(doubt);
            }
            if let Some(last) = memory.lists.last_mut() {
                let there = web_folder::list(folder, &last.url)?;
                // Of one that was written and is not there nobody knows whom it withdrew.
                if (there.is_some() || !last.written) && last.is_given_here(folder)? {
                    let is_new = there.is_none();
                    // What is withdrawn was given once, whoever remembers it.
                    if let Some(index) = last.draw(there.as_ref().unwrap_or(&Bits::clear()))? {
                        if !is_new {
                            last.put_mark(folder)?;
                        }
                        return Ok(Drawn { list: last.url.clone(), index, is_new });
                    }
                }
            }
            let url = memory.next_list(site, folder, is_taken)?;
            let mut list = List { url, used: Bits::clear().encode(), ..List::default() };
            let index = list.draw(&Bits::clear())?.unwrap_or_default();
            let drawn = Drawn { list: list.url.clone(), index, is_new: true };
            memory.lists.push(list);
            Ok(drawn)
        })
    }

    /// The list on which a place could be given, where nothing has to be said before:
    /// none is given by that.
    pub(super) fn list_for(&self, site: &Site, folder: &Path, new_list: bool) -> Result<String, WebError> {
        let (memory, is_taken) = (self.of(&site.issuer)?, self.is_taken(site));
        if let Some(doubt) = memory.doubt(site, folder, is_taken)?.filter(|_| !new_list) {
            return Err(doubt);
        }
        match memory.lists.last() {
            Some(last) if last.is_given_here(folder)? => Ok(last.url.clone()),
            _ => memory.next_list(site, folder, is_taken),
        }
    }

    /// The list on which a place is going to be given; `None` where another one has to be
    /// begun, at an address that is drawn with it.
    pub(super) fn list_ahead(&self, site: &Site, folder: &Path) -> Option<String> {
        let (memory, is_taken) = (self.of(&site.issuer).ok()?, self.is_taken(site));
        if matches!(memory.doubt(site, folder, is_taken), Err(_) | Ok(Some(WebError::FreshList { .. }))) {
            return None;
        }
        match memory.lists.last() {
            Some(last) => last.is_given_here(folder).ok()?.then(|| last.url.clone()),
            None => memory.first_list(site, folder, is_taken),
        }
    }

    /// Whether the address of an issuer's first list is another's, or another file's.
    fn is_taken(&self, site: &Site) -> bool {
        let first = site.url(STATUS_LIST);
        self.is_anothers(&site.issuer, &first) || did_web::document_of(&site.issuer).as_ref() == Some(&first)
    }

    /// Memories of all issuers, as far as it can be read.
    fn all(&self) -> Vec<Memory> {
        self.paths().filter_map(|path| read_kept(&path, MAX_BYTES).ok()).collect()
    }

    fn paths(&self) -> impl Iterator<Item = PathBuf> {
        files_in(&self.folder, "json").into_iter().take(MOST)
    }

    fn of(&self, issuer: &str) -> Result<Memory, StoreError> {
        read_kept(&self.path(issuer), MAX_BYTES)
    }

    fn path(&self, issuer: &str) -> PathBuf {
        self.folder.join(format!("{}.json", fingerprint(issuer)))
    }

    fn change<R, E: From<StoreError>>(
        &self,
        issuer: &str,
        change: impl FnOnce(&mut Memory) -> Result<R, E>,
    ) -> Result<R, E> {
        let path = self.path(issuer);
        change_kept(&path, MAX_BYTES, |memory: &mut Memory| {
            if memory.issuer.is_empty() {
                issuer.clone_into(&mut memory.issuer);
            }
            if memory.issuer != issuer {
                let reason = format!("it is about {}", memory.issuer);
                return Err(StoreError::Unreadable { path: path.clone(), reason }.into());
            }
            change(memory)
        })
    }
}

/// The first of these folders that holds the file of an address.
pub(super) fn holding(folders: &[PathBuf], url: &str) -> Option<PathBuf> {
    let holds = folders.iter().find(|folder| web_folder::holds(folder, url));
    // One that is damaged is told as such, not as if it were elsewhere.
    let damaged = || folders.iter().find(|folder| web_folder::has_unreadable(folder, url));
    holds.or_else(damaged).cloned()
}

/// Whether a folder has the issuer's own document.
fn has_issuer(folder: &Path, site: &Site) -> bool {
    did_web::document_of(&site.issuer).is_some_and(|url| web_folder::path_of(folder, &url).exists())
}

/// An address for a further list, which nobody has used before.
fn another(site: &Site) -> Result<String, WebError> {
    let mut bytes = [0; 5];
    SystemRandom.fill(&mut bytes)?;
    let mark: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(site.url(&format!("status-{mark}.json")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::status::ENTRIES;
    use std::collections::BTreeSet;

    fn site() -> Site {
        Site::of("https://example.org/badges/issuer.json").unwrap()
    }

    /// A memory whose list has only these places left.
    fn nearly_full(home: &Path, left: &[u64]) -> WebMemory {
        let memory = WebMemory::new(home);
        let mut used = Bits::clear();
        (0..ENTRIES as u64).filter(|index| !left.contains(index)).for_each(|index| used.set(index, true).unwrap());
        memory
            .change(&site().issuer, |kept| {
                let url = site().url(STATUS_LIST);
                kept.lists.push(List { url, used: used.encode(), ..List::default() });
                Ok::<_, StoreError>(())
            })
            .unwrap();
        memory
    }

    #[test]
    fn places_are_given_once_until_none_is_left_and_then_on_another_list() {
        let at = tempfile::tempdir().unwrap();
        let memory = nearly_full(at.path(), &[3, 77, 131_071]);
        let mut given: Vec<Drawn> = (0..4).map(|_| memory.place(&site(), at.path(), false).unwrap()).collect();
        let last = given.pop().unwrap();
        assert_eq!(given.iter().map(|drawn| drawn.index).collect::<BTreeSet<_>>(), [3, 77, 131_071].into());
        assert!(given.iter().all(|drawn| drawn.list == site().url(STATUS_LIST)));
        assert!(last.list != given[0].list && last.is_new, "{last:?}");
    }

    #[test]
    fn a_copy_of_a_memory_and_one_of_before_give_no_place_that_was_given_since() {
        let at = tempfile::tempdir().unwrap();
        let folder = at.path().join("web");
        std::fs::create_dir(&folder).unwrap();
        let url = site().url(STATUS_LIST);
        let memory = nearly_full(&at.path().join("one"), &[1, 2, 3, 4]);
        memory.remember(&site().issuer, &folder, Some(&url)).unwrap();
        let list = serde_json::json!({ "id": url, "credentialSubject": { "encodedList": Bits::clear().encode() } });
        std::fs::write(web_folder::path_of(&folder, &url), list.to_string()).unwrap();
        let give = |memory: &WebMemory| memory.place(&site(), &folder, false).unwrap();
        let mut given = vec![give(&memory)];
        assert_eq!(given[0].list, url);
        let before = std::fs::read(memory.path(&site().issuer)).unwrap();
        let copy = WebMemory::new(&at.path().join("copy"));
        std::fs::create_dir_all(&copy.folder).unwrap();
        std::fs::write(copy.path(&site().issuer), &before).unwrap();
        given.extend([give(&memory), give(&copy), give(&memory), give(&copy)]);
        assert!(given[2].list != url && given[3].list == url, "{given:?}");
        // Put back from a backup.
        std::fs::write(memory.path(&site().issuer), &before).unwrap();
        assert_ne!(memory.list_ahead(&site(), &folder), Some(url.clone()), "and that is told before");
        given.push(give(&memory));
        let places: BTreeSet<(&str, u64)> = given.iter().map(|drawn| (drawn.list.as_str(), drawn.index)).collect();
        assert_eq!(places.len(), given.len(), "{given:?}");
    }

    #[test]
    fn many_awards_by_many_at_once_share_no_place() {
        let at = tempfile::tempdir().unwrap();
        let memory = WebMemory::new(at.path());
        let given: Vec<Drawn> = std::thread::scope(|scope| {
            let give = || (0..20).map(|_| memory.place(&site(), at.path(), true).unwrap()).collect::<Vec<_>>();
            let all: Vec<_> = (0..8).map(|_| scope.spawn(give)).collect();
            all.into_iter().flat_map(|one| one.join().unwrap()).collect()
        });
        let places: BTreeSet<(&str, u64)> = given.iter().map(|drawn| (drawn.list.as_str(), drawn.index)).collect();
        assert_eq!((given.len(), places.len()), (160, 160));
    }

    #[test]
    fn a_first_list_is_begun_only_when_it_is_said_to_be_the_first_and_that_is_asked_once() {
        let at = tempfile::tempdir().unwrap();
        let memory = WebMemory::new(at.path());
        // What was awarded for good tells nothing of lists.
        memory.remember(&site().issuer, at.path(), None).unwrap();
        let asked = memory.place(&site(), at.path(), false).unwrap_err();
        assert!(matches!(&asked, WebError::FirstList { url, .. } if *url == site().url(STATUS_LIST)), "{asked}");
        let first = memory.place(&site(), at.path(), true).unwrap();
        let second = memory.place(&site(), at.path(), false).unwrap();
        assert!(first.list == site().url(STATUS_LIST) && second.list == first.list);
    }

    #[test]
    fn a_list_that_is_damaged_is_asked_about_like_one_that_is_not_there() {
        let at = tempfile::tempdir().unwrap();
        let memory = WebMemory::new(at.path());
        let path = web_folder::path_of(at.path(), &site().url(STATUS_LIST));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "{bad").unwrap();
        let asked = memory.place(&site(), at.path(), false).unwrap_err();
        assert!(matches!(asked, WebError::FreshList { .. }), "{asked}");
        let begun = memory.place(&site(), at.path(), true).unwrap();
        assert!(begun.is_new && begun.list != site().url(STATUS_LIST), "{begun:?}");
        assert_eq!(std::fs::read(&path).unwrap(), b"{bad");
    }

    #[test]
    fn a_memory_that_cannot_be_read_is_told_and_left() {
        let at = tempfile::tempdir().unwrap();
        let memory = WebMemory::new(at.path());
        memory.place(&site(), at.path(), true).unwrap();
        let path = memory.path(&site().issuer);
        for damaged in ["{", r#"{"issuer":"did:web:other.example","lists":[]}"#] {
            std::fs::write(&path, damaged).unwrap();
            let words = memory.place(&site(), at.path(), true).unwrap_err().to_string();
            assert!(words.contains("left as it is"), "{words}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
        }
    }
}
