//! What may be a badge to some program, wherever it lies and whatever was put
//! around it.
//!
//! Programs that show badges find them leniently: by a part of a name, by a word
//! in the text, by counting braces. So every text of a picture is looked through
//! for what they may find. Nearly all of them are something else altogether, so
//! signs without which nothing can be a badge are looked for first, and only so
//! much is read.

use std::borrow::Cow;
use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::DeflateDecoder;
use memchr::memmem::Finder;
use memchr::{memchr, memmem};
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Map, Value};

use super::text::{self, is_token};
use super::{MAX_PAYLOAD, Payload, xml};
use crate::credential::{json, jws};

/// The most badges that are found.
const MAX_FOUND: usize = 8;
/// How many bytes are unpacked of all packed texts together, and how many each
/// takes at least.
const MAX_UNPACKED: usize = 8 * 1024 * 1024;
const LEAST_UNPACKED: usize = 1024;
/// How many braces are tried as the beginning of a badge and are none.
const MAX_TRIES: usize = 64;
/// How many texts within one another are opened.
const MAX_WITHIN: usize = 4;

/// Fields of which badges and what holds them have some.
const FIELDS: [&str; 11] = [
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

/// A search through the texts of a file.
#[derive(Debug)]
pub(super) struct Search {
    /// The badges.
    pub found: Vec<Payload>,
    /// How many texts look like badges and were not looked at.
    pub left: usize,
    /// Whether something looks like a badge in which nothing can be read.
    pub is_unreadable: bool,
    /// How many more bytes are read.
    bytes: usize,
    /// How many more bytes are unpacked.
    room: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self::of(MAX_PAYLOAD)
    }
}

