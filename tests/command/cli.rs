//! The command line as people and scripts use it: the real program, in a
//! folder of its own, with a user's folder of its own.

use std::fs;

use crate::desk::{Desk, bytes, done};
use serde_json::Value;

const SOMEONE: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

#[test]
fn a_new_document_takes_a_standard_of_ones_own_and_a_saved_issuer() {
    let desk = Desk::new();
    let steps = r#"{"code":"steps","name":"Steps","layers":[{"name":"Try it"},{"name":"Own it"}]}"#;
    fs::write(desk.path("steps.json"), steps).expect("a folder to write in");
    let told = desk.refused("new --template first-aid --standard steps.json --layer lead -o a.badge");
    assert!(told.contains("The layers of the Steps are try it, own it."), "{told}");
    let told = desk.refused("new --template first-aid --standard nowhere.json -o a.badge");
    assert!(told.contains("nowhere.json"), "{told}");
    let told = desk.refused("new --template first-aid --issuer Harbour -o a.badge");
    assert!(told.contains("Saved are: none yet."), "{told}");

    let home = desk.path("home/badgewright");
    fs::create_dir_all(home.join("standards")).expect("a folder to write in");
    fs::rename(desk.path("steps.json"), home.join("standards/steps.json")).expect("a folder to write in");
    fs::write(home.join("issuers.json"), r#"{"issuers":[{"profile":{"name":"Harbour Trust"}}]}"#)
        .expect("a folder to write in");
    desk.well("new --template first-aid --standard steps --layer own_it --issuer harbour_trust -o a.badge");
    let document: Value = serde_json::from_slice(&bytes(&desk.path("a.badge"))).expect("JSON");
    let badge = &document["badge"];
    assert_eq!((&badge["layer"], &badge["standard"]["name"]), (&"steps/own-it".into(), &"Steps".into()));
    assert_eq!(badge["issuer"]["name"], "Harbour Trust");
    desk.well("key new -o own.key");
    let told = desk.refused("bake a.badge --key own.key --to amy@example.org -o amy.png");
    assert!(told.contains("“Harbour Trust”") && told.contains("--issuer-name"), "the key is called “own”: {told}");
    let told = desk.refused("bake a.badge --key own.key --issuer-name Canal --to amy@example.org -o amy.png");
    assert!(told.contains("Harbour Trust") && told.contains("Canal"), "{told}");
    desk.well("bake a.badge --key own.key --issuer-name Harbour_Trust --to amy@example.org -o amy.png");
    assert_eq!(desk.json("inspect --json amy.png")["badge"]["layer"], "Own it");
    desk.well("key new -o harbour-trust.key");
    desk.well("bake a.badge --key harbour-trust.key --to amy@example.org -o bob.png");
}

/// Nothing is signed in the name of an organisation that a template makes up,
/// not even from a document of an earlier version; and what was signed is said.
#[test]
fn a_template_names_nobody_and_what_was_signed_is_said() {
    let desk = Desk::new();
    desk.well("key new -o canal-school.key");
    for template in ["first-aid", "trail-guide", "choir-season"] {
        desk.well(&format!("new --template {template} -o {template}.badge"));
        let path = desk.path(&format!("{template}.badge"));
        let mut document: Value = serde_json::from_slice(&bytes(&path)).expect("JSON");
        assert_eq!(document["badge"]["issuer"]["name"], "", "a new document names no issuer");
        // As documents were that began as a template before.
        let example =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/starters/{template}.badge"));
        let example: Value = serde_json::from_slice(&bytes(&example)).expect("JSON");
        document["badge"]["issuer"] = example["badge"]["issuer"].clone();
        fs::write(&path, document.to_string()).expect("a folder to write in");
        let made_up = document["badge"]["issuer"]["name"].as_str().expect("a name").to_owned();
        let bake = format!("bake {template}.badge --key canal-school.key --to amy@example.org");
        let done = desk.well(&format!("{bake} --name Amy_Lee --evidence https://example.org/v -o {template}.json"));
        for words in
            ["amy@example.org", "Amy Lee", "canal-school", "https://example.org/v", "did:key:z6Mk", "Can be withdrawn"]
        {
            assert!(done.messages.contains(words), "{words} in {}", done.messages);
        }
        let signed: Value = serde_json::from_slice(&bytes(&desk.path(&format!("{template}.json")))).expect("JSON");
        assert_eq!(signed["issuer"]["name"], "canal-school");
        assert!(!signed.to_string().contains(&made_up) && !done.messages.contains(&made_up), "{}", done.messages);
        desk.well(&format!("{bake} --issuer-name Canal_School --force -o {template}.json"));
        let signed: Value = serde_json::from_slice(&bytes(&desk.path(&format!("{template}.json")))).expect("JSON");
        assert_eq!(signed["issuer"]["name"], "Canal School");
        // Neither a flag nor a key of that name makes it anybody's.
        let named = made_up.replace(' ', "_");
        assert!(desk.refused(&format!("{bake} --issuer-name {named} -o no.json")).contains("made up"));
        assert!(!desk.path("no.json").exists());
    }
}

#[test]
fn from_a_template_to_a_badge_that_is_genuine_here_and_intact_elsewhere() {
    let desk = Desk::set_up();
    for file in ["amy.png", "amy.svg", "amy.json"] {
        let done = desk.well(&format!("bake aid.badge --key own.key --to amy@example.org -o {file}"));
        assert_eq!(done.data, "", "a file is the result, so nothing else is data");
        assert_eq!(desk.verdict(&format!("{file} --to amy@example.org")), "genuine", "{file}");
        assert_eq!(desk.verdict(&format!("{file} --to eve@example.org")), "genuine", "{file} is good, if not Eve's");
        assert_eq!(desk.run(&format!("inspect {file} --to eve@example.org")).code, Some(1), "{file} is not Eve's");

        let stranger = Desk::new();
        fs::copy(desk.path(file), stranger.path(file)).expect("copied");
        assert_eq!(stranger.run(&format!("inspect {file}")).code, Some(3), "{file}");
        assert_eq!(stranger.verdict(file), "intact", "{file}");
    }
}

#[test]
fn the_stranger_who_trusts_the_issuer_finds_the_badge_genuine() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    let did = desk.json("key show own.key --json")["did"].as_str().expect("a DID").to_owned();

    let stranger = Desk::new();
    fs::copy(desk.path("amy.png"), stranger.path("amy.png")).expect("copied");
    let shown = stranger.run("inspect amy.png").data;
    assert!(shown.contains(&format!("badgewright trust add {did}")), "{shown}");
    assert_eq!(stranger.verdict(&format!("amy.png --trust {did}")), "genuine", "for this once");
    assert_eq!(stranger.verdict("amy.png"), "intact", "and not for ever");
    stranger.well(&format!("trust add {did} --name Harbour_Trust"));
    assert_eq!(stranger.verdict("amy.png"), "genuine");
    stranger.well(&format!("trust remove {did}"));
    assert_eq!(stranger.verdict("amy.png"), "intact");
}

