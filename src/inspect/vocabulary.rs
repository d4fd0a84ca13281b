//! Known fields under other names, where a text is what counts.
//!
//! A text is read by the names that stand in it. Programs that read JSON-LD go by
//! what the names mean, so a field may stand there for them under its whole address
//! or under a name that the file gives it, which nobody else takes for that field.

use std::cell::OnceCell;

use serde_json::{Map, Value};

use crate::credential::contexts;
use crate::credential::reading;
use crate::credential::strict::{ENTRY, Words};
use crate::credential::view::entries;

/// The field in which presentations hold what they show.
pub(super) const PRESENTED: &str = "https://www.w3.org/2018/credentials#verifiableCredential";

/// The most contexts of a file's own that are followed.
const MOST_OWN: usize = 16;

/// The names in a document and what they mean to programs that read JSON-LD.
pub(super) struct Vocabulary<'v> {
    document: &'v Value,
    /// The words at each place at which the file brings some of its own.
    own: Vec<Words>,
    /// The words of the known contexts that it names, once they are asked for.
    known: OnceCell<Words>,
    /// Whether it brings more of its own than are followed.
    pub(super) is_too_large: bool,
}

impl<'v> Vocabulary<'v> {
    pub(super) fn of(document: &'v Value) -> Self {
        let mut vocabulary = Self { document, own: Vec::new(), known: OnceCell::new(), is_too_large: false };
        vocabulary.gather(document, None);
        vocabulary
    }

    /// Gathers the words of every context in which the file defines some itself,
    /// those inside its definitions included; `outer` are those around it.
    fn gather(&mut self, value: &'v Value, outer: Option<&Words>) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.gather(value, outer)),
            Value::Object(fields) => {
                let own = entries(fields.get("@context")).any(Value::is_object);
                let words = own.then(|| with(outer.unwrap_or(self.known()), fields.get("@context")));
                if let Some(words) = words.clone() {
                    self.own.push(words);
                }
                if self.own.len() > MOST_OWN || entries(fields.get("@context")).count() > MOST_OWN {
                    self.is_too_large = true;
                    return;
                }
                let outer = words.as_ref().or(outer);
                fields.values().for_each(|value| self.gather(value, outer));
            }
            _ => {}
        }
    }

    fn known(&self) -> &Words {
        self.known.get_or_init(|| with(&Words::default(), self.document.get("@context")))
    }

    /// The usual name of the known field that a word of another name means, or the
    /// keyword by which a part of the document stands for more than its place.
    pub(super) fn field(&self, word: &str) -> Option<&'static str> {
        // Without words of its own there are only addresses and keywords.
        if self.own.is_empty() && !word.contains(':') && !word.starts_with('@') {
            return None;
        }
        let meanings = self.own.iter().chain([self.known()]).filter_map(|words| words.meaning(word));
        meanings.filter_map(|meaning| known_field(&meaning)).find(|name| *name != word || name.starts_with('@'))
    }

    /// What stands in the field for credentials that an object holds, by whatever
    /// name.
    pub(super) fn held(&self, object: &'v Map<String, Value>) -> Vec<&'v Value> {
        let fields = object.iter().filter(|(word, _)| self.is_holding(word));
        fields.flat_map(|(_, value)| entries(Some(value))).collect()
    }

    /// Whether it is the field for credentials that an object holds.
    pub(super) fn is_holding(&self, word: &str) -> bool {
        const HELD: &str = "verifiableCredential";
        word == HELD || self.field(word) == Some(HELD)
    }
}

/// These words and those of a context, as far as they can be had.
fn with(words: &Words, context: Option<&Value>) -> Words {
    entries(context).take(MOST_OWN).fold(words.clone(), |words, entry| {
        let entry = Map::from_iter([("@context".to_owned(), entry.clone())]);
        words.of(&entry, contexts::bundled_only()).unwrap_or(words)
    })
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
        ("issuer", "issuer"),
        ("issueDate", "issuedOn"),
        ("revoked", "revoked"),
        ("verify", "verification"),
    ];
    known.iter().find(|(end, _)| *end == name).map(|(_, field)| *field)
}
