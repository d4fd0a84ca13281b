//! Proofs: signing a credential and checking who signed it
//! (W3C VC Data Integrity, Data Integrity EdDSA and ECDSA Cryptosuites 1.0).

mod cbor;
mod check;
mod document;
mod error;
mod outermost;
mod parts;
mod rdf;
mod suite;
#[cfg(test)]
pub(crate) mod tests;
mod unsigned;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::contexts;
use super::did;
use super::keys::IssuerKey;
use super::public_key::Algorithm;
use super::strict::{self, Said, Words};
use super::work::Work;
use error::MAX_PROOFS;
use outermost::Beginning;
use suite::Hash;
use unsigned::Unsigned;

pub use document::{Against, Checked, Covers, Document, FindKey, KeysToTry, ToTry, Verified};
pub use error::ProofError;
pub use suite::Suite;

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
    let check = |proof: &Value| match named_before(proof).as_slice() {
        [] => check::check(&unsigned, proof, against),
        names => match linked(proofs, names) {
            Ok(ways) => {
                // What a chained proof signs has the proofs before it inside.
                let with = |links: Vec<usize>| {
                    let mut object = document.object.clone();
                    let signed = links.iter().filter_map(|link| proofs.get(*link).cloned());
                    object.insert("proof".into(), Value::Array(signed.collect()));
                    let linked = Document { object: &object, words: document.words.clone() };
                    let unsigned = Unsigned::with_proofs(&linked, against.contexts, &against.work);
                    Checked { links, ..check::check(&unsigned, proof, against) }
                };
                let fitting = ways.into_iter().map(with).min_by_key(|checked| (remoteness(checked), in_order(checked)));
                fitting.unwrap_or_else(|| check::check(&unsigned, proof, against))
            }
            Err(error) => Checked { result: Err(error), ..check::check(&unsigned, proof, against) },
        },
    };
    let mut proofs = sorted(proofs.iter().map(check).collect());
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

/// How far a proof is from holding: what held until lately, or cannot be checked, may be what
/// was signed.
fn remoteness(checked: &Checked) -> u8 {
    match &checked.result {
        Ok(()) => 0,
        Err(ProofError::Expired(_) | ProofError::Future(_)) => 1,
        Err(error) if error.is_unknown() => 2,
        Err(_) => 3,
    }
}

/// Proofs in an order of their own, with their links in it.
fn sorted(proofs: Vec<Checked>) -> Vec<Checked> {
    let mut placed: Vec<(usize, Checked)> = proofs.into_iter().enumerate().collect();
    placed.sort_by_cached_key(|(_, checked)| in_order(checked));
    let before: Vec<usize> = placed.iter().map(|(before, _)| *before).collect();
    let now = |link: &usize| before.iter().position(|before| before == link);
    let in_place = |(_, checked): (usize, Checked)| {
        let links = checked.links.iter().filter_map(now).collect();
        Checked { links, ..checked }
    };
    placed.into_iter().map(in_place).collect()
}

/// Where a proof stands among others: one that holds before those of its kind that do not.
fn in_order(checked: &Checked) -> (String, String, Option<Timestamp>, Option<String>) {
    let why = checked.result.as_ref().err().map(ToString::to_string);
    (checked.suite.clone(), checked.method.clone(), checked.created, why)
}

/// What a proof names as its predecessors. Sets, and nothing in them, make no statement.
fn named_before(proof: &Value) -> Vec<&Value> {
    let (mut named, mut open) = (Vec::new(), Vec::from_iter(proof.get("previousProof")));
    while let Some(value) = open.pop() {
        match value {
            Value::Null => {}
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(object) => {
                match ["@set", "@list", "@value", "@id", "id"].iter().find_map(|word| object.get(*word)) {
                    Some(inner) => open.push(inner),
                    None => named.push(value),
                }
            }
            _ => named.push(value),
        }
    }
    named
}

/// The places of the proofs that another one names as its predecessors (Data Integrity 1.0,
/// "Verify Proof Sets and Chains"), in each way in which a name may be meant that several
/// have: which of them comes first nobody signed.
fn linked(proofs: &[Value], names: &[&Value]) -> Result<Vec<Vec<usize>>, ProofError> {
    if names.len() > MAX_PROOFS {
        return Err(ProofError::TooMany);
    }
    let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
    for name in names {
        let mut called: Vec<usize> = Vec::new();
        for (at, proof) in
            proofs.iter().enumerate().filter(|(_, proof)| name.is_string() && proof.get("id") == Some(*name))
        {
            if !called.iter().any(|other| proofs.get(*other) == Some(proof)) {
                called.push(at);
            }
        }
        if called.is_empty() {
            return Err(ProofError::MissingLink(name.as_str().map_or_else(|| name.to_string(), str::to_owned)));
        }
        if ways.len() * called.len() > MAX_PROOFS {
            return Err(ProofError::TooMany);
        }
        let with = |way: &[usize], at: usize| [way, &[at]].concat();
        ways = ways.iter().flat_map(|way| called.iter().map(move |at| with(way, *at))).collect();
    }
    Ok(ways)
}
