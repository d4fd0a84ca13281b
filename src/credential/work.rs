//! How much work one inspection may take.

use std::cell::Cell;
use std::rc::Rc;

use thiserror::Error;

/// The steps that one inspection may take, in statements looked at: of the
/// credential, of everything that lies inside it, and of all that takes as long, such
/// as reading keys and checking signatures.
/// Each part alone is bounded, too, but many cheap parts could be squared.
const MOST: u64 = 60_000;

/// As many bytes as are copied or hashed in about the time of one step.
const BYTES_A_STEP: usize = 2048;

/// The steps that a text of so many bytes takes beside all else.
pub(super) fn steps(bytes: usize) -> u64 {
    (bytes / BYTES_A_STEP) as u64
}

/// More work than is done for one file.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("The file asks for more work than is done for one, so not all of it was checked.")]
pub struct TooMuch;

/// What is left of the work that may be spent on one file. Clones spend from
/// the same purse.
#[derive(Clone, Debug)]
pub struct Work(Rc<Cell<u64>>);

impl Default for Work {
    fn default() -> Self {
        Self(Rc::new(Cell::new(MOST)))
    }
}

impl Work {
    /// Spends some steps before they are taken.
    ///
    /// # Errors
    /// When too little is left.
    pub fn spend(&self, steps: u64) -> Result<(), TooMuch> {
        let left = self.0.get().checked_sub(steps);
        // What did not suffice for this does not suffice for anything else.
        self.0.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(TooMuch)
    }
}
