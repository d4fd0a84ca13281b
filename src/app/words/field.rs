//! How the form shows a field: label, text, what the review says of it.

use std::sync::Arc;

use eframe::egui::{self, Align, Id, Layout, Response, Ui};

use super::{Ask, Words};
use crate::app::check::{fix_button, look};
use crate::app::command::Command;
use crate::app::theme::{Tokens, text};
use crate::app::widgets::{self, label, low_row};
use crate::badge::Badge;
use crate::document::{Edit, Group};
use crate::review::{Field, Finding};

/// The form while it is drawn: it reads the badge and gathers what is asked.
pub(super) struct Form<'a> {
    /// The words as they are, with what this frame changed.
    pub(super) badge: Arc<Badge>,
    pub(super) findings: &'a [Finding],
    pub(super) words: &'a mut Words,
    pub(super) commands: &'a mut Vec<Command>,
    /// The field that gets the keyboard in this frame.
    pub(super) focus: Option<Field>,
}

/// A text of the form.
pub(super) struct Line<'l> {
    /// Names it in the window and as a group of undo.
    pub(super) key: &'l str,
    /// What people call it.
    pub(super) label: &'l str,
    /// What is shown while it is empty.
    pub(super) hint: &'l str,
    /// How many characters it should have at most.
    pub(super) limit: Option<usize>,
    /// How the review calls it.
    pub(super) field: Option<Field>,
    /// Rows to begin with; one is a single line.
    pub(super) rows: usize,
}

impl<'l> Line<'l> {
    /// A single line.
    pub(super) fn new(key: &'l str, label: &'l str) -> Self {
        Self { key, label, hint: "", limit: None, field: None, rows: 1 }
    }
}

impl Form<'_> {
    /// Changes the words, as a step of its own or joined to the group.
    pub(super) fn edit(&mut self, label: impl Into<String>, group: Group, change: impl FnOnce(&mut Badge)) {
        change(Arc::make_mut(&mut self.badge));
        let edits = vec![Edit::Badge(Box::new(Badge::clone(&self.badge)))];
        self.commands.push(Command::Edit { edits, label: label.into(), group });
    }

    /// A text with its label above and its findings below.
    pub(super) fn line(
        &mut self,
        ui: &mut Ui,
        line: &Line<'_>,
        read: impl Fn(&Badge) -> &str,
        write: impl FnOnce(&mut Badge, String),
    ) {
        let mut value = read(&self.badge).to_owned();
        let counter = line.limit.map(|limit| (value.trim().chars().count(), limit));
        let name = label_row(ui, line.label, counter);
        let edit = if line.rows > 1 { widgets::area(&mut value, line.rows) } else { widgets::field(&mut value) };
        let response = ui.add(edit.id(field_id(line.key)).hint_text(line.hint)).labelled_by(name.id);
        if response.changed() {
            self.edit(format!("Change “{}”", line.label), Group::Typing(line.key.to_owned()), |badge| {
                write(badge, value);
            });
        }
        self.attend(&response, line.field);
        if let Some(field) = line.field {
            self.findings(ui, field);
        }
    }

    /// Seals what was typed when the field is left, and gives it the keyboard
    /// when it was asked for.
    pub(super) fn attend(&mut self, response: &Response, field: Option<Field>) {
        if response.lost_focus() {
            self.commands.push(Command::Seal);
        }
        if field.is_some() && self.focus == field {
            self.focus = None;
            response.request_focus();
            response.scroll_to_me(Some(Align::Center));
        }
        if field.is_some() && response.has_focus() {
            self.words.here = field;
        }
    }

    /// What the review says of a field.
    pub(super) fn findings(&mut self, ui: &mut Ui, field: Field) {
        for finding in self.findings.iter().filter(|finding| finding.field == field) {
            let (tone, icon) = look(Tokens::of(ui), finding.rule.severity);
            widgets::message_with(ui, tone, icon, &finding.message, |ui| {
                if let Some(fix) = &finding.fix
                    && fix_button(ui, fix).clicked()
                {
                    self.commands.push(Command::Words(Ask::Fix(fix.clone())));
                }
            });
        }
    }
}

/// The id of a field of the form, so that it keeps the keyboard while what
/// stands above it changes.
pub(super) fn field_id(key: &str) -> Id {
    Id::unique(("words", key))
}

/// A label, with a count of characters at the other end.
pub(super) fn label_row(ui: &mut Ui, words: &str, counter: Option<(usize, usize)>) -> Response {
    low_row(ui, |ui| {
        let name = label(ui, words);
        if let Some((count, limit)) = counter {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let tokens = Tokens::of(ui);
                let ink = if count > limit { tokens.error.ink } else { tokens.soft };
                let count = egui::RichText::new(format!("{count} / {limit}")).font(text::note()).color(ink);
                ui.add(egui::Label::new(count).selectable(false));
            });
        }
        name
    })
}
