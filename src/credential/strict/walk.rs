//! Walking a document with its contexts (JSON-LD 1.1 Expansion and
//! Deserialization to RDF in one), so that what is checked is exactly what is
//! said, and what is said is exactly what is signed.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{BlankNode, Dataset, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term as Object};
use serde_json::{Map, Value};

use super::context::{Active, Coercion, Protection, Term, is_absolute, is_keyword, looks_like_keyword};
use super::{Problem, StrictError};
use crate::credential::contexts::{self, Fetched};

/// How many objects a document may have, contexts included. Credentials have
/// some dozens.
const MAX_OBJECTS: usize = 2_000;

/// How many times a context may be put to use, by a type or by a field.
const MAX_APPLIED: usize = 3_000;

/// Checks a whole document and returns what it says.
pub(super) fn document(document: &Value, fetched: &Fetched) -> Result<Dataset, StrictError> {
    if objects(document) > MAX_OBJECTS {
        return Err(StrictError::refused("", Problem::TooLarge(MAX_OBJECTS)));
    }
    let Value::Object(top) = document else {
        return Err(StrictError::refused("", Problem::Unsupported("a list instead of one credential".into())));
    };
    let walk = Walk {
        id: top.get("id").and_then(Value::as_str),
        applied: Cell::new(0),
        fetched,
        said: RefCell::default(),
        nameless: Cell::new(0),
    };
    walk.node(top, &Active::default(), None, &GraphName::DefaultGraph, "")?;
    Ok(walk.said.into_inner())
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
    /// Contexts beside the bundled ones.
    fetched: &'a Fetched,
    /// The statements so far.
    said: RefCell<Dataset>,
    /// How many nodes without an address there are so far.
    nameless: Cell<u64>,
}

