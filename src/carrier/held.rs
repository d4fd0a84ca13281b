//! Memory for what is made of a file beside it: texts that were undone or unpacked.
//!
//! Each file has its bound, but many files are looked through at the same time, on all
//! cores. Nearly all of them need hardly any of it, and how much one does nobody knows
//! before. So whatever needs more waits until no other one does.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many bytes are held at once that were made of a file: each encoding within
/// another is, beside all that it lies in.
pub const MOST_HELD: usize = 12 * 1024 * 1024;

/// How many of them any file may hold, whatever others do.
const FREE: usize = 256 * 1024;

/// Who holds more than that.
static MORE: Mutex<()> = Mutex::new(());

/// What one file may still hold.
#[derive(Debug)]
pub(super) struct Held {
    left: usize,
    /// Whether it is the one that may hold more.
    more: Option<MutexGuard<'static, ()>>,
}

impl Default for Held {
    fn default() -> Self {
        Self { left: MOST_HELD, more: None }
    }
}

/// What was taken, to be given back.
#[derive(Debug)]
#[must_use]
pub(super) struct Taken {
    bytes: usize,
    is_first: bool,
}

impl Held {
    /// Takes so many bytes, as soon as there is room for them beside other files; `None`
    /// where they are more than this one may hold.
    pub(super) fn take(&mut self, bytes: usize) -> Option<Taken> {
        self.left = self.left.checked_sub(bytes)?;
        let is_first = self.more.is_none() && MOST_HELD - self.left > FREE;
        if is_first {
            self.more = Some(MORE.lock().unwrap_or_else(PoisonError::into_inner));
        }
        Some(Taken { bytes, is_first })
    }

    /// How many bytes it may still hold.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// Gives back what of it is more than so many bytes.
    pub(super) fn keep(&mut self, taken: &mut Taken, bytes: usize) {
        let kept = taken.bytes.min(bytes);
        self.left += taken.bytes - kept;
        taken.bytes = kept;
    }

    pub(super) fn give_back(&mut self, taken: &Taken) {
        self.left += taken.bytes;
        if taken.is_first {
            self.more = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_taken() -> bool {
        MORE.try_lock().is_err()
    }

    #[test]
    fn files_hold_much_one_after_the_other_and_a_little_at_once() {
        let mut held = Held::default();
        let little = held.take(FREE).unwrap();
        let mut others: Vec<Held> = (0..64).map(|_| Held::default()).collect();
        // None of them waits.
        let free: Vec<Taken> = others.iter_mut().map(|other| other.take(FREE).unwrap()).collect();
        assert_eq!(free.len(), 64);
        let much = held.take(1).unwrap();
        assert!(is_taken());
        let rest = held.take(held.left()).unwrap();
        assert_eq!((held.left, held.take(1).is_none()), (0, true));
        held.give_back(&rest);
        assert!(is_taken(), "until all of it is given back");
        held.give_back(&much);
        held.give_back(&little);
        assert_eq!((held.left, held.more.is_none()), (MOST_HELD, true));
        // Many at once get through, one after the other.
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let mut held = Held::default();
                    let taken = held.take(2 * FREE).unwrap();
                    assert!(is_taken());
                    held.give_back(&taken);
                });
            }
        });
    }
}
