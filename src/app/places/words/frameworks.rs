//! The frameworks of skills: those of the user, and taking in another one.

use eframe::egui::{self, Align, Frame, Grid, Layout, Margin, RichText, ScrollArea, Stroke, Ui};

use super::library::{Draft, Library};
use super::message::{Message, SkillsMessage};
use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{
    Action, choice, field, heading, icon_mark, label, low_row, message, modal, note, paragraph,
};
use crate::skills::{Column, Reading, Table};

const WIDTH: f32 = 640.0;
/// How many rows of a table are shown.
const SAMPLE: usize = 3;
/// How many problems are shown one by one.
const PROBLEMS: usize = 5;

/// Shows them over the form while they are asked for.
pub(super) fn show(ctx: &egui::Context, library: &Library, desk: &Desk, out: &mut Outbox<Message>) {
    if !library.open {
        return;
    }
    let mut ask = |ask| out.mine(Message::Skills(ask));
    let response = modal(ctx, "frameworks").show(ctx, |ui| {
        ui.set_width(WIDTH.min(ctx.content_rect().width() - 96.0));
        let most = ctx.content_rect().height() - 160.0;
        ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| match &library.draft {
            Some(draft) => look_through(ui, draft, &mut ask),
            None => list(ui, desk, library, &mut ask),
        });
    });
    if response.should_close() {
        ask(SkillsMessage::Close);
    }
}

fn list(ui: &mut Ui, desk: &Desk, library: &Library, ask: &mut impl FnMut(SkillsMessage)) {
    heading(ui, "Frameworks of skills");
    paragraph(ui, "Skills are found in one framework at a time. What you have chosen already stays as it is.");
    ui.add_space(4.0);
    let chosen = desk.settings.framework.as_ref();
    let esco = "10,715 skills, built in. © European Union, adapted";
    if framework_row(ui, "ESCO", esco, chosen.is_none(), None).0 {
        ask(SkillsMessage::Choose(None));
    }
    for shelved in &library.shelved {
        let is_chosen = chosen == Some(&shelved.path);
        let ready = library.ready.as_ref().filter(|ready| is_chosen && ready.path.is_some());
        let about = match ready {
            Some(ready) => format!("{}, taken in by you", skills(ready.framework().entries.len())),
            None => "Taken in by you".to_owned(),
        };
        let remove = format!("Remove {}", shelved.name);
        let (choose, gone) = framework_row(ui, &shelved.name, &about, is_chosen, Some(&remove));
        if gone {
            ask(SkillsMessage::Remove(shelved.path.clone()));
        } else if choose {
            ask(SkillsMessage::Choose(Some(shelved.path.clone())));
        }
    }
    ui.add_space(8.0);
    note(ui, "A framework can be a CSV file, such as ESCO's own, or a CASE package (JSON).");
    ui.horizontal(|ui| {
        if ui.add(Action::new("Add a framework…").icon("plus")).clicked() {
            ask(SkillsMessage::AddFile);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(Action::new("Done").main()).clicked() {
                ask(SkillsMessage::Close);
            }
        });
    });
}

/// A framework that can be chosen, and removed when `remove` names that.
fn framework_row(ui: &mut Ui, name: &str, about: &str, chosen: bool, remove: Option<&str>) -> (bool, bool) {
    let tokens = Tokens::of(ui);
    let border = if chosen { Stroke::new(2.0, tokens.accent.ink) } else { Stroke::new(1.0, tokens.line) };
    let frame = Frame::new().fill(tokens.panel).stroke(border).corner_radius(CARD_RADIUS);
    frame
        .inner_margin(Margin::symmetric(16, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let icon = if chosen { "check-circle" } else { "circle" };
                icon_mark(ui, icon, chosen, 20.0, if chosen { tokens.accent.ink } else { tokens.soft });
                let actions = if remove.is_some() { 190.0 } else { 150.0 };
                ui.allocate_ui_with_layout(
                    egui::vec2(ui.available_width() - actions, 40.0),
                    Layout::top_down(Align::Min),
                    |ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        let words = RichText::new(name).font(text::strong());
                        ui.add(egui::Label::new(words).truncate().selectable(false));
                        note(ui, about);
                    },
                );
                let mut answer = (false, false);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if let Some(remove) = remove
                        && ui.add(Action::icon_only("trash", remove).small()).clicked()
                    {
                        answer.1 = true;
                    }
                    let button = Action::new(if chosen { "In use" } else { "Use it" }).enabled(!chosen).small();
                    answer.0 = ui.add(button).accessible_name(format!("Use {name}")).clicked();
                });
                answer
            })
            .inner
        })
        .inner
}

