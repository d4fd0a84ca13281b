//! Rules on the skills.

use super::rule::Remark;
use super::verbs;
use super::words::{Word, begun_large, counted, quoted, words};
use super::{Field, Profile, Rule, Severity};

const FEWEST_SKILLS: usize = 3;
const MOST_WORDS: usize = 3;

/// What people write before a skill and what is not part of it.
const FRILLS: &[&[&str]] = &[
    &["increased"],
    &["increasing"],
    &["improved"],
    &["improving"],
    &["enhanced"],
    &["greater"],
    &["better"],
    &["learning", "how", "to"],
    &["learning", "to"],
    &["learnt", "how", "to"],
    &["learned", "how", "to"],
    &["the", "ability", "to"],
    &["ability", "to"],
    &["being", "able", "to"],
    &["able", "to"],
    &["how", "to"],
];

pub(super) const S1: Rule = Rule {
    id: "S1",
    severity: Severity::Error,
    profiles: &[Profile::BadgeNation, Profile::Credly],
    source: "Badge Nation, writing form; Credly, badge template metadata",
    title: "There are at least three skills",
    explanation: "Skills are what people search for and what employers read first. Name three or more that the \
                  criteria give evidence of; the same skill twice counts once.",
    example: "Planning · Teamwork · Public speaking",
    check: |subject| {
        let mut different: Vec<String> = subject
            .badge
            .skills
            .iter()
            .map(|skill| words(&skill.label).iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" "))
            .filter(|label| !label.is_empty())
            .collect();
        let named = different.len();
        different.sort_unstable();
        different.dedup();
        if different.len() >= FEWEST_SKILLS {
            return Vec::new();
        }
        let message = match (different.len(), named) {
            (0, _) => "There are no skills yet; name three at least.".to_owned(),
            (count, named) if named > count => {
                format!("There are only {} different skills; name three at least.", counted(count))
            }
            (1, _) => "There is only one skill; name three at least.".to_owned(),
            (count, _) => format!("There are only {} skills; name three at least.", counted(count)),
        };
        vec![Remark::new(Field::Skills, message)]
    },
};

pub(super) const S3: Rule = Rule {
    id: "S3",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, checklist before quality assurance",
    title: "A skill is a short noun",
    explanation: "A skill of up to three words can be searched for and compared; “Increased”, “Learning to” or \
                  “Ability to” before it only make it longer. A skill taken from a framework keeps the framework's \
                  words.",
    example: "Self-motivation (not “Increased self-motivation”)",
    check: |subject| {
        let own = subject.badge.skills.iter().enumerate().filter(|(_, skill)| skill.alignment.is_none());
        own.filter_map(|(index, skill)| {
            let field = Field::Skill(index);
            let said = words(&skill.label);
            if let Some(frill) = frill(&said) {
                let message = format!(
                    "{}: {} begins with {}, which is not part of the skill.",
                    field.label(),
                    quoted(&skill.label),
                    quoted(&skill.label[said[0].start..said[frill - 1].end])
                );
                let plain = without_frill(&skill.label, &said, frill);
                return Some(Remark::new(field, message).with_fix(format!("Write {}", quoted(&plain)), plain));
            }
            let message = format!(
                "{}: {} has {} words; a skill has three at most.",
                field.label(),
                quoted(&skill.label),
                counted(said.len())
            );
            (said.len() > MOST_WORDS).then(|| Remark::new(field, message))
        })
        .collect()
    },
};

/// How many words at the beginning are not part of the skill; `None` where
/// none are or nothing would be left.
fn frill(said: &[Word<'_>]) -> Option<usize> {
    let begins_with =
        |frill: &&&[&str]| said.len() > frill.len() && said.iter().zip(**frill).all(|(a, b)| a.lower == *b);
    FRILLS.iter().find(begins_with).map(|frill| frill.len())
}

/// The skill alone; what follows "to" becomes a noun: "Swimming".
fn without_frill(label: &str, said: &[Word<'_>], frill: usize) -> String {
    let skill = &said[frill];
    let rest = label[skill.end..].trim_end();
    let before = &said[frill - 1];
    if before.lower == "to" && verbs::participle_of_base(&skill.lower).is_some() {
        return begun_large(&format!("{}{rest}", verbs::gerund(&skill.lower)));
    }
    begun_large(&format!("{}{rest}", skill.text))
}
