//! Handles for the numbers that make a shape: how thick a ring is, how many
//! points a star has.

use std::f64::consts::{FRAC_1_SQRT_2, TAU};
use std::ops::RangeInclusive;

use kurbo::{Ellipse, Point, Shape as _, Vec2};

use crate::artwork::{Element, Frame, Kind, RibbonStyle};

/// One number of a shape and the handle that changes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Knob {
    /// What it is called.
    pub name: &'static str,
    /// The number now.
    pub value: f64,
    way: Way,
    range: RangeInclusive<f64>,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    /// A fraction, told in per cent.
    Part,
    Degrees,
    Count,
    /// Badge units.
    Length,
}

/// Where the handle can go, around the middle of the shape's frame.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
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

/// The place at an angle from the top, clockwise, in an ellipse.
fn around(half: Vec2, angle: f64, part: f64) -> Point {
    let (sin, cos) = angle.sin_cos();
    Point::new(sin * half.x * part, -cos * half.y * part)
}

/// The angle from the top, clockwise, at which a place lies in an ellipse.
fn angle_of(half: Vec2, place: Point) -> f64 {
    (place.x / half.x.max(1e-6)).atan2(-place.y / half.y.max(1e-6))
}

impl Knob {
    /// Where the handle lies, given from the middle of the frame.
    pub fn place(&self) -> Point {
        let (least, most) = (*self.range.start(), *self.range.end());
        match self.way {
            Way::Line(from, to) => from.lerp(to, ((self.value - least) / (most - least)).clamp(0.0, 1.0)),
            Way::Count(half, part) => around(half, TAU / self.value.max(1.0), part),
            Way::Span(half, part) => around(half, self.value.to_radians() / 2.0, part),
            Way::Cover(half, part, step) => around(half, -step * self.value / 2.0, part),
        }
    }

    /// The number that brings the handle as near to a place as it can come.
    pub fn value_at(&self, place: Point) -> f64 {
        let (least, most) = (*self.range.start(), *self.range.end());
        let value = match self.way {
            Way::Line(from, to) => {
                let way = to - from;
                let along = (place - from).dot(way) / way.hypot2().max(1e-9);
                least + along * (most - least)
            }
            Way::Count(half, _) => TAU / angle_of(half, place).rem_euclid(TAU).max(1e-3),
            Way::Span(half, _) => {
                // Just left of the top it goes all the way around.
                let angle = angle_of(half, place).rem_euclid(TAU);
                (2.0 * if angle > 0.75 * TAU { 0.0 } else { angle }).to_degrees()
            }
            Way::Cover(half, _, step) => 2.0 * (-angle_of(half, place)).max(0.0) / step,
        };
        self.rounded(value)
    }

    /// The same handle with another number.
    #[must_use]
    pub fn with(self, value: f64) -> Self {
        Self { value, ..self }
    }

    /// The number so many steps further on, as keys go.
    pub fn stepped(&self, steps: f64) -> f64 {
        let step = if self.unit == Unit::Part { 0.01 } else { 1.0 };
        self.rounded(self.value + steps * step)
    }

    fn rounded(&self, value: f64) -> f64 {
        let grain = if self.unit == Unit::Part { 1000.0 } else { 1.0 };
        let fine = if self.unit == Unit::Length { 10.0 } else { grain };
        ((value * fine).round() / fine).clamp(*self.range.start(), *self.range.end())
    }

    /// The name with the number, as it is shown beside the handle.
    pub fn words(&self) -> String {
        let value = match self.unit {
            Unit::Part => format!("{:.1} %", self.value * 100.0).replace(".0 %", " %"),
            Unit::Degrees => format!("{:.0}°", self.value),
            Unit::Count => format!("{:.0}", self.value),
            Unit::Length => format!("{:.1}", self.value).trim_end_matches(".0").to_owned(),
        };
        format!("{} {value}", self.name)
    }
}

/// How thick a ring with this hole is, as a part of its whole, and the hole of
/// a ring as thick as that.
pub fn thickness(inner: f64) -> f64 {
    (1.0 - inner) / 2.0
}

