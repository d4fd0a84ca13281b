//! A badge's words and its artwork together, as one value and one file.
//!
//! A [`Document`] is a value: an edit makes a new one which shares what did
//! not change. [`History`] is a list of such values, so undo cannot be wrong
//! and autosave is a write of the current one.
//!
//! ```
//! use badgewright::document::{Document, Edit, Group, History, starter};
//!
//! let mut history = History::new(starter("first-aid").expect("a starter").document("urn:uuid:1".into())?);
//! let mut badge = (*history.document().badge).clone();
//! badge.name = "Ice Rescue".into();
//! history.apply(&[Edit::Badge(Box::new(badge))], "Name", Group::Once)?;
//! let read_again = Document::from_bytes(&history.document().to_bytes())?;
//! assert_eq!(read_again.badge.name, "Ice Rescue");
//! assert!(history.undo());
//! assert_ne!(history.document().badge.name, "Ice Rescue");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arrange;
mod brand_file;
mod edit;
mod file;
mod file_error;
mod history;
mod own;
mod recovery;
mod samples;
mod sectors;
pub mod set;
mod standards;
mod starters;
mod travel;

use std::sync::Arc;

use crate::Extra;
use crate::artwork::{Artwork, Brand};
use crate::badge::Badge;
use set::{Set, Shown};

pub use arrange::{Alignment, Axis, aligned, distributed, mirrored};
pub use brand_file::{BRAND_EXTENSION, BrandError, MAX_BRAND_BYTES, open_brand, read_brand, save_brand};
pub use edit::{Edit, EditError, Order};
pub use file::EXTENSION;
pub use file_error::{FORMAT, FileError, MAX_FILE_BYTES, SaveError};
pub use history::{Group, History, Selection, Version};
pub use own::{dressed_in, renamed, with_icon, with_name};
pub use recovery::{Found, Recovery};
pub use samples::{has_made_up_issuer, is_made_up, without_made_up};
pub use sectors::Sector;
pub use standards::OwnStandards;
pub use starters::{Starter, starter, starters};
pub use travel::carries_document;

/// A badge's words and artwork, and the set made from them. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What it says: the member in view, else the design.
    pub badge: Arc<Badge>,
    /// What it looks like: the member in view, else the design.
    pub artwork: Arc<Artwork>,
    /// The brand it was made for.
    pub brand: Option<Arc<Brand>>,
    /// The badges made from the design; none for a single badge.
    pub set: Arc<Set>,
    /// The member of the set that is in view instead of the design. It is part
    /// of no file.
    pub shown: Option<Arc<Shown>>,
    /// Fields of the file that this version does not know.
    pub extra: Arc<Extra>,
}

impl Document {
    /// True when both show the very same version, not only one alike.
    pub fn same_version(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.badge, &other.badge) && Arc::ptr_eq(&self.artwork, &other.artwork) && self.same_file(other)
    }

    /// True when both come to the very same file, whatever is in view.
    pub fn same_file(&self, other: &Self) -> bool {
        let ((badge, artwork), (other_badge, other_artwork)) = (self.design_parts(), other.design_parts());
        Arc::ptr_eq(badge, other_badge)
            && Arc::ptr_eq(artwork, other_artwork)
            && Arc::ptr_eq(&self.set, &other.set)
            && Arc::ptr_eq(&self.extra, &other.extra)
            && match (&self.brand, &other.brand) {
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                (one, other) => one.is_none() && other.is_none(),
            }
    }
}

impl PartialEq for Document {
    /// Equal in what the file holds and in what is in view.
    fn eq(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(one: &Arc<T>, other: &Arc<T>) -> bool {
            Arc::ptr_eq(one, other) || one == other
        }
        let ((badge, artwork), (other_badge, other_artwork)) = (self.design_parts(), other.design_parts());
        same(&self.badge, &other.badge)
            && same(&self.artwork, &other.artwork)
            && same(badge, other_badge)
            && same(artwork, other_artwork)
            && same(&self.set, &other.set)
            && same(&self.extra, &other.extra)
            && self.brand == other.brand
            && self.shown.as_ref().map(|shown| &shown.id) == other.shown.as_ref().map(|shown| &shown.id)
    }
}

#[cfg(test)]
mod font_tests;
#[cfg(test)]
mod tests;
