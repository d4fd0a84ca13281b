//! In what a badge's file and its own place on the web contradict each other.

use serde_json::Value;

/// The fields in which the file and its place on the web have to agree.
const WEIGHTY: &[&str] = &["recipient", "badge", "issuedOn", "issued_on", "expires", "evidence", "salt"];

/// The field that decides in which a file says something else than what its issuer
/// keeps.
pub(super) fn told_otherwise<'f>(file: &'f Value, kept: &Value) -> Option<&'f str> {
    let differs = WEIGHTY.iter().find(|field| reference(file.get(**field)) != reference(kept.get(**field)));
    differs.copied().or_else(|| badge_told_otherwise(file.get("badge"), kept.get("badge")))
}

/// The field of the badge that stands in the file and in which it is not the one
/// that its issuer keeps; pictures and contexts are written in too many ways. An
/// issuer's keys, and how it is reached, change with time: only its name counts.
fn badge_told_otherwise<'f>(file: Option<&'f Value>, kept: Option<&Value>) -> Option<&'f str> {
    let (file, kept) = (file?.as_object()?, kept?.as_object()?);
    let said = file.iter().filter(|(field, _)| !["@context", "image", "id"].contains(&field.as_str()));
    for (field, value) in said {
        if field == "issuer" {
            let name = |issuer: Option<&Value>| issuer.and_then(|issuer| issuer.get("name")).cloned();
            let (ours, theirs) = (Some(value), kept.get(field));
            if reference(ours) != reference(theirs) {
                return Some(field);
            }
            if theirs.is_some_and(Value::is_object) && name(ours).is_some_and(|named| Some(named) != name(theirs)) {
                return Some("name");
            }
        } else if kept.get(field) != Some(value) {
            return Some(field);
        }
    }
    None
}

/// A field as far as it decides: an embedded part counts by its address.
fn reference(value: Option<&Value>) -> Option<Value> {
    match value {
        Some(Value::Object(part)) if part.get("id").is_some_and(Value::is_string) => part.get("id").cloned(),
        other => other.cloned(),
    }
}
