//! What files that are judged at the same time take in memory together.
//!
//! Files are judged on all cores. Each has bounds of its own, but many large
//! ones at once would take as many times that: so each waits until there is
//! room for it beside those that are being judged.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::picture;
use crate::carrier;
use crate::credential::json;

/// Most bytes that files which are judged at once are thought to take, with what is made of
/// one of them beside it: of others hardly anything is made meanwhile.
const ROOM: u64 = 48 * 1024 * 1024 - carrier::MOST_HELD as u64;

/// Bytes that each byte of a record takes while it is read.
const PER_BYTE_OF_RECORD: u64 = 8;

/// The room for the files that are judged at once.
#[derive(Debug, Default)]
pub struct AtOnce {
    taken: Mutex<u64>,
    given_back: Condvar,
}

/// The room that a file has; it is given back when this goes.
#[derive(Debug)]
pub struct Room<'a> {
    all: &'a AtOnce,
    bytes: u64,
}

impl AtOnce {
    /// Waits until a file of this length may be read and judged, `with_picture`
    /// where its picture is decoded as well. One that would not fit at all is
    /// judged alone.
    pub fn room_for(&self, length: u64, with_picture: bool) -> Room<'_> {
        let record = PER_BYTE_OF_RECORD * length.min(json::MAX_BYTES as u64);
        let decoded = if with_picture { picture::MAX_BYTES } else { 0 };
        let bytes = length.saturating_add(record).saturating_add(decoded);
        let is_full = |taken: &mut u64| *taken > 0 && taken.saturating_add(bytes) > ROOM;
        let mut taken = self.given_back.wait_while(self.taken(), is_full).unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_add(bytes);
        Room { all: self, bytes }
    }

    fn taken(&self) -> MutexGuard<'_, u64> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        let mut taken = self.all.taken();
        *taken = taken.saturating_sub(self.bytes);
        drop(taken);
        self.all.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    const LARGE: u64 = 20 * 1024 * 1024;

    /// The most bytes of files that were there at once when many threads judged
    /// files of this length.
    fn most_at_once(length: u64) -> u64 {
        let (at_once, there, most) = (AtOnce::default(), AtomicU64::new(0), AtomicU64::new(0));
        let started = std::sync::Barrier::new(8);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    started.wait();
                    for _ in 0..200 {
                        let _room = at_once.room_for(length, false);
                        most.fetch_max(there.fetch_add(length, Ordering::SeqCst) + length, Ordering::SeqCst);
                        std::thread::yield_now();
                        there.fetch_sub(length, Ordering::SeqCst);
                    }
                });
            }
        });
        most.into_inner()
    }

    #[test]
    fn large_files_wait_for_each_other_and_small_ones_do_not() {
        assert_eq!(most_at_once(LARGE), LARGE, "one after the other");
        assert_eq!(most_at_once(u64::MAX / 2), u64::MAX / 2, "one that is too large for the room has it alone");
        let at_once = AtOnce::default();
        let rooms: Vec<_> = (0..64).map(|_| at_once.room_for(2000, false)).collect();
        assert_eq!(rooms.len(), 64, "a handful of usual badges is judged at once");
        drop(rooms);
        assert_eq!(*at_once.taken(), 0, "all of it is given back");
    }
}
