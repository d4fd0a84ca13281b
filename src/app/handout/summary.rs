//! What will be signed, in plain words, right above the button that signs it:
//! whatever is folded away or scrolled out of sight stands here, too.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, CornerRadius, Frame, Margin, RichText, Ui, vec2};

use crate::app::theme::{CONTROL_RADIUS, Tokens, text};
use crate::app::widgets::message;
use crate::issue::Told;

/// Width of the column with the names of the fields.
const NAMES: f32 = 116.0;

pub(super) fn show(ui: &mut Ui, told: &Result<Vec<Told>, String>) {
    let tokens = Tokens::of(ui);
    let told = match told {
        Ok(told) => told,
        Err(words) => {
            message(ui, tokens.warning, "warning-circle", words);
            return;
        }
    };
    let frame = Frame::new()
        .fill(tokens.background)
        .corner_radius(CornerRadius::same(CONTROL_RADIUS))
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        for line in told {
            row(ui, line);
        }
    });
}

fn row(ui: &mut Ui, line: &Told) {
    let tokens = Tokens::of(ui);
    ui.horizontal_top(|ui| {
        let name = RichText::new(line.field).font(text::note()).color(tokens.soft);
        let room = ui.available_width();
        let place = egui::Layout::left_to_right(egui::Align::Min);
        ui.allocate_ui_with_layout(vec2(NAMES.min(room * 0.4), 18.0), place, |ui| {
            ui.set_min_width(NAMES.min(room * 0.4));
            ui.add(egui::Label::new(name).selectable(false));
        });
        let mut words = LayoutJob::default();
        words.append(&line.says, 0.0, TextFormat::simple(text::note(), tokens.ink));
        if !line.note.is_empty() {
            words.append(&format!("  {}", line.note), 0.0, TextFormat::simple(text::note(), tokens.soft));
        }
        ui.add(egui::Label::new(words).wrap());
    });
}
