//! The parts of the form beside its first fields: standards, languages,
//! issuers, comments, what platforms ask, the preview, and bad input.

use std::time::{Duration, Instant};

use crate::support::{NOW, SMALL, USUAL, Window, act, form, window, window_on};
use badgewright::app::{Command, Place, SetMessage};
use badgewright::badge::{Access, Availability, Cost, Level, Progress, TimeUnit};
use badgewright::credential::ob3::credential;
use badgewright::credential::{Algorithm, IssuerKey, KdfCost, SystemRandom};
use badgewright::issue::{KeyRing, award};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// The form with a part open and in view.
fn form_at(part: &str) -> Window {
    let mut window = form();
    window.press(&format!("Go to {part}"));
    window
}

/// The form in a window that may draw boxes for letters of which it has none.
fn form_of_all_letters() -> Window {
    let builder = egui_kittest::Harness::builder().with_size(USUAL).allow_missing_glyphs();
    let mut window = crate::support::build(builder, tempfile::tempdir().unwrap(), None);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window
}

/// The badge as if nothing were said yet of what earners and platforms ask.
fn say_nothing_practical(window: &mut Window) {
    let mut badge = window.badge().clone();
    badge.practicalities = Default::default();
    let edit = badgewright::document::Edit::Badge(Box::new(badge));
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::Command::edit("Say nothing practical", vec![edit]));
    window.settle();
}

fn undo(window: &mut Window, times: usize) {
    for _ in 0..times {
        window.key_with(Modifiers::COMMAND, Key::Z);
    }
}

fn paste(window: &mut Window, text: &str) {
    window.event(Event::Paste(text.into()));
    window.settle();
}

fn type_path(window: &mut Window, kind: &str, path: &std::path::Path) {
    let field = format!("This desktop has no file dialog. Type the path ({kind}).");
    window.type_into(&field, path.to_str().unwrap());
    window.press("Open");
}

/// What a credential of the badge says of what was achieved.
fn achievement(window: &Window) -> serde_json::Value {
    let award = award("amy@example.org", NOW.parse().unwrap()).unwrap();
    let mut badge = window.badge().clone();
    if badge.issuer.name.is_empty() {
        badge.issuer.name = "Quay School".into();
    }
    credential(&badge, "did:key:z6Mk", &award).unwrap()["credentialSubject"]["achievement"].clone()
}

#[test]
fn the_index_opens_a_part_and_the_keyboard_goes_there() {
    let mut window = form();
    assert!(!window.shows("Next step"));
    window.press("Go to Where it leads");
    assert!(window.shows("Next step"));
    assert!(window.get_by_label("Where it leads").is_focused());
    window.key(Key::Tab);
    assert!(window.get_by_label("Next step").is_focused());
    window.press("Where it leads");
    assert!(!window.shows("Next step"), "its head folds it again");
    window.key_with(Modifiers::COMMAND, Key::K);
    window.type_here("go to codes");
    window.key(Key::Enter);
    assert!(window.shows("Version"));
}

#[test]
fn what_earners_ask_is_said_and_reaches_the_credential() {
    let mut window = form_at("For earners and platforms");
    say_nothing_practical(&mut window);
    window.press("Who may earn it");
    window.press("Open to all");
    window.press("In a place");
    window.type_into("Name of the place", "Harbour Pool");
    window.press("About …");
    window.press("Cost");
    window.press("Free");
    window.press("Level of difficulty");
    window.press("Advanced");
    let practical = window.badge().practicalities.clone();
    assert_eq!(practical.availability, Some(Availability::Open));
    assert_eq!(practical.access, Some(Access::Place("Harbour Pool".into())));
    assert_eq!(practical.time_to_earn.unwrap().unit, TimeUnit::Hours);
    assert_eq!((practical.cost, practical.level), (Some(Cost::Free), Some(Level::Advanced)));
    window.type_into("Evidence asked for (optional)", "Earners send a video.");
    let narrative = achievement(&window)["criteria"]["narrative"].as_str().unwrap().to_owned();
    let end = "\n\nEvidence: Earners send a video.\n\nOpen to all · Harbour Pool · About 6 hours · Free.";
    assert!(narrative.ends_with(end), "{narrative}");
    undo(&mut window, 2);
    assert_eq!(window.badge().practicalities.level, None);
}

