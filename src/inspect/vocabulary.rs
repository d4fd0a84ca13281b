//! Known fields under other names, where a text is what counts.
//!
//! A text is read by the names that stand in it. Programs that read JSON-LD go by
//! what the names mean, so a field may stand there for them under its whole address
//! or under a name that the file gives it, which nobody else takes for that field.

use std::cell::OnceCell;

use serde_json::{Map, Value};

use crate::credential::Work;
use crate::credential::contexts;
use crate::credential::reading;
use crate::credential::strict::{ENTRY, StrictError, Words};
use crate::credential::view::entries;

/// The field in which presentations hold what they show.
pub(super) const PRESENTED: &str = "https://www.w3.org/2018/credentials#verifiableCredential";

/// The most contexts of a file's own that are followed, and the most entries of one.
const MOST_OWN: usize = 16;

/// How many words are looked at to add a context to others, beside its own.
const WORDS_OF_OTHERS: usize = 512;
/// As many words looked at as take about as long as one statement.
const WORDS_A_STATEMENT: usize = 128;

/// The names in a document and what they mean to programs that read JSON-LD.
pub(super) struct Vocabulary<'v> {
    document: &'v Value,
    /// The words at each place at which the file brings some of its own, those of
    /// its beginning first.
    own: Vec<Words>,
    /// Else those of the known contexts that it names, once they are asked for.
    known: OnceCell<Words>,
    /// Whether it brings more of its own, or others, than are followed.
    pub(super) is_open: bool,
}

impl<'v> Vocabulary<'v> {
    /// Those of a document; what it takes to follow them is spent of `work`.
    pub(super) fn of(document: &'v Value, work: &Work) -> Self {
        let mut vocabulary = Self { document, own: Vec::new(), known: OnceCell::new(), is_open: false };
        if brings_own(document) {
            let words = vocabulary.follow(&Words::default(), document.get("@context"), work);
            vocabulary.gather(document, &words, work, true);
        }
        vocabulary
    }

    /// Gathers the words of every context in which the file defines some itself,
    /// those inside its definitions included; `outer` are those around it.
    fn gather(&mut self, value: &'v Value, outer: &Words, work: &Work, is_root: bool) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.gather(value, outer, work, false)),
            Value::Object(fields) => {
                let own =
                    fields.get("@context").filter(|context| !is_root && entries(Some(context)).any(Value::is_object));
                let own = own.map(|context| self.follow(outer, Some(context), work));
                let outer = own.as_ref().unwrap_or(outer);
                fields.values().for_each(|value| self.gather(value, outer, work, false));
            }
            _ => {}
        }
    }

    /// These words and those of a context, which are added to those of the file.
    /// What cannot be followed leaves open what other programs make of it.
    fn follow(&mut self, words: &Words, context: Option<&Value>, work: &Work) -> Words {
        let mut words = words.clone();
        if self.own.len() >= MOST_OWN || entries(context).count() > MOST_OWN {
            self.is_open = true;
            return words;
        }
        for entry in entries(context) {
            let looked_at = WORDS_OF_OTHERS + entry.as_object().map_or(0, Map::len);
            let extended = work.spend((looked_at / WORDS_A_STATEMENT) as u64).map(|()| with(&words, entry));
            match extended {
                Ok(Ok(extended)) => words = extended,
                // What lies elsewhere nobody here can know.
                Ok(Err(StrictError::UnknownContext(_))) if entry.is_string() => {}
                _ => self.is_open = true,
            }
        }
        self.own.push(words.clone());
        words
    }

    fn known(&self) -> &Words {
        let known = |words: Words, entry: &Value| with(&words, entry).unwrap_or(words);
        let context = entries(self.document.get("@context")).take(MOST_OWN);
        self.known.get_or_init(|| context.fold(Words::default(), known))
    }

    /// The usual name of the known field that a word of another name means, or the
    /// keyword by which a part of the document stands for more than its place.
    pub(super) fn field(&self, word: &str) -> Option<&'static str> {
        let name_of = |words: &Words| {
            let meaning = words.meaning(word)?;
            known_field(&meaning).filter(|name| *name != word || name.starts_with('@'))
        };
        match self.own.as_slice() {
            // Without words of its own there are only addresses and keywords.
            [] if !word.contains(':') && !word.starts_with('@') => None,
            [] => name_of(self.known()),
            own => own.iter().find_map(name_of),
        }
    }

    /// What stands in the field for credentials that an object holds, by whatever
    /// name.
    pub(super) fn held(&self, object: &'v Map<String, Value>) -> Vec<&'v Value> {
        let fields = object.iter().filter(|(word, _)| self.is_holding(word));
        fields.flat_map(|(_, value)| self.unwrapped(value)).collect()
    }

    /// What stands in a field, without what JSON-LD lets stand around it.
    fn unwrapped(&self, value: &'v Value) -> Vec<&'v Value> {
        let within = |value: &'v Value| {
            let (word, within) = value.as_object().filter(|object| object.len() == 1)?.iter().next()?;
            let is_around = ["@graph", "@set", "@list"].contains(&word.as_str()) || self.field(word) == Some("@graph");
            is_around.then_some(within)
        };
        let unwrapped = |value| within(value).map_or_else(|| vec![value], |within| self.unwrapped(within));
        entries(Some(value)).flat_map(unwrapped).collect()
    }

    /// Whether it is the field for credentials that an object holds.
    pub(super) fn is_holding(&self, word: &str) -> bool {
        const HELD: &str = "verifiableCredential";
        word == HELD || self.field(word) == Some(HELD)
    }
}

/// Whether a document defines words anywhere.
fn brings_own(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.iter().any(brings_own),
        Value::Object(fields) => {
            entries(fields.get("@context")).any(Value::is_object) || fields.values().any(brings_own)
        }
        _ => false,
    }
}

/// These words and those of one entry of a context.
fn with(words: &Words, entry: &Value) -> Result<Words, StrictError> {
    let object = Map::from_iter([("@context".to_owned(), entry.clone())]);
    words.of(&object, contexts::bundled_only())
}

/// The name of the field that is meant.
fn known_field(meaning: &str) -> Option<&'static str> {
    match meaning {
        "@graph" => Some("@graph"),
        "@included" => Some("@included"),
        "@nest" => Some("@nest"),
        "@reverse" => Some("@reverse"),
        "@id" => Some("id"),
        ENTRY | PRESENTED => Some("verifiableCredential"),
        "sec:expiration" => Some("expires"),
        _ => reading::field(meaning).or_else(|| older(meaning)),
    }
}

/// The same of Open Badges 2.0, whose context is not among those that are known.
fn older(meaning: &str) -> Option<&'static str> {
    let name = ["https://w3id.org/openbadges#", "obi:"].iter().find_map(|start| meaning.strip_prefix(start))?;
    let known = [
        ("recipient", "recipient"),
        ("badge", "badge"),
        ("identityHash", "identity"),
        ("issuer", "issuer"),
        ("issueDate", "issuedOn"),
        ("revoked", "revoked"),
        ("verify", "verification"),
    ];
    known.iter().find(|(end, _)| *end == name).map(|(_, field)| *field)
}