#[test]
fn inspect_has_an_exit_code_for_the_worst_of_the_files() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.json");
    desk.well("render aid.badge -o plain.png --size 64");
    let altered = fs::read_to_string(desk.path("amy.json")).expect("read").replace("First Aid", "Brain Surgery");
    fs::write(desk.path("altered.json"), altered).expect("written");

    assert_eq!(desk.run("inspect amy.json").code, Some(0));
    assert_eq!(desk.run("inspect amy.json altered.json").code, Some(1));
    assert_eq!(desk.run("inspect plain.png").code, Some(1));
    let done = desk.run("inspect missing.png amy.json --json");
    assert_eq!(done.code, Some(2));
    assert_eq!(done.data.lines().count(), 2, "the file that is there is still looked at, and the other one told");
    assert!(done.messages.contains("“missing.png” cannot be read"), "{}", done.messages);
}

#[test]
fn inspect_prints_one_json_object_a_line_with_everything_promised() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org --expires 2999-01-01 -o amy.png");
    let data = desk.run("inspect amy.png aid.badge --json").data;
    let reports: Vec<Value> = data.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    let keys: Vec<&str> = reports[0].as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "file",
            "verdict",
            "summary",
            "carrier",
            "standard",
            "form",
            "checks",
            "awarded_by",
            "badge",
            "recipient",
            "earners",
            "issued_on",
            "valid_from",
            "valid_until",
            "id"
        ]
    );
    assert_eq!(reports[0]["carrier"], "png-itxt");
    assert_eq!(reports[0]["valid_until"], "2999-01-01T23:59:59Z", "a day means its end");
    assert_eq!(reports[1]["verdict"], "not-a-badge");
}

