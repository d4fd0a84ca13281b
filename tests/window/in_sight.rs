//! What is set, undone, missing or wrong is told where somebody looks for it.

use std::fs;

use badgewright::app::{Place, open_any};
use badgewright::credential::{Algorithm, IssuerKey, SystemRandom};
use badgewright::document::starter;
use badgewright::inspect::Verdict;
use badgewright::issue::{FileKind, Form, IssueOptions, prepare};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::inspect::badge;
use crate::support::{PHONE, USUAL, Window, act, undo, window, window_on, with_key};

const BOX: &str = "Can be withdrawn later";
const PLACE: &str = "Issuer's place on the web";
const EVIDENCE: &str = "Links to evidence, one a line";

fn count(window: &Window, words: &str) -> usize {
    window.query_all_by_label_contains(words).count()
}

#[test]
fn a_place_that_is_set_is_seen_whatever_it_was_set_for_and_can_be_cleared() {
    let mut window = with_key();
    window.press(BOX);
    window.type_into(PLACE, "did:web:shore.example");
    window.press(BOX);
    assert!(!window.badge().revocable && window.tells("did:web:shore.example"));
    assert!(window.shows(PLACE), "an award is known by it all the same");
    // A program that begins anew, with a new badge.
    let settings = fs::read(window.folder().join("badgewright/settings.json")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("badgewright")).unwrap();
    fs::rename(window.folder().join("badgewright/keys"), folder.path().join("badgewright/keys")).unwrap();
    fs::write(folder.path().join("badgewright/settings.json"), settings).unwrap();
    let mut window = window_on(USUAL, folder, None);
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    assert!(!window.badge().revocable && window.get_by_label(PLACE).value().is_some_and(|place| !place.is_empty()));
    window.type_over(PLACE, "");
    assert!(window.shows(PLACE), "nothing moves away from under the keyboard");
    window.key(Key::Tab);
    assert!(!window.shows(PLACE) && window.tells("did:key:"), "there is no place, and none is needed");
    // Where it is typed first it stays until it is typed.
    window.press("Form and issuer");
    window.type_into(PLACE, "did:web:fen.example");
    window.key(Key::Tab);
    window.press("Form and issuer");
    assert_eq!(window.get_by_label(PLACE).value().as_deref(), Some("did:web:fen.example"));
}

#[test]
fn a_step_that_is_undone_beside_the_badge_is_named() {
    let mut window = with_key();
    window.press(BOX);
    window.press(BOX);
    undo(&mut window);
    assert!(window.badge().revocable);
    let off = "Switch off “Can be withdrawn later”.";
    assert!(window.tells(&format!("Undone: {off} Badges that are awarded stay as they are.")));
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(window.tells(&format!("Done again: {off}")) && !window.tells("Undone: "), "only the last is news");
    window.key_with(Modifiers::COMMAND, Place::Words.key());
    window.wait(7.0);
    undo(&mut window);
    assert!(window.badge().revocable && !window.tells("Undone: "), "where it is seen it is not told");
}

#[test]
fn what_is_wrong_is_told_below_its_field_once_nobody_types() {
    let mut window = with_key();
    window.press("More about this award");
    for (field, typed, wrong) in [
        (EVIDENCE, "tally sheet photo", "“tally sheet photo” is not a web address"),
        (PLACE, "shore.example", "write https://shore.example for"),
    ] {
        if field == PLACE {
            window.press(BOX);
        }
        window.type_into(field, typed);
        assert!(window.get_by_label(field).is_focused());
        window.wait(1.5);
        assert_eq!(count(&window, wrong), 2, "{field}: in the list and below the field");
        window.type_over(field, "https://shore.example/issuer.json");
        window.wait(1.5);
        assert_eq!(count(&window, wrong), 0, "{field}");
    }
}

#[test]
fn the_badge_and_its_earner_are_named_where_it_goes_and_where_it_went() {
    let mut window = with_key();
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.press("More about this award");
    window.type_into("Earner's name, which everybody who has the badge can read", "Amy Ng");
    let name = window.badge().name.clone();
    window.press(&format!("Make {name} badge…"));
    assert!(window.shows(&format!("Write “{name}” for Amy Ng, amy@example.org")));
    window.answer("amy.png");
    assert!(window.tells(&format!("“{name}” is for Amy Ng, amy@example.org.")));
}

#[test]
fn a_passphrase_that_is_missing_is_asked_for_by_its_key_and_typed_on_the_spot() {
    const PASSPHRASE: &str = "Passphrase of your signing key";
    let mut window = with_key();
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.type_over(PASSPHRASE, "");
    window.press(&format!("Make {} badge…", window.badge().name));
    assert!(window.tells("Give the passphrase of your signing key “Canal School”."));
    assert!(window.get_by_label(PASSPHRASE).is_focused());
}

