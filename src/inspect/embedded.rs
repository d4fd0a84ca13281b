//! Credentials that stand inside another one: endorsements, and the entries of
//! a record.
//!
//! A signature over a graph covers what is said and not how it is spelt, so
//! whoever passes a badge on may have written what stands inside anew, too. One
//! that does not hold as its JSON stands is put together from the statements
//! that the badge's own signature covers. Which of them are its own nobody has
//! to be believed: its signature fits those that were signed and no others.

use std::collections::HashSet;

use oxrdf::{GraphName, Quad};
use serde_json::{Map, Value};

use super::inner::{Inner, Part, Stated};
use super::object::proved;
use super::options::Task;
use super::proofs::{self, Proven};
use super::report::{Report, Verdict};
use super::statements::{graph, is_of_endorsed, is_proof_value};
use super::token;
use super::ways::Ways;
use crate::credential::jws;
use crate::credential::proof::{Covers, Document};
use crate::credential::strict::Words;
use crate::credential::{TooMuch, Work, vc_jwt};

/// As many statements are put in their places in about the time that one takes to
/// be hashed.
const A_STATEMENT: usize = 4;

/// The most things of one identifier that are judged.
const MAX_OF_ONE_NAME: usize = 16;

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
    /// The reports on it.
    pub(super) fn judged(&self, task: &Task<'_>) -> Held<Judged> {
        let one = |judged: Judged| Held { all: vec![judged], is_open: false };
        match self {
            Self::Token(token) => {
                let payload = jws::payload(token).unwrap_or_default();
                let (claims, inside) = vc_jwt::parts(payload);
                let content = vc_jwt::completed(&claims, inside);
                one(Judged { content, ..Judged::as_told(token::read(token, task).closed()) })
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
        let content = proven.content.clone();
        Self { content, ..Self::as_told(proved(proven, task).closed()) }
    }

    fn as_told(report: Report) -> Self {
        Self { report, content: Value::Null, is_text_in_meaning: false, is_entangled: false }
    }

    fn fails(&self) -> bool {
        matches!(self.report.verdict, Verdict::NotValid | Verdict::NotABadge)
    }
}

impl Stated {
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
        // What else is said of what an endorsement endorses may stand within it, and is none of its words.
        let endorsed = self.endorsed();
        let is_its_own = |quad: &Quad| !endorsed.contains(&quad.subject) || is_of_endorsed(quad);
        let mut told: HashSet<&Quad> = HashSet::new();
        let mut all = Vec::new();
        for part in self.parts.iter().filter(|part| is_one || self.is_signed(part)).take(MAX_OF_ONE_NAME) {
            if !all.is_empty() && self.made(part).all(|quad| told.contains(quad)) {
                continue;
            }
            let found = match as_it_stands(part) {
                None if !endorsed.is_empty() => {
                    let own: Vec<&Quad> = self.made(part).filter(|quad| is_its_own(quad)).collect();
                    self.put_together(&own, task, &mut judge)?
                }
                found => found,
            };
            if let Some(one) = found {
                told.extend(self.made(part));
                all.push(one);
            }
        }
        // A signature that stands there again says nothing more.
        let values: HashSet<_> = told.iter().filter(|quad| is_proof_value(quad)).map(|quad| &quad.object).collect();
        let is_in_place = |quad: &Quad| is_proof_value(quad) && quad.graph_name != GraphName::DefaultGraph;
        let again = whole.iter().filter(|quad| is_in_place(quad) && values.contains(&quad.object));
        let again: HashSet<_> = again.map(|quad| &quad.graph_name).collect();
        let is_again = |quad: &Quad| {
            again.contains(&quad.graph_name) || graph(&quad.object).is_some_and(|graph| again.contains(&graph))
        };
        let is_open = whole.iter().any(|quad| !told.contains(*quad) && is_its_own(quad) && !is_again(quad));
        if is_one
            && is_open
            && let Some(one) = self.in_one(&whole, task, &mut judge)?
        {
            return Ok(Held { all: vec![one], is_open: false });
        }
        Ok(Held { all, is_open })
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
            if let Some(found) = self.put_together(statements, task, judge)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// What a signature of it fits of these statements.
    fn put_together<T>(
        &self,
        statements: &[&Quad],
        task: &Task<'_>,
        judge: &mut impl FnMut(Proven) -> Option<T>,
    ) -> Result<Option<T>, TooMuch> {
        task.work.spend(statements.len() as u64)?;
        let (said, proofs) = self.taken_apart(statements);
        Ok(proofs::stated(said, proofs, task).filter(Proven::fits).and_then(judge))
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
}

/// What is known of what is said of something, before any of it is tried.
struct Ground<'q> {
    /// Everything that is said of it, and of what it speaks of.
    reached: Vec<&'q Quad>,
    ways: Ways<'q>,
}