#[test]
fn time_decides_and_can_be_given() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org --issued 2020-01-01 --expires 2998-01-01 -o amy.svg");
    assert_eq!(desk.verdict("amy.svg --at 2997-06-01"), "genuine");
    assert_eq!(desk.verdict("amy.svg --at 2998-06-01T12:00:00Z"), "ended");
    assert_eq!(desk.verdict("amy.svg --at 2019-06-01"), "unconfirmed", "by then it was signed by nobody yet");
    assert!(desk.refused("inspect amy.svg --at tomorrow").contains("write a day as YYYY-MM-DD"));
}

#[test]
fn unbake_gives_the_credential_byte_for_byte() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    let printed = desk.well("unbake amy.png").data;
    desk.well("unbake amy.png -o amy.json");
    assert_eq!(bytes(&desk.path("amy.json")), printed.as_bytes());
    assert_eq!(desk.verdict("amy.json"), "genuine", "it is a badge without its picture");
    desk.well("render aid.badge -o plain.png --size 64");
    assert!(desk.refused("unbake plain.png").contains("no badge is in it"));
}

#[test]
fn a_new_document_bears_the_name_and_the_layer_it_was_given() {
    let desk = Desk::new();
    desk.well("new --template first-aid --name Ice_Rescue --layer lead -o ice.badge");
    let text = fs::read_to_string(desk.path("ice.badge")).expect("read");
    let document: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["badge"]["name"], "Ice Rescue");
    assert_eq!(document["badge"]["layer"], "col-2018/lead");
    assert!(document["badge"]["id"].as_str().expect("an id").starts_with("urn:uuid:"));
    let caption = document["badge"]["image"]["caption"].as_str().unwrap_or_default();
    assert!(caption.contains("“Ice Rescue” and “Lead”"), "the alt text reads what is drawn: {caption}");
    desk.well("render ice.badge -o ice.svg");
    assert!(fs::read_to_string(desk.path("ice.svg")).expect("read").contains("<title>Ice Rescue</title>"));
}

