//! What keeps a file from being written or read, in words of our own.

use std::io;
use std::path::PathBuf;

/// Why a file could not be written. What was there before is unchanged.
#[derive(Debug, thiserror::Error)]
#[error("“{}” was not written: {}", path.display(), reason(source))]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

/// What is wrong in words of our own, which follow "was not written:".
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Said(String);

/// An error that says these words, which have no full stop.
pub(super) fn said(kind: io::ErrorKind, words: impl Into<String>) -> io::Error {
    io::Error::new(kind, Said(words.into()))
}

fn reason(error: &io::Error) -> String {
    // A sentence of our own says more than the kind that goes with it.
    if let Some(Said(own)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return format!("{own}.");
    }
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "you may not write in this folder. Allow writing to it, or choose another one.".into()
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "this folder is read-only. Allow writing to it, or choose another one.".into()
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full. Free some space or choose another disk, then try again.".into()
        }
        io::ErrorKind::NotFound => "its folder does not exist. Make the folder or choose another one.".into(),
        io::ErrorKind::AlreadyExists => "there is a file of that name already. Choose another name.".into(),
        io::ErrorKind::IsADirectory => "there is a folder of that name. Choose another name.".into(),
        _ => format!("{error}."),
    }
}
