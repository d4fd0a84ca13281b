//! What snaps to what, and how near it must come.

use kurbo::Point;
use serde::{Deserialize, Serialize};

use super::ring::{self, Ring};
use crate::artwork::{Artwork, Bounds, ElementId, Guide, SIDE};
use crate::editing::local_space;

/// Steps of a whole turn at which a turning element rests, in degrees.
pub const TURN_STEP: f64 = 15.0;

/// Two places that are the same, in badge units.
pub(super) const SAME: f64 = 1e-6;

/// What a dragged element rests on. Kept for all badges.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Snapping {
    /// It rests at all.
    pub on: bool,
    /// On the badge's middle and edges.
    pub badge: bool,
    /// In line with the middles and edges of others.
    pub others: bool,
    /// With the same gap to others as they have among themselves.
    pub gaps: bool,
    /// On the circles of others, around their middles, with their radii.
    pub rings: bool,
    /// At every 15 degrees, and turned as others are.
    pub angles: bool,
    /// On the badge's own guides, which are shown.
    pub guides: bool,
    /// On the grid.
    pub grid: bool,
    /// The grid is shown.
    pub grid_shown: bool,
    /// From one line of the grid to the next, in badge units.
    pub grid_step: f64,
    /// Rulers stand at the edges of the canvas.
    pub rulers: bool,
}

impl Default for Snapping {
    fn default() -> Self {
        Self {
            on: true,
            badge: true,
            others: true,
            gaps: true,
            rings: true,
            angles: true,
            guides: true,
            grid: false,
            grid_shown: false,
            grid_step: 20.0,
            rulers: false,
        }
    }
}

impl Snapping {
    /// The grid's step, when it can be used.
    pub fn step(&self) -> f64 {
        if self.grid_step.is_finite() { self.grid_step.clamp(1.0, SIDE) } else { 20.0 }
    }
}

/// Snap: what a dragged element rests on, to be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Snap {
    /// A line between two points that others lie on, too.
    Line(Point, Point),
    /// A distance worth telling.
    Distance(Point, Point),
    /// A circle around a point.
    Circle(Point, f64),
    /// An angle: a line from its corner and the degrees.
    Angle(Point, Point, f64),
}

/// Snap targets: all that stays where it is.
#[derive(Clone, Debug, Default)]
pub struct SnapTargets {
    pub(super) boxes: Vec<Bounds>,
    pub(super) rings: Vec<Ring>,
    pub(super) turns: Vec<f64>,
    pub(super) guides: Vec<Guide>,
}

impl SnapTargets {
    /// What stays while these are moved.
    pub fn beside(artwork: &Artwork, moving: &[ElementId]) -> Self {
        let mut targets = Self { guides: artwork.guides.clone(), ..Self::default() };
        for element in local_space::unmoved(artwork, moving) {
            targets.boxes.push(element.frame.bounds());
            targets.rings.extend(ring::of(&element));
            if element.frame.rotation != 0.0 {
                targets.turns.push(element.frame.rotation);
            }
        }
        targets
    }

    /// As [`SnapTargets::beside`], without one of the guides.
    pub fn without_guide(artwork: &Artwork, guide: usize) -> Self {
        let mut targets = Self::beside(artwork, &[]);
        if guide < targets.guides.len() {
            targets.guides.remove(guide);
        }
        targets
    }
}

/// What rests on what, and how near it must come.
#[derive(Clone, Copy, Debug)]
pub struct Snapper<'a> {
    /// What is wished.
    pub snapping: Snapping,
    /// How near counts, in badge units.
    pub reach: f64,
    /// What it rests on.
    pub targets: &'a SnapTargets,
}
