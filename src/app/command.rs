//! Everything a user can ask for. Menus, the palette, keys and tests use
//! these; only [`super::update`] carries them out.

use std::path::PathBuf;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::state::{Place, State};
use super::theme::ThemeChoice;
use super::{brand, canvas, explainer, handout, home, inspect, reviewing, session, sets, words};
use crate::artwork::ElementId;
use crate::document::{Edit, Group, Order};

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
    Home(home::Ask),
    /// Changes to what is chosen on the canvas, and the view of it.
    Canvas(canvas::Ask),
    /// The words and their review.
    Words(words::Ask),
    /// Leaving findings, own words and profiles.
    Review(reviewing::Ask),
    /// Exporting and baking.
    HandOut(handout::Ask),
    /// Opening badges that were made.
    Inspect(inspect::Ask),
    /// The set of badges.
    Sets(sets::Ask),
    /// The user's brand kit.
    Brand(brand::Ask),
    /// What a digital badge is, step by step.
    Explainer(explainer::Ask),
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
    Say(super::state::Notice),
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
        listed.extend(home::Ask::listed().into_iter().map(Self::Home));
        listed.extend(session::Ask::listed().into_iter().map(Self::Session));
        listed.extend(canvas::Ask::listed().into_iter().map(Self::Canvas));
        listed.extend(words::Ask::listed().into_iter().map(Self::Words));
        listed.extend(handout::Ask::listed().into_iter().map(Self::HandOut));
        listed.extend(inspect::Ask::listed().into_iter().map(Self::Inspect));
        listed.extend(sets::Ask::listed().into_iter().map(Self::Sets));
        listed.extend(brand::Ask::listed().into_iter().map(Self::Brand));
        listed.extend(explainer::Ask::listed().into_iter().map(Self::Explainer));
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
            Self::Words(_) => "note-pencil",
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
            Self::Undo => state.history.undo_label().is_some(),
            Self::Redo => state.history.redo_label().is_some(),
            Self::Canvas(ask) => ask.enabled(state),
            Self::Inspect(ask) => ask.enabled(state),
            Self::Sets(ask) => ask.enabled(state),
            Self::Brand(ask) => ask.enabled(state),
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

/// Opens a file, whatever it is: a document to edit, anything else to inspect.
pub fn open_any(path: PathBuf) -> Command {
    let is_document = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(crate::document::EXTENSION));
    if is_document {
        Command::Session(session::Ask::OpenPath(path))
    } else {
        Command::Inspect(inspect::Ask::Files(vec![path]))
    }
}

/// The name of a way of ordering.
pub(super) fn order_label(order: Order) -> &'static str {
    match order {
        Order::Forward => "Bring forward",
        Order::Backward => "Send backward",
        Order::Front => "Bring to front",
        Order::Back => "Send to back",
        Order::To(_) => "Move in the list",
    }
}
