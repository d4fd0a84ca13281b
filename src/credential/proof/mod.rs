//! Proofs: signing a credential and checking who signed it
//! (W3C VC Data Integrity, Data Integrity EdDSA and ECDSA Cryptosuites 1.0).

mod cbor;
mod check;
mod outermost;
mod parts;
mod rdf;
mod suite;
#[cfg(test)]
pub(crate) mod tests;
mod unsigned;

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::contexts::{self, Fetched};
use super::did::{self, DidError};
use super::keys::IssuerKey;
use super::public_key::{Algorithm, PublicKey};
use super::strict::{self, Said, StrictError, Words};
use super::work::{TooMuch, Work};
use outermost::Beginning;
use suite::Hash;
use unsigned::Unsigned;

pub use suite::Suite;

/// How many proofs one credential may carry.
const MAX_PROOFS: usize = 16;

/// Why a proof could not be made or does not hold.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ProofError {
    /// The credential carries no proof.
    #[error("It carries no signature.")]
    Missing,
    /// The signature does not fit the content.
    #[error("The content is not what was signed: something was changed after signing, or the signature is damaged.")]
    Altered,
    /// The proof cannot be read.
    #[error("The signature cannot be read: {0}.")]
    Malformed(String),
    /// The proof was made for another purpose.
    #[error("The signature was made for another purpose ({0}), not for awarding a badge.")]
    Purpose(String),
    /// The proof says that it no longer counts.
    #[error("The signature counted only until {}.", .0.strftime("%-d %B %Y, %H:%M UTC"))]
    Expired(Timestamp),
    /// The proof says that it was made later than now.
    #[error("The signature says that it was made on {}, which is in the future.", .0.strftime("%-d %B %Y, %H:%M UTC"))]
    Future(Timestamp),
    /// Something in the content is not covered by the signature.
    #[error(transparent)]
    Strict(#[from] StrictError),
    /// A kind of proof that this version does not check.
    #[error("Its signature is of the kind “{0}”, which this version does not check.")]
    UnknownSuite(String),
    /// A proof over another proof that is not there.
    #[error("Its signature covers another signature, {0}, which is missing.")]
    MissingLink(String),
    /// The graph was signed with another thing first.
    #[error("The file begins with something that stands inside what was signed; another program may show it so.")]
    Inside,
    /// The graph could have been signed with another thing first.
    #[error(
        "Its signature covers more than one credential, each of which speaks of the other, so which of them was signed cannot be told."
    )]
    Unclear,
    /// The key is not at hand.
    #[error(transparent)]
    Key(#[from] DidError),
    /// The key does not sign.
    #[error("{0}")]
    Unsignable(String),
    /// A signature from which its holder has not yet shown a choice.
    #[error(
        "Its signature is the one from which its holder makes copies to show; it is not meant for others and was not checked. Ask for a copy that was made to be shown."
    )]
    Undisclosed,
    /// More signatures than are checked.
    #[error("It carries more signatures than are checked here ({MAX_PROOFS}), so none of them was.")]
    TooMany,
    /// A graph made to take for ever.
    #[error("Its parts cannot be told apart in reasonable time, so the signature is not checked.")]
    TooTangled,
    /// A file made to take for ever.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
}

impl ProofError {
    /// Whether the proof may well be good but cannot be checked here, rather
    /// than being bad.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        match self {
            Self::UnknownSuite(_)
            | Self::Unclear
            | Self::Undisclosed
            | Self::TooMany
            | Self::TooTangled
            | Self::TooMuch(_) => true,
            Self::Strict(error) => error.is_unknown(),
            Self::Key(error) => error.is_unknown(),
            _ => false,
        }
    }
}

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
    /// Whether whoever holds the credential may leave out parts of what was signed.
    pub is_partial: bool,
    /// Whether it signs further proofs with the credential.
    pub is_chained: bool,
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
    object: &'d Map<String, Value>,
    words: Words,
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

/// Signs a credential in the usual way, as the holder of the key itself.
///
/// # Errors
/// As [`sign_as`].
pub fn sign(credential: &Value, key: &IssuerKey, created: Timestamp) -> Result<Value, ProofError> {
    sign_as(credential, key, Suite::default(), &did::verification_method(key.public()), created)
}

