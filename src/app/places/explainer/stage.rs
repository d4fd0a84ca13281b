//! The badge that comes apart: its picture in sheets, and its record in slips
//! that are drawn out of it one by one.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, CornerRadius, FontId, Pos2, Rect, RichText, Role, Sense, Stroke, StrokeKind, TextWrapMode,
    TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, WidgetText, pos2, vec2,
};

use super::Explainer;
use super::steps::{COUNT, STEPS};
use crate::app::toolkit::theme::{CARD_RADIUS, CONTROL_RADIUS, Tokens, text};
use crate::app::toolkit::thumbnails::{pixels_of, to_image};
use crate::app::toolkit::widgets::paint_icon;
use crate::artwork::{Artwork, Element, Kind};
use crate::render::raster::Renderer;
use crate::scene::build;

/// Widest stage in points.
pub(super) const WIDEST: f32 = 460.0;
/// Its height.
pub(super) const HEIGHT: f32 = 408.0;

/// Side of the badge while it stands alone, and while its record is out.
const LARGE: f32 = 288.0;
const SMALL: f32 = 148.0;
const SLIP_HEIGHT: f32 = 88.0;
const SLIP_GAP: f32 = 12.0;

/// The sheets of the picture: ground, symbol, words.
const SHEETS: usize = 3;

fn is_on(sheet: usize, element: &Element) -> bool {
    let its = match element.kind {
        Kind::Text(_) => 2,
        Kind::Icon { .. } => 1,
        _ => 0,
    };
    its == sheet
}

pub(super) fn show(ui: &mut Ui, explainer: &mut Explainer, width: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(width.min(WIDEST), HEIGHT), Sense::hover());
    let told = told(explainer);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &told));
    let tokens = Tokens::of(ui);
    ui.painter().rect_filled(rect, CornerRadius::same(CARD_RADIUS), tokens.background);
    let inside = rect.shrink(16.0);
    let out = ui.ctx().animate_value_with_time(egui::Id::unique("record out"), f32::from(explainer.step > 0), 0.35);
    let apart = explainer.apart && explainer.step == 0;
    let apart = ui.ctx().animate_value_with_time(egui::Id::unique("picture apart"), f32::from(apart), 0.35);
    let side = egui::lerp(LARGE..=SMALL, out);
    let center = inside.center().lerp(pos2(inside.left() + SMALL / 2.0, inside.center().y), out);
    slips(ui, explainer, inside, center);
    sheets(ui, explainer, center, side, apart);
}

/// What is to be seen, for people who cannot see it.
fn told(explainer: &Explainer) -> String {
    let name = &explainer.badge().name;
    match explainer.step {
        0 if explainer.apart => format!("The picture of “{name}” in three sheets: ground, symbol and words"),
        0 => format!("The badge “{name}”"),
        step => {
            let parts: Vec<String> =
                (1..=step).map(|at| format!("{}: {}", STEPS[at].part, said(explainer, at).join(", "))).collect();
            format!("The badge “{name}”, out of which come: {}", parts.join(". "))
        }
    }
}

/// The picture, as one or with its sheets beside each other.
fn sheets(ui: &mut Ui, explainer: &mut Explainer, center: Pos2, side: f32, apart: f32) {
    let pixels = pixels_of(ui, LARGE);
    if explainer.stage.sheets.as_ref().is_none_or(|(made, _)| *made != pixels) {
        explainer.stage.sheets = Some((pixels, draw_sheets(ui, explainer, pixels)));
    }
    let Some((_, textures)) = &explainer.stage.sheets else { return };
    let tokens = Tokens::of(ui);
    let side = side * (1.0 - 0.38 * apart);
    for (at, texture) in textures.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "three sheets")]
        let step = at as f32 - 1.0;
        let rect = Rect::from_center_size(center + apart * vec2(step * 104.0, step * -96.0), Vec2::splat(side));
        if apart > 0.0 {
            let frame = rect.expand(6.0);
            // Letters may be white: they lie on the badge's own first colour.
            let fill = if at == 2 { first_color(explainer) } else { tokens.panel };
            let fill = fill.gamma_multiply(0.9 * apart);
            let line = Stroke::new(1.0, tokens.line.gamma_multiply(apart));
            ui.painter().rect(frame, CornerRadius::same(CARD_RADIUS), fill, line, StrokeKind::Inside);
        }
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture.id(), rect, whole, Color32::WHITE);
    }
    if apart > 0.5 {
        for (at, name) in ["Ground", "Symbol", "Words"].into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "three sheets")]
            let step = at as f32 - 1.0;
            let below = center + apart * vec2(step * 104.0, step * -96.0) + vec2(0.0, side / 2.0 - 6.0);
            let ink = tokens.soft.gamma_multiply(2.0 * apart - 1.0);
            let galley = ui.painter().layout_no_wrap(name.to_owned(), text::note_strong(), ink);
            let ground = Rect::from_center_size(below, galley.size() + vec2(16.0, 6.0));
            ui.painter().rect_filled(ground, CornerRadius::same(255), tokens.panel);
            ui.painter().galley(below - galley.size() / 2.0, galley, ink);
        }
    }
}

