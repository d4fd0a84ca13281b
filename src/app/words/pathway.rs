//! Where the badge leads: the next step, badges that belong to it, entries of
//! frameworks.

use eframe::egui::Ui;

use super::field::{Form, Line};
use super::rows::{Column, rows};
use crate::app::widgets::{label, note};
use crate::badge::{Alignment, Related};
use crate::review::Field;

const RELATED: [Column<Related>; 3] = [
    Column {
        name: "id",
        label: "Address of badge",
        hint: "https://… or urn:uuid:…",
        read: |related| &related.id,
        write: |related, text| related.id = text,
    },
    Column {
        name: "inLanguage",
        label: "Its language, badge",
        hint: "If it is another, such as cy",
        read: |related| &related.in_language,
        write: |related, text| related.in_language = text,
    },
    Column {
        name: "version",
        label: "Its version, badge",
        hint: "If it has one",
        read: |related| &related.version,
        write: |related, text| related.version = text,
    },
];

const ALIGNMENT: [Column<Alignment>; 5] = [
    Column {
        name: "targetName",
        label: "Name of entry",
        hint: "As the framework has it",
        read: |entry| &entry.target_name,
        write: |entry, text| entry.target_name = text,
    },
    Column {
        name: "targetUrl",
        label: "Address of entry",
        hint: "https://…",
        read: |entry| &entry.target_url,
        write: |entry, text| entry.target_url = text,
    },
    Column {
        name: "targetFramework",
        label: "Framework of entry",
        hint: "Such as the national curriculum",
        read: |entry| &entry.target_framework,
        write: |entry, text| entry.target_framework = text,
    },
    Column {
        name: "targetCode",
        label: "Code of entry",
        hint: "",
        read: |entry| &entry.target_code,
        write: |entry, text| entry.target_code = text,
    },
    Column {
        name: "targetDescription",
        label: "What it says, entry",
        hint: "",
        read: |entry| &entry.target_description,
        write: |entry, text| entry.target_description = text,
    },
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
