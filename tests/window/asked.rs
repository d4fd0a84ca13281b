//! What is asked about the issuer's files before an award is signed, and when: whatever
//! can be known is asked before it is asked where the badge goes.

use crate::support::{USUAL, Window, signed, window, with_key};
use badgewright::app::Place;
use eframe::egui::Modifiers;
use egui_kittest::kittest::Queryable as _;

/// The answer of an issuer who has no files on the web yet.
const FIRST: &str = "No, make the first ones";
/// The answer of one who has no list of withdrawn badges yet.
const FIRST_LIST: &str = "No, make the first one";
/// The question where the badge goes.
const WHERE: &str = "Write “";

#[test]
fn a_list_that_may_be_on_the_web_already_is_asked_about_and_the_award_goes_on() {
    let mut window = with_key();
    window.press("Can be withdrawn later");
    window.type_into("Issuer's place on the web", "did:web:example.org");
    let make = format!("Make {} badge…", window.badge().name);
    // What is asked, and answered, before it is asked where the badge goes.
    let ask = |window: &mut Window, to: &str, question: &str| {
        window.type_into("Earner's e-mail address or DID", &format!("{to}@example.org"));
        window.press(&make);
        assert!(window.shows(question) && !window.tells(WHERE), "{question}");
    };
    let place = |path: &std::path::Path| signed(path)["credentialStatus"]["statusListCredential"].clone();
    let list = "on the list https://example.org/status.json, at a place that is drawn";
    assert!(window.tells(list), "the list of the first award is seen before it is signed");
    ask(&mut window, "amy", "Does Canal School have files on the web already?");
    let told = window.query_all_by_label_contains("which keys you have").next().unwrap().value().unwrap();
    assert!(told.contains("https://example.org/.well-known/did.json") && told.matches(". ").count() < 3, "{told}");
    assert!(told.contains("withdrawn badges good again"), "the list is begun with it: {told}");
    window.press(FIRST);
    let first = window.answer("amy.png");
    assert_eq!(place(&first), "https://example.org/status.json");
    assert!(!window.tells("award again"), "it was asked before");
    let web = first.with_file_name("example.org.web");
    std::fs::remove_file(web.join("status.json")).unwrap();
    ask(&mut window, "ben", "Begin another list of withdrawn badges?");
    window.press("Cancel");
    assert!(window.tells("ben@example.org"), "what was typed is still there");
    window.press(&make);
    window.press("Begin another list");
    let path = window.answer("ben.png");
    assert!(path.is_file() && place(&path) != place(&first), "an address of its own");
    // The folder itself is gone: it is asked for, and the award goes on there.
    let moved = window.folder().join("moved.web");
    std::fs::rename(&web, &moved).unwrap();
    ask(&mut window, "cat", "Where are the files now?");
    window.press("Choose the folder…");
    window.answer("moved.web");
    let third = window.answer("cat.png");
    assert!(third.is_file(), "the award goes on");
    assert_eq!(place(&third), place(&path));
    assert!(!web.exists() && !window.tells("This badge is for cat@example.org"), "and is over");
}

