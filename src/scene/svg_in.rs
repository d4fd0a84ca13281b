//! Reads an SVG file into elements.
//!
//! Nothing outside the file is ever opened, and nothing in it is run. Files
//! that would take long or much memory are refused before they are laid out.

mod cost;
mod error;
mod outline;

use std::sync::Arc;

use kurbo::{Affine, Vec2};
use usvg::roxmltree;

use self::outline::{Outline, affine, clip_outline, outline};
use super::combine::as_kind;
use crate::artwork::{Bounds, Element, ElementId, Frame, Kind, MAX_DEPTH};

pub use error::{MAX_SVG_BYTES, MAX_SVG_SHAPES, SvgError};

/// Most points of all its outlines.
const MAX_POINTS: usize = 100_000;

/// What became of an SVG file.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// A group with the file's shapes, in the middle of the artwork.
    pub element: Element,
    /// What the file has that is not taken over, such as "text".
    pub left_out: Vec<&'static str>,
}

/// Reads an SVG file into a group of outlines whose longer side is `side`
/// badge units. The group gets the id `first`, its parts the ones after it.
///
/// # Errors
/// When the file is no SVG file, is over the limits, or has nothing to draw.
pub fn read_svg(data: &[u8], first: ElementId, side: f64) -> Result<Drawing, SvgError> {
    if data.len() > MAX_SVG_BYTES {
        return Err(SvgError::TooManyBytes { megabytes: data.len().div_ceil(1024 * 1024) });
    }
    let text = std::str::from_utf8(data).map_err(|_| SvgError::Unreadable("it is not text in UTF-8".into()))?;
    if text.contains("<!ENTITY") {
        return Err(SvgError::Entities);
    }
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 200_000, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => SvgError::TooComplex,
        error => SvgError::Unreadable(error.to_string()),
    })?;
    cost::check(&document)?;
    let tree = usvg::Tree::from_xmltree(&document, &options_without_files())
        .map_err(|error| SvgError::Unreadable(error.to_string()))?;
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let scale = side.clamp(Frame::MIN_SIDE, 1e4) / width.max(height);
    let mut reader = Reader {
        to_badge: Affine::scale(scale) * Affine::translate((-width / 2.0, -height / 2.0)),
        next: first.0.saturating_add(1),
        shapes: 0,
        points: 0,
        left_out: Vec::new(),
    };
    not_taken_over(&document).into_iter().for_each(|what| reader.leave_out(what));
    let parts = reader.group(tree.root(), 0)?;
    let bounds = parts.iter().map(|part| part.frame.bounds()).reduce(Bounds::union).ok_or(SvgError::Empty)?;
    let element = grouped(first, parts, bounds);
    let frame = Frame { rotation: 0.0, ..Frame::centred(element.frame.width, element.frame.height) };
    Ok(Drawing { element: Element { frame, ..element }, left_out: reader.left_out })
}

/// What the file has that is never drawn: nothing in it is run, and nothing
/// outside of it is opened.
fn not_taken_over(document: &roxmltree::Document<'_>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let what = match node.tag_name().name() {
            "text" => Some("text"),
            "script" => Some("scripts"),
            "image" => Some("pictures"),
            "foreignObject" => Some("embedded pages"),
            "animate" | "animateTransform" | "animateMotion" | "set" => Some("movement"),
            _ => None,
        };
        found.extend(what);
        for attribute in node.attributes() {
            let value = attribute.value().trim().trim_start_matches("url(").trim_start_matches(['"', '\'']);
            let is_link = matches!(attribute.name(), "href" | "src" | "style" | "fill" | "stroke" | "filter" | "mask");
            // Links that people follow are drawn as what they hold.
            if is_link
                && node.tag_name().name() != "a"
                && ["http:", "https:", "file:", "//"].iter().any(|s| value.starts_with(s))
            {
                found.push("links to other files");
            }
            if attribute.name().starts_with("on") {
                found.push("scripts");
            }
        }
    }
    found
}

/// Pictures within the file are not taken over, and those it only names are
/// not looked for.
fn options_without_files() -> usvg::Options<'static> {
    usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

