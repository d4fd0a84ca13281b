//! The badge as others will see it: in the sizes of badges, on light and dark
//! ground, on a page, and with other eyes.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, CornerRadius, Pos2, Rect, Sense, TextureHandle, TextureOptions, Ui, Vec2, pos2, vec2,
};

use crate::app::desk::Desk;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::thumbnails::{pixels_of, to_image};
use crate::app::toolkit::widgets::{Action, floating, focus_ring, heading};
use crate::artwork::ColorVision;
use crate::render::raster::Renderer;
use crate::render::vision;
use crate::scene::Scene;

/// The sizes, in points.
const SIDES: [f32; 5] = [600.0, 256.0, 110.0, 64.0, 32.0];

const LIGHT: Color32 = Color32::WHITE;
const DARK: Color32 = Color32::from_rgb(0x1B, 0x20, 0x26);

/// Width of the view: the largest picture with a margin on either side.
const WIDTH: f32 = 648.0;

/// The open view.
#[derive(Default)]
pub(super) struct Seeing {
    vision: ColorVision,
    /// Of which scene, with which eyes and how densely, each picture was drawn.
    drawn: [Option<(Arc<Scene>, ColorVision, f32)>; SIDES.len()],
    /// Which picture is drawn next while there is little time.
    next: usize,
    textures: Vec<TextureHandle>,
}

/// What a way of seeing is called.
fn vision_name(vision: ColorVision) -> &'static str {
    match vision {
        ColorVision::Full => "All colours",
        ColorVision::Protanopia => "No red (protanopia)",
        ColorVision::Deuteranopia => "No green (deuteranopia)",
        ColorVision::Tritanopia => "No blue (tritanopia)",
        ColorVision::Grey => "In grey",
    }
}