impl Walk<'_> {
    /// Counts that a context is put to use, within reason.
    fn apply(&self, path: &str) -> Result<(), StrictError> {
        let applied = self.applied.get() + 1;
        self.applied.set(applied);
        if applied > MAX_APPLIED {
            return Err(StrictError::refused(path, Problem::TooLarge(MAX_APPLIED)));
        }
        Ok(())
    }

    fn fresh(&self) -> BlankNode {
        let number = self.nameless.get();
        self.nameless.set(number + 1);
        BlankNode::new_unchecked(format!("n{number}"))
    }

    fn say(&self, subject: &NamedOrBlankNode, predicate: NamedNode, object: Object, graph: &GraphName) {
        let quad = Quad { subject: subject.clone(), predicate, object, graph_name: graph.clone() };
        self.said.borrow_mut().insert(&quad);
    }

    /// Says what a node says, in this graph; returns what stands for it: the
    /// node itself, a literal that is written out, or the entries of a set.
    fn node(
        &self,
        object: &Map<String, Value>,
        inherited: &Active,
        property: Option<&Term>,
        graph: &GraphName,
        path: &str,
    ) -> Result<Vec<Object>, StrictError> {
        let mut active = inherited.clone();
        if let Some(previous) = active.previous.clone()
            && !stays_inside(object, &active)
        {
            active = (*previous).clone();
        }
        if let Some(term) = property.filter(|term| term.context.is_some()) {
            self.apply(path)?;
            active = active.scoped(term, true, Protection::Lifted, path, self.fetched)?;
        }
        if let Some(context) = object.get("@context") {
            self.apply(path)?;
            active = active.extended(context, true, Protection::Holds, &join(path, "@context"), self.fetched)?;
        }
        let before_types = active.clone();
        for name in type_names(object, &before_types) {
            if let Some(term) = before_types.term(name).filter(|term| term.context.is_some()) {
                self.apply(path)?;
                active = active.scoped(term, false, Protection::Holds, path, self.fetched)?;
            }
        }
        if is_value_object(object, &active) {
            return value_object(object, &active, path).map(|literal| literal.into_iter().collect());
        }
        // Whatever the fields' order, the node has to be known first.
        let address = object.iter().find_map(|(word, value)| match (active.expand(word, true)?.as_str(), value) {
            ("@id", Value::String(id)) => active.expand(id, false),
            _ => None,
        });
        let subject = match address {
            Some(address) => NamedOrBlankNode::from(NamedNode::new_unchecked(address)),
            None => NamedOrBlankNode::from(self.fresh()),
        };
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
                match (meaning.as_str(), value) {
                    ("@set", value) if object.len() == 1 => return self.value(value, property, &active, graph, &place),
                    ("@list", value) if object.len() == 1 => {
                        let entries = self.value(value, property, &active, graph, &place)?;
                        return Ok(vec![self.list(entries, graph)]);
                    }
                    ("@id", Value::String(id)) => {
                        complete_address(active.expand(id, false), id, &place)?;
                        if !path.is_empty() && object.len() > 1 && self.id == Some(id) {
                            return Err(StrictError::refused(&place, Problem::Disguised(id.clone())));
                        }
                    }
                    ("@type", Value::String(_) | Value::Array(_)) => {
                        for kind in types(value, &before_types, &place)? {
                            self.say(&subject, rdf::TYPE.into_owned(), kind.into(), graph);
                        }
                    }
                    _ => {
                        let problem = Problem::Unsupported(format!("“{meaning}” here"));
                        return Err(StrictError::refused(&place, problem));
                    }
                }
            } else if is_absolute(&meaning) {
                let predicate = NamedNode::new_unchecked(meaning);
                for said in self.objects(value, active.term(word).map(AsRef::as_ref), &active, graph, &place)? {
                    self.say(&subject, predicate.clone(), said, graph);
                }
            } else {
                return Err(StrictError::refused(&place, Problem::Undefined(word.clone())));
            }
        }
        Ok(vec![subject.into()])
    }

    /// What a field says of its node.
    fn objects(
        &self,
        value: &Value,
        term: Option<&Term>,
        active: &Active,
        graph: &GraphName,
        path: &str,
    ) -> Result<Vec<Object>, StrictError> {
        let is_list = term.is_some_and(|term| term.containers.contains("@list"));
        if !is_list || value.is_null() {
            return self.value(value, term, active, graph, path);
        }
        // A list of lists would need readers that not everybody has.
        if value.as_array().is_some_and(|list| list.iter().any(|entry| entry.is_array() || is_written_list(entry))) {
            return Err(StrictError::refused(path, Problem::Unsupported("a list inside a list".into())));
        }
        if is_written_list(value) {
            return self.value(value, term, active, graph, path);
        }
        let entries = self.value(value, term, active, graph, path)?;
        Ok(vec![self.list(entries, graph)])
    }

    fn list(&self, entries: Vec<Object>, graph: &GraphName) -> Object {
        let mut rest: Object = rdf::NIL.into_owned().into();
        for entry in entries.into_iter().rev() {
            let cell = NamedOrBlankNode::from(self.fresh());
            self.say(&cell, rdf::FIRST.into_owned(), entry, graph);
            self.say(&cell, rdf::REST.into_owned(), rest, graph);
            rest = cell.into();
        }
        rest
    }

    fn value(
        &self,
        value: &Value,
        term: Option<&Term>,
        active: &Active,
        graph: &GraphName,
        path: &str,
    ) -> Result<Vec<Object>, StrictError> {
        let has = |container: &str| term.is_some_and(|term| term.containers.contains(container));
        let coercion = term.map_or(&Coercion::Literal, |term| &term.coercion);
        match value {
            Value::Null => Ok(Vec::new()),
            _ if *coercion == Coercion::Json => Ok(vec![json_literal(value, path)?.into()]),
            Value::Bool(_) | Value::Number(_) => Ok(vec![plain_literal(value, datatype(coercion)).into()]),
            Value::Array(list) => {
                let mut found = Vec::with_capacity(list.len());
                for (index, item) in list.iter().enumerate() {
                    found.extend(self.value(item, term, active, graph, &format!("{path}[{index}]"))?);
                }
                Ok(found)
            }
            Value::Object(map) if has("@language") => language_map(map, path),
            Value::Object(_) if has("@index") || has("@id") || has("@type") => {
                Err(StrictError::refused(path, Problem::Unsupported("a map by keys".into())))
            }
            // What stands there is said in a graph of its own.
            Value::Object(object) if has("@graph") => {
                let own = self.fresh();
                self.node(object, active, term, &own.clone().into(), path)?;
                Ok(vec![own.into()])
            }
            Value::Object(object) => self.node(object, active, term, graph, path),
            Value::String(text) => {
                let scoped;
                let active = match term.filter(|term| term.context.is_some()) {
                    Some(term) => {
                        self.apply(path)?;
                        scoped = active.scoped(term, true, Protection::Lifted, path, self.fetched)?;
                        &scoped
                    }
                    None => active,
                };
                let address = match coercion {
                    Coercion::Id => active.expand(text, false),
                    Coercion::Vocab => active.expand(text, true),
                    _ => return Ok(vec![text_literal(text, term, active, path)?.into()]),
                };
                let address = complete_address(address, text, path)?;
                // The address alone says nothing inside a graph of its own.
                Ok(vec![if has("@graph") { self.fresh().into() } else { address.into() }])
            }
        }
    }
}

