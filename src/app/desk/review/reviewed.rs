//! A review of one version of the words, made beside the window, and what it found.

use std::sync::Arc;

use crate::badge::Badge;
use crate::document::Document;
use crate::review::{Field, Finding, Outcome, Proofs, Review, RuleSet};
use crate::scene::Scene;

/// The words as they are now, and all that the review knows beside them.
pub(super) struct ToReview {
    pub(super) document: Document,
    pub(super) scene: Arc<Scene>,
    pub(super) profile: RuleSet,
    pub(super) proofs: Proofs,
    pub(super) dictionary: Arc<Vec<String>>,
    /// The translation that is written.
    pub(super) language: Option<String>,
    /// The turn of the review in which this is known.
    pub(super) turn: u64,
}

/// What a review found, and of what.
#[derive(Clone, Debug, Default)]
pub struct Reviewed {
    of: Option<(Document, Option<String>, u64)>,
    pub(super) outcome: Outcome,
    /// The findings in the translation.
    translated: Vec<Finding>,
}

impl ToReview {
    /// Takes longer than a frame when the texts are long, or when ESCO is asked
    /// for the first time.
    pub(super) fn run(self) -> Reviewed {
        let Document { badge, artwork, .. } = &self.document;
        let others = names_beside(&self.document);
        let review = Review::of(badge, artwork).proofread(&self.proofs, &self.dictionary).among(&others);
        let outcome = review.drawn(&self.scene).outcome(&self.profile);
        let translated = self.language.as_deref().map(|tag| {
            let words = badge.in_language(tag);
            let review = Review::of(&words, artwork).proofread(&self.proofs, &self.dictionary);
            let mut found = review.outcome(&self.profile).open;
            // There is one place and one issuer for all languages.
            found.retain(|finding| !matches!(finding.field, Field::Access | Field::IssuerDescription));
            found
        });
        Reviewed {
            of: Some((self.document, self.language, self.turn)),
            outcome,
            translated: translated.unwrap_or_default(),
        }
    }
}

/// The names of the other badges of the set, while one of them is in view. A
/// set of more badges is held against itself on its own screen only.
fn names_beside(document: &Document) -> Vec<String> {
    const MOST: usize = 200;
    let Some(place) = document.shown_place() else { return Vec::new() };
    let others = (0..document.set.members.len()).filter(|other| *other != place).take(MOST);
    others.filter_map(|other| Some(document.member(other)?.badge.name.clone())).collect()
}

impl Reviewed {
    /// Whether this version was read, and this translation of it, by what was
    /// known in this turn.
    pub(super) fn is_of(&self, document: &Document, language: Option<&str>, turn: u64) -> bool {
        let is_of = |(of, read, then): &(Document, Option<String>, u64)| {
            of.same_version(document) && read.as_deref() == language && *then == turn
        };
        self.of.as_ref().is_some_and(is_of)
    }

    /// The badge that was read.
    pub(super) fn badge(&self) -> Option<&Badge> {
        self.of.as_ref().map(|(document, ..)| &*document.badge)
    }

    /// What was found in this translation, if it is the one that was read.
    pub(super) fn findings_in(&self, language: &str) -> &[Finding] {
        let is_read = self.of.as_ref().is_some_and(|(_, read, _)| read.as_deref() == Some(language));
        if is_read { &self.translated } else { &[] }
    }
}
