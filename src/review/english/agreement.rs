//! Agreement: verbs that do not go with their noun, where that is certain: "the shadows
//! was". What the grammar finds is told by [`super::grammar`]; this it misses.

use harper_core::spell::Dictionary as _;

use super::lists::{WordList, word_list};
use super::mistake::{DICTIONARY, Mistake};
use super::words::{Word, quoted, words};

/// Words after which a noun is the subject of what follows. After any other, as
/// in "one of the shadows was", another noun may be.
static BEFORE_SUBJECT: WordList = word_list!("before-subject");

const POINTING: &[&str] = &["the", "these", "those", "many", "several"];

/// Plurals by their look of which one speaks as of one thing.
const AS_ONE: &[&str] =
    &["series", "species", "means", "headquarters", "works", "barracks", "crossroads", "news", "maths"];

/// Mistakes such as "that the shadows was long".
pub(super) fn disagreements(text: &str) -> Vec<Mistake> {
    let said = words(text);
    let disagreeing = |at: usize| {
        let [pointing, noun, verb] = said.get(at..at + 3)? else { return None };
        let plural = plural_verb(verb)?;
        let begins = pointing.starts_sentence || at.checked_sub(1).is_some_and(|b| said[b].is_one_of(&BEFORE_SUBJECT));
        let together =
            !noun.starts_sentence && !verb.starts_sentence && text[pointing.end..verb.start].trim() == noun.text;
        if !begins || !together || !pointing.is_one_of(POINTING) || !is_plural(noun) {
            return None;
        }
        let mut right = text.to_owned();
        right.replace_range(verb.start..verb.end, plural);
        Some(Mistake {
            range: noun.start..verb.end,
            is_spelling: false,
            said: format!("of several one says {}.", quoted(plural)),
            instead: Some(right),
        })
    };
    (0..said.len()).filter_map(disagreeing).collect()
}

fn plural_verb(verb: &Word<'_>) -> Option<&'static str> {
    match verb.lower.as_str() {
        "was" => Some("were"),
        "is" => Some("are"),
        "has" => Some("have"),
        _ => None,
    }
}

fn is_plural(noun: &Word<'_>) -> bool {
    let known = || DICTIONARY.get_word_metadata_str(&noun.lower).is_some_and(|word| word.is_plural_noun_only());
    !noun.is_capitalised()
        && noun.lower.ends_with('s')
        && !noun.lower.ends_with("ics")
        && !noun.is_one_of(AS_ONE)
        && known()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_verb_that_surely_belongs_to_a_plural_is_told() {
        let found = disagreements("Earner has noted that the shadows was longest at dusk.");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].instead.as_deref(), Some("Earner has noted that the shadows were longest at dusk."));
        for right in [
            "Earner has noted that one of the shadows was long.",
            "Earner has asked how the news was made and why the mathematics was hard.",
            "Earner has seen that the length of the shadows was changing.",
            "Earner has said what the boats, was it ten or twelve, had cost.",
            "Earner has learnt why the bus is late.",
        ] {
            assert_eq!(disagreements(right), [], "{right}");
        }
    }
}
