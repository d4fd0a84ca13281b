//! Openings: how descriptions and criteria begin, and how to make them begin so.

use super::lists::{WordList, word_list};
use super::rows::{rest_of_row, rewritten};
use super::verbs::{self, CLEARLY_PRESENT, Form};
use super::words::{OBJECT_WORDS, Word, begins_with, is_told_of, words};

/// Words that may stand before "has" or "have" without saying anything of
/// their own: "This badge is awarded to learners who have …".
static PREAMBLE: WordList = word_list!("opening-preamble");

/// Words after which an order such as "Attend" is surely one: "Attend *a* …".
static OBJECT_OPENERS: WordList = word_list!("opening-objects");

/// Beginning of a text, held against an opening.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::review) enum Beginning {
    /// Nothing is written, or only the opening words.
    Unwritten,
    /// It begins as it should.
    Right,
    /// It begins otherwise.
    Wrong,
}

/// Beginning of this text, held against `opening`.
pub(in crate::review) fn beginning(text: &str, opening: &str) -> Beginning {
    let words = words(text);
    let right = begins_with(&words, opening);
    if words.is_empty() || (right && words.len() == opening.split_whitespace().count()) {
        return Beginning::Unwritten;
    }
    if right { Beginning::Right } else { Beginning::Wrong }
}

/// Statement that begins with `opening`, `None` where that is not
/// clear. A text that says nothing yet becomes the opening alone.
pub(in crate::review) fn begun_with(text: &str, opening: &str) -> Option<String> {
    if beginning(text, opening) == Beginning::Unwritten {
        return Some(format!("{opening} "));
    }
    let mut said = words(text);
    if let Some(second) = said.iter().skip(1).position(|word| word.starts_sentence) {
        said.truncate(second + 1);
    }
    told(text, &said).map(|told| format!("{opening} {told}"))
}

