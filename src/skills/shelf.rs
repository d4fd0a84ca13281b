//! The frameworks that a user took in.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{DamagedFramework, Framework, MAX_BYTES};
use crate::store::{WriteError, open_file, read_limited, write_atomically};

const ENDING: &str = "skills";
/// More frameworks are not listed.
const MOST: usize = 200;

/// Why the shelf could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The framework was not written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The folder or the file cannot be used.
    #[error("“{}” cannot be used: {source}.", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not what was kept.
    #[error("“{}” cannot be read: {source}. Remove it and take the framework in again.", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: DamagedFramework,
    },
}

/// A framework on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Its name.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// Size of its file in bytes.
    pub bytes: u64,
}

/// The folder in which a user's frameworks are kept, one file each.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// The shelf in the user's own folder.
    pub fn new(home: &Path) -> Self {
        Self { folder: home.join("frameworks") }
    }

    /// What is kept, by name. Files that cannot be read are listed by their
    /// file's name, so that they can be removed.
    pub fn list(&self) -> Vec<Shelved> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let mut found: Vec<Shelved> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
            .take(MOST)
            .filter_map(|path| {
                let bytes = fs::metadata(&path).ok()?.len();
                let stem = path.file_stem()?.to_string_lossy().into_owned();
                Some(Shelved { name: name_in(&path).unwrap_or(stem), path, bytes })
            })
            .collect();
        found.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.path.cmp(&b.path)));
        found
    }

    /// Keeps a framework. One of the same name is replaced.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, framework: &Framework) -> Result<PathBuf, ShelfError> {
        fs::create_dir_all(&self.folder).map_err(|source| ShelfError::Io { path: self.folder.clone(), source })?;
        let known = self.list().into_iter().find(|shelved| shelved.name == framework.name);
        let path = known.map_or_else(|| self.free_path(&framework.name), |shelved| shelved.path);
        write_atomically(&path, &framework.to_bytes())?;
        Ok(path)
    }

    /// Reads a kept framework.
    ///
    /// # Errors
    /// When the file is gone or damaged.
    pub fn read(&self, path: &Path) -> Result<Framework, ShelfError> {
        let bytes = read_limited(path, MAX_BYTES as u64)
            .map_err(|error| ShelfError::Io { path: path.to_owned(), source: error.into() })?;
        Framework::from_bytes(&bytes).map_err(|source| ShelfError::Damaged { path: path.to_owned(), source })
    }

    /// Removes a kept framework.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn remove(&self, path: &Path) -> Result<(), ShelfError> {
        fs::remove_file(path).map_err(|source| ShelfError::Io { path: path.to_owned(), source })
    }

    /// A path that no other framework has.
    fn free_path(&self, name: &str) -> PathBuf {
        let plain: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let stem: String = plain.split_whitespace().collect::<Vec<_>>().join("-").chars().take(60).collect();
        let stem = if stem.is_empty() { "framework" } else { &stem };
        let numbered = (1_u32..).map(|number| match number {
            1 => format!("{stem}.{ENDING}"),
            more => format!("{stem}-{more}.{ENDING}"),
        });
        let mut paths = numbered.map(|file| self.folder.join(file));
        paths.find(|path| !path.exists()).unwrap_or_else(|| self.folder.join(ENDING))
    }
}

/// The name in the head of a kept framework, without reading the rest.
fn name_in(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    let file = open_file(path).ok()?;
    flate2::read::GzDecoder::new(file).take(4096).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let name = head.lines().next()?.strip_prefix("#framework\t")?.to_owned();
    (!name.is_empty()).then_some(name)
}
