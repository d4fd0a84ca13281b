//! An SVG as the elements in which badges lie, and the texts in its parts.

use std::borrow::Cow;
use std::ops::Range;

use roxmltree::{Document, Node, NodeType};

use super::found::{CarrierError, Payload};
use super::names::{NAMESPACES, Name, Standard};
use super::{text, xml};

/// The attribute in which tokens lie, and addresses of Open Badges 2.0.
pub(super) const VERIFY: &str = "verify";

/// How an element is called.
pub(super) fn name(node: Node<'_, '_>) -> Option<Name> {
    let name = node.tag_name();
    Name::of_element(name.namespace(), name.name())
}

/// The texts in an element that is called like a carrier: all words in it but those
/// that another holds, and the attribute in which tokens lie. Each may be what some
/// program takes.
pub(super) fn held<'a>(element: Node<'a, '_>) -> impl Iterator<Item = Cow<'a, str>> {
    let is_ours = |text: &Node<'_, '_>| text.parent().is_none_or(|parent| parent == element || !is_carrier(parent));
    let words = element.descendants().filter(Node::is_text).filter(is_ours).filter_map(|text| text.text());
    [Cow::from(words.collect::<String>())].into_iter().chain(element.attribute(VERIFY).map(Cow::from))
}

/// The texts in one part of a drawing, its attributes and its own words, and whether each
/// is called as a carrier's is.
pub(super) fn texts<'a>(part: Node<'a, '_>) -> impl Iterator<Item = (Cow<'a, str>, bool)> {
    let is_called_so = name(part).is_some();
    let attributes = part
        .attributes()
        .map(move |attribute| (Cow::from(attribute.value()), is_called_so && attribute.name() == VERIFY));
    let words = std::iter::once_with(move || xml::words(part)).flatten();
    attributes.chain(words.map(move |words| (words, is_called_so)))
}

/// What stands between the tags of an element, as it is written.
pub(super) fn inside<'a>(element: Node<'a, '_>) -> &'a str {
    let (file, range) = (element.document().input_text(), element.range());
    let begins = xml::tag_end(file, range.start).unwrap_or(range.end);
    let whole = file.get(begins..range.end).unwrap_or_default();
    whole.rsplit_once("</").map_or("", |(inside, _)| inside)
}

/// What stands in the tag of a part beside the values of its attributes: names, and the
/// addresses of namespaces. Of a document, all before and behind its one element that is no
/// part of its own, such as its type.
pub(super) fn markup<'a>(part: Node<'a, '_>) -> Cow<'a, str> {
    let (file, range) = (part.document().input_text(), part.range());
    let (whole, left_out): (Range<usize>, Vec<Range<usize>>) = match part.node_type() {
        NodeType::Root => (range, part.children().map(|child| child.range()).collect()),
        NodeType::Element => {
            // Without the brackets, so that it is no part by itself.
            let end = xml::tag_end(file, range.start).unwrap_or(range.end);
            (range.start + 1..end - 1, part.attributes().map(|attribute| attribute.range_value()).collect())
        }
        NodeType::PI => return part.pi().map(|instruction| instruction.target).unwrap_or_default().into(),
        NodeType::Comment | NodeType::Text => return Cow::default(),
    };
    let starts = left_out.iter().map(|range| range.start).chain([whole.end]);
    let ends = [whole.start].into_iter().chain(left_out.iter().map(|range| range.end));
    ends.zip(starts).filter_map(|(from, to)| file.get(from..to)).collect()
}

fn is_carrier(node: Node<'_, '_>) -> bool {
    name(node).is_some_and(Name::is_carrier)
}

pub(super) fn parse(file: &str) -> Result<Document<'_>, CarrierError> {
    let document = xml::parse(file)?;
    if document.root_element().tag_name().name() == "svg" {
        Ok(document)
    } else {
        Err(CarrierError::OtherFile(xml::NO_SVG))
    }
}

/// An SVG as it was before a badge was put in, with everything else it holds; `None`
/// where several are in it, where one was put in otherwise than here, so that the drawing
/// may refer to it, or where it is no SVG.
pub(super) fn without_badge(file: &str) -> Option<String> {
    let document = parse(file).ok()?;
    let root = document.root_element();
    let mut carriers = document.descendants().filter(|node| matches!(name(*node), Some(Name::Of(_))));
    let start = root.range().start;
    let end = xml::tag_end(file, start)?;
    let tag = file.get(start..end)?;
    let is_as_baked = |element: &Node<'_, '_>| {
        let is_verify = |name: &str, namespace: Option<&str>| name == VERIFY && namespace.is_none();
        element.range().start == end && element.attributes().all(|one| is_verify(one.name(), one.namespace()))
    };
    let badge = match (carriers.next(), carriers.next()) {
        (None, _) => 0..0,
        (Some(element), None) if is_as_baked(&element) => element.range(),
        _ => return None,
    };
    let declared = root.namespaces().filter(|namespace| NAMESPACES.contains(&namespace.uri()));
    let declared = declared.filter_map(|namespace| {
        let text = declaration(namespace.name()?, namespace.uri());
        let at = start + tag.find(&text)?;
        Some(at..at + text.len())
    });
    let mut left_out: Vec<Range<usize>> = declared.chain([badge]).collect();
    left_out.sort_by_key(|range| range.start);
    let ends = left_out.iter().map(|range| range.end);
    let starts = left_out.iter().map(|range| range.start).chain([file.len()]);
    [0].into_iter().chain(ends).zip(starts).map(|(from, to)| file.get(from..to)).collect()
}

/// What binds a prefix in a tag.
pub(super) fn declaration(prefix: &str, namespace: &str) -> String {
    format!(" xmlns:{prefix}=\"{namespace}\"")
}

/// A prefix for the badge's namespace on the root element, and whether it has
/// to be declared. `openbadges` where it is free: some readers look for it.
pub(super) fn prefix(root: Node<'_, '_>, namespace: &str) -> (String, bool) {
    let bound = |prefix: &str| root.lookup_namespace_uri(Some(prefix));
    let usual = ["openbadges", "openbadges3", "ob3"].map(str::to_owned);
    let numbered = (4..).map(|number| format!("openbadges{number}"));
    for prefix in usual.into_iter().chain(numbered) {
        match bound(&prefix) {
            Some(found) if found == namespace => return (prefix, false),
            None => return (prefix, true),
            Some(_) => {}
        }
    }
    ("openbadges".to_owned(), true)
}

/// The element that carries a badge.
pub(super) fn element(prefix: &str, payload: &Payload, standard: Standard) -> String {
    let name = standard.element();
    match payload {
        // A compact JWS has no character that an attribute would have to escape.
        Payload::Jwt(token) => format!("<{prefix}:{name} verify=\"{token}\"></{prefix}:{name}>"),
        Payload::Json(badge) | Payload::Url(badge) => {
            let data = badge.replace("]]>", "]]]]><![CDATA[>");
            // Open Badges 2.0 repeats the address of a kept badge as an attribute.
            let verify = match (standard, text::safe_place(badge)) {
                (Standard::Two, Some(place)) => format!(" verify=\"{place}\""),
                _ => String::new(),
            };
            format!("<{prefix}:{name}{verify}><![CDATA[{data}]]></{prefix}:{name}>")
        }
    }
}