/// Signs a credential: the same credential with a proof, in a list because the
/// official schema asks for one. `method` is the address of the key.
///
/// # Errors
/// When a field would not be covered by the signature, the document has a
/// proof already, or the key is of another kind than Ed25519.
pub fn sign_as(
    credential: &Value,
    key: &IssuerKey,
    suite: Suite,
    method: &str,
    created: Timestamp,
) -> Result<Value, ProofError> {
    let algorithm = key.public().algorithm();
    if algorithm != Algorithm::Ed25519 {
        let (name, suite) = (algorithm.name(), suite.name());
        return Err(ProofError::Unsignable(format!(
            "A {name} key does not make proofs of the kind {suite}; an Ed25519 key does."
        )));
    }
    let Value::Object(object) = credential else {
        return Err(ProofError::Malformed("a credential is a JSON object".into()));
    };
    if object.contains_key("proof") {
        return Err(ProofError::Malformed("the credential is signed already".into()));
    }
    let mut proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": suite.name(),
        "created": created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    });
    if let (Suite::Jcs, Some(context)) = (suite, object.get("@context")) {
        proof["@context"] = context.clone();
    }
    let options = proof.as_object().cloned().unwrap_or_default();
    // What one kind would not cover, readers of the other may still misread.
    strict::check(credential)?;
    let (document, work) = (Document { object, words: Words::default() }, Work::default());
    let unsigned = Unsigned::new(&document, contexts::bundled_only(), &work);
    let message = match suite {
        Suite::Rdfc => {
            let options = strict::said(&options, &unsigned.words()?, &[], contexts::bundled_only(), &work)?;
            unsigned.meaning_message(&options, Hash::Sha256)?
        }
        Suite::Jcs => unsigned.text_message(&options, Hash::Sha256)?,
    };
    let signature = key.sign(&message).map_err(|error| ProofError::Unsignable(error.to_string()))?;
    proof["proofValue"] = format!("z{}", bs58::encode(signature).into_string()).into();
    let mut signed = object.clone();
    signed.insert("proof".into(), json!([proof]));
    Ok(Value::Object(signed))
}

/// From a verification method to its key: [`did::public_key`], or a wider look.
pub type FindKey<'a> = &'a dyn Fn(&str) -> Result<PublicKey, DidError>;

/// What proofs are checked against.
#[derive(Clone)]
pub struct Against<'a> {
    /// The point in time to judge by.
    pub at: Timestamp,
    /// Finds the keys.
    pub find_key: FindKey<'a>,
    /// Contexts beside the bundled ones.
    pub contexts: &'a Fetched,
    /// What may be spent on it.
    pub work: Work,
}

impl<'a> Against<'a> {
    /// With bundled contexts only, and with work for one file.
    #[must_use]
    pub fn new(at: Timestamp, find_key: FindKey<'a>) -> Self {
        Self { at, find_key, contexts: contexts::bundled_only(), work: Work::default() }
    }
}

/// Checks every proof of a credential, as of a point in time. That a proof
/// holds says that its signer signed exactly this; whether the signer is the
/// issuer is for the caller to compare.
///
/// # Errors
/// When there is no proof, or the field cannot be read.
pub fn verify<'d>(document: &Document<'d>, against: &Against<'_>) -> Result<Verified<'d>, ProofError> {
    let proofs = match document.object.get("proof") {
        None | Some(Value::Null) => return Err(ProofError::Missing),
        Some(Value::Array(list)) if list.is_empty() => return Err(ProofError::Missing),
        Some(Value::Array(list)) if list.len() > MAX_PROOFS => return Err(ProofError::TooMany),
        Some(Value::Array(list)) => list.as_slice(),
        Some(single) => std::slice::from_ref(single),
    };
    let unsigned = Unsigned::new(document, against.contexts, &against.work);
    let check = |proof: &Value| match proof.get("previousProof") {
        None => check::check(&unsigned, proof, against),
        Some(previous) => match linked(proofs, previous) {
            Ok(ways) => {
                // What a chained proof signs has the proofs before it inside.
                let with = |links: Vec<Value>| {
                    let mut object = document.object.clone();
                    object.insert("proof".into(), Value::Array(links));
                    let linked = Document { object: &object, words: document.words.clone() };
                    check::check(&Unsigned::with_proofs(&linked, against.contexts, &against.work), proof, against)
                };
                let fitting = ways.into_iter().map(with).min_by_key(in_order);
                fitting.unwrap_or_else(|| check::check(&unsigned, proof, against))
            }
            Err(error) => Checked { result: Err(error), ..check::check(&unsigned, proof, against) },
        },
    };
    let mut proofs: Vec<Checked> = proofs.iter().map(check).collect();
    proofs.sort_by_cached_key(in_order);
    of_the_outermost(&mut proofs, &unsigned);
    let by_meaning = proofs.iter().any(|checked| checked.covers == Covers::Meaning);
    let said = if by_meaning { unsigned.into_said() } else { None };
    Ok(Verified { proofs, said })
}

