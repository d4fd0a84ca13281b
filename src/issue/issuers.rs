//! The user's issuer profiles: several, each with its logo and with the key
//! that signs for it.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::badge::Profile;
use crate::document::{WriteError, write_atomically};
use crate::{Extra, is_default};

/// Largest file of profiles that is read: many logos have room in it.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Most profiles that are kept.
const MOST: usize = 100;

/// Why the profiles could not be read or kept.
#[derive(Debug, Error)]
pub enum IssuersError {
    /// The file is there and cannot be read.
    #[error("Your issuer profiles in “{}” cannot be read: {reason}. The file was left as it is.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// There are too many.
    #[error("There are {MOST} issuer profiles already. Remove one first.")]
    TooMany,
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// An issuer profile that is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SavedIssuer {
    /// What badges say of the issuer.
    pub profile: Profile,
    /// The key that signs for it, by its identifier.
    #[serde(skip_serializing_if = "is_default")]
    pub key: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The issuer profiles of a user, by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SavedIssuers {
    /// The profiles.
    pub issuers: Vec<SavedIssuer>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl SavedIssuers {
    /// The profiles kept in the user's folder; none when there is no file yet.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn load(home: &Path) -> Result<Self, IssuersError> {
        let path = path(home);
        if path.symlink_metadata().is_ok() {
            return Self::read(&path);
        }
        // They lay beside the confirmed issuers before, in the same file.
        Ok(Self { extra: Extra::new(), ..Self::read(&home.join("issuers.json"))? })
    }

    fn read(path: &Path) -> Result<Self, IssuersError> {
        let unreadable = |reason: String| IssuersError::Unreadable { path: path.to_owned(), reason };
        let file = match fs::File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(unreadable(error.to_string())),
        };
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(unreadable(format!("it is larger than {} MB", MAX_BYTES / 1024 / 1024)));
        }
        serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))
    }

    /// Writes the profiles into the user's folder.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn store(&self, home: &Path) -> Result<(), IssuersError> {
        let path = path(home);
        let unwritten = |source: std::io::Error| WriteError { path: path.clone(), source };
        fs::create_dir_all(home).map_err(unwritten)?;
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|error| unwritten(error.into()))?;
        bytes.push(b'\n');
        Ok(write_atomically(&path, &bytes)?)
    }

    /// The profile of this name, in any case.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&SavedIssuer> {
        self.issuers.iter().find(|saved| same(&saved.profile.name, name))
    }

    /// Keeps a profile, in place of one of the same name. Its key stays the
    /// one it had, unless another is given.
    ///
    /// # Errors
    /// When there are too many.
    pub fn keep(&mut self, profile: &Profile, key: Option<String>) -> Result<(), IssuersError> {
        if let Some(saved) = self.issuers.iter_mut().find(|saved| same(&saved.profile.name, &profile.name)) {
            saved.profile = profile.clone();
            saved.key = key.or(saved.key.take());
            return Ok(());
        }
        if self.issuers.len() >= MOST {
            return Err(IssuersError::TooMany);
        }
        self.issuers.push(SavedIssuer { profile: profile.clone(), key, extra: Extra::new() });
        self.issuers.sort_by_key(|saved| saved.profile.name.to_lowercase());
        Ok(())
    }

    /// Says which key signs for the profile of this name; `None` for whichever
    /// is newest.
    pub fn set_key(&mut self, name: &str, key: Option<String>) {
        if let Some(saved) = self.issuers.iter_mut().find(|saved| same(&saved.profile.name, name)) {
            saved.key = key;
        }
    }

    /// Forgets the profile of this name.
    pub fn remove(&mut self, name: &str) {
        self.issuers.retain(|saved| !same(&saved.profile.name, name));
    }
}

fn path(home: &Path) -> PathBuf {
    home.join("issuer-profiles.json")
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Profile {
        Profile { name: name.into(), ..Profile::default() }
    }

    #[test]
    fn profiles_are_kept_by_name_with_their_keys() {
        let home = tempfile::tempdir().unwrap();
        let mut saved = SavedIssuers::load(home.path()).unwrap();
        saved.keep(&named("Harbour Trust"), Some("did:key:z1".into())).unwrap();
        saved.keep(&named("Canal School"), None).unwrap();
        saved.keep(&Profile { url: "https://h.example".into(), ..named("harbour trust ") }, None).unwrap();
        saved.store(home.path()).unwrap();
        let again = SavedIssuers::load(home.path()).unwrap();
        assert_eq!(again, saved);
        assert_eq!(again.issuers.len(), 2);
        let harbour = again.by_name("HARBOUR TRUST").unwrap();
        assert_eq!((harbour.profile.url.as_str(), harbour.key.as_deref()), ("https://h.example", Some("did:key:z1")));
        saved.remove("canal school");
        assert_eq!(saved.issuers.len(), 1);
    }

    #[test]
    fn what_is_kept_of_trust_takes_no_profile_away() {
        let home = tempfile::tempdir().unwrap();
        // As it was when both lay in one file.
        fs::write(home.path().join("issuers.json"), r#"{"own":[],"issuers":[{"profile":{"name":"Canal School"}}]}"#)
            .unwrap();
        let mut saved = SavedIssuers::load(home.path()).unwrap();
        saved.keep(&named("Harbour Trust"), None).unwrap();
        saved.store(home.path()).unwrap();
        let mut trust = crate::inspect::Trust::load(home.path()).unwrap();
        trust.add_own("did:key:z1", "Ours");
        trust.save(home.path()).unwrap();
        let again = SavedIssuers::load(home.path()).unwrap();
        assert!(again.by_name("Canal School").is_some() && again.by_name("Harbour Trust").is_some());
        assert!(crate::inspect::Trust::load(home.path()).unwrap().own("did:key:z1").is_some());
    }

    #[test]
    fn a_damaged_file_is_told_and_left() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("issuers.json"), "{\"issuers\":[").unwrap();
        let error = SavedIssuers::load(home.path()).unwrap_err().to_string();
        assert!(error.contains("issuers.json") && error.contains("left as it is"), "{error}");
    }

    #[test]
    fn there_is_an_end_to_them() {
        let mut saved = SavedIssuers::default();
        for number in 0..MOST {
            saved.keep(&named(&number.to_string()), None).unwrap();
        }
        assert!(matches!(saved.keep(&named("one more"), None), Err(IssuersError::TooMany)));
        saved.keep(&named("7"), Some("did:key:z".into())).unwrap();
    }
}
