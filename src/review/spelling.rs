//! Spelling: which words of a text no dictionary knows.

use std::collections::HashSet;
use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use harper_core::spell::{Dictionary as _, suggest_correct_spelling_str};

use super::proof::{DICTIONARY, English, MOST_MISTAKES, Mistake};
use super::words::{Word, begun_large, words};

/// Longer words are codes or addresses.
const LONGEST_WORD: usize = 40;

static PACKED: &[u8] = include_bytes!("../../assets/words/british.txt.gz");

static BRITISH: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::new();
    // A test reads the list, which is compiled in.
    GzDecoder::new(PACKED).read_to_string(&mut text).map(|_| text).unwrap_or_default()
});

/// Words that are right in British English; the grammar's dictionary, which is
/// American at heart, lacks many of them.
static BRITISH_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| BRITISH.lines().collect());

/// Words that are not spelled right, with what they may have been meant to be.
pub(super) fn misspelt(english: English, text: &str) -> Vec<Mistake> {
    let mut found: Vec<Mistake> = Vec::new();
    for word in words(text) {
        if found.len() == MOST_MISTAKES || !is_checked(&word) || is_spelled_right(english, &word.lower) {
            continue;
        }
        let suggested = suggest_correct_spelling_str(word.lower.as_str(), 6, 2, &*DICTIONARY);
        let instead = suggested.into_iter().find(|other| is_spelled_right(english, other));
        let instead = instead.map(|other| if word.is_capitalised() { begun_large(&other) } else { other });
        found.push(Mistake { range: word.start..word.end, is_spelling: true, said: String::new(), instead });
    }
    found
}

/// Words that a dictionary can know: no acronyms, codes, other scripts, and
/// within a sentence no names.
fn is_checked(word: &Word<'_>) -> bool {
    let is_latin = |letter: char| {
        letter.is_ascii_alphabetic()
            || "'’-\u{2010}\u{2011}".contains(letter)
            || ('\u{c0}'..='\u{24f}').contains(&letter)
    };
    let capitals = word.text.chars().filter(|letter| letter.is_uppercase()).count();
    let is_name = word.is_capitalised() && !word.starts_sentence;
    word.text.chars().count() <= LONGEST_WORD
        && word.text.chars().count() > 1
        && word.text.chars().all(is_latin)
        && capitals <= usize::from(word.is_capitalised())
        && !is_name
}

/// Whether a word, in small letters, is in the dictionary; of a compound with
/// hyphens, whether its parts are.
fn is_spelled_right(english: English, word: &str) -> bool {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("s'")).unwrap_or(word);
    let is_known = |word: &str| {
        word.chars().count() < 2
            || DICTIONARY
                .get_word_metadata_str(word)
                .is_some_and(|known| known.dialects.is_dialect_enabled(english.dialect()))
            || (english == English::British && BRITISH_WORDS.contains(word))
    };
    /// Right words that the dictionary lacks.
    const RIGHT: &[&str] = &["sawn", "zine", "zines"];
    const PREFIXES: &[&str] = &["up", "re", "un", "co", "non", "pre", "over", "under", "out"];
    let is_built = || {
        let stem = PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)).filter(|rest| rest.len() > 3);
        let doer = ["ers", "er", "ry"].iter().find_map(|end| word.strip_suffix(end)).filter(|rest| rest.len() > 2);
        stem.into_iter().chain(doer).any(is_known)
    };
    // "wellbeing", "ironmonger": English joins words, and no dictionary has them all.
    let is_joined = || {
        const SHORTEST: usize = 4;
        (SHORTEST..word.len().saturating_sub(SHORTEST - 1))
            .filter_map(|at| word.split_at_checked(at))
            .any(|(first, second)| is_known(first) && is_known(second))
    };
    is_known(word)
        || RIGHT.contains(&word)
        || is_built()
        || is_joined()
        || (word.contains(['-', '\u{2010}', '\u{2011}']) && word.split(['-', '\u{2010}', '\u{2011}']).all(is_known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_words_are_right_in_british_english_only() {
        assert!(BRITISH_WORDS.len() > 60_000);
        for word in ["coeliac", "paediatric", "anaemia", "signposted", "abseiled", "kerb", "marvellous", "floristry"] {
            assert!(is_spelled_right(English::British, word), "{word}");
        }
        for word in ["recieved", "seperate", "enviroment", "accomodated", "color", "neighbor"] {
            assert!(!is_spelled_right(English::British, word), "{word}");
        }
        assert!(is_spelled_right(English::American, "color") && !is_spelled_right(English::American, "coeliac"));
    }
}
