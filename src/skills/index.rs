//! The words of a framework, ready to be looked up.

use std::collections::{BTreeMap, HashMap};

use super::terms::{folded, is_light, is_small, stem};
use super::{Framework, Watch, near};

/// One label of one entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// Which entry has it.
    pub(super) entry: u32,
    /// Which of the entry's labels it is; 0 is its own.
    pub(super) place: u16,
    /// How many different stems must be found in a text that speaks of it.
    pub(super) needs: u8,
    /// How many further words it has that a text may leave out.
    pub(super) spares: u8,
}

/// Finds the skills of one framework; belongs to that framework alone.
#[derive(Debug, Default)]
pub struct Index {
    /// Every word of every label, sorted.
    pub(super) words: Vec<Box<str>>,
    /// The letters of each word, as [`near::letters`] tells them.
    pub(super) letters: Vec<u32>,
    /// The stem of each word.
    pub(super) stem_of: Vec<u32>,
    pub(super) stems: HashMap<Box<str>, u32>,
    /// Whether each word is one that a text may leave out.
    pub(super) light: Vec<bool>,
    /// Whether each stem is that of such a word, among others.
    pub(super) part_light: Vec<bool>,
    pub(super) names: Vec<Name>,
    /// The words of each name, in order.
    pub(super) words_of_name: Lists,
    /// The names that have each word.
    pub(super) names_of_word: Lists,
    /// The names that have each stem.
    pub(super) names_of_stem: Lists,
}

/// Many short lists in one.
#[derive(Debug, Default)]
pub(super) struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    pub(super) fn of(&self, at: u32) -> &[u32] {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[at] as usize]
    }

    fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.items.extend(list);
        self.ends.push(count(self.items.len()));
    }

    /// From pairs of a list's place and an item, which may repeat.
    fn grouped(places: usize, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut lists = Self::default();
        let mut rest = pairs.as_slice();
        for place in 0..places {
            let (mine, others) = rest.split_at(rest.partition_point(|(of, _)| *of as usize <= place));
            lists.push(mine.iter().map(|(_, item)| *item));
            rest = others;
        }
        lists
    }
}

/// Frameworks are limited far below this.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Index {
    /// Reads all labels; `None` when `watch` ends it. Takes longer than a
    /// frame.
    pub fn of(framework: &Framework, watch: Watch<'_>) -> Option<Self> {
        let mut index = Self::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut spelled: Vec<Vec<u32>> = Vec::new();
        let entries = framework.entries.len();
        for (at, entry) in framework.entries.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a fraction for the eye")]
            if at.is_multiple_of(4096) && !watch(0.8 * at as f32 / entries.max(1) as f32) {
                return None;
            }
            for (place, label) in std::iter::once(&*entry.label).chain(entry.other_labels()).enumerate() {
                let Ok(place) = u16::try_from(place) else { break };
                let words: Vec<u32> = folded(label)
                    .into_iter()
                    .map(|word| {
                        let next = count(numbers.len());
                        *numbers.entry(word).or_insert(next)
                    })
                    .collect();
                if !words.is_empty() {
                    index.names.push(Name { entry: count(at), place, needs: 0, spares: 0 });
                    spelled.push(words);
                }
            }
        }
        let sorted: BTreeMap<String, u32> = numbers.into_iter().collect();
        let mut place_of = vec![0; sorted.len()];
        for (place, (word, number)) in sorted.into_iter().enumerate() {
            place_of[number as usize] = count(place);
            index.add_word(&word);
        }
        for words in &mut spelled {
            words.iter_mut().for_each(|word| *word = place_of[*word as usize]);
        }
        index.link(&spelled);
        watch(1.0).then_some(index)
    }

    fn add_word(&mut self, word: &str) {
        let stem = stem(word);
        let next = count(self.stems.len());
        let number = *self.stems.entry(stem.as_str().into()).or_insert(next);
        if number == next {
            self.part_light.push(false);
        }
        self.light.push(is_light(word));
        self.part_light[number as usize] |= is_light(word);
        self.words.push(word.into());
        self.letters.push(near::letters(word));
        self.stem_of.push(number);
    }

    fn link(&mut self, spelled: &[Vec<u32>]) {
        let mut by_word = Vec::new();
        let mut by_stem = Vec::new();
        for (name, words) in spelled.iter().enumerate() {
            let mut telling: Vec<u32> = Vec::new();
            let mut essential: Vec<u32> = Vec::new();
            for word in words {
                by_word.push((*word, count(name)));
                if !is_small(&self.words[*word as usize]) {
                    telling.push(self.stem_of[*word as usize]);
                    if !self.light[*word as usize] {
                        essential.push(self.stem_of[*word as usize]);
                    }
                }
            }
            for stems in [&mut telling, &mut essential] {
                stems.sort_unstable();
                stems.dedup();
            }
            by_stem.extend(telling.iter().map(|stem| (*stem, count(name))));
            let small = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
            // A label of nothing but light words needs them all.
            let needs = if essential.is_empty() { telling.len() } else { essential.len() };
            self.names[name].needs = small(needs);
            self.names[name].spares = small(telling.len() - needs);
            self.words_of_name.push(words.iter().copied());
        }
        self.names_of_word = Lists::grouped(self.words.len(), by_word);
        self.names_of_stem = Lists::grouped(self.stems.len(), by_stem);
    }
}