#[test]
fn pictures_are_made_for_platforms_on_sheets_and_with_the_document_inside() {
    let desk = Desk::set_up();
    let sides = |name: &str| image::open(desk.path(name)).map(|picture| (picture.width(), picture.height()));
    desk.well("render aid.badge --platform open-badge-factory -o factory.png");
    assert_eq!(sides("factory.png").expect("a picture"), (300, 300), "the size that suits it");
    let refused = desk.refused("render aid.badge --platform open-badge-factory --size 600 -o large.png");
    assert!(refused.contains("refuses a side of 600 px") && !desk.path("large.png").exists(), "{refused}");
    assert!(desk.refused("render aid.badge --platform moodle -o aid.svg").contains("takes no SVG"));
    assert!(desk.refused("render aid.badge --platform nowhere -o aid.png").contains("the platforms are credly"));
    desk.well("render aid.badge --sheet -o sheet.png");
    assert!(sides("sheet.png").expect("a picture").0 > 1500);
    desk.well("render aid.badge --sheet -o sheet.pdf");
    assert!(bytes(&desk.path("sheet.pdf")).starts_with(b"%PDF"));
    desk.well("render aid.badge --live-text -o live.svg");
    assert!(fs::read_to_string(desk.path("live.svg")).expect("read").contains("<text"));
    // A picture that carries its document is opened, awarded, and carries it no longer.
    desk.well("render aid.badge --editable --size 128 -o carrier.png");
    let holds = |name: &str| bytes(&desk.path(name)).windows(4).any(|part| part == b"bwDT");
    assert!(holds("carrier.png"));
    desk.well("bake carrier.png --key own.key --to amy@example.org -o amy.png");
    desk.well("bake carrier.png --key own.key --to amy@example.org -o amy.svg");
    assert_eq!(desk.verdict("amy.png"), "genuine");
    assert!(!holds("amy.png"), "the document is no part of an award");
    let svg = fs::read_to_string(desk.path("amy.svg")).expect("read");
    assert!(!svg.contains("badgewright-document"), "nor in an SVG");
}

#[test]
fn nothing_that_exists_is_replaced_by_a_new_document_or_key() {
    let desk = Desk::set_up();
    let before = (bytes(&desk.path("aid.badge")), bytes(&desk.path("own.key")));
    assert!(desk.refused("new --template first-aid -o aid.badge").contains("already a file"));
    assert!(desk.refused("key new -o own.key").contains("never overwritten"));
    assert_eq!((bytes(&desk.path("aid.badge")), bytes(&desk.path("own.key"))), before);
}

#[test]
fn what_is_refused_leaves_no_file_behind() {
    let desk = Desk::set_up();
    for (line, said) in [
        ("bake aid.badge --key own.key --to amy -o out.png", "not an e-mail address"),
        ("bake aid.badge --key own.key --to amy@example.org -o out.gif", ".png, .svg or .json"),
        ("bake aid.badge --key own.key --to amy@example.org --expires 1999-01-01 -o out.png", "end before"),
        ("bake aid.badge --key own.key --to amy@example.org --evidence photo -o out.png", "“photo”"),
        ("bake aid.badge --key aid.badge --to amy@example.org -o out.png", "key file"),
        ("bake own.key --key own.key --to amy@example.org -o out.png", "own.key"),
        ("render aid.badge -o out.gif", ".png, .svg or .pdf"),
        ("render aid.badge -o out.png --size 100000", "4096"),
        ("render missing.badge -o out.png", "“missing.badge” cannot be read"),
        ("new --template unheard-of -o out.badge", "first-aid"),
        ("new --template first-aid --layer fly -o out.badge", "engage"),
        ("render aid.badge -o no-folder/out.png", "folder does not exist"),
    ] {
        let messages = desk.refused(line);
        assert!(messages.contains(said), "{line}: {messages}");
    }
    let left: Vec<_> = fs::read_dir(desk.folder.path())
        .expect("listed")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !["aid.badge", "own.key", "home"].contains(&name.as_str()))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_key_opens_with_its_passphrase_only_and_shows_no_secret() {
    let desk = Desk::set_up();
    let wrong = desk
        .command("bake aid.badge --key own.key --to amy@example.org -o amy.png")
        .env("BADGEWRIGHT_PASSPHRASE", "wrong")
        .output()
        .map(done)
        .expect("the program starts");
    assert_eq!(
        (wrong.code, wrong.messages.contains("passphrase does not open")),
        (Some(2), true),
        "{}",
        wrong.messages
    );
    let shown = desk.json("key show own.key --json");
    assert_eq!(shown["publicJwk"]["crv"], "Ed25519");
    assert!(shown["publicJwk"].get("d").is_none());
    assert_eq!(desk.json("trust list --json")[0]["id"], shown["did"], "an own key is among the own issuers");
    assert_eq!(desk.json("trust list --json")[0]["own"], true);
}