#[test]
fn an_own_badge_that_goes_by_a_place_names_it() {
    let mut window = with_key();
    window.press("Form and issuer");
    window.type_into(PLACE, "did:web:shore.example");
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.press(&format!("Make {} badge…", window.badge().name));
    window.press("No, make the first ones");
    window.answer("amy.png");
    window.press("Inspect it");
    assert!(window.tells("your own key “Canal School”, in the name of shore.example."));
}

#[test]
fn the_key_of_a_badge_that_has_ended_can_be_trusted() {
    let mut window = window(USUAL);
    let then = "2024-03-01T12:00:00Z".parse().unwrap();
    let key = IssuerKey::generate("Ours", Algorithm::Ed25519, then, &mut SystemRandom).unwrap();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:0".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    let mut past = badgewright::issue::award("amy@example.org", then).unwrap();
    past.expires = Some("2025-03-01T12:00:00Z".parse().unwrap());
    let options = IssueOptions::new(Form::Ob3, FileKind::Png { side: 64 }, None);
    let made = prepare(&document, &options).unwrap().award(Some(&key), &past, then).unwrap();
    let path = window.folder().join("ended.png");
    fs::write(&path, made.file).unwrap();
    act(&mut window, open_any(path));
    let report = window.state().state().places.inspect.shown().unwrap().report();
    assert_eq!(report.verdict, Verdict::Ended);
    window.press("Trust this key…");
    assert!(window.tells("fingerprint") || window.tells("Fingerprint"), "it is compared first");
}

/// A window with a table of badges of these names.
fn table(size: eframe::egui::Vec2, names: impl Iterator<Item = String>) -> Window {
    let mut window = window(size);
    let folder = window.folder().join("badges");
    fs::create_dir(&folder).unwrap();
    let good = badge("first-aid", None);
    for name in names {
        fs::write(folder.join(name), &good).unwrap();
    }
    act(&mut window, open_any(folder));
    window
}

#[test]
fn files_stand_in_the_order_of_the_numbers_in_their_names() {
    let window = table(USUAL, [1, 2, 10].map(|number| format!("badge-{number}.png")).into_iter());
    let mut rows: Vec<_> = window.query_all_by_label_contains(".png: ").collect();
    rows.sort_by(|one, other| one.rect().top().total_cmp(&other.rect().top()));
    let names: Vec<String> = rows.iter().filter_map(|row| row.accesskit_node().label()).collect();
    for (name, begins) in names.iter().zip(["badge-1.", "badge-2.", "badge-10."]) {
        assert!(name.starts_with(begins), "{names:?}");
    }
    assert!(names[0].contains("to sealed e-mail address"), "what tells comes first: {}", names[0]);
}

#[test]
fn a_long_table_scrolls_with_its_page() {
    for (size, least) in [(PHONE, 5), (USUAL, 14)] {
        let mut window = table(size, (0..40).map(|number| format!("{number:02}.png")));
        let bottom = size.y - if size == PHONE { 96.0 } else { 28.0 };
        window.hover_at((size / 2.0).to_pos2());
        for _ in 0..4 {
            window.event(eframe::egui::Event::MouseWheel {
                unit: eframe::egui::MouseWheelUnit::Point,
                delta: eframe::egui::vec2(0.0, -400.0),
                phase: eframe::egui::TouchPhase::Move,
                source: eframe::egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            });
            window.settle();
        }
        let rows = window.query_all_by_label_contains(".png: ").map(|row| row.rect());
        let whole = rows.filter(|row| row.top() >= 48.0 && row.bottom() <= bottom).count();
        assert!(whole >= least, "{size:?}: {whole} rows");
        assert!(window.query_all_by_label_contains(".png: ").count() < 30, "those out of sight cost nothing");
    }
}

#[test]
fn the_name_in_the_bar_gives_way_to_what_stands_beside_it() {
    let mut window = window(PHONE);
    window.key_with(Modifiers::COMMAND, Place::Words.key());
    window.type_into("Title", " and Fairs");
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    let bar: Vec<_> = window.query_all_by_label_contains("").filter(|node| node.rect().bottom() <= 48.0).collect();
    let mut ends: Vec<_> = bar.iter().map(|node| node.rect()).filter(|rect| rect.width() < 380.0).collect();
    ends.sort_by(|one, other| one.left().total_cmp(&other.left()));
    assert!(ends.len() > 2 && ends.windows(2).all(|pair| pair[0].right() <= pair[1].left() + 0.5), "{ends:?}");
    let mut window = crate::support::window(USUAL);
    window.key_with(Modifiers::COMMAND, Place::Words.key());
    window.type_into("Title", &" and at all other events".repeat(6));
    assert!(window.shows("Not saved yet") || window.tells("a copy is kept safe"), "it is not cut off");
}