#[test]
fn platforms_are_chosen_once_and_their_tightest_limit_counts_down() {
    let mut window = form_at("For earners and platforms");
    window.press("Open Educational Badges");
    assert!(window.tells(" / 60 · Open Educational Badges"));
    assert!(window.tells(" / 500 · Badge Nation"), "500 is tighter than 700");
    window.press("Badge Nation");
    assert!(window.tells(" / 700 · Open Educational Badges"));
    assert!(!window.tells(" / 30 · "));
    window.press("Credly");
    assert!(window.tells(" / 500 · Credly"));
    assert!(window.tells("Credly asks for this."));
    window.type_into("Title", &" and more of it".repeat(4));
    assert!(window.tells("too many for Open Educational Badges"));
    let kept = std::fs::read_to_string(window.folder().join("badgewright/settings.json")).unwrap();
    assert!(kept.contains("open-educational-badges") && !kept.contains("badge-nation"), "{kept}");
}

#[test]
fn enter_within_a_statement_splits_it_and_backspace_at_its_beginning_joins() {
    let mut window = form();
    window.press("Add a statement");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("Earner has built a kite and flown it.");
    for _ in 0.." and flown it.".len() {
        window.key(Key::ArrowLeft);
    }
    window.key(Key::Enter);
    assert_eq!(window.badge().criteria.statements[3..], ["Earner has built a kite.", "Earner has flown it."]);
    assert!(window.get_by_label("Criterion 5").is_focused());
    window.key_with(Modifiers::COMMAND, Key::Home);
    window.key(Key::Backspace);
    assert_eq!(window.badge().criteria.statements[3..], ["Earner has built a kite and flown it."]);
    assert!(window.get_by_label("Criterion 4").is_focused());
    undo(&mut window, 1);
    assert_eq!(window.badge().criteria.statements.len(), 5);
    undo(&mut window, 1);
    assert_eq!(window.badge().criteria.statements.len(), 4);
}

