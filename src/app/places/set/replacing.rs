//! The question whether files may be replaced in which a set was written before.

use eframe::egui;

use super::{Message, Sets};
use crate::app::desk::Outbox;
use crate::app::toolkit::widgets::{Action, Weight, answers, heading, modal, modal_width, note};

/// Most files that are named.
const SHOWN: usize = 200;

pub(super) fn question(ctx: &egui::Context, sets: &Sets, out: &mut Outbox<Message>) {
    let Some(asked) = &sets.replaced else { return };
    let response = modal(ctx, "replacing").show(ctx, |ui| {
        modal_width(ui, 520.0);
        let count = asked.files.len();
        let (title, words, replace) = match count {
            1 => ("Replace this file?", "is one file".to_owned(), "Replace it"),
            more => ("Replace these files?", format!("are {more} files"), "Replace them"),
        };
        heading(ui, title);
        ui.label(format!("In “{}” there {words} of the same name already.", asked.folder.display()));
        let room = (ctx.content_rect().height() - 320.0).clamp(80.0, 320.0);
        egui::ScrollArea::vertical().id_salt("replaced").max_height(room).show(ui, |ui| {
            for file in asked.files.iter().take(SHOWN) {
                let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
                ui.add(egui::Label::new(name).wrap());
            }
            if count > SHOWN {
                note(ui, format!("And {} more.", count - SHOWN));
            }
        });
        answers(ui, |ui| {
            if ui.add(Action::new(replace).weight(Weight::Danger)).clicked() {
                out.mine(Message::Replace);
            }
            if ui.add(Action::new("Cancel")).clicked() {
                out.mine(Message::KeepFiles);
            }
        });
    });
    if response.should_close() {
        out.mine(Message::KeepFiles);
    }
}
