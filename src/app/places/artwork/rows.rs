//! Rows of the properties: a label before a field.

use eframe::egui::{self, Ui};

use crate::app::toolkit::theme::{Tokens, text};

/// Width of the labels before the fields.
const LABEL: f32 = 88.0;

/// A row with a label before a field. The field gets the label's words as its
/// name.
pub(super) fn row(ui: &mut Ui, words: &str, add: impl FnOnce(&mut Ui) -> egui::Response) -> egui::Response {
    row_named(ui, words, words, add)
}

/// A [`row`] whose field has a name of its own.
pub(super) fn row_named(
    ui: &mut Ui,
    words: &str,
    name: &str,
    add: impl FnOnce(&mut Ui) -> egui::Response,
) -> egui::Response {
    ui.horizontal(|ui| {
        let (rect, label) = ui.allocate_exact_size(egui::vec2(LABEL, 32.0), egui::Sense::hover());
        let soft = Tokens::of(ui).soft;
        ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, words, text::note(), soft);
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
        add(ui).labelled_by(label.id).accessible_name(name)
    })
    .inner
}

/// A number to drag or type.
pub(super) fn number<'v>(
    value: &'v mut f64,
    range: std::ops::RangeInclusive<f64>,
    suffix: &'static str,
) -> egui::DragValue<'v> {
    // What is stored stays as it is until somebody changes it.
    let drag = egui::DragValue::new(value).range(range).clamp_existing_to_range(false);
    drag.max_decimals(3).suffix(suffix).update_while_editing(false)
}

/// A row for a fraction that is shown in per cent; the new fraction when it
/// was changed.
pub(super) fn percent_row(
    ui: &mut Ui,
    words: &str,
    fraction: f64,
    range: std::ops::RangeInclusive<f64>,
) -> Option<f64> {
    let mut percent = fraction * 100.0;
    row(ui, words, |ui| ui.add(number(&mut percent, range, " %").max_decimals(1))).changed().then_some(percent / 100.0)
}

/// A whole number to drag or type.
pub(super) fn count<N: egui::emath::Numeric>(value: &mut N, range: std::ops::RangeInclusive<N>) -> egui::DragValue<'_> {
    egui::DragValue::new(value)
        .range(range)
        .clamp_existing_to_range(false)
        .speed(0.1)
        .max_decimals(0)
        .update_while_editing(false)
}

/// A row for one of a few.
pub(super) fn choice<T: Copy + PartialEq>(ui: &mut Ui, words: &str, chosen: &mut T, offered: &[(T, &str)]) {
    row(ui, words, |ui| {
        let name = offered.iter().find(|(value, _)| value == chosen).map_or("", |(_, name)| name);
        let combo = egui::ComboBox::from_id_salt(words).selected_text(name).width(168.0);
        let shown = combo.show_ui(ui, |ui| {
            for (value, name) in offered {
                ui.selectable_value(chosen, *value, *name);
            }
        });
        shown.response
    });
}
