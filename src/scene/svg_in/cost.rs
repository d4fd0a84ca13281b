//! How much work an SVG file would make.
//!
//! A small file can ask for endless work: a shape that uses ten others, each
//! of which uses ten. So what would come out is counted first.

use std::collections::HashMap;

use usvg::roxmltree::{Document, Node, NodeId};

use super::error::{MAX_NESTING, SvgError};

/// Most nodes that may come out when everything is used where it is asked for.
const MAX_COST: u64 = 200_000;

/// Refuses a document that would make too much work.
pub(super) fn check(document: &Document<'_>) -> Result<(), SvgError> {
    let by_id: HashMap<&str, Node<'_, '_>> =
        document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let styles = document.descendants().filter(|node| node.tag_name().name() == "style");
    let in_styles: Vec<&str> = styles.filter_map(|node| node.text()).flat_map(references).collect();
    let mut counter = Counter { by_id, in_styles, known: HashMap::new() };
    let cost = counter.cost(document.root_element(), 0)?;
    if cost > MAX_COST { Err(SvgError::TooComplex) } else { Ok(()) }
}

struct Counter<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    /// What style sheets refer to; any element may be meant.
    in_styles: Vec<&'a str>,
    /// `None` while it is being counted.
    known: HashMap<NodeId, Option<u64>>,
}

impl<'a, 'input> Counter<'a, 'input> {
    fn cost(&mut self, node: Node<'a, 'input>, depth: u32) -> Result<u64, SvgError> {
        if depth > MAX_NESTING {
            return Err(SvgError::TooDeep);
        }
        match self.known.get(&node.id()) {
            Some(Some(cost)) => return Ok(*cost),
            // It refers to itself; such references are not followed later.
            Some(None) => return Ok(0),
            None => self.known.insert(node.id(), None),
        };
        let mut cost = 1_u64;
        for child in node.children().filter(Node::is_element) {
            cost = cost.saturating_add(self.cost(child, depth + 1)?);
        }
        let mut targets: Vec<&str> = Vec::new();
        for attribute in node.attributes() {
            match attribute.name() {
                "href" => targets.extend(attribute.value().trim().strip_prefix('#')),
                _ => targets.extend(references(attribute.value())),
            }
        }
        if node.has_attribute("class") || node.has_attribute("id") {
            targets.extend(&self.in_styles);
        }
        // A marker is drawn at every point of a line.
        let points = match (node.attribute("d"), node.attribute("points")) {
            (Some(data), _) | (_, Some(data)) if !targets.is_empty() => data.len() as u64 / 2,
            _ => 1,
        };
        for target in targets {
            if let Some(target) = self.by_id.get(target).copied() {
                let times = if target.tag_name().name() == "marker" { points.max(1) } else { 1 };
                cost = cost.saturating_add(self.cost(target, depth + 1)?.saturating_mul(times));
            }
        }
        self.known.insert(node.id(), Some(cost));
        Ok(cost)
    }
}

/// The names in `url(#name)`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let name = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        name.trim().strip_prefix('#')
    })
}
