//! Small files of JSON that are kept for a user, such as lists of names.

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Lock, WriteError, read_limited, write_private};

/// Why a kept file could not be read or changed. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// It is there and cannot be read, so it is not written either.
    #[error("“{}” cannot be read: {reason}. The file was left as it is; move it away to begin a new one.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// It would be too large to be read again.
    #[error("“{}” would be larger than the {} MB it may have. Nothing was changed; remove something from it first.", path.display(), most / 1024 / 1024)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most bytes it may have.
        most: u64,
    },
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// What a kept file holds; nothing when there is none yet.
///
/// # Errors
/// When it is there and cannot be read, or has more than `most` bytes.
pub fn read_kept<T: DeserializeOwned + Default>(path: &Path, most: u64) -> Result<T, KeptError> {
    let unreadable = |reason: String| KeptError::Unreadable { path: path.to_owned(), reason };
    let bytes = match read_limited(path, most) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => return Ok(T::default()),
        Err(error) => return Err(unreadable(error.to_string())),
    };
    serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))
}

/// Changes what a kept file holds, while nobody else does. Its folder is made
/// when missing. A change that comes to nothing is not written.
///
/// # Errors
/// When it cannot be read or written, would be too large to be read again, or
/// `change` gives an error: then it is as it was.
pub fn change_kept<T, R, E>(path: &Path, most: u64, change: impl FnOnce(&mut T) -> Result<R, E>) -> Result<R, E>
where
    T: DeserializeOwned + Serialize + Default + Clone + PartialEq,
    E: From<KeptError>,
{
    let failed = |source| KeptError::Write(WriteError { path: path.to_owned(), source });
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let _lock = Lock::on(path).map_err(KeptError::Write)?;
    let before: T = read_kept(path, most)?;
    let mut after = before.clone();
    let result = change(&mut after)?;
    if after != before {
        let mut bytes = serde_json::to_vec_pretty(&after).map_err(|error| failed(error.into()))?;
        bytes.push(b'\n');
        if bytes.len() as u64 > most {
            return Err(KeptError::TooLarge { path: path.to_owned(), most }.into());
        }
        write_private(path, &bytes).map_err(KeptError::Write)?;
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    type List = Vec<String>;

    fn add(path: &Path, text: String) -> Result<(), KeptError> {
        change_kept(path, 1024, |list: &mut List| {
            list.push(text);
            Ok(())
        })
    }

    #[test]
    fn what_could_not_be_read_again_is_never_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deeper/list.json");
        add(&path, "a".into()).unwrap();
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(add(&path, "b".repeat(2000)), Err(KeptError::TooLarge { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), before);
        for wrong in [b"[".to_vec(), b"\xff".to_vec(), vec![b' '; 2000]] {
            std::fs::write(&path, &wrong).unwrap();
            let words = add(&path, "c".into()).unwrap_err().to_string();
            assert!(words.contains("list.json") && words.contains("left as it is"), "{words}");
            assert_eq!(std::fs::read(&path).unwrap(), wrong, "it is as it was");
        }
    }

    #[test]
    fn changes_at_once_are_all_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.json");
        std::thread::scope(|scope| {
            for number in 0..16 {
                let path = &path;
                scope.spawn(move || add(path, number.to_string()).unwrap());
            }
        });
        assert_eq!(read_kept::<List>(&path, 1024).unwrap().len(), 16);
    }
}
