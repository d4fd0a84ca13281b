//! The badge standards that a user added: one file each in the user's folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::badge::{MAX_STANDARD_BYTES, Standard, StandardError};
use crate::store::{WriteError, read_limited, write_atomically};

/// Most standards that are listed.
const MOST: usize = 50;

/// Why a standard could not be read, kept or taken away.
#[derive(Debug, thiserror::Error)]
pub enum StandardFileError {
    /// The file cannot be read.
    #[error("“{}” cannot be read: {reason}.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// It is not the file of a standard.
    #[error("“{}” was not taken in. {source}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        source: StandardError,
    },
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The standards that a user added.
#[derive(Clone, Debug)]
pub struct OwnStandards {
    folder: PathBuf,
}

impl OwnStandards {
    /// The standards kept in the user's folder.
    #[must_use]
    pub fn new(home: &Path) -> Self {
        Self { folder: home.join("standards") }
    }

    /// Reads a file as a standard.
    ///
    /// # Errors
    /// When it cannot be read or is no standard.
    pub fn read(path: &Path) -> Result<Standard, StandardFileError> {
        let unreadable = |error: crate::store::ReadError| StandardFileError::Unreadable {
            path: path.to_owned(),
            reason: error.to_string(),
        };
        let bytes = read_limited(path, MAX_STANDARD_BYTES as u64).map_err(unreadable)?;
        Standard::from_json(&bytes).map_err(|source| StandardFileError::Refused { path: path.to_owned(), source })
    }

    /// All of them by name, and a sentence for each file that is none.
    #[must_use]
    pub fn list(&self) -> (Vec<Standard>, Vec<String>) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> =
            entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
        paths.sort();
        let (mut standards, mut problems) = (Vec::new(), Vec::new());
        for path in paths.into_iter().take(MOST) {
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
    pub fn keep(&self, standard: &Standard) -> Result<(), StandardFileError> {
        let path = self.path(standard);
        // What cannot be read may be more than what would take its place.
        if path.exists() {
            Self::read(&path)?;
        }
        let unwritten = |source| StandardFileError::Write(WriteError { path: path.clone(), source });
        fs::create_dir_all(&self.folder).map_err(unwritten)?;
        let mut bytes = serde_json::to_vec_pretty(standard).map_err(|error| unwritten(error.into()))?;
        bytes.push(b'\n');
        Ok(write_atomically(&path, &bytes)?)
    }

    /// Takes a standard away. Badges that carry it keep it.
    ///
    /// # Errors
    /// When its file cannot be removed.
    pub fn remove(&self, standard: &Standard) -> Result<(), StandardFileError> {
        let path = self.path(standard);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StandardFileError::Write(WriteError { path, source: error }))
            }
            _ => Ok(()),
        }
    }

    /// A code is made of small letters, digits and hyphens, so it is a file
    /// name.
    fn path(&self, standard: &Standard) -> PathBuf {
        self.folder.join(format!("{}.json", standard.code))
    }
}

#[cfg(test)]
mod tests {
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
