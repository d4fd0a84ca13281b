//! The criteria as one text, with Markdown and how it will look.

use eframe::egui::Ui;

use super::field::{Form, Line};
use crate::app::markdown;
use crate::app::widgets::{Action, card, fold, note};
use crate::review::Field;

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    let line = Line {
        hint: "What an earner has done and learnt. A line that begins with “- ” is an item of a list.",
        field: Some(Field::Criterion(0)),
        rows: 6,
        ..Line::new("criteria.statements[0]", "Text of the criteria")
    };
    if form.focus == Some(Field::CriteriaList) {
        form.focus = Some(Field::Criterion(0));
    }
    form.line(
        ui,
        &line,
        |badge| badge.criteria.statements.first().map_or("", String::as_str),
        |badge, text| match badge.criteria.statements.first_mut() {
            Some(statement) => *statement = text,
            None => badge.insert_statement(0, text),
        },
    );
    form.findings(ui, Field::CriteriaList);
    fold(ui, "markdown", Action::new("How it will look"), |ui| {
        let text = form.badge.criteria.statements.first().map_or("", String::as_str);
        card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if text.trim().is_empty() {
                note(ui, "Nothing is written yet.");
            }
            markdown::show(ui, text);
        });
        note(ui, "Markdown: # heading, **bold**, *italic*, [words](https://…), - list. Most platforms show it so.");
    });
}
