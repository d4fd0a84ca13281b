//! Tool: events in badge units in, wishes out. None knows the window, and none the others.

use kurbo::{Point, Rect, Vec2};

use super::cross::Cross;
use super::habits::{Habits, Held};
use super::keyboard_handles::{HandleId, KeyboardHandle};
use super::local_space::{GlobalElement, in_global_space};
use super::overlay::Mark;
use super::snapping::{SnapTargets, Snapper};
use crate::artwork::{Artwork, ElementId};
use crate::badge::Badge;
use crate::document::{Document, Edit, Group, Selection};
use crate::scene::Scene;

/// Which tool the pointer holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToolKind {
    /// Chooses, moves, sizes and turns.
    #[default]
    Select,
    /// Changes the points of a path.
    Nodes,
    /// Draws a path.
    Pen,
    /// Types on the badge.
    Text,
    /// Crops a picture.
    Crop,
    /// Changes gradients and patterns where they are seen.
    Paint,
    /// Takes a colour from the badge.
    Eyedropper,
    /// Moves the view.
    Hand,
    /// Shows it larger or smaller.
    Zoom,
}

/// What the pointer does on the canvas, in badge units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ToolEvent {
    /// The main button goes down.
    Press(Point, Held),
    /// It moves while down.
    Drag(Point, Held),
    /// It goes up.
    Release,
    /// The drag is given up.
    Cancel,
    /// It went down and up at a place, once.
    Click(Point, Held),
    /// It did so twice in a row.
    DoubleClick(Point),
}

/// A key that tools may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ToolKey {
    /// Arrow keys: how often each was pressed, across and down.
    Arrows(Vec2, Held),
    /// Enter.
    Enter(Held),
    /// Escape.
    Escape,
    /// Backspace.
    Backspace,
    /// Delete, or whatever else takes away what is chosen.
    Delete,
    /// Plus.
    Plus,
    /// Minus.
    Minus,
}

impl ToolKey {
    /// How many steps an arrow key goes while Shift is held.
    pub const STRIDE: f64 = 10.0;

    /// How far one press bends a path at a point, in badge units.
    pub const BEND: f64 = 4.0;

    /// How far arrow keys push, across and down, in steps; none for other keys.
    pub fn push(self) -> Option<Vec2> {
        match self {
            Self::Arrows(times, held) => Some(if held.shift { Self::STRIDE * times } else { times }),
            _ => None,
        }
    }
}

/// What the pointer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// Something can be taken hold of.
    Grab,
    /// Something is held.
    Grabbing,
    /// Something can be pushed.
    Pointing,
    /// A place is meant exactly.
    Crosshair,
    /// Comes closer.
    ZoomIn,
    /// Goes away.
    ZoomOut,
    /// Sizes across.
    Across,
    /// Sizes down.
    Down,
    /// Sizes toward the lower right.
    Falling,
    /// Sizes toward the upper right.
    Rising,
}

/// How near to a handle or a thin line counts, in points of the window.
pub const REACH: f64 = 8.0;
/// Length of the arm that holds the rotation handle, in points of the window.
const ARM: f64 = 26.0;
/// How far handles of a shape keep from the corners of its frame, in points of the window.
const INSET: f64 = 18.0;

/// What a tool sees.
pub struct ToolContext<'a> {
    /// The artwork as it is now.
    pub artwork: &'a Artwork,
    /// The words, which texts may show.
    pub badge: &'a Badge,
    /// The artwork, resolved.
    pub scene: &'a Scene,
    /// What is chosen.
    pub selection: &'a Selection,
    /// A point of the window in badge units.
    pub point: f64,
    /// How far from a handle or a thin line still counts, in badge units.
    pub reach: f64,
    /// Distance of the rotation handle from the frame, in badge units.
    pub arm: f64,
    /// How far handles of a shape keep from the corners of its frame, and the
    /// colours of a gradient from their line, in badge units.
    pub inset: f64,
    /// How tools work.
    pub habits: Habits,
}

impl<'a> ToolContext<'a> {
    /// What a tool sees of a document where a point of the window is so many badge units.
    pub fn new(document: &'a Document, scene: &'a Scene, selection: &'a Selection, habits: Habits, point: f64) -> Self {
        let (artwork, badge) = (&*document.artwork, &*document.badge);
        let (reach, arm, inset) = (REACH * point, ARM * point, INSET * point);
        Self { artwork, badge, scene, selection, point, reach, arm, inset, habits }
    }

