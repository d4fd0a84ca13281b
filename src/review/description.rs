//! Rules on the description.

use super::opening::{Beginning, beginning, begun_with};
use super::rule::Remark;
use super::words::{counted, length, quoted, words};
use super::{Field, Profile, Rule, Severity};

const LONGEST_DESCRIPTION: usize = 500;

pub(super) const D1: Rule = Rule {
    id: "D1",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, checklist before quality assurance",
    title: "The description begins “Earners of this badge have”",
    explanation: "The same first words on every badge of the scheme make the badges easy to compare, and they lead \
                  to a sentence about what was done. A badge for organisations begins “Organisations that have \
                  earned this badge have”.",
    example: "Earners of this badge have planned, planted and looked after a shared garden for one season.",
    check: |subject| {
        let text = &subject.badge.description;
        let opening = subject.badge.issued_to.description_opening();
        let message = match beginning(text, opening) {
            Beginning::Right => return Vec::new(),
            Beginning::Unwritten => format!("There is no description yet; begin with “{opening} …”."),
            Beginning::Wrong => {
                format!("The description begins {}, not “{opening} …”.", first_words(text))
            }
        };
        let remark = Remark::new(Field::Description, message);
        vec![match begun_with(text, opening) {
            Some(fixed) => remark.with_fix(format!("Begin with “{opening}”"), fixed),
            None => remark,
        }]
    },
};

pub(super) const D2: Rule = Rule {
    id: "D2",
    severity: Severity::Error,
    profiles: &[Profile::BadgeNation, Profile::Credly],
    source: "Credly, badge template metadata; Badge Nation, writing form",
    title: "The description has 500 characters at most",
    explanation: "Platforms cut off or refuse a longer description. Say in one or two sentences what earners did and \
                  learnt; the details belong in the criteria.",
    example: "Earners of this badge have repaired a bicycle under supervision and learnt how its brakes work.",
    check: |subject| {
        let characters = length(&subject.badge.description);
        if characters <= LONGEST_DESCRIPTION {
            return Vec::new();
        }
        let message = format!(
            "The description has {characters} characters, {} more than the {LONGEST_DESCRIPTION} it may have.",
            counted(characters - LONGEST_DESCRIPTION)
        );
        vec![Remark::new(Field::Description, message)]
    },
};

/// The first words of a text, quoted.
pub(super) fn first_words(text: &str) -> String {
    const SHOWN: usize = 5;
    let said = words(text);
    match (said.first(), said.get(SHOWN - 1)) {
        (Some(first), Some(last)) if said.len() > SHOWN => quoted(&format!("{} …", &text[first.start..last.end])),
        _ => quoted(text),
    }
}
