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
//!
//! ```
//! use badgewright::artwork::Artwork;
//! use badgewright::badge::Badge;
//! use badgewright::review::{Profile, review};
//!
//! let badge = Badge { name: "ICE RESCUE".into(), ..Badge::default() };
//! let findings = review(&badge, &Artwork::default(), Profile::default());
//! assert!(findings.iter().any(|finding| finding.message.contains("capital")));
//! ```

mod aside;
mod bounded;
mod checklist;
mod english;
mod field;
mod finding;
mod look;
mod own_words;
mod profile;
mod rule;
mod rules;

use crate::artwork::Artwork;
use crate::badge::Badge;
use crate::scene::{Scene, build};

pub use aside::Outcome;
pub use checklist::{Checklist, OwnProfile, OwnProfileError, OwnProfiles};
pub use english::proofs::{MOST_READ, Proofs, Unread};
pub use english::{is_english, language_note};
pub use field::{Change, Field, Fix};
pub use finding::Finding;
pub use own_words::{keep_own_words, own_words};
pub use profile::{Profile, UnknownProfile};
pub use rule::{Rule, Severity};
pub use rules::RULES;
pub use rules::name::{NameFinding, names_of_set};

use rule::RuleContext;
use rules::R1;

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
        let mut context = RuleContext::new(badge, self.artwork, scene);
        (context.others, context.proofs, context.dictionary) = (self.others, self.proofs, self.dictionary);
        context.unread = cut.as_ref().map_or(&[], |cut| &cut.unread);
        // What was not read is told whoever asks for which rules.
        let rules = checklist.rules().filter(|rule| **rule != R1).chain([&R1]);
        let mut findings: Vec<Finding> = rules.flat_map(|rule| Finding::of(rule, &context)).collect();
        if cut.is_some() {
            // It would be made of the part that was read only.
            findings = findings.into_iter().map(Finding::without_fix).collect();
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
mod bounded_tests;
#[cfg(test)]
mod proof_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod writing_tests;
