//! Suppressions: findings that the writer leaves as they are, and why.

use std::collections::HashMap;

use super::Finding;
use crate::badge::{Badge, Suppression};

/// Outcome of a review: findings, open and suppressed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What is to be looked at: errors first, then warnings, then hints, each in
    /// the order of the form.
    pub open: Vec<Finding>,
    /// What the writer left as it is, with the reason.
    pub suppressed: Vec<(Finding, Suppression)>,
}

impl Finding {
    /// Suppression that leaves it as it is.
    pub fn suppression(&self, because: impl Into<String>) -> Suppression {
        Suppression {
            rule: self.rule.id.to_owned(),
            field: self.field.path(),
            words: self.words.clone(),
            because: because.into(),
        }
    }
}

/// Topic: what a suppression and its finding have in common, the rule, the kind
/// of field, and the words. The place in a list may be another by now, and so
/// may the breaks between lines, where statements were made one text.
fn topic(rule: &str, field: &str, words: &str) -> [String; 3] {
    [rule.to_owned(), kind(field), words.split_whitespace().collect::<Vec<_>>().join(" ")]
}

impl Outcome {
    pub(super) fn of(badge: &Badge, findings: Vec<Finding>) -> Self {
        let mut suppressions = HashMap::new();
        for note in &badge.writing.suppressions {
            suppressions.entry(topic(&note.rule, &note.field, &note.words)).or_insert(note);
        }
        let mut outcome = Self::default();
        for finding in findings {
            match suppressions.get(&topic(finding.rule.id, &finding.field.path(), &finding.words)) {
                Some(note) => outcome.suppressed.push((finding, Suppression::clone(note))),
                None => outcome.open.push(finding),
            }
        }
        outcome
    }
}

/// Kind of a field: its path without the places in lists.
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
