//! Sets of colours that go together, to re-colour a badge in one step.

use eframe::egui::{self, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::paint::to_color32;
use crate::app::theme::Tokens;
use crate::app::widgets::{focus_ring, heading, note};
use crate::artwork::Color;

/// A dark colour that carries white text, a bright one that stands out on it,
/// and a paper that carries both; white comes last, as in every starter.
const PALETTES: [(&str, [Color; 4]); 10] = [
    ("Harbour", set(0x0F4C5C, 0xF4AE3D, 0xFFF9EC)),
    ("Forest", set(0x1E5631, 0xF2C14E, 0xF6F3E4)),
    ("Berry", set(0x6A1B4D, 0xF49CBB, 0xFFF3F6)),
    ("Night", set(0x1B2A4A, 0x6FD0E8, 0xF0F6FA)),
    ("Brick", set(0x8C2F1B, 0xF7C873, 0xFFF6E9)),
    ("Violet", set(0x45277A, 0xF6C945, 0xF6F1FC)),
    ("Sea", set(0x064A70, 0xFDBA4B, 0xEFF8FC)),
    ("Olive", set(0x3B4218, 0xF2B378, 0xF8F6EA)),
    ("Ink", set(0x22262E, 0xE9C46A, 0xF5F5F2)),
    ("Ruby", set(0x8A1538, 0xF5D491, 0xFDF4EF)),
];

const fn set(dark: u32, bright: u32, paper: u32) -> [Color; 4] {
    [color(dark), color(bright), color(paper), Color::WHITE]
}

const fn color(rgb: u32) -> Color {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color::rgb(r, g, b)
}

/// The sets to press. A set takes the place of the badge's first colours.
pub(super) fn palette_rows(ui: &mut Ui, now: &[Color], palette: &mut [Color]) {
    heading(ui, "Other colours");
    note(ui, "Re-colours the whole badge in one step.");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for (name, colors) in PALETTES {
            if strip(ui, name, &colors, now.starts_with(&colors)).clicked() {
                for (place, color) in palette.iter_mut().zip(colors) {
                    *place = color;
                }
            }
        }
    });
}

fn strip(ui: &mut Ui, name: &str, colors: &[Color], chosen: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(64.0, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, format!("Colours {name}")));
    let part = rect.width() / colors.len() as f32;
    for (at, color) in colors.iter().enumerate() {
        let left = rect.left() + part * at as f32;
        let area = Rect::from_min_max(pos2(left, rect.top()), pos2(left + part, rect.bottom()));
        ui.painter().rect_filled(area, CornerRadius::ZERO, to_color32(*color));
    }
    let radius = CornerRadius::same(4);
    ui.painter().rect_stroke(rect, radius, Stroke::new(1.0, Tokens::of(ui).line), StrokeKind::Outside);
    if chosen || response.has_focus() || response.hovered() {
        focus_ring(ui, rect.expand(2.0), radius);
    }
    response.on_hover_text(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_can_be_read() {
        for (name, [dark, bright, paper, white]) in PALETTES {
            assert!(dark.contrast(white) >= 4.5 && dark.contrast(paper) >= 4.5, "{name}: white and paper on dark");
            assert!(dark.contrast(bright) >= 4.5, "{name}: bright on dark is {:.2}", dark.contrast(bright));
        }
    }
}
