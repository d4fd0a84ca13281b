//! What the set is told.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::{FILES, Replaced};
use crate::app::desk::Desk;
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
    pub(in crate::app) fn listed() -> Vec<Self> {
        let mut listed = vec![Self::Show, Self::Design, Self::Step(1), Self::Step(-1)];
        listed.extend([Self::ByLayer(None), Self::ByLevel(None), Self::ChooseTable, Self::Add, Self::Check]);
        listed.extend(FILES.map(|(file, _)| Self::Export(file)));
        listed
    }

    pub(in crate::app) fn label(&self) -> String {
        match self {
            Self::Show => "Show the set of badges".into(),
            Self::Edit(_) => "Edit this badge".into(),
            Self::Step(by) if *by > 0 => "Next badge of the set".into(),
            Self::Step(_) => "Previous badge of the set".into(),
            Self::Design => "Back to the design of the set".into(),
            Self::ByLayer(_) => "Make a badge for each learning layer".into(),
            Self::ByLevel(_) => "Make a badge for each level".into(),
            Self::ChooseTable | Self::ReadTable(_) | Self::TableRead(..) | Self::CloseTable => {
                "Make badges from the rows of a table…".into()
            }
            Self::UseTable | Self::Made(..) | Self::NotMade(_) => "Make badges from a table".into(),
            Self::Add => "Add a badge to the set".into(),
            Self::Duplicate(_) => "Duplicate the badge".into(),
            Self::Remove(_) => "Take the badge out of the set".into(),
            Self::Move(..) => "Move the badge in the set".into(),
            Self::PutBack(..) => "Follow the design again".into(),
            Self::Check | Self::Checked(..) => "Check the badges of the set together".into(),
            Self::Export(SetFile::Picture(FileKind::Svg)) => "Export all badges of the set as SVG…".into(),
            Self::Export(SetFile::Document) => "Export all badges of the set as documents…".into(),
            Self::Export(_) | Self::ExportTo(_) => "Export all badges of the set as PNG…".into(),
            Self::Choose(_) | Self::Drawn(_) | Self::ConsiderReplacing(_) | Self::Replace | Self::KeepFiles => {
                String::new()
            }
        }
    }

    pub(in crate::app) fn icon(&self) -> &'static str {
        match self {
            Self::ByLayer(_) => "steps",
            Self::ByLevel(_) => "chart-bar",
            Self::ChooseTable => "table",
            Self::Add => "plus",
            Self::Check => "list-checks",
            Self::Export(_) => "download-simple",
            Self::Step(by) => {
                if *by > 0 {
                    "caret-right"
                } else {
                    "caret-left"
                }
            }
            _ => "cards-three",
        }
    }

    pub(in crate::app) fn shortcut(&self) -> Option<KeyboardShortcut> {
        let key = |modifiers, key| Some(KeyboardShortcut::new(modifiers, key));
        match self {
            Self::Show => key(Modifiers::COMMAND, Key::Num7),
            Self::Step(by) => {
                key(Modifiers::COMMAND | Modifiers::ALT, if *by > 0 { Key::PageDown } else { Key::PageUp })
            }
            _ => None,
        }
    }

    pub(in crate::app) fn enabled(&self, desk: &Desk) -> bool {
        let document = desk.document();
        match self {
            Self::Design | Self::Step(_) => document.shown.is_some(),
            Self::Check | Self::Export(_) => !document.set.members.is_empty(),
            _ => true,
        }
    }
}
