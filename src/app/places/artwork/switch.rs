//! Habits of the canvas that a key or a command switches.

use crate::editing::Habits;

/// A habit that a key or a command switches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Whether anything is met.
    Snapping,
    /// The grid: seen and met.
    Grid,
    /// The rulers.
    Rulers,
    /// The guides: seen and met.
    Guides,
    /// Proportions stay.
    Proportions,
    /// Centres stay.
    Center,
}

impl Switch {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Snapping, Self::Grid, Self::Rulers, Self::Guides, Self::Proportions, Self::Center];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Snapping => "Snapping on or off",
            Self::Grid => "Grid on or off",
            Self::Rulers => "Rulers on or off",
            Self::Guides => "Guides on or off",
            Self::Proportions => "Keep proportions or not",
            Self::Center => "Keep the centre or not",
        }
    }

    /// The habits after it was switched.
    pub(super) fn switched(self, mut habits: Habits) -> Habits {
        let snapping = &mut habits.snapping;
        match self {
            Self::Snapping => snapping.on = !snapping.on,
            Self::Grid => {
                snapping.grid = !snapping.grid;
                snapping.grid_shown = snapping.grid;
            }
            Self::Rulers => snapping.rulers = !snapping.rulers,
            Self::Guides => snapping.guides = !snapping.guides,
            Self::Proportions => habits.keep_proportions = !habits.keep_proportions,
            Self::Center => habits.keep_center = !habits.keep_center,
        }
        habits
    }
}
