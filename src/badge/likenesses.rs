//! Many names, among which those are found at once that people may take for another.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher, Hash};

use super::likeness::{LONG, Likeness, Remembered, TELLING};
use super::mixed_name::MixedName;

/// Names in the order in which they were added. Names that are alike have at least
/// one of their marks in common, so that others need not be compared.
#[derive(Clone, Debug, Default)]
pub struct Likenesses {
    all: Vec<Likeness>,
    marked: HashMap<u64, Vec<(Gone, usize)>>,
}

/// The most names that are compared with one in mixed scripts: what a letter stands for
/// that cannot be read, no mark tells.
const MOST_READ: usize = 1_024;

/// From where to where in a name a letter was left out for a mark: of letters in a row
/// that are the same it may be any.
type Gone = Option<(u16, u16)>;

impl Likenesses {
    /// Adds a name at the end.
    pub fn push(&mut self, name: Likeness) {
        let mut marks = marks(&name);
        // Another name may have this one as a part.
        let whole = name.whole.iter().filter(|of| of.words().count() >= TELLING);
        marks.extend(whole.map(|of| (part(&of.words().collect::<Vec<_>>()), None)));
        let words = name.whole.iter().chain(&name.bare).flat_map(Remembered::words);
        marks.extend(words.flat_map(letters).map(|letter| (hash(&letter), None)));
        marks.sort_unstable();
        marks.dedup();
        for (mark, gone) in marks {
            self.marked.entry(mark).or_default().push((gone, self.all.len()));
        }
        self.all.push(name);
    }

    /// The place of the first name that is meant for which people may take this one.
    pub fn first_taken_for(&self, name: &Likeness, is_meant: impl Fn(usize) -> bool) -> Option<usize> {
        let is_it =
            |place: &usize| is_meant(*place) && self.all.get(*place).is_some_and(|known| name.is_taken_for(known));
        // Two that miss a letter in other places are not alike, and need not be compared.
        let of_mark = |(mark, gone): (u64, Gone)| {
            let near = self.marked.get(&mark)?.iter().filter(|(theirs, _)| are_near(gone, *theirs));
            near.map(|(_, place)| *place).find(is_it)
        };
        let parts = name.whole.iter().flat_map(|of| parts(of.words())).map(|part| (part, None));
        let read = name.mixed.iter().flat_map(MixedName::telling).filter_map(|letter| {
            let like = self.marked.get(&hash(&letter))?.iter().take(MOST_READ);
            like.map(|(_, place)| *place).find(is_it)
        });
        marks(name).into_iter().chain(parts).filter_map(of_mark).chain(read).min()
    }
}

/// Whether a letter that one name misses and one that the other misses may be one that
/// was exchanged, or two that changed places.
fn are_near(one: Gone, other: Gone) -> bool {
    match (one, other) {
        (Some((from, to)), Some((begin, end))) => from <= end.saturating_add(1) && begin <= to.saturating_add(1),
        _ => true,
    }
}

/// The marks of a name, by which it is known and looked up.
fn marks(name: &Likeness) -> Vec<(u64, Gone)> {
    let looks = name.skeleton.looks().filter(|look| !look.is_empty());
    let mut marks: Vec<(u64, Gone)> = looks.map(|look| (hash(&look), None)).collect();
    for of in name.whole.iter().chain(&name.bare).filter(|of| !of.letters.is_empty()) {
        marks.push((hash(&of.sorted), None));
        without_one(of, &mut marks);
    }
    marks
}

