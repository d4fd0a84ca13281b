//! Credentials that stand inside another one: endorsements, and the entries of
//! a record.
//!
//! A signature over a graph covers what is said and not how it is spelt, so
//! whoever passes a badge on may have written what stands inside anew, too. One
//! that does not hold as its JSON stands is put together from the statements
//! that the badge's own signature covers. Which of them are its own nobody has
//! to be believed: its signature fits those that were signed and no others.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use oxrdf::{GraphName, NamedOrBlankNode, Quad};
use serde_json::{Map, Value};

use super::judge::Judge;
use super::proofs::{self, Proven};
use super::report::{Report, Verdict};
use super::statements::{Shared, Statements, graph, is_of_endorsed, is_proof_value, thing};
use super::ways::Ways;
use super::{Task, token};
use crate::credential::jws;
use crate::credential::proof::{Covers, Document};
use crate::credential::strict::{ENDORSEMENT, Inside, Said, Words};
use crate::credential::{TooMuch, Work, vc_jwt, view};

/// The field that holds the proofs of a credential, each in a graph of its own.
const PROOF: &str = "https://w3id.org/security#proof";
const SUBJECT: &str = "https://www.w3.org/2018/credentials#credentialSubject";
/// As many statements are put in their places in about the time that one takes to
/// be hashed.
const A_STATEMENT: usize = 4;

/// How large everything that stands inside may be together, in bytes.
const MAX_INSIDE: usize = 8 * 1024 * 1024;
/// The most things of one identifier that are judged.
const MAX_OF_ONE_NAME: usize = 16;
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
    words: Words,
    /// Which of the statements were made there.
    made: Range<usize>,
}

/// What holds of whatever goes by one identifier.
pub(super) struct Held<T> {
    /// Each thing that a signature tells from the others.
    pub(super) all: Vec<T>,
    /// Whether more is said by that identifier than these account for.
    pub(super) is_open: bool,
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

impl Part {
    /// Its proofs, as its JSON stands among the words that hold there.
    pub(super) fn proven(&self, task: &Task<'_>) -> Proven {
        proofs::checked(&Document::inside(&self.object, self.words.clone()), task)
    }
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

    /// The reports on it.
    pub(super) fn judged(&self, task: &Task<'_>) -> Held<Judged> {
        let one = |judged: Judged| Held { all: vec![judged], is_open: false };
        match self {
            Self::Token(token) => {
                let payload = jws::payload(token).unwrap_or_default();
                let (claims, inside) = vc_jwt::parts(payload);
                let content = vc_jwt::completed(&claims, inside);
                one(Judged { content, ..Judged::as_told(token::inspect(token, task)) })
            }
            Self::Json(object, words) => one(Judged::as_it_stands(object, words, task).0),
            Self::Stated(stated) => stated.judged(task),
        }
    }
}

impl Judged {
    /// Judged as its JSON stands; and whether its signature is over a text.
    fn as_it_stands(object: &Map<String, Value>, words: &Words, task: &Task<'_>) -> (Self, bool) {
        let proven = proofs::checked(&Document::inside(object, words.clone()), task);
        let is_text = proven.covers == Covers::Text;
        (Self::of(proven, task), is_text)
    }

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

/// What is said by one identifier inside a document whose statements are signed: by one
/// thing, in several places perhaps, or by several that share it.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    root: NamedOrBlankNode,
    /// Where it stands; what says most first.
    parts: Vec<Part>,
    /// All statements of the document.
    all: Rc<Statements>,
    is_endorsement: bool,
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

    fn made(&self, part: &Part) -> impl Iterator<Item = &Quad> + use<'_> {
        self.all.all.get(part.made.clone()).unwrap_or_default().iter()
    }

    /// Everything that its parts say, and that is said of it elsewhere, aside from praise.
    fn whole(&self) -> HashSet<&Quad> {
        let of = self.all.of(&self.all.about().things, &self.root).filter(|quad| !is_of_endorsed(quad));
        self.parts.iter().flat_map(|part| self.made(part)).chain(of).collect()
    }

