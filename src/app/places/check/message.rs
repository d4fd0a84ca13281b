//! What Check is told.

use super::Check;
use crate::app::desk::{Desk, Entry};

/// Check has no messages of its own: it shows what the review found and leads to it.
#[derive(Clone, Debug)]
pub enum Message {}

/// The commands of Check.
pub fn commands(_: &Check, _: &Desk) -> Vec<Entry<Message>> {
    Vec::new()
}
