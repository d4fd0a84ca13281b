//! The badge as somebody sees it who is shown it.

use eframe::egui::{self, Ui};

use super::details::unit_name;
use crate::app::state::State;
use crate::app::theme::{Tokens, text};
use crate::app::thumbnails::LiveThumbnail;
use crate::app::widgets::{note, paragraph, pill};

const PICTURE_SIDE: f32 = 196.0;

pub(super) fn show(ui: &mut Ui, state: &State, picture: &mut LiveThumbnail) {
    let badge = state.badge();
    let tokens = Tokens::of(ui);
    note(ui, "As an employer sees it");
    ui.add_space(8.0);
    ui.vertical_centered(|ui| picture.show(ui, state.document(), state.scene(), PICTURE_SIDE));
    ui.add_space(8.0);
    let name = if badge.name.trim().is_empty() { "Badge without a title" } else { badge.name.trim() };
    ui.add(egui::Label::new(egui::RichText::new(name).font(egui::FontId::new(20.0, text::strong().family))).wrap());
    if !badge.issuer.name.trim().is_empty() {
        note(ui, format!("Awarded by {}", badge.issuer.name.trim()));
    }
    if let Some(layer) = badge.layer() {
        pill(ui, tokens.accent, Some(&layer.icon), &layer.name);
    }
    ui.add_space(4.0);
    if !badge.description.trim().is_empty() {
        ui.add(egui::Label::new(badge.description.trim()).wrap());
    }
    let said = |text: &&String| !text.trim().is_empty();
    if badge.criteria.statements.iter().any(|text| said(&text)) {
        section(ui, "Earning criteria");
        for statement in badge.criteria.statements.iter().filter(said) {
            bullet(ui, statement.trim());
        }
    }
    let skills: Vec<&str> =
        badge.skills.iter().map(|skill| skill.label.trim()).filter(|label| !label.is_empty()).collect();
    if !skills.is_empty() {
        section(ui, "Skills");
        paragraph(ui, skills.join(" · "));
    }
    if let Some(validity) = badge.validity {
        section(ui, "Holds");
        paragraph(
            ui,
            format!("{} {} from the day of the award", validity.length, unit_name(validity.unit, validity.length)),
        );
    }
}

fn section(ui: &mut Ui, words: &str) {
    ui.add_space(8.0);
    ui.add(egui::Label::new(egui::RichText::new(words).font(text::strong())).selectable(false));
}

fn bullet(ui: &mut Ui, words: &str) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(8.0, 20.0), egui::Sense::hover());
        ui.painter().circle_filled(rect.center(), 2.5, Tokens::of(ui).ink);
        ui.add(egui::Label::new(words).wrap());
    });
}
