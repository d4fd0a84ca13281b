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
    choices: Vec<Choice<'q>>,
    statements: usize,
    /// Whether anything is said twice in different words.
    is_disputed: bool,
}

/// What there is to choose of one thing. Its answers are not written down: of many
/// statements there are as many, each of nearly all of them.
enum Choice<'q> {
    /// Several values of one field: each of them alone, none of them, or all.
    Values(Vec<&'q Quad>),
    /// Fields that have one value each: all of them, none, or some.
    Fields(Vec<&'q Quad>),
}

impl<'q> Choice<'q> {
    /// How many answers it has.
    fn answers(&self) -> usize {
        match self {
            Self::Fields(fields) if fields.len() <= MOST_FIELDS => 1 << fields.len(),
            Self::Values(all) | Self::Fields(all) => all.len() + 2,
        }
    }

    /// What the answer of this number leaves out.
    fn leaves_out(&self, number: usize) -> impl Iterator<Item = &'q Quad> {
        let (Self::Values(all) | Self::Fields(all)) = self;
        let count = all.len();
        let is_left_out = move |place: usize| match self {
            Self::Values(_) if number < count => place != number,
            Self::Values(_) => number == count,
            Self::Fields(_) if count <= MOST_FIELDS => number >> place & 1 == 1,
            Self::Fields(_) => number == 1 || number == place + 2,
        };
        all.iter().enumerate().filter(move |(place, _)| is_left_out(*place)).map(|(_, quad)| *quad)
    }
}

impl<'q> Ways<'q> {
    /// Of the statements that are reached from `root`, those about things with an
    /// address may be anybody's.
    pub(super) fn of(reached: &[&'q Quad], root: &NamedOrBlankNode) -> Self {
        let mut fields: BTreeMap<&str, BTreeMap<&str, Vec<&'q Quad>>> = BTreeMap::new();
        let mut seen = HashSet::new();
        for quad in reached {
            if let NamedOrBlankNode::NamedNode(thing) = &quad.subject
                && quad.subject != *root
                && quad.graph_name == GraphName::DefaultGraph
                && seen.insert(*quad)
            {
                fields.entry(thing.as_str()).or_default().entry(quad.predicate.as_str()).or_default().push(quad);
            }
        }
        let (mut choices, mut single) = (Vec::new(), Vec::new());
        for fields in fields.into_values() {
            let (disputed, plain): (Vec<_>, Vec<_>) = fields.into_values().partition(|values| values.len() > 1);
            choices.extend(disputed.into_iter().map(Choice::Values));
            let plain: Vec<&Quad> = plain.into_iter().flatten().collect();
            single.extend(Some(plain).filter(|plain| !plain.is_empty()).map(Choice::Fields));
        }
        let is_disputed = !choices.is_empty();
        // What is disputed is tried first.
        choices.extend(single);
        Self { choices, statements: reached.len(), is_disputed }
    }

    fn all(&self) -> usize {
        let all = self.choices.iter().fold(1_usize, |all, choice| all.saturating_mul(choice.answers()));
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

    /// What the way of this number leaves out.
    pub(super) fn left_out(&self, number: usize) -> HashSet<&'q Quad> {
        let (mut rest, mut left_out) = (number, HashSet::new());
        for choice in &self.choices {
            left_out.extend(choice.leaves_out(rest % choice.answers()));
            rest /= choice.answers();
        }
        left_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};

    #[test]
    fn of_many_values_each_way_is_worked_out_when_it_is_tried() {
        let node = |name: &str| NamedNode::new_unchecked(name);
        let said = |value: usize| {
            let (thing, value) = (node("urn:thing"), Literal::new_simple_literal(value.to_string()));
            Quad::new(thing, node("urn:says"), value, GraphName::DefaultGraph)
        };
        let quads: Vec<Quad> = (0..20_000).map(said).collect();
        let twice: Vec<&Quad> = quads.iter().chain(&quads).collect();
        let ways = Ways::of(&twice, &node("urn:root").into());
        assert_eq!((ways.all(), ways.tried(), ways.are_too_many()), (20_002, 0, true));
        let left_out = |number| ways.left_out(number).len();
        assert_eq!([left_out(7), left_out(20_000), left_out(20_001)], [19_999, 20_000, 0]);
        assert!(!ways.left_out(7).contains(&quads[7]));
    }

    #[test]
    fn single_fields_of_one_thing_are_all_its_own_or_none_or_some() {
        let node = |name: &str| NamedNode::new_unchecked(name);
        let fields = |count: usize| {
            let field =
                |field| Quad::new(node("urn:t"), node(&format!("urn:{field}")), node("urn:o"), GraphName::DefaultGraph);
            (0..count).map(field).collect::<Vec<Quad>>()
        };
        for (count, answers) in [(1, 2), (4, 16), (5, 7), (900, 902)] {
            let quads = fields(count);
            let ways = Ways::of(&quads.iter().collect::<Vec<_>>(), &node("urn:root").into());
            assert_eq!((ways.all(), ways.are_too_many()), (answers, false), "{count}");
            let mut sizes: Vec<usize> = (0..answers).map(|number| ways.left_out(number).len()).collect();
            sizes.sort_unstable();
            assert_eq!((sizes[0], sizes[1], sizes[answers - 1]), (0, 1, count), "{count}");
        }
    }
}
