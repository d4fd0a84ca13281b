//! Rules, by what they are about. A rule is one constant with its help text and
//! its check.

pub(super) mod alike;
mod artwork;
mod criteria;
mod description;
mod layer;
mod legible;
pub(super) mod name;
mod picture;
mod purpose;
mod skills;
mod style;
mod unread;
mod wording;
mod writing;

#[cfg(test)]
mod artwork_tests;

use super::rule::Rule;

pub(super) use unread::R1;

/// Rules there are, in the order of the form: name, description, criteria,
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
    writing::W1,
    writing::W2,
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
    unread::R1,
];

/// Rules on sets alone: a badge by itself cannot break them, so that no rule set has them.
pub static SET_RULES: &[Rule] = &[alike::A13];

impl Rule {
    /// Rule with this id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.id == id)
    }
}
