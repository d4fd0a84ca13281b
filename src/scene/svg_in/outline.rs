//! One shape of an SVG file as an outline with its paint.

use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _, Vec2};
use usvg::tiny_skia_path::{self, PathSegment};

use crate::artwork::{Cap, Color, Frame, Join, Paint, Stop, Stroke, StrokeAlignment};

/// Most parts of a shape whose holes are looked for.
const MAX_PARTS: usize = 300;

/// A shape around the middle of the drawing, in badge units.
pub(super) struct Outline {
    /// SVG path data in a box as large as the frame.
    pub(super) path: String,
    pub(super) frame: Frame,
    pub(super) fill: Option<Paint>,
    pub(super) stroke: Option<Stroke>,
    /// It asks for a pattern, which is left out.
    pub(super) has_pattern: bool,
}

pub(super) fn outline(shape: &usvg::Path, to_badge: Affine) -> Outline {
    let place = to_badge * affine(shape.abs_transform());
    let mut path = place * bez_path(shape.data());
    if shape.fill().is_some_and(|fill| fill.rule() == usvg::FillRule::EvenOdd) {
        path = with_holes_turned(path);
    }
    let bounds = path.bounding_box();
    // A straight line has no height, but a frame needs one.
    let size = (bounds.width().max(Frame::MIN_SIDE), bounds.height().max(Frame::MIN_SIDE));
    let frame = Rect::from_center_size(bounds.center(), size);
    let path = Affine::translate(-frame.origin().to_vec2()) * path;
    let mut has_pattern = false;
    let mut paint = |paint: &usvg::Paint, opacity: f32| {
        let painted = paint_in(paint, opacity, place, frame);
        has_pattern |= painted.is_none();
        painted
    };
    let fill = shape.fill().and_then(|fill| paint(fill.paint(), fill.opacity().get()));
    let stroke = shape.stroke().and_then(|stroke| {
        let scale = place.determinant().abs().sqrt();
        Some(Stroke {
            paint: paint(stroke.paint(), stroke.opacity().get())?,
            width: f64::from(stroke.width().get()) * scale,
            dash: stroke.dasharray().into_iter().flatten().map(|length| f64::from(*length) * scale).collect(),
            cap: match stroke.linecap() {
                usvg::LineCap::Butt => Cap::Butt,
                usvg::LineCap::Round => Cap::Round,
                usvg::LineCap::Square => Cap::Square,
            },
            join: match stroke.linejoin() {
                usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => Join::Usual,
                usvg::LineJoin::Round => Join::Round,
                usvg::LineJoin::Bevel => Join::Bevel,
            },
            side: StrokeAlignment::Centre,
        })
    });
    let (x, y) = (frame.center().x, frame.center().y);
    let (width, height) = (frame.width(), frame.height());
    Outline {
        path: rounded(path).to_svg(),
        frame: Frame { x, y, width, height, rotation: 0.0 },
        fill,
        stroke,
        has_pattern,
    }
}

/// What a clip lets through, as one outline; `None` for a clip that is itself
/// clipped.
pub(super) fn clip_outline(clip: &usvg::ClipPath, to_badge: Affine) -> Option<BezPath> {
    fn add(group: &usvg::Group, place: Affine, outline: &mut BezPath) {
        for node in group.children() {
            match node {
                usvg::Node::Group(inner) => add(inner, place, outline),
                usvg::Node::Path(shape) => {
                    let path = place * affine(shape.abs_transform()) * bez_path(shape.data());
                    let is_even_odd = shape.fill().is_some_and(|fill| fill.rule() == usvg::FillRule::EvenOdd);
                    outline.extend(if is_even_odd { with_holes_turned(path) } else { path });
                }
                usvg::Node::Image(_) | usvg::Node::Text(_) => {}
            }
        }
    }
    if clip.clip_path().is_some() {
        return None;
    }
    let mut outline = BezPath::new();
    add(clip.root(), to_badge * affine(clip.transform()), &mut outline);
    Some(outline)
}

/// To a thousandth of a badge unit, so that files stay small.
fn rounded(mut path: BezPath) -> BezPath {
    let thousandth = |value: f64| (value * 1000.0).round() / 1000.0;
    let round = |point: &mut Point| *point = Point::new(thousandth(point.x), thousandth(point.y));
    for element in path.elements_mut() {
        match element {
            PathEl::MoveTo(a) | PathEl::LineTo(a) => round(a),
            PathEl::QuadTo(a, b) => [a, b].into_iter().for_each(round),
            PathEl::CurveTo(a, b, c) => [a, b, c].into_iter().for_each(round),
            PathEl::ClosePath => {}
        }
    }
    path
}

