//! The tools of the canvas, without a toolkit: they take events in badge units, return
//! edits and say what lies over the badge, so all of this is tried without a window.
//! Whatever there is to say of a tool stands in its file; the [`Toolbox`] has them all.

#[cfg(test)]
mod bench;
pub(crate) mod cage;
pub(crate) mod crop_tool;
mod cross;
mod eyedropper;
pub(crate) mod grips;
mod habits;
mod hand;
pub(crate) mod insert;
pub(crate) mod knobs;
pub(crate) mod nested;
pub(crate) mod node_tool;
pub(crate) mod nodes;
pub(crate) mod overlay;
pub(crate) mod paint_handles;
pub(crate) mod paint_tool;
mod path_marks;
pub(crate) mod pen_tool;
pub(crate) mod select_tool;
pub(crate) mod snapping;
pub(crate) mod text_tool;
pub(crate) mod tool;
pub(crate) mod toolbox;
#[cfg(test)]
mod toolbox_tests;
mod zoom;

pub use habits::{Habits, Held};
pub use insert::{NewElement, Placed};
pub use node_tool::PointsChange;
pub use tool::{Look, ToolEvent, ToolKey, ToolKind};
pub use toolbox::Toolbox;
