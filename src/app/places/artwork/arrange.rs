//! What can be asked for of several elements at once, or of the form of one.

use crate::document::{Alignment, Axis};
use crate::scene::Operation;

/// How far growing and shrinking move an outline, in badge units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Distance(pub(super) f64);

impl Default for Distance {
    fn default() -> Self {
        Self(6.0)
    }
}

/// A wish about the places or forms of what is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arrange {
    /// Lines elements up with one another, a single one with the badge.
    Align(Alignment),
    /// Makes the gaps between them equal.
    Distribute(Axis),
    /// Shows them as a mirror does.
    Mirror(Axis),
    /// Makes one outline of them.
    Combine(Operation),
    /// Makes a path of a shape, a text or an icon.
    ToPath,
    /// Moves an outline outwards.
    Grow,
    /// Moves an outline inwards.
    Shrink,
    /// Shows all of them only within the lowest.
    Mask,
    /// Joins the nearest ends of two paths.
    Join,
    /// Lets a text stand on the outline of a shape.
    OnPath,
    /// Shows a picture within a shape, which it takes the place of.
    CutToShape,
}

impl Arrange {
    pub(super) fn listed() -> impl Iterator<Item = Self> {
        let aligned = Alignment::ALL.map(Self::Align).into_iter();
        aligned
            .chain(Axis::ALL.map(Self::Distribute))
            .chain(Axis::ALL.map(Self::Mirror))
            .chain(Operation::ALL.map(Self::Combine))
            .chain([Self::ToPath, Self::Grow, Self::Shrink, Self::Mask, Self::Join, Self::OnPath, Self::CutToShape])
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Align(Alignment::Left) => "Align left",
            Self::Align(Alignment::Centre) => "Align centres across",
            Self::Align(Alignment::Right) => "Align right",
            Self::Align(Alignment::Top) => "Align top",
            Self::Align(Alignment::Middle) => "Align centres down",
            Self::Align(Alignment::Bottom) => "Align bottom",
            Self::Distribute(Axis::Across) => "Equal gaps across",
            Self::Distribute(Axis::Down) => "Equal gaps down",
            Self::Mirror(Axis::Across) => "Mirror left and right",
            Self::Mirror(Axis::Down) => "Mirror up and down",
            Self::Combine(Operation::Unite) => "Unite",
            Self::Combine(Operation::Subtract) => "Subtract from the lowest",
            Self::Combine(Operation::Intersect) => "Keep what all cover",
            Self::Combine(Operation::Exclude) => "Cut out the overlap",
            Self::ToPath => "Make it a path",
            Self::Grow => "Grow the outline",
            Self::Shrink => "Shrink the outline",
            Self::Mask => "Show only within the lowest",
            Self::Join => "Join two paths",
            Self::OnPath => "Put the text on the path",
            Self::CutToShape => "Cut the picture to the shape",
        }
    }

    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::Align(Alignment::Left) => "align-left",
            Self::Align(Alignment::Centre) => "align-center-horizontal",
            Self::Align(Alignment::Right) => "align-right",
            Self::Align(Alignment::Top) => "align-top",
            Self::Align(Alignment::Middle) => "align-center-vertical",
            Self::Align(Alignment::Bottom) => "align-bottom",
            Self::Distribute(Axis::Across) => "columns",
            Self::Distribute(Axis::Down) => "rows",
            Self::Mirror(Axis::Across) => "flip-horizontal",
            Self::Mirror(Axis::Down) => "flip-vertical",
            Self::Combine(Operation::Unite) => "unite",
            Self::Combine(Operation::Subtract) => "subtract",
            Self::Combine(Operation::Intersect) => "intersect",
            Self::Combine(Operation::Exclude) => "exclude",
            Self::ToPath => "bezier-curve",
            Self::Grow => "arrows-out",
            Self::Shrink => "arrows-in",
            Self::Mask => "crop",
            Self::Join => "link",
            Self::OnPath => "path",
            Self::CutToShape => "image-square",
        }
    }

    /// Other words by which people look for it.
    pub(super) fn synonyms(self) -> &'static str {
        match self {
            Self::Align(_) => "line up arrange",
            Self::Distribute(_) => "spread space spacing arrange",
            Self::Mirror(_) => "flip reflect",
            Self::Combine(_) => "boolean pathfinder outline merge union cut",
            Self::ToPath => "convert outline vector curves",
            Self::Grow => "offset larger thicker outline",
            Self::Shrink => "inset smaller thinner outline",
            Self::Mask => "clip crop window",
            Self::Join => "connect close",
            Self::OnPath => "curve circle bend letters",
            Self::CutToShape => "clip crop photo round",
        }
    }

    /// Whether it can be done with so many chosen.
    pub(super) fn enabled(self, chosen: usize) -> bool {
        match self {
            Self::Combine(_) | Self::Mask => chosen > 1,
            Self::Distribute(_) => chosen > 2,
            Self::Join | Self::OnPath | Self::CutToShape => chosen == 2,
            Self::ToPath | Self::Grow | Self::Shrink => chosen == 1,
            Self::Align(_) | Self::Mirror(_) => chosen > 0,
        }
    }
}
