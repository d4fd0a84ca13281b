//! Rules on the criteria.

use crate::badge::{Badge, passages};
use crate::document::Edit;
use crate::review::english::lists::{WordList, word_list};
use crate::review::english::opening::{Beginning, beginning, begun_with};
use crate::review::english::tense::{in_the_past, slips};
use crate::review::english::verbs;
use crate::review::english::words::{Word, contains_words, counted, first_words, listed, quoted, words};
use crate::review::rule::Diagnostic;
use crate::review::{Field, Profile, Rule, Severity};

const FEWEST_CRITERIA: usize = 2;

pub(super) const C1: Rule = Rule {
    id: "C1",
    name: "criteria-too-few",
    severity: Severity::Error,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, checklist before quality assurance",
    title: "There are at least two criteria",
    explanation: "One statement can hardly tell both what was done and what was learnt. Give each thing the earner \
                  did a statement of its own.",
    example: "Earner has planned a meal for four. · Earner has cooked it and explained how it was kept safe to eat.",
    reads_english: false,
    check: |context| {
        let written = context.statements().count();
        if written >= FEWEST_CRITERIA {
            return Vec::new();
        }
        let message = match written {
            0 => "There are no criteria yet; write two at least.".to_owned(),
            _ => format!("There is only {} criterion; write two at least.", counted(written)),
        };
        vec![Diagnostic::new(Field::CriteriaList, message)]
    },
};

pub(super) const C2: Rule = Rule {
    id: "C2",
    name: "criterion-opening",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, common mistakes",
    title: "Each criterion begins “Earner has”",
    explanation: "The same two words at the beginning keep every criterion a statement about one earner and in the \
                  past. A badge for organisations says “Organisation has”.",
    example: "Earner has interviewed three neighbours about the history of the street.",
    reads_english: true,
    check: |context| {
        let opening = context.badge.issued_to.criterion_opening();
        context
            .statements()
            .filter(|(_, text)| beginning(text, opening) == Beginning::Wrong)
            .map(|(field, text)| {
                let message = format!("{} begins {}, not “{opening} …”.", field.label(), first_words(text));
                let diagnostic = Diagnostic::new(field, message);
                match begun_with(text, opening) {
                    Some(fixed) => diagnostic.with_fix(format!("Begin with “{opening}”"), fixed),
                    None => diagnostic,
                }
            })
            .collect()
    },
};

pub(super) const C3: Rule = Rule {
    id: "C3",
    name: "wording-not-in-past",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, common mistakes",
    title: "Description and criteria are in the past",
    explanation: "A badge is given for what its earner has done. “Will”, “can”, “is able to”, “learns” or “are \
                  taught” tell what is planned, possible or usual instead. What other people or things do may stand \
                  in the present: “has explained how plants grow”.",
    example: "Earner has used a handsaw safely. (Not: “Earner can use a handsaw safely.”)",
    reads_english: true,
    check: |context| {
        let people = context.badge.issued_to;
        let description = (Field::Description, context.badge.description.as_str(), people.description_opening());
        let criteria = context.statements().map(|(field, text)| (field, text, people.criterion_opening()));
        [description]
            .into_iter()
            .chain(criteria)
            .filter_map(|(field, text, opening)| {
                let slips = slips(text, opening);
                let said: Vec<String> = slips.iter().map(|slip| slip.said.clone()).collect();
                let tell = match said.len() {
                    0 => return None,
                    1 => "does not tell what the earner has done",
                    _ => "do not tell what the earner has done",
                };
                let diagnostic = Diagnostic::new(field, format!("{}: {} {tell}.", field.label(), listed(&said)));
                Some(match in_the_past(text, &slips) {
                    Some(past) => diagnostic.with_fix(format!("Write {}", quoted(&past)), past),
                    None => diagnostic,
                })
            })
            .collect()
    },
};

pub(super) const C7: Rule = Rule {
    id: "C7",
    name: "criteria-missing",
    severity: Severity::Error,
    profiles: &Profile::ALL,
    source: "Open Badges, which asks for criteria; Badgr's badge form",
    title: "There are criteria, or an address with them",
    explanation: "Without criteria nobody can tell what a badge stands for, and platforms refuse it. Write them \
                  here, or give the web address of the page that has them.",
    example: "https://example.org/badges/community-gardener",
    reads_english: false,
    check: |context| {
        if context.statements().next().is_some() {
            return Vec::new();
        }
        let address = context.badge.criteria.id.trim();
        if address.is_empty() {
            let message =
                "Nothing says how this badge is earned: write criteria, or give the address of a page with them.";
            return vec![Diagnostic::new(Field::CriteriaList, message)];
        }
        let is_web_address = ["http://", "https://"]
            .iter()
            .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
        if is_web_address && !address.contains(char::is_whitespace) {
            return Vec::new();
        }
        let message = format!(
            "There are no criteria, and {} is not the address of a page with them: that begins with “https://”.",
            quoted(address)
        );
        vec![Diagnostic::new(Field::CriteriaAddress, message)]
    },
};