    /// What rests on what stays where it is, while these keys are held.
    pub fn snapper<'s>(&self, held: Held, targets: &'s SnapTargets) -> Snapper<'s> {
        let mut snapping = self.habits.snapping;
        snapping.on &= !held.command;
        Snapper { snapping, reach: self.reach, targets }
    }
}

/// What a tool wishes.
#[derive(Clone, Debug)]
pub enum ToolOutput {
    /// Chooses exactly these elements.
    Select(Vec<ElementId>),
    /// Chooses an element that this step made, without ending the step.
    Show(ElementId),
    /// Changes the document; all edits with one number are one step.
    Edit(Vec<Edit>, String, Group),
    /// Takes back what this drag did.
    Undo,
    /// Ends the step.
    Seal,
    /// Puts another tool in hand.
    Take(ToolKind),
    /// Types on a text.
    Type(ElementId),
    /// Shows another part of the badge.
    Look(Look),
    /// Takes the colour of a place for what is chosen: for its fill, or for its `line`.
    PickColor {
        /// Where.
        at: Point,
        /// For the outline.
        line: bool,
    },
    /// Says that something was done.
    Say(&'static str),
    /// Says why nothing was done.
    Refuse(&'static str),
}

impl ToolOutput {
    /// An edit as a step of its own.
    pub fn once(label: impl Into<String>, edit: Edit) -> Self {
        Self::Edit(vec![edit], label.into(), Group::Once)
    }
}

/// A change of the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// What is shown is moved by so many badge units.
    Pan(Vec2),
    /// It is shown larger by a factor, about a place.
    Zoom(f64, Point),
    /// A box is shown as large as it can be.
    Show(Rect),
}

/// A tool of the canvas: all that there is to say of it stands in its own file.
pub trait Tool {
    /// What can be done with it, in a line.
    fn hint(&self) -> &'static str;

    /// What to do about an event of the pointer.
    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput>;

    /// The tool that takes over with this event.
    fn yields(&self, _event: ToolEvent, _context: &ToolContext<'_>) -> Option<ToolKind> {
        None
    }

    /// What to do about a key; none where the tool has no use for it.
    fn key(&mut self, _key: ToolKey, _context: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        None
    }

    /// What it does when another tool is taken.
    fn put_down(&mut self, _context: &ToolContext<'_>) -> Vec<ToolOutput> {
        Vec::new()
    }

    /// What the pointer looks like at a place; none for the usual arrow.
    fn cursor(&self, _at: Point, _held: Held, _context: &ToolContext<'_>) -> Option<Cursor> {
        None
    }

    /// What lies over the badge, from the back to the front.
    fn overlay(&self, _context: &ToolContext<'_>) -> Vec<Mark> {
        Vec::new()
    }

    /// The handles that can be given the keyboard.
    fn handles(&self, _context: &ToolContext<'_>) -> Vec<KeyboardHandle> {
        Vec::new()
    }

    /// A handle is given the keyboard.
    fn focus(&mut self, _handle: HandleId) {}

    /// What pushing a handle does by so many steps across and down.
    fn push(&self, _handle: HandleId, _by: Vec2, _context: &ToolContext<'_>) -> Option<ToolOutput> {
        None
    }

    /// What taking a handle away does.
    fn remove(&self, _handle: HandleId, _context: &ToolContext<'_>) -> Option<ToolOutput> {
        None
    }

    /// The cross with which the keyboard points; none for tools that are not pointed with.
    fn cross(&mut self) -> Option<&mut Cross> {
        None
    }

    /// Where the cross is, and what is said of it.
    fn pointed(&self) -> Option<(Point, String)> {
        None
    }
}

/// The chosen element when exactly one is chosen that can be changed, as it
/// would be on the artwork itself: only such a one has points.
pub fn only_chosen(context: &ToolContext<'_>) -> Option<GlobalElement> {
    if context.selection.len() == 1 { in_global_space(context.artwork, context.selection).pop() } else { None }
}

/// What a tool that was put aside for another one does: choosing goes on.
pub fn back_to_choosing() -> Vec<ToolOutput> {
    vec![ToolOutput::Take(ToolKind::Select)]
}
