//! From statements to the hash that is signed: RDF Dataset Canonicalization
//! (RDFC-1.0).

use std::collections::HashMap;
use std::fmt::Write as _;

use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::vocab::xsd;
use oxrdf::{
    BlankNodeRef, Dataset, GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef, Term, TermRef,
};

use super::error::ProofError;
use super::suite::Hash;
use crate::credential::order::distinct;
use crate::credential::work::{Work, steps};

/// Steps that telling look-alike parts apart may take; see [`effort`]. On the
/// slowest graphs tried this is a fraction of a second.
const MAX_EFFORT: u64 = 400_000;

/// The hash of the canonical N-Quads of these statements.
pub(super) fn hash(statements: &[Quad], hash: Hash, work: &Work) -> Result<Vec<u8>, ProofError> {
    Ok(hash.of_lines(&lines(statements, hash, work, &Ok)?))
}

/// The canonical N-Quads of these statements, in order, once each canonical
/// name was given another one.
pub(super) fn lines(
    statements: &[Quad],
    hash: Hash,
    work: &Work,
    renamed: &dyn Fn(String) -> Result<String, ProofError>,
) -> Result<Vec<String>, ProofError> {
    let length: usize = statements.iter().map(|quad| literal_length(&quad.object)).sum();
    work.spend(statements.len() as u64 + steps(length))?;
    let statements = distinct(statements);
    let looks = looks(&statements, hash);
    let names = match told_apart(&looks) {
        Some(names) => names,
        None => {
            let effort = effort(&statements, looks);
            if effort > MAX_EFFORT {
                return Err(ProofError::TooTangled);
            }
            work.spend(effort / 8)?;
            by_trying(&statements, hash)
        }
    };
    let named = |(node, name)| Ok((node, renamed(name)?));
    let names = names.into_iter().map(named).collect::<Result<HashMap<&str, String>, ProofError>>()?;
    let name = |node: BlankNodeRef<'_>| names.get(node.as_str()).map_or("", String::as_str);
    let mut lines: Vec<String> = statements.iter().map(|quad| line(*quad, &name)).collect();
    lines.sort_unstable();
    Ok(lines)
}

fn literal_length(term: &Term) -> usize {
    match term {
        Term::Literal(literal) => literal.value().len(),
        _ => 0,
    }
}

/// A first-degree hash; one that is shorter ends in zeros.
type Look = [u8; 48];

/// The first-degree hash of each part without an address: of the statements
/// about it, with the part itself marked and all others made alike (RDFC-1.0,
/// "Hash First Degree Quads").
fn looks<'a>(statements: &[QuadRef<'a>], hash: Hash) -> HashMap<BlankNodeRef<'a>, Look> {
    let mut about: HashMap<BlankNodeRef<'a>, Vec<String>> = HashMap::new();
    for quad in statements {
        for node in blank_nodes(*quad) {
            let seen = line(*quad, &|other| if other == node { "a" } else { "z" });
            about.entry(node).or_default().push(seen);
        }
    }
    let look = |mut lines: Vec<String>| {
        lines.sort_unstable();
        let digest = hash.of_lines(&lines);
        let mut look = [0; 48];
        look[..digest.len()].copy_from_slice(&digest);
        look
    };
    about.into_iter().map(|(node, lines)| (node, look(lines))).collect()
}

/// The canonical names of the parts without an address where no two of them
/// look alike, as in nearly every credential: in the order of their hashes.
fn told_apart<'a>(looks: &HashMap<BlankNodeRef<'a>, Look>) -> Option<HashMap<&'a str, String>> {
    let mut order: Vec<(&Look, BlankNodeRef<'a>)> = looks.iter().map(|(node, hash)| (hash, *node)).collect();
    order.sort_unstable_by_key(|(hash, _)| *hash);
    if order.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return None;
    }
    Some(order.into_iter().enumerate().map(|(number, (_, node))| (node.as_str(), format!("c14n{number}"))).collect())
}