/// The other way of [`thickness`].
pub fn hole(thickness: f64) -> f64 {
    1.0 - 2.0 * thickness
}

/// The handles of an element's shape; none for what has no such numbers.
/// `inset` is how far from a corner they begin, so that they can be told from
/// those that size it.
pub fn knobs(element: &Element, inset: f64) -> Vec<Knob> {
    let half = Vec2::new(element.frame.width / 2.0, element.frame.height / 2.0);
    let smaller = half.x.min(half.y);
    if smaller < 1.5 * inset {
        return Vec::new();
    }
    let part = |name, value, range, way| Knob { name, value, way, range, unit: Unit::Part };
    let count = |name, value: u32, least: u32, most: u32| Knob {
        name,
        value: f64::from(value),
        way: Way::Count(half, 1.0),
        range: f64::from(least)..=f64::from(most),
        unit: Unit::Count,
    };
    let thick = |inner: f64, angle: f64| {
        part("Thickness", thickness(inner), 0.005..=0.5, Way::Line(around(half, angle, 0.99), Point::ZERO))
    };
    let depth = |value: f64, most: f64, of: u32| {
        let angle = -TAU / 2.0 / f64::from(of.max(1));
        part("Depth", value, 0.0..=most, Way::Line(around(half, angle, 1.0), around(half, angle, 1.0 - most)))
    };
    // Below the corner at the top, downwards.
    let corner = |value: f64| {
        let top = Point::new(0.0, -half.y + inset);
        let most = smaller / 2.0;
        let way = Way::Line(top, Point::new(0.0, top.y + most));
        Knob { name: "Corners", value, way, range: 0.0..=most, unit: Unit::Length }
    };
    let lower_right = 0.375 * TAU;
    match &element.kind {
        Kind::Disc => stitches(element, half).into_iter().collect(),
        Kind::Ring { inner } => vec![thick(*inner, TAU / 8.0)],
        Kind::Rectangle { corners } => {
            let most = smaller;
            let names = ["Upper left corner", "Upper right corner", "Lower right corner", "Lower left corner"];
            let sides = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
            let knob = |((name, value), (across, down)): ((&'static str, &f64), (f64, f64))| {
                let at = |in_by: f64| Point::new(across * (half.x - in_by), down * (half.y - in_by));
                let way = Way::Line(at(inset), at(most));
                Knob { name, value: *value, way, range: 0.0..=most, unit: Unit::Length }
            };
            names.into_iter().zip(corners).zip(sides).map(knob).collect()
        }
        Kind::Polygon { sides, corner: radius } => vec![count("Sides", *sides, 3, 60), corner(*radius)],
        Kind::Star { points, inner, corner: radius } => {
            vec![count("Points", *points, 3, 60), depth(1.0 - *inner, 0.95, *points), corner(*radius)]
        }
        Kind::Scallop { lobes, depth: deep } => vec![count("Waves", *lobes, 3, 120), depth(*deep, 0.5, *lobes)],
        Kind::Segment { inner, span } => {
            let way = Way::Span(half, f64::midpoint(1.0, *inner));
            let span = Knob { name: "Span", value: *span, way, range: 1.0..=360.0, unit: Unit::Degrees };
            vec![thick(*inner, 0.0), span]
        }
        Kind::WaveRing { lobes, depth: deep, inner } => {
            vec![count("Waves", *lobes, 3, 120), depth(*deep, 0.5, *lobes), thick(*inner, lower_right)]
        }
        Kind::Gear { teeth, depth: deep, hole } => {
            let root = 1.0 - *deep;
            let diagonal = Vec2::new(FRAC_1_SQRT_2, FRAC_1_SQRT_2) * inset;
            let way = Way::Line(diagonal.to_point(), around(half, lower_right, 0.95 * root));
            vec![count("Teeth", *teeth, 4, 60), depth(*deep, 0.5, *teeth), part("Hole", *hole, 0.0..=0.95, way)]
        }
        Kind::Rays { count: rays, inner, cover } => {
            let begin = Way::Line(Point::new(0.0, -inset), Point::new(0.0, -half.y * 0.99));
            let step = TAU / f64::from((*rays).max(1));
            vec![
                count("Rays", *rays, 3, 120),
                part("Begin at", *inner, 0.0..=0.99, begin),
                part("Cover", *cover, 0.01..=0.99, Way::Cover(half, 0.8, step)),
            ]
        }
        Kind::Pennant { point } => {
            let way = Way::Line(Point::ZERO, Point::new(0.0, half.y - inset));
            vec![part("Point", *point, -0.9..=0.9, way)]
        }
        Kind::Laurel { leaves } => {
            let way = Way::Line(Point::new(0.0, half.y / 2.0), Point::new(0.0, -half.y / 2.0));
            vec![Knob { way, ..count("Leaves", *leaves, 3, 20) }]
        }
        Kind::Shield { sides, .. } => {
            let x = half.x - inset;
            vec![part("Sides", *sides, 0.0..=1.0, Way::Line(Point::new(x, -0.5 * half.y), Point::new(x, 0.8 * half.y)))]
        }
        Kind::Ribbon { style, ends, rise } => {
            // Inwards from the right end, beside the handle that sizes it.
            let from = Point::new(half.x - inset, half.y / 2.0);
            let ends = part("Ends", *ends, 0.0..=2.0, Way::Line(from, Point::new(0.3 * half.x, from.y)));
            let up = Way::Line(Point::new(0.0, half.y - inset), Point::new(0.0, inset - half.y));
            match style {
                RibbonStyle::Band | RibbonStyle::Tails => vec![ends],
                RibbonStyle::Banner | RibbonStyle::Arched => vec![ends, part("Rise", *rise, 0.0..=1.8, up)],
            }
        }
        _ => Vec::new(),
    }
}

/// Length of the line around a disc, in badge units.
fn rim(frame: Frame) -> f64 {
    Ellipse::new(Point::ZERO, (frame.width / 2.0, frame.height / 2.0), 0.0).perimeter(0.1)
}

/// How long a pattern of dashes and gaps is before it begins again.
fn period(dash: &[f64]) -> f64 {
    let sum: f64 = dash.iter().sum();
    if dash.len().is_multiple_of(2) { sum } else { 2.0 * sum }
}

/// How many stitches or dots go around a disc.
fn stitches(element: &Element, half: Vec2) -> Option<Knob> {
    let dash = &element.stroke.as_ref()?.dash;
    let count = rim(element.frame) / period(dash);
    let range = 3.0..=240.0;
    let name = if dash.first().is_some_and(|dash| *dash <= 0.0) { "Dots" } else { "Stitches" };
    let way = Way::Count(half, 0.9);
    range.contains(&count).then(|| Knob { name, value: count.round(), way, range, unit: Unit::Count })
}

/// Gives one of the numbers of a shape another value. `alone` changes only one
/// corner of a rectangle whose corners were alike.
pub fn turn_knob(element: &mut Element, at: usize, value: f64, alone: bool) {
    let Element { kind, stroke, frame, .. } = element;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the knob's range")]
    let whole = value.round().max(0.0) as u32;
    match (kind, at) {
        (Kind::Disc, 0) => {
            if let Some(stroke) = stroke {
                let part = rim(*frame) / value.max(1.0) / period(&stroke.dash).max(1e-6);
                stroke.dash.iter_mut().for_each(|length| *length *= part);
            }
        }
        (Kind::Ring { inner } | Kind::Segment { inner, .. }, 0) | (Kind::WaveRing { inner, .. }, 2) => {
            *inner = hole(value);
        }
        (Kind::Rectangle { corners }, at) => {
            let alike = corners.iter().all(|corner| (corner - corners[0]).abs() < f64::EPSILON);
            if alike && !alone {
                *corners = [value; 4];
            } else if let Some(corner) = corners.get_mut(at) {
                *corner = value;
            }
        }
        (
            Kind::Polygon { sides: count, .. }
            | Kind::Star { points: count, .. }
            | Kind::Scallop { lobes: count, .. }
            | Kind::WaveRing { lobes: count, .. }
            | Kind::Gear { teeth: count, .. }
            | Kind::Rays { count, .. }
            | Kind::Laurel { leaves: count },
            0,
        ) => *count = whole,
        (Kind::Polygon { corner, .. }, 1) | (Kind::Star { corner, .. }, 2) => *corner = value,
        (Kind::Star { inner, .. }, 1) => *inner = 1.0 - value,
        (Kind::Scallop { depth, .. } | Kind::WaveRing { depth, .. } | Kind::Gear { depth, .. }, 1) => *depth = value,
        (Kind::Segment { span, .. }, 1) => *span = value,
        (Kind::Gear { hole, .. }, 2) => *hole = value,
        (Kind::Rays { inner, .. }, 1) => *inner = value,
        (Kind::Rays { cover, .. }, 2) => *cover = value,
        (Kind::Pennant { point }, 0) => *point = value,
        (Kind::Shield { sides, .. }, 0) => *sides = value,
        (Kind::Ribbon { ends, .. }, 0) => *ends = value,
        (Kind::Ribbon { rise, .. }, 1) => *rise = value,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::Artwork;
    use crate::editing::insert::NewElement;

    const INSET: f64 = 16.0;

    /// Every shape that is offered.
    fn shapes() -> impl Iterator<Item = Element> {
        NewElement::shapes().map(|new| new.element(&Artwork::default()))
    }

    #[test]
    fn a_handle_that_is_dragged_to_where_it_lies_changes_nothing() {
        for element in shapes() {
            for (at, knob) in knobs(&element, INSET).into_iter().enumerate() {
                let mut after = element.clone();
                turn_knob(&mut after, at, knob.value_at(knob.place()), false);
                let again = &knobs(&after, INSET)[at];
                assert!((again.value - knob.value).abs() < 0.06, "{} of {}: {again:?}", knob.words(), element.title());
            }
        }
    }

    #[test]
    fn every_handle_of_every_shape_changes_its_own_number_and_stays_within_its_range() {
        let mut seen = 0;
        for element in shapes() {
            for (at, knob) in knobs(&element, INSET).into_iter().enumerate() {
                for place in [Point::new(-900.0, -900.0), Point::new(900.0, 900.0), Point::new(0.0, 0.0)] {
                    let value = knob.value_at(place);
                    assert!(knob.range.contains(&value), "{}: {value}", knob.words());
                }
                let mut after = element.clone();
                let value = knob.stepped(if knob.value < *knob.range.end() { 1.0 } else { -1.0 });
                turn_knob(&mut after, at, value, true);
                let changed = knobs(&after, INSET);
                assert!((changed[at].value - value).abs() < 1e-9, "{} of {}", knob.words(), element.title());
                for (other, (before, now)) in knobs(&element, INSET).iter().zip(&changed).enumerate() {
                    assert!(other == at || (before.value - now.value).abs() < 1e-9, "{} moved, too", now.words());
                }
                seen += 1;
            }
        }
        assert!(seen > 30, "{seen}");
    }

    #[test]
    fn corners_of_a_rectangle_go_together_while_they_are_alike() {
        let mut element = shapes().find(|element| matches!(element.kind, Kind::Rectangle { .. })).unwrap();
        element.kind = Kind::Rectangle { corners: [4.0; 4] };
        turn_knob(&mut element, 2, 9.0, false);
        assert_eq!(element.kind, Kind::Rectangle { corners: [9.0; 4] });
        turn_knob(&mut element, 2, 1.0, true);
        turn_knob(&mut element, 0, 3.0, false);
        assert_eq!(element.kind, Kind::Rectangle { corners: [3.0, 9.0, 1.0, 9.0] });
    }

    #[test]
    fn the_next_point_of_a_star_is_dragged_to_have_more() {
        let star = shapes().find(|element| matches!(element.kind, Kind::Star { points: 5, .. })).unwrap();
        let points = &knobs(&star, INSET)[0];
        let half = Vec2::new(star.frame.width / 2.0, star.frame.height / 2.0);
        assert_eq!(points.value_at(around(half, TAU / 8.0, 1.3)), 8.0);
        assert_eq!(points.value_at(around(half, TAU / 3.0, 0.4)), 3.0);
        assert_eq!(points.words(), "Points 5");
    }
}
