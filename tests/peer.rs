//! What another project's verifier says of our badges. `scripts/test` sets it
//! up and names it; without it this test says that it was left out.

#![expect(clippy::expect_used, reason = "a test program: it stops at what it did not expect")]

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

/// One line a file: "VALID file …" or "INVALID file …".
fn second_opinion(peer: &(OsString, OsString), folder: &Path, files: &[String]) -> Vec<String> {
    let output = Command::new(&peer.0).arg(&peer.1).args(files).current_dir(folder).output().expect("Python starts");
    let said = String::from_utf8(output.stdout).expect("text");
    assert_eq!(said.lines().count(), files.len(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said.lines().map(ToOwned::to_owned).collect()
}

fn badgewright(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_badgewright"))
        .args(arguments)
        .current_dir(folder)
        .env("BADGEWRIGHT_HOME", folder.join("home"))
        .env("BADGEWRIGHT_PASSPHRASE", "correct horse")
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn another_verifier_finds_our_badges_valid_and_altered_ones_not() {
    let peer = std::env::var_os("BADGEWRIGHT_PEER_PYTHON").zip(std::env::var_os("BADGEWRIGHT_PEER_VERIFIER"));
    let Some(peer) = peer else {
        eprintln!("Left out: BADGEWRIGHT_PEER_PYTHON and BADGEWRIGHT_PEER_VERIFIER name no other verifier.");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    badgewright(folder, &["key", "new", "-o", "own.key"]);
    let mut files = Vec::new();
    for starter in badgewright::document::starters() {
        let document = format!("{}.badge", starter.name);
        badgewright(folder, &["new", "--template", starter.name, "-o", &document]);
        for (ending, to) in [("png", "amy@example.org"), ("svg", "did:web:amy.example"), ("json", "amy@example.org")] {
            let file = format!("{}.{ending}", starter.name);
            badgewright(folder, &["bake", &document, "--key", "own.key", "--to", to, "--name", "Amy", "-o", &file]);
            files.push(file);
        }
    }
    for line in second_opinion(&peer, folder, &files) {
        assert!(line.starts_with("VALID"), "{line}");
    }

    let json = files.last().expect("there are starters");
    let altered = fs::read_to_string(folder.join(json)).expect("read").replacen("Earner has", "Earner hasn’t", 1);
    fs::write(folder.join("altered.json"), altered).expect("written");
    let line = second_opinion(&peer, folder, &["altered.json".to_owned()]).concat();
    assert!(line.starts_with("INVALID"), "so that VALID means something: {line}");
}
