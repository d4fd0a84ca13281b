//! Findings that the writer leaves as they are, and why.

use super::Finding;
use crate::badge::{Badge, SetAside};

/// What a review came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What is to be looked at: errors first, then warnings, then hints, each in
    /// the order of the form.
    pub open: Vec<Finding>,
    /// What the writer left as it is, with the reason.
    pub aside: Vec<(Finding, SetAside)>,
}

impl Finding {
    /// The note that leaves it as it is.
    pub fn set_aside(&self, because: impl Into<String>) -> SetAside {
        SetAside {
            rule: self.rule.id.to_owned(),
            field: self.field.path(),
            words: self.words.clone(),
            because: because.into(),
        }
    }

    /// Whether a note speaks of this finding: the same rule, a field of the same
    /// kind, and the same words. The place in a list may be another by now, and so
    /// may the breaks between lines, where statements were made one text.
    fn is_left_by(&self, note: &SetAside) -> bool {
        note.rule == self.rule.id
            && kind(&note.field) == kind(&self.field.path())
            && note.words.split_whitespace().eq(self.words.split_whitespace())
    }
}

impl Outcome {
    pub(super) fn of(badge: &Badge, findings: Vec<Finding>) -> Self {
        let notes = &badge.writing.set_aside;
        let mut outcome = Self::default();
        for finding in findings {
            match notes.iter().find(|note| finding.is_left_by(note)) {
                Some(note) => outcome.aside.push((finding, note.clone())),
                None => outcome.open.push(finding),
            }
        }
        outcome
    }
}

/// A field's path without its places in lists.
fn kind(path: &str) -> String {
    let mut kind = String::new();
    let mut within = false;
    for letter in path.chars() {
        match letter {
            '[' => within = true,
            ']' => within = false,
            letter if !within => kind.push(letter),
            _ => {}
        }
    }
    kind
}
