//! What a credential says of one thing, wherever it says it: names of its
//! issuer, and of its badge.
//!
//! An issuer is its identifier. Its name and its page may have changed over the
//! years, and an endorsement may call it something else than the badge does: that
//! contradicts nothing, but none of the names is chosen for the reader, since the
//! place of a description in a file need not be signed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::model::IssuerView;
use crate::badge::quoted;
use crate::credential::values::{entries, language_of, rank, text};

/// The most names of one issuer that are shown and compared: there are institutions
/// with one in each language of Europe.
pub const MOST_NAMES: usize = 32;

/// A text with its language.
pub(super) type Spoken = (Option<String>, String);

/// Every description in a document, by the identifier of what it describes.
#[derive(Default)]
pub(super) struct Described<'v>(BTreeMap<&'v str, Vec<&'v Value>>);

impl<'v> Described<'v> {
    /// Those of a text, in which one thing may be described in several places.
    pub(super) fn in_text(document: &'v Value) -> Self {
        let mut found = Self::default();
        let mut open = vec![document];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(fields) => {
                    if let Some(id) = fields.get("id").and_then(Value::as_str) {
                        found.0.entry(id).or_default().push(value);
                    }
                    // The entries of a record are credentials of their own, each read on its own. Evidence is
                    // shown as what it is, by its own name.
                    let is_apart = |name: &String| ["verifiableCredential", "evidence"].contains(&name.as_str());
                    let inside = fields.iter().filter(|(name, _)| !is_apart(name));
                    open.extend(inside.map(|(_, value)| value).filter(|value| value.is_object() || value.is_array()));
                }
                Value::Array(list) => open.extend(list.iter().filter(|value| value.is_object() || value.is_array())),
                _ => {}
            }
        }
        found
    }

    /// All of one thing, of which this is one.
    pub(super) fn all(&self, value: &'v Value) -> Vec<&'v Value> {
        let id = value.as_str().or_else(|| value.get("id")?.as_str());
        id.and_then(|id| self.0.get(id)).cloned().unwrap_or_else(|| vec![value])
    }

    /// The first of these fields of which the thing's descriptions say two things;
    /// each thing is looked at once.
    pub(super) fn contradiction(&mut self, value: &'v Value, fields: &[&'static str]) -> Option<&'static str> {
        let all = self.0.remove(value.get("id")?.as_str()?)?;
        fields.iter().copied().find(|field| all.len() > 1 && says_several(&spoken(&all, field)))
    }
}

/// The issuer's names and pages, from all that describes it.
pub(super) fn issuer(id: Option<String>, described: &[&Value]) -> IssuerView {
    let (names, urls) = (spoken(described, "name"), spoken(described, "url"));
    let shown = |texts: &[Spoken]| match says_several(texts) {
        // One name could read like two with a stroke between them.
        true => Some(each(texts).iter().take(MOST_NAMES).map(|text| quoted(text)).collect::<Vec<_>>().join(" / ")),
        false => texts.iter().min_by_key(|(language, _)| rank(language.as_deref())).map(|(_, text)| text.clone()),
    };
    let mut all = each(&names);
    let has_more_names = all.len() > MOST_NAMES;
    all.truncate(MOST_NAMES);
    IssuerView {
        id,
        name: shown(&names),
        url: shown(&urls),
        has_several_names: says_several(&names),
        names: all,
        has_more_names,
    }
}

/// Each text once.
fn each(texts: &[Spoken]) -> Vec<String> {
    texts.iter().map(|(_, text)| text.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether there are two texts in one language.
fn says_several(texts: &[Spoken]) -> bool {
    texts.windows(2).any(|pair| pair[0].0 == pair[1].0)
}

/// What descriptions have in a field, each text once, by language.
pub(super) fn spoken(described: &[&Value], field: &str) -> Vec<Spoken> {
    let mut found = BTreeSet::new();
    for value in described.iter().flat_map(|value| entries(value.get(field))) {
        match value {
            Value::Object(map) if !map.contains_key("@value") => {
                let said = map.iter().filter(|(_, text)| text.is_string());
                found.extend(said.filter_map(|(key, value)| Some((Some(key.clone()), text(Some(value))?))));
            }
            value => found.extend(text(Some(value)).map(|text| (language_of(value).map(str::to_owned), text))),
        }
    }
    found.into_iter().collect()
}
