//! Skills by what was typed so far.

use super::index::Index;
use super::terms::{folded, stem};
use super::{Framework, near};

/// More words than these are not looked at.
const MOST_WORDS: usize = 8;

/// How well a word fits one that was typed; less is better.
const EXACT: u8 = 0;
const BEGINS: u8 = 1;
const SAME_STEM: u8 = 2;
const SLIP: u8 = 2;
const NOT: u8 = u8::MAX;

/// A skill that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place among the framework's entries.
    pub entry: usize,
    /// By what it was found.
    pub how: How,
}

/// By what a skill was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By its own label.
    Label,
    /// By another label: its place among [`Entry::other_labels`](super::Entry::other_labels).
    OtherLabel(usize),
}

impl Index {
    /// The skills of `framework`, which this is the index of, that fit what
    /// was typed, at most `most`: words and beginnings of words in the label
    /// first, then in other labels, then what has a slip or two. Nothing typed
    /// gives the entries that come first in the framework.
    pub fn search(&self, framework: &Framework, typed: &str, most: usize) -> Vec<Hit> {
        let typed: Vec<String> = folded(typed).into_iter().take(MOST_WORDS).collect();
        if typed.is_empty() {
            let first = framework.entries.iter().enumerate().take_while(|(at, entry)| entry.first || *at < most);
            return first.map(|(entry, _)| Hit { entry, how: How::Label }).collect();
        }
        let mut found = self.ranked(framework, &typed, false);
        if found.len() < most {
            found = self.ranked(framework, &typed, true);
        }
        if found.len() > most {
            found.select_nth_unstable(most);
            found.truncate(most);
        }
        found.sort_unstable();
        found.into_iter().map(|rank| rank.hit()).collect()
    }

    /// All entries that fit, each once, with its best rank.
    fn ranked(&self, framework: &Framework, typed: &[String], slips: bool) -> Vec<Rank> {
        let fits: Vec<Fits> = typed.iter().map(|word| self.fitting(word, slips)).collect();
        let Some(rarest) = fits.iter().min_by_key(|fits| fits.names) else { return Vec::new() };
        let mut best: Vec<Option<Rank>> = vec![None; framework.entries.len()];
        let mut seen = vec![false; self.names.len()];
        let mut touched = Vec::new();
        for word in &rarest.words {
            for name in self.names_of_word.of(*word) {
                if std::mem::replace(&mut seen[*name as usize], true) {
                    continue;
                }
                let Some(rank) = self.rank(framework, *name, &fits) else { continue };
                match &mut best[rank.entry as usize] {
                    Some(known) => *known = (*known).min(rank),
                    none => {
                        touched.push(rank.entry);
                        *none = Some(rank);
                    }
                }
            }
        }
        touched.into_iter().filter_map(|entry| best[entry as usize]).collect()
    }

    /// Which words of the framework fit a word that was typed.
    fn fitting(&self, typed: &str, slips: bool) -> Fits {
        let mut fits = Fits { how_well: vec![NOT; self.words.len()], words: Vec::new(), names: 0 };
        let mut add = |word: usize, how_well: u8| {
            if fits.how_well[word] == NOT {
                let word = super::index::count(word);
                fits.names += self.names_of_word.of(word).len();
                fits.words.push(word);
            }
            fits.how_well[word] = fits.how_well[word].min(how_well);
        };
        let from = self.words.partition_point(|word| **word < *typed);
        for (at, word) in self.words[from..].iter().enumerate().take_while(|(_, word)| word.starts_with(typed)) {
            add(from + at, if **word == *typed { EXACT } else { BEGINS });
        }
        if let Some(stem) = self.stems.get(stem(typed).as_str()) {
            for name in self.names_of_stem.of(*stem) {
                for word in self.words_of_name.of(*name).iter().filter(|word| self.stem_of[**word as usize] == *stem) {
                    add(*word as usize, SAME_STEM);
                }
            }
        }
        let allowed = near::slips_allowed(typed.len());
        if slips && allowed > 0 {
            let letters = near::letters(typed);
            for (at, word) in self.words.iter().enumerate() {
                let lacking = (letters & !self.letters[at]).count_ones();
                if lacking <= u32::from(allowed)
                    && let Some(slips) = near::slips(typed, word, allowed)
                {
                    add(at, SLIP + slips);
                }
            }
        }
        fits
    }

    /// How well a label fits all that was typed; `None` when a word is not in it.
    fn rank(&self, framework: &Framework, name: u32, fits: &[Fits]) -> Option<Rank> {
        let words = self.words_of_name.of(name);
        let mut sum = 0;
        let mut worst = 0;
        for fits in fits {
            let how_well = words.iter().map(|word| fits.how_well[*word as usize]).min().filter(|how| *how != NOT)?;
            sum += u16::from(how_well);
            worst = worst.max(how_well);
        }
        let begins = fits.iter().zip(words).all(|(fits, word)| fits.how_well[*word as usize] <= BEGINS);
        let name = self.names[name as usize];
        Some(Rank {
            slipped: worst > SLIP,
            by_other: name.place > 0,
            not_whole: !(begins && sum == 0 && words.len() == fits.len()),
            later: !framework.entries[name.entry as usize].first,
            not_beginning: !begins,
            sum,
            words: u16::try_from(words.len()).unwrap_or(u16::MAX),
            entry: name.entry,
            place: name.place,
        })
    }
}

/// The words that fit one that was typed.
struct Fits {
    /// For each word of the framework.
    how_well: Vec<u8>,
    words: Vec<u32>,
    /// How many labels have one of them.
    names: usize,
}

/// Compared field by field, in this order: less comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    slipped: bool,
    by_other: bool,
    not_whole: bool,
    later: bool,
    not_beginning: bool,
    sum: u16,
    words: u16,
    entry: u32,
    place: u16,
}

impl Rank {
    fn hit(self) -> Hit {
        let how = match self.place.checked_sub(1) {
            None => How::Label,
            Some(other) => How::OtherLabel(usize::from(other)),
        };
        Hit { entry: self.entry as usize, how }
    }
}
