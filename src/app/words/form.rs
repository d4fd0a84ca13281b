//! The form from its title to its last field.

use eframe::egui::Ui;

use super::field::{Form, Line};
use super::{Ask, Words};
use crate::app::command::Command;
use crate::app::state::{Place, State};
use crate::app::widgets::{Action, Weight, column, title};
use crate::badge::IssuedTo;
use crate::document::Group;
use crate::review::Field;

/// Space between one part of the form and the next.
const GAP: f32 = 8.0;

pub(super) fn show(ui: &mut Ui, state: &State, words: &mut Words, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        title(ui, "What it stands for");
        ui.add_space(4.0);
        let count = state.findings().len();
        let said = match count {
            0 => "nothing to mend".to_owned(),
            1 => "1 thing to look at".to_owned(),
            more => format!("{more} things to look at"),
        };
        let summary = format!("{} profile · {said}", state.profile.name());
        if ui.add(Action::new(&summary).weight(Weight::Quiet).small()).clicked() {
            commands.push(if count > 0 { Command::Words(Ask::NextFinding) } else { Command::Go(Place::Check) });
        }
    });
    ui.add_space(GAP);
    let focus = words.focus.take();
    let mut form = Form { badge: state.document().badge.clone(), findings: state.findings(), words, commands, focus };
    let form = &mut form;
    names(ui, form);
    ui.add_space(GAP);
    super::layer::show(ui, form);
    ui.add_space(GAP);
    issued_to(ui, form);
    ui.add_space(GAP);
    let hint = format!("{} …", form.badge.issued_to.description_opening());
    let line = Line {
        hint: &hint,
        limit: Some(500),
        field: Some(Field::Description),
        rows: 2,
        ..Line::new("description", "Description")
    };
    form.line(ui, &line, |badge| &badge.description, |badge, text| badge.description = text);
    ui.add_space(GAP);
    super::criteria::show(ui, form);
    ui.add_space(GAP);
    super::skills::show(ui, form, &state.library);
    ui.add_space(2.0 * GAP);
    super::issuer::show(ui, form);
    ui.add_space(2.0 * GAP);
    super::details::show(ui, form);
}

fn names(ui: &mut Ui, form: &mut Form<'_>) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let short = (ui.available_width() * 0.3).clamp(180.0, 240.0);
        let long = ui.available_width() - short - 16.0;
        column(ui, long, |ui| {
            let line = Line { hint: "What the badge is for", field: Some(Field::Name), ..Line::new("name", "Title") };
            form.line(ui, &line, |badge| &badge.name, |badge, text| badge.name = text);
        });
        column(ui, short, |ui| {
            let line = Line {
                hint: "On the artwork",
                limit: Some(30),
                field: Some(Field::ShortName),
                ..Line::new("shortName", "Short name")
            };
            form.line(ui, &line, |badge| &badge.short_name, |badge, text| badge.short_name = text);
        });
    });
}

fn issued_to(ui: &mut Ui, form: &mut Form<'_>) {
    crate::app::widgets::label(ui, "Issued to");
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
