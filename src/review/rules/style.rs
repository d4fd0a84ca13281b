//! Rules on how the artwork is made: effects, colours, logos, what is hidden.

use std::sync::Arc;

use color::{ColorSpace as _, Oklch, Srgb};

use super::artwork::is_logo;
use crate::artwork::{Bounds, Color, Element, Font, Kind, Paint};
use crate::document::Edit;
use crate::review::english::words::{begun_large, counted, listed};
use crate::review::look::name_of;
use crate::review::rule::Diagnostic;
use crate::review::{Field, Profile, Rule, Severity};
use crate::scene::Missing;

/// Brand colours beside black, white and greys.
const MOST_HUES: usize = 2;

/// Colours with less chroma than this are greys, creams and the like (OKLCH).
const LEAST_CHROMA: f64 = 0.055;

/// Hues that are closer than this are shades of one colour, in degrees.
const SAME_HUE: f64 = 38.0;

/// Stretch of a picture before it is seen.
const STRETCH: f64 = 0.02;

/// Space that must stay free around a logo, as a part of its shorter side.
const CLEAR_SPACE: f64 = 0.1;

pub(super) const A8: Rule = Rule {
    id: "A8",
    name: "artwork-colours-not-flat",
    severity: Severity::Hint,
    profiles: &[Profile::Credly],
    source: "Credly, badge image guidelines",
    title: "Colours are flat",
    explanation: "Credly advises against gradients, bevels and shadows: they blur when a badge is small and date \
                  soon. Other platforms have no such advice.",
    example: "One deep blue instead of a gradient from blue to violet.",
    reads_english: false,
    check: |context| {
        let (mut gradients, mut shadows) = (0, 0);
        context.artwork.each(|element| {
            if element.hidden {
                return;
            }
            let stroke = element.stroke.as_ref().map(|stroke| &stroke.paint);
            gradients += element.fill.iter().chain(stroke).filter(|paint| is_gradient(paint)).count();
            shadows += usize::from(element.shadow.is_some()) + usize::from(element.inner_shadow.is_some());
        });
        let some = |count: usize, noun: &str| match count {
            0 => None,
            1 => Some(format!("a {noun}")),
            more => Some(format!("{} {noun}s", counted(more))),
        };
        let found: Vec<String> = [some(gradients, "gradient"), some(shadows, "shadow")].into_iter().flatten().collect();
        if found.is_empty() {
            return Vec::new();
        }
        let lies = if gradients + shadows == 1 { "lies" } else { "lie" };
        let message = format!("On the artwork {lies} {}.", found.join(" and "));
        let put = context.artwork.elements.iter().map(|element| flat(element)).collect();
        let edits = vec![Edit::Put(put)];
        vec![Diagnostic::new(Field::Artwork, message).with_edits("Make all colours flat", "Colours are flat", edits)]
    },
};

fn is_gradient(paint: &Paint) -> bool {
    matches!(paint, Paint::Linear { .. } | Paint::Radial { .. } | Paint::Angular { .. })
}

/// The element, and what is in it, with the mean of each gradient and without shadows.
fn flat(element: &Element) -> Element {
    let mut element = element.clone();
    element.shadow = None;
    element.inner_shadow = None;
    for paint in element.fill.iter_mut().chain(element.stroke.iter_mut().map(|stroke| &mut stroke.paint)) {
        if let Paint::Linear { stops, .. } | Paint::Radial { stops, .. } | Paint::Angular { stops, .. } = paint {
            let first = stops.first().map_or(Color::BLACK, |stop| stop.color);
            *paint = Paint::Solid(stops.last().map_or(first, |last| first.mixed(last.color, 0.5)));
        }
    }
    if let Kind::Group { elements } = &mut element.kind {
        elements.iter_mut().for_each(|inner| *inner = Arc::new(flat(inner)));
    }
    element
}

pub(super) const A9: Rule = Rule {
    id: "A9",
    name: "artwork-too-many-colours",
    severity: Severity::Hint,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, badge visuals",
    title: "Two colours beside black and white",
    explanation: "A badge is recognised by few colours. Two of the organisation's own, with their lighter and darker \
                  shades, and black, white or a grey are enough.",
    example: "Deep teal and gold on cream.",
    reads_english: false,
    check: |context| {
        let mut hues: Vec<(f64, Color)> = Vec::new();
        context.artwork.each(|element| {
            if element.hidden {
                return;
            }
            let stroke = element.stroke.as_ref().map(|stroke| &stroke.paint);
            for color in element.fill.iter().chain(stroke).flat_map(Paint::colors) {
                let (chroma, hue) = chroma_and_hue(color);
                let is_known = hues.iter().any(|(known, _)| {
                    let apart = (known - hue).abs();
                    apart.min(360.0 - apart) < SAME_HUE
                });
                if color.a > 0 && chroma >= LEAST_CHROMA && !is_known {
                    hues.push((hue, color.with_alpha(255)));
                }
            }
        });
        if hues.len() <= MOST_HUES {
            return Vec::new();
        }
        let colors: Vec<String> = hues.iter().map(|(_, color)| color.to_string()).collect();
        let message =
            format!("{} colours beside black and white: {}. Two are enough.", begun(hues.len()), listed(&colors));
        vec![Diagnostic::new(Field::Artwork, message)]
    },
};

fn begun(number: usize) -> String {
    begun_large(&counted(number))
}