/// The same for a credential of which only the statements are at hand, and those
/// of each of its proofs: it stands inside another one, and was written anew
/// with that. A proof over other proofs does not hold here, nor one over the
/// text.
///
/// # Errors
/// When there are too many proofs.
pub fn verify_stated<'d>(
    said: Said<'d>,
    proofs: Vec<Said<'d>>,
    against: &Against<'_>,
) -> Result<Verified<'d>, ProofError> {
    match proofs.len() {
        0 => return Err(ProofError::Missing),
        1..=MAX_PROOFS => {}
        _ => return Err(ProofError::TooMany),
    }
    let nothing = Map::new();
    let document = Document { object: &nothing, words: Words::default() };
    let unsigned = Unsigned::new(&document, against.contexts, &against.work).stated(said);
    let mut proofs: Vec<Checked> =
        proofs.into_iter().map(|proof| check::check_stated(&unsigned, proof, against)).collect();
    proofs.sort_by_cached_key(in_order);
    of_the_outermost(&mut proofs, &unsigned);
    Ok(Verified { proofs, said: None })
}

/// Lets no proof hold of a graph that is written down with another credential
/// first than the one that was signed, or that may be.
fn of_the_outermost(proofs: &mut [Checked], unsigned: &Unsigned<'_, '_>) {
    for checked in proofs.iter_mut().filter(|checked| checked.covers == Covers::Meaning && checked.result.is_ok()) {
        match unsigned.said().map(|said| outermost::beginning(said, checked.is_partial)) {
            Ok(Beginning::Inside) => checked.result = Err(ProofError::Inside),
            Ok(Beginning::Unclear) => checked.result = Err(ProofError::Unclear),
            Ok(Beginning::Outermost) | Err(_) => {}
        }
    }
}

/// Where a proof stands among others: one that holds before those of its kind that do not.
fn in_order(checked: &Checked) -> (String, String, Option<Timestamp>, Option<String>) {
    let why = checked.result.as_ref().err().map(ToString::to_string);
    (checked.suite.clone(), checked.method.clone(), checked.created, why)
}

/// The proofs that another one names as its predecessors (Data Integrity 1.0,
/// "Verify Proof Sets and Chains"), in each way in which a name may be meant that several
/// have: which of them comes first nobody signed.
fn linked(proofs: &[Value], previous: &Value) -> Result<Vec<Vec<Value>>, ProofError> {
    let names = match previous {
        Value::Array(names) => names.as_slice(),
        single => std::slice::from_ref(single),
    };
    if names.len() > MAX_PROOFS {
        return Err(ProofError::TooMany);
    }
    if names.is_empty() {
        return Err(ProofError::Malformed("it names no signature before it".into()));
    }
    let mut ways: Vec<Vec<Value>> = vec![Vec::new()];
    for name in names {
        let mut called: Vec<&Value> = Vec::new();
        for proof in proofs.iter().filter(|proof| name.is_string() && proof.get("id") == Some(name)) {
            if !called.contains(&proof) {
                called.push(proof);
            }
        }
        if called.is_empty() {
            return Err(ProofError::MissingLink(name.as_str().unwrap_or("which has no name").to_owned()));
        }
        if ways.len() * called.len() > MAX_PROOFS {
            return Err(ProofError::TooMany);
        }
        let with = |way: &Vec<Value>, proof: &Value| way.iter().cloned().chain([proof.clone()]).collect();
        ways = ways.iter().flat_map(|way| called.iter().map(move |proof| with(way, proof))).collect();
    }
    Ok(ways)
}
