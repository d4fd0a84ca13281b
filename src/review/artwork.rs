//! Rules on the artwork itself.

use super::picture::drawn_texts;
use super::rule::Remark;
use super::words::{counted, quoted, words};
use super::{Field, Profile, Rule, Severity};
use crate::artwork::{Bounds, Kind, SIDE};
use crate::scene::said;

/// The side at which most lists show badges, in pixels.
const SMALL: f64 = 110.0;

/// Letters below this height of type cannot be read, in pixels.
const LEAST_TYPE: f64 = 9.0;

/// More words make letters too small.
const MOST_WORDS: usize = 6;

/// How much of the square may stay empty.
const MARGIN: f64 = 0.04;

pub(super) const A4: Rule = Rule {
    id: "A4",
    severity: Severity::Hint,
    profiles: &[Profile::Credly],
    source: "Credly, badge image guidelines",
    title: "The artwork fills the square",
    explanation: "Platforms show every badge in a square of the same size. One that leaves a wide margin looks \
                  smaller than those beside it.",
    example: "A disc of 590 units in a square of 600.",
    check: |subject| {
        let mut all: Option<Bounds> = None;
        for element in &subject.artwork.elements {
            if let Some(bounds) = subject.scene.bounds(element.id) {
                all = Some(all.map_or(bounds, |so_far| so_far.union(bounds)));
            }
        }
        let Some(all) = all else { return Vec::new() };
        let filled = all.width().max(all.height()) / SIDE;
        if filled >= 1.0 - MARGIN {
            return Vec::new();
        }
        let message = format!("The artwork takes {:.0} % of the square; make it larger.", filled * 100.0);
        vec![Remark::new(Field::Artwork, message)]
    },
};

pub(super) const A6: Rule = Rule {
    id: "A6",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "Credly and Sertifier on small previews; the number is ours",
    title: "Every text can be read when the badge is small",
    explanation: "Profiles and lists show badges about 110 pixels wide. Type that is less than 9 pixels high there is \
                  a grey line. Use fewer words, a narrower face, or give the text more room.",
    example: "A short name of two words in type of 60 units, 11 pixels at that size.",
    check: |subject| {
        let mut remarks = Vec::new();
        for &(id, em) in subject.scene.type_sizes() {
            let pixels = em * SMALL / SIDE;
            let Some(Kind::Text(text)) = subject.artwork.element(id).map(|element| &element.kind) else { continue };
            if pixels < LEAST_TYPE {
                let shown = quoted(&said(text, subject.badge));
                let message =
                    format!("{shown} is {pixels:.0} pixels high when the badge is 110 wide: too small to read.");
                remarks.push(Remark::new(Field::Element(id), message));
            }
        }
        remarks
    },
};

pub(super) const A7: Rule = Rule {
    id: "A7",
    severity: Severity::Hint,
    profiles: &[Profile::Credly, Profile::Moodle],
    source: "Credly, badge image guidelines; Moodle documentation",
    title: "Few words stand on the artwork",
    explanation: "A badge is seen before it is read. A symbol and two or three words say more at a glance than a \
                  sentence that nobody can read at that size.",
    example: "“Bike Repair” and “Participate”.",
    check: |subject| {
        let count: usize = drawn_texts(subject).iter().map(|text| words(text).len()).sum();
        if count <= MOST_WORDS {
            return Vec::new();
        }
        let more = counted(count - MOST_WORDS);
        vec![Remark::new(Field::Artwork, format!("{count} words stand on the artwork, {more} more than {MOST_WORDS}."))]
    },
};
