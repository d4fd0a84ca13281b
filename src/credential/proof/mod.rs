//! Proofs: signing a credential and checking who signed it
//! (W3C VC Data Integrity, Data Integrity EdDSA Cryptosuites 1.0).

mod rdf;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;

use ed25519_dalek::Signature;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::contexts::{self, Fetched};
use super::did::{self, DidError};
use super::keys::IssuerKey;
use super::public_key::{Algorithm, PublicKey};
use super::strict::{self, StrictError};

/// A kind of proof that we write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suite {
    /// `eddsa-rdfc-2022`: over the meaning of the document; the usual one.
    #[default]
    Rdfc,
    /// `eddsa-jcs-2022`: over its text in canonical form.
    Jcs,
}

impl Suite {
    /// Its name in the standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rdfc => "eddsa-rdfc-2022",
            Self::Jcs => "eddsa-jcs-2022",
        }
    }
}

/// How far a signer's clock may be ahead of ours.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

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
    #[error("The signature counted only until {0}.")]
    Expired(Timestamp),
    /// The proof says that it was made later than now.
    #[error("The signature says that it was made on {0}, which is in the future.")]
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
    /// The key is not at hand.
    #[error(transparent)]
    Key(#[from] DidError),
    /// The key does not sign.
    #[error("{0}")]
    Unsignable(String),
    /// A graph made to take for ever.
    #[error("Its parts cannot be told apart in reasonable time, so the signature is not checked.")]
    TooTangled,
}

impl ProofError {
    /// Whether the proof may well be good but cannot be checked here, rather
    /// than being bad.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        match self {
            Self::Key(error) => error.is_unknown(),
            other => matches!(other, Self::UnknownSuite(_) | Self::Strict(StrictError::UnknownContext(_))),
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
    /// What came of it.
    pub result: Result<(), ProofError>,
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
    let unsigned = Unsigned::new(object.clone(), contexts::bundled_only());
    let message = match suite {
        Suite::Rdfc => rdfc_message(&unsigned, &options)?,
        Suite::Jcs => {
            // What the other kind would not cover, readers of this one may still misread.
            strict::check(credential)?;
            jcs_message(&unsigned, &options)?
        }
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
#[derive(Clone, Copy)]
pub struct Against<'a> {
    /// The point in time to judge by.
    pub at: Timestamp,
    /// Finds the keys.
    pub find_key: FindKey<'a>,
    /// Contexts beside the bundled ones.
    pub contexts: &'a Fetched,
}

impl<'a> Against<'a> {
    /// With bundled contexts only.
    #[must_use]
    pub fn new(at: Timestamp, find_key: FindKey<'a>) -> Self {
        Self { at, find_key, contexts: contexts::bundled_only() }
    }
}

/// Checks every proof of a credential, as of a point in time. That a proof
/// holds says that its signer signed exactly this; whether the signer is the
/// issuer is for the caller to compare.
///
/// # Errors
/// When there is no proof, or the field cannot be read.
pub fn verify(credential: &Value, against: &Against<'_>) -> Result<Vec<Checked>, ProofError> {
    let Value::Object(object) = credential else { return Err(ProofError::Missing) };
    let mut unsigned = object.clone();
    let proofs = match unsigned.remove("proof") {
        None | Some(Value::Null) => return Err(ProofError::Missing),
        Some(Value::Array(list)) if list.is_empty() => return Err(ProofError::Missing),
        Some(Value::Array(list)) if list.len() > MAX_PROOFS => {
            return Err(ProofError::Malformed(format!("there are more than {MAX_PROOFS}")));
        }
        Some(Value::Array(list)) => list,
        Some(single) => vec![single],
    };
    let unsigned = Unsigned::new(unsigned, against.contexts);
    let check = |proof: &Value| match proof.get("previousProof") {
        None => check_one(&unsigned, proof, against),
        Some(previous) => match linked(&proofs, previous) {
            Ok(links) => {
                // What a chained proof signs has the proofs before it inside.
                let mut document = unsigned.document.clone();
                document.insert("proof".into(), Value::Array(links));
                check_one(&Unsigned::new(document, against.contexts), proof, against)
            }
            Err(error) => Checked { result: Err(error), ..check_one(&unsigned, proof, against) },
        },
    };
    Ok(proofs.iter().map(check).collect())
}

/// The proofs that another one names as its predecessors (Data Integrity 1.0,
/// "Verify Proof Sets and Chains").
fn linked(proofs: &[Value], previous: &Value) -> Result<Vec<Value>, ProofError> {
    let names = match previous {
        Value::Array(names) => names.as_slice(),
        single => std::slice::from_ref(single),
    };
    if names.is_empty() || names.len() > MAX_PROOFS {
        return Err(ProofError::Malformed("it names no signature before it".into()));
    }
    let find = |name: &Value| {
        let link = proofs.iter().find(|proof| name.is_string() && proof.get("id") == Some(name));
        link.cloned().ok_or_else(|| ProofError::MissingLink(name.as_str().unwrap_or("which has no name").to_owned()))
    };
    names.iter().map(find).collect()
}

fn check_one(unsigned: &Unsigned<'_>, proof: &Value, against: &Against<'_>) -> Checked {
    let text = |name: &str| proof.get(name).and_then(Value::as_str).unwrap_or_default();
    let kind = text("type");
    let key = (against.find_key)(text("verificationMethod"));
    Checked {
        suite: if kind == "DataIntegrityProof" { text("cryptosuite") } else { kind }.to_owned(),
        signer: did::controller(text("verificationMethod")).to_owned(),
        method: text("verificationMethod").to_owned(),
        created: text("created").parse().ok(),
        key: key.as_ref().ok().cloned(),
        result: match proof {
            Value::Object(proof) => holds(unsigned, proof, against.at, key),
            _ => Err(ProofError::Malformed("it is not a JSON object".into())),
        },
    }
}

/// From a document and its proof's options to the bytes that are signed.
type Message = fn(&Unsigned<'_>, &Map<String, Value>) -> Result<Vec<u8>, ProofError>;

fn holds(
    unsigned: &Unsigned<'_>,
    proof: &Map<String, Value>,
    at: Timestamp,
    key: Result<PublicKey, DidError>,
) -> Result<(), ProofError> {
    let text = |name: &str| match proof.get(name) {
        Some(Value::String(text)) => Ok(text.as_str()),
        Some(_) => Err(ProofError::Malformed(format!("its “{name}” is not text"))),
        None => Err(ProofError::Malformed(format!("it has no “{name}”"))),
    };
    let message: Message = match (text("type")?, proof.get("cryptosuite").and_then(Value::as_str)) {
        ("DataIntegrityProof", Some("eddsa-rdfc-2022")) | ("Ed25519Signature2020", None) => rdfc_message,
        ("DataIntegrityProof", Some("eddsa-jcs-2022")) => jcs_message,
        ("DataIntegrityProof", None) => return Err(ProofError::Malformed("it names no kind".into())),
        ("DataIntegrityProof", Some(suite)) | (suite, _) => {
            return Err(ProofError::UnknownSuite(suite.to_owned()));
        }
    };
    let purpose = text("proofPurpose")?;
    if purpose != "assertionMethod" {
        return Err(ProofError::Purpose(purpose.to_owned()));
    }
    check_times(proof, at)?;
    let signature = decoded(text("proofValue")?)?;
    text("verificationMethod")?;
    let key = match key? {
        key @ PublicKey::Ed25519(_) => key,
        other => {
            let name = other.algorithm().name();
            return Err(ProofError::Malformed(format!("its kind does not go with a key of the kind {name}")));
        }
    };
    let mut options = proof.clone();
    options.remove("proofValue");
    let message = message(unsigned, &options)?;
    if key.verifies(&message, &signature.to_bytes()) { Ok(()) } else { Err(ProofError::Altered) }
}

fn check_times(proof: &Map<String, Value>, at: Timestamp) -> Result<(), ProofError> {
    let time = |name: &str| match proof.get(name) {
        None => Ok(None),
        Some(value) => value
            .as_str()
            .and_then(|text| text.parse::<Timestamp>().ok())
            .map(Some)
            .ok_or_else(|| ProofError::Malformed(format!("its “{name}” is not a date with time and zone"))),
    };
    if let Some(created) = time("created")?
        && created.duration_since(at) > CLOCK_SKEW
    {
        return Err(ProofError::Future(created));
    }
    match time("expires")? {
        Some(expires) if expires < at => Err(ProofError::Expired(expires)),
        _ => Ok(()),
    }
}

/// A signature in multibase base58-btc, the only form the suites allow.
fn decoded(value: &str) -> Result<Signature, ProofError> {
    let bad = || ProofError::Malformed("its value is not 64 bytes in base58, beginning with z".into());
    let digits = value.strip_prefix('z').filter(|digits| digits.len() <= 88).ok_or_else(bad)?;
    let bytes = bs58::decode(digits).into_vec().map_err(|_| bad())?;
    Signature::from_slice(&bytes).map_err(|_| bad())
}

/// A credential without its proofs. Its hash is worked out once, however many
/// proofs there are.
struct Unsigned<'a> {
    document: Map<String, Value>,
    contexts: &'a Fetched,
    hash: OnceCell<Result<[u8; 32], ProofError>>,
}

impl<'a> Unsigned<'a> {
    fn new(document: Map<String, Value>, contexts: &'a Fetched) -> Self {
        Self { document, contexts, hash: OnceCell::new() }
    }

