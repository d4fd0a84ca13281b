//! What was worked out lately: a folder of badges names the same few keys over
//! and over, and reading a key can take as long as checking a signature.

use std::borrow::Borrow;
use std::cell::RefCell;

/// How many answers are kept.
const MOST: usize = 16;

/// The latest answers of some work, by what was asked. To be kept by each
/// thread for itself, so that nobody waits.
pub(super) struct Recent<K, V>(RefCell<Vec<(K, V)>>);

impl<K, V: Clone> Recent<K, V> {
    pub(super) const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// The answer, from memory where it was asked lately. Failures are not
    /// kept.
    pub(super) fn get<Q, E>(&self, asked: &Q, work: impl FnOnce() -> Result<V, E>) -> Result<V, E>
    where
        K: Borrow<Q>,
        Q: PartialEq + ToOwned<Owned = K> + ?Sized,
    {
        let mut kept = self.0.borrow_mut();
        if let Some(at) = kept.iter().position(|(known, _)| known.borrow() == asked) {
            kept[..=at].rotate_right(1);
            return Ok(kept[0].1.clone());
        }
        drop(kept);
        let answer = work()?;
        let mut kept = self.0.borrow_mut();
        kept.truncate(MOST - 1);
        kept.insert(0, (asked.to_owned(), answer.clone()));
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_lately_is_not_worked_out_again() {
        let recent: Recent<String, usize> = Recent::new();
        let worked = RefCell::new(0);
        let length = |text: &str| {
            let work = || {
                *worked.borrow_mut() += 1;
                if text.is_empty() { Err(()) } else { Ok(text.len()) }
            };
            recent.get(text, work)
        };
        assert_eq!((length("kite"), length("kite"), length("")), (Ok(4), Ok(4), Err(())));
        assert_eq!(*worked.borrow(), 2);
        for number in 0..MOST {
            assert_eq!(length(&"x".repeat(number + 10)), Ok(number + 10));
        }
        assert_eq!((length("kite"), *worked.borrow()), (Ok(4), MOST + 3), "the oldest was forgotten");
    }
}
