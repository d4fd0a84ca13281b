//! The statements of a document, found by what they are about.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::rc::Rc;

use oxrdf::vocab::rdf;
use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};

use crate::credential::strict::Said;

/// What an endorsement says of its subject, which others describe as well.
const COMMENT: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment";
const ENDORSED: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#EndorsementSubject";

/// The statements of a document for all that stands inside it: copied once and put in
/// their places once, and not for nothing.
pub(super) struct Shared<'s> {
    statements: &'s [Quad],
    copy: OnceCell<Rc<Statements>>,
}

impl<'s> Shared<'s> {
    pub(super) fn of(said: &'s Said<'_>) -> Self {
        Self { statements: &said.statements, copy: OnceCell::new() }
    }

    pub(super) fn get(&self) -> Rc<Statements> {
        let copy = || Rc::new(Statements { all: self.statements.into(), about: OnceCell::new() });
        Rc::clone(self.copy.get_or_init(copy))
    }
}

/// The statements of a document.
#[derive(Debug)]
pub(super) struct Statements {
    pub(super) all: Box<[Quad]>,
    about: OnceCell<About>,
}

/// Where they stand by what they are about, and by the graphs of their own.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) things: HashMap<NamedOrBlankNode, Vec<usize>>,
    pub(super) graphs: HashMap<GraphName, Vec<usize>>,
}

impl Statements {
    pub(super) fn about(&self) -> &About {
        self.about.get_or_init(|| {
            let mut about = About::default();
            for (place, quad) in self.all.iter().enumerate() {
                match &quad.graph_name {
                    GraphName::DefaultGraph => about.things.entry(quad.subject.clone()).or_default().push(place),
                    other => about.graphs.entry(other.clone()).or_default().push(place),
                }
            }
            about
        })
    }

    pub(super) fn of<'s, K: Eq + Hash>(
        &'s self,
        places: &'s HashMap<K, Vec<usize>>,
        of: &K,
    ) -> impl Iterator<Item = &'s Quad> + use<'s, K> {
        places.get(of).into_iter().flatten().filter_map(|place| self.all.get(*place))
    }
}

pub(super) fn is_proof_value(quad: &Quad) -> bool {
    quad.predicate.as_str() == "https://w3id.org/security#proofValue"
}

/// Whether it is what endorsements say of something that others describe.
pub(super) fn is_of_endorsed(quad: &Quad) -> bool {
    quad.predicate.as_str() == COMMENT
        || (quad.predicate == rdf::TYPE && matches!(&quad.object, Term::NamedNode(kind) if kind.as_str() == ENDORSED))
}

/// What statements with this property name, each once.
pub(super) fn named<'s>(said: &'s Said<'_>, property: &'static str) -> impl Iterator<Item = &'s Term> {
    let mut seen = HashSet::new();
    let of = said.statements.iter().filter(move |quad| quad.predicate.as_str() == property);
    of.map(|quad| &quad.object).filter(move |object| seen.insert(*object))
}

/// How many things they name.
pub(super) fn things(said: &Said<'_>, property: &'static str) -> usize {
    named(said, property).filter(|object| !object.is_literal()).count()
}

pub(super) fn thing(object: &Term) -> Option<NamedOrBlankNode> {
    match object {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        Term::Literal(_) => None,
    }
}

pub(super) fn graph(object: &Term) -> Option<GraphName> {
    thing(object).map(GraphName::from)
}