/// Chroma and hue of a colour in Oklab, the hue in degrees.
fn chroma_and_hue(color: Color) -> (f64, f64) {
    let [_, chroma, hue] = Srgb::convert::<Oklch>(color.channels()).map(f64::from);
    (chroma, hue)
}

pub(super) const A11: Rule = Rule {
    id: "A11",
    name: "artwork-logo-mistreated",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "common brand guidelines on logos",
    title: "Logos keep their shape and have room",
    explanation: "A stretched logo looks like a forgery, and most brand guidelines forbid it. They also ask for some \
                  free space around it that no text enters.",
    example: "A logo of 400 by 200 pixels, shown 150 by 75 units.",
    reads_english: false,
    check: |context| {
        let mut diagnostics = Vec::new();
        context.artwork.each(|element| {
            let Some(natural) = natural_shape(element, context.artwork).filter(|_| !element.hidden) else { return };
            let shown = element.frame.width / element.frame.height.max(1e-9);
            let stretch = (shown / natural).max(natural / shown) - 1.0;
            if stretch > STRETCH && stretch.is_finite() {
                let way = if shown > natural { "wide" } else { "high" };
                let message =
                    format!("{} is {:.0} % too {way} for its shape.", name_of(element, context.badge), stretch * 100.0);
                let mut mended = Element::clone(element);
                if shown > natural {
                    mended.frame.width = element.frame.height * natural;
                } else {
                    mended.frame.height = element.frame.width / natural;
                }
                diagnostics.push(Diagnostic::new(Field::Element(element.id), message).with_edits(
                    "Give it back its shape",
                    "It has the shape of its file",
                    vec![Edit::Put(vec![mended])],
                ));
            }
            if is_logo(element)
                && let Some(own) = context.scene.bounds(element.id)
            {
                let free = own.width().min(own.height()) * CLEAR_SPACE;
                let close = context.seen().iter().find(|other| {
                    other.type_size.is_some()
                        && context.scene.bounds(other.id).is_some_and(|text| comes_close(own, text, free))
                });
                if let Some(text) = close.and_then(|seen| context.element(seen.id)) {
                    let message = format!(
                        "{} comes too close to {}; leave at least {free:.0} units free.",
                        name_of(text, context.badge),
                        name_of(element, context.badge)
                    );
                    diagnostics.push(Diagnostic::new(Field::Element(text.id), message));
                }
            }
        });
        diagnostics
    },
};

/// Whether a text enters the space around a logo. The box of a text on an arc
/// is mostly empty: one that holds the whole logo goes around it.
fn comes_close(logo: Bounds, text: Bounds, free: f64) -> bool {
    let goes_around =
        text.left < logo.left && text.right > logo.right && text.top < logo.top && text.bottom > logo.bottom;
    !goes_around
        && text.left < logo.right + free
        && text.right > logo.left - free
        && text.top < logo.bottom + free
        && text.bottom > logo.top - free
}

/// Width for height of what an element shows of its picture.
fn natural_shape(element: &Element, artwork: &crate::artwork::Artwork) -> Option<f64> {
    let Kind::Picture { picture, crop, .. } = &element.kind else { return None };
    let picture = artwork.pictures.get(picture)?;
    let (across, down) = crop.shown();
    (picture.height > 0).then(|| f64::from(picture.width) * across / (f64::from(picture.height) * down))
}

pub(super) const A12: Rule = Rule {
    id: "A12",
    name: "artwork-font-missing-or-hidden",
    severity: Severity::Warning,
    profiles: &[Profile::OpenBadgeFactory, Profile::OpenBadges3],
    source: "iQualify, help on SVG badges",
    title: "Fonts are there, and nothing is hidden",
    explanation: "Platforms that take SVG want outlines instead of fonts and no hidden layers. Exports are written so; \
                  but a font that is not here is replaced by another one, and hidden elements travel along when the \
                  picture is kept editable.",
    example: "A text in Cabin, and no element left over from a draft.",
    reads_english: false,
    check: |context| {
        let mut diagnostics = Vec::new();
        for missing in context.scene.missing() {
            let Missing::Font { element: id, family, used } = missing else { continue };
            let Some(element) = context.element(*id) else { continue };
            let message =
                format!("The font “{family}” is not here; {} is set in {used}.", name_of(element, context.badge));
            let mut mended = Element::clone(element);
            if let Kind::Text(text) = &mut mended.kind {
                text.font = Font::new(used.clone(), text.font.weight);
            }
            diagnostics.push(Diagnostic::new(Field::Element(*id), message).with_edits(
                format!("Use {used}"),
                format!("Its font is {used}"),
                vec![Edit::Put(vec![mended])],
            ));
        }
        let mut hidden = Vec::new();
        context.artwork.each(|element| hidden.extend(element.hidden.then_some(element)));
        if let Some(first) = hidden.first() {
            let message = match hidden.len() {
                1 => format!("{} is hidden.", name_of(first, context.badge)),
                more => format!("{} elements are hidden.", begun(more)),
            };
            let field = Field::Element(first.id);
            let diagnostic = Diagnostic::new(field, message);
            // Of those within each other only the outermost is named.
            let outermost = context.artwork.elements.iter().filter(|element| element.hidden);
            let ids: Vec<_> = outermost.map(|element| element.id).collect();
            diagnostics.push(if ids.len() == hidden.len() {
                diagnostic.with_edits("Remove what is hidden", "Nothing is hidden any more", vec![Edit::Remove(ids)])
            } else {
                diagnostic
            });
        }
        diagnostics
    },
};
