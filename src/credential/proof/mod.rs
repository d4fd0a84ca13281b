//! Proofs: signing a credential and checking who signed it
//! (W3C VC Data Integrity, Data Integrity EdDSA Cryptosuites 1.0).

mod rdf;
#[cfg(test)]
mod tests;
mod work;

use std::cell::OnceCell;

use ed25519_dalek::Signature;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::contexts::{self, Fetched};
use super::dates;
use super::did::{self, DidError};
use super::keys::IssuerKey;
use super::public_key::{Algorithm, PublicKey};
use super::reading;
use super::strict::{self, Said, StrictError, Words};

pub use work::Work;

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

/// As much text in canonical form as takes about as long as one statement.
const BYTES_A_STATEMENT: u64 = 256;

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
    /// A file made to take for ever.
    #[error("The file asks for more work than is done for one, so not all of its signatures were checked.")]
    TooMuch,
}

impl ProofError {
    /// Whether the proof may well be good but cannot be checked here, rather
    /// than being bad.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        match self {
            Self::UnknownSuite(_) | Self::TooTangled | Self::TooMuch => true,
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
    /// Its proofs, in the order in which they stand.
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
            let options = strict::said(&options, &unsigned.words()?, &[], contexts::bundled_only())?;
            unsigned.rdfc_message(&options)?
        }
        Suite::Jcs => unsigned.jcs_message(&options)?,
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
        Some(Value::Array(list)) if list.len() > MAX_PROOFS => {
            return Err(ProofError::Malformed(format!("there are more than {MAX_PROOFS}")));
        }
        Some(Value::Array(list)) => list.as_slice(),
        Some(single) => std::slice::from_ref(single),
    };
    let unsigned = Unsigned::new(document, against.contexts, &against.work);
    let check = |proof: &Value| match proof.get("previousProof") {
        None => check_one(&unsigned, proof, against),
        Some(previous) => match linked(proofs, previous) {
            Ok(links) => {
                // What a chained proof signs has the proofs before it inside.
                let mut object = document.object.clone();
                object.insert("proof".into(), Value::Array(links));
                let linked = Document { object: &object, words: document.words.clone() };
                let chained = Unsigned { with_proofs: true, ..Unsigned::new(&linked, against.contexts, &against.work) };
                check_one(&chained, proof, against)
            }
            Err(error) => Checked { result: Err(error), ..check_one(&unsigned, proof, against) },
        },
    };
    let proofs: Vec<Checked> = proofs.iter().map(check).collect();
    if proofs.iter().any(|checked| checked.covers == Covers::Meaning) {
        // Chained proofs alone have not asked for it yet.
        let _ = unsigned.graph();
    }
    let said = unsigned.graph.into_inner().and_then(Result::ok).map(|graph| graph.said);
    Ok(Verified { proofs, said })
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

/// What a proof says of itself, beside its signature.
struct Options<'p> {
    /// The proof as it stands.
    proof: &'p Map<String, Value>,
    /// What is read of it: for proofs of meaning the statements that it makes.
    read: Value,
    /// Those statements.
    said: Option<Said<'p>>,
}

impl Options<'_> {
    fn text(&self, name: &str) -> Result<&str, ProofError> {
        match self.read.get(name) {
            Some(Value::String(text)) => Ok(text.as_str()),
            Some(_) => Err(ProofError::Malformed(format!("its “{name}” is not text"))),
            None => Err(ProofError::Malformed(format!("it has no “{name}”"))),
        }
    }

    /// A time of the proof; one that cannot be read is never taken for absent.
    fn time(&self, name: &str) -> Result<Option<Timestamp>, ProofError> {
        match self.read.get(name) {
            None => Ok(None),
            Some(value) => value
                .as_str()
                .and_then(dates::read)
                .map(Some)
                .ok_or_else(|| ProofError::Malformed(format!("its “{name}” is not a date with time and zone"))),
        }
    }
}

/// Which signature a proof is by its own words, and what it covers.
fn covers(proof: &Map<String, Value>) -> Result<Covers, ProofError> {
    let text = |name: &str| proof.get(name).and_then(Value::as_str);
    match (text("type"), text("cryptosuite")) {
        (Some("DataIntegrityProof"), Some("eddsa-rdfc-2022")) => Ok(Covers::Meaning),
        (Some("Ed25519Signature2020"), None) if !proof.contains_key("cryptosuite") => Ok(Covers::Meaning),
        (Some("DataIntegrityProof"), Some("eddsa-jcs-2022")) => Ok(Covers::Text),
        (Some("DataIntegrityProof"), None) => Err(ProofError::Malformed("it names no kind".into())),
        (Some("DataIntegrityProof"), Some(suite)) | (Some(suite), _) => {
            Err(ProofError::UnknownSuite(suite.chars().take(60).collect()))
        }
        (None, _) => Err(ProofError::Malformed("it has no “type”".into())),
    }
}

fn check_one(unsigned: &Unsigned<'_, '_>, proof: &Value, against: &Against<'_>) -> Checked {
    let text = |name: &str| proof.get(name).and_then(Value::as_str).unwrap_or_default();
    let kind = text("type");
    let mut checked = Checked {
        suite: if kind == "DataIntegrityProof" { text("cryptosuite") } else { kind }.to_owned(),
        signer: did::controller(text("verificationMethod")).to_owned(),
        method: text("verificationMethod").to_owned(),
        created: None,
        key: None,
        covers: Covers::Meaning,
        result: Ok(()),
    };
    checked.result = match proof {
        Value::Object(proof) => covers(proof).and_then(|covers| {
            checked.covers = covers;
            holds(unsigned, proof, against, &mut checked)
        }),
        _ => Err(ProofError::Malformed("it is not a JSON object".into())),
    };
    checked
}

