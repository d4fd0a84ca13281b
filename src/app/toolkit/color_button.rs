//! A colour to choose.

use eframe::egui::{self, Color32, CornerRadius, Stroke, StrokeKind, Ui};

use super::theme::Tokens;
use crate::artwork::Color;

/// A colour for the window.
pub(in crate::app) fn to_color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// A button that shows a colour and opens a picker for it.
pub(in crate::app) fn color_button(ui: &mut Ui, color: &mut Color, name: &str) -> egui::Response {
    let mut rgba = [color.r, color.g, color.b, color.a];
    let response = ui.color_edit_button_srgba_unmultiplied(&mut rgba).accessible_name(name);
    // The picker reckons with other numbers: what it only shows comes back a little other.
    if response.changed() {
        let [r, g, b, a] = rgba;
        *color = Color { r, g, b, a };
    }
    // White would be lost on white.
    let line = Stroke::new(1.0, Tokens::of(ui).faint);
    ui.painter().rect_stroke(response.rect, CornerRadius::same(7), line, StrokeKind::Inside);
    response
}
