//! What stands inside a credential: endorsements, and the entries of a record, as
//! they are found there.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use oxrdf::{GraphName, NamedOrBlankNode, Quad};
use serde_json::{Map, Value};

use super::statements::{Shared, Statements, graph, is_of_endorsed, is_proof_value, thing};
use crate::carrier;
use crate::credential::contexts;
use crate::credential::strict::{ENDORSEMENT, Inside, Said, Words};
use crate::credential::view::entries;

/// The field that holds the proofs of a credential, each in a graph of its own.
const PROOF: &str = "https://w3id.org/security#proof";
const SUBJECT: &str = "https://www.w3.org/2018/credentials#credentialSubject";

/// How large everything that stands inside may be together, in bytes.
const MAX_INSIDE: usize = 8 * 1024 * 1024;
/// What a value takes beside its letters.
const A_VALUE: usize = 64;

fn size(object: &Map<String, Value>) -> usize {
    fn of(value: &Value) -> usize {
        A_VALUE
            + match value {
                Value::String(text) => text.len(),
                Value::Array(list) => list.iter().map(of).sum(),
                Value::Object(object) => size(object),
                _ => 0,
            }
    }
    object.iter().map(|(word, value)| word.len() + of(value)).sum()
}

/// Something that stands inside a credential.
#[derive(Clone, Debug)]
pub(super) enum Inner {
    /// JSON, and the words that hold there.
    Json(Map<String, Value>, Words),
    /// Whatever goes by one identifier, where what it says is signed.
    Stated(Stated),
    /// A token.
    Token(String),
}

/// One place where something stands.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its JSON.
    pub(super) object: Map<String, Value>,
    pub(super) words: Words,
    /// Which of the statements were made there.
    made: Range<usize>,
}

impl Inner {
    /// Whatever stands in this field of a document, what goes by one identifier together,
    /// wherever parts of it stand.
    pub(super) fn all(said: &Said<'_>, field: &'static str, statements: &Shared<'_>) -> Vec<Self> {
        let is_here = |inside: &&Inside<'_>| inside.field == field;
        let roots: HashSet<_> = said.inside.iter().filter(is_here).filter_map(|inside| inside.root.as_ref()).collect();
        let is_of_these = |inside: &&Inside<'_>| inside.root.as_ref().is_some_and(|root| roots.contains(root));
        let mut known: HashMap<&NamedOrBlankNode, usize> = HashMap::new();
        let mut found: Vec<Self> = Vec::new();
        let mut room = MAX_INSIDE;
        for inside in said.inside.iter().filter(|inside| is_here(inside) || is_of_these(inside)) {
            // Each may stand inside another one, and be a part of each of many.
            let Some(left) = room.checked_sub(size(inside.object)) else { continue };
            room = left;
            let (object, words) = (inside.object.clone(), inside.words.clone());
            let Some(root) = &inside.root else {
                found.push(Self::Json(object, words));
                continue;
            };
            let part = Part { object, words, made: inside.made.clone() };
            match known.get(root).and_then(|at| found.get_mut(*at)) {
                Some(Self::Stated(earlier)) => earlier.parts.push(part),
                _ => {
                    known.insert(root, found.len());
                    found.push(Self::Stated(Stated {
                        root: root.clone(),
                        parts: vec![part],
                        all: statements.get(),
                        is_endorsement: field == ENDORSEMENT,
                    }));
                }
            }
        }
        for inner in &mut found {
            if let Self::Stated(stated) = inner {
                stated.sort();
            }
        }
        found
    }

    /// By what they are put in order where the order in which they stand is not signed.
    pub(super) fn key(&self) -> (String, String) {
        match self {
            Self::Token(token) => (token.clone(), String::new()),
            Self::Json(object, _) => (String::new(), Value::Object(object.clone()).to_string()),
            Self::Stated(stated) => stated.key(),
        }
    }
}

