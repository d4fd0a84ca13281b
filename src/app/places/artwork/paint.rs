//! Choosing colours, gradients, outlines and shadows.

use eframe::egui::{self, CornerRadius, Role, Sense, Stroke as Line, StrokeKind, Ui, WidgetInfo, vec2};

use super::eyedropper::eyedropper_button;
use super::message::Message;
use super::rows::{choice, number, percent_row, row, row_named};
use crate::app::desk::Outbox;
use crate::app::toolkit::color_button::{color_button, to_color32};
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, check_box, field, focus_ring};
use crate::artwork::{Blend, Cap, Color, Element, Join, Kind, Motif, Paint, Shadow, Stop, Stroke, StrokeAlignment};
use crate::editing::ToolKind;
use crate::editing::paint_handles::{Painted, painted};

/// Side of a colour to press, in points.
const SWATCH: f32 = 24.0;

/// Most numbers of a dash pattern that are read.
const MAX_DASHES: usize = 16;

/// The badge's colours to press, a picker for any other, and the eyedropper.
fn swatches(ui: &mut Ui, color: &mut Color, palette: &[Color], what: &str) -> egui::Response {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(3.0, 4.0);
        ui.spacing_mut().interact_size = vec2(SWATCH, SWATCH);
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
        let picker = color_button(ui, color, what);
        eyedropper_button(ui, color, what);
        picker
    })
    .inner
}

/// True where a fill makes no difference.
fn has_paint(element: &Element) -> bool {
    element.fill.is_some() || matches!(element.kind, Kind::Text(_) | Kind::Icon { .. })
}

/// The fill an element gets when it is asked to have one.
fn default_fill(palette: &[Color]) -> Paint {
    Paint::Solid(palette.first().copied().unwrap_or(Color::BLACK))
}

/// The rows for what an element is filled with.
pub(super) fn paint_rows(ui: &mut Ui, element: &mut Element, palette: &[Color], out: &mut Outbox<Message>) {
    let mut filled = element.fill.is_some();
    if !has_paint(element) || !matches!(element.kind, Kind::Text(_) | Kind::Icon { .. }) {
        row(ui, "Fill", |ui| check_box(ui, &mut filled, "Filled"));
    }
    match (filled, &mut element.fill) {
        (false, fill) => *fill = None,
        (true, fill @ None) => *fill = Some(default_fill(palette)),
        (true, Some(_)) => {}
    }
    if let Some(fill) = &mut element.fill {
        kind_row(ui, fill, palette, Painted::Fill);
        colors_rows(ui, fill, palette, Painted::Fill);
        if !matches!(fill, Paint::Solid(_)) {
            handles_row(ui, out);
        }
    }
}

/// The row that goes to the handles of a paint on the badge.
pub(super) fn handles_row(ui: &mut Ui, out: &mut Outbox<Message>) {
    row_named(ui, "Handles", "On the badge", |ui| {
        let button = ui.add(Action::new("On the badge").icon("gradient").small());
        if button.clicked() {
            out.mine(Message::Tool(ToolKind::Paint));
        }
        button
    });
}

/// The name of a field of a paint: those of an outline say whose they are.
fn named(field: &str, of: Painted) -> String {
    match of {
        Painted::Fill => field.to_owned(),
        Painted::Line => format!("{field}, outline"),
    }
}

