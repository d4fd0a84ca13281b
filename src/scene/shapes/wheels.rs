//! What is made of parts around a centre.

use std::f64::consts::{PI, TAU};

use kurbo::{Arc, BezPath, Point, Size, Vec2};

use super::piece::{TOLERANCE, ellipse, ring, to};

/// A place on the ellipse of the box; the angle counts clockwise from the top.
fn on(size: Size, part: f64, angle: f64) -> Point {
    let (sin, cos) = angle.sin_cos();
    Point::new(sin * size.width / 2.0 * part, -cos * size.height / 2.0 * part)
}

/// Goes along the ellipse from one angle to another.
fn along(path: &mut BezPath, size: Size, part: f64, from: f64, to_angle: f64) {
    let radii = Vec2::new(size.width / 2.0 * part, size.height / 2.0 * part);
    to(path, on(size, part, from));
    let arc = Arc::new(Point::ORIGIN, radii, from - PI / 2.0, to_angle - from, 0.0);
    path.extend(arc.append_iter(TOLERANCE));
}

/// Part of a ring around the top, `span` degrees of it.
pub(super) fn segment(size: Size, inner: f64, span: f64) -> BezPath {
    if span >= 360.0 {
        return ring(size, inner);
    }
    let half = span.to_radians() / 2.0;
    let mut path = BezPath::new();
    along(&mut path, size, 1.0, -half, half);
    if inner > 0.0 {
        along(&mut path, size, inner, half, -half);
    } else {
        path.line_to(Point::ORIGIN);
    }
    path.close_path();
    path
}

/// A cogwheel: flat teeth with slanted flanks.
pub(super) fn gear(size: Size, teeth: u32, depth: f64, hole: f64) -> BezPath {
    let teeth = teeth.clamp(4, 60);
    let step = TAU / f64::from(teeth);
    let root = 1.0 - depth;
    let mut path = BezPath::new();
    for tooth in 0..teeth {
        let middle = step * f64::from(tooth);
        along(&mut path, size, 1.0, middle - step * 0.17, middle + step * 0.17);
        along(&mut path, size, root, middle + step * 0.28, middle + step * 0.72);
    }
    path.close_path();
    if hole > 0.0 {
        path.extend(ellipse(size, (hole * root).min(root)).reverse_subpaths());
    }
    path
}

/// Beams that widen outwards.
pub(super) fn rays(size: Size, count: u32, inner: f64, cover: f64) -> BezPath {
    let count = count.clamp(3, 120);
    let step = TAU / f64::from(count);
    let half = step * cover / 2.0;
    let mut path = BezPath::new();
    for ray in 0..count {
        let middle = step * f64::from(ray);
        path.move_to(on(size, inner, middle - half));
        along(&mut path, size, 1.0, middle - half, middle + half);
        if inner > 0.0 {
            along(&mut path, size, inner, middle + half, middle - half);
        }
        path.close_path();
    }
    path
}
