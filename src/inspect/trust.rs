//! Whom this user knows: own keys, and issuers confirmed by hand.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::credential::did::{self, fingerprint};
use crate::credential::{KeyError, KeyFile, PublicKey};
use crate::document::{WriteError, write_private};

/// The file inside the folder that is given from outside.
const FILE: &str = "issuers.json";
/// The largest such file that is read, in bytes.
const MAX_FILE: u64 = 4 * 1024 * 1024;

/// An issuer whom the user knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownIssuer {
    /// Identifier: a DID or an address.
    pub id: String,
    /// What the user calls it.
    pub name: String,
    /// Keys that were compared with the issuer's own, in multibase. A `did:key`
    /// or `did:jwk` needs none, since it is its key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
}

impl KnownIssuer {
    /// An issuer by its identifier alone.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), keys: Vec::new() }
    }

    /// The fingerprints of its keys, as far as they are known here; none when
    /// only its place on the web can tell.
    #[must_use]
    pub fn fingerprints(&self) -> Vec<String> {
        let own = did::carries_key(&self.id).then(|| did::key_fingerprint(&self.id));
        own.into_iter().chain(self.keys.iter().map(|key| fingerprint(&format!("did:key:{key}")))).collect()
    }
}

/// Own keys and confirmed issuers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    #[serde(default)]
    own: Vec<KnownIssuer>,
    #[serde(default)]
    trusted: Vec<KnownIssuer>,
}

