//! The tools of the canvas, without a toolkit: they take events in badge units and
//! return edits, so all of this is tried without a window.

#[cfg(test)]
mod bench;
pub(crate) mod cage;
pub(crate) mod crop_tool;
pub(crate) mod grips;
pub(crate) mod insert;
pub(crate) mod knobs;
pub(crate) mod nested;
pub(crate) mod node_tool;
pub(crate) mod nodes;
pub(crate) mod paint_handles;
pub(crate) mod paint_tool;
pub(crate) mod pen_tool;
pub(crate) mod select_tool;
pub(crate) mod snapping;
pub(crate) mod tool;

pub use insert::{NewElement, Placed};
pub use tool::{Habits, ToolKind};
