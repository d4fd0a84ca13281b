//! The canvas in the window: the badge, what lies over it, and how it is looked at.

use std::sync::Arc;

use eframe::egui::{Color32, CursorIcon, Key, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::message::Message;
use super::model::{Board, Canvas};
use super::previews::zoom_card;
use crate::app::desk::Outbox;

/// How many squares of the checkerboard lie along a side of the artwork.
const CHECKS: f32 = 20.0;

/// Where the checkerboard begins, in squares: not at a whole one, where a
/// graphics driver has to say on which side of a pixel's middle an edge lies.
const ASIDE: f32 = 0.013;

impl Board<'_> {
    pub(super) fn canvas(&mut self, ui: &mut Ui, out: &mut Outbox<Message>) {
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
        self.canvas.surface.paint(&painter, rect);
        self.overlay(ui, &painter, viewport, &response);
        self.announce(ui, viewport, &scene, out);
        self.announce_points(ui, viewport);
        self.announce_cross(ui, viewport);
        self.rulers(ui, viewport, out);
        self.typing(ui, viewport, out);
        let zoom = zoom_card(ui, rect, viewport, out);
        let snapping = self.snapping_card(ui, rect, out);
        let Canvas { surface, previews, .. } = &mut self.canvas;
        let previews = previews.card(ui, rect, &scene, surface.renderer(), out);
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