fn kind_row(ui: &mut Ui, paint: &mut Paint, palette: &[Color], of: Painted) {
    let before = match paint {
        Paint::Solid(_) => 0,
        Paint::Linear { .. } => 1,
        Paint::Radial { .. } => 2,
        Paint::Angular { .. } => 3,
        Paint::Pattern { .. } => 4,
    };
    let names = ["One colour", "Along a line", "From a point", "Around a point", "Pattern"];
    // A line has too little room for marks.
    let offered = if of == Painted::Fill { 5 } else { 4 };
    let (mut now, name) = (before, named("Paint", of));
    row_named(ui, "Paint", &name, |ui| {
        let combo = egui::ComboBox::from_id_salt(&name).selected_text(names[before]).width(160.0);
        let shown = combo.show_ui(ui, |ui| {
            for (at, name) in names.into_iter().enumerate().take(offered) {
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

fn colors_rows(ui: &mut Ui, paint: &mut Paint, palette: &[Color], of: Painted) {
    match paint {
        Paint::Solid(color) => {
            let words = if of == Painted::Fill { "Colour" } else { "Line colour" };
            row(ui, words, |ui| swatches(ui, color, palette, words));
        }
        Paint::Linear { .. } | Paint::Radial { .. } | Paint::Angular { .. } => gradient_rows(ui, paint, palette, of),
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

/// The rows for a gradient: its colours, and where they lie.
fn gradient_rows(ui: &mut Ui, paint: &mut Paint, palette: &[Color], of: Painted) {
    stop_rows(ui, paint, palette, of);
    match paint {
        Paint::Linear { from, to, .. } => {
            let mut angle = (to[1] - from[1]).atan2(to[0] - from[0]).to_degrees();
            let before = angle;
            let name = named("Direction", of);
            row_named(ui, "Direction", &name, |ui| ui.add(number(&mut angle, -180.0..=180.0, "°")));
            if (angle - before).abs() > f64::EPSILON {
                let (sin, cos) = angle.to_radians().sin_cos();
                *from = [0.5 - cos / 2.0, 0.5 - sin / 2.0];
                *to = [0.5 + cos / 2.0, 0.5 + sin / 2.0];
            }
        }
        Paint::Radial { center, radius, .. } => {
            center_row(ui, center, of);
            let mut percent = *radius * 100.0;
            let reach = number(&mut percent, 1.0..=400.0, " %").max_decimals(1);
            if row_named(ui, "Reach", &named("Reach", of), |ui| ui.add(reach)).changed() {
                *radius = percent / 100.0;
            }
        }
        Paint::Angular { center, angle, .. } => {
            center_row(ui, center, of);
            let name = named("Begins at", of);
            row_named(ui, "Begins at", &name, |ui| ui.add(number(angle, -360.0..=360.0, "°")));
        }
        Paint::Solid(_) | Paint::Pattern { .. } => {}
    }
}

/// The row for the middle of a gradient, in per cent of the frame.
fn center_row(ui: &mut Ui, center: &mut [f64; 2], of: Painted) {
    let mut percent = center.map(|part| part * 100.0);
    let [across, down] = &mut percent;
    row_named(ui, "Middle", &named("Middle across", of), |ui| {
        let size = vec2(78.0, 32.0);
        let first = ui.add_sized(size, number(across, -200.0..=300.0, " %").max_decimals(1));
        let second = ui.add_sized(size, number(down, -200.0..=300.0, " %").max_decimals(1));
        second.accessible_name(named("Middle down", of));
        first
    });
    for (part, percent) in center.iter_mut().zip(percent) {
        if (percent - *part * 100.0).abs() > 1e-9 {
            *part = percent / 100.0;
        }
    }
}

/// The rows for the colours of a gradient: which, where, one less, one more.
fn stop_rows(ui: &mut Ui, paint: &mut Paint, palette: &[Color], of: Painted) {
    let stops = paint.stops().to_vec();
    let last = stops.len().saturating_sub(1);
    let (mut gone, mut moved, mut painted) = (None, None, None);
    for (at, stop) in stops.iter().enumerate() {
        let words = match at {
            0 => "From".to_owned(),
            _ if at == last => "To".to_owned(),
            _ => format!("Colour {}", at + 1),
        };
        let mut color = stop.color;
        let name = named(&words, of);
        row_named(ui, &words, &name, |ui| swatches(ui, &mut color, palette, &name));
        if color != stop.color {
            painted = Some((at, color));
        }
        let mut percent = stop.offset * 100.0;
        let name = named(&format!("Place of colour {}", at + 1), of);
        row_named(ui, "at", &name, |ui| {
            let place = ui.add_sized(vec2(78.0, 32.0), number(&mut percent, 0.0..=100.0, " %").max_decimals(1));
            let remove = named(&format!("Remove colour {} of the gradient", at + 1), of);
            if stops.len() > 2 && ui.add(Action::icon_only("x", &remove).small()).clicked() {
                gone = Some(at);
            }
            if place.changed() {
                moved = Some((at, percent / 100.0));
            }
            place
        });
    }
    row_named(ui, "More", &named("Add a colour between", of), |ui| {
        let add = ui.add(Action::new("Add a colour between").icon("plus").small());
        if add.clicked() {
            // In the widest gap.
            let gap = |at: usize| stops.get(at + 1).map_or(0.0, |next| next.offset) - stops[at].offset;
            let widest = (0..last).max_by(|a, b| gap(*a).total_cmp(&gap(*b)));
            if let Some(at) = widest {
                paint.add_stop(stops[at].offset + gap(at) / 2.0);
            }
        }
        add
    });
    if let Some((at, color)) = painted {
        paint.paint_stop(at, color);
    }
    if let Some((at, offset)) = moved {
        paint.move_stop(at, offset);
    }
    if let Some(at) = gone {
        paint.remove_stop(at);
    }
}

/// The rows for an element's outline.
pub(super) fn stroke_rows(
    ui: &mut Ui,
    element: &mut Element,
    palette: &[Color],
    out: &mut Outbox<Message>,
    new: impl FnOnce() -> Stroke,
) {
    let stroke = &mut element.stroke;
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
        &[
            (StrokeAlignment::Centre, "On the edge"),
            (StrokeAlignment::Inside, "Inside"),
            (StrokeAlignment::Outside, "Outside"),
        ],
    );
    // A group's outline goes around each of its elements: there is no one line to lay colours along.
    if !matches!(element.kind, Kind::Group { .. }) {
        kind_row(ui, &mut stroke.paint, palette, Painted::Line);
    }
    colors_rows(ui, &mut stroke.paint, palette, Painted::Line);
    line_rows(ui, stroke);
    // Those of the fill come first.
    if matches!(painted(element), Some((Painted::Line, _))) {
        handles_row(ui, out);
    }
}

/// The rows for dashes, ends and corners of a line.
fn line_rows(ui: &mut Ui, stroke: &mut Stroke) {
    let dotted = (vec![0.0, stroke.width * 2.5], Cap::Round);
    let dashed = (vec![stroke.width * 3.0, stroke.width * 2.0], Cap::Butt);
    let now = match (stroke.dash.first(), stroke.cap) {
        (None, _) => 0,
        (Some(first), Cap::Round) if *first <= 0.0 => 1,
        _ => 2,
    };
    let mut chosen = now;
    choice(ui, "Line", &mut chosen, &[(0, "Unbroken"), (1, "Dotted"), (2, "Dashed")]);
    if chosen != now {
        (stroke.dash, stroke.cap) = match chosen {
            0 => (Vec::new(), Cap::Butt),
            1 => dotted,
            _ => dashed,
        };
    }
    if !stroke.dash.is_empty() {
        dash_row(ui, &mut stroke.dash);
    }
    choice(ui, "Ends", &mut stroke.cap, &[(Cap::Butt, "Cut off"), (Cap::Round, "Round"), (Cap::Square, "Square")]);
    let joins =
        [(Join::Usual, "As usual"), (Join::Pointed, "Pointed"), (Join::Round, "Round"), (Join::Bevel, "Cut off")];
    choice(ui, "Line corners", &mut stroke.join, &joins);
}

/// The row for the lengths of dashes and gaps in turn, typed one after another.
fn dash_row(ui: &mut Ui, dash: &mut Vec<f64>) {
    let id = ui.scope_id().with("lengths of dashes");
    // What is typed stays as it is until the field is left.
    let typed = ui.data(|data| data.get_temp::<String>(id));
    let mut text = typed.unwrap_or_else(|| dash.iter().map(|length| short(*length)).collect::<Vec<_>>().join(" "));
    let response = row(ui, "Lengths", |ui| ui.add(field(&mut text).hint_text("dash gap dash gap")));
    if response.changed()
        && let Some(lengths) = read_lengths(&text)
    {
        *dash = lengths;
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, text));
    } else {
        ui.data_mut(|data| data.remove_temp::<String>(id));
    }
}

fn short(length: f64) -> String {
    let number = format!("{length:.4}");
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Lengths typed with spaces or semicolons between them; none where they make
/// no line.
fn read_lengths(text: &str) -> Option<Vec<f64>> {
    let parts = text.split(|letter: char| letter.is_whitespace() || letter == ';').filter(|part| !part.is_empty());
    let lengths: Option<Vec<f64>> = parts
        .map(|part| part.replace(',', ".").parse::<f64>().ok().filter(|length| (0.0..=600.0).contains(length)))
        .collect();
    lengths.filter(|lengths| (1..=MAX_DASHES).contains(&lengths.len()) && lengths.iter().sum::<f64>() >= 0.5)
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
    // The two shadows of an element are told apart by the names of their fields.
    let named = |field: &str| format!("{field}, {}", words.to_lowercase());
    row_named(ui, "Softness", &named("Softness"), |ui| ui.add(number(&mut shadow.blur, 0.0..=60.0, "")));
    row_named(ui, "Falls down", &named("Falls down"), |ui| ui.add(number(&mut shadow.dy, -100.0..=100.0, "")));
    row_named(ui, "Falls right", &named("Falls right"), |ui| ui.add(number(&mut shadow.dx, -100.0..=100.0, "")));
    let colour = named("Its colour");
    row_named(ui, "Its colour", &colour, |ui| color_button(ui, &mut shadow.color, &colour));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_type_them() {
        assert_eq!(read_lengths("12 6"), Some(vec![12.0, 6.0]));
        assert_eq!(read_lengths(" 0;  7,5 ; 3"), Some(vec![0.0, 7.5, 3.0]));
        for wrong in ["", "0 0", "-3 4", "twelve", "1e9", "NaN 3"] {
            assert_eq!(read_lengths(wrong), None, "{wrong}");
        }
        assert_eq!(short(12.5), "12.5");
        assert_eq!(short(40.0), "40");
    }
}