#[test]
fn trust_is_given_to_identifiers_only_and_taken_back_once() {
    let desk = Desk::new();
    assert!(desk.well("trust list").messages.contains("no keys"));
    assert!(desk.refused("trust add Harbour_Trust").contains("DID"));
    assert!(desk.refused("trust add http://harbour.example/issuer.json").contains("not protected"));
    assert!(desk.refused("trust add https://localhost/issuer.json").contains("nobody else can look it up"));
    desk.well(&format!("trust add {SOMEONE}"));
    assert!(desk.well("trust list").data.contains(SOMEONE));
    desk.well(&format!("trust remove {SOMEONE}"));
    assert!(desk.refused(&format!("trust remove {SOMEONE}")).contains("not among the issuers"));
}

#[test]
fn templates_are_listed_for_people_and_for_machines() {
    let desk = Desk::new();
    let list = desk.json("templates --json");
    let names: Vec<&str> = list.as_array().expect("a list").iter().filter_map(|entry| entry["name"].as_str()).collect();
    let shown = desk.well("templates").data;
    assert_eq!(shown.lines().count(), names.len());
    for name in names {
        assert!(shown.lines().any(|line| line.starts_with(name)), "{name}");
        desk.well(&format!("new --template {name} -o {name}.badge"));
        assert_eq!(desk.well(&format!("check {name}.badge")).data, "", "{name} is well written");
    }
}

#[test]
fn without_a_display_one_sentence_says_what_works() {
    let done = Desk::new().run("");
    assert_eq!((done.code, done.data.as_str()), (Some(2), ""));
    assert_eq!(done.messages.lines().count(), 1, "{}", done.messages);
    for word in ["display", "inspect", "bake", "render"] {
        assert!(done.messages.contains(word), "{word}: {}", done.messages);
    }
}

#[test]
fn help_completions_and_manual_come_from_the_commands() {
    let desk = Desk::new();
    assert!(desk.well("bake --help").data.contains("Example:\n  badgewright bake"));
    assert!(desk.well("--version").data.starts_with("badgewright "));
    for shell in ["bash", "zsh", "fish"] {
        assert!(desk.well(&format!("completions {shell}")).data.contains("unbake"), "{shell}");
    }
    assert!(desk.well("man").data.contains(".TH badgewright 1"));
    assert!(desk.well("man key new").data.contains(".TH badgewright-key-new 1"));
    assert!(desk.refused("man fly").contains("no command “fly”"));
    assert!(desk.refused("key").contains("Usage"));
}

#[test]
fn texts_in_a_badge_cannot_steer_the_terminal() {
    let desk = Desk::set_up();
    let text = fs::read_to_string(desk.path("aid.badge")).expect("read");
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    document["badge"]["name"] = "Evil\u{1b}[2J\nyes  Genuine".into();
    fs::write(desk.path("evil.badge"), document.to_string()).expect("written");
    desk.well("bake evil.badge --key own.key --to amy@example.org -o evil.png");
    let shown = desk.run("inspect evil.png").data;
    assert!(!shown.contains('\u{1b}') && !shown.contains("\nyes"), "{shown:?}");
}

