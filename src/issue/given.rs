//! A list of withdrawn badges of which places are given, as it is remembered.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::web_folder::{self, WebError};
use crate::credential::SystemRandom;
use crate::credential::random::Randomness;
use crate::credential::status::{Bits, ENTRIES};
use crate::store::{WriteError, mark_of, put_mark};
use crate::{Extra, is_default};

/// How often a place is drawn before those that are free are counted.
const MOST_DRAWS: usize = 8;

/// A status list of which places are given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct List {
    pub(super) url: String,
    /// The places that were given, as a list of bits like the list itself.
    pub(super) used: String,
    /// Whether the list was written into the folder once.
    pub(super) written: bool,
    /// The mark beside the list since a place on it was given last.
    #[serde(skip_serializing_if = "is_default")]
    pub(super) mark: String,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

impl List {
    /// Whether no place on it was given by another memory since this one gave the last: a
    /// copy of it, or a later one, where this one was put back from a backup.
    pub(super) fn is_given_here(&self, folder: &Path) -> Result<bool, WriteError> {
        Ok(mark_of(&web_folder::path_of(folder, &self.url))?.is_none_or(|mark| mark == self.mark))
    }

    /// Marks the list as one of which this memory gives places. What stands there is drawn by
    /// chance, so that it does not tell how many badges were awarded.
    pub(super) fn put_mark(&mut self, folder: &Path) -> Result<(), WriteError> {
        let mut bytes = [0; 8];
        SystemRandom
            .fill(&mut bytes)
            .map_err(|error| WriteError { path: folder.to_owned(), source: std::io::Error::other(error) })?;
        self.mark = format!("{:016x}", u64::from_le_bytes(bytes));
        put_mark(&web_folder::path_of(folder, &self.url), &self.mark)
    }

    /// One of the places that are neither given nor withdrawn, given from now
    /// on; `None` when there is none left.
    pub(super) fn draw(&mut self, revoked: &Bits) -> Result<Option<u64>, WebError> {
        let mut used = Bits::decode(&self.used).map_err(|source| WebError::Memory { url: self.url.clone(), source })?;
        let is_set = |bits: &Bits, index| bits.get(index, 1) == Ok(1);
        let most = used.entries(1).min(revoked.entries(1)).min(ENTRIES) as u64;
        let is_free = |index: &u64| !is_set(&used, *index) && !is_set(revoked, *index);
        // Most are free for a long time; only then are all of them looked at.
        let mut drawn = None;
        for _ in 0..MOST_DRAWS {
            drawn = drawn.or(Some(chance(most)?).filter(is_free));
        }
        if drawn.is_none() {
            let free: Vec<u64> = (0..most).filter(is_free).collect();
            let at = usize::try_from(chance(free.len() as u64)?).unwrap_or_default();
            drawn = free.get(at).copied();
        }
        let Some(index) = drawn else { return Ok(None) };
        used.set(index, true).map_err(|source| WebError::Memory { url: self.url.clone(), source })?;
        self.used = used.encode();
        Ok(Some(index))
    }
}

/// A number below another one, by chance.
fn chance(below: u64) -> Result<u64, WebError> {
    let mut bytes = [0; 8];
    SystemRandom.fill(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes).checked_rem(below).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_thousand_awards_have_a_thousand_places() {
        let mut list = List { used: Bits::clear().encode(), ..List::default() };
        let mut revoked = Bits::clear();
        (0..ENTRIES as u64 / 2).for_each(|index| revoked.set(index, true).unwrap());
        let given: BTreeSet<u64> = (0..1000).map(|_| list.draw(&revoked).unwrap().unwrap()).collect();
        assert_eq!(given.len(), 1000);
        assert!(given.iter().all(|index| *index >= ENTRIES as u64 / 2), "none that somebody was withdrawn from");
    }
}
