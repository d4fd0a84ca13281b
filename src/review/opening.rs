//! How descriptions and criteria begin, and how to make them begin so.

use super::verbs;
use super::words::{Word, begins_with, begun_small, words};

/// Words that may stand before "has" or "have" without saying anything of
/// their own: "This badge is awarded to learners who have …".
const PREAMBLE: &[&str] = &[
    "a",
    "all",
    "an",
    "and",
    "anyone",
    "apprentice",
    "apprentices",
    "are",
    "attendee",
    "attendees",
    "award",
    "awarded",
    "badge",
    "badges",
    "by",
    "candidate",
    "candidates",
    "digital",
    "each",
    "earned",
    "earner",
    "earners",
    "employees",
    "every",
    "everyone",
    "for",
    "given",
    "he",
    "holder",
    "holders",
    "i",
    "individual",
    "individuals",
    "is",
    "issued",
    "learner",
    "learners",
    "member",
    "members",
    "of",
    "or",
    "organisation",
    "organisations",
    "organization",
    "organizations",
    "participant",
    "participants",
    "people",
    "person",
    "pupil",
    "pupils",
    "recipient",
    "recipients",
    "recognises",
    "recognizes",
    "she",
    "show",
    "shows",
    "student",
    "students",
    "that",
    "the",
    "these",
    "they",
    "this",
    "those",
    "to",
    "trainee",
    "trainees",
    "volunteer",
    "volunteers",
    "was",
    "we",
    "who",
    "you",
    "young",
];

/// Words after which an order such as "Attend" is surely one: "Attend *a* …".
const OBJECT_OPENERS: &[&str] = &[
    "a", "about", "all", "an", "and", "any", "at", "each", "every", "five", "for", "four", "how", "in", "least", "of",
    "on", "one", "our", "six", "some", "ten", "the", "their", "three", "to", "two", "what", "with", "your",
];

/// How a text begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Beginning {
    /// Nothing is written, or only the opening words.
    Unwritten,
    /// It begins as it should.
    Right,
    /// It begins otherwise.
    Wrong,
}

/// Whether this text begins with `opening`.
pub(super) fn beginning(text: &str, opening: &str) -> Beginning {
    let words = words(text);
    let right = begins_with(&words, opening);
    if words.is_empty() || (right && words.len() == opening.split_whitespace().count()) {
        return Beginning::Unwritten;
    }
    if right { Beginning::Right } else { Beginning::Wrong }
}

/// The same statement beginning with `opening`, `None` where that is not
/// clear. A text that says nothing yet becomes the opening alone.
pub(super) fn begun_with(text: &str, opening: &str) -> Option<String> {
    if beginning(text, opening) == Beginning::Unwritten {
        return Some(format!("{opening} "));
    }
    let mut said = words(text);
    if let Some(second) = said.iter().skip(1).position(|word| word.starts_sentence) {
        said.truncate(second + 1);
    }
    let preamble = said.iter().take_while(|word| word.is_one_of(PREAMBLE)).count();
    let then = |verb: &Word<'_>, participle: &str| format!("{participle}{}", &text[verb.end..]);
    let told = match &said[preamble..] {
        [has, rest, ..] if has.is_one_of(&["has", "have"]) && !rest.is_one_of(&["to", "had"]) => {
            text[rest.start..].to_owned()
        }
        [modal, verb, ..] if modal.is_one_of(&["will", "can", "must", "should"]) => {
            then(verb, verbs::participle_of_base(&verb.lower)?)
        }
        [adverb, verb, ..] if adverb.is_adverb() && verbs::participle_of_past(&verb.lower) == Some(&verb.lower) => {
            begun_small(&text[adverb.start..])
        }
        [verb, rest @ ..] => match verbs::participle_of_past(&verb.lower) {
            Some(past) => then(verb, past),
            None => then(verb, verbs::participle_of_present(&verb.lower).filter(|_| is_order_or_report(verb, rest))?),
        },
        [] => return None,
    };
    Some(format!("{opening} {told}"))
}

/// Whether a verb in the present is surely one: "attends …", or "Attend" with
/// an object.
fn is_order_or_report(verb: &Word<'_>, rest: &[Word<'_>]) -> bool {
    let with_object = rest
        .first()
        .is_some_and(|next| next.is_one_of(OBJECT_OPENERS) || next.text.starts_with(|c: char| c.is_ascii_digit()));
    verb.lower.ends_with('s') || with_object
}

#[cfg(test)]
mod tests {
    use super::*;

    const EARNER: &str = "Earner has";

    #[test]
    fn an_opening_counts_by_its_words() {
        assert_eq!(beginning("earner  has built a kite", EARNER), Beginning::Right);
        assert_eq!(beginning("Organization has met.", "Organisation has"), Beginning::Right);
        assert_eq!(beginning("Earner hasn't built a kite", EARNER), Beginning::Wrong);
        assert_eq!(beginning("Learner has built a kite", EARNER), Beginning::Wrong);
        assert_eq!(beginning("Earner hastily built a kite", EARNER), Beginning::Wrong);
        assert_eq!(beginning(" Earner has … ", EARNER), Beginning::Unwritten);
    }

    #[test]
    fn what_was_said_follows_the_opening() {
        for (text, expected) in [
            ("", "Earner has "),
            ("The learner has built a kite.", "Earner has built a kite."),
            ("This badge is awarded to students who have met a vet.", "Earner has met a vet."),
            ("Took part in two sessions.", "Earner has taken part in two sessions."),
            ("Successfully built a robot. It ran.", "Earner has successfully built a robot. It ran."),
            ("Attend a workshop", "Earner has attended a workshop"),
            ("Students will present their work.", "Earner has presented their work."),
            ("Upcycled two chairs", "Earner has upcycled two chairs"),
            ("Organisation has hosted a visit", "Earner has hosted a visit"),
            ("Writes weekly reports", "Earner has written weekly reports"),
        ] {
            assert_eq!(begun_with(text, EARNER).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_statement_about_the_earner_is_left_to_the_writer() {
        for text in [
            "Design skills",
            "Teamwork",
            "The session has three parts.",
            "You have to attend.",
            "This badge. Has no owner.",
        ] {
            assert_eq!(begun_with(text, EARNER), None, "{text}");
        }
    }
}
