//! What Check remembers.

/// What Check remembers: nothing, since the review is the desk's.
#[derive(Default)]
pub struct Check;
