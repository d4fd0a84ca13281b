//! Whose words are whose, where several endorsements speak of the same things:
//! in a graph, all that is said of one thing stands together, and whoever passes
//! a badge on may have written it anew in that way. Which part of it an
//! endorsement says is found out by trying: its signature fits no other.

use std::collections::{BTreeMap, HashSet};

use oxrdf::{GraphName, NamedOrBlankNode, Quad};

/// The most ways that are tried of one endorsement.
const MOST_WAYS: usize = 64;
/// The most statements that are put together for that.
const MOST_STATEMENTS: usize = 1_000;
/// Of so many single fields of one thing, each part is tried.
const MOST_FIELDS: usize = 4;

/// The ways in which statements may be shared out among those who make them.
#[derive(Default)]
pub(super) struct Ways<'q> {
    /// For each choice that there is, what each of its answers leaves out.
    choices: Vec<Vec<Vec<&'q Quad>>>,
    statements: usize,
    /// Whether anything is said twice in different words.
    is_disputed: bool,
}

impl<'q> Ways<'q> {
    /// Of the statements that are reached from `root`, those about things with an
    /// address may be anybody's.
    pub(super) fn of(reached: &[&'q Quad], root: &NamedOrBlankNode) -> Self {
        let mut fields: BTreeMap<&str, BTreeMap<&str, Vec<&'q Quad>>> = BTreeMap::new();
        for quad in reached {
            if let NamedOrBlankNode::NamedNode(thing) = &quad.subject
                && quad.subject != *root
                && quad.graph_name == GraphName::DefaultGraph
            {
                let values = fields.entry(thing.as_str()).or_default().entry(quad.predicate.as_str()).or_default();
                if !values.contains(quad) {
                    values.push(quad);
                }
            }
        }
        let (mut choices, mut single) = (Vec::new(), Vec::new());
        for (_, fields) in fields {
            let (disputed, plain): (Vec<_>, Vec<_>) = fields.into_values().partition(|values| values.len() > 1);
            choices.extend(disputed.iter().map(|values| one_or_all(values)));
            let plain: Vec<&Quad> = plain.into_iter().flatten().collect();
            single.extend(Some(parts(&plain)).filter(|_| !plain.is_empty()));
        }
        let is_disputed = !choices.is_empty();
        // What is disputed is tried first.
        choices.extend(single);
        Self { choices, statements: reached.len(), is_disputed }
    }

    fn all(&self) -> usize {
        let all = self.choices.iter().fold(1_usize, |all, answers| all.saturating_mul(answers.len()));
        if self.choices.is_empty() { 0 } else { all }
    }

    /// How many are tried.
    pub(super) fn tried(&self) -> usize {
        self.all().min(MOST_WAYS).min(MOST_STATEMENTS / self.statements.max(1))
    }

    /// Whether something is said in different words and not every way is tried.
    pub(super) fn are_too_many(&self) -> bool {
        self.is_disputed && self.all() > self.tried()
    }

    /// How many statements are looked at for one.
    pub(super) fn statements(&self) -> u64 {
        self.statements as u64
    }

    /// What the way of this number leaves out.
    pub(super) fn left_out(&self, number: usize) -> HashSet<&'q Quad> {
        let (mut rest, mut left_out) = (number, HashSet::new());
        for answers in &self.choices {
            left_out.extend(answers.get(rest % answers.len()).into_iter().flatten());
            rest /= answers.len();
        }
        left_out
    }
}

/// Each of several values alone, none of them, or all.
fn one_or_all<'q>(values: &[&'q Quad]) -> Vec<Vec<&'q Quad>> {
    let all_but = |kept: &&Quad| values.iter().copied().filter(|value| value != kept).collect();
    values.iter().map(all_but).chain([values.to_vec(), Vec::new()]).collect()
}

/// Fields of one thing that have one value each: all of them, none, or some.
fn parts<'q>(fields: &[&'q Quad]) -> Vec<Vec<&'q Quad>> {
    if fields.len() > MOST_FIELDS {
        let without_one = fields.iter().map(|field| vec![*field]);
        return [Vec::new(), fields.to_vec()].into_iter().chain(without_one).collect();
    }
    let bit = |number: usize, place: usize| number >> place & 1 == 1;
    let some = |number: usize| fields.iter().enumerate().filter(move |(place, _)| bit(number, *place));
    (0..1_usize << fields.len()).map(|number| some(number).map(|(_, field)| *field).collect()).collect()
}
