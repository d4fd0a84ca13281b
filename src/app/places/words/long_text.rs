//! Texts that are too long to be typed in: told, never cut unasked.

use eframe::egui::Ui;

use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, card, icon_mark, note};
use crate::badge::shortened;

/// Most characters of a text that a field sets and breaks into lines at each
/// key press. No text of a badge comes near it.
pub(super) const LONGEST_EDITED: usize = 10_000;

/// How much is kept where no platform names a limit.
const KEPT: usize = 500;

/// How much of the beginning is shown.
const SHOWN: usize = 300;

pub(super) fn is_too_long(text: &str) -> bool {
    text.len() > LONGEST_EDITED && text.chars().nth(LONGEST_EDITED).is_some()
}

/// Shows the beginning of a text and what can be done with it; gives back what
/// is to stand there instead.
pub(super) fn show(ui: &mut Ui, name: &str, text: &str, most: Option<usize>) -> Option<String> {
    let tokens = Tokens::of(ui);
    let mut instead = None;
    let keep = most.unwrap_or(KEPT);
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            icon_mark(ui, "warning", true, 20.0, tokens.warning.ink);
            ui.vertical(|ui| {
                ui.label(format!(
                    "{} characters stand here, too many to be edited in this window. Nothing of them is lost.",
                    grouped(text.chars().count())
                ));
                let beginning: String = text.chars().take(SHOWN).map(|c| if c == '\n' { ' ' } else { c }).collect();
                note(ui, format!("It begins: {beginning}…"));
                ui.horizontal_wrapped(|ui| {
                    let words = format!("Keep the first {keep}");
                    let button = ui.add(Action::new(&words).icon("scissors").small());
                    if button.on_hover_text("Undo brings the rest back").clicked() {
                        instead = Some(shortened(text, keep).trim_end_matches('…').to_owned());
                    }
                    if ui.add(Action::new("Copy all of it").icon("copy").small()).clicked() {
                        ui.ctx().copy_text(text.to_owned());
                    }
                    let empty = format!("Empty {}", name.to_lowercase());
                    if ui.add(Action::new(&empty).icon("trash").small()).clicked() {
                        instead = Some(String::new());
                    }
                });
            });
        });
    });
    instead
}

/// "100,000".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([7, 100, 1_000, 100_000, 1_234_567].map(grouped), ["7", "100", "1,000", "100,000", "1,234,567"]);
    }

    #[test]
    fn only_what_is_really_long_is_too_long() {
        assert!(!is_too_long(&"é".repeat(LONGEST_EDITED)));
        assert!(is_too_long(&"a".repeat(LONGEST_EDITED + 1)));
    }
}
