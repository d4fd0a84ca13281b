//! Errors of what users keep.

use std::path::PathBuf;

use super::{ReadError, WriteError};

/// Error of a file that is kept for a user. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be read.
    #[error("“{}” cannot be read: {source}.", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// It is not what it was taken for.
    #[error("“{}” {reason}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// What is wrong, as a sentence that begins with the file.
        reason: String,
    },
    /// It is there and cannot be read, so it is not written either.
    #[error("“{}” cannot be read: {reason}. The file was left as it is; move it away to begin a new one.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// It would be too large to be read again.
    #[error("“{}” would be larger than the {} MB it may have. Nothing was changed; remove something from it first.", path.display(), most / 1024 / 1024)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most bytes it may have.
        most: u64,
    },
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}
