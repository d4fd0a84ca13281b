//! What the window knows. Panels read it; only [`super::update`] changes what
//! outlives a frame.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use super::command::Command;
use super::desk::{Desk, FileAnswer, FileQuestion, Notice, Outside, Settings, Then};
use super::directory::Places;
use super::palette;
use super::places::hand_out::HandOut;
use crate::artwork::Artwork;
use crate::badge::Badge;
use crate::document::{Document, Found};
use crate::review::Finding;
use crate::scene::Scene;

/// A question that must be answered before anything else.
pub enum Dialog {
    /// The document has changes that are on no disk.
    Unsaved {
        /// What to do afterwards.
        then: Box<Command>,
    },
    /// The path of a file, typed because the desktop has no dialog for it.
    TypePath {
        /// What is asked for.
        question: FileQuestion,
        /// What goes on with it.
        then: Then<Command>,
        /// What was typed so far.
        typed: String,
        /// True once the field had the keyboard; from then on it may leave.
        opened: bool,
    },
    /// Work that a crash left.
    Recover(Box<Found>),
}

/// What the document waits for.
#[derive(Default)]
pub struct Waiting {
    pub(super) file: Option<(mpsc::Receiver<FileAnswer>, FileQuestion, Then<Command>)>,
    /// Time of the first change that is not kept yet, and of the last one.
    pub(super) changed: Option<(f64, f64)>,
    pub(super) seen: Option<Document>,
    pub(super) after_save: Option<Box<Command>>,
    /// Where to save once more when the file that is being written is done.
    pub(super) save_again: Option<PathBuf>,
    /// The user wants to close and nothing would be lost.
    pub(super) quit: bool,
    pub(super) quitting: bool,
}

/// Everything the window knows.
pub struct State {
    /// What every place is given.
    pub desk: Desk,
    /// What the document waits for.
    pub(super) waiting: Waiting,
    /// Sentences at the edge of the window, with the time at which they came.
    pub notices: Vec<(Notice, f64)>,
    /// A question that must be answered first.
    pub dialog: Option<Dialog>,
    /// The open command palette.
    pub palette: Option<palette::Palette>,
    /// What each place remembers.
    pub places: Places,
}

impl State {
    pub(super) fn new(document: Document, settings: Settings, outside: Outside) -> Self {
        Self {
            waiting: Waiting::default(),
            notices: Vec::new(),
            dialog: None,
            palette: None,
            places: Places { handout: HandOut::as_usual(&settings.hand_out), ..Places::default() },
            desk: Desk::new(document, settings, outside),
        }
    }

    /// The document as it is now.
    pub fn document(&self) -> &Document {
        self.desk.document()
    }

    /// Its words.
    pub fn badge(&self) -> &Badge {
        &self.document().badge
    }

    /// Its artwork.
    pub fn artwork(&self) -> &Artwork {
        &self.document().artwork
    }

    /// The artwork, resolved.
    pub fn scene(&self) -> &Arc<Scene> {
        self.desk.scene()
    }

    /// What the review found, most weighty first. While somebody types it is a
    /// moment behind.
    pub fn findings(&self) -> &[Finding] {
        self.desk.findings()
    }
}
