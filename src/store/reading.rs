//! Opening what was named, to read it: files and nothing else.

use std::fs::{self, File, FileType};
use std::io::{self, Read as _};
use std::path::Path;

use super::write_error::said;

/// Opens a file to read it. What is none is never opened: whoever opens a pipe
/// waits until somebody writes to it, and a device may do anything.
///
/// # Errors
/// When there is no such file, or something else than a file.
pub fn open_file(path: &Path) -> io::Result<File> {
    match no_file(fs::metadata(path)?.file_type()) {
        None => File::open(path),
        Some(kind) => Err(said(io::ErrorKind::InvalidInput, format!("it is {kind}, and only files are opened"))),
    }
}

/// What something is that is no file; `None` for a file.
#[must_use]
pub fn no_file(kind: FileType) -> Option<&'static str> {
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some("a folder")
    } else if kind.is_symlink() {
        Some("a link")
    } else {
        Some(special(kind))
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "something else"
}

/// Why something could not be read, in words that follow a colon.
#[must_use]
pub fn why_unread(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is nothing of this name, or not any more".into(),
        io::ErrorKind::PermissionDenied => "you may not read it. Ask whoever it belongs to".into(),
        // The number after the words says nothing to people.
        _ => {
            let words = error.to_string();
            words.split(" (os error").next().unwrap_or(&words).to_owned()
        }
    }
}

/// Error of a file that cannot be read as a whole, in words that follow a colon.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system does not give it.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is larger than it may be.
    #[error("it is larger than the {} it may have", size(*.most))]
    TooLarge {
        /// The most bytes it may have.
        most: u64,
    },
}

impl ReadError {
    /// Whether there is no such file.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::NotFound)
    }
}

impl From<ReadError> for io::Error {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Io(error) => error,
            ReadError::TooLarge { .. } => said(io::ErrorKind::FileTooLarge, error.to_string()),
        }
    }
}

fn size(bytes: u64) -> String {
    match bytes / 1024 {
        0 => format!("{bytes} bytes"),
        kilobytes @ 1..10_000 => format!("{kilobytes} KB"),
        kilobytes => format!("{} MB", kilobytes / 1024),
    }
}

/// The bytes of a file that may have so many at most. It comes whole or not at all.
///
/// # Errors
/// When it cannot be read, or is larger.
pub fn read_limited(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    // One more shows that there are more.
    let bytes = read_start(path, most.saturating_add(1))?;
    if bytes.len() as u64 > most { Err(ReadError::TooLarge { most }) } else { Ok(bytes) }
}

/// The first bytes of a file, so many at most, by which its kind is told: what follows
/// them is missing without a word. What the system tells of a file's size is not trusted.
///
/// # Errors
/// When it cannot be read.
pub fn read_start(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open_file(path)?;
    // As large as the file is: bytes that grow while they are read take up to three
    // times their room.
    let length = file.metadata().map_or(0, |about| about.len()).min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_named_and_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&pipe, &link).unwrap();
        let door = folder.path().join("door");
        let _socket = std::os::unix::net::UnixListener::bind(&door).unwrap();
        for (path, said) in [
            (pipe.as_path(), "it is a pipe, and only files are opened"),
            (&link, "it is a pipe"),
            (&door, "it is a socket"),
            (Path::new("/dev/null"), "it is a device"),
            (folder.path(), "it is a folder"),
        ] {
            let words = read_limited(path, 1024).unwrap_err().to_string();
            assert!(words.contains(said), "{}: {words}", path.display());
        }
    }

    #[test]
    fn why_a_file_is_not_read_is_said_in_words() {
        let why = |path: &Path| why_unread(&read_start(path, 3).unwrap_err());
        assert_eq!(why(Path::new("/nowhere/at/all")), "there is nothing of this name, or not any more");
        let file = tempfile::NamedTempFile::new().unwrap();
        let below = why(&file.path().join("below"));
        assert!(!below.is_empty() && !below.contains("os error"), "{below}");
    }

    #[test]
    fn a_file_is_read_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_start(&path, 3).unwrap(), b"123");
        assert_eq!(read_limited(&path, 5).unwrap(), b"12345");
        assert!(matches!(read_limited(&path, 4), Err(ReadError::TooLarge { most: 4 })), "never a part of it");
        assert!(read_limited(&folder.path().join("b"), 4).unwrap_err().is_missing());
    }

    #[test]
    fn how_large_a_file_may_be_is_told_in_a_unit_of_its_size() {
        for (most, told) in [(8, "8 bytes"), (64 << 10, "64 KB"), (1 << 20, "1024 KB"), (64 << 20, "64 MB")] {
            assert_eq!(ReadError::TooLarge { most }.to_string(), format!("it is larger than the {told} it may have"));
        }
    }
}
