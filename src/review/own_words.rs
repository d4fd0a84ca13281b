//! Dictionary of the user: words that are right in all their badges.

use std::path::Path;
use std::{fs, io};

use crate::store::{Home, Lock, WriteError, read_limited, write_atomically};

/// Largest dictionary that is read, in bytes.
const LARGEST_FILE: u64 = 1024 * 1024;

/// Words of the user's dictionary, a line each; none while there is no such file.
///
/// # Errors
/// When the file cannot be read or is no text of a reasonable size.
pub fn own_words(home: &Path) -> io::Result<Vec<String>> {
    let path = Home::at(home).dictionary();
    let bytes = match read_limited(&path, LARGEST_FILE) {
        Err(error) if error.is_missing() => return Ok(Vec::new()),
        read => read?,
    };
    let text = String::from_utf8(bytes).map_err(|_| io::Error::other("it is no text in UTF-8"))?;
    // What begins like data or a page holds no words a line each, and would be put in order as if it did.
    if text.trim_start().starts_with(['{', '[', '<', '%']) {
        return Err(io::Error::other("it is a file of another kind"));
    }
    Ok(text.lines().map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect())
}

/// Puts words into the user's dictionary, which is in the order of the alphabet.
/// Those that are there stay, whoever put them there meanwhile.
///
/// # Errors
/// When it cannot be read or written, or would be too large to be read again;
/// then it is as it was.
pub fn keep_own_words(home: &Path, words: &[String]) -> Result<(), WriteError> {
    let path = Home::at(home).dictionary();
    let failed = |source| WriteError { path: path.clone(), source };
    fs::create_dir_all(home).map_err(failed)?;
    let _lock = Lock::on(&path)?;
    let mut sorted = own_words(home).map_err(failed)?;
    sorted.extend_from_slice(words);
    sorted.sort_unstable();
    sorted.dedup();
    let text = format!("{}\n", sorted.join("\n"));
    if text.len() as u64 > LARGEST_FILE {
        return Err(failed(io::ErrorKind::FileTooLarge.into()));
    }
    write_atomically(&path, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_one_a_line_and_once() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(own_words(home.path()).unwrap(), Vec::<String>::new());
        let words = ["upcycling", "bouldering", "upcycling"].map(str::to_owned);
        keep_own_words(home.path(), &words).unwrap();
        assert_eq!(own_words(home.path()).unwrap(), ["bouldering", "upcycling"]);
        keep_own_words(home.path(), &["abseiling".to_owned()]).unwrap();
        assert_eq!(own_words(home.path()).unwrap(), ["abseiling", "bouldering", "upcycling"], "none is lost");
        fs::write(Home::at(home.path()).dictionary(), b"caf\xe9\n").unwrap();
        let told = keep_own_words(home.path(), &["abseiling".to_owned()]).unwrap_err().to_string();
        assert!(told.contains("dictionary.txt") && told.contains("UTF-8"), "{told}");
        assert_eq!(fs::read(Home::at(home.path()).dictionary()).unwrap(), b"caf\xe9\n", "what cannot be read stays");
        fs::write(Home::at(home.path()).dictionary(), "{\n  \"type\": 1\n}\n").unwrap();
        assert!(keep_own_words(home.path(), &["abseiling".to_owned()]).is_err(), "nor what is of another kind");
        assert_eq!(fs::read(Home::at(home.path()).dictionary()).unwrap(), b"{\n  \"type\": 1\n}\n");
    }

    #[test]
    #[cfg(unix)]
    fn a_dictionary_without_an_end_is_refused() {
        let home = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/zero", Home::at(home.path()).dictionary()).unwrap();
        assert!(own_words(home.path()).unwrap_err().to_string().contains("only files are opened"));
        fs::remove_file(Home::at(home.path()).dictionary()).unwrap();
        fs::File::create(Home::at(home.path()).dictionary()).unwrap().set_len(1024 * 1024 + 1).unwrap();
        assert!(own_words(home.path()).unwrap_err().to_string().contains("larger than the 1024 KB"));
    }
}
