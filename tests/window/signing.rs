//! What is seen before it is signed, and what is said of what is wrong with it.

use crate::support::{USUAL, Window, window};
use badgewright::app::Place;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const TO: &str = "Earner's e-mail address or DID";

/// At Hand out, with a key.
fn with_key() -> Window {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.type_into("Name of the key", "Canal School");
    window.type_into("Passphrase", "correct horse");
    window.type_into("Passphrase, once more", "correct horse");
    window.press("Make my signing key");
    window
}

#[test]
fn the_texts_themselves_are_seen_before_they_are_signed() {
    let mut window = with_key();
    let badge = window.badge().clone();
    let criteria = badge.narrative();
    let last = criteria.lines().last().unwrap().trim().to_owned();
    assert!(window.tells(&badge.description[..60]), "the description");
    assert!(badge.skills.iter().any(|skill| window.tells(&skill.label)), "the skills");
    assert!(window.tells(criteria.lines().next().unwrap()) && !window.tells(&last), "the beginning of a long one");
    // The rest is reached by the keyboard alone.
    window.get_by_label("Show all of “Earning criteria”").focus();
    window.settle();
    window.key(Key::Enter);
    assert!(window.tells(&last) && window.shows("Show less of “Earning criteria”"));
    window.press("Can be withdrawn later");
    window.type_into("Issuer's place on the web", "did:web:example.org");
    assert!(window.tells("the list and its place on it are drawn when it is signed"));
    window.type_into(TO, "amy@example.org");
    window.press(&format!("Make {} badge…", window.badge().display_name()));
    let path = window.folder().join("amy.png");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(&path.display().to_string());
    window.key(Key::Enter);
    window.press("It is the first");
    assert!(window.tells("on the list https://example.org/status.json, at a place that is drawn"));
    assert!(window.tells("It can be withdrawn: at place"), "and the place is told once it is drawn");
}
