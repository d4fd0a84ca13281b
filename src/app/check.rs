//! What the review found.

use eframe::egui::Ui;

use super::App;
use super::command::Command;

impl App {
    pub(super) fn check(&mut self, ui: &mut Ui, _: &mut Vec<Command>) {
        super::widgets::title(ui, "Check");
    }
}
