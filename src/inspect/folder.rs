//! Which files are looked at when files and folders are named, and which are
//! not: whatever lies under what was named is counted, one way or the other.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::{is_own_lock, is_own_mark, no_file, why_unread};

/// The most files that are looked at together.
pub const MAX_FILES: usize = 10_000;
/// How deep folders are looked into.
const MAX_DEPTH: usize = 32;
/// The most things in folders that are counted.
const MAX_SEEN: usize = 100_000;
/// Endings of files in which badges travel.
const ENDINGS: &[&str] = &["png", "svg", "json", "jsonld", "jwt", "jws"];
/// Names that a sentence gives before it only counts.
const MOST_NAMES: usize = 3;

/// The files behind what was named.
#[derive(Debug, Default)]
pub struct BadgeFiles {
    /// Files to look at.
    pub files: Vec<PathBuf>,
    /// What else lies there, and why it is not looked at.
    pub passed: Vec<Passed>,
    seen: usize,
}

/// Something that is not looked at.
#[derive(Debug, thiserror::Error)]
#[error("“{}” was not looked at: {why}.", path.display())]
pub struct Passed {
    /// Where it lies.
    pub path: PathBuf,
    /// Why it is not looked at.
    pub why: Why,
}

/// Why something is not looked at.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    /// The system does not let it be read.
    #[error("{}", why_unread(.0))]
    Unreadable(io::Error),
    /// A file in a folder that does not end as badges do.
    #[error("badges end in .png, .svg, .json, .jsonld, .jwt or .jws; name a file itself to have it looked at")]
    OtherEnding,
    /// A link in a folder.
    #[error("a link could lead anywhere or round in circles; name what it leads to")]
    Link,
    /// A pipe, a socket or a device.
    #[error("{0} is no file and is never opened")]
    NoFile(&'static str),
    /// A folder that lies too deep.
    #[error("more than {MAX_DEPTH} folders lie within one another; name the folder itself")]
    TooDeep,
    /// More than is looked at together.
    #[error("only {MAX_FILES} files are looked at together; look at the others by themselves")]
    TooMany,
    /// A folder with more in it than is counted.
    #[error("only {MAX_SEEN} things in folders are counted together; look at the parts by themselves")]
    Crowded,
    /// A folder without files.
    #[error("no files lie there")]
    Empty,
}

impl Why {
    /// The reason in one word, for programs.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::OtherEnding => "other-ending",
            Self::Link => "link",
            Self::NoFile(_) => "no-file",
            Self::TooDeep => "too-deep",
            Self::TooMany => "too-many",
            Self::Crowded => "crowded",
            Self::Empty => "empty",
        }
    }
}

impl BadgeFiles {
    /// What is not looked at, in a sentence for each reason; `name` says how a
    /// file is called in it.
    #[must_use]
    pub fn sentences(&self, name: impl Fn(&Path) -> String) -> Vec<String> {
        let mut reasons: Vec<(String, Vec<&Path>)> = Vec::new();
        for Passed { path, why } in &self.passed {
            let why = why.to_string();
            match reasons.iter_mut().find(|(reason, _)| *reason == why) {
                Some((_, paths)) => paths.push(path),
                None => reasons.push((why, vec![path])),
            }
        }
        let sentence = |(why, paths): (String, Vec<&Path>)| {
            let names: Vec<String> = paths.iter().take(MOST_NAMES).map(|path| format!("“{}”", name(path))).collect();
            let more = paths.len() - names.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let were = if paths.len() == 1 { "was" } else { "were" };
            format!("{}{more} {were} not looked at: {why}.", names.join(", "))
        };
        reasons.into_iter().map(sentence).collect()
    }

    fn pass(&mut self, path: PathBuf, why: Why) {
        self.passed.push(Passed { path, why });
    }

    fn take(&mut self, path: PathBuf) {
        if self.files.len() < MAX_FILES { self.files.push(path) } else { self.pass(path, Why::TooMany) }
    }

    fn walk(&mut self, folder: PathBuf, depth: usize) {
        if depth > MAX_DEPTH {
            return self.pass(folder, Why::TooDeep);
        }
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => return self.pass(folder, Why::Unreadable(error)),
        };
        let mut inside = Vec::new();
        for entry in entries {
            self.seen += 1;
            if self.seen > MAX_SEEN {
                self.pass(folder, Why::Crowded);
                break;
            }
            match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                Ok(found) => inside.push(found),
                Err(error) => self.pass(folder.clone(), Why::Unreadable(error)),
            }
        }
        inside.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (path, kind) in inside {
            let is_badge_file =
                || path.extension().is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)));
            if kind.is_symlink() {
                self.pass(path, Why::Link);
            } else if kind.is_dir() {
                self.walk(path, depth + 1);
            } else if let Some(what) = no_file(kind) {
                self.pass(path, Why::NoFile(what));
            } else if is_badge_file() {
                self.take(path);
            } else if !is_own_lock(&path) && !is_own_mark(&path) {
                // A lock or a mark of ours holds nothing that could be looked at.
                self.pass(path, Why::OtherEnding);
            }
        }
    }
}

