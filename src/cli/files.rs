//! Reading what was named on the command line.

use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::error::CliError;
use crate::carrier::MAX_FILE;
use crate::document::{Document, FileError};
use crate::store::{ReadError, read_start};

pub(super) fn document(path: &Path) -> Result<Document, CliError> {
    Document::open(path).map_err(|source| match source {
        FileError::Read { path, source } => CliError::Read { path, source },
        source => CliError::Document { path: path.to_owned(), source },
    })
}

/// A document, with its badge in one of its languages: its own, unless another
/// is named.
pub(super) fn document_in(path: &Path, language: Option<&str>) -> Result<Document, CliError> {
    let mut document = document(path)?;
    if let Some(tag) = language {
        let has: Vec<&str> = document.badge.languages().filter(|has| !has.trim().is_empty()).collect();
        if !has.iter().any(|has| has.trim().eq_ignore_ascii_case(tag.trim())) {
            return Err(CliError::NoSuchLanguage { named: tag.to_owned(), has: has.join(", ") });
        }
        document.badge = Arc::new(document.badge.in_language(tag));
    }
    Ok(document)
}

/// A file that may be a badge, to be looked at: of one that is too large, one byte more
/// than may be, so that there is a report on it that says so.
pub(super) fn badge(path: &Path) -> Result<Vec<u8>, CliError> {
    start(path, MAX_FILE as u64 + 1).map_err(|source| CliError::Read { path: path.to_owned(), source })
}

/// Whether what was named is the standard input; a file of that name is `./-`.
pub(super) fn is_standard_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A file, or the standard input, which may have so many bytes at most.
pub(super) fn limited(path: &Path, most: u64) -> Result<Vec<u8>, CliError> {
    let read = start(path, most + 1).and_then(|bytes| {
        let is_whole = bytes.len() as u64 <= most;
        if is_whole { Ok(bytes) } else { Err(ReadError::TooLarge { most }.into()) }
    });
    read.map_err(|source| CliError::Read { path: path.to_owned(), source })
}

/// The first bytes of a file, or of the standard input.
fn start(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    if is_standard_stream(path) {
        let mut bytes = Vec::new();
        io::stdin().lock().take(most).read_to_end(&mut bytes).map(|_| bytes)
    } else {
        read_start(path, most)
    }
}

/// The passphrase from the environment, else from the terminal, where a new
/// one is asked for twice.
pub(super) fn passphrase(is_new: bool) -> Result<Zeroizing<String>, CliError> {
    if let Ok(given) = std::env::var("BADGEWRIGHT_PASSPHRASE") {
        return Ok(Zeroizing::new(given));
    }
    let ask = |prompt: &str| rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| CliError::NoPassphrase);
    let passphrase = ask("Passphrase: ")?;
    if is_new && *ask("The same again: ")? != *passphrase {
        return Err(CliError::Mistyped);
    }
    Ok(passphrase)
}
