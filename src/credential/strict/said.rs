//! What a document says, once it is checked.

use std::ops::Range;

use oxrdf::{NamedOrBlankNode, Quad};
use serde_json::{Map, Value};

use super::context::{Active, Protection};
use super::error::StrictError;
use crate::badge::as_address;
use crate::credential::contexts::Fetched;

/// The address of the field in which others endorse something.
pub const ENDORSEMENT: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsement";

/// The address of the field in which the credentials of a Comprehensive Learner
/// Record stand.
pub const ENTRY: &str = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#verifiableCredential";

/// The words that hold at one place of a document.
#[derive(Clone, Debug, Default)]
pub struct Words(pub(super) Active);

impl Words {
    /// These words and those that an object there brings along.
    ///
    /// # Errors
    /// When its context cannot be used.
    pub fn of(&self, object: &Map<String, Value>, fetched: &Fetched) -> Result<Self, StrictError> {
        match object.get("@context") {
            None => Ok(self.clone()),
            Some(context) => {
                let holds = Protection::Holds;
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
