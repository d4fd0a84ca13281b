//! What stands beside the badges of a presentation, beside an envelope, or in the
//! token around them: nobody who awards badges signed it there, and other programs
//! may show it.

use serde_json::{Map, Value};

use super::vocabulary::Vocabulary;
use crate::badge::quoted;
use crate::carrier;
use crate::credential::json;
use crate::credential::view::entries;

/// The most fields that are named.
const MAX_TOLD: usize = 4;

/// Words with which somebody speaks of an award, in small letters and digits alone.
const SPEAK: [&str; 13] = [
    "achievement",
    "assertion",
    "badge",
    "credential",
    "credentials",
    "credentialsubject",
    "proof",
    "recipient",
    "vc",
    "verifiablecredential",
    "verifiablecredentials",
    "verifiablepresentation",
    "vp",
];

/// What a proof and a token say to whoever asked, in whatever words that one chose.
const ANSWERS: [&str; 3] = ["challenge", "domain", "nonce"];

/// What was found there.
pub(super) struct Aside {
    /// It in a sentence.
    pub(super) told: String,
    /// Whether it may be a badge, or words of one.
    pub(super) may_be_one: bool,
}

/// What stands beside `place` in fields that are not among its own. What it calls
/// itself beside `kinds` counts as well.
pub(super) fn beside<'v>(
    fields: impl Iterator<Item = (&'v String, &'v Value)>,
    place: &str,
    kinds: &[&str],
    vocabulary: &Vocabulary<'_>,
) -> Option<Aside> {
    let (mut named, mut may_be_one) = (Vec::new(), false);
    for (word, value) in fields {
        let is_kind = ["type", "@type"].contains(&word.as_str());
        let speaks = match is_kind {
            true => entries(Some(value)).any(|kind| !kinds.iter().any(|own| kind == own) && is_kind_of_badge(kind)),
            false => speaks(word, vocabulary) || is_spoken(value, vocabulary),
        };
        may_be_one |= speaks;
        if speaks || !is_kind || !entries(Some(value)).all(is_one_word) {
            named.push((!speaks, quoted(word)));
        }
    }
    // What matters comes first.
    named.sort();
    let more = match named.len().saturating_sub(MAX_TOLD) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let told: Vec<String> = named.into_iter().take(MAX_TOLD).map(|(_, word)| word).collect();
    let may = if may_be_one { " It may be one more badge, or words of one." } else { "" };
    (!told.is_empty()).then(|| Aside {
        told: format!(
            "What is called {}{more} stands there beside {place} and was not read: no issuer signed it there, and other \
             programs may show it.{may}",
            told.join(", ")
        ),
        may_be_one,
    })
}

/// Whether a field beside badges holds no more than has its place there by that
/// name: who shows them and when, and a proof. Else other words could stand there.
pub(super) fn is_in_place(field: &str, value: &Value, vocabulary: &Vocabulary<'_>) -> bool {
    let is_address = |value: &Value| is_one_word(value) && value.as_str().is_some_and(|text| text.contains(':'));
    match field {
        // It is followed for what it means.
        "@context" => true,
        "id" | "@id" => is_address(value),
        "holder" => match value.as_object() {
            Some(holder) => holder.len() == 1 && holder.get("id").is_some_and(is_address),
            None => is_address(value),
        },
        "iss" | "sub" | "aud" | "jti" => entries(Some(value)).all(is_one_word),
        "exp" | "nbf" | "iat" => value.is_number(),
        "nonce" | "cnf" | "proof" => is_without_words(field, value) && !is_spoken(value, vocabulary),
        _ => false,
    }
}

/// Whether it is a text without spaces in it and no badge.
fn is_one_word(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_graphic()) && !is_badge_as_text(text))
}

/// Whether nothing in the value of a field is a text of several words, answers aside.
fn is_without_words(field: &str, value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.iter().all(|(word, value)| is_without_words(word, value)),
        Value::Array(list) => list.iter().all(|value| is_without_words(field, value)),
        Value::String(_) => is_one_word(value) || ANSWERS.contains(&field),
        _ => true,
    }
}

/// A word by its last part, in small letters and digits alone.
fn bare(word: &str) -> String {
    let last = word.rsplit(['#', '/', ':']).next().unwrap_or(word);
    last.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a field speaks of an award, or stands for things without a place of
/// their own.
fn speaks(word: &str, vocabulary: &Vocabulary<'_>) -> bool {
    let meant = vocabulary.field(word);
    meant.is_some_and(|name| name.starts_with('@'))
        || [Some(word), meant].into_iter().flatten().any(|word| SPEAK.contains(&bare(word).as_str()))
}

fn is_kind_of_badge(kind: &Value) -> bool {
    let is_one = |kind: &str| {
        let kind = bare(kind);
        kind.ends_with("credential") || ["assertion", "achievement", "badgeclass"].contains(&kind.as_str())
    };
    kind.as_str().is_some_and(is_one)
}

/// Whether a value is a badge, speaks of one or holds one.
pub(super) fn is_spoken(value: &Value, vocabulary: &Vocabulary<'_>) -> bool {
    match value {
        Value::Object(fields) => is_thing_of_its_own(fields, vocabulary),
        Value::Array(list) => list.iter().any(|value| is_spoken(value, vocabulary)),
        Value::String(text) => is_badge_as_text(text),
        _ => false,
    }
}

fn is_thing_of_its_own(fields: &Map<String, Value>, vocabulary: &Vocabulary<'_>) -> bool {
    fields.iter().any(|(word, value)| match word.as_str() {
        // What brings its own words could mean anything.
        "@context" => true,
        "type" | "@type" => entries(Some(value)).any(is_kind_of_badge),
        word => speaks(word, vocabulary) || is_spoken(value, vocabulary),
    })
}

/// Whether a text is a token, an address that is one, or JSON written out.
fn is_badge_as_text(text: &str) -> bool {
    let text = text.trim();
    let starts = |start: &str| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    (starts("data:") && !starts("data:image/"))
        || carrier::is_token(text)
        || (text.starts_with(['{', '[']) && json::parse(text).is_ok())
}
