//! A credential whose proofs are checked, and what comes of that.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::error::ProofError;
use crate::credential::contexts::{self, Fetched};
use crate::credential::did::DidError;
use crate::credential::public_key::PublicKey;
use crate::credential::strict::{Said, Words};
use crate::credential::work::{TooMuch, Work};

/// One proof of a credential and what came of checking it.
#[derive(Debug)]
pub struct Checked {
    /// The kind of proof by its name, such as `eddsa-rdfc-2022`.
    pub suite: String,
    /// The DID whose key the proof names.
    pub signer: String,
    /// The address of the key, as the proof gives it.
    pub method: String,
    /// When it says it was made.
    pub created: Option<Timestamp>,
    /// The key that made it, when it is at hand.
    pub key: Option<PublicKey>,
    /// Whether it covers what the document means, however that is written, or
    /// its text as it stands.
    pub covers: Covers,
    /// How many of the lists of words that the document names it signs, from the first one
    /// on, where that is not all of them.
    pub contexts: Option<usize>,
    /// Whether whoever holds the credential may leave out parts of what was signed.
    pub is_partial: bool,
    /// The further proofs that it signs with the credential, by their places in
    /// [`Verified::proofs`].
    pub links: Vec<usize>,
    /// What came of it.
    pub result: Result<(), ProofError>,
}

/// What a signature covers, and so what may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// The statements that the document makes.
    Meaning,
    /// The JSON itself.
    Text,
}

/// A credential whose proofs are to be checked.
#[derive(Clone, Debug)]
pub struct Document<'d> {
    pub(super) object: &'d Map<String, Value>,
    pub(super) words: Words,
}

impl<'d> Document<'d> {
    /// A credential that stands alone; `None` when it is no JSON object.
    #[must_use]
    pub fn of(credential: &'d Value) -> Option<Self> {
        Some(Self { object: credential.as_object()?, words: Words::default() })
    }

    /// One that stands where these words hold, inside another.
    #[must_use]
    pub fn inside(object: &'d Map<String, Value>, words: Words) -> Self {
        Self { object, words }
    }

    /// The words that hold where it stands.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Its JSON.
    #[must_use]
    pub fn object(&self) -> &'d Map<String, Value> {
        self.object
    }
}

/// What came of checking a credential.
#[derive(Debug)]
pub struct Verified<'d> {
    /// Its proofs, in an order of their own: nobody signs the one in which they stand.
    pub proofs: Vec<Checked>,
    /// What it says, when one of them covers that.
    pub said: Option<Said<'d>>,
}

/// From a verification method to its key: [`did::public_key`](crate::credential::did::public_key), or a wider look.
pub type FindKey<'a> = &'a dyn Fn(&str) -> Result<PublicKey, DidError>;

/// The keys that a verification method may mean besides: one of them that fits made the
/// signature.
pub type KeysToTry<'a> = &'a dyn Fn(&str) -> Result<ToTry, TooMuch>;

/// Keys that are tried on a signature.
#[derive(Clone, Debug, Default)]
pub struct ToTry {
    /// The keys. That none of them fits says nothing of the one that is named.
    pub keys: Vec<PublicKey>,
    /// Whether there may be more of them than are tried here.
    pub is_cut: bool,
}

/// What proofs are checked against.
#[derive(Clone)]
pub struct Against<'a> {
    /// The point in time to judge by.
    pub at: Timestamp,
    /// Finds the keys.
    pub find_key: FindKey<'a>,
    /// Those that are tried where it finds none that fits.
    pub keys_to_try: KeysToTry<'a>,
    /// Contexts beside the bundled ones.
    pub contexts: &'a Fetched,
    /// What may be spent on it.
    pub work: Work,
}

impl<'a> Against<'a> {
    /// With bundled contexts only, and with work for one file.
    #[must_use]
    pub fn new(at: Timestamp, find_key: FindKey<'a>) -> Self {
        let keys_to_try = &|_: &str| Ok(ToTry::default());
        Self { at, find_key, keys_to_try, contexts: contexts::bundled_only(), work: Work::default() }
    }
}
