//! How the form shows a field: label, text, what the review says of it.

use std::sync::Arc;

use eframe::egui::{self, Align, Id, Layout, Response, Ui};

use super::long_text::{self, LONGEST_EDITED};
use super::{Memory, Message};
use crate::app::desk::{Out, Outbox, Own, ReviewMessage};
use crate::app::toolkit::finding_row::{buttons, look, reason};
use crate::app::toolkit::right_to_left;
use crate::app::toolkit::theme::{self, Tokens, text};
use crate::app::toolkit::widgets::{self, Action, column, label, low_row};
use crate::badge::{Badge, PlatformWords, Room, cleaned, is_clean, length, tightest};
use crate::document::{Edit, Group};
use crate::review::{Field, Finding};

/// The form while it is drawn: it reads the badge and gathers what is asked.
pub(super) struct Form<'a> {
    /// The words as they are, with what this frame changed.
    pub(super) badge: Arc<Badge>,
    pub(super) findings: &'a [Finding],
    /// The words that these were found in, a moment behind while somebody types.
    pub(super) reviewed: Option<&'a Badge>,
    /// What the user keeps for all badges.
    pub(super) own: &'a Own,
    /// Where the badge will be listed.
    pub(super) platforms: &'a [&'static PlatformWords],
    pub(super) memory: &'a mut Memory,
    pub(super) out: &'a mut Outbox<Message>,
    /// The field that gets the keyboard in this frame.
    pub(super) focus: Option<Field>,
}

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

/// A text that was changed, without characters that cannot be seen.
pub(super) struct Cleaned {
    /// The field, by its key.
    pub(super) key: String,
    /// How many characters were left out.
    pub(super) left_out: usize,
}

impl<'l> Line<'l> {
    /// A single line.
    pub(super) fn new(key: &'l str, label: &'l str) -> Self {
        Self { key, label, hint: "", room: None, field: None, rows: 1 }
    }
}

impl Form<'_> {
    /// Changes the words, as a step of its own or joined to the group.
    pub(super) fn edit(&mut self, label: impl Into<String>, group: Group, change: impl FnOnce(&mut Badge)) {
        change(Arc::make_mut(&mut self.badge));
        let edits = vec![Edit::Badge(Box::new(Badge::clone(&self.badge)))];
        self.out.push(Out::Edit { edits, label: label.into(), group });
    }

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

    /// Two or more texts side by side.
    pub(super) fn row(&mut self, ui: &mut Ui, parts: usize, mut add: impl FnMut(&mut Ui, &mut Self, usize)) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            #[expect(clippy::cast_precision_loss, reason = "two or three")]
            let width = (ui.available_width() - 16.0 * (parts - 1) as f32) / parts as f32;
            for at in 0..parts {
                column(ui, width, |ui| add(ui, self, at));
            }
        });
    }

    /// What was typed, without what cannot be seen; says so when something was
    /// left out.
    pub(super) fn clean(&mut self, key: &str, value: String, lines: bool) -> String {
        let known = self.memory.cleaned.as_ref().is_some_and(|cleaned| cleaned.key == key);
        if is_clean(&value, lines) {
            if known {
                self.memory.cleaned = None;
            }
            return value;
        }
        let (value, left_out) = cleaned(&value, lines);
        if left_out > 0 {
            self.memory.cleaned = Some(Cleaned { key: key.to_owned(), left_out });
        }
        value
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

    /// Seals what was typed when the field is left, and gives it the keyboard
    /// when it was asked for.
    pub(super) fn attend(&mut self, response: &Response, field: Option<Field>) {
        if response.lost_focus() {
            self.out.push(Out::Seal);
        }
        if field.is_some() && self.focus == field {
            self.focus = None;
            response.request_focus();
            response.scroll_to_me(Some(Align::Center));
        }
        if field.is_some() && response.has_focus() {
            self.memory.here = field;
        }
    }

    /// Remembers the field that has the keyboard, for a comment on it.
    pub(super) fn notice(&mut self, response: &Response, key: &str) {
        if response.has_focus() && self.memory.here_key.as_deref() != Some(key) {
            self.memory.here_key = Some(key.to_owned());
        }
    }

    /// What the review says of a field.
    pub(super) fn findings(&mut self, ui: &mut Ui, field: Field) {
        for finding in self.findings.iter().filter(|finding| finding.field == field) {
            let (tone, icon) = look(Tokens::of(ui), finding.rule.severity);
            let mut chosen = None;
            widgets::message_with(ui, tone, icon, &finding.message, |ui| chosen = buttons(ui, finding));
            let chosen = reason(ui, finding).or(chosen);
            self.out.extend(chosen.map(|choice| Out::Review(ReviewMessage::of_choice(choice, None))));
        }
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

/// Says that letters of a text are boxes here, when no font has them, or that
/// its words are not in the order in which they are read.
pub(super) fn say_what_cannot_be_shown(ui: &mut Ui, shown: &str) {
    if theme::lacks_letters(ui, shown) {
        let words = "No font on this computer has all of these letters, so some are shown as boxes here. The text itself is \
                     whole. A font of their script, such as one of the Noto family, will show them.";
        widgets::message(ui, Tokens::of(ui).intact, "info", words);
    } else if right_to_left::begins_at_the_right(shown) {
        widgets::note(ui, "The field shows words from the left; the preview shows them as they are read.");
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

/// The id of a field of the form, so that it keeps the keyboard while what
/// stands above it changes.
pub(super) fn field_id(key: &str) -> Id {
    Id::unique(("words", key))
}
