//! Codes, subject and version: what few badges need.

use eframe::egui::{DragValue, Ui};

use super::field::{Form, field_id};
use super::rows::{Column, pairs, rows};
use crate::app::toolkit::widgets::{check_box, note};
use crate::badge::{Badge, IdentifierEntry};
use crate::document::Group;

/// Texts that few badges need.
const RARE: [Column<Badge>; 4] = [
    Column::new(
        "version",
        "Version",
        "In your own counting",
        |badge| &badge.version,
        |badge, text| badge.version = text,
    ),
    Column::new(
        "humanCode",
        "Code people use for it",
        "Such as a course number",
        |badge| &badge.human_code,
        |badge, text| badge.human_code = text,
    ),
    Column::new(
        "fieldOfStudy",
        "Subject",
        "",
        |badge| &badge.field_of_study,
        |badge, text| badge.field_of_study = text,
    ),
    Column::new(
        "specialization",
        "Part of the subject",
        "",
        |badge| &badge.specialization,
        |badge, text| badge.specialization = text,
    ),
];

const IDENTIFIER: [Column<IdentifierEntry>; 2] = [
    Column::new("identifier", "Identifier", "", |entry| &entry.identifier, |entry, text| entry.identifier = text),
    Column::new(
        "identifierType",
        "Of what kind",
        "Such as ext:CourseCode",
        |entry| &entry.identifier_type,
        |entry, text| entry.identifier_type = text,
    ),
];

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    pairs(ui, form, &RARE, |badge| badge, |badge| badge);
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
