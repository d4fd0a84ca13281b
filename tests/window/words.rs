//! The form, used as a person uses it.

use crate::support::{Window, form, window};
use badgewright::app::Place;
use badgewright::badge::{IssuedTo, ValidityUnit};
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

#[test]
fn typing_a_title_is_one_step_of_undo() {
    let mut window = form();
    let before = window.badge().name.clone();
    window.type_into("Title", " in Harbour");
    assert_eq!(window.badge().name, format!("{before} in Harbour"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.badge().name, before);
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.badge().name, format!("{before} in Harbour"));
}

#[test]
fn leaving_a_field_ends_the_step() {
    let mut window = form();
    let before = window.badge().name.clone();
    window.type_into("Title", " one");
    window.key(Key::Tab);
    window.type_into("Title", " two");
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.badge().name, format!("{before} one"));
}

#[test]
fn tab_goes_through_the_form_in_reading_order() {
    let mut window = form();
    window.get_by_label("Title").focus();
    window.settle();
    for next in ["Short name", "Engage, showing up", "Participate, getting involved"] {
        window.key(Key::Tab);
        assert!(window.get_by_label(next).is_focused(), "{next}");
    }
}

#[test]
fn the_short_name_counts_its_characters() {
    let mut window = form();
    assert!(window.shows("9 / 30 · Badge Nation"));
    window.type_into("Short name", "er");
    assert!(window.shows("11 / 30 · Badge Nation"));
}

#[test]
fn a_layer_is_chosen_by_its_card_and_explained() {
    let mut window = form();
    window.press("Lead, carrying others");
    assert_eq!(window.badge().layer.as_deref(), Some("col-2018/lead"));
    assert!(window.tells("ambassador programmes"));
    window.press("Leave it out");
    assert_eq!(window.badge().layer, None);
}

#[test]
fn the_questions_propose_a_layer_and_force_none() {
    let mut window = form();
    window.press("Help me choose");
    assert!(window.tells("Question 1 of 3"));
    window.press("Yes");
    assert!(window.tells("Lead fits, because"));
    assert_eq!(window.badge().layer.as_deref(), Some("col-2018/demonstrate"), "nothing was chosen yet");
    window.press("Use it");
    assert_eq!(window.badge().layer.as_deref(), Some("col-2018/lead"));
    assert!(window.tells("Proposed because"));
}

#[test]
fn three_noes_propose_the_first_layer() {
    let mut window = form();
    window.press("Help me choose");
    for _ in 0..3 {
        window.press("No");
    }
    assert!(window.tells("Engage fits, because"));
    window.press("Choose myself");
    assert_eq!(window.badge().layer.as_deref(), Some("col-2018/demonstrate"));
}

