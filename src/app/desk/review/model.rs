//! The state of the review beside the work.

use std::sync::Arc;

use super::reviewed::Reviewed;
use crate::badge::Badge;
use crate::review::{OwnProfile, Profile, Proofs, RuleSet};

/// The review beside the work: what it found, and what it knows beside the document.
pub struct Reviewing {
    /// The rules the words are held to.
    pub profile: RuleSet,
    /// The user's own profiles.
    pub own: Vec<OwnProfile>,
    /// The profile that is being changed.
    pub editing: Option<OwnProfile>,
    /// What was found when the review last ended, beside the window.
    pub(super) reviewed: Reviewed,
    /// What spelling and grammar said.
    pub(super) proofs: Proofs,
    /// The user's own words.
    pub(super) dictionary: Arc<Vec<String>>,
    /// Counts how often the review came to know something else than the words: a
    /// review that began before is made again.
    pub(super) turn: u64,
    /// The words last seen, since when, and whether they are read.
    pub(super) seen: Option<(Arc<Badge>, f64, bool)>,
}

impl Default for Reviewing {
    fn default() -> Self {
        Self {
            profile: RuleSet::from(Profile::default()),
            own: Vec::new(),
            editing: None,
            reviewed: Reviewed::default(),
            proofs: Proofs::default(),
            dictionary: Arc::default(),
            turn: 0,
            seen: None,
        }
    }
}

impl Reviewing {
    /// Has the words reviewed again: the review knows more than before.
    pub(super) fn again(&mut self) {
        self.turn += 1;
    }

    /// Holds the words to other rules.
    pub(super) fn set_profile(&mut self, profile: impl Into<RuleSet>) {
        self.profile = profile.into();
        self.again();
    }
}
