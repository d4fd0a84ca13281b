//! The question which column of a table holds what.

use eframe::egui::{self, RichText};

use super::model::Opened;
use super::{Message, Sets};
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{Action, choice, heading, message, modal, modal_width, note};
use crate::document::Document;
use crate::document::set::Column;

/// Most sentences about what is wrong.
const SHOWN: usize = 8;

pub(super) fn question(ctx: &egui::Context, design: &Document, sets: &mut Sets, out: &mut Outbox<Message>) {
    let Some(opened) = &mut sets.table else { return };
    let response = modal(ctx, "table").show(ctx, |ui| {
        modal_width(ui, 560.0);
        heading(ui, "Which column holds what?");
        let rows = opened.table.rows.len();
        let rows = if rows == 1 { "one row".to_owned() } else { format!("{rows} rows") };
        note(ui, format!("“{}” has {rows}. Each becomes a badge; empty cells leave the design as it is.", opened.name));
        ui.add_space(4.0);
        let room = (ctx.content_rect().height() - 360.0).clamp(120.0, 320.0);
        egui::ScrollArea::vertical().id_salt("columns").max_height(room).show(ui, |ui| {
            for column in Column::offered(&design.artwork) {
                column_row(ui, design, opened, column);
            }
        });
        let unused = opened.table.unused(&opened.mapping);
        if !unused.is_empty() {
            note(ui, format!("Not used: {}.", unused.join(", ")));
        }
        let tokens = Tokens::of(ui);
        if !opened.wrong.is_empty() {
            egui::ScrollArea::vertical().id_salt("wrong").max_height(160.0).show(ui, |ui| {
                for sentence in opened.wrong.iter().take(SHOWN) {
                    message(ui, tokens.error, "warning-circle", sentence);
                }
                if opened.wrong.len() > SHOWN {
                    note(ui, format!("And {} more. Nothing was made.", opened.wrong.len() - SHOWN));
                }
            });
        }
        ui.add_space(8.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let has_names = opened.mapping.contains_key(&Column::Name);
            if ui.add(Action::new("Make the badges").main().enabled(has_names)).clicked() {
                out.mine(Message::UseTable);
            }
            if ui.add(Action::new("Cancel")).clicked() {
                out.mine(Message::CloseTable);
            }
        });
    });
    if response.should_close() {
        out.mine(Message::CloseTable);
    }
}

fn column_row(ui: &mut egui::Ui, design: &Document, opened: &mut Opened, column: Column) {
    const NONE: &str = "not in the table";
    let title = column.title(&design.artwork);
    let chosen = opened.mapping.get(&column).copied();
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(egui::vec2(200.0, 36.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_width(200.0);
            ui.add(egui::Label::new(RichText::new(&title).font(text::body())).truncate());
        });
        let heading = |at: usize| opened.table.headings.get(at).map_or("", String::as_str);
        let shown = chosen.map_or(NONE, heading);
        let mut now = chosen;
        choice(ui, &title, shown, |ui| {
            if ui.selectable_label(chosen.is_none(), NONE).clicked() {
                now = None;
            }
            for (at, heading) in opened.table.headings.iter().enumerate() {
                if ui.selectable_label(chosen == Some(at), heading).clicked() {
                    now = Some(at);
                }
            }
        })
        .accessible_name(format!("Column for {title}"));
        if now != chosen {
            opened.wrong.clear();
            match now {
                Some(at) => opened.mapping.insert(column, at),
                None => opened.mapping.remove(&column),
            };
        }
        let first = chosen.and_then(|at| opened.table.rows.first()?.1.get(at)).filter(|cell| !cell.is_empty());
        if let Some(first) = first {
            let first: String = first.chars().take(24).collect();
            note(ui, format!("such as “{first}”"));
        }
    });
}