/// The files behind what was named: folders stand for the badge files in them.
/// A file that is named is looked at whatever its name, and a link that is named
/// is followed; nothing but files is ever opened.
#[must_use]
pub fn badge_files(paths: Vec<PathBuf>) -> BadgeFiles {
    let mut found = BadgeFiles::default();
    for path in paths {
        match fs::metadata(&path) {
            Err(error) => found.pass(path, Why::Unreadable(error)),
            Ok(about) if about.is_dir() => {
                let before = (found.files.len(), found.passed.len());
                found.walk(path.clone(), 0);
                if before == (found.files.len(), found.passed.len()) {
                    found.pass(path, Why::Empty);
                }
            }
            Ok(about) => match no_file(about.file_type()) {
                Some(kind) => found.pass(path, Why::NoFile(kind)),
                None => found.take(path),
            },
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(found: &BadgeFiles) -> Vec<(String, &'static str)> {
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        found.passed.iter().map(|passed| (name(&passed.path), passed.why.key())).collect()
    }

    #[test]
    fn whatever_lies_in_a_folder_is_looked_at_or_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["a.PNG", "b.jws", "notes.txt", "plain"] {
            fs::write(path(name), "x").unwrap();
        }
        fs::create_dir(path("empty")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(path("door.png")).unwrap();
        std::os::unix::fs::symlink(path("a.PNG"), path("link.png")).unwrap();
        std::os::unix::fs::symlink(folder.path(), path("round")).unwrap();
        let found = badge_files(vec![folder.path().to_owned()]);
        assert_eq!(found.files, [path("a.PNG"), path("b.jws")]);
        let passed = [
            ("door.png", "no-file"),
            ("link.png", "link"),
            ("notes.txt", "other-ending"),
            ("plain", "other-ending"),
            ("round", "link"),
        ];
        assert_eq!(keys(&found), passed.map(|(name, key)| (name.to_owned(), key)));
        let sentences = found.sentences(|path| path.display().to_string());
        assert_eq!(sentences.len(), 3, "one for each reason: {sentences:?}");
        let named =
            badge_files(vec![path("notes.txt"), path("link.png"), path("empty"), path("gone.png"), path("door.png")]);
        assert_eq!(named.files, [path("notes.txt"), path("link.png")], "what is named is looked at");
        let passed = [("empty", "empty"), ("gone.png", "unreadable"), ("door.png", "no-file")];
        assert_eq!(keys(&named), passed.map(|(name, key)| (name.to_owned(), key)));
    }

    #[test]
    fn a_lock_of_ours_is_no_file_of_the_user_and_what_only_looks_so_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.json"), "{}").unwrap();
        for (name, holds) in [(".a.json.lock", ""), (".badgewright.lock", "")] {
            fs::write(path(name), holds).unwrap();
        }
        let found = badge_files(vec![folder.path().to_owned()]);
        assert_eq!((found.files, found.passed.len()), (vec![path("a.json")], 0));
        for (name, holds) in [(".a.json.lock", "{}"), (".gone.json.lock", ""), ("a.json.lock", ""), ("..lock", "")] {
            fs::write(path(name), holds).unwrap();
        }
        let told = keys(&badge_files(vec![folder.path().to_owned()]));
        let all = ["..lock", ".a.json.lock", ".gone.json.lock", "a.json.lock"];
        assert_eq!(told, all.map(|name| (name.to_owned(), "other-ending")));
        let named = badge_files(vec![path(".badgewright.lock")]);
        assert_eq!(named.files, [path(".badgewright.lock")], "what is named is looked at");
    }

    #[test]
    fn what_lies_too_deep_or_is_too_much_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join(["d"; MAX_DEPTH + 1].join("/"));
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("a.png"), "x").unwrap();
        assert_eq!(keys(&badge_files(vec![folder.path().to_owned()])), [("d".to_owned(), "too-deep")]);
        let file = deep.join("a.png");
        let many = badge_files(vec![file; MAX_FILES + 2]);
        assert_eq!((many.files.len(), many.passed.len()), (MAX_FILES, 2));
        let sentences = many.sentences(|path| path.display().to_string());
        assert!(sentences[0].contains("only 10000 files"), "{sentences:?}");
    }
}
