//! Exporting pictures and baking badges.

mod award;
mod endorsements;
mod faults;
mod issuer;
mod key_panel;
mod keys;
mod mended;
mod message;
mod model;
mod outcome;
mod panel;
mod pending;
mod replacing;
mod signing;
mod summary;
mod unsettled;
mod update;

use eframe::egui::{self, Ui};

pub use message::{Message, commands};
pub use model::HandOut;
pub use update::update;

use issuer::Awards;

use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::widgets::{end_columns, note, title, two_columns};

/// Below this width the cards stand below each other.
const ONE_COLUMN: f32 = 860.0;

/// Shows what is handed out, to whom, and what will be signed.
pub fn show(ui: &mut Ui, handout: &mut HandOut, desk: &Desk, out: &mut Outbox<Message>) {
    if ui.input(|input| input.events.contains(&egui::Event::WindowFocused(true))) {
        // Whoever comes back may have put the issuer's files right.
        handout.list = None;
    }
    handout.look_for_list(desk);
    handout.look_for_place(ui);
    handout.prefer(&desk.badge().issuer.name, &desk.own);
    let (awarder, awarders) = (handout.awarder(desk), handout.awarders(desk));
    let faults = handout.faults(desk, awarder.as_ref());
    let told = handout.told(desk, awarder.as_ref(), &faults);
    let asked = Awards { awarder: awarder.as_ref(), awarders: &awarders, faults: &faults };
    let told = (told.as_slice(), &faults);
    egui::ScrollArea::vertical().id_salt("hand out").auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(32, 24)).show(ui, |ui| {
            title(ui, "Hand it out");
            note(ui, "Everything here becomes a file on your disk. Nothing is sent anywhere.");
            ui.add_space(16.0);
            panel::before_handing_out(ui, desk, out);
            if ui.available_width() < ONE_COLUMN {
                // How the last award went stands where the next one begins.
                let is_over = handout.baked.is_some();
                if is_over {
                    panel::sign_card(ui, handout, desk, told, out);
                }
                // Whatever stands above it, the keyboard stays in its field.
                let same = egui::UiBuilder::new().scope_id(ui.scope_id().with("award"));
                ui.scope_builder(same, |ui| panel::award_card(ui, handout, desk, asked, out));
                ui.add_space(16.0);
                if !is_over {
                    panel::sign_card(ui, handout, desk, told, out);
                }
                panel::picture_card(ui, handout, desk, out);
            } else {
                let mut columns = two_columns(ui, 16.0);
                panel::award_card(&mut columns[0], handout, desk, asked, out);
                panel::sign_card(&mut columns[1], handout, desk, told, out);
                panel::picture_card(&mut columns[1], handout, desk, out);
                end_columns(ui, &columns);
            }
        });
    });
    handout.forget_what_is_mended(&desk.document().badge);
    handout.forget_what_is_over();
    panel::ask_past_mistakes(ui, handout, out);
    handout.ask_about_the_issuer(ui, out);
    handout.ask_about_the_files(ui, desk, out);
    handout.ask_to_replace(ui, desk, out);
}