#[test]
fn keys_of_every_kind_sign_leave_come_back_and_are_replaced() {
    let desk = Desk::set_up();
    for (algorithm, form, ending) in
        [("ed25519", "ob3-jcs", "json"), ("p256", "ob3-jwt", "jwt"), ("rsa2048", "ob3-jwt", "png")]
    {
        desk.well(&format!("key new --algorithm {algorithm} -o {algorithm}.key"));
        desk.well(&format!(
            "bake aid.badge --key {algorithm}.key --form {form} --to amy@example.org -o {algorithm}.{ending}"
        ));
        assert_eq!(desk.verdict(&format!("{algorithm}.{ending}")), "genuine");
        for kind in ["pem", "jwk"] {
            let done = desk.well(&format!("key export {algorithm}.key --as {kind} -o {algorithm}.{kind}"));
            let secret = std::fs::read_to_string(desk.path(&format!("{algorithm}.{kind}"))).unwrap();
            let said = done.data + &done.messages;
            assert!(secret.lines().all(|line| line.len() < 20 || !said.contains(line.trim())), "{said}");
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                let mode = std::fs::metadata(desk.path(&format!("{algorithm}.{kind}"))).unwrap().permissions().mode();
                assert_eq!(mode & 0o777, 0o600);
            }
            desk.well(&format!("key import {algorithm}.{kind} -o {algorithm}-{kind}.key"));
        }
    }
    let old = desk.json("key show p256.key --json")["did"].as_str().unwrap().to_owned();
    desk.well("key rotate p256.key -o newer.key");
    let new = desk.json("key show newer.key --json")["did"].as_str().unwrap().to_owned();
    assert_ne!(old, new);
    desk.well("key publish newer.key p256.key --issuer did:web:example.org -o did.json");
    let document = std::fs::read_to_string(desk.path("did.json")).unwrap();
    for did in [old, new] {
        assert!(document.contains(did.trim_start_matches("did:key:")), "old badges stay confirmed");
    }
    let sentence = desk.refused("bake aid.badge --key rsa2048.key --to amy@example.org -o no.png");
    assert!(sentence.contains("Ed25519"), "{sentence}");
}

#[test]
fn a_web_issuers_badge_is_settled_by_documents_that_are_handed_in() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --issuer did:web:example.org --to amy@example.org -o amy.png");
    assert!(desk.path("example.org.web/did.json").is_file(), "what belongs on the web lies beside the badge");
    // Somebody else, who does not have the key among their own.
    std::fs::remove_dir_all(desk.path("home/badgewright")).unwrap();
    assert_eq!(desk.verdict("amy.png"), "unconfirmed");
    assert_eq!(desk.verdict("amy.png --did did:web:example.org=example.org.web/did.json"), "intact");
    assert_eq!(
        desk.verdict("amy.png --did did:web:example.org=example.org.web/did.json --trust did:web:example.org"),
        "genuine"
    );
}

#[test]
fn a_badge_is_withdrawn_and_the_next_one_is_not() {
    let desk = Desk::set_up();
    let path = desk.path("aid.badge");
    let mut document: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    document["badge"]["revocable"] = true.into();
    fs::write(&path, document.to_string()).unwrap();
    for name in ["amy", "ben"] {
        desk.well(&format!(
            "bake aid.badge --key own.key --issuer did:web:example.org --new-list --to {name}@example.org -o {name}.png"
        ));
    }
    let lists = "--did did:web:example.org=example.org.web/did.json --status-list https://example.org/status.json=example.org.web/status.json";
    let verdict = |name: &str| desk.verdict(&format!("{name}.png {lists}"));
    assert_eq!((verdict("amy").as_str(), verdict("ben").as_str()), ("genuine", "genuine"));
    assert!(desk.refused("withdraw amy.png --web . --key own.key").contains("does not hold status.json"));
    let told = desk.well("withdraw amy.png --web example.org.web --key own.key");
    assert!(told.messages.contains("https://example.org/status.json"), "{}", told.messages);
    assert_eq!((verdict("amy").as_str(), verdict("ben").as_str()), ("withdrawn", "genuine"));
}