impl Search {
    /// A search that reads no more than so many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        Self { found: Vec::new(), left: 0, is_unreadable: false, bytes, room: MAX_UNPACKED }
    }

    /// How much was found that may be a badge.
    pub(super) fn told(&self) -> usize {
        self.found.len() + self.left + usize::from(self.is_unreadable)
    }

    /// Looks through a text. Where it lies under a name that is like a carrier's,
    /// less makes a badge of it.
    pub(super) fn look(&mut self, text: &str, is_called_so: bool) {
        self.open(text, is_called_so, 0);
    }

    /// A packed text, as long as there is room for it; one for which there is none
    /// was not looked at.
    pub(super) fn unpacked(&mut self, packed: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let most = u64::try_from(self.room).unwrap_or_default();
        // Some programs show what is damaged, so neither head nor checksum is asked for.
        let packed = packed.get(2..).unwrap_or_default();
        DeflateDecoder::new(packed).take(most).read_to_end(&mut bytes).unwrap_or_default();
        self.room = self.room.saturating_sub(bytes.len().max(LEAST_UNPACKED));
        if self.room == 0 {
            self.left += 1;
            return None;
        }
        Some(bytes)
    }

    /// Looks at bytes of which no text can be made, or too many of them.
    pub(super) fn pass_over(&mut self, bytes: &[u8], is_called_so: bool) {
        let has = |word: &str| memmem::find(bytes, word.as_bytes()).is_some();
        self.left += usize::from(is_called_so || seems_one(has) || may_hold_token(bytes));
    }

    fn open(&mut self, text: &str, is_called_so: bool, depth: usize) {
        let text = trimmed(text);
        if !is_called_so && !may_hold_one(text) {
            return;
        }
        let is_one = || seems_one(|word| text.contains(word));
        if text.len() > self.bytes || self.found.len() == MAX_FOUND || depth == MAX_WITHIN {
            self.left += usize::from(is_called_so || is_one() || may_hold_token(text.as_bytes()));
            return;
        }
        self.bytes -= text.len();
        let known = self.told();
        let is_new = |search: &Self| search.told() > known;
        if depth == 0
            && text.starts_with('<')
            && let Ok(document) = xml::parse(text)
        {
            for node in document.descendants() {
                let attributes = node.attributes().map(|attribute| Cow::from(attribute.value()));
                attributes.chain(xml::words(node)).for_each(|text| self.open(&text, false, depth + 1));
            }
            return;
        }
        let is_told = self.json(text, is_called_so, depth);
        if !is_new(self) {
            self.tokens(text, is_called_so);
        }
        if is_told {
            return;
        }
        match text::classify(text) {
            // Whatever was found in it, some programs may read it as a whole.
            Ok(payload @ Payload::Json(_)) if is_called_so || is_one() => self.push(payload),
            _ if is_new(self) => {}
            Ok(payload) if is_called_so => self.push(payload),
            _ => {
                let begins = text.starts_with('[') || (text.starts_with("ey") && text.contains('.'));
                self.is_unreadable |= (is_called_so && begins) || is_one();
            }
        }
    }

    fn push(&mut self, badge: Payload) {
        match self.found.len() < MAX_FOUND {
            true => self.found.push(badge),
            false => self.left += 1,
        }
    }

    /// Looks through the JSON that a text is or holds. Whether nothing else is to be
    /// said of it.
    fn json(&mut self, text: &str, is_called_so: bool, depth: usize) -> bool {
        if text.starts_with(['{', '[', '"']) {
            match json::parse(text) {
                Ok(value) => {
                    self.value(text, &value, is_called_so, depth);
                    return true;
                }
                Err(error) if error.is_limit() => {
                    self.left += usize::from(is_called_so || seems_one(|word| text.contains(word)));
                    return true;
                }
                Err(_) => {}
            }
        }
        // What programs that count braces take out of a longer text.
        let (mut rest, mut tries) = (text, MAX_TRIES);
        let mut outside = text;
        while let Some(from) = rest.find('{').filter(|_| tries > 0 && self.bytes > 0).and_then(|at| rest.get(at..)) {
            let mut values = Deserializer::from_str(from).into_iter::<IgnoredAny>();
            let read = values.next().unwrap_or(Ok(IgnoredAny));
            let is_whole = read.is_ok();
            if let Err(error) = read {
                // Each brace may begin something that goes on to the end of the text.
                self.bytes = self.bytes.saturating_sub(read_until(from, &error));
            }
            let (object, after) = from.split_at_checked(values.byte_offset()).unwrap_or_default();
            match json::parse(object) {
                Ok(value) if is_whole => {
                    self.value(object, &value, false, depth);
                    // A token beside it is none of its own.
                    let before = outside.get(..outside.len() - from.len()).unwrap_or_default();
                    self.tokens(before, is_called_so);
                    (rest, outside) = (after, after);
                }
                _ => {
                    tries -= 1;
                    rest = from.get(1..).unwrap_or_default();
                }
            }
        }
        if outside.len() < text.len() {
            self.tokens(outside, is_called_so);
        }
        let is_left = seems_one(|word| rest.contains(word));
        self.left += usize::from(is_left);
        is_left
    }

    /// Looks for badges in JSON: in itself, and in whatever else was put around them.
    fn value(&mut self, written: &str, whole: &Value, is_called_so: bool, depth: usize) {
        if let Value::Object(object) = whole {
            let is_one = is_badge(object);
            if is_one || (is_called_so && FIELDS.iter().any(|field| object.contains_key(*field))) {
                // As it is written, so that a signature over the text still fits.
                self.push(Payload::Json(written.to_owned()));
            }
            if is_one {
                return;
            }
        }
        let mut open = vec![whole];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(object) if is_badge(object) => self.push(Payload::Json(value.to_string())),
                Value::Object(object) => open.extend(object.values().rev()),
                Value::Array(list) => open.extend(list.iter().rev()),
                Value::String(text) => self.open(text, false, depth + 1),
                _ => {}
            }
        }
    }

    /// Looks for tokens: a text that is one however it was copied, or those in it.
    fn tokens(&mut self, text: &str, is_called_so: bool) {
        // Without a header it may begin further on.
        let is_whole = |token: &str| jws::header(token).is_ok();
        if let Some((Payload::Jwt(token), _)) = text::token_within(text).filter(|(token, _)| is_whole(token.as_str())) {
            if is_called_so || is_of_a_badge(&token) {
                self.push(Payload::Jwt(token));
            }
            return;
        }
        for run in runs(text) {
            let whole = run.trim_end_matches('.');
            if is_called_so && is_token(whole) && is_whole(whole) {
                self.push(Payload::Jwt(whole.to_owned()));
                continue;
            }
            for rest in heads(run).filter(|rest| is_of_a_badge(rest)) {
                if self.found.len() == MAX_FOUND {
                    self.left += 1;
                    return;
                }
                if let Some(token) = self.token_in(rest) {
                    self.push(Payload::Jwt(token.to_owned()));
                }
            }
        }
    }

    /// The token whose header ends at the first dot. Letters may stand directly before
    /// it, so it begins where the rest reads as a header.
    fn token_in<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let head = rest.split('.').next()?;
        let mut token = None;
        for (at, _) in head.match_indices(BEGINNING) {
            if self.bytes == 0 {
                self.left += 1;
                return None;
            }
            self.bytes = self.bytes.saturating_sub(head.len() - at);
            let from = rest.get(at..)?;
            if jws::header(from).is_ok() {
                token = Some(from);
                break;
            }
            // Some programs do not ask for a header.
            token = token.or(Some(from));
        }
        let token = token?;
        let shows_parts = token.split('.').nth(2).is_some_and(|signature| signature.contains('~'));
        let end = match shows_parts {
            true => token.trim_end_matches('.').len(),
            false => token.match_indices('.').nth(2).map_or(token.len(), |(at, _)| at),
        };
        token.get(..end).filter(|token| is_token(token))
    }
}