/// What follows "has" or "have" where a sentence tells something of the earner.
fn told(text: &str, said: &[Word<'_>]) -> Option<String> {
    let begins = said.iter().take_while(|word| word.is_one_of(&PREAMBLE)).count();
    let (preamble, rest) = said.split_at(begins);
    let last_is = |choices: &[&str]| preamble.last().is_some_and(|word| word.is_one_of(choices));
    if ends_in_thing(preamble) {
        return None;
    }
    if let Some(being) = being(preamble) {
        return suffered(text, said, being);
    }
    match rest {
        [has, rest, ..] if has.is_one_of(&["has", "have"]) && !rest.is_one_of(&["to", "had"]) => {
            Some(text[rest.start..].to_owned())
        }
        [modal, ..] if modal.is_one_of(&["will", "can", "must", "should"]) => {
            put_in_the_past(text, said, begins + 1, Form::Base)
        }
        _ if last_is(&BEFORE_NOUN) => None,
        [adverb, verb, ..] if adverb.is_adverb() && verbs::participle_of_past(&verb.lower) == Some(&verb.lower) => {
            put_in_the_past(text, said, begins + 1, Form::Participle).map(|told| format!("{} {told}", adverb.lower))
        }
        // "Did not miss" and "did help" are left to the writer, "saw" is a tool, too.
        [verb, rest @ ..] if verb.is_one_of(&["did", "saw"]) => {
            rest.first().filter(|next| next.is_one_of(&OBJECT_WORDS))?;
            put_in_the_past(text, said, begins, Form::Past)
        }
        [verb, rest @ ..] => {
            let form = match verbs::participle_of_past(&verb.lower) {
                Some(_) => Form::Past,
                None => verbs::verb(&verb.lower).filter(|_| is_order_or_report(said, begins, rest))?.form,
            };
            put_in_the_past(text, said, begins, form)
        }
        [] => None,
    }
}

/// Words for badges, so that a verb after it does not tell of the earner.
const THINGS: &[&str] = &["award", "badge", "badges", "these", "this"];

/// Whether words speak of a badge last, and not of "earners of this badge".
fn ends_in_thing(said: &[Word<'_>]) -> bool {
    let of_earners = said.iter().rev().take(3).any(|word| word.lower == "of");
    said.last().is_some_and(|word| word.is_one_of(THINGS)) && !of_earners
}

/// Words between which and a verb a noun would have to stand: "a planned trip".
static BEFORE_NOUN: WordList = word_list!("opening-before-nouns");

/// Words of a preamble that are no people.
const NO_PEOPLE: &[&str] =
    &["and", "awarded", "earned", "given", "issued", "or", "recognises", "recognizes", "show", "shows"];

const BEING: &[&str] = &["is", "are", "was", "were"];

/// Place of "was", if it is what the words before a verb end with: "Earner was
/// shown". "Given" may be the verb, where no badge is.
fn being(preamble: &[Word<'_>]) -> Option<usize> {
    let at = preamble.iter().rposition(|word| word.is_one_of(BEING))?;
    let is_given = preamble.get(at + 1).is_some_and(|word| word.is_one_of(&["awarded", "given"]))
        && !preamble[at + 1..].iter().any(|word| word.is_one_of(THINGS))
        && at > 0
        && !ends_in_thing(&preamble[..at]);
    (at + 1 == preamble.len() || is_given).then_some(at)
}

/// Passive: what was done to the earner, "been shown how to use a saw". What happened to
/// other things tells nothing of them.
fn suffered(text: &str, said: &[Word<'_>], being: usize) -> Option<String> {
    let about = &said[..being];
    let at = (being + 1..said.len()).find(|at| !said[*at].is_adverb())?;
    let is_participle = verbs::participle_of_past(&said[at].lower) == Some(&said[at].lower);
    let is_by_earner = said[at..].iter().any(|word| word.is_one_of(&["earner", "earners"]));
    let is_person = !ends_in_thing(about)
        && about.last().is_none_or(|last| !last.is_one_of(&BEFORE_NOUN) && !last.is_one_of(NO_PEOPLE));
    if !is_participle || !is_person || is_by_earner {
        return None;
    }
    let row = rest_of_row(text, said, at, Form::Past, |_| false)?;
    Some(format!("been {}", rewritten(text, said[being + 1].start, row)))
}

/// Text from the verb at `at` on with that verb as a participle, and with those
/// that go on in the same form.
fn put_in_the_past(text: &str, said: &[Word<'_>], at: usize, form: Form) -> Option<String> {
    let verb = said.get(at)?;
    let participle = match form {
        Form::Base => verbs::participle_of_base(&verb.lower)?,
        Form::Third => verbs::participle_of_present(&verb.lower)?,
        Form::Past | Form::Participle => verbs::participle_of_past(&verb.lower)?,
    };
    let row_in = |form| rest_of_row(text, said, at, form, |_| false);
    let row = match form {
        // "Run a stall and sell cakes" is an order, "run and sold" is none.
        Form::Past if verbs::base(&verb.lower) == Some(&verb.lower) => {
            Some(row_in(Form::Base)?).filter(|row| !row.is_empty()).or_else(|| row_in(form))?
        }
        form => row_in(form)?,
    };
    Some(rewritten(text, verb.start, std::iter::once((verb.start..verb.end, participle.to_owned())).chain(row)))
}

/// Whether a verb in the present is surely one: "Attend" and "Visits" with an object,
/// "Attends" by itself.
fn is_order_or_report(said: &[Word<'_>], at: usize, rest: &[Word<'_>]) -> bool {
    let is_report = said[at].lower.ends_with('s');
    let objects = if is_report { &OBJECT_WORDS } else { &OBJECT_OPENERS };
    let with_object =
        rest.first().is_some_and(|next| next.is_one_of(objects) || next.text.starts_with(|c: char| c.is_ascii_digit()));
    (with_object || (is_report && said[at].is_one_of(&CLEARLY_PRESENT))) && !is_told_of(said, at)
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
            ("Earner was shown how to use a saw.", "Earner has been shown how to use a saw."),
            ("Was carefully supported by a mentor.", "Earner has been carefully supported by a mentor."),
            ("Learners were given a tour.", "Earner has been given a tour."),
            ("I was taught to swim and swam a mile.", "Earner has been taught to swim and swum a mile."),
            ("Learners are taught to swim.", "Earner has been taught to swim."),
            ("Run a stall and sell the cakes.", "Earner has run a stall and sold the cakes."),
            ("Did a course on bees", "Earner has done a course on bees"),
            ("Saw a play and wrote about it", "Earner has seen a play and written about it"),
            ("Students will present and discuss their work.", "Earner has presented and discussed their work."),
            ("Attend a class and write a report.", "Earner has attended a class and written a report."),
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
            "Visits to three farms",
            "Shows were planned by the group.",
            "Plants the group grew were sold.",
            "Volunteers were trained by the earner.",
            "Earner did not miss a session.",
            "Earner did help others.",
            "This was judged by a panel.",
            "The badge has three parts.",
            "a saw, a plane and a file",
            "The completed form was handed in.",
            "Students will cook and abseil.",
            "Earner was able to swim.",
        ] {
            assert_eq!(begun_with(text, EARNER), None, "{text}");
        }
    }
}
