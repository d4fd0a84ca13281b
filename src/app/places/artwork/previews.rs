//! The small cards on the canvas: zoom, and the badge in the sizes people see.

use std::sync::Arc;

use eframe::egui::{self, Align2, Frame, Margin, Rect, Ui, Vec2, pos2, vec2};
use kurbo::Affine;

use super::message::Message;
use super::texture::CanvasTexture;
use super::viewport::Viewport;
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::thumbnails::pixels_of;
use crate::app::toolkit::widgets::{Action, card, note};
use crate::artwork::SIDE;
use crate::render::raster::Renderer;
use crate::scene::Scene;

/// Sizes in which badges are mostly seen, in points of the window.
const SIDES: [f32; 3] = [110.0, 64.0, 32.0];

/// Least width of a canvas that has room for previews, in points.
const ROOM: f32 = 420.0;

/// The pictures of the badge in small sizes.
#[derive(Default)]
pub(super) struct Previews {
    textures: [CanvasTexture; SIDES.len()],
    /// Which picture is drawn next while there is little time.
    next: usize,
}

impl Previews {
    /// Shows them in the lower right corner of the canvas; where their card lies.
    pub(super) fn card(
        &mut self,
        ui: &mut Ui,
        canvas: Rect,
        scene: &Arc<Scene>,
        renderer: &mut Renderer,
        out: &mut Outbox<Message>,
    ) -> Option<Rect> {
        if canvas.width() < ROOM {
            return None;
        }
        self.draw(ui, scene, renderer);
        let size = vec2(SIDES.iter().sum::<f32>() + 4.0 * 16.0, SIDES[0] + 50.0);
        let corner =
            Rect::from_min_size(pos2(canvas.right() - 48.0, canvas.bottom() - size.y - 12.0), vec2(28.0, 28.0));
        let place = Rect::from_min_size(canvas.max - size - vec2(16.0, 16.0), size);
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            card(ui).inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 8 }).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    for (side, texture) in SIDES.into_iter().zip(&self.textures) {
                        ui.allocate_ui(vec2(side, SIDES[0] + 22.0), |ui| {
                            ui.with_layout(egui::Layout::bottom_up(egui::Align::Center), |ui| {
                                note(ui, format!("{side}"));
                                let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), egui::Sense::hover());
                                texture.paint(ui.painter(), rect);
                            });
                        });
                    }
                });
            });
        });
        ui.scope_builder(egui::UiBuilder::new().max_rect(corner), |ui| {
            if ui.add(Action::icon_only("eye", "See it as others do").small()).clicked() {
                out.mine(Message::SeeAsOthers);
            }
        });
        Some(place)
    }

    /// Draws what is out of date: all of it, or one picture a frame while the
    /// pointer is down, when many frames follow one another.
    fn draw(&mut self, ui: &Ui, scene: &Arc<Scene>, renderer: &mut Renderer) {
        let in_a_hurry =
            ui.input(|input| input.pointer.any_down()) && !self.textures.iter().any(CanvasTexture::is_empty);
        for step in 0..SIDES.len() {
            let at = (self.next + step) % SIDES.len();
            let side = pixels_of(ui, SIDES[at]);
            let view = Affine::scale(f64::from(side) / SIDE);
            if self.textures[at].shows(scene, [side, side], view) {
                continue;
            }
            self.textures[at].draw(ui.ctx(), renderer, scene, [side, side], view);
            if in_a_hurry {
                self.next = (at + 1) % SIDES.len();
                ui.ctx().request_repaint();
                return;
            }
        }
    }
}

/// The zoom, in the lower left corner of the canvas; where its card lies.
pub(super) fn zoom_card(ui: &mut Ui, canvas: Rect, viewport: Viewport, out: &mut Outbox<Message>) -> Rect {
    let tokens = Tokens::of(ui);
    let size = vec2(196.0, 44.0);
    let place = Rect::from_min_size(pos2(canvas.left() + 16.0, canvas.bottom() - size.y - 16.0), size);
    ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
        let frame =
            Frame::new().fill(tokens.panel).stroke((1.0, tokens.line)).corner_radius(12).inner_margin(Margin::same(4));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                if ui.add(Action::icon_only("minus", "Zoom out")).clicked() {
                    out.mine(Message::ZoomOut);
                }
                let (rect, _) = ui.allocate_exact_size(vec2(56.0, 36.0), egui::Sense::hover());
                let percent = format!("{:.0} %", viewport.zoom * 100.0);
                ui.painter().text(rect.center(), Align2::CENTER_CENTER, percent, text::strong(), tokens.ink);
                if ui.add(Action::icon_only("plus", "Zoom in")).clicked() {
                    out.mine(Message::ZoomIn);
                }
                if ui.add(Action::new("Fit").weight(crate::app::toolkit::widgets::Weight::Quiet)).clicked() {
                    out.mine(Message::ZoomFit);
                }
            });
        });
    });
    place
}