/// What is said by one identifier inside a document whose statements are signed: by one
/// thing, in several places perhaps, or by several that share it.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) root: NamedOrBlankNode,
    /// Where it stands; what says most first.
    pub(super) parts: Vec<Part>,
    /// All statements of the document.
    all: Rc<Statements>,
    pub(super) is_endorsement: bool,
}

impl Stated {
    /// The identifier, if it has one that is signed.
    pub(super) fn id(&self) -> Option<&str> {
        match &self.root {
            NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
            NamedOrBlankNode::BlankNode(_) => None,
        }
    }

    /// The part that says most.
    pub(super) fn most(&self) -> &Map<String, Value> {
        static NOTHING: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        self.parts.first().map_or(&NOTHING, |part| &part.object)
    }

    fn sort(&mut self) {
        if self.parts.len() > 1 {
            let key = |part: &Part| (Reverse(part.made.len()), Value::Object(part.object.clone()).to_string());
            self.parts.sort_by_cached_key(key);
        }
    }

    fn key(&self) -> (String, String) {
        let made = || self.parts.iter().flat_map(|part| self.made(part));
        let least = made().filter(|quad| is_proof_value(quad)).map(|quad| quad.object.to_string()).min();
        // What has neither name nor signature is told apart by what it says.
        let said = || {
            let values = made().filter(|quad| quad.object.is_literal());
            let mut said: Vec<String> = values.map(|quad| format!("{} {}", quad.predicate, quad.object)).collect();
            said.sort_unstable();
            said.concat()
        };
        let told = match (self.id(), least) {
            (None, None) => said(),
            (_, least) => least.unwrap_or_default(),
        };
        (self.id().unwrap_or_default().to_owned(), told)
    }

    pub(super) fn made(&self, part: &Part) -> impl Iterator<Item = &Quad> + use<'_> {
        self.all.all.get(part.made.clone()).unwrap_or_default().iter()
    }

    /// Everything that its parts say, and that is said of it elsewhere, aside from praise.
    pub(super) fn whole(&self) -> HashSet<&Quad> {
        let of = self.all.of(&self.all.about().things, &self.root).filter(|quad| !is_of_endorsed(quad));
        self.parts.iter().flat_map(|part| self.made(part)).chain(of).collect()
    }

    /// Whether a proof stands in this part.
    pub(super) fn is_signed(&self, part: &Part) -> bool {
        self.made(part).any(|quad| quad.subject == self.root && quad.predicate.as_str() == PROOF)
    }

    pub(super) fn taken_apart(&self, statements: &[&Quad]) -> (Said<'static>, Vec<Said<'static>>) {
        let is_proof = |quad: &Quad| quad.subject == self.root && quad.predicate.as_str() == PROOF;
        let mut places: HashMap<GraphName, usize> = HashMap::new();
        for graph in statements.iter().filter(|quad| is_proof(quad)).filter_map(|quad| graph(&quad.object)) {
            let next = places.len();
            places.entry(graph).or_insert(next);
        }
        let (mut own, mut graphs) = (Vec::new(), vec![Vec::new(); places.len()]);
        for quad in statements.iter().filter(|quad| !is_proof(quad)) {
            match places.get(&quad.graph_name).and_then(|at| graphs.get_mut(*at)) {
                Some(graph) => graph.push(Quad { graph_name: GraphName::DefaultGraph, ..(**quad).clone() }),
                None => own.push((**quad).clone()),
            }
        }
        let proofs = graphs.into_iter().filter_map(|graph| {
            let root = graph.iter().find(|quad| is_proof_value(quad))?.subject.clone();
            Some(said_of(root, graph))
        });
        (said_of(self.root.clone(), own), proofs.collect())
    }

    /// What an endorsement endorses, which others describe.
    pub(super) fn endorsed(&self) -> HashSet<NamedOrBlankNode> {
        let of = self.all.of(&self.all.about().things, &self.root);
        let subjects = of.filter(|quad| self.is_endorsement && quad.predicate.as_str() == SUBJECT);
        subjects.filter_map(|quad| thing(&quad.object)).collect()
    }

    /// Everything that is said of it, of what it speaks of, and so on, without
    /// what is left out. Of what an endorsement endorses others say more; unless it is
    /// `praised`, what they say in favour of that is no part of it.
    pub(super) fn reached(&self, left_out: &HashSet<&Quad>, praised: bool) -> Vec<&Quad> {
        let of = |thing: &NamedOrBlankNode| self.all.of(&self.all.about().things, thing);
        let endorsed = self.endorsed();
        let (mut seen, mut open) = (HashSet::from([self.root.clone()]), VecDeque::from([self.root.clone()]));
        let (mut found, mut proofs): (Vec<&Quad>, HashSet<GraphName>) = Default::default();
        while let Some(next) = open.pop_front() {
            for quad in of(&next) {
                let is_ours = !endorsed.contains(&next) || is_of_endorsed(quad);
                let is_praise = self.is_endorsement && quad.predicate.as_str() == ENDORSEMENT;
                if !is_ours || (is_praise && !praised) || left_out.contains(quad) {
                    continue;
                }
                found.push(quad);
                if quad.predicate.as_str() == PROOF {
                    let graph = graph(&quad.object).filter(|graph| proofs.insert(graph.clone()));
                    found.extend(graph.iter().flat_map(|graph| self.all.of(&self.all.about().graphs, graph)));
                } else if let Some(thing) = thing(&quad.object)
                    && seen.insert(thing.clone())
                {
                    open.push_back(thing);
                }
            }
        }
        found
    }
}

