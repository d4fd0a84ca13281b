//! Rules on the skills.

use std::collections::BTreeSet;

use crate::document::Edit;
use crate::review::english::lists::{WordList, word_list};
use crate::review::english::verbs;
use crate::review::english::words::{Word, begun_large, counted, phrase_at, quoted, stem, words};
use crate::review::rule::Diagnostic;
use crate::review::{Field, Profile, Rule, Severity};
use crate::skills::esco_labels;

const FEWEST_SKILLS: usize = 3;
const MOST_WORDS: usize = 3;
const MANY_SKILLS: usize = 10;

/// Frills that people write before a skill and that are no part of it.
static FRILLS: WordList = word_list!("skill-frills");

pub(super) const S1: Rule = Rule {
    id: "S1",
    name: "skills-too-few",
    severity: Severity::Error,
    profiles: &[Profile::BadgeNation, Profile::Credly],
    source: "Badge Nation, writing form; Credly, badge template metadata",
    title: "There are at least three skills",
    explanation: "Skills are what people search for and what employers read first. Name three or more that the \
                  criteria give evidence of; the same skill twice counts once.",
    example: "Planning · Teamwork · Public speaking",
    reads_english: false,
    check: |context| {
        let mut different: Vec<String> = context
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
        vec![Diagnostic::new(Field::Skills, message)]
    },
};

pub(super) const S3: Rule = Rule {
    id: "S3",
    name: "skill-not-a-short-noun",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, checklist before quality assurance",
    title: "A skill is a short noun",
    explanation: "A skill of up to three words can be searched for and compared; “Increased”, “Learning to” or \
                  “Ability to” before it only make it longer. A skill taken from a framework keeps the framework's \
                  words.",
    example: "Self-motivation (not “Increased self-motivation”)",
    reads_english: true,
    check: |context| {
        let own = context.badge.skills.iter().enumerate().filter(|(_, skill)| skill.alignment.is_none());
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
                return Some(Diagnostic::new(field, message).with_fix(format!("Write {}", quoted(&plain)), plain));
            }
            let message = format!(
                "{}: {} has {} words; a skill has three at most.",
                field.label(),
                quoted(&skill.label),
                counted(said.len())
            );
            (said.len() > MOST_WORDS).then(|| Diagnostic::new(field, message))
        })
        .collect()
    },
};

