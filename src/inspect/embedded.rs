//! Credentials that stand inside another one: endorsements, and the entries of
//! a record.
//!
//! A signature over a graph covers what is said and not how it is spelt, so
//! whoever passes a badge on may have written what stands inside anew, too. One
//! that does not hold as its JSON stands is put together from the statements
//! that the badge's own signature covers. Which of them are its own nobody has
//! to be believed: its signature fits those that were signed and no others.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;
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
use crate::credential::{TooMuch, Work, vc_jwt, view};

/// The field that holds the proofs of a credential, each in a graph of its own.
const PROOF: &str = "https://w3id.org/security#proof";
const SUBJECT: &str = "https://www.w3.org/2018/credentials#credentialSubject";
/// What an endorsement says of its subject, which others describe as well.
const COMMENT: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment";
const ENDORSED: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#EndorsementSubject";

/// As many statements are put in their places in about the time that one takes to
/// be hashed.
const A_STATEMENT: usize = 4;

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
    /// JSON, the words that hold there, and what it says where that is signed.
    Json(Map<String, Value>, Words, Option<Box<Stated>>),
    /// A token.
    Token(String),
}

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

    fn get(&self) -> Rc<Statements> {
        let copy = || Rc::new(Statements { all: self.statements.into(), about: OnceCell::new() });
        Rc::clone(self.copy.get_or_init(copy))
    }
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
    pub(super) fn all(said: &Said<'_>, field: &'static str, statements: &Shared<'_>) -> Vec<Self> {
        let mut known: HashMap<&NamedOrBlankNode, usize> = HashMap::new();
        let mut found: Vec<Self> = Vec::new();
        let mut room = MAX_INSIDE;
        for inside in said.inside.iter().filter(|inside| inside.field == field) {
            // Each may stand inside another one, and be a part of each of many.
            let Some(left) = room.checked_sub(size(inside.object)) else { continue };
            room = left;
            let stated = inside.root.as_ref().map(|root| {
                Box::new(Stated {
                    root: root.clone(),
                    made: vec![inside.made.clone()],
                    all: statements.get(),
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
        match stated.judged(task) {
            Ok((Some(judged), _)) => judged,
            Ok((None, is_entangled)) => Judged { is_text_in_meaning: is_text, is_entangled, ..as_it_stands },
            // In another way it may hold.
            Err(error) => Judged::of(Proven::unchecked(as_it_stands.content, Covers::Meaning, error.into()), task),
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
    all: Rc<Statements>,
    is_endorsement: bool,
}

impl Stated {
    /// The first that `judge` takes of what its statements come to when it is put
    /// together from them alone.
    ///
    /// # Errors
    /// When that is more work than is left for the file.
    pub(super) fn anew<T>(
        &self,
        task: &Task<'_>,
        judge: impl FnMut(Proven) -> Option<T>,
    ) -> Result<Option<T>, TooMuch> {
        self.in_some_way(&self.ground(&task.work)?, task, judge)
    }

    /// What there is to tell of an endorsement that does not hold as it stands, which
    /// follows from the statements, too; and whether there are more ways than are tried.
    fn judged(&self, task: &Task<'_>) -> Result<(Option<Judged>, bool), TooMuch> {
        let ground = self.ground(&task.work)?;
        let holds = |proven| Some(Judged::of(proven, task)).filter(|judged| !judged.fails());
        let is_entangled = ground.ways.are_too_many();
        let holds = self.in_some_way(&ground, task, holds)?;
        if holds.is_some() {
            return Ok((holds, is_entangled));
        }
        task.work.spend(ground.reached.len() as u64)?;
        let (said, proofs) = self.taken_apart(&ground.reached);
        let whole = proofs::stated(said, proofs, task).map(|whole| {
            let is_text_in_meaning = whole.is_signed_as_text();
            Judged { is_text_in_meaning, is_entangled, ..Judged::of(whole, task) }
        });
        Ok((whole, is_entangled))
    }

    fn ground(&self, work: &Work) -> Result<Ground<'_>, TooMuch> {
        work.spend(1)?;
        let reached = self.reached(&HashSet::new());
        work.spend((reached.len() / A_STATEMENT) as u64)?;
        let ways = if self.is_endorsement { Ways::of(&reached, &self.root) } else { Ways::default() };
        Ok(Ground { reached, ways })
    }

    /// The same put together from statements alone, in each way that there may
    /// be: those that were made where it stands; everything that is said of it
    /// and of what it speaks of; of an endorsement, as much of that as others
    /// may not have said.
    fn in_some_way<T>(
        &self,
        ground: &Ground<'_>,
        task: &Task<'_>,
        mut judge: impl FnMut(Proven) -> Option<T>,
    ) -> Result<Option<T>, TooMuch> {
        let mut fits = |statements: &[&Quad]| {
            let (said, proofs) = self.taken_apart(statements);
            proofs::stated(said, proofs, task).filter(Proven::fits).and_then(&mut judge)
        };
        let here: Vec<&Quad> = self.made.iter().filter_map(|made| self.all.all.get(made.clone())).flatten().collect();
        for statements in [&here, &ground.reached] {
            task.work.spend(statements.len() as u64)?;
            if let Some(found) = fits(statements) {
                return Ok(Some(found));
            }
        }
        for number in 0..ground.ways.tried() {
            task.work.spend(ground.reached.len() as u64)?;
            if let Some(found) = fits(&self.reached(&ground.ways.left_out(number))) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn taken_apart(&self, statements: &[&Quad]) -> (Said<'static>, Vec<Said<'static>>) {
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
        let is_value = |quad: &&Quad| quad.predicate.as_str() == "https://w3id.org/security#proofValue";
        let proofs = graphs.into_iter().filter_map(|graph| {
            let root = graph.iter().find(is_value)?.subject.clone();
            Some(said_of(root, graph))
        });
        (said_of(self.root.clone(), own), proofs.collect())
    }

    /// Everything that is said of it, of what it speaks of, and so on, without
    /// what is left out. Of what an endorsement endorses others say more.
    fn reached(&self, left_out: &HashSet<&Quad>) -> Vec<&Quad> {
        let of = |thing: &NamedOrBlankNode| self.all.of(&self.all.about().things, thing);
        let endorsed: HashSet<NamedOrBlankNode> = of(&self.root)
            .filter(|quad| self.is_endorsement && quad.predicate.as_str() == SUBJECT)
            .filter_map(|quad| thing(&quad.object))
            .collect();
        let (mut seen, mut open) = (HashSet::from([self.root.clone()]), VecDeque::from([self.root.clone()]));
        let (mut found, mut proofs): (Vec<&Quad>, HashSet<GraphName>) = Default::default();
        while let Some(next) = open.pop_front() {
            for quad in of(&next) {
                let is_ours = !endorsed.contains(&next)
                    || quad.predicate.as_str() == COMMENT
                    || (quad.predicate == rdf::TYPE
                        && matches!(&quad.object, Term::NamedNode(kind) if kind.as_str() == ENDORSED));
                if !is_ours || left_out.contains(quad) {
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

/// What is known of what is said of something, before any of it is tried.
struct Ground<'q> {
    /// Everything that is said of it, and of what it speaks of.
    reached: Vec<&'q Quad>,
    ways: Ways<'q>,
}

/// The statements of a document.
#[derive(Debug)]
struct Statements {
    all: Box<[Quad]>,
    about: OnceCell<About>,
}

/// Where they stand by what they are about, and by the graphs of their own.
#[derive(Debug, Default)]
struct About {
    things: HashMap<NamedOrBlankNode, Vec<usize>>,
    graphs: HashMap<GraphName, Vec<usize>>,
}

impl Statements {
    fn about(&self) -> &About {
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

    fn of<'s, K: Eq + Hash>(
        &'s self,
        places: &'s HashMap<K, Vec<usize>>,
        of: &K,
    ) -> impl Iterator<Item = &'s Quad> + use<'s, K> {
        places.get(of).into_iter().flatten().filter_map(|place| self.all.get(*place))
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
