//! "Is that you?": the address that is sealed in the badge, compared with one
//! that is typed. The answer is to that question only; the badge is as good as
//! it was.

use eframe::egui::{self, Ui};

use super::{Inspect, Message};
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, field, label, message, note};
use crate::credential::recipient::Addressed;
use crate::inspect::{Check, Outcome, Report};

/// The check that answers.
pub(super) const ANSWER: &str = "recipient";

/// The field for the address, and the answer once it was compared.
pub(super) fn row(ui: &mut Ui, report: &Report, inspect: &mut Inspect, out: &mut Outbox<Message>) {
    let words = match report.addressed {
        Addressed::Sealed => "Your e-mail address, to compare with the sealed one",
        Addressed::Openly | Addressed::Not => "Your e-mail address, to compare with the one in the badge",
    };
    let words = label(ui, words);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 120.0).clamp(120.0, 360.0);
        let typed =
            ui.add(field(&mut inspect.address).desired_width(width).hint_text("amy@example.org")).labelled_by(words.id);
        if std::mem::take(&mut inspect.to_address) {
            typed.request_focus();
        }
        let entered = typed.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if ui.add(Action::new("Compare")).clicked() || entered {
            out.mine(Message::CompareAddress);
        }
    });
    // There is one for each badge where there are several.
    let is_typed = !inspect.address.trim().is_empty();
    let answers: Vec<&Check> = report.checks.iter().filter(|check| is_typed && check.id == ANSWER).collect();
    if answers.is_empty() {
        note(ui, "It stays on this computer.");
        return;
    }
    let tokens = Tokens::of(ui);
    for answer in &answers {
        let (tone, icon) = match answer.outcome {
            Outcome::Pass => (tokens.genuine, "check-circle"),
            Outcome::Fail => (tokens.warning, "x-circle"),
            Outcome::Unknown | Outcome::Note => (tokens.intact, "question"),
        };
        message(ui, tone, icon, &answer.message);
    }
    if answers.iter().any(|answer| answer.outcome == Outcome::Fail) {
        note(ui, "The badge itself is not affected.");
    }
}
