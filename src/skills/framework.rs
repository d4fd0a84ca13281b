//! A framework and its skills.

use crate::badge::{Alignment, Skill};

/// Parts the other labels of an entry.
pub(super) const LABEL_MARK: char = '|';

/// The `targetType` of skills of ESCO.
pub(super) const ESCO_KIND: &str = "ext:ESCOSkill";

/// A skill as its framework has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub label: Box<str>,
    /// Other labels, between bars: most entries have many short ones.
    pub(super) others: Box<str>,
    /// What it means; may be empty.
    pub description: Box<str>,
    /// Its address, an absolute URI; empty when the framework gives none.
    pub url: Box<str>,
    /// Its code within the framework; may be empty.
    pub code: Box<str>,
    /// Whether it comes before others that fit as well: a transversal skill of
    /// ESCO, which is of use everywhere.
    pub first: bool,
}

impl Entry {
    /// Other labels under which it is known.
    pub fn other_labels(&self) -> impl Iterator<Item = &str> {
        self.others.split(LABEL_MARK).filter(|label| !label.is_empty())
    }

    /// The label that stands at a place among all its labels; 0 is its own.
    pub(super) fn label_at(&self, place: usize) -> &str {
        match place.checked_sub(1) {
            None => &self.label,
            Some(other) => self.other_labels().nth(other).unwrap_or_default(),
        }
    }
}

/// A list of skills that somebody publishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Framework {
    /// Its name, such as "ESCO".
    pub name: String,
    /// Its version; may be empty.
    pub version: String,
    /// Its page on the web; may be empty.
    pub address: String,
    /// The standard's `targetType` of its entries, such as `CFItem`.
    pub kind: String,
    /// Who is to be credited, in a line; may be empty.
    pub credit: String,
    /// Its skills, in the order in which they are shown.
    pub entries: Vec<Entry>,
}

impl Framework {
    /// The entry as a skill of a badge. What people read begins with a capital
    /// letter and can be changed; the alignment keeps the framework's words.
    pub fn skill(&self, entry: &Entry) -> Skill {
        let alignment = Alignment {
            target_name: entry.label.to_string(),
            target_url: entry.url.to_string(),
            target_description: entry.description.to_string(),
            // A part of ESCO, however its file is called, is ESCO.
            target_framework: if self.kind == ESCO_KIND { "ESCO".to_owned() } else { self.name.clone() },
            target_code: entry.code.to_string(),
            target_type: self.kind.clone(),
            ..Alignment::default()
        };
        Skill { label: shown(&entry.label), alignment: Some(alignment) }
    }
}

/// A label as a badge shows it: with a capital at its beginning.
fn shown(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
