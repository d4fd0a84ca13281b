//! Lines that a designer lays elements against.

use serde::{Deserialize, Serialize};

use super::{SIDE, number};
use crate::is_default;

/// Most guides that an artwork may have.
pub const MAX_GUIDES: usize = 100;

/// A line across the whole artwork, to lay elements against. It is seen only
/// while one designs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Guide {
    /// True for one from top to bottom, false for one from left to right.
    #[serde(default, skip_serializing_if = "is_default")]
    pub upright: bool,
    /// Where it lies: badge units from the left or from the top.
    #[serde(serialize_with = "number::short")]
    pub at: f64,
    /// Cannot be moved on the canvas.
    #[serde(default, skip_serializing_if = "is_default")]
    pub locked: bool,
}

impl Guide {
    /// A guide from top to bottom.
    pub fn upright(at: f64) -> Self {
        Self { upright: true, at, locked: false }
    }

    /// A guide from left to right.
    pub fn level(at: f64) -> Self {
        Self { upright: false, at, locked: false }
    }

    /// True when it lies where somebody could see it.
    pub fn is_sane(&self) -> bool {
        self.at.is_finite() && self.at.abs() <= 10.0 * SIDE
    }
}
