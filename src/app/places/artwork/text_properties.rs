//! What can be said of a chosen text.

use eframe::egui::{self, Ui};

use super::message::Message;
use super::rows::{number, percent_row, row};
use crate::app::desk::Outbox;
use crate::app::toolkit::widgets::{Action, area, check_box, label, note};
use crate::artwork::{Align, Baseline, Binding, Element, Font, Kind, LetterCase, OwnFonts, Text};
use crate::document::Document;
use crate::scene::{Family, font_families, said};

/// Arcs begin with this much of their circle.
const SPAN: f64 = 160.0;

/// The rows for a text: what it says, how it is set.
pub(super) fn text_rows(ui: &mut Ui, text: &mut Text, document: &Document, out: &mut Outbox<Message>) {
    let says = label(ui, "Says");
    ui.add(area(&mut text.content, 2)).labelled_by(says.id);
    let shown = said(text, &document.badge);
    if shown != text.content {
        note(ui, format!("Shows: {}", if shown.trim().is_empty() { "nothing yet" } else { &shown }));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for binding in Binding::ALL {
            let words = format!("Follow the {}", binding.token().trim_matches(['{', '}']));
            let name = binding.token().trim_matches(['{', '}']);
            let follows = text.content.contains(binding.token());
            if ui.add(Action::new(name).selected(follows).small().pill()).on_hover_text(words).clicked() {
                text.content = binding.token().to_owned();
            }
        }
    });
    font_rows(ui, &mut text.font, &document.artwork.fonts, out);
    row(ui, "Size", |ui| ui.add(number(&mut text.size, 4.0..=400.0, "")));
    row(ui, "Fit", |ui| check_box(ui, &mut text.fit, "Smaller where needed"));
    row(ui, "Spacing", |ui| ui.add(number(&mut text.spacing, -20.0..=60.0, "").speed(0.1)));
    let mut capitals = text.case == LetterCase::Capitals;
    row(ui, "Letters", |ui| check_box(ui, &mut capitals, "In capitals"));
    text.case = if capitals { LetterCase::Capitals } else { LetterCase::AsTyped };
    baseline_rows(ui, text);
}

fn font_rows(ui: &mut Ui, font: &mut Font, own: &OwnFonts, out: &mut Outbox<Message>) {
    let families = font_families(own);
    row(ui, "Font", |ui| {
        let combo = egui::ComboBox::from_id_salt("family").selected_text(&font.family).width(168.0);
        let shown = combo.show_ui(ui, |ui| {
            for family in &families {
                ui.selectable_value(&mut font.family, family.name.clone(), &family.name).on_hover_text(family.good_for);
            }
            if ui.selectable_label(false, "Add a font…").clicked() {
                out.mine(Message::ChooseFont);
            }
        });
        shown.response
    });
    if let Some(Family { weights, .. }) =
        families.into_iter().find(|family| family.name.eq_ignore_ascii_case(&font.family))
    {
        let nearest = weights.iter().copied().min_by_key(|weight| weight.abs_diff(font.weight)).unwrap_or(font.weight);
        row(ui, "Weight", |ui| {
            let combo = egui::ComboBox::from_id_salt("weight").selected_text(weight_name(nearest)).width(168.0);
            let shown = combo.show_ui(ui, |ui| {
                for weight in weights {
                    ui.selectable_value(&mut font.weight, weight, weight_name(weight));
                }
            });
            shown.response
        });
    }
}

fn weight_name(weight: u16) -> &'static str {
    match weight {
        0..150 => "Thin",
        150..250 => "Extra light",
        250..350 => "Light",
        350..450 => "Regular",
        450..550 => "Medium",
        550..650 => "Semibold",
        650..750 => "Bold",
        750..850 => "Extra bold",
        _ => "Black",
    }
}

/// A path that a text gets when it is asked to follow one: a gentle wave.
fn wave() -> Baseline {
    Baseline::Path {
        path: "M0 60 C80 0 160 0 240 60 C320 120 400 120 480 60".into(),
        view: [480.0, 120.0],
        backwards: false,
    }
}

