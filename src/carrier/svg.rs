//! Badge data in SVG elements (Open Badges 2.0 Baking, 3.0 section 5.3).
//!
//! The document is parsed only to find places; writing splices bytes, so that
//! everything that is not the badge stays exactly as it was.

use std::ops::Range;

use roxmltree::{Document, Node, ParsingOptions};

use super::several::{self, Name, Place};
use super::{Carrier, CarrierError, Extracted, MAX_SVG, Payload, Standard, text};

const NAMESPACE_3: &str = "https://purl.imsglobal.org/ob/v3p0";
const NAMESPACE_2: &str = "http://openbadges.org";

/// Elements, texts and comments that are read. Drawings have some thousands.
const MAX_NODES: u32 = 150_000;
/// Attributes are compared with one another within an element, and namespaces
/// are handed down, so both are bounded before parsing.
const MAX_ATTRIBUTES: usize = 512;
const MAX_NAMESPACES: usize = 256;
/// Attributes in the whole drawing, each of which takes memory.
const MAX_ALL_ATTRIBUTES: usize = 300_000;

fn parse(text: &str) -> Result<Document<'_>, CarrierError> {
    if text.len() > MAX_SVG {
        return Err(CarrierError::TooLarge { what: "SVG pictures", limit_mb: MAX_SVG / 1024 / 1024 });
    }
    let crowded = text.split('<').any(|piece| {
        !piece.starts_with("![CDATA[") && piece.bytes().filter(|byte| *byte == b'=').count() > MAX_ATTRIBUTES
    });
    let all = text.bytes().filter(|byte| *byte == b'=').count();
    let too_many = |what, limit| Err(CarrierError::TooMany { what, limit });
    if text.matches("xmlns").count() > MAX_NAMESPACES {
        return too_many("namespaces", MAX_NAMESPACES);
    }
    if crowded {
        return too_many("attributes of one part", MAX_ATTRIBUTES);
    }
    if all > MAX_ALL_ATTRIBUTES {
        return too_many("attributes", MAX_ALL_ATTRIBUTES);
    }
    let broken = |error: roxmltree::Error| match error {
        roxmltree::Error::NodesLimitReached => CarrierError::TooMany { what: "parts", limit: MAX_NODES as usize },
        other => CarrierError::BrokenSvg(other.to_string()),
    };
    let options = |allow_dtd| ParsingOptions { allow_dtd, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options(false)) {
        // Drawing programs write a document type that only names SVG; it is never fetched.
        Err(roxmltree::Error::DtdDetected) if names_only(text) => {
            Document::parse_with_options(text, options(true)).map_err(broken)?
        }
        Err(roxmltree::Error::DtdDetected) => {
            let why = "its document type (DOCTYPE) defines things, through which files could be read from this \
                       machine; remove it first";
            return Err(CarrierError::BrokenSvg(why.into()));
        }
        other => other.map_err(broken)?,
    };
    if document.root_element().tag_name().name() == "svg" {
        Ok(document)
    } else {
        Err(CarrierError::OtherFile("XML or HTML, not an SVG picture"))
    }
}

/// Whether the document type names a type and defines nothing itself.
fn names_only(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        let skipped = match rest {
            _ if rest.starts_with("<?") => rest.split_once("?>"),
            _ if rest.starts_with("<!--") => rest.split_once("-->"),
            _ => break,
        };
        let Some((_, after)) = skipped else { return false };
        rest = after.trim_start();
    }
    let Some(end) = tag_end(rest, 0) else { return false };
    // An opening bracket begins definitions; in a name or address it has no place.
    rest.starts_with("<!DOCTYPE") && !rest[..end].contains('[')
}

/// How an element is called, when it is called as one with a badge is, or nearly
/// so: some programs look at the name alone, whatever standard it is from.
fn name(node: Node<'_, '_>) -> Option<Name> {
    let name = node.tag_name();
    match (name.namespace(), name.name()) {
        (Some(NAMESPACE_3), "credential") => Some(Name::Of(Standard::Three)),
        (Some(NAMESPACE_2), "assertion") => Some(Name::Of(Standard::Two)),
        (Some(NAMESPACE_2), "credential") | (Some(NAMESPACE_3), "assertion") => Some(Name::Misplaced),
        (namespace, name) => {
            // With or without a prefix of its own before a dot or hyphen.
            let last = name.rsplit(['.', '-', '_']).next().unwrap_or_default();
            let is_called_so = ["credential", "assertion"].iter().any(|usual| last.eq_ignore_ascii_case(usual));
            (is_called_so || namespace.is_some_and(is_badges)).then_some(Name::Alike)
        }
    }
}

