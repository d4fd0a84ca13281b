//! Texts as words that can be compared: in small letters without accents, and
//! by their stems.

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// In small letters, without accents.
    pub(super) folded: String,
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// The words of a text in order, at most `most`.
pub(super) fn terms(text: &str, most: usize) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    let mut open: Option<Term> = None;
    for (at, letter) in text.char_indices() {
        if letter.is_alphanumeric() || is_combining_mark(letter) {
            let term = open.get_or_insert_with(|| Term { folded: String::new(), start: at, end: at });
            term.end = at + letter.len_utf8();
            for small in letter.to_lowercase() {
                fold(small, &mut term.folded);
            }
        } else if let Some(term) = open.take() {
            found.push(term);
            if found.len() == most {
                return found;
            }
        }
    }
    found.extend(open);
    found
}

/// The words of a short text, folded.
pub(super) fn folded(text: &str) -> Vec<String> {
    terms(text, 64).into_iter().map(|term| term.folded).collect()
}

/// Whether a mark is set above, below or beside a letter (Unicode, classes 200 to 240);
/// vowels of other scripts are marks, too.
fn is_accent(mark: char) -> bool {
    (200..=240).contains(&canonical_combining_class(mark))
}

/// A small letter without its accents. What no decomposition takes apart is written as
/// dictionaries order it.
fn fold(letter: char, into: &mut String) {
    for part in letter.nfd().filter(|part| !is_accent(*part)) {
        match part {
            'đ' => into.push('d'),
            'ı' => into.push('i'),
            'ł' => into.push('l'),
            'ø' => into.push('o'),
            'æ' => into.push_str("ae"),
            'œ' => into.push_str("oe"),
            'ß' => into.push_str("ss"),
            other => into.push(other),
        }
    }
}

/// Pasts that share no stem with their verb.
const IRREGULAR: &[(&str, &str)] = &[
    ("built", "build"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("gave", "give"),
    ("given", "give"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("kept", "keep"),
    ("led", "lead"),
    ("made", "make"),
    ("ran", "run"),
    ("sang", "sing"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("sung", "sing"),
    ("swam", "swim"),
    ("swum", "swim"),
    ("taught", "teach"),
    ("thought", "think"),
    ("told", "tell"),
    ("took", "take"),
    ("taken", "take"),
    ("understood", "understand"),
    ("wrote", "write"),
    ("written", "write"),
];

/// What the forms of a word have in common: "mentoring", "mentored" and
/// "mentors" are all "mentor".
pub(super) fn stem(folded: &str) -> String {
    let base = IRREGULAR.iter().find(|(form, _)| *form == folded).map_or(folded, |(_, base)| base);
    Stemmer::new(Algorithm::English).stem(base).into_owned()
}

/// Words that say nothing of a skill by themselves.
pub(super) fn is_small(folded: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "both",
        "by", "each", "earner", "earners", "for", "from", "had", "has", "have", "how", "in", "into", "is", "it", "its",
        "least", "more", "new", "not", "of", "on", "one", "or", "other", "others", "out", "own", "so", "some", "that",
        "the", "their", "them", "they", "this", "those", "through", "to", "two", "three", "up", "was", "were", "what",
        "when", "where", "which", "who", "while", "with", "within", "s", "t",
    ];
    SMALL.contains(&folded)
}

/// Words that many labels have and that a text may leave out: "use
/// communication techniques" is spoken of where communication is.
pub(super) fn is_light(folded: &str) -> bool {
    const LIGHT: &[&str] = &[
        "abilities",
        "ability",
        "able",
        "activities",
        "activity",
        "apply",
        "applying",
        "approach",
        "approaches",
        "aspects",
        "basic",
        "carry",
        "carrying",
        "conduct",
        "conducting",
        "demonstrate",
        "demonstrating",
        "develop",
        "developing",
        "ensure",
        "ensuring",
        "exercise",
        "exercising",
        "fundamental",
        "fundamentals",
        "implement",
        "implementing",
        "knowledge",
        "method",
        "methods",
        "perform",
        "performing",
        "practise",
        "practising",
        "principle",
        "principles",
        "procedure",
        "procedures",
        "process",
        "processes",
        "provide",
        "providing",
        "show",
        "showing",
        "skill",
        "skills",
        "technique",
        "techniques",
        "undertake",
        "undertaking",
        "use",
        "using",
        "utilise",
        "utilising",
        "ways",
    ];
    LIGHT.contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_and_accents() {
        assert_eq!(folded("Café-Theatre, ŁÓDŹ!"), ["cafe", "theatre", "lodz"]);
        assert_eq!(folded("cafe\u{301}"), ["cafe"]);
        assert_eq!(folded("Ứng dụng, Ἀθήνα, ŝipo"), ["ung", "dung", "αθηνα", "sipo"]);
        assert_eq!(folded("हिन्दी"), ["हिन्दी"]);
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (one, other) in [("mentoring", "mentored"), ("led", "leading"), ("taught", "teaches"), ("teams", "team")] {
            assert_eq!(stem(one), stem(other));
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "listened to their worries";
        let last = terms(text, 64).pop().unwrap();
        assert_eq!(&text[last.start..last.end], "worries");
    }
}
