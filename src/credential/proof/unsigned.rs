//! What a signature covers of a credential: the credential without its proofs.

use std::cell::{Cell, OnceCell};

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::document::Document;
use super::error::ProofError;
use super::rdf;
use super::suite::Hash;
use crate::credential::contexts::Fetched;
use crate::credential::strict::{self, Said, Words};
use crate::credential::work::{Work, steps};

/// Writing a text in canonical form takes as much longer than to hash it.
const TEXT_A_STEP: u64 = 8;

/// A credential without its proofs. What it says is worked out once, however
/// many proofs there are.
pub(super) struct Unsigned<'a, 'd> {
    document: &'a Document<'d>,
    /// Whether the proofs that it holds are signed, too.
    with_proofs: bool,
    pub(super) contexts: &'a Fetched,
    pub(super) work: &'a Work,
    said: OnceCell<Result<Said<'d>, ProofError>>,
    /// How many bytes its text was when it was written last.
    text_length: Cell<usize>,
    sha256: OnceCell<Result<Vec<u8>, ProofError>>,
    sha384: OnceCell<Result<Vec<u8>, ProofError>>,
}

impl<'a, 'd> Unsigned<'a, 'd> {
    pub(super) fn new(document: &'a Document<'d>, contexts: &'a Fetched, work: &'a Work) -> Self {
        let (said, sha256, sha384) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { document, with_proofs: false, contexts, work, said, text_length: Cell::new(0), sha256, sha384 }
    }

    /// The same of a document of which those proofs are signed that it holds.
    pub(super) fn with_proofs(document: &'a Document<'d>, contexts: &'a Fetched, work: &'a Work) -> Self {
        Self { with_proofs: true, ..Self::new(document, contexts, work) }
    }

    /// The same of a document of which only its statements are at hand.
    pub(super) fn stated(self, said: Said<'d>) -> Self {
        Self { said: OnceCell::from(Ok(said)), ..self }
    }

    /// The words that hold inside the document, and in its proofs.
    pub(super) fn words(&self) -> Result<Words, ProofError> {
        Ok(self.document.words.of(self.document.object, self.contexts)?)
    }

    /// What it says.
    pub(super) fn said(&self) -> Result<&Said<'d>, ProofError> {
        let made = self.said.get_or_init(|| {
            let left_out: &[&str] = if self.with_proofs { &[] } else { &["proof"] };
            Ok(strict::said(self.document.object, &self.document.words, left_out, self.contexts, self.work)?)
        });
        made.as_ref().map_err(Clone::clone)
    }

    /// What it says, whether or not a proof has asked for it.
    pub(super) fn into_said(self) -> Option<Said<'d>> {
        let _ = self.said();
        self.said.into_inner()?.ok()
    }

    fn hash(&self, hash: Hash) -> Result<&[u8], ProofError> {
        let kept = match hash {
            Hash::Sha256 => &self.sha256,
            Hash::Sha384 => &self.sha384,
        };
        let made = kept.get_or_init(|| rdf::hash(&self.said()?.statements, hash, self.work));
        made.as_deref().map_err(Clone::clone)
    }

    /// What signatures over the meaning sign: the hash of the proof's own
    /// statements, then that of the document's.
    pub(super) fn meaning_message(&self, options: &Said<'_>, hash: Hash) -> Result<Vec<u8>, ProofError> {
        let options = rdf::hash(&options.statements, hash, self.work)?;
        Ok([&options, self.hash(hash)?].concat())
    }

    /// How many of the document's contexts a proof over the text signs, where it brings
    /// fewer of its own, which are what it signs.
    pub(super) fn contexts_of(&self, proof: &Map<String, Value>) -> Option<usize> {
        let signed = listed(proof.get("@context")?).len();
        let all = self.document.object.get("@context").map_or(0, |all| listed(all).len());
        (signed < all).then_some(signed)
    }

    /// What signatures over the text sign: the same with the JSON itself, in
    /// canonical form (RFC 8785).
    pub(super) fn text_message(&self, options: &Map<String, Value>, hash: Hash) -> Result<Vec<u8>, ProofError> {
        let context = options.get("@context");
        if context.is_some_and(|context| !starts_with(self.document.object.get("@context"), context)) {
            return Err(ProofError::Malformed("its vocabularies are not those of the credential".into()));
        }
        let left_out: &[&str] = if self.with_proofs { &[] } else { &["proof"] };
        let document = Text { object: self.document.object, left_out, context };
        let options = Text { object: options, left_out: &[], context: None };
        let hashed = |text: &Text<'_>| {
            let text = serde_jcs::to_vec(text)
                .map_err(|error| ProofError::Malformed(format!("the content has no canonical form ({error})")))?;
            Ok::<_, ProofError>((text.len(), hash.of(&text)))
        };
        // Each of many proofs is over all of it, and with contexts of its own.
        self.work.spend(TEXT_A_STEP * steps(self.text_length.get()))?;
        let (length, document) = hashed(&document)?;
        if self.text_length.replace(length) == 0 {
            self.work.spend(TEXT_A_STEP * steps(length))?;
        }
        Ok([hashed(&options)?.1, document].concat())
    }
}

/// An object to be written without some of its fields, and with these contexts
/// instead of its own.
struct Text<'t> {
    object: &'t Map<String, Value>,
    left_out: &'t [&'t str],
    context: Option<&'t Value>,
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let fields = self.object.iter().filter(|(name, _)| !self.left_out.contains(&name.as_str()));
        to.collect_map(fields.map(|(name, value)| match self.context {
            Some(context) if name == "@context" => (name, context),
            _ => (name, value),
        }))
    }
}

/// Whether the document's contexts begin with all those of the proof, in their
/// order (eddsa-jcs-2022, "Verify Proof", step 4).
fn starts_with(document: Option<&Value>, proof: &Value) -> bool {
    document.is_some_and(|document| listed(document).starts_with(listed(proof)))
}

/// Contexts, of which one may stand alone.
fn listed(contexts: &Value) -> &[Value] {
    match contexts {
        Value::Array(list) => list,
        single => std::slice::from_ref(single),
    }
}
