//! Folders of badges.

use std::path::{Path, PathBuf};

/// The most files that are looked at together.
pub const MAX_FILES: usize = 10_000;
/// How deep folders are looked into.
const MAX_DEPTH: usize = 8;
/// Endings of files in which badges travel.
const ENDINGS: &[&str] = &["png", "svg", "json", "jwt"];

/// The files behind what was named: folders stand for the badge
/// files in them. The second value tells that there were too many.
#[must_use]
pub fn badge_files(paths: Vec<PathBuf>) -> (Vec<PathBuf>, bool) {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() { walk(&path, 0, &mut files) } else { files.push(path) }
    }
    let too_many = files.len() > MAX_FILES;
    files.truncate(MAX_FILES);
    (files, too_many)
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if files.len() > MAX_FILES {
            return;
        }
        // Links could lead round in circles.
        if path.is_dir() && !path.is_symlink() && depth < MAX_DEPTH {
            walk(&path, depth + 1, files);
        } else if path.extension().is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known))) {
            files.push(path);
        }
    }
}
