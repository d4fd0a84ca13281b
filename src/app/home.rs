//! Home: starters, recent badges, a place to drop a file.

use eframe::egui::Ui;

use super::App;
use super::command::Command;

/// What the screen remembers between frames.
#[derive(Default)]
pub struct Home {}

impl App {
    pub(super) fn home(&mut self, ui: &mut Ui, _: &mut Vec<Command>) {
        super::widgets::title(ui, "Start a badge");
    }
}
