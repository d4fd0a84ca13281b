//! How much work one inspection may take.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::Value;
use thiserror::Error;

/// The steps that one inspection may take, in statements looked at: of the
/// credential, of everything that lies inside it, and of all that takes as long, such
/// as reading keys and checking signatures.
/// Each part alone is bounded, too, but many cheap parts could be squared.
const MOST: u64 = 60_000;

/// The things that are told of one file, together with all that lies inside it: what is
/// told of one takes some thirty times the memory of its shortest text. Records of a
/// hundred badges speak of some thousand.
pub const MAX_THINGS: usize = 20_000;

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

/// More things than are told of one file.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error(
    "The badge data was not read: the file speaks of more than {MAX_THINGS} things (achievements, earners, skills and the \
     like)."
)]
pub struct TooMany;

/// What is left of the work that may be spent on one file, and of the things that may
/// be told of it. Clones spend from the same purse.
#[derive(Clone, Debug)]
pub struct Work {
    steps: Rc<Cell<u64>>,
    things: Rc<Cell<usize>>,
}

impl Default for Work {
    fn default() -> Self {
        Self { steps: Rc::new(Cell::new(MOST)), things: Rc::new(Cell::new(MAX_THINGS)) }
    }
}

impl Work {
    /// Spends some steps before they are taken.
    ///
    /// # Errors
    /// When too little is left.
    pub fn spend(&self, steps: u64) -> Result<(), TooMuch> {
        let left = self.steps.get().checked_sub(steps);
        // What did not suffice for this does not suffice for anything else.
        self.steps.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(TooMuch)
    }

    /// Counts the things of which a text speaks, before they are told.
    ///
    /// # Errors
    /// When they are more than may still be told.
    pub fn tells_of(&self, text: &Value) -> Result<(), TooMany> {
        let left = self.things.get().checked_sub(things(text));
        self.things.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(TooMany)
    }
}

/// How many things a text speaks of: objects, and whatever else stands in a list.
fn things(text: &Value) -> usize {
    match text {
        Value::Object(fields) => 1 + fields.values().map(things).sum::<usize>(),
        Value::Array(list) => list.iter().map(|entry| things(entry).max(1)).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_thing_counts_once_however_it_is_written() {
        assert_eq!(things(&json!("a")), 0);
        assert_eq!(things(&json!({ "a": "b", "c": { "d": 1 } })), 2);
        assert_eq!(things(&json!({ "a": ["b", {}, { "c": "d" }, []] })), 5);
    }

    #[test]
    fn what_did_not_suffice_for_one_does_not_suffice_for_another() {
        let work = Work::default();
        assert_eq!(work.tells_of(&json!(vec![0; MAX_THINGS - 1])), Ok(()));
        assert_eq!(work.clone().tells_of(&json!([0, 0])), Err(TooMany));
        assert_eq!(work.tells_of(&json!([0])), Err(TooMany));
        assert_eq!(work.spend(1), Ok(()));
    }
}
