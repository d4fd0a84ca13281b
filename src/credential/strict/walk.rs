//! Walking a document with its contexts (JSON-LD 1.1 Expansion and
//! Deserialization to RDF in one), so that what is checked is exactly what is
//! said, and what is said is exactly what is signed.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use oxrdf::vocab::rdf;
use oxrdf::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term as Object};
use serde_json::{Map, Value};

use super::context::{Active, Coercion, Protection, Term};
use super::error::{Problem, StrictError};
use super::literal::{datatype, json_literal, language_map, plain_literal, text_literal, value_object};
use super::renamed::{is_renamed, is_renamed_kind};
use super::roundabout::{Description, Spelling, is_of_another_kind, is_roundabout};
use super::said::{ENDORSEMENT, ENTRY, Inside, Said, Words};
use super::words::{is_absolute, is_keyword, looks_like_keyword};
use crate::credential::contexts::Fetched;
use crate::credential::work::Work;

/// How many objects a document may have, contexts included. Credentials have
/// some dozens.
const MAX_OBJECTS: usize = 2_000;

/// How many words may be looked at to put contexts to use, by a type or by a
/// field: those known before and those added, each time.
const MAX_APPLIED: usize = 2_000_000;

/// As many words looked at as take about as long as one statement.
const WORDS_A_STATEMENT: usize = 128;

/// As many words are looked at for one address in a list of contexts: about those
/// that a bundled one defines.
const WORDS_OF_AN_ADDRESS: usize = 512;

/// How long the statements of a document may be together, in bytes. Whatever
/// is short for something long is written out in them.
const MAX_SAID: usize = 6 * 1024 * 1024;

/// How many statements a document may make. Credentials make some hundreds.
const MAX_STATEMENTS: usize = 20_000;

/// As many statements are made in about the time that one takes to be hashed.
const MADE_A_STATEMENT: usize = 8;

/// Checks a whole object and returns what it says. `words` hold where it
/// stands; the fields that `without` names are left out.
pub(super) fn object<'d>(
    object: &'d Map<String, Value>,
    words: &Words,
    without: &[&str],
    fetched: &Fetched,
    work: &Work,
) -> Result<Said<'d>, StrictError> {
    let count = object.iter().filter(|(word, _)| !without.contains(&word.as_str())).map(|(_, value)| objects(value));
    if count.sum::<usize>() > MAX_OBJECTS {
        return Err(StrictError::refused("", Problem::TooLarge(MAX_OBJECTS)));
    }
    let walk = Walk {
        without,
        applied: Cell::new(0),
        work,
        fetched,
        said: RefCell::default(),
        length: Cell::new(0),
        nameless: Cell::new(0),
        spelling: Spelling::default(),
        inside: RefCell::default(),
    };
    let root = match walk.node(object, &words.0, None, &GraphName::DefaultGraph, "")?.into_iter().next() {
        Some(Object::NamedNode(node)) => node.into(),
        Some(Object::BlankNode(node)) => node.into(),
        _ => return Err(StrictError::refused("", Problem::Unsupported("a value instead of one credential".into()))),
    };
    let (statements, inside) = (walk.said.into_inner(), walk.inside.into_inner());
    let (renamed, roundabout) = walk.spelling.told(&statements, &inside);
    Ok(Said { root, statements, renamed, roundabout, inside })
}

fn objects(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(objects).sum(),
        Value::Object(object) => 1 + object.values().map(objects).sum::<usize>(),
        _ => 0,
    }
}

/// A walk through the document `'d`.
struct Walk<'a, 'd> {
    /// Fields of the outermost object that are not looked at.
    without: &'a [&'a str],
    /// How many words were looked at to put contexts to use so far.
    applied: Cell<usize>,
    /// What of it may be spent.
    work: &'a Work,
    /// Contexts beside the bundled ones.
    fetched: &'a Fetched,
    /// The statements so far.
    said: RefCell<Vec<Quad>>,
    /// How long they are.
    length: Cell<usize>,
    /// How many nodes without an address there are so far.
    nameless: Cell<u64>,
    /// How it is spelt.
    spelling: Spelling,
    /// Whatever stands where endorsements or the entries of a record stand.
    inside: RefCell<Vec<Inside<'d>>>,
}