struct Reader {
    to_badge: Affine,
    next: u64,
    shapes: usize,
    points: usize,
    left_out: Vec<&'static str>,
}

impl Reader {
    /// The elements of a group, around the middle of the drawing. Groups that
    /// do nothing are taken apart.
    fn group(&mut self, group: &usvg::Group, depth: usize) -> Result<Vec<Element>, SvgError> {
        let clip = group.clip_path().filter(|_| depth + 2 < MAX_DEPTH);
        let clip = clip.and_then(|clip| clip_outline(clip, self.to_badge * affine(group.abs_transform())));
        if group.clip_path().is_some() && clip.is_none() {
            self.leave_out("clipping");
        }
        if group.mask().is_some() {
            self.leave_out("masks");
        }
        if !group.filters().is_empty() {
            self.leave_out("filters");
        }
        let opacity = f64::from(group.opacity().get());
        let own_group = clip.is_some() || (opacity < 1.0 && group.children().len() > 1 && depth + 2 < MAX_DEPTH);
        let id = ElementId(self.next);
        if own_group {
            self.next = self.next.saturating_add(1);
        }
        let mut parts = Vec::new();
        for node in group.children() {
            match node {
                usvg::Node::Group(inner) => parts.extend(self.group(inner, depth + usize::from(own_group))?),
                usvg::Node::Path(path) if path.is_visible() => parts.extend(self.path(path)?),
                usvg::Node::Path(_) => {}
                usvg::Node::Image(_) => self.leave_out("pictures"),
                usvg::Node::Text(_) => self.leave_out("text"),
            }
        }
        if let Some(clip) = clip {
            let Some((kind, frame)) = as_kind(&clip).filter(|_| !parts.is_empty()) else { return Ok(Vec::new()) };
            parts.insert(0, Element::new(ElementId(self.next), kind, frame));
            self.next = self.next.saturating_add(1);
            return Ok(vec![Element { opacity, clipped: true, ..grouped(id, parts, frame.bounds()) }]);
        }
        if own_group {
            let bounds = parts.iter().map(|part| part.frame.bounds()).reduce(Bounds::union);
            let whole = bounds.map(|bounds| Element { opacity, ..grouped(id, parts, bounds) });
            return Ok(whole.into_iter().collect());
        }
        for part in &mut parts {
            part.opacity *= opacity;
        }
        Ok(parts)
    }

    fn path(&mut self, path: &usvg::Path) -> Result<Option<Element>, SvgError> {
        self.shapes += 1;
        self.points += path.data().len();
        if self.shapes > MAX_SVG_SHAPES || self.points > MAX_POINTS {
            return Err(SvgError::TooComplex);
        }
        let Outline { path, frame, fill, stroke, has_pattern } = outline(path, self.to_badge);
        if has_pattern {
            self.leave_out("patterns");
        }
        if (fill.is_none() && stroke.is_none()) || !frame.is_sane() {
            return Ok(None);
        }
        let id = ElementId(self.next);
        self.next = self.next.saturating_add(1);
        let kind = Kind::Outline { path, view: [frame.width, frame.height] };
        Ok(Some(Element { fill, stroke, ..Element::new(id, kind, frame) }))
    }

    fn leave_out(&mut self, what: &'static str) {
        if !self.left_out.contains(&what) {
            self.left_out.push(what);
        }
    }
}

/// A group around these elements.
fn grouped(id: ElementId, parts: Vec<Element>, bounds: Bounds) -> Element {
    let (x, y) = bounds.center();
    let middle = Vec2::new(x, y);
    let elements = parts.into_iter().map(|part| {
        let frame = part.frame.moved(-middle.x, -middle.y);
        Arc::new(Element { frame, ..part })
    });
    let frame = Frame {
        x,
        y,
        width: bounds.width().max(Frame::MIN_SIDE),
        height: bounds.height().max(Frame::MIN_SIDE),
        rotation: 0.0,
    };
    Element::new(id, Kind::Group { elements: elements.collect() }, frame)
}

#[cfg(test)]
mod tests;
