//! Values of JSON-LD read by what they say, however they are written: alone or in
//! a list, as a literal that is written out, in several languages.

use serde_json::Value;

use crate::badge::is_unseen;

/// The address that a value is, or that the thing it describes has.
pub(super) fn address(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id")?.as_str())
}

/// The language of a literal that is written out.
pub(super) fn language_of(value: &Value) -> Option<&str> {
    value.get("@language").and_then(Value::as_str)
}

/// What lies at a path of field names.
pub fn within<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |part, name| part.get(*name))
}

/// A value's entries, whether it is a list or stands alone.
pub fn entries(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    match value {
        None => [].iter(),
        Some(Value::Array(list)) => list.iter(),
        Some(single) => std::slice::from_ref(single).iter(),
    }
}

/// The value, or the first entry of a list; null when there is none.
pub(super) fn first(value: Option<&Value>) -> &Value {
    entries(value).next().unwrap_or(&Value::Null)
}

pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    entries(value).filter_map(|entry| entry.as_str().map(str::to_owned)).collect()
}

/// Writes numbers as the canonical form of JSON does (RFC 8785), which is what was signed:
/// 5.0 as 5, and beyond 2^53 the digits of the nearest number that a program counts with.
pub fn with_signed_numbers(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(with_signed_numbers),
        Value::Object(fields) => fields.values_mut().for_each(with_signed_numbers),
        Value::Number(number) if number.as_i64().is_none_or(|whole| whole.unsigned_abs() >= 1 << 53) => {
            let written = serde_jcs::to_string(&*number).ok();
            if let Some(signed) = written.and_then(|text| serde_json::from_str(&text).ok()) {
                *value = signed;
            }
        }
        _ => {}
    }
}

/// A text as people may see it: one of a list, the value of a literal written
/// out, the first language of a map.
#[must_use]
pub fn text(value: Option<&Value>) -> Option<String> {
    // Of several languages the one without a name, English, or else the first that there is.
    let value = entries(value).min_by_key(|entry| rank(language_of(entry))).unwrap_or(&Value::Null);
    let plain = match value {
        Value::String(text) => text,
        Value::Object(map) => match map.get("@value") {
            Some(literal) => literal.as_str()?,
            None if !map.is_empty() && map.iter().all(|(key, text)| key.len() <= 12 && text.is_string()) => {
                let looks_like_language = |key: &str| key.len() == 2 || key.get(2..3) == Some("-");
                map.iter().find(|(key, _)| looks_like_language(key)).and_then(|(_, text)| text.as_str())?
            }
            None => return None,
        },
        _ => return None,
    };
    // Text from strangers goes to screens and terminals: nothing that cannot be
    // seen, steers them, or turns the direction of what follows.
    let shows = |c: char| matches!(c, '\n' | '\t') || !is_unseen(c);
    // Most texts are plain, and without an early end many letters are looked at at a time.
    let usual = |byte: u8| (0x20..0x7f).contains(&byte) | (byte == b'\n');
    let is_plain = plain.bytes().fold(true, |so_far, byte| so_far & usual(byte));
    let shown = if is_plain || plain.chars().all(shows) {
        plain.to_owned()
    } else {
        plain.chars().filter(|c| shows(*c)).collect()
    };
    if shown.trim().is_empty() { None } else { Some(shown) }
}

/// The same of what is not written as a text, too: a number is shown as it stands.
pub(super) fn words(value: Option<&Value>) -> Option<String> {
    let number = || {
        let first = first(value);
        match first.get("@value").unwrap_or(first) {
            said @ (Value::Number(_) | Value::Bool(_)) => Some(said.to_string()),
            _ => None,
        }
    };
    text(value).or_else(number)
}

/// Which of several languages is shown: the one without a name, English, or
/// whichever there is.
pub(super) fn rank(language: Option<&str>) -> u8 {
    match language {
        None => 0,
        Some(language) if language == "en" || language.starts_with("en-") => 1,
        Some(_) => 2,
    }
}
