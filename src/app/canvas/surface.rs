//! The canvas itself: the badge as it will be exported, and the view of it.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, ColorImage, CursorIcon, Key, Pos2, Rect, Role, Sense, TextureHandle, TextureOptions, Ui, Vec2,
    WidgetInfo, pos2,
};

use super::Canvas;
use super::overlay::overlay;
use super::pointer::{ARM, INSET, REACH};
use super::tool::{ToolContext, ToolKind};
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::State;
use crate::render::changed;
use crate::render::raster::{MAX_SIDE, Part, Pixels, Renderer};
use crate::scene::Scene;

/// The picture of the canvas, drawn anew only where something changed.
#[derive(Default)]
pub(super) struct Surface {
    renderer: Renderer,
    drawn: Option<(Arc<Scene>, Viewport, f32)>,
    texture: Option<TextureHandle>,
    checks: Option<TextureHandle>,
    pub(super) pressed: bool,
}

/// A picture for the window.
pub(super) fn to_image(pixels: &Pixels) -> ColorImage {
    let size = [pixels.width as usize, pixels.height as usize];
    ColorImage::from_rgba_premultiplied(size, &pixels.rgba)
}

impl Surface {
    pub(super) fn renderer(&mut self) -> &mut Renderer {
        &mut self.renderer
    }

    fn draw(&mut self, ui: &Ui, scene: &Arc<Scene>, viewport: Viewport) -> egui::TextureId {
        // A window larger than what can be drawn at once is drawn a little less sharp.
        let most = ui.input(|input| input.max_texture_side).min(MAX_SIDE as usize) as f32;
        let density = ui.ctx().pixels_per_point().min(most / viewport.rect.size().max_elem());
        let size = viewport.rect.size() * density;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window's size in pixels")]
        let size = [size.x.round().max(1.0) as u32, size.y.round().max(1.0) as u32];
        let view = viewport.to_pixels(density);
        let before = self.drawn.take().filter(|(_, old_view, old_density)| {
            *old_view == viewport && (*old_density - density).abs() < f32::EPSILON
        });
        match (before, &mut self.texture) {
            (Some((old, ..)), Some(_)) if Arc::ptr_eq(&old, scene) => {}
            (Some((old, ..)), Some(texture)) => {
                // While something is dragged, little of the picture changes.
                if let Some(part) =
                    changed(&old, scene).and_then(|area| Part::around(view.transform_rect_bbox(area), size))
                {
                    let image = to_image(&self.renderer.render_part(scene, size, view, part));
                    texture.set_partial([part.left as usize, part.top as usize], image, TextureOptions::LINEAR);
                }
            }
            (_, texture) => {
                let image = to_image(&self.renderer.render_view(scene, size[0], size[1], view));
                match texture {
                    Some(texture) => texture.set(image, TextureOptions::LINEAR),
                    None => *texture = Some(ui.ctx().load_texture("canvas", image, TextureOptions::LINEAR)),
                }
            }
        }
        self.drawn = Some((Arc::clone(scene), viewport, density));
        self.texture.as_ref().map_or(egui::TextureId::default(), TextureHandle::id)
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

impl App {
    pub(super) fn surface(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(rect, Sense::click_and_drag());
        let words = format!("Canvas, {} elements", self.state.artwork().elements.len());
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &words));
        self.state.canvas.rect = Some(rect);
        self.move_view(ui, &response);
        let viewport = self.state.canvas.view.on(rect);
        self.pointer(ui, &response, viewport, commands);
        self.zoom_with_tool(ui, &response);
        self.pick_color(ui, &response, viewport, commands);
        self.canvas_menu(ui, &response, viewport, commands);
        self.keys(ui, &response, commands);

        let scene = Arc::clone(self.state.scene());
        let painter = ui.painter_at(rect);
        let board = viewport.artwork_rect();
        let checks = self.state.canvas.surface.checks(ui);
        painter.image(checks, board, Rect::from_min_size(Pos2::ZERO, Vec2::splat(20.0)), Color32::WHITE);
        let shown = self.shown_scene();
        let picture = self.state.canvas.surface.draw(ui, &shown, viewport);
        painter.image(picture, rect, Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)), Color32::WHITE);
        overlay(ui, &painter, viewport, &self.state, &scene);
        self.announce(ui, viewport, &scene, commands);
        self.announce_points(ui, viewport);
        self.show_cross(ui, &painter, viewport);
        self.rulers(ui, viewport, commands);
        self.typing(ui, viewport, commands);
        let zoom = super::previews::zoom_card(ui, rect, viewport, commands);
        let snapping = self.snapping_card(ui, rect, commands);
        let Canvas { surface, previews, .. } = &mut self.state.canvas;
        let previews = previews.card(ui, rect, &scene, &mut surface.renderer, commands);
        self.state.canvas.cards = [zoom, snapping].into_iter().chain(previews).collect();
    }

    fn move_view(&mut self, ui: &Ui, response: &egui::Response) {
        let rect = response.rect;
        let (space, middle) = ui.input(|i| (i.key_down(Key::Space), i.pointer.middle_down()));
        let panning = self.state.canvas.tool == ToolKind::Hand || middle || (space && !ui.ctx().text_edit_focused());
        if panning && response.dragged() {
            self.state.canvas.view.pan(rect, response.drag_delta());
        }
        if panning && response.hovered() {
            ui.ctx().set_cursor_icon(if response.dragged() { CursorIcon::Grabbing } else { CursorIcon::Grab });
        }
        if response.contains_pointer() {
            let (zoom, scroll, at) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta(), i.pointer.hover_pos()));
            if (zoom - 1.0).abs() > f32::EPSILON
                && let Some(at) = at
            {
                self.state.canvas.view.zoom_about(rect, zoom, at);
            } else if scroll != Vec2::ZERO {
                self.state.canvas.view.pan(rect, scroll);
            }
        }
    }
}

/// What tools see of the state; a point of the window is so many badge units.
pub(super) fn context(state: &State, unit: f64) -> ToolContext<'_> {
    ToolContext {
        artwork: state.artwork(),
        scene: state.scene(),
        selection: state.history.selection(),
        reach: f64::from(REACH) * unit,
        arm: f64::from(ARM) * unit,
        inset: f64::from(INSET) * unit,
        habits: state.settings.canvas,
    }
}
