//! Small files of JSON that are kept for a user, such as lists of names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

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

/// What is kept in a file of its own.
pub trait Kept: DeserializeOwned + Default {
    /// The fields of which such a file has at least one, unless it is empty: what
    /// has none of them is a file of another kind. None where it is no object.
    const FIELDS: &'static [&'static str];
}

/// What a kept file holds; nothing when there is none yet.
///
/// # Errors
/// When it is there and cannot be read, is of another kind, or has more than
/// `most` bytes.
pub fn read_kept<T: Kept>(path: &Path, most: u64) -> Result<T, KeptError> {
    let unreadable = |reason: String| KeptError::Unreadable { path: path.to_owned(), reason };
    let bytes = match read_limited(path, most) {
        Ok(bytes) => bytes,
        Err(error) if error.is_missing() && !path.is_symlink() => return Ok(T::default()),
        Err(error) => return Err(unreadable(error.to_string())),
    };
    let kept = serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?;
    let named: BTreeMap<String, IgnoredAny> = serde_json::from_slice(&bytes).unwrap_or_default();
    let is_of_kind = T::FIELDS.iter().any(|field| named.contains_key(*field));
    if !T::FIELDS.is_empty() && !named.is_empty() && !is_of_kind {
        return Err(unreadable("it is a file of another kind".to_owned()));
    }
    Ok(kept)
}

/// Changes what a kept file holds, while nobody else does. Its folder is made
/// when missing. A change that comes to nothing is not written.
///
/// # Errors
/// When it cannot be read or written, would be too large to be read again, or
/// `change` gives an error: then it is as it was.
pub fn change_kept<T, R, E>(path: &Path, most: u64, change: impl FnOnce(&mut T) -> Result<R, E>) -> Result<R, E>
where
    T: Kept + Serialize + Clone + PartialEq,
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

    impl Kept for List {
        const FIELDS: &'static [&'static str] = &[];
    }

    #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
    #[serde(default)]
    struct Names {
        names: List,
        #[serde(flatten)]
        extra: crate::Extra,
    }

    impl Kept for Names {
        const FIELDS: &'static [&'static str] = &["names"];
    }

    #[test]
    fn a_file_of_another_kind_is_told_and_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.json");
        let add = || {
            change_kept(&path, 1024, |kept: &mut Names| {
                kept.names.push("a".into());
                Ok::<_, KeptError>(())
            })
        };
        for other in [r#"{"type":["OpenBadgeCredential"],"issuer":"did:key:z"}"#, r#"{"seal":{}}"#] {
            std::fs::write(&path, other).unwrap();
            assert!(read_kept::<Names>(&path, 1024).is_err());
            let words = add().unwrap_err().to_string();
            assert!(words.contains("another kind") && words.contains("left as it is"), "{words}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), other);
        }
        for ours in ["{}", r#"{"names":[],"later":1}"#] {
            std::fs::write(&path, ours).unwrap();
            add().unwrap();
        }
    }

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
