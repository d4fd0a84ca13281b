//! The badge standards that a user added: one file each in the user's folder.

use std::io;
use std::path::{Path, PathBuf};

use crate::badge::{MAX_STANDARD_BYTES, Standard};
use crate::store::{Folder, Home, Item, StoreError};

/// Most standards that are listed.
const MOST: usize = 50;

impl Item for Standard {
    const FOLDER: &'static str = "standards";
    const ENDING: &'static str = "json";
    const MAX_BYTES: u64 = MAX_STANDARD_BYTES as u64;

    fn from_file(bytes: &[u8]) -> Result<Self, String> {
        Self::from_json(bytes).map_err(|error| format!("was not taken in. {error}"))
    }

    fn to_file(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The standards that a user added.
#[derive(Clone, Debug)]
pub struct OwnStandards {
    folder: Folder<Standard>,
}

impl OwnStandards {
    /// The standards kept in the user's folder.
    #[must_use]
    pub fn new(home: &Path) -> Self {
        Self { folder: Home::at(home).folder() }
    }

    /// Reads a file as a standard.
    ///
    /// # Errors
    /// When it cannot be read or is no standard.
    pub fn read(path: &Path) -> Result<Standard, StoreError> {
        Folder::read(path)
    }

    /// All of them by name, and a sentence for each file that is none.
    #[must_use]
    pub fn list(&self) -> (Vec<Standard>, Vec<String>) {
        let (mut standards, mut problems) = (Vec::new(), Vec::new());
        for path in self.folder.files().into_iter().take(MOST) {
            match Self::read(&path) {
                Ok(standard) => standards.push(standard),
                Err(error) => problems.push(error.to_string()),
            }
        }
        standards.sort_by(|one, other| one.name.cmp(&other.name));
        (standards, problems)
    }

    /// Keeps a standard, in place of one with the same code.
    ///
    /// # Errors
    /// When it cannot be written, or a file of its name is there and cannot be
    /// read.
    pub fn keep(&self, standard: &Standard) -> Result<(), StoreError> {
        let place = || {
            let path = self.path(standard);
            // What cannot be read may be more than what would take its place.
            if path.exists() { Self::read(&path).map(|_| path) } else { Ok(path) }
        };
        self.folder.keep(standard, place).map(drop)
    }

    /// Takes a standard away. Badges that carry it keep it.
    ///
    /// # Errors
    /// When its file cannot be removed.
    pub fn remove(&self, standard: &Standard) -> Result<(), StoreError> {
        Folder::<Standard>::remove(&self.path(standard))
    }

    /// A code is made of small letters, digits and hyphens, so it is a file
    /// name.
    fn path(&self, standard: &Standard) -> PathBuf {
        self.folder.file(&standard.code)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_standard_is_kept_listed_replaced_and_removed() {
        let home = tempfile::tempdir().unwrap();
        let own = OwnStandards::new(home.path());
        assert!(own.list().0.is_empty());
        let file = home.path().join("mine.json");
        let text =
            r#"{"code":"steps-2026","name":"Steps","layers":[{"name":"Try it"},{"name":"Own it"}],"colour":"red"}"#;
        fs::write(&file, text).unwrap();
        let standard = OwnStandards::read(&file).unwrap();
        let codes: Vec<&str> = standard.layers.iter().map(|layer| layer.code.as_str()).collect();
        assert_eq!(codes, ["steps-2026/try-it", "steps-2026/own-it"]);
        own.keep(&standard).unwrap();
        own.keep(&standard).unwrap();
        assert_eq!(own.list().0, std::slice::from_ref(&standard));
        assert_eq!(own.list().0[0].extra["colour"], "red");
        fs::write(home.path().join("standards/other.json"), "{").unwrap();
        let (standards, problems) = own.list();
        assert_eq!((standards.len(), problems.len()), (1, 1));
        assert!(problems[0].contains("other.json"), "{problems:?}");
        fs::write(own.path(&standard), "{").unwrap();
        assert!(own.keep(&standard).unwrap_err().to_string().contains("steps-2026.json"));
        assert_eq!(fs::read_to_string(own.path(&standard)).unwrap(), "{", "what cannot be read stays");
        own.remove(&standard).unwrap();
        own.remove(&standard).unwrap();
        assert!(own.list().0.is_empty());
    }
}
