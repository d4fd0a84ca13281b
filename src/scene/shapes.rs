//! The outlines of shapes, around the origin.

mod heraldry;
mod piece;
mod wheels;

use std::f64::consts::{PI, TAU};

use kurbo::{Affine, BezPath, Point, RoundedRect, RoundedRectRadii, Shape as _, Size, Vec2};

use self::piece::{TOLERANCE, ellipse, ring, to};
use super::paint::within;
use crate::artwork::{Kind, RibbonStyle};

pub(super) use piece::{Piece, frame};

/// Most bytes of path data that are read.
const MAX_PATH_BYTES: usize = 2 * 1024 * 1024;

/// The outlines of a shape in a box of this size, from the back to the front;
/// none for kinds that are not shapes.
pub(super) fn pieces(kind: &Kind, size: Size) -> Vec<Piece> {
    let path = match kind {
        Kind::Disc => ellipse(size, 1.0),
        Kind::Ring { inner } => ring(size, within(*inner, 0.0, 0.999, 0.5)),
        Kind::Rectangle { corners } => rectangle(size, *corners),
        Kind::Polygon { sides, corner } => polygon(size, *sides, *corner),
        Kind::Star { points, inner, corner } => star(size, *points, within(*inner, 0.02, 1.0, 0.5), *corner),
        Kind::Scallop { lobes, depth } => scallop(size, *lobes, within(*depth, 0.0, 0.5, 0.1)),
        Kind::Segment { inner, span } => {
            wheels::segment(size, within(*inner, 0.0, 0.999, 0.5), within(*span, 1.0, 360.0, 90.0))
        }
        Kind::WaveRing { lobes, depth, inner } => {
            let mut path = scallop(size, *lobes, within(*depth, 0.0, 0.5, 0.1));
            let inner = within(*inner, 0.0, 0.999, 0.5);
            if inner > 0.0 {
                path.extend(ellipse(size, inner).reverse_subpaths());
            }
            path
        }
        Kind::Gear { teeth, depth, hole } => {
            wheels::gear(size, *teeth, within(*depth, 0.0, 0.5, 0.2), within(*hole, 0.0, 0.95, 0.0))
        }
        Kind::Rays { count, inner, cover } => {
            wheels::rays(size, *count, within(*inner, 0.0, 0.99, 0.3), within(*cover, 0.01, 0.99, 0.5))
        }
        Kind::Shield { style, sides } => heraldry::shield(size, *style, within(*sides, 0.0, 1.0, 0.5)),
        Kind::Teardrop => heraldry::teardrop(size),
        Kind::Pennant { point } => heraldry::pennant(size, within(*point, -0.9, 0.9, 0.2)),
        Kind::Laurel { leaves } => return heraldry::laurel(size, *leaves),
        Kind::Ribbon { style, ends, rise } => {
            let (ends, rise) = (within(*ends, 0.0, 2.0, 1.0), within(*rise, 0.0, 1.8, 1.0));
            return match style {
                RibbonStyle::Band => vec![heraldry::band(size, ends).into()],
                RibbonStyle::Banner => heraldry::banner(size, ends, rise),
                RibbonStyle::Tails => heraldry::tails(size, ends),
                RibbonStyle::Arched => heraldry::arched(size, ends, rise),
            };
        }
        Kind::Outline { path, view } => match outline(path, *view, size) {
            Some(path) => path,
            None => return Vec::new(),
        },
        Kind::Text(_) | Kind::Icon { .. } | Kind::Picture { .. } | Kind::Group { .. } => return Vec::new(),
    };
    vec![path.into()]
}

fn rectangle(size: Size, corners: [f64; 4]) -> BezPath {
    let most = size.width.min(size.height) / 2.0;
    let [upper_left, upper_right, lower_right, lower_left] = corners.map(|radius| within(radius, 0.0, most, 0.0));
    if corners.iter().all(|radius| *radius <= 0.0) {
        return frame(size).to_path(TOLERANCE);
    }
    let radii = RoundedRectRadii::new(upper_left, upper_right, lower_right, lower_left);
    RoundedRect::from_rect(frame(size), radii).to_path(TOLERANCE)
}