fn first_color(explainer: &Explainer) -> Color32 {
    let color = explainer.document.artwork.palette.first();
    color.map_or(Color32::GRAY, |color| Color32::from_rgb(color.r, color.g, color.b))
}

fn draw_sheets(ui: &Ui, explainer: &Explainer, pixels: u32) -> Vec<TextureHandle> {
    let (badge, artwork) = (explainer.badge(), &explainer.document.artwork);
    let mut renderer = Renderer::new();
    let mut sheet = |at: usize| {
        let elements = artwork.elements.iter().filter(|element| is_on(at, element)).map(Arc::clone).collect();
        let part = Artwork { elements, ..Artwork::clone(artwork) };
        let image = to_image(&renderer.render(&build(&part, badge), pixels));
        ui.ctx().load_texture(format!("sheet {at}"), image, TextureOptions::LINEAR)
    };
    (0..SHEETS).map(&mut sheet).collect()
}

/// The slips of the record that are out so far.
fn slips(ui: &Ui, explainer: &Explainer, inside: Rect, badge: Pos2) {
    let tokens = Tokens::of(ui);
    let left = inside.left() + SMALL + 28.0;
    for at in 1..COUNT {
        let is_out = explainer.step >= at;
        let out = ui.ctx().animate_value_with_time(egui::Id::unique(("slip", at)), f32::from(is_out), 0.3);
        if out <= 0.0 {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "four slips")]
        let top = inside.top() + (at - 1) as f32 * (SLIP_HEIGHT + SLIP_GAP);
        let home = Rect::from_min_max(pos2(left, top), pos2(inside.right(), top + SLIP_HEIGHT));
        let rect = home.translate((badge - home.center()) * (1.0 - out));
        let is_here = explainer.step == at;
        let line = if is_here { Stroke::new(2.0, tokens.accent.ink) } else { Stroke::new(1.0, tokens.line) };
        let from = pos2(badge.x + SMALL / 2.0 - 10.0, badge.y);
        ui.painter().line_segment([from, rect.left_center()], Stroke::new(1.5, line.color.gamma_multiply(out)));
        ui.painter().rect(rect, CornerRadius::same(CONTROL_RADIUS), tokens.panel, line, StrokeKind::Inside);
        slip(ui, explainer, at, rect, is_here);
    }
}

fn slip(ui: &Ui, explainer: &Explainer, at: usize, rect: Rect, is_here: bool) {
    let tokens = Tokens::of(ui);
    let ink = if is_here { tokens.accent.ink } else { tokens.soft };
    paint_icon(ui, rect.left_top() + vec2(20.0, 18.0), STEPS[at].icon, is_here, 18.0, ink);
    let write = |words: &str, font: FontId, color: Color32, left: f32, y: f32| {
        let words: WidgetText = RichText::new(words).font(font.clone()).into();
        let galley =
            words.into_galley(ui, Some(TextWrapMode::Truncate), rect.right() - 10.0 - rect.left() - left, font);
        ui.painter().galley(pos2(rect.left() + left, rect.top() + y - galley.size().y / 2.0), galley, color);
    };
    write(STEPS[at].part, text::note_strong(), ink, 36.0, 18.0);
    for (row, words) in said(explainer, at).iter().enumerate().take(3) {
        #[expect(clippy::cast_precision_loss, reason = "three rows")]
        let y = 38.0 + row as f32 * 17.0;
        write(words, text::note(), tokens.ink, 12.0, y);
    }
}

/// What stands on a slip, out of the badge itself.
fn said(explainer: &Explainer, at: usize) -> Vec<String> {
    let badge = explainer.badge();
    match at {
        1 => vec![format!("From {}", badge.issuer.name), "To Amy, amy@example.org".to_owned()],
        2 => {
            let skills: Vec<&str> = badge.skills.iter().map(|skill| skill.label.as_str()).collect();
            let layer = badge.layer().map(|layer| format!("{} layer", layer.name)).unwrap_or_default();
            vec![badge.name.clone(), layer, skills.join(" · ")]
        }
        3 => badge.criteria.statements.clone(),
        _ => match &explainer.sample {
            None => vec!["Not sealed yet".to_owned()],
            Some(sample) if sample.is_changed => {
                vec!["A letter was changed".to_owned(), sample.verdict.title().to_owned()]
            }
            Some(sample) => vec!["Sealed a moment ago".to_owned(), sample.verdict.title().to_owned()],
        },
    }
}
