//! The canvas itself: the badge as it will be exported, and the view of it.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, ColorImage, CursorIcon, Key, Pos2, Rect, Role, Sense, TextureHandle, TextureOptions, Ui, Vec2,
    WidgetInfo,
};

use super::plate::Plate;
use super::viewport::Viewport;
use super::{Board, Canvas, Message};
use crate::app::desk::{Desk, Outbox};
use crate::editing::tool::ToolContext;
use crate::render::raster::{MAX_SIDE, Renderer, quick_side};
use crate::scene::Scene;

/// The picture of the canvas, and what draws it.
#[derive(Default)]
pub(super) struct Surface {
    renderer: Renderer,
    plate: Plate,
    checks: Option<TextureHandle>,
    /// Of this scene, the longest side that is drawn without a wait.
    quick: Option<(Arc<Scene>, u32)>,
    pub(super) pressed: bool,
}

/// How many squares of the checkerboard lie along a side of the artwork.
const CHECKS: f32 = 20.0;

/// Where the checkerboard begins, in squares: not at a whole one, where a
/// graphics driver has to say on which side of a pixel's middle an edge lies.
const ASIDE: f32 = 0.013;

impl Surface {
    pub(super) fn renderer(&mut self) -> &mut Renderer {
        &mut self.renderer
    }

    fn draw(&mut self, ui: &Ui, scene: &Arc<Scene>, viewport: Viewport) {
        // A window larger than what can be drawn at once is drawn a little less sharp.
        let most = ui.input(|input| input.max_texture_side).min(MAX_SIDE as usize) as f32;
        let density = ui.ctx().pixels_per_point().min(most / viewport.rect.size().max_elem());
        let density = self.density(scene, viewport, density);
        let size = viewport.rect.size() * density;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window's size in pixels")]
        let size = [size.x.round().max(1.0) as u32, size.y.round().max(1.0) as u32];
        self.plate.draw(ui.ctx(), &mut self.renderer, scene, size, viewport.to_pixels(density));
    }

    /// How many pixels a point of the window gets: all that the screen has, unless
    /// the badge has so many parts that whoever works on it would wait for them.
    fn density(&mut self, scene: &Arc<Scene>, viewport: Viewport, sharp: f32) -> f32 {
        let known = self.quick.as_ref().filter(|(of, _)| Arc::ptr_eq(of, scene)).map(|(_, side)| *side);
        let quick = known.unwrap_or_else(|| quick_side(scene));
        self.quick = Some((Arc::clone(scene), quick));
        let board = viewport.artwork_rect().intersect(viewport.rect).size().max(Vec2::ZERO);
        let seen = (board.x * board.y).sqrt();
        if seen * sharp > quick as f32 { quick as f32 / seen } else { sharp }
    }

    /// A quiet checkerboard for what is transparent.
    fn checks(&mut self, ui: &Ui) -> egui::TextureId {
        let texture = self.checks.get_or_insert_with(|| {
            let (clear, gray) = (Color32::TRANSPARENT, Color32::from_rgba_unmultiplied(128, 128, 128, 22));
            let image = ColorImage::new([2, 2], vec![clear, gray, gray, clear]);
            ui.ctx().load_texture("checks", image, TextureOptions::NEAREST_REPEAT)
        });
        texture.id()
    }
}

impl Board<'_> {
    pub(super) fn surface(&mut self, ui: &mut Ui, out: &mut Outbox<Message>) {
        let rect = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(rect, Sense::click_and_drag());
        let words = match self.desk.artwork().elements.len() {
            1 => "Canvas, 1 element".to_owned(),
            count => format!("Canvas, {count} elements"),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &words));
        self.canvas.rect = Some(rect);
        self.move_view(ui, &response);
        let viewport = self.canvas.view.on(rect);
        self.pointer(ui, &response, viewport, out);
        self.asked_for_color(ui, &response, out);
        self.canvas_menu(ui, &response, viewport, out);
        self.keys(ui, &response, out);

        let scene = Arc::clone(self.desk.scene());
        let painter = ui.painter_at(rect);
        let board = viewport.artwork_rect();
        let checks = self.canvas.surface.checks(ui);
        let squares = Rect::from_min_size(Pos2::ZERO + Vec2::splat(ASIDE), Vec2::splat(CHECKS));
        painter.image(checks, board, squares, Color32::WHITE);
        let shown = self.shown_scene();
        self.canvas.surface.draw(ui, &shown, viewport);
        self.canvas.surface.plate.paint(&painter, rect);
        self.overlay(ui, &painter, viewport, &response);
        self.announce(ui, viewport, &scene, out);
        self.announce_points(ui, viewport);
        self.announce_cross(ui, viewport);
        self.rulers(ui, viewport, out);
        self.typing(ui, viewport, out);
        let zoom = super::previews::zoom_card(ui, rect, viewport, out);
        let snapping = self.snapping_card(ui, rect, out);
        let Canvas { surface, previews, .. } = &mut self.canvas;
        let previews = previews.card(ui, rect, &scene, &mut surface.renderer, out);
        self.canvas.cards = [zoom, snapping].into_iter().chain(previews).collect();
    }

    fn move_view(&mut self, ui: &Ui, response: &egui::Response) {
        let rect = response.rect;
        let (space, middle) = ui.input(|i| (i.key_down(Key::Space), i.pointer.middle_down()));
        let panning = middle || (space && !ui.ctx().text_edit_focused());
        if panning && response.dragged() {
            self.canvas.view.pan(rect, response.drag_delta());
        }
        if panning && response.hovered() {
            ui.ctx().set_cursor_icon(if response.dragged() { CursorIcon::Grabbing } else { CursorIcon::Grab });
        }
        if response.contains_pointer() {
            let (zoom, scroll, at) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta(), i.pointer.hover_pos()));
            if (zoom - 1.0).abs() > f32::EPSILON
                && let Some(at) = at
            {
                self.canvas.view.zoom_about(rect, zoom, at);
            } else if scroll != Vec2::ZERO {
                self.canvas.view.pan(rect, scroll);
            }
        }
    }
}

/// What tools see of the state; a point of the window is so many badge units.
pub(super) fn context(desk: &Desk, unit: f64) -> ToolContext<'_> {
    let habits = desk.settings.canvas;
    ToolContext::new(desk.document(), desk.scene(), desk.history.selection(), habits, unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::places::artwork::viewport::View;
    use crate::artwork::{Artwork, Color, Element, ElementId, Frame, Kind, Paint};
    use crate::badge::Badge;
    use crate::scene::build;

    #[test]
    fn a_badge_of_very_many_parts_is_shown_less_sharp_and_any_other_as_it_is() {
        let disc = |id| {
            let kind = Element::new(ElementId(id), Kind::Disc, Frame::centred(600.0, 600.0));
            Arc::new(kind.filled(Paint::Solid(Color::BLACK)))
        };
        let scene = |count| {
            let artwork = Artwork { elements: (0..count).map(disc).collect(), ..Artwork::default() };
            Arc::new(build(&artwork, &Badge::default()))
        };
        let viewport = View::default().on(Rect::from_min_size(Pos2::ZERO, Vec2::new(1600.0, 1000.0)));
        let mut surface = Surface::default();
        assert!((surface.density(&scene(30), viewport, 2.0) - 2.0).abs() < 1e-6);
        let less = surface.density(&scene(1900), viewport, 2.0);
        assert!((0.3..1.8).contains(&less), "{less}");
    }
}
