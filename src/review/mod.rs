//! Findings on what a badge says: rules that badge writers work by, each with
//! a sentence about this badge and, where it is clear, a fix.
//!
//! A rule is one constant that carries its help text and its check, so what is
//! explained is what is held. Rules look at whole words, never at parts of
//! them, and quote the words they speak of. [`review`] takes less than a
//! millisecond and is meant to run after each key press.
//!
//! The sources of the rules disagree with each other, so every rule names the
//! [`Profile`]s it belongs to and the user picks one, or makes a choice of rules
//! of their own. What a writer leaves as it is, with a reason, is kept in the
//! document.

mod agreement;
mod among;
mod artwork;
mod aside;
mod bounded;
mod checklist;
mod criteria;
mod description;
mod finding;
mod layer;
mod legible;
mod look;
mod name;
mod opening;
mod own_words;
mod picture;
mod profile;
mod proof;
mod purpose;
mod rows;
mod rule;
mod skills;
mod spelling;
mod style;
mod tense;
mod verbs;
mod wording;
mod words;
mod young;

use crate::artwork::Artwork;
use crate::badge::Badge;
use crate::scene::{Scene, build};

pub use among::{NameFinding, names_of_set};
pub use aside::Outcome;
pub use checklist::{Checklist, OwnProfile, OwnProfileError, OwnProfiles};
pub use finding::{Change, Field, Finding, Fix};
pub use own_words::{keep_own_words, own_words};
pub use profile::{Profile, UnknownProfile};
pub use proof::{MOST_READ, Proofs, Unread};
pub use rule::{Rule, Severity, is_english, language_note};

/// Every rule there is, in the order of the form: name, description, criteria,
/// learning layer, skills, purpose, spelling and grammar, picture, artwork, and
/// what could not be read.
pub static RULES: &[Rule] = &[
    name::T1,
    name::T2,
    name::T3,
    name::T4,
    name::T5,
    description::D1,
    description::D2,
    description::D3,
    description::D4,
    criteria::C1,
    criteria::C2,
    criteria::C3,
    wording::C4,
    criteria::C5,
    criteria::C6,
    criteria::C7,
    wording::C8,
    wording::C9,
    layer::L1,
    layer::L2,
    layer::L3,
    layer::L4,
    layer::L5,
    skills::S1,
    skills::S2,
    skills::S3,
    skills::S4,
    skills::S5,
    wording::Q1,
    purpose::P1,
    purpose::P2,
    purpose::G1,
    purpose::E1,
    purpose::E2,
    proof::W1,
    proof::W2,
    picture::X1,
    picture::X2,
    artwork::A1,
    artwork::A2,
    artwork::A2F,
    artwork::A3,
    artwork::A4,
    legible::A5,
    legible::A6,
    legible::A7,
    style::A8,
    style::A9,
    legible::A10,
    legible::A10L,
    style::A11,
    style::A12,
    bounded::R1,
];

/// A review of one badge, with what it may know beside the badge.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    badge: &'a Badge,
    artwork: &'a Artwork,
    others: &'a [String],
    proofs: Option<&'a Proofs>,
    dictionary: &'a [String],
    scene: Option<&'a Scene>,
}

impl<'a> Review<'a> {
    /// A review that knows the badge alone.
    pub fn of(badge: &'a Badge, artwork: &'a Artwork) -> Self {
        Self { badge, artwork, others: &[], proofs: None, dictionary: &[], scene: None }
    }

    /// Knows the names of the other badges of its set as well.
    #[must_use]
    pub fn among(self, others: &'a [String]) -> Self {
        Self { others, ..self }
    }

    /// Knows what spelling and grammar said, and the user's own words. What was
    /// not read yet is not spoken of.
    #[must_use]
    pub fn proofread(self, proofs: &'a Proofs, dictionary: &'a [String]) -> Self {
        Self { proofs: Some(proofs), dictionary, ..self }
    }

    /// Where the artwork is resolved already.
    #[must_use]
    pub fn drawn(self, scene: &'a Scene) -> Self {
        Self { scene: Some(scene), ..self }
    }

    /// What the rules of a checklist have to say.
    pub fn outcome(&self, checklist: &Checklist) -> Outcome {
        let built = self.scene.is_none().then(|| build(self.artwork, self.badge));
        let Some(scene) = self.scene.or(built.as_ref()) else { return Outcome::default() };
        let cut = bounded::cut(self.badge);
        let badge = cut.as_ref().map_or(self.badge, |cut| &cut.badge);
        let mut subject = rule::Subject::new(badge, self.artwork, scene);
        (subject.others, subject.proofs, subject.dictionary) = (self.others, self.proofs, self.dictionary);
        subject.unread = cut.as_ref().map_or(&[], |cut| &cut.unread);
        let rules = checklist.rules().filter(|rule| **rule != bounded::R1);
        let mut findings: Vec<Finding> = rules.flat_map(|rule| rule.findings(&subject)).collect();
        findings.extend(bounded::findings(&subject));
        if cut.is_some() {
            findings = findings.into_iter().map(bounded::without_fix).collect();
        }
        findings.sort_by_key(|finding| finding.rule.severity);
        Outcome::of(self.badge, findings)
    }
}

/// What the rules of a profile or checklist have to say about this badge, but
/// for what its writer left as it is: errors first, then warnings, then hints,
/// each in the order of the form.
pub fn review(badge: &Badge, artwork: &Artwork, rules: impl Into<Checklist>) -> Vec<Finding> {
    Review::of(badge, artwork).outcome(&rules.into()).open
}

#[cfg(test)]
mod artwork_tests;
#[cfg(test)]
mod bounded_tests;
#[cfg(test)]
mod proof_tests;
#[cfg(test)]
mod tense_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod writing_tests;
