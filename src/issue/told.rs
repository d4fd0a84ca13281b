//! One field of what is told before it is signed.

/// Reason why something is left out that was written.
pub(super) const NO_PLACE: &str = "Open Badges 2.0 have no place for it";

/// Field that the credential carries, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which.
    pub field: &'static str,
    /// What it will say.
    pub says: String,
    /// A word about it: who can read it, where it comes from.
    pub note: String,
}
