//! The command line where a stream is no file, is closed, or is read by nobody.

#![cfg(unix)]

use std::fs;
use std::process::Stdio;

use crate::desk::{Desk, done};

const SOMEONE: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

#[test]
fn nothing_is_well_that_could_not_be_told() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    fs::write(desk.path("list.json"), format!(r#"{{"format":1,"issuers":[{{"id":"{SOMEONE}","name":"Amy"}}]}}"#))
        .expect("a folder to write in");
    for line in [
        "inspect amy.png",
        "inspect amy.png --json",
        "check aid.badge --json",
        "check aid.badge --format sarif",
        "unbake amy.png",
        "key show own.key",
        "trust list",
        "trust import list.json --yes",
        "templates",
        "completions bash",
        "man",
        "key new -o other.key",
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let gone = desk.command(line).stdout(writer).output().expect("it starts");
        assert_eq!(gone.status.code(), Some(3), "{line}: nobody reads");
        // It can be read and not written.
        let shut =
            desk.command(line).stdout(fs::File::open("/dev/null").expect("a device")).output().expect("it starts");
        assert_eq!(shut.status.code(), Some(2), "{line}: {}", String::from_utf8_lossy(&shut.stderr));
        let null = desk.command(&line.replace("other.key", "third.key")).stdout(Stdio::null()).output();
        assert_eq!(null.expect("it starts").status.code(), Some(0), "{line}: only the exit code is wanted");
    }
    assert!(desk.path("other.key").exists());
}

/// What is about to be signed or withdrawn is seen first: where that cannot be shown, nothing is done.
#[cfg(target_os = "linux")]
#[test]
fn nothing_is_signed_or_withdrawn_that_could_not_be_shown() {
    let desk = Desk::set_up();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let web = "--key own.key --issuer did:web:example.org --web web";
    desk.well(&format!("bake aid.badge {web} --withdrawable --new-list --to amy@example.org -o amy.json"));
    let list = || fs::read(desk.path("web/status.json")).expect("the list");
    let (before, document) = (list(), fs::read(desk.path("aid.badge")).expect("the document"));
    for line in [
        &format!("bake aid.badge {web} --withdrawable --to ben@example.org -o ben.json"),
        "bake aid.badge --key own.key --to ben@example.org -o ben.png",
        "endorse aid.badge --key own.key --comment Good",
        "withdraw amy.json --key own.key --web web",
    ] {
        let done = desk.command(line).stderr(full()).stdin(Stdio::null()).output().expect("it starts");
        assert_eq!(done.status.code(), Some(2), "{line}");
        assert!(!desk.path("ben.json").exists() && !desk.path("ben.png").exists(), "{line}");
        assert!(list() == before && fs::read(desk.path("aid.badge")).expect("the document") == document, "{line}");
    }
    for line in ["--help", "--version", "bake --help"] {
        let done = desk.command(line).stdout(full()).output().expect("it starts");
        assert_eq!(done.status.code(), Some(2), "{line}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// Every command that takes the name of a file, with a pipe in its place: nobody
/// ever writes to it, and nobody waits.
#[test]
fn what_is_no_file_is_refused_and_not_waited_for() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    let pipe = desk.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    for line in [
        "new --template first-aid --standard pipe -o n.badge",
        "render pipe -o n.png",
        "set pipe -o .",
        "set aid.badge --csv pipe -o .",
        "check pipe",
        "check aid.badge --profile ./pipe",
        "key show pipe",
        "key import pipe -o n.key",
        "key export pipe -o n.pem",
        "key rotate pipe -o n.key",
        "key publish --issuer did:web:e.org pipe -o did.json",
        "bake pipe --key own.key --to amy@example.org -o n.png",
        "bake aid.badge --key pipe --to amy@example.org -o n.png",
        "unbake pipe",
        "inspect amy.png --did did:web:e.org=pipe",
        "inspect amy.png --status-list https://e.org/l=pipe",
        "trust import pipe",
        "withdraw pipe --key own.key --web .",
        "withdraw amy.png --key pipe --web .",
        "endorse pipe --key own.key --comment Good",
        "endorse aid.badge --key pipe --comment Good",
    ] {
        let mut child = desk.command(line).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts");
        let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while child.try_wait().expect("a child").is_none() {
            if std::time::Instant::now() > until {
                child.kill().expect("a child of ours");
                panic!("{line}: it waits");
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let done = done(child.wait_with_output().expect("it ended"));
        assert_eq!(done.code, Some(2), "{line}: {}", done.messages);
        assert!(done.messages.contains("it is a pipe, and only files are opened"), "{line}: {}", done.messages);
    }
}