/// The canonical names where parts look alike, which are told apart by trying.
fn by_trying<'a>(statements: &[QuadRef<'a>], hash: Hash) -> HashMap<&'a str, String> {
    let hash_algorithm = match hash {
        Hash::Sha256 => CanonicalizationHashAlgorithm::Sha256,
        Hash::Sha384 => CanonicalizationHashAlgorithm::Sha384,
    };
    let dataset: Dataset = statements.iter().copied().collect();
    let names = dataset.canonicalize_blank_nodes(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    let nodes = statements.iter().flat_map(|quad| blank_nodes(*quad));
    nodes.filter_map(|node| Some((node.as_str(), names.get(&node)?.as_str().to_owned()))).collect()
}

/// One line of N-Quads, with these names for parts without an address.
fn line<'n>(quad: QuadRef<'_>, name: &dyn Fn(BlankNodeRef<'_>) -> &'n str) -> String {
    let mut line = String::with_capacity(160);
    match quad.subject {
        NamedOrBlankNodeRef::NamedNode(node) => push_address(&mut line, node),
        NamedOrBlankNodeRef::BlankNode(node) => push_unnamed(&mut line, name(node)),
    }
    line.push(' ');
    push_address(&mut line, quad.predicate);
    line.push(' ');
    match quad.object {
        TermRef::BlankNode(node) => push_unnamed(&mut line, name(node)),
        TermRef::NamedNode(node) => push_address(&mut line, node),
        TermRef::Literal(literal) => push_literal(&mut line, literal),
    }
    match quad.graph_name {
        GraphNameRef::DefaultGraph => {}
        GraphNameRef::NamedNode(node) => {
            line.push(' ');
            push_address(&mut line, node);
        }
        GraphNameRef::BlankNode(node) => {
            line.push(' ');
            push_unnamed(&mut line, name(node));
        }
    }
    line.push_str(" .\n");
    line
}

fn push_address(line: &mut String, node: NamedNodeRef<'_>) {
    line.push('<');
    line.push_str(node.as_str());
    line.push('>');
}

fn push_unnamed(line: &mut String, name: &str) {
    line.push_str("_:");
    line.push_str(name);
}

fn push_literal(line: &mut String, literal: LiteralRef<'_>) {
    let as_it_stands = |byte: u8| (0x20..0x7f).contains(&byte) & (byte != b'"') & (byte != b'\\');
    // Without an early end many letters are looked at at a time.
    let needs_care = !literal.value().bytes().fold(true, |so_far, byte| so_far & as_it_stands(byte));
    if needs_care || literal.language().is_some() {
        // Writing to a text cannot fail.
        let _ = write!(line, "{literal}");
        return;
    }
    line.push('"');
    line.push_str(literal.value());
    line.push('"');
    if literal.datatype() != xsd::STRING {
        line.push_str("^^");
        push_address(line, literal.datatype());
    }
}

/// How many steps canonicalization may take, from above.
///
/// Parts without an address that look alike are told apart by trying their
/// orders, and a document can be made so that there are more orders than time
/// (RDFC-1.0, "Dataset Poisoning"). Orders are tried only within groups of
/// look-alikes that are tied to one another, so the bound is, for each such
/// group, the factorial of its size times the statements looked at on the way.
fn effort(statements: &[QuadRef<'_>], looks: HashMap<BlankNodeRef<'_>, Look>) -> u64 {
    let mut alike: HashMap<Look, Vec<BlankNodeRef<'_>>> = HashMap::new();
    for (node, look) in looks {
        alike.entry(look).or_default().push(node);
    }
    let mut group: HashMap<BlankNodeRef<'_>, usize> = HashMap::new();
    for node in alike.into_values().filter(|nodes| nodes.len() > 1).flatten() {
        let number = group.len();
        group.insert(node, number);
    }
    // Join the look-alikes that one statement ties together.
    let mut leader: Vec<usize> = (0..group.len()).collect();
    for quad in statements {
        let mut tied = blank_nodes(*quad).filter_map(|node| group.get(&node).copied());
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
    for quad in statements {
        let nodes: Vec<_> = blank_nodes(*quad).filter_map(|node| group.get(&node).copied()).collect();
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
