//! The screen while there is no set yet: the ways to make one.

use eframe::egui::{
    self, CornerRadius, Frame, Margin, RichText, Role, Sense, Stroke, StrokeKind, TextWrapMode, Ui, WidgetInfo, vec2,
};

use super::Message;
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{Action, focus_ring, heading, note, paint_icon, paragraph, title};
use crate::artwork::Theme;
use crate::document::Document;

const WIDEST: f32 = 860.0;
const CARD_HEIGHT: f32 = 92.0;

pub(super) fn page(ui: &mut Ui, design: &Document, theme: &mut Option<Theme>, out: &mut Outbox<Message>) {
    egui::ScrollArea::vertical().id_salt("begin a set").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 32, right: 32, top: 24, bottom: 32 }).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(WIDEST));
            title(ui, "One design, many badges");
            paragraph(
                ui,
                "Make a set of this badge. Whatever you change in the design changes in all of them; what you change \
                 in one stays its own, and can be put back.",
            );
            ui.add_space(8.0);
            themes(ui, theme);
            ui.add_space(12.0);
            let layers: Vec<&str> = design.badge.standard().layers.iter().map(|layer| layer.name.as_str()).collect();
            let layers = layers.join(", ");
            let ways = [
                (Message::ByLayer(*theme), "For each learning layer", layers.as_str()),
                (Message::ByLevel(*theme), "For each level", "Foundational, intermediate, advanced"),
                (
                    Message::ChooseTable,
                    "From the rows of a table…",
                    "A CSV file with a name, an icon, a colour, texts in each row",
                ),
                (Message::Add, "One by one", "Begin with a copy of this badge, and add others as you need them"),
            ];
            for (message, name, about) in ways {
                if way(ui, message.icon(), name, about) {
                    out.mine(message);
                }
            }
        });
    });
}

/// The outlines that the badges of a new set get.
fn themes(ui: &mut Ui, theme: &mut Option<Theme>) {
    heading(ui, "An outline for each layer or level");
    note(ui, "So that the badges can be told apart by their shape, not by colour alone.");
    ui.horizontal_wrapped(|ui| {
        if ui.add(Action::new("No outline").selected(theme.is_none())).clicked() {
            *theme = None;
        }
        for offered in Theme::ALL {
            if ui.add(Action::new(offered.name()).selected(*theme == Some(offered))).clicked() {
                *theme = Some(offered);
            }
        }
    });
    if let Some(theme) = theme {
        note(ui, theme.about());
    }
}

fn way(ui: &mut Ui, icon: &str, name: &str, about: &str) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CARD_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let radius = CornerRadius::same(CARD_RADIUS);
    let border = if response.hovered() { tokens.accent.ink } else { tokens.line };
    ui.painter().rect(rect, radius, tokens.panel, Stroke::new(1.0, border), StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(ui, rect, radius);
    }
    paint_icon(ui, rect.left_center() + vec2(40.0, 0.0), icon, false, 28.0, tokens.accent.ink);
    let line = |words: &str, font: egui::FontId, ink: egui::Color32, y: f32| {
        let words: egui::WidgetText = RichText::new(words).font(font.clone()).into();
        let galley = words.into_galley(ui, Some(TextWrapMode::Truncate), rect.width() - 96.0, font);
        ui.painter().galley(rect.left_center() + vec2(80.0, y - galley.size().y / 2.0), galley, ink);
    };
    line(name, text::heading(), tokens.ink, -12.0);
    line(about, text::body(), tokens.soft, 13.0);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
