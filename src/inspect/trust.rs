//! Whom this user knows: own keys, and issuers confirmed by hand.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::drawn::Drawn;
use super::known_issuer::KnownIssuer;
use super::looks::{Alike, Looks};
use super::one_issuer::{OneIssuer, Signer};
use super::trust_change::{TrustChange, changes};
use crate::Extra;
use crate::badge::{clause, one_line};
use crate::credential::{KeyError, KeyFile, PublicKey, did, issuer_id};
use crate::store::{Home, Kept, StoreError, change_kept, read_kept, read_limited};

/// The largest file of trust that is kept, in bytes. Earlier versions kept issuer
/// profiles with their logos in it as well.
const MAX_FILE: u64 = 64 * 1024 * 1024;
/// The largest list that is handed over, in bytes.
const MAX_LIST: u64 = 4 * 1024 * 1024;

/// Own keys and confirmed issuers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    #[serde(default)]
    own: Vec<KnownIssuer>,
    #[serde(default)]
    trusted: Vec<KnownIssuer>,
    /// Fields this version does not know.
    #[serde(flatten)]
    extra: Extra,
    /// Names in which the user awards, each with the key that signs in it, if one is known.
    #[serde(skip)]
    own_names: Vec<KnownIssuer>,
    /// Places on the web in whose name the user awards.
    #[serde(skip)]
    own_web: HashSet<String>,
    #[serde(skip)]
    looks: Looks,
    #[serde(skip)]
    own_places: Places,
    #[serde(skip)]
    trusted_places: Places,
    #[serde(skip)]
    ones: Drawn<OneIssuer>,
}

/// Where issuers stand on a list, by their identifiers as they are written in one
/// way: each of many badges in a file asks for its own.
type Places = Drawn<HashMap<String, usize>>;

impl Places {
    /// The issuer with this identifier, however it is written.
    fn find<'l>(&self, list: &'l [KnownIssuer], id: &str) -> Option<&'l KnownIssuer> {
        let places = self.0.get_or_init(|| places_of(list));
        list.get(*places.get(issuer_id::normal(id).as_ref())?)
    }
}

impl Kept for Trust {
    // Earlier versions kept issuer profiles in the same file.
    const FIELDS: &'static [&'static str] = &["own", "trusted", "issuers"];
}

