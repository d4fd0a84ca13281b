//! The issuer's side with the real program: what is never written over, what two
//! programs at once do, keys over time, places on lists.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::desk::{Desk, bytes, done};
use serde_json::Value;

const SOMEONE: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const WEB: &str = "--key own.key --issuer did:web:example.org";

/// Every file below a folder, with what is in it.
fn everything(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => found.push((path.clone(), fs::read(path).unwrap())),
            }
        }
    }
    found.sort();
    found
}

#[test]
fn no_command_writes_over_a_key_or_what_it_is_made_from_nor_unasked_over_anything() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    desk.well("key export own.key -o own.pem");
    fs::write(desk.path("rows.csv"), "name\nRows\n").unwrap();
    fs::copy(desk.path("own.key"), desk.path("key.png")).unwrap();
    fs::copy(desk.path("own.pem"), desk.path("key.svg")).unwrap();
    fs::write(desk.path("notes.png"), "mine").unwrap();
    desk.well("new --template first-aid --name aid -o other.badge");
    fs::write(desk.path("aid.csv"), "name\nother\n").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("notes.png", desk.path("link.png")).unwrap();
        std::os::unix::fs::symlink("aid.badge", desk.path("design.png")).unwrap();
    }
    let before = everything(desk.folder.path());
    // With --force and without it.
    let mut never = vec![
        "render aid.badge -o key.png",
        "render aid.badge -o key.svg",
        "bake aid.badge --key own.key --to amy@example.org -o key.png",
        "bake amy.png --key own.key --to amy@example.org -o amy.png",
        "unbake amy.png -o own.key",
        "unbake amy.png -o own.pem",
        "unbake amy.png -o amy.png",
        "set other.badge --csv aid.csv --kind badge -o .",
        "trust export own.key",
        "trust export own.pem",
    ];
    if cfg!(unix) {
        never.extend(["render aid.badge -o link.png", "render aid.badge -o design.png", "unbake amy.png -o link.png"]);
    }
    for line in &never {
        for line in [(*line).to_owned(), format!("{line} --force")] {
            desk.refused(&line);
            assert!(everything(desk.folder.path()) == before, "{line}");
        }
    }
    // Only without it.
    for line in [
        "render aid.badge -o notes.png",
        "bake aid.badge --key own.key --to ben@example.org -o amy.png",
        "unbake amy.png -o notes.png",
        "set aid.badge --csv rows.csv --kind png -o .",
        "trust export notes.png",
    ] {
        fs::write(desk.path("rows.csv"), "name\nNotes\n").unwrap();
        let told = desk.refused(line);
        assert!(told.contains("already a file") && told.contains("--force"), "{line}: {told}");
        fs::write(desk.path("rows.csv"), "name\nRows\n").unwrap();
        assert!(everything(desk.folder.path()) == before, "{line}");
    }
    for line in [
        "key new -o notes.png",
        "key export own.key -o notes.png",
        "key rotate own.key -o notes.png",
        "new --template first-aid -o notes.png",
    ] {
        desk.refused(line);
        assert!(everything(desk.folder.path()) == before, "{line}");
    }
    for target in ["own.key", "own.pem", "aid.badge", "notes.png"] {
        desk.refused(&format!("key publish own.key --issuer did:web:example.org -o {target}"));
    }
    assert!(everything(desk.folder.path()) == before);
    desk.well("render aid.badge --force -o notes.png");
    assert!(bytes(&desk.path("notes.png")).starts_with(b"\x89PNG"));
    // A picture that carries its document is not made into one that does not.
    desk.well("render aid.badge --editable --size 64 -o carrier.png");
    let carrier = bytes(&desk.path("carrier.png"));
    assert!(
        desk.refused("endorse carrier.png --key own.key --comment Good").contains("picture with a document inside")
    );
    assert_eq!(bytes(&desk.path("carrier.png")), carrier);
}

#[cfg(unix)]
#[test]
fn what_is_written_keeps_its_mode_and_a_read_only_file_is_left() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::set_up();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(desk.path("aid.badge"), fs::Permissions::from_mode(0o600)).unwrap();
    desk.well("endorse aid.badge --key own.key --comment Good");
    assert_eq!(mode("aid.badge"), 0o600);
    fs::set_permissions(desk.path("aid.badge"), fs::Permissions::from_mode(0o444)).unwrap();
    let before = bytes(&desk.path("aid.badge"));
    assert!(desk.refused("endorse aid.badge --key own.key --comment Better").contains("read-only"));
    assert_eq!((bytes(&desk.path("aid.badge")), mode("aid.badge")), (before, 0o444));
    fs::set_permissions(desk.path("own.key"), fs::Permissions::from_mode(0o400)).unwrap();
    assert!(desk.refused("key rotate own.key -o new.key").contains("read-only"));
    assert!(!desk.path("new.key").exists(), "no key is made that takes nobody's place");
    fs::set_permissions(desk.path("home/badgewright/issuers.json"), fs::Permissions::from_mode(0o640)).unwrap();
    desk.well(&format!("trust add {SOMEONE}"));
    assert_eq!(mode("home/badgewright/issuers.json"), 0o640);
    fs::set_permissions(desk.path("home/badgewright/issuers.json"), fs::Permissions::from_mode(0o600)).unwrap();
    let home: BTreeSet<u32> = everything(&desk.path("home"))
        .iter()
        .map(|(path, _)| fs::metadata(path).unwrap().permissions().mode() & 0o777)
        .collect();
    assert_eq!(home, [0o600].into());
}

