//! Parts that stand in a credential by their digests only, as in an SD-JWT.

use serde_json::{Map, Value};

/// Whether a payload leaves something out that its holder could show, or calls
/// itself of a kind that does, although nothing stands behind the token.
pub(super) fn withholds(payload: &Map<String, Value>) -> bool {
    payload.get("vct").is_some_and(Value::is_string) || is_map_digested(payload)
}

/// Whether anything in it stands there by its digest only (RFC 9901, section 4.2),
/// or it says how digests are made.
pub(super) fn is_digested(value: &Value) -> bool {
    match value {
        Value::Object(map) => is_map_digested(map),
        Value::Array(list) => list.iter().any(|entry| {
            entry.as_object().is_some_and(|map| map.len() == 1 && map.contains_key("...")) || is_digested(entry)
        }),
        _ => false,
    }
}

pub(super) fn is_map_digested(map: &Map<String, Value>) -> bool {
    ["_sd", "_sd_alg"].iter().any(|name| map.contains_key(*name)) || map.values().any(is_digested)
}
