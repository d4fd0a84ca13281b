//! What the brand kit is told.

use std::path::PathBuf;
use std::sync::Arc;

use super::BrandKit;
use crate::app::desk::{Desk, Entry};
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

/// The commands of the brand kit.
pub fn commands(_: &BrandKit, desk: &Desk) -> Vec<Entry<Message>> {
    let row = |message, label, synonyms| Entry::new(message, label, "swatches").also(synonyms);
    let is_there = desk.kit().is_some();
    vec![
        row(Message::Show, "Brand kit…", "identity colours fonts logo house style"),
        row(Message::Apply, "Apply the brand kit to this badge", "identity colours fonts house style").when(is_there),
        row(Message::Import, "Take in a brand kit…", "import open load"),
        row(Message::Export, "Write the brand kit into a file…", "export save share").when(is_there),
    ]
}
