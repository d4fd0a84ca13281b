//! Where a user's own things are kept.

use std::path::PathBuf;

/// The system tells no home folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Your home folder is not known, so nothing can be kept. Set BADGEWRIGHT_HOME to a folder of yours.")]
pub struct NoUserFolder;

/// The folder for this user's keys, trusted issuers, settings and unsaved
/// work: `BADGEWRIGHT_HOME` when set, else the system's place for an
/// application's data. It may not exist yet.
///
/// # Errors
/// When the system tells no home folder.
pub fn user_folder() -> Result<PathBuf, NoUserFolder> {
    if let Some(folder) = std::env::var_os("BADGEWRIGHT_HOME").filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let folders = directories::ProjectDirs::from("", "", "Badgewright").ok_or(NoUserFolder)?;
    Ok(folders.data_dir().to_owned())
}
