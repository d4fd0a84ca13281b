//! Which of the credentials in a signed graph is the one that was signed.
//!
//! A signature over a graph covers what is said and not with what the file
//! begins: where what stands inside speaks of what it stands in, as an
//! endorsement does, the same statements can be written down the other way
//! round. So which credential it is has to follow from the statements: the one
//! that stands in no place for others.

use std::collections::{HashMap, HashSet};

use oxrdf::vocab::rdf;
use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};

use crate::credential::strict::{ENDORSEMENT, ENTRY, Said};

const CREDENTIALS: &str = "https://www.w3.org/2018/credentials#";
/// The fields that credentials alone have.
const FIELDS: [&str; 7] =
    ["credentialSubject", "issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate", "credentialStatus"];
/// What credentials call themselves; the first of these may stand where
/// endorsements do.
const KINDS: [&str; 5] =
    ["VerifiableCredential", "EndorsementCredential", "OpenBadgeCredential", "AchievementCredential", RECORD];
const BADGES: [&str; 3] = ["OpenBadgeCredential", "AchievementCredential", RECORD];
const RECORD: &str = "ClrCredential";

/// What is said of a credential that is not the file's first thing.
#[derive(Default)]
struct Other<'s> {
    kinds: Vec<&'s str>,
    endorses: bool,
    is_entry: bool,
}

impl Other<'_> {
    /// Whether it stands where credentials stand inside others.
    fn is_in_place(&self) -> bool {
        let is = |kinds: &[&str]| self.kinds.iter().any(|kind| kinds.contains(kind));
        (self.endorses && !is(&BADGES)) || (self.is_entry && !is(&[RECORD]))
    }
}

/// What the statements tell of the credential with which a file begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beginning {
    /// It is the one that was signed.
    Outermost,
    /// It stands in a place for others.
    Inside,
    /// Another one leads to it and stands in no place for others, so either could
    /// have been signed.
    Unclear,
}

/// What the credential is with which the file begins. Of a graph of which parts
/// are shown, what leads from the one to the other may be left out.
pub(super) fn beginning(said: &Said<'_>, is_partial: bool) -> Beginning {
    let plain = || said.statements.iter().filter(|quad| quad.graph_name == GraphName::DefaultGraph);
    let mut others: HashMap<&NamedOrBlankNode, Other<'_>> = HashMap::new();
    for quad in plain().filter(|quad| quad.subject != said.root) {
        if let (Term::NamedNode(kind), true) = (&quad.object, quad.predicate == rdf::TYPE) {
            let name = kind.as_str().rsplit(['#', '/']).next().unwrap_or_default();
            if KINDS.contains(&name) {
                others.entry(&quad.subject).or_default().kinds.push(name);
            }
        } else if quad.predicate.as_str().strip_prefix(CREDENTIALS).is_some_and(|field| FIELDS.contains(&field)) {
            others.entry(&quad.subject).or_default();
        }
    }
    if others.is_empty() {
        return Beginning::Outermost;
    }
    for quad in plain() {
        let (endorses, is_entry) = (quad.predicate.as_str() == ENDORSEMENT, quad.predicate.as_str() == ENTRY);
        let Some(inside) = thing(quad).filter(|_| endorses || is_entry) else { continue };
        if inside == said.root {
            return Beginning::Inside;
        }
        if let Some(other) = others.get_mut(&inside) {
            other.endorses |= endorses;
            other.is_entry |= is_entry;
        }
    }
    others.retain(|_, other| !other.is_in_place());
    match !others.is_empty() && (is_partial || leads_to(&said.root, plain(), &others)) {
        true => Beginning::Unclear,
        false => Beginning::Outermost,
    }
}

/// Whether from one of the others the whole could be reached, and so be written
/// down with that one first.
fn leads_to<'s>(
    root: &NamedOrBlankNode,
    plain: impl Iterator<Item = &'s Quad>,
    others: &HashMap<&NamedOrBlankNode, Other<'_>>,
) -> bool {
    let mut back: HashMap<NamedOrBlankNode, Vec<&NamedOrBlankNode>> = HashMap::new();
    for quad in plain {
        if let Some(object) = thing(quad) {
            back.entry(object).or_default().push(&quad.subject);
        }
    }
    let (mut seen, mut open) = (HashSet::from([root]), vec![root]);
    while let Some(next) = open.pop() {
        for from in back.get(next).into_iter().flatten() {
            if others.contains_key(*from) {
                return true;
            }
            if seen.insert(*from) {
                open.push(*from);
            }
        }
    }
    false
}

fn thing(quad: &Quad) -> Option<NamedOrBlankNode> {
    match &quad.object {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        Term::Literal(_) => None,
    }
}
