//! What the set is told.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{Key, Modifiers};

use super::Sets;
use super::model::{FILES, Replaced};
use crate::app::desk::{Desk, Entry};
use crate::artwork::Theme;
use crate::document::Document;
use crate::document::set::{Member, Part, Set, Table};
use crate::issue::{FileKind, SetFile};
use crate::render::raster::Pixels;
use crate::review::SetFinding;

/// Something that the set is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Shows the set.
    Show,
    /// Puts a member on the canvas, by its identifier.
    Edit(String),
    /// Goes this many members on, while one is worked on.
    Step(isize),
    /// Puts the design on the canvas.
    Design,
    /// Chooses a member on the screen.
    Choose(String),
    /// Makes a badge for each learning layer.
    ByLayer(Option<Theme>),
    /// Makes a badge for each level.
    ByLevel(Option<Theme>),
    /// Asks for a table.
    ChooseTable,
    /// Reads a table.
    ReadTable(PathBuf),
    /// A table was read.
    TableRead(Box<Table>, String),
    /// Makes badges of the rows of the open table.
    UseTable,
    /// The badges of a table are made.
    Made(Vec<Member>, Arc<Set>),
    /// The rows cannot be used: the sentences.
    NotMade(Vec<String>),
    /// Closes the open table.
    CloseTable,
    /// Puts one more badge into the set.
    Add,
    /// Puts a copy of a member beside it.
    Duplicate(String),
    /// Takes a member out of the set.
    Remove(String),
    /// Moves a member this many places on.
    Move(String, isize),
    /// Puts back something that a member has of its own.
    PutBack(String, Part),
    /// Holds all badges against each other.
    Check,
    /// What was found, and in which document.
    Checked(Vec<SetFinding>, Box<Document>),
    /// Asks for a folder to export all badges into.
    Export(SetFile),
    /// Exports all badges into this folder.
    ExportTo(PathBuf),
    /// Asks whether these files of the folder may be replaced.
    ConsiderReplacing(Replaced),
    /// Exports in the place of the files that were named.
    Replace,
    /// Leaves them as they are.
    KeepFiles,
    /// Pictures of members were drawn, with what they show.
    Drawn(Vec<(String, Document, Pixels)>),
}

impl Message {
    /// Its icon, where it is a way to begin a set.
    pub(super) fn icon(&self) -> &'static str {
        match self {
            Self::ByLayer(_) => "steps",
            Self::ByLevel(_) => "chart-bar",
            Self::ChooseTable => "table",
            Self::Add => "plus",
            _ => "cards-three",
        }
    }
}

/// The commands of the set.
pub fn commands(_: &Sets, desk: &Desk) -> Vec<Entry<Message>> {
    let row = |message: Message, label, synonyms| {
        let icon = message.icon();
        Entry::new(message, label, icon).also(synonyms)
    };
    let step = |by, label, icon, synonyms, key| {
        Entry::new(Message::Step(by), label, icon).also(synonyms).keys(Modifiers::COMMAND | Modifiers::ALT, key)
    };
    let document = desk.document();
    let (is_one_shown, has_members) = (document.shown.is_some(), !document.set.members.is_empty());
    let several = "several many family series pathway collection";
    let mut all = vec![
        row(Message::Show, "Show the set of badges", several).keys(Modifiers::COMMAND, Key::Num7),
        row(Message::Design, "Back to the design of the set", "common shared master").when(is_one_shown),
        step(1, "Next badge of the set", "caret-right", "forward", Key::PageDown).when(is_one_shown),
        step(-1, "Previous badge of the set", "caret-left", "back", Key::PageUp).when(is_one_shown),
        row(Message::ByLayer(None), "Make a badge for each learning layer", several),
        row(Message::ByLevel(None), "Make a badge for each level", several),
        row(
            Message::ChooseTable,
            "Make badges from the rows of a table…",
            "csv spreadsheet sheet excel several many import",
        ),
        row(Message::Add, "Add a badge to the set", several),
        Entry::new(Message::Check, "Check the badges of the set together", "list-checks")
            .also("review")
            .when(has_members),
    ];
    all.extend(FILES.map(|(file, _)| {
        let label = match file {
            SetFile::Picture(FileKind::Svg) => "Export all badges of the set as SVG…",
            SetFile::Document => "Export all badges of the set as documents…",
            SetFile::Picture(_) => "Export all badges of the set as PNG…",
        };
        Entry::new(Message::Export(file), label, "download-simple").also("save several many folder").when(has_members)
    }));
    all
}
