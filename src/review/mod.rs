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

mod bounded;
mod suppress;

mod english;
mod field;
mod finding;
mod look;
mod own_words;
mod profile;
mod rule;
mod rule_set;
mod rules;

use crate::artwork::Artwork;
use crate::badge::Badge;
use crate::scene::{Scene, build};

pub use english::proofs::{MOST_READ, Proofs, Unread};
pub use english::{is_english, language_note};
pub use field::{Change, Field, Fix};
pub use finding::{Finding, SetFinding};
pub use own_words::{keep_own_words, own_words};
pub use profile::{Profile, UnknownProfile};
pub use rule::{Rule, Severity};
pub use rule_set::{OwnProfile, OwnProfileError, OwnProfiles, RuleSet};
pub use rules::alike::{TOLD_APART_AT, pictures_of_set};
pub use rules::name::names_of_set;
pub use rules::{RULES, SET_RULES};
pub use suppress::Outcome;

use rule::RuleContext;
use rules::R1;

/// Review of one badge, with what it may know beside the badge.
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
    /// Review that knows the badge alone.
    pub fn of(badge: &'a Badge, artwork: &'a Artwork) -> Self {
        Self { badge, artwork, others: &[], proofs: None, dictionary: &[], scene: None }
    }

    /// Review that knows the names of the other badges of its set as well.
    #[must_use]
    pub fn among(self, others: &'a [String]) -> Self {
        Self { others, ..self }
    }

    /// Review that knows what spelling and grammar said, and the user's own words. What was
    /// not read yet is not spoken of.
    #[must_use]
    pub fn proofread(self, proofs: &'a Proofs, dictionary: &'a [String]) -> Self {
        Self { proofs: Some(proofs), dictionary, ..self }
    }

    /// Review of an artwork that is resolved already.
    #[must_use]
    pub fn drawn(self, scene: &'a Scene) -> Self {
        Self { scene: Some(scene), ..self }
    }

    /// Outcome of a rule set.
    pub fn outcome(&self, rules: &RuleSet) -> Outcome {
        let built = self.scene.is_none().then(|| build(self.artwork, self.badge));
        let Some(scene) = self.scene.or(built.as_ref()) else { return Outcome::default() };
        let cut = bounded::cut(self.badge);
        let badge = cut.as_ref().map_or(self.badge, |cut| &cut.badge);
        let mut context = RuleContext::new(badge, self.artwork, scene);
        (context.others, context.proofs, context.dictionary) = (self.others, self.proofs, self.dictionary);
        context.unread = cut.as_ref().map_or(&[], |cut| &cut.unread);
        // What was not read is told whoever asks for which rules.
        let rules = rules.rules().filter(|rule| **rule != R1).chain([&R1]);
        let mut findings: Vec<Finding> = rules.flat_map(|rule| Finding::of(rule, &context)).collect();
        if cut.is_some() {
            // It would be made of the part that was read only.
            findings = findings.into_iter().map(Finding::without_fix).collect();
        }
        findings.sort_by_key(|finding| finding.rule.severity);
        Outcome::of(self.badge, findings)
    }
}

/// Findings of the rules of a profile or rule set on this badge, but
/// for what its writer left as it is: errors first, then warnings, then hints,
/// each in the order of the form.
pub fn review(badge: &Badge, artwork: &Artwork, rules: impl Into<RuleSet>) -> Vec<Finding> {
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