/// The lines a text can stand on, in the order in which they are offered.
const CURVES: [&str; 6] =
    ["Straight", "Along the top", "Along the bottom", "All around", "All around, from inside", "Along a path"];

fn curve_of(baseline: &Baseline) -> usize {
    match baseline {
        Baseline::Straight => 0,
        Baseline::ArcAbove { .. } => 1,
        Baseline::ArcBelow { .. } => 2,
        Baseline::Ring { inside: false, .. } => 3,
        Baseline::Ring { inside: true, .. } => 4,
        Baseline::Path { .. } => 5,
    }
}

fn baseline_rows(ui: &mut Ui, text: &mut Text) {
    let now = curve_of(&text.baseline);
    let mut chosen = now;
    row(ui, "Curve", |ui| {
        let shown = egui::ComboBox::from_id_salt("curve").selected_text(CURVES[now]).width(168.0).show_ui(ui, |ui| {
            for (at, name) in CURVES.into_iter().enumerate() {
                ui.selectable_value(&mut chosen, at, name);
            }
        });
        shown.response
    });
    if chosen != now {
        let span = match text.baseline {
            Baseline::ArcAbove { span } | Baseline::ArcBelow { span } => span,
            _ => SPAN,
        };
        text.baseline = match chosen {
            0 => Baseline::Straight,
            1 => Baseline::ArcAbove { span },
            2 => Baseline::ArcBelow { span },
            3 | 4 => Baseline::Ring { inside: chosen == 4, spread: true },
            _ => wave(),
        };
    }
    match &mut text.baseline {
        Baseline::Straight => {
            align_row(ui, &mut text.align);
            row(ui, "Lines", |ui| ui.add(number(&mut text.leading, 0.6..=3.0, " ×").speed(0.01)));
            return;
        }
        Baseline::ArcAbove { span } | Baseline::ArcBelow { span } => {
            row(ui, "At most", |ui| ui.add(number(span, 10.0..=360.0, "°")));
        }
        Baseline::Ring { spread, .. } => {
            row(ui, "Spread", |ui| check_box(ui, spread, "Letters go all around"));
        }
        Baseline::Path { backwards, .. } => {
            align_row(ui, &mut text.align);
            row(ui, "Direction", |ui| check_box(ui, backwards, "From the other end"));
        }
    }
    if matches!(text.baseline, Baseline::Path { .. }) {
        text.start = percent_row(ui, "Moved by", text.start, -100.0..=100.0).unwrap_or(text.start);
    } else {
        let mut degrees = text.start * 360.0;
        if row(ui, "Moved by", |ui| ui.add(number(&mut degrees, -360.0..=360.0, "°"))).changed() {
            text.start = degrees / 360.0;
        }
    }
    row(ui, "Side", |ui| check_box(ui, &mut text.hangs, "Hangs from the line"));
}

/// A text that was just bent around gets a frame in which its line is round.
pub(super) fn rounded_frame(before: &Element, element: &mut Element) {
    let (Kind::Text(old), Kind::Text(new)) = (&before.kind, &element.kind) else { return };
    let is_round = |text: &Text| !matches!(text.baseline, Baseline::Straight | Baseline::Path { .. });
    if !is_round(old) && is_round(new) {
        let side = element.frame.width.max(element.frame.height);
        (element.frame.width, element.frame.height) = (side, side);
    }
}

fn align_row(ui: &mut Ui, align: &mut Align) {
    row(ui, "Align", |ui| {
        let mut last = None;
        for (value, icon, words) in [
            (Align::Left, "text-align-left", "Left"),
            (Align::Centre, "text-align-center", "Centre"),
            (Align::Right, "text-align-right", "Right"),
        ] {
            let response = ui.add(Action::icon_only(icon, words).selected(*align == value));
            if response.clicked() {
                *align = value;
            }
            last = Some(response);
        }
        last.unwrap_or_else(|| ui.label(""))
    });
}