#[test]
fn whoever_is_named_like_a_confirmed_issuer_is_asked_about() {
    let desk = Desk::new();
    desk.well("trust add did:web:harbour.example --name Harbour_Trust");
    let asked = desk.run("trust add did:web:harbor.example --name The_Harbour_Trust");
    assert_eq!(asked.code, Some(1), "{}", asked.messages);
    assert!(asked.data.contains("beware") && asked.data.contains("(harbour.example)"), "{}", asked.data);
    assert!(asked.messages.contains("--yes"), "{}", asked.messages);
    assert!(!desk.well("trust list").data.contains("harbor.example"));
    desk.well("trust add did:web:harbor.example --name The_Harbour_Trust --yes");
    assert!(desk.well("trust list").data.contains("harbor.example"));
    let once_more = desk.well("trust add did:web:Harbour.Example. --name Harbour_Trust");
    assert!(!once_more.data.contains("beware"), "the same issuer: {}", once_more.data);
    // Whoever is confirmed once more, with a key say, keeps the name by which others are told from them.
    desk.well(&format!("trust add did:web:harbour.example --key {SOMEONE}"));
    let listed = desk.well("trust list").data;
    assert!(
        listed.lines().any(|line| line.contains("did:web:harbour.example") && line.contains("Harbour Trust")),
        "{listed}"
    );
    assert_eq!(desk.run("trust add did:web:hrbour.example --name Harbour_Trust").code, Some(1));
    let renamed = desk.well("trust add did:web:harbour.example --name Canal_School");
    assert!(renamed.data.contains("renamed") && renamed.data.contains("Harbour Trust"), "{}", renamed.data);
}

#[test]
fn trusted_issuers_travel_in_a_file_and_are_confirmed_only_on_demand() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    desk.well("trust export issuers.json");
    std::fs::remove_dir_all(desk.path("home/badgewright")).unwrap();
    let listed = desk.run("trust import issuers.json");
    assert_eq!(listed.code, Some(1), "nothing was taken in");
    assert!(listed.data.contains("did:key:"), "{}", listed.data);
    assert_eq!(desk.verdict("amy.png"), "intact", "listing confirms nobody");
    desk.well("trust import issuers.json --yes");
    assert_eq!(desk.verdict("amy.png"), "genuine");
    let folder = desk.run("inspect --json .").data;
    assert!(folder.lines().any(|line| line.contains("amy.png") && line.contains("genuine")), "{folder}");
}

#[test]
fn an_endorsement_travels_with_every_award() {
    let desk = Desk::set_up();
    desk.well("key new -o club.key");
    desk.well("endorse aid.badge --key club.key --by Sailing_Club --comment We_ask_our_crews_for_it.");
    desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    let told = || {
        let report = desk.json("inspect --json amy.png");
        assert_eq!(report["verdict"], "genuine");
        let told = report["checks"].as_array().unwrap().iter().find(|check| check["id"] == "endorsement").unwrap();
        told["message"].as_str().unwrap().to_owned()
    };
    let message = told();
    assert!(message.contains("that is your own praise") && message.contains("as “Sailing Club”"), "{message}");
    // Elsewhere, where both are others'.
    desk.well("trust export issuers.json");
    std::fs::remove_dir_all(desk.path("home/badgewright")).unwrap();
    desk.well("trust import issuers.json --yes");
    let message = told();
    assert!(message.contains("whom you have confirmed, endorses it"), "{message}");
}

#[test]
fn a_key_that_was_compared_confirms_an_issuer_on_the_web() {
    let desk = Desk::set_up();
    desk.well("bake aid.badge --key own.key --issuer did:web:example.org --to amy@example.org -o amy.png");
    let did = desk.json("key show own.key --json")["did"].as_str().unwrap().to_owned();
    std::fs::remove_dir_all(desk.path("home/badgewright")).unwrap();
    let shown = desk.run("inspect amy.png").data;
    assert!(shown.contains(&format!("badgewright trust add did:web:example.org --key {did}")), "{shown}");
    desk.well(&format!("trust add did:web:example.org --name Harbour --key {did}"));
    assert_eq!(desk.verdict("amy.png"), "genuine");
    desk.well("trust export list.json");
    desk.well("trust remove did:web:example.org");
    assert_eq!(desk.verdict("amy.png"), "unconfirmed");
    desk.well("trust import list.json --yes");
    assert_eq!(desk.verdict("amy.png"), "genuine");
    assert!(desk.refused("trust add did:web:example.org --key did:web:example.org").contains("published on the web"));
}