#[test]
fn programs_at_once_lose_nothing() {
    let desk = Desk::set_up();
    let at_once = |lines: Vec<String>| {
        let running: Vec<_> = lines
            .iter()
            .map(|line| {
                desk.command(line)
                    .stdin(std::process::Stdio::null())
                    .stdout(std::process::Stdio::piped())
                    .stderr(std::process::Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for (child, line) in running.into_iter().zip(&lines) {
            let done = done(child.wait_with_output().unwrap());
            assert_eq!(done.code, Some(0), "{line}: {}", done.messages);
        }
    };
    at_once((0..8).map(|number| format!("trust add did:web:{number}.example")).collect());
    assert_eq!(desk.json("trust list --json").as_array().unwrap().len(), 9, "the own key and all eight");
    at_once((0..4).map(|number| format!("key new -o {number}.key")).collect());
    assert_eq!(desk.json("trust list --json").as_array().unwrap().len(), 13);
    at_once((0..4).map(|number| format!("endorse aid.badge --key own.key --comment Word_{number}")).collect());
    let document: Value = serde_json::from_slice(&bytes(&desk.path("aid.badge"))).unwrap();
    assert_eq!(document["badge"]["endorsement"].as_array().unwrap().len(), 4);
    at_once(
        (0..6)
            .map(|number| format!("bake aid.badge {WEB} --withdrawable --new-list --to a@example.org -o {number}.json"))
            .collect(),
    );
    let places: BTreeSet<String> = (0..6)
        .map(|number| {
            let badge: Value = serde_json::from_slice(&bytes(&desk.path(&format!("{number}.json")))).unwrap();
            badge["credentialStatus"]["statusListIndex"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(places.len(), 6, "no two share a place");
    at_once((0..5).map(|number| format!("withdraw {number}.json --key own.key")).collect());
    let lists = "--did did:web:example.org=example.org.web/did.json --status-list https://example.org/status.json=example.org.web/status.json";
    for number in 0..5 {
        assert_eq!(desk.verdict(&format!("{number}.json {lists}")), "withdrawn", "{number}");
    }
    assert_ne!(desk.verdict(&format!("5.json {lists}")), "withdrawn");
}

#[test]
fn the_web_folder_is_named_once_and_a_fresh_list_is_asked_about() {
    let desk = Desk::set_up();
    let first = format!("bake aid.badge {WEB} --withdrawable --web site --to amy@example.org -o amy.png");
    let told = desk.refused(&first);
    assert!(told.contains("--new-list") && told.contains("another computer"), "{told}");
    assert!(!desk.path("amy.png").exists() && !desk.path("site").exists());
    let begun = desk.well(&format!("{first} --new-list")).messages;
    assert!(begun.contains("did.json was begun") && begun.contains("put that into the folder"), "{begun}");
    assert!(desk.path("site/status.json").is_file() && !desk.path("example.org.web").exists());
    fs::create_dir(desk.path("elsewhere")).unwrap();
    let again = desk.well(&format!("bake aid.badge {WEB} --withdrawable --to ben@example.org -o elsewhere/ben.png"));
    assert!(!again.messages.contains("was begun"), "{}", again.messages);
    assert_eq!(fs::read_dir(desk.path("elsewhere")).unwrap().count(), 1, "its files went into the one folder");
    desk.well("withdraw elsewhere/ben.png --key own.key");
    let told = desk.refused(&format!("bake aid.badge {WEB} --withdrawable --web other --to cy@example.org -o cy.png"));
    assert!(told.contains("--new-list") && told.contains("https://example.org/status.json"), "{told}");
    assert!(!desk.path("cy.png").exists());
    let line = format!("bake aid.badge {WEB} --withdrawable --web other --new-list --to cy@example.org -o cy.png");
    assert!(desk.well(&line).messages.contains("https://example.org/status-"));
    assert!(!desk.path("other/status.json").exists());
    let told = desk.refused("bake aid.badge --key own.key --withdrawable --to cy@example.org -o dee.png");
    assert!(told.contains("--issuer") && told.contains("--withdrawable=no"), "{told}");
    desk.well("bake aid.badge --key own.key --withdrawable=no --to cy@example.org -o dee.png");
    // However an issuer's address is written, it is one issuer with one folder and one list.
    let shouted = "bake aid.badge --key own.key --issuer did:web:EXAMPLE.org%3A443 --withdrawable";
    let told = desk.well(&format!("{shouted} --to dan@example.org -o elsewhere/dan.png")).messages;
    assert!(!told.contains("Began the list"), "{told}");
    // A list that is damaged, or gone, is told as that, and the folder is not said to be unknown.
    let list = bytes(&desk.path("site/status.json"));
    for wrong in [Some("{}"), None] {
        match wrong {
            Some(wrong) => fs::write(desk.path("site/status.json"), wrong).unwrap(),
            None => fs::remove_file(desk.path("site/status.json")).unwrap(),
        }
        let told = desk.refused("withdraw amy.png --key own.key");
        assert!(told.contains("status.json") && !told.contains("is not remembered"), "{told}");
    }
    fs::write(desk.path("site/status.json"), list).unwrap();
    // A file that somebody made up withdraws nobody.
    desk.well("unbake amy.png -o amy.json");
    let forged = fs::read_to_string(desk.path("amy.json")).unwrap().replace("First Aid", "Brain Surgery");
    fs::write(desk.path("forged.json"), forged).unwrap();
    let before = bytes(&desk.path("site/status.json"));
    let told = desk.refused("withdraw amy.png forged.json --web site --key own.key");
    assert!(told.contains("forged.json: ") && told.contains("not a genuine badge"), "{told}");
    // Nothing is said to be withdrawn, and nobody is asked for a passphrase in vain.
    let mut early = desk.command("withdraw forged.json --web site --key own.key");
    let output = early.env("BADGEWRIGHT_PASSPHRASE", "wrong").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("not a genuine badge") && !told.contains("To be withdrawn"), "{told}");
    assert_eq!(bytes(&desk.path("site/status.json")), before);
}

#[test]
fn a_rotated_key_is_retired_everywhere_and_what_it_signed_stays_good() {
    let desk = Desk::set_up();
    desk.well(&format!("bake aid.badge {WEB} --to amy@example.org -o amy.png"));
    desk.well("key publish own.key --issuer did:web:example.org -o did.json");
    fs::copy(desk.path("own.key"), desk.path("copy.key")).unwrap();
    desk.well("key rotate own.key -o new.key");
    assert!(desk.well("key show own.key").data.contains("Retired"));
    assert!(desk.json("key show own.key --json")["retired"].is_string());
    assert!(desk.well("key show copy.key").data.contains("Retired"), "a copy from before is of the same key");
    assert!(desk.json("key show copy.key --json")["retired"].is_string());
    assert!(desk.json("key show new.key --json")["retired"].is_null());
    assert!(desk.well("trust list").data.contains("own key, retired"));
    let listed = desk.json("trust list --json");
    assert_eq!(listed.as_array().unwrap().iter().filter(|entry| entry["retired"].is_string()).count(), 1);
    for line in [
        "bake aid.badge --key own.key --to amy@example.org -o ben.png",
        "bake aid.badge --key copy.key --to amy@example.org -o ben.png",
        "endorse aid.badge --key own.key --comment Good",
        "endorse aid.badge --key copy.key --comment Good",
        "key rotate copy.key -o third.key",
        "key rotate own.key -o third.key",
    ] {
        assert!(desk.refused(line).contains("was retired on"), "{line}");
    }
    assert!(desk.well("key publish new.key --issuer did:web:example.org -o did.json").messages.contains("2 keys"));
    // Where nothing is there yet, the keys that it took the place of are listed as well.
    assert!(desk.well("key publish new.key --issuer did:web:example.org -o fresh.json").messages.contains("2 keys"));
    let stranger = Desk::new();
    fs::copy(desk.path("amy.png"), stranger.path("amy.png")).unwrap();
    for file in ["did.json", "fresh.json"] {
        fs::copy(desk.path(file), stranger.path(file)).unwrap();
        let verdict =
            stranger.verdict(&format!("amy.png --did did:web:example.org={file} --trust did:web:example.org"));
        assert_eq!(verdict, "genuine", "{file}");
    }
    let only = desk.well("key publish new.key --only --issuer did:web:example.org -o did.json").messages;
    assert!(only.contains("1 key.") && only.contains("is left out now"), "what goes is said: {only}");
    // A key that its issuer gave up is not as good as new for being asked for.
    let mut said: serde_json::Value = serde_json::from_slice(&bytes(&desk.path("did.json"))).unwrap();
    said["verificationMethod"][0]["revoked"] = "2026-01-01T00:00:00Z".into();
    fs::write(desk.path("did.json"), said.to_string()).unwrap();
    let kept = desk.well("key publish new.key --issuer did:web:example.org -o did.json").messages;
    assert!(kept.contains("stays listed as that"), "{kept}");
    fs::create_dir(desk.path("gone.web")).unwrap();
    fs::copy(desk.path("did.json"), desk.path("gone.web/did.json")).unwrap();
    let line = "bake aid.badge --key new.key --issuer-name own --issuer did:web:example.org --web gone.web";
    let told = desk.refused(&format!("{line} --to a@example.org -o a.png"));
    assert!(told.contains("did.json says that this key awards nothing: it was revoked"), "{told}");
    assert!(!desk.path("a.png").exists());
    fs::write(desk.path("broken.json"), "{").unwrap();
    assert!(desk.refused("key publish new.key --issuer did:web:example.org -o broken.json").contains("left as it is"));
    assert_eq!(bytes(&desk.path("broken.json")), b"{");
    assert!(desk.refused("key publish new.key --issuer did:web:other.example -o did.json").contains("not the file"));
}

/// Left out on purpose: whoever awards or publishes another key does not take it back.
#[test]
fn a_retired_key_that_its_issuer_left_out_is_listed_again_only_when_it_is_named() {
    let desk = Desk::set_up();
    let web = "--issuer-name own --issuer did:web:example.org --web site";
    desk.well(&format!("bake aid.badge --key own.key {web} --to amy@example.org -o amy.json"));
    let key = |file: &str| desk.json(&format!("key show {file} --json"))["did"].as_str().unwrap().to_owned();
    desk.well("key rotate own.key -o new.key");
    let (old, new) = (key("own.key"), key("new.key"));
    let lists = |key: &str| {
        let document = String::from_utf8(bytes(&desk.path("site/did.json"))).unwrap();
        document.contains(key.trim_start_matches("did:key:"))
    };
    let award = |form: &str, file: &str| {
        desk.well(&format!("bake aid.badge --key new.key --form {form} {web} --to ben@example.org -o {file}"));
    };
    award("ob3", "ben.json");
    assert!(lists(&old) && lists(&new), "what is listed stays");
    let publish = |more: &str| desk.well(&format!("key publish {more} --issuer did:web:example.org -o site/did.json"));
    assert!(publish("new.key --only").messages.contains("is left out now"));
    for (form, file) in [("ob3", "cleo.json"), ("ob3-jcs", "dan.json"), ("ob3-jwt", "eve.jwt")] {
        award(form, file);
        assert!(lists(&new) && !lists(&old), "{form}");
    }
    let told = publish("new.key").messages;
    assert!(
        told.contains("1 key.") && told.contains("is not listed there") && told.contains("name its key file"),
        "{told}"
    );
    assert!(!lists(&old));
    let told = publish("new.key own.key").messages;
    assert!(told.contains("2 keys") && !told.contains("is not listed there"), "{told}");
    assert!(lists(&old) && lists(&new));
}

#[test]
fn trust_is_given_to_what_can_be_a_key_or_a_place_and_a_list_tells_what_it_changes() {
    let desk = Desk::new();
    let missing = &SOMEONE[..SOMEONE.len() - 1];
    for wrong in [missing, "did:key:z6Mk", "Harbour", "did:web:", "https://", "did:ebsi:zabc", "example.org"] {
        desk.refused(&format!("trust add {wrong}"));
    }
    assert_eq!(desk.json("trust list --json"), serde_json::json!([]));
    desk.well(&format!("trust add did:web:h.example --name Harbour --key {SOMEONE}"));
    let list = |name: &str, keys: &str| {
        format!(r#"{{"format":1,"issuers":[{{"id":"did:web:h.example","name":"{name}","keys":[{keys}]}}]}}"#)
    };
    let other = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
    fs::write(desk.path("list.json"), list("Port", &format!("\"{other}\""))).unwrap();
    let before = bytes(&desk.path("home/badgewright/issuers.json"));
    let shown = desk.run("trust import list.json");
    assert_eq!(shown.code, Some(1), "nothing was taken in, so it did not go well");
    assert!(shown.messages.contains("Nothing was taken in") && shown.messages.contains("--yes"), "{}", shown.messages);
    assert!(shown.data.contains("renamed") && shown.data.contains("from “Harbour” to “Port”"), "{}", shown.data);
    assert!(shown.data.contains("new key"), "{}", shown.data);
    assert_eq!(bytes(&desk.path("home/badgewright/issuers.json")), before, "nothing is taken in unasked");
    desk.well("trust import list.json --yes");
    assert_eq!(desk.json("trust list --json")[0]["name"], "Port");
    assert!(desk.well("trust import list.json").messages.contains("confirmed already"));
    fs::write(desk.path("empty.json"), r#"{"format":1,"issuers":[]}"#).unwrap();
    let nobody = desk.run("trust import empty.json --yes");
    assert_eq!(nobody.code, Some(1), "nothing was taken in");
    assert!(nobody.messages.contains("Nobody is on this list"), "{}", nobody.messages);
    fs::write(desk.path("list.json"), list("Port", "\"z6Mk\"")).unwrap();
    assert!(desk.refused("trust import list.json --yes").contains("not a list of issuers"));
}

#[test]
fn an_issuer_with_a_host_in_another_script_is_told_with_its_code() {
    let desk = Desk::set_up();
    let code = "(xn--hrbour-3nf.example)";
    let key = "z6Mker3oFsgD678LoEyCosgtZTzjK3GPd2kxfxyirbk3XXVs";
    let list = serde_json::json!({"format": 1, "issuers": [
        {"id": "https://h\u{430}rbour.example/i", "name": "Harbour"},
        {"id": "did:web:xn--hrbour-3nf.example", "name": " "},
        {"id": "http://h\u{430}rbour.example/i", "name": "Harbour", "keys": [key]},
    ]});
    fs::write(desk.path("list.json"), list.to_string()).unwrap();
    let all_coded = |data: &str| {
        let told: Vec<&str> = data.lines().filter(|line| line.contains("rbour.example")).collect();
        assert!(
            told.len() >= 3 && told.iter().all(|line| line.contains("h\u{430}rbour.example") && line.contains(code)),
            "{data}"
        );
    };
    all_coded(&desk.run("trust import list.json --yes").data);
    all_coded(&desk.well("trust list").data);
    let told = desk.well("trust remove https://h\u{430}rbour.example/i").messages;
    assert!(told.contains(code), "{told}");
    assert!(desk.refused("trust remove https://h\u{430}rbour.example/i").contains(code));
    let told = desk.run("trust add https://h\u{430}rbour.example/i --yes").messages;
    assert!(told.contains(code), "{told}");
}

#[test]
fn times_without_a_zone_are_refused_and_today_is_never_in_the_future() {
    let desk = Desk::set_up();
    for time in ["2026-03-14T09:30:00", "2026-03-14_09:30"] {
        for option in ["--issued", "--expires"] {
            let told =
                desk.refused(&format!("bake aid.badge --key own.key --to a@example.org {option} {time} -o a.png"));
            assert!(told.contains("needs its zone"), "{told}");
        }
        assert!(desk.refused(&format!("inspect aid.badge --at {time}")).contains("needs its zone"));
    }
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::get("Pacific/Kiritimati").unwrap()).date();
    desk.well(&format!(
        "bake aid.badge --key own.key --to a@example.org --issued {today}[Pacific/Kiritimati] -o a.png"
    ));
    assert_eq!(desk.verdict("a.png"), "genuine", "begun, wherever it is today");
    let told = desk.refused("bake aid.badge --key own.key --to a@example.org --issued 2998-01-01 -o c.png");
    assert!(told.contains("has not begun yet in UTC"), "{told}");
    desk.well("bake aid.badge --key own.key --to a@example.org --issued 2020-01-01 --expires 2998-02-01 -o b.png");
    assert_eq!(desk.verdict("b.png --at 2998-02-01"), "genuine", "good on its last day");
    assert_eq!(desk.verdict("b.png --at 2998-02-02"), "ended");
}

/// Whoever is asked for a passphrase has seen what it signs.
#[test]
fn what_is_signed_is_seen_before_the_passphrase_is_given() {
    let desk = Desk::set_up();
    desk.well(&format!("bake aid.badge {WEB} --withdrawable --new-list --to amy@example.org -o amy.png"));
    let list = bytes(&desk.path("example.org.web/status.json"));
    let document = bytes(&desk.path("aid.badge"));
    for (line, seen) in [
        (
            "bake aid.badge --key own.key --to ben@example.org --name Ben_Lee --expires 2998-02-01 -o ben.png",
            &["ben@example.org", "Ben Lee", "did:key:z6Mk", "1 February 2998 (to its end in UTC)"][..],
        ),
        (
            "endorse aid.badge --key own.key --by Sailing_Club --comment We_ask_for_it.",
            &["Sailing Club", "We ask for it."],
        ),
        ("withdraw amy.png --key own.key", &["To be withdrawn", "First Aid", "https://example.org/status.json"]),
    ] {
        let output = desk.command(line).env("BADGEWRIGHT_PASSPHRASE", "wrong").output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}: {told}");
        for words in seen {
            assert!(told.contains(words), "{line}: {words} in {told}");
        }
        assert!(told.trim_end().lines().last().unwrap().contains("passphrase"), "{line}: {told}");
    }
    assert_eq!(bytes(&desk.path("example.org.web/status.json")), list);
    assert_eq!(bytes(&desk.path("aid.badge")), document);
    assert!(!desk.path("ben.png").exists());
}

#[test]
fn a_home_page_that_leads_nowhere_is_refused_before_anything_is_asked() {
    let desk = Desk::set_up();
    let path = desk.path("aid.badge");
    let mut document: serde_json::Value = serde_json::from_slice(&bytes(&path)).unwrap();
    document["badge"]["issuer"] = serde_json::json!({ "name": "own", "url": "our-club.org" });
    fs::write(&path, document.to_string()).unwrap();
    let told = desk.refused("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    assert!(told.contains("Write it as https://our-club.org"), "{told}");
    assert!(!told.contains("This is what the badge will say"), "{told}");
}

/// The earlier badges of an issuer, whatever is awarded after them.
#[test]
fn what_was_awarded_stays_good_and_what_would_change_it_is_asked_or_refused() {
    let desk = Desk::set_up();
    desk.well("key new --algorithm p256 -o p256.key");
    let hosted = "--form ob2-hosted --issuer https://h.example.org/issuer.json --issuer-name own --web H";
    let signed =
        "--form ob2-signed --key p256.key --issuer https://s.example.org/issuer.json --issuer-name own --web S";
    desk.well(&format!("bake aid.badge {hosted} --to amy@example.org --id urn:example:c.1 -o amy.json"));
    let mut document: Value = serde_json::from_slice(&bytes(&desk.path("aid.badge"))).unwrap();
    document["badge"]["description"] = "Gives first aid, and says so.".into();
    fs::write(desk.path("new.badge"), document.to_string()).unwrap();
    desk.well(&format!("bake new.badge {hosted} --to ben@example.org --id urn:example:c-1 -o ben.json"));
    let again = format!("bake new.badge {hosted} --to cy@example.org --id urn:example:c-1 -o cy.json");
    assert!(desk.refused(&again).contains("choose another one"));
    let renamed = hosted.replace("--issuer-name own", "--issuer-name Owners");
    let line = format!("bake new.badge {renamed} --to cy@example.org -o cy.json");
    assert!(desk.refused(&line).contains("--new-name") && !desk.path("cy.json").exists());
    desk.well("withdraw amy.json");
    desk.well("withdraw ben.json --reason By_mistake");
    desk.well(&format!("{line} --new-name"));
    // The one list of Open Badges 2.0.
    let begun = desk.well(&format!("bake aid.badge {signed} --new-list --to amy@example.org -o amy.jwt")).messages;
    assert!(begun.contains("Began the list of withdrawn badges https://s.example.org/revoked.json"), "{begun}");
    let told = desk.well("withdraw amy.jwt").messages;
    assert!(told.contains("To be withdrawn: amy.jwt: “First Aid"), "what it is for lies in the folder: {told}");
    fs::remove_file(desk.path("S/revoked.json")).unwrap();
    let line = format!("bake aid.badge {signed} --to ben@example.org -o ben.jwt");
    let told = desk.refused(&line);
    assert!(told.contains("--new-list") && told.contains("bring withdrawn badges back"), "{told}");
    assert!(!desk.path("ben.jwt").exists() && !desk.path("S/revoked.json").exists());
    desk.well(&format!("{line} --new-list"));
    // A list and a document of keys, under whatever command.
    let three = format!("bake aid.badge {WEB} --withdrawable --web W --to amy@example.org");
    for name in ["status.json", "did.json"] {
        desk.refused(&format!("{three} -o W/{name} --force"));
    }
    desk.well(&format!("{three} --new-list -o three.json"));
    let before = everything(&desk.path("W"));
    for line in [
        &format!("{three} -o W/status.json --force"),
        "trust export W/did.json --force",
        "unbake three.json -o W/status.json --force",
    ] {
        assert!(desk.refused(line).contains("issuer's web server"), "{line}");
    }
    assert!(desk.refused("withdraw three.json --key own.key --reason Mistake").contains("no place for a reason"));
    let three: Value = serde_json::from_slice(&bytes(&desk.path("three.json"))).unwrap();
    let both = serde_json::json!({ "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"], "verifiableCredential": [three, three] });
    fs::write(desk.path("both.json"), both.to_string()).unwrap();
    assert!(desk.refused("withdraw both.json --key own.key").contains("holds 2 badges"));
    assert!(everything(&desk.path("W")) == before);
    desk.well("withdraw three.json --key own.key");
}

/// An organisation that a starter makes up, and one that is really called so.
#[test]
fn a_made_up_issuer_is_known_by_its_site_and_a_namesake_by_its_own() {
    let desk = Desk::set_up();
    let path = desk.path("aid.badge");
    let made_up = badgewright::document::starter("first-aid").unwrap().example().unwrap().badge.issuer.clone();
    let given = made_up.name.replace(' ', "_");
    let with = |issuer: Value| {
        let mut document: Value = serde_json::from_slice(&bytes(&path)).unwrap();
        document["badge"]["issuer"] = issuer;
        fs::write(&path, document.to_string()).unwrap();
        format!("bake aid.badge --key own.key --to amy@example.org --issuer-name {given} --force -o amy.json")
    };
    for page in ["/about", "/index.html?x", ":443", "#", "."] {
        let url = format!("{}{page}", made_up.url);
        let told = desk.refused(&with(serde_json::json!({ "name": made_up.name, "url": url })));
        assert!(told.contains("made up for an example"), "{page}: {told}");
    }
    let own = "https://really-ours.org";
    for name in [made_up.name.as_str(), ""] {
        let line = with(serde_json::json!({ "name": name, "url": own }));
        assert!(desk.well(&line).messages.contains(own), "{name}");
        let signed: Value = serde_json::from_slice(&bytes(&desk.path("amy.json"))).unwrap();
        assert_eq!((&signed["issuer"]["name"], &signed["issuer"]["url"]), (&made_up.name.clone().into(), &own.into()));
    }
}

/// The names of files come from others, and errors repeat them.
#[test]
fn what_was_typed_ends_no_line_and_no_quote_of_an_error() {
    let desk = Desk::set_up();
    let name = "--x'\namy.png: Genuine, awarded by us.\u{202e}\u{1b}[2J";
    let told = done(desk.command("inspect").arg(name).output().unwrap());
    assert_eq!((told.code, told.data.as_str()), (Some(2), ""));
    assert!(!told.messages.lines().any(|line| line.trim_start().starts_with("amy.png")), "{}", told.messages);
    assert!(told.messages.contains("'--x’ amy.png: Genuine, awarded by us.[2J'"), "{}", told.messages);
}

/// What is signed, text by text, before it is; and after it, where each file belongs.
#[test]
fn bake_prints_the_texts_that_it_signs_and_where_each_file_belongs() {
    let desk = Desk::set_up();
    let document: serde_json::Value = serde_json::from_slice(&bytes(&desk.path("aid.badge"))).unwrap();
    let line = "bake aid.badge --key own.key --issuer did:web:example.org --withdrawable --new-list";
    let told = desk.well(&format!("{line} --to amy@example.org -o amy.png")).messages;
    let (before, after) = told.split_once("Wrote ").unwrap();
    assert!(before.contains(document["badge"]["description"].as_str().unwrap()), "{before}");
    let statements = document["badge"]["criteria"]["statements"].as_array().unwrap();
    assert!(statements.len() > 1 && statements.iter().all(|one| before.contains(one.as_str().unwrap())), "{before}");
    assert!(before.contains("drawn when it is signed"), "{before}");
    let list = "https://example.org/status.json";
    for words in [
        &format!("It can be withdrawn: at place {}", place(&desk)),
        &format!("status.json belongs at {list}"),
        "did.json belongs at https://example.org/.well-known/did.json",
    ] {
        assert!(after.contains(words), "{words} in {after}");
    }
    let told = desk.well(&format!("{} --to ben@example.org -o ben.png", line.replace(" --new-list", ""))).messages;
    assert!(told.contains(&format!("on the list {list}, at a place that is drawn when it is signed")), "{told}");
    assert!(told.contains(&format!("status.json belongs at {list}")), "it has to be there for this one, too: {told}");
}

/// The place of Amy's badge on its list.
fn place(desk: &Desk) -> String {
    let said: serde_json::Value = serde_json::from_str(&desk.well("unbake amy.png").data).unwrap();
    said["credentialStatus"]["statusListIndex"].as_str().unwrap().to_owned()
}

/// Whoever wrote the document could have given its badge the identifier of somebody,
/// or change it after it was shown.
#[test]
fn only_the_badge_that_was_shown_is_endorsed() {
    use std::io::{BufRead as _, BufReader, Read as _};

    let desk = Desk::set_up();
    let path = desk.path("aid.badge");
    let written = |id: &str, name: &str| {
        let mut document: Value = serde_json::from_slice(&bytes(&path)).expect("JSON");
        document["badge"]["id"] = id.into();
        document["badge"]["name"] = name.into();
        fs::write(&path, document.to_string()).expect("a folder to write in");
    };
    let endorse = "endorse aid.badge --key own.key --by Sailing_Club --comment Fine.";
    written("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "First Aid");
    let told = desk.refused(endorse);
    assert!(told.contains("did:key:z6MkrJ") && told.contains("of a person or an organisation"), "{told}");

    written("urn:uuid:11111111-1111-4111-8111-111111111111", "First Aid");
    // It waits for whoever changes the document, after it has shown what it signs.
    let lock = badgewright::store::Lock::on(&path).expect("nobody holds it");
    let mut child = desk.command(endorse).stderr(std::process::Stdio::piped()).spawn().expect("it starts");
    let mut messages = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut shown = String::new();
    while !shown.contains("Words ") {
        assert_ne!(messages.read_line(&mut shown).expect("text"), 0, "{shown}");
    }
    assert!(shown.contains("urn:uuid:11111111-1111-4111-8111-111111111111"), "{shown}");
    written("urn:uuid:22222222-2222-4222-8222-222222222222", "First Aid");
    drop(lock);
    let mut rest = String::new();
    messages.read_to_string(&mut rest).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(2), "{rest}");
    assert!(rest.contains("was changed after it was shown"), "{rest}");
    let document: Value = serde_json::from_slice(&bytes(&path)).expect("JSON");
    assert!(document["badge"].get("endorsement").is_none(), "nothing is signed");
    let told = desk.well(endorse).messages;
    assert!(told.contains("urn:uuid:22222222-2222-4222-8222-222222222222"), "{told}");
}

/// What cannot be done is said before anybody types a passphrase: here one that does not fit.
#[test]
fn what_is_refused_is_refused_before_the_passphrase_is_asked() {
    let desk = Desk::set_up();
    desk.well("key new --algorithm p256 -o other.key");
    desk.well("endorse aid.badge --key own.key --by Sailing_Club --comment Fine.");
    let changed = |name: &str, change: &dyn Fn(&mut Value)| {
        let mut document: Value = serde_json::from_slice(&bytes(&desk.path("aid.badge"))).expect("JSON");
        change(&mut document["badge"]);
        fs::write(desk.path(name), document.to_string()).expect("a folder to write in");
    };
    changed("more.badge", &|badge| badge["endorsement"][0]["credentialSubject"]["name"] = "Surgeon".into());
    changed("odd.badge", &|badge| badge["id"] = "first aid".into());
    changed("locked.badge", &|_| ());
    let mut locked = fs::metadata(desk.path("locked.badge")).expect("a file").permissions();
    locked.set_readonly(true);
    fs::set_permissions(desk.path("locked.badge"), locked).expect("a folder to write in");
    let bake = "--key own.key --to amy@example.org";
    let web = "--issuer did:web:example.org --withdrawable";
    let endorse = "--key own.key --comment Fine.";
    for (line, why) in [
        ("endorse aid.badge --key other.key --comment Fine.".to_owned(), "of the kind Ed25519"),
        (format!("endorse odd.badge {endorse}"), "The badge's identifier"),
        (format!("endorse locked.badge {endorse}"), "read-only"),
        (format!("bake more.badge {bake} -o amy.json"), "also says something of"),
        (format!("bake aid.badge {bake} {web} -o amy.json"), "--new-list"),
        (format!("bake aid.badge {bake} -o missing/amy.json"), "its folder does not exist"),
        ("key export own.key -o aid.badge".to_owned(), "there is a file of that name already"),
        ("key export own.key -o missing/own.pem".to_owned(), "its folder does not exist"),
        ("key rotate own.key -o missing/new.key".to_owned(), "its folder does not exist"),
        ("key rotate own.key -o aid.badge".to_owned(), "there is a file of that name already"),
    ] {
        let done = done(desk.command(&line).env("BADGEWRIGHT_PASSPHRASE", "wrong").output().expect("it starts"));
        assert!(done.code == Some(2) && done.messages.contains(why), "{line}: {}", done.messages);
        assert!(!done.messages.contains("passphrase"), "{line}: {}", done.messages);
    }
    // Where no key signs, none is opened.
    desk.well(
        "bake aid.badge --to amy@example.org --form ob2-hosted --issuer https://example.org/issuer.json --issuer-name Canal_School -o amy.json",
    );
    let withdraw = desk.command("withdraw amy.json --key own.key").env("BADGEWRIGHT_PASSPHRASE", "wrong").output();
    assert_eq!(done(withdraw.expect("it starts")).code, Some(0));
}

/// Whatever the user's key is called: the name stands on their own badges.
#[test]
fn a_stranger_with_the_name_of_ones_own_issuer_profile_is_told() {
    let desk = Desk::new();
    desk.well("new --template first-aid -o aid.badge");
    desk.well("key new -o theirs.key");
    desk.well("bake aid.badge --key theirs.key --issuer-name River_Friends_of_Leeds --to amy@example.org -o amy.png");
    let own = Desk::set_up();
    fs::copy(desk.path("amy.png"), own.path("amy.png")).unwrap();
    assert!(!own.run("inspect amy.png").data.contains("Take care"));
    let did = own.json("key show own.key --json")["did"].as_str().unwrap().to_owned();
    let profiles = serde_json::json!({ "issuers": [{ "profile": { "name": "River Friends of Leeds" }, "key": did }] });
    fs::write(own.path("home/badgewright/issuer-profiles.json"), profiles.to_string()).unwrap();
    let told = own.run("inspect amy.png").data;
    assert!(told.contains("Take care") && told.contains("your own: the key"), "{told}");
}

#[test]
fn capitals_before_the_at_sign_are_told_when_they_are_sealed_and_when_they_are_asked_for() {
    let desk = Desk::set_up();
    let baked = desk.well("bake aid.badge --key own.key --to Amy.Brook@Example.org -o amy.png").messages;
    assert!(baked.contains("only who knows it can check it; capitals before the @ count"), "{baked}");
    let baked = desk.well("bake aid.badge --key own.key --to ben@Example.org -o ben.png").messages;
    assert!(!baked.contains("capitals"), "{baked}");
    let asked = desk.run("inspect amy.png --to amy.brook@example.org").data;
    assert!(
        asked.contains("not awarded to amy.brook@example.org") && asked.contains("Capital letters matter"),
        "{asked}"
    );
    let asked = desk.run("inspect amy.png --to Amy.Brook@EXAMPLE.org").data;
    assert!(asked.contains("It was awarded to") && !asked.contains("capitals"), "{asked}");
}