/// Why the list could not be read or written.
#[derive(Debug, Error)]
pub enum TrustError {
    /// The file is not such a list.
    #[error("The list of confirmed issuers in {path} cannot be read: {reason}. Move it away to begin a new one.")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A file that was handed over is no list of issuers.
    #[error("“{path}” is not a list of issuers: {reason}.")]
    NotAList {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// Reading failed.
    #[error("The list of confirmed issuers in {path} could not be read: {reason}.")]
    Read {
        /// The file.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// Writing failed.
    #[error(transparent)]
    Write(#[from] WriteError),
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
    #[must_use]
    pub fn export(&self) -> String {
        let issuers = self.own.iter().chain(&self.trusted).cloned().collect();
        let list = HandedOut { format: FORMAT, issuers };
        serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
    }

    /// The issuers on a list that was handed over. Nothing is confirmed by
    /// reading it.
    ///
    /// # Errors
    /// When the file cannot be read or is no such list.
    pub fn offered(path: &Path) -> Result<Vec<KnownIssuer>, TrustError> {
        let shown = || path.display().to_string();
        let mut text = Vec::new();
        fs::File::open(path)
            .and_then(|file| file.take(MAX_FILE).read_to_end(&mut text))
            .map_err(|error| TrustError::Read { path: shown(), reason: error.to_string() })?;
        let not_a_list = |reason: String| TrustError::NotAList { path: shown(), reason };
        let list: HandedOut = serde_json::from_slice(&text).map_err(|error| not_a_list(error.to_string()))?;
        if list.format > FORMAT {
            return Err(not_a_list("it was written by a newer version".into()));
        }
        let is_issuer = |issuer: &KnownIssuer| issuer.id.starts_with("did:") || issuer.id.starts_with("https://");
        if list.issuers.len() > MAX_ISSUERS || !list.issuers.iter().all(is_issuer) {
            return Err(not_a_list("it names something that is no issuer".into()));
        }
        let are_keys = |issuer: &KnownIssuer| {
            issuer.keys.len() <= MAX_KEYS && issuer.keys.iter().all(|key| PublicKey::from_multibase(key).is_ok())
        };
        if !list.issuers.iter().all(are_keys) {
            return Err(not_a_list("it names something that is no key".into()));
        }
        let plain = |text: String| text.chars().filter(|c| !c.is_control()).take(200).collect();
        Ok(list.issuers.into_iter().map(|issuer| KnownIssuer { name: plain(issuer.name), ..issuer }).collect())
    }

    /// The own key with this identifier.
    #[must_use]
    pub fn own(&self, id: &str) -> Option<&KnownIssuer> {
        self.own.iter().find(|issuer| issuer.id == id)
    }

    /// The confirmed issuer with this identifier.
    #[must_use]
    pub fn trusted(&self, id: &str) -> Option<&KnownIssuer> {
        self.trusted.iter().find(|issuer| issuer.id == id)
    }

    /// Whether the user has compared this key with that of the issuer.
    #[must_use]
    pub fn vouches_for(&self, id: &str, key: &PublicKey) -> bool {
        let known = self.trusted(id).map(|issuer| issuer.keys.as_slice()).unwrap_or_default();
        !known.is_empty() && known.contains(&key.multibase())
    }

    /// Whether confirming this issuer would add anything.
    #[must_use]
    pub fn lacks(&self, offered: &KnownIssuer) -> bool {
        self.trusted(&offered.id).is_none_or(|known| offered.keys.iter().any(|key| !known.keys.contains(key)))
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
        put(&mut self.own, KnownIssuer::new(id, name));
    }

    /// Confirms an issuer by its identifier.
    pub fn add_trusted(&mut self, id: impl Into<String>, name: impl Into<String>) {
        self.confirm(KnownIssuer::new(id, name));
    }

    /// Confirms an issuer, with the keys that were compared; those that are
    /// known already stay.
    pub fn confirm(&mut self, issuer: KnownIssuer) {
        put(&mut self.trusted, issuer);
    }

    /// Takes a confirmation back; own keys stay. True when there was one.
    pub fn remove_trusted(&mut self, id: &str) -> bool {
        let before = self.trusted.len();
        self.trusted.retain(|issuer| issuer.id != id);
        self.trusted.len() < before
    }

    /// Reads the list kept in a folder; an empty one when there is none yet.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn load(folder: &Path) -> Result<Self, TrustError> {
        let path = folder.join(FILE);
        let unread =
            |error: &std::io::Error| TrustError::Read { path: path.display().to_string(), reason: error.to_string() };
        let file = match fs::File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(unread(&error)),
        };
        let mut text = Vec::new();
        file.take(MAX_FILE).read_to_end(&mut text).map_err(|error| unread(&error))?;
        serde_json::from_slice(&text)
            .map_err(|error| TrustError::Damaged { path: path.display().to_string(), reason: error.to_string() })
    }

    /// Keeps the list in a folder, which is made when missing: whole or not at
    /// all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, folder: &Path) -> Result<(), TrustError> {
        let path = folder.join(FILE);
        let failed = |source| WriteError { path: path.clone(), source };
        let mut text = serde_json::to_string_pretty(self).map_err(|error| failed(error.into()))?;
        text.push('\n');
        fs::create_dir_all(folder).map_err(failed)?;
        Ok(write_private(&path, text.as_bytes())?)
    }

    /// Stores a new key of the user's in a file and counts it among the own
    /// keys in the list kept in `folder`: both or neither.
    ///
    /// # Errors
    /// When there is a file of that name, or one of the two cannot be written.
    pub fn store_own_key(key: &KeyFile, path: &Path, folder: &Path) -> Result<(), TrustError> {
        let mut trust = Self::load(folder)?;
        trust.add_own(&key.did, &key.name);
        key.write(path)?;
        trust.save(folder).inspect_err(|_| {
            // What it would sign is nobody's, and it would stand in the way of the next try.
            let _ = fs::remove_file(path);
        })
    }
}

fn put(list: &mut Vec<KnownIssuer>, issuer: KnownIssuer) {
    match list.iter_mut().find(|known| known.id == issuer.id) {
        Some(known) => {
            known.name = issuer.name;
            for key in issuer.keys {
                if !known.keys.contains(&key) {
                    known.keys.push(key);
                }
            }
        }
        None => list.push(issuer),
    }
}
