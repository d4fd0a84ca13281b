//! The small cards on the canvas: zoom, and the badge in the sizes people see.

use std::sync::Arc;

use eframe::egui::{self, Align2, Color32, Frame, Margin, Rect, TextureHandle, TextureOptions, Ui, Vec2, pos2, vec2};

use super::Ask;
use super::surface::to_image;
use super::viewport::Viewport;
use crate::app::command::Command;
use crate::app::theme::{Tokens, text};
use crate::app::widgets::{Action, card, note};
use crate::render::raster::Renderer;
use crate::scene::Scene;

/// Sizes in which badges are mostly seen, in pixels.
const SIDES: [u32; 3] = [110, 64, 32];

/// Least width of a canvas that has room for previews, in points.
const ROOM: f32 = 420.0;

/// The pictures of the badge in small sizes.
#[derive(Default)]
pub(super) struct Previews {
    /// Of which scene, and how densely, each picture was drawn.
    drawn: Vec<Option<(Arc<Scene>, f32)>>,
    /// Which picture is drawn next while there is little time.
    next: usize,
    textures: Vec<TextureHandle>,
}

impl Previews {
    /// Shows them in the lower right corner of the canvas; where their card lies.
    pub(super) fn card(
        &mut self,
        ui: &mut Ui,
        canvas: Rect,
        scene: &Arc<Scene>,
        renderer: &mut Renderer,
        commands: &mut Vec<Command>,
    ) -> Option<Rect> {
        if canvas.width() < ROOM {
            return None;
        }
        self.draw(ui, scene, renderer);
        let size = vec2(SIDES.iter().sum::<u32>() as f32 + 4.0 * 16.0, SIDES[0] as f32 + 50.0);
        let corner =
            Rect::from_min_size(pos2(canvas.right() - 48.0, canvas.bottom() - size.y - 12.0), vec2(28.0, 28.0));
        let place = Rect::from_min_size(canvas.max - size - vec2(16.0, 16.0), size);
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            card(ui).inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 8 }).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    for (side, texture) in SIDES.iter().zip(&self.textures) {
                        let side = *side as f32;
                        ui.allocate_ui(vec2(side, SIDES[0] as f32 + 22.0), |ui| {
                            ui.with_layout(egui::Layout::bottom_up(egui::Align::Center), |ui| {
                                note(ui, format!("{side}"));
                                let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), egui::Sense::hover());
                                let whole = Rect::from_min_max(egui::Pos2::ZERO, pos2(1.0, 1.0));
                                ui.painter().image(texture.id(), rect, whole, Color32::WHITE);
                            });
                        });
                    }
                });
            });
        });
        ui.scope_builder(egui::UiBuilder::new().max_rect(corner), |ui| {
            if ui.add(Action::icon_only("eye", "See it as others do").small()).clicked() {
                commands.push(Command::Canvas(Ask::SeeAsOthers));
            }
        });
        Some(place)
    }

    /// Draws what is out of date: all of it, or one picture a frame while the
    /// pointer is down, when many frames follow one another.
    fn draw(&mut self, ui: &Ui, scene: &Arc<Scene>, renderer: &mut Renderer) {
        let density = ui.ctx().pixels_per_point();
        let in_a_hurry = ui.input(|input| input.pointer.any_down()) && self.drawn.iter().all(Option::is_some);
        self.drawn.resize_with(SIDES.len(), || None);
        for step in 0..SIDES.len() {
            let at = (self.next + step) % SIDES.len();
            let same = |(old, d): &(Arc<Scene>, f32)| Arc::ptr_eq(old, scene) && (*d - density).abs() < f32::EPSILON;
            if self.drawn[at].as_ref().is_some_and(same) {
                continue;
            }
            let side = SIDES[at];
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small size in pixels")]
            let image = to_image(&renderer.render(scene, (side as f32 * density).round() as u32));
            match self.textures.get_mut(at) {
                Some(texture) => texture.set(image, TextureOptions::LINEAR),
                None => {
                    let texture = ui.ctx().load_texture(format!("preview {side}"), image, TextureOptions::LINEAR);
                    self.textures.push(texture);
                }
            }
            self.drawn[at] = Some((Arc::clone(scene), density));
            if in_a_hurry {
                self.next = (at + 1) % SIDES.len();
                ui.ctx().request_repaint();
                return;
            }
        }
    }
}

/// The zoom, in the lower left corner of the canvas; where its card lies.
pub(super) fn zoom_card(ui: &mut Ui, canvas: Rect, viewport: Viewport, commands: &mut Vec<Command>) -> Rect {
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
                    commands.push(Command::Canvas(Ask::ZoomOut));
                }
                let (rect, _) = ui.allocate_exact_size(vec2(56.0, 36.0), egui::Sense::hover());
                let percent = format!("{:.0} %", viewport.zoom * 100.0);
                ui.painter().text(rect.center(), Align2::CENTER_CENTER, percent, text::strong(), tokens.ink);
                if ui.add(Action::icon_only("plus", "Zoom in")).clicked() {
                    commands.push(Command::Canvas(Ask::ZoomIn));
                }
                if ui.add(Action::new("Fit").weight(crate::app::widgets::Weight::Quiet)).clicked() {
                    commands.push(Command::Canvas(Ask::ZoomFit));
                }
            });
        });
    });
    place
}
