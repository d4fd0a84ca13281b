//! Writing files whole or not at all, and reading no more than a file may have.

use std::fs::{self, Permissions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Why a file could not be written. What was there before is unchanged.
#[derive(Debug, thiserror::Error)]
#[error("“{}” was not written: {}", path.display(), reason(source))]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "you may not write in this folder. Choose another one.".into(),
        io::ErrorKind::ReadOnlyFilesystem => "this folder is read-only. Choose another one.".into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full. Free some space or choose another disk, then try again.".into()
        }
        io::ErrorKind::NotFound => "its folder does not exist. Make the folder or choose another one.".into(),
        io::ErrorKind::AlreadyExists => "there is a file of that name already. Choose another name.".into(),
        io::ErrorKind::IsADirectory => "there is a folder of that name. Choose another name.".into(),
        _ => format!("{error}."),
    }
}

/// Writes a file under a temporary name beside it and renames it, so that it
/// is there whole or, after an error, as it was before. A link is followed.
///
/// # Errors
/// When the folder is missing or read-only, or the disk is full.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write(path, bytes, 0o666, true)
}

/// [`write_atomically`] for a file that only its owner may read (mode 0600).
///
/// # Errors
/// As [`write_atomically`].
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write(path, bytes, 0o600, true)
}

/// [`write_private`] for a file that never takes the place of another.
///
/// # Errors
/// As [`write_atomically`], and [`io::ErrorKind::AlreadyExists`] when there is
/// a file of that name.
pub fn write_private_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write(path, bytes, 0o600, false)
}

/// The bytes of a file that may have so many at most. What the system tells of a
/// file's size is not trusted: a device tells none.
///
/// # Errors
/// When it cannot be read, and [`io::ErrorKind::FileTooLarge`] with a sentence that
/// gives the limit when it is larger.
pub fn read_limited(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let words = format!("it is larger than the {} KB it may have", most / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
    }
    Ok(bytes)
}

fn write(path: &Path, bytes: &[u8], mode: u32, replace: bool) -> Result<(), WriteError> {
    let error = |source| WriteError { path: path.to_owned(), source };
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(error(io::ErrorKind::IsADirectory.into()));
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".badgewright-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(mode));
    let mut file = builder.tempfile_in(folder).map_err(error)?;
    file.write_all(bytes).map_err(error)?;
    file.as_file().sync_all().map_err(error)?;
    let persisted = if replace { file.persist(&target) } else { file.persist_noclobber(&target) };
    persisted.map(drop).map_err(|failed| error(failed.error))
}
