//! The places of the window, by name.

use eframe::egui::Key;

/// A place in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Starters, recent badges, a place to drop a file.
    Home,
    /// The canvas.
    Artwork,
    /// The form.
    Words,
    /// What the review found.
    Check,
    /// Export and bake.
    HandOut,
    /// Open a badge that was made.
    Inspect,
    /// All badges made from one design. It has no place in the rail: it is
    /// come to from the work.
    Set,
}

impl Place {
    /// The places of the rail, in its order.
    pub const ALL: [Self; 6] = [Self::Home, Self::Artwork, Self::Words, Self::Check, Self::HandOut, Self::Inspect];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Artwork => "Artwork",
            Self::Words => "Words",
            Self::Check => "Check",
            Self::HandOut => "Hand out",
            Self::Inspect => "Inspect",
            Self::Set => "the set of badges",
        }
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Home => "house",
            Self::Artwork => "palette",
            Self::Words => "note-pencil",
            Self::Check => "list-checks",
            Self::HandOut => "gift",
            Self::Inspect => "magnifying-glass",
            Self::Set => "cards-three",
        }
    }

    /// Other words by which people look for it.
    pub fn synonyms(self) -> &'static str {
        match self {
            Self::Home => "start begin recent starters templates",
            Self::Artwork => "draw design canvas picture image",
            Self::Words => "form text criteria write describe",
            Self::Check => "review findings rules problems",
            Self::HandOut => "award export bake sign issue print key endorse",
            Self::Inspect => "verify open look",
            Self::Set => "several many series pathway collection",
        }
    }

    /// The digit that goes there with Ctrl.
    pub fn key(self) -> Key {
        match self {
            Self::Home => Key::Num1,
            Self::Artwork => Key::Num2,
            Self::Words => Key::Num3,
            Self::Check => Key::Num4,
            Self::HandOut => Key::Num5,
            Self::Inspect => Key::Num6,
            Self::Set => Key::Num7,
        }
    }
}
