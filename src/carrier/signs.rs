//! The signs by which something may be a badge, before anybody looks closer.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memmem};
use serde_json::{Map, Value};

use super::undone;
use crate::credential::jws;

/// Fields of which badges and what holds them have some.
pub(super) const FIELDS: [&str; 11] = [
    "@context",
    "credentialSubject",
    "verifiableCredential",
    "vc",
    "vp",
    "vct",
    "proof",
    "badge",
    "recipient",
    "verify",
    "payload",
];

/// Words of which every badge has one, unless it spells them by numbers.
const WORDS: [&str; 4] = ["@context", "credentialSubject", "verifiableCredential", "recipient"];

/// How the parts of a token begin that are JSON.
pub(super) const BEGINNING: &str = "eyJ";
/// How the second of them begins.
const SECOND: &[u8] = b".eyJ";

/// Whether a part of a file has a sign without which no badge is in it, as it is written
/// or in another encoding. Nearly every part has none, so this has to be quick.
pub(super) fn has_signs(part: &[u8]) -> bool {
    is_written_out(part) || undone::may_be_coded(part) || undone::is_wide(part)
}

/// The same of badges that lie there as they are written.
fn is_written_out(part: &[u8]) -> bool {
    memchr(b'{', part).is_some()
        || memmem::find(part, BEGINNING.as_bytes()).is_some()
        || memmem::find(part, b"&#").is_some()
}

/// The same of what is not text and so has such signs by chance: whether it has the
/// words of a badge, the beginning of a token, or letters by number.
pub(super) fn has_words(part: &[u8]) -> bool {
    // Pixels come in many small parts, for each of which to prepare this would take as long as to search.
    static SIGNS: LazyLock<Vec<Finder<'static>>> =
        LazyLock::new(|| WORDS.iter().chain(&[BEGINNING, "\\u00"]).map(|word| Finder::new(word.as_bytes())).collect());
    SIGNS.iter().any(|sign| sign.find(part).is_some())
}

/// Whether a text may hold a badge as it is written; JSON and XML may spell their words
/// by numbers.
pub(super) fn may_hold_one(text: &str) -> bool {
    if !is_written_out(text.as_bytes()) {
        return false;
    }
    text.starts_with('<')
        || text.contains(BEGINNING)
        || text.contains("\\u")
        || WORDS.iter().any(|word| text.contains(word))
}

/// Whether a text has a word of which every badge has one, as it is or spelt by numbers.
pub(super) fn has_own_words(text: &str) -> bool {
    text.contains("\\u") || WORDS.iter().any(|word| text.contains(word))
}

/// Whether something that cannot be read looks like a badge by its words.
pub(super) fn seems_one(has: impl Fn(&str) -> bool) -> bool {
    has("{") && (has("credentialSubject") || has("verifiableCredential") || (has("recipient\"") && has("badge\"")))
}

/// Whether an object of JSON is a badge or holds badges as the standards have it,
/// whatever a context of its own calls its fields.
pub(super) fn is_badge(object: &Map<String, Value>) -> bool {
    let has = |field: &str| object.keys().any(|key| key.ends_with(field));
    let is_called_so = || {
        let kinds = object.iter().filter(|(key, _)| key.ends_with("type")).map(|(_, kind)| kind);
        let mut kinds = kinds.flat_map(|kind| crate::credential::view::entries(Some(kind))).filter_map(Value::as_str);
        kinds.any(|kind| ["Credential", "Presentation", "Assertion"].iter().any(|end| kind.ends_with(end)))
    };
    has("credentialSubject")
        || has("verifiableCredential")
        || (has("recipient") && has("badge"))
        || (has("@context") && (has("proof") || is_called_so()))
}

/// Whether a token speaks of a badge, as far as can be seen: others are keys to
/// places on the web.
pub(super) fn is_of_a_badge(token: &str) -> bool {
    jws::payload(token).is_ok_and(|payload| FIELDS.iter().any(|field| payload.contains_key(*field)))
}

/// Whether bytes that are not looked through may hold a token: two parts that are JSON,
/// and a third. Each part is gone through once, however many there are.
pub(super) fn may_hold_token(bytes: &[u8]) -> bool {
    let is_within = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_~".contains(byte);
    memmem::find_iter(bytes, SECOND).any(|at| {
        let (before, after) = bytes.split_at_checked(at + 1).unwrap_or_default();
        let head = before.split_last().map_or(&[][..], |(_, before)| before);
        let head = head.rsplit(|byte| !is_within(byte)).next().unwrap_or_default();
        let ends = after.iter().find(|byte| !is_within(byte));
        ends == Some(&b'.') && memmem::find(head, BEGINNING.as_bytes()).is_some()
    })
}
