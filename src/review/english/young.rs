//! Young earners: whether a text says that its earners are children, or have no e-mail.

use super::lists::{WordList, word_list};
use super::words::{Word, phrase_at, words};

/// Words after which earners are surely children.
static YOUNG: WordList = word_list!("young-earners");

const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The age from which platforms take earners.
const FIRST_TAKEN: u32 = 13;

/// Words that, before an age or place, make it that of other people.
static FOR_OTHERS: WordList = word_list!("young-others");

/// Children, who are the earners only where the earner is one of them.
const CHILDREN: &[&str] = &["children", "pupils", "kids", "girls", "boys", "infants", "youngsters"];

/// Verbs of coming to be one of them: "joined a club for children …".
const JOINED: &[&str] = &["joined", "attended", "belonged", "enrolled"];

/// Words of a text on young earners, in its own words.
pub(in crate::review) fn young(text: &str) -> Option<&str> {
    let said = words(text);
    (0..said.len()).find_map(|at| {
        let count = phrase_at(&said[at..], &YOUNG).or_else(|| age_at(&said[at..]))?;
        is_of_the_earner(&said, at).then(|| &text[said[at].start..said[at + count - 1].end])
    })
}

/// How many words tell an age under 13 here: "aged 7 to 11", "the age of nine",
/// "ages 8–10".
fn age_at(rest: &[Word<'_>]) -> Option<usize> {
    let first = rest.first()?;
    let before = match rest {
        [age, of, ..] if age.lower == "age" && of.lower == "of" => 2,
        _ if first.is_one_of(&["aged", "ages"]) => 1,
        _ => return None,
    };
    let youngest = age_of(rest.get(before)?)?;
    let joined = |word: &Word<'_>| word.is_one_of(&["to", "and", "or", "until"]);
    let further = match &rest[before + 1..] {
        [to, age, ..] if joined(to) && age_of(age).is_some() => 2,
        // A dash between numbers is no part of a word.
        [age, ..] if !age.starts_sentence && age_of(age).is_some() => 1,
        _ => 0,
    };
    let is_of_a_thing = rest.get(before + 1 + further).is_some_and(|unit| unit.is_one_of(&["days", "weeks", "months"]));
    (youngest < FIRST_TAKEN && !is_of_a_thing).then_some(before + 1 + further)
}

/// The age that a word tells, the lower one of two: "9", "nine", "7-11".
fn age_of(word: &Word<'_>) -> Option<u32> {
    let first = word.lower.split(['-', '\u{2010}', '\u{2011}']).next()?;
    let spelled = || NUMBERS.iter().position(|number| *number == first).and_then(|at| u32::try_from(at).ok());
    first.parse().ok().or_else(spelled).filter(|age| (3..100).contains(age))
}

fn is_of_the_earner(said: &[Word<'_>], at: usize) -> bool {
    let before = &said[at.saturating_sub(8)..at];
    let has = |list: &[&str]| before.iter().any(|word| word.is_one_of(list));
    !has(&FOR_OTHERS) && (!has(CHILDREN) || has(JOINED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_its_own_words() {
        for (text, told) in [
            ("Earner has, at the age of nine, camped for a night.", "age of nine"),
            ("Earner has joined a club for children aged 7 to 11.", "aged 7 to 11"),
            ("Open to scouts aged 8–10.", "aged 8–10"),
            ("Open to scouts aged 8-10.", "aged 8-10"),
            ("Earner has joined a choir for people aged 11 to 18.", "aged 11 to 18"),
            ("Earner, aged 9, has ridden a pony.", "aged 9"),
            ("Earner has planted cress in Year 4.", "in Year 4"),
        ] {
            assert_eq!(young(text), Some(told), "{text}");
        }
    }

    #[test]
    fn the_age_of_others_is_no_age_of_the_earner() {
        for text in [
            "Earner has read to children aged 7 in a library.",
            "Earner has taught a club for children aged 7 to 11.",
            "Earner has tasted a cheese aged 9 months and one aged 18.",
            "Earner has met a woman who swam the Channel at the age of twelve.",
            "Earner has danced at the age of 70.",
        ] {
            assert_eq!(young(text), None, "{text}");
        }
    }
}
