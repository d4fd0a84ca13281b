//! Words in which letters of another script stand for Latin ones: names that are made
//! to be read as somebody else's (UTS 39, mixed-script confusables).

use super::scripts::mixes_scripts;
use super::skeleton::{folded, is_filler, joined, look_of_words, read};

/// Of how many letters of a word one may be unlike any Latin letter: a word of which more
/// cannot be read looks like no other.
const LETTERS_OF_ONE_UNREAD: usize = 3;

/// A word of a name that has some such.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    /// As it looks, with all letters that are easily taken for others as one of them.
    Plain(String),
    /// In mixed scripts: the same, with nothing for letters that are like no Latin one.
    Mixed(Vec<Option<char>>),
}

/// A name with words in mixed scripts, by which people may know another name.
#[derive(Clone, Debug)]
pub(super) struct MixedName(Vec<Word>);

impl MixedName {
    /// The readings of a name, as a whole and without what stands in brackets; none of a
    /// name in which no word mixes scripts.
    pub(super) fn of(name: &str) -> Vec<Self> {
        // Most names are plain, and many are looked at.
        if name.is_ascii() {
            return Vec::new();
        }
        let mut found: Vec<Vec<Word>> = Vec::new();
        for text in read(name) {
            let words: Vec<Word> = words_of(&joined(&text));
            if words.iter().any(|word| matches!(word, Word::Mixed(_))) && !found.contains(&words) {
                found.push(words);
            }
        }
        found.into_iter().map(Self).collect()
    }

    /// The words of this name where those in mixed scripts are read as words of another
    /// name that they come close to; `None` when none of them does.
    pub(super) fn read_as<'k>(&self, known: &(impl Iterator<Item = &'k str> + Clone)) -> Option<Vec<String>> {
        let mut is_close = false;
        let mut read = |letters: &[Option<char>]| {
            let close = known.clone().find(|word| fits(letters, word));
            is_close |= close.is_some();
            close.map_or_else(|| letters.iter().flatten().collect(), str::to_owned)
        };
        let words = self.0.iter().map(|word| match word {
            Word::Plain(word) => word.clone(),
            Word::Mixed(letters) => read(letters),
        });
        let words = words.collect();
        is_close.then_some(words)
    }

    /// A letter of each word in mixed scripts that can be read: how many letters the word
    /// has, the place of this one, and the letter.
    pub(super) fn telling(&self) -> impl Iterator<Item = (usize, usize, char)> {
        self.0.iter().filter_map(|word| match word {
            Word::Plain(_) => None,
            Word::Mixed(letters) => {
                let (place, letter) = letters.iter().enumerate().find_map(|(place, one)| Some((place, (*one)?)))?;
                Some((letters.len(), place, letter))
            }
        })
    }
}

/// Whether a word is one of these letters, where they can be read.
fn fits(letters: &[Option<char>], word: &str) -> bool {
    let mut of_word = word.chars();
    letters.iter().all(|letter| of_word.next().is_some_and(|one| letter.is_none_or(|letter| letter == one)))
        && of_word.next().is_none()
}

fn words_of(text: &str) -> Vec<Word> {
    let (mut telling, mut fillers) = (Vec::new(), Vec::new());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let look = look_of_words(word);
        let words = if is_filler(&look) { &mut fillers } else { &mut telling };
        let look = folded(&look);
        // What skeletons come to that is like no Latin letter may be of the script itself (ᴙ).
        let is_read = |letter: &char| letter.is_ascii() || !letter.is_alphabetic();
        let letters: Vec<Option<char>> = look.chars().map(|letter| Some(letter).filter(is_read)).collect();
        let unread = letters.iter().filter(|letter| letter.is_none()).count();
        let is_mixed = mixes_scripts(word) && unread * LETTERS_OF_ONE_UNREAD <= letters.len();
        words.push(if is_mixed { Word::Mixed(letters) } else { Word::Plain(look) });
    }
    if telling.is_empty() { fillers } else { telling }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_words_in_mixed_scripts_have_readings() {
        assert_eq!(MixedName::of("Σchool of Kites").len(), 1);
        assert_eq!(MixedName::of("Σchool (of Kites)").len(), 2);
        for name in ["School", "Universität", "Київ School", "Πξдмλs"] {
            assert!(MixedName::of(name).is_empty(), "{name}");
        }
    }
}
