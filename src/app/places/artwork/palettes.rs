//! Sets of colours that go together, to re-colour a badge in one step.

use eframe::egui::{self, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::message::Message;
use crate::app::desk::{Desk, Out, Outbox};
use crate::app::toolkit::color_button::{color_button, to_color32};
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, focus_ring, heading, note};
use crate::artwork::{Color, MAX_BRAND_COLORS, Role as ColorRole, THEME_NAME, Theme, fitted, proposals, themed};
use crate::document::Edit;

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

/// The badge's colours with their roles, others in their place, the brand kit,
/// and the outline that tells its learning layer.
pub(super) fn color_page(ui: &mut Ui, desk: &Desk, around: &mut Option<Color>, out: &mut Outbox<Message>) {
    heading(ui, "The badge's colours");
    note(
        ui,
        "Change one, and everything that is painted with it follows. Choose an element on the badge to change only that.",
    );
    let before = &desk.artwork().palette;
    let mut palette = before.clone();
    let mut gone = None;
    for (at, color) in palette.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            color_button(ui, color, &format!("Colour {}", at + 1));
            ui.label(color.to_string());
            if ui.add(Action::icon_only("x", &format!("Remove colour {}", at + 1)).small()).clicked() {
                gone = Some(at);
            }
            if let Some(role) = ColorRole::at(at) {
                note(ui, role.name());
            }
        });
    }
    if let Some(at) = gone {
        palette.remove(at);
    }
    ui.horizontal_wrapped(|ui| {
        if palette.len() < MAX_BRAND_COLORS && ui.add(Action::new("Add a colour").icon("plus")).clicked() {
            palette.push(Color::rgb(0x5A, 0x64, 0x73));
        }
        if ui.add(Action::new("Brand kit…").icon("swatches")).clicked() {
            out.push(Out::ShowBrandKit);
        }
        let words = if desk.document().set.members.is_empty() { "Make a set…" } else { "Show the set" };
        let button = ui.add(Action::new(words).icon("cards-three"));
        if button.on_hover_text("Many badges from this design: for each layer or level, or from a table").clicked() {
            out.push(Out::ShowSet);
        }
    });
    ui.add_space(8.0);
    others(ui, &mut palette, around);
    if palette != *before {
        out.mine(Message::Palette(palette));
    }
    ui.add_space(8.0);
    outlines(ui, desk, out);
}

/// The sets to press. A set takes the place of the badge's first colours.
fn others(ui: &mut Ui, palette: &mut Vec<Color>, around: &mut Option<Color>) {
    heading(ui, "Other colours");
    note(ui, "Re-colours the whole badge in one step. Text can be read in each of them.");
    let now = palette.clone();
    let mut press = |ui: &mut Ui, name: &str, colors: [Color; 4]| {
        let fitted = fitted(&now, colors);
        if strip(ui, name, &colors, fitted == now).clicked() {
            *palette = fitted;
        }
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for (name, colors) in PALETTES {
            press(ui, name, colors);
        }
    });
    let mut chosen = around.or(now.first().copied()).unwrap_or(Color::BLACK);
    ui.horizontal(|ui| {
        note(ui, "Around one colour");
        color_button(ui, &mut chosen, "The colour to find others for");
    });
    if now.first() != Some(&chosen) || around.is_some() {
        *around = Some(chosen);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for proposal in proposals(chosen) {
            press(ui, proposal.name, proposal.colors);
        }
    });
}

/// The outline that tells the learning layer by its shape.
fn outlines(ui: &mut Ui, desk: &Desk, out: &mut Outbox<Message>) {
    heading(ui, "Outline of the layer");
    let badge = desk.badge();
    let layers = &badge.standard().layers;
    let place = layers.iter().position(|layer| Some(&layer.code) == badge.layer.as_ref());
    let has_outline = desk.artwork().elements.iter().any(|element| element.name == THEME_NAME);
    match place {
        Some(place) => note(ui, format!("A shape that tells {} from the other layers.", layers[place].name)),
        None => note(ui, "Choose a learning layer in Words, and its shape can be drawn around the badge."),
    };
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        if ui.add(Action::new("None").enabled(has_outline).small()).clicked() {
            wanted = Some((None, 0));
        }
        for theme in Theme::ALL {
            let button = ui.add(Action::new(theme.name()).enabled(place.is_some()).small());
            if button.on_hover_text(theme.about()).clicked() {
                wanted = place.map(|place| (Some(theme), place));
            }
        }
    });
    if let Some((theme, place)) = wanted {
        let artwork = themed(desk.artwork(), theme, place);
        out.push(Out::edit("Change the outline of the layer", vec![Edit::Artwork(Box::new(artwork))]));
    }
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
