//! Spelling: which words of a text no dictionary knows.

use std::collections::HashSet;
use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use harper_core::spell::{Dictionary as _, suggest_correct_spelling_str};

use super::mistake::{DICTIONARY, English, MOST_MISTAKES, Manner, Mistake};
use super::words::{Word, begun_large, words};

/// Longer words are codes or addresses.
const LONGEST_WORD: usize = 40;

static PACKED: &[u8] = include_bytes!("../../../assets/words/british.txt.gz");

static BRITISH: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::new();
    // A test reads the list, which is compiled in.
    GzDecoder::new(PACKED).read_to_string(&mut text).map(|_| text).unwrap_or_default()
});

/// Words that are right in British English; the grammar's dictionary, which is
/// American at heart, lacks many of them.
static BRITISH_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| BRITISH.lines().collect());

/// Words that are not spelled right, with what they may have been meant to be.
pub(super) fn misspelt(english: English, manner: Manner, text: &str) -> Vec<Mistake> {
    let mut found: Vec<Mistake> = Vec::new();
    for word in words(text) {
        if found.len() == MOST_MISTAKES || !is_checkable(&word) || is_spelled_right(english, &word.lower) {
            continue;
        }
        let is_name = word.is_capitalised() && (!word.starts_sentence || manner == Manner::Place);
        if is_name && manner == Manner::Sentences {
            continue;
        }
        let suggested = suggest_correct_spelling_str(word.lower.as_str(), 6, 2, &*DICTIONARY);
        let instead = suggested.into_iter().find(|other| is_spelled_right(english, other));
        if is_name && !instead.as_deref().is_some_and(|other| is_slip(&word.lower, other)) {
            continue;
        }
        let instead = instead.map(|other| if word.is_capitalised() { begun_large(&other) } else { other });
        found.push(Mistake { range: word.start..word.end, is_spelling: true, said: String::new(), instead });
    }
    found
}

/// Whether a word with a capital, which may be a name, is rather a common word with
/// a slip in it. Names are like many words; these are slips that hardly any name is
/// away from one: two letters swapped, a letter left out within the word, a letter
/// doubled in a long one, and "-ick".
fn is_slip(word: &str, meant: &str) -> bool {
    const SHORTEST: usize = 6;
    const SHORTEST_CUT: usize = 7;
    const SHORTEST_DOUBLED: usize = 8;
    /// Places that are one letter from a word.
    const NAMES: &[&str] = &["worksop"];
    let is_common = DICTIONARY.get_word_metadata_str(meant).is_some_and(|known| known.common);
    let letters: [Vec<char>; 2] = [word, meant].map(|word| word.chars().collect());
    let length = letters[0].len();
    let same = letters[0].iter().zip(&letters[1]).take_while(|(a, b)| a == b).count();
    let (said, wanted) = (&letters[0][same..], &letters[1][same..]);
    let is_slip = match (said, wanted) {
        ([a, b, rest @ ..], [c, d, other @ ..]) if a == d && b == c && rest == other => true,
        (rest @ [_, ..], [_, other @ ..]) if rest == other => length >= SHORTEST_CUT,
        (['k'], []) => meant.ends_with('c'),
        ([twice, rest @ ..], other) if rest == other => {
            length >= SHORTEST_DOUBLED && same > 0 && letters[0][same - 1] == *twice
        }
        _ => false,
    };
    is_slip && is_common && same > 0 && length >= SHORTEST && !NAMES.contains(&word)
}

/// Words that a dictionary can know: no acronyms, codes and other scripts.
fn is_checkable(word: &Word<'_>) -> bool {
    let is_latin = |letter: char| {
        letter.is_ascii_alphabetic()
            || "'’-\u{2010}\u{2011}".contains(letter)
            || ('\u{c0}'..='\u{24f}').contains(&letter)
    };
    let capitals = word.text.chars().filter(|letter| letter.is_uppercase()).count();
    word.text.chars().count() <= LONGEST_WORD
        && word.text.chars().count() > 1
        && word.text.chars().all(is_latin)
        && capitals <= usize::from(word.is_capitalised())
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
    const RIGHT: &[&str] = &["approx", "etc", "mentee", "mentees", "sawn", "zine", "zines"];
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

    #[test]
    fn a_capital_hides_no_slip_and_makes_no_name_one() {
        let told = |manner, text: &str| -> Vec<String> {
            misspelt(English::British, manner, text).into_iter().filter_map(|mistake| mistake.instead).collect()
        };
        for (text, instead) in [
            ("First Aid Volunter at Publick Events", vec!["Volunteer", "Public"]),
            ("Recieve Aid", vec!["Receive"]),
            ("My Freind the Libarian", vec!["Friend", "Librarian"]),
        ] {
            assert_eq!(told(Manner::Title, text), instead, "{text}");
        }
        for text in [
            "The Totnes Walk from Worksop to Llandudno",
            "The Bridgend, Penzance, Cromer and Hitchin Trail",
            "With Browne, Thorne, Parrott, Masson, Bucher, Dollard and Carpentier",
            "With Siobhan, Dafydd, Okafor and Chaundler",
        ] {
            assert_eq!(told(Manner::Title, text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(told(Manner::Place, "Llandudno Comunity Libary, uper hall"), ["Community", "upper"]);
        assert_eq!(told(Manner::Sentences, "Earner has met a Volunter."), Vec::<String>::new());
    }

    #[test]
    fn short_forms_and_words_of_the_trade_are_right() {
        for text in ["Earner has cleaned pots, pans etc. with a mentee.", "Earner has walked approx. two miles."] {
            assert_eq!(misspelt(English::British, Manner::Sentences, text), [], "{text}");
        }
    }
}