/// Whether an object is a list that is written out.
fn is_written_list(value: &Value) -> bool {
    value.as_object().is_some_and(|object| object.contains_key("@list"))
}

/// The types that a node names.
fn types(value: &Value, before_types: &Active, place: &str) -> Result<Vec<NamedNode>, StrictError> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        single => std::slice::from_ref(single),
    };
    let read = |item: &Value| {
        let Value::String(name) = item else {
            return Err(StrictError::refused(place, Problem::Unsupported("a type that is not text".into())));
        };
        match before_types.expand(name, true) {
            Some(iri) if is_absolute(&iri) => Ok(NamedNode::new_unchecked(iri)),
            _ => Err(StrictError::refused(place, Problem::Undefined(name.clone()))),
        }
    };
    list.iter().map(read).collect()
}

fn datatype(coercion: &Coercion) -> Option<&str> {
    match coercion {
        Coercion::Datatype(iri) => Some(iri),
        _ => None,
    }
}

/// A text under a word: of its data type, in its language, or plain.
fn text_literal(text: &str, term: Option<&Term>, active: &Active, path: &str) -> Result<Literal, StrictError> {
    if let Some(iri) = term.and_then(|term| datatype(&term.coercion)) {
        return Ok(Literal::new_typed_literal(text, NamedNode::new_unchecked(iri)));
    }
    match term.and_then(|term| term.language.as_ref()) {
        Some(None) => Ok(Literal::new_simple_literal(text)),
        Some(Some(tag)) => in_language(text, tag, path),
        None => match &active.language {
            Some(tag) => in_language(text, tag, path),
            None => Ok(Literal::new_simple_literal(text)),
        },
    }
}

fn in_language(text: &str, tag: &str, path: &str) -> Result<Literal, StrictError> {
    Literal::new_language_tagged_literal(text, tag)
        .map_err(|_| StrictError::refused(path, Problem::Unsupported(format!("“{tag}” as a language"))))
}

/// True, false or a number (JSON-LD 1.1 API, "Object to RDF Conversion").
fn plain_literal(value: &Value, datatype: Option<&str>) -> Literal {
    let typed = |text: String, usual: oxrdf::NamedNodeRef<'_>| {
        let datatype = datatype.map_or_else(|| usual.into_owned(), NamedNode::new_unchecked);
        Literal::new_typed_literal(text, datatype)
    };
    let number = match value {
        Value::Number(number) => number,
        other => return typed(other.to_string(), xsd::BOOLEAN),
    };
    let float = number.as_f64().unwrap_or_default();
    let is_whole = number.is_i64() || number.is_u64() || (float.fract() == 0.0 && float.abs() < 1e21);
    if is_whole && datatype != Some(xsd::DOUBLE.as_str()) {
        let text = if number.is_f64() { format!("{float:.0}") } else { number.to_string() };
        return typed(if text == "-0" { "0".into() } else { text }, xsd::INTEGER);
    }
    // Sixteen digits at most, without needless zeros, and at least one behind the point.
    let text = format!("{float:.15E}");
    let (digits, exponent) = text.split_once('E').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches('0');
    let zero = if digits.ends_with('.') { "0" } else { "" };
    typed(format!("{digits}{zero}E{exponent}"), xsd::DOUBLE)
}

