//! What the explainer is told.

use super::sample::Sample;

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

impl Message {
    pub(in crate::app) fn listed() -> Vec<Self> {
        vec![Self::Open]
    }

    pub(in crate::app) fn label(&self) -> String {
        "What is a digital badge?".into()
    }

    pub(in crate::app) fn icon(&self) -> &'static str {
        "puzzle-piece"
    }
}