/// Length of a frill in words: how many at the beginning are not part of the skill;
/// `None` where none are or nothing would be left.
fn frill(said: &[Word<'_>]) -> Option<usize> {
    phrase_at(said, &FRILLS).filter(|frill| said.len() > *frill)
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

pub(super) const S2: Rule = Rule {
    id: "S2",
    name: "skill-not-in-criteria",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, skills",
    title: "Each skill occurs in the criteria",
    explanation: "A skill counts when a criterion shows it. Say it there, in the same words or in another form of them: \
                  “planned the route” shows “Route planning”. Of a skill of ESCO any label that ESCO knows will do.",
    example: "Earner has interviewed two neighbours, practising active listening. · Skill: Active listening",
    reads_english: true,
    check: |context| {
        let badge = context.badge;
        let criteria: BTreeSet<String> =
            context.statements().flat_map(|(_, text)| words(text).iter().map(said_stem).collect::<Vec<_>>()).collect();
        if criteria.is_empty() {
            return Vec::new();
        }
        badge
            .skills
            .iter()
            .enumerate()
            .filter_map(|(index, skill)| {
                let entry = skill.alignment.as_ref().map(|entry| entry.target_name.as_str());
                let address = skill.alignment.as_ref().map_or("", |entry| entry.target_url.as_str());
                // A skill of ESCO is known under other labels, too.
                let is_shown =
                    [Some(skill.label.as_str()), entry].into_iter().flatten().any(|label| shows(&criteria, label))
                        || esco_labels(address).any(|label| shows(&criteria, label));
                let field = Field::Skill(index);
                let message = format!("{}: no criterion speaks of {}.", field.label(), quoted(&skill.label));
                (!is_shown && !words(&skill.label).is_empty()).then(|| Diagnostic::new(field, message))
            })
            .collect()
    },
};

pub(super) const S4: Rule = Rule {
    id: "S4",
    name: "skills-repeated-or-many",
    severity: Severity::Hint,
    profiles: &Profile::ALL,
    source: "Badgewright",
    title: "Skills are few and different",
    explanation: "The same skill twice adds nothing, and more than ten are hardly all shown by one badge. Keep those that \
                  the criteria show best.",
    example: "Planning · Teamwork · Public speaking",
    reads_english: false,
    check: |context| {
        let skills = &context.badge.skills;
        let mut diagnostics = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for (index, skill) in skills.iter().enumerate() {
            let label = words(&skill.label).iter().map(|word| stem(&word.lower)).collect::<Vec<_>>().join(" ");
            if !label.is_empty() && seen.contains(&label) {
                let field = Field::Skill(index);
                let mut badge = context.badge.clone();
                badge.remove_skill(index);
                let message = format!("{}: {} is there already.", field.label(), quoted(&skill.label));
                let edits = vec![Edit::Badge(Box::new(badge))];
                diagnostics.push(Diagnostic::new(field, message).with_edits(
                    "Take it out",
                    "Takes this skill out",
                    edits,
                ));
            }
            seen.push(label);
        }
        if skills.len() > MANY_SKILLS {
            let message = format!("{} skills are many for one badge; keep those it shows best.", skills.len());
            diagnostics.push(Diagnostic::new(Field::Skills, message));
        }
        diagnostics
    },
};

pub(super) const S5: Rule = Rule {
    id: "S5",
    name: "skill-without-address",
    severity: Severity::Hint,
    profiles: &[Profile::OpenBadges3],
    source: "Badgewright; dqf.eu",
    title: "A skill from a framework keeps its address",
    explanation: "A skill that was taken from a framework can be found and compared by machines, but only by the address \
                  of its entry. Without it the name of the framework is no more than a word.",
    example: "Teamwork, http://data.europa.eu/esco/skill/…",
    reads_english: false,
    check: |context| {
        let entries = context.badge.skills.iter().enumerate();
        entries
            .filter_map(|(index, skill)| {
                let entry = skill.alignment.as_ref()?;
                let address = entry.target_url.trim();
                let is_address = address.contains(':') && !address.contains(char::is_whitespace);
                let field = Field::Skill(index);
                let from = match entry.target_framework.trim() {
                    "" => "a framework".to_owned(),
                    framework => framework.to_owned(),
                };
                let message = format!(
                    "{}: {} comes from {from}, but the address of its entry is missing.",
                    field.label(),
                    quoted(&skill.label)
                );
                (!is_address).then(|| Diagnostic::new(field, message))
            })
            .collect()
    },
};

/// Words of a label that need not occur in the criteria.
static SMALL_WORDS: WordList = word_list!("skill-small-words");

/// Whether every word of a skill's label stands in the criteria in some form;
/// of a compound such as "teamwork" its parts will do, and of parts the compound.
fn shows(criteria: &BTreeSet<String>, label: &str) -> bool {
    let said = words(label);
    let wanted: Vec<&Word<'_>> =
        said[frill(&said).unwrap_or_default()..].iter().filter(|word| !word.is_one_of(&SMALL_WORDS)).collect();
    let stems: Vec<String> = wanted.iter().map(|word| said_stem(word)).collect();
    let is_written = |(word, whole): (&&Word<'_>, &String)| {
        let parts = || {
            let mut parts = word.lower.split('-').filter(|part| part.len() > 1).peekable();
            word.lower.contains('-') && parts.peek().is_some() && parts.all(|part| criteria.contains(&stem(part)))
        };
        let joined = |other: &String| {
            other != whole
                && [[whole, other], [other, whole]]
                    .iter()
                    .any(|pair| criteria.contains(&stem(&pair.map(String::as_str).concat())))
        };
        criteria.contains(whole)
            || criteria.iter().any(|said| is_kin(said, whole))
            || parts()
            || is_compound(criteria, &word.lower)
            || stems.iter().any(joined)
    };
    !wanted.is_empty() && wanted.iter().zip(&stems).all(is_written)
}

/// Suffixes that make words of other words, as far as stems still have it.
static SUFFIXES: WordList = word_list!("skill-suffixes");

/// Whether two stems are of one family: "creat" and "creativ", "serv" and
/// "servic". One that only begins with the other is of another: "plan" and
/// "plant", "care" and "career".
fn is_kin(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 4;
    /// "photograph" and "photographi"; shorter ones are chance, as "part" and "parti".
    const SHORTEST_WITH_Y: usize = 6;
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    // "bake" and "baker", "plan" and "planner".
    let without_e = short.strip_suffix('e');
    let begins = without_e.unwrap_or(short);
    let Some(rest) = long.strip_prefix(begins).filter(|_| short.len() >= SHORTEST) else { return false };
    let is_suffix = |rest: &str| SUFFIXES.contains(&rest) || (rest == "i" && short.len() >= SHORTEST_WITH_Y);
    let is_doubled =
        |rest: &str| begins.chars().last().is_some_and(|last| rest.strip_prefix(last).is_some_and(is_suffix));
    match without_e {
        // Before a consonant the "e" stays: "safe" and "safeti".
        Some(_) => {
            is_suffix(rest)
                || rest.strip_prefix('e').is_some_and(|rest| is_suffix(rest) && !rest.starts_with(['a', 'e', 'i', 'o']))
        }
        None => is_suffix(rest) || is_doubled(rest),
    }
}

/// Whether a word such as "teamwork" consists of two words of the criteria.
fn is_compound(criteria: &BTreeSet<String>, word: &str) -> bool {
    const SHORTEST: usize = 4;
    (SHORTEST..word.len().saturating_sub(SHORTEST - 1))
        .filter_map(|at| word.split_at_checked(at))
        .any(|(first, second)| criteria.contains(&stem(first)) && criteria.contains(&stem(second)))
}

/// The stem of a word; of a verb, that of its base form, so that "taught" and
/// "teaching" have the same.
fn said_stem(word: &Word<'_>) -> String {
    stem(verbs::base(&word.lower).unwrap_or(&word.lower))
}
