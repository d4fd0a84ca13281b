//! Keyboard handles: what the arrow keys can push, of whichever tool.

use kurbo::Point;

use super::paint_handles::PaintHandle;
use super::transform_box::Handle;
use crate::artwork::ElementId;
use crate::document::Group;

/// Which handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandleId {
    /// Of the transform box around what is chosen, told by the first that is.
    TransformBox(ElementId, Handle),
    /// An edge or a corner that a picture is cropped to.
    Crop(ElementId, i8, i8),
    /// Of an element's shape.
    Shape(ElementId, usize),
    /// Of an element's paint.
    Paint(ElementId, PaintHandle),
    /// What the copies of an element go around.
    Middle(ElementId),
    /// A guide.
    Guide(usize),
}

impl HandleId {
    /// The step of undo that pushing it again and again belongs to.
    pub fn group(self) -> Group {
        Group::Typing(format!("{self:?}"))
    }
}

/// Handle that the arrow keys push: where it lies, and what is said of it.
#[derive(Clone, Debug)]
pub struct KeyboardHandle {
    /// Which.
    pub id: HandleId,
    /// Where, in badge units.
    pub at: Point,
    /// Its name and number, such as "Thickness 12 %".
    pub words: String,
}

/// A side or a corner of a frame in words.
pub fn place_name(across: i8, down: i8) -> &'static str {
    match (across, down) {
        (-1, -1) => "upper left",
        (1, -1) => "upper right",
        (1, 1) => "lower right",
        (-1, 1) => "lower left",
        (0, -1) => "top",
        (0, _) => "bottom",
        (-1, _) => "left",
        _ => "right",
    }
}
