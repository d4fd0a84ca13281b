//! What another project's verifier says of our badges. `scripts/test` sets it
//! up and names it; without it this test says that it was left out.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

/// One line a file: "VALID file …" or "INVALID file …".
fn second_opinion(peer: &(OsString, OsString), folder: &Path, files: &[String]) -> Vec<String> {
    second_opinion_with(peer, folder, &[], files)
}

fn second_opinion_with(peer: &(OsString, OsString), folder: &Path, options: &[&str], files: &[String]) -> Vec<String> {
    let output = Command::new(&peer.0)
        .arg(&peer.1)
        .args(files)
        .args(options)
        .current_dir(folder)
        .output()
        .expect("Python starts");
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
    // The forms that it knows beside the usual one. It resolves only did:key.
    for (algorithm, form) in [("p256", "ob3-jwt"), ("ed25519", "ob3-jwt")] {
        let key = format!("{algorithm}.key");
        badgewright(folder, &["key", "new", "--algorithm", algorithm, "-o", &key]);
        for ending in ["png", "svg", "jwt"] {
            let file = format!("{form}-{algorithm}.{ending}");
            let to = ["--to", "amy@example.org"];
            let arguments = ["bake", "first-aid.badge", "--key", &key, "--form", form, to[0], to[1], "-o", &file];
            badgewright(folder, &arguments);
            files.push(file);
        }
    }
    for line in second_opinion(&peer, folder, &files) {
        assert!(line.starts_with("VALID"), "{line}");
    }

    let json = files.iter().rfind(|file| file.ends_with(".json")).expect("there are starters");
    let altered = fs::read_to_string(folder.join(json)).expect("read").replacen("Earner has", "Earner hasn’t", 1);
    fs::write(folder.join("altered.json"), altered).expect("written");
    let line = second_opinion(&peer, folder, &["altered.json".to_owned()]).concat();
    assert!(line.starts_with("INVALID"), "so that VALID means something: {line}");

    // Keys that it does not resolve are handed to it: RSA, and all of Open Badges 2.0.
    for (form, version, ending) in
        [("ob3-jwt", "3", "jwt"), ("ob3-jwt", "3", "png"), ("ob2-signed", "2", "png"), ("ob2-signed", "2", "svg")]
    {
        for algorithm in ["rsa2048", "p256"] {
            let key = format!("{algorithm}.key");
            if !folder.join(&key).exists() {
                badgewright(folder, &["key", "new", "--algorithm", algorithm, "-o", &key]);
            }
            let pem = format!("{algorithm}.pem");
            fs::write(folder.join(&pem), public_pem(folder, &key)).expect("written");
            let file = format!("{form}-{algorithm}-by-key.{ending}");
            let issuer = ["--issuer", "https://example.org/issuer.json", "--to", "amy@example.org"];
            let mut arguments = vec!["bake", "first-aid.badge", "--key", &key, "--form", form, "-o", &file];
            arguments.extend(issuer);
            // Of Open Badges 2.0 a signed badge names the issuer's list of withdrawn ones.
            arguments.extend(["--new-list", "--new-name"]);
            badgewright(folder, &arguments);
            let line = second_opinion_with(&peer, folder, &["--ob", version, "--pub", &pem], &[file]).concat();
            // An older badge names its class by address, which it would now fetch; there is no network here.
            let far = if version == "2" { "Could not fetch BadgeClass at https://example.org/badge-" } else { "VALID" };
            assert!(!line.starts_with("INVALID") || line.contains(far), "{form} {algorithm} {ending}: {line}");
        }
    }
}

fn public_pem(folder: &Path, key: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_badgewright"))
        .args(["key", "show", key, "--json"])
        .current_dir(folder)
        .output()
        .expect("the program starts");
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    shown["publicPem"].as_str().expect("a key").to_owned()
}