/// A file that was read: which column means what, and what comes of it.
fn look_through(ui: &mut Ui, draft: &Draft, ask: &mut impl FnMut(SkillsMessage)) {
    heading(ui, "Take in this framework?");
    note(ui, draft.path.file_name().unwrap_or_default().to_string_lossy());
    ui.add_space(4.0);
    let mut name = draft.mapping.name.clone();
    let response = label(ui, "Name of the framework");
    if ui.add(field(&mut name)).labelled_by(response.id).changed() {
        ask(SkillsMessage::Name(name));
    }
    if let Some(table) = &draft.table {
        ui.add_space(4.0);
        columns(ui, draft, table, ask);
        ui.add_space(4.0);
        sample(ui, table);
    }
    ui.add_space(4.0);
    let tokens = Tokens::of(ui);
    match &draft.reading {
        Ok(reading) => {
            let count = reading.framework.entries.len();
            let words = format!("{} can be taken in.", skills(count));
            message(ui, tokens.genuine, "check-circle", words);
            left_out(ui, reading);
        }
        Err(error) => {
            message(ui, tokens.error, "warning-octagon", error.to_string());
        }
    }
    ui.add_space(8.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let ready = draft.reading.is_ok() && !draft.mapping.name.trim().is_empty();
        if ui.add(Action::new("Take it in").main().enabled(ready)).clicked() {
            ask(SkillsMessage::Keep);
        }
        if ui.add(Action::new("Not now")).clicked() {
            ask(SkillsMessage::Discard);
        }
    });
}

fn columns(ui: &mut Ui, draft: &Draft, table: &Table, ask: &mut impl FnMut(SkillsMessage)) {
    heading(ui, "Which column is which?");
    Grid::new("columns").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
        for column in Column::ALL {
            let name = label(ui, column.title());
            let chosen = draft.mapping.column(column);
            let shown = chosen.map_or_else(|| "None".to_owned(), |at| header(table, at));
            ui.spacing_mut().combo_width = 320.0;
            choice(ui, column.title(), &shown, |ui| {
                if column != Column::Label && ui.selectable_label(chosen.is_none(), "None").clicked() {
                    ask(SkillsMessage::Map(column, None));
                }
                for at in 0..table.headers.len() {
                    if ui.selectable_label(chosen == Some(at), header(table, at)).clicked() {
                        ask(SkillsMessage::Map(column, Some(at)));
                    }
                }
            })
            .labelled_by(name.id);
            ui.end_row();
        }
    });
}

fn header(table: &Table, at: usize) -> String {
    match table.headers.get(at).map(String::as_str) {
        None | Some("") => format!("Column {}", at + 1),
        Some(header) => super::finder::shortened(header),
    }
}

/// The first rows, to see what stands in the columns.
fn sample(ui: &mut Ui, table: &Table) {
    let soft = Tokens::of(ui).soft;
    ScrollArea::horizontal().id_salt("sample").show(ui, |ui| {
        Grid::new("sample").striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
            for at in 0..table.headers.len() {
                ui.label(RichText::new(header(table, at)).font(text::note_strong()));
            }
            ui.end_row();
            for (_, cells) in table.rows.iter().take(SAMPLE) {
                for cell in cells {
                    ui.label(RichText::new(super::finder::shortened(cell)).font(text::note()).color(soft));
                }
                ui.end_row();
            }
        });
    });
}

/// What of the file is not taken in.
fn left_out(ui: &mut Ui, reading: &Reading) {
    let tokens = Tokens::of(ui);
    if reading.problem_count > 0 {
        let words = match reading.problem_count {
            1 => "1 row cannot be used and is left out:".to_owned(),
            more => format!("{} rows cannot be used and are left out:", grouped(more)),
        };
        message(ui, tokens.warning, "warning", words);
        for problem in reading.problems.iter().take(PROBLEMS) {
            note(ui, problem.to_string());
        }
        if reading.problem_count > PROBLEMS {
            note(ui, format!("and {} more", grouped(reading.problem_count - PROBLEMS)));
        }
    }
    if let Some(first) = &reading.first_duplicate {
        let words = match reading.duplicates {
            1 => "1 row says again what an earlier one says and is left out.".to_owned(),
            more => format!("{} rows say again what earlier ones say and are left out.", grouped(more)),
        };
        low_row(ui, |ui| {
            icon_mark(ui, "copy", false, 16.0, tokens.soft);
            note(ui, words);
        });
        note(ui, first.to_string());
    }
}

fn skills(count: usize) -> String {
    if count == 1 { "1 skill".to_owned() } else { format!("{} skills", grouped(count)) }
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}
