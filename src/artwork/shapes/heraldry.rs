//! Shields, flags, ribbons and laurels.

use std::f64::consts::PI;

use kurbo::{Affine, BezPath, PathEl, Point, Shape as _, Size, Vec2};

use super::parameter::{Field, Handle, Parameter, count, field, outline, part};
use super::piece::{Piece, closed, stretched};
use super::shape::Shape;
use crate::artwork::{Kind, RibbonStyle, ShieldStyle};

pub(super) static SHIELD: Shape = Shape {
    noun: "Shield",
    icon: "shield",
    parameters: &[part("Sides", 0.0, 1.0, field!(Shield, sides), |_, half, inset| {
        let x = half.x - inset;
        Handle::Line(Point::new(x, -0.5 * half.y), Point::new(x, 0.8 * half.y))
    })],
    outline: outline!(Kind::Shield { style, sides }, size => shield(size, *style, *sides)),
    ..Shape::PLAIN
};

pub(super) static TEARDROP: Shape =
    Shape { noun: "Teardrop", icon: "drop", outline: outline!(Kind::Teardrop, size => teardrop(size)), ..Shape::PLAIN };

pub(super) static PENNANT: Shape = Shape {
    noun: "Pennant",
    icon: "bookmark-simple",
    parameters: &[part("Point", -0.9, 0.9, field!(Pennant, point), |_, half, inset| {
        Handle::Line(Point::ZERO, Point::new(0.0, half.y - inset))
    })],
    outline: outline!(Kind::Pennant { point }, size => pennant(size, *point)),
    ..Shape::PLAIN
};

pub(super) static LAUREL: Shape = Shape {
    noun: "Laurel",
    icon: "leaf",
    parameters: &[Parameter {
        handle: |_, half, _| Handle::Line(Point::new(0.0, half.y / 2.0), Point::new(0.0, -half.y / 2.0)),
        ..count("Leaves", 3, 20, field!(Laurel, leaves))
    }],
    outline: |kind, size| match kind {
        Kind::Laurel { leaves } => laurel(size, *leaves),
        _ => Vec::new(),
    },
    ..Shape::PLAIN
};

pub(super) static RIBBON: Shape = Shape {
    noun: "Ribbon",
    icon: "flag-banner",
    parameters: &[
        // Inwards from the right end, beside the handle that sizes it.
        part("Ends", 0.0, 2.0, field!(Ribbon, ends), |_, half, inset| {
            let from = Point::new(half.x - inset, half.y / 2.0);
            Handle::Line(from, Point::new(0.3 * half.x, from.y))
        }),
        // Of those that are folded.
        part(
            "Rise",
            0.0,
            1.8,
            Field {
                get: |kind| match kind {
                    Kind::Ribbon { style: RibbonStyle::Banner | RibbonStyle::Arched, rise, .. } => Some(*rise),
                    _ => None,
                },
                ..field!(Ribbon, rise)
            },
            |_, half, inset| Handle::Line(Point::new(0.0, half.y - inset), Point::new(0.0, inset - half.y)),
        ),
    ],
    outline: |kind, size| match kind {
        Kind::Ribbon { style: RibbonStyle::Band, ends, .. } => vec![band(size, *ends).into()],
        Kind::Ribbon { style: RibbonStyle::Banner, ends, rise } => banner(size, *ends, *rise),
        Kind::Ribbon { style: RibbonStyle::Tails, ends, .. } => tails(size, *ends),
        Kind::Ribbon { style: RibbonStyle::Arched, ends, rise } => arched(size, *ends, *rise),
        _ => Vec::new(),
    },
    ..Shape::PLAIN
};

/// How far the waist of a shield goes from its usual place to either side, in
/// half heights.
const WAIST: f64 = 0.6;

/// The outline of a shield whose sides stay full for so much of their way, half
/// of it as usual.
fn shield(size: Size, style: ShieldStyle, sides: f64) -> BezPath {
    let (mut path, waist) = match style {
        ShieldStyle::Peaked => (peaked(), 0.03),
        ShieldStyle::Heater => (heater(), -0.2),
        ShieldStyle::Round => (round(), 0.0),
        ShieldStyle::Notched => (notched(), 0.1),
    };
    let moved = (2.0 * sides - 1.0) * WAIST;
    if moved != 0.0 {
        // What lies above the waist keeps its top, what lies below its tip.
        let bent = |point: Point| {
            let y = if point.y < waist {
                -1.0 + (point.y + 1.0) * (waist + moved + 1.0) / (waist + 1.0)
            } else {
                1.0 - (1.0 - point.y) * (1.0 - waist - moved) / (1.0 - waist)
            };
            Point::new(point.x, y)
        };
        path = path.iter().map(|element| mapped(element, bent)).collect();
    }
    stretched(path, size)
}

