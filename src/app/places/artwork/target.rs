//! The badge that work beside the window is for.

use crate::app::desk::Desk;

/// Which badge something is for that takes a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The document, by the number of its life in this window.
    session: u64,
    /// The member of its set that is in view.
    member: Option<String>,
}

impl Target {
    /// The badge that is in view.
    pub(super) fn of(desk: &Desk) -> Self {
        let member = desk.document().shown.as_ref().map(|shown| shown.id.clone());
        Self { session: desk.session.number, member }
    }
}
