//! Names that people may take for one another although they do not look the same
//! letter for letter: another order of words, a word more, a letter less.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::mixed_name::MixedName;
use super::skeleton::{Looks, Skeleton, folded, look_of_word, looks_of, words_of};

/// Words that join others and say nothing about who somebody is.
const JOINTS: [&str; 30] = [
    "of", "for", "in", "at", "on", "to", "a", "an", "der", "die", "das", "des", "von", "fur", "und", "am", "im", "de",
    "du", "la", "le", "les", "el", "y", "et", "del", "di", "da", "van", "het",
];

/// Those words as they are compared.
static JOINTS_FOLDED: LazyLock<HashSet<String>> = LazyLock::new(|| JOINTS.iter().map(|word| folded(word)).collect());

/// Of how many letters names are that may differ in one.
pub(super) const LONG: usize = 10;

/// Of how many telling words a name is that is known wherever it stands.
pub(super) const TELLING: usize = 2;

/// How people may remember a name, to be compared with others.
#[derive(Clone, Debug)]
pub struct Likeness {
    pub(super) skeleton: Skeleton,
    /// Of the whole name.
    pub(super) whole: Looks<Remembered>,
    /// Of the name without what stands in brackets.
    pub(super) bare: Looks<Remembered>,
    /// Its readings, where words of it mix scripts.
    pub(super) mixed: Box<[MixedName]>,
}

/// A name as its telling words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remembered {
    /// With a space between each two of them: a list may hold many names of many words.
    words: Box<str>,
    /// The same in the order of the alphabet.
    pub(super) sorted: Box<str>,
    /// All their letters.
    pub(super) letters: Box<[char]>,
}

impl Likeness {
    /// That of a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let words = words_of(name);
        let skeleton = Skeleton::of_words(&words);
        let (whole, bare) = looks_of(&words, Remembered::of);
        Self { skeleton, whole, bare, mixed: MixedName::of(name).into() }
    }

    /// Whether people may take this name for one that they know.
    #[must_use]
    pub fn is_taken_for(&self, known: &Self) -> bool {
        let any = |ours: &[Remembered], theirs: &[Remembered], is: fn(&Remembered, &Remembered) -> bool| {
            ours.iter().any(|one| theirs.iter().any(|other| is(one, other)))
        };
        // Two that each say something else in brackets are told apart by it.
        self.skeleton.looks_like(&known.skeleton)
            || any(&self.whole, &known.whole, Remembered::is_like)
            || any(&self.whole, &known.bare, Remembered::is_like)
            || any(&self.bare, &known.whole, Remembered::is_like)
            || any(&self.whole, &known.whole, Remembered::holds)
            || self.mixed.iter().any(|name| {
                known.whole.iter().chain(&known.bare).any(|known| {
                    let read = name.read_as(&known.words()).map(|words| Remembered::of(&words));
                    read.is_some_and(|read| read.is_like(known) || read.holds(known))
                })
            })
    }
}

impl Remembered {
    fn of(words: &[String]) -> Self {
        let plain: Vec<String> = words.iter().map(|word| folded(word)).collect();
        let telling: Vec<String> = plain.iter().filter(|word| !JOINTS_FOLDED.contains(*word)).cloned().collect();
        let mut words = if telling.is_empty() { plain } else { telling };
        let (in_order, letters) = (words.join(" "), words.iter().flat_map(|word| word.chars()).collect());
        words.sort_unstable();
        Self { words: in_order.into(), sorted: words.join(" ").into(), letters }
    }

    /// Its words, in their order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> + Clone {
        self.words.split(' ').filter(|word| !word.is_empty())
    }

    /// The same words in any order, or the same letters but for one.
    fn is_like(&self, other: &Self) -> bool {
        !self.letters.is_empty()
            && (self.sorted == other.sorted
                || self.letters == other.letters
                || differ_in_one_letter(&self.letters, &other.letters))
    }

    /// Whether another name stands in this one as a whole.
    fn holds(&self, other: &Self) -> bool {
        let Some(first) = other.words().next() else { return false };
        // Most names have no word in common, and no more is done about them.
        if !self.words().any(|word| word == first) {
            return false;
        }
        let (ours, count) = (self.words().collect::<Vec<_>>(), other.words().count());
        count >= TELLING
            && ours.windows(count).any(|part| {
                let mut part = part.to_vec();
                part.sort_unstable();
                part.join(" ") == *other.sorted
            })
    }
}

/// What a host looks like, written with its letters: the same for those that differ only
/// in letters that are easily taken for others, of whichever script.
#[must_use]
pub fn look_of_host(letters: &str) -> String {
    folded(&look_of_word(letters))
}

