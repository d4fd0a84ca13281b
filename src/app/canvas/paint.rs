//! Choosing colours, gradients, outlines and shadows.

use eframe::egui::{self, Color32, CornerRadius, Role, Sense, Stroke as Line, StrokeKind, Ui, WidgetInfo, vec2};

use super::properties::{choice, default_fill, has_paint, number, percent_row, row};
use crate::app::theme::Tokens;
use crate::app::widgets::{check_box, focus_ring};
use crate::artwork::{Blend, Cap, Color, Element, Motif, Paint, Shadow, Side, Stop, Stroke};

const SWATCH: f32 = 26.0;

/// A colour for the window.
pub(in crate::app) fn to_color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// A button that shows a colour and opens a picker for it.
pub(in crate::app) fn color_button(ui: &mut Ui, color: &mut Color, name: &str) -> egui::Response {
    let mut rgba = [color.r, color.g, color.b, color.a];
    let response = ui.color_edit_button_srgba_unmultiplied(&mut rgba).accessible_name(name);
    let [r, g, b, a] = rgba;
    *color = Color { r, g, b, a };
    // White would be lost on white.
    let line = Line::new(1.0, Tokens::of(ui).faint);
    ui.painter().rect_stroke(response.rect, CornerRadius::same(7), line, StrokeKind::Inside);
    response
}

/// The badge's colours to press, and a picker for any other.
fn swatches(ui: &mut Ui, color: &mut Color, palette: &[Color], what: &str) -> egui::Response {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for offered in palette.iter().take(5) {
            let (rect, response) = ui.allocate_exact_size(vec2(SWATCH, SWATCH), Sense::click());
            let chosen = offered == color;
            let words = format!("{what} {offered}");
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &words));
            let radius = CornerRadius::same(7);
            ui.painter().rect(rect, radius, to_color32(*offered), Line::new(1.0, tokens.line), StrokeKind::Inside);
            if chosen || response.has_focus() {
                focus_ring(ui, rect.shrink(1.0), radius);
            }
            if response.on_hover_text(offered.to_string()).clicked() {
                *color = *offered;
            }
        }
        color_button(ui, color, what)
    })
    .inner
}

/// The rows for what an element is filled with.
pub(super) fn paint_rows(ui: &mut Ui, element: &mut Element, palette: &[Color]) {
    let mut filled = element.fill.is_some();
    if !has_paint(element) || !matches!(element.kind, crate::artwork::Kind::Text(_) | crate::artwork::Kind::Icon { .. })
    {
        row(ui, "Fill", |ui| check_box(ui, &mut filled, "Filled"));
    }
    match (filled, &mut element.fill) {
        (false, fill) => *fill = None,
        (true, fill @ None) => *fill = Some(default_fill(palette)),
        (true, Some(_)) => {}
    }
    if let Some(fill) = &mut element.fill {
        kind_row(ui, fill, palette);
        colors_rows(ui, fill, palette, "Colour");
    }
}

fn kind_row(ui: &mut Ui, paint: &mut Paint, palette: &[Color]) {
    let before = match paint {
        Paint::Solid(_) => 0,
        Paint::Linear { .. } => 1,
        Paint::Radial { .. } => 2,
        Paint::Angular { .. } => 3,
        Paint::Pattern { .. } => 4,
    };
    let names = ["One colour", "Along a line", "From a point", "Around a point", "Pattern"];
    let mut now = before;
    row(ui, "Paint", |ui| {
        let combo = egui::ComboBox::from_id_salt("paint").selected_text(names[before]).width(160.0);
        let shown = combo.show_ui(ui, |ui| {
            for (at, name) in names.into_iter().enumerate() {
                ui.selectable_value(&mut now, at, name);
            }
        });
        shown.response
    });
    if now == before {
        return;
    }
    let first = paint.first_color();
    let last = palette.iter().copied().find(|color| *color != first).unwrap_or(Color::WHITE);
    let stops = match paint {
        Paint::Linear { stops, .. } | Paint::Radial { stops, .. } | Paint::Angular { stops, .. } => {
            std::mem::take(stops)
        }
        Paint::Solid(_) | Paint::Pattern { .. } => {
            vec![Stop { offset: 0.0, color: first }, Stop { offset: 1.0, color: last }]
        }
    };
    *paint = match now {
        0 => Paint::Solid(first),
        1 => Paint::Linear { from: [0.5, 0.0], to: [0.5, 1.0], stops },
        2 => Paint::Radial { center: [0.5, 0.5], radius: 0.5, stops },
        3 => Paint::Angular { center: [0.5, 0.5], angle: 0.0, stops },
        _ => Paint::Pattern { motif: Motif::Stripes, ink: last, ground: Some(first), size: 24.0, angle: 45.0 },
    };
}