#[test]
fn statements_are_added_moved_and_deleted() {
    let mut window = form();
    let before = window.badge().criteria.statements.clone();
    window.press("Add a statement");
    assert!(window.get_by_label("Criterion 4").is_focused());
    for word in ["one.", "two.", "three."] {
        window.type_here(&format!("said {word}"));
        window.key(Key::Enter);
    }
    let said = |window: &Window| window.badge().criteria.statements[before.len()..].to_vec();
    let have = |words: &[&str]| words.iter().map(|word| format!("Earner has said {word}")).collect::<Vec<_>>();
    assert_eq!(said(&window)[..3], have(&["one.", "two.", "three."])[..]);
    window.press("Delete criterion 7");
    window.press("Move criterion 6 up");
    assert_eq!(said(&window), have(&["one.", "three.", "two."]));
    assert!(window.get_by_label("Move criterion 5 up").is_focused(), "the keyboard stays with the statement");
    window.key(Key::Enter);
    assert_eq!(said(&window), have(&["three.", "one.", "two."]));
    window.press("Delete criterion 5");
    assert_eq!(said(&window), have(&["three.", "two."]));
    for _ in 0..3 {
        window.key_with(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(said(&window), have(&["one.", "two.", "three."]));
}

#[test]
fn a_statement_is_dragged_to_its_place() {
    let mut window = form();
    window.set_size(vec2(1440.0, 1400.0));
    window.settle();
    let before = window.badge().criteria.statements.clone();
    let row = |window: &Window, at: usize| window.get_by_label(&format!("Criterion {at}")).rect();
    let handle = row(&window, 1).left_center() - vec2(14.0, 0.0);
    let below = row(&window, 3).left_bottom() + vec2(40.0, -2.0);
    window.drag(handle, below);
    assert_eq!(window.badge().criteria.statements, [&*before[1], &*before[2], &*before[0]]);
}

#[test]
fn pasted_lines_become_statements() {
    let mut window = form();
    window.press("Add a statement");
    window.event(eframe::egui::Event::Paste("met a vet.\nEarner has fed a horse.\n\nEarner has ridden it.".into()));
    window.settle();
    let statements = &window.badge().criteria.statements;
    assert_eq!(statements[3..], ["Earner has met a vet.", "Earner has fed a horse.", "Earner has ridden it."]);
    assert!(window.get_by_label("Criterion 6").is_focused());
}

#[test]
fn skills_are_added_with_enter_and_taken_away() {
    let mut window = form();
    window.type_into("Add a skill", "Teamwork");
    window.key(Key::Enter);
    window.type_here("Planning, first aid");
    window.key(Key::Enter);
    let labels = |window: &Window| window.badge().skills.iter().map(|skill| skill.label.clone()).collect::<Vec<_>>();
    assert_eq!(labels(&window), ["First aid", "Communication", "Record keeping", "Teamwork", "Planning"]);
    window.press("Remove skill Communication");
    assert_eq!(labels(&window), ["First aid", "Record keeping", "Teamwork", "Planning"]);
}

#[test]
fn a_skill_can_name_its_framework() {
    let mut window = form();
    window.press("Skill: Communication");
    window.type_into("Framework (optional)", "ESCO");
    window.type_into("Its address", "https://data.europa.eu/esco/skill/1");
    let alignment = window.badge().skills[1].alignment.clone().unwrap();
    assert_eq!(
        (alignment.target_framework.as_str(), alignment.target_url.as_str()),
        ("ESCO", "https://data.europa.eu/esco/skill/1")
    );
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.badge().skills[1].alignment, None);
}

#[test]
fn a_finding_is_said_beside_its_field_and_its_fix_repairs_the_sentence() {
    let mut window = form();
    window.press("Add a statement");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("Attended a workshop on burns.");
    assert!(window.tells("Criterion 4 begins"));
    let fix = "Fix: Begin with “Earner has”";
    window.press(fix);
    assert_eq!(window.badge().criteria.statements[3], "Earner has attended a workshop on burns.");
    assert!(!window.tells("Criterion 4 begins"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.badge().criteria.statements[3], "Attended a workshop on burns.");
}

#[test]
fn a_finding_on_a_skill_is_said_once_and_f8_opens_the_skill() {
    let mut window = form();
    window.type_into("Add a skill", "Increased self-motivation");
    window.key(Key::Enter);
    let said = |window: &Window| window.get_all_by_label_contains("which is not part of the skill").count();
    assert_eq!(said(&window), 1);
    window.key(Key::F8);
    assert!(window.get_by_label("The words shown").is_focused());
    assert_eq!(said(&window), 1);
    window.press("Fix: Write “Self-motivation”");
    assert_eq!(window.badge().skills[3].label, "Self-motivation");
}

#[test]
fn f8_goes_from_finding_to_finding() {
    let mut window = form();
    window.type_into("Title", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::Delete);
    window.type_into("Short name", " and a great deal more of it");
    window.press("Remove skill Communication");
    window.key(Key::F8);
    assert!(window.get_by_label("Add a skill").is_focused());
    window.key(Key::F8);
    assert!(window.get_by_label("Alt text of the picture").is_focused());
    window.key(Key::F8);
    // What is drawn too small leads to the artwork.
    for _ in 0..4 {
        if window.state().state().desk.place == Place::Artwork {
            window.key(Key::F8);
        }
    }
    assert!(window.get_by_label("Title").is_focused(), "after the last finding comes the first");
    window.key(Key::F8);
    assert!(window.get_by_label("Short name").is_focused());
}

#[test]
fn organisations_can_earn_it() {
    let mut window = form();
    window.press("Organisations");
    assert_eq!(window.badge().issued_to, IssuedTo::Organisations);
    window.press("Add a statement");
    assert_eq!(window.badge().criteria.statements[3], "Organisation has ");
}

#[test]
fn an_award_can_hold_for_a_time() {
    let mut window = form();
    window.press("Go to For earners and platforms");
    window.press("For ever");
    assert_eq!(window.badge().validity, None);
    window.press("For a time");
    let validity = window.badge().validity.unwrap();
    assert_eq!((validity.length, validity.unit), (1, ValidityUnit::Years));
    window.press("Days, months or years");
    window.press("month");
    assert_eq!(window.badge().validity.unwrap().unit, ValidityUnit::Months);
    window.press("For ever");
    assert_eq!(window.badge().validity, None);
}

#[test]
fn every_text_of_the_form_reaches_the_badge() {
    let mut window = form();
    window.press("More about the organisation");
    for part in ["The picture", "Languages", "Codes and subject"] {
        window.press(&format!("Go to {part}"));
    }
    for field in [
        "Description",
        "Page with the criteria (optional)",
        "Name of the organisation",
        "Home page",
        "E-mail address",
        "Alt text of the picture",
        "Language of the words",
        "Version",
        "Code people use for it",
        "Subject",
        "Part of the subject",
        "Telephone of the organisation",
        "Who made the picture",
        "Licence of the picture",
        "What the organisation does",
    ] {
        window.type_into(field, "~x");
    }
    let badge = window.badge();
    let texts = [
        &badge.description,
        &badge.criteria.id,
        &badge.issuer.name,
        &badge.issuer.url,
        &badge.issuer.email,
        &badge.image.caption,
        &badge.in_language,
        &badge.version,
        &badge.human_code,
        &badge.field_of_study,
        &badge.specialization,
        &badge.issuer.phone,
        &badge.image.author,
        &badge.image.licence,
        &badge.issuer.description,
    ];
    for text in texts {
        assert_eq!(text.matches("~x").count(), 1, "{text}");
    }
}

#[test]
fn a_logo_comes_from_a_file_and_travels_as_data() {
    let mut window = form();
    let file = window.folder().join("documents/logo.png");
    let white = image::RgbaImage::from_pixel(8, 4, image::Rgba([255; 4]));
    white.save(&file).unwrap();
    window.press("Choose a logo…");
    window.type_into(
        "This desktop has no file dialog. Type the path (PNG, JPEG or WebP pictures).",
        file.to_str().unwrap(),
    );
    window.press("Open");
    assert!(window.badge().issuer.image.starts_with("data:image/png;base64,"), "{}", window.badge().issuer.image);
    window.press("Remove the logo");
    assert_eq!(window.badge().issuer.image, "");
}

#[test]
fn a_file_that_is_no_picture_is_refused_in_a_sentence() {
    let mut window = form();
    let file = window.folder().join("documents/logo.png");
    std::fs::write(&file, "no picture").unwrap();
    window.press("Choose a logo…");
    window.type_into(
        "This desktop has no file dialog. Type the path (PNG, JPEG or WebP pictures).",
        file.to_str().unwrap(),
    );
    window.press("Open");
    assert_eq!(window.badge().issuer.image, "");
    assert!(window.tells("is not a picture that can be read"));
}

#[test]
fn nothing_is_cut_off_in_a_small_window() {
    let mut window = window(crate::support::SMALL);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    let end = window.rightmost();
    assert!(end <= f64::from(crate::support::SMALL.x) + 0.5, "something ends at {end}");
}
