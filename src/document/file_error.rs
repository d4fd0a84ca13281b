//! What keeps a document from being opened or saved.

use std::io;
use std::path::PathBuf;

use crate::store::{WriteError, why_unread};

/// The newest format that is read. A file says the least that its content
/// needs: 3 for shapes that readers of format 2 take for damage. Readers of
/// format 3 say of a kind that they do not know that it is newer, so a further
/// shape needs no further format.
pub const FORMAT: u64 = 3;

/// Largest file that is opened, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Why a document cannot be opened. The file is never changed by opening it.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system could not read it.
    #[error("“{}” cannot be read: {}.", path.display(), why_unread(source))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// It is larger than any document.
    #[error("This file has more than {} MB, which no badge document has. Is it the right file?", MAX_FILE_BYTES / 1024 / 1024)]
    TooLarge,
    /// A picture without a document in it.
    #[error("This picture holds no badge document, or a damaged one. Open the .badge file, or inspect the picture.")]
    NotInside,
    /// It ends in the middle.
    #[error(
        "This document ends in the middle, at line {line}; the rest is missing. Copy it again from where it came, or open an earlier copy."
    )]
    Truncated {
        /// The last line.
        line: usize,
    },
    /// It is not JSON.
    #[error("This is not a badge document: {reason} (line {line}, column {column}).")]
    NotJson {
        /// Line of the mistake, from 1.
        line: usize,
        /// Column of the mistake, from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// It has no format number.
    #[error("This is not a badge document: it does not begin with a “format” number.")]
    NoFormat,
    /// A newer version of the program wrote it.
    #[error(
        "This document has format {found}; this version of Badgewright reads up to format {FORMAT}. Open it with a newer version; the file was not changed."
    )]
    Newer {
        /// Its format.
        found: u64,
    },
    /// A newer version of the program drew it.
    #[error(
        "This document has an element of a kind, “{0}”, that this version of Badgewright does not know. Open it with a newer version; the file was not changed."
    )]
    NewerKind(String),
    /// Something in it is of the wrong kind.
    #[error("This document is damaged at “{place}”{}: {reason}.", at(*line, *column))]
    Wrong {
        /// Where, as names joined by dots.
        place: String,
        /// Line of the mistake, or 0 when only the place is known.
        line: usize,
        /// Column of the mistake.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
}

/// Why a document was not saved. Its file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program changed the file.
    #[error(
        "“{}” was changed by another program since it was opened here, so it is not written over. Save yours under another name, then open both.",
        .0.display()
    )]
    Changed(PathBuf),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

fn at(line: usize, column: usize) -> String {
    if line == 0 { String::new() } else { format!(" (line {line}, column {column})") }
}
