//! The fields of life: which one is shown, and why to badge there.

use eframe::egui::Ui;

use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, Weight, aside_card, heading, icon_mark, note, paragraph};
use crate::document::Sector;

/// The sectors to choose from; pressed again, one is no longer chosen.
pub(super) fn choose(ui: &mut Ui, chosen: &mut Option<&'static str>) {
    ui.horizontal_wrapped(|ui| {
        for sector in Sector::all() {
            let is_chosen = *chosen == Some(sector.name);
            if ui.add(Action::new(sector.name).icon(sector.icon).selected(is_chosen).small()).clicked() {
                *chosen = (!is_chosen).then_some(sector.name);
            }
        }
    });
}

/// Why to badge in the chosen sector.
pub(super) fn why(ui: &mut Ui, chosen: &mut Option<&'static str>) {
    let Some(sector) = chosen.and_then(Sector::by_name) else { return };
    let tokens = Tokens::of(ui);
    aside_card(ui, |ui| {
        ui.horizontal(|ui| {
            icon_mark(ui, sector.icon, true, 22.0, tokens.accent.ink);
            heading(ui, &format!("Why badges: {}", sector.name));
        });
        paragraph(ui, sector.why);
        ui.horizontal(|ui| {
            note(ui, "Below are complete examples, words and all. Start from one and make it yours.");
            if ui.add(Action::new("Show all sectors").weight(Weight::Quiet).small()).clicked() {
                *chosen = None;
            }
        });
    });
}
