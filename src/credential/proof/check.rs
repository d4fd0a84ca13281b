//! Checking one proof of a credential.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::document::{Against, Checked, Covers};
use super::error::ProofError;
use super::parts::Shown;
use super::suite::{DATA_INTEGRITY, Form, Hash, Kind, single, whole_signature};
use super::unsigned::Unsigned;
use crate::credential::dates;
use crate::credential::did::{self, DidError};
use crate::credential::public_key::PublicKey;
use crate::credential::reading;
use crate::credential::strict::{self, Said};

/// The address of the field that holds the signature itself.
const PROOF_VALUE: &str = "https://w3id.org/security#proofValue";

/// How far a signer's clock may be ahead of ours.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

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
        match single(self.read.get(name)) {
            Some(Value::String(text)) => Ok(text.as_str()),
            Some(_) => Err(ProofError::Malformed(format!("its “{name}” is not text"))),
            None => Err(ProofError::Malformed(format!("it has no “{name}”"))),
        }
    }

    /// A time of the proof; one that cannot be read is never taken for absent.
    fn time(&self, name: &str) -> Result<Option<Timestamp>, ProofError> {
        match single(self.read.get(name)) {
            None => Ok(None),
            Some(value) => value
                .as_str()
                .and_then(dates::read)
                .map(Some)
                .ok_or_else(|| ProofError::Malformed(format!("its “{name}” is not a date with time and zone"))),
        }
    }
}

/// The signature itself.
enum Signature {
    Whole(Vec<u8>),
    Parts(Box<Shown>),
}

/// What came of checking this proof.
pub(super) fn check(unsigned: &Unsigned<'_, '_>, proof: &Value, against: &Against<'_>) -> Checked {
    check_as(unsigned, proof, None, against)
}

/// `stated` are the statements that the proof makes, where they are known
/// without its JSON.
fn check_as(unsigned: &Unsigned<'_, '_>, proof: &Value, stated: Option<Said<'_>>, against: &Against<'_>) -> Checked {
    let text = |name: &str| single(proof.get(name)).and_then(Value::as_str).unwrap_or_default();
    let proof_type = text("type");
    let mut checked = Checked {
        suite: if proof_type == DATA_INTEGRITY { text("cryptosuite") } else { proof_type }.to_owned(),
        signer: did::controller(text("verificationMethod")).to_owned(),
        method: text("verificationMethod").to_owned(),
        created: None,
        key: None,
        covers: Covers::Meaning,
        contexts: None,
        is_partial: false,
        links: Vec::new(),
        result: Ok(()),
    };
    checked.result = match proof {
        Value::Object(proof) => Kind::by_name(proof).and_then(|kind| {
            checked.covers = kind.covers;
            checked.contexts = match kind.covers {
                Covers::Text => unsigned.contexts_of(proof),
                Covers::Meaning => None,
            };
            checked.is_partial = kind.form == Form::Parts;
            let options = match (stated, kind.covers) {
                (Some(said), Covers::Meaning) => {
                    Options { proof, read: Value::Object(proof.clone()), said: Some(said) }
                }
                // Nobody knows how a text was written of which there are statements alone.
                (Some(_), Covers::Text) => return Err(ProofError::Altered),
                (None, covers) => written(unsigned, covers, proof)?,
            };
            holds(unsigned, kind, &options, against, &mut checked)
        }),
        _ => Err(ProofError::Malformed("it is not a JSON object".into())),
    };
    checked
}

/// The same of a proof of which only its statements are at hand, its value
/// among them.
pub(super) fn check_stated(unsigned: &Unsigned<'_, '_>, mut proof: Said<'_>, against: &Against<'_>) -> Checked {
    let read = reading::of(&proof).unwrap_or_default();
    proof.statements.retain(|quad| quad.predicate.as_str() != PROOF_VALUE);
    check_as(unsigned, &read, Some(proof), against)
}

/// A proof that is written as JSON.
fn written<'p>(
    unsigned: &Unsigned<'_, '_>,
    covers: Covers,
    proof: &'p Map<String, Value>,
) -> Result<Options<'p>, ProofError> {
    Ok(match covers {
        Covers::Text => Options { proof, read: Value::Object(proof.clone()), said: None },
        Covers::Meaning => {
            let left_out = ["proofValue", "@context"];
            let said = strict::said(proof, &unsigned.words()?, &left_out, unsigned.contexts, unsigned.work)?;
            Options { proof, read: reading::of(&said)?, said: Some(said) }
        }
    })
}

