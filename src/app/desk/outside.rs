//! What comes from outside the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{FileDialogs, Portal};
use super::viewer;
use crate::app::toolkit::clipboard::{self, Drawings};
use crate::credential::KdfCost;
use crate::store::user_folder;

/// Shows a file in the program that the system has for its kind.
pub type Show = dyn Fn(&Path) -> std::io::Result<()> + Send + Sync;

/// What comes from outside the window, so that tests can hold it still.
pub struct Outside {
    /// The user's own folder; `None` when there is none, then nothing is kept.
    pub folder: Option<PathBuf>,
    /// Where new files are offered to be saved.
    pub documents: Box<dyn Fn() -> PathBuf>,
    /// The user's home folder, for paths that begin with `~`.
    pub home: Box<dyn Fn() -> Option<PathBuf>>,
    /// Asks for files.
    pub dialogs: Box<dyn FileDialogs>,
    /// An identifier nobody else has, as a URI.
    pub fresh_id: Box<dyn Fn() -> String>,
    /// What guessing the passphrase of a new key costs.
    pub key_cost: KdfCost,
    /// The way to the web, for those who ask to check online.
    pub online: crate::online::Online,
    /// Drawings on the clipboard.
    pub drawings: Arc<dyn Drawings>,
    /// Shows a file in the program that the system has for its kind.
    pub show: Arc<Show>,
    /// The time.
    pub now: Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>,
}

impl Outside {
    /// The real world.
    pub fn real() -> Self {
        let documents = || {
            let dirs = directories::UserDirs::new();
            dirs.and_then(|dirs| dirs.document_dir().map(Path::to_owned).or_else(|| Some(dirs.home_dir().to_owned())))
                .filter(|dir| dir.is_dir())
                .unwrap_or_default()
        };
        Self {
            folder: user_folder().ok(),
            documents: Box::new(documents),
            home: Box::new(|| directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned())),
            dialogs: Box::new(Portal),
            online: crate::online::Online::default(),
            fresh_id: Box::new(|| format!("urn:uuid:{}", uuid::Uuid::new_v4())),
            key_cost: KdfCost::default(),
            drawings: Arc::new(clipboard::System::default()),
            show: Arc::new(viewer::show),
            now: Arc::new(jiff::Timestamp::now),
        }
    }
}
