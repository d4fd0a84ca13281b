//! What people get wrong: it is refused before anything is written, in words that say what to do.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::desk::{Desk, bytes, done};

const SOMEONE: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const OTHER: &str = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

#[test]
fn no_row_of_a_table_is_lost_without_a_word() {
    let desk = Desk::new();
    desk.well("new --template bike-repair -o bikes.badge");
    for (rows, told) in [
        ("name\n\"Ice Rescue\nFire Rescue\nSea Rescue\n", "Row 2 has a quotation mark that is not closed"),
        ("name\nIce Rescue\n\n\"Fire Rescue\n\"Sea Rescue\n", "Row 3 has a quotation mark that is not closed"),
        ("name,Name\nIce Rescue,Fire Rescue\n", "Two columns are called “Name”"),
        ("name\nIce Rescue\n\u{200b}\n", "Row 3 has no name"),
    ] {
        fs::write(desk.path("rows.csv"), rows).unwrap();
        let refused = desk.refused("set bikes.badge --csv rows.csv --kind badge -o out");
        assert!(refused.contains(told), "{rows}: {refused}");
        assert!(!desk.path("out").exists(), "{rows}");
    }
    let rows = "name,foo,short name,description,\r\n\"5\"\" Kites, made\" ,x,\"Two\nlines\",a 5\" kite,\r\n";
    fs::write(desk.path("rows.csv"), rows).unwrap();
    let told = desk.well("set bikes.badge --csv rows.csv --kind badge -o out").messages;
    assert!(told.contains("the column “foo” is passed over") && told.contains("Wrote 1 badge"), "{told}");
}

#[test]
fn no_command_is_suggested_that_a_shell_would_read_otherwise() {
    let desk = Desk::new();
    for (command, name) in
        [("inspect", "--zz q;$(touch pwned).png"), ("--zz;$(touch pwned)", "x"), ("inspcet;`x`", "x")]
    {
        let told = done(desk.command("").arg(command).arg(name).output().unwrap());
        assert_eq!(told.code, Some(2));
        assert!(!told.messages.lines().any(|line| line.contains("tip") && line.contains("pwned")), "{}", told.messages);
    }
    assert!(desk.run("inspect --jsn x").messages.contains("'--json'"), "what is like it is named");
}

/// A file with no room for its mark costs nobody a key.
#[cfg(unix)]
#[test]
fn a_rotation_that_finds_no_room_for_the_old_keys_mark_makes_no_new_key() {
    let desk = Desk::set_up();
    let mut key: Value = serde_json::from_slice(&bytes(&desk.path("own.key"))).unwrap();
    key["note"] = "x".repeat(40_000).into();
    fs::write(desk.path("own.key"), key.to_string()).unwrap();
    let rotate = "key rotate own.key -o new.key";
    // No file may be longer than 16 KB, as on a disk that is full.
    let mut limited = Command::new("sh");
    let whole = desk.command(rotate);
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 32; exec \"$0\" \"$@\""])
        .arg(whole.get_program())
        .args(whole.get_args());
    limited.current_dir(desk.folder.path()).env_clear();
    limited.envs(whole.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("PATH", "/usr/bin:/bin");
    let told = done(limited.output().unwrap());
    assert!(told.code == Some(2) && told.messages.contains("own.key"), "{}", told.messages);
    assert!(!desk.path("new.key").exists());
    assert_eq!(desk.json("trust list --json").as_array().unwrap().len(), 1);
    assert_eq!(desk.json("key show own.key --json")["retired"], Value::Null);
    desk.well(rotate);
    assert_ne!(desk.json("key show own.key --json")["retired"], Value::Null);
}

