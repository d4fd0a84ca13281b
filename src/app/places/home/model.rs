//! What Home remembers between frames.

use super::{own, recent, starters};
use crate::app::toolkit::thumbnails::Thumbnails;

/// What the screen remembers between frames.
#[derive(Default)]
pub struct Home {
    pub(super) thumbnails: Thumbnails,
    pub(super) starters: starters::Shelf,
    pub(super) recent: recent::List,
    /// What every starter gets.
    pub(super) own: own::Own,
    /// The last pass in which Home was shown.
    pub(super) last_pass: Option<u64>,
}

impl Home {
    /// A badge was started: the next one is made one's own anew.
    pub(in crate::app) fn has_started(&mut self) {
        self.own = own::Own::default();
    }
}
