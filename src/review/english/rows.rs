//! Verbs in a row: "will plan, cook and serve a meal". Whoever changes the form of
//! the first one has to change the others, too.

use std::ops::Range;

use super::lists::{WordList, word_list};
use super::verbs::{self, Form};
use super::words::{CLAUSE_OPENERS, OBJECT_WORDS, Word};

/// Rewrite: a part of a text, in bytes, and what could stand there.
pub(in crate::review) type Rewrite = (Range<usize>, String);

const JOINS: &[&str] = &["and", "or"];

/// Words with which somebody else's row begins, or one in another form.
static ENDS: WordList = word_list!("row-ends");

/// Words that may follow a comma or "and" without being a verb.
static NO_VERBS: WordList = word_list!("row-no-verbs");

/// Verbs that go on after the one at `at` in its form, with their participles.
/// `None` where a word may be one of them and may be none: "learn about art and
/// design", "cook and abseil".
///
/// Where `ends` says so the row ends, beside where a sentence, a clause or another
/// form does.
pub(in crate::review) fn rest_of_row(
    text: &str,
    words: &[Word<'_>],
    at: usize,
    form: Form,
    ends: impl Fn(usize) -> bool,
) -> Option<Vec<Rewrite>> {
    let mut row = Vec::new();
    let mut follows_verb = true;
    for (now, word) in words.iter().enumerate().skip(at + 1) {
        // "Able to plan and to cook": what the second one follows is gone.
        if form == Form::Base && opens_infinitive(words, now) && is_joined(text, words, now) {
            return None;
        }
        if word.starts_sentence || ends(now) || word.is_one_of(&ENDS) || opens_other(words, now, form) {
            break;
        }
        if word.is_one_of(JOINS) || word.is_adverb() {
            continue;
        }
        let with_object = words.get(now + 1).is_some_and(|next| !next.starts_sentence && next.is_one_of(&OBJECT_WORDS));
        if is_joined(text, words, now) {
            match participle(&word.lower, form) {
                // "Saw" is a tool, too.
                Some(participle) if follows_verb || with_object || (form == Form::Past && word.lower != "saw") => {
                    row.push((word.start..word.end, participle.to_owned()));
                    follows_verb = true;
                    continue;
                }
                Some(_) if form != Form::Past => return None,
                None if form != Form::Past && (follows_verb || with_object) && may_be_verb(word, form) => return None,
                _ => {}
            }
        }
        follows_verb = false;
    }
    Some(row)
}

/// Text from this byte on with these parts rewritten, in their order.
pub(in crate::review) fn rewritten(text: &str, from: usize, rewrites: impl IntoIterator<Item = Rewrite>) -> String {
    let mut done = from;
    let mut new = String::new();
    for (range, words) in rewrites {
        new.push_str(&text[done..range.start]);
        new.push_str(&words);
        done = range.end;
    }
    new.push_str(&text[done..]);
    new
}

/// Whether a clause begins here, or an infinitive, with a row of its own: "to plan
/// and cook". Other forms cannot belong to an infinitive.
fn opens_other(words: &[Word<'_>], at: usize, form: Form) -> bool {
    let is_how_to = words.get(at + 1).is_some_and(|next| next.lower == "to") && form != Form::Base;
    (words[at].is_one_of(&CLAUSE_OPENERS) && !is_how_to) || (form == Form::Base && opens_infinitive(words, at))
}

fn opens_infinitive(words: &[Word<'_>], at: usize) -> bool {
    let next = words.get(at + 1);
    words[at].lower == "to" && next.is_some_and(|next| verbs::participle_of_base(&next.lower).is_some())
}

/// Whether "and", "or" or a comma stands before a word, adverbs aside.
fn is_joined(text: &str, words: &[Word<'_>], at: usize) -> bool {
    let mut before = at - 1;
    while before > 0 && words[before].is_adverb() {
        before -= 1;
    }
    words[before].is_one_of(JOINS) || text[words[before].end..words[at].start].contains(',')
}

/// Participle that this word becomes after "has", if it is a verb in this form.
fn participle(word: &str, form: Form) -> Option<&'static str> {
    match form {
        Form::Base => verbs::participle_of_base(word),
        Form::Third => {
            verbs::participle_of_present(word).filter(|_| verbs::verb(word).is_some_and(|verb| verb.form == form))
        }
        Form::Past | Form::Participle => verbs::participle_of_past_form(word),
    }
}

/// Whether a word that no list has may be a verb in this form.
fn may_be_verb(word: &Word<'_>, form: Form) -> bool {
    let is_form = match form {
        Form::Third => word.lower.ends_with('s'),
        _ => !word.lower.ends_with("ing") && !word.lower.ends_with("ed"),
    };
    is_form
        && verbs::verb(&word.lower).is_none()
        && !word.is_one_of(&NO_VERBS)
        && !word.is_one_of(&OBJECT_WORDS)
        && !word.is_capitalised()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::english::words::words;

    /// The text from its second word on, the rest of the row as participles.
    fn mended(text: &str, form: Form) -> Option<String> {
        let row = rest_of_row(text, &words(text), 0, form, |_| false)?;
        Some(rewritten(text, text.find(' ').unwrap_or_default(), row).trim().to_owned())
    }

    #[test]
    fn verbs_in_a_row_are_told_from_what_they_speak_of() {
        for (text, form, rest) in [
            ("plan, cook and serve a meal", Form::Base, "cooked and served a meal"),
            ("plan and then deliver a talk", Form::Base, "and then delivered a talk"),
            ("plan a talk and deliver it", Form::Base, "a talk and delivered it"),
            ("learn how to plan and cook a meal", Form::Base, "how to plan and cook a meal"),
            ("learn to plan and cook a meal", Form::Base, "to plan and cook a meal"),
            ("explain how pupils plan and cook a meal", Form::Base, "how pupils plan and cook a meal"),
            ("plans a meal and cooks it", Form::Third, "a meal and cooked it"),
            ("shows pupils how to sew and helps them", Form::Third, "pupils how to sew and helped them"),
            ("took part, wrote a poem and read it", Form::Past, "part, written a poem and read it"),
            ("shown how to swim and swam a mile", Form::Past, "how to swim and swum a mile"),
            ("used a plane, saw and chisel", Form::Past, "a plane, saw and chisel"),
            ("met people who swam and wrote", Form::Past, "people who swam and wrote"),
        ] {
            let rest = rest.to_owned();
            assert_eq!(mended(text, form).map(|said| said.trim_start_matches(", ").to_owned()), Some(rest), "{text}");
        }
    }

    #[test]
    fn a_row_that_is_not_clear_is_no_row() {
        for text in ["learn about art and design", "cook and abseil", "build a raft and sail it", "plan and to cook"] {
            assert_eq!(mended(text, Form::Base), None, "{text}");
        }
    }
}
