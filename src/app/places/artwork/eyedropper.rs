//! The eyedropper's colour: for the field that asked, or for what is chosen.

use eframe::egui::{self, Color32, Id, Stroke, StrokeKind, Ui};
use kurbo::{Affine, Point};

use super::chosen::chosen_elements;
use super::message::Message;
use super::model::Board;
use super::viewport::Viewport;
use crate::app::desk::{Notice, Outbox};
use crate::app::toolkit::color_button::to_color32;
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::Action;
use crate::artwork::{Color, Element, Kind, Paint, Stroke as Line};
use crate::document::Edit;

/// Width of a line that the eyedropper gives to what had none.
const LINE: f64 = 6.0;

/// Under which the window remembers which field asks for a colour.
fn asking() -> Id {
    Id::unique("the field that asks for a colour of the badge")
}

/// A button that takes the eyedropper to the badge for the colour before it.
pub(super) fn eyedropper_button(ui: &mut Ui, color: &mut Color, what: &str) {
    let id = ui.scope_id().with(("eyedropper", what));
    let words = format!("Pick {} from the badge", what.to_lowercase());
    if ui.add(Action::icon_only("eyedropper", &words).small()).clicked() {
        ui.data_mut(|data| data.insert_temp(asking(), Some(id)));
    }
    if let Some(picked) = ui.data_mut(|data| data.remove_temp::<Option<Color>>(id)).flatten() {
        *color = picked;
    }
}

impl Board<'_> {
    /// Takes the eyedropper for a field that asks for a colour.
    pub(super) fn asked_for_color(&self, ui: &Ui, response: &egui::Response, out: &mut Outbox<Message>) {
        if let Some(field) = ui.data_mut(|data| data.remove_temp::<Option<Id>>(asking())).flatten() {
            out.mine(Message::PickFor(field));
            response.request_focus();
        }
    }

    /// Shows the colour under the pointer beside it.
    pub(super) fn lens(&mut self, ui: &Ui, viewport: Viewport, response: &egui::Response) {
        let Some(at) = response.hover_pos() else { return };
        let Some(color) = self.color_at(viewport, viewport.to_artwork(at)) else { return };
        let lens = egui::Rect::from_min_size(at + egui::vec2(14.0, 14.0), egui::vec2(28.0, 28.0));
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, asking()));
        let shown = to_color32(color);
        painter.rect(lens, 8.0, shown, Stroke::new(2.0, Color32::WHITE), StrokeKind::Inside);
        painter.rect_stroke(lens, 8.0, Stroke::new(1.0, Tokens::of(ui).line), StrokeKind::Outside);
    }

    /// Gives the colour of a place to the field that asked, or to what is chosen: to its
    /// fill, or to its `line`.
    pub(super) fn pick_color(&mut self, ctx: &egui::Context, out: &mut Outbox<Message>, at: Point, line: bool) {
        let viewport = self.canvas.viewport();
        let Some(color) = self.color_at(viewport, at) else {
            return out.say(Notice::error("Nothing is painted there. Click on the badge to take a colour."));
        };
        let Some((field, before)) = self.canvas.asked.take() else {
            return self.paint_with(ctx, out, color, line);
        };
        ctx.data_mut(|data| data.insert_temp(field, Some(color)));
        self.take_tool(before, out);
    }

    /// The colour that is seen at a place; none where nothing is painted.
    fn color_at(&mut self, viewport: Viewport, at: Point) -> Option<Color> {
        let scale = f64::from(viewport.zoom);
        let view = Affine::translate((0.5 - at.x * scale, 0.5 - at.y * scale)) * Affine::scale(scale);
        let scene = std::sync::Arc::clone(self.desk.scene());
        let pixels = self.canvas.surface.renderer().render_view(&scene, 1, 1, view);
        let &[r, g, b, a] = pixels.rgba.first_chunk::<4>()?;
        if a == 0 {
            return None;
        }
        let straight = |channel: u8| (u16::from(channel) * 255 / u16::from(a)).min(255) as u8;
        Some(Color { r: straight(r), g: straight(g), b: straight(b), a })
    }

    /// Paints what is chosen with one colour; with nothing chosen the colour
    /// goes to the clipboard.
    fn paint_with(&mut self, ctx: &egui::Context, out: &mut Outbox<Message>, color: Color, line: bool) {
        let chosen = chosen_elements(self.desk);
        if chosen.is_empty() {
            ctx.copy_text(color.to_string());
            return out.say(Notice::done(format!("The colour {color} is on the clipboard.")));
        }
        let edits =
            vec![Edit::Put(chosen.iter().filter(|one| !one.locked).map(|one| painted(one, color, line)).collect())];
        out.edit(format!("Paint with {color}"), edits);
    }
}

/// An element in another colour; of a group each that has such a paint.
fn painted(element: &Element, color: Color, line: bool) -> Element {
    let mut painted = element.clone();
    if let Kind::Group { elements } = &mut painted.kind {
        for inner in elements.iter_mut().filter(|inner| !inner.locked) {
            let has_it = if line { inner.stroke.is_some() } else { inner.fill.is_some() };
            if has_it || matches!(inner.kind, Kind::Group { .. }) {
                *inner = self::painted(inner, color, line).into();
            }
        }
    } else if line {
        let stroke = painted.stroke.take().unwrap_or_else(|| Line::solid(color, LINE));
        painted.stroke = Some(Line { paint: Paint::Solid(color), ..stroke });
    } else {
        painted.fill = Some(Paint::Solid(color));
    }
    painted
}
