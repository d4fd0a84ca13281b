//! The command palette: every command by its name, by other words for it, and by either
//! with a slip.

use eframe::egui::{self, Align2, Key, Modifiers, vec2};

use super::command::Command;
use super::desk::Entry;
use super::toolkit::widgets::{Action, field, modal, modal_width, note};

/// The open command palette.
#[derive(Debug, Default)]
pub struct Palette {
    query: String,
    chosen: usize,
}

/// Words that say nothing of what is looked for.
const FILLERS: [&str; 9] = ["a", "an", "the", "to", "of", "for", "my", "how", "i"];

/// Words of so many letters are found with one slip, and with two.
const ONE_SLIP: usize = 4;
const TWO_SLIPS: usize = 8;

/// The commands that fit a query, best first: each of its words must be in the name or
/// among the synonyms, or nearly so. The beginning of a name counts most.
fn matching(entries: Vec<Entry<Command>>, query: &str) -> Vec<Entry<Command>> {
    let query = query.to_lowercase();
    let all: Vec<&str> = query.split_whitespace().collect();
    let telling: Vec<&str> = all.iter().copied().filter(|word| !FILLERS.contains(word)).collect();
    let words = if telling.is_empty() { all } else { telling };
    let mut found: Vec<(usize, Entry<Command>)> = entries
        .into_iter()
        .filter_map(|entry| {
            let label = entry.label.to_lowercase();
            let rank = words.iter().map(|word| rank(&label, entry.synonyms, word)).sum::<Option<usize>>()?;
            Some((rank, entry))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).collect()
}

fn rank(label: &str, synonyms: &str, word: &str) -> Option<usize> {
    let parts = || label.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let others = || synonyms.split_whitespace();
    let begins = |part: &str| part.starts_with(word);
    let ways = [
        label.starts_with(word),
        parts().any(begins),
        label.contains(word),
        others().any(begins),
        parts().any(|part| is_slip(part, word)),
        others().any(|part| is_slip(part, word)),
    ];
    ways.iter().position(|fits| *fits)
}

/// Whether a word that was typed is nearly another one, or its beginning.
fn is_slip(meant: &str, typed: &str) -> bool {
    let letters = typed.chars().count();
    let most = usize::from(letters >= ONE_SLIP) + usize::from(letters >= TWO_SLIPS);
    let beginning: String = meant.chars().take(letters).collect();
    most > 0 && [meant, &beginning].iter().any(|meant| strsim::osa_distance(meant, typed) <= most)
}

impl Palette {
    /// Shows it. The answer is there when it was closed, with or without a
    /// command.
    pub(super) fn show(&mut self, ctx: &egui::Context, entries: Vec<Entry<Command>>) -> Option<Option<Command>> {
        let found = matching(entries, &self.query);
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
                for (at, entry) in found.iter().enumerate() {
                    let keys = entry.shortcut(ctx);
                    let action =
                        Action::new(&entry.label).icon(entry.icon).note(keys).selected(at == self.chosen).full_width();
                    let row = ui.add(action.weight(super::toolkit::widgets::Weight::Quiet));
                    if at == self.chosen && (down || up) {
                        row.scroll_to_me(None);
                    }
                    if row.clicked() {
                        answer = Some(Some(entry.message.clone()));
                    }
                }
                if found.is_empty() {
                    note(ui, "No command has these words.");
                }
            });
        });
        if enter {
            answer = Some(found.get(self.chosen).map(|entry| entry.message.clone()));
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
    use crate::app::desk::{Outside, Settings};
    use crate::app::state::State;
    use crate::document::Document;

    fn entries() -> Vec<Entry<Command>> {
        let outside = Outside { folder: None, ..Outside::real() };
        let mut entries = State::new(Document::default(), Settings::default(), outside).entries();
        entries.retain(|entry| entry.label != "Ask the specimen");
        entries
    }

    fn labels(query: &str) -> Vec<String> {
        matching(entries(), query).into_iter().map(|entry| entry.label.into_owned()).collect()
    }

    #[test]
    fn every_command_has_a_name_an_icon_and_its_own_keys() {
        let mut keys = std::collections::HashMap::new();
        for entry in entries() {
            assert!(!entry.label.is_empty(), "{entry:?}");
            assert!(super::super::icon(entry.icon).is_some(), "icon of {entry:?}");
            if let Some(shortcut) = entry.keys {
                let other = keys.insert(format!("{shortcut:?}"), entry.label.clone());
                assert_eq!(other, None, "two commands on {shortcut:?}");
            }
        }
    }

    #[test]
    fn a_command_is_found_by_the_beginnings_of_its_words() {
        for (query, first) in [("undo", "Undo"), ("dark col", "Dark colours"), ("go wor", "Go to Words")] {
            assert_eq!(labels(query).first().map(String::as_str), Some(first));
        }
        assert_eq!(labels("no such thing"), [""; 0]);
    }

    #[test]
    fn a_command_is_found_by_other_words_for_it_and_with_slips() {
        for (query, wanted) in [
            ("print", "Print the report on the badge…"),
            ("csv", "Make badges from the rows of a table…"),
            ("sheet", "Make badges from the rows of a table…"),
            ("pathway", "Show the set of badges"),
            ("several", "Show the set of badges"),
            ("contact", "Go to Awarded by (Words)"),
            ("remove", "Delete"),
            ("verify", "Inspect a badge file…"),
            ("exprot the picture", "Export the picture as PNG…"),
            ("duplciate", "Duplicate"),
            ("insepct a bagde", "Inspect a badge file…"),
            ("how to quit", "Close Badgewright"),
            ("the", "Choose the element below"),
        ] {
            assert!(labels(query).iter().any(|label| label == wanted), "{query}: {:?}", labels(query));
        }
        assert_eq!(labels("qxt"), [""; 0], "short words are found as they are");
    }

    /// The list for people, from the same tables.
    #[test]
    fn the_printed_list_of_shortcuts_is_that_of_the_tables() {
        use std::fmt::Write as _;

        let ctx = egui::Context::default();
        ctx.set_os(egui::os::OperatingSystem::Nix);
        let mut list = String::from(
            "# Keys\n\nEvery command that has keys. The others are found with Ctrl+K, by their names or other words for \
             them.\n\n| Keys | Command |\n|---|---|\n",
        );
        for entry in entries() {
            if entry.keys.is_some() {
                writeln!(list, "| `{}` | {} |", entry.shortcut(&ctx), entry.label).unwrap();
            }
        }
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
        if std::env::var_os("UPDATE_KEYS").is_some() {
            std::fs::write(&path, &list).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), list, "UPDATE_KEYS=1 writes docs/keys.md anew");
    }
}
