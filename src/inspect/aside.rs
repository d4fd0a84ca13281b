//! What stands beside the badges of a presentation, beside an envelope, in the token
//! around them or among the words that a file defines: nobody who awards badges signed
//! it there, and other programs may show it.

use serde_json::{Map, Value};

use super::options::Task;
use super::vocabulary::Vocabulary;
use crate::badge::quoted;
use crate::carrier;
use crate::credential::view::entries;
use crate::credential::{json, strict};

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

/// What begins a sentence on words that nobody signed.
const UNSIGNED: &str = "was not read: no issuer signed it there, and other programs may show it.";

/// What the header of a token holds that are tokens again: they speak of keys.
const OF_KEYS: [&str; 2] = ["trust_chain", "key_attestation"];

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
            true => entries(Some(value)).any(|kind| {
                !kinds.iter().any(|own| kind == own) && (is_kind_of_badge(kind) || is_spoken(kind, vocabulary))
            }),
            false => speaks(word, vocabulary) || is_spoken(value, vocabulary),
        };
        may_be_one |= speaks;
        if speaks || !is_kind || !entries(Some(value)).all(is_one_word) {
            named.push((!speaks, quoted(word)));
        }
    }
    told_of(named, &format!("stands there beside {place} and {UNSIGNED}"), may_be_one)
}

/// What is told of fields, each with whether it speaks of no badge, in a sentence that
/// goes on like this.
fn told_of(mut named: Vec<(bool, String)>, what: &str, may_be_one: bool) -> Option<Aside> {
    // What matters comes first.
    named.sort();
    let more = match named.len().saturating_sub(MAX_TOLD) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let told: Vec<String> = named.into_iter().take(MAX_TOLD).map(|(_, word)| word).collect();
    let may = if may_be_one { " It may be one more badge, or words of one." } else { "" };
    (!told.is_empty())
        .then(|| Aside { told: format!("What is called {}{more} {what}{may}", told.join(", ")), may_be_one })
}

/// Words in the header of a token. `is_signed` when an issuer signed it with the rest.
pub(super) fn in_header(header: &Map<String, Value>, is_signed: bool, task: &Task<'_>) -> Option<Aside> {
    let vocabulary = Vocabulary::of(&Value::Null, &task.work);
    let is_of_keys = |field: &str, value: &Value| {
        let is_of_key = |token: &str| carrier::is_token(token) && !carrier::holds_badge(token);
        OF_KEYS.contains(&field) && entries(Some(value)).all(|entry| entry.as_str().is_some_and(is_of_key))
    };
    let (mut named, mut may_be_one) = (Vec::new(), false);
    for (field, value) in header.iter().filter(|(field, value)| !is_of_keys(field, value)) {
        let speaks = speaks(field, &vocabulary) || is_spoken(value, &vocabulary);
        may_be_one |= speaks;
        if speaks || !is_a_word(field) || !is_without_words(value, &[]) {
            named.push((!speaks, quoted(field)));
        }
    }
    let what = match is_signed {
        true => "stands in the header of the token and was not read: it is no part of the badge, and other programs \
                 may show it."
            .to_owned(),
        false => format!("stands in the header of the token and {UNSIGNED}"),
    };
    told_of(named, &what, may_be_one)
}

/// Words beside the key of whoever may show a token (`cnf`).
pub(super) fn of_holder(payload: &Map<String, Value>, task: &Task<'_>) -> Option<Aside> {
    let vocabulary = Vocabulary::of(&Value::Null, &task.work);
    let (field, _) = payload.get_key_value("cnf").filter(|(field, value)| !is_in_place(field, value, &vocabulary))?;
    let what = "holds words beside the key of whoever may show it, which are no part of the badge.";
    told_of(vec![(true, quoted(field))], what, false)
}

/// Words in what a file defines of its own, wherever in it: what they mean is followed,
/// and no signature over what is meant covers how they are written.
pub(super) fn in_contexts(file: &Map<String, Value>) -> Option<Aside> {
    fn look(fields: &Map<String, Value>, named: &mut Vec<(bool, String)>) {
        for (field, value) in fields {
            if field == "@context" {
                named.extend(free_words(value).map(|word| (true, quoted(word))));
                continue;
            }
            entries(Some(value)).filter_map(Value::as_object).for_each(|inner| look(inner, named));
        }
    }
    let mut named = Vec::new();
    look(file, &mut named);
    told_of(named, &format!("stands in the words that the file defines (@context) and {UNSIGNED}"), false)
}

