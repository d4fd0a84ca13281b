//! Codes, subject and version: what few badges need.

use eframe::egui::{DragValue, Ui};

use super::field::{Form, Line, field_id};
use super::rows::{Column, rows};
use crate::app::widgets::{check_box, note};
use crate::badge::{Badge, IdentifierEntry, ValidityUnit};
use crate::document::Group;

/// A text that few badges need.
struct Rare {
    key: &'static str,
    label: &'static str,
    hint: &'static str,
    read: fn(&Badge) -> &str,
    write: fn(&mut Badge, String),
}

const RARE: [Rare; 4] = [
    Rare {
        key: "version",
        label: "Version",
        hint: "In your own counting",
        read: |badge| &badge.version,
        write: |badge, text| badge.version = text,
    },
    Rare {
        key: "humanCode",
        label: "Code people use for it",
        hint: "Such as a course number",
        read: |badge| &badge.human_code,
        write: |badge, text| badge.human_code = text,
    },
    Rare {
        key: "fieldOfStudy",
        label: "Subject",
        hint: "",
        read: |badge| &badge.field_of_study,
        write: |badge, text| badge.field_of_study = text,
    },
    Rare {
        key: "specialization",
        label: "Part of the subject",
        hint: "",
        read: |badge| &badge.specialization,
        write: |badge, text| badge.specialization = text,
    },
];

const IDENTIFIER: [Column<IdentifierEntry>; 2] = [
    Column {
        name: "identifier",
        label: "Identifier",
        hint: "",
        read: |entry| &entry.identifier,
        write: |entry, text| entry.identifier = text,
    },
    Column {
        name: "identifierType",
        label: "Of what kind",
        hint: "Such as ext:CourseCode",
        read: |entry| &entry.identifier_type,
        write: |entry, text| entry.identifier_type = text,
    },
];

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    for pair in RARE.chunks(2) {
        form.row(ui, 2, |ui, form, at| {
            let Some(rare) = pair.get(at) else { return };
            let line = Line { hint: rare.hint, ..Line::new(rare.key, rare.label) };
            form.line(ui, &line, rare.read, rare.write);
        });
    }
    credits(ui, form);
    rows(
        ui,
        form,
        "otherIdentifier",
        "identifier of the badge in another system",
        &IDENTIFIER,
        |badge| &badge.other_identifier,
        |badge| &mut badge.other_identifier,
    );
    note(ui, "These are kept in the badge and shown by platforms that know them.");
}

/// Credit hours that come with the badge.
fn credits(ui: &mut Ui, form: &mut Form<'_>) {
    ui.horizontal_wrapped(|ui| {
        let mut given = form.badge.credits_available.is_some();
        if check_box(ui, &mut given, "Credits come with it").changed() {
            form.edit("Credits", Group::Once, |badge| badge.credits_available = given.then_some(1.0));
        }
        let Some(mut credits) = form.badge.credits_available else { return };
        let number = DragValue::new(&mut credits).range(0.0..=1000.0).speed(0.1).max_decimals(2);
        let response = ui.push_id(field_id("credits"), |ui| ui.add(number)).inner.accessible_name("How many credits");
        if response.changed() {
            form.edit("Change the credits", Group::Typing("creditsAvailable".into()), |badge| {
                badge.credits_available = Some(credits);
            });
        }
        form.attend(&response, None);
    });
}

/// "year" or "years".
pub(super) fn unit_name(unit: ValidityUnit, length: u16) -> &'static str {
    match (unit, length) {
        (ValidityUnit::Days, 1) => "day",
        (ValidityUnit::Days, _) => "days",
        (ValidityUnit::Months, 1) => "month",
        (ValidityUnit::Months, _) => "months",
        (ValidityUnit::Years, 1) => "year",
        (ValidityUnit::Years, _) => "years",
    }
}
