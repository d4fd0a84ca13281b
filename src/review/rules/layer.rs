//! Rules on the learning layer.

use crate::review::english::lists::{WordList, word_list};
use crate::review::english::verbs;
use crate::review::english::words::{Word, quoted, stem, words};
use crate::review::rule::{Diagnostic, RuleContext};
use crate::review::{Field, Profile, Rule, Severity};

pub(super) const L1: Rule = Rule {
    id: "L1",
    name: "layer-missing",
    severity: Severity::Error,
    profiles: &[Profile::BadgeNation],
    source: "Cities of Learning Badge Standard; Badge Nation, writing form",
    title: "A learning layer is chosen",
    explanation: "The layer tells what kind of learning experience the badge records, from meeting a topic to \
                  carrying it to others. It is not a level: no layer is better than another. Answer the questions \
                  beside the four cards if you are not sure.",
    example: "Participate, for a workshop with set learning outcomes",
    reads_english: false,
    check: |context| {
        let message = match context.badge.layer.as_deref().map(str::trim) {
            None | Some("") => {
                let names: Vec<_> = context.badge.standard().layers.iter().map(|layer| layer.name.as_str()).collect();
                format!("No learning layer is chosen yet ({}).", names.join(", "))
            }
            Some(_) if context.badge.layer().is_some() => return Vec::new(),
            Some(code) => format!(
                "The learning layer {} is not one of the {}; choose one of those, or add its standard.",
                quoted(code),
                context.badge.standard().name
            ),
        };
        vec![Diagnostic::new(Field::Layer, message)]
    },
};

pub(super) const L2: Rule = Rule {
    id: "L2",
    name: "layer-beyond-engage",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, learning layers",
    title: "An Engage badge tells of meeting a topic",
    explanation: "Engage is for meeting a topic: visiting, listening, trying out. Criteria that tell of building, leading \
                  or presenting have more to say; look whether Participate or Demonstrate fits better.",
    example: "Earner has visited a careers fair and talked with two employers.",
    reads_english: true,
    check: |context| {
        let made = in_criteria(context, "engage", |said, at| done_by_earner(said, at, &MADE));
        let Some(Some(verb)) = made else { return Vec::new() };
        let message =
            format!("The layer is Engage, but the criteria say {}: perhaps Participate or Demonstrate?", quoted(&verb));
        vec![Diagnostic::new(Field::Layer, message)]
    },
};

pub(super) const L3: Rule = Rule {
    id: "L3",
    name: "layer-demonstrate-not-shown",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, learning layers",
    title: "A Demonstrate badge tells of a real setting or of feedback",
    explanation: "Demonstrate records that learning was used for real, and that somebody looked at the work and said \
                  something about it. Name the setting, the audience, the judge or the feedback.",
    example: "Earner has presented the plan to the parish council and changed it after their feedback.",
    reads_english: true,
    check: |context| {
        let shown = in_criteria(context, "demonstrate", |said, at| has_stem(&said[at], &REAL));
        if shown != Some(None) {
            return Vec::new();
        }
        let message = "The layer is Demonstrate, but the criteria name no real setting, audience or feedback.";
        vec![Diagnostic::new(Field::Layer, message)]
    },
};

pub(super) const L4: Rule = Rule {
    id: "L4",
    name: "layer-lead-without-others",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, learning layers",
    title: "A Lead badge tells of others",
    explanation: "Lead records that knowledge was carried into new contexts and to other people. Say whom the earner \
                  led, taught, mentored, inspired or spoke for.",
    example: "Earner has mentored two new volunteers through their first month.",
    reads_english: true,
    check: |context| {
        let shown = in_criteria(context, "lead", |said, at| has_stem(&said[at], &OTHERS));
        if shown != Some(None) {
            return Vec::new();
        }
        let message = "The layer is Lead, but the criteria do not say whom the earner led, taught or inspired.";
        vec![Diagnostic::new(Field::Layer, message)]
    },
};

