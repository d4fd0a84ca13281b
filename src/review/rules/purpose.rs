//! Rules on what a badge is for and who it is for.

use crate::review::english::lists::{WordList, word_list};
use crate::review::english::words::{Word, contains_words, quoted, words};
use crate::review::english::young::young;
use crate::review::rule::{Diagnostic, RuleContext};
use crate::review::{Field, Profile, Rule, Severity};

pub(super) const P1: Rule = Rule {
    id: "P1",
    name: "next-step-missing",
    severity: Severity::Hint,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, five questions; Credly, recommendations",
    title: "There is a next step",
    explanation: "A badge is worth more as a stone on a path. Name the badge, course or task that an earner can go on to.",
    example: "Go on to “Bike Repair: Wheels”, or help at the repair evening.",
    reads_english: false,
    check: |context| {
        let badge = context.badge;
        let is_named = !badge.practicalities.next_step.trim().is_empty() || !badge.related.is_empty();
        if is_named { Vec::new() } else { vec![Diagnostic::new(Field::NextStep, "No next step is named for earners.")] }
    },
};

pub(super) const P2: Rule = Rule {
    id: "P2",
    name: "worth-missing",
    severity: Severity::Hint,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, five questions",
    title: "Somebody would want to earn it",
    explanation: "Imagine somebody who could earn this badge. Write down why they would want it: what it shows, and to \
                  whom. If nothing comes to mind, the badge may need another idea.",
    example: "It shows a garage that I can find a fault before I apply there.",
    reads_english: false,
    check: |context| {
        let is_answered = !words(&context.badge.practicalities.worth).is_empty();
        if is_answered {
            return Vec::new();
        }
        vec![Diagnostic::new(Field::Worth, "Write down why somebody would want to earn this badge.")]
    },
};

pub(super) const G1: Rule = Rule {
    id: "G1",
    name: "earner-too-young",
    severity: Severity::Hint,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, resources for earners",
    title: "Young earners get a certificate",
    explanation: "Platforms do not take children under 13, and not everybody has an e-mail address. Hand these earners a \
                  printed certificate with the badge on it.",
    example: "For a badge of a primary school: print the card of each award as a PDF.",
    reads_english: true,
    check: |context| {
        let found = english_texts(context).find_map(|(field, text)| young(text).map(|said| (field, said)));
        let Some((field, said)) = found else { return Vec::new() };
        let message = format!(
            "{}: {} may be under 13 or have no e-mail address; print a certificate for them instead.",
            field.label(),
            quoted(said)
        );
        vec![Diagnostic::new(field, message)]
    },
};

pub(super) const E1: Rule = Rule {
    id: "E1",
    name: "evidence-not-asked",
    severity: Severity::Hint,
    profiles: &Profile::ALL,
    source: "Badgewright",
    title: "Demonstrate and Lead ask for evidence",
    explanation: "Who used learning for real, or led others, has something to show: a photograph, a plan, a letter from \
                  somebody who was there. Say what an earner hands in.",
    example: "Two photographs of the stall and a sentence from a customer.",
    reads_english: false,
    check: |context| {
        let badge = context.badge;
        let layer = badge.layer.as_deref().and_then(|code| code.strip_prefix("col-2018/"));
        let asks = matches!(layer, Some("demonstrate" | "lead"));
        if !asks || !badge.practicalities.evidence_asked.trim().is_empty() {
            return Vec::new();
        }
        let name = badge.layer().map_or_else(String::new, |layer| layer.name.clone());
        let message = format!("The layer is {name}, but no evidence is asked for.");
        vec![Diagnostic::new(Field::Evidence, message)]
    },
};

pub(super) const E2: Rule = Rule {
    id: "E2",
    name: "validity-missing",
    severity: Severity::Hint,
    profiles: &Profile::ALL,
    source: "Badgewright",
    title: "Knowledge that ages has an end",
    explanation: "First aid, safety and the law change, and such training is usually repeated. Say for how long an award \
                  of this badge holds.",
    example: "An award holds for 3 years.",
    reads_english: true,
    check: |context| {
        if context.badge.validity.is_some() {
            return Vec::new();
        }
        let badge = context.badge;
        let name = (Field::Name, badge.name.as_str());
        let skills = badge.skills.iter().map(|skill| (Field::Validity, skill.label.as_str()));
        let found = [name].into_iter().chain(english_texts(context)).chain(skills).find_map(|(_, text)| ages(text));
        let Some(said) = found else { return Vec::new() };
        let message = format!("The badge speaks of {}: say for how long an award holds.", quoted(said));
        vec![Diagnostic::new(Field::Validity, message)]
    },
};

/// Phrases for what has to be learnt anew after some years.
static AGEING: WordList = word_list!("ageing-knowledge");

/// Laws that change from one parliament to the next; those of physics do not.
static LAWS: WordList = word_list!("ageing-laws");

/// Phrase of a text for what has to be learnt anew after some years.
fn ages(text: &str) -> Option<&str> {
    let said: Vec<Word<'_>> = words(text);
    let law = || {
        let pair = said.windows(2).find(|pair| {
            pair[0].is_one_of(&LAWS) && pair[1].is_one_of(&["law", "laws", "legislation"]) && !pair[1].starts_sentence
        })?;
        text.get(pair[0].start..pair[1].end)
    };
    AGEING.iter().copied().find(|phrase| contains_words(&said, &words(phrase))).or_else(law)
}

/// Description and criteria.
fn english_texts<'a>(context: &RuleContext<'a>) -> impl Iterator<Item = (Field, &'a str)> {
    let description = (Field::Description, context.badge.description.as_str());
    [description].into_iter().chain(context.statements())
}
