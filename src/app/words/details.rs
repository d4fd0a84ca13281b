//! What stands at the end of the form: picture text, tags, kind, validity and
//! what few badges need.

use eframe::egui::{DragValue, Ui};

use super::field::{Form, Line};
use super::skills::{Pill, adder};
use crate::app::widgets::{Action, check_box, choice, column, fold, heading, label, note};
use crate::badge::{ACHIEVEMENT_TYPES, Badge, Validity, ValidityUnit};
use crate::document::Group;
use crate::review::Field;

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    heading(ui, "Details");
    let line = Line {
        hint: "What is to be seen, for people who cannot see it",
        field: Some(Field::ImageCaption),
        rows: 2,
        ..Line::new("image.caption", "Alt text of the picture")
    };
    form.line(ui, &line, |badge| &badge.image.caption, |badge, text| badge.image.caption = text);
    ui.add_space(8.0);
    tags(ui, form);
    ui.add_space(8.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let half = (ui.available_width() - 16.0) / 2.0;
        column(ui, half, |ui| achievement_type(ui, form));
        column(ui, half, |ui| validity(ui, form));
    });
    ui.add_space(8.0);
    fold(ui, "more words", Action::new("More"), |ui| {
        more(ui, form);
        revocable(ui, form);
    });
}

fn tags(ui: &mut Ui, form: &mut Form<'_>) {
    label(ui, "Tags");
    let badge = form.badge.clone();
    let mut removed = None;
    if !badge.tag.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (at, tag) in badge.tag.iter().enumerate() {
                let pill = Pill { kind: "tag", label: tag, chosen: false, doubtful: false, opens: false };
                if pill.show(ui, at).1 {
                    removed = Some(at);
                }
            }
        });
    }
    let typed = std::mem::take(&mut form.words.new_tag);
    let (typed, response, added) = adder(ui, "new tag", typed, "Add a tag and press Enter");
    form.words.new_tag = typed;
    response.accessible_name("Add a tag");
    if !added.is_empty() {
        form.edit("Add a tag", Group::Once, |badge| {
            for tag in added {
                if !badge.tag.contains(&tag) {
                    badge.tag.push(tag);
                }
            }
        });
    }
    if let Some(at) = removed {
        form.edit("Remove a tag", Group::Once, |badge| {
            badge.tag.remove(at);
        });
    }
}

fn achievement_type(ui: &mut Ui, form: &mut Form<'_>) {
    let name = label(ui, "Kind of achievement");
    let now = form.badge.achievement_type.clone();
    let shown = if now.is_empty() { "Not said".to_owned() } else { spaced(&now) };
    let mut chosen = None;
    ui.spacing_mut().combo_width = ui.available_width().min(240.0);
    choice(ui, "Kind of achievement", &shown, |ui| {
        for kind in ACHIEVEMENT_TYPES {
            if ui.selectable_label(now == *kind, spaced(kind)).clicked() {
                chosen = Some(*kind);
            }
        }
    })
    .labelled_by(name.id);
    if let Some(kind) = chosen.filter(|kind| now != *kind) {
        form.edit("Change the kind of achievement", Group::Once, |badge| badge.achievement_type = kind.to_owned());
    }
}

/// The standard's "CommunityService" as people write it.
fn spaced(kind: &str) -> String {
    match kind {
        "CoCurricular" => return "Co-curricular".to_owned(),
        "MicroCredential" => return "Micro-credential".to_owned(),
        "License" => return "Licence".to_owned(),
        _ => {}
    }
    let mut words = String::new();
    for letter in kind.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

/// Whether an award can be taken back.
fn revocable(ui: &mut Ui, form: &mut Form<'_>) {
    let mut ticked = form.badge.revocable;
    let words = "An award can be withdrawn (needs a place on the web for the list)";
    if check_box(ui, &mut ticked, words).changed() {
        form.edit("Withdrawing an award", Group::Once, |badge| badge.revocable = ticked);
    }
}

fn validity(ui: &mut Ui, form: &mut Form<'_>) {
    let name = label(ui, "An award holds");
    ui.horizontal_wrapped(|ui| {
        let now = form.badge.validity;
        if ui.add(Action::new("For ever").selected(now.is_none())).clicked() && now.is_some() {
            form.edit("Hold for ever", Group::Once, |badge| badge.validity = None);
        }
        if ui.add(Action::new("For a time").selected(now.is_some())).clicked() && now.is_none() {
            let validity = Validity { length: 1, unit: ValidityUnit::Years };
            form.edit("Hold for a time", Group::Once, |badge| badge.validity = Some(validity));
        }
        let Some(Validity { mut length, unit }) = now else { return };
        let number = ui.add(DragValue::new(&mut length).range(1..=999).speed(0.1)).labelled_by(name.id);
        if number.changed() {
            form.edit("Change how long it holds", Group::Typing("validity".into()), |badge| {
                badge.validity = Some(Validity { length, unit });
            });
        }
        form.attend(&number, None);
        choice(ui, "Days, months or years", unit_name(unit, length), |ui| {
            for other in [ValidityUnit::Days, ValidityUnit::Months, ValidityUnit::Years] {
                if ui.selectable_label(other == unit, unit_name(other, length)).clicked() && other != unit {
                    let validity = Validity { length, unit: other };
                    form.edit("Change how long it holds", Group::Once, |badge| badge.validity = Some(validity));
                }
            }
        })
        .accessible_name("Days, months or years");
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

/// A text that few badges need.
struct Rare {
    key: &'static str,
    label: &'static str,
    hint: &'static str,
    read: fn(&Badge) -> &str,
    write: fn(&mut Badge, String),
}

const RARE: [Rare; 8] = [
    Rare {
        key: "inLanguage",
        label: "Language of the words",
        hint: "Such as en-GB",
        read: |badge| &badge.in_language,
        write: |badge, text| badge.in_language = text,
    },
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
    Rare {
        key: "issuer.phone",
        label: "Telephone of the organisation",
        hint: "",
        read: |badge| &badge.issuer.phone,
        write: |badge, text| badge.issuer.phone = text,
    },
    Rare {
        key: "image.author",
        label: "Who made the picture",
        hint: "",
        read: |badge| &badge.image.author,
        write: |badge, text| badge.image.author = text,
    },
    Rare {
        key: "image.licence",
        label: "Licence of the picture",
        hint: "Such as CC BY 4.0",
        read: |badge| &badge.image.licence,
        write: |badge, text| badge.image.licence = text,
    },
];

fn more(ui: &mut Ui, form: &mut Form<'_>) {
    for pair in RARE.chunks(2) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let half = (ui.available_width() - 16.0) / 2.0;
            for rare in pair {
                column(ui, half, |ui| {
                    let line = Line { hint: rare.hint, ..Line::new(rare.key, rare.label) };
                    form.line(ui, &line, rare.read, rare.write);
                });
            }
        });
    }
    let line = Line { rows: 2, ..Line::new("issuer.description", "What the organisation does") };
    form.line(ui, &line, |badge| &badge.issuer.description, |badge, text| badge.issuer.description = text);
    note(ui, "These are kept in the badge and shown by platforms that know them.");
}
