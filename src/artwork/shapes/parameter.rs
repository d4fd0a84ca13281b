//! The numbers that make a shape: each with its range, and its handle.

use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use kurbo::{Point, Vec2};

use crate::artwork::Kind;

/// One number of a shape: all that drawing, files, fields and handles have to
/// know of it.
#[derive(Debug)]
pub struct Parameter {
    /// What it is called.
    pub name: &'static str,
    /// How it is counted.
    pub unit: Unit,
    /// How far it goes.
    pub range: Range,
    /// Where it stands in the kind.
    pub field: Field,
    /// Where its handle can go, given half the frame's sides and how far from a
    /// corner handles begin.
    pub handle: fn(&Kind, Vec2, f64) -> Handle,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A fraction, told in per cent.
    Part,
    /// Degrees.
    Degrees,
    /// How many.
    Count,
    /// Badge units.
    Length,
}

/// How far a number goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// From one number to another.
    Of(f64, f64),
    /// From nothing to half the smaller side of the frame.
    HalfSide,
}

impl Range {
    /// The range in a frame of which this is half the smaller side.
    pub fn within(self, half: f64) -> RangeInclusive<f64> {
        match self {
            Self::Of(least, most) => least..=most,
            Self::HalfSide => 0.0..=half.max(0.0),
        }
    }
}

/// Reads and writes a number of a kind. Other kinds have none, and stay as they
/// are.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The number, of a kind that has it.
    pub get: fn(&Kind) -> Option<f64>,
    /// Writes it.
    pub set: fn(&mut Kind, f64),
}

/// A type that numbers of shapes have.
pub(super) trait Number: Copy + Into<f64> {
    /// The nearest that there is.
    fn nearest(value: f64) -> Self;
}

impl Number for f64 {
    fn nearest(value: f64) -> Self {
        value
    }
}

impl Number for u32 {
    fn nearest(value: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast ends at the bounds")]
        let nearest = value.round().max(0.0) as Self;
        nearest
    }
}

/// The [`Field`] of a kind, as it stands there or turned into what users see
/// and back.
macro_rules! field {
    ($kind:ident, $field:ident) => {
        field!($kind, $field, |value: f64| value, |value: f64| value)
    };
    ($kind:ident, $field:ident, $shown:expr, $kept:expr) => {
        $crate::artwork::shapes::parameter::Field {
            get: |kind| match kind {
                $crate::artwork::Kind::$kind { $field, .. } => Some(($shown)((*$field).into())),
                _ => None,
            },
            set: |kind, value| {
                if let $crate::artwork::Kind::$kind { $field, .. } = kind {
                    *$field = $crate::artwork::shapes::parameter::Number::nearest(($kept)(value));
                }
            },
        }
    };
}

/// The outline of a kind as its only piece.
macro_rules! outline {
    ($kind:pat, $size:ident => $path:expr) => {
        |kind, $size| match kind {
            $kind => vec![$path.into()],
            _ => Vec::new(),
        }
    };
}

pub(super) use {field, outline};

impl Parameter {
    /// Brings the number into its range where it is not.
    pub(super) fn clamp(&self, kind: &mut Kind, half: f64) {
        let Some(value) = (self.field.get)(kind) else { return };
        let range = self.range.within(half);
        if !range.contains(&value) {
            // What is no number becomes the least.
            (self.field.set)(kind, value.max(*range.start()).min(*range.end()));
        }
    }
}

/// Where a handle can go, around the middle of the shape's frame, and which
/// number it has there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Handle {
    /// On a line: from the least to the greatest number.
    Line(Point, Point),
    /// Around the middle, given half the frame's sides and how far out; the
    /// number is how many such angles make a whole turn.
    Count(Vec2, f64),
    /// Around the middle; the number is twice the angle from the top.
    Span(Vec2, f64),
    /// Left of the top; the number is twice the angle as a part of this one.
    Cover(Vec2, f64, f64),
}

impl Handle {
    /// Where the handle of this number lies.
    pub fn place(self, value: f64, range: &RangeInclusive<f64>) -> Point {
        let (least, most) = (*range.start(), *range.end());
        match self {
            Self::Line(from, to) => from.lerp(to, ((value - least) / (most - least)).clamp(0.0, 1.0)),
            Self::Count(half, part) => around(half, TAU / value.max(1.0), part),
            Self::Span(half, part) => around(half, value.to_radians() / 2.0, part),
            Self::Cover(half, part, step) => around(half, -step * value / 2.0, part),
        }
    }

    /// The number, of any size, that brings the handle as near to a place as it
    /// can come.
    pub fn value_at(self, place: Point, range: &RangeInclusive<f64>) -> f64 {
        let (least, most) = (*range.start(), *range.end());
        match self {
            Self::Line(from, to) => {
                let way = to - from;
                let along = (place - from).dot(way) / way.hypot2().max(1e-9);
                least + along * (most - least)
            }
            Self::Count(half, _) => TAU / angle_of(half, place).rem_euclid(TAU).max(1e-3),
            Self::Span(half, _) => {
                // Just left of the top it goes all the way around.
                let angle = angle_of(half, place).rem_euclid(TAU);
                (2.0 * if angle > 0.75 * TAU { 0.0 } else { angle }).to_degrees()
            }
            Self::Cover(half, _, step) => 2.0 * (-angle_of(half, place)).max(0.0) / step,
        }
    }
}

/// The place at an angle from the top, clockwise, in an ellipse.
pub(crate) fn around(half: Vec2, angle: f64, part: f64) -> Point {
    let (sin, cos) = angle.sin_cos();
    Point::new(sin * half.x * part, -cos * half.y * part)
}

/// The angle from the top, clockwise, at which a place lies in an ellipse.
fn angle_of(half: Vec2, place: Point) -> f64 {
    (place.x / half.x.max(1e-6)).atan2(-place.y / half.y.max(1e-6))
}

/// How many there are around a shape.
pub(super) const fn count(name: &'static str, least: u32, most: u32, field: Field) -> Parameter {
    let handle: fn(&Kind, Vec2, f64) -> Handle = |_, half, _| Handle::Count(half, 1.0);
    Parameter { name, unit: Unit::Count, range: Range::Of(least as f64, most as f64), field, handle }
}

/// A fraction.
pub(super) const fn part(
    name: &'static str,
    least: f64,
    most: f64,
    field: Field,
    handle: fn(&Kind, Vec2, f64) -> Handle,
) -> Parameter {
    Parameter { name, unit: Unit::Part, range: Range::Of(least, most), field, handle }
}

/// The radius of corners, with its handle below the corner at the top.
pub(super) const fn corners(field: Field) -> Parameter {
    let handle: fn(&Kind, Vec2, f64) -> Handle = |_, half, inset| {
        let top = Point::new(0.0, inset - half.y);
        Handle::Line(top, Point::new(0.0, top.y + half.x.min(half.y)))
    };
    Parameter { name: "Corners", unit: Unit::Length, range: Range::HalfSide, field, handle }
}

/// How deep the edge of a shape swings, with its handle halfway between the
/// first of `count` and the one before.
pub(super) fn depth_handle(half: Vec2, count: u32, most: f64) -> Handle {
    let angle = -TAU / 2.0 / f64::from(count.max(1));
    Handle::Line(around(half, angle, 1.0), around(half, angle, 1.0 - most))
}