#[test]
fn an_issuer_is_a_place_that_is_where_it_reads_and_whoever_is_a_key_has_no_other() {
    let desk = Desk::set_up();
    for place in [
        "https://x.example/../i.json",
        "https://x.example/%2e%2E/i.json",
        "did:web:x.example:%2e%2e:b",
        "did:web:x.example:%00",
        "did:web:x.example:a%2Fb",
    ] {
        for line in [
            format!("trust add {place}"),
            format!("bake aid.badge --key own.key --issuer {place} --to a@example.org -o a.png"),
            format!("key publish own.key --issuer {place} -o did.json"),
        ] {
            let told = desk.refused(&line);
            assert!(told.contains("leads elsewhere than it reads"), "{line}: {told}");
        }
    }
    let told = desk.refused(&format!("trust add {SOMEONE} --key {OTHER}"));
    assert!(told.contains("is a key itself"), "{told}");
    let told = desk.refused(&format!("trust add did:web:x.example --key {}", &SOMEONE[..SOMEONE.len() - 1]));
    assert!(told.contains("letters of it are missing") && !told.contains("multicodec"), "{told}");
    desk.well(&format!("trust add {SOMEONE} --key {SOMEONE}"));
    let list = format!(r#"{{"format":1,"issuers":[{{"id":"{SOMEONE}","name":"A","keys":["{}"]}}]}}"#, &OTHER[8..]);
    fs::write(desk.path("list.json"), list).unwrap();
    assert!(desk.refused("trust import list.json --yes").contains("is a key itself"));
}

#[test]
fn the_awards_identifier_is_told_and_kept() {
    let desk = Desk::set_up();
    let line = "bake aid.badge --key own.key --to amy@example.org --force";
    let told = desk.well(&format!("{line} --id urn:uuid:7 -o amy.png")).messages;
    let says = |told: &str, field: &str, value: &str| {
        told.lines().any(|line| line.trim_start().strip_prefix(field).is_some_and(|rest| rest.trim() == value))
    };
    assert!(says(&told, "Award's identifier", "urn:uuid:7"), "{told}");
    assert!(told.contains("Badge's identifier"), "{told}");
    assert!(desk.well(&format!("{line} -o amy.png")).messages.contains("drawn when it is signed"));
    let hosted = "bake aid.badge --form ob2-hosted --issuer https://s.example/b/issuer.json --issuer-name own --web S \
                  --to amy@example.org --force -o hosted.json";
    for other in ["https://s.example/amy.json", "https://s.example/b/revoked.json", "https://o.example/b/amy.json"] {
        let told = desk.refused(&format!("{hosted} --id {other}"));
        assert!(told.contains("beside the issuer's") && told.contains("https://s.example/b/amy.json"), "{told}");
    }
    let own = "https://s.example/b/amy.json";
    let told = desk.well(&format!("{hosted} --id {own}")).messages;
    assert!(says(&told, "Award's identifier", own), "{told}");
    assert_eq!(desk.json("unbake hosted.json")["id"], own);
    assert!(desk.path("S/amy.json").exists());
    let told = desk.refused(&format!("{hosted} --id {own}"));
    assert!(told.contains("already"), "{told}");
}

#[test]
fn two_awards_of_one_issuer_share_no_identifier() {
    let desk = Desk::set_up();
    desk.well("key new --algorithm p256 -o p256.key");
    for (name, form) in [("a", "ob3"), ("b", "ob3-jcs"), ("c", "ob3-jwt --force")] {
        let key = if name == "c" { "p256.key --issuer-name own" } else { "own.key" };
        let line = format!(
            "bake aid.badge --form {form} --key {key} --issuer did:web:example.org --to amy@example.org --id urn:uuid:{name}"
        );
        desk.well(&format!("{line} -o {name}1.png"));
        let told = desk.refused(&format!("{line} -o {name}2.png"));
        assert!(told.contains("already") && !desk.path(&format!("{name}2.png")).exists(), "{told}");
    }
}

#[test]
fn what_is_in_the_way_is_named_for_what_it_is() {
    let desk = Desk::set_up();
    fs::write(desk.path("foreign.json"), r#"{"id":"did:web:other.example"}"#).unwrap();
    let told = desk.refused("key publish own.key --issuer did:web:example.org -o foreign.json");
    assert!(told.contains("-o") && !told.contains("--web"), "{told}");
    let told = desk.refused("key new -o aid.badge");
    assert!(told.contains("a file of that name already") && !told.contains("key is never"), "{told}");
    assert!(desk.refused("key new -o own.key").contains("A key is never overwritten"));
    desk.well("key new --algorithm p256 -o p256.key");
    desk.well("bake aid.badge --form ob3-jwt --key p256.key --issuer-name own --to amy@example.org -o amy.jwt");
    let token = String::from_utf8(bytes(&desk.path("amy.jwt"))).unwrap();
    fs::write(desk.path("cut.jwt"), &token[..token.len() / 2]).unwrap();
    let told = desk.refused("withdraw cut.jwt");
    assert!(!told.contains("names no list"), "{told}");
    assert!(desk.refused("withdraw amy.jwt").contains("names no list"));
}

#[test]
fn a_damaged_memory_is_said_to_be_damaged() {
    let desk = Desk::set_up();
    fs::create_dir(desk.path("W")).unwrap();
    desk.well(
        "bake aid.badge --key own.key --issuer did:web:example.org --withdrawable --new-list --web W --to amy@example.org -o amy.png",
    );
    desk.well("withdraw amy.png --key own.key");
    let memory = fs::read_dir(desk.path("home/badgewright/web")).unwrap().next().unwrap().unwrap().path();
    fs::write(&memory, "{").unwrap();
    let told = desk.refused("withdraw amy.png --key own.key");
    assert!(told.contains("cannot be read") && told.contains("--web"), "{told}");
    let told = desk.run("inspect amy.png").data;
    assert!(
        told.contains("cannot be read") && told.contains(&*memory.file_name().unwrap().to_string_lossy()),
        "{told}"
    );
}

#[test]
fn an_end_within_a_day_is_told_with_its_time() {
    let desk = Desk::set_up();
    let line = "bake aid.badge --key own.key --to amy@example.org --issued 2026-01-01 --force -o amy.png";
    for (expires, told) in [
        ("2026-12-02T00:00:00Z", "2 December 2026, 00:00 UTC"),
        ("2027-01-01[America/Chicago]", "2 January 2027, 05:59:59 UTC"),
        ("2027-01-01", "1 January 2027"),
    ] {
        desk.well(&format!("{line} --expires {expires}"));
        let shown = desk.run("inspect amy.png --at 2026-06-01").data;
        assert!(
            shown.lines().any(|line| line.trim_start().starts_with("Holds until") && line.ends_with(told)),
            "{shown}"
        );
        assert!(shown.contains(&format!("holds until {told}.")), "{shown}");
        let over = desk.run("inspect amy.png --at 2028-06-01").data;
        let is_day = !told.contains("UTC");
        assert!(
            over.contains(&format!("{} {told}.", if is_day { "Its last day was" } else { "It ended on" })),
            "{over}"
        );
    }
}

#[test]
fn a_result_that_the_badge_does_not_allow_is_not_signed() {
    let desk = Desk::set_up();
    let mut document: Value = serde_json::from_slice(&bytes(&desk.path("aid.badge"))).unwrap();
    document["badge"]["resultDescription"] = serde_json::json!([
        { "id": "urn:uuid:p", "name": "Score", "resultType": "Percent", "valueMin": "0", "valueMax": "100" },
        { "id": "urn:uuid:g", "name": "Grade", "resultType": "LetterGrade", "allowedValue": ["A", "B"] },
    ]);
    fs::write(desk.path("aid.badge"), document.to_string()).unwrap();
    let line = "bake aid.badge --key own.key --to amy@example.org -o amy.png --result";
    for (result, needed) in [
        ("urn:uuid:p=777", "a number from 0 to 100"),
        ("urn:uuid:p=abc", "a number from 0 to 100"),
        ("urn:uuid:g=C", "one of “A”, “B”"),
    ] {
        let told = desk.refused(&format!("{line} {result}"));
        assert!(told.contains(needed), "{told}");
    }
    desk.well(&format!("{line} urn:uuid:p=82.5 --result urn:uuid:g=A"));
    // Somebody may be known by another identifier than a DID.
    desk.well("bake aid.badge --key own.key --to urn:uuid:amy -o urn.png");
    assert!(desk.well("bake --help").data.contains("EMAIL|URI"));
}
