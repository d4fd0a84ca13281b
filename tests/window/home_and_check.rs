//! Home and Check, used as a person uses them.

use crate::support::{PHONE, SMALL, USUAL, Window, act, window, window_on};
use badgewright::app::{Command, Place};
use badgewright::artwork::{Color, Element, ElementId, Font, Frame, Kind, Paint, Text};
use badgewright::badge::{Badge, Standard};
use badgewright::document::{Document, Edit, Sector, starters};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;

fn home() -> Window {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Key::N);
    assert_eq!(window.state().state().desk.place, Place::Home);
    window
}

fn card_of(document: &Document) -> String {
    let layer = document.badge.layer().unwrap();
    format!("Start from {}, {} layer", document.badge.display_name(), layer.name)
}

#[test]
fn pressing_a_starter_opens_its_document() {
    for starter in starters() {
        let document = starter.document(String::new()).unwrap();
        let mut window = home();
        window.press(&card_of(&document));
        assert_eq!(window.state().state().desk.place, Place::Artwork);
        assert_eq!(window.badge().name, document.badge.name);
        assert!(window.badge().id.starts_with("urn:uuid:"), "{}", window.badge().id);
    }
}

#[test]
fn starters_are_shown_by_layer_and_by_sector() {
    let documents: Vec<_> =
        starters().iter().map(|starter| (starter.sector, starter.document(String::new()).unwrap())).collect();
    let mut window = home();
    for layer in &Standard::bundled().layers {
        window.press(&layer.name);
        for (_, document) in &documents {
            let fits = document.badge.layer.as_ref() == Some(&layer.code);
            assert_eq!(window.shows(&card_of(document)), fits, "{} in {}", document.badge.name, layer.name);
        }
    }
    window.press("All");
    for sector in Sector::all() {
        assert!(!window.tells(&sector.why[..40]));
        window.press(sector.name);
        assert!(window.tells(&sector.why[..40]), "why to badge in {}", sector.name);
        for (other, document) in &documents {
            assert_eq!(window.shows(&card_of(document)), *other == sector.name);
        }
        window.press("Show all sectors");
    }
    for (_, document) in &documents {
        assert!(window.shows(&card_of(document)));
    }
}

#[test]
fn a_recent_document_is_offered_and_a_missing_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let [kept, gone] = ["kept.badge", "gone.badge"].map(|name| folder.path().join(name));
    for path in [&kept, &gone] {
        starters()[0].document("urn:uuid:1".into()).unwrap().save(path).unwrap();
    }
    let two_minutes_ago = "2026-03-12T11:57:40Z".parse::<jiff::Timestamp>().unwrap();
    let file = std::fs::File::options().write(true).open(&kept).unwrap();
    file.set_modified(two_minutes_ago.into()).unwrap();
    let settings = folder.path().join("badgewright");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(
        settings.join("settings.json"),
        serde_json::json!({ "recent": [gone, kept], "explained": true }).to_string(),
    )
    .unwrap();
    std::fs::remove_file(&gone).unwrap();
    let mut window = window_on(USUAL, folder, None);
    window.key_with(Modifiers::COMMAND, Key::N);
    let name = starters()[0].document(String::new()).unwrap().badge.display_name().to_owned();
    assert_eq!(window.get_all_by_label_contains(", edited ").count(), 1);
    window.press(&format!("Open {name}, edited 2 minutes ago"));
    assert_eq!(window.state().state().desk.place, Place::Artwork);
    assert_eq!(window.state().state().desk.session.path.as_deref(), Some(&*kept));
}

#[test]
fn home_fits_a_small_window() {
    for size in [SMALL, vec2(819.0, 560.0)] {
        let mut window = window(size);
        window.key_with(Modifiers::COMMAND, Key::N);
        let end = window.rightmost();
        assert!(end <= f64::from(size.x) + 0.5, "something ends at {end} of {}", size.x);
    }
}

/// The first starter without one of its skills and with a sentence about the
/// future, in Check.
fn check() -> Window {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.type_into("Criterion 3", " Earner will explain it.");
    window.press("Remove skill Communication");
    window.key_with(Modifiers::COMMAND, Key::Num4);
    assert_eq!(window.state().state().desk.place, Place::Check);
    window
}