impl Seeing {
    /// Shows the view in a corner of the canvas: beside the work, which goes on, and as
    /// the badge is at each moment. False once it is closed.
    pub(super) fn show(&mut self, ui: &Ui, desk: &Desk, canvas: Option<Rect>, renderer: &mut Renderer) -> bool {
        let badge = desk.badge();
        let room = ui.ctx().content_rect();
        let place = canvas.map_or(room.min, |canvas| canvas.min) + vec2(12.0, 12.0);
        let shown = egui::Window::new("As others see it")
            .title_bar(false)
            .resizable(false)
            .constrain_to(room)
            .default_pos(place)
            .frame(floating(ui.ctx()))
            .show(ui.ctx(), |ui| {
                ui.set_width(WIDTH);
                let closed = ui.horizontal(|ui| {
                    heading(ui, "As others see it");
                    let right = egui::Layout::right_to_left(egui::Align::Center);
                    ui.with_layout(right, |ui| ui.add(Action::new("Close").small()).clicked()).inner
                });
                ui.horizontal_wrapped(|ui| {
                    for vision in ColorVision::ALL {
                        let chosen = self.vision == vision;
                        if ui.add(Action::new(vision_name(vision)).selected(chosen).pill().small()).clicked() {
                            self.vision = vision;
                        }
                    }
                });
                self.draw(ui, desk.scene(), renderer);
                ui.add_space(4.0);
                let height = (room.height() * 0.6).max(160.0);
                egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
                    for ground in [LIGHT, DARK] {
                        self.row(ui, ground);
                        ui.add_space(8.0);
                    }
                    self.page(ui, &badge.name, &badge.issuer.name);
                    ui.add_space(8.0);
                    self.whole(ui);
                });
                closed.inner
            });
        shown.and_then(|shown| shown.inner) != Some(true)
    }

    /// Draws what is out of date: all of it, or one picture a frame while the
    /// pointer is down.
    fn draw(&mut self, ui: &Ui, scene: &Arc<Scene>, renderer: &mut Renderer) {
        let density = ui.ctx().pixels_per_point();
        let in_a_hurry = ui.input(|input| input.pointer.any_down()) && self.drawn.iter().all(Option::is_some);
        for step in 0..SIDES.len() {
            let at = (self.next + step) % SIDES.len();
            let same = |(old, vision, d): &(Arc<Scene>, ColorVision, f32)| {
                Arc::ptr_eq(old, scene) && *vision == self.vision && (*d - density).abs() < f32::EPSILON
            };
            if self.drawn[at].as_ref().is_some_and(same) {
                continue;
            }
            let pixels = renderer.render(scene, pixels_of(ui, SIDES[at]));
            let image = to_image(&vision::seen(self.vision, pixels));
            match self.textures.get_mut(at) {
                Some(texture) => texture.set(image, TextureOptions::LINEAR),
                None => self.textures.push(ui.ctx().load_texture("seen", image, TextureOptions::LINEAR)),
            }
            self.drawn[at] = Some((Arc::clone(scene), self.vision, density));
            if in_a_hurry {
                self.next = (at + 1) % SIDES.len();
                ui.ctx().request_repaint();
                return;
            }
        }
    }

    fn picture(&self, ui: &Ui, at: usize, place: Pos2) {
        let Some(texture) = self.textures.get(at) else { return };
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        let rect = Rect::from_min_size(place, Vec2::splat(SIDES[at]));
        ui.painter().image(texture.id(), rect, whole, Color32::WHITE);
    }

    fn row(&self, ui: &mut Ui, ground: Color32) {
        let words = if ground == LIGHT { "The badge on light ground" } else { "The badge on dark ground" };
        // The largest has a place of its own.
        let sizes = 1..SIDES.len();
        let rect = part(ui, SIDES[sizes.start] + 24.0, words);
        // In the window's own light or dark, the ground would have no edge.
        let edge = (1.0, Tokens::of(ui).line);
        ui.painter().rect(rect, CornerRadius::same(8), ground, edge, egui::StrokeKind::Inside);
        let mut left = rect.left() + 24.0;
        for at in sizes {
            let side = SIDES[at];
            self.picture(ui, at, pos2(left, rect.center().y - side / 2.0));
            left += side + 32.0;
        }
    }

    /// A list of badges, as a profile page shows it.
    fn page(&self, ui: &mut Ui, name: &str, issuer: &str) {
        let rect = part(ui, 96.0, "The badge on a web page");
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_filled(rect, CornerRadius::same(8), Color32::from_rgb(0xF3, 0xF2, 0xEF));
        let card = rect.shrink2(vec2(24.0, 8.0));
        painter.rect_filled(card, CornerRadius::same(6), Color32::WHITE);
        self.picture(ui, 3, card.left_center() + vec2(12.0, -32.0));
        let ink = Color32::from_rgb(0x1C, 0x24, 0x30);
        let soft = Color32::from_rgb(0x5A, 0x64, 0x73);
        let left = card.left() + 92.0;
        let lines = [
            (name, text::strong(), ink, -22.0),
            (issuer, text::body(), soft, 0.0),
            ("Issued this month", text::note(), soft, 20.0),
        ];
        for (words, font, color, down) in lines {
            painter.text(pos2(left, card.center().y + down), egui::Align2::LEFT_CENTER, words, font, color);
        }
    }

    /// The badge in full size, half on light and half on dark ground.
    fn whole(&self, ui: &mut Ui) {
        let side = SIDES[0];
        let rect = part(ui, side + 48.0, "The badge in full size, half on light and half on dark ground");
        let (light, dark) = rect.split_left_right_at_fraction(0.5);
        ui.painter().rect_filled(light, CornerRadius { nw: 8, sw: 8, ne: 0, se: 0 }, LIGHT);
        ui.painter().rect_filled(dark, CornerRadius { nw: 0, sw: 0, ne: 8, se: 8 }, DARK);
        self.picture(ui, 0, rect.center() - Vec2::splat(side / 2.0));
    }
}

/// Room for a part of the view, which the keyboard reaches and brings into
/// sight.
fn part(ui: &mut Ui, height: f32, words: &str) -> Rect {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        focus_ring(ui, rect, CornerRadius::same(8));
    }
    rect
}
