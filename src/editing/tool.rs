//! Tools: events in badge units in, wishes out. They know no window.

use kurbo::Point;
use serde::{Deserialize, Serialize};

use super::nested::{Lifted, lifted};
use super::snapping::{Snapper, Snapping, Standing};
use crate::artwork::{Artwork, ElementId};
use crate::document::{Edit, Group, Selection};
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

impl ToolKind {
    /// True for tools that only change the view or take something from it.
    pub fn only_looks(self) -> bool {
        matches!(self, Self::Hand | Self::Zoom | Self::Eyedropper)
    }

    /// What can be done with it, in a line.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Nodes => {
                "Drag points and handles · Alt and a click on the line adds one · . and , choose, arrows move, Alt and arrows bend, Delete takes away"
            }
            Self::Pen => {
                "Click for a corner, drag for a curve · Or point with the arrow keys, Enter places, Alt and arrows bend · The first point closes, Escape ends"
            }
            Self::Crop => {
                "Drag the edges, or the picture beneath them · Tab goes to the edges · + and − magnify it, arrows move it · Escape ends"
            }
            Self::Text => {
                "Click to begin a text, drag for its frame, click on a text to type on it · Or point with the arrow keys and press Enter · Escape ends"
            }
            Self::Paint => {
                "Drag the handles · A click on the line adds a colour · Delete takes the chosen one away · V goes back to choosing"
            }
            Self::Eyedropper => {
                "Click to take a colour of the badge for what is chosen, or point with the arrow keys and press Enter · With Shift for its outline"
            }
            Self::Zoom => "Click to come closer, with Alt to go away · Drag a box to fill the canvas with it",
            Self::Hand => "Drag to move the view, or use the arrow keys, with Shift for more · V goes back to choosing",
            Self::Select => {
                "Drag to move · Click again for what lies below · Alt reaches into groups · Page keys choose, arrow keys nudge, Tab goes to handles"
            }
        }
    }
}

/// How tools work; kept for all badges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Habits {
    /// What a dragged element rests on.
    pub snapping: Snapping,
    /// Whatever is sized keeps its proportions.
    pub keep_proportions: bool,
    /// Whatever is sized keeps its centre.
    pub keep_center: bool,
}

/// Keys held with the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Adds to what is chosen; keeps a direction, a proportion or an angle.
    pub shift: bool,
    /// Reaches into groups; keeps the centre.
    pub alt: bool,
    /// Snaps to nothing.
    pub command: bool,
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
}

/// What a tool sees.
pub struct ToolContext<'a> {
    /// The artwork as it is now.
    pub artwork: &'a Artwork,
    /// The artwork, resolved.
    pub scene: &'a Scene,
    /// What is chosen.
    pub selection: &'a Selection,
    /// How far from a handle or a thin line still counts, in badge units.
    pub reach: f64,
    /// Distance of the turning knob from the frame, in badge units.
    pub arm: f64,
    /// How far handles of a shape keep from the corners of its frame, and the
    /// colours of a gradient from their line, in badge units.
    pub inset: f64,
    /// How tools work.
    pub habits: Habits,
}

impl ToolContext<'_> {
    /// What rests on what stays where it is, while these keys are held.
    pub fn snapper<'s>(&self, held: Held, standing: &'s Standing) -> Snapper<'s> {
        let mut snapping = self.habits.snapping;
        snapping.on &= !held.command;
        Snapper { snapping, reach: self.reach, standing }
    }
}

/// What a tool wishes.
#[derive(Clone, Debug)]
pub enum ToolOutput {
    /// Chooses exactly these elements.
    Select(Vec<ElementId>),
    /// Changes the document; all edits with one number are one step.
    Edit(Vec<Edit>, String, Group),
    /// Takes back what this drag did.
    Undo,
}

/// The chosen element when exactly one is chosen that can be changed, as it
/// would be on the artwork itself: only such a one has points.
pub fn only_chosen(context: &ToolContext<'_>) -> Option<Lifted> {
    if context.selection.len() == 1 { lifted(context.artwork, context.selection).pop() } else { None }
}
