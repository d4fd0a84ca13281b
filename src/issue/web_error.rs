//! Why the issuer's files for the web cannot be used as they are.

use std::path::PathBuf;

use crate::badge::quoted;
use crate::credential::status::StatusError;
use crate::credential::{RandomError, did_document};
use crate::store::{StoreError, WriteError};

/// Why an issuer's files for the web could not be written. What is there is as
/// it was.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// It is there and cannot be read, so it is not written either.
    #[error("“{}” cannot be read: {reason}. It was left as it is: put it right from a copy, or move it away.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// What lies there is something else.
    #[error("“{}” is not the file that belongs at {url}. It was left as it is: move it away, or choose another folder.", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// The address that it would have.
        url: String,
    },
    /// A hosted badge that was withdrawn would come back.
    #[error("The badge at {0} was withdrawn. Award a new one, with an identifier of its own.")]
    Revoked(String),
    /// Another award goes by the same identifier.
    #[error(
        "There is an award with the identifier {0} already, and readers, and whoever withdraws one of them, could not tell the two apart. Leave it out, or choose another one."
    )]
    Awarded(String),
    /// Every badge that was awarded before would be another's.
    #[error(
        "“{}” says that {} awards the badges, and this one says {}. What was awarded before would then be awarded by {} as well, and badges that are kept on the web would not agree with it any more. Award it as {}, or rename the issuer.",
        path.display(),
        quoted(earlier),
        quoted(now),
        quoted(now),
        quoted(earlier)
    )]
    OtherName {
        /// The issuer's profile.
        path: PathBuf,
        /// The name in it.
        earlier: String,
        /// The name in the badge.
        now: String,
    },
    /// The issuer's own word is that the key awards nothing.
    #[error(
        "The issuer's own file {document} says that this key awards nothing: {why}. Choose a key that is in force, or put the file right."
    )]
    GivenUp {
        /// The file that says so.
        document: String,
        /// What it says.
        why: String,
    },
    /// It would be too large to be read again, by us and by others.
    #[error("“{}” would be larger than what is read of such a file. Nothing was changed.", .0.display())]
    TooLarge(PathBuf),
    /// More keys than are read from one document.
    #[error("“{}” would list more than {} keys, which is the most that is read. Nothing was changed.", .0.display(), did_document::MAX_KEYS)]
    TooManyKeys(PathBuf),
    /// A fresh list might take the place of one that tells which badges are
    /// withdrawn.
    #[error(
        "“{}” does not hold the list of withdrawn badges {url}, and there may be one on the web: a fresh one in its place would bring withdrawn badges back. Name the folder that holds it, or begin another list at an address of its own.",
        folder.display()
    )]
    FreshList {
        /// The address of the list.
        url: String,
        /// The folder in which it was looked for.
        folder: PathBuf,
    },
    /// Nothing tells whether the issuer has a document with its keys already.
    #[error(
        "“{}” does not hold the file that belongs at {url}, which tells who the issuer is and which keys it has, and none of this issuer is remembered here. Whoever has awarded before, on another computer or for another user, has one on the web: a fresh one in its place would make older badges count for nothing. Name the folder that holds it; only where it is the issuer's first, begin it.",
        folder.display()
    )]
    FirstDocument {
        /// The address of the document.
        url: String,
        /// The folder in which it was looked for.
        folder: PathBuf,
    },
    /// Nothing tells whether the issuer has a list already.
    #[error(
        "“{}” does not hold the list of withdrawn badges {url}, and no list of this issuer is remembered here. Whoever has awarded before, on another computer or for another user, has one on the web, and keys beside it: fresh files in their place would bring withdrawn badges back and make older badges count for nothing. Name the folder that holds them; only where this is the issuer's first list, begin it.",
        folder.display()
    )]
    FirstList {
        /// The address of the list.
        url: String,
        /// The folder in which it was looked for.
        folder: PathBuf,
    },
    /// A list that has but one address would begin anew.
    #[error(
        "“{}” does not hold the list of withdrawn badges {url}, which the badges of before name: an empty one in its place would bring withdrawn badges back. Name the folder that holds it, or put it back; only where nobody was ever withdrawn, begin it anew.",
        folder.display()
    )]
    LostList {
        /// The address of the list.
        url: String,
        /// The folder in which it was looked for.
        folder: PathBuf,
    },
    /// A list that others will not go by.
    #[error(
        "“{}” does not hold as the issuer's list of withdrawn badges, so nobody is withdrawn by it, and nothing is awarded on it. {why} It was left as it is: put it right from a copy, or move it away to begin another one.",
        path.display()
    )]
    Doubtful {
        /// The list.
        path: PathBuf,
        /// What whoever looks at a badge of it is told.
        why: String,
    },
    /// The folder in which the issuer's files were gathered is gone.
    #[error("The files of {issuer} are kept in “{}”, and there is no such folder now. Put it back, or name the folder where they are.", folder.display())]
    NoFolder {
        /// The issuer.
        issuer: String,
        /// The folder that is remembered.
        folder: PathBuf,
    },
    /// What is remembered of a list is damaged.
    #[error("What is remembered of the places on {url} cannot be read: {source}.")]
    Memory {
        /// The list.
        url: String,
        /// What is wrong.
        source: StatusError,
    },
    /// The memory of issuers cannot be read or kept.
    #[error("The memory of your issuers: {0}")]
    Kept(#[from] StoreError),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] RandomError),
}
