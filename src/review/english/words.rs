//! Words of texts, so that a rule never trips over a part of one.

use frostem::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;

use super::lists::{WordList, word_list};

pub(in crate::review) use crate::badge::length;

/// Word of a text: letters, digits and signs, with the hyphens and
/// apostrophes inside it ("self-motivation", "don't").
#[derive(Debug)]
pub(in crate::review) struct Word<'t> {
    /// As it stands in the text.
    pub(in crate::review) text: &'t str,
    /// In small letters, with straight apostrophes.
    pub(in crate::review) lower: String,
    /// Where it begins in the text, in bytes.
    pub(in crate::review) start: usize,
    /// Where it ends, in bytes.
    pub(in crate::review) end: usize,
    /// Whether a sentence or a line begins with it.
    pub(in crate::review) starts_sentence: bool,
}

impl Word<'_> {
    pub(in crate::review) fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    pub(in crate::review) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// "quickly", "also": words that may stand between a person and a verb.
    pub(in crate::review) fn is_adverb(&self) -> bool {
        self.is_one_of(&["also", "always", "now", "then", "often", "never", "soon", "still", "later"])
            || (self.lower.len() > 4 && self.lower.ends_with("ly") && !self.is_one_of(&["apply", "supply", "reply"]))
    }
}

/// Most words of a text that are read. No text of a badge has more unless someone
/// means harm.
const MOST_WORDS: usize = 2_000;

/// Words of a text, in order.
pub(in crate::review) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    let mut begun: Option<usize> = None;
    let mut starts_sentence = true;
    let mut letters = text.char_indices().peekable();
    while found.len() < MOST_WORDS {
        let Some((at, letter)) = letters.next() else { break };
        let next = letters.peek().map(|(_, next)| *next);
        let word_goes_on = letter.is_alphanumeric()
            || is_combining_mark(letter)
            || (begun.is_some() && is_joint(letter) && next.is_some_and(char::is_alphanumeric));
        if word_goes_on {
            begun.get_or_insert(at);
        }
        if begun.is_some() && (!word_goes_on || next.is_none()) {
            let start = begun.take().unwrap_or(at);
            let end = if word_goes_on { at + letter.len_utf8() } else { at };
            let raw = &text[start..end];
            let lower = raw.to_lowercase().replace('’', "'");
            found.push(Word { text: raw, lower, start, end, starts_sentence });
            starts_sentence = false;
        }
        let stops = || next.is_none_or(|next| !next.is_alphanumeric()) && !is_of_abbreviation(text, at);
        let ends_sentence = matches!(letter, '!' | '?' | '\n') || (letter == '.' && stops());
        starts_sentence |= ends_sentence;
    }
    found
}

/// Abbreviations that never end a sentence, without their last full stop.
static NEVER_LAST: WordList = word_list!("abbreviations-within");

/// Abbreviations that may end one.
static MAYBE_LAST: WordList = word_list!("abbreviations-at-ends");

/// Whether the full stop at this byte belongs to an abbreviation within a
/// sentence: "e.g. a saw", "St. Ives", "rakes etc. in a shed".
fn is_of_abbreviation(text: &str, stop: usize) -> bool {
    const LONGEST: usize = 7;
    let within = |letter: &char| letter.is_alphanumeric() || *letter == '.';
    let length: usize = text[..stop].chars().rev().take(LONGEST).take_while(within).map(char::len_utf8).sum();
    let said = text[stop - length..stop].to_lowercase();
    let Some(next) = text[stop + 1..].trim_start_matches([' ', '\u{a0}']).chars().next() else { return false };
    let goes_on = !next.is_uppercase() && next != '\n';
    let is_initials = || said.contains('.') && said.split('.').all(|part| part.chars().count() == 1);
    match said.as_str() {
        "no" => next.is_ascii_digit(),
        said if NEVER_LAST.contains(&said) => true,
        said => goes_on && (MAYBE_LAST.contains(&said) || is_initials()),
    }
}

