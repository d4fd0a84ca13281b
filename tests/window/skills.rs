//! Finding skills, suggestions and frameworks, used as a person uses them.

use crate::support::{SMALL, USUAL, Window, act, form, window, window_on};
use badgewright::app::{Command, Place, SetMessage};
use badgewright::badge::Skill;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

fn labels(window: &Window) -> Vec<String> {
    window.badge().skills.iter().map(|skill| skill.label.clone()).collect()
}

fn last(window: &Window) -> Skill {
    window.badge().skills.last().unwrap().clone()
}

#[test]
fn a_skill_is_found_while_typing_and_taken_with_the_keyboard() {
    let mut window = form();
    window.type_into("Add a skill", "work in tea");
    assert!(window.shows("Add work in teams, ESCO"));
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    let skill = last(&window);
    let alignment = skill.alignment.unwrap();
    assert_eq!((&*skill.label, &*alignment.target_name), ("Work in teams", "work in teams"));
    assert_eq!(alignment.target_framework, "ESCO");
    assert!(alignment.target_url.starts_with("http://data.europa.eu/esco/skill/"));
    assert!(window.get_by_label("Add a skill").is_focused(), "the next one can be typed");
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.badge().skills.len(), 3, "it was one step");
}

#[test]
fn a_slip_of_the_finger_finds_it_too_and_the_pointer_takes_it() {
    let mut window = form();
    window.type_into("Add a skill", "resolve conflcits");
    window.press("Add resolve conflicts, ESCO");
    assert_eq!(last(&window).label, "Resolve conflicts");
    assert!(!window.shows("Add resolve conflicts, ESCO"), "the rows are gone");
}

#[test]
fn nothing_typed_and_arrow_down_show_the_transversal_skills() {
    let mut window = form();
    window.get_by_label("Add a skill").focus();
    window.settle();
    assert!(!window.tells(", ESCO"));
    window.key(Key::ArrowDown);
    assert!(window.shows("Add accept criticism and guidance, ESCO"));
    window.key(Key::Escape);
    assert!(!window.tells(", ESCO"));
}

#[test]
fn the_shown_words_can_be_changed_and_the_alignment_stays() {
    let mut window = form();
    window.type_into("Add a skill", "solve problems");
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    window.press("Skill: Solve problems");
    window.type_into("The words shown", " at sea");
    let skill = last(&window);
    assert_eq!((&*skill.label, &*skill.alignment.unwrap().target_name), ("Solve problems at sea", "solve problems"));
    window.press("Use these words");
    assert_eq!(last(&window).label, "Solve problems");
}

#[test]
fn the_same_skill_twice_is_refused_and_said() {
    let mut window = form();
    window.type_into("Add a skill", "COMMUNICATION");
    window.key(Key::Enter);
    assert!(window.tells("is among the skills already"));
    assert_eq!(window.badge().skills.len(), 3);
    window.type_into("Add a skill", "Knots, first aid, Ropes");
    window.key(Key::Enter);
    assert!(window.tells("“first aid” is among the skills already"));
    assert_eq!(labels(&window)[3..], ["Knots", "Ropes"]);
}

#[test]
fn skills_are_suggested_from_the_criteria_and_added_with_one_press() {
    let mut window = form();
    window.type_into("Criterion 3", " Earner has motivated others to join.");
    window.press("Suggest skills");
    assert!(window.tells("“motivated” in criterion 3"));
    window.press("Add Motivate others");
    assert_eq!(last(&window).label, "Motivate others");
    assert!(last(&window).alignment.is_some());
    assert!(!window.shows("Add Motivate others"), "what the badge has is not offered again");
    window.press("Close the suggestions");
    assert!(!window.tells("Your words speak of these"));
}

/// Opens the frameworks and takes in this file.
fn take_in(window: &mut Window, name: &str, content: &[u8]) {
    let file = window.folder().join("documents").join(name);
    std::fs::write(&file, content).unwrap();
    window.press("Frameworks of skills");
    window.press("Add a framework…");
    let field = "This desktop has no file dialog. Type the path (CSV tables and CASE packages).";
    window.type_into(field, file.to_str().unwrap());
    window.press("Open");
}

