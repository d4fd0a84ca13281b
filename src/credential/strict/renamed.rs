//! The names that the bundled contexts give to fields and to kinds of things.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde_json::Value;

use super::context::{Active, Protection};
use crate::credential::contexts;

/// Names by what they mean.
type Names = HashMap<String, HashSet<String>>;

/// Whether a field that the bundled contexts know goes by a name that they do
/// not give it. The signature covers what the field means and not how it is
/// called, so anybody could have renamed it.
pub(super) fn is_renamed(word: &str, meaning: &str) -> bool {
    is_another(names(), word, meaning, |name| !is_of_a_kind(name))
}

/// The same of a kind of things.
pub(super) fn is_renamed_kind(word: &str, meaning: &str) -> bool {
    is_another(names(), word, meaning, is_of_a_kind)
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for context in contexts::all().values() {
            collect_names(&Active::default(), context, &mut names);
        }
        for keyword in ["@value", "@language", "@set", "@list"] {
            names.entry(keyword.to_owned()).or_default().insert(keyword.to_owned());
        }
        names
    })
}

/// Whether a name begins as kinds of things do in all contexts of the field. A field
/// and a kind may have one meaning (`criteria`, `Criteria`), and JSON-LD takes the name
/// of either for both; programs that read by names do not.
fn is_of_a_kind(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// Whether a word is none of the names that a meaning has, of those that fit if any do.
fn is_another(names: &Names, word: &str, meaning: &str, fits: impl Fn(&str) -> bool) -> bool {
    names.get(meaning).is_some_and(|names| {
        let some_fit = names.iter().any(|name| fits(name));
        !names.contains(word) || (some_fit && !fits(word))
    })
}

fn collect_names(active: &Active, context: &Value, names: &mut Names) {
    if let Value::Array(list) = context {
        list.iter().for_each(|entry| collect_names(active, entry, names));
    }
    let Value::Object(words) = context else { return };
    let Ok(extended) = active.extended(context, true, Protection::Lifted, "", contexts::bundled_only()) else { return };
    for word in words.keys() {
        let Some(term) = extended.term(word) else { continue };
        if let Some(iri) = &term.iri {
            names.entry(iri.clone()).or_default().insert(word.clone());
        }
        if let Some(inner) = &term.context {
            collect_names(&extended, inner, names);
        }
    }
}
