//! What `inspect` did not look at is never passed over, and nothing that files
//! bring along steers, hides or runs. Run as the real program.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Stdio;

use crate::desk::{Desk, bytes};
use badgewright::carrier;
use serde_json::{Value, json};

/// A desk with a genuine badge in the folder `all`.
fn with_folder() -> Desk {
    let desk = Desk::set_up();
    fs::create_dir(desk.path("all")).unwrap();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o all/amy.png");
    desk
}

/// What `inspect --json` says of each file, by the end of its name.
fn objects(data: &str) -> Vec<Value> {
    data.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

#[test]
fn only_a_folder_that_was_looked_at_as_a_whole_is_genuine() {
    let desk = with_folder();
    assert_eq!(desk.run("inspect all").code, Some(0));
    let fifo = desk.path("all/pipe.png");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    symlink(desk.path("all/amy.png"), desk.path("all/link.png")).unwrap();
    symlink(desk.path("all"), desk.path("all/round")).unwrap();
    fs::write(desk.path("all/notes.txt"), "dear all").unwrap();
    let told = objects(&desk.run("inspect all --json").data);
    let reason = |name: &str| {
        let object = told.iter().find(|object| object["file"].as_str().unwrap().ends_with(name)).expect("each is told");
        assert!(object["verdict"].is_null() && object["error"].is_string(), "{object}");
        object["reason"].clone()
    };
    assert_eq!([reason("pipe.png"), reason("notes.txt")], ["no-file", "other-ending"]);
    assert_eq!([reason("link.png"), reason("round")], ["link", "link"]);
    assert_eq!(told.len(), 5);
    assert_eq!(told[0]["verdict"], "genuine");
    for one in ["pipe.png", "link.png", "round", "notes.txt"] {
        let single = Desk::set_up();
        fs::create_dir(single.path("all")).unwrap();
        single.well("bake aid.badge --key own.key --to amy@example.org -o all/amy.png");
        fs::rename(desk.path(&format!("all/{one}")), single.path(&format!("all/{one}"))).unwrap();
        let done = single.run("inspect all");
        assert_eq!(done.code, Some(3), "{one}: {}", done.messages);
        assert!(done.messages.contains(one) && done.messages.contains("not looked at"), "{}", done.messages);
    }
    fs::create_dir_all(desk.path("none/at/all")).unwrap();
    let done = desk.run("inspect none");
    assert!(done.code == Some(3) && done.messages.contains("no files lie there"), "{}", done.messages);
    assert_eq!(desk.run("inspect /dev/null").code, Some(3), "a device is not opened");
}

#[test]
fn a_file_that_cannot_be_read_has_its_object_too() {
    let desk = with_folder();
    let done = desk.run("inspect gone.png all/amy.png --json");
    assert_eq!(done.code, Some(2));
    let told = objects(&done.data);
    assert_eq!((told.len(), &told[0]["verdict"]), (2, &json!("genuine")));
    assert_eq!((&told[1]["file"], &told[1]["reason"]), (&json!("gone.png"), &json!("unreadable")));
    assert!(told[1]["error"].as_str().unwrap().contains("cannot be read"), "{}", told[1]);
    let done = desk.run("inspect all/amy.png --json --did did:web:e.org=gone.json");
    assert_eq!((done.code, objects(&done.data)[0]["file"].clone()), (Some(2), json!("gone.json")));
}

#[test]
fn a_reader_that_goes_away_was_not_told_all() {
    let desk = with_folder();
    let good = bytes(&desk.path("all/amy.png"));
    for number in 0..400 {
        fs::write(desk.path(&format!("all/{number:03}.png")), &good).unwrap();
    }
    let mut child = desk.command("inspect all --json").stdout(Stdio::piped()).spawn().unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    reader.read_line(&mut String::new()).unwrap();
    drop(reader);
    assert_eq!(child.wait().unwrap().code(), Some(3));
}

/// The same badge with another picture around it.
fn with_another_picture(badge: &Path) -> Vec<u8> {
    let red = image::RgbImage::from_pixel(600, 600, image::Rgb([200, 20, 20]));
    let mut picture = std::io::Cursor::new(Vec::new());
    red.write_to(&mut picture, image::ImageFormat::Png).unwrap();
    let signed = carrier::extract(&bytes(badge)).unwrap();
    carrier::bake(&picture.into_inner(), signed.payload.as_str(), carrier::Standard::Three).unwrap()
}

#[test]
fn a_picture_that_was_put_in_another_place_is_told_however_the_file_was_named() {
    let desk = with_folder();
    fs::write(desk.path("all/other.png"), with_another_picture(&desk.path("all/amy.png"))).unwrap();
    let named = desk.run("inspect all/amy.png all/other.png --json");
    assert_eq!(desk.run("inspect all --json").data, named.data, "one rule for both");
    let text = desk.run("inspect all").data;
    assert_eq!(text.matches("  The picture in this file is not the one that was signed.").count(), 1, "{text}");
    let told = objects(&named.data);
    let is_told = |object: &Value| object["summary"].as_str().unwrap().contains("not the one that was signed");
    assert!(!is_told(&told[0]) && is_told(&told[1]), "{told:?}");
}

#[test]
fn pictures_that_were_not_compared_are_told_one_by_one_and_in_the_end() {
    let desk = with_folder();
    for number in 0..999 {
        fs::write(desk.path(&format!("all/a{number:03}.json")), "{}").unwrap();
    }
    let swapped = with_another_picture(&desk.path("all/amy.png"));
    for name in ["b", "c"] {
        fs::write(desk.path(&format!("all/{name}.png")), &swapped).unwrap();
    }
    // The files before those are the first thousand.
    let done = desk.run("inspect all --json");
    let told = objects(&done.data);
    let of = |name: &str| told.iter().find(|object| object["file"].as_str().unwrap().ends_with(name)).unwrap();
    assert!(!of("amy.png").to_string().contains("not compared"));
    for name in ["b.png", "c.png"] {
        assert!(of(name).to_string().contains("was not compared with the one that was signed"), "{}", of(name));
    }
    assert!(done.messages.contains("The pictures in 2 files were not compared"), "{}", done.messages);
}

#[test]
fn whether_it_is_theirs_decides_the_exit_code_and_not_the_verdict() {
    let desk = with_folder();
    for (question, code) in [("amy@EXAMPLE.org", 0), ("ben@example.org", 1)] {
        let done = desk.run(&format!("inspect all/amy.png --json --to {question}"));
        assert_eq!((done.code, &objects(&done.data)[0]["verdict"]), (Some(code), &json!("genuine")), "{question}");
    }
    desk.well("bake aid.badge --key own.key --to did:example:amy -o did.png");
    let done = desk.run("inspect did.png --json --to amy@example.org");
    assert_eq!((done.code, &objects(&done.data)[0]["verdict"]), (Some(3), &json!("genuine")), "nothing to compare");
}

/// Signs that are not seen, or that move what is.
const UNSEEN: &[char] =
    &['\u{200b}', '\u{200d}', '\u{feff}', '\u{2060}', '\u{ad}', '\u{115f}', '\u{3164}', '\u{e0041}', '\u{fe0f}'];

#[test]
fn nothing_that_is_not_seen_is_printed() {
    let desk = Desk::set_up();
    let hidden: String = UNSEEN.iter().collect();
    // No badge is made so here, but others may be.
    desk.well("bake aid.badge --key own.key --issuer-name Oxford --to amy@example.org -o evil.json");
    let mut record: Value = serde_json::from_slice(&bytes(&desk.path("evil.json"))).unwrap();
    record["name"] = json!(hidden);
    record["credentialSubject"]["achievement"]["name"] = json!(hidden);
    record["credentialSubject"]["achievement"]["description"] = json!(format!("Seen{hidden} words"));
    fs::write(desk.path("evil.json"), record.to_string()).unwrap();
    let shown = desk.run("inspect evil.json");
    let json = desk.run("inspect --json evil.json").data;
    for text in [&shown.data, &shown.messages, &json] {
        assert!(!text.contains(UNSEEN), "{text:?}");
    }
    assert!(
        shown.data.contains("(without a name that can be seen)") && shown.data.contains("Oxford"),
        "{}",
        shown.data
    );
    assert!(json.contains("Seen words"), "{json}");

    let key = "z6Mker3oFsgD678LoEyCosgtZTzjK3GPd2kxfxyirbk3XXVs";
    let list = json!({"format": 1, "issuers": [
        {"id": format!("did:key:{key}\nAAAA-BBBB-CCCC-DDDD  https://oxford.example/issuer  University"), "name": "x"},
        {"id": "did:web:oxford.example", "name": "Ox\u{202e}ford \u{200b}", "keys": [key]},
    ]});
    fs::write(desk.path("list.json"), list.to_string()).unwrap();
    let listed = desk.run("trust import list.json");
    assert!(listed.data.lines().count() <= 2, "an issuer a line: {}", listed.data);
    assert!(!listed.data.contains(UNSEEN) && !listed.data.contains('\u{202e}'), "{:?}", listed.data);
    let name = "a\nb\u{1b}[31m\u{202e}.txt";
    fs::create_dir(desk.path("names")).unwrap();
    fs::write(desk.path("names").join(name), "x").unwrap();
    let done = desk.run("inspect names");
    assert_eq!(done.messages.lines().count(), 1, "{:?}", done.messages);
    assert!(!done.messages.contains(['\u{1b}', '\u{202e}']), "{:?}", done.messages);
    let refused = desk.run("inspect --bad\u{1b}[31m");
    assert!(refused.code == Some(2) && !refused.messages.contains('\u{1b}'), "{:?}", refused.messages);
}

#[test]
fn a_command_that_is_suggested_does_what_it_seems_to() {
    let desk = Desk::set_up();
    for (issuer, quoted) in [
        ("https://e.example/i;touch${IFS}pwned;#", Some("'https://e.example/i;touch${IFS}pwned;#'")),
        ("https://e.example/it's`touch${IFS}pwned`", Some("'https://e.example/it'\\''s`touch${IFS}pwned`'")),
        ("https://e.example/i", Some("https://e.example/i")),
    ] {
        let bake = desk
            .command("bake aid.badge --key own.key --form ob3-jcs --to amy@example.org -o amy.json --issuer")
            .arg(issuer)
            .output()
            .unwrap();
        // A place that no badge of ours may have was never suggested, either.
        if !bake.status.success() {
            continue;
        }
        fs::remove_dir_all(desk.path("home/badgewright")).unwrap_or_default();
        let shown = desk.run("inspect amy.json").data;
        let suggested = shown.lines().find(|line| line.contains("badgewright trust add")).map(str::trim);
        assert_eq!(
            suggested
                .and_then(|line| line.strip_prefix("badgewright trust add "))
                .map(|rest| rest.starts_with(quoted.unwrap())),
            Some(true),
            "{shown}"
        );
    }
    let Some(data) = std::env::var_os("BADGEWRIGHT_CONFORMANCE") else { return };
    fs::copy(std::path::Path::new(&data).join("attacks/S1-shell.json"), desk.path("shell.json")).unwrap();
    let shown = desk.run("inspect shell.json").data;
    for line in shown.lines().filter(|line| line.contains("trust add")) {
        assert!(line.contains("add 'https://harbour-trust.example/i;touch${IFS}pwned;#'"), "{line}");
    }
}

#[test]
fn braces_in_words_are_written_as_numbers_and_every_form_holds() {
    let desk = Desk::set_up();
    let mut document: Value = serde_json::from_slice(&bytes(&desk.path("aid.badge"))).unwrap();
    document["badge"]["description"] = json!("Earners of this badge have closed } what {{ others opened.");
    fs::write(desk.path("braces.badge"), document.to_string()).unwrap();
    for (form, ending) in [("ob3", "png"), ("ob3", "svg"), ("ob3-jcs", "png")] {
        let file = format!("amy-{form}.{ending}");
        desk.well(&format!("bake braces.badge --form {form} --key own.key --to amy@example.org -o {file}"));
        let report = desk.json(&format!("inspect --json {file}"));
        assert_eq!(report["verdict"], "genuine", "{file}");
        assert!(report["badge"]["description"].as_str().unwrap().contains("closed } what {{ others"), "{report}");
        let record = desk.well(&format!("unbake {file}")).data;
        assert!(record.contains("closed \\u007d what \\u007b\\u007b others"), "{record}");
        let whole = String::from_utf8_lossy(&bytes(&desk.path(&file))).into_owned();
        assert!(whole.contains(&record), "byte for byte as it lies in {file}");
    }
}

#[test]
fn what_no_field_takes_comes_in_by_no_door() {
    let desk = Desk::set_up();
    let odd = "Kiln\u{7}\u{ffff} Two\u{202e}";
    let done = desk.command("new --template first-aid -o odd.badge --name").arg(odd).output().unwrap();
    assert!(done.status.success());
    let document: Value = serde_json::from_slice(&bytes(&desk.path("odd.badge"))).unwrap();
    assert_eq!(document["badge"]["name"], "Kiln Two");
    fs::write(desk.path("rows.csv"), "name,description\nKiln\u{7}\u{fdd0} Three,Fired\u{1b} it\n").unwrap();
    desk.well("set aid.badge --csv rows.csv --kind badge -o set");
    let made: Vec<_> = fs::read_dir(desk.path("set")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let document: Value = serde_json::from_slice(&bytes(&made[0])).unwrap();
    assert_eq!(
        (&document["badge"]["name"], &document["badge"]["description"]),
        (&json!("Kiln Three"), &json!("Fired it"))
    );
    let mut brought: Value = serde_json::from_slice(&bytes(&desk.path("aid.badge"))).unwrap();
    brought["badge"]["name"] = json!(odd);
    fs::write(desk.path("brought.badge"), brought.to_string()).unwrap();
    let bake = "bake brought.badge --key own.key --to amy@example.org -o amy.png --name";
    assert!(desk.command(bake).arg("Amy\u{0}".replace('\u{0}', "\u{1}")).output().unwrap().status.success());
    assert_eq!(desk.json("inspect --json amy.png")["badge"]["name"], "Kiln Two");
}

/// What a command says to these bytes on its standard input.
fn piped(desk: &Desk, line: &str, input: &[u8]) -> crate::desk::Done {
    let mut command = desk.command(line);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_vec();
    // It may have read enough before the end.
    let writes = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writes.join().unwrap();
    crate::desk::done(output)
}

#[test]
fn a_hyphen_is_the_standard_input_and_has_the_same_limit() {
    let desk = with_folder();
    let badge = bytes(&desk.path("all/amy.png"));
    let named = objects(&desk.run("inspect all/amy.png --json").data);
    let done = piped(&desk, "inspect - --json", &badge);
    assert_eq!(done.code, Some(0), "{}", done.messages);
    let mut read = objects(&done.data);
    assert_eq!(read[0]["file"], "-");
    read[0]["file"] = named[0]["file"].clone();
    assert_eq!(read, named, "it is judged as the file is");
    let both = piped(&desk, "inspect all/amy.png - - --json", &badge);
    assert_eq!((both.code, objects(&both.data).len()), (Some(0), 2), "it can be read once");
    let endless = piped(&desk, "inspect - --json", &vec![b' '; 40 * 1024 * 1024]);
    assert_ne!(endless.code, Some(0));
    assert_eq!(piped(&desk, "inspect -", b"").code, Some(1), "nothing is no badge");
    assert_eq!(piped(&desk, "unbake -", &badge).data, desk.well("unbake all/amy.png").data);
    // A file of that name is named by its folder.
    fs::write(desk.path("-"), &badge).unwrap();
    assert_eq!(desk.run("inspect ./-").code, Some(0));
}

#[test]
fn the_advice_to_check_online_names_the_flag() {
    let desk = Desk::set_up();
    desk.well(
        "bake aid.badge --key own.key --issuer did:web:badges.example --withdrawable --new-list --to a@example.org -o a.png",
    );
    let stranger = Desk::new();
    fs::copy(desk.path("a.png"), stranger.path("a.png")).unwrap();
    let shown = stranger.run("inspect a.png").data;
    assert!(shown.contains("give --online as well. Asked would be: badges.example"), "{shown}");
    assert!(shown.contains("Ask the issuer") || shown.contains("ask the issuer"), "{shown}");
    // Whoever is the issuer has nobody to ask, and knows already what their own folder says.
    assert!(desk.well("inspect a.png").data.contains("in your own folder was asked"));
    fs::remove_dir_all(desk.path("badges.example.web")).unwrap();
    let own = desk.run("inspect a.png").data;
    assert!(own.contains("whether you have withdrawn it") && !own.to_lowercase().contains("ask the issuer"), "{own}");
    // Where nothing can be looked up, nothing is advised.
    desk.well("bake aid.badge --key own.key --to a@example.org -o b.png");
    assert!(!desk.run("inspect b.png").data.contains("--online"));
}

#[test]
fn a_sentence_within_a_sentence_has_one_full_stop() {
    let desk = Desk::set_up();
    let coded = |text: &str| {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
    };
    let broken = r#"{"a":1,"a":2}"#;
    for (name, text) in [
        ("a.jwt", format!("{}.{}.AAAA", coded(r#"{"alg":"EdDSA"}"#), coded(broken))),
        ("b.jwt", format!("{}.{}.AAAA", coded(broken), coded("{}"))),
        ("c.jwt", format!("{}.{}.AAAA~", coded(r#"{"alg":"EdDSA"}"#), coded("{"))),
        ("d.json", broken.to_owned()),
        ("e.jwk", r#"{"kty":"OKP","kty":"EC"}"#.to_owned()),
        ("f.badge", "{".to_owned()),
    ] {
        fs::write(desk.path(name), text).unwrap();
        for line in [format!("inspect {name}"), format!("key import {name} -o no.key"), format!("check {name}")] {
            let done = desk.run(&line);
            let told = format!("{}{}", done.data, done.messages);
            assert!(!told.contains("..") && !told.contains(". ."), "{line}: {told}");
        }
    }
}