#[test]
fn alt_and_an_arrow_move_a_statement_and_its_menu_joins_it() {
    let mut window = form();
    let before = window.badge().criteria.statements.clone();
    window.get_by_label("Criterion 1").focus();
    window.settle();
    window.key_with(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(window.badge().criteria.statements, [&*before[1], &*before[0], &*before[2]]);
    assert!(window.get_by_label("Criterion 2").is_focused(), "the keyboard goes along");
    window.key_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(window.badge().criteria.statements, before);
    window.press("More for criterion 1");
    window.press("Join with the next");
    assert_eq!(window.badge().criteria.statements.len(), 2);
    assert!(window.badge().criteria.statements[0].contains(" and "));
}

#[test]
fn criteria_as_one_text_are_shown_as_markdown_and_links_tell_their_host() {
    let mut window = form();
    window.press("Write it as one text");
    assert_eq!(window.badge().criteria.statements.len(), 1);
    window.type_into("Text of the criteria", "");
    paste(&mut window, "\n\nSee [the rules](https://harbour.example/rules).");
    window.press("How it will look");
    assert!(window.shows("Open harbour.example in the browser: the rules"));
    let opened = |window: &Window| {
        let commands = &window.output().platform_output.commands;
        commands.iter().any(|command| matches!(command, eframe::egui::OutputCommand::OpenUrl(_)))
    };
    assert!(!opened(&window));
    window.press("Write it as statements");
    assert_eq!(window.badge().criteria.statements.len(), 4);
    undo(&mut window, 1);
    assert_eq!(window.badge().criteria.statements.len(), 1);
}

#[test]
fn a_comment_is_put_on_a_field_settled_and_removed() {
    let mut window = form();
    window.press("Go to Progress and comments");
    window.type_into("Your name on comments", "Ada");
    window.get_by_label("Title").focus();
    window.settle();
    window.press("Comment on title");
    assert!(window.get_by_label("Comment on title").is_focused());
    window.type_here("Is it public?");
    window.key(Key::Enter);
    let comment = window.badge().writing.comments[0].clone();
    assert_eq!((comment.field.as_str(), comment.text.as_str()), ("name", "Is it public?"));
    assert_eq!((comment.author.as_str(), comment.at.as_str()), ("Ada", NOW));
    assert!(window.tells("Ada · 12 March 2026"));
    window.get_all_by_label("Settle the comment “Is it public?”").next().unwrap().click();
    window.settle();
    assert!(window.badge().writing.comments[0].settled);
    window.press("Remove the comment “Is it public?”");
    assert!(window.badge().writing.comments.is_empty());
    undo(&mut window, 3);
    assert!(window.badge().writing.comments.is_empty(), "adding it was one step, too");

    window.get_by_label("Criterion 2").focus();
    window.settle();
    window.key_with(Modifiers::COMMAND.plus(Modifiers::ALT), Key::M);
    window.type_here("Two things?");
    window.press("Add the comment");
    window.press("Move criterion 2 up");
    assert_eq!(window.badge().writing.comments[0].field, "criteria.statements[0]", "it goes with its statement");
    window.press("Pending");
    assert_eq!(window.badge().writing.progress, Progress::Pending);
}

#[test]
fn a_badge_speaks_two_languages_side_by_side_each_checked() {
    let mut window = form_at("Languages");
    window.press("Add a language");
    window.press("Cymraeg (Welsh)");
    let translation = &window.badge().translations[0];
    assert_eq!(translation.in_language, "cy");
    assert!(translation.id.starts_with("urn:uuid:"));
    assert!(window.tells("The badge has no name yet."), "the Welsh words are checked");
    window.type_into("Title, Cymraeg (Welsh)", "Cymorth Cyntaf");
    assert!(!window.tells("The badge has no name yet."));
    window.type_into("Criterion 1, Cymraeg (Welsh)", "Mae wedi dysgu.");
    window.type_into("Skill 2, Cymraeg (Welsh)", "Cyfathrebu");
    let words = window.badge().translations[0].clone();
    assert_eq!((words.name.as_str(), words.skills[1].as_str()), ("Cymorth Cyntaf", "Cyfathrebu"));
    window.press("Move criterion 1 down");
    assert_eq!(window.badge().translations[0].criteria.statements[1], "Mae wedi dysgu.");
    window.press("See it in Cymraeg (Welsh)");
    assert!(window.shows("Cymorth Cyntaf"));

    let english = achievement(&window);
    let id = window.badge().translations[0].id.clone();
    assert_eq!(english["related"][0]["id"], id.as_str());
    assert_eq!(english["related"][0]["inLanguage"], "cy");
    let title = window.badge().name.clone();
    window.press("Make Cymraeg (Welsh) the first language");
    assert_eq!((window.badge().name.as_str(), window.badge().id.as_str()), ("Cymorth Cyntaf", id.as_str()));
    assert_eq!(window.badge().translations[0].name, title);
    undo(&mut window, 1);
    window.press("Remove Cymraeg (Welsh)");
    assert!(window.badge().translations.is_empty());
}

const STEPS: &str = r#"{"code":"steps","name":"Steps of the Harbour","url":"https://harbour.example/steps","layers":[
    {"name":"Try it","short":"a first taste","shows":"Criteria say what was tried."},
    {"name":"Own it","short":"on one's own","question":"Alone?","reason":"they did it alone"},
    {"name":"Share it"},{"name":"Pass it on"},{"name":"Grow it"}]}"#;

#[test]
fn a_standard_of_ones_own_is_added_chosen_carried_and_removed() {
    let mut window = form();
    let file = window.folder().join("documents/steps.json");
    std::fs::write(&file, STEPS).unwrap();
    window.press("Standard");
    window.press("Add a standard…");
    type_path(&mut window, "Badge standards (JSON)", &file);
    window.press("Steps of the Harbour");
    assert_eq!(window.badge().layer, None, "it has no such layer");
    window.press("Help me choose");
    assert!(window.tells("Alone?"));
    window.press("Yes");
    assert!(window.tells("Own it fits, because they did it alone."));
    window.press("Use it");
    assert_eq!(window.badge().layer.as_deref(), Some("steps/own-it"));
    window.press("Try it, a first taste");
    assert!(window.tells("Criteria say what was tried."));
    let entry = achievement(&window)["alignment"][0].clone();
    assert_eq!(
        (&entry["targetName"], &entry["targetFramework"]),
        (&"Try it Layer".into(), &"Steps of the Harbour".into())
    );
    window.press("Remove Steps of the Harbour");
    assert!(window.shows("Try it, a first taste"), "the badge still carries it");
    assert!(window.tells("carried by this badge"));
    window.press("Cities of Learning Badge Standard");
    assert!(window.shows("Engage, showing up"));
    undo(&mut window, 1);
    assert_eq!(window.badge().layer.as_deref(), Some("steps/try-it"));
}

