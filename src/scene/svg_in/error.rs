//! What keeps an SVG file from being taken in.

/// Largest SVG file that is read, in bytes.
pub const MAX_SVG_BYTES: usize = 8 * 1024 * 1024;

/// Most shapes an SVG file may have.
pub const MAX_SVG_SHAPES: usize = 5000;

/// Deepest nesting that is read.
pub(super) const MAX_NESTING: u32 = 200;

/// Why an SVG file cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SvgError {
    /// The file is too large.
    #[error("This SVG file has {megabytes} MB; at most {} MB can be taken in. Simplify the drawing first.", MAX_SVG_BYTES / 1024 / 1024)]
    TooManyBytes {
        /// Its size.
        megabytes: usize,
    },
    /// The file is not an SVG file, or a broken one.
    #[error("This SVG file cannot be read: {0}. Open it in a drawing program and save it again as plain SVG.")]
    Unreadable(String),
    /// The file declares entities.
    #[error(
        "This SVG file declares entities, which are not read because they can hide endless text. Save it again as plain SVG."
    )]
    Entities,
    /// The drawing has too many parts.
    #[error("This SVG file has more than {MAX_SVG_SHAPES} shapes, or some too detailed. Simplify the drawing first.")]
    TooComplex,
    /// Groups lie too deep in each other.
    #[error("This SVG file has groups within groups, more than {MAX_NESTING} deep. Take some apart first.")]
    TooDeep,
    /// There is nothing to take over.
    #[error("This SVG file has no shapes that can be taken over. Text must be turned into outlines first.")]
    Empty,
}
