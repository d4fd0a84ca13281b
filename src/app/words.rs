//! The form: what the badge says.

use eframe::egui::{self, KeyboardShortcut, Ui};

use super::App;
use super::command::Command;
use crate::review::Field;

/// A wish about the words.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Shows the form with this field ready to be typed into.
    GoTo(Field),
}

/// What the form remembers between frames.
#[derive(Debug, Default)]
pub struct Words {
    /// The field that gets the keyboard in the next frame.
    pub focus: Option<Field>,
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        Vec::new()
    }

    pub(super) fn label(&self) -> String {
        match self {
            Self::GoTo(_) => "Go to the field".into(),
        }
    }

    pub(super) fn shortcut(&self) -> Option<KeyboardShortcut> {
        None
    }
}

impl App {
    pub(super) fn update_words(&mut self, _: &egui::Context, ask: Ask) {
        match ask {
            Ask::GoTo(field) => {
                self.state.place = super::Place::Words;
                self.state.words.focus = Some(field);
            }
        }
    }

    pub(super) fn words(&mut self, ui: &mut Ui, _: &mut Vec<Command>) {
        super::widgets::title(ui, "What it stands for");
    }
}
