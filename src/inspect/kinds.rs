//! What a JSON object calls itself that is no badge alone: a presentation, an
//! envelope, a record of learning, a token in JSON.

use serde_json::Value;

use crate::carrier;
use crate::credential::view::{self, Standard, entries};

pub(super) const PRESENTATION: &str = "VerifiablePresentation";
pub(super) const ENVELOPED_PRESENTATION: &str = "EnvelopedVerifiablePresentation";
pub(super) const ENVELOPE: &str = "EnvelopedVerifiableCredential";

const RECORD: &str = "ClrCredential";
const RECORD_CONTEXT: &str = "https://purl.imsglobal.org/spec/clr/v2p0/";

pub(super) fn is(value: &Value, kind: &str) -> bool {
    entries(value.get("type").or(value.get("@type"))).any(|found| found == kind)
}

/// Whether it is a record of learning.
pub(super) fn is_record(value: &Value) -> bool {
    let named = || {
        let mut contexts = entries(value.get("@context")).filter_map(Value::as_str);
        contexts.any(|url| url.starts_with(RECORD_CONTEXT))
    };
    match view::standard(value) {
        Some(Standard::Vc) => is(value, RECORD) || named(),
        Some(_) => is(value, RECORD),
        None => false,
    }
}

pub(super) fn is_presentation(value: &Value) -> bool {
    // What calls itself a credential is judged as that, whatever else it says.
    is(value, PRESENTATION) && view::standard(value).is_none()
}

/// What a token holds: a field of its own in the Data Model 1.1, else the
/// payload itself.
pub(super) fn inside(payload: &Value) -> &Value {
    ["vp", "vc"].iter().find_map(|field| payload.get(*field).filter(|inside| inside.is_object())).unwrap_or(payload)
}

/// Whether a credential stands in a token beside what else it holds.
pub(super) fn holds_credential(payload: &Value) -> bool {
    payload.get("vc").is_some_and(Value::is_object)
}

/// The token in an envelope: a `data:` address (VC Data Model 2.0, "Enveloped
/// Verifiable Credentials"). `None` for what is no envelope, and what kind of
/// envelope it is when it cannot be opened.
pub(super) fn enveloped(value: &Value) -> Option<Result<&str, String>> {
    if view::standard(value).is_some() || !(is(value, ENVELOPE) || is(value, ENVELOPED_PRESENTATION)) {
        return None;
    }
    let address = value.get("id").or(value.get("@id")).and_then(Value::as_str).unwrap_or_default();
    let (kind, inside) = address.split_once(',').unwrap_or((address, ""));
    let is_another = carrier::is_token(kind) || carrier::holds_badge(kind);
    let (kind, inside) = kind.strip_prefix("data:").map_or(("", ""), |kind| (kind, inside));
    Some(if is_another {
        Err("an envelope with what may be another badge in its own name, which this version does not open".to_owned())
    } else if carrier::is_token(inside) {
        Ok(inside)
    } else {
        let kind: String = kind.chars().filter(char::is_ascii_graphic).take(60).collect();
        let kind = if kind.is_empty() { "no kind".to_owned() } else { format!("the kind {kind}") };
        Err(format!("an envelope of {kind}, which this version does not open"))
    })
}

/// Whether it is a token that is written as JSON (RFC 7515, section 7.2).
pub(super) fn is_jws(value: &Value) -> bool {
    value.get("payload").is_some_and(Value::is_string)
        && (value.get("signature").is_some_and(Value::is_string)
            || value.get("signatures").is_some_and(Value::is_array))
}
