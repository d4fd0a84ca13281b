//! The form from its title to its last field.

use eframe::egui::Ui;

use super::field::Form;
use super::line::Line;
use super::message::Message;
use super::model::{Memory, Words};
use super::part::Part;
use super::parts;
use crate::app::desk::{Desk, Out, Outbox, Place};
use crate::app::toolkit::widgets::{Action, Weight, column, label, title};
use crate::badge::{IssuedTo, Room};
use crate::document::Group;
use crate::review::Field;

/// Space between one field of the form and the next.
pub(super) const GAP: f32 = 8.0;

/// What stands above the form and does not move: title, summary, index.
pub(super) fn head(ui: &mut Ui, desk: &Desk, memory: &mut Memory, narrow: bool, out: &mut Outbox<Message>) {
    ui.horizontal(|ui| {
        title(ui, "What it stands for");
        ui.add_space(4.0);
        let count = desk.findings().len();
        let summary = format!("{} profile · {}", desk.review.profile.name(), desk.counted(desk.findings()));
        if ui.add(Action::new(&summary).weight(Weight::Quiet).small()).clicked() {
            out.push(if count > 0 { Out::Mine(Message::NextFinding) } else { Out::Go(Place::Check) });
        }
        if narrow {
            let button = Action::new("Preview").icon("eye").weight(Weight::Quiet).small().selected(memory.peeks);
            if ui.add(button).clicked() {
                memory.peeks = !memory.peeks;
            }
        }
    });
    parts::index(ui, memory, desk.findings(), out);
}

pub(super) fn show(ui: &mut Ui, desk: &Desk, words: &mut Words, out: &mut Outbox<Message>) {
    let Words { memory, library } = words;
    let focus = memory.focus.take();
    if let Some(part) = focus.and_then(Part::of) {
        memory.set_open(part, true);
    }
    memory.passed = Part::What;
    let platforms = desk.settings.platforms();
    let badge = desk.document().badge.clone();
    let (findings, reviewed) = (desk.findings(), desk.reviewed_badge());
    let own = &desk.own;
    let mut form = Form { badge, findings, reviewed, own, platforms: &platforms, memory, out, focus };
    let form = &mut form;
    parts::show(ui, form, Part::What, what);
    parts::show(ui, form, Part::Earned, |ui, form| {
        super::criteria::show(ui, form);
        ui.add_space(GAP);
        super::skills::show(ui, form, library);
        ui.add_space(GAP);
        super::evidence::show(ui, form);
    });
    parts::show(ui, form, Part::Issuer, |ui, form| super::issuer::show(ui, form, desk));
    parts::show(ui, form, Part::Picture, super::picture::show);
    parts::show(ui, form, Part::Platforms, super::practical::show);
    parts::show(ui, form, Part::Languages, |ui, form| super::languages::show(ui, form, desk));
    parts::show(ui, form, Part::Pathway, super::pathway::show);
    parts::show(ui, form, Part::Progress, |ui, form| super::comments::progress(ui, form, &desk.settings.author));
    parts::show(ui, form, Part::Codes, super::details::show);
    form.memory.at = form.memory.passed;
}

fn what(ui: &mut Ui, form: &mut Form<'_>) {
    names(ui, form);
    ui.add_space(GAP);
    super::layer::show(ui, form);
    ui.add_space(GAP);
    issued_to(ui, form);
    ui.add_space(GAP);
    let hint = format!("{} …", form.badge.issued_to.description_opening());
    let line = Line {
        hint: &hint,
        room: Some(Room::Description),
        field: Some(Field::Description),
        rows: 2,
        ..Line::new("description", "Description")
    };
    form.line(ui, &line, |badge| &badge.description, |badge, text| badge.description = text);
}

fn names(ui: &mut Ui, form: &mut Form<'_>) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let short = (ui.available_width() * 0.3).clamp(180.0, 240.0);
        let long = ui.available_width() - short - 16.0;
        column(ui, long, |ui| {
            let line = Line {
                hint: "What the badge is for",
                room: Some(Room::Name),
                field: Some(Field::Name),
                ..Line::new("name", "Title")
            };
            form.line(ui, &line, |badge| &badge.name, |badge, text| badge.name = text);
        });
        column(ui, short, |ui| {
            let line = Line {
                hint: "On the artwork",
                room: Some(Room::ShortName),
                field: Some(Field::ShortName),
                ..Line::new("shortName", "Short name")
            };
            form.line(ui, &line, |badge| &badge.short_name, |badge, text| badge.short_name = text);
        });
    });
}

fn issued_to(ui: &mut Ui, form: &mut Form<'_>) {
    label(ui, "Issued to");
    ui.horizontal(|ui| {
        for (who, name) in [(IssuedTo::Individuals, "Individuals"), (IssuedTo::Organisations, "Organisations")] {
            let chosen = form.badge.issued_to == who;
            let icon = if who == IssuedTo::Individuals { "user" } else { "buildings" };
            if ui.add(Action::new(name).icon(icon).selected(chosen)).clicked() && !chosen {
                form.edit(format!("Issue to {}", name.to_lowercase()), Group::Once, |badge| badge.issued_to = who);
            }
        }
    });
}
