//! Overlay: what a tool shows over the badge, as data. Places are in badge units; how
//! wide a line is and in which colour is for the window to say.

use kurbo::{Point, Rect};

use super::snapping::Snap;
use crate::artwork::{Bounds, Color};

/// One thing that lies over the badge.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line through points.
    Line(Vec<Point>, Pen),
    /// A circle around a point.
    Circle(Point, f64, Pen),
    /// A box a little outside these bounds.
    Outline(Bounds, Pen),
    /// A box that is being drawn.
    Box(Rect),
    /// A box that is being drawn to choose what is in it, with a ground.
    Marquee(Rect),
    /// A handle.
    Handle(Point, Form),
    /// What a dragged thing rests on.
    Snap(Snap),
    /// A chosen part of a text.
    Chosen([Point; 4]),
    /// Where letters are typed: the foot of a line and its head.
    Caret(Point, Point),
    /// Where the keyboard points.
    Cross(Point),
    /// Words beside the pointer.
    Words(String),
    /// The colour under the pointer.
    ColorAtPointer,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pen {
    /// As the edge of what is worked on.
    Firm,
    /// Finer.
    Thin,
    /// Finer, in dashes.
    Dashed,
    /// So that it is seen over every colour.
    Lit,
}

/// What a handle looks like, so that it tells what it does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// Turns the transform box.
    Turn,
    /// Sizes it.
    Size,
    /// What the copies of an element go around.
    Middle,
    /// A number of a shape.
    Number,
    /// A place of a paint.
    Paint {
        /// It was last taken hold of.
        held: bool,
    },
    /// A colour of a gradient.
    Stop {
        /// Which.
        color: Color,
        /// It was last taken hold of.
        held: bool,
    },
    /// An edge or a corner that a picture is cropped to: −1, 0 or 1 across and down.
    Crop(i8, i8),
    /// A point of a path.
    Node {
        /// The path goes straight through it.
        smooth: bool,
        /// It is chosen.
        chosen: bool,
    },
    /// Bends a path at a point.
    Bend,
}
