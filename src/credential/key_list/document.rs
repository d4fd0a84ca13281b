//! What an issuer's document says beside its keys: in whose hands it is, and whether
//! it counts.

use jiff::Timestamp;
use serde_json::Value;

use crate::credential::dates::{self, Moment};
use crate::credential::did_web;
use crate::credential::issuer_id;
use crate::credential::values::entries;

/// The field that lists what awards.
pub(super) const ASSERTION: &str = "assertionMethod";

/// The fields that list what signs in, hides or acts, and awards nothing.
pub(super) const OTHER_PURPOSES: [&str; 4] =
    ["authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation"];

/// Words of a DID document that list keys, or say what they are for.
pub(super) const WORDS: [&str; 7] = [
    "verificationMethod",
    "publicKey",
    "authentication",
    ASSERTION,
    "keyAgreement",
    "capabilityInvocation",
    "capabilityDelegation",
];

/// Whether a key of this name can lie in another document.
pub(super) fn is_address(id: &str) -> bool {
    id.starts_with("https://") || id.starts_with("did:")
}

/// What is only named: by its address, or by an object with nothing else.
pub(super) fn reference(thing: &Value) -> Option<&str> {
    match thing {
        Value::Object(fields) if fields.len() == 1 => fields.get("id")?.as_str(),
        thing => thing.as_str(),
    }
}

/// Those whose hands something is in, where the issuer is not among them.
pub(super) fn other(hands: &Value, issuer: &str) -> Option<String> {
    let is_ours = |hand: &str| issuer_id::same(hand, issuer) || is_host_of(hand, issuer);
    let ours = entries(Some(hands)).filter_map(reference).any(is_ours);
    (!ours).then(|| hands.as_str().map_or_else(|| hands.to_string(), str::to_owned))
}

/// Whether a `did:web` is the host, as a whole, on which the issuer's profile lies:
/// whoever has that host in hand says what the profile is.
fn is_host_of(did: &str, issuer: &str) -> bool {
    let url = did_web::url(did);
    let host = url.as_deref().and_then(|url| url.strip_suffix(".well-known/did.json"));
    host.is_some_and(|host| issuer_id::normal(issuer).starts_with(issuer_id::normal(host).as_ref()))
}

/// The document itself, also in what a resolver answers (DID Resolution).
#[must_use]
pub fn inside(document: &Value) -> &Value {
    document.get("didDocument").filter(|inner| inner.is_object()).unwrap_or(document)
}

/// All of a resolver's answer that speaks of the document as a whole, or of another
/// document that is the whole answer.
pub(super) fn speaking_of_it(answer: &Value) -> impl Iterator<Item = &Value> {
    let beside = ["didDocumentMetadata", "didResolutionMetadata"].into_iter();
    let beside = beside.flat_map(|field| entries(answer.get(field)));
    let inner = Some(inside(answer)).filter(|inner| !std::ptr::eq(*inner, answer));
    [answer].into_iter().chain(inner).chain(beside)
}

/// Whether a resolver says that it found no document.
pub(super) fn is_failed(answer: &Value) -> bool {
    let failed = |of: &Value| of.get("error").is_some_and(|error| !error.is_null());
    speaking_of_it(answer).any(failed)
}

/// Who may change the issuer's document, where the issuer may not: which keys it
/// lists is their word (DID Core, `controller`).
#[must_use]
pub fn in_other_hands(document: &Value, issuer: &str) -> Option<String> {
    other(inside(document).get("controller")?, issuer)
}

/// Whether an issuer's document, or a profile, was in force at a point in time, as
/// far as it says. An end that cannot be read is none that lies ahead.
#[must_use]
pub fn in_force(document: &Value, at: Timestamp) -> bool {
    let lasts = |of: &Value, field: &str| match end(of, field) {
        Moment::Absent => true,
        Moment::At(end) => end > at,
        Moment::Unreadable(_) => false,
    };
    speaking_of_it(document).all(|of| !is_deactivated(of) && lasts(of, "revoked") && lasts(of, "expires"))
}

/// Whether a document, or an entry of it, says that it is not in force. Whatever
/// else stands there does not say that it is.
pub(super) fn is_deactivated(thing: &Value) -> bool {
    thing.get("deactivated").is_some_and(|value| *value != Value::Bool(false))
}

/// When a document, or an entry of it, ceases to count.
pub(super) fn end(thing: &Value, field: &str) -> Moment {
    match thing.get(field) {
        Some(Value::Bool(false)) => Moment::Absent,
        value => dates::moment(value),
    }
}
