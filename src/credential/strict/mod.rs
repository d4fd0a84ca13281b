//! The strict check: is everything in this document covered by a signature?
//!
//! Signatures of the `eddsa-rdfc-2022` kind sign the *meaning* of a JSON-LD
//! document, and JSON-LD silently drops what has none: a word that no context
//! defines, an address that is not complete. Such a field could be added or
//! changed without breaking the signature, so a document that has one is
//! refused, and the place is named. The same check runs before signing.
//!
//! JSON-LD also lets one meaning be written in many ways (fields by other names,
//! one thing described in several places, lists in any order), and the signature
//! cannot tell them apart. So nothing is ever read from the JSON of such a
//! document: what it says is read from the statements that this walk makes, by
//! [`reading`](super::reading). Spellings in which other programs may miss a
//! field are told, and never signed by us.

mod context;
mod error;
mod literal;
mod renamed;
mod roundabout;
mod said;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use serde_json::{Map, Value};

use super::contexts::{self, Fetched};
use super::work::Work;

pub use error::{Problem, StrictError};
pub use said::{ENDORSEMENT, ENTRY, Inside, Said, Words};
pub(crate) use words::is_keyword;

/// Checks that every field of a JSON-LD document has a meaning that a
/// signature covers and a name by which programs find it, using only bundled
/// contexts: what has to hold before we sign.
///
/// # Errors
/// Names the first field that has none, or the context that is not bundled.
pub fn check(document: &Value) -> Result<(), StrictError> {
    let said = match document {
        Value::Object(object) => said(object, &Words::default(), &[], contexts::bundled_only(), &Work::default())?,
        _ => return Err(StrictError::refused("", Problem::Unsupported("a list instead of one credential".into()))),
    };
    match said.renamed.into_iter().next() {
        None => Ok(()),
        Some((place, word)) => Err(StrictError::refused(&place, Problem::Renamed(word))),
    }
}

/// Checks an object and returns what it says. Made in one walk, so that nothing
/// can pass the check and be missing from the statements.
///
/// `words` hold where the object stands, `without` names fields of it that are
/// left out, `fetched` are contexts beside the bundled ones, and what it takes is
/// spent of `work`.
///
/// # Errors
/// When something in it is not covered by a signature.
pub fn said<'d>(
    object: &'d Map<String, Value>,
    words: &Words,
    without: &[&str],
    fetched: &Fetched,
    work: &Work,
) -> Result<Said<'d>, StrictError> {
    walk::object(object, words, without, fetched, work)
}
