//! Rules on how the artwork fills its square: what may be cut off, empty or
//! blurred.

use std::collections::HashSet;

use crate::artwork::{Artwork, Bounds, Element, ElementId, Kind, SIDE, Spot};
use crate::document::Edit;
use crate::review::look::{grown, name_of};
use crate::review::rule::{Diagnostic, RuleContext};
use crate::review::{Field, Profile, Rule, Severity};
use crate::scene::build;

/// Part of the square that may stay empty.
const MARGIN: f64 = 0.04;

/// Margin that the fix of an empty one leaves.
const LEFT_FREE: f64 = 0.01;

/// Distance that something may reach beyond the square before it is said, in badge units.
const CUT: f64 = 1.0;

/// Place at which a corner is looked at, in badge units from its two sides.
const CORNER: f64 = 4.0;

/// A ground at least as light as this in a corner is a page, not a design.
const PAPER: f64 = 0.85;

/// Pixels that most platforms show, on a side.
const SHOWN: f64 = 600.0;

/// Fewer pixels of a picture than this, for each that is shown, look blurred.
const FEWEST_PIXELS: f64 = 0.6;

/// Weight of an upload to Open Badge Factory, in bytes, at most.
const FACTORY_BYTES: usize = 250_000;

pub(super) const A1: Rule = Rule {
    id: "A1",
    name: "artwork-cut-off",
    severity: Severity::Error,
    profiles: &Profile::ALL,
    source: "all platforms: badges are square pictures",
    title: "Nothing that matters is cut off by the square",
    explanation: "Every file of a badge is a square of 600 units. What lies beyond its edge is not on the picture: a \
                  text loses letters, and an element beside the square is never seen by anybody.",
    example: "A title whose last letter ends 20 units before the edge.",
    reads_english: false,
    check: |context| {
        if context.scene.draws().is_empty() {
            return vec![Diagnostic::new(Field::Artwork, "Nothing is drawn yet: the badge would be an empty square.")];
        }
        let mut diagnostics = Vec::new();
        let on_top: HashSet<ElementId> = context.artwork.elements.iter().map(|element| element.id).collect();
        context.artwork.each(|element| {
            let is_group = matches!(element.kind, Kind::Group { .. });
            if let Some(bounds) = context.scene.bounds(element.id).filter(|_| !is_group) {
                diagnostics.extend(cut_off(context, element, on_top.contains(&element.id), bounds));
            }
        });
        diagnostics
    },
};

fn cut_off(context: &RuleContext<'_>, element: &Element, is_on_top: bool, bounds: Bounds) -> Option<Diagnostic> {
    let field = Field::Element(element.id);
    let outside = bounds.right <= 0.0 || bounds.bottom <= 0.0 || bounds.left >= SIDE || bounds.top >= SIDE;
    if outside {
        let message = format!("{} lies beside the square and is on no picture.", name_of(element, context.badge));
        let edits = vec![Edit::Remove(vec![element.id])];
        return Some(Diagnostic::new(field, message).with_edits("Remove it", "It is taken away", edits));
    }
    let matters = matches!(element.kind, Kind::Text(_) | Kind::Icon { .. }) || is_logo(element);
    let over = [-bounds.left, -bounds.top, bounds.right - SIDE, bounds.bottom - SIDE].into_iter().fold(0.0, f64::max);
    if !matters || over <= CUT {
        return None;
    }
    let diagnostic = Diagnostic::new(field, format!("{} is cut off at the edge.", name_of(element, context.badge)));
    let fits = bounds.width() <= SIDE && bounds.height() <= SIDE && element.copies <= 1;
    if !is_on_top || !fits {
        return Some(diagnostic);
    }
    let into = |low: f64, high: f64| (-low).max(0.0) - (high - SIDE).max(0.0);
    let (dx, dy) = (into(bounds.left, bounds.right), into(bounds.top, bounds.bottom));
    let moved = Element { frame: element.frame.moved(dx, dy), ..element.clone() };
    Some(diagnostic.with_edits("Move it into the square", "It lies within the square", vec![Edit::Put(vec![moved])]))
}

/// A picture that is part of the design, not its ground.
pub(super) fn is_logo(element: &Element) -> bool {
    matches!(element.kind, Kind::Picture { .. }) && element.frame.width.max(element.frame.height) <= SIDE / 2.0
}

pub(super) const A2: Rule = Rule {
    id: "A2",
    name: "artwork-picture-unfit",
    severity: Severity::Error,
    profiles: &Profile::ALL,
    source: "Credly, Open Badge Factory and Open Educational Badges on the size of uploads",
    title: "Pictures on the badge have enough pixels and are not too heavy",
    explanation: "Platforms ask for 600 pixels and more. A small picture that is shown large is blurred there. For \
                  Open Badge Factory the whole file must stay under 250 KB, and pictures travel inside an SVG whole. \
                  What a platform takes is also told under Hand out before the export.",
    example: "A logo of 400 pixels, shown 200 units wide.",
    reads_english: false,
    check: |context| {
        let mut diagnostics = Vec::new();
        context.artwork.each(|element| {
            let Kind::Picture { picture: id, crop, .. } = &element.kind else { return };
            let Some(picture) = context.artwork.pictures.get(id).filter(|_| !element.hidden) else { return };
            let shown = element.frame.width / crop.shown().0 / SIDE * SHOWN;
            if f64::from(picture.width) < shown * FEWEST_PIXELS {
                let message = format!(
                    "{} has {} pixels across and is shown {shown:.0} wide on a badge of 600: it will look blurred. \
                     Use a larger file, or an SVG.",
                    name_of(element, context.badge),
                    picture.width
                );
                diagnostics.push(Diagnostic::new(Field::Element(element.id), message));
            }
        });
        diagnostics
    },
};