fn said_of(root: NamedOrBlankNode, statements: Vec<Quad>) -> Said<'static> {
    Said { root, statements, renamed: Vec::new(), roundabout: Vec::new(), inside: Vec::new() }
}

/// The parts of a credential that can be endorsed.
pub(super) fn parts(content: &Value) -> impl Iterator<Item = &Value> {
    let achievements =
        entries(content.get("credentialSubject")).flat_map(|subject| entries(subject.get("achievement")));
    [content].into_iter().chain(achievements).chain(content.get("issuer"))
}

/// The endorsements that are tokens. They have a field of their own; some stand
/// in the other one.
pub(super) fn tokens(content: &Value) -> Vec<Inner> {
    let fields =
        parts(content).flat_map(|part| entries(part.get("endorsement")).chain(entries(part.get("endorsementJwt"))));
    fields.filter_map(Value::as_str).map(|token| Inner::Token(token.to_owned())).collect()
}

/// The fields of an object, the last one first, each with whether endorsements stand there.
fn fields(object: &Map<String, Value>) -> Vec<(bool, &Value)> {
    let fields = object.iter().filter(|(field, _)| *field != "verifiableCredential");
    fields.map(|(field, value)| (["endorsement", "endorsementJwt"].contains(&field.as_str()), value)).rev().collect()
}

/// What stands inside a credential that is read as it stands: whatever is called an
/// endorsement, and further credentials wherever they are. The entries of a record are
/// found by themselves.
pub(super) fn in_text(content: &Value) -> Vec<Inner> {
    let Some(content) = content.as_object() else { return Vec::new() };
    let words = Words::default().of(content, contexts::bundled_only()).unwrap_or_default();
    let (mut found, mut open) = (Vec::new(), fields(content));
    while let Some((is_called_so, value)) = open.pop() {
        match value {
            Value::Object(object) if is_called_so || object.contains_key("credentialSubject") => {
                found.push(Inner::Json(object.clone(), words.clone()));
            }
            Value::Object(object) => open.extend(fields(object)),
            Value::Array(list) => open.extend(list.iter().rev().map(|entry| (is_called_so, entry))),
            Value::String(token) if is_called_so || (carrier::is_token(token) && carrier::holds_badge(token)) => {
                found.push(Inner::Token(token.clone()));
            }
            _ => {}
        }
    }
    found
}
