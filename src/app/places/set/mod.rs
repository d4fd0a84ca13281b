//! The set: one design, many badges, all on one screen.

mod aside;
mod begin;
mod grid;
mod message;
mod model;
mod pictures;
mod replacing;
mod strip;
mod table;
mod update;

use eframe::egui::{self, Frame, Margin, Ui};

pub use message::{Message, commands};
pub use model::Sets;
pub use update::update;

use crate::app::desk::{Desk, Out, Outbox};
use crate::app::toolkit::theme::Tokens;

/// Narrower screens have the chosen badge below the grid.
const TWO_COLUMNS: f32 = 720.0;

/// Shows the set.
pub fn show(ui: &mut Ui, sets: &mut Sets, desk: &Desk, out: &mut Outbox<Message>) {
    let design = desk.document().design();
    if design.set.members.is_empty() {
        begin::page(ui, &design, &mut sets.theme, out);
    } else if ui.available_width() < TWO_COLUMNS {
        egui::ScrollArea::vertical().id_salt("set").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
                aside::show(ui, &design, sets, out);
            });
            grid::all(ui, &design, sets, out);
        });
    } else {
        let tokens = Tokens::of(ui);
        let bar = Frame::new().fill(tokens.panel).inner_margin(Margin::same(16));
        egui::Panel::right("chosen badge").exact_size(320.0).resizable(false).frame(bar).show(ui, |ui| {
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                aside::show(ui, &design, sets, out);
            });
        });
        egui::CentralPanel::default().frame(Frame::new().fill(tokens.background)).show(ui, |ui| {
            grid::page(ui, &design, sets, out);
        });
    }
    table::question(ui.ctx(), &design, sets, out);
    replacing::question(ui.ctx(), sets, out);
    draw_members(sets, desk, out);
}

/// Shows, above the work, which badge of the set it is that is worked on.
pub fn show_strip(ui: &mut Ui, desk: &Desk, out: &mut Outbox<Message>) {
    strip::show(ui, desk.document(), out);
}

fn draw_members(sets: &mut Sets, desk: &Desk, out: &mut Outbox<Message>) {
    const NAME: &str = "Drawing the set";
    if desk.tasks.runs(NAME) {
        return;
    }
    let wanted = sets.pictures.wanted();
    if !wanted.is_empty() {
        out.run_quietly(NAME, move |_| Out::Mine(Message::Drawn(pictures::drawn(wanted))));
    }
}