/// For each word whether it stands within quotation marks. A mark that nothing
/// closes holds to the end of its line.
pub(in crate::review) fn in_quotes(text: &str, words: &[Word<'_>]) -> Vec<bool> {
    let (mut double, mut single, mut straight, mut straight_single) = (0_usize, 0_usize, false, false);
    let mut read = 0;
    let mut before = ' ';
    let mut quoted = Vec::with_capacity(words.len());
    for word in words {
        for letter in text[read..word.start].chars() {
            match letter {
                '“' => double += 1,
                '”' => double = double.saturating_sub(1),
                '‘' => single += 1,
                '’' => single = single.saturating_sub(1),
                '"' => straight = !straight,
                // As an apostrophe it follows a letter.
                '\'' => straight_single = !straight_single && !before.is_alphanumeric(),
                '\n' => (double, single, straight, straight_single) = (0, 0, false, false),
                _ => {}
            }
            before = letter;
        }
        // The apostrophe within a word closes nothing.
        read = word.end;
        before = 'a';
        quoted.push(double > 0 || single > 0 || straight || straight_single);
    }
    quoted
}

/// Whether a word that has a small letter in speech stands there as in a title:
/// "We Will Rock You", "You'll Never Walk Alone".
pub(in crate::review) fn is_of_title(words: &[Word<'_>], at: usize) -> bool {
    let next_is_capitalised =
        words.get(at + 1).is_some_and(|next| !next.starts_sentence && next.is_capitalised() && next.lower != "i");
    words[at].is_capitalised() && (!words[at].starts_sentence || next_is_capitalised)
}

/// Whether something is told of a word later in its sentence, so that it is a noun:
/// "Plants grown by the group were sold".
pub(in crate::review) fn is_told_of(words: &[Word<'_>], at: usize) -> bool {
    let rest = words[at + 1..].iter().take_while(|next| !next.starts_sentence && !next.is_one_of(&CLAUSE_OPENERS));
    rest.zip(&words[at..]).any(|(next, before)| {
        next.is_one_of(&["is", "are", "was", "were", "has", "have", "had", "been"])
            && !before.is_one_of(&["and", "or", "but"])
    })
}

/// Words that begin a clause, in which others may be spoken of.
pub(in crate::review) static CLAUSE_OPENERS: WordList = word_list!("clause-openers");

/// Words before a noun, or in its place: what follows a verb and hardly ever a
/// noun.
pub(in crate::review) static OBJECT_WORDS: WordList = word_list!("object-words");

fn is_joint(letter: char) -> bool {
    matches!(letter, '-' | '\'' | '’' | '\u{2010}' | '\u{2011}')
}

/// Whether `words` begins with these words, in any case.
pub(in crate::review) fn begins_with(words: &[Word<'_>], opening: &str) -> bool {
    let mut wanted = opening.split_whitespace();
    let mut given = words.iter();
    wanted.all(|wanted| given.next().is_some_and(|given| spelling(&given.lower) == wanted.to_lowercase()))
}

/// Length in words of the phrase, one of these in small letters, that these words begin
/// with.
pub(in crate::review) fn phrase_at(words: &[Word<'_>], phrases: &[&str]) -> Option<usize> {
    phrases.iter().find_map(|phrase| {
        let mut here = words.iter();
        let stands = phrase.split(' ').all(|wanted| here.next().is_some_and(|word| word.lower == wanted));
        stands.then(|| words.len() - here.len())
    })
}

/// Whether the words of `part` stand in `whole` one after the other.
pub(in crate::review) fn contains_words(whole: &[Word<'_>], part: &[Word<'_>]) -> bool {
    part.is_empty() || whole.windows(part.len()).any(|window| window.iter().zip(part).all(|(a, b)| a.lower == b.lower))
}

/// The British spelling of the one word that openings have and that is
/// spelled in two ways.
fn spelling(word: &str) -> &str {
    match word {
        "organization" => "organisation",
        "organizations" => "organisations",
        other => other,
    }
}

/// A text in quotation marks, shortened if it is long.
pub(in crate::review) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= LONGEST {
        return format!("“{plain}”");
    }
    let short: String = plain.chars().take(LONGEST - 1).collect();
    format!("“{}…”", short.trim_end())
}

/// "“a”", "“a” and “b”", "“a”, “b” and “c”", "“a”, “b”, “c” and 4 more".
pub(in crate::review) fn listed(quoted: &[String]) -> String {
    const SHOWN: usize = 3;
    match quoted {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] if most.len() < SHOWN => format!("{} and {last}", most.join(", ")),
        many => format!("{} and {} more", many[..SHOWN].join(", "), many.len() - SHOWN),
    }
}

/// A number as a word where people write it so.
pub(in crate::review) fn counted(number: usize) -> String {
    match number {
        0 => "no".to_owned(),
        1 => "one".to_owned(),
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        more => more.to_string(),
    }
}

/// The text with its first letter as a capital.
pub(in crate::review) fn begun_large(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The stem of an English word in small letters: "planning" and "plans" have
/// the same.
pub(in crate::review) fn stem(word: &str) -> String {
    Stemmer::new(Algorithm::English).stem(word).into_owned()
}

/// People, beside plurals in "s", of whom "they" may speak.
static PEOPLE: WordList = word_list!("people");
/// Words in "s" that are no plurals.
static NO_PLURALS: WordList = word_list!("no-plurals");

/// Whether "they" after this word may mean others than the earner: it is a
/// plural, or the second of two names.
pub(in crate::review) fn is_many(said: &[Word<'_>], at: usize) -> bool {
    let word = &said[at];
    let is_plural = word.lower.len() > 3
        && word.lower.ends_with('s')
        && !word.lower.ends_with("ss")
        && !word.is_one_of(&NO_PLURALS);
    let is_pair = at >= 2 && word.is_capitalised() && said[at - 1].lower == "and" && said[at - 2].is_capitalised();
    word.is_one_of(&PEOPLE) || is_plural || is_pair
}

/// The first words of a text, quoted.
pub(in crate::review) fn first_words(text: &str) -> String {
    const SHOWN: usize = 5;
    let said = words(text);
    match (said.first(), said.get(SHOWN - 1)) {
        (Some(first), Some(last)) if said.len() > SHOWN => quoted(&format!("{} …", &text[first.start..last.end])),
        _ => quoted(text),
    }
}
