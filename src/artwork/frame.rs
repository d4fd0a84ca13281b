//! Where an element lies.

use serde::{Deserialize, Serialize};

use super::number;

/// Side of the square artwork in badge units.
pub const SIDE: f64 = 600.0;

/// A place, in the units of what an element lies in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// Units from the left, or from the middle of the group around it.
    #[serde(serialize_with = "number::short")]
    pub x: f64,
    /// Units from the top, or from the middle of the group around it.
    #[serde(serialize_with = "number::short")]
    pub y: f64,
}

impl Spot {
    /// The middle of the artwork.
    pub const MIDDLE: Self = Self { x: SIDE / 2.0, y: SIDE / 2.0 };

    /// The middle of a group.
    pub const GROUP: Self = Self { x: 0.0, y: 0.0 };

    /// True when something could be drawn around it.
    pub fn is_sane(self) -> bool {
        [self.x, self.y].into_iter().all(|v| v.is_finite() && v.abs() <= 100.0 * SIDE)
    }

    /// So far to the right and down of it.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self { x: self.x + dx, y: self.y + dy }
    }
}

/// The box an element fills, turned about its centre.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Centre, badge units from the left.
    #[serde(serialize_with = "number::short")]
    pub x: f64,
    /// Centre, badge units from the top.
    #[serde(serialize_with = "number::short")]
    pub y: f64,
    /// Width before turning.
    #[serde(serialize_with = "number::short")]
    pub width: f64,
    /// Height before turning.
    #[serde(serialize_with = "number::short")]
    pub height: f64,
    /// Degrees clockwise.
    #[serde(default, skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
    pub rotation: f64,
}

impl Frame {
    /// Smallest width and height a frame can have.
    pub const MIN_SIDE: f64 = 1.0;

    /// A frame of this size in the middle of the artwork.
    pub fn centred(width: f64, height: f64) -> Self {
        Self { x: SIDE / 2.0, y: SIDE / 2.0, width, height, rotation: 0.0 }
    }

    /// The same frame elsewhere.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }
    }

    /// The place in the artwork of a point given from the frame's centre,
    /// before turning.
    pub fn to_artwork(self, x: f64, y: f64) -> (f64, f64) {
        let (sin, cos) = self.rotation.to_radians().sin_cos();
        (self.x + x * cos - y * sin, self.y + x * sin + y * cos)
    }

    /// The other way of [`Frame::to_artwork`].
    pub fn from_artwork(self, x: f64, y: f64) -> (f64, f64) {
        let (sin, cos) = self.rotation.to_radians().sin_cos();
        let (dx, dy) = (x - self.x, y - self.y);
        (dx * cos + dy * sin, dy * cos - dx * sin)
    }

    /// The smallest upright box around the turned frame.
    pub fn bounds(self) -> Bounds {
        let (w, h) = (self.width / 2.0, self.height / 2.0);
        let corners = [(-w, -h), (w, -h), (w, h), (-w, h)].map(|(x, y)| self.to_artwork(x, y));
        let mut bounds = Bounds { left: corners[0].0, top: corners[0].1, right: corners[0].0, bottom: corners[0].1 };
        for (x, y) in corners {
            bounds = bounds.union(Bounds { left: x, top: y, right: x, bottom: y });
        }
        bounds
    }

    /// True when every number is finite and of a size that can be drawn.
    pub fn is_sane(self) -> bool {
        let near = |v: f64| v.is_finite() && v.abs() <= 100.0 * SIDE;
        [self.x, self.y, self.rotation].into_iter().all(near)
            && [self.width, self.height].into_iter().all(|v| near(v) && v >= 0.0)
    }
}

/// The same angle between −180 and 180 degrees.
pub fn half_turns(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

/// An upright box in badge units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Bounds {
    /// The smallest box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Width.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Height.
    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// Centre.
    pub fn center(self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }
}