#[test]
fn a_folder_is_told_one_object_a_line_and_without_a_bar_in_a_pipe() {
    let desk = Desk::set_up();
    fs::create_dir_all(desk.path("many/deeper")).unwrap();
    desk.well("bake aid.badge --key own.key --to amy@example.org -o many/a.png");
    let good = fs::read(desk.path("many/a.png")).unwrap();
    for number in 0..100 {
        fs::write(desk.path(&format!("many/deeper/{number:03}.png")), &good).unwrap();
    }
    let done = desk.run("inspect many --json");
    assert_eq!((done.code, done.messages.as_str()), (Some(0), ""), "all genuine, and nothing else is said");
    let files: Vec<String> = done
        .data
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).expect("one object a line")["file"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(files.len(), 101);
    assert!(files.is_sorted(), "in the order of their names");
    fs::write(desk.path("many/b.json"), "{}").unwrap();
    assert_eq!(desk.run("inspect many --json").code, Some(1));
    assert_eq!(
        desk.run("inspect many gone.png --json").code,
        Some(2),
        "a file that is not there is said, the rest told"
    );
}

#[test]
fn a_set_is_written_from_the_rows_of_a_table() {
    let desk = Desk::new();
    desk.well("new --template bike-repair -o bikes.badge");
    let rows = "name,icon,colour\nBikes: Brakes,wrench,#1B2A4A\nBikes: Lights,lightbulb,#1E5631\n";
    fs::write(desk.path("rows.csv"), rows).expect("written");
    let done = desk.well("set bikes.badge --csv rows.csv --size 128 -o out");
    assert!(done.messages.contains("Wrote 2 badges into out."), "{}", done.messages);
    for name in ["bikes-brakes.png", "bikes-lights.png"] {
        let picture = image::open(desk.path("out").join(name)).expect("a picture");
        assert_eq!(picture.width(), 128, "{name}");
    }
    desk.well("set bikes.badge --csv rows.csv --kind badge -o out");
    desk.well("check out/bikes-lights.badge");
    fs::write(desk.path("rows.csv"), "name,icon\nA,nothing-like-it\n").expect("written");
    let refused = desk.refused("set bikes.badge --csv rows.csv -o other");
    assert!(refused.contains("rows.csv: Row 2: there is no icon “nothing-like-it”"), "{refused}");
    assert!(!desk.path("other").exists(), "nothing is written");
    assert!(desk.refused("set bikes.badge -o other").contains("holds no set"));
}

#[test]
fn a_badge_of_several_languages_is_checked_and_awarded_in_each() {
    let desk = Desk::set_up();
    let mut document: Value = serde_json::from_slice(&bytes(&desk.path("aid.badge"))).expect("JSON");
    document["badge"]["inLanguage"] = "en-GB".into();
    document["badge"]["translations"] = serde_json::json!([{
        "inLanguage": "cy", "id": "urn:uuid:2", "name": "CYMORTH CYNTAF", "description": "Wedi dysgu.",
        "criteria": { "statements": ["Wedi helpu.", "Wedi dysgu."] },
    }]);
    fs::write(desk.path("aid.badge"), document.to_string()).expect("written");
    assert!(!desk.run("check aid.badge").data.contains("CYMORTH"));
    assert!(desk.run("check aid.badge --language CY").data.contains("“CYMORTH CYNTAF” is in capitals"));
    desk.well("bake aid.badge --language cy --key own.key --to amy@example.org -o amy.png");
    assert_eq!(desk.json("inspect --json amy.png")["badge"]["name"], "CYMORTH CYNTAF");
    let refused = desk.refused("check aid.badge --language fr");
    assert!(refused.contains("The badge is not written in “fr”; it is in en-GB, cy."), "{refused}");
    desk.refused("bake aid.badge --language fr --key own.key --to amy@example.org -o other.png");
    assert!(!desk.path("other.png").exists());
}
