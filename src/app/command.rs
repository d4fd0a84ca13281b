//! Everything a user can ask for. Menus, the palette, keys and tests use
//! these; only [`super::update`] carries them out.

use std::path::PathBuf;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::desk::{Out, Place, ReviewMessage, Then};
use super::places::{artwork, brand, check, explainer, hand_out, home, inspect, set, words};
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
    /// What Home shows.
    Home(home::Message),
    /// Changes to what is chosen on the canvas, and the view of it.
    Canvas(artwork::Message),
    /// The words and their review.
    Words(words::Message),
    /// Leaving findings, own words and profiles.
    Review(ReviewMessage),
    /// Exporting and baking.
    HandOut(hand_out::Message),
    /// Opening badges that were made.
    Inspect(inspect::Message),
    /// The set of badges.
    Sets(set::Message),
    /// The user's brand kit.
    Brand(brand::Message),
    /// What a digital badge is, step by step.
    Explainer(explainer::Message),
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
    /// Several, in order.
    All(Vec<Command>),
}

impl Command {
    /// An edit as a step of its own.
    pub fn edit(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::Edit { edits, label: label.into(), group: Group::Once }
    }

    /// The commands that the palette offers.
    pub fn listed() -> Vec<Self> {
        let mut listed: Vec<Self> = Place::ALL.into_iter().map(Self::Go).collect();
        listed.extend([Self::Undo, Self::Redo]);
        listed.extend(home::Message::listed().into_iter().map(Self::Home));
        listed.extend(session::Ask::listed().into_iter().map(Self::Session));
        listed.extend(artwork::Message::listed().into_iter().map(Self::Canvas));
        listed.extend(words::Message::listed().into_iter().map(Self::Words));
        listed.extend(ReviewMessage::listed().into_iter().map(Self::Review));
        listed.extend(hand_out::Message::listed().into_iter().map(Self::HandOut));
        listed.extend(inspect::Message::listed().into_iter().map(Self::Inspect));
        listed.extend(set::Message::listed().into_iter().map(Self::Sets));
        listed.extend(brand::Message::listed().into_iter().map(Self::Brand));
        listed.extend(explainer::Message::listed().into_iter().map(Self::Explainer));
        listed.extend([ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark].map(Self::Theme));
        listed
    }

    /// What it is called.
    pub fn label(&self) -> String {
        match self {
            Self::Go(place) => format!("Go to {}", place.title()),
            Self::FindCommand => "Find a command".into(),
            Self::Undo => "Undo".into(),
            Self::Redo => "Redo".into(),
            Self::Home(ask) => ask.label(),
            Self::Session(ask) => ask.label(),
            Self::Canvas(ask) => ask.label(),
            Self::Words(ask) => ask.label(),
            Self::Review(ask) => ask.label(),
            Self::HandOut(ask) => ask.label(),
            Self::Inspect(ask) => ask.label(),
            Self::Sets(ask) => ask.label(),
            Self::Brand(ask) => ask.label(),
            Self::Explainer(ask) => ask.label(),
            Self::Theme(ThemeChoice::System) => "Colours as the desktop".into(),
            Self::Theme(ThemeChoice::Light) => "Light colours".into(),
            Self::Theme(ThemeChoice::Dark) => "Dark colours".into(),
            Self::Edit { label, .. } => label.clone(),
            Self::Seal | Self::Select(_) | Self::Say(_) | Self::All(_) => String::new(),
        }
    }

