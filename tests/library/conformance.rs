//! What others expect of us: official test vectors, the official schema,
//! hostile files and real ones.
//!
//! The data is not part of the project. `BADGEWRIGHT_CONFORMANCE` names the
//! folder; without it these tests say that they were left out.

use std::fs;
use std::path::{Path, PathBuf};

use badgewright::inspect::{InspectOptions, Report, Sources, Trust, inspect};
use jiff::Timestamp;

mod ecdsa;
mod fixtures;
mod hostile;
mod pngsuite;
mod real_files;
mod schema;
mod skills;
mod strangers;
mod vectors;

/// A folder of the conformance data, or `None` (said aloud) without it.
fn data(folder: &str) -> Option<PathBuf> {
    match std::env::var_os("BADGEWRIGHT_CONFORMANCE") {
        Some(root) => {
            let folder = Path::new(&root).join(folder);
            assert!(folder.is_dir(), "BADGEWRIGHT_CONFORMANCE is set, but {} is missing", folder.display());
            Some(folder)
        }
        None => {
            eprintln!("Left out: BADGEWRIGHT_CONFORMANCE names no folder with {folder}.");
            None
        }
    }
}

/// The point in time by which the data is judged.
fn at() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

/// What somebody who knows no issuer is told about a file.
fn look(path: &Path) -> Report {
    inspect(
        &fs::read(path).unwrap(),
        &InspectOptions { trust: &Trust::default(), sources: &Sources::default(), at: at(), email: None },
    )
}

/// Every file below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