#[test]
fn a_file_that_is_no_standard_is_refused_with_the_place() {
    let mut window = form();
    let file = window.folder().join("documents/steps.json");
    std::fs::write(&file, STEPS.replace("\"Share it\"", "\"Try it\"")).unwrap();
    window.press("Standard");
    window.press("Add a standard…");
    type_path(&mut window, "Badge standards (JSON)", &file);
    assert!(window.tells("layers[2].code: “steps/try-it” is there twice"));
}

#[test]
fn a_layer_of_an_unknown_standard_is_kept_and_told() {
    let mut first = form();
    let path = first.folder().join("documents/strange.badge");
    let mut badge = first.badge().clone();
    badge.layer = Some("elsewhere/high".into());
    let mut document = first.state().state().document().clone();
    document.badge = std::sync::Arc::new(badge);
    document.save(&path).unwrap();
    first.settle();
    let mut window = window_on(USUAL, tempfile::tempdir().unwrap(), Some(path));
    window.key_with(Modifiers::COMMAND, Key::Num3);
    assert!(window.tells("“elsewhere/high” is a layer of a standard that is not known here"));
    assert_eq!(window.badge().layer.as_deref(), Some("elsewhere/high"));
}

#[test]
fn the_running_example_is_told_at_each_layer_and_the_criteria_are_hinted_at() {
    let mut window = form();
    window.press("One story at each layer");
    for words in ["walked past the canal", "Over four mornings", "her own stretch", "her school's brook"] {
        assert!(window.tells(words), "{words}");
    }
    assert!(window.tells("Demonstrate: Criteria say what the earner did in earnest"));
    window.press("An example");
    assert!(window.tells("cared for a stretch of the canal"));
}

#[test]
fn an_issuer_is_saved_and_taken_for_another_badge_in_one_step() {
    let mut window = form();
    window.type_into("Name of the organisation", "Quay School");
    window.press("More about the organisation");
    window.type_into("Person who speaks for it", "Ada Quay");
    window.type_into("Town", "Torquay");
    window.type_into("Belongs to (organisation)", "Coast Council");
    window.press("Add an identifier of the organisation");
    window.type_into("Identifier of organisation 1", "1234567");
    window.press("Save for other badges");
    let saved = window.badge().issuer.clone();
    assert_eq!(saved.address.as_ref().unwrap().address_locality, "Torquay");
    assert_eq!(saved.parent_org.as_ref().unwrap().name, "Coast Council");
    window.type_into("Name of the organisation", " of Brixham");
    window.type_into("Town", " and Paignton");
    window.press("Take one of your issuers");
    window.press(&saved.name);
    assert_eq!(window.badge().issuer, saved);
    undo(&mut window, 1);
    assert!(window.badge().issuer.name.ends_with("of Brixham"), "taking it was one step");
    undo(&mut window, 2);
    window.press(&format!("Remove {} from your issuers", saved.name));
    assert!(!window.shows("Take one of your issuers"));
}

#[test]
fn the_key_of_a_saved_issuer_is_the_one_that_signs() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("badgewright");
    let cheap = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
    for (name, made) in [("Older", "2025-01-01T00:00:00Z"), ("Newer", NOW)] {
        let key = IssuerKey::generate(name, Algorithm::Ed25519, made.parse().unwrap(), &mut SystemRandom).unwrap();
        KeyRing::new(&home).keep(&key, "correct horse", cheap).unwrap();
    }
    let mut window = window_on(USUAL, folder, None);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.type_into("Name of the organisation", "Quay School");
    window.press("Save for other badges");
    window.press("Signs with");
    window.press("Older · Ed25519");
    window.key_with(Modifiers::COMMAND, Key::Num5);
    assert!(window.tells("Signed with “Older”"));
    window.press("Your signing keys");
    window.get_all_by_label_contains("Newer · Ed25519 · ").next().unwrap().click();
    window.settle();
    assert!(window.tells("Signed with “Newer”"), "what is chosen by hand holds");
}

