//! Findings on what a badge says: rules that badge writers work by, each with
//! a sentence about this badge and, where it is clear, a fix.
//!
//! A rule is one constant that carries its help text and its check, so what is
//! explained is what is held. Rules look at whole words, never at parts of
//! them, and quote the words they speak of. [`review`] takes a tenth of a
//! millisecond and is meant to run after each key press.
//!
//! The sources of the rules disagree with each other, so every rule names the
//! [`Profile`]s it belongs to and the user picks one.

mod artwork;
mod criteria;
mod description;
mod finding;
mod layer;
mod name;
mod opening;
mod picture;
mod profile;
mod rule;
mod skills;
mod tense;
mod verbs;
mod words;

use crate::artwork::Artwork;
use crate::badge::Badge;
use crate::scene::{Scene, build};

pub use finding::{Field, Finding, Fix};
pub use profile::{Profile, UnknownProfile};
pub use rule::{Rule, Severity};

/// Every rule there is, in the order of the form: name, description, criteria,
/// learning layer, skills, picture, artwork.
pub static RULES: &[Rule] = &[
    name::T1,
    name::T2,
    description::D1,
    description::D2,
    criteria::C1,
    criteria::C2,
    criteria::C3,
    criteria::C7,
    layer::L1,
    skills::S1,
    skills::S3,
    picture::X1,
    artwork::A4,
    artwork::A6,
    artwork::A7,
];

/// What the rules of `profile` have to say about this badge: errors first,
/// then warnings, then hints, each in the order of the form.
pub fn review(badge: &Badge, artwork: &Artwork, profile: Profile) -> Vec<Finding> {
    review_drawn(badge, artwork, &build(artwork, badge), profile)
}

/// As [`review`], where the artwork is resolved already.
pub fn review_drawn(badge: &Badge, artwork: &Artwork, scene: &Scene, profile: Profile) -> Vec<Finding> {
    let subject = rule::Subject { badge, artwork, scene };
    let mut findings: Vec<Finding> =
        RULES.iter().filter(|rule| rule.profiles.contains(&profile)).flat_map(|rule| rule.findings(&subject)).collect();
    findings.sort_by_key(|finding| finding.rule.severity);
    findings
}

#[cfg(test)]
mod tests;
