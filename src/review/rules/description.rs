//! Rules on the description.

use std::ops::Range;

use crate::review::english::lists::{WordList, word_list};
use crate::review::english::opening::{Beginning, beginning, begun_with};
use crate::review::english::words::{Word, counted, first_words, length, quoted, words};
use crate::review::rule::Diagnostic;
use crate::review::{Field, Profile, Rule, Severity};

const LONGEST_DESCRIPTION: usize = 500;

pub(super) const D1: Rule = Rule {
    id: "D1",
    name: "description-opening",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, checklist before quality assurance",
    title: "The description begins “Earners of this badge have”",
    explanation: "The same first words on every badge of the scheme make the badges easy to compare, and they lead \
                  to a sentence about what was done. A badge for organisations begins “Organisations that have \
                  earned this badge have”.",
    example: "Earners of this badge have planned, planted and looked after a shared garden for one season.",
    reads_english: true,
    check: |context| {
        let text = &context.badge.description;
        let opening = context.badge.issued_to.description_opening();
        let message = match beginning(text, opening) {
            Beginning::Right => return Vec::new(),
            Beginning::Unwritten => format!("There is no description yet; begin with “{opening} …”."),
            Beginning::Wrong => {
                format!("The description begins {}, not “{opening} …”.", first_words(text))
            }
        };
        let diagnostic = Diagnostic::new(Field::Description, message);
        vec![match begun_with(text, opening) {
            Some(fixed) => diagnostic.with_fix(format!("Begin with “{opening}”"), fixed),
            None => diagnostic,
        }]
    },
};

pub(super) const D2: Rule = Rule {
    id: "D2",
    name: "description-too-long",
    severity: Severity::Error,
    profiles: &[Profile::BadgeNation, Profile::Credly],
    source: "Credly, badge template metadata; Badge Nation, writing form",
    title: "The description has 500 characters at most",
    explanation: "Platforms cut off or refuse a longer description. Say in one or two sentences what earners did and \
                  learnt; the details belong in the criteria.",
    example: "Earners of this badge have repaired a bicycle under supervision and learnt how its brakes work.",
    reads_english: false,
    check: |context| {
        let characters = length(&context.badge.description);
        if characters <= LONGEST_DESCRIPTION {
            return Vec::new();
        }
        let message = format!(
            "The description has {characters} characters, {} more than the {LONGEST_DESCRIPTION} it may have.",
            counted(characters - LONGEST_DESCRIPTION)
        );
        vec![Diagnostic::new(Field::Description, message)]
    },
};

pub(super) const D3: Rule = Rule {
    id: "D3",
    name: "description-without-duration",
    severity: Severity::Hint,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, badge-writing workshop guide",
    title: "The description says how long it took",
    explanation: "Half a day and half a year are different achievements. A few words, such as “in three evenings” or \
                  “over six weeks”, let a stranger tell how much was done.",
    example: "Earners of this badge have taken part in a six-week course on bicycle repair.",
    reads_english: true,
    check: |context| {
        let said = words(&context.badge.description);
        if said.is_empty() || said.iter().any(|word| names_time(&word.lower)) {
            return Vec::new();
        }
        let example = match context.badge.practicalities.time_to_earn {
            Some(time) => format!("such as “{}”", time.label()),
            None => "such as “half-day” or “6 weeks”".to_owned(),
        };
        let message = format!("The description does not say how long it took, {example}.");
        vec![Diagnostic::new(Field::Description, message)]
    },
};

pub(super) const D4: Rule = Rule {
    id: "D4",
    name: "description-repeats-criteria",
    severity: Severity::Hint,
    profiles: &Profile::ALL,
    source: "Badgewright",
    title: "Description and criteria do not say the same twice",
    explanation: "The description tells in a sentence or two what the badge stands for; the criteria tell what \
                  exactly was done. Where one repeats the other word for word, readers learn nothing from one of them.",
    example: "Description: “… have run a small café for a day.” Criterion: “Earner has set prices and kept a cash book.”",
    reads_english: false,
    check: |context| {
        let badge = context.badge;
        let description = words(&badge.description);
        for (field, text) in context.statements() {
            let criterion = words(text);
            if let Some(run) = shared_run(&description, &criterion) {
                let shared = quoted(&badge.description[description[run.start].start..description[run.end - 1].end]);
                let message = format!("The description and {} both say {shared}.", field.label().to_lowercase());
                return vec![Diagnostic::new(Field::Description, message)];
            }
        }
        Vec::new()
    },
};

/// Words in a row that are no chance any more.
const LONGEST_SHARED: usize = 9;

/// Most words of one text that are compared with those of another.
const MOST_COMPARED: usize = 300;

/// Range of `one` where a long run of words begins and ends that is in `other`, too.
fn shared_run(one: &[Word<'_>], other: &[Word<'_>]) -> Option<Range<usize>> {
    let (one, other) = (&one[..one.len().min(MOST_COMPARED)], &other[..other.len().min(MOST_COMPARED)]);
    for start in 0..one.len().saturating_sub(LONGEST_SHARED - 1) {
        let longest = (0..other.len())
            .map(|at| one[start..].iter().zip(&other[at..]).take_while(|(a, b)| a.lower == b.lower).count())
            .max()
            .unwrap_or_default();
        if longest >= LONGEST_SHARED {
            return Some(start..start + longest);
        }
    }
    None
}

static TIMES: WordList = word_list!("times");

/// "hours", "half-day", "six-week", "3h": words that tell a time.
fn names_time(word: &str) -> bool {
    let last = word.rsplit(['-', '\u{2010}', '\u{2011}']).next().unwrap_or_default();
    let singular = last.strip_suffix("'s").or_else(|| last.strip_suffix('s')).unwrap_or(last);
    let short = last.trim_start_matches(|c: char| c.is_ascii_digit());
    TIMES.contains(&singular) || (short.len() < last.len() && ["h", "hrs", "min", "mins"].contains(&short))
}
