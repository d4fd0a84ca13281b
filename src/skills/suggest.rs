//! Skills that a text speaks of.

use std::ops::Range;

use super::Framework;
use super::index::{Index, Name};
use super::terms::{Term, is_small, stem, terms};

/// What comes after these words of one text is not read.
const MOST_WORDS: usize = 4_000;

/// A skill that a text speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Its place among the framework's entries.
    pub entry: usize,
    /// The label whose words were found: its place, 0 for the entry's own.
    pub label: usize,
    /// Where the words were found.
    pub mention: Mention,
    /// How surely the text speaks of it; more is surer.
    score: f32,
}

/// The words in which a skill was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Which of the texts has them.
    pub text: usize,
    /// Where they stand in it, in bytes; first to last, with what lies between.
    pub at: Range<usize>,
}

/// A text as numbers of stems.
struct Read {
    terms: Vec<Term>,
    /// The stem of each word, where the framework has it and it tells something.
    stems: Vec<Option<u32>>,
}

impl Index {
    /// The skills of `framework`, which this is the index of, that the texts
    /// speak of, surest first, at most `most`. A skill is spoken of when all
    /// telling words of one of its labels stand close together, in any form.
    pub fn suggest(&self, framework: &Framework, texts: &[&str], most: usize) -> Vec<Suggestion> {
        let mut best: Vec<Option<Suggestion>> = vec![None; framework.entries.len()];
        let mut hits = vec![0_u8; self.names.len()];
        for (at, text) in texts.iter().enumerate() {
            let read = self.read(text);
            let mut present: Vec<u32> = read.stems.iter().copied().flatten().collect();
            present.sort_unstable();
            present.dedup();
            let mut touched: Vec<u32> = Vec::new();
            for stem in &present {
                for name in self.names_of_stem.of(*stem).iter().filter(|name| self.counts(*stem, **name)) {
                    if hits[*name as usize] == 0 {
                        touched.push(*name);
                    }
                    hits[*name as usize] = hits[*name as usize].saturating_add(1);
                }
            }
            for name in touched {
                let found = std::mem::take(&mut hits[name as usize]);
                if found < self.names[name as usize].needs {
                    continue;
                }
                let Some(suggestion) = self.weigh(framework, name, at, &read) else { continue };
                let known = &mut best[suggestion.entry];
                if known.as_ref().is_none_or(|known| known.score < suggestion.score) {
                    *known = Some(suggestion);
                }
            }
        }
        let mut found: Vec<Suggestion> = best.into_iter().flatten().collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
        found.truncate(most);
        found
    }

    fn read(&self, text: &str) -> Read {
        let terms = terms(text, MOST_WORDS);
        let number = |term: &Term| {
            let telling = !is_small(&term.folded);
            telling.then(|| self.stems.get(stem(&term.folded).as_str()).copied()).flatten()
        };
        Read { stems: terms.iter().map(number).collect(), terms }
    }

    /// Whether a stem is one of those that must be found for this name.
    fn counts(&self, stem: u32, name: u32) -> bool {
        !self.part_light[stem as usize] || self.has_it_plainly(stem, name) || self.all_light(name)
    }

    /// Whether the name has the stem in a word that is not light.
    fn has_it_plainly(&self, stem: u32, name: u32) -> bool {
        let mut words = self.words_of_name.of(name).iter();
        words.any(|word| self.stem_of[*word as usize] == stem && !self.light[*word as usize])
    }

    fn all_light(&self, name: u32) -> bool {
        let mut words = self.words_of_name.of(name).iter();
        words.all(|word| self.light[*word as usize] || is_small(&self.words[*word as usize]))
    }

    fn weigh(&self, framework: &Framework, name: u32, text: usize, read: &Read) -> Option<Suggestion> {
        let mut needed: Vec<u32> = self.telling_stems(name).filter(|stem| self.counts(*stem, name)).collect();
        needed.sort_unstable();
        needed.dedup();
        let (from, to) = closest(&read.stems, &needed)?;
        let spread = to - from + 1 - needed.len();
        if spread > 2 + needed.len() {
            return None;
        }
        let Name { entry, place, spares, .. } = self.names[name as usize];
        let there =
            |stem: u32| read.stems[from.saturating_sub(3)..(to + 4).min(read.stems.len())].contains(&Some(stem));
        let missing = self.telling_stems(name).filter(|stem| !needed.contains(stem) && !there(*stem)).count();
        // One word of another label, and not all of that, is found in too many texts.
        if place > 0 && needed.len() == 1 && missing > 0 {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "weights, not counts")]
        let score = {
            let rarity: f32 = needed.iter().map(|stem| self.rarity(*stem)).sum();
            let apart = 1.0 - 0.08 * spread as f32;
            let left_out = 1.0 / (1.0 + 0.5 * missing as f32 + 0.1 * f32::from(spares));
            let own = if place == 0 { 1.25 } else { 1.0 };
            let first = if framework.entries[entry as usize].first { 1.2 } else { 1.0 };
            rarity * apart.max(0.3) * left_out * own * first
        };
        let at = read.terms[from].start..read.terms[to].end;
        Some(Suggestion { entry: entry as usize, label: usize::from(place), mention: Mention { text, at }, score })
    }

    fn telling_stems(&self, name: u32) -> impl Iterator<Item = u32> {
        let telling = |word: &&u32| !is_small(&self.words[**word as usize]);
        self.words_of_name.of(name).iter().filter(telling).map(|word| self.stem_of[*word as usize])
    }

    /// How much a stem tells: one that few labels have tells more.
    fn rarity(&self, stem: u32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "weights, not counts")]
        let (all, having) = (self.names.len() as f32, self.names_of_stem.of(stem).len().max(1) as f32);
        (all / having).ln().max(0.1)
    }
}

/// The shortest stretch of a text that has all these stems: its first and last
/// word.
fn closest(stems: &[Option<u32>], needed: &[u32]) -> Option<(usize, usize)> {
    let mut last_seen: Vec<Option<usize>> = vec![None; needed.len()];
    let mut shortest: Option<(usize, usize)> = None;
    for (at, stem) in stems.iter().enumerate() {
        let Some(which) = stem.and_then(|stem| needed.iter().position(|needed| *needed == stem)) else { continue };
        last_seen[which] = Some(at);
        let begin = last_seen.iter().copied().min().flatten();
        let Some(begin) = begin else { continue };
        if shortest.is_none_or(|(from, to)| at - begin < to - from) {
            shortest = Some((begin, at));
        }
    }
    shortest
}

impl Framework {
    /// The label by which a suggestion was made.
    pub fn label_of(&self, suggestion: &Suggestion) -> &str {
        self.entries.get(suggestion.entry).map_or("", |entry| entry.label_at(suggestion.label))
    }
}
