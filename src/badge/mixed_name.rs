//! Words in which letters of another script stand for Latin ones, some or all of them: names
//! that are made to be read as somebody else's (UTS 39, mixed-script and whole-script
//! confusables).

use super::scripts::{has_latin, has_other_script};
use super::skeleton::{as_capital, folded, is_filler, joined, look_of_words, read};

/// Of how many letters of a word in mixed scripts one may be unlike any Latin letter: a word
/// of which more cannot be read looks like no other.
const OF_ONE_UNREAD: usize = 3;
/// The same of a word that is in another script as a whole, as honest ones are.
const OF_ONE_UNREAD_OF_OTHER_SCRIPT: usize = 5;

/// A word of a name that has some such.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// As it looks, with all letters that are easily taken for others as one of them.
    look: String,
    /// Read as a Latin one, where letters of another script stand in it: the same, with
    /// nothing for letters that are like no Latin one.
    letters: Option<Vec<Option<char>>>,
}

/// A name with words in mixed or other scripts, by which people may know another name.
#[derive(Clone, Debug)]
pub(super) struct MixedName(Vec<Word>);

impl MixedName {
    /// The readings of a name, as a whole and without what stands in brackets; none of a
    /// name of which no word can be read so.
    pub(super) fn of(name: &str) -> Vec<Self> {
        // Most names are plain, and many are looked at.
        if name.is_ascii() {
            return Vec::new();
        }
        let mut found: Vec<Vec<Word>> = Vec::new();
        for text in read(name) {
            let words: Vec<Word> = words_of(&joined(&text));
            if words.iter().any(|word| word.letters.is_some()) && !found.contains(&words) {
                found.push(words);
            }
        }
        found.into_iter().map(Self).collect()
    }

    /// The words of this name where those that can be read so are words of another name
    /// that they come close to; `None` when none of them does.
    pub(super) fn read_as<'k>(&self, known: &(impl Iterator<Item = &'k str> + Clone)) -> Option<Vec<String>> {
        let mut is_close = false;
        let mut read = |word: &Word| {
            let letters = word.letters.as_deref()?;
            let close = known.clone().find(|word| fits(letters, word))?;
            is_close = true;
            Some(close.to_owned())
        };
        let words = self.0.iter().map(|word| read(word).unwrap_or_else(|| word.look.clone())).collect();
        is_close.then_some(words)
    }

    /// A letter that can be read of each such word: how many letters the word has, the place
    /// of this one, and the letter.
    pub(super) fn telling(&self) -> impl Iterator<Item = (usize, usize, char)> {
        self.0.iter().filter_map(|word| {
            let letters = word.letters.as_deref()?;
            let (place, letter) = letters.iter().enumerate().find_map(|(place, one)| Some((place, (*one)?)))?;
            Some((letters.len(), place, letter))
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
        words.push(Word { look: folded(&look), letters: letters(word) });
    }
    if telling.is_empty() { fillers } else { telling }
}

/// The letters of a word in mixed or in another script, as far as they can be read as Latin
/// ones; `None` of a word that nobody would read so.
fn letters(word: &str) -> Option<Vec<Option<char>>> {
    let (is_latin, is_other) = (has_latin(word), has_other_script(word));
    let of_one_unread = if is_latin { OF_ONE_UNREAD } else { OF_ONE_UNREAD_OF_OTHER_SCRIPT };
    if !is_other {
        return None;
    }
    let look = folded(&look_of_words(&word.chars().map(as_capital).collect::<String>()));
    // What skeletons come to that is like no Latin letter may be of the script itself (ᴙ).
    let is_read = |letter: &char| letter.is_ascii() || !letter.is_alphabetic();
    let letters: Vec<Option<char>> = look.chars().map(|letter| Some(letter).filter(is_read)).collect();
    let unread = letters.iter().filter(|letter| letter.is_none()).count();
    (unread * of_one_unread <= letters.len()).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_words_that_can_be_read_as_latin_ones_have_readings() {
        assert_eq!(MixedName::of("Σchool of Kites").len(), 1);
        assert_eq!(MixedName::of("Σchool (of Kites)").len(), 2);
        assert_eq!(MixedName::of("һагЬоиг тгцѕт").len(), 1);
        for name in ["School", "Universität", "Київ School", "Πξдмλs", "Ελλάδα", "東京大学", "Ɓaushe"]
        {
            assert!(MixedName::of(name).is_empty(), "{name}");
        }
    }
}
