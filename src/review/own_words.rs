//! The user's own dictionary: words that are right in all their badges.

use std::path::Path;
use std::{fs, io};

use crate::document::{WriteError, read_limited, write_atomically};

/// Name of the file in the user's folder: a word a line.
const FILE: &str = "dictionary.txt";

/// Largest dictionary that is read, in bytes.
const LARGEST_FILE: u64 = 1024 * 1024;

/// The words of the user's dictionary; none while there is no such file.
///
/// # Errors
/// When the file cannot be read or is no text of a reasonable size.
pub fn own_words(home: &Path) -> io::Result<Vec<String>> {
    let path = home.join(FILE);
    let bytes = match read_limited(&path, LARGEST_FILE) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read?,
    };
    let text = String::from_utf8(bytes).map_err(|_| io::Error::other("it is no text in UTF-8"))?;
    Ok(text.lines().map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect())
}

/// Writes the user's dictionary, in the order of the alphabet.
///
/// # Errors
/// When it cannot be written.
pub fn keep_own_words(home: &Path, words: &[String]) -> Result<(), WriteError> {
    let path = home.join(FILE);
    fs::create_dir_all(home).map_err(|source| WriteError { path: path.clone(), source })?;
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.dedup();
    write_atomically(&path, format!("{}\n", sorted.join("\n")).as_bytes())
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
    }

    #[test]
    #[cfg(unix)]
    fn a_dictionary_without_an_end_is_refused() {
        let home = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/zero", home.path().join(FILE)).unwrap();
        assert!(own_words(home.path()).unwrap_err().to_string().contains("larger than the 1024 KB"));
    }
}