#[test]
fn a_table_becomes_a_framework_with_its_columns_chosen() {
    let mut window = form();
    let table = "Nr;Fertigkeit;Link\n1;Knots;https://sea.example/1\n2;Splicing;https://sea.example/2\n3;;x\n";
    take_in(&mut window, "seamanship.csv", table.as_bytes());
    assert!(window.tells("Choose the column that holds the names"));
    window.press("Name of the skill");
    window.get_by_role_and_label(Role::Button, "Fertigkeit").click();
    window.settle();
    window.press("Web address");
    window.get_by_role_and_label(Role::Button, "Link").click();
    window.settle();
    assert!(window.tells("2 skills can be taken in"));
    assert!(window.tells("Row 4, column 2 (Fertigkeit)"));
    window.press("Take it in");
    assert!(window.tells("2 skills, taken in by you"));
    window.press("Done");
    window.type_into("Add a skill", "splic");
    window.press("Add Splicing, seamanship");
    let alignment = last(&window).alignment.unwrap();
    assert_eq!((&*alignment.target_framework, &*alignment.target_url), ("seamanship", "https://sea.example/2"));
}

#[test]
fn a_case_package_is_taken_in_used_in_the_next_session_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_on(USUAL, folder, None);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    let case = r#"{"CFDocument": {"title": "Crafts"}, "CFItems": [{"uri": "https://guild.example/1", "fullStatement": "Weaves a basket"}]}"#;
    take_in(&mut window, "crafts.json", case.as_bytes());
    window.press("Take it in");
    window.press("Done");
    let kept = window.state().state().desk.settings.framework.clone().unwrap();
    let copy = tempfile::tempdir().unwrap();
    let home = copy.path().join("badgewright/frameworks");
    std::fs::create_dir_all(&home).unwrap();
    std::fs::copy(&kept, home.join(kept.file_name().unwrap())).unwrap();
    let settings = serde_json::json!({ "explained": true, "framework": home.join(kept.file_name().unwrap()) });
    std::fs::write(copy.path().join("badgewright/settings.json"), settings.to_string()).unwrap();
    let mut next = window_on(USUAL, copy, None);
    next.key_with(Modifiers::COMMAND, Key::Num3);
    next.type_into("Add a skill", "basket");
    assert!(next.shows("Add Weaves a basket, Crafts"));
    next.press("Frameworks of skills");
    next.press("Remove Crafts");
    assert!(!next.shows("Remove Crafts"));
    assert_eq!(next.state().state().desk.settings.framework, None, "ESCO takes its place");
}

#[test]
fn a_file_that_is_no_framework_is_refused_with_its_place() {
    let mut window = form();
    take_in(&mut window, "broken.json", b"{\"CFItems\": [\n {\"fullStatement\": }]}");
    assert!(window.tells("Row 2, column"));
    assert_eq!(window.state().state().desk.settings.framework, None);
}

#[test]
fn nothing_of_the_finder_is_cut_off_in_a_small_window() {
    let mut window = window(SMALL);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.type_into("Add a skill", "manage");
    let end = window.rightmost();
    assert!(end <= f64::from(SMALL.x) + 0.5, "something ends at {end}");
}

#[test]
fn a_very_long_text_in_the_finder_does_no_harm() {
    let mut window = form();
    window.get_by_label("Add a skill").focus();
    window.settle();
    window.event(eframe::egui::Event::Paste("ab cd ".repeat(16_000)));
    window.settle();
    window.key(Key::Escape);
    assert_eq!(window.badge().skills.len(), 3);
}

#[test]
fn skills_are_suggested_for_the_badge_that_speaks_of_them_alone() {
    let mut window = form();
    for message in [SetMessage::Add, SetMessage::Add, SetMessage::Design] {
        act(&mut window, message.into());
    }
    let first = window.state().state().document().set.members[0].id.clone();
    act(&mut window, SetMessage::Edit(first).into());
    act(&mut window, Command::Go(Place::Words));
    window.press("Suggest skills");
    assert!(window.shows("Your words speak of these"));
    act(&mut window, SetMessage::Step(1).into());
    assert!(!window.shows("Your words speak of these"), "another badge has words of its own");
    // Nor are they told of it where they are found later.
    window.get_by_label("Suggest skills").click();
    while !window.state().busy() {
        window.step();
    }
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, SetMessage::Step(1).into());
    window.settle();
    assert!(window.tells("no skills were suggested for it") && !window.shows("Your words speak of these"));
}