pub(super) const A2F: Rule = Rule {
    id: "A2F",
    name: "artwork-file-too-heavy",
    severity: Severity::Warning,
    profiles: &[Profile::OpenBadgeFactory],
    source: "Open Badge Factory, help on badge images",
    title: "The badge stays under 250 KB",
    explanation: "Open Badge Factory takes files of less than 250 KB. Pictures travel inside an SVG as they are, so a \
                  photograph soon makes it too heavy; a PNG of 300 pixels is lighter.",
    example: "A logo of 40 KB.",
    reads_english: false,
    check: |context| {
        let bytes: usize = context.artwork.pictures.values().map(|picture| picture.data.len()).sum();
        // Bytes are written as letters in an SVG, four for three.
        let in_svg = bytes / 3 * 4;
        if in_svg <= FACTORY_BYTES {
            return Vec::new();
        }
        let message = format!(
            "The pictures alone make an SVG of {} KB; Open Badge Factory takes less than 250. Export a PNG, or use \
             smaller pictures.",
            in_svg.div_ceil(1000)
        );
        vec![Diagnostic::new(Field::Artwork, message)]
    },
};

pub(super) const A3: Rule = Rule {
    id: "A3",
    name: "artwork-corners-opaque",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "Badge List and Holopin, badge image guidelines",
    title: "The corners around a round badge are transparent",
    explanation: "A white ground is not seen on white paper. On a dark page it becomes a white box around the badge. \
                  Leave the corners empty: PNG and SVG keep them transparent.",
    example: "A disc without a rectangle under it.",
    reads_english: false,
    check: |context| {
        let (low, high) = (CORNER, SIDE - CORNER);
        let probe = context.probe();
        let corners = [(low, low), (high, low), (low, high), (high, high)].map(|(x, y)| probe.color_at(x, y));
        if !corners.iter().all(|color| color.a > 200 && color.luminance() >= PAPER) {
            return Vec::new();
        }
        let message = "The corners are filled with white: on a dark page a white box stands around the badge.";
        let ground = context.artwork.elements.iter().find(|element| !element.hidden);
        let diagnostic = Diagnostic::new(ground.map_or(Field::Artwork, |ground| Field::Element(ground.id)), message);
        vec![match ground.filter(|ground| clears_the_corners(context, ground.id)) {
            Some(ground) => diagnostic.with_edits(
                format!("Remove {}", name_of(ground, context.badge)),
                "The corners are transparent",
                vec![Edit::Remove(vec![ground.id])],
            ),
            None => diagnostic,
        }]
    },
};

/// Whether the corners would be empty, and something would be left, without an element.
fn clears_the_corners(context: &RuleContext<'_>, ground: ElementId) -> bool {
    let mut artwork = context.artwork.clone();
    artwork.elements.retain(|element| element.id != ground);
    let scene = build(&artwork, context.badge);
    let probe = crate::scene::Probe::new(&scene);
    !scene.draws().is_empty() && probe.color_at(CORNER, CORNER).a < 100
}

pub(super) const A4: Rule = Rule {
    id: "A4",
    name: "artwork-does-not-fill",
    severity: Severity::Hint,
    profiles: &[Profile::Credly],
    source: "Credly, badge image guidelines",
    title: "The artwork fills the square",
    explanation: "Platforms show every badge in a square of the same size. One that leaves a wide margin looks \
                  smaller than those beside it.",
    example: "A disc of 590 units in a square of 600.",
    reads_english: false,
    check: |context| {
        let Some(all) = ink(context.artwork, |id| context.scene.bounds(id)) else { return Vec::new() };
        let longer = all.width().max(all.height());
        if !(CUT..SIDE * (1.0 - MARGIN)).contains(&longer) {
            return Vec::new();
        }
        let message = format!("The artwork takes {:.0} % of the square; make it larger.", longer / SIDE * 100.0);
        let factor = SIDE * (1.0 - LEFT_FREE) / longer;
        let (cx, cy) = all.center();
        // Copies go around the middle of the square, which must stay where it is.
        let is_centred = (cx - SIDE / 2.0).abs() <= CUT && (cy - SIDE / 2.0).abs() <= CUT;
        let has_copies = context.artwork.elements.iter().any(|element| element.copies > 1 && element.middle.is_none());
        let diagnostic = Diagnostic::new(Field::Artwork, message);
        if has_copies && !is_centred {
            return vec![diagnostic];
        }
        let (cx, cy) = if has_copies { (SIDE / 2.0, SIDE / 2.0) } else { (cx, cy) };
        let larger = |element: &Element| {
            let mut element = grown(element, factor);
            element.frame.x = SIDE / 2.0 + (element.frame.x - cx) * factor;
            element.frame.y = SIDE / 2.0 + (element.frame.y - cy) * factor;
            let farther = |at: f64, from: f64| SIDE / 2.0 + (at - from) * factor;
            element.middle = element.middle.map(|spot| Spot { x: farther(spot.x, cx), y: farther(spot.y, cy) });
            element
        };
        let put = context.artwork.elements.iter().map(|element| larger(element)).collect();
        vec![diagnostic.with_edits("Scale it to fill the square", "The artwork fills the square", vec![Edit::Put(put)])]
    },
};

/// The box around all that is seen.
fn ink(artwork: &Artwork, bounds: impl Fn(ElementId) -> Option<Bounds>) -> Option<Bounds> {
    artwork.elements.iter().filter_map(|element| bounds(element.id)).reduce(Bounds::union)
}
