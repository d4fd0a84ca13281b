//! Circles that elements have.

use kurbo::Point;

use crate::artwork::{Element, Kind};

/// A circle that others can rest on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ring {
    pub(super) center: Point,
    pub(super) radius: f64,
}

/// The radius of an element whose frame is a circle's and whose shape goes
/// around it.
pub(super) fn rim(element: &Element) -> Option<f64> {
    let frame = element.frame;
    let round = match element.kind {
        Kind::Disc
        | Kind::Ring { .. }
        | Kind::Segment { .. }
        | Kind::WaveRing { .. }
        | Kind::Scallop { .. }
        | Kind::Gear { .. }
        | Kind::Rays { .. } => true,
        Kind::Star { points, .. } => points > 8,
        _ => false,
    };
    (round && (frame.width - frame.height).abs() < 0.01 * frame.width).then_some(frame.width / 2.0)
}

/// The circles of an element: its rim, its hole, and the middle between them.
pub(super) fn of(element: &Element) -> Vec<Ring> {
    let Some(rim) = rim(element) else { return Vec::new() };
    let hole = match element.kind {
        Kind::Ring { inner } | Kind::Segment { inner, .. } | Kind::WaveRing { inner, .. } => inner * rim,
        _ => 0.0,
    };
    let radii = if hole > 0.0 { vec![rim, hole, f64::midpoint(rim, hole)] } else { vec![rim] };
    let center = Point::new(element.frame.x, element.frame.y);
    radii.into_iter().map(|radius| Ring { center, radius }).collect()
}
