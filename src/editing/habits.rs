//! Habits: how tools work, for good or while keys are held.

use serde::{Deserialize, Serialize};

use super::snapping::Snapping;

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
