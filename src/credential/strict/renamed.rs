//! The names that the bundled contexts give to fields.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde_json::Value;

use super::context::{Active, Protection};
use crate::credential::contexts;

/// Whether a field that the bundled contexts know goes by a name that they do
/// not give it. The signature covers what the field means and not how it is
/// called, so anybody could have renamed it.
pub(super) fn is_renamed(word: &str, meaning: &str) -> bool {
    static NAMES: OnceLock<HashMap<String, HashSet<String>>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for context in contexts::all().values() {
            collect_names(&Active::default(), context, &mut names);
        }
        for keyword in ["@value", "@language", "@set", "@list"] {
            names.entry(keyword.to_owned()).or_default().insert(keyword.to_owned());
        }
        names
    });
    names.get(meaning).is_some_and(|names| !names.contains(word))
}

fn collect_names(active: &Active, context: &Value, names: &mut HashMap<String, HashSet<String>>) {
    if let Value::Array(list) = context {
        list.iter().for_each(|entry| collect_names(active, entry, names));
    }
    let Value::Object(words) = context else { return };
    let Ok(extended) = active.extended(context, true, Protection::Lifted, "", contexts::bundled_only()) else { return };
    for word in words.keys() {
        // Some contexts give a type and a field one meaning, and only types begin with a capital.
        let is_type = word.starts_with(|first: char| first.is_ascii_uppercase());
        let Some(term) = extended.term(word) else { continue };
        if let Some(iri) = term.iri.as_ref().filter(|_| !is_type) {
            names.entry(iri.clone()).or_default().insert(word.clone());
        }
        if let Some(inner) = &term.context {
            collect_names(&extended, inner, names);
        }
    }
}
