//! Small files of JSON that are kept for a user, such as lists of names.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::atomic::link;
use super::{Lock, StoreError, WriteError, read_limited, write_private};

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
pub fn read_kept<T: Kept>(path: &Path, most: u64) -> Result<T, StoreError> {
    Ok(read_both(path, most)?.0)
}

/// What a kept file holds, and the same as it stands there.
fn read_both<T: Kept>(path: &Path, most: u64) -> Result<(T, Value), StoreError> {
    let unreadable = |reason: String| StoreError::Unreadable { path: path.to_owned(), reason };
    let bytes = match read_limited(path, most) {
        Ok(bytes) => bytes,
        Err(error) if error.is_missing() && path.is_symlink() => return Err(unreadable(link(path))),
        Err(error) if error.is_missing() => return Ok((T::default(), Value::Null)),
        Err(error) => return Err(unreadable(error.to_string())),
    };
    let kept = serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?;
    let said: Value = serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?;
    let is_of_kind = |named: &Map<String, Value>| T::FIELDS.iter().any(|field| named.contains_key(*field));
    if !T::FIELDS.is_empty() && said.as_object().is_some_and(|named| !named.is_empty() && !is_of_kind(named)) {
        return Err(unreadable("it is a file of another kind".to_owned()));
    }
    Ok((kept, said))
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
    E: From<StoreError>,
{
    let failed = |source| StoreError::Write(WriteError { path: path.to_owned(), source });
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let _lock = Lock::on(path).map_err(StoreError::Write)?;
    let (before, said): (T, Value) = read_both(path, most)?;
    let mut after = before.clone();
    let result = change(&mut after)?;
    if after != before {
        let value = |kept: &T| serde_json::to_value(kept).map_err(|error| failed(error.into()));
        let mut written = value(&after)?;
        keep_unknown(&mut written, &value(&before)?, &said);
        let mut bytes = serde_json::to_vec_pretty(&written).map_err(|error| failed(error.into()))?;
        bytes.push(b'\n');
        if bytes.len() as u64 > most {
            return Err(StoreError::TooLarge { path: path.to_owned(), most }.into());
        }
        write_private(path, &bytes).map_err(StoreError::Write)?;
    }
    Ok(result)
}

/// Puts the fields that this version does not know, in whichever object of the file they
/// stand, into what is written in its place. Objects in lists keep their own: a list may
/// be in another order by then.
fn keep_unknown(written: &mut Value, known: &Value, said: &Value) {
    let (Value::Object(written), Value::Object(known), Value::Object(said)) = (written, known, said) else { return };
    for (name, value) in said {
        match (written.get_mut(name), known.get(name)) {
            (Some(written), Some(known)) => keep_unknown(written, known, value),
            (None, None) => {
                written.insert(name.clone(), value.clone());
            }
            _ => {}
        }
    }
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
                Ok::<_, StoreError>(())
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

    #[cfg(unix)]
    #[test]
    fn a_list_keeps_its_mode_and_what_to_do_about_a_link_is_told() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.json");
        let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        add(&path, "a".into()).unwrap();
        assert_eq!(mode(), 0o600, "a new one is for its owner");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        add(&path, "b".into()).unwrap();
        assert_eq!(mode(), 0o640);

        let (link, lost) = (folder.path().join("link.json"), folder.path().join("lost.json"));
        symlink(&path, &link).unwrap();
        symlink(folder.path().join("gone"), &lost).unwrap();
        let words = add(&link, "c".into()).unwrap_err().to_string();
        assert!(words.contains("a link to") && words.contains("Put the file itself in its place"), "{words}");
        assert_eq!(read_kept::<List>(&link, 1024).unwrap(), ["a", "b"], "read as it stands");
        let words = add(&lost, "c".into()).unwrap_err().to_string();
        assert!(words.contains("where nothing is") && words.contains("gone"), "{words}");
        assert!(link.is_symlink() && lost.is_symlink());
    }

    #[test]
    fn what_a_later_version_wrote_stays_at_any_depth() {
        #[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        struct Habits {
            canvas: std::collections::BTreeMap<String, Grid>,
            #[serde(skip_serializing_if = "Option::is_none")]
            last: Option<u8>,
        }

        #[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        struct Grid {
            is_on: bool,
        }

        impl Kept for Habits {
            const FIELDS: &'static [&'static str] = &["canvas"];
        }

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("habits.json");
        let before = r#"{"canvas":{"near":{"is_on":false,"step":5},"far":{"step":9}},"last":3,"later":{"a":1}}"#;
        std::fs::write(&path, before).unwrap();
        let change = |habits: &mut Habits| {
            habits.canvas.entry("near".into()).or_default().is_on = true;
            habits.canvas.remove("far");
            habits.last = None;
            Ok::<_, StoreError>(())
        };
        change_kept(&path, 1024, change).unwrap();
        let after: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let wanted = serde_json::json!({ "canvas": { "near": { "is_on": true, "step": 5 } }, "later": { "a": 1 } });
        assert_eq!(after, wanted, "what was taken away is gone, what is not known stays");
    }

    fn add(path: &Path, text: String) -> Result<(), StoreError> {
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
        assert!(matches!(add(&path, "b".repeat(2000)), Err(StoreError::TooLarge { .. })));
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
