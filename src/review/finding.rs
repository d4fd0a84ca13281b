//! Findings: what a review says about one badge, and about a set.

use std::ops::Range;

use super::english::is_english;
use super::field::{Field, Fix};
use super::rule::{Diagnostic, Rule, RuleContext};
use crate::badge::{Badge, passages};

/// Finding: one thing that a rule has to say about this badge.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule it comes from.
    pub rule: &'static Rule,
    /// The form field it is about.
    pub field: Field,
    /// A sentence about this very badge.
    pub message: String,
    /// What would settle it, where that is clear.
    pub fix: Option<Fix>,
    /// The words it speaks of. When the writer leaves them as they are, they
    /// are left until they change.
    pub words: String,
    /// Where they stand in the text at [`words_path`](Self::words_path), in bytes; none where they
    /// are all of it, or no text.
    pub range: Option<Range<usize>>,
}

impl Finding {
    /// Findings of a rule in its context.
    pub(super) fn of(rule: &'static Rule, context: &RuleContext<'_>) -> impl Iterator<Item = Self> {
        let badge = context.badge;
        let is_read = !rule.reads_english || is_english(&badge.in_language);
        let diagnostics = if is_read { (rule.check)(context) } else { Vec::new() };
        diagnostics.into_iter().map(move |Diagnostic { field, message, fix, words }| {
            let (words, range) = match words {
                Some((words, range)) => (words, Some(range)),
                None => (field.words(badge, &message), field.passage(badge)),
            };
            Self { rule, field, message, fix, words, range }
        })
    }

    /// Finding without its fix.
    pub(super) fn without_fix(self) -> Self {
        Self { fix: None, ..self }
    }

    /// Path of its words in the badge's JSON: that of its field, but of
    /// a text within a list or a choice that of the text, and the name's for a short name
    /// that is not there.
    pub fn words_path(&self, badge: &Badge) -> String {
        match (self.field, &self.range) {
            (Field::CriteriaList, Some(_)) => Field::Passage(0).path(),
            (Field::Access, Some(_)) => format!("{}.place", self.field.path()),
            (Field::ShortName, _) if badge.short_name.trim().is_empty() => Field::Name.path(),
            (field, _) => field.path(),
        }
    }
}

impl Field {
    /// Range of a statement within the one text that criteria are written as.
    fn passage(self, badge: &Badge) -> Option<Range<usize>> {
        let Self::Passage(index) = self else { return None };
        passages(badge.criteria.one_text()?).into_iter().nth(index)
    }
}

/// Finding on the badges of a set: on one of them, or held against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct SetFinding {
    /// The rule it comes from.
    pub rule: &'static Rule,
    /// A sentence about these very badges.
    pub message: String,
    /// The badges it is about, by their places; none when it is about all.
    pub members: Vec<usize>,
}
