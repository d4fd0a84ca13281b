//! The user's signing key on disk.

use std::path::{Path, PathBuf};

use super::{IssuerKey, KdfCost, KeyFile, SystemRandom, Trust};
use crate::app::Progress;

/// Where the window keeps the user's key.
fn path(folder: &Path) -> PathBuf {
    folder.join("keys").join("signing.key.json")
}

/// The user's key, when there is one.
///
/// # Errors
/// A sentence, when the file is there but is none.
pub(super) fn find(folder: &Path) -> Result<Option<KeyFile>, String> {
    let path = path(folder);
    if !path.exists() {
        return Ok(None);
    }
    KeyFile::read(&path).map(Some).map_err(|error| error.to_string())
}

/// Makes the user's key, seals it, and records it among the own ones, so that
/// what it signs is genuine to its user.
///
/// # Errors
/// A sentence that says what cannot be done.
pub(super) fn make(
    folder: &Path,
    name: &str,
    passphrase: &str,
    now: jiff::Timestamp,
    cost: KdfCost,
    progress: &Progress,
) -> Result<KeyFile, String> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let key = IssuerKey::generate(name, crate::credential::Algorithm::Ed25519, now, &mut SystemRandom)
        .map_err(|error| words(&error))?;
    let file = KeyFile::seal(&key, passphrase, cost, &mut SystemRandom).map_err(|error| words(&error))?;
    if progress.is_cancelled() {
        return Err("No key was made.".into());
    }
    let path = path(folder);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("“{}” cannot be made: {error}.", folder.display()))?;
    }
    Trust::store_own_key(&file, &path, folder).map_err(|error| words(&error))?;
    Ok(file)
}
