//! Speech bubbles.

use kurbo::{BezPath, Point, Vec2};

use super::parameter::{Handle, Parameter, Range, Unit, field, part};
use super::piece::to;
use super::shape::Shape;
use crate::artwork::Kind;

/// How wide the tail is where it leaves the body, as a part of the frame.
const WIDTH: (f64, f64) = (0.04, 0.9);

/// How much of the height the tail takes.
const LENGTH: (f64, f64) = (0.0, 0.8);

/// How far a quarter of a circle's controls lie from its ends, in radii.
const QUARTER: f64 = 0.552_284_75;

pub(super) static SPEECH_BUBBLE: Shape = Shape {
    noun: "Speech bubble",
    icon: "chat",
    parameters: &[
        Parameter {
            name: "Corners",
            unit: Unit::Length,
            range: Range::HalfSide,
            field: field!(SpeechBubble, corner),
            handle: |_, half, inset| {
                let at = |in_by: f64| Point::new(in_by - half.x, in_by - half.y);
                Handle::Line(at(inset), at(half.x.min(half.y)))
            },
        },
        part("Tail position", 0.0, 1.0, field!(SpeechBubble, tail_position), |kind, half, inset| {
            let body = Body::of(kind, half);
            // A tail that can go nowhere still has a handle that can.
            let reach = body.reach.max(inset);
            Handle::Line(Point::new(-reach, body.bottom), Point::new(reach, body.bottom))
        }),
        part("Tail tip", 0.0, 1.0, field!(SpeechBubble, tail_tip), |_, half, inset| {
            let y = half.y - inset;
            Handle::Line(Point::new(-half.x, y), Point::new(half.x, y))
        }),
        part("Tail width", WIDTH.0, WIDTH.1, field!(SpeechBubble, tail_width), |kind, half, _| {
            let body = Body::of(kind, half);
            let at = |width: f64| Point::new(body.middle + width * half.x, body.bottom);
            Handle::Line(at(WIDTH.0), at(WIDTH.1))
        }),
        part("Tail length", LENGTH.0, LENGTH.1, field!(SpeechBubble, tail_length), |kind, half, _| {
            let body = Body::of(kind, half);
            let at = |length: f64| Point::new(body.middle - body.half_tail, half.y * (1.0 - 2.0 * length));
            Handle::Line(at(LENGTH.0), at(LENGTH.1))
        }),
    ],
    is_newer: true,
    outline: |kind, size| vec![bubble(kind, Vec2::new(size.width / 2.0, size.height / 2.0)).into()],
    ..Shape::PLAIN
};

/// What the numbers come to in a frame.
struct Body {
    /// Where the body ends and the tail begins.
    bottom: f64,
    /// Radius of the corners: they give way to the tail.
    radius: f64,
    /// Half the width of the tail.
    half_tail: f64,
    /// How far the middle of the tail can go to either side.
    reach: f64,
    /// Where it is.
    middle: f64,
    /// Where the tail ends.
    tip: f64,
}

impl Body {
    fn of(kind: &Kind, half: Vec2) -> Self {
        let Kind::SpeechBubble { corner, tail_position, tail_tip, tail_width, tail_length } = *kind else {
            let bottom = half.y;
            return Self { bottom, radius: 0.0, half_tail: 0.0, reach: 0.0, middle: 0.0, tip: 0.0 };
        };
        let bottom = half.y * (1.0 - 2.0 * tail_length);
        let half_tail = half.x * tail_width;
        let radius = corner.min((half.y + bottom) / 2.0).min(half.x - half_tail).max(0.0);
        let reach = (half.x - radius - half_tail).max(0.0);
        let across = |part: f64| 2.0 * part - 1.0;
        Self { bottom, radius, half_tail, reach, middle: reach * across(tail_position), tip: half.x * across(tail_tip) }
    }
}

/// A rectangle with round corners and a tail at the bottom of the frame.
fn bubble(kind: &Kind, half: Vec2) -> BezPath {
    let body = Body::of(kind, half);
    let (left, top, right, bottom) = (-half.x, -half.y, half.x, body.bottom);
    let mut path = BezPath::new();
    // Towards each corner, around it, and on: clockwise.
    let corner = |path: &mut BezPath, x: f64, y: f64, before: Vec2, after: Vec2| {
        let at = Point::new(x, y);
        to(path, at - before * body.radius);
        if body.radius > 0.0 {
            let (from, on) = (at - before * body.radius, at + after * body.radius);
            path.curve_to(from + before * (QUARTER * body.radius), on - after * (QUARTER * body.radius), on);
        }
    };
    let (rightwards, down) = (Vec2::new(1.0, 0.0), Vec2::new(0.0, 1.0));
    corner(&mut path, left, top, -down, rightwards);
    corner(&mut path, right, top, rightwards, down);
    corner(&mut path, right, bottom, down, -rightwards);
    if bottom < half.y {
        path.line_to((body.middle + body.half_tail, bottom));
        path.line_to((body.tip, half.y));
        path.line_to((body.middle - body.half_tail, bottom));
    }
    corner(&mut path, left, bottom, -rightwards, -down);
    path.close_path();
    path
}
