//! Credentials that stand inside another one: endorsements, and the entries of
//! a record.
//!
//! A signature over a graph covers what is said and not how it is spelt, so
//! whoever passes a badge on may have written what stands inside anew, too. One
//! that does not hold as its JSON stands is put together from the statements
//! that the badge's own signature covers. Which of them are its own nobody has
//! to be believed: its signature fits those that were signed and no others.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;
use std::rc::Rc;

use oxrdf::vocab::rdf;
use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value};

use super::judge::Judge;
use super::proofs::{self, Proven};
use super::report::{Report, Verdict};
use super::ways::Ways;
use super::{Task, token};
use crate::credential::jws;
use crate::credential::proof::{Covers, Document};
use crate::credential::strict::{ENDORSEMENT, Said, Words};
use crate::credential::{vc_jwt, view};

/// The field that holds the proofs of a credential, each in a graph of its own.
const PROOF: &str = "https://w3id.org/security#proof";
const SUBJECT: &str = "https://www.w3.org/2018/credentials#credentialSubject";
/// What an endorsement says of its subject, which others describe as well.
const COMMENT: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment";
const ENDORSED: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#EndorsementSubject";

/// Something that stands inside a credential.
#[derive(Clone, Debug)]
pub(super) enum Inner {
    /// JSON, the words that hold there, and what it says where that is signed.
    Json(Map<String, Value>, Words, Option<Box<Stated>>),
    /// A token.
    Token(String),
}

/// What was judged of it.
pub(super) struct Judged {
    pub(super) report: Report,
    /// What may be read of it.
    pub(super) content: Value,
    /// Whether its signature is over a text, where only the meaning of what it
    /// stands in is signed.
    pub(super) is_text_in_meaning: bool,
    /// Whether it does not hold as it stands, and others say so much of the
    /// same things that not every way was tried in which they may be shared out.
    pub(super) is_entangled: bool,
}

impl Inner {
    /// Whatever stands in this field of a document, each thing once, wherever
    /// parts of it stand.
    pub(super) fn all(said: &Said<'_>, field: &'static str) -> Vec<Self> {
        let inside = || said.inside.iter().filter(|inside| inside.field == field);
        if inside().next().is_none() {
            // The statements are not copied for nothing.
            return Vec::new();
        }
        let statements: Rc<[Quad]> = said.statements.clone().into();
        let mut known: HashMap<&NamedOrBlankNode, usize> = HashMap::new();
        let mut found: Vec<Self> = Vec::new();
        for inside in inside() {
            let stated = inside.root.as_ref().map(|root| {
                Box::new(Stated {
                    root: root.clone(),
                    made: vec![inside.made.clone()],
                    all: Rc::clone(&statements),
                    is_endorsement: field == ENDORSEMENT,
                })
            });
            let earlier = inside.root.as_ref().and_then(|root| known.get(root)).and_then(|at| found.get_mut(*at));
            match earlier {
                Some(Self::Json(object, words, Some(earlier))) => {
                    earlier.made.push(inside.made.clone());
                    // A bare address says nothing; the part that says most may be the whole.
                    if inside.object.len() > object.len() {
                        (*object, *words) = (inside.object.clone(), inside.words.clone());
                    }
                }
                _ => {
                    known.extend(inside.root.as_ref().map(|root| (root, found.len())));
                    found.push(Self::Json(inside.object.clone(), inside.words.clone(), stated));
                }
            }
        }
        found
    }

    /// The report on it.
    pub(super) fn judged(&self, task: &Task<'_>) -> Judged {
        let (object, words, stated) = match self {
            Self::Token(token) => {
                let payload = jws::payload(token).unwrap_or_default();
                let (claims, inside) = vc_jwt::parts(payload);
                let content = vc_jwt::completed(&claims, inside);
                return Judged { content, ..Judged::as_told(token::inspect(token, task)) };
            }
            Self::Json(object, words, stated) => (object, words, stated),
        };
        let proven = proofs::checked(&Document::inside(object, words.clone()), task);
        let is_text = proven.covers == Covers::Text;
        let as_it_stands = Judged::of(proven, task);
        let Some(stated) = stated.as_ref().filter(|_| as_it_stands.fails()) else { return as_it_stands };
        let mut anew = stated.anew(task).map(|proven| Judged::of(proven, task)).filter(|judged| !judged.fails());
        if let Some(holds) = anew.next() {
            return holds;
        }
        // What is told of one that does not hold follows from the statements, too.
        let is_entangled = stated.is_entangled();
        match stated.whole(task) {
            Some(whole) => {
                let is_text_in_meaning = whole.is_signed_as_text();
                Judged { is_text_in_meaning, is_entangled, ..Judged::of(whole, task) }
            }
            None => Judged { is_text_in_meaning: is_text, is_entangled, ..as_it_stands },
        }
    }
}

impl Judged {
    fn of(proven: Proven, task: &Task<'_>) -> Self {
        let report = match view::credential(&proven.content, proven.covers) {
            Some(credential) => {
                let mut judge = Judge::new(credential, task);
                judge.proofs(&proven);
                if proven.covers == Covers::Text {
                    judge.other_names(&proven.content);
                }
                judge.finish()
            }
            None => Report::default(),
        };
        Self { content: proven.content, ..Self::as_told(report) }
    }

    fn as_told(report: Report) -> Self {
        Self { report, content: Value::Null, is_text_in_meaning: false, is_entangled: false }
    }

    fn fails(&self) -> bool {
        matches!(self.report.verdict, Verdict::NotValid | Verdict::NotABadge)
    }
}

