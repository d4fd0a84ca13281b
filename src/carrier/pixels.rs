//! Texts among the pixels of a PNG, as they lie packed and after the end of their packing.
//!
//! Pixels are nearly the whole file, so words come first without which nothing can be a
//! badge.

use memchr::{memchr, memrchr};

use super::found::MAX_PAYLOAD;
use super::undone::SHORTEST;
use super::{png, signs};

/// Gives all texts that may lie there, and whether these are all: one may be too long.
pub(super) fn each_text(file: &[u8], mut give: impl FnMut(&[u8])) -> bool {
    let mut before: &[u8] = &[];
    let has_words = png::pixels(file).any(|part| {
        let end = before.get(before.len().saturating_sub(SHORTEST)..).unwrap_or_default();
        let ends = [end, part.get(..part.len().min(SHORTEST)).unwrap_or_default()].concat();
        before = part;
        signs::has_words(part) || signs::has_words(&ends)
    });
    if !has_words {
        return true;
    }
    // A text may go on in the next part. They are not put together as a whole, which
    // would be the file once more.
    let mut begun = Vec::new();
    for part in png::pixels(file) {
        let end = memchr(0, part);
        begun.extend_from_slice(part.get(..end.unwrap_or(part.len())).unwrap_or_default());
        if begun.len() > MAX_PAYLOAD {
            return false;
        }
        let Some(rest) = end.and_then(|end| part.get(end..)) else { continue };
        give(&begun);
        let (whole, open) = rest.split_at_checked(memrchr(0, rest).unwrap_or_default()).unwrap_or_default();
        give(whole);
        begun = open.to_vec();
    }
    give(&begun);
    true
}
