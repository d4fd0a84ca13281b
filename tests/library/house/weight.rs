//! What the tests add to every copy of the repository: pictures, above all.

use std::fs;
use std::path::{Path, PathBuf};

/// Bytes that all files of the tests may have together.
const MOST_BYTES: u64 = 8_000_000;

/// What a test that fails leaves beside a picture, and git ignores.
const PASSING: &[&str] = &[".new.png", ".diff.png", ".old.png"];

#[test]
fn the_tests_stay_light() {
    let mut files = Vec::new();
    weigh(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut files);
    files.sort_unstable_by(|one, other| other.cmp(one));
    let all: u64 = files.iter().map(|(bytes, _)| bytes).sum();
    let heaviest: Vec<String> =
        files.iter().take(12).map(|(bytes, path)| format!("{bytes:>8} {}", path.display())).collect();
    assert!(
        (1..MOST_BYTES).contains(&all),
        "tests/ has {all} bytes, of {MOST_BYTES}: cut pictures to what they are about. The heaviest are\n{}",
        heaviest.join("\n")
    );
}

fn weigh(folder: &Path, found: &mut Vec<(u64, PathBuf)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            weigh(&path, found);
        } else if !PASSING.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            found.push((entry.metadata().unwrap().len(), path));
        }
    }
}
