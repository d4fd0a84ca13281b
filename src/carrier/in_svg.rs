//! Badges in SVG pictures, in elements of their own (Open Badges 2.0 Baking, 3.0 section 5.3).
//!
//! The document is parsed only to find places; writing splices bytes, so that
//! everything that is not the badge stays exactly as it was.

use std::borrow::Cow;
use std::ops::Range;

use roxmltree::{Document, Node};

use super::alike;
use super::found::{Carrier, CarrierError, Extracted, Note, Payload};
use super::names::{Name, Standard};
use super::search::Search;
use super::several::{self, Lying, Place};
use super::svg::{self, VERIFY};
use super::{signs, text, xml};

/// An element that carries a badge.
struct Element<'a, 'input>(Node<'a, 'input>);

impl Lying for Element<'_, '_> {
    fn payload(&self) -> Result<(Carrier, Payload), CarrierError> {
        Ok((Carrier::Svg, payload(self.0)?))
    }

    fn wrapped(&self) -> Option<(Carrier, Payload, Note)> {
        if self.0.children().any(|child| !child.is_text()) {
            return None;
        }
        let body = xml::own_text(self.0).filter(|body| !body.trim().is_empty());
        let text = match (self.0.attribute(VERIFY), body) {
            (Some(verify), None) => Cow::from(verify),
            (None, Some(body)) => body,
            _ => return None,
        };
        text::unwrapped(&text).map(|(payload, note)| (Carrier::Svg, payload, note))
    }

    fn look_through(&self, search: &mut Search) {
        svg::held(self.0).for_each(|text| search.look(&text, true));
    }
}

/// The elements that are called as one with a badge is, or nearly so.
struct Called<'a, 'input> {
    /// Those that carry one.
    places: Vec<Place<Element<'a, 'input>>>,
    /// What is to be looked through: those that stand in no other, or the whole
    /// drawing where something outside of them may be a badge as well.
    parts: Vec<Node<'a, 'input>>,
}

impl<'a, 'input> Called<'a, 'input> {
    fn of(document: &'a Document<'input>, file: &str) -> Self {
        let (mut places, mut parts) = (Vec::new(), Vec::new());
        let (mut end, mut is_more_outside) = (0, false);
        let has_signs = |part: Range<usize>| file.as_bytes().get(part).is_some_and(signs::has_signs);
        for node in document.descendants() {
            let Some(name) = svg::name(node) else { continue };
            let range = node.range();
            if range.start >= end {
                is_more_outside |= has_signs(end..range.start);
                end = range.end;
                parts.push(node);
            }
            if name != Name::Alike {
                places.push(Place { name, at: Element(node) });
            }
        }
        if is_more_outside || has_signs(end..file.len()) {
            parts = vec![document.root()];
        }
        Self { places, parts }
    }

    /// Looks for what may be a badge to some program and lies in no place for one.
    fn elsewhere(&self) -> Search {
        let mut search = Search::default();
        // Up to where all words were looked at together, and up to where they told something.
        let (mut held_end, mut told_end) = (0, 0);
        for node in self.parts.iter().flat_map(Node::descendants) {
            let (range, name) = (node.range(), svg::name(node));
            let is_nearly_called = name == Some(Name::Alike);
            let is_held = match name {
                None => false,
                Some(Name::Alike) => range.start >= held_end,
                Some(_) => true,
            };
            if is_held {
                held_end = held_end.max(range.end);
                let known = search.told();
                if is_nearly_called {
                    svg::held(node).for_each(|text| search.look(&text, true));
                }
                if !is_nearly_called || search.told() > known {
                    told_end = told_end.max(range.end);
                }
            }
            search.look_at_markup(node);
            for attribute in node.attributes() {
                let is_verify = name.is_some() && node.attribute_node(VERIFY) == Some(attribute);
                if !(is_verify && is_held) {
                    search.look(attribute.value(), is_verify);
                }
            }
            if !is_held && (range.start >= told_end || !node.is_element()) {
                xml::words(node).into_iter().for_each(|words| search.look(&words, is_nearly_called));
            }
        }
        search.look_at_joined(self.parts.iter().flat_map(Node::descendants));
        search
    }

    /// Where badges lie, and nothing else.
    fn ranges(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut held_end = 0;
        for node in self.parts.iter().flat_map(Node::descendants) {
            // What stands inside one goes with it.
            let range = node.range();
            if found.last().is_some_and(|last| range.start < last.end) {
                continue;
            }
            // The drawing itself, whatever it is called.
            let is_drawing = node.is_element() && node.parent().is_none_or(|parent| parent.is_root());
            let is_badge = match svg::name(node) {
                _ if is_drawing => false,
                Some(name) if name.is_carrier() => true,
                Some(Name::Alike) if range.start >= held_end => {
                    held_end = range.end;
                    svg::held(node).any(|text| alike::is_badge_data(&text, true))
                }
                name => {
                    // One with others in it may be a part of the drawing.
                    let stands_alone = !node.children().any(|child| child.is_element());
                    stands_alone && xml::words(node).is_some_and(|words| alike::is_badge_data(&words, name.is_some()))
                }
            };
            if is_badge {
                found.push(range);
                continue;
            }
            let attributes = node.attributes().filter(|attribute| alike::is_badge_data(attribute.value(), false));
            found.extend(attributes.map(|attribute| attribute.range()));
        }
        found
    }
}

