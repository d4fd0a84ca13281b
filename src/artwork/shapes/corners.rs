//! Shapes with corners: rectangles, polygons and stars.

use std::f64::consts::{PI, TAU};

use kurbo::{BezPath, Point, RoundedRect, RoundedRectRadii, Shape as _, Size};

use super::parameter::{self, Field, Handle, Parameter, Range, Unit, count, depth_handle, field, outline, part};
use super::piece::{TOLERANCE, frame, to};
use super::shape::{Shape, Together};
use crate::artwork::Kind;

/// The radius of one corner of a rectangle, which its handle moves along the
/// diagonal.
const fn corner<const AT: usize>(name: &'static str) -> Parameter {
    let field = Field {
        get: |kind| match kind {
            Kind::Rectangle { corners } => corners.get(AT).copied(),
            _ => None,
        },
        set: |kind, value| {
            if let Kind::Rectangle { corners } = kind
                && let Some(corner) = corners.get_mut(AT)
            {
                *corner = value;
            }
        },
    };
    let handle: fn(&Kind, kurbo::Vec2, f64) -> Handle = |_, half, inset| {
        let (across, down) = (if AT == 1 || AT == 2 { 1.0 } else { -1.0 }, if AT < 2 { -1.0 } else { 1.0 });
        let at = |in_by: f64| Point::new(across * (half.x - in_by), down * (half.y - in_by));
        Handle::Line(at(inset), at(half.x.min(half.y)))
    };
    Parameter { name, unit: Unit::Length, range: Range::HalfSide, field, handle }
}

pub(super) static RECTANGLE: Shape = Shape {
    noun: "Rectangle",
    icon: "rectangle",
    parameters: &[
        corner::<0>("Upper left"),
        corner::<1>("Upper right"),
        corner::<2>("Lower right"),
        corner::<3>("Lower left"),
    ],
    together: Some(Together { all: "Corners", one: "corner" }),
    outline: outline!(Kind::Rectangle { corners }, size => rectangle(size, *corners)),
    ..Shape::PLAIN
};

pub(super) static POLYGON: Shape = Shape {
    noun: "Polygon",
    icon: "hexagon",
    parameters: &[count("Sides", 3, 60, field!(Polygon, sides)), parameter::corners(field!(Polygon, corner))],
    outline: outline!(Kind::Polygon { sides, corner }, size => polygon(size, *sides, *corner)),
    ..Shape::PLAIN
};

pub(super) static STAR: Shape = Shape {
    noun: "Star",
    icon: "star",
    parameters: &[
        count("Points", 3, 60, field!(Star, points)),
        part(
            "Depth",
            0.0,
            0.98,
            field!(Star, inner, |inner: f64| 1.0 - inner, |depth: f64| 1.0 - depth),
            |kind, half, _| {
                let points = if let Kind::Star { points, .. } = kind { *points } else { 1 };
                depth_handle(half, points, 0.98)
            },
        ),
        parameter::corners(field!(Star, corner)),
    ],
    outline: outline!(Kind::Star { points, inner, corner }, size => star(size, *points, *inner, *corner)),
    ..Shape::PLAIN
};

fn rectangle(size: Size, corners: [f64; 4]) -> BezPath {
    let [upper_left, upper_right, lower_right, lower_left] = corners;
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
    rounded(&around(size, sides, |_| 1.0), |_| corner)
}

fn star(size: Size, points: u32, inner: f64, corner: f64) -> BezPath {
    let is_point = |index: u32| index.is_multiple_of(2);
    let places = around(size, points * 2, |index| if is_point(index) { 1.0 } else { inner });
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
        let cut = (radius(index) / half_angle.tan()).min(sides);
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
