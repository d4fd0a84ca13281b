//! An order of statements and of what they say, so that those that are made
//! twice are found by comparing. Pictures within a credential make values long;
//! two of them differ within a few letters, whereas a hash reads all of each.

use oxrdf::{GraphNameRef, NamedOrBlankNodeRef, Quad, QuadRef, TermRef};

/// Something that sorts like the term itself: what kind it is, its text, its
/// data type and its language.
pub(super) type TermOrder<'a> = (u8, &'a str, &'a str, &'a str);

/// Where a value stands among others.
pub(super) fn of_term(term: TermRef<'_>) -> TermOrder<'_> {
    match term {
        TermRef::NamedNode(node) => (0, node.as_str(), "", ""),
        TermRef::BlankNode(node) => (1, node.as_str(), "", ""),
        TermRef::Literal(literal) => {
            (2, literal.value(), literal.datatype().as_str(), literal.language().unwrap_or_default())
        }
    }
}

fn of_statement(quad: QuadRef<'_>) -> ((u8, &str), &str, (u8, &str), TermOrder<'_>) {
    let subject = match quad.subject {
        NamedOrBlankNodeRef::NamedNode(node) => (0, node.as_str()),
        NamedOrBlankNodeRef::BlankNode(node) => (1, node.as_str()),
    };
    let graph = match quad.graph_name {
        GraphNameRef::DefaultGraph => (0, ""),
        GraphNameRef::NamedNode(node) => (1, node.as_str()),
        GraphNameRef::BlankNode(node) => (2, node.as_str()),
    };
    (subject, quad.predicate.as_str(), graph, of_term(quad.object))
}

/// Each of these statements once.
pub(super) fn distinct(statements: &[Quad]) -> Vec<QuadRef<'_>> {
    let mut all: Vec<QuadRef<'_>> = statements.iter().map(Quad::as_ref).collect();
    all.sort_unstable_by(|one, other| of_statement(*one).cmp(&of_statement(*other)));
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{BlankNode, GraphName, Literal, NamedNode, Term};
    use std::collections::HashSet;

    #[test]
    fn what_differs_in_anything_stays_and_what_is_said_twice_goes() {
        let a = || NamedNode::new("urn:a").unwrap();
        let objects: Vec<Term> = vec![
            a().into(),
            BlankNode::new("urn").unwrap().into(),
            Literal::new_simple_literal("urn:a").into(),
            Literal::new_typed_literal("urn:a", a()).into(),
            Literal::new_language_tagged_literal("urn:a", "en").unwrap().into(),
            Literal::new_language_tagged_literal("urn:a", "de").unwrap().into(),
        ];
        let mut statements = Vec::new();
        for subject in [a().into(), oxrdf::NamedOrBlankNode::from(BlankNode::new("a").unwrap())] {
            for graph in [GraphName::DefaultGraph, a().into(), BlankNode::new("a").unwrap().into()] {
                for object in &objects {
                    statements.push(Quad::new(subject.clone(), a(), object.clone(), graph.clone()));
                }
            }
        }
        let twice: Vec<Quad> = statements.iter().chain(&statements).cloned().collect();
        let found = distinct(&twice);
        assert_eq!(found.len(), statements.len());
        assert_eq!(found.into_iter().collect::<HashSet<_>>(), statements.iter().map(Quad::as_ref).collect());
    }
}