/// Why the list could not be read or written.
#[derive(Debug, Error)]
pub enum TrustError {
    /// A file that was handed over is no list of issuers.
    #[error("“{path}” is not a list of issuers: {reason}.")]
    NotAList {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A file that was handed over cannot be read.
    #[error("“{path}” cannot be read: {reason}.")]
    Read {
        /// The file.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The list would be too long to be read again.
    #[error("The list would hold {what}. Nothing was changed; take confirmations back that you need no longer first.")]
    TooMany {
        /// What there is too much of, and how much there may be.
        what: String,
    },
    /// The list could not be read or kept.
    #[error("The list of confirmed issuers: {0}")]
    Kept(#[from] StoreError),
    /// The names in which the user awards could not be read.
    #[error("Your issuer profiles: {0}")]
    Profiles(StoreError),
    /// The key that was to be counted could not be stored.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// A list of issuers as an organisation hands it out.
#[derive(Serialize, Deserialize)]
struct HandedOut {
    format: u32,
    issuers: Vec<KnownIssuer>,
}

/// The format of such lists.
const FORMAT: u32 = 1;
/// The most issuers on one of them.
const MAX_ISSUERS: usize = 10_000;
/// The most keys of one issuer.
const MAX_KEYS: usize = 64;

impl Trust {
    /// The confirmed issuers, and the own keys, as a file for others.
    ///
    /// # Errors
    /// When it would be too large to be taken in.
    pub fn export(&self) -> Result<String, TrustError> {
        let issuers: Vec<KnownIssuer> = self.own.iter().chain(&self.trusted).cloned().collect();
        within_bounds(&issuers)?;
        let list = HandedOut { format: FORMAT, issuers };
        let text = serde_json::to_string_pretty(&list).unwrap_or_default() + "\n";
        if text.len() as u64 > MAX_LIST {
            return Err(TrustError::TooMany { what: format!("more than the {} MB it may have", MAX_LIST >> 20) });
        }
        Ok(text)
    }

    /// The issuers on a list that was handed over. Nothing is confirmed by
    /// reading it; see [`changes`](Self::changes).
    ///
    /// # Errors
    /// When the file cannot be read or is no such list.
    pub fn offered(path: &Path) -> Result<Vec<KnownIssuer>, TrustError> {
        let shown = || path.display().to_string();
        let text = read_limited(path, MAX_LIST)
            .map_err(|error| TrustError::Read { path: shown(), reason: error.to_string() })?;
        let not_a_list = |reason: String| TrustError::NotAList { path: shown(), reason };
        let list: HandedOut = serde_json::from_slice(&text).map_err(|error| not_a_list(error.to_string()))?;
        if list.format > FORMAT {
            return Err(not_a_list("it was written by a newer version".into()));
        }
        within_bounds(&list.issuers).map_err(|_| not_a_list("it is too long".into()))?;
        for issuer in &list.issuers {
            if !issuer.keys.iter().all(|key| PublicKey::from_multibase(key).is_ok()) {
                return Err(not_a_list(format!("a key of “{}” is damaged", plain(&issuer.name))));
            }
            issuer_id::check_with_keys(&issuer.id, &issuer.keys).map_err(|wrong| not_a_list(clause(&wrong)))?;
        }
        // What is taken in is what is told of it: the rest of a list is its maker's own affair.
        let told = |KnownIssuer { id, name, keys, successor, .. }: KnownIssuer| {
            let name = Some(plain(&name)).filter(|name| !name.is_empty()).unwrap_or_else(|| plain(&id));
            KnownIssuer { keys, successor, ..KnownIssuer::new(id, name) }
        };
        Ok(list.issuers.into_iter().map(told).collect())
    }

    /// What taking in these issuers would change, in their order: nothing for
    /// those who are known already as they are offered.
    #[must_use]
    pub fn changes(&self, offered: &[KnownIssuer]) -> Vec<TrustChange> {
        changes(&self.trusted, &self.own, &self.own_names, offered)
    }

    /// Somebody else than this issuer whom the user knows, among those who are meant, and
    /// for whom people may take one of this name.
    #[must_use]
    pub(super) fn alike<'t>(
        &'t self,
        id: &str,
        name: &str,
        is_meant: impl Fn(&'t KnownIssuer) -> bool,
    ) -> Option<Alike<'t>> {
        self.looks.like(name, &self.trusted.iter().chain(&self.own).chain(&self.own_names), id, is_meant)
    }

    /// How many there are for whom people may take another.
    #[must_use]
    pub(super) fn count(&self) -> usize {
        self.trusted.len() + self.own.len() + self.own_names.len()
    }

    /// Whether somebody who is known is the user: an own key, or a name of the user's.
    #[must_use]
    pub(super) fn is_user(&self, known: &KnownIssuer) -> bool {
        self.own(&known.id).is_some() || self.own_names.contains(known)
    }

    /// The own key with this identifier.
    #[must_use]
    pub fn own(&self, id: &str) -> Option<&KnownIssuer> {
        self.own_places.find(&self.own, id)
    }

    /// The confirmed issuer with this identifier.
    #[must_use]
    pub fn trusted(&self, id: &str) -> Option<&KnownIssuer> {
        self.trusted_places.find(&self.trusted, id)
    }

    /// The confirmed issuer whose key this is, by its `did:key`.
    #[must_use]
    pub(super) fn whose_key(&self, signer: &str) -> Option<&KnownIssuer> {
        let key = signer.strip_prefix("did:key:")?;
        let is_written_otherwise =
            |id: &str| id.starts_with("did:jwk:") && did::public_key(id).is_ok_and(|key| did::did_key(&key) == signer);
        let is_theirs =
            |known: &&KnownIssuer| known.keys.iter().any(|one| one == key) || is_written_otherwise(&known.id);
        self.trusted(signer).or_else(|| self.trusted.iter().find(is_theirs))
    }

    /// Whether two signatures are by one and the same, as far as the user knows them:
    /// all own keys are the user's.
    pub(super) fn are_one(&self, one: Signer<'_>, other: Signer<'_>) -> bool {
        self.ones.0.get_or_init(|| OneIssuer::of(&self.own, &self.trusted)).made(one, other)
    }

    /// Whether the user has compared this key with that of the issuer.
    #[must_use]
    pub fn vouches_for(&self, id: &str, key: &PublicKey) -> bool {
        let known = self.trusted(id).map(|issuer| issuer.keys.as_slice()).unwrap_or_default();
        !known.is_empty() && known.contains(&key.multibase())
    }

    /// The user's own keys.
    #[must_use]
    pub fn own_keys(&self) -> &[KnownIssuer] {
        &self.own
    }

    /// The issuers whom the user has confirmed.
    #[must_use]
    pub fn trusted_issuers(&self) -> &[KnownIssuer] {
        &self.trusted
    }

    /// Records an own key.
    pub fn add_own(&mut self, id: impl Into<String>, name: impl Into<String>) {
        put_all(&mut self.own, [KnownIssuer::new(id, name)]);
        self.forget_what_was_drawn();
    }

    /// Counts a name in which the user awards as theirs, whatever their keys are called.
    /// It is not kept here: their issuer profiles are.
    pub fn add_own_name(&mut self, name: impl Into<String>, key: Option<&str>) {
        self.own_names.push(KnownIssuer::new(key.unwrap_or_default(), name));
        self.forget_what_was_drawn();
    }

    /// Counts a place on the web as one in whose name the user awards. That confirms nothing:
    /// what lies there is not told to look like the user's, and no more.
    pub fn add_own_place(&mut self, id: &str) {
        self.own_web.insert(issuer_id::normal(id).into_owned());
    }

    /// Whether an issuer is a place of the user's own.
    #[must_use]
    pub(super) fn is_own_place(&self, id: &str) -> bool {
        self.own_web.contains(issuer_id::normal(id).as_ref())
    }

    /// Confirms an issuer by its identifier.
    pub fn add_trusted(&mut self, id: impl Into<String>, name: impl Into<String>) {
        self.confirm(KnownIssuer::new(id, name));
    }

    /// Confirms an issuer, with the keys that were compared; those that are
    /// known already stay.
    pub fn confirm(&mut self, issuer: KnownIssuer) {
        self.confirm_all([issuer]);
    }

    /// The same for all issuers of a list.
    pub fn confirm_all(&mut self, issuers: impl IntoIterator<Item = KnownIssuer>) {
        put_all(&mut self.trusted, issuers);
        self.forget_what_was_drawn();
    }

    /// Takes in a list that was handed over, as [`changes`](Self::changes) told: own
    /// keys are nobody else's to name.
    pub fn take_in(&mut self, offered: Vec<KnownIssuer>) {
        let others: Vec<KnownIssuer> = offered.into_iter().filter(|one| self.own(&one.id).is_none()).collect();
        self.confirm_all(others);
    }

    /// Takes a confirmation back; own keys stay. True when there was one.
    pub fn remove_trusted(&mut self, id: &str) -> bool {
        let before = self.trusted.len();
        self.trusted.retain(|issuer| !issuer_id::same(&issuer.id, id));
        self.forget_what_was_drawn();
        self.trusted.len() < before
    }

    fn forget_what_was_drawn(&mut self) {
        self.looks = Looks::default();
        (self.own_places, self.trusted_places) = (Places::default(), Places::default());
        self.ones = Drawn::default();
    }

    /// Notes since when an own key is used for no new badges, and which one took
    /// its place, where that is known.
    pub fn retire_own(&mut self, id: &str, since: Timestamp, successor: Option<&str>) {
        if let Some(own) = self.own.iter_mut().find(|own| own.id == id) {
            own.retired = own.retired.or(Some(since));
            own.successor = own.successor.take().or_else(|| successor.map(str::to_owned));
        }
    }

    /// Reads the list kept in a folder; an empty one when there is none yet.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn load(folder: &Path) -> Result<Self, TrustError> {
        Ok(read_kept(&Home::at(folder).trust(), MAX_FILE)?)
    }

    /// Changes the list kept in a folder, which is made when missing, while no
    /// other program does: what others changed meanwhile stays. Gives the list
    /// as it is then.
    ///
    /// # Errors
    /// When it cannot be read or written, or would be too long; then it is as
    /// it was.
    pub fn change(folder: &Path, change: impl FnOnce(&mut Self)) -> Result<Self, TrustError> {
        change_kept(&Home::at(folder).trust(), MAX_FILE, |trust: &mut Self| {
            change(trust);
            within_bounds(&trust.own)?;
            within_bounds(&trust.trusted)?;
            Ok(trust.clone())
        })
    }

    /// Stores a new key of the user's in a file and counts it among the own
    /// keys in the list kept in `folder`: both or neither.
    ///
    /// # Errors
    /// When there is a file of that name, or one of the two cannot be written.
    pub fn store_own_key(key: &KeyFile, path: &Path, folder: &Path) -> Result<(), TrustError> {
        // A list that cannot be read is told before anything is written.
        Self::load(folder)?;
        key.write(path)?;
        let counted = Self::change(folder, |trust| trust.add_own(&key.did, &key.name));
        counted.map(drop).inspect_err(|_| {
            // What it would sign is nobody's, and it would stand in the way of the next try.
            let _ = fs::remove_file(path);
        })
    }
}

/// Where the issuers of a list stand; of one that stands there twice, first.
fn places_of(list: &[KnownIssuer]) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for (at, known) in list.iter().enumerate() {
        places.entry(issuer_id::normal(&known.id).into_owned()).or_insert(at);
    }
    places
}

/// That a list can be read again: so many issuers and keys at most.
fn within_bounds(issuers: &[KnownIssuer]) -> Result<(), TrustError> {
    if issuers.len() > MAX_ISSUERS {
        return Err(TrustError::TooMany { what: format!("more than the {MAX_ISSUERS} issuers it may have") });
    }
    match issuers.iter().find(|issuer| issuer.keys.len() > MAX_KEYS) {
        Some(issuer) => Err(TrustError::TooMany {
            what: format!("more than {MAX_KEYS} keys of “{}”, which is the most", plain(&issuer.name)),
        }),
        None => Ok(()),
    }
}

/// A name as it may be shown, and not longer than names are.
fn plain(name: &str) -> String {
    one_line(name).chars().take(200).collect()
}

/// Adds issuers to a list, or what is said of them to those who are on it.
fn put_all(list: &mut Vec<KnownIssuer>, issuers: impl IntoIterator<Item = KnownIssuer>) {
    // Looked up by what they are, since lists may be long.
    let mut places = places_of(list);
    for issuer in issuers {
        let place = *places.entry(issuer_id::normal(&issuer.id).into_owned()).or_insert(list.len());
        let Some(known) = list.get_mut(place) else {
            list.push(issuer);
            continue;
        };
        known.name = issuer.name;
        known.extra.extend(issuer.extra);
        for key in issuer.keys {
            if !known.keys.contains(&key) {
                known.keys.push(key);
            }
        }
    }
}