    /// Its icon.
    pub fn icon(&self) -> &'static str {
        match self {
            Self::Go(place) => place.icon(),
            Self::FindCommand => "magnifying-glass",
            Self::Undo => "arrow-u-up-left",
            Self::Redo => "arrow-u-up-right",
            Self::Home(ask) => ask.icon(),
            Self::Session(ask) => ask.icon(),
            Self::Canvas(ask) => ask.icon(),
            Self::HandOut(ask) => ask.icon(),
            Self::Inspect(ask) => ask.icon(),
            Self::Sets(ask) => ask.icon(),
            Self::Brand(ask) => ask.icon(),
            Self::Explainer(ask) => ask.icon(),
            Self::Theme(ThemeChoice::Dark) => "moon",
            Self::Theme(_) => "sun",
            Self::Words(_) | Self::Review(_) => "note-pencil",
            _ => "command",
        }
    }

    /// The keys that ask for it.
    pub fn shortcut(&self) -> Option<KeyboardShortcut> {
        let key = |modifiers, key| Some(KeyboardShortcut::new(modifiers, key));
        match self {
            Self::Go(place) => key(Modifiers::COMMAND, place.key()),
            Self::FindCommand => key(Modifiers::COMMAND, Key::K),
            Self::Undo => key(Modifiers::COMMAND, Key::Z),
            Self::Redo => key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z),
            Self::Home(ask) => ask.shortcut(),
            Self::Session(ask) => ask.shortcut(),
            Self::Canvas(ask) => ask.shortcut(),
            Self::Words(ask) => ask.shortcut(),
            Self::HandOut(ask) => ask.shortcut(),
            Self::Inspect(ask) => ask.shortcut(),
            Self::Sets(ask) => ask.shortcut(),
            _ => None,
        }
    }

    /// Whether it can be done now.
    pub fn enabled(&self, state: &State) -> bool {
        match self {
            Self::Undo => state.desk.history.undo_label().is_some(),
            Self::Redo => state.desk.history.redo_label().is_some(),
            Self::Canvas(message) => message.enabled(&state.canvas, &state.desk),
            Self::Inspect(message) => message.enabled(&state.inspect),
            Self::Sets(message) => message.enabled(&state.desk),
            Self::Brand(message) => message.enabled(&state.desk),
            _ => true,
        }
    }

    /// True for keys that a text field needs itself while one is typed into.
    pub fn yields_to_typing(&self, place: Place) -> bool {
        match self {
            Self::Canvas(_) => true,
            // What is typed there is no part of the badge.
            Self::Undo | Self::Redo => matches!(place, Place::HandOut | Place::Inspect),
            _ => false,
        }
    }
}

impl From<home::Message> for Command {
    fn from(message: home::Message) -> Self {
        Self::Home(message)
    }
}

impl From<ReviewMessage> for Command {
    fn from(message: ReviewMessage) -> Self {
        Self::Review(message)
    }
}

impl From<brand::Message> for Command {
    fn from(message: brand::Message) -> Self {
        Self::Brand(message)
    }
}

impl From<set::Message> for Command {
    fn from(message: set::Message) -> Self {
        Self::Sets(message)
    }
}

impl From<hand_out::Message> for Command {
    fn from(message: hand_out::Message) -> Self {
        Self::HandOut(message)
    }
}

impl From<artwork::Message> for Command {
    fn from(message: artwork::Message) -> Self {
        Self::Canvas(message)
    }
}

impl From<words::Message> for Command {
    fn from(message: words::Message) -> Self {
        Self::Words(message)
    }
}

impl From<check::Message> for Command {
    fn from(message: check::Message) -> Self {
        match message {}
    }
}

impl From<inspect::Message> for Command {
    fn from(message: inspect::Message) -> Self {
        Self::Inspect(message)
    }
}

impl From<explainer::Message> for Command {
    fn from(message: explainer::Message) -> Self {
        Self::Explainer(message)
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
            Out::Pick(question, then) => {
                Self::Session(session::Ask::Pick(question, Then::new(move |path| then.with(path).into())))
            }
            Out::Open(path) => Self::Session(session::Ask::OpenPath(path)),
            Out::Begin { document, place, starter } => Self::Session(session::Ask::Begin { document, place, starter }),
            Out::GoToField(field) => Self::Words(words::Message::GoTo(field)),
            Out::Review(message) => Self::Review(message),
            Out::ChooseToInspect => Self::Inspect(inspect::Message::Choose),
            Out::ShowBrandKit => Self::Brand(brand::Message::Show),
            Out::ShowSet => Self::Sets(set::Message::Show),
            Out::Explain => Self::Explainer(explainer::Message::Open),
            Out::All(outs) => Self::All(outs.into_iter().map(Self::from).collect()),
        }
    }
}

/// Opens files, whatever they are: one is a document to edit or to be inspected, several are
/// inspected together.
pub(super) fn open_all(mut paths: Vec<PathBuf>) -> Command {
    match paths.len() {
        1 => open_any(paths.remove(0)),
        _ => Command::Inspect(inspect::Message::Files(paths)),
    }
}

/// Opens a file, whatever it is: a document to edit, anything else to inspect.
pub fn open_any(path: PathBuf) -> Command {
    let is_document = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(crate::document::EXTENSION));
    if is_document {
        Command::Session(session::Ask::OpenPath(path))
    } else {
        Command::Inspect(inspect::Message::Files(vec![path]))
    }
}