/// What stands among the proofs of a credential and speaks of another one, where it
/// may be taken for it.
pub(super) fn in_proofs(proof: Option<&Value>, task: &Task<'_>) -> Option<Aside> {
    let vocabulary = Vocabulary::of(&Value::Null, &task.work);
    let says = |(word, value): (&String, &Value)| match word.as_str() {
        "@context" => is_badge_as_words(value),
        "type" | "@type" => entries(Some(value)).any(|kind| is_kind_of_badge(kind) || is_spoken(kind, &vocabulary)),
        word => speaks(word, &vocabulary) || is_badge_as_text(word) || is_spoken(value, &vocabulary),
    };
    let is_another = |proof: &Value| match proof {
        Value::Object(fields) => fields.iter().any(says),
        other => is_spoken(other, &vocabulary),
    };
    let holds_one = entries(proof).any(is_another);
    let told =
        "Among its signatures stands what may be another badge. It was not read, and other programs may show it.";
    holds_one.then(|| Aside { told: told.to_owned(), may_be_one: true })
}

/// Whether a list of words is, or names, a badge rather than words: what defines one is an
/// address or has words of JSON-LD alone.
fn is_badge_as_words(words: &Value) -> bool {
    let is_definition = |value: &Value| match value {
        Value::Object(fields) => fields.keys().all(|field| field.starts_with('@')),
        value => !value.is_array(),
    };
    match words {
        Value::String(text) => is_badge_as_text(text),
        Value::Array(list) => list.iter().any(is_badge_as_words),
        Value::Object(defined) => defined.iter().any(|(word, value)| {
            let is_another = !word.starts_with('@') && !is_definition(value);
            is_another || is_badge_as_text(word) || is_badge_as_words(value)
        }),
        _ => false,
    }
}

/// What in a context need not be there to define words: the first that is a sentence or
/// stands where a definition has nothing.
fn free_words(context: &Value) -> Option<&str> {
    let in_definition = |entries: &'_ Map<String, Value>| {
        entries.iter().any(|(entry, value)| match entry.as_str() {
            "@context" => free_words(value).is_some(),
            entry => !strict::is_keyword(entry) || value.is_object() || !is_without_words(value, &[]),
        })
    };
    match context {
        Value::Array(list) => list.iter().find_map(free_words),
        Value::String(address) => (!is_one_word(context)).then_some(address.as_str()),
        Value::Object(words) => {
            let is_free = |word: &str, value: &Value| {
                let is_odd = !is_a_word(word) || (word.starts_with('@') && !strict::is_keyword(word));
                is_odd
                    || match value {
                        Value::Object(definition) => word.starts_with('@') || in_definition(definition),
                        Value::Array(_) => true,
                        value => !is_without_words(value, &[]),
                    }
            };
            words.iter().find(|(word, value)| is_free(word, value)).map(|(word, _)| word.as_str())
        }
        _ => None,
    }
}

/// Whether a field beside badges holds no more than has its place there by that
/// name: who shows them and when, and a proof. Else other words could stand there.
pub(super) fn is_in_place(field: &str, value: &Value, vocabulary: &Vocabulary<'_>) -> bool {
    let is_address = |value: &Value| is_one_word(value) && value.as_str().is_some_and(|text| text.contains(':'));
    match field {
        // It is followed for what it means.
        "@context" => free_words(value).is_none(),
        "id" | "@id" => is_address(value),
        "holder" => match value.as_object() {
            Some(holder) => holder.len() == 1 && holder.get("id").is_some_and(is_address),
            None => is_address(value),
        },
        "iss" | "sub" | "aud" | "jti" => entries(Some(value)).all(is_one_word),
        "exp" | "nbf" | "iat" => value.is_number(),
        "nonce" => !value.is_object() && !value.is_array() && !is_spoken(value, vocabulary),
        "cnf" => is_without_words(value, &[]) && !is_spoken(value, vocabulary),
        "proof" => is_without_words(value, &ANSWERS) && !is_spoken(value, vocabulary),
        _ => false,
    }
}

/// Whether it is a text without spaces in it and no badge.
fn is_one_word(value: &Value) -> bool {
    value.as_str().is_some_and(is_a_word)
}

fn is_a_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic()) && !is_badge_as_text(text)
}

/// Whether nothing in a value is a text of several words, what these fields say aside.
fn is_without_words(value: &Value, aside: &[&str]) -> bool {
    match value {
        Value::Object(fields) => fields.iter().all(|(word, value)| {
            let may_say = aside.contains(&word.as_str()) && value.is_string();
            is_a_word(word) && (may_say || is_without_words(value, aside))
        }),
        Value::Array(list) => list.iter().all(|value| is_without_words(value, aside)),
        Value::String(text) => is_a_word(text),
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

/// Whether a text is a token, an address that is one, or JSON written out, or holds a badge
/// as a part of it.
fn is_badge_as_text(text: &str) -> bool {
    let text = text.trim();
    let starts = |start: &str| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    (starts("data:") && !starts("data:image/"))
        || carrier::is_token(text)
        || (text.starts_with(['{', '[']) && json::parse(text).is_ok())
        || carrier::holds_badge(text)
}
