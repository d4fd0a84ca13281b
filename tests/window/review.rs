//! The review beside the work, as a user meets it: findings left and taken
//! back, words added, spelling read in the background, profiles of one's own.

use std::fs;
use std::time::Instant;

use crate::support::{SMALL, USUAL, Window, window};
use badgewright::app::Place;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

/// The form, with a fourth criterion that says this.
fn form_saying(text: &str) -> Window {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.press("Add a statement");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(text);
    window
}

/// Lets the time pass after which texts are read.
fn wait(window: &mut Window) {
    for _ in 0..40 {
        window.step();
    }
    window.settle();
}

#[test]
fn a_finding_is_left_with_a_reason_listed_in_check_and_taken_back() {
    let mut window = form_saying("Earner has worn PPE on site.");
    let said = "Criterion 4: “PPE” is not explained to strangers.";
    assert!(window.tells(said));
    window.press("Leave it: Criterion 4, Acronyms are explained");
    window.type_into("Leave it, because", "everybody here knows it");
    window.press("Leave it");
    assert!(!window.tells(said));
    let note = window.badge().writing.suppressions[0].clone();
    assert_eq!((note.rule.as_str(), note.field.as_str()), ("C8", "criteria.statements[3]"));
    assert_eq!(note.words, "Earner has worn PPE on site.");
    window.key_with(Modifiers::COMMAND, Key::Num4);
    assert!(window.shows("Left because: everybody here knows it"));
    window.press("Look at it again");
    assert!(window.badge().writing.suppressions.is_empty() && window.tells(said));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.shows("Left because: everybody here knows it"), "taking it back can be undone");
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.badge().writing.suppressions.is_empty(), "and so can leaving it");
}

#[test]
fn what_was_left_is_looked_at_again_when_its_words_change_but_not_when_they_move() {
    let mut window = form_saying("Earner has worn PPE on site.");
    window.press("Leave it: Criterion 4, Acronyms are explained");
    window.type_into("Leave it, because", "known");
    window.key(Key::Enter);
    window.press("Move criterion 4 up");
    assert!(!window.tells("“PPE” is not explained"), "it is the same sentence in another place");
    window.type_into("Criterion 3", " It was loud.");
    assert!(window.tells("Criterion 3: “PPE” is not explained"));
}

#[test]
fn spelling_is_read_beside_the_work_and_mended_at_a_press() {
    let mut window = form_saying("Earner has recieved a letter from the mayor.");
    wait(&mut window);
    assert!(window.tells("is “recieved” spelled right?"));
    window.press("Fix: Write “received”");
    wait(&mut window);
    assert_eq!(window.badge().criteria.statements[3], "Earner has received a letter from the mayor.");
    assert!(!window.tells("spelled right?"));
}

#[test]
fn a_word_is_right_in_this_badge_or_in_all_of_them() {
    let mut window = form_saying("Earner has glorped a flumbet.");
    wait(&mut window);
    window.press("Leave it: Criterion 4, “glorped”");
    window.press("In this badge");
    assert_eq!(window.badge().writing.own_words, ["glorped"]);
    assert!(!window.tells("is “glorped”"));
    window.press("Leave it: Criterion 4, “flumbet”");
    window.press("In all my badges");
    assert!(!window.tells("spelled right?"));
    let kept = fs::read_to_string(window.folder().join("badgewright/dictionary.txt")).unwrap();
    assert_eq!(kept, "flumbet\n");
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.tells("is “glorped”"), "a word of the badge is a step of undo");
}

#[test]
fn other_languages_are_checked_for_all_but_their_wording_and_it_is_said() {
    let mut window = form_saying("Wedi plannu coeden.");
    wait(&mut window);
    assert!(window.tells("Criterion 4 begins"));
    let mut badge = window.badge().clone();
    badge.in_language = "cy".into();
    let edits = vec![badgewright::document::Edit::Badge(Box::new(badge))];
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::Command::edit("Change the language", edits));
    wait(&mut window);
    assert!(!window.tells("Criterion 4 begins") && !window.tells("spelled right?"));
    window.key_with(Modifiers::COMMAND, Key::Num4);
    assert!(window.tells("another language than English (“cy”)"));
}

#[test]
fn a_profile_of_ones_own_is_made_named_kept_and_changed() {
    let mut window = form_saying("Wrote a letter.");
    window.key_with(Modifiers::COMMAND, Key::Num4);
    assert!(window.tells("Criterion 4 begins"));
    window.press("Make a profile of your own");
    window.type_into("Its name", "Harbour Trust");
    window.get_by_role_and_label(Role::CheckBox, "Each criterion begins “Earner has”").click();
    window.settle();
    window.press("Keep it");
    assert!(!window.tells("Criterion 4 begins"));
    assert_eq!(window.state().state().desk.review.profile.name(), "Harbour Trust");
    let kept = fs::read_to_string(window.folder().join("badgewright/profiles/harbour-trust.json")).unwrap();
    assert!(kept.contains("\"off\": [\n    \"C2\"\n  ]"), "{kept}");
    window.press("Badge Nation");
    assert!(window.tells("Criterion 4 begins"));
    window.press("Harbour Trust");
    window.press("Change this profile");
    window.press("Remove");
    assert!(!window.shows("Harbour Trust"));
    assert_eq!(window.state().state().desk.review.profile.name(), "Badge Nation");
}

