//! What the explainer is told.

use super::Explainer;
use super::sample::Sample;
use crate::app::desk::{Desk, Entry};

/// Something that the explainer is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Shows it from its first step.
    Open,
    /// Closes it.
    Close,
    /// Goes to this step.
    Step(usize),
    /// Takes the picture apart, or puts it together.
    Apart,
    /// Makes a sample, seals it with a throw-away key, and checks it.
    Seal,
    /// Changes a letter in the sealed sample, or puts it back, and checks it.
    Change,
    /// What came of it.
    Checked(Result<Sample, String>),
    /// The offer at the first start is not wanted any more.
    Later,
}

/// The commands of the explainer.
pub fn commands(_: &Option<Explainer>, _: &Desk) -> Vec<Entry<Message>> {
    vec![
        Entry::new(Message::Open, "What is a digital badge?", "puzzle-piece")
            .also("help explain learn tour introduction"),
    ]
}
