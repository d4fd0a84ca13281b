//! Messages with an icon on a tinted ground.

use eframe::egui::{self, CornerRadius, Frame, Margin, Response, Sense, Ui};

use super::theme::{CONTROL_RADIUS, Tone, text};
use super::widgets::{focus_ring, icon_mark};

/// A message with an icon on its tinted ground.
pub fn message(ui: &mut Ui, tone: Tone, icon_name: &str, words: impl Into<String>) -> Response {
    message_with(ui, tone, icon_name, words, |_| ())
}

/// A message that also holds controls, at its right end.
pub fn message_with(
    ui: &mut Ui,
    tone: Tone,
    icon_name: &str,
    words: impl Into<String>,
    more: impl FnOnce(&mut Ui),
) -> Response {
    let words = egui::Label::new(egui::RichText::new(words).font(text::body()).color(tone.ink));
    tinted(ui, tone, icon_name, more, |ui| ui.add(words.wrap())).0
}

/// A message that tells how something went: the keyboard reaches its words, so that they
/// are read to whoever listens. Give the response the keyboard once it is there.
pub fn outcome(ui: &mut Ui, tone: Tone, icon_name: &str, words: impl Into<String>) -> Response {
    let words = egui::Label::new(egui::RichText::new(words).font(text::body()).color(tone.ink)).wrap();
    let add = |ui: &mut Ui| {
        // The ring around it shows where the keyboard is; egui would underline each line.
        let looks = &mut ui.visuals_mut().widgets;
        for look in [&mut looks.inactive, &mut looks.hovered, &mut looks.active] {
            look.fg_stroke.color = egui::Color32::TRANSPARENT;
        }
        ui.add(words.sense(Sense::focusable_noninteractive()))
    };
    let (frame, said) = tinted(ui, tone, icon_name, |_| (), add);
    if said.has_focus() {
        focus_ring(ui, frame.rect, CornerRadius::same(CONTROL_RADIUS));
    }
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
    said
}

/// Words with an icon on a tinted ground, and what stands at their right end.
fn tinted<R>(
    ui: &mut Ui,
    tone: Tone,
    icon_name: &str,
    more: impl FnOnce(&mut Ui),
    words: impl FnOnce(&mut Ui) -> R,
) -> (Response, R) {
    let frame = Frame::new()
        .fill(tone.ground)
        .corner_radius(CornerRadius::same(CONTROL_RADIUS))
        .inner_margin(Margin::symmetric(12, 4));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            // The first line of words stands beside the middle of a button.
            ui.vertical(|ui| {
                ui.add_space(5.0);
                icon_mark(ui, icon_name, true, 18.0, tone.ink);
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                more(ui);
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 4.0;
                    ui.add_space(4.0);
                    let told = words(ui);
                    ui.add_space(4.0);
                    told
                })
                .inner
            })
            .inner
        })
        .inner
    });
    (shown.response, shown.inner)
}
