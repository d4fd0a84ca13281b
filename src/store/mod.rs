//! Store of what users keep for themselves, and the one way to the disk: files are
//! opened, read to a limit, locked and written whole here, for every room.
//!
//! ```
//! use badgewright::store::{Kept, StoreError, change_kept, read_kept};
//!
//! #[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
//! struct Places {
//!     places: Vec<String>,
//! }
//!
//! impl Kept for Places {
//!     const FIELDS: &'static [&'static str] = &["places"];
//! }
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("places.json");
//! change_kept(&path, 1024, |kept: &mut Places| {
//!     kept.places.push("Bristol".into());
//!     Ok::<_, StoreError>(())
//! })?;
//! assert_eq!(read_kept::<Places>(&path, 1024)?.places, ["Bristol"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod atomic;
mod error;
mod folder;
mod home;
mod kept;
mod lock;
mod mark;
mod reading;
mod secrets;
mod write_error;

pub use atomic::{
    Pending, may_create, may_replace, may_replace_private, write_atomically, write_new, write_private,
    write_private_new, write_secret_new,
};
pub use error::StoreError;
pub use folder::{Folder, Item, files_in};
pub use home::{Home, NoUserFolder, user_folder};
pub use kept::{Kept, change_kept, read_kept};
pub use lock::{Lock, is_own_lock, open_lock};
pub use mark::{is_own_mark, mark_of, put_mark};
pub use reading::{ReadError, no_file, open_file, read_limited, read_start, why_unread};
pub use secrets::holds_secret;
pub use write_error::WriteError;
