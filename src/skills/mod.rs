//! Skills of published frameworks: found while typing, suggested from what a
//! badge says, and taken in from files.
//!
//! A [`Framework`] is a list of skills as somebody publishes them. [`esco`] is
//! bundled; others are read from files ([`Table`] for CSV, [`case`] for
//! 1EdTech CASE) and kept for a user on a [`Shelf`]. An [`Index`] of a
//! framework finds skills in well under a frame, and tells which of them a
//! text speaks of. All readers have limits and say row and column of what they
//! cannot use.
//!
//! ```
//! use badgewright::skills::{esco, esco_index};
//!
//! let found = esco_index().search(esco(), "first aid", 1);
//! let best = &esco().entries[found[0].entry];
//! assert_eq!(&*best.label, "provide first aid");
//! ```

pub mod case;
mod decode;
mod esco;
mod file;
mod framework;
mod index;
mod mapping;
mod near;
mod problem;
mod search;
mod shelf;
mod suggest;
mod table;
mod terms;

pub use esco::{esco, esco_index, esco_labels};
pub use file::DamagedFramework;
pub use framework::{Entry, Framework};
pub use index::Index;
pub use mapping::{Column, Mapping};
pub use problem::{MAX_BYTES, MAX_ROWS, Problem, ReadError, Reading};
pub use search::{Hit, How};
pub use shelf::{Shelf, Shelved};
pub use suggest::{Mention, Suggestion};
pub use table::Table;

/// Told how far a reading is, 0 to 1; false ends it.
pub type Watch<'w> = &'w dyn Fn(f32) -> bool;

#[cfg(test)]
mod tests;
