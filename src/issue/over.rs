//! What a file that is written may take the place of.

use std::io;
use std::path::{Path, PathBuf};

use super::web_folder::is_hosted;
use crate::store::{WriteError, holds_secret, may_create, may_replace, user_folder, write_atomically, write_new};

/// Why a file may not be written at a path. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OverError {
    /// Something lies there, and nobody said that it may go.
    #[error("There is already a file “{}”. Choose another name, or remove it first.", .0.display())]
    Exists(PathBuf),
    /// It is what the work is made from.
    #[error("“{}” is what this is made from, so it is not written over. Choose another name.", .0.display())]
    Input(PathBuf),
    /// Something else lies there under the name of a picture or a document.
    #[error("“{}” is something else than its name says, so it is not written over. Choose another folder, or move it away.", .0.display())]
    OtherKind(PathBuf),
    /// A key cannot be made again.
    #[error("“{}” is a key. A key is never overwritten: choose another name.", .0.display())]
    Key(PathBuf),
    /// It tells of badges that others have.
    #[error("“{}” is a file for an issuer's web server, and badges that were awarded rest on what it says, so it is not written over. Choose another name.", .0.display())]
    Hosted(PathBuf),
    /// What the program keeps for the user.
    #[error("“{}” is kept by Badgewright for you, so no command writes over it. Choose another name.", .0.display())]
    Kept(PathBuf),
    /// The folder or the disk does not take it.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Overwriting: what may be replaced by a file that is written. Nothing, unless `force` is
/// given; and never a key, a file that the work is made from, an issuer's file
/// for the web, or what is kept for the user.
#[derive(Clone, Debug, Default)]
pub struct Over {
    /// Whether a file that is there may be replaced.
    pub force: bool,
    /// Files that the work is made from.
    pub inputs: Vec<PathBuf>,
}

impl Over {
    /// That a file may be written at a path: to be asked before long work is
    /// begun, or a passphrase is asked for.
    ///
    /// # Errors
    /// Says what lies there.
    pub fn check(&self, path: &Path) -> Result<(), OverError> {
        self.check_document(path)?;
        if is_hosted(path) { Err(OverError::Hosted(path.to_owned())) } else { Ok(()) }
    }

    /// The same for what may be an issuer's file for the web, with which the new one
    /// is merged.
    pub(super) fn check_document(&self, path: &Path) -> Result<(), OverError> {
        if path.symlink_metadata().is_err() {
            // Its folder may be made with it.
            let is_to_be_made = |error: &WriteError| error.source.kind() == io::ErrorKind::NotFound;
            return may_create(path).or_else(|error| if is_to_be_made(&error) { Ok(()) } else { Err(error.into()) });
        }
        if self.inputs.iter().any(|input| is_same(input, path)) {
            return Err(OverError::Input(path.to_owned()));
        }
        if holds_secret(path) {
            return Err(OverError::Key(path.to_owned()));
        }
        if user_folder().is_ok_and(|home| is_kept(path, &home)) {
            return Err(OverError::Kept(path.to_owned()));
        }
        if !self.force && !path.is_dir() {
            return Err(OverError::Exists(path.to_owned()));
        }
        Ok(may_replace(path)?)
    }

    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// As [`check`](Self::check), and when the folder or the disk does not take
    /// it.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), OverError> {
        self.check(path)?;
        if self.force {
            return Ok(write_atomically(path, bytes)?);
        }
        // Somebody else may have put a file there since.
        write_new(path, bytes).map_err(|error| match error.source.kind() {
            io::ErrorKind::AlreadyExists => OverError::Exists(path.to_owned()),
            _ => OverError::Write(error),
        })
    }
}

/// Whether two paths lead to the same file, by whatever way.
fn is_same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    if let (Ok(one), Ok(other)) = (one.metadata(), other.metadata()) {
        use std::os::unix::fs::MetadataExt as _;
        return (one.dev(), one.ino()) == (other.dev(), other.ino());
    }
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Kinds of files that people make; all others in the user's folder are the
/// program's.
const MADE: [&str; 5] = ["png", "svg", "pdf", "jwt", "badge"];

/// Whether a file is one of those that are kept in the user's folder.
fn is_kept(path: &Path, home: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    let is_inside =
        || matches!((path.canonicalize(), home.canonicalize()), (Ok(path), Ok(home)) if path.starts_with(&home));
    !MADE.iter().any(|made| ending == **made) && path.is_file() && is_inside()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{Algorithm, IssuerKey, KdfCost, KeyFile, SystemRandom};

    #[test]
    fn what_is_kept_for_the_user_is_theirs() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        std::fs::create_dir_all(home.join("web")).unwrap();
        for (name, kept) in [
            ("home/issuers.json", true),
            ("home/web/example.json", true),
            ("home/dictionary.txt", true),
            ("home/../home/settings.json", true),
            ("home/badge.png", false),
            ("badge.json", false),
        ] {
            let path = folder.path().join(name);
            assert!(!is_kept(&path, &home), "{name} is not there yet");
            std::fs::write(&path, "{}").unwrap();
            assert_eq!(is_kept(&path, &home), kept, "{name}");
        }
    }

    #[test]
    fn keys_and_inputs_are_never_replaced_and_other_files_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let key =
            IssuerKey::generate("Ours", Algorithm::Ed25519, jiff::Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap();
        let cost = KdfCost { memory_kib: 8, passes: 1, lanes: 1 };
        KeyFile::seal(&key, "p", cost, &mut SystemRandom).unwrap().write(&at("own.key")).unwrap();
        std::fs::write(at("own.pem"), key.export_pem().unwrap().as_bytes()).unwrap();
        std::fs::write(at("own.jwk"), key.export_jwk().unwrap().as_bytes()).unwrap();
        for name in ["design.badge", "notes.txt"] {
            std::fs::write(at(name), "mine").unwrap();
        }
        for force in [false, true] {
            // The same file by another way.
            let inputs = vec![folder.path().join(".").join("design.badge")];
            let over = Over { force, inputs };
            for name in ["own.key", "own.pem", "own.jwk"] {
                assert!(matches!(over.write(&at(name), b"new"), Err(OverError::Key(_))), "{name}");
            }
            assert!(matches!(over.write(&at("design.badge"), b"new"), Err(OverError::Input(_))));
            assert_eq!(over.write(&at("notes.txt"), b"new").is_ok(), force);
            over.write(&at(&format!("{force}")), b"new").unwrap();
        }
        assert_eq!(std::fs::read(at("design.badge")).unwrap(), b"mine");
        assert_eq!(std::fs::read(at("notes.txt")).unwrap(), b"new");
    }
}
