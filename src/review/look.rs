//! Drawn elements as the rules on the artwork see them, with the colours around them.

use std::sync::Arc;

use super::english::words::quoted;
use crate::artwork::{Artwork, Blend, Color, Element, ElementId, Kind, Paint, SIDE};
use crate::badge::Badge;
use crate::scene::{Meeting, PLACES, Probe, Scene, said};

/// The side at which most lists show badges, in pixels.
pub(super) const SMALL: f64 = 110.0;

/// Type at least this high in a small badge is large, in pixels: 18 points, or
/// 14 in bold (WCAG 2.2).
const LARGE: f64 = 24.0;
const LARGE_BOLD: f64 = 18.66;

/// Pages on which a badge may be shown: light ones and dark ones.
const PAGES: [Color; 2] = [Color::WHITE, Color::rgb(0x13, 0x16, 0x1A)];

/// Most texts and icons that are looked at.
const MOST: usize = 60;

/// One in so many places may be too faint: letters touch a thin line here and there.
const FAINT_PLACES: usize = 8;

/// A shape up to this part of the square is a mark; what is larger is a ground.
const MARK: f64 = 0.5;

/// Drawn text, icon or mark, with the colours that meet at its edges.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) id: ElementId,
    /// The height of its type, for a text, in pixels of a small badge.
    pub(super) type_size: Option<f64>,
    pub(super) is_large: bool,
    pub(super) meetings: Vec<Meeting>,
}

impl Seen {
    /// Most places at which an artwork would be looked at.
    pub(super) fn places(artwork: &Artwork) -> usize {
        let (mut texts, mut shapes) = (0, 0);
        artwork.each(|element| match element.kind {
            Kind::Text(_) | Kind::Icon { .. } => texts += 1,
            _ => shapes += 1,
        });
        (MOST.min(texts) + MOST.min(shapes)) * PLACES
    }

    /// All texts and icons that are drawn.
    pub(super) fn all(artwork: &Artwork, scene: &Scene, probe: &Probe<'_>) -> Vec<Self> {
        let mut all = Vec::new();
        artwork.each(|element| {
            if all.len() < MOST {
                all.extend(Self::of(element, scene, probe));
            }
        });
        all
    }

    /// The element, if it is a text or an icon and drawn.
    pub(super) fn of(element: &Element, scene: &Scene, probe: &Probe<'_>) -> Option<Self> {
        let weight = match &element.kind {
            Kind::Text(text) => text.font.weight,
            Kind::Icon { .. } => 0,
            _ => return None,
        };
        scene.bounds(element.id)?;
        let em = scene.type_sizes().iter().find(|(id, _)| *id == element.id).map(|(_, em)| em);
        let type_size = em.map(|em| em * SMALL / SIDE);
        let least = if weight >= 700 { LARGE_BOLD } else { LARGE };
        let is_large = type_size.is_none_or(|pixels| pixels >= least);
        Some(Self { id: element.id, type_size, is_large, meetings: probe.meetings(element.id) })
    }

    /// Shapes that stand for something, such as a star on a disc: filled, not
    /// large, and with no text or icon on them.
    pub(super) fn marks(artwork: &Artwork, scene: &Scene, probe: &Probe<'_>, others: &[Self]) -> Vec<Self> {
        let mut marks = Vec::new();
        mark(&artwork.elements, &mut |element| {
            let Some(bounds) = scene.bounds(element.id).filter(|_| marks.len() < MOST) else { return };
            let carries = |other: &Self| {
                scene.bounds(other.id).is_some_and(|on| {
                    let (x, y) = on.center();
                    (bounds.left..=bounds.right).contains(&x) && (bounds.top..=bounds.bottom).contains(&y)
                })
            };
            if bounds.width().max(bounds.height()) <= MARK * SIDE && !others.iter().any(carries) {
                let meetings = probe.meetings(element.id);
                marks.push(Self { id: element.id, type_size: None, is_large: true, meetings });
            }
        });
        marks
    }

    /// The contrast at the places where half of it can be told better, and the
    /// two colours there.
    pub(super) fn middling(&self) -> Option<(f64, Meeting)> {
        let mut all: Vec<(f64, Meeting)> =
            self.meetings.iter().map(|meeting| worst(*meeting, &|color| color)).collect();
        all.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        all.get(all.len() / 2).copied()
    }

    /// The contrast of what can be told least, and the two colours there, as
    /// `eye` sees them. A few places among many do not count.
    pub(super) fn faintest(&self, eye: impl Fn(Color) -> Color) -> Option<(f64, Meeting)> {
        let mut all: Vec<(f64, Meeting)> = self.meetings.iter().map(|meeting| worst(*meeting, &eye)).collect();
        all.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        all.get(all.len() / FAINT_PLACES).copied()
    }
}

/// Visits the shapes that can be marks. What is drawn faintly, or mixed with
/// what lies under it, is meant as shading.
fn mark(elements: &[Arc<Element>], visit: &mut impl FnMut(&Element)) {
    let is_plain =
        |element: &&Arc<Element>| !element.hidden && element.opacity >= 1.0 && element.blend == Blend::Normal;
    for element in elements.iter().filter(is_plain) {
        let is_solid = matches!(element.fill, Some(Paint::Solid(color)) if color.a == 255) && element.stroke.is_none();
        match &element.kind {
            Kind::Group { elements } if !element.clipped => mark(elements, visit),
            Kind::Star { .. } | Kind::Gear { .. } | Kind::Laurel { .. } | Kind::Teardrop | Kind::Shield { .. }
                if is_solid =>
            {
                visit(element);
            }
            _ => {}
        }
    }
}

/// Contrast of a meeting on the page where it can be told least.
fn worst(meeting: Meeting, eye: &impl Fn(Color) -> Color) -> (f64, Meeting) {
    let on = |page: Color| {
        let over = |color: Color| page.mixed(color.with_alpha(255), f64::from(color.a) / 255.0).with_alpha(255);
        let (ink, ground) = (over(meeting.ink), over(meeting.ground));
        (eye(ink).contrast(eye(ground)), Meeting { ink, ground })
    };
    let [light, dark] = PAGES.map(on);
    if meeting.ground.a == 255 || light.0 <= dark.0 { light } else { dark }
}

/// Name of an element in a finding: the words of a text, else its title.
pub(super) fn name_of(element: &Element, badge: &Badge) -> String {
    match &element.kind {
        Kind::Text(text) => quoted(&said(text, badge)),
        _ => quoted(&element.title()),
    }
}

/// Element with everything about it larger by this factor; its middle
/// stays where it is.
pub(super) fn grown(element: &Element, factor: f64) -> Element {
    element.grown(factor)
}
