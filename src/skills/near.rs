//! Words that are nearly the same: how many letters were missed, doubled,
//! swapped or wrong.

/// Longest word that is looked at.
const LONGEST: usize = 32;

/// How many slips a word of this length may have.
pub(super) fn slips_allowed(letters: usize) -> u8 {
    match letters {
        ..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Which letters a word has, as bits: a quick look that spares most words the
/// slow one.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, letter| bits | 1 << (letter - b'a'))
}

/// The fewest slips between what was typed and `word` or its beginning, when
/// they are at most `most`. Two letters that changed places are one slip.
pub(super) fn slips(typed: &str, word: &str, most: u8) -> Option<u8> {
    let (typed, word) = (typed.as_bytes(), word.as_bytes());
    let most = usize::from(most);
    if typed.len() > LONGEST || word.len() + most < typed.len() {
        return None;
    }
    // What lies further behind than all slips is not reached.
    let word = &word[..word.len().min(typed.len() + most)];
    let width = word.len() + 1;
    let mut before = [0_usize; 2 * LONGEST];
    let mut row = [0_usize; 2 * LONGEST];
    let mut next = [0_usize; 2 * LONGEST];
    for (at, cell) in row[..width].iter_mut().enumerate() {
        *cell = at;
    }
    for (i, letter) in typed.iter().enumerate() {
        next[0] = i + 1;
        let mut best = next[0];
        for (j, other) in word.iter().enumerate() {
            let mut slips = (row[j] + usize::from(letter != other)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *letter == word[j - 1] && typed[i - 1] == *other {
                slips = slips.min(before[j - 1] + 1);
            }
            next[j + 1] = slips;
            best = best.min(slips);
        }
        if best > most {
            return None;
        }
        (before, row, next) = (row, next, before);
    }
    let fewest = row[..width].iter().copied().min().filter(|slips| *slips <= most)?;
    u8::try_from(fewest).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_up_to_a_limit() {
        assert_eq!(slips("comunication", "communication", 2), Some(1));
        assert_eq!(slips("comunicaton", "communication", 2), Some(2));
        assert_eq!(slips("comunicaton", "communication", 1), None);
        assert_eq!(slips("taem", "team", 1), Some(1), "letters that changed places");
        assert_eq!(slips("comunic", "communication", 1), Some(1), "a beginning is enough");
        assert_eq!(slips("garden", "music", 1), None);
        assert_eq!(slips("", "music", 1), Some(0));
    }
}
