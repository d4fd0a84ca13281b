//! A text of the form: its label above, what is said of it below.

use std::sync::Arc;

use eframe::egui::{self, Align, Layout, Response, Ui};

use super::field::{Form, field_id, say_what_cannot_be_shown};
use super::long_text::{self, LONGEST_EDITED};
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{self, Action, label, low_row};
use crate::badge::{Badge, Room, cleaned, is_clean, length, tightest};
use crate::document::Group;
use crate::review::Field;

/// A text of the form.
pub(super) struct Line<'l> {
    /// Where it is in a badge's JSON: names it in the window, in comments and
    /// as a group of undo.
    pub(super) key: &'l str,
    /// What people call it.
    pub(super) label: &'l str,
    /// What is shown while it is empty.
    pub(super) hint: &'l str,
    /// How platforms know it that have limited room for it.
    pub(super) room: Option<Room>,
    /// How the review calls it.
    pub(super) field: Option<Field>,
    /// Rows to begin with; one is a single line.
    pub(super) rows: usize,
}

impl<'l> Line<'l> {
    /// A single line.
    pub(super) fn new(key: &'l str, label: &'l str) -> Self {
        Self { key, label, hint: "", room: None, field: None, rows: 1 }
    }
}

impl Form<'_> {
    /// A text with its label above and its findings below.
    pub(super) fn line(
        &mut self,
        ui: &mut Ui,
        line: &Line<'_>,
        read: impl Fn(&Badge) -> &str,
        write: impl FnOnce(&mut Badge, String),
    ) {
        let badge = Arc::clone(&self.badge);
        let before = read(&badge);
        let counter = line.room.and_then(|room| tightest(self.platforms.iter().copied(), room)).map(|limit| {
            let count = if before.len() > 4 * LONGEST_EDITED { before.chars().count() } else { length(before) };
            Counter { count, most: limit.0, platform: limit.1 }
        });
        let name = self.label_row(ui, line.key, line.label, counter.as_ref());
        if long_text::is_too_long(before) {
            let keep = counter.map(|counter| counter.most);
            if let Some(text) = long_text::show(ui, line.label, before, keep) {
                self.edit(format!("Shorten “{}”", line.label), Group::Once, |badge| write(badge, text));
            }
        } else {
            let mut value = before.to_owned();
            let edit = if line.rows > 1 { widgets::area(&mut value, line.rows) } else { widgets::field(&mut value) };
            let response = ui.add(edit.id(field_id(line.key)).hint_text(line.hint)).labelled_by(name.id);
            if response.changed() {
                let value = self.clean(line.key, value, line.rows > 1);
                self.edit(format!("Change “{}”", line.label), Group::Typing(line.key.to_owned()), |badge| {
                    write(badge, value);
                });
            } else if !is_clean(before, line.rows > 1) && self.offer_to_clean(ui) {
                let value = cleaned(before, line.rows > 1).0;
                self.edit(format!("Clean “{}”", line.label), Group::Once, |badge| write(badge, value));
            }
            self.attend(&response, line.field);
            self.notice(&response, line.key);
        }
        say_what_cannot_be_shown(ui, before);
        self.said_of(ui, line.key, line.label, line.field);
    }

    /// What is to be said below a field: what was left out of it, findings,
    /// comments.
    pub(super) fn said_of(&mut self, ui: &mut Ui, key: &str, label: &str, field: Option<Field>) {
        self.what_was_left_out(ui, key);
        if let Some(field) = field {
            self.findings(ui, field);
        }
        self.comments(ui, key, label);
    }

    fn what_was_left_out(&self, ui: &mut Ui, key: &str) {
        let Some(cleaned) = self.memory.cleaned.as_ref().filter(|cleaned| cleaned.key == key) else { return };
        let words = match cleaned.left_out {
            1 => "One character that cannot be seen was left out.".to_owned(),
            more => format!("{more} characters that cannot be seen were left out."),
        };
        widgets::message(ui, Tokens::of(ui).intact, "info", words);
    }

    /// Says that a text holds what cannot be seen; true when it is to go.
    fn offer_to_clean(&self, ui: &mut Ui) -> bool {
        let mut wanted = false;
        let words = "This text holds characters that cannot be seen and may be read differently elsewhere.";
        widgets::message_with(ui, Tokens::of(ui).warning, "warning", words, |ui| {
            wanted = ui.add(Action::new("Take them out").small()).clicked();
        });
        wanted
    }

    /// A label, with a count of characters and, at the field that has the
    /// keyboard, a way to comment at the other end.
    pub(super) fn label_row(&mut self, ui: &mut Ui, key: &str, words: &str, counter: Option<&Counter>) -> Response {
        let here = self.memory.here_key.as_deref() == Some(key) && self.memory.commenting.is_none();
        low_row(ui, |ui| {
            let name = label(ui, words);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if here {
                    let named = format!("Comment on {}", words.to_lowercase());
                    if comment_mark(ui, &named).clicked() {
                        self.memory.begin_comment(key);
                    }
                }
                if let Some(counter) = counter {
                    counter.show(ui);
                }
            });
            name
        })
    }
}

/// How many characters a text has, and how many it may have where.
pub(super) struct Counter {
    count: usize,
    most: usize,
    platform: &'static str,
}

impl Counter {
    fn show(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        let Self { count, most, platform } = *self;
        let (ink, words) = if count > most {
            (tokens.error.ink, format!("{count} / {most} · {} too many for {platform}", count - most))
        } else {
            (tokens.soft, format!("{count} / {most} · {platform}"))
        };
        let count = egui::RichText::new(words).font(text::note()).color(ink);
        ui.add(egui::Label::new(count).selectable(false).truncate());
    }
}

/// A small button for a comment, as low as the label beside it.
fn comment_mark(ui: &mut Ui, named: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(egui::vec2(24.0, 18.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, named));
    let tokens = Tokens::of(ui);
    let ink = if response.hovered() || response.has_focus() { tokens.accent.ink } else { tokens.soft };
    widgets::paint_icon(ui, rect.center(), "chat-text", false, 17.0, ink);
    if response.has_focus() {
        widgets::focus_ring(ui, rect, egui::CornerRadius::same(4));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(named)
}
