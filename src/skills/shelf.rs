//! The frameworks that a user took in.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::{Framework, MAX_BYTES};
use crate::store::{Folder, Home, Item, StoreError, open_file};

/// More frameworks are not listed.
const MOST: usize = 200;

impl Item for Framework {
    const FOLDER: &'static str = "frameworks";
    const ENDING: &'static str = "skills";
    const MAX_BYTES: u64 = MAX_BYTES as u64;

    fn from_file(bytes: &[u8]) -> Result<Self, String> {
        let again = "Remove it and take the framework in again.";
        Self::from_bytes(bytes).map_err(|error| format!("cannot be read: {error}. {again}"))
    }

    fn to_file(&self) -> io::Result<Vec<u8>> {
        Ok(self.to_bytes())
    }
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
    folder: Folder<Framework>,
}

impl Shelf {
    /// The shelf in the user's own folder.
    pub fn new(home: &Path) -> Self {
        Self { folder: Home::at(home).folder() }
    }

    /// What is kept, by name. Files that cannot be read are listed by their
    /// file's name, so that they can be removed.
    pub fn list(&self) -> Vec<Shelved> {
        let mut found: Vec<Shelved> = self
            .folder
            .files()
            .into_iter()
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
    pub fn keep(&self, framework: &Framework) -> Result<PathBuf, StoreError> {
        self.folder.keep(framework, || {
            let known = self.list().into_iter().find(|shelved| shelved.name == framework.name);
            Ok(known.map_or_else(|| self.folder.free_file(&stem(&framework.name)), |shelved| shelved.path))
        })
    }

    /// Reads a kept framework.
    ///
    /// # Errors
    /// When the file is gone or damaged.
    pub fn read(&self, path: &Path) -> Result<Framework, StoreError> {
        Folder::read(path)
    }

    /// Removes a kept framework.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn remove(&self, path: &Path) -> Result<(), StoreError> {
        Folder::<Framework>::remove(path)
    }
}

/// The name of a framework as that of a file.
fn stem(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let stem: String = plain.split_whitespace().collect::<Vec<_>>().join("-").chars().take(60).collect();
    if stem.is_empty() { "framework".to_owned() } else { stem }
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
