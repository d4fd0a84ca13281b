//! Writing files whole or not at all.

#[cfg(unix)]
use std::fs::Permissions;
use std::fs::{self, Metadata, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::lock::is_at;
use super::secrets::holds_secret;
use super::write_error::{WriteError, said};

/// How the names of files begin and end that are not whole yet.
const PART_BEGINS: &str = ".badgewright-";
const PART_ENDS: &str = ".part";

/// How long nobody writes to such a file before it counts as left behind, where no
/// lock tells whether somebody does.
const LEFT_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// The most entries of a folder that are looked at for such files.
const MOST_LOOKED_AT: usize = 10_000;

/// Writes a file under a temporary name beside it and renames it, so that it
/// is there whole or, after an error, as it was before. A file that is there
/// keeps its mode, owner and group; one that is read-only, one that holds a key with its secret, and a
/// link, are refused: a key cannot be made again, what a link leads to was not named,
/// and to put a file in the link's place would part the two without a word.
///
/// # Errors
/// When the folder is missing or read-only, the disk is full, or what is there
/// may not be replaced.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write(path, bytes, false, true)
}

/// [`write_atomically`] for a file that never takes the place of another.
///
/// # Errors
/// As [`write_atomically`], and [`io::ErrorKind::AlreadyExists`] when there is
/// a file of that name.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write(path, bytes, false, false)
}

/// [`write_atomically`] for a file that is the user's own: a new one may be read by its
/// owner only (mode 0600), one that is there keeps its mode like any other. What it takes
/// the place of may hold a key: whoever keeps keys writes them by this.
///
/// # Errors
/// As [`write_atomically`].
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write(path, bytes, true, true)
}

/// [`write_private`] for a file that never takes the place of another.
///
/// # Errors
/// As [`write_new`].
pub fn write_private_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write(path, bytes, true, false)
}

/// Writes a secret that is in the open into a new file that only its owner may
/// read. It is written under its own name from the first byte, so that no crash
/// leaves it in a file that nobody knows of; what is not whole is removed.
///
/// # Errors
/// As [`write_new`].
pub fn write_secret_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let error = |source| WriteError { path: path.to_owned(), source };
    replaceable(path, false, true).map_err(error)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(error)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|source| {
        let _ = fs::remove_file(path);
        error(source)
    })?;
    sync(folder_of(path));
    Ok(())
}

/// The folder in which a file lies.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// That what lies at a path may be replaced, or that nothing lies there, and that a file
/// can be written into its folder: to be asked before long work is begun, or a
/// passphrase is asked for.
///
/// # Errors
/// As [`write_atomically`], as far as it can be told before.
pub fn may_replace(path: &Path) -> Result<(), WriteError> {
    may_write(path, true, false)
}

/// The same of a file for [`write_private`].
///
/// # Errors
/// As [`write_private`], as far as it can be told before.
pub fn may_replace_private(path: &Path) -> Result<(), WriteError> {
    may_write(path, true, true)
}

/// The same of a file that never takes the place of another.
///
/// # Errors
/// As [`write_new`], as far as it can be told before.
pub fn may_create(path: &Path) -> Result<(), WriteError> {
    may_write(path, false, false)
}

fn may_write(path: &Path, replace: bool, private: bool) -> Result<(), WriteError> {
    // Who may write in a folder, and whether there is room, tells nothing but a file that is made there.
    let made = replaceable(path, replace, private).and_then(|_| parts().tempfile_in(folder_of(path)));
    made.map(drop).map_err(|source| WriteError { path: path.to_owned(), source })
}

/// What the files are like that are not whole yet.
fn parts() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PART_BEGINS).suffix(PART_ENDS);
    builder
}