fn holds(
    unsigned: &Unsigned<'_, '_>,
    kind: &Kind,
    options: &Options<'_>,
    against: &Against<'_>,
    checked: &mut Checked,
) -> Result<(), ProofError> {
    let method = options.text("verificationMethod")?;
    checked.signer = did::controller(method).to_owned();
    checked.method = method.to_owned();
    let key = (against.find_key)(method);
    checked.key = key.as_ref().ok().cloned();
    let created = options.time("created")?;
    checked.created = created;
    let (expires, purpose) = (options.time("expires")?, options.text("proofPurpose")?);
    let signature = match (single(options.proof.get("proofValue")), kind.form) {
        (Some(Value::String(value)), Form::Whole) => Signature::Whole(whole_signature(value)?),
        (Some(Value::String(value)), Form::Parts) => Signature::Parts(Box::new(Shown::read(value)?)),
        _ => return Err(ProofError::Malformed("it has no “proofValue”".into())),
    };
    if options.said.is_some() {
        let names = |name: &str, wanted: &str| {
            options.read.get(name).is_some_and(|said| said == wanted || said == &json!([wanted]))
        };
        let is_what_it_says =
            names("type", kind.proof_type) && kind.cryptosuite.is_none_or(|name| names("cryptosuite", name));
        if !is_what_it_says {
            return Err(ProofError::Malformed("what it signs says that it is of another kind".into()));
        }
    }
    if purpose != "assertionMethod" {
        return Err(ProofError::Purpose(purpose.to_owned()));
    }
    checked.key = Some(signer(kind, method, key, against, |key| made_by(key, &signature, options, unsigned))?);
    // Only of a signature that holds it can be said that it holds no more, or not yet.
    match (created, expires) {
        (_, Some(expires)) if expires < against.at => Err(ProofError::Expired(expires)),
        (Some(created), _) if created.duration_since(against.at) > CLOCK_SKEW => Err(ProofError::Future(created)),
        _ => Ok(()),
    }
}

/// The key that made a signature: the one that its method means, else whichever fits of
/// those that it may mean besides. A name may have meant another key when it was made.
fn signer(
    kind: &Kind,
    method: &str,
    named: Result<PublicKey, DidError>,
    against: &Against<'_>,
    made_it: impl Fn(&PublicKey) -> Result<bool, ProofError>,
) -> Result<PublicKey, ProofError> {
    let named = named.map_err(ProofError::from).and_then(|key| {
        let key = kind.takes(key)?;
        if made_it(&key)? { Ok(key) } else { Err(ProofError::Altered) }
    });
    let why = match named {
        Ok(key) => return Ok(key),
        Err(why) if why.is_limit() => return Err(why),
        Err(why) => why,
    };
    let to_try = (against.keys_to_try)(method)?;
    for key in to_try.keys.into_iter().filter_map(|key| kind.takes(key).ok()) {
        if made_it(&key)? {
            return Ok(key);
        }
    }
    Err(match why {
        // Another of that name may have made it.
        ProofError::Altered if to_try.is_cut => DidError::NotAllRead(method.to_owned()).into(),
        why => why,
    })
}

/// Whether this key made the signature of a proof.
fn made_by(
    key: &PublicKey,
    signature: &Signature,
    options: &Options<'_>,
    unsigned: &Unsigned<'_, '_>,
) -> Result<bool, ProofError> {
    let hash = Hash::of_key(key);
    match (signature, &options.said) {
        (Signature::Parts(shown), Some(said)) => shown.fits(unsigned, said, key),
        (Signature::Whole(signature), Some(said)) => {
            Ok(key.verifies(&unsigned.meaning_message(said, hash)?, signature, unsigned.work)?)
        }
        (Signature::Whole(signature), None) => {
            let mut read = options.proof.clone();
            read.remove("proofValue");
            Ok(key.verifies(&unsigned.text_message(&read, hash)?, signature, unsigned.work)?)
        }
        // No kind signs parts of a text.
        (Signature::Parts(_), None) => Ok(false),
    }
}
