//! The folder with an issuer's files that lies beside a badge.

use std::path::{Path, PathBuf};

use super::Revocation;
use super::web_folder::{self, path_of};
use crate::credential::site::Site;

/// The most entries beside a badge that are gone through.
const MAX_ENTRIES: usize = 10_000;

/// The most folders there that are looked into, of those that have a file in the place of
/// the one in which the badge is noted.
const MAX_FOLDERS: usize = 16;

/// The most bytes that are read of them together; of the first one any number.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Issuer's folder beside a badge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderBeside {
    /// The folder that holds the file in which the badge is noted.
    pub folder: Option<PathBuf>,
    /// Whether there was too much to look at all of it, and nothing found.
    pub is_cut: bool,
}

impl Revocation {
    /// The folder beside the badge that holds the file in which it is noted. The one that
    /// is called as this program calls it comes first, however many others there are.
    #[must_use]
    pub fn folder_beside(&self, badge: &Path) -> FolderBeside {
        let Some(entries) = badge.parent().and_then(|parent| parent.read_dir().ok()) else {
            return FolderBeside::default();
        };
        let mut number = 0;
        let paths = entries.flatten().take(MAX_ENTRIES).inspect(|_| number += 1).map(|entry| entry.path());
        let mut folders: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|ending| ending == "web")).collect();
        let (url, key) = self.folder_told_by();
        let usual = Site::of(&url).map(|site| badge.with_file_name(site.folder_name()));
        if number == MAX_ENTRIES {
            folders.extend(usual.clone());
        }
        folders.sort_by_key(|folder| (Some(folder) != usual.as_ref(), folder.clone()));
        folders.dedup();
        let (mut looked_into, mut bytes, mut is_cut) = (0, 0, number == MAX_ENTRIES);
        for folder in folders {
            let size_at = |url: &str| path_of(&folder, url).metadata().ok().map(|about| about.len());
            let sizes: Vec<u64> =
                [Some(&url), key.as_ref()].into_iter().flatten().filter_map(|url| size_at(url)).collect();
            if sizes.is_empty() {
                continue;
            }
            let size: u64 = sizes.into_iter().sum();
            if looked_into > 0 && (looked_into == MAX_FOLDERS || bytes + size > MAX_BYTES) {
                is_cut = true;
                continue;
            }
            (looked_into, bytes) = (looked_into + 1, bytes + size);
            if web_folder::holds(&folder, &self.url_in(&folder)) {
                return FolderBeside { folder: Some(folder), is_cut: false };
            }
        }
        FolderBeside { folder: None, is_cut }
    }
}

#[cfg(test)]
mod tests {
    use super::super::revocation_tests::{awarded, key};
    use super::*;
    use crate::credential::Algorithm;
    use crate::issue::Form;

    /// However many others lie there, each with a file in the same place.
    #[test]
    fn the_folder_of_the_issuer_is_found_among_many_and_the_others_are_not_all_read() {
        let at = tempfile::tempdir().unwrap();
        let ours = key(Algorithm::Ed25519);
        let badge = awarded(at.path(), "a.json", Form::Ob3, &ours, &[]);
        let usual = at.path().join("example.org-badges.web");
        let how = Revocation::of(&std::fs::read(&badge).unwrap()).unwrap();
        let others = |count: usize, text: &str| {
            for number in 0..count {
                let folder = at.path().join(format!("a{number:04}.web"));
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(folder.join("status.json"), text).unwrap();
            }
        };
        others(40, "{}");
        assert_eq!(how.folder_beside(&badge), FolderBeside { folder: Some(usual.clone()), is_cut: false });
        // Under another name it comes after sixteen others, and that not all were looked into is told.
        let renamed = at.path().join("z.web");
        std::fs::rename(&usual, &renamed).unwrap();
        assert_eq!(how.folder_beside(&badge), FolderBeside { folder: None, is_cut: true });
        for number in 10..40 {
            std::fs::remove_dir_all(at.path().join(format!("a{number:04}.web"))).unwrap();
        }
        assert_eq!(how.folder_beside(&badge).folder, Some(renamed));
        // A few may be as large as many.
        others(3, &format!("\"{}\"", " ".repeat(4 * 1024 * 1024)));
        assert_eq!(how.folder_beside(&badge), FolderBeside { folder: None, is_cut: true });
    }
}