/// Whether a letter more, less, exchanged for another one or for its neighbour
/// makes one long name of the other. Names that differ in a number mean others.
fn differ_in_one_letter(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < LONG || long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    let same = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&short[..short.len() - same], &long[..long.len() - same]) {
        ([], [letter]) => letter.is_alphabetic(),
        ([a], [b]) => a.is_alphabetic() && b.is_alphabetic(),
        ([a, b], [c, d]) => (a, b) == (d, c) && a.is_alphabetic() && b.is_alphabetic(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(name: &str, known: &str) -> bool {
        Likeness::of(name).is_taken_for(&Likeness::of(known))
    }

    #[test]
    fn names_that_are_read_over_are_taken_for_the_known_one() {
        let known = "University of Oxford";
        for name in [
            "UNIVERSITY OF OXFORD",
            "Univers1ty of Oxford",
            "Un|versity of Oxford",
            "Universlty of Oxford",
            "University of Oxforcl",
            "Uniuersity of Oxford",
            "Oxford University",
            "Oxford, University of",
            "Oxford University (Verified)",
            "University of Oxford, Badge Office",
            "Badge Office, University of Oxford",
            "The Oxford University Foundation",
            "University of Oxford International",
            "Universty of Oxford",
            "Universsity of Oxford",
            "Unievrsity of Oxford",
            "Universaty of Oxford",
        ] {
            assert!(taken(name, known), "{name}");
        }
        for (name, known) in [
            ("Hambourg Modern Schoo1s", "Harnbourg Modern Schools"),
            ("Weaver VVorkshop", "Weaver Workshop"),
            ("Clown Academy", "Down Academy"),
            ("Harbour Truss", "Harbour Trust"),
            ("Harbour Trust", "Harbour Trust"),
            ("Harbour Trust (our new account)", "Harbour Trust"),
            ("Universität Bonn", "Bonn Universitat"),
        ] {
            assert!(taken(name, known), "{name} and {known}");
        }
    }

    #[test]
    fn letters_of_another_script_are_read_as_those_of_the_known_name() {
        for (name, known) in [
            ("Harьour Trust", "Harbour Trust"),
            ("Harьoцr Trust", "Harbour Trust"),
            ("Trust Harьour", "Harbour Trust"),
            ("Badge Office of the Harьoцr Trust", "Harbour Trust"),
            ("Harьoцr Trusт Ltd (verified)", "Harbour Trust"),
            ("Kiлn", "Kiln"),
            ("Mакeяs", "Makers"),
            ("нarьour тrust", "Harbour Trust"),
            ("Σchool of Kites", "School of Kites"),
            ("Acadεmy of Kitξs", "Academy of Kites"),
            ("Universit丫 of Oxford", "University of Oxford"),
            ("һагЬоиг тгцѕт", "Harbour Trust"),
            ("ТГЦЅТ НАГВОЦГ", "Harbour Trust"),
            ("һагЬоиг Trust", "Harbour Trust"),
            ("HARBOUЯ TЯUST", "Harbour Trust"),
            ("НΑΓΒΟUR ΤRUSΤ", "Harbour Trust"),
            ("ᎻᎪᏒᏴᎾᏌᏒ ᎢᏒᏌᏚᎢ", "Harbour Trust"),
            ("Ɦɑɾɓɵʋɾ Ʈɾʋʂƭ", "Harbour Trust"),
            ("Ɦɑɾьɵʋɾ Ʈɾʋʂт", "Harbour Trust"),
        ] {
            assert!(taken(name, known), "{name} and {known}");
        }
        for (name, known) in [
            ("Σchool", "Harbour Trust"),
            ("Σchool of Kites", "School of Wood"),
            ("Ελλάδα", "Ellada"),
            ("Київ", "Kyiv"),
            ("Мир", "Map"),
            ("Вода", "Bora"),
            ("Школа мира", "School Mira"),
            ("Ɗalibai Ƙano", "Students Kano"),
            ("Школа Київ", "School Kyiv"),
            ("Мосьва", "Москва"),
            ("Яндекс Taxi", "Harbour Taxi"),
            ("Ωmega", "Gamma"),
            ("東京 Makers", "Tokyo Makers"),
            ("Дд", "Kk"),
        ] {
            assert!(!taken(name, known), "{name} and {known}");
        }
        assert!(!taken(&"aьb ".repeat(1_000_000), "c d"));
    }

    #[test]
    fn what_is_the_same_of_a_name_is_kept_once() {
        let kept = |name: &str| {
            let of = Likeness::of(name);
            (of.whole.len(), of.bare.len())
        };
        assert_eq!([kept("kite workshop"), kept("kite workshop (leeds)")], [(1, 0), (1, 1)]);
    }

    #[test]
    fn honest_names_stay_apart() {
        for (one, other) in [
            ("Harbour Trust", "Harbour Theatre"),
            ("Harbour Trust", "Canal Trust"),
            ("University of Oxford", "University of Bath"),
            ("University of Oxford", "University of Stanford"),
            ("Studio Nordhafen 2", "Studio Nordhafen 3"),
            ("Studio Nordhafen 23", "Studio Nordhafen 32"),
            ("Red Cross (Kenya)", "Red Cross (Peru)"),
            ("Oxford University", "Oxford Brookes University"),
            ("Kiln", "Kilns"),
            ("東京大学", "京都大学"),
            ("", ""),
            ("—", "…"),
        ] {
            assert!(!taken(one, other) && !taken(other, one), "{one} and {other}");
        }
        // A word alone is in many names, and a longer name is not meant by a part of it.
        assert!(!taken("Makers of Leeds", "Makers"));
        assert!(!taken("Oxford University", "Oxford University Badge Office"));
        assert!(!taken(&"a b ".repeat(1_000_000), "c d"));
    }
}
