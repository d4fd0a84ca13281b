//! What will be signed, in plain words, right above the button that signs it:
//! whatever is folded away or scrolled out of sight stands here, too.

use std::borrow::Cow;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, CornerRadius, Frame, Margin, RichText, Ui, vec2};

use super::award::Faults;
use crate::app::theme::{CONTROL_RADIUS, Tokens, text};
use crate::app::widgets::Action;
use crate::badge::shortened;
use crate::issue::Told;

/// Width of the column with the names of the fields.
const NAMES: f32 = 116.0;

/// Of a longer text the beginning is seen first: so many lines or letters of it.
const LINES: usize = 4;
const LETTERS: usize = 220;

pub(super) fn show(ui: &mut Ui, told: &[Told], faults: &Faults) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.background)
        .corner_radius(CornerRadius::same(CONTROL_RADIUS))
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        for line in told {
            row(ui, line, faults.contains_key(line.field));
        }
    });
}

fn row(ui: &mut Ui, line: &Told, is_wrong: bool) {
    let tokens = Tokens::of(ui);
    ui.horizontal_top(|ui| {
        let name = RichText::new(line.field).font(text::note()).color(tokens.soft);
        let room = ui.available_width();
        let place = egui::Layout::left_to_right(egui::Align::Min);
        ui.allocate_ui_with_layout(vec2(NAMES.min(room * 0.4), 18.0), place, |ui| {
            ui.set_min_width(NAMES.min(room * 0.4));
            ui.add(egui::Label::new(name).selectable(false));
        });
        ui.vertical(|ui| {
            let opened = ui.scope_id().with(("whole", line.field));
            let short = beginning(&line.says);
            let mut is_whole = ui.data(|data| data.get_temp::<bool>(opened).unwrap_or_default());
            let mut words = LayoutJob::default();
            let says = if is_whole { &line.says } else { &*short };
            words.append(says, 0.0, TextFormat::simple(text::note(), tokens.ink));
            let ink = if is_wrong { tokens.error.ink } else { tokens.soft };
            if !line.note.is_empty() {
                words.append(&format!("  {}", line.note), 0.0, TextFormat::simple(text::note(), ink));
            }
            ui.add(egui::Label::new(words).wrap());
            if *short != line.says {
                let (icon, verb) = if is_whole { ("caret-down", "less") } else { ("caret-right", "all") };
                let words = format!("Show {verb} of “{}”", line.field);
                if ui.add(Action::new(&words).icon(icon).small().fits()).clicked() {
                    is_whole = !is_whole;
                    ui.data_mut(|data| data.insert_temp(opened, is_whole));
                }
            }
        });
    });
}

/// As much of a text as is seen before the whole of it is asked for.
fn beginning(says: &str) -> Cow<'_, str> {
    match says.match_indices('\n').nth(LINES - 1) {
        Some((end, _)) if end <= LETTERS => format!("{}…", says.get(..end).unwrap_or(says)).into(),
        _ => shortened(says, LETTERS),
    }
}
