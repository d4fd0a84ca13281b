//! What was named and could not be looked at, in the place of the card.

use eframe::egui::Ui;

use super::{Message, Passed};
use crate::app::desk::Out;
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{message, paragraph, title};
use crate::badge::one_line;

/// What was named and could not be looked at.
#[derive(Clone, Debug)]
pub struct Unseen {
    /// What it is called.
    name: String,
    /// Why, in sentences.
    why: Vec<String>,
}

impl Unseen {
    /// Shows this in the place of what was seen before.
    pub(super) fn told(name: &str, why: Vec<String>) -> Out<Message> {
        Out::Mine(Message::Unseen(Self { name: one_line(name), why }))
    }

    /// The same where the table before is over as well.
    pub(super) fn all(name: &str, why: Vec<String>) -> Out<Message> {
        Out::All(vec![Out::Mine(Message::Table(Vec::new(), Passed::default())), Self::told(name, why)])
    }

    pub(super) fn show(&self, ui: &mut Ui) {
        title(ui, &self.name);
        message(ui, Tokens::of(ui).error, "warning-circle", "This could not be looked at.");
        for why in &self.why {
            paragraph(ui, why);
        }
    }
}