pub(super) fn affine(transform: tiny_skia_path::Transform) -> Affine {
    let tiny_skia_path::Transform { sx, ky, kx, sy, tx, ty } = transform;
    Affine::new([sx, ky, kx, sy, tx, ty].map(f64::from))
}

fn bez_path(path: &tiny_skia_path::Path) -> BezPath {
    let point = |point: tiny_skia_path::Point| Point::new(f64::from(point.x), f64::from(point.y));
    let segments = path.segments().map(|segment| match segment {
        PathSegment::MoveTo(a) => PathEl::MoveTo(point(a)),
        PathSegment::LineTo(a) => PathEl::LineTo(point(a)),
        PathSegment::QuadTo(a, b) => PathEl::QuadTo(point(a), point(b)),
        PathSegment::CubicTo(a, b, c) => PathEl::CurveTo(point(a), point(b), point(c)),
        PathSegment::Close => PathEl::ClosePath,
    });
    segments.collect()
}

/// The same area when filled by the nonzero rule instead of even-odd: what
/// lies in an odd number of other parts runs the other way round. Parts that
/// cross each other are rare in drawings and stay as they are.
fn with_holes_turned(path: BezPath) -> BezPath {
    let parts: Vec<BezPath> = path.subpaths().map(|part| BezPath::from_vec(part.to_vec())).collect();
    if !(2..=MAX_PARTS).contains(&parts.len()) {
        return path;
    }
    let mut turned = BezPath::new();
    for (index, part) in parts.iter().enumerate() {
        let Some(point) = part.segments().next().map(|segment| kurbo::ParamCurve::eval(&segment, 0.5)) else {
            continue;
        };
        let around = parts
            .iter()
            .enumerate()
            .filter(|(other, shape)| {
                *other != index && shape.control_box().contains(point) && shape.winding(point) != 0
            })
            .count();
        let is_hole = around % 2 == 1;
        turned.extend(if (part.area() < 0.0) == is_hole { part.clone() } else { part.reverse_subpaths() });
    }
    turned
}

/// `None` for patterns.
fn paint_in(paint: &usvg::Paint, opacity: f32, place: Affine, frame: Rect) -> Option<Paint> {
    let part = |point: Point| {
        let from_corner = point - frame.origin();
        [from_corner.x / frame.width(), from_corner.y / frame.height()]
    };
    match paint {
        usvg::Paint::Color(paint) => Some(Paint::Solid(color(*paint, opacity))),
        usvg::Paint::LinearGradient(gradient) => {
            let place = place * affine(gradient.transform());
            let point = |x: f32, y: f32| Point::new(f64::from(x), f64::from(y));
            let (from, to) = line_in(place, point(gradient.x1(), gradient.y1()), point(gradient.x2(), gradient.y2()));
            Some(Paint::Linear { from: part(from), to: part(to), stops: stops(gradient.stops(), opacity) })
        }
        usvg::Paint::RadialGradient(gradient) => {
            let place = place * affine(gradient.transform());
            let center = place * Point::new(f64::from(gradient.cx()), f64::from(gradient.cy()));
            // What was made oval becomes a circle of the same area.
            let radius = f64::from(gradient.r().get()) * place.determinant().abs().sqrt();
            let radius = radius / frame.width().max(frame.height());
            Some(Paint::Radial { center: part(center), radius, stops: stops(gradient.stops(), opacity) })
        }
        usvg::Paint::Pattern(_) => None,
    }
}

/// The ends of a gradient's line after a transform. Lines of one colour stay
/// at right angles to it, so where the transform slants, its end moves along.
fn line_in(place: Affine, from: Point, to: Point) -> (Point, Point) {
    let [a, b, c, d, ..] = place.as_coeffs();
    let along = to - from;
    let determinant = place.determinant();
    if determinant.abs() < 1e-9 || along.hypot2() < 1e-18 {
        return (place * from, place * to);
    }
    // How the offset grows with the place: transformed by the inverse transposed.
    let growth = along / along.hypot2();
    let growth = Vec2::new(d * growth.x - b * growth.y, a * growth.y - c * growth.x) / determinant;
    let start = place * from;
    (start, start + growth / growth.hypot2())
}

fn stops(stops: &[usvg::Stop], opacity: f32) -> Vec<Stop> {
    let stop = |stop: &usvg::Stop| Stop {
        offset: f64::from(stop.offset().get()),
        color: color(stop.color(), stop.opacity().get() * opacity),
    };
    stops.iter().map(stop).collect()
}

fn color(color: usvg::Color, opacity: f32) -> Color {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
    let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
    Color::rgb(color.red, color.green, color.blue).with_alpha(alpha)
}
