//! Why a key could not be made, sealed, opened or stored.

use thiserror::Error;

use crate::credential::random::RandomError;
use crate::store::WriteError;

/// The format that this version writes and reads.
pub(super) const FORMAT: u32 = 1;

/// Why a key could not be made, sealed, opened or stored.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The passphrase does not open the file.
    #[error("That passphrase does not open this key. Check capital letters and the keyboard layout, then try again.")]
    WrongPassphrase,
    /// None was given.
    #[error("No passphrase was typed. Type that of this key, then try again.")]
    NoPassphrase,
    /// No passphrase was given.
    #[error("A key needs a passphrase that is not empty.")]
    EmptyPassphrase,
    /// The file is not a key file.
    #[error("This is not a key file: {0}.")]
    NotAKeyFile(String),
    /// A key that cannot be used for signing.
    #[error("This key cannot be used: {0}.")]
    Unusable(String),
    /// The file was written by a later version.
    #[error("This key file has format {0}; this version reads format {FORMAT}. Open it with a newer Badgewright.")]
    Newer(u32),
    /// The file asks for more memory or time than is given.
    #[error("This key file asks for {0} to open it, more than is allowed. It was not made by Badgewright.")]
    TooCostly(String),
    /// Another key is used in its place.
    #[error(
        "This key was retired on {0} and awards nothing new: choose the key that took its place. What it signed stays good."
    )]
    Retired(jiff::civil::Date),
    /// A file of that name exists already; keys are never overwritten.
    #[error("There is already a file {0}. A key is never overwritten: choose another name.")]
    Exists(String),
    /// Reading failed.
    #[error("The key file {path} could not be read: {reason}.")]
    Read {
        /// The file.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// Writing failed.
    #[error(transparent)]
    Write(WriteError),
    /// The mark in the file of a key that has its successor already.
    #[error(
        "The new key is made, and the old one is retired on your list of keys. Only the mark in the old one's file is missing, since “{}” could not be changed: {}. Nothing else is to be done.",
        .0.path.display(),
        .0.source
    )]
    Unmarked(WriteError),
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] RandomError),
}
