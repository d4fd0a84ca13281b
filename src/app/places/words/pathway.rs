//! Where the badge leads: the next step, badges that belong to it, entries of
//! frameworks.

use eframe::egui::Ui;

use super::field::Form;
use super::line::Line;
use super::rows::{Column, rows};
use crate::app::toolkit::widgets::{label, note};
use crate::badge::{Alignment, Related};
use crate::review::Field;

const RELATED: [Column<Related>; 3] = [
    Column::new(
        "id",
        "Address of badge",
        "https://… or urn:uuid:…",
        |related| &related.id,
        |related, text| related.id = text,
    ),
    Column::new(
        "inLanguage",
        "Its language, badge",
        "If it is another, such as cy",
        |related| &related.in_language,
        |related, text| related.in_language = text,
    ),
    Column::new(
        "version",
        "Its version, badge",
        "If it has one",
        |related| &related.version,
        |related, text| related.version = text,
    ),
];

const ALIGNMENT: [Column<Alignment>; 5] = [
    Column::new(
        "targetName",
        "Name of entry",
        "As the framework has it",
        |entry| &entry.target_name,
        |entry, text| entry.target_name = text,
    ),
    Column::new(
        "targetUrl",
        "Address of entry",
        "https://…",
        |entry| &entry.target_url,
        |entry, text| entry.target_url = text,
    ),
    Column::new(
        "targetFramework",
        "Framework of entry",
        "Such as the national curriculum",
        |entry| &entry.target_framework,
        |entry, text| entry.target_framework = text,
    ),
    Column::new("targetCode", "Code of entry", "", |entry| &entry.target_code, |entry, text| entry.target_code = text),
    Column::new(
        "targetDescription",
        "What it says, entry",
        "",
        |entry| &entry.target_description,
        |entry, text| entry.target_description = text,
    ),
];

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    let line = Line {
        hint: "Which badge or step an earner can go on to",
        rows: 2,
        field: Some(Field::NextStep),
        ..Line::new("practicalities.nextStep", "Next step")
    };
    form.line(ui, &line, |badge| &badge.practicalities.next_step, |badge, text| badge.practicalities.next_step = text);
    ui.add_space(8.0);
    label(ui, "Related badges");
    note(ui, "Badges of the same pathway, or an earlier version of this one. Other languages name themselves.");
    rows(ui, form, "related", "related badge", &RELATED, |badge| &badge.related, |badge| &mut badge.related);
    ui.add_space(8.0);
    label(ui, "Frameworks");
    note(ui, "Entries that the badge as a whole aligns to. Skills and the learning layer have their own.");
    rows(ui, form, "alignment", "alignment", &ALIGNMENT, |badge| &badge.alignment, |badge| &mut badge.alignment);
}
