//! Walking a document with its contexts (JSON-LD 1.1 Expansion, without
//! building the expanded form).

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::context::{Active, Coercion, Protection, Term, is_absolute, is_keyword, looks_like_keyword};
use super::{Problem, StrictError};
use crate::credential::contexts;

/// How many objects a document may have, contexts included. Credentials have
/// some dozens.
const MAX_OBJECTS: usize = 2_000;

/// How many times a context may be put to use, by a type or by a field.
const MAX_APPLIED: usize = 3_000;

/// Checks a whole document.
pub(super) fn document(document: &Value) -> Result<(), StrictError> {
    if objects(document) > MAX_OBJECTS {
        return Err(StrictError::refused("", Problem::TooLarge(MAX_OBJECTS)));
    }
    let Value::Object(top) = document else {
        return Err(StrictError::refused("", Problem::Unsupported("a list instead of one credential".into())));
    };
    let walk = Walk { id: top.get("id").and_then(Value::as_str), applied: Cell::new(0) };
    walk.node(top, &Active::default(), None, "")
}

fn objects(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(objects).sum(),
        Value::Object(object) => 1 + object.values().map(objects).sum::<usize>(),
        _ => 0,
    }
}

struct Walk<'a> {
    /// The credential's own id, which no part inside may carry as well.
    id: Option<&'a str>,
    /// How many contexts were put to use so far.
    applied: Cell<usize>,
}

impl Walk<'_> {
    /// The words of `active` and those of `context`, within reason.
    fn extended(
        &self,
        active: &Active,
        context: &Value,
        propagate: bool,
        protection: Protection,
        path: &str,
    ) -> Result<Active, StrictError> {
        let applied = self.applied.get() + 1;
        self.applied.set(applied);
        if applied > MAX_APPLIED {
            return Err(StrictError::refused(path, Problem::TooLarge(MAX_APPLIED)));
        }
        active.extended(context, propagate, protection, path)
    }

    fn node(
        &self,
        object: &Map<String, Value>,
        inherited: &Active,
        property: Option<&Term>,
        path: &str,
    ) -> Result<(), StrictError> {
        let mut active = inherited.clone();
        if let Some(previous) = active.previous.clone()
            && !stays_inside(object, &active)
        {
            active = (*previous).clone();
        }
        if let Some(context) = property.and_then(|term| term.context.as_deref()) {
            active = self.extended(&active, context, true, Protection::Lifted, path)?;
        }
        if let Some(context) = object.get("@context") {
            active = self.extended(&active, context, true, Protection::Holds, &join(path, "@context"))?;
        }
        let before_types = active.clone();
        for name in type_names(object, &before_types) {
            if let Some(context) = before_types.term(name).and_then(|term| term.context.as_deref()) {
                active = self.extended(&active, context, false, Protection::Holds, path)?;
            }
        }
        if is_value_object(object, &active) {
            return value_object(object, &active, path);
        }
        let mut seen = HashSet::new();
        for (word, value) in object.iter().filter(|(word, _)| *word != "@context") {
            let place = join(path, word);
            let Some(meaning) = active.expand(word, true) else {
                let problem = if looks_like_keyword(word) { Problem::LooksLikeKeyword } else { Problem::Undefined };
                return Err(StrictError::refused(&place, problem(word.clone())));
            };
            if is_disguised(word, &meaning) {
                return Err(StrictError::refused(&place, Problem::Disguised(word.clone())));
            }
            if is_keyword(&meaning) {
                if !seen.insert(meaning.clone()) {
                    return Err(StrictError::refused(&place, Problem::Disguised(word.clone())));
                }
                if let ("@set" | "@list", 1) = (meaning.as_str(), object.len()) {
                    self.value(value, property, &active, &place)?;
                } else {
                    self.keyword(&meaning, value, object, &active, &before_types, path, &place)?;
                }
            } else if is_absolute(&meaning) {
                self.value(value, active.term(word).map(AsRef::as_ref), &active, &place)?;
            } else {
                return Err(StrictError::refused(&place, Problem::Undefined(word.clone())));
            }
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "one step of the algorithm, split off for reading only")]
    fn keyword(
        &self,
        keyword: &str,
        value: &Value,
        object: &Map<String, Value>,
        active: &Active,
        before_types: &Active,
        path: &str,
        place: &str,
    ) -> Result<(), StrictError> {
        match (keyword, value) {
            ("@id", Value::String(id)) => {
                complete_address(active.expand(id, false), id, place)?;
                if !path.is_empty() && object.len() > 1 && self.id == Some(id) {
                    return Err(StrictError::refused(place, Problem::Disguised(id.clone())));
                }
                Ok(())
            }
            ("@type", Value::String(_) | Value::Array(_)) => {
                let list = match value {
                    Value::Array(list) => list.as_slice(),
                    single => std::slice::from_ref(single),
                };
                for item in list {
                    let Value::String(name) = item else {
                        return Err(StrictError::refused(
                            place,
                            Problem::Unsupported("a type that is not text".into()),
                        ));
                    };
                    match before_types.expand(name, true) {
                        Some(iri) if is_absolute(&iri) => {}
                        _ => return Err(StrictError::refused(place, Problem::Undefined(name.clone()))),
                    }
                }
                Ok(())
            }
            _ => Err(StrictError::refused(place, Problem::Unsupported(format!("“{keyword}” here")))),
        }
    }

    fn value(&self, value: &Value, term: Option<&Term>, active: &Active, path: &str) -> Result<(), StrictError> {
        let has = |container: &str| term.is_some_and(|term| term.containers.contains(container));
        let coercion = term.map_or(&Coercion::Literal, |term| &term.coercion);
        match value {
            _ if *coercion == Coercion::Json => Ok(()),
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
            Value::Array(list) => list
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| self.value(item, term, active, &format!("{path}[{index}]"))),
            Value::Object(map) if has("@language") => language_map(map, path),
            Value::Object(_) if has("@index") || has("@id") || has("@type") => {
                Err(StrictError::refused(path, Problem::Unsupported("a map by keys".into())))
            }
            Value::Object(object) => self.node(object, active, term, path),
            Value::String(text) => {
                let scoped;
                let active = match term.and_then(|term| term.context.as_deref()) {
                    Some(context) => {
                        scoped = self.extended(active, context, true, Protection::Lifted, path)?;
                        &scoped
                    }
                    None => active,
                };
                match coercion {
                    Coercion::Id => complete_address(active.expand(text, false), text, path),
                    Coercion::Vocab => complete_address(active.expand(text, true), text, path),
                    _ => Ok(()),
                }
            }
        }
    }
}

