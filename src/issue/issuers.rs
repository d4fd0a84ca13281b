//! The user's issuer profiles: several, each with its logo and with the key
//! that signs for it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::badge::Profile;
use crate::store::{Home, Kept, StoreError, change_kept, read_kept};
use crate::{Extra, is_default};

/// Largest file of profiles that is read: many logos have room in it.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Most profiles that are kept.
const MOST: usize = 100;

/// Why the profiles could not be read or kept.
#[derive(Debug, Error)]
pub enum IssuersError {
    /// They cannot be read or kept.
    #[error("Your issuer profiles: {0}")]
    Kept(#[from] StoreError),
    /// There are too many.
    #[error("There are {MOST} issuer profiles already. Remove one first.")]
    TooMany,
}

/// An issuer profile that is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedIssuer {
    /// What badges say of the issuer.
    pub profile: Profile,
    /// The key that signs for it, by its identifier.
    #[serde(default, skip_serializing_if = "is_default")]
    pub key: Option<String>,
    /// Whether it is kept only because the key signed a badge in its name: it is there to
    /// be chosen, and nothing is awarded in its name unasked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by_award: bool,
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

impl Kept for SavedIssuers {
    const FIELDS: &'static [&'static str] = &["issuers"];
}

/// File of earlier versions, which kept them in one with the issuers whom the user knows.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Earlier {
    issuers: Vec<SavedIssuer>,
}

impl Kept for Earlier {
    const FIELDS: &'static [&'static str] = &["issuers", "own", "trusted"];
}

impl SavedIssuers {
    /// The profiles kept in the user's folder; none when there is no file yet.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn load(home: &Path) -> Result<Self, IssuersError> {
        Ok(Self::read(home)?)
    }

    /// The same, where only that they cannot be read can go wrong.
    pub(super) fn read(home: &Path) -> Result<Self, StoreError> {
        let (path, earlier_path) = (Home::at(home).issuer_profiles(), Home::at(home).trust());
        if path.exists() {
            return read_kept(&path, MAX_BYTES);
        }
        let Earlier { issuers } = read_kept(&earlier_path, MAX_BYTES)?;
        Ok(Self { issuers, extra: Extra::new() })
    }

    /// Changes the profiles in the user's folder while no other program does:
    /// what others changed meanwhile stays. Gives them as they are then.
    ///
    /// # Errors
    /// When they cannot be read or written; then they are as they were.
    pub fn change(
        home: &Path,
        change: impl FnOnce(&mut Self) -> Result<(), IssuersError>,
    ) -> Result<Self, IssuersError> {
        let path = Home::at(home).issuer_profiles();
        change_kept(&path, MAX_BYTES, |saved: &mut Self| {
            if !path.exists() {
                saved.issuers = Self::load(home)?.issuers;
            }
            change(saved)?;
            Ok(saved.clone())
        })
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
            saved.by_award = false;
            return Ok(());
        }
        self.add(SavedIssuer { profile: profile.clone(), key, ..SavedIssuer::default() })
    }

    /// Keeps that a key has signed a badge in somebody's name.
    ///
    /// # Errors
    /// When there are too many.
    pub fn join(&mut self, profile: &Profile, key: String) -> Result<(), IssuersError> {
        if let Some(saved) = self.issuers.iter_mut().find(|saved| same(&saved.profile.name, &profile.name)) {
            saved.key = Some(key);
            return Ok(());
        }
        let profile = profile.clone();
        self.add(SavedIssuer { profile, key: Some(key), by_award: true, extra: Extra::new() })
    }

    fn add(&mut self, issuer: SavedIssuer) -> Result<(), IssuersError> {
        if self.issuers.len() >= MOST {
            return Err(IssuersError::TooMany);
        }
        self.issuers.push(issuer);
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

    /// Says that a key signs for whomever another one signed for, whose place it took.
    pub(super) fn succeed(&mut self, old: &str, new: &str) {
        for saved in self.issuers.iter_mut().filter(|saved| saved.key.as_deref() == Some(old)) {
            saved.key = Some(new.to_owned());
        }
    }

    /// Forgets the profile of this name.
    pub fn remove(&mut self, name: &str) {
        self.issuers.retain(|saved| !same(&saved.profile.name, name));
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn named(name: &str) -> Profile {
        Profile { name: name.into(), ..Profile::default() }
    }

    #[test]
    fn profiles_are_kept_by_name_with_their_keys() {
        let home = tempfile::tempdir().unwrap();
        let keep = |profile: Profile, key: Option<&str>| {
            SavedIssuers::change(home.path(), |saved| saved.keep(&profile, key.map(str::to_owned))).unwrap()
        };
        keep(named("Harbour Trust"), Some("did:key:z1"));
        keep(named("Canal School"), None);
        let mut saved = keep(Profile { url: "https://h.example".into(), ..named("harbour trust ") }, None);
        let again = SavedIssuers::load(home.path()).unwrap();
        assert_eq!(again, saved);
        assert_eq!(again.issuers.len(), 2);
        let harbour = again.by_name("HARBOUR TRUST").unwrap();
        assert_eq!((harbour.profile.url.as_str(), harbour.key.as_deref()), ("https://h.example", Some("did:key:z1")));
        saved.remove("canal school");
        assert_eq!(saved.issuers.len(), 1);
    }

    #[test]
    fn profiles_of_an_earlier_version_are_found_and_the_known_issuers_beside_them_stay() {
        let home = tempfile::tempdir().unwrap();
        let earlier = r#"{"own":[],"trusted":[],"issuers":[{"profile":{"name":"Harbour Trust"}}]}"#;
        fs::write(Home::at(home.path()).trust(), earlier).unwrap();
        assert!(SavedIssuers::load(home.path()).unwrap().by_name("Harbour Trust").is_some());
        crate::inspect::Trust::change(home.path(), |trust| trust.add_trusted("did:web:e.org", "E")).unwrap();
        assert!(SavedIssuers::load(home.path()).unwrap().by_name("Harbour Trust").is_some(), "no list loses the other");
        let saved = SavedIssuers::change(home.path(), |saved| saved.keep(&named("Canal School"), None)).unwrap();
        assert_eq!(saved.issuers.len(), 2);
        SavedIssuers::change(home.path(), |saved| {
            saved.remove("Harbour Trust");
            Ok(())
        })
        .unwrap();
        assert_eq!(SavedIssuers::load(home.path()).unwrap().issuers.len(), 1, "and stays removed");
        assert!(crate::inspect::Trust::load(home.path()).unwrap().trusted("did:web:e.org").is_some());
    }

    #[test]
    fn profiles_saved_at_once_are_all_kept() {
        let home = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for number in 0..12 {
                let home = home.path();
                scope.spawn(move || {
                    SavedIssuers::change(home, |saved| saved.keep(&named(&number.to_string()), None)).unwrap();
                });
            }
        });
        assert_eq!(SavedIssuers::load(home.path()).unwrap().issuers.len(), 12);
    }

    #[test]
    fn a_damaged_file_is_told_and_left() {
        let home = tempfile::tempdir().unwrap();
        fs::write(Home::at(home.path()).issuer_profiles(), "{\"issuers\":[").unwrap();
        let error = SavedIssuers::change(home.path(), |_| Ok(())).unwrap_err().to_string();
        assert!(error.contains("issuer-profiles.json") && error.contains("left as it is"), "{error}");
        assert_eq!(fs::read_to_string(Home::at(home.path()).issuer_profiles()).unwrap(), "{\"issuers\":[");
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
