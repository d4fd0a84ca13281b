//! No command that writes takes the place of a key.

use std::fs;

use crate::desk::{Desk, bytes};

/// Every command that writes a file, with `%` for the file, the ending that it needs, and
/// whether it replaces what it made itself when it is told to.
const WRITING: [(&str, &str, bool); 19] = [
    ("new --template first-aid -o %", "badge", false),
    ("render aid.badge -o %", "png", true),
    ("render aid.badge -o %", "svg", true),
    ("render aid.badge -o %", "pdf", true),
    ("render aid.badge --sheet -o %", "pdf", true),
    ("set aid.badge --csv rows.csv --kind png -o .", "png", true),
    ("set aid.badge --csv rows.csv --kind svg -o .", "svg", true),
    ("set aid.badge --csv rows.csv --kind pdf -o .", "pdf", true),
    ("set aid.badge --csv rows.csv --kind badge -o .", "badge", true),
    ("bake aid.badge --key own.key --to amy@example.org -o %", "png", true),
    ("bake aid.badge --key own.key --to amy@example.org -o %", "json", true),
    ("unbake amy.png -o %", "json", true),
    ("trust export %", "json", true),
    ("endorse % --key own.key --comment Fine.", "badge", false),
    ("key new -o %", "key", false),
    ("key import own.pem -o %", "key", false),
    ("key export own.key -o %", "pem", false),
    ("key rotate own.key -o %", "key", false),
    ("key publish own.key --issuer did:web:example.org -o %", "json", false),
];

#[test]
fn no_command_takes_the_place_of_a_key_whatever_kind_it_is_of() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    desk.well("key export own.key -o own.pem");
    desk.well("key export own.key --as jwk -o own.jwk");
    fs::write(desk.path("rows.csv"), "name\nTarget\n").expect("a folder to write in");
    let jwk = String::from_utf8(bytes(&desk.path("own.jwk"))).expect("text");
    let multibase = format!("z{}", bs58::encode([&[0x80, 0x26][..], &[7; 32]].concat()).into_string());
    let keys: [(&str, Vec<u8>); 8] = [
        ("sealed by this program", bytes(&desk.path("own.key"))),
        ("in PEM", bytes(&desk.path("own.pem"))),
        ("a JSON Web Key", jwk.clone().into_bytes()),
        ("a set of them", format!("{{\"keys\":[{jwk}]}}").into_bytes()),
        ("for signing in elsewhere", b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n".to_vec()),
        ("within settings", format!("PORT=80\nISSUER_KEY='{}'\n", jwk.trim()).into_bytes()),
        ("by its multibase", format!("issuer:\n  key: {multibase}\n").into_bytes()),
        ("in a long file", [vec![b'#'; 200_000], b"\n".to_vec(), bytes(&desk.path("own.pem"))].concat()),
    ];
    for (kind, key) in &keys {
        for (line, ending, has_force) in WRITING {
            let target = format!("target.{ending}");
            let line = line.replace('%', &target);
            fs::write(desk.path(&target), key).expect("a folder to write in");
            for line in [Some(line.clone()), has_force.then(|| format!("{line} --force"))].into_iter().flatten() {
                desk.refused(&line);
                assert!(bytes(&desk.path(&target)) == *key, "{line} wrote over a key {kind}");
            }
            fs::remove_file(desk.path(&target)).expect("it is there");
        }
    }
}

/// Not even where a file of the issuer's would lie.
#[test]
fn a_key_in_the_web_folder_stays() {
    let desk = Desk::set_up();
    desk.well("key export own.key --as jwk -o own.jwk");
    let key = bytes(&desk.path("own.jwk"));
    let bake = "bake aid.badge --key own.key --issuer did:web:example.org --withdrawable --new-list --web web";
    let bake = format!("{bake} --to amy@example.org --force -o amy.json");
    desk.well(&bake);
    for name in ["status.json", "did.json"] {
        let path = desk.path("web").join(name);
        fs::write(&path, &key).expect("a folder to write in");
        desk.refused("withdraw amy.json --key own.key");
        // A list may begin at another address.
        desk.run(&bake);
        assert!(bytes(&path) == key, "{name}");
    }
}
