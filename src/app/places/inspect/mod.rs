//! Opening badges that were made, to see what they say and what holds.

mod address;
mod ask_online;
mod card;
mod cells;
mod export;
mod issuer_within;
mod look;
mod message;
mod model;
mod pdf;
mod picture;
mod revocation;
mod signed_picture;
mod start;
mod table;
mod told;
mod trusted;
mod unseen;
mod update;
mod view;
mod ways_on;

use std::sync::Arc;

use eframe::egui::{self, TextureHandle, TextureOptions, Ui};

use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens};
use crate::app::toolkit::widgets::{Action, icon_mark, note, title};

pub use look::{Row, Seen};
pub use message::{Message, commands};
pub use model::Inspect;
pub use update::update;

/// Shows badges that were made.
pub fn show(ui: &mut Ui, inspect: &mut Inspect, desk: &Desk, out: &mut Outbox<Message>) {
    // A verdict below the fold of the file before would not be seen.
    let page = ("inspect", inspect.seen.as_ref().map(|_| inspect.opened));
    egui::ScrollArea::vertical().id_salt(page).auto_shrink(false).show(ui, |ui| {
        let side = if ui.available_width() < 600.0 { 8 } else { 32 };
        egui::Frame::new().inner_margin(egui::Margin::symmetric(side, 24)).show(ui, |ui| {
            if inspect.seen.is_none() && inspect.unseen.is_none() && inspect.rows.is_empty() {
                return invitation(ui, out);
            }
            if inspect.seen.is_none() && inspect.unseen.is_none() {
                return table::show(ui, inspect, out);
            }
            if !inspect.rows.is_empty() {
                if ui.add(Action::new("Back to the list").icon("arrow-left").small()).clicked() {
                    out.mine(Message::Back);
                }
                ui.add_space(8.0);
            }
            if let Some(unseen) = &inspect.unseen {
                unseen.show(ui);
            }
            let texture = inspect.card_picture(ui);
            if let Some(seen) = inspect.shown().cloned() {
                card::show(ui, &seen, texture, inspect, out);
            }
            ui.add_space(16.0);
            ui.horizontal_wrapped(|ui| ways_on::ways_on(ui, |action| action, out));
        });
    });
    inspect.ask_to_trust(ui, out);
    inspect.ask_online(ui, out);
    inspect.ask_to_revoke(ui, desk, out);
    inspect.show_trusted(ui, out);
}

impl Inspect {
    fn card_picture(&mut self, ui: &Ui) -> Option<TextureHandle> {
        let seen = Arc::clone(self.shown()?);
        let picture = seen.picture.clone()?;
        let known = self.texture.take().filter(|(path, _)| *path == seen.path);
        let known = known.unwrap_or_else(|| {
            (seen.path.clone(), ui.ctx().load_texture("inspected", (*picture).clone(), TextureOptions::LINEAR))
        });
        Some(self.texture.insert(known).1.clone())
    }
}

/// What stands here before any file was opened.
fn invitation(ui: &mut Ui, out: &mut Outbox<Message>) {
    let tokens = Tokens::of(ui);
    let frame = egui::Frame::new()
        .fill(tokens.panel)
        .stroke(egui::Stroke::new(1.0, tokens.line))
        .corner_radius(CARD_RADIUS)
        .inner_margin(egui::Margin::same(48));
    frame.show(ui, |ui| {
        ui.set_min_height((ui.clip_rect().height() - 200.0).max(200.0));
        ui.vertical_centered(|ui| {
            ui.add_space(64.0);
            icon_mark(ui, "file-magnifying-glass", false, 48.0, tokens.accent.ink);
            ui.add_space(16.0);
            title(ui, "Drop a badge here");
            note(
                ui,
                "to see what it says, who signed it, and what holds. PNG, SVG or JSON. Nothing is fetched or sent.",
            );
            ui.add_space(16.0);
            if ui.add(Action::new("Choose a file…").icon("folder-open").main()).clicked() {
                out.mine(Message::Choose);
            }
            ui.add_space(8.0);
            if ui.add(Action::new("Choose a folder…").icon("folders")).clicked() {
                out.mine(Message::ChooseFolder);
            }
        });
    });
}
