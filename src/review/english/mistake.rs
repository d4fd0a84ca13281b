//! Mistakes in English texts, and what they are told by.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use harper_core::Dialect;
use harper_core::spell::FstDictionary;

/// Words with what is known of them.
pub(super) static DICTIONARY: LazyLock<Arc<FstDictionary>> = LazyLock::new(FstDictionary::curated);

/// Most mistakes of one kind that are told of a text.
pub(super) const MOST_MISTAKES: usize = 12;

/// English that a badge is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum English {
    British,
    American,
}

impl English {
    /// By a language tag; British unless it says otherwise.
    pub(super) fn of(tag: &str) -> Self {
        if tag.trim().eq_ignore_ascii_case("en-us") { Self::American } else { Self::British }
    }

    pub(super) fn dialect(self) -> Dialect {
        match self {
            Self::British => Dialect::British,
            Self::American => Dialect::American,
        }
    }
}

/// Mistake in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::review) struct Mistake {
    /// Where it stands, in bytes.
    pub(in crate::review) range: Range<usize>,
    pub(in crate::review) is_spelling: bool,
    /// What is wrong, for grammar.
    pub(in crate::review) said: String,
    /// What could stand there; for grammar, the whole text.
    pub(in crate::review) instead: Option<String>,
}

/// Manner in which words are put in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Manner {
    /// A word with a capital within a sentence is a name.
    Sentences,
    /// Any word may have a capital: names of badges.
    Title,
    /// Any word with a capital may be a name: where a badge is earned.
    Place,
}