pub(super) const C5: Rule = Rule {
    id: "C5",
    name: "criterion-says-several-things",
    severity: Severity::Hint,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, quality assurance; the numbers are ours",
    title: "A criterion says one thing",
    explanation: "A criterion of more than 40 words or two sentences usually holds several. Each is easier to read, to \
                  meet and to check when it stands alone.",
    example: "Earner has planned a stall. · Earner has sold what was made and counted the takings.",
    reads_english: false,
    check: |context| {
        context
            .statements()
            .filter_map(|(field, text)| {
                let said = words(text);
                let sentences = said.iter().filter(|word| word.starts_sentence).count();
                let much = match (said.len(), sentences) {
                    (_, many) if many > MOST_SENTENCES => format!("{many} sentences"),
                    (many, _) if many > MOST_WORDS => format!("{many} words"),
                    _ => return None,
                };
                let diagnostic = Diagnostic::new(field, format!("{} has {much}: split it.", field.label()));
                let opening = context.badge.issued_to.criterion_opening();
                let second = |byte: usize| {
                    let rest = text[byte..].trim_start_matches("and ").trim_start();
                    let is_right = beginning(rest, opening) == Beginning::Right;
                    if is_right { Some(rest.to_owned()) } else { begun_with(rest, opening) }
                };
                let split = split_at(&said).and_then(|byte| Some((byte, second(byte)?)));
                Some(match split {
                    Some((byte, second)) => diagnostic.split_in_two(context.badge, field, text, byte, &second),
                    None => diagnostic,
                })
            })
            .collect()
    },
};

pub(super) const C6: Rule = Rule {
    id: "C6",
    name: "availability-not-said",
    severity: Severity::Hint,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, availability",
    title: "It is said who may earn the badge, and where",
    explanation: "Readers ask at once whether they could earn the badge, too. Say whether it is open to all, to your \
                  own students, members or employees, or by application; and whether it is earned online or in a place.",
    example: "Open to all · Harbour Library",
    reads_english: true,
    check: |context| {
        let practical = &context.badge.practicalities;
        let mut said = words(&context.badge.description);
        for (_, text) in context.statements() {
            said.extend(words(text));
        }
        let says = |phrases: &[&str]| phrases.iter().any(|phrase| contains_words(&said, &words(phrase)));
        let mut diagnostics = Vec::new();
        if practical.availability.is_none() && !says(&WHO_MAY) {
            diagnostics.push(Diagnostic::new(Field::Availability, "Nothing says who may earn this badge."));
        }
        if practical.access.is_none() && !says(WHERE) {
            diagnostics
                .push(Diagnostic::new(Field::Access, "Nothing says where this badge is earned, or that it is online."));
        }
        diagnostics
    },
};

impl Diagnostic {
    /// Diagnostic with a fix that makes two statements of one, the second
    /// of which begins so.
    fn split_in_two(self, badge: &Badge, field: Field, text: &str, byte: usize, second: &str) -> Self {
        const LABEL: &str = "Split in two";
        let Field::Criterion(index) = field else {
            // Within one text the halves are two items, or two paragraphs.
            let mut alone = Badge { issued_to: badge.issued_to, ..Badge::default() };
            alone.criteria.statements = vec![text.to_owned()];
            alone.split_statement(0, byte);
            let first = &alone.criteria.statements[0];
            let between = match mark_of(badge, field) {
                Some(mark) if !mark.trim().is_empty() => format!("\n{mark}"),
                _ => "\n\n".to_owned(),
            };
            return self.with_fix(LABEL, format!("{first}{between}{second}"));
        };
        let mut badge = badge.clone();
        badge.split_statement(index, byte);
        second.clone_into(&mut badge.criteria.statements[index + 1]);
        let halves = [index, index + 1].map(|at| quoted(&badge.criteria.statements[at]));
        let result = format!("Becomes {} and {}", halves[0], halves[1]);
        self.with_edits(LABEL, result, vec![Edit::Badge(Box::new(badge))])
    }
}

/// Mark before a statement in its line of the one text: "- ", "1. ".
fn mark_of(badge: &Badge, field: Field) -> Option<&str> {
    let Field::Passage(index) = field else { return None };
    let whole = badge.criteria.one_text()?;
    let before = whole.get(..passages(whole).get(index)?.start)?;
    before.rsplit('\n').next()
}

const MOST_WORDS: usize = 40;
const MOST_SENTENCES: usize = 2;

static WHO_MAY: WordList = word_list!("who-may-earn");
const WHERE: &[&str] =
    &["online", "available at", "available in", "held at", "held in", "takes place", "took place", "in person"];

/// Place where a criterion that is too long is best split: after the sentence that
/// ends nearest to its middle, else before "and" and what was done next.
fn split_at(said: &[Word<'_>]) -> Option<usize> {
    let middle = said.len() / 2;
    let nearest = |places: Vec<usize>| places.into_iter().min_by_key(|at| at.abs_diff(middle));
    let sentences = (1..said.len()).filter(|at| said[*at].starts_sentence).collect();
    if let Some(at) = nearest(sentences) {
        return Some(said[at].start);
    }
    let joins = (1..said.len().saturating_sub(1))
        .filter(|at| said[*at].lower == "and" && verbs::participle_of_past(&said[at + 1].lower).is_some())
        .collect();
    nearest(joins).map(|at| said[at].start)
}