impl<'d> Walk<'_, 'd> {
    /// Counts that a context is put to use, within reason.
    fn apply(&self, active: &Active, added: &Value, path: &str) -> Result<(), StrictError> {
        let added = match added {
            Value::Object(words) => words.len(),
            Value::Array(list) => {
                list.iter().map(|entry| entry.as_object().map_or(WORDS_OF_AN_ADDRESS, Map::len)).sum()
            }
            _ => 1,
        };
        let known = if active.is_remembered() && added <= 1 { 1 } else { active.len() };
        let before = self.applied.get();
        let applied = before + known + added;
        self.applied.set(applied);
        self.work.spend((applied / WORDS_A_STATEMENT - before / WORDS_A_STATEMENT) as u64)?;
        if applied > MAX_APPLIED {
            return Err(StrictError::refused(path, Problem::TooManyWords));
        }
        Ok(())
    }

    fn fresh(&self) -> BlankNode {
        let number = self.nameless.get();
        self.nameless.set(number + 1);
        BlankNode::new_unchecked(format!("n{number}"))
    }

    fn say(
        &self,
        subject: &NamedOrBlankNode,
        predicate: NamedNode,
        object: Object,
        graph: &GraphName,
    ) -> Result<(), StrictError> {
        let subject_length = match subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str().len(),
            NamedOrBlankNode::BlankNode(_) => 0,
        };
        let object_length = match &object {
            Object::NamedNode(node) => node.as_str().len(),
            Object::BlankNode(_) => 0,
            Object::Literal(literal) => literal.value().len() + literal.datatype().as_str().len(),
        };
        let length = self.length.get() + subject_length + predicate.as_str().len() + object_length;
        self.length.set(length);
        let mut said = self.said.borrow_mut();
        if length > MAX_SAID || said.len() == MAX_STATEMENTS {
            return Err(StrictError::refused("", Problem::TooLong));
        }
        if said.len().is_multiple_of(MADE_A_STATEMENT) {
            self.work.spend(1)?;
        }
        said.push(Quad { subject: subject.clone(), predicate, object, graph_name: graph.clone() });
        Ok(())
    }

    /// Says what a node says, in this graph; returns what stands for it: the
    /// node itself, a literal that is written out, or the entries of a set.
    fn node(
        &self,
        object: &'d Map<String, Value>,
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
        if let Some((term, context)) = property.and_then(|term| Some((term, term.context.as_ref()?))) {
            self.apply(&active, context, path)?;
            active = active.scoped(term, true, Protection::Lifted, path, self.fetched)?;
        }
        let without = if path.is_empty() { self.without } else { &[] };
        if let Some(context) = object.get("@context").filter(|_| !without.contains(&"@context")) {
            self.apply(&active, context, path)?;
            active = active.extended(context, true, Protection::Holds, &join(path, "@context"), self.fetched)?;
        }
        let before_types = active.clone();
        for name in type_names(object, &before_types) {
            if let Some((term, context)) = before_types.term(name).and_then(|term| Some((term, term.context.as_ref()?)))
            {
                self.apply(&active, context, path)?;
                active = active.scoped(term, false, Protection::Holds, path, self.fetched)?;
            }
        }
        if is_value_object(object, &active) {
            if !object.keys().any(|word| active.means(word, "@language")) {
                self.spelling.value(property, path);
            }
            return value_object(object, &active, path).map(|literal| literal.into_iter().collect());
        }
        let begin = self.said.borrow().len();
        // Whatever the fields' order, the node has to be known first.
        let address = object.iter().find_map(|(word, value)| match value {
            Value::String(id) if active.means(word, "@id") => active.expand(id, false),
            _ => None,
        });
        let subject = match address {
            Some(address) => NamedOrBlankNode::from(NamedNode::new_unchecked(address)),
            None => NamedOrBlankNode::from(self.fresh()),
        };
        let mut described = match &subject {
            NamedOrBlankNode::NamedNode(node) => Some(Description::of(node.clone(), path, begin, property)),
            NamedOrBlankNode::BlankNode(_) => None,
        };
        let mut seen = HashSet::new();
        let left_out = |word: &str| word == "@context" || without.contains(&word);
        for (word, value) in object.iter().filter(|(word, _)| !left_out(word)) {
            let place = join(path, word);
            // A field without a name is what its vocabulary begins with, and looks as if what it
            // holds stood at the top.
            let meaning = active.expand(word, true).filter(|_| !word.is_empty());
            let Some(meaning) = meaning else {
                let problem = if looks_like_keyword(word) { Problem::LooksLikeKeyword } else { Problem::Undefined };
                return Err(StrictError::refused(&place, problem(word.clone())));
            };
            if is_renamed(word, &meaning) {
                self.spelling.renamed(&place, word);
            }
            if is_keyword(&meaning) {
                if !seen.insert(meaning.clone()) {
                    return Err(StrictError::refused(&place, Problem::Twice(word.clone())));
                }
                if ["@set", "@list"].contains(&meaning.as_str()) {
                    self.spelling.value(property, path);
                }
                match (meaning.as_str(), value) {
                    ("@set", value) if object.len() == 1 => return self.value(value, property, &active, graph, &place),
                    ("@list", value) if object.len() == 1 => {
                        let entries = self.value(value, property, &active, graph, &place)?;
                        return Ok(vec![self.list(entries, graph)?]);
                    }
                    ("@id", Value::String(id)) => {
                        let address = complete_address(active.expand(id, false), id, &place)?;
                        if address.as_str() != id {
                            self.spelling.roundabout(&place);
                        }
                    }
                    ("@type", Value::String(_) | Value::Array(_)) => {
                        for (word, kind) in types(value, &before_types, &place)? {
                            if is_renamed_kind(word, kind.as_str()) {
                                self.spelling.renamed(&place, word);
                            }
                            self.say(&subject, rdf::TYPE.into_owned(), kind.into(), graph)?;
                        }
                    }
                    _ => {
                        let problem = Problem::Unsupported(format!("“{meaning}” here"));
                        return Err(StrictError::refused(&place, problem));
                    }
                }
            } else if is_absolute(&meaning) {
                if let Some(field) = [ENDORSEMENT, ENTRY].into_iter().find(|field| *field == meaning) {
                    self.inside(field, value, active.term(word).map(AsRef::as_ref), &active, &place)?;
                }
                let term = active.term(word).map(AsRef::as_ref);
                if is_roundabout(word, value) {
                    self.spelling.value(term, &place);
                }
                let predicate = NamedNode::new_unchecked(meaning);
                let objects = self.objects(value, term, &active, graph, &place)?;
                if let Some(described) = &mut described {
                    described.add(self.said.borrow().len(), objects.len());
                }
                for said in objects {
                    self.say(&subject, predicate.clone(), said, graph)?;
                }
            } else {
                return Err(StrictError::refused(&place, Problem::Undefined(word.clone())));
            }
        }
        if let Some(inside) = self.inside.borrow_mut().iter_mut().find(|inside| std::ptr::eq(inside.object, object)) {
            inside.root = Some(subject.clone());
            inside.made = begin..self.said.borrow().len();
        }
        self.spelling.describe(described);
        Ok(vec![subject.into()])
    }

    /// What a field says of its node.
    fn objects(
        &self,
        value: &'d Value,
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
        Ok(vec![self.list(entries, graph)?])
    }

    fn list(&self, entries: Vec<Object>, graph: &GraphName) -> Result<Object, StrictError> {
        let mut rest: Object = rdf::NIL.into_owned().into();
        for entry in entries.into_iter().rev() {
            let cell = NamedOrBlankNode::from(self.fresh());
            self.say(&cell, rdf::FIRST.into_owned(), entry, graph)?;
            self.say(&cell, rdf::REST.into_owned(), rest, graph)?;
            rest = cell.into();
        }
        Ok(rest)
    }

    /// Notes credentials that stand inside this one, with the words that hold
    /// there.
    fn inside(
        &self,
        field: &'static str,
        value: &'d Value,
        term: Option<&Term>,
        active: &Active,
        path: &str,
    ) -> Result<(), StrictError> {
        let entries = match value {
            Value::Array(list) => list.as_slice(),
            single => std::slice::from_ref(single),
        };
        for object in entries.iter().filter_map(Value::as_object) {
            // A set that is written out holds them as a list does.
            if let Some((word, set)) = object.iter().next().filter(|_| object.len() == 1)
                && ["@set", "@list"].iter().any(|keyword| active.means(word, keyword))
            {
                self.inside(field, set, term, active, path)?;
                continue;
            }
            let mut words = active.previous.as_ref().map_or_else(|| active.clone(), |previous| (**previous).clone());
            if let Some((term, context)) = term.and_then(|term| Some((term, term.context.as_ref()?))) {
                self.apply(&words, context, path)?;
                words = words.scoped(term, true, Protection::Lifted, path, self.fetched)?;
            }
            let inside = Inside { field, object, words: Words(words), root: None, made: 0..0 };
            self.inside.borrow_mut().push(inside);
        }
        Ok(())
    }

    fn value(
        &self,
        value: &'d Value,
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
            Value::Bool(_) | Value::Number(_) => {
                if is_of_another_kind(value, coercion) {
                    self.spelling.value(term, path);
                }
                Ok(vec![plain_literal(value, datatype(coercion)).into()])
            }
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
                let active = match term.and_then(|term| Some((term, term.context.as_ref()?))) {
                    Some((term, context)) => {
                        self.apply(active, context, path)?;
                        scoped = active.scoped(term, true, Protection::Lifted, path, self.fetched)?;
                        &scoped
                    }
                    None => active,
                };
                let address = match coercion {
                    Coercion::Id => active.expand(text, false),
                    Coercion::Vocab => active.expand(text, true),
                    _ => {
                        if is_of_another_kind(value, coercion) {
                            self.spelling.value(term, path);
                        }
                        return Ok(vec![text_literal(text, term, active, path)?.into()]);
                    }
                };
                let address = complete_address(address, text, path)?;
                if *coercion == Coercion::Id && address.as_str() != text {
                    self.spelling.roundabout(path);
                }
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
fn types<'v>(value: &'v Value, before_types: &Active, place: &str) -> Result<Vec<(&'v str, NamedNode)>, StrictError> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        single => std::slice::from_ref(single),
    };
    let read = |item: &'v Value| {
        let Value::String(name) = item else {
            return Err(StrictError::refused(place, Problem::Unsupported("a type that is not text".into())));
        };
        match before_types.expand(name, true) {
            Some(iri) if is_absolute(&iri) => Ok((name.as_str(), NamedNode::new_unchecked(iri))),
            _ => Err(StrictError::refused(place, Problem::Undefined(name.clone()))),
        }
    };
    list.iter().map(read).collect()
}

/// Whether a node stands inside a type's own words: it is a bare value or a
/// bare reference.
fn stays_inside(object: &Map<String, Value>, active: &Active) -> bool {
    is_value_object(object, active) || (object.len() == 1 && object.keys().all(|word| active.means(word, "@id")))
}

/// The node's types in the order in which their contexts apply.
fn type_names<'a>(object: &'a Map<String, Value>, active: &Active) -> Vec<&'a str> {
    let mut fields: Vec<_> = object.iter().filter(|(word, _)| active.means(word, "@type")).collect();
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
    object.keys().any(|word| active.means(word, "@value"))
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
