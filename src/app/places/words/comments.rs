//! Comments on fields, how far the writing has come, and who writes.

use eframe::egui::{self, Key, Label, RichText, Ui};

use super::field::{Form, field_id};
use super::message::Message;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{Action, Weight, card, field, icon_mark, label, low_row, note, paragraph};
use crate::badge::{Comment, Progress, shortened};
use crate::document::Group;

/// Most comments that are shown in one place.
const MOST_SHOWN: usize = 100;

impl Form<'_> {
    /// The comments on a field that are not settled, and the one being
    /// written.
    pub(super) fn comments(&mut self, ui: &mut Ui, key: &str, name: &str) {
        let badge = std::sync::Arc::clone(&self.badge);
        let open = badge.writing.comments.iter().enumerate().filter(|(_, comment)| comment.field == key);
        for (at, comment) in open.filter(|(_, comment)| !comment.settled).take(MOST_SHOWN) {
            self.comment(ui, at, comment, false);
        }
        if self.memory.commenting.as_ref().is_some_and(|draft| draft.field == key) {
            self.draft(ui, name);
        }
    }

    fn draft(&mut self, ui: &mut Ui, name: &str) {
        let Some(mut draft) = self.memory.commenting.take() else { return };
        let (mut send, mut cancel) = (false, false);
        card(ui).inner_margin(egui::Margin::same(8)).show(ui, |ui| {
            ui.horizontal(|ui| {
                let words = format!("Comment on {}", name.to_lowercase());
                let room = (ui.available_width() - 150.0).max(120.0);
                let edit = field(&mut draft.text).id(field_id("comment")).hint_text("What do you want to say?");
                let response = ui.add(edit.desired_width(room)).accessible_name(&words);
                if !draft.opened {
                    response.request_focus();
                    draft.opened = true;
                }
                let keys = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
                send = response.lost_focus() && keys.0;
                cancel = response.lost_focus() && keys.1;
                send |= ui.add(Action::new("Add").main()).accessible_name("Add the comment").clicked();
                cancel |= ui.add(Action::icon_only("x", "Drop the comment")).clicked();
            });
        });
        let said = crate::badge::cleaned(draft.text.trim(), true).0;
        if send && !said.is_empty() {
            self.out.mine(Message::Comment { field: draft.field, text: said });
        } else if !cancel && !send {
            self.memory.commenting = Some(draft);
        }
    }

    /// One comment, with what can be done about it.
    fn comment(&mut self, ui: &mut Ui, at: usize, comment: &Comment, with_field: bool) {
        let tokens = Tokens::of(ui);
        let ink = if comment.settled { tokens.soft } else { tokens.ink };
        ui.push_id(("comment", at), |ui| {
            ui.horizontal_top(|ui| {
                let icon = if comment.settled { "check-circle" } else { "chat-text" };
                icon_mark(ui, icon, true, 20.0, if comment.settled { tokens.genuine.ink } else { tokens.intact.ink });
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                    let about = shortened(&comment.text, 40);
                    let remove = format!("Remove the comment “{about}”");
                    if ui.add(Action::icon_only("trash", &remove).small()).clicked() {
                        self.edit("Remove a comment", Group::Once, |badge| {
                            badge.writing.comments.remove(at);
                        });
                    }
                    let (word, named) = if comment.settled {
                        ("Open again", format!("Open the comment “{about}” again"))
                    } else {
                        ("Settle", format!("Settle the comment “{about}”"))
                    };
                    let button = ui.add(Action::new(word).small()).accessible_name(named);
                    if button.clicked() {
                        self.edit(format!("{word} a comment"), Group::Once, |badge| {
                            badge.writing.comments[at].settled = !comment.settled;
                        });
                    }
                    ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                        ui.spacing_mut().item_spacing.y = 2.0;
                        let said = shortened(&comment.text, 2_000);
                        ui.add(Label::new(RichText::new(said).font(text::body()).color(ink)).wrap());
                        let mut by: Vec<String> = Vec::new();
                        if with_field {
                            by.push(field_name(&comment.field));
                        }
                        by.extend([comment.author.trim()].into_iter().filter(|a| !a.is_empty()).map(str::to_owned));
                        by.extend(day(&comment.at));
                        if !by.is_empty() {
                            note(ui, by.join(" · "));
                        }
                    });
                });
            });
        });
    }
}

/// "12 March 2026".
fn day(at: &str) -> Option<String> {
    let time: jiff::Timestamp = at.parse().ok()?;
    Some(crate::credential::dates::day_for_people(time))
}

/// What people call a field, from its path in the file.
fn field_name(path: &str) -> String {
    if path.is_empty() {
        return "The badge as a whole".to_owned();
    }
    if let Some(number) = path.strip_prefix("criteria.statements[").and_then(|rest| rest.split(']').next()) {
        return number.parse::<usize>().map_or_else(|_| "Criteria".into(), |at| format!("Criterion {}", at + 1));
    }
    let last = path.rsplit(['.', '/']).next().unwrap_or(path);
    let mut words = String::new();
    for letter in last.chars().filter(|c| c.is_alphanumeric()) {
        if words.is_empty() {
            words.extend(letter.to_uppercase());
        } else if letter.is_uppercase() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

/// How far the writing has come, and every comment.
pub(super) fn progress(ui: &mut Ui, form: &mut Form<'_>, author: &str) {
    label(ui, "How far it has come");
    ui.horizontal_wrapped(|ui| {
        for (progress, name) in STATES {
            let chosen = form.badge.writing.progress == progress;
            if ui.add(Action::new(name).selected(chosen)).clicked() && !chosen {
                form.edit(format!("Mark as {}", name.to_lowercase()), Group::Once, |badge| {
                    badge.writing.progress = progress;
                });
            }
        }
    });
    note(ui, "Draft while it is written, pending while somebody else reads it, ready when it can be handed out.");
    ui.add_space(8.0);
    form.row(ui, 2, |ui, form, at| {
        if at > 0 {
            return;
        }
        let mut name = author.to_owned();
        let words = label(ui, "Your name on comments");
        let response =
            ui.add(field(&mut name).id(field_id("author")).hint_text("Stays on this computer until you comment"));
        if response.labelled_by(words.id).changed() {
            form.out.mine(Message::Author(crate::badge::cleaned(&name, false).0));
        }
    });
    ui.add_space(8.0);
    low_row(ui, |ui| label(ui, "Comments"));
    let badge = std::sync::Arc::clone(&form.badge);
    if badge.writing.comments.is_empty() {
        paragraph(ui, "Nobody has said anything yet. Comments stay in the document and never go into a credential.");
    }
    let (settled, open): (Vec<_>, Vec<_>) =
        badge.writing.comments.iter().enumerate().partition(|(_, comment)| comment.settled);
    for (at, comment) in open.into_iter().chain(settled).take(MOST_SHOWN) {
        form.comment(ui, at, comment, true);
    }
    if form.memory.commenting.as_ref().is_some_and(|draft| draft.field.is_empty()) {
        form.draft(ui, "the badge as a whole");
    } else if ui
        .add(Action::new("Comment on the badge as a whole").icon("chat-text").weight(Weight::Normal).small())
        .clicked()
    {
        form.memory.begin_comment("");
    }
}

/// The states with the words that people use for them.
pub(super) const STATES: [(Progress, &str); 3] =
    [(Progress::Draft, "Draft"), (Progress::Pending, "Pending"), (Progress::Ready, "Ready")];