#[test]
fn pressing_a_finding_goes_to_its_field() {
    let mut window = check();
    window.press("There are only two skills; name three at least. Go to Skills");
    assert_eq!(window.state().state().desk.place, Place::Words);
    assert!(window.get_by_label("Add a skill").is_focused());
    window.key_with(Modifiers::COMMAND, Key::Num4);
    let finding = window.get_by_label_contains("does not tell what the earner has done. Go to Criterion 3");
    finding.focus();
    window.settle();
    window.key(Key::Enter);
    assert!(window.get_by_label("Criterion 3").is_focused(), "the keyboard alone goes there too");
}

#[test]
fn a_fix_in_check_changes_the_words_and_the_finding_goes() {
    let mut window = check();
    let before = window.state().state().findings().len();
    let fix = window.get_by_label_contains("Fix: Write “Earner has kept");
    fix.click();
    window.settle();
    assert!(window.state().state().findings().len() < before);
    assert!(!window.badge().criteria.statements[2].contains("will"), "{:?}", window.badge().criteria.statements[2]);
    assert_eq!(window.state().state().desk.place, Place::Check);
}

#[test]
fn a_finding_tells_why_when_asked() {
    let mut window = check();
    assert!(!window.tells("Rule S1"));
    window.get_all_by_label("Why?").next().unwrap().click();
    window.settle();
    assert!(window.tells("Rule S1"));
}

#[test]
fn other_profiles_hold_other_rules() {
    let mut window = check();
    assert!(window.shows("Error: There are at least three skills"));
    window.press("Moodle");
    assert!(!window.tells("There are at least three skills"));
}

#[test]
fn a_badge_without_findings_is_told_so() {
    let mut window = check();
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.state().state().findings().is_empty());
    assert!(window.shows("Nothing to mend"));
    window.press("Go on to Hand out");
    assert_eq!(window.state().state().desk.place, Place::HandOut);
}

/// A window as it is at the very first start.
fn first_start(size: Vec2) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("badgewright");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(settings.join("settings.json"), "{}").unwrap();
    window_on(size, folder, None)
}

#[test]
fn what_is_offered_at_the_first_start_covers_no_way_to_the_places() {
    for size in [USUAL, SMALL, PHONE] {
        let window = first_start(size);
        let offer =
            window.get_by_label_contains("New to digital badges?").rect().union(window.get_by_label("Show me").rect());
        if window.shows("See it as others do") {
            let previews = window.get_by_label("See it as others do").rect();
            assert!(offer.bottom() < previews.top(), "{size:?}: the badge in small sizes stays in sight");
        }
        for place in Place::ALL {
            let tab = window.get_by_role_and_label(Role::Tab, place.title()).rect();
            assert!(!tab.intersects(offer), "{size:?} {place:?}: {tab:?}, {offer:?}");
        }
    }
}

#[test]
fn the_first_start_offers_to_explain_badges_once() {
    let mut window = first_start(USUAL);
    assert!(window.tells("New to digital badges?"));
    window.press("Not now");
    assert!(!window.tells("New to digital badges?"));
    let kept = std::fs::read_to_string(window.folder().join("badgewright/settings.json")).unwrap();
    assert!(kept.contains("\"explained\": true"), "{kept}");
}

#[test]
fn a_badge_is_taken_apart_in_five_steps_and_its_seal_really_checked() {
    let mut window = first_start(USUAL);
    window.press("Show me");
    assert!(window.shows("Step 1 of 5"));
    window.press("Take the picture apart");
    assert!(window.tells("in three sheets"));
    for (step, words) in [(2, "From Your organisation"), (3, "First aid"), (4, "Earner has completed")] {
        window.press("Next");
        assert!(window.shows(&format!("Step {step} of 5")));
        assert!(window.tells(words), "what lies in the badge is told to those who cannot see it");
    }
    window.press("Next");
    window.press("Seal a sample and check it");
    assert!(window.tells("The seal holds"));
    window.press("Change one letter");
    assert!(window.tells("The seal is broken"));
    window.press("Put the letter back");
    assert!(window.tells("The seal holds"));
    window.press("Done");
    assert!(!window.tells("Step 5 of 5"));
}