fn mapped(element: PathEl, to: impl Fn(Point) -> Point) -> PathEl {
    match element {
        PathEl::MoveTo(point) => PathEl::MoveTo(to(point)),
        PathEl::LineTo(point) => PathEl::LineTo(to(point)),
        PathEl::QuadTo(control, point) => PathEl::QuadTo(to(control), to(point)),
        PathEl::CurveTo(first, second, point) => PathEl::CurveTo(to(first), to(second), to(point)),
        PathEl::ClosePath => PathEl::ClosePath,
    }
}

/// Peak in the middle of the top, pulled up shoulders, sides that stay full
/// and then run to the tip.
fn peaked() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((0.0, -1.0));
    path.curve_to((0.24, -0.84), (0.62, -0.765), (1.0, -0.79));
    path.curve_to((1.05, 0.03), (0.82, 0.66), (0.0, 1.0));
    path.curve_to((-0.82, 0.66), (-1.05, 0.03), (-1.0, -0.79));
    path.curve_to((-0.62, -0.765), (-0.24, -0.84), (0.0, -1.0));
    path.close_path();
    path
}

/// A straight top, straight upper sides, then two arcs to the tip.
fn heater() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((-1.0, -1.0));
    path.line_to((1.0, -1.0));
    path.line_to((1.0, -0.2));
    path.curve_to((1.0, 0.34), (0.56, 0.76), (0.0, 1.0));
    path.curve_to((-0.56, 0.76), (-1.0, 0.34), (-1.0, -0.2));
    path.close_path();
    path
}

/// A straight top with softened corners and a half circle below.
fn round() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((-0.86, -1.0));
    path.line_to((0.86, -1.0));
    path.quad_to((1.0, -1.0), (1.0, -0.86));
    path.line_to((1.0, 0.0));
    path.curve_to((1.0, 0.5523), (0.5523, 1.0), (0.0, 1.0));
    path.curve_to((-0.5523, 1.0), (-1.0, 0.5523), (-1.0, 0.0));
    path.line_to((-1.0, -0.86));
    path.quad_to((-1.0, -1.0), (-0.86, -1.0));
    path.close_path();
    path
}

/// Quarter circles cut out of the upper corners, a waist, a soft tip.
fn notched() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((-0.7, -0.94));
    path.curve_to((-0.4, -0.86), (-0.2, -0.88), (0.0, -1.0));
    path.curve_to((0.2, -0.88), (0.4, -0.86), (0.7, -0.94));
    path.curve_to((0.7, -0.76), (0.82, -0.64), (1.0, -0.62));
    path.curve_to((0.86, -0.3), (0.9, -0.08), (0.95, 0.1));
    path.curve_to((1.02, 0.54), (0.5, 0.74), (0.0, 1.0));
    path.curve_to((-0.5, 0.74), (-1.02, 0.54), (-0.95, 0.1));
    path.curve_to((-0.9, -0.08), (-0.86, -0.3), (-1.0, -0.62));
    path.curve_to((-0.82, -0.64), (-0.7, -0.76), (-0.7, -0.94));
    path.close_path();
    path
}

/// A circle whose top is drawn out to a tip.
fn teardrop(size: Size) -> BezPath {
    let mut path = BezPath::new();
    path.move_to((0.0, -1.0));
    path.curve_to((0.16, -0.6), (1.0, -0.1), (1.0, 0.34));
    path.curve_to((1.0, 0.72), (0.56, 1.0), (0.0, 1.0));
    path.curve_to((-0.56, 1.0), (-1.0, 0.72), (-1.0, 0.34));
    path.curve_to((-1.0, -0.1), (-0.16, -0.6), (0.0, -1.0));
    path.close_path();
    stretched(path, size)
}

/// A flag that hangs down; its end is a point, straight, or notched.
fn pennant(size: Size, point: f64) -> BezPath {
    let side = 1.0 - 2.0 * point.max(0.0);
    let middle = 1.0 + 2.0 * point.min(0.0);
    stretched(closed(&[(-1.0, -1.0), (1.0, -1.0), (1.0, side), (0.0, middle), (-1.0, side)]), size)
}

/// `ends` tells how deep the notches are, 1 as usual.
fn band(size: Size, ends: f64) -> BezPath {
    let (x, y) = (size.width / 2.0, size.height / 2.0);
    let notch = (size.height * 0.42).min(size.width * 0.2) * ends;
    closed(&[(-x, -y), (x, -y), (x - notch, 0.0), (x, y), (-x, y), (-x + notch, 0.0)])
}

/// The front hides the middle of the ends, which hang lower; between them one
/// sees the back of the fold. `ends` tells how far they reach, `rise` how far
/// above them the front lies, 1 as usual.
fn banner(size: Size, ends: f64, rise: f64) -> Vec<Piece> {
    let (x, y) = (size.width / 2.0, size.height / 2.0);
    let drop = size.height * 0.2 * rise;
    let front = size.height - drop;
    let end = (front * 0.75).min(size.width * 0.16) * ends;
    let fold = (front * 0.34).min(size.width * 0.07);
    let notch = (front * 0.36).min(end * 0.6);
    let edge = x - end;
    let mut pieces = Vec::with_capacity(5);
    for side in [-1.0, 1.0] {
        let tail = [
            (side * (edge - fold), drop - y),
            (side * x, drop - y),
            (side * (x - notch), drop / 2.0),
            (side * x, y),
            (side * (edge - fold), y),
        ];
        let back = [(side * edge, y - drop), (side * (edge - fold), y - drop), (side * (edge - fold), y)];
        pieces.push(Piece { path: closed(&tail), light: 0.82 });
        pieces.push(Piece { path: closed(&back), light: 0.58 });
    }
    pieces.push(closed(&[(-edge, -y), (edge, -y), (edge, y - drop), (-edge, y - drop)]).into());
    pieces
}

