//! Cross: the keyboard's pointer. With it the pen sets a point, the eyedropper takes a
//! colour, a text begins.

use kurbo::{Point, Vec2};

use crate::artwork::SIDE;

/// Where the keyboard points, while it does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cross(Option<Point>);

impl Cross {
    /// Where it is; none while the keyboard does not point.
    pub fn at(self) -> Option<Point> {
        self.0
    }

    /// Points no more.
    pub fn hide(&mut self) {
        self.0 = None;
    }

    /// Moves it, from where it comes to be when it was not seen before.
    pub fn push(&mut self, by: Vec2, from: Option<Point>) {
        self.0 = Some(self.or(from) + by);
    }

    /// Shows it, and tells where it was seen before: the first Enter only shows where it is.
    pub fn show(&mut self, from: Option<Point>) -> Option<Point> {
        let seen = self.0;
        self.0 = Some(self.or(from));
        seen
    }

    fn or(self, from: Option<Point>) -> Point {
        self.0.or(from).unwrap_or(Point::new(SIDE / 2.0, SIDE / 2.0))
    }

    /// What is said of it, such as "Pen at 300 across, 20 down".
    pub fn told(self, name: &str) -> Option<(Point, String)> {
        self.0.map(|at| (at, format!("{name} at {:.0} across, {:.0} down", at.x, at.y)))
    }
}
