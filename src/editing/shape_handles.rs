//! Shape handles, for the numbers that make a shape: how thick a ring is, how many
//! points a star has.

use std::ops::RangeInclusive;

use kurbo::{Ellipse, Point, Shape as _, Vec2};

use crate::artwork::shapes::{Handle, Unit};
use crate::artwork::{Element, Frame, Kind};

/// Shape handle: one number of a shape, and where it is changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ShapeHandle {
    /// What it is called.
    pub name: String,
    /// The number now.
    pub value: f64,
    handle: Handle,
    range: RangeInclusive<f64>,
    unit: Unit,
}

impl ShapeHandle {
    /// Where the handle lies, given from the middle of the frame.
    pub fn place(&self) -> Point {
        self.handle.place(self.value, &self.range)
    }

    /// The number that brings the handle as near to a place as it can come.
    pub fn value_at(&self, place: Point) -> f64 {
        self.rounded(self.handle.value_at(place, &self.range))
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

/// The handles of an element's shape; none for what has no such numbers.
/// `inset` is how far from a corner they begin, so that they can be told from
/// those that size it.
pub fn shape_handles(element: &Element, inset: f64) -> Vec<ShapeHandle> {
    let half = Vec2::new(element.frame.width / 2.0, element.frame.height / 2.0);
    let smaller = half.x.min(half.y);
    if smaller < 1.5 * inset {
        return Vec::new();
    }
    if element.kind == Kind::Disc {
        return stitches(element, half).into_iter().collect();
    }
    let Some(shape) = element.kind.shape() else { return Vec::new() };
    let shape_handles = shape.parameters.iter().filter_map(|parameter| {
        let value = (parameter.field.get)(&element.kind)?;
        let name = match shape.together {
            Some(together) => format!("{} {}", parameter.name, together.one),
            None => parameter.name.to_owned(),
        };
        let handle = (parameter.handle)(&element.kind, half, inset);
        Some(ShapeHandle { name, value, handle, range: parameter.range.within(smaller), unit: parameter.unit })
    });
    shape_handles.collect()
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

/// How many stitches or dots go around a disc: a number of its line, not of its
/// shape.
fn stitches(element: &Element, half: Vec2) -> Option<ShapeHandle> {
    let dash = &element.stroke.as_ref()?.dash;
    let count = rim(element.frame) / period(dash);
    let range = 3.0..=240.0;
    let name = if dash.first().is_some_and(|dash| *dash <= 0.0) { "Dots" } else { "Stitches" };
    let handle = Handle::Count(half, 0.9);
    range.contains(&count).then(|| ShapeHandle {
        name: name.into(),
        value: count.round(),
        handle,
        range,
        unit: Unit::Count,
    })
}

/// Gives one of the numbers of a shape another value. `alone` changes only one
/// corner of a rectangle whose corners were alike.
pub fn set_parameter(element: &mut Element, at: usize, value: f64, alone: bool) {
    let Element { kind, stroke, frame, .. } = element;
    if let (Kind::Disc, Some(stroke)) = (&*kind, stroke) {
        let part = rim(*frame) / value.max(1.0) / period(&stroke.dash).max(1e-6);
        stroke.dash.iter_mut().for_each(|length| *length *= part);
    } else if let Some(shape) = kind.shape() {
        shape.set(kind, at, value, alone);
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::*;
    use crate::artwork::Artwork;
    use crate::artwork::shapes::around;
    use crate::editing::insert::NewElement;

    const INSET: f64 = 16.0;

    /// Every shape that is offered.
    fn shapes() -> impl Iterator<Item = Element> {
        NewElement::shapes().map(|new| new.element(&Artwork::default()))
    }

    #[test]
    fn a_handle_that_is_dragged_to_where_it_lies_changes_nothing() {
        for element in shapes() {
            for (at, handle) in shape_handles(&element, INSET).into_iter().enumerate() {
                let mut after = element.clone();
                set_parameter(&mut after, at, handle.value_at(handle.place()), false);
                let again = &shape_handles(&after, INSET)[at];
                assert!(
                    (again.value - handle.value).abs() < 0.06,
                    "{} of {}: {again:?}",
                    handle.words(),
                    element.title()
                );
            }
        }
    }

    #[test]
    fn every_handle_of_every_shape_changes_its_own_number_and_stays_within_its_range() {
        let mut seen = 0;
        for element in shapes() {
            for (at, handle) in shape_handles(&element, INSET).into_iter().enumerate() {
                for place in [Point::new(-900.0, -900.0), Point::new(900.0, 900.0), Point::new(0.0, 0.0)] {
                    let value = handle.value_at(place);
                    assert!(handle.range.contains(&value), "{}: {value}", handle.words());
                }
                let mut after = element.clone();
                let value = handle.stepped(if handle.value < *handle.range.end() { 1.0 } else { -1.0 });
                set_parameter(&mut after, at, value, true);
                let changed = shape_handles(&after, INSET);
                assert!((changed[at].value - value).abs() < 1e-9, "{} of {}", handle.words(), element.title());
                for (other, (before, now)) in shape_handles(&element, INSET).iter().zip(&changed).enumerate() {
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
        set_parameter(&mut element, 2, 9.0, false);
        assert_eq!(element.kind, Kind::Rectangle { corners: [9.0; 4] });
        set_parameter(&mut element, 2, 1.0, true);
        set_parameter(&mut element, 0, 3.0, false);
        assert_eq!(element.kind, Kind::Rectangle { corners: [3.0, 9.0, 1.0, 9.0] });
    }

    #[test]
    fn the_next_point_of_a_star_is_dragged_to_have_more() {
        let star = shapes().find(|element| matches!(element.kind, Kind::Star { points: 5, .. })).unwrap();
        let points = &shape_handles(&star, INSET)[0];
        let half = Vec2::new(star.frame.width / 2.0, star.frame.height / 2.0);
        assert_eq!(points.value_at(around(half, TAU / 8.0, 1.3)), 8.0);
        assert_eq!(points.value_at(around(half, TAU / 3.0, 0.4)), 3.0);
        assert_eq!(points.words(), "Points 5");
    }
}