/// What the letters are, and what they are without each of them: names that differ in
/// one letter, or in two that changed places, are alike without it. Numbers are told apart.
fn without_one(of: &Remembered, marks: &mut Vec<(u64, Gone)>) {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let count = of.letters.len();
    // The sums of the letters, each by its place: from the beginning, and to the end as they stand once one is gone.
    let (mut whole, mut behind, mut power) = (0_u64, vec![0_u64; count + 1], 1_u64);
    let mut powers = Vec::with_capacity(count + 1);
    for _ in 0..=count {
        powers.push(power);
        power = power.wrapping_mul(BASE);
    }
    for (place, letter) in of.letters.iter().enumerate().skip(1).rev() {
        let sum = u64::from(u32::from(*letter)).wrapping_mul(powers[place - 1]);
        behind[place] = behind[place + 1].wrapping_add(sum);
    }
    let place_of = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
    let mut first = 0;
    for (place, letter) in of.letters.iter().enumerate() {
        if of.letters.get(first) != Some(letter) {
            first = place;
        }
        if count >= LONG && letter.is_alphabetic() && of.letters.get(place + 1) != Some(letter) {
            let without = hash(&(count - 1, whole.wrapping_add(behind[place + 1])));
            marks.push((without, Some((place_of(first), place_of(place)))));
        }
        whole = whole.wrapping_add(u64::from(u32::from(*letter)).wrapping_mul(powers[place]));
    }
    marks.push((hash(&(count, whole)), None));
}

/// The letters of a word: how many there are, the place of each, and the letter.
fn letters(word: &str) -> impl Iterator<Item = (usize, usize, char)> {
    let count = word.chars().count();
    word.chars().enumerate().map(move |(place, letter)| (count, place, letter))
}

/// Words in whatever order, as a part of a name.
fn part(words: &[&str]) -> u64 {
    hash(&(words.len(), words.iter().map(|word| hash(*word)).fold(0, u64::wrapping_add)))
}

/// Every part of a name that could be a name by itself.
fn parts<'w>(words: impl Iterator<Item = &'w str>) -> Vec<u64> {
    let hashes: Vec<u64> = words.map(hash).collect();
    let mut parts = Vec::new();
    for from in 0..hashes.len() {
        let mut sum = 0_u64;
        for (more, word) in hashes.iter().skip(from).enumerate() {
            sum = sum.wrapping_add(*word);
            if more + 1 >= TELLING {
                parts.push(hash(&(more + 1, sum)));
            }
        }
    }
    parts
}

fn hash(thing: &(impl Hash + ?Sized)) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(thing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_taken_for_a_known_name_is_found_as_if_each_were_compared() {
        let names = [
            "University of Oxford",
            "Oxford University (Verified)",
            "University of Oxford, Badge Office",
            "Universty of Oxford",
            "Unievrsity of Oxford",
            "Universaty of Oxford",
            "Universsity of Oxford",
            "University of Bath",
            "Harbour Trust",
            "Harbour Truss",
            "The Harbour Trust Ltd",
            "Harbour Trust (our new account)",
            "Red Cross (Kenya)",
            "Red Cross (Peru)",
            "Studio Nordhafen 2",
            "Studio Nordhafen 3",
            "東京大学",
            "京都大学",
            "Harbour Trussst",
            "Harbour Tsrust",
            "Harbour Xaaab",
            "Harbour Yaaab",
            "Harbour Aaaab",
            "Harbour Axaab",
            "Harbour Aabaa",
            "Kiln",
            "Kilns",
            "Kiлn",
            "Harьoцr Trust",
            "Makers of the Harьoцr Trust",
            "",
            "—",
        ];
        let looks: Vec<Likeness> = names.iter().map(|name| Likeness::of(name)).collect();
        let mut many = Likenesses::default();
        looks.iter().for_each(|look| many.push(look.clone()));
        for (place, look) in looks.iter().enumerate() {
            for from in 0..names.len() {
                let is_meant = |other: usize| other != place && other >= from;
                let one_by_one = looks.iter().enumerate().find(|(at, known)| is_meant(*at) && look.is_taken_for(known));
                assert_eq!(many.first_taken_for(look, is_meant), one_by_one.map(|(at, _)| at), "{}", names[place]);
            }
        }
    }
}
