//! From a JSON-LD document to the hash that is signed: RDF Dataset
//! Canonicalization (RDFC-1.0) over the document's meaning.

use std::collections::HashMap;

use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{BlankNodeRef, Dataset, GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::ProofError;
use crate::credential::contexts::Fetched;
use crate::credential::strict;

/// The most statements a document may make. Credentials make some hundreds.
const MAX_STATEMENTS: usize = 20_000;

/// Steps that telling look-alike parts apart may take; see [`effort`]. On the
/// slowest graphs tried this is a fraction of a second.
const MAX_EFFORT: u64 = 400_000;

/// The SHA-256 of the canonical N-Quads of a document.
pub(super) fn hash(document: &Value, fetched: &Fetched) -> Result<[u8; 32], ProofError> {
    Ok(Sha256::digest(canonical(document, fetched)?).into())
}

/// The canonical N-Quads of a document.
pub(super) fn canonical(document: &Value, fetched: &Fetched) -> Result<String, ProofError> {
    let mut dataset = strict::statements(document, fetched)?;
    if dataset.len() > MAX_STATEMENTS || effort(&dataset) > MAX_EFFORT {
        return Err(ProofError::TooTangled);
    }
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
    let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    Ok(lines.concat())
}

/// How many steps canonicalization may take, from above.
///
/// Parts without an address that look alike are told apart by trying their
/// orders, and a document can be made so that there are more orders than time
/// (RDFC-1.0, "Dataset Poisoning"). Orders are tried only within groups of
/// look-alikes that are tied to one another, so the bound is, for each such
/// group, the factorial of its size times the statements looked at on the way.
fn effort(dataset: &Dataset) -> u64 {
    let mut looks: HashMap<BlankNodeRef<'_>, Vec<String>> = HashMap::new();
    for quad in dataset {
        for node in blank_nodes(quad) {
            looks.entry(node).or_default().push(as_seen_by(node, quad));
        }
    }
    let mut alike: HashMap<Vec<String>, Vec<BlankNodeRef<'_>>> = HashMap::new();
    for (node, mut statements) in looks {
        statements.sort_unstable();
        alike.entry(statements).or_default().push(node);
    }
    let mut group: HashMap<BlankNodeRef<'_>, usize> = HashMap::new();
    for node in alike.into_values().filter(|nodes| nodes.len() > 1).flatten() {
        let number = group.len();
        group.insert(node, number);
    }
    // Join the look-alikes that one statement ties together.
    let mut leader: Vec<usize> = (0..group.len()).collect();
    for quad in dataset {
        let mut tied = blank_nodes(quad).filter_map(|node| group.get(&node).copied());
        if let Some(first) = tied.next() {
            for other in tied {
                let (from, to) = (lead(&leader, other), lead(&leader, first));
                leader[from] = to;
            }
        }
    }
    let mut cost: HashMap<usize, (u64, u64, u64)> = HashMap::new();
    for number in 0..leader.len() {
        cost.entry(lead(&leader, number)).or_default().0 += 1;
    }
    for quad in dataset {
        let nodes: Vec<_> = blank_nodes(quad).filter_map(|node| group.get(&node).copied()).collect();
        if let Some(number) = nodes.first() {
            let (_, statements, ties) = cost.entry(lead(&leader, *number)).or_default();
            *statements += 1;
            *ties += u64::from(nodes.len() > 1);
        }
    }
    cost.into_values().fold(0, |sum, (size, statements, ties)| {
        let orders = (1..=size).fold(1_u64, u64::saturating_mul);
        sum.saturating_add(orders.saturating_mul(ties + 1).saturating_add(statements.saturating_mul(size)))
    })
}

fn lead(leader: &[usize], mut number: usize) -> usize {
    while leader[number] != number {
        number = leader[number];
    }
    number
}

/// The parts without an address that a statement mentions, each once.
fn blank_nodes<'a>(quad: QuadRef<'a>) -> impl Iterator<Item = BlankNodeRef<'a>> {
    let subject = match quad.subject {
        NamedOrBlankNodeRef::BlankNode(node) => Some(node),
        NamedOrBlankNodeRef::NamedNode(_) => None,
    };
    let object = match quad.object {
        TermRef::BlankNode(node) => Some(node),
        _ => None,
    };
    let graph = match quad.graph_name {
        GraphNameRef::BlankNode(node) => Some(node),
        _ => None,
    };
    let object = object.filter(|node| Some(*node) != subject);
    let graph = graph.filter(|node| Some(*node) != subject && Some(*node) != object);
    [subject, object, graph].into_iter().flatten()
}

/// A statement with `node` marked and every other nameless part made alike.
fn as_seen_by(node: BlankNodeRef<'_>, quad: QuadRef<'_>) -> String {
    let seen = |other: BlankNodeRef<'_>| if other == node { "_:a" } else { "_:z" };
    let subject = match quad.subject {
        NamedOrBlankNodeRef::BlankNode(other) => seen(other).to_owned(),
        named => named.to_string(),
    };
    let object = match quad.object {
        TermRef::BlankNode(other) => seen(other).to_owned(),
        other => other.to_string(),
    };
    let graph = match quad.graph_name {
        GraphNameRef::BlankNode(other) => seen(other).to_owned(),
        other => other.to_string(),
    };
    format!("{subject} {} {object} {graph}", quad.predicate)
}
