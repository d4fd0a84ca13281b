//! The criteria as one text, with Markdown and how it will look.

use eframe::egui::Ui;
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;

use super::field::{Form, field_id};
use super::line::Line;
use crate::app::toolkit::markdown;
use crate::app::toolkit::widgets::{Action, card, fold, note};
use crate::badge::passages;
use crate::review::Field;

/// Where the text is in a badge's JSON.
const KEY: &str = "criteria.statements[0]";

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    let line = Line {
        hint: "What an earner has done and learnt. A line that begins with “- ” is an item of a list.",
        field: Some(Field::Criterion(0)),
        rows: 6,
        ..Line::new(KEY, "Text of the criteria")
    };
    let here = form.memory.here;
    if let Some(Field::CriteriaList | Field::Passage(_)) = form.focus {
        go_to_passage(ui, form);
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
    // The next finding is the one after the passage, not after the text.
    if let (Some(Field::Passage(_)), Some(Field::Criterion(0))) = (here, form.memory.here) {
        form.memory.here = here;
    }
    for at in 0..form.badge.criteria.one_text().map_or(0, |text| passages(text).len()) {
        form.findings(ui, Field::Passage(at));
    }
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

/// Puts the caret where the passage begins to which somebody wants to go.
fn go_to_passage(ui: &Ui, form: &Form<'_>) {
    let Some(Field::Passage(at)) = form.focus else { return };
    let Some(text) = form.badge.criteria.one_text() else { return };
    let Some(place) = passages(text).get(at).and_then(|range| text.get(..range.start)) else { return };
    let id = field_id(KEY);
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(place.chars().count()))));
    state.store(ui.ctx(), id);
}
