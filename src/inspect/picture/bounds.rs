//! How large pictures are that are compared, and what is said of others.

/// The longest side of a picture that is compared, in pixels.
pub(super) const MAX_SIDE: u32 = 2_048;

/// The memory that reading a picture may take beside the file, in bytes. A PNG comes
/// row by row, every other is there as a whole.
pub(in crate::inspect) const MAX_BYTES: u64 = 12 * 1024 * 1024;

pub(super) const TOO_LARGE: &str = "is larger, or takes more to read, than pictures that are compared";
pub(super) const DAMAGED: &str = "is damaged";
