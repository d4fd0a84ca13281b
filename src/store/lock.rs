//! A file that is read, changed and written by one at a time.

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::WriteError;
use super::reading::no_file;
use super::write_error::said;

/// How the name of a lock begins and ends; between lies the name of its file.
const BEGINS: &str = ".";
const ENDS: &str = ".lock";

/// How long another program is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The file, which nobody makes, whose lock stands for all of a folder.
const WHOLE_FOLDER: &str = "badgewright";

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(5);

/// What is held while a file is read, changed and written, so that another
/// program, or another thread, does not do so in between.
///
/// The lock lies on a file beside, since the file itself is replaced. The
/// system takes it back when the program ends, however it ends, so a lock file
/// that was left behind holds nobody up.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _held: File,
}

impl Lock {
    /// Waits until nobody else holds the lock of this file, and takes it. The
    /// file may not exist yet; its folder has to.
    ///
    /// # Errors
    /// When another program does not let go of it in time, or no lock can be
    /// made in the folder. The error names the file that would be written.
    pub fn on(target: &Path) -> Result<Self, WriteError> {
        Self::within(target, PATIENCE)
    }

    /// Waits as [`on`](Self::on) does, for a folder whose files belong together.
    ///
    /// # Errors
    /// As [`on`](Self::on); the error names the folder.
    pub fn on_folder(folder: &Path) -> Result<Self, WriteError> {
        let named = |error| WriteError { path: folder.to_owned(), ..error };
        Self::on(&folder.join(WHOLE_FOLDER)).map_err(named)
    }

    fn within(target: &Path, patience: Duration) -> Result<Self, WriteError> {
        let error = |source| WriteError { path: target.to_owned(), source };
        let name = target.file_name().ok_or_else(|| error(io::ErrorKind::IsADirectory.into()))?;
        let path = target.with_file_name(format!("{BEGINS}{}{ENDS}", name.to_string_lossy()));
        let until = Instant::now() + patience;
        loop {
            let file = open_lock(&path).map_err(error)?;
            match file.try_lock() {
                // Whoever held it before may have taken the file away; then another one counts.
                Ok(()) if is_at(&file, &path) => return Ok(Self { path, _held: file }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    if Instant::now() >= until {
                        let words = "another Badgewright is changing it. Wait until it is done, then try again";
                        return Err(error(said(io::ErrorKind::ResourceBusy, words)));
                    }
                    std::thread::sleep(PAUSE);
                }
                // Some network folders know no locks; there it is as good as it was without.
                Err(TryLockError::Error(failed)) if failed.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { path, _held: file });
                }
                Err(TryLockError::Error(failed)) => return Err(error(failed)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is held: whoever waits for it sees that it is gone and makes another.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Whether a file is a lock of ours, such as one that was left when the program was
/// ended in the middle: it is named for a file beside it, or for all of its folder,
/// and holds nothing.
#[must_use]
pub fn is_own_lock(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let locked =
        name.and_then(|name| name.strip_prefix(BEGINS)?.strip_suffix(ENDS)).filter(|locked| !locked.is_empty());
    locked.is_some_and(|locked| locked == WHOLE_FOLDER || path.with_file_name(locked).is_file())
        && path.symlink_metadata().is_ok_and(|about| about.is_file() && about.len() == 0)
}

/// File that can be locked, made where it is missing. One that a link leads to is not
/// ours, and what is no file is never opened.
///
/// # Errors
/// When it cannot be made or opened, or is no file.
pub fn open_lock(path: &Path) -> io::Result<File> {
    if let Some(kind) = path.symlink_metadata().ok().and_then(|there| no_file(there.file_type())) {
        let words = format!("its lock, “{}”, is {kind}. Remove it, then try again", path.display());
        return Err(said(io::ErrorKind::InvalidInput, words));
    }
    match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path) {
        // Made by somebody else in a folder that is shared: it can be locked all the same.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
        opened => opened,
    }
}

/// Whether an open file is still the one at this path.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(held), Ok(there)) => same_file(&held, &there),
        _ => false,
    }
}

#[cfg(unix)]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Elsewhere a lock file is not taken away.
#[cfg(not(unix))]
fn same_file(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::write_atomically;

    #[test]
    fn whoever_counts_at_once_loses_no_count() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("count");
        std::fs::write(&path, "0").unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let _lock = Lock::on(&path).unwrap();
                        let count: u32 = std::fs::read_to_string(&path).unwrap().parse().unwrap();
                        write_atomically(&path, (count + 1).to_string().as_bytes()).unwrap();
                    }
                });
            }
        });
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "160");
        #[cfg(unix)]
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no lock is left behind");
    }

    #[test]
    fn of_a_folder_that_cannot_be_locked_the_folder_is_named() {
        let missing = tempfile::tempdir().unwrap().path().join("nowhere");
        let error = Lock::on_folder(&missing).unwrap_err();
        assert_eq!(error.path, missing);
    }

    #[test]
    fn who_waits_too_long_is_told_and_a_lock_that_was_left_holds_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.json");
        let held = Lock::on(&path).unwrap();
        let words = Lock::within(&path, Duration::from_millis(20)).unwrap_err().to_string();
        assert!(words.contains("list.json") && words.contains("another Badgewright"), "{words}");
        drop(held);
        let lock = folder.path().join(".list.json.lock");
        assert!(std::process::Command::new("mkfifo").arg(&lock).status().unwrap().success());
        let words = Lock::on(&path).unwrap_err().to_string();
        assert!(words.contains("is a pipe. Remove it"), "{words}");
        std::fs::remove_file(&lock).unwrap();
        std::fs::write(&lock, "left by a crash").unwrap();
        Lock::within(&path, Duration::ZERO).unwrap();
    }
}
