//! Home folder: where everything lies that a user keeps.

use std::path::{Path, PathBuf};

use super::{Folder, Item};

/// Error of a system that tells no home folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Your home folder is not known, so nothing can be kept. Set BADGEWRIGHT_HOME to a folder of yours.")]
pub struct NoUserFolder;

/// The folder for this user's keys, trusted issuers, settings and unsaved
/// work: `BADGEWRIGHT_HOME` when set, else the system's place for an
/// application's data. It may not exist yet.
///
/// # Errors
/// When the system tells no home folder.
pub fn user_folder() -> Result<PathBuf, NoUserFolder> {
    if let Some(folder) = std::env::var_os("BADGEWRIGHT_HOME").filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let folders = directories::ProjectDirs::from("", "", "Badgewright").ok_or(NoUserFolder)?;
    Ok(folders.data_dir().to_owned())
}

/// Home folder of a user, usually [`user_folder`]: the list of what lies in it.
#[derive(Clone, Copy, Debug)]
pub struct Home<'a>(&'a Path);

impl<'a> Home<'a> {
    /// The home in this folder.
    #[must_use]
    pub fn at(folder: &'a Path) -> Self {
        Self(folder)
    }

    /// What the user chose for all badges.
    #[must_use]
    pub fn settings(self) -> PathBuf {
        self.0.join("settings.json")
    }

    /// The user's own keys by their identifiers, and the issuers whom the user confirmed.
    #[must_use]
    pub fn trust(self) -> PathBuf {
        self.0.join("issuers.json")
    }

    /// Issuer profiles. Earlier versions kept them in the file of [`trust`](Self::trust).
    #[must_use]
    pub fn issuer_profiles(self) -> PathBuf {
        self.0.join("issuer-profiles.json")
    }

    /// Words that are right in all badges.
    #[must_use]
    pub fn dictionary(self) -> PathBuf {
        self.0.join("dictionary.txt")
    }

    /// The brand kit that new badges wear.
    #[must_use]
    pub fn brand_kit(self) -> PathBuf {
        self.0.join("brand-kit.brand")
    }

    /// Things of a kind of which there are several: standards, profiles of rules,
    /// frameworks of skills.
    #[must_use]
    pub fn folder<T: Item>(self) -> Folder<T> {
        Folder::at(self.0.join(T::FOLDER))
    }

    /// The folder of sealed keys.
    #[must_use]
    pub fn keys(self) -> PathBuf {
        self.0.join("keys")
    }

    /// The folder of what is remembered of each issuer on the web.
    #[must_use]
    pub fn web(self) -> PathBuf {
        self.0.join("web")
    }

    /// The folder of copies of unsaved work.
    #[must_use]
    pub fn recovery(self) -> PathBuf {
        self.0.join("recovery")
    }
}