    fn rdf_hash(&self) -> Result<[u8; 32], ProofError> {
        self.hash.get_or_init(|| rdf::hash(&Value::Object(self.document.clone()), self.contexts)).clone()
    }
}

/// What `eddsa-rdfc-2022` signs: the hash of the proof's own statements, then
/// that of the document's.
fn rdfc_message(unsigned: &Unsigned<'_>, options: &Map<String, Value>) -> Result<Vec<u8>, ProofError> {
    let mut options = options.clone();
    options.remove("@context");
    if let Some(context) = unsigned.document.get("@context") {
        options.insert("@context".into(), context.clone());
    }
    Ok([rdf::hash(&Value::Object(options), unsigned.contexts)?, unsigned.rdf_hash()?].concat())
}

/// What `eddsa-jcs-2022` signs: the same with the JSON itself, in canonical
/// form (RFC 8785).
fn jcs_message(unsigned: &Unsigned<'_>, options: &Map<String, Value>) -> Result<Vec<u8>, ProofError> {
    let mut document = unsigned.document.clone();
    if let Some(context) = options.get("@context") {
        if !starts_with(unsigned.document.get("@context"), context) {
            return Err(ProofError::Malformed("its vocabularies are not those of the credential".into()));
        }
        document.insert("@context".into(), context.clone());
    }
    let hash = |value: &Map<String, Value>| {
        serde_jcs::to_vec(value)
            .map(Sha256::digest)
            .map_err(|error| ProofError::Malformed(format!("the content has no canonical form ({error})")))
    };
    Ok([hash(options)?, hash(&document)?].concat())
}

/// Whether the document's contexts begin with all those of the proof, in their
/// order (eddsa-jcs-2022, "Verify Proof", step 4).
fn starts_with(document: Option<&Value>, proof: &Value) -> bool {
    let list = |value: &Value| match value {
        Value::Array(list) => list.clone(),
        single => vec![single.clone()],
    };
    document.is_some_and(|document| list(document).starts_with(&list(proof)))
}