/// What was answered holds for what was asked, and not for what lies where the badge goes.
#[test]
fn files_beside_the_badge_that_nobody_knew_of_are_asked_about_once_they_are_seen() {
    let mut window = with_key();
    window.press("Can be withdrawn later");
    window.type_into("Issuer's place on the web", "did:web:example.org");
    let web = window.folder().join("example.org.web");
    std::fs::create_dir_all(web.join(".well-known")).unwrap();
    std::fs::write(web.join(".well-known/did.json"), r#"{ "id": "did:web:example.org" }"#).unwrap();
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.press(&format!("Make {} badge…", window.badge().name));
    window.press(FIRST);
    let path = window.answer("amy.png");
    assert!(window.shows("Begin another list of withdrawn badges?") && !path.exists());
    window.press("Begin another list");
    assert!(path.is_file() && !window.tells(WHERE), "it was said where the badge goes");
    assert!(!web.join("status.json").exists(), "the list has an address of its own");
}

/// As the command line asks for `--new-name` and `--new-list`.
#[test]
fn what_badges_of_before_rest_on_is_changed_only_when_its_maker_says_so() {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.press("Form and issuer");
    window.press("Open Badges 2.0, hosted");
    window.type_into("Issuer's place on the web", "https://example.org/issuer.json");
    window.type_over("Who awards it", "Canal School");
    let make = format!("Make {} badge…", window.badge().name);
    let ask = |window: &mut Window, to: &str| {
        window.type_into("Earner's e-mail address or DID", &format!("{to}@example.org"));
        window.press(&make);
    };
    ask(&mut window, "amy");
    window.press(FIRST);
    let first = window.answer("amy.png");
    let profile = first.with_file_name("example.org.web").join("issuer.json");
    let name = |name: &str| {
        let mut said: serde_json::Value = serde_json::from_slice(&std::fs::read(&profile).unwrap()).unwrap();
        said["name"] = name.into();
        std::fs::write(&profile, said.to_string()).unwrap();
    };
    name("Canal Trust");
    ask(&mut window, "ben");
    assert!(window.shows("Rename the issuer?") && window.tells("Canal Trust") && !window.tells(WHERE));
    window.press("Rename it");
    assert!(!std::fs::read_to_string(&profile).unwrap().contains("Canal School"), "nothing is written yet");
    let second = window.answer("ben.png");
    assert!(second.is_file() && std::fs::read_to_string(&profile).unwrap().contains("Canal School"));
    // The list of a signed badge is lost.
    window.press("Open Badges 2.0, signed");
    window.press("Make a key of the kind RSA…");
    window.type_into("Name of the key", "Canal School");
    window.type_into("Passphrase", "correct horse");
    window.type_into("Passphrase, once more", "correct horse");
    window.press("Make my signing key");
    ask(&mut window, "cat");
    assert!(window.shows("Does Canal School have a list of withdrawn badges already?"), "a list as well");
    window.press(FIRST_LIST);
    assert!(window.answer("cat.png").is_file());
    std::fs::remove_file(profile.with_file_name("revoked.json")).unwrap();
    ask(&mut window, "dee");
    assert!(window.shows("Begin the list of withdrawn badges anew?") && !window.tells(WHERE));
    window.press("Begin it anew");
    let fourth = window.answer("dee.png");
    assert!(fourth.is_file() && profile.with_file_name("revoked.json").is_file());
}

/// In the place of one that is on the web already a new one would make badges of other
/// keys count for nothing.
#[test]
fn a_first_document_with_the_keys_is_asked_about_before_anything_is_written() {
    let mut window = with_key();
    window.press("Form and issuer");
    window.type_into("Issuer's place on the web", "did:web:example.org");
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    assert!(window.shows("Does Canal School have files on the web already?") && !window.tells(WHERE));
    assert!(!window.tells("withdrawn badges good"), "no list goes with a badge that is for good");
    window.press("Cancel");
    let web = window.folder().join("example.org.web");
    assert!(!web.exists() && !window.folder().join("badgewright/web").exists(), "nothing is written yet");
    // It is there, with another key.
    let ours = window.folder().join("ours");
    std::fs::create_dir(&ours).unwrap();
    let listed = r##"{ "id": "did:web:example.org", "assertionMethod": [{ "id": "#other", "type": "Multikey",
        "controller": "did:web:example.org",
        "publicKeyMultibase": "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK" }] }"##;
    std::fs::write(ours.join("did.json"), listed).unwrap();
    window.press(&make);
    window.press("Yes, choose their folder…");
    window.answer("ours");
    assert!(window.answer("amy.png").is_file());
    let now = std::fs::read_to_string(ours.join("did.json")).unwrap();
    assert!(now.contains("z6MkhaXg") && now.matches("publicKeyMultibase").count() == 2, "{now}");
    assert!(!web.exists());
    // Once it is known nothing is asked, until a list is to be begun.
    window.type_into("Earner's e-mail address or DID", "ben@example.org");
    window.press(&make);
    window.answer("ben.png");
    window.type_into("Earner's e-mail address or DID", "cat@example.org");
    window.press("Can be withdrawn later");
    window.press(&make);
    assert!(window.shows("Does Canal School have a list of withdrawn badges already?") && !window.tells(WHERE));
    window.press(FIRST_LIST);
    let path = window.answer("cat.png");
    assert_eq!(signed(&path)["credentialStatus"]["statusListCredential"], "https://example.org/status.json");
}
