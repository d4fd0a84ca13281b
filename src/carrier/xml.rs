//! XML from strangers, read within limits.

use std::borrow::Cow;

use roxmltree::{Document, Node, ParsingOptions};

use super::found::{CarrierError, MAX_SVG};

/// Elements, texts and comments that are read. Drawings have some thousands.
const MAX_NODES: u32 = 60_000;
/// Attributes are compared with one another within an element, and namespaces
/// are handed down, so both are bounded before parsing.
const MAX_ATTRIBUTES: usize = 512;
const MAX_NAMESPACES: usize = 256;
/// Attributes in the whole drawing, each of which takes memory beside the file and
/// the record in it.
const MAX_ALL_ATTRIBUTES: usize = 100_000;

/// How a document type begins.
const DOCTYPE: &str = "<!DOCTYPE";

/// What something with tags is called that is no drawing.
pub(super) const NO_SVG: &str = "XML or HTML, not an SVG picture";

pub(super) fn parse(text: &str) -> Result<Document<'_>, CarrierError> {
    if text.len() > MAX_SVG {
        return Err(CarrierError::TooLarge { what: "SVG pictures", limit_mb: MAX_SVG / 1024 / 1024 });
    }
    let (mut all, mut crowded) = (0, false);
    for piece in text.split('<') {
        let attributes = piece.bytes().filter(|byte| *byte == b'=').count();
        all += attributes;
        crowded |= attributes > MAX_ATTRIBUTES && !piece.starts_with("![CDATA[");
    }
    let too_many = |what, limit| Err(CarrierError::TooMany { what, limit });
    // Each takes an attribute, so most drawings need not be searched for them.
    if all > MAX_NAMESPACES && text.matches("xmlns").count() > MAX_NAMESPACES {
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
    match Document::parse_with_options(text, options(false)) {
        // Drawing programs write a document type that only names SVG; it is never fetched.
        Err(roxmltree::Error::DtdDetected) if names_only(text) => {
            Document::parse_with_options(text, options(true)).map_err(|error| not_xml(text).unwrap_or(broken(error)))
        }
        Err(roxmltree::Error::DtdDetected) => {
            let why = "its document type (DOCTYPE) defines things, through which files could be read from this \
                       machine; remove it first";
            Err(CarrierError::BrokenSvg(why.into()))
        }
        other => other.map_err(|error| not_xml(text).unwrap_or(broken(error))),
    }
}

/// What a text that cannot be read as XML is, where its first words tell.
fn not_xml(text: &str) -> Option<CarrierError> {
    let begun = after_prolog(text)?;
    let begins = |with: &str| begun.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    match () {
        () if begins("<!doctype html") || begins("<html") => Some(CarrierError::OtherFile(NO_SVG)),
        () if begins(DOCTYPE) && !begun.starts_with(DOCTYPE) => Some(CarrierError::BrokenSvg(
            "its document type is not written in capitals (<!DOCTYPE), without which it is no XML; write it so".into(),
        )),
        () => None,
    }
}

/// The words of a part itself: of an element, of a comment or of an instruction.
pub(super) fn words<'a>(node: Node<'a, '_>) -> Option<Cow<'a, str>> {
    match node.pi() {
        Some(instruction) => instruction.value.map(Cow::from),
        None if node.is_comment() => node.text().map(Cow::from),
        None => own_text(node),
    }
}

/// The words that stand in an element itself, though other parts stand between them.
pub(super) fn own_text<'a>(element: Node<'a, '_>) -> Option<Cow<'a, str>> {
    let mut texts = element.children().filter(Node::is_text).filter_map(|text| text.text());
    let first = texts.next()?;
    Some(texts.next().map_or(Cow::from(first), |next| [first, next].into_iter().chain(texts).collect()))
}

/// Whether the document type names a type and defines nothing itself.
fn names_only(text: &str) -> bool {
    let Some(rest) = after_prolog(text) else { return false };
    let Some(end) = tag_end(rest, 0) else { return false };
    // An opening bracket begins definitions; in a name or address it has no place.
    rest.starts_with(DOCTYPE) && !rest[..end].contains('[')
}

/// The text behind the instructions and comments with which it begins.
fn after_prolog(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        let (_, after) = match rest {
            _ if rest.starts_with("<?") => rest.split_once("?>")?,
            _ if rest.starts_with("<!--") => rest.split_once("-->")?,
            _ => return Some(rest),
        };
        rest = after.trim_start();
    }
}

/// Where the tag that begins at `start` ends, after its `>`.
pub(super) fn tag_end(file: &str, start: usize) -> Option<usize> {
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
