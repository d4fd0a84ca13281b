//! A badge's words and its artwork together, as one value and one file.
//!
//! A [`Document`] is a value: an edit makes a new one which shares what did
//! not change. [`History`] is a list of such values, so undo cannot be wrong
//! and autosave is a write of the current one.

mod arrange;
mod atomic;
mod edit;
mod file;
mod history;
mod recovery;
mod standards;
mod starters;
mod travel;
mod user_folder;

use std::sync::Arc;

use crate::Extra;
use crate::artwork::Artwork;
use crate::badge::Badge;

pub use arrange::{Alignment, Axis, aligned, distributed, mirrored};
pub use atomic::{WriteError, write_atomically, write_private, write_private_new};
pub use edit::{Edit, EditError, Order};
pub use file::{EXTENSION, FORMAT, FileError, MAX_FILE_BYTES};
pub use history::{Group, History, Selection, Version};
pub use recovery::{Found, Recovery};
pub use standards::{OwnStandards, StandardFileError};
pub use starters::{Starter, starter, starters};
pub use user_folder::{NoUserFolder, user_folder};

/// A badge's words and artwork. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it says.
    pub badge: Arc<Badge>,
    /// What it looks like.
    pub artwork: Arc<Artwork>,
    /// Fields of the file that this version does not know.
    pub extra: Arc<Extra>,
}

impl Document {
    /// True when both are the very same version, not only alike.
    pub fn same_version(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.badge, &other.badge)
            && Arc::ptr_eq(&self.artwork, &other.artwork)
            && Arc::ptr_eq(&self.extra, &other.extra)
    }
}

#[cfg(test)]
mod tests;