/// How the parts of a token begin that are JSON.
const BEGINNING: &str = "eyJ";
/// How the second of them begins.
const SECOND: &[u8] = b".eyJ";

/// The runs of letters of which tokens are made.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_.~".contains(letter))
}

/// What is left of such a run from each part on that may be the head of a token.
fn heads(run: &str) -> impl Iterator<Item = &str> {
    let from_each_part = std::iter::successors(Some(run), |rest| rest.split_once('.').map(|(_, rest)| rest));
    from_each_part.filter(|rest| {
        let mut parts = rest.split('.');
        let (head, body, signature) = (parts.next(), parts.next(), parts.next());
        head.is_some_and(|head| head.contains(BEGINNING))
            && body.is_some_and(|body| !body.is_empty())
            && signature.is_some()
    })
}

/// Whether bytes that are not looked through may hold a token: two parts that are JSON,
/// and a third. Each part is gone through once, however many there are.
fn may_hold_token(bytes: &[u8]) -> bool {
    let is_within = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_~".contains(byte);
    memmem::find_iter(bytes, SECOND).any(|at| {
        let (before, after) = bytes.split_at_checked(at + 1).unwrap_or_default();
        let head = before.split_last().map_or(&[][..], |(_, before)| before);
        let head = head.rsplit(|byte| !is_within(byte)).next().unwrap_or_default();
        let ends = after.iter().find(|byte| !is_within(byte));
        ends == Some(&b'.') && memmem::find(head, BEGINNING.as_bytes()).is_some()
    })
}

/// How many bytes were read up to an error.
fn read_until(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>() + error.column()
}

/// What a payload under a carrier's own name is: the badges in whatever was put
/// around them, or else it itself.
pub(super) fn taken_out(payload: Payload, bytes: usize) -> Search {
    let mut search = Search::of(bytes);
    if let Payload::Json(text) = &payload {
        search.look(text, true);
    }
    if search.found.is_empty() { Search { found: vec![payload], ..Search::of(bytes) } } else { search }
}

/// Whether a text is badge data and nothing else.
pub(super) fn is_badge_data(text: &str, is_called_so: bool) -> bool {
    let mut search = Search::default();
    search.look(text, is_called_so);
    let is_nothing_else = || {
        let text = trimmed(text);
        text.starts_with(['{', '[', '"']) || text::token_within(text).is_some()
    };
    !search.found.is_empty() && (is_called_so || is_nothing_else())
}

/// Whether a part of a file has a sign without which no badge is in it. Nearly
/// every part has none, so this has to be quick.
pub(super) fn has_signs(part: &[u8]) -> bool {
    memchr(b'{', part).is_some()
        || memmem::find(part, BEGINNING.as_bytes()).is_some()
        || memmem::find(part, b"&#").is_some()
}

/// The same of what is not text and so has these signs by chance: whether it has the
/// words of a badge, the beginning of a token, or letters by number.
pub(super) fn has_words(part: &[u8]) -> bool {
    // Pixels come in many small parts, for each of which to prepare this would take as long as to search.
    static SIGNS: LazyLock<Vec<Finder<'static>>> =
        LazyLock::new(|| WORDS.iter().chain(&[BEGINNING, "\\u00"]).map(|word| Finder::new(word.as_bytes())).collect());
    SIGNS.iter().any(|sign| sign.find(part).is_some())
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}')
}

/// The same of a text, in which JSON and XML may spell their words by numbers.
fn may_hold_one(text: &str) -> bool {
    if !has_signs(text.as_bytes()) {
        return false;
    }
    text.starts_with('<')
        || text.contains(BEGINNING)
        || text.contains("\\u")
        || WORDS.iter().any(|word| text.contains(word))
}

/// Whether something that cannot be read looks like a badge by its words.
fn seems_one(has: impl Fn(&str) -> bool) -> bool {
    has("{") && (has("credentialSubject") || has("verifiableCredential") || (has("\"recipient\"") && has("\"badge\"")))
}

/// Whether an object of JSON is a badge or holds badges as the standards have it,
/// whatever a context of its own calls its fields.
fn is_badge(object: &Map<String, Value>) -> bool {
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
fn is_of_a_badge(token: &str) -> bool {
    jws::payload(token).is_ok_and(|payload| FIELDS.iter().any(|field| payload.contains_key(*field)))
}