/// What lies at the path and is to be replaced; `None` when nothing does.
fn replaceable(path: &Path, replace: bool, private: bool) -> io::Result<Option<Metadata>> {
    let there = match path.symlink_metadata() {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let refused = |words: String| Err(said(io::ErrorKind::InvalidInput, words));
    if there.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !replace {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    if there.is_symlink() {
        // Where the user's own files lie nobody has chosen, so there is no other name for them.
        let way =
            if private { "Put the file itself in its place" } else { "Name the file itself, or choose another name" };
        return refused(format!("{}. {way}", link(path)));
    }
    if !there.is_file() {
        return refused("what is there is no file. Choose another name".into());
    }
    if there.permissions().readonly() {
        return refused("the file there is read-only. Allow writing to it, or choose another name".into());
    }
    if !private && holds_secret(path) {
        return refused("the file there holds a key, and a key is never overwritten. Choose another name".into());
    }
    Ok(Some(there))
}

/// Where a link leads, and whether anything is there.
pub(super) fn link(path: &Path) -> String {
    let leads = fs::read_link(path).map(|to| to.display().to_string()).unwrap_or_default();
    let there = if path.exists() { "" } else { ", where nothing is" };
    format!("it is a link to “{leads}”{there}")
}

/// File that is whole and waits beside the place that it is to take. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Pending {
    file: NamedTempFile,
    path: PathBuf,
    replace: bool,
}

impl Pending {
    /// [`write_private`] as far as it can fail for want of room or of leave: what may come between is done then.
    ///
    /// # Errors
    /// As [`write_private`].
    pub fn private(path: &Path, bytes: &[u8]) -> Result<Self, WriteError> {
        Self::of(path, bytes, true, true)
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When the system does not let it take that place any more.
    pub fn put_in_place(self) -> Result<(), WriteError> {
        let Self { file, path, replace } = self;
        let persisted = if replace { file.persist(&path) } else { file.persist_noclobber(&path) };
        persisted.map_err(|failed| WriteError { path: path.clone(), source: failed.error })?;
        sync(folder_of(&path));
        Ok(())
    }

    fn of(path: &Path, bytes: &[u8], private: bool, replace: bool) -> Result<Self, WriteError> {
        let error = |source| WriteError { path: path.to_owned(), source };
        let there = replaceable(path, replace, private).map_err(error)?;
        let folder = folder_of(path);
        #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no modes to set"))]
        let mut builder = parts();
        // A file that is replaced may be one that others must not read: until it is
        // whole nobody else reads it, and then it has the mode of the one before.
        #[cfg(unix)]
        builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(
            if private || there.is_some() { 0o600 } else { 0o666 },
        ));
        let mut file = part(&builder, folder).map_err(error)?;
        remove_left_parts(folder, file.as_file());
        file.write_all(bytes).map_err(error)?;
        if let Some(there) = there {
            hand_over(file.as_file(), &there);
            file.as_file().set_permissions(there.permissions()).map_err(error)?;
        }
        file.as_file().sync_all().map_err(error)?;
        Ok(Self { file, path: path.to_owned(), replace })
    }
}

fn write(path: &Path, bytes: &[u8], private: bool, replace: bool) -> Result<(), WriteError> {
    Pending::of(path, bytes, private, replace)?.put_in_place()
}

/// Gives a file to the owner and the group of the one whose place it takes, as far as the
/// user may: a web server's group reads what is published by it.
fn hand_over(file: &fs::File, there: &Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let (owner, group) = (Some(there.uid()), Some(there.gid()));
        let _ = fchown(file, owner, group).or_else(|_| fchown(file, None, group));
    }
    #[cfg(not(unix))]
    let _ = (file, there);
}

