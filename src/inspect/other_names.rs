//! What a text says by other names than those by which it is read.
//!
//! Of a badge that was signed as a text, the text is the meaning. Other programs
//! read it as JSON-LD all the same: an end, an earner or an issuer that stands there
//! for them under another name, or of the same thing in another place, is told, and
//! a badge to which it could make a difference is not passed.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::digests;
use super::judge::Judge;
use super::report::Outcome;
use super::vocabulary::Vocabulary;
use crate::badge::quoted;
use crate::credential::dates;
use crate::credential::view::Standard;

/// The most names that are told.
const MAX_TOLD: usize = 4;

/// Fields of an award that say from when or until when it counts.
const BEGINS: [&str; 4] = ["validFrom", "issuanceDate", "awardedDate", "issuedOn"];
const ENDS: [&str; 3] = ["validUntil", "expirationDate", "expires"];
/// Fields of an award that decide otherwise.
const DECIDES: [&str; 7] =
    ["issuer", "credentialSubject", "credentialStatus", "recipient", "badge", "revoked", "verification"];
/// Those of its earner.
const OF_EARNERS: [&str; 6] = ["id", "identifier", "identity", "identityHash", "hashed", "achievement"];
/// Names for things that stand there without a place of their own.
const OF_ALL: [&str; 4] = ["@graph", "@included", "@nest", "@reverse"];

/// What a part of an award is in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The award itself.
    Award,
    Earner,
    /// What was awarded, in which badges before 3.0 name their issuer.
    Badge,
    Issuer,
    Other,
}

/// A field that other programs find.
struct Found<'v> {
    word: &'v str,
    means: &'static str,
    decides: bool,
}

struct Search<'v> {
    vocabulary: Vocabulary<'v>,
    id: Option<&'v str>,
    at: Timestamp,
    /// Whether it is one of Open Badges 3.0 or another verifiable credential.
    is_new: bool,
    found: Vec<Found<'v>>,
}

impl<'v> Search<'v> {
    fn look(&mut self, value: &'v Value, part: Part) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.look(value, part)),
            Value::Object(fields) => self.object(fields, part),
            _ => {}
        }
    }

    fn object(&mut self, fields: &'v Map<String, Value>, part: Part) {
        let is_id = |word: &str| word == "id" || self.vocabulary.field(word) == Some("id");
        let mut ids = fields.iter().filter(|(word, _)| is_id(word)).map(|(_, id)| id.as_str());
        let is_again = part == Part::Other && self.id.is_some() && ids.any(|id| id == self.id);
        for (word, value) in fields.iter().filter(|(word, _)| !["@context", "@type", "proof"].contains(&word.as_str()))
        {
            // What it holds is read on its own.
            if self.vocabulary.is_holding(word) {
                continue;
            }
            let as_elsewhere = || as_elsewhere(word, value, self.is_new).filter(|_| part == Part::Award);
            let other = self.vocabulary.field(word).or_else(as_elsewhere);
            let again = known(word).filter(|_| is_again);
            if let Some(means) = other.or(again) {
                let part = if is_again { Part::Award } else { part };
                let decides = decides(means, value, part, self.at);
                self.found.push(Found { word, means, decides });
            }
            let inner = match (part, other.unwrap_or(word)) {
                (Part::Award, "credentialSubject" | "recipient") | (Part::Earner, "identifier") => Part::Earner,
                (Part::Award, "badge") => Part::Badge,
                (Part::Award | Part::Badge, "issuer") => Part::Issuer,
                _ => Part::Other,
            };
            self.look(value, inner);
        }
    }
}

/// A field of an award that decides, by its usual name.
fn known(word: &str) -> Option<&'static str> {
    BEGINS.iter().chain(&ENDS).chain(&DECIDES).find(|name| **name == word).copied()
}

/// What a field of an award means in another case, or by the standard before 3.0.
fn as_elsewhere(word: &str, value: &Value, is_new: bool) -> Option<&'static str> {
    let in_other_case = || {
        let mut all = BEGINS.iter().chain(&ENDS).chain(&DECIDES);
        all.find(|name| name.eq_ignore_ascii_case(word) && **name != word).copied()
    };
    match word {
        "expires" if is_new => Some("validUntil"),
        "revoked" if is_new => Some("credentialStatus").filter(|_| !matches!(value, Value::Null | Value::Bool(false))),
        _ => in_other_case(),
    }
}

/// Whether it could make a difference to what the badge is worth.
fn decides(means: &str, value: &Value, part: Part, at: Timestamp) -> bool {
    let time = || dates::moment(Some(value)).time();
    match part {
        _ if OF_ALL.contains(&means) => true,
        Part::Award if BEGINS.contains(&means) => time().is_none_or(|time| time > at),
        Part::Award if ENDS.contains(&means) => time().is_none_or(|time| time < at),
        Part::Award => DECIDES.contains(&means) || means == "id",
        Part::Earner => OF_EARNERS.contains(&means),
        Part::Badge => means == "issuer",
        Part::Issuer => means == "id",
        Part::Other => false,
    }
}

impl Judge<'_> {
    /// Tells what other programs may find in a text that was signed.
    pub(super) fn other_names(&mut self, content: &Value) {
        let id = content.get("id").and_then(Value::as_str);
        let vocabulary = Vocabulary::of(content, &self.task.work);
        let is_open = vocabulary.is_open;
        let is_new = matches!(self.view.standard, Standard::Ob3 | Standard::Vc);
        let mut search = Search { vocabulary, id, at: self.task.at, is_new, found: Vec::new() };
        search.look(content, Part::Award);
        let (deciding, rest): (Vec<_>, Vec<_>) = search.found.into_iter().partition(|found| found.decides);
        let told = |found: &[Found<'_>]| {
            let told = found.iter().take(MAX_TOLD).map(|found| match found.word == found.means {
                true => format!("{} of the award once more", quoted(found.word)),
                false => format!("{} as its {}", quoted(found.word), quoted(found.means)),
            });
            told.collect::<Vec<_>>().join(", ")
        };
        if !deciding.is_empty() {
            let message = format!(
                "Programs that go by what words mean read more in it than stands here, and that decides: {}. It \
                 counts as a text, which is read by the usual names.",
                told(&deciding)
            );
            self.leaves_open("format", message, "Ask the issuer which of the two holds.");
        }
        if !rest.is_empty() {
            let message = format!("Programs that go by what words mean may read more in it: {}.", told(&rest));
            self.say("format", Outcome::Note, message);
        }
        if is_open {
            let message = "It brings vocabularies of its own that are not followed here, so what other programs read \
                           in it is not known.";
            self.leaves_open("format", message, "Ask the issuer for a plain copy.");
        }
        if digests::is_digested(content) {
            self.digests_only();
        }
    }

    /// Tells of parts of which only digests were signed.
    pub(super) fn digests_only(&mut self) {
        let message = "Parts of it stand there by their digests only, as in an SD-JWT (“_sd” or “...”). What they say \
                       is not known and may end or withdraw it.";
        self.leaves_open("format", message, "Ask whoever shows it for the whole badge.");
    }
}
