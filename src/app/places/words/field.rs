//! The form while it is drawn, and what its fields have in common.

use std::sync::Arc;

use eframe::egui::{Align, Id, Response, Ui};

use super::message::Message;
use super::model::{Cleaned, Memory};
use crate::app::desk::{Out, Outbox, Own, ReviewMessage};
use crate::app::toolkit::finding_row::{buttons, look, reason};
use crate::app::toolkit::right_to_left;
use crate::app::toolkit::theme::{self, Tokens};
use crate::app::toolkit::widgets::{self, column};
use crate::badge::{Badge, PlatformWords, cleaned, is_clean};
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

impl Form<'_> {
    /// Changes the words, as a step of its own or joined to the group.
    pub(super) fn edit(&mut self, label: impl Into<String>, group: Group, change: impl FnOnce(&mut Badge)) {
        change(Arc::make_mut(&mut self.badge));
        let edits = vec![Edit::Badge(Box::new(Badge::clone(&self.badge)))];
        self.out.push(Out::Edit { edits, label: label.into(), group });
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

/// The id of a field of the form, so that it keeps the keyboard while what
/// stands above it changes.
pub(super) fn field_id(key: &str) -> Id {
    Id::unique(("words", key))
}