pub(super) const L5: Rule = Rule {
    id: "L5",
    name: "layer-attendance-only",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, learning layers",
    title: "Being there is Engage",
    explanation: "Where the criteria say no more than that the earner attended, visited, watched or listened, the layer \
                  is Engage. If more was done, say it.",
    example: "Engage, for “Earner has attended an open day and heard from three students”",
    reads_english: true,
    check: |context| {
        let badge = context.badge;
        let above =
            badge.standard().layers.first().zip(badge.layer()).is_some_and(|(first, now)| first.code != now.code);
        let written: Vec<&str> = context.statements().map(|(_, text)| text).collect();
        let opening = badge.issued_to.criterion_opening();
        if !above || !is_cities(context) || written.is_empty() || !written.iter().all(|text| is_presence(text, opening))
        {
            return Vec::new();
        }
        let layer = badge.layer().map_or("", |layer| layer.name.as_str());
        let message = format!("The criteria say only that the earner was there; that is Engage, not {layer}.");
        vec![Diagnostic::new(Field::Layer, message)]
    },
};

/// Verbs of making and leading.
static MADE: WordList = word_list!("layer-made");

/// Stems of words for a real setting, an audience or feedback.
static REAL: WordList = word_list!("layer-real-settings");

/// Stems of words for other people and for influence on them.
static OTHERS: WordList = word_list!("layer-others");

const BEING_THERE: &[&str] =
    &["attended", "watched", "visited", "listened", "heard", "seen", "observed", "come", "gone"];

fn is_cities(context: &RuleContext<'_>) -> bool {
    context.badge.layer().is_some_and(|layer| layer.code.starts_with("col-2018/"))
}

/// Under this layer of the Cities of Learning standard: the first word of the
/// criteria that `finds` finds, as it stands there. `None` under another layer
/// and while nothing is written.
fn in_criteria(
    context: &RuleContext<'_>,
    layer: &str,
    finds: impl Fn(&[Word<'_>], usize) -> bool,
) -> Option<Option<String>> {
    let is_layer = context.badge.layer.as_deref().and_then(|code| code.strip_prefix("col-2018/")) == Some(layer);
    if !is_layer || context.statements().next().is_none() {
        return None;
    }
    Some(context.statements().find_map(|(_, text)| {
        let said = words(text);
        (0..said.len()).find(|at| finds(&said, *at)).map(|at| said[at].text.to_owned())
    }))
}

fn has_stem(word: &Word<'_>, stems: &[&str]) -> bool {
    stems.contains(&stem(&word.lower).as_str())
}

/// Whether this verb tells what the earner did: "has built", "and built".
fn done_by_earner(said: &[Word<'_>], at: usize, verbs: &[&str]) -> bool {
    let mut before = at;
    while before > 0 && said[before - 1].is_adverb() {
        before -= 1;
    }
    let follows = |choices: &[&str]| before > 0 && said[before - 1].is_one_of(choices);
    let in_clause = said[..before].iter().any(|word| word.is_one_of(&["how", "who", "which", "that", "what", "where"]));
    let in_row = follows(&["and", "or"]) && !in_clause;
    said[at].is_one_of(verbs) && (follows(&["has", "have"]) && !in_clause || in_row)
}

/// Whether a statement tells of being there and of nothing else.
fn is_presence(text: &str, opening: &str) -> bool {
    let said = words(text);
    let begins = opening.split_whitespace().count();
    if (begins..said.len()).any(|at| does_more(text, &said, at)) {
        return false;
    }
    let verbs: Vec<&Word<'_>> = (begins..said.len())
        .filter(|at| *at == begins || said[at - 1].is_one_of(&["and", "or"]) && is_past(&said[*at]))
        .map(|at| &said[at])
        .filter(|word| !word.is_adverb())
        .collect();
    !verbs.is_empty() && verbs.iter().all(|verb| verb.is_one_of(BEING_THERE))
}

/// Whether a statement goes on here with something that was done: "…, building a
/// robot". In a list such as "…, painting and drawing" nothing follows it.
fn does_more(text: &str, said: &[Word<'_>], at: usize) -> bool {
    static NOTHING_DONE: WordList = word_list!("layer-nothing-done");
    let follows_comma = at > 0 && text[said[at - 1].end..said[at].start].contains(',');
    let goes_on = said.get(at + 1).is_some_and(|next| !next.starts_sentence && !next.is_one_of(&["and", "or"]))
        && text[said[at].end..said[at + 1].start].trim().is_empty();
    follows_comma && goes_on && said[at].lower.ends_with("ing") && !said[at].is_one_of(&NOTHING_DONE)
}

fn is_past(word: &Word<'_>) -> bool {
    verbs::participle_of_past(&word.lower).is_some()
}
