//! The commands that a user can ask for, from the tables of all places and of the window
//! itself: the palette, the keys and the bars come from them.

use eframe::egui::{Key, Modifiers};

use super::command::Command;
use super::desk::{Entry, Place, review};
use super::session;
use super::state::State;
use super::toolkit::theme::ThemeChoice;

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
