//! The strict check: is everything in this document covered by a signature?
//!
//! Signatures of the `eddsa-rdfc-2022` kind sign the *meaning* of a JSON-LD
//! document, and JSON-LD silently drops what has none: a word that no context
//! defines, an address that is not complete. Such a field could be added or
//! changed without breaking the signature, so a document that has one is
//! refused, and the place is named. The same check runs before signing.
//!
//! JSON-LD also lets one meaning be written in many ways, and the signature
//! cannot tell them apart, while everybody who shows a badge reads the plain
//! field names. Spellings that would hide a field from such a reader (full
//! addresses for known fields, other names by an added context, a second copy
//! of the credential inside itself) are therefore refused as well.

mod context;
#[cfg(test)]
mod tests;
mod walk;

use oxrdf::Dataset;
use serde_json::Value;
use thiserror::Error;

use super::contexts::{self, Fetched};

/// Why a document was refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum StrictError {
    /// A context that is not bundled: nothing can be said either way.
    #[error("It uses the vocabulary {0}, which is not built in, so what it means cannot be checked here.")]
    UnknownContext(String),
    /// Something in the document is not covered by a signature.
    #[error("At {path}: {problem}.")]
    Refused {
        /// Where in the document, like `credentialSubject.achievement.name`.
        path: String,
        /// What is wrong there.
        problem: Problem,
    },
}

impl StrictError {
    fn refused(path: &str, problem: Problem) -> Self {
        let path = if path.is_empty() { "the top of the credential" } else { path };
        Self::Refused { path: path.to_owned(), problem }
    }
}

/// What the strict check found.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// A word without a meaning.
    #[error("no vocabulary defines “{0}”, so no signature covers it")]
    Undefined(String),
    /// An address that is not complete.
    #[error("“{0}” is not a complete address, so no signature covers it")]
    Relative(String),
    /// A context changes the meaning of a protected word.
    #[error("a vocabulary changes the meaning of the protected word “{0}”")]
    Protected(String),
    /// A word that looks like a keyword of JSON-LD and is none.
    #[error("“{0}” looks like a keyword and is none, so no signature covers it")]
    LooksLikeKeyword(String),
    /// A keyword or a form that credentials have no use for.
    #[error("{0} is not used in credentials and would not be covered by the signature")]
    Unsupported(String),
    /// A known field under another name.
    #[error("“{0}” is another spelling of a known field, which hides it from readers")]
    Disguised(String),
    /// A context that cannot be read.
    #[error("its vocabulary cannot be used: {0}")]
    BadContext(String),
    /// Too many objects to check in reasonable time.
    #[error("the credential has more than {0} parts")]
    TooLarge(usize),
}

/// Checks that every field of a JSON-LD document has a meaning that a
/// signature covers, using only bundled contexts.
///
/// # Errors
/// Names the first field that has none, or the context that is not bundled.
pub fn check(document: &Value) -> Result<(), StrictError> {
    walk::document(document, contexts::bundled_only()).map(|_| ())
}

/// What a document says, in the order in which it says it: the statements that
/// a signature covers. Made by the same walk as the check, so that nothing can
/// pass the one and be missing from the other.
///
/// `fetched` are contexts beside the bundled ones.
///
/// # Errors
/// As [`check`].
pub(super) fn statements(document: &Value, fetched: &Fetched) -> Result<Dataset, StrictError> {
    walk::document(document, fetched)
}
