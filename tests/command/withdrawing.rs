//! Withdrawing with the real program: what was published stays, and what is said of it.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, bytes};

const SITE: &str = "--issuer https://s.example.org/issuer.json --issuer-name own --web S --new-list";

/// A desk with a badge of Open Badges 2.0 in each form.
fn with_badges() -> Desk {
    let desk = Desk::new();
    desk.well("new --template first-aid -o aid.badge");
    desk.well("key new --algorithm p256 -o own.key");
    desk.well(&format!("bake aid.badge --form ob2-signed --key own.key {SITE} --to amy@example.org -o signed.png"));
    desk.well(&format!("bake aid.badge --form ob2-hosted {SITE} --to amy@example.org -o hosted.png"));
    desk
}

fn read(path: &std::path::Path) -> Value {
    serde_json::from_slice(&bytes(path)).unwrap()
}

#[test]
fn what_was_published_of_a_withdrawal_stays_until_another_reason_is_given() {
    let desk = with_badges();
    let list = desk.path("S/revoked.json");
    let hosted = |desk: &Desk| {
        let id = desk.json("unbake hosted.png")["id"].as_str().unwrap().rsplit_once('/').unwrap().1.to_owned();
        desk.path("S").join(id)
    };
    let hosted = hosted(&desk);
    for (badge, file) in [("signed.png", &list), ("hosted.png", &hosted)] {
        let told = desk.well(&format!("withdraw {badge} --reason By_mistake")).messages;
        assert!(told.contains("is withdrawn once"), "{told}");
        let mut said = read(file);
        let entry = if badge == "signed.png" { &mut said["revokedAssertions"][0] } else { &mut said };
        assert_eq!(entry["revocationReason"], "By mistake");
        entry["note"] = json!("kept by another program");
        fs::write(file, said.to_string()).unwrap();
        let before = bytes(file);
        for again in ["", " --reason By_mistake"] {
            let told = desk.well(&format!("withdraw {badge}{again}")).messages;
            assert!(told.contains("withdrawn already") && told.contains("stays as it is"), "{told}");
            assert_eq!(bytes(file), before, "{badge}");
        }
        let told = desk.well(&format!("withdraw {badge} --reason Misconduct")).messages;
        assert!(told.contains("withdrawn already") && told.contains("reason") && told.contains("changed"), "{told}");
        let said = read(file);
        let entry = if badge == "signed.png" { &said["revokedAssertions"][0] } else { &said };
        assert_eq!(
            (&entry["revocationReason"], &entry["note"]),
            (&json!("Misconduct"), &json!("kept by another program"))
        );
    }
    // Other programs name an assertion by its identifier alone.
    let mut said = read(&list);
    said["revokedAssertions"] = json!([said["revokedAssertions"][0]["id"], "urn:uuid:another"]);
    fs::write(&list, said.to_string()).unwrap();
    desk.well("withdraw signed.png");
    assert_eq!(read(&list), said);
    desk.well("withdraw signed.png --reason Misconduct");
    let entries = &read(&list)["revokedAssertions"];
    assert_eq!((&entries[0]["revocationReason"], &entries[1]), (&json!("Misconduct"), &json!("urn:uuid:another")));
}