/// Whether a namespace is one of badges, but for its case, its scheme and what
/// stands at its end.
fn is_badges(namespace: &str) -> bool {
    let place = |address: &str| {
        let address = address.trim().to_ascii_lowercase();
        let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
        rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches(['/', '#', '?']).to_owned()
    };
    let place_here = place(namespace);
    [NAMESPACE_2, NAMESPACE_3].iter().any(|known| place(known) == place_here)
}

/// What lies in an element that may carry a badge.
#[derive(Clone, Copy)]
enum At<'a, 'input> {
    /// What the standard lets lie there.
    Element(Node<'a, 'input>),
    /// Under a name that is only like one: its text or its attribute, each of
    /// which some program may take.
    Text(Node<'a, 'input>),
    Attribute(Node<'a, 'input>),
}

impl At<'_, '_> {
    fn payload(&self) -> Result<Payload, CarrierError> {
        match *self {
            Self::Element(node) => payload(node),
            Self::Text(node) => text::classify(&body(node)),
            Self::Attribute(node) => text::classify(node.attribute("verify").unwrap_or_default()),
        }
    }

    fn is_like_a_badge(&self) -> bool {
        self.payload().is_ok_and(|payload| text::is_like_a_badge(&payload))
    }
}

/// The places in an element where a badge may lie.
fn places<'a, 'input>(node: Node<'a, 'input>) -> Vec<Place<At<'a, 'input>>> {
    match name(node) {
        None => Vec::new(),
        Some(Name::Alike) => {
            [At::Text(node), At::Attribute(node)].into_iter().map(|at| Place { name: Name::Alike, at }).collect()
        }
        Some(name) => vec![Place { name, at: At::Element(node) }],
    }
}

/// Whether an element has a badge in it, or what pretends to be one.
fn is_carrier(node: Node<'_, '_>) -> bool {
    places(node).iter().any(|place| place.name != Name::Alike || place.at.is_like_a_badge())
}

/// The text that stands in an element itself.
fn body(element: Node<'_, '_>) -> String {
    element.children().filter(|child| child.is_text()).filter_map(|child| child.text()).collect()
}

/// Finds the badge data of an SVG.
pub(super) fn read(file: &str) -> Result<Extracted, CarrierError> {
    let document = parse(file)?;
    let places: Vec<Place<_>> = document.descendants().flat_map(places).collect();
    several::first_of(&places, |at| Ok((Carrier::Svg, at.payload()?)))?.ok_or(CarrierError::NoBadge("SVG"))
}

/// What one carrier element holds: its text, or its `verify` attribute.
fn payload(element: Node<'_, '_>) -> Result<Payload, CarrierError> {
    let refuse = |why: &str| Err(CarrierError::Refused(why.to_owned()));
    if element.children().any(|child| child.is_element()) {
        return refuse("there are elements inside it");
    }
    let body = body(element);
    let verify = element.attribute("verify").map(text::classify).transpose()?;
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
    let document = parse(file)?;
    let root = document.root_element();
    let unexpected = || CarrierError::BrokenSvg("its first tag has no end".into());
    let start = root.range().start;
    let tag = start..tag_end(file, start).ok_or_else(unexpected)?;
    let namespace = match wanted {
        Standard::Two => NAMESPACE_2,
        Standard::Three => NAMESPACE_3,
    };
    let (prefix, declare) = prefix(root, namespace);
    let element = element(&prefix, payload, wanted);
    // Some texts do not survive XML, which has no U+FFFF, say; tried on the badge alone, which is quicker.
    let alone = format!("<svg xmlns:{prefix}=\"{namespace}\">{element}</svg>");
    if !read(&alone).is_ok_and(|found| found.payload == *payload) {
        return Err(CarrierError::Refused("it would not come out of the picture as it went in".into()));
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for node in document.descendants().filter(|node| is_carrier(*node)) {
        // What stands inside one goes with it.
        if edits.last().is_none_or(|(last, _)| node.range().start >= last.end) {
            edits.push((node.range(), String::new()));
        }
    }
    let name_end = start + 1 + file[start + 1..].find(|c: char| c.is_whitespace() || "/>".contains(c)).unwrap_or(0);
    if declare {
        edits.push((name_end..name_end, format!(" xmlns:{prefix}=\"{namespace}\"")));
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

/// Where the tag that begins at `start` ends, after its `>`.
fn tag_end(file: &str, start: usize) -> Option<usize> {
    let mut quote = None;
    for (offset, byte) in file.as_bytes().get(start..)?.iter().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            (None, b'>') => return Some(start + offset + 1),
            _ => {}
        }
    }
    None
}

/// A prefix for the badge's namespace on the root element, and whether it has
/// to be declared. `openbadges` where it is free: some readers look for it.
fn prefix(root: Node<'_, '_>, namespace: &str) -> (String, bool) {
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

fn element(prefix: &str, payload: &Payload, standard: Standard) -> String {
    let name = match standard {
        Standard::Two => "assertion",
        Standard::Three => "credential",
    };
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