#[test]
fn an_issuer_comes_from_a_file_of_either_standard() {
    let mut window = form();
    let file = window.folder().join("documents/issuer.json");
    let two = r#"{"@context":"https://w3id.org/openbadges/v2","type":"Issuer","id":"https://c.example/i","name":"Canal School",
        "telephone":"0123","url":"https://c.example","email":"b@c.example"}"#;
    std::fs::write(&file, two).unwrap();
    window.press("From a file…");
    type_path(&mut window, "Issuer profiles (JSON)", &file);
    let issuer = window.badge().issuer.clone();
    assert_eq!((issuer.name.as_str(), issuer.phone.as_str()), ("Canal School", "0123"));
    undo(&mut window, 1);
    std::fs::write(&file, "[1, 2]").unwrap();
    window.press("From a file…");
    type_path(&mut window, "Issuer profiles (JSON)", &file);
    assert!(window.tells("There is no issuer in this file"));
    assert_ne!(window.badge().issuer.name, "Canal School");
}

#[test]
fn an_alt_text_is_proposed_from_the_artwork() {
    let mut window = form_at("The picture");
    window.press("Propose one from the artwork");
    let caption = window.badge().image.caption.clone();
    for words in ["First Aid", "Demonstrate", "disc", "first aid kit"] {
        assert!(caption.to_lowercase().contains(&words.to_lowercase()), "“{words}” in {caption}");
    }
    assert!(!window.tells("the alt text does not say so"));
    window.press("Licence CC BY 4.0");
    assert_eq!(window.badge().image.licence, "CC BY 4.0");
    undo(&mut window, 2);
    assert_ne!(window.badge().image.caption, caption);
}

#[test]
fn the_badge_is_seen_as_an_employer_and_as_an_earner() {
    let mut window = form();
    assert!(window.shows("Earning criteria"));
    say_nothing_practical(&mut window);
    window.press("As an earner sees it");
    assert!(window.shows("What you will have done") && !window.shows("Earning criteria"));
    window.press("Go to Where it leads, with findings");
    window.type_into("Next step", "Train as a mentor.");
    assert!(window.shows("Where it leads") && window.get_all_by_label("Train as a mentor.").count() > 0);
    let mut small = crate::support::window(SMALL);
    small.key_with(Modifiers::COMMAND, Key::Num3);
    assert!(!small.shows("As an employer sees it"));
    small.press("Preview");
    assert!(small.shows("As an employer sees it"));
    assert!(small.rightmost() <= f64::from(SMALL.x) + 0.5, "{}", small.rightmost());
}

#[test]
fn a_result_is_described_and_removed() {
    let mut window = form();
    window.press("Results an award may state");
    window.press("Add a result");
    window.type_into("Name of result 1", "Final score");
    window.press("Kind of result 1");
    window.press("Letter grade");
    window.type_into("Values it may have, with commas (result 1)", "A, B,, C");
    window.key(Key::Tab);
    let result = window.badge().result_description[0].clone();
    assert!(result.id.starts_with("urn:uuid:"));
    assert_eq!((result.name.as_str(), result.result_type.as_str()), ("Final score", "LetterGrade"));
    assert_eq!(result.allowed_value, ["A", "B", "C"]);
    window.press("Remove result 1");
    assert!(window.badge().result_description.is_empty());
}

#[test]
fn what_is_typed_for_one_badge_is_not_taken_over_by_another() {
    let mut window = form();
    window.press("Results an award may state");
    window.press("Add a result");
    act(&mut window, SetMessage::Add.into());
    act(&mut window, SetMessage::Add.into());
    let first = window.state().state().document().set.members[0].id.clone();
    act(&mut window, SetMessage::Edit(first).into());
    act(&mut window, Command::Go(Place::Words));
    window.type_into("Value that is needed (result 1)", "8");
    act(&mut window, SetMessage::Step(1).into());
    window.key(Key::Tab);
    assert_eq!(window.badge().result_description[0].required_value, "");
}

#[test]
fn a_hundred_thousand_characters_are_told_kept_and_do_not_hold_the_form_up() {
    let mut window = form();
    let before = window.badge().description.clone();
    let letters = "Ein Wörtchen ".repeat(7_693);
    window.type_into("Description", "");
    paste(&mut window, &letters);
    assert_eq!(window.badge().description, format!("{before}{letters}"), "nothing is lost");
    assert!(window.tells("characters stand here, too many to be edited"));
    let begun = Instant::now();
    for _ in 0..20 {
        window.step();
    }
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?} for 20 frames of a debug build", begun.elapsed());
    window.press("Keep the first 500");
    assert_eq!(window.badge().description.chars().count(), 500);
    undo(&mut window, 1);
    assert!(window.badge().description.len() > 100_000);
    undo(&mut window, 1);
    assert_eq!(window.badge().description, before);
}

