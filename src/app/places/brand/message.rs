//! What the brand kit is told.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::desk::Desk;
use crate::artwork::{Brand, OwnFont};
use crate::editing::Placed;

/// Something that the brand kit is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Reads the user's kit, when the window opens.
    Begin,
    /// Shows the kit.
    Show,
    /// Closes it.
    Close,
    /// The user's kit was read when the window opened.
    Read(Box<Brand>),
    /// The kit is like this now.
    Changed(Box<Brand>),
    /// Another kit takes the place of this one, which can be put back.
    Replaced(Box<Brand>),
    /// The kit was written, or could not be: the sentence.
    Kept(Option<String>),
    /// Gives the badge the kit's colours and fonts, and its logo where it has one.
    Apply,
    /// Takes colours and fonts from the badge, and the logos it carries.
    TakeFromBadge,
    /// Goes back to the kit that was there before it was replaced.
    PutBack,
    /// Asks for a logo.
    ChooseLogo {
        /// True for the one in one colour.
        mono: bool,
    },
    /// Reads a logo.
    ReadLogo(PathBuf, bool),
    /// A logo was read.
    LogoRead(Box<Placed>, bool),
    /// Puts a logo on the badge.
    PutLogo {
        /// True for the one in one colour.
        mono: bool,
    },
    /// Asks for a font file.
    ChooseFont {
        /// True for the font of names.
        display: bool,
    },
    /// Reads a font file.
    ReadFont(PathBuf, bool),
    /// A font file was read.
    FontRead(Arc<OwnFont>, bool),
    /// Asks for a brand kit to take in.
    Import,
    /// Takes in this file.
    ImportFrom(PathBuf),
    /// Asks where to write the kit.
    Export,
    /// Writes the kit here.
    ExportTo(PathBuf),
}

impl Message {
    pub(in crate::app) fn listed() -> Vec<Self> {
        vec![Self::Show, Self::Apply, Self::Import, Self::Export]
    }

    pub(in crate::app) fn label(&self) -> String {
        match self {
            Self::Apply => "Apply the brand kit to this badge".into(),
            Self::Import | Self::ImportFrom(_) => "Take in a brand kit…".into(),
            Self::Export | Self::ExportTo(_) => "Write the brand kit into a file…".into(),
            Self::TakeFromBadge => "Take the brand from this badge".into(),
            _ => "Brand kit…".into(),
        }
    }

    pub(in crate::app) fn icon(&self) -> &'static str {
        "swatches"
    }

    pub(in crate::app) fn enabled(&self, desk: &Desk) -> bool {
        match self {
            Self::Apply | Self::Export => desk.kit().is_some(),
            _ => true,
        }
    }
}