    /// What holds by this identifier. Things that share it are told apart by their
    /// signatures alone, since the graph speaks of them as of one: each that holds as it
    /// stands is one of its own. `judge` takes what holds when it is put together from
    /// its statements.
    ///
    /// # Errors
    /// When that is more work than is left for the file.
    pub(super) fn held<T>(
        &self,
        task: &Task<'_>,
        as_it_stands: impl Fn(&Part) -> Option<T>,
        mut judge: impl FnMut(Proven) -> Option<T>,
    ) -> Result<Held<T>, TooMuch> {
        let whole = self.whole();
        task.work.spend(1 + (whole.len() / A_STATEMENT) as u64)?;
        let is_one = self.parts.len() == 1;
        // In how many places it stands is not signed.
        if !is_one && let Some(one) = self.in_one(&whole, task, &mut judge)? {
            return Ok(Held { all: vec![one], is_open: false });
        }
        let mut told: HashSet<&Quad> = HashSet::new();
        let mut all = Vec::new();
        for part in self.parts.iter().filter(|part| is_one || self.is_signed(part)).take(MAX_OF_ONE_NAME) {
            if !all.is_empty() && self.made(part).all(|quad| told.contains(quad)) {
                continue;
            }
            if let Some(one) = as_it_stands(part) {
                told.extend(self.made(part));
                all.push(one);
            }
        }
        // What else is said of what an endorsement endorses may stand within it, and is none of its words.
        let endorsed = self.endorsed();
        let is_its_own = |quad: &Quad| !endorsed.contains(&quad.subject) || is_of_endorsed(quad);
        let is_open = whole.iter().any(|quad| !told.contains(*quad) && is_its_own(quad));
        if is_one
            && is_open
            && let Some(one) = self.in_one(&whole, task, &mut judge)?
        {
            return Ok(Held { all: vec![one], is_open: false });
        }
        Ok(Held { all, is_open })
    }

    /// Whether a proof stands in this part.
    fn is_signed(&self, part: &Part) -> bool {
        self.made(part).any(|quad| quad.subject == self.root && quad.predicate.as_str() == PROOF)
    }

