//! What is made of parts around a centre: discs, rings, seals, wheels.

use std::f64::consts::{FRAC_1_SQRT_2, PI, TAU};

use kurbo::{Arc, BezPath, Point, Size, Vec2};

use super::parameter::{Handle, Parameter, Range, Unit, around, count, depth_handle, field, outline, part};
use super::piece::{TOLERANCE, ellipse, ring, to};
use super::shape::Shape;
use crate::artwork::Kind;

/// The angle of the lower right.
const LOWER_RIGHT: f64 = 0.375 * TAU;

/// How thick a ring with this hole is, as a part of its whole.
fn thickness(inner: f64) -> f64 {
    (1.0 - inner) / 2.0
}

/// The hole of a ring as thick as that.
fn hole(thickness: f64) -> f64 {
    1.0 - 2.0 * thickness
}

/// The handle of the thickness at this angle.
fn thickness_handle(half: Vec2, angle: f64) -> Handle {
    Handle::Line(around(half, angle, 1.0), Point::ZERO)
}

/// How many parts an edge has.
fn parts(kind: &Kind) -> u32 {
    match kind {
        Kind::Scallop { lobes: count, .. }
        | Kind::WaveRing { lobes: count, .. }
        | Kind::Gear { teeth: count, .. }
        | Kind::Rays { count, .. } => *count,
        _ => 1,
    }
}

pub(super) static DISC: Shape =
    Shape { noun: "Disc", icon: "circle", outline: outline!(Kind::Disc, size => ellipse(size, 1.0)), ..Shape::PLAIN };

pub(super) static RING: Shape = Shape {
    noun: "Ring",
    icon: "circle",
    parameters: &[part("Thickness", 0.0005, 0.5, field!(Ring, inner, thickness, hole), |_, half, _| {
        thickness_handle(half, TAU / 8.0)
    })],
    outline: outline!(Kind::Ring { inner }, size => ring(size, *inner)),
    ..Shape::PLAIN
};

pub(super) static SCALLOP: Shape = Shape {
    noun: "Scallop",
    icon: "seal",
    parameters: &[
        count("Waves", 3, 120, field!(Scallop, lobes)),
        part("Depth", 0.0, 0.5, field!(Scallop, depth), |kind, half, _| depth_handle(half, parts(kind), 0.5)),
    ],
    outline: outline!(Kind::Scallop { lobes, depth }, size => scallop(size, *lobes, *depth)),
    ..Shape::PLAIN
};

pub(super) static SEGMENT: Shape = Shape {
    noun: "Ring segment",
    icon: "circle-notch",
    parameters: &[
        part("Thickness", 0.0005, 0.5, field!(Segment, inner, thickness, hole), |_, half, _| {
            thickness_handle(half, 0.0)
        }),
        Parameter {
            name: "Span",
            unit: Unit::Degrees,
            range: Range::Of(1.0, 360.0),
            field: field!(Segment, span),
            handle: |kind, half, _| {
                let inner = if let Kind::Segment { inner, .. } = kind { *inner } else { 0.0 };
                Handle::Span(half, f64::midpoint(1.0, inner))
            },
        },
    ],
    outline: outline!(Kind::Segment { inner, span }, size => segment(size, *inner, *span)),
    ..Shape::PLAIN
};

pub(super) static WAVE_RING: Shape = Shape {
    noun: "Wave ring",
    icon: "seal",
    parameters: &[
        count("Waves", 3, 120, field!(WaveRing, lobes)),
        part("Depth", 0.0, 0.5, field!(WaveRing, depth), |kind, half, _| depth_handle(half, parts(kind), 0.5)),
        part("Thickness", 0.0005, 0.5, field!(WaveRing, inner, thickness, hole), |_, half, _| {
            thickness_handle(half, LOWER_RIGHT)
        }),
    ],
    outline: outline!(Kind::WaveRing { lobes, depth, inner }, size => {
        let mut path = scallop(size, *lobes, *depth);
        if *inner > 0.0 {
            path.extend(ellipse(size, *inner).reverse_subpaths());
        }
        path
    }),
    ..Shape::PLAIN
};

pub(super) static GEAR: Shape = Shape {
    noun: "Gear",
    icon: "gear",
    parameters: &[
        count("Teeth", 4, 60, field!(Gear, teeth)),
        part("Depth", 0.0, 0.5, field!(Gear, depth), |kind, half, _| depth_handle(half, parts(kind), 0.5)),
        part("Hole", 0.0, 0.95, field!(Gear, hole), |kind, half, inset| {
            let root = if let Kind::Gear { depth, .. } = kind { 1.0 - depth } else { 1.0 };
            let diagonal = Vec2::new(FRAC_1_SQRT_2, FRAC_1_SQRT_2) * inset;
            Handle::Line(diagonal.to_point(), around(half, LOWER_RIGHT, 0.95 * root))
        }),
    ],
    outline: outline!(Kind::Gear { teeth, depth, hole }, size => gear(size, *teeth, *depth, *hole)),
    ..Shape::PLAIN
};

pub(super) static RAYS: Shape = Shape {
    noun: "Rays",
    icon: "sun",
    parameters: &[
        count("Rays", 3, 120, field!(Rays, count)),
        part("Begin at", 0.0, 0.99, field!(Rays, inner), |_, half, inset| {
            Handle::Line(Point::new(0.0, -inset), Point::new(0.0, -half.y * 0.99))
        }),
        part("Cover", 0.01, 0.99, field!(Rays, cover), |kind, half, _| {
            Handle::Cover(half, 0.8, TAU / f64::from(parts(kind).max(1)))
        }),
    ],
    outline: outline!(Kind::Rays { count, inner, cover }, size => rays(size, *count, *inner, *cover)),
    ..Shape::PLAIN
};

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
fn segment(size: Size, inner: f64, span: f64) -> BezPath {
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
fn gear(size: Size, teeth: u32, depth: f64, hole: f64) -> BezPath {
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
fn rays(size: Size, count: u32, inner: f64, cover: f64) -> BezPath {
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

/// A circle whose radius swings between 1 and 1 − depth, a wave's crest at the
/// top.
fn scallop(size: Size, lobes: u32, depth: f64) -> BezPath {
    const STEPS_PER_LOBE: u32 = 4;
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
