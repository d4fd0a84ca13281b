//! The command palette: every command by its name.

use eframe::egui::{self, Align2, Key, Modifiers, vec2};

use super::command::Command;
use super::toolkit::widgets::{Action, field, modal, modal_width, note};

/// The open command palette.
#[derive(Debug, Default)]
pub struct Palette {
    query: String,
    chosen: usize,
}

/// The listed commands that fit a query, best first: all words must occur, a
/// word at the beginning of a name counts most.
pub fn matching(query: &str) -> Vec<Command> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(usize, Command)> = Command::listed()
        .into_iter()
        .filter_map(|command| {
            let label = command.label().to_lowercase();
            let rank = words.iter().map(|word| rank(&label, word)).sum::<Option<usize>>()?;
            Some((rank, command))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, command)| command).collect()
}

fn rank(label: &str, word: &str) -> Option<usize> {
    if label.starts_with(word) {
        Some(0)
    } else if label.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word)) {
        Some(1)
    } else {
        label.contains(word).then_some(2)
    }
}

impl Palette {
    /// Shows it. The answer is there when it was closed, with or without a
    /// command.
    pub fn show(&mut self, ctx: &egui::Context) -> Option<Option<Command>> {
        let found = matching(&self.query);
        let (down, up, enter) = ctx.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
                input.consume_key(Modifiers::NONE, Key::Enter),
            )
        });
        let last = found.len().saturating_sub(1);
        self.chosen = (self.chosen + usize::from(down)).saturating_sub(usize::from(up)).min(last);
        let mut answer = None;
        let area = egui::Modal::default_area(egui::Id::unique("palette")).anchor(Align2::CENTER_TOP, vec2(0.0, 72.0));
        let response = modal(ctx, "palette").area(area).show(ctx, |ui| {
            modal_width(ui, 520.0);
            let label = note(ui, "Find a command");
            let query = ui.add(field(&mut self.query).hint_text("Type what you want to do")).labelled_by(label.id);
            query.request_focus();
            if query.changed() {
                self.chosen = 0;
            }
            ui.add_space(4.0);
            egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for (at, command) in found.iter().enumerate() {
                    let label = command.label();
                    let keys = command.shortcut().map(|keys| ctx.format_shortcut(&keys)).unwrap_or_default();
                    let action =
                        Action::new(&label).icon(command.icon()).note(keys).selected(at == self.chosen).full_width();
                    let row = ui.add(action.weight(super::toolkit::widgets::Weight::Quiet));
                    if at == self.chosen && (down || up) {
                        row.scroll_to_me(None);
                    }
                    if row.clicked() {
                        answer = Some(Some(command.clone()));
                    }
                }
                if found.is_empty() {
                    note(ui, "No command has these words.");
                }
            });
        });
        if enter {
            answer = Some(found.get(self.chosen).cloned());
        }
        if answer.is_none() && response.should_close() {
            answer = Some(None);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_command_has_a_name_and_its_own_keys() {
        let mut keys = std::collections::HashMap::new();
        for command in Command::listed() {
            assert!(!command.label().is_empty(), "{command:?}");
            assert!(super::super::icon(command.icon()).is_some(), "icon of {command:?}");
            if let Some(shortcut) = command.shortcut() {
                let other = keys.insert(format!("{shortcut:?}"), command.label());
                assert_eq!(other, None, "two commands on {shortcut:?}");
            }
        }
    }

    #[test]
    fn a_command_is_found_by_the_beginnings_of_its_words() {
        let first = |query| matching(query).first().map(Command::label);
        assert_eq!(first("undo").as_deref(), Some("Undo"));
        assert_eq!(first("dark col").as_deref(), Some("Dark colours"));
        assert_eq!(first("go wor").as_deref(), Some("Go to Words"));
        assert!(matching("no such thing").is_empty());
    }
}
