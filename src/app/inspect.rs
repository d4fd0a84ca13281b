//! Opening badges that were made.

use std::path::PathBuf;

use eframe::egui::{self, KeyboardShortcut, Ui};

use super::App;
use super::command::Command;

/// A wish about badges to look at.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Asks for a file.
    Choose,
    /// Looks at these files.
    Files(Vec<PathBuf>),
}

/// What the screen remembers between frames.
#[derive(Debug, Default)]
pub struct Inspect {}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        vec![Self::Choose]
    }

    pub(super) fn label(&self) -> String {
        "Inspect a badge file…".into()
    }

    pub(super) fn icon(&self) -> &'static str {
        "magnifying-glass"
    }

    pub(super) fn shortcut(&self) -> Option<KeyboardShortcut> {
        None
    }
}

impl App {
    pub(super) fn update_inspect(&mut self, _: &egui::Context, _: Ask) {}

    pub(super) fn inspect(&mut self, ui: &mut Ui, _: &mut Vec<Command>) {
        super::widgets::title(ui, "Inspect");
    }
}
