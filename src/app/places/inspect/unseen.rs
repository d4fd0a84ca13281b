//! What was named and was not looked at: alone in the place of the card, or beside the table.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use super::look::named_below;
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{message, paragraph, title};
use crate::badge::one_line;
use crate::inspect::BadgeFiles;

/// What was named and could not be looked at.
#[derive(Clone, Debug)]
pub struct Unseen {
    /// What it is called.
    name: String,
    /// Why, in sentences.
    why: Vec<String>,
}

impl Unseen {
    pub(super) fn new(name: &str, why: Vec<String>) -> Self {
        Self { name: one_line(name), why }
    }

    pub(super) fn show(&self, ui: &mut Ui) {
        title(ui, &self.name);
        message(ui, Tokens::of(ui).error, "warning-circle", "This could not be looked at.");
        for why in &self.why {
            paragraph(ui, why);
        }
    }
}

/// What was named, or lies in a folder that was, and was not looked at.
#[derive(Clone, Debug, Default)]
pub struct Passed {
    /// Each of it, with a sentence that says why.
    pub(super) each: Vec<(PathBuf, String)>,
    /// The same, in a sentence for each reason.
    pub(super) sentences: Vec<String>,
}

impl Passed {
    /// What was found and passed over, and what could not be read.
    pub(super) fn new(found: &BadgeFiles, folder: &Path, unread: Vec<(PathBuf, String)>) -> Self {
        let passed = found.passed.iter().map(|one| (one.path.clone(), format!("It was not looked at: {}.", one.why)));
        let sentences = found.sentences(|path| named_below(folder, path)).into_iter();
        Self {
            sentences: sentences.chain(unread.iter().map(|(_, why)| why.clone())).collect(),
            each: passed.chain(unread).collect(),
        }
    }
}
