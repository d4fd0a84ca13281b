//! The fields of life: which one is shown, and why to badge there.

use eframe::egui::{CornerRadius, Frame, Margin, Ui};

use crate::app::theme::{CARD_RADIUS, Tokens};
use crate::app::widgets::{Action, Weight, heading, icon_mark, note, paragraph};
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
    let frame = Frame::new()
        .fill(tokens.accent.ground)
        .corner_radius(CornerRadius::same(CARD_RADIUS))
        .inner_margin(Margin::same(16));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
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