/// What something says that stands inside a document whose statements are
/// signed.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    root: NamedOrBlankNode,
    /// Which of the statements were made where it stands.
    made: Vec<Range<usize>>,
    /// All statements of the document.
    all: Rc<[Quad]>,
    is_endorsement: bool,
}

impl Stated {
    /// The same put together from statements alone, in each way that there may
    /// be: those that were made where it stands; everything that is said of it
    /// and of what it speaks of; of an endorsement, as much of that as others
    /// may not have said.
    pub(super) fn anew(&self, task: &Task<'_>) -> impl Iterator<Item = Proven> {
        let about = About::of(&self.all);
        let here: Vec<&Quad> = self.made.iter().filter_map(|made| self.all.get(made.clone())).flatten().collect();
        let reached = self.reached(&about, &HashSet::new());
        let ways = self.ways(&reached);
        let further = (0..ways.tried()).map_while(move |number| {
            task.work.spend(ways.statements()).ok()?;
            Some(self.reached(&about, &ways.left_out(number)))
        });
        [here, reached].into_iter().chain(further).filter_map(|statements| {
            let (said, proofs) = self.taken_apart(&statements);
            proofs::stated(said, proofs, task).filter(Proven::fits)
        })
    }

    /// The same with everything that is said of it.
    fn whole(&self, task: &Task<'_>) -> Option<Proven> {
        let (said, proofs) = self.taken_apart(&self.reached(&About::of(&self.all), &HashSet::new()));
        proofs::stated(said, proofs, task)
    }

    /// Whether there are more ways than are tried.
    fn is_entangled(&self) -> bool {
        self.ways(&self.reached(&About::of(&self.all), &HashSet::new())).are_too_many()
    }

    fn ways<'q>(&self, reached: &[&'q Quad]) -> Ways<'q> {
        if self.is_endorsement { Ways::of(reached, &self.root) } else { Ways::default() }
    }

    fn taken_apart(&self, statements: &[&Quad]) -> (Said<'static>, Vec<Said<'static>>) {
        let is_proof = |quad: &Quad| quad.subject == self.root && quad.predicate.as_str() == PROOF;
        let mut graphs: Vec<GraphName> =
            statements.iter().filter(|quad| is_proof(quad)).filter_map(|quad| graph(&quad.object)).collect();
        graphs.dedup();
        let own = |quad: &&&Quad| !is_proof(quad) && !graphs.contains(&quad.graph_name);
        let said = said_of(self.root.clone(), statements.iter().filter(own).map(|quad| (**quad).clone()).collect());
        let proofs = graphs.iter().filter_map(|graph| {
            let inside = || statements.iter().filter(|quad| quad.graph_name == *graph);
            let plain = |quad: &&Quad| Quad { graph_name: GraphName::DefaultGraph, ..(**quad).clone() };
            let is_value = |quad: &&&Quad| quad.predicate.as_str() == "https://w3id.org/security#proofValue";
            Some(said_of(inside().find(is_value)?.subject.clone(), inside().map(plain).collect()))
        });
        (said, proofs.collect())
    }

    /// Everything that is said of it, of what it speaks of, and so on, without
    /// what is left out. Of what an endorsement endorses others say more.
    fn reached<'q>(&self, about: &About<'q>, left_out: &HashSet<&Quad>) -> Vec<&'q Quad> {
        let of = |thing: &NamedOrBlankNode| about.things.get(thing).map(Vec::as_slice).unwrap_or_default();
        let endorsed: HashSet<NamedOrBlankNode> = of(&self.root)
            .iter()
            .filter(|quad| self.is_endorsement && quad.predicate.as_str() == SUBJECT)
            .filter_map(|quad| thing(&quad.object))
            .collect();
        let (mut seen, mut open) = (HashSet::from([self.root.clone()]), VecDeque::from([self.root.clone()]));
        let mut found: Vec<&'q Quad> = Vec::new();
        while let Some(next) = open.pop_front() {
            for quad in of(&next) {
                let is_ours = !endorsed.contains(&next)
                    || quad.predicate.as_str() == COMMENT
                    || (quad.predicate == rdf::TYPE
                        && matches!(&quad.object, Term::NamedNode(kind) if kind.as_str() == ENDORSED));
                if !is_ours || left_out.contains(*quad) {
                    continue;
                }
                found.push(quad);
                if quad.predicate.as_str() == PROOF {
                    found.extend(graph(&quad.object).and_then(|graph| about.graphs.get(&graph)).into_iter().flatten());
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

/// The statements of a document by what they are about.
struct About<'q> {
    things: HashMap<&'q NamedOrBlankNode, Vec<&'q Quad>>,
    graphs: HashMap<&'q GraphName, Vec<&'q Quad>>,
}

impl<'q> About<'q> {
    fn of(all: &'q [Quad]) -> Self {
        let mut about = Self { things: HashMap::new(), graphs: HashMap::new() };
        for quad in all {
            match &quad.graph_name {
                GraphName::DefaultGraph => about.things.entry(&quad.subject).or_default().push(quad),
                other => about.graphs.entry(other).or_default().push(quad),
            }
        }
        about
    }
}

fn said_of(root: NamedOrBlankNode, statements: Vec<Quad>) -> Said<'static> {
    Said { root, statements, renamed: Vec::new(), roundabout: Vec::new(), inside: Vec::new() }
}

fn thing(object: &Term) -> Option<NamedOrBlankNode> {
    match object {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        Term::Literal(_) => None,
    }
}

fn graph(object: &Term) -> Option<GraphName> {
    thing(object).map(GraphName::from)
}