/// Two ends that spread, each cut with a notch square to its own direction,
/// `ends` times as deep as usual.
fn tails(size: Size, ends: f64) -> Vec<Piece> {
    let tail = |side: f64| {
        let notch = (0.70 + 0.07 * (ends - 1.0), 0.62 - 0.30 * (ends - 1.0));
        let points = [(0.62, -1.0), (0.02, -1.0), (0.26, 1.0), notch, (1.0, 0.84)];
        stretched(closed(&points.map(|(x, y)| (x * side, y))), size)
    };
    vec![tail(-1.0).into(), Piece { path: tail(1.0), light: 0.9 }]
}

/// Where a point of a straight ribbon goes when its middle is arched: across
/// stays, and the more in the middle the higher.
fn bend(point: Point, half: f64, rise: f64) -> Point {
    let t = (point.x / half).clamp(-1.0, 1.0);
    Point::new(point.x, point.y - rise * (t * PI / 2.0).cos())
}

/// A banner whose middle rises in an arch; its ends stay level.
fn arched(size: Size, ends: f64, rise: f64) -> Vec<Piece> {
    let rise = size.height * 0.38 * rise;
    let mut pieces = banner(Size::new(size.width, size.height - rise), ends, 1.0);
    let Some(front) = pieces.last_mut() else { return pieces };
    let half = front.path.bounding_box().width() / 2.0;
    let frame = front.path.bounding_box();
    // Eight parts a side follow the arch closer than can be seen.
    const PARTS: u32 = 8;
    let mut path = BezPath::new();
    let at = |part: u32, y: f64, from: f64, to: f64| {
        let t = f64::from(part) / f64::from(PARTS);
        bend(Point::new(from + (to - from) * t, y), half, rise)
    };
    let slope = |x: f64| Vec2::new(1.0, rise * (x / half * PI / 2.0).sin() * PI / 2.0 / half);
    let mut edge = |y: f64, from: f64, to: f64, begins: bool| {
        let start = at(0, y, from, to);
        if begins {
            path.move_to(start);
        } else {
            path.line_to(start);
        }
        let third = (to - from) / f64::from(PARTS) / 3.0;
        for part in 1..=PARTS {
            let (a, b) = (at(part - 1, y, from, to), at(part, y, from, to));
            path.curve_to(a + slope(a.x) * third, b - slope(b.x) * third, b);
        }
    };
    edge(frame.y0, frame.x0, frame.x1, true);
    edge(frame.y1, frame.x1, frame.x0, false);
    path.close_path();
    front.path = path;
    for piece in &mut pieces {
        piece.path.apply_affine(Affine::translate((0.0, rise / 2.0)));
    }
    pieces
}

/// Two twigs of paired leaves that meet at the bottom and leave the top open.
fn laurel(size: Size, leaves: u32) -> Vec<Piece> {
    let pairs = leaves;
    let (from, to) = (0.05 * PI, 0.86 * PI);
    let length = 1.15 * (to - from) / f64::from(pairs);
    let mut pieces = Vec::new();
    for side in [1.0, -1.0] {
        let mut twig = BezPath::new();
        for pair in 0..pairs {
            let angle = from + (to - from) * (f64::from(pair) + 0.3) / f64::from(pairs);
            let (sin, cos) = angle.sin_cos();
            let small = 1.0 - 0.35 * f64::from(pair) / f64::from(pairs);
            for lean in [0.6, -0.6] {
                let root = Point::new(0.80 * sin, 0.80 * cos);
                let leaf = leaf(length * small);
                // Along the twig, leaning away from it.
                let turned = Affine::translate(root.to_vec2()) * Affine::rotate(lean - angle);
                twig.extend((turned * leaf).iter());
            }
        }
        twig.apply_affine(Affine::scale_non_uniform(side, 1.0));
        let path = stretched(twig, size);
        pieces.push(Piece { path, light: if side > 0.0 { 1.0 } else { 0.94 } });
    }
    pieces
}

/// A leaf from the origin along x.
fn leaf(length: f64) -> BezPath {
    let wide = length * 0.34;
    let mut path = BezPath::new();
    path.move_to((0.0, 0.0));
    path.curve_to((length * 0.28, -wide), (length * 0.72, -wide * 0.9), (length, 0.0));
    path.curve_to((length * 0.72, wide * 0.9), (length * 0.28, wide), (0.0, 0.0));
    path.close_path();
    path
}
