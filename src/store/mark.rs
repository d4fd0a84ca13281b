//! Marks beside files: who had the last word on one.

use std::path::{Path, PathBuf};

use super::write_error::said;
use super::{WriteError, read_limited, write_atomically};

/// How the name of a mark begins and ends; between lies the name of its file.
const BEGINS: &str = ".";
const ENDS: &str = ".last";

/// The most letters of a mark.
const MOST: usize = 64;

fn beside(target: &Path) -> Option<PathBuf> {
    Some(target.with_file_name(format!("{BEGINS}{}{ENDS}", target.file_name()?.to_string_lossy())))
}

/// The mark beside a file; `None` where there is none.
///
/// # Errors
/// When it cannot be read. The error names the file.
pub fn mark_of(target: &Path) -> Result<Option<String>, WriteError> {
    let Some(path) = beside(target) else { return Ok(None) };
    match read_limited(&path, MOST as u64) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.is_missing() && !path.is_symlink() => Ok(None),
        Err(error) => Err(WriteError { path, source: said(std::io::ErrorKind::InvalidData, error.to_string()) }),
    }
}

/// Marks a file, which need not be there yet; its folder has to.
///
/// # Errors
/// As [`write_atomically`].
pub fn put_mark(target: &Path, mark: &str) -> Result<(), WriteError> {
    beside(target).map_or(Ok(()), |path| write_atomically(&path, mark.as_bytes()))
}

/// Whether a file is a mark of ours: it is named for a file beside it and holds letters and
/// digits alone.
#[must_use]
pub fn is_own_mark(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let marked = name.and_then(|name| name.strip_prefix(BEGINS)?.strip_suffix(ENDS)).filter(|name| !name.is_empty());
    let is_word = |bytes: Vec<u8>| bytes.iter().all(u8::is_ascii_alphanumeric);
    marked.is_some_and(|marked| path.with_file_name(marked).is_file())
        && path.symlink_metadata().is_ok_and(|about| about.is_file())
        && read_limited(path, MOST as u64).is_ok_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_lies_beside_its_file_and_is_known_by_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list.json");
        assert_eq!(mark_of(&file).unwrap(), None);
        put_mark(&file, "a1").unwrap();
        let mark = folder.path().join(".list.json.last");
        assert!(!is_own_mark(&mark), "of no file that is there");
        std::fs::write(&file, "{}").unwrap();
        assert!(is_own_mark(&mark) && !is_own_mark(&file));
        put_mark(&file, "b2").unwrap();
        assert_eq!(mark_of(&file).unwrap().as_deref(), Some("b2"));
        for other in ["{\"credentialSubject\":{}}".to_owned(), "a".repeat(65)] {
            std::fs::write(&mark, &other).unwrap();
            assert!(!is_own_mark(&mark), "{other}");
        }
        assert!(mark_of(&file).is_err(), "too long");
    }
}