/// Finds the badge data of an SVG.
pub(super) fn read(file: &str) -> Result<Extracted, CarrierError> {
    let document = svg::parse(file)?;
    let called = Called::of(&document, file);
    let mut elsewhere = called.elsewhere();
    elsewhere.look_at_raw(&document);
    let is_nothing = elsewhere.found.is_empty();
    match several::first_of(&called.places, elsewhere)? {
        Some(found) => Ok(found),
        None if is_nothing => Err(CarrierError::NoBadge("SVG")),
        None => Err(CarrierError::Mistaken(several::UNKNOWN_NAME)),
    }
}

/// What one carrier element holds: its text, or its `verify` attribute.
fn payload(element: Node<'_, '_>) -> Result<Payload, CarrierError> {
    let refuse = |why: &str| Err(CarrierError::Refused(why.to_owned()));
    if element.children().any(|child| child.is_element()) {
        return refuse("there are elements inside it");
    }
    if element.children().any(|child| child.is_comment() || child.is_pi()) {
        return refuse("a comment or an instruction stands inside it, which some programs read as a part of it");
    }
    let body = xml::own_text(element).unwrap_or_default();
    // Whoever reads no XML finds the end of a text, and of the badge, elsewhere.
    let marks = |text: &str| text.bytes().filter(|byte| *byte == b'"').count();
    let written = marks(svg::inside(element));
    if written != 0 && written != marks(&body) {
        return refuse(
            "some of its quotation marks are written as such and some by number, so programs read it differently",
        );
    }
    let verify = element.attribute(VERIFY).map(text::classify).transpose()?;
    let body = if body.trim().is_empty() { None } else { Some(text::classify(&body)?) };
    match (verify, body) {
        (None, Some(body @ (Payload::Json(_) | Payload::Jwt(_)))) => Ok(body),
        (Some(verify), None) => Ok(verify),
        // Open Badges 2.0 repeats the address of a hosted badge here; the body is the badge.
        (Some(Payload::Url(url)), Some(body @ Payload::Json(_))) if element.tag_name().name() == "assertion" => {
            if text::place(body.as_str()).as_deref() == Some(url.as_str()) {
                Ok(body)
            } else {
                refuse("its text and its attribute name different badges, and each program shows one of them")
            }
        }
        (Some(verify), Some(body)) if verify == body => Ok(body),
        (Some(_), Some(_)) => refuse("it is there twice, once as text and once as an attribute, and they differ"),
        (None, _) => refuse("there is nothing in it"),
    }
}

/// The same SVG with one badge, directly after the `<svg>` tag.
pub(super) fn bake(file: &str, payload: &Payload, wanted: Standard) -> Result<String, CarrierError> {
    let document = svg::parse(file)?;
    let root = document.root_element();
    let unexpected = || CarrierError::BrokenSvg("its first tag has no end".into());
    let start = root.range().start;
    let tag = start..xml::tag_end(file, start).ok_or_else(unexpected)?;
    let namespace = wanted.namespace();
    let (prefix, declare) = svg::prefix(root, namespace);
    let element = svg::element(&prefix, payload, wanted);
    // Some texts do not survive XML, which has no U+FFFF, say; tried on the badge alone, which is quicker.
    let alone = format!("<svg{}>{element}</svg>", svg::declaration(&prefix, namespace));
    if !read(&alone).is_ok_and(|found| found.payload == *payload) {
        return Err(CarrierError::Refused("it would not come out of the picture as it went in".into()));
    }
    let ranges = Called::of(&document, file).ranges();
    let mut edits: Vec<(Range<usize>, String)> = ranges.into_iter().map(|range| (range, String::new())).collect();
    let name_end = start + 1 + file[start + 1..].find(|c: char| c.is_whitespace() || "/>".contains(c)).unwrap_or(0);
    if declare {
        edits.push((name_end..name_end, svg::declaration(&prefix, namespace)));
    }
    if file[tag.clone()].ends_with("/>") {
        let name = &file[start + 1..name_end];
        edits.push((tag.end - 2..tag.end, format!(">{element}</{name}>")));
    } else {
        edits.push((tag.end..tag.end, element));
    }
    // A stable sort keeps the new element before one it replaces.
    edits.sort_by_key(|(range, text)| (range.start, text.is_empty()));
    let mut baked = String::with_capacity(file.len() + payload.as_str().len() + 256);
    let mut at = 0;
    for (range, text) in edits {
        baked.push_str(&file[at..range.start]);
        baked.push_str(&text);
        at = range.end;
    }
    baked.push_str(&file[at..]);
    Ok(baked)
}
