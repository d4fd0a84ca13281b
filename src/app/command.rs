//! Everything a user can ask for. Menus, the palette, keys and tests use
//! these; only [`super::update`] carries them out.

use std::path::PathBuf;

use super::desk::{FileQuestion, Notice, Out, Place, ReviewMessage, Target, Then};
use super::directory::PlaceMessage;
use super::places::{brand, explainer, inspect, set, words};
use super::toolkit::theme::ThemeChoice;
use crate::artwork::ElementId;
use crate::document::{Document, Edit, Group};

/// Something to be done, by a user's wish or for a panel.
#[derive(Clone, Debug)]
pub enum Command {
    /// Shows a place.
    Go(Place),
    /// Shows the command palette.
    FindCommand,
    /// Takes the last step back.
    Undo,
    /// Does the step again that was taken back.
    Redo,
    /// Opening, saving and closing documents.
    Session(Ask),
    /// Tells a place something.
    Place(PlaceMessage),
    /// Leaving findings, own words and profiles.
    Review(ReviewMessage),
    /// Wears other colours.
    Theme(ThemeChoice),
    /// Changes the document, as one step.
    Edit {
        /// What to change.
        edits: Vec<Edit>,
        /// What the step is called, such as "Move star".
        label: String,
        /// Which edits it joins.
        group: Group,
    },
    /// Ends the open group of edits.
    Seal,
    /// Chooses elements.
    Select(Vec<ElementId>),
    /// Says something at the edge of the window.
    Say(Notice),
    /// Goes on while a badge is in view; else says that another one is, and what was not done.
    For(Target, &'static str, Box<Command>),
    /// Several, in order.
    All(Vec<Command>),
}

/// A wish about the document as a file.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Works on a document that was just made, which belongs to no file.
    Begin {
        /// The document.
        document: Box<Document>,
        /// Where the work on it begins.
        place: Place,
        /// Whether it is a starter as it is.
        starter: bool,
    },
    /// Asks for a document to open.
    Open,
    /// Opens this document.
    OpenPath(PathBuf),
    /// A document was read.
    Opened(Box<Document>, PathBuf),
    /// Saves where the document was opened or last saved; asks otherwise.
    Save,
    /// Asks where to save.
    SaveAs,
    /// Saves here.
    SaveTo(PathBuf),
    /// The document was written, in the session of this number.
    Saved(Box<Document>, PathBuf, u64),
    /// The document could not be written.
    NotSaved(String),
    /// A copy of the unsaved work was written, in the session of this number.
    Kept(Box<Document>, u64),
    /// Asks for a file and goes on with it.
    Pick(FileQuestion, Then<Command>),
    /// The path typed into the dialog is the answer.
    UseTypedPath,
    /// Does what waited for the unsaved work: save first, or give it up.
    LeaveUnsaved {
        /// True to save before.
        save: bool,
    },
    /// Goes on with the work that a crash left, or throws it away.
    Recover {
        /// True to go on with it.
        keep: bool,
    },
    /// Closes the question without an answer.
    CloseDialog,
    /// Closes the window.
    Quit,
}

impl Command {
    /// An edit as a step of its own.
    pub fn edit(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::Edit { edits, label: label.into(), group: Group::Once }
    }

    /// True for keys that a text field needs itself while one is typed into.
    pub fn yields_to_typing(&self, place: Place) -> bool {
        match self {
            Self::Place(PlaceMessage::Canvas(_)) => true,
            // What is typed there is no part of the badge.
            Self::Undo | Self::Redo => matches!(place, Place::HandOut | Place::Inspect),
            _ => false,
        }
    }
}

impl From<ReviewMessage> for Command {
    fn from(message: ReviewMessage) -> Self {
        Self::Review(message)
    }
}

/// What a place asks for, as it is carried out.
impl<M: Into<Self> + 'static> From<Out<M>> for Command {
    fn from(out: Out<M>) -> Self {
        match out {
            Out::Mine(message) => message.into(),
            Out::Go(place) => Self::Go(place),
            Out::Say(notice) => Self::Say(notice),
            Out::Edit { edits, label, group } => Self::Edit { edits, label, group },
            Out::Undo => Self::Undo,
            Out::Seal => Self::Seal,
            Out::OpenAny(paths) => open_all(paths),
            Out::Select(elements) => Self::Select(elements),
            Out::For(target, undone, then) => Self::For(target, undone, Box::new(Self::from(*then))),
            Out::Pick(question, then) => {
                Self::Session(Ask::Pick(question, Then::new(move |path| then.with(path).into())))
            }
            Out::Open(path) => Self::Session(Ask::OpenPath(path)),
            Out::Begin { document, place, starter } => Self::Session(Ask::Begin { document, place, starter }),
            Out::GoToField(field) => words::Message::GoTo(field).into(),
            Out::Review(message) => Self::Review(message),
            Out::ChooseToInspect => inspect::Message::Choose.into(),
            Out::ShowBrandKit => brand::Message::Show.into(),
            Out::ShowSet => set::Message::Show.into(),
            Out::Explain => explainer::Message::Open.into(),
            Out::All(outs) => Self::All(outs.into_iter().map(Self::from).collect()),
        }
    }
}

/// Opens files, whatever they are: one is a document to edit or to be inspected, several are
/// inspected together.
pub(super) fn open_all(mut paths: Vec<PathBuf>) -> Command {
    match paths.len() {
        1 => open_any(paths.remove(0)),
        _ => inspect::Message::Files(paths).into(),
    }
}

/// Opens a file, whatever it is: a document to edit, anything else to inspect.
pub fn open_any(path: PathBuf) -> Command {
    let is_document = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(crate::document::EXTENSION));
    if is_document { Command::Session(Ask::OpenPath(path)) } else { inspect::Message::Files(vec![path]).into() }
}