fn colors_rows(ui: &mut Ui, paint: &mut Paint, palette: &[Color], words: &str) {
    match paint {
        Paint::Solid(color) => {
            row(ui, words, |ui| swatches(ui, color, palette, words));
        }
        Paint::Linear { from, to, stops } => {
            stop_rows(ui, stops, palette);
            let mut angle = (to[1] - from[1]).atan2(to[0] - from[0]).to_degrees();
            let before = angle;
            row(ui, "Direction", |ui| ui.add(number(&mut angle, -180.0..=180.0, "°")));
            if (angle - before).abs() > f64::EPSILON {
                let (sin, cos) = angle.to_radians().sin_cos();
                *from = [0.5 - cos / 2.0, 0.5 - sin / 2.0];
                *to = [0.5 + cos / 2.0, 0.5 + sin / 2.0];
            }
        }
        Paint::Radial { radius, stops, .. } => {
            stop_rows(ui, stops, palette);
            *radius = percent_row(ui, "Reach", *radius, 1.0..=200.0).unwrap_or(*radius);
        }
        Paint::Angular { angle, stops, .. } => {
            stop_rows(ui, stops, palette);
            row(ui, "Begins at", |ui| ui.add(number(angle, -360.0..=360.0, "°")));
        }
        Paint::Pattern { motif, ink, ground, size, angle } => {
            let motifs = [
                (Motif::Stripes, "Stripes"),
                (Motif::Dots, "Dots"),
                (Motif::Checker, "Checker"),
                (Motif::Rays, "Rays"),
            ];
            choice(ui, "Marks", motif, &motifs);
            row(ui, "Their colour", |ui| swatches(ui, ink, palette, "Colour of the marks"));
            let mut grounded = ground.is_some();
            row(ui, "Between", |ui| check_box(ui, &mut grounded, "Filled"));
            *ground = grounded.then(|| ground.unwrap_or(Color::WHITE));
            if let Some(ground) = ground {
                row(ui, "With", |ui| swatches(ui, ground, palette, "Colour between the marks"));
            }
            row(ui, "Distance", |ui| ui.add(number(size, 2.0..=300.0, "")));
            row(ui, "Turned", |ui| ui.add(number(angle, -180.0..=180.0, "°")));
        }
    }
}

fn stop_rows(ui: &mut Ui, stops: &mut [Stop], palette: &[Color]) {
    let last = stops.len().saturating_sub(1);
    for (at, stop) in stops.iter_mut().enumerate() {
        let words = if at == 0 {
            "From".to_owned()
        } else if at == last {
            "To".to_owned()
        } else {
            format!("Colour {}", at + 1)
        };
        row(ui, &words, |ui| swatches(ui, &mut stop.color, palette, &words));
    }
}

/// The rows for an element's outline.
pub(super) fn stroke_rows(ui: &mut Ui, stroke: &mut Option<Stroke>, palette: &[Color], new: impl FnOnce() -> Stroke) {
    let mut outlined = stroke.is_some();
    row(ui, "Outline", |ui| check_box(ui, &mut outlined, "Outlined"));
    match (outlined, stroke.is_some()) {
        (true, false) => *stroke = Some(new()),
        (false, true) => *stroke = None,
        _ => {}
    }
    let Some(stroke) = stroke else { return };
    row(ui, "Width", |ui| ui.add(number(&mut stroke.width, 0.5..=200.0, "")));
    choice(
        ui,
        "Lies",
        &mut stroke.side,
        &[(Side::Centre, "On the edge"), (Side::Inside, "Inside"), (Side::Outside, "Outside")],
    );
    colors_rows(ui, &mut stroke.paint, palette, "Line colour");
    let dotted = (vec![0.0, stroke.width * 2.5], Cap::Round);
    let dashed = (vec![stroke.width * 3.0, stroke.width * 2.0], Cap::Butt);
    let now = match (stroke.dash.first(), stroke.cap) {
        (None, _) => 0,
        (Some(_), Cap::Round) => 1,
        (Some(_), Cap::Butt | Cap::Square) => 2,
    };
    let mut chosen = now;
    row(ui, "Line", |ui| {
        let names = ["Unbroken", "Dotted", "Dashed"];
        let shown = egui::ComboBox::from_id_salt("dash").selected_text(names[now]).show_ui(ui, |ui| {
            for (at, name) in names.into_iter().enumerate() {
                ui.selectable_value(&mut chosen, at, name);
            }
        });
        shown.response
    });
    if chosen != now {
        (stroke.dash, stroke.cap) = match chosen {
            0 => (Vec::new(), Cap::Butt),
            1 => dotted,
            _ => dashed,
        };
    }
}

/// The row for how much shines through.
pub(super) fn opacity_row(ui: &mut Ui, opacity: &mut f64) {
    *opacity = percent_row(ui, "Opacity", *opacity, 0.0..=100.0).unwrap_or(*opacity);
}

/// The row for how colours mix with those under them.
pub(super) fn blend_row(ui: &mut Ui, blend: &mut Blend) {
    let names = Blend::ALL.map(|blend| {
        (
            blend,
            match blend {
                Blend::Normal => "Cover",
                Blend::Multiply => "Multiply",
                Blend::Screen => "Screen",
                Blend::Overlay => "Overlay",
                Blend::Darken => "Darken",
                Blend::Lighten => "Lighten",
            },
        )
    });
    choice(ui, "Colours", blend, &names);
}

/// The rows for a shadow, under the element or, `inwards`, into it.
pub(super) fn shadow_rows(ui: &mut Ui, shadow: &mut Option<Shadow>, inwards: bool) {
    let mut has = shadow.is_some();
    let (words, box_words) = if inwards { ("Inner shadow", "Falls into it") } else { ("Shadow", "Throws one") };
    row(ui, words, |ui| check_box(ui, &mut has, box_words));
    match (has, shadow.is_some()) {
        (true, false) => *shadow = Some(Shadow::default()),
        (false, true) => *shadow = None,
        _ => {}
    }
    let Some(shadow) = shadow else { return };
    row(ui, "Softness", |ui| ui.add(number(&mut shadow.blur, 0.0..=60.0, "")));
    row(ui, "Falls down", |ui| ui.add(number(&mut shadow.dy, -100.0..=100.0, "")));
    row(ui, "Falls right", |ui| ui.add(number(&mut shadow.dx, -100.0..=100.0, "")));
    row(ui, "Its colour", |ui| color_button(ui, &mut shadow.color, "Shadow colour"));
}