/// Whether a node stands inside a type's own words: it is a bare value or a
/// bare reference.
fn stays_inside(object: &Map<String, Value>, active: &Active) -> bool {
    let means = |word: &str, keyword: &str| active.expand(word, true).as_deref() == Some(keyword);
    object.keys().any(|word| means(word, "@value"))
        || (object.len() == 1 && object.keys().all(|word| means(word, "@id")))
}

/// The node's types in the order in which their contexts apply.
fn type_names<'a>(object: &'a Map<String, Value>, active: &Active) -> Vec<&'a str> {
    let mut fields: Vec<_> =
        object.iter().filter(|(word, _)| active.expand(word, true).as_deref() == Some("@type")).collect();
    fields.sort_by_key(|(word, _)| *word);
    fields
        .into_iter()
        .flat_map(|(_, value)| {
            let mut names: Vec<&str> = match value {
                Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
                single => single.as_str().into_iter().collect(),
            };
            names.sort_unstable();
            names
        })
        .collect()
}

fn is_value_object(object: &Map<String, Value>, active: &Active) -> bool {
    object.keys().any(|word| active.expand(word, true).as_deref() == Some("@value"))
}

/// A literal written out: `{"@value": …, "@language": …}`.
fn value_object(object: &Map<String, Value>, active: &Active, path: &str) -> Result<(), StrictError> {
    let refuse = |what: &str| Err(StrictError::refused(path, Problem::Unsupported(what.to_owned())));
    let mut json = false;
    let mut scalar = false;
    for (word, value) in object.iter().filter(|(word, _)| *word != "@context") {
        match (active.expand(word, true).as_deref(), value) {
            (Some("@value"), value) => scalar = !value.is_array() && !value.is_object(),
            (Some("@type"), Value::String(name)) => match active.expand(name, true) {
                Some(iri) if iri == "@json" => json = true,
                Some(iri) if is_absolute(&iri) => {}
                _ => return Err(StrictError::refused(path, Problem::Undefined(name.clone()))),
            },
            (Some("@language"), Value::String(tag)) if is_language(tag) => {}
            (Some("@language"), _) => return refuse("a language that is none"),
            _ => return refuse(&format!("“{word}” beside a value")),
        }
    }
    if scalar || json { Ok(()) } else { refuse("a list or an object as a plain value") }
}

fn language_map(map: &Map<String, Value>, path: &str) -> Result<(), StrictError> {
    for (tag, value) in map {
        let texts = match value {
            Value::Array(list) => list.as_slice(),
            single => std::slice::from_ref(single),
        };
        let plain = texts.iter().all(|text| text.is_string() || text.is_null());
        if !plain || !(is_language(tag) || tag == "@none") {
            return Err(StrictError::refused(path, Problem::Unsupported(format!("“{tag}” as a language"))));
        }
    }
    Ok(())
}

/// Whether RDF keeps a text marked with this language.
pub(super) fn is_language(tag: &str) -> bool {
    oxrdf::Literal::new_language_tagged_literal("", tag).is_ok()
}

fn complete_address(expanded: Option<String>, written: &str, path: &str) -> Result<(), StrictError> {
    match expanded {
        Some(iri) if is_absolute(&iri) => Ok(()),
        _ => Err(StrictError::refused(path, Problem::Relative(written.to_owned()))),
    }
}

fn join(path: &str, word: &str) -> String {
    if path.is_empty() { word.to_owned() } else { format!("{path}.{word}") }
}

/// Whether a field that the bundled contexts know goes by a name that they do
/// not give it. Contexts are not covered by the signature, so anybody could
/// have renamed it.
fn is_disguised(word: &str, meaning: &str) -> bool {
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
    let Ok(extended) = active.extended(context, true, Protection::Lifted, "") else { return };
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