    /// All of it as one thing: what was made where it stands, if nothing else is said of
    /// it; else everything that is said of it and of what it speaks of.
    fn in_one<T>(
        &self,
        whole: &HashSet<&Quad>,
        task: &Task<'_>,
        judge: &mut impl FnMut(Proven) -> Option<T>,
    ) -> Result<Option<T>, TooMuch> {
        let here: Vec<&Quad> = self.parts.iter().flat_map(|part| self.made(part)).collect();
        let reached = self.reached(&HashSet::new(), true);
        let is_all_here = here.iter().collect::<HashSet<_>>().len() == whole.len();
        for statements in [Some(&here).filter(|_| is_all_here), Some(&reached)].into_iter().flatten() {
            task.work.spend(statements.len() as u64)?;
            let (said, proofs) = self.taken_apart(statements);
            if let Some(found) = proofs::stated(said, proofs, task).filter(Proven::fits).and_then(&mut *judge) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// What there is to tell of what stands where an endorsement stands.
    fn judged(&self, task: &Task<'_>) -> Held<Judged> {
        let holds = |judged: Judged| Some(judged).filter(|judged| !judged.fails());
        let as_it_stands = |part: &Part| Judged::as_it_stands(&part.object, &part.words, task);
        let held = self.held(task, |part| holds(as_it_stands(part).0), |proven| holds(Judged::of(proven, task)));
        let most = || self.parts.first().map(as_it_stands);
        let one = |judged: Option<Judged>| Held { all: judged.into_iter().collect(), is_open: false };
        let anew = match held {
            Ok(held) if !held.all.is_empty() => return held,
            Ok(_) => self.in_some_way(task),
            Err(error) => Err(error),
        };
        match anew {
            Ok((Some(judged), _)) => one(Some(judged)),
            Ok((None, is_entangled)) => {
                one(most().map(|(judged, is_text)| Judged { is_text_in_meaning: is_text, is_entangled, ..judged }))
            }
            // In another way it may hold.
            Err(error) => one(most()
                .map(|(judged, _)| Judged::of(Proven::unchecked(judged.content, Covers::Meaning, error.into()), task))),
        }
    }

    /// What there is to tell of an endorsement that holds neither as it stands nor as a
    /// whole: as much of what is said as others may not have said, in each way that there
    /// may be; else everything, which follows from the statements, too. And whether there
    /// are more ways than are tried, or one leaves a signature over.
    fn in_some_way(&self, task: &Task<'_>) -> Result<(Option<Judged>, bool), TooMuch> {
        let (mut is_entangled, mut reached) = (false, Vec::new());
        // What others say in favour of what it speaks of hardly anybody endorses along with it.
        for praised in [false, true] {
            let ground = self.ground(praised, &task.work)?;
            if ground.reached.len() == reached.len() {
                break;
            }
            is_entangled |= ground.ways.are_too_many();
            for number in 0..ground.ways.tried() {
                task.work.spend(ground.reached.len() as u64)?;
                let (said, proofs) = self.taken_apart(&self.reached(&ground.ways.left_out(number), praised));
                let Some(proven) = proofs::stated(said, proofs, task).filter(Proven::fits) else { continue };
                // What is left out then may be what another one says by the same identifier.
                if !proven.fits_each() {
                    is_entangled = true;
                    continue;
                }
                let judged = Judged::of(proven, task);
                if !judged.fails() {
                    return Ok((Some(judged), is_entangled));
                }
            }
            reached = ground.reached;
        }
        task.work.spend(reached.len() as u64)?;
        let (said, proofs) = self.taken_apart(&reached);
        let whole = proofs::stated(said, proofs, task).map(|whole| {
            let is_text_in_meaning = whole.is_signed_as_text();
            Judged { is_text_in_meaning, is_entangled, ..Judged::of(whole, task) }
        });
        Ok((whole, is_entangled))
    }

    fn ground(&self, praised: bool, work: &Work) -> Result<Ground<'_>, TooMuch> {
        work.spend(1)?;
        let reached = self.reached(&HashSet::new(), praised);
        work.spend((reached.len() / A_STATEMENT) as u64)?;
        let ways = if self.is_endorsement { Ways::of(&reached, &self.root) } else { Ways::default() };
        Ok(Ground { reached, ways })
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
        let proofs = graphs.into_iter().filter_map(|graph| {
            let root = graph.iter().find(|quad| is_proof_value(quad))?.subject.clone();
            Some(said_of(root, graph))
        });
        (said_of(self.root.clone(), own), proofs.collect())
    }

    /// What an endorsement endorses, which others describe.
    fn endorsed(&self) -> HashSet<NamedOrBlankNode> {
        let of = self.all.of(&self.all.about().things, &self.root);
        let subjects = of.filter(|quad| self.is_endorsement && quad.predicate.as_str() == SUBJECT);
        subjects.filter_map(|quad| thing(&quad.object)).collect()
    }

    /// Everything that is said of it, of what it speaks of, and so on, without
    /// what is left out. Of what an endorsement endorses others say more; unless it is
    /// `praised`, what they say in favour of that is no part of it.
    fn reached(&self, left_out: &HashSet<&Quad>, praised: bool) -> Vec<&Quad> {
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

/// What is known of what is said of something, before any of it is tried.
struct Ground<'q> {
    /// Everything that is said of it, and of what it speaks of.
    reached: Vec<&'q Quad>,
    ways: Ways<'q>,
}

fn said_of(root: NamedOrBlankNode, statements: Vec<Quad>) -> Said<'static> {
    Said { root, statements, renamed: Vec::new(), roundabout: Vec::new(), inside: Vec::new() }
}
