//! Scripts of letters (UTS 39): which words mix that of Latin with another.

use unicode_security::mixed_script::AugmentedScriptSet;

/// Whether a word has Latin letters and such of another script.
pub(super) fn mixes_scripts(word: &str) -> bool {
    has_other_script(word) && has_latin(word)
}

/// Whether a word has Latin letters.
pub(super) fn has_latin(word: &str) -> bool {
    word.chars().any(is_latin)
}

/// Whether a word has letters of another script.
pub(super) fn has_other_script(word: &str) -> bool {
    word.chars().any(is_of_other_script)
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || (letter.is_alphabetic() && script_of(letter).is_some_and(shares_with_latin))
}

fn is_of_other_script(letter: char) -> bool {
    !letter.is_ascii() && letter.is_alphabetic() && script_of(letter).is_some_and(|script| !shares_with_latin(script))
}

/// The script of a letter that has one.
fn script_of(letter: char) -> Option<AugmentedScriptSet> {
    Some(AugmentedScriptSet::for_char(letter)).filter(|script| !script.is_all())
}

fn shares_with_latin(mut script: AugmentedScriptSet) -> bool {
    script.intersect_with(AugmentedScriptSet::for_char('a'));
    !script.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_with_letters_of_two_scripts_are_mixed() {
        for mixed in ["Harьour", "Σchool", "Мakers", "Kиїв"] {
            assert!(mixes_scripts(mixed), "{mixed}");
        }
        for plain in ["Harbour", "Ελλάδα", "Київ", "Universität", "東京タワー", "ﬁnance", "2nd", "№5", ""]
        {
            assert!(!mixes_scripts(plain), "{plain}");
        }
    }
}