/// Any JSON, kept whole in canonical form.
fn json_literal(value: &Value, path: &str) -> Result<Literal, StrictError> {
    const JSON: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
    let text = serde_jcs::to_string(value)
        .map_err(|_| StrictError::refused(path, Problem::Unsupported("JSON without a canonical form".into())))?;
    Ok(Literal::new_typed_literal(text, NamedNode::new_unchecked(JSON)))
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
fn value_object(object: &Map<String, Value>, active: &Active, path: &str) -> Result<Option<Object>, StrictError> {
    let refuse = |what: &str| Err(StrictError::refused(path, Problem::Unsupported(what.to_owned())));
    let (mut said, mut kind, mut language) = (None, None, None);
    for (word, value) in object.iter().filter(|(word, _)| *word != "@context") {
        match (active.expand(word, true).as_deref(), value) {
            (Some("@value"), value) => said = Some(value),
            (Some("@type"), Value::String(name)) => match active.expand(name, true) {
                Some(iri) if iri == "@json" || is_absolute(&iri) => kind = Some(iri),
                _ => return Err(StrictError::refused(path, Problem::Undefined(name.clone()))),
            },
            (Some("@language"), Value::String(tag)) if is_language(tag) => language = Some(tag),
            (Some("@language"), _) => return refuse("a language that is none"),
            _ => return refuse(&format!("“{word}” beside a value")),
        }
    }
    let literal = match (said, kind.as_deref(), language) {
        (Some(value), Some("@json"), None) => json_literal(value, path)?,
        (Some(Value::Array(_) | Value::Object(_)), ..) => return refuse("a list or an object as a plain value"),
        (None | Some(Value::Null), ..) => return Ok(None),
        (Some(Value::String(text)), None, Some(tag)) => in_language(text, tag, path)?,
        (Some(_), _, Some(_)) => return refuse("a language beside something that is no text"),
        (Some(Value::String(text)), Some(iri), None) => Literal::new_typed_literal(text, NamedNode::new_unchecked(iri)),
        (Some(Value::String(text)), None, None) => Literal::new_simple_literal(text),
        (Some(plain), kind, None) => plain_literal(plain, kind),
    };
    Ok(Some(literal.into()))
}

fn language_map(map: &Map<String, Value>, path: &str) -> Result<Vec<Object>, StrictError> {
    let mut said = Vec::new();
    for (tag, value) in map {
        let texts = match value {
            Value::Array(list) => list.as_slice(),
            single => std::slice::from_ref(single),
        };
        for text in texts {
            match text {
                Value::Null => {}
                Value::String(text) if tag == "@none" => said.push(Literal::new_simple_literal(text).into()),
                Value::String(text) => said.push(in_language(text, tag, path)?.into()),
                _ => return Err(StrictError::refused(path, Problem::Unsupported(format!("“{tag}” as a language")))),
            }
        }
    }
    Ok(said)
}

/// Whether RDF keeps a text marked with this language.
pub(super) fn is_language(tag: &str) -> bool {
    oxrdf::Literal::new_language_tagged_literal("", tag).is_ok()
}

fn complete_address(expanded: Option<String>, written: &str, path: &str) -> Result<NamedNode, StrictError> {
    match expanded {
        Some(iri) if is_absolute(&iri) => Ok(NamedNode::new_unchecked(iri)),
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