fn holds(
    unsigned: &Unsigned<'_, '_>,
    proof: &Map<String, Value>,
    against: &Against<'_>,
    checked: &mut Checked,
) -> Result<(), ProofError> {
    let options = match checked.covers {
        Covers::Text => Options { proof, read: Value::Object(proof.clone()), said: None },
        Covers::Meaning => {
            let left_out = ["proofValue", "@context"];
            let said = strict::said(proof, &unsigned.words()?, &left_out, unsigned.contexts)?;
            Options { proof, read: reading::of(&said)?, said: Some(said) }
        }
    };
    let method = options.text("verificationMethod")?;
    checked.signer = did::controller(method).to_owned();
    checked.method = method.to_owned();
    let key = (against.find_key)(method);
    checked.key = key.as_ref().ok().cloned();
    let created = options.time("created")?;
    checked.created = created;
    let (expires, purpose) = (options.time("expires")?, options.text("proofPurpose")?);
    let signature = match options.proof.get("proofValue") {
        Some(Value::String(value)) => decoded(value)?,
        _ => return Err(ProofError::Malformed("it has no “proofValue”".into())),
    };
    if options.said.is_some() {
        let names = |name: &str, wanted: &str| {
            options.read.get(name).is_some_and(|said| said == wanted || said == &json!([wanted]))
        };
        let is_what_it_says = match checked.suite.as_str() {
            "Ed25519Signature2020" => names("type", "Ed25519Signature2020"),
            suite => names("type", "DataIntegrityProof") && names("cryptosuite", suite),
        };
        if !is_what_it_says {
            return Err(ProofError::Malformed("what it signs says that it is of another kind".into()));
        }
    }
    if purpose != "assertionMethod" {
        return Err(ProofError::Purpose(purpose.to_owned()));
    }
    if let Some(created) = created
        && created.duration_since(against.at) > CLOCK_SKEW
    {
        return Err(ProofError::Future(created));
    }
    let key = match key? {
        key @ PublicKey::Ed25519(_) => key,
        other => {
            let name = other.algorithm().name();
            return Err(ProofError::Malformed(format!("its kind does not go with a key of the kind {name}")));
        }
    };
    let message = match &options.said {
        Some(said) => unsigned.rdfc_message(said)?,
        None => {
            let mut read = proof.clone();
            read.remove("proofValue");
            unsigned.jcs_message(&read)?
        }
    };
    if !key.verifies(&message, &signature.to_bytes()) {
        return Err(ProofError::Altered);
    }
    // Only of a signature that once held it can be said that it holds no more.
    match expires {
        Some(expires) if expires < against.at => Err(ProofError::Expired(expires)),
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

/// What a document says and the hash of it.
struct Graph<'d> {
    said: Said<'d>,
    hash: [u8; 32],
}

/// A credential without its proofs. What it says is worked out once, however
/// many proofs there are.
struct Unsigned<'a, 'd> {
    document: &'a Document<'d>,
    /// Whether the proofs that it holds are signed, too.
    with_proofs: bool,
    contexts: &'a Fetched,
    work: &'a Work,
    graph: OnceCell<Result<Graph<'d>, ProofError>>,
}

impl<'a, 'd> Unsigned<'a, 'd> {
    fn new(document: &'a Document<'d>, contexts: &'a Fetched, work: &'a Work) -> Self {
        Self { document, with_proofs: false, contexts, work, graph: OnceCell::new() }
    }

    /// The words that hold inside the document, and in its proofs.
    fn words(&self) -> Result<Words, ProofError> {
        Ok(self.document.words.of(self.document.object, self.contexts)?)
    }

    fn graph(&self) -> Result<&Graph<'d>, ProofError> {
        let made = self.graph.get_or_init(|| {
            let left_out: &[&str] = if self.with_proofs { &[] } else { &["proof"] };
            let said = strict::said(self.document.object, &self.document.words, left_out, self.contexts)?;
            let hash = rdf::hash(&said.statements, self.work)?;
            Ok(Graph { said, hash })
        });
        made.as_ref().map_err(Clone::clone)
    }

    /// What `eddsa-rdfc-2022` signs: the hash of the proof's own statements, then
    /// that of the document's.
    fn rdfc_message(&self, options: &Said<'_>) -> Result<Vec<u8>, ProofError> {
        let options = rdf::hash(&options.statements, self.work)?;
        Ok([options, self.graph()?.hash].concat())
    }

    /// What `eddsa-jcs-2022` signs: the same with the JSON itself, in canonical
    /// form (RFC 8785).
    fn jcs_message(&self, options: &Map<String, Value>) -> Result<Vec<u8>, ProofError> {
        let mut document = self.document.object.clone();
        if !self.with_proofs {
            document.remove("proof");
        }
        if let Some(context) = options.get("@context") {
            if !starts_with(document.get("@context"), context) {
                return Err(ProofError::Malformed("its vocabularies are not those of the credential".into()));
            }
            document.insert("@context".into(), context.clone());
        }
        let hash = |value: &Map<String, Value>| {
            let text = serde_jcs::to_vec(value)
                .map_err(|error| ProofError::Malformed(format!("the content has no canonical form ({error})")))?;
            self.work.spend(text.len() as u64 / BYTES_A_STATEMENT)?;
            Ok::<_, ProofError>(Sha256::digest(text))
        };
        Ok([hash(options)?, hash(&document)?].concat())
    }
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
