//! A search: the badges that were found, what was not looked at, and how much more may
//! be. All that a file leads to is counted here; where to look is for others to say.

use std::io::Read as _;

use flate2::bufread::DeflateDecoder;

use super::found::{MAX_PAYLOAD, Payload};
use super::held::Held;
use crate::credential::json;

/// The most badges that are found.
pub(super) const MAX_FOUND: usize = 8;
/// How many bytes are unpacked of all packed texts together, and how many each
/// takes at least: many bytes look like the beginning of one.
const MAX_UNPACKED: usize = 8 * 1024 * 1024;
const LEAST_UNPACKED: usize = 256;
/// To unpack a byte takes as long as to undo so many.
const UNPACKING: usize = 2;
/// How many bytes are undone of all encoded texts together: the whole of the largest
/// drawing, wherever its first letter may stand.
const MAX_UNDONE: usize = 48 * 1024 * 1024;
/// How many times a text of which there may be many is gone through.
const TIMES_UNDONE: usize = 64;
/// How many texts within one another are opened.
const MAX_WITHIN: usize = 8;
/// How many times as long as it is a packed text may be (RFC 1951).
const MOST_PACKED: usize = 1032;

/// A search through the texts of a file.
#[derive(Debug)]
pub(super) struct Search {
    /// The badges.
    pub found: Vec<Payload>,
    /// How many texts look like badges and were not looked at.
    pub left: usize,
    /// Whether something looks like a badge in which nothing can be read.
    pub is_unreadable: bool,
    /// How often one of them was found again.
    again: usize,
    /// How many more bytes are read.
    pub bytes: usize,
    /// How many more bytes are unpacked.
    room: usize,
    /// How many more bytes of encoded texts are undone.
    coded: usize,
    /// How many more bytes are held at once.
    held: Held,
    /// Within how many others the text is that is looked at.
    within: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self::of(MAX_PAYLOAD)
    }
}

impl Search {
    /// A search that reads no more than so many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        Self {
            found: Vec::new(),
            left: 0,
            is_unreadable: false,
            again: 0,
            bytes,
            room: MAX_UNPACKED,
            coded: MAX_UNDONE,
            held: Held::default(),
            within: 0,
        }
    }

    /// A search through one of many texts, which takes no longer than the text is long.
    pub(super) fn of_one_among_many(text: &str) -> Self {
        let most = text.len() * TIMES_UNDONE;
        Self { room: most, coded: most, ..Self::of(most) }
    }

    /// How much was found that may be a badge.
    pub(super) fn told(&self) -> usize {
        self.found.len() + self.again + self.left + usize::from(self.is_unreadable)
    }

    /// Whether nothing more is opened that lies within what is looked at.
    pub(super) fn is_deepest(&self) -> bool {
        self.within == MAX_WITHIN
    }

    /// Looks at what lies within what is looked at.
    pub(super) fn deeper(&mut self, look: impl FnOnce(&mut Self)) {
        self.within += 1;
        look(self);
        self.within -= 1;
    }

    /// Reads a text as it is written; where that would be too much, it is not read.
    pub(super) fn reading<T>(&mut self, text: &str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if text.len() > self.bytes || self.found.len() == MAX_FOUND || self.is_deepest() {
            return None;
        }
        let taken = self.held.take(taken_to_read(text))?;
        self.bytes -= text.len();
        let told = read(self);
        self.held.give_back(&taken);
        Some(told)
    }

    /// Looks at what takes so many bytes beside the file, as long as they are not too many
    /// at once; where they are, it is not made, and was not looked at.
    pub(super) fn holding(&mut self, bytes: usize, look: impl FnOnce(&mut Self)) {
        let Some(taken) = self.held.take(bytes) else {
            self.left += 1;
            return;
        };
        look(self);
        self.held.give_back(&taken);
    }

    /// Whether there is time to go through so many bytes once more; where there is none,
    /// they were not looked at.
    pub(super) fn may_undo(&mut self, bytes: usize) -> bool {
        let left = self.coded.checked_sub(bytes);
        self.coded = left.unwrap_or_default();
        self.left += usize::from(left.is_none());
        left.is_some()
    }

    /// Looks at what is packed, as long as there is room for it; that for which there is none
    /// was not looked at.
    pub(super) fn unpacked(&mut self, packed: &[u8], look: impl FnOnce(&mut Self, &[u8])) -> bool {
        let most = self.room.min(self.held.left());
        let Some(mut taken) = self.held.take(most.min(packed.len().saturating_mul(MOST_PACKED))) else { return false };
        let mut bytes = Vec::new();
        // Some programs show what is damaged, so neither head nor checksum is asked for. Much may be packed
        // of which nothing comes.
        let readable = packed.get(..packed.len().min(self.coded / UNPACKING)).unwrap_or_default();
        let mut reader = DeflateDecoder::new(readable).take(u64::try_from(most).unwrap_or_default());
        reader.read_to_end(&mut bytes).unwrap_or_default();
        let read = usize::try_from(reader.get_ref().total_in()).unwrap_or(usize::MAX);
        self.coded = self.coded.saturating_sub(read.saturating_mul(UNPACKING));
        self.room = self.room.saturating_sub(bytes.len().max(LEAST_UNPACKED));
        let is_whole = self.room > 0 && bytes.len() < most && (read < readable.len() || read == packed.len());
        self.held.keep(&mut taken, bytes.len());
        match is_whole {
            true => look(self, &bytes),
            false => self.left += 1,
        }
        drop(bytes);
        self.held.give_back(&taken);
        is_whole
    }

    /// Takes in a badge.
    pub(super) fn push(&mut self, badge: Payload) {
        match self.found.len() < MAX_FOUND {
            // What was undone in a text may hold what stood there already.
            _ if self.within > 0 && self.found.contains(&badge) => self.again += 1,
            true => self.found.push(badge),
            false => self.left += 1,
        }
    }
}

/// How many bytes are taken to read a text as the XML or JSON that it may be, beside its
/// own: each part of one is a value.
fn taken_to_read(text: &str) -> usize {
    const A_PART: usize = 96;
    let signs: &[u8] = if text.starts_with('<') { b"<=" } else { b"{[,:" };
    let parts = text.bytes().filter(|byte| signs.contains(byte)).count();
    // No more of them are read.
    A_PART * if text.starts_with('<') { parts } else { parts.min(json::MAX_VALUES) }
}