/// A file that is not whole yet, locked while it is written: that it can be locked
/// tells others that it was left behind.
fn part(builder: &tempfile::Builder<'_, '_>, folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let file = builder.tempfile_in(folder)?;
        match file.as_file().try_lock() {
            Ok(()) if is_at(file.as_file(), file.path()) => return Ok(file),
            // Somebody else took it for left behind before it was locked.
            Ok(()) | Err(TryLockError::WouldBlock) => {}
            // Some network folders know no locks.
            Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
}

/// Has the disk know the folder's new entry. The file is in its place whether
/// or not the disk can be told so.
fn sync(folder: &Path) {
    #[cfg(unix)]
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let _ = folder;
}

/// Removes what runs of ours left in a folder when they were ended in the
/// middle of writing: files of our temporary names and of the same owner that
/// nobody is writing. A folder is looked through once in a while,
/// not at every file of a set.
fn remove_left_parts(folder: &Path, own: &fs::File) {
    static LAST: Mutex<Option<PathBuf>> = Mutex::new(None);
    let Ok(mut last) = LAST.lock() else { return };
    if last.as_deref() == Some(folder) {
        return;
    }
    *last = Some(folder.to_owned());
    drop(last);
    tidy(folder, own);
}

/// The same at once; `own` is a file of the owner.
fn tidy(folder: &Path, own: &fs::File) {
    let (Ok(entries), Ok(own)) = (fs::read_dir(folder), own.metadata()) else { return };
    for entry in entries.take(MOST_LOOKED_AT).flatten() {
        let name = entry.file_name();
        let middle = name.to_str().and_then(|name| name.strip_prefix(PART_BEGINS)?.strip_suffix(PART_ENDS));
        let is_part =
            middle.is_some_and(|middle| middle.len() == 6 && middle.bytes().all(|b| b.is_ascii_alphanumeric()));
        // The metadata of the entry itself: a link is not followed.
        if let (true, Ok(left)) = (is_part, entry.metadata())
            && left.is_file()
            && same_owner(&left, &own)
            && let Ok(file) = fs::OpenOptions::new().write(true).open(entry.path())
            && match file.try_lock() {
                // Removed while it is locked, so that whoever has just made it sees that it is gone.
                Ok(()) => is_at(&file, &entry.path()),
                Err(TryLockError::WouldBlock) => false,
                Err(TryLockError::Error(_)) => {
                    left.modified().is_ok_and(|then| then.elapsed().is_ok_and(|age| age > LEFT_AFTER))
                }
            }
        {
            // One that cannot be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(unix)]
fn same_owner(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    one.uid() == other.uid()
}

#[cfg(not(unix))]
fn same_owner(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn with_mode(path: &Path, mode: u32) {
        fs::write(path, "old").unwrap();
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_file_keeps_its_mode_and_a_read_only_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for kept in [0o600, 0o640, 0o644, 0o664] {
            let path = folder.path().join(format!("{kept:o}"));
            for write in [write_atomically, write_private] {
                with_mode(&path, kept);
                write(&path, b"new").unwrap();
                assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"new".to_vec(), kept));
            }
        }
        let path = folder.path().join("read-only");
        for kept in [0o444, 0o400] {
            with_mode(&path, kept);
            for write in [write_atomically, write_private] {
                let words = write(&path, b"new").unwrap_err().to_string();
                assert!(words.contains("read-only") && words.contains("“"), "{words}");
            }
            assert!(may_replace(&path).is_err());
            assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"old".to_vec(), kept));
            fs::remove_file(&path).unwrap();
        }
        let new = folder.path().join("new");
        write_private(&new, b"new").unwrap();
        assert_eq!(mode(&new), 0o600, "what is private begins so");
    }

    #[test]
    fn a_file_stays_with_its_owner_and_group() {
        use std::os::unix::fs::{MetadataExt as _, chown};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        with_mode(&path, 0o640);
        // Only a privileged user can set the scene; for others the file is theirs before and after.
        let is_given = chown(&path, Some(1), Some(1)).is_ok();
        let whose = || fs::metadata(&path).map(|there| (there.uid(), there.gid())).unwrap();
        let before = whose();
        assert!(!is_given || before == (1, 1));
        write_atomically(&path, b"new").unwrap();
        assert_eq!((whose(), mode(&path)), (before, 0o640));
    }

    #[test]
    fn links_and_devices_are_refused_and_neither_they_nor_what_they_lead_to_change() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link, lost) = (folder.path().join("real"), folder.path().join("link"), folder.path().join("lost"));
        fs::write(&real, "old").unwrap();
        symlink(&real, &link).unwrap();
        symlink(folder.path().join("nowhere"), &lost).unwrap();
        for path in [&link, &lost] {
            for write in [write_atomically, write_private, write_new, write_private_new, write_secret_new] {
                assert!(write(path, b"new").is_err());
            }
            assert!(path.is_symlink());
        }
        let words = write_atomically(&link, b"new").unwrap_err().to_string();
        assert!(words.contains("a link to") && words.contains("real"), "{words}");
        assert_eq!(fs::read(&real).unwrap(), b"old");
        assert!(!folder.path().join("nowhere").exists());
        let words = write_atomically(Path::new("/dev/null"), b"new").unwrap_err().to_string();
        assert!(words.contains("no file"), "{words}");
    }

    #[test]
    fn a_secret_lies_in_its_own_file_only_and_replaces_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.pem");
        write_secret_new(&path, b"secret").unwrap();
        assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"secret".to_vec(), 0o600));
        assert!(write_secret_new(&path, b"other").unwrap_err().to_string().contains("already"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn parts_of_a_crashed_run_go_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str| fs::File::create(folder.path().join(name)).unwrap();
        put(".badgewright-aB3dE6.part");
        let others = [
            ".badgewright-zZ3dE6.part",
            ".badgewright-notes.part",
            "badgewright-aB3dE6.part",
            ".badgewright-aB3dE6.part.txt",
            ".other-aB3dE6.part",
        ];
        let files = others.map(put);
        // Somebody writes it.
        files[0].lock().unwrap();
        write_atomically(&folder.path().join("new"), b"x").unwrap();
        assert!(!folder.path().join(".badgewright-aB3dE6.part").exists(), "however short ago it was left");
        for name in others {
            assert!(folder.path().join(name).exists(), "{name}");
        }
    }

    #[test]
    fn many_who_write_and_tidy_one_folder_at_once_take_nothing_from_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let builder = || tempfile::Builder::new().prefix(PART_BEGINS).suffix(PART_ENDS).to_owned();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let mut file = part(&builder(), folder.path()).unwrap();
                        tidy(folder.path(), file.as_file());
                        file.write_all(b"x").unwrap();
                        assert!(is_at(file.as_file(), file.path()));
                    }
                });
            }
        });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
