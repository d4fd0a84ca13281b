//! Everything a user can ask for. Menus, the palette, keys and tests use
//! these; only [`super::update`] carries them out.

use std::path::PathBuf;

use eframe::egui::{Key, Modifiers};

use super::desk::{Entry, Out, Place, ReviewMessage, Target, Then, review};
use super::directory::PlaceMessage;
use super::places::{brand, explainer, inspect, set, words};
use super::session;
use super::state::State;
use super::toolkit::theme::ThemeChoice;
use crate::artwork::ElementId;
use crate::document::{Edit, Group};

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
    Session(session::Ask),
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
    Say(super::desk::Notice),
    /// Goes on while a badge is in view; else says that another one is, and what was not done.
    For(Target, &'static str, Box<Command>),
    /// Several, in order.
    All(Vec<Command>),
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

impl State {
    /// The commands that a user can ask for, in the order in which the palette offers
    /// them.
    pub fn entries(&self) -> Vec<Entry<Command>> {
        const CTRL: Modifiers = Modifiers::COMMAND;
        let go = |place: Place| {
            let label = format!("Go to {}", place.title());
            Entry::new(Command::Go(place), label, place.icon()).also(place.synonyms()).keys(CTRL, place.key())
        };
        let colors = |choice, label, icon| {
            Entry::new(Command::Theme(choice), label, icon).also("theme colors appearance mode night day")
        };
        let mut all: Vec<Entry<Command>> = Place::ALL.into_iter().map(go).collect();
        all.extend(self.history_entries());
        all.extend(session::entries().into_iter().map(|entry| entry.map(Command::Session)));
        all.extend(self.entries_of_places());
        all.extend(review::entries().into_iter().map(|entry| entry.map(Command::Review)));
        all.extend([
            find_entry(),
            colors(ThemeChoice::System, "Colours as the desktop", "sun"),
            colors(ThemeChoice::Light, "Light colours", "sun"),
            colors(ThemeChoice::Dark, "Dark colours", "moon"),
        ]);
        all
    }

    /// Undo and redo.
    pub(super) fn history_entries(&self) -> [Entry<Command>; 2] {
        const CTRL: Modifiers = Modifiers::COMMAND;
        let history = &self.desk.history;
        [
            Entry::new(Command::Undo, "Undo", "arrow-u-up-left")
                .also("back revert mistake")
                .keys(CTRL, Key::Z)
                .when(history.undo_label().is_some()),
            Entry::new(Command::Redo, "Redo", "arrow-u-up-right")
                .also("again repeat")
                .keys(CTRL.plus(Modifiers::SHIFT), Key::Z)
                .when(history.redo_label().is_some()),
        ]
    }
}

/// The command that finds all others.
pub(super) fn find_entry() -> Entry<Command> {
    Entry::new(Command::FindCommand, "Find a command", "magnifying-glass")
        .also("palette search menu")
        .keys(Modifiers::COMMAND, Key::K)
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
                Self::Session(session::Ask::Pick(question, Then::new(move |path| then.with(path).into())))
            }
            Out::Open(path) => Self::Session(session::Ask::OpenPath(path)),
            Out::Begin { document, place, starter } => Self::Session(session::Ask::Begin { document, place, starter }),
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
    if is_document {
        Command::Session(session::Ask::OpenPath(path))
    } else {
        inspect::Message::Files(vec![path]).into()
    }
}