/// Points on the ellipse of the box, clockwise from the top.
fn around(size: Size, count: u32, part: impl Fn(u32) -> f64) -> Vec<Point> {
    (0..count)
        .map(|index| {
            let angle = TAU * f64::from(index) / f64::from(count) - PI / 2.0;
            let part = part(index) / 2.0;
            Point::new(angle.cos() * size.width * part, angle.sin() * size.height * part)
        })
        .collect()
}

fn polygon(size: Size, sides: u32, corner: f64) -> BezPath {
    rounded(&around(size, sides.clamp(3, 60), |_| 1.0), |_| corner)
}

fn star(size: Size, points: u32, inner: f64, corner: f64) -> BezPath {
    let is_point = |index: u32| index.is_multiple_of(2);
    let places = around(size, points.clamp(3, 60) * 2, |index| if is_point(index) { 1.0 } else { inner });
    rounded(&places, |index| if index % 2 == 0 { corner } else { 0.0 })
}

/// A closed line through these points, with round corners where they have a
/// radius. A corner takes at most half of either side.
fn rounded(points: &[Point], radius: impl Fn(usize) -> f64) -> BezPath {
    let mut path = BezPath::new();
    let count = points.len();
    for (index, &here) in points.iter().enumerate() {
        let before = points[(index + count - 1) % count] - here;
        let after = points[(index + 1) % count] - here;
        let sides = before.hypot().min(after.hypot()) / 2.0;
        let half_angle = before.cross(after).abs().atan2(before.dot(after)) / 2.0;
        let cut = (within(radius(index), 0.0, 1e4, 0.0) / half_angle.tan()).min(sides);
        if !cut.is_finite() || cut < 0.05 {
            to(&mut path, here);
            continue;
        }
        let (begin, end) = (here + before.normalize() * cut, here + after.normalize() * cut);
        // The cubic nearest to the arc that touches both sides.
        let turn = PI - 2.0 * half_angle;
        let handle = 4.0 / 3.0 * (turn / 4.0).tan() * half_angle.tan();
        to(&mut path, begin);
        path.curve_to(begin.lerp(here, handle), end.lerp(here, handle), end);
    }
    path.close_path();
    path
}

/// A circle whose radius swings between 1 and 1 − depth, a wave's crest at the
/// top.
fn scallop(size: Size, lobes: u32, depth: f64) -> BezPath {
    const STEPS_PER_LOBE: u32 = 4;
    let lobes = lobes.clamp(3, 120);
    let waves = f64::from(lobes);
    let stretch = Vec2::new(size.width / 2.0, size.height / 2.0);
    // Place and direction at an angle from the top.
    let at = |angle: f64| {
        let radius = 1.0 - depth / 2.0 * (1.0 - (waves * angle).cos());
        let slope = -depth / 2.0 * waves * (waves * angle).sin();
        let (sin, cos) = angle.sin_cos();
        let place = Point::new(radius * sin * stretch.x, -radius * cos * stretch.y);
        let direction = Vec2::new((slope * sin + radius * cos) * stretch.x, (-slope * cos + radius * sin) * stretch.y);
        (place, direction)
    };
    let step = TAU / f64::from(lobes * STEPS_PER_LOBE);
    let mut path = BezPath::new();
    let (mut here, mut direction) = at(0.0);
    path.move_to(here);
    for index in 1..=lobes * STEPS_PER_LOBE {
        let (next, next_direction) = at(step * f64::from(index));
        path.curve_to(here + direction * (step / 3.0), next - next_direction * (step / 3.0), next);
        (here, direction) = (next, next_direction);
    }
    path.close_path();
    path
}

/// Path data in a box of `view` units, stretched to the size.
pub(super) fn outline(data: &str, view: [f64; 2], size: Size) -> Option<BezPath> {
    let sane = |side: f64| side.is_finite() && (1e-3..=1e6).contains(&side);
    if data.len() > MAX_PATH_BYTES || !view.iter().all(|side| sane(*side)) {
        return None;
    }
    let mut path = BezPath::from_svg(data).ok()?;
    path.apply_affine(
        Affine::scale_non_uniform(size.width / view[0], size.height / view[1])
            * Affine::translate((-view[0] / 2.0, -view[1] / 2.0)),
    );
    Some(path)
}
