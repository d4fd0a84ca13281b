//! A rule: what it asks, why, and how it is checked.

use serde::Serialize;

use super::{Field, Finding, Fix, Profile};
use crate::artwork::Artwork;
use crate::badge::Badge;
use crate::scene::Scene;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The badge would be sent back.
    Error,
    /// Worth changing.
    Warning,
    /// Worth a thought.
    Hint,
}

impl Severity {
    /// The word for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Hint => "Hint",
        }
    }
}

/// A rule that badges are held against.
#[derive(Debug)]
pub struct Rule {
    /// Its short name, such as `T1`: T for titles, D for the description, C
    /// for criteria, L for the layer, S for skills, X for the picture's words, A for
    /// the artwork itself.
    pub id: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// Who asks for it.
    pub profiles: &'static [Profile],
    /// Where it comes from.
    pub source: &'static str,
    /// What it asks, in a line.
    pub title: &'static str,
    /// Why, and what to do, in a few sentences.
    pub explanation: &'static str,
    /// Words that follow it.
    pub example: &'static str,
    pub(super) check: fn(&Subject<'_>) -> Vec<Remark>,
}

impl Rule {
    /// The rule with this id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        super::RULES.iter().find(|rule| rule.id == id)
    }

    pub(super) fn findings(&'static self, subject: &Subject<'_>) -> impl Iterator<Item = Finding> {
        let remarks = (self.check)(subject);
        remarks.into_iter().map(move |Remark { field, message, fix }| Finding { rule: self, field, message, fix })
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// What a rule looks at.
pub(super) struct Subject<'a> {
    pub(super) badge: &'a Badge,
    pub(super) artwork: &'a Artwork,
    pub(super) scene: &'a Scene,
}

/// What a check found: a [`Finding`] that does not know its rule yet.
pub(super) struct Remark {
    field: Field,
    message: String,
    fix: Option<Fix>,
}

impl Remark {
    pub(super) fn new(field: Field, message: impl Into<String>) -> Self {
        Self { field, message: message.into(), fix: None }
    }

    /// The same remark with a fix that sets its field to `text`.
    pub(super) fn with_fix(self, label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { fix: Some(Fix { label: label.into(), field: self.field, text: text.into() }), ..self }
    }
}
