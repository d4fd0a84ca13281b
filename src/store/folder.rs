//! Folder of a user's own things: a file each.

use std::fs;
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use super::{Lock, StoreError, WriteError, read_limited, write_atomically};

/// Thing of which a user keeps several, in a file each.
pub trait Item: Sized {
    /// The folder in the user's home.
    const FOLDER: &'static str;
    /// How the names of its files end, without the dot.
    const ENDING: &'static str;
    /// The most bytes its file may have.
    const MAX_BYTES: u64;

    /// Reads one from the bytes of its file.
    ///
    /// # Errors
    /// What is wrong, as a sentence that begins with the file's name.
    fn from_file(bytes: &[u8]) -> Result<Self, String>;

    /// The bytes of its file.
    ///
    /// # Errors
    /// When it has no form in a file.
    fn to_file(&self) -> io::Result<Vec<u8>>;
}

/// Folder in which a user keeps things of one kind.
#[derive(Clone, Debug)]
pub struct Folder<T> {
    path: PathBuf,
    of: PhantomData<fn() -> T>,
}

impl<T: Item> Folder<T> {
    /// The folder at a path; it may not exist yet.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path, of: PhantomData }
    }

    /// Reads a file as a thing of this kind, wherever it lies.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or is of another kind.
    pub fn read(path: &Path) -> Result<T, StoreError> {
        let bytes =
            read_limited(path, T::MAX_BYTES).map_err(|source| StoreError::Read { path: path.to_owned(), source })?;
        T::from_file(&bytes).map_err(|reason| StoreError::Refused { path: path.to_owned(), reason })
    }

    /// Its files, in the order of their names; none where there is no folder yet.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        files_in(&self.path, T::ENDING)
    }

    /// What can be read of its files, with the file of each.
    pub fn items(&self) -> impl Iterator<Item = (PathBuf, T)> {
        self.files().into_iter().filter_map(|path| Self::read(&path).ok().map(|item| (path, item)))
    }

    /// The file of this name.
    #[must_use]
    pub fn file(&self, stem: &str) -> PathBuf {
        self.path.join(format!("{stem}.{}", T::ENDING))
    }

    /// The file of this name, or of this name with a number, that is not there yet.
    #[must_use]
    pub fn free_file(&self, stem: &str) -> PathBuf {
        let mut numbered = (2_u32..).map(|number| self.file(&format!("{stem}-{number}")));
        let first = self.file(stem);
        // A link that leads nowhere is a file, too.
        let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
        if is_free(&first) { first } else { numbered.find(is_free).unwrap_or(first) }
    }

    /// Keeps a thing in the file that is chosen for it, while no other program keeps one
    /// here. The folder is made when missing. Gives the file.
    ///
    /// # Errors
    /// When `choose` gives an error, the thing would be too large to be read again, or
    /// it cannot be written.
    pub fn keep(&self, item: &T, choose: impl FnOnce() -> Result<PathBuf, StoreError>) -> Result<PathBuf, StoreError> {
        fs::create_dir_all(&self.path).map_err(|source| WriteError { path: self.path.clone(), source })?;
        let _lock = Lock::on_folder(&self.path)?;
        let path = choose()?;
        let bytes = item.to_file().map_err(|source| WriteError { path: path.clone(), source })?;
        if bytes.len() as u64 > T::MAX_BYTES {
            return Err(StoreError::TooLarge { path, most: T::MAX_BYTES });
        }
        write_atomically(&path, &bytes)?;
        Ok(path)
    }

    /// Takes a file away. One that is gone already is no error.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(path: &Path) -> Result<(), StoreError> {
        match fs::remove_file(path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                Err(WriteError { path: path.to_owned(), source }.into())
            }
            _ => Ok(()),
        }
    }
}

/// The files of a folder whose names end so, in the order of their names; none where it
/// cannot be read.
#[must_use]
pub fn files_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Home;

    struct Word(String);

    impl Item for Word {
        const FOLDER: &'static str = "words";
        const ENDING: &'static str = "word";
        const MAX_BYTES: u64 = 8;

        fn from_file(bytes: &[u8]) -> Result<Self, String> {
            let word = str::from_utf8(bytes).map_err(|_| "is no word.".to_owned())?;
            Ok(Self(word.to_owned()))
        }

        fn to_file(&self) -> io::Result<Vec<u8>> {
            Ok(self.0.clone().into_bytes())
        }
    }

    #[test]
    fn what_is_kept_at_once_has_a_file_each() {
        let home = tempfile::tempdir().unwrap();
        let words = Home::at(home.path()).folder::<Word>();
        assert!(words.files().is_empty());
        std::thread::scope(|scope| {
            for number in 0..8 {
                let words = &words;
                scope.spawn(move || words.keep(&Word(number.to_string()), || Ok(words.free_file("a"))).unwrap());
            }
        });
        let mut kept: Vec<String> = words.items().map(|(_, word)| word.0).collect();
        kept.sort();
        assert_eq!(kept, ["0", "1", "2", "3", "4", "5", "6", "7"], "none took another's place");
    }

    #[test]
    fn what_could_not_be_read_again_is_not_kept_and_what_is_refused_is_told() {
        let home = tempfile::tempdir().unwrap();
        let words = Home::at(home.path()).folder::<Word>();
        let long = words.keep(&Word("123456789".into()), || Ok(words.file("a")));
        assert!(matches!(long, Err(StoreError::TooLarge { .. })) && words.files().is_empty());
        let path = words.keep(&Word("12345678".into()), || Ok(words.file("a"))).unwrap();
        for (bytes, told) in [(&b"123456789"[..], "it is larger than the 8 bytes it may have"), (b"\xff", "is no word")]
        {
            fs::write(&path, bytes).unwrap();
            let said = Folder::<Word>::read(&path).err().unwrap().to_string();
            assert!(said.contains("a.word") && said.contains(told), "{said}");
            assert_eq!(words.items().count(), 0);
        }
        Folder::<Word>::remove(&path).unwrap();
        Folder::<Word>::remove(&path).unwrap();
    }
}