#[test]
fn every_field_takes_a_hundred_thousand_characters() {
    let mut window = form_of_all_letters();
    let letters = "שלום e\u{301} ".repeat(12_500);
    for field in ["Title", "Short name", "Criterion 1", "Name of the organisation", "Page with the criteria (optional)"]
    {
        window.type_into(field, "");
        paste(&mut window, &letters);
        assert!(window.tells("characters stand here"), "{field}");
    }
    assert!(window.badge().name.len() > 100_000 && window.badge().short_name.len() > 100_000);
    window.press("Go to Progress and comments");
    undo(&mut window, 5);
    assert!(!window.tells("characters stand here"));
}

#[test]
fn thousands_of_pasted_lines_stay_one_text() {
    let mut window = form();
    window.press("Add a statement");
    paste(&mut window, &"a line\n".repeat(9_000));
    assert_eq!(window.badge().criteria.statements.len(), 4);
    assert!(window.badge().criteria.statements[3].matches("a line").count() == 9_000, "nothing is lost");
}

#[test]
fn control_characters_stay_out_and_it_is_said() {
    let mut window = form_of_all_letters();
    window.type_into("Title", "");
    paste(&mut window, "\u{0}\u{7}Rescue\u{202e}");
    assert!(window.badge().name.ends_with("Rescue") && !window.badge().name.contains('\u{202e}'));
    assert!(window.tells("3 characters that cannot be seen were left out."));
    window.type_here("r");
    assert!(!window.tells("were left out"));
    window.type_into("Short name", "");
    paste(&mut window, " שלום e\u{301}");
    assert!(window.badge().short_name.ends_with("שלום e\u{301}"), "writing of any direction stays");
}

#[test]
fn letters_that_no_font_has_are_told_beside_their_field() {
    let mut window = form_of_all_letters();
    let said = "No font on this computer has all of these letters";
    window.type_into("Title", " Łódź – façade “één”");
    assert!(!window.tells(said), "Latin letters are all there");
    window.type_into("Title", " שלום");
    assert!(window.tells(said));
    assert!(window.badge().name.ends_with("שלום"), "and nothing is lost");
}

#[test]
fn an_alt_text_is_not_proposed_in_a_language_that_is_not_known() {
    let mut window = form_at("Languages");
    window.type_into("Language of the words", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("cy");
    window.press("Go to The picture");
    assert!(window.tells("proposed in English only, and this badge is in Cymraeg (Welsh)"));
    let before = window.badge().image.caption.clone();
    window.press("Propose one from the artwork");
    assert_eq!(window.badge().image.caption, before);
}

#[test]
fn what_a_document_brings_with_it_can_be_cleaned() {
    let mut window = form();
    let mut badge = window.badge().clone();
    badge.name = "Re\u{1b}scue".into();
    let ctx = window.ctx.clone();
    let edit = badgewright::document::Edit::Badge(Box::new(badge));
    window.state_mut().update(&ctx, badgewright::app::Command::edit("Change", vec![edit]));
    window.settle();
    assert!(window.tells("characters that cannot be seen and may be read differently"));
    window.press("Take them out");
    assert_eq!(window.badge().name, "Rescue");
}

#[test]
fn too_many_tags_are_refused_and_stay_typed() {
    let mut window = form_at("For earners and platforms");
    let before = window.badge().tag.clone();
    window.type_into("Add a tag", "");
    paste(&mut window, &"x,".repeat(500));
    window.key(Key::Enter);
    assert_eq!(window.badge().tag, before);
    assert!(window.tells("None of these was added"));
}

#[test]
fn the_index_tells_the_part_that_one_went_to_even_at_the_end() {
    let mut window = form();
    for part in ["Languages", "Progress and comments", "Codes and subject"] {
        let name = format!("Go to {part}");
        window.press(&name);
        let chosen = window.get_by_label(&name).accesskit_node().toggled();
        assert_eq!(chosen, Some(eframe::egui::accesskit::Toggled::True), "{part}");
    }
}

#[test]
fn nothing_is_cut_off_with_every_part_open() {
    let mut window = window(SMALL);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    for part in ["The picture", "For earners and platforms", "Languages", "Where it leads", "Progress and comments"] {
        window.press(&format!("Go to {part}"));
        let end = window.rightmost();
        assert!(end <= f64::from(SMALL.x) + 0.5, "{part}: something ends at {end}");
    }
}