#[test]
fn the_explainer_is_walked_through_with_the_keyboard_alone() {
    let mut window = home();
    window.press("What is a digital badge?");
    assert!(window.get_by_label("Next").is_focused());
    window.key(Key::Enter);
    assert!(window.shows("Step 2 of 5"));
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowLeft);
    assert!(window.shows("Step 3 of 5"));
    window.key(Key::Escape);
    assert!(!window.tells("of 5"));
    window.key_with(Modifiers::COMMAND, Key::K);
    window.type_here("what is a");
    window.key(Key::Enter);
    assert!(window.shows("Step 1 of 5"), "the palette has it, too");
}

#[test]
fn a_faint_text_is_found_chosen_and_darkened_in_check() {
    let mut window = window(USUAL);
    let (id, ground) = faint_title(&mut window);
    window.key_with(Modifiers::COMMAND, Place::Check.key());
    assert!(window.tells("a contrast of 1.0 to 1"), "the finding tells the contrast");
    let before = window.state().state().findings().len();
    let card = window.get_by_label_contains("a contrast of 1.0 to 1");
    card.click();
    window.settle();
    let state = window.state().state();
    assert_eq!(state.desk.place, Place::Artwork, "it leads to the canvas");
    assert!(state.desk.history.selection().contains(&id), "where the text is chosen");
    window.key_with(Modifiers::COMMAND, Place::Check.key());
    let fix = window.get_by_label_contains("Fix: Lighten it to");
    fix.click();
    window.settle();
    let state = window.state().state();
    let color = state.artwork().element(id).unwrap().fill.as_ref().unwrap().first_color();
    assert!(color.contrast(ground) >= 4.5, "{color}");
    assert!(state.findings().len() < before && !window.tells("a contrast of 1.0 to 1"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().state().findings().len(), before, "one step of undo");
}

/// Puts a text in the colour of its ground on the badge.
fn faint_title(window: &mut Window) -> (ElementId, Color) {
    let ground = Color::rgb(0x1B, 0x2A, 0x4B);
    let id = window.state().state().artwork().fresh_id();
    let disc = Element::new(id, Kind::Disc, Frame::centred(590.0, 590.0)).filled(Paint::Solid(ground));
    let text = Kind::Text(Text::new("Faint", Font::new("Cabin", 700), 80.0));
    let id = ElementId(id.0 + 1);
    let title = Element::new(id, text, Frame::centred(400.0, 100.0)).filled(Paint::Solid(ground));
    let ctx = window.ctx.clone();
    let edits = vec![Edit::Insert { elements: vec![disc, title], index: None }];
    window.state_mut().update(&ctx, Command::edit("Add a faint text", edits));
    window.settle();
    (id, ground)
}

/// One thing is no “them”.
#[test]
fn how_much_is_to_be_looked_at_is_said_of_one_as_of_one() {
    let mut window = home();
    window.press(&card_of(&starters()[0].document(String::new()).unwrap()));
    let less: [fn(&mut Badge); 3] =
        [|badge| badge.image.caption.clear(), |badge| badge.description.clear(), |badge| badge.layer = None];
    let mut counts = Vec::new();
    for take in less {
        let mut badge = window.badge().clone();
        take(&mut badge);
        act(&mut window, Command::edit("Say less", vec![Edit::Badge(Box::new(badge))]));
        window.key_with(Modifiers::COMMAND, Place::HandOut.key());
        let count = window.state().state().findings().len();
        let (words, show) = match count {
            0 => continue,
            1 => ("There is one thing to look at".to_owned(), "Show it"),
            more => (format!("There are {more} things to look at"), "Show them"),
        };
        assert!(window.tells(&words) && window.shows(show), "{words}");
        counts.push(count);
    }
    assert!(counts.contains(&1) && counts.iter().any(|count| *count > 1), "{counts:?}");
}
