//! Exporting pictures and baking badges.

use eframe::egui::{self, KeyboardShortcut, Ui};

use super::App;
use super::command::Command;

/// A wish about handing out.
#[derive(Clone, Debug)]
pub enum Ask {}

/// What the screen remembers between frames.
#[derive(Debug, Default)]
pub struct HandOut {}

impl HandOut {
    /// Forgets what belonged to the document before.
    pub fn document_changed(&mut self) {}
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        Vec::new()
    }

    pub(super) fn label(&self) -> String {
        match *self {}
    }

    pub(super) fn icon(&self) -> &'static str {
        match *self {}
    }

    pub(super) fn shortcut(&self) -> Option<KeyboardShortcut> {
        match *self {}
    }
}

impl App {
    pub(super) fn update_handout(&mut self, _: &egui::Context, ask: Ask) {
        match ask {}
    }

    pub(super) fn hand_out(&mut self, ui: &mut Ui, _: &mut Vec<Command>) {
        super::widgets::title(ui, "Hand out");
    }
}
