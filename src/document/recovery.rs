//! The copy of unsaved work that outlives a crash.
//!
//! Each running window keeps one file in the recovery folder and holds a lock
//! on it. A file whose lock nobody holds was left by a window that did not
//! end well.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Document, FileError, MAX_FILE_BYTES};
use crate::store::{WriteError, files_in, open_lock, read_limited, write_private};

/// The most bytes of a kept copy: a document, and where it came from.
const MAX_KEPT: u64 = MAX_FILE_BYTES + 64 * 1024;

/// Where this window keeps its unsaved work.
#[derive(Debug)]
pub struct Recovery {
    copy: PathBuf,
    lock_path: PathBuf,
    /// Held, not read: the lock ends with the process, however it ends.
    _lock: File,
}

/// Unsaved work that an earlier window left.
#[derive(Debug)]
pub struct Found {
    /// The document, exactly as it was last kept.
    pub document: Document,
    /// The file it was opened from, when it had one.
    pub original: Option<PathBuf>,
    /// When it was kept.
    pub kept: std::time::SystemTime,
    copy: PathBuf,
    lock_path: PathBuf,
    _lock: File,
}

#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    original: Option<PathBuf>,
    #[serde(borrow)]
    document: &'a RawValue,
}

impl Recovery {
    /// Takes a place in the recovery folder, which is made when missing.
    /// `name` tells this window from all others.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn begin(folder: &Path, name: &str) -> Result<Self, WriteError> {
        let lock_path = folder.join(format!("{name}.lock"));
        let error = |source| WriteError { path: lock_path.clone(), source };
        std::fs::create_dir_all(folder).map_err(error)?;
        let lock = open_lock(&lock_path).map_err(error)?;
        lock.lock().map_err(error)?;
        Ok(Self { copy: folder.join(format!("{name}.kept")), lock_path, _lock: lock })
    }

    /// Keeps the document.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn keep(&self, document: &Document, original: Option<&Path>) -> Result<(), WriteError> {
        write_private(&self.copy, &kept_bytes(document, original))
    }

    /// The file in which the copy is kept; for work beside the window.
    pub fn copy_path(&self) -> &Path {
        &self.copy
    }

    /// Lets go of the copy: the work is saved or given up.
    pub fn forget(&self) {
        // Not being there is what is wanted; a copy that stays is only offered once more.
        let _ = std::fs::remove_file(&self.copy);
    }

    /// What earlier windows left in the folder, newest first. Copies that
    /// cannot be read are left where they are.
    pub fn found(folder: &Path) -> Vec<Found> {
        let mut found: Vec<Found> =
            files_in(folder, "kept").into_iter().filter_map(|copy| Found::at(copy).ok().flatten()).collect();
        found.sort_by_key(|f| std::cmp::Reverse(f.kept));
        found
    }
}

/// The bytes of a kept copy.
fn kept_bytes(document: &Document, original: Option<&Path>) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "a document's bytes are JSON, and a path that is not text is left out")]
    let kept = {
        let text = String::from_utf8(document.to_bytes()).expect("a document's file is UTF-8");
        let raw = RawValue::from_string(text.trim_end().to_owned()).expect("a document's file is JSON");
        let original = original.filter(|path| path.to_str().is_some()).map(Path::to_owned);
        serde_json::to_vec(&Kept { original, document: &raw }).expect("text keys only")
    };
    kept
}

impl Drop for Recovery {
    fn drop(&mut self) {
        // The copy stays: whoever ends well forgets it first.
        if !self.copy.exists() {
            let _ = std::fs::remove_file(&self.lock_path);
        }
    }
}

impl Found {
    fn at(copy: PathBuf) -> Result<Option<Self>, FileError> {
        let error = |source| FileError::Read { path: copy.clone(), source };
        let lock_path = copy.with_extension("lock");
        let lock = open_lock(&lock_path).map_err(error)?;
        if lock.try_lock().is_err() {
            return Ok(None);
        }
        let kept_at = copy.metadata().and_then(|m| m.modified()).map_err(error)?;
        let bytes = read_limited(&copy, MAX_KEPT).map_err(|unread| error(unread.into()))?;
        let kept: Kept<'_> = serde_json::from_slice(&bytes).map_err(|e| error(e.into()))?;
        let document = Document::from_bytes(kept.document.get().as_bytes())?;
        Ok(Some(Self { document, original: kept.original, kept: kept_at, copy, lock_path, _lock: lock }))
    }

    /// Takes the copy away: it was taken over or is not wanted.
    pub fn discard(self) {
        let _ = std::fs::remove_file(&self.copy);
        let _ = std::fs::remove_file(&self.lock_path);
    }
}
