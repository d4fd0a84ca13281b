//! Where there is to go from what was inspected.

use eframe::egui::Ui;

use super::Message;
use crate::app::desk::Outbox;
use crate::app::toolkit::widgets::Action;

/// Buttons that lead on, made as large as `sized` does.
pub(super) fn ways_on<'a>(ui: &mut Ui, sized: fn(Action<'a>) -> Action<'a>, out: &mut Outbox<Message>) {
    if ui.add(sized(Action::new("Inspect another file…").icon("folder-open"))).clicked() {
        out.mine(Message::Choose);
    }
    if ui.add(sized(Action::new("Issuers you trust…").icon("users-three"))).clicked() {
        out.mine(Message::ShowTrusted);
    }
}