#[test]
fn a_hundred_thousand_characters_are_checked_without_holding_anybody_up() {
    let mut window = form_saying("Earner has ");
    let mut badge = window.badge().clone();
    badge.description = "Earners of this badge have rowd acros the lake \u{202e}and\u{301} back. ".repeat(1_700);
    assert!(badge.description.len() > 100_000);
    let edits = vec![badgewright::document::Edit::Badge(Box::new(badge))];
    let ctx = window.ctx.clone();
    let begun = Instant::now();
    window.state_mut().update(&ctx, badgewright::app::Command::edit("Paste", edits));
    assert!(begun.elapsed().as_secs() < 10, "nothing but the artwork is worked out: {:?}", begun.elapsed());
    window.key_with(Modifiers::COMMAND, Key::Num4);
    let begun = Instant::now();
    wait(&mut window);
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    assert!(window.tells("only the first 5000 characters are read"));
    assert_eq!(window.state().state().desk.place, Place::Check);
}

#[test]
fn leaving_a_finding_fits_into_a_small_window() {
    let mut window = window(SMALL);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.type_into("Short name", " and a great deal more of it");
    let finding = window.get_by_label_contains("Leave it: Short name");
    finding.scroll_to_me();
    finding.click();
    window.settle();
    assert!(window.rightmost() <= f64::from(SMALL.x) + 0.5, "{}", window.rightmost());
}

#[test]
fn the_chosen_profile_is_the_one_of_the_next_time() {
    let mut before = form_saying("Wrote a letter.");
    before.key_with(Modifiers::COMMAND, Key::Num4);
    before.press("Credly");
    let kept = fs::read_to_string(before.folder().join("badgewright/settings.json")).unwrap();
    assert!(kept.contains("\"checkFor\": \"credly\""), "{kept}");
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("badgewright")).unwrap();
    fs::write(folder.path().join("badgewright/settings.json"), kept).unwrap();
    let window = crate::support::window_on(USUAL, folder, None);
    assert_eq!(window.state().state().desk.review.profile.name(), "Credly");
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("badgewright")).unwrap();
    let gone = r#"{"explained": true, "checkFor": "a profile that is gone"}"#;
    fs::write(folder.path().join("badgewright/settings.json"), gone).unwrap();
    assert_eq!(
        crate::support::window_on(USUAL, folder, None).state().state().desk.review.profile.name(),
        "Badge Nation"
    );
}

/// A change of the words that no field makes.
fn change(window: &mut Window, change: impl FnOnce(&mut badgewright::badge::Badge)) {
    let mut badge = window.badge().clone();
    change(&mut badge);
    let edits = vec![badgewright::document::Edit::Badge(Box::new(badge))];
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::Command::edit("Change the words", edits));
    wait(window);
}

#[test]
fn what_is_amiss_in_a_translation_is_put_right_there() {
    let mut window = form_saying("Earner has written a letter.");
    change(&mut window, |badge| {
        let mut words = badge.words();
        words.in_language = "cy".into();
        words.name = "CYMORTH CYNTAF".into();
        badge.translations = vec![words];
    });
    window.press("Go to Languages");
    window.press("Write in Cymraeg (Welsh)");
    assert!(window.tells("is in capitals throughout"));
    let name = window.badge().name.clone();
    window.press("Fix: Write “Cymorth Cyntaf”");
    let badge = window.badge();
    assert_eq!((badge.translations[0].name.as_str(), &badge.name), ("Cymorth Cyntaf", &name));
    assert!(!window.tells("is in capitals throughout"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.badge().translations[0].name, "CYMORTH CYNTAF");
}

#[test]
fn criteria_of_one_text_are_reviewed_and_mended_line_by_line() {
    let mut window = form_saying("Earner has written a letter.");
    change(&mut window, |badge| {
        badge.criteria.statements = vec!["- Earner has built a box.\n- Learners have hung it.".into()];
    });
    assert!(window.tells("Criterion 2 begins “Learners have hung it.”"));
    assert!(!window.tells("Criterion 1 begins"));
    window.press("Fix: Begin with “Earner has”");
    assert_eq!(window.badge().criteria.statements, ["- Earner has built a box.\n- Earner has hung it."]);
    assert!(!window.tells("Criterion 2 begins"));
}

#[test]
fn a_translation_is_read_for_spelling_and_mended_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("badgewright")).unwrap();
    fs::write(folder.path().join("badgewright/dictionary.txt"), "flumbet\n").unwrap();
    let mut window = crate::support::window_on(USUAL, folder, None);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    change(&mut window, |badge| {
        let mut words = badge.words();
        words.in_language = "en-US".into();
        words.description = "Earners of this badge have recieved a flumbet.".into();
        badge.translations = vec![words];
        badge.in_language = "cy".into();
    });
    window.press("Go to Languages");
    window.press("Write in English (en-US)");
    wait(&mut window);
    assert!(window.tells("Description: is “recieved” spelled right?"));
    window.press("Fix: Write “received”");
    wait(&mut window);
    assert_eq!(window.badge().translations[0].description, "Earners of this badge have received a flumbet.");
    assert!(!window.tells("is “recieved”"));
    assert!(!window.tells("is “flumbet”"), "the user's own words are right in every language");
}

#[test]
fn a_slip_that_lies_folded_is_gone_to() {
    let mut window = form_saying("Earner has written a letter.");
    change(&mut window, |badge| badge.issuer.description = "A charaty by the sea.".into());
    window.key(Key::F8);
    window.settle();
    assert!(window.tells("What the organisation does: is “charaty” spelled right?"));
    window.press("Fix: Write “charity”");
    assert_eq!(window.badge().issuer.description, "A charity by the sea.");
}
