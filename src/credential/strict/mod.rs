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
mod literal;
mod renamed;
mod roundabout;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use std::ops::Range;

use oxrdf::{NamedOrBlankNode, Quad};
use serde_json::{Map, Value};
use thiserror::Error;

use super::contexts::{self, Fetched};
use super::work::{TooMuch, Work};
use crate::badge::as_address;

/// Why a document was refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum StrictError {
    /// A context that is not bundled: nothing can be said either way.
    #[error("It uses the vocabulary {0}, which is not built in, so what it means cannot be checked here.")]
    UnknownContext(String),
    /// Something in the document is not covered by a signature.
    #[error("{} In detail, at {path}: {problem}.", problem.sentence())]
    Refused {
        /// Where in the document, like `credentialSubject.achievement.name`.
        path: String,
        /// What is wrong there.
        problem: Problem,
    },
    /// More work than is done for one file.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
}

impl StrictError {
    /// Whether the document may well be good but cannot be checked here.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        match self {
            Self::UnknownContext(_) | Self::TooMuch(_) => true,
            Self::Refused { problem, .. } => {
                matches!(problem, Problem::TooLarge(_) | Problem::TooManyWords | Problem::TooDeep | Problem::TooLong)
            }
        }
    }

    pub(super) fn refused(path: &str, problem: Problem) -> Self {
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
    /// A known field or kind of things under another name.
    #[error("“{0}” is another name for something known, which other programs do not find")]
    Renamed(String),
    /// A field or keyword that stands there twice under two names.
    #[error("“{0}” says once more what another field there says")]
    Twice(String),
    /// A context that cannot be read.
    #[error("{0}")]
    BadContext(String),
    /// Too many objects to check in reasonable time.
    #[error("the credential has more than {0} parts")]
    TooLarge(usize),
    /// Too many words to look at in reasonable time.
    #[error("its vocabularies have more words, or are put to use more often, than is followed")]
    TooManyWords,
    /// Contexts within contexts.
    #[error("its vocabularies name one another more deeply than is followed")]
    TooDeep,
    /// Too much to say.
    #[error("what it says, written out, is longer than is read")]
    TooLong,
}

impl Problem {
    /// What it means for whoever looks at the badge.
    fn sentence(&self) -> &'static str {
        match self {
            Self::Undefined(_) | Self::Relative(_) | Self::LooksLikeKeyword(_) | Self::Unsupported(_) => {
                "It holds something that no signature covers, so anybody could have put it there."
            }
            Self::Protected(_) | Self::Renamed(_) | Self::Twice(_) => {
                "It says something in a way that programs read differently, so what was meant is not certain."
            }
            Self::BadContext(_) => {
                "It explains its own words in a way that cannot be followed, so what was signed cannot be told."
            }
            Self::TooLarge(_) | Self::TooManyWords | Self::TooDeep | Self::TooLong => {
                "It is larger or more involved than what is read here, so it was not checked."
            }
        }
    }
}

pub use walk::{ENDORSEMENT, ENTRY};
pub(crate) use words::is_keyword;

/// The words that hold at one place of a document.
#[derive(Clone, Debug, Default)]
pub struct Words(context::Active);

impl Words {
    /// These words and those that an object there brings along.
    ///
    /// # Errors
    /// When its context cannot be used.
    pub fn of(&self, object: &Map<String, Value>, fetched: &Fetched) -> Result<Self, StrictError> {
        match object.get("@context") {
            None => Ok(self.clone()),
            Some(context) => {
                let holds = context::Protection::Holds;
                Ok(Self(self.0.extended(context, true, holds, "@context", fetched)?))
            }
        }
    }

    /// The address or the keyword that a word stands for here; words without a
    /// meaning come back as they are.
    #[must_use]
    pub fn meaning(&self, word: &str) -> Option<String> {
        self.0.expand(word, true)
    }
}

/// A credential that stands inside another, and the words that hold there.
#[derive(Clone, Debug)]
pub struct Inside<'d> {
    /// The field in which it stands: [`ENDORSEMENT`] or [`ENTRY`].
    pub field: &'static str,
    /// The credential.
    pub object: &'d Map<String, Value>,
    /// The words.
    pub words: Words,
    /// What it speaks of; `None` when it was no thing at all.
    pub root: Option<NamedOrBlankNode>,
    /// Which of the document's statements were made there.
    pub made: Range<usize>,
}

/// What a document says: the statements that a signature covers.
#[derive(Clone, Debug)]
pub struct Said<'d> {
    /// What it speaks of.
    pub root: NamedOrBlankNode,
    /// Its statements, in the order in which it makes them; some may be there twice.
    pub statements: Vec<Quad>,
    /// The first fields that go by other names than the bundled contexts give
    /// them: each place and its name.
    pub renamed: Vec<(String, String)>,
    /// The first places at which values are not written as programs look for them.
    pub roundabout: Vec<String>,
    /// Whatever stands where endorsements or the entries of a record stand.
    pub inside: Vec<Inside<'d>>,
}

impl Said<'_> {
    /// What of it other programs may miss, in words: a field by another name, or a
    /// value in another form.
    #[must_use]
    pub fn missed(&self) -> Option<String> {
        let renamed = self.renamed.first();
        let renamed = renamed.map(|(place, _)| format!("{} is another name for something known", as_address(place)));
        let roundabout = || {
            let place = self.roundabout.first()?;
            let place = if place.is_empty() { "what it says at its top".to_owned() } else { as_address(place) };
            Some(format!("{place} is not written, or not in one place, as it usually is"))
        };
        renamed.or_else(roundabout)
    }
}

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
