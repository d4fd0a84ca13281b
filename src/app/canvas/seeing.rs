//! The badge as others will see it: in the sizes of badges, on light and dark
//! ground, on a page, and with other eyes.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, CornerRadius, Pos2, Rect, Sense, TextureHandle, TextureOptions, Ui, Vec2, pos2, vec2,
};

use crate::app::App;
use crate::app::theme::text;
use crate::app::thumbnails::to_image;
use crate::app::widgets::{Action, heading, modal};
use crate::artwork::Vision;
use crate::render::raster::Renderer;
use crate::render::vision;
use crate::scene::Scene;

/// The sizes, in pixels.
const SIDES: [u32; 5] = [600, 256, 110, 64, 32];

const LIGHT: Color32 = Color32::WHITE;
const DARK: Color32 = Color32::from_rgb(0x1B, 0x20, 0x26);

/// The open view.
#[derive(Default)]
pub(super) struct Seeing {
    vision: Vision,
    drawn: Option<(Arc<Scene>, Vision, f32)>,
    textures: Vec<TextureHandle>,
}

/// What a way of seeing is called.
fn vision_name(vision: Vision) -> &'static str {
    match vision {
        Vision::Full => "All colours",
        Vision::Protanopia => "No red (protanopia)",
        Vision::Deuteranopia => "No green (deuteranopia)",
        Vision::Tritanopia => "No blue (tritanopia)",
        Vision::Grey => "In grey",
    }
}

impl App {
    /// Shows the view while it is open.
    pub(super) fn seeing(&mut self, ui: &Ui) {
        let scene = Arc::clone(self.state.scene());
        let words = (self.state.badge().name.clone(), self.state.badge().issuer.name.clone());
        let canvas = &mut self.state.canvas;
        let Some(seeing) = &mut canvas.seeing else { return };
        let renderer = canvas.surface.renderer();
        let response = modal(ui.ctx(), "seeing").show(ui.ctx(), |ui| {
            ui.set_width(760.0);
            heading(ui, "As others see it");
            ui.horizontal_wrapped(|ui| {
                for vision in Vision::ALL {
                    let chosen = seeing.vision == vision;
                    if ui.add(Action::new(vision_name(vision)).selected(chosen).pill().small()).clicked() {
                        seeing.vision = vision;
                    }
                }
            });
            seeing.draw(ui, &scene, renderer);
            ui.add_space(4.0);
            let room = (ui.ctx().content_rect().height() - 240.0).max(160.0);
            egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
                for ground in [LIGHT, DARK] {
                    seeing.row(ui, ground);
                    ui.add_space(8.0);
                }
                seeing.page(ui, &words.0, &words.1);
                ui.add_space(8.0);
                seeing.whole(ui);
            });
            ui.add_space(8.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(Action::new("Close")).clicked()
            })
            .inner
        });
        if response.inner || response.should_close() {
            self.state.canvas.seeing = None;
        }
    }
}

impl Seeing {
    fn draw(&mut self, ui: &Ui, scene: &Arc<Scene>, renderer: &mut Renderer) {
        let density = ui.ctx().pixels_per_point();
        let same = |(old, vision, d): &(Arc<Scene>, Vision, f32)| {
            Arc::ptr_eq(old, scene) && *vision == self.vision && (*d - density).abs() < f32::EPSILON
        };
        if self.drawn.as_ref().is_some_and(same) {
            return;
        }
        self.textures = SIDES
            .into_iter()
            .map(|side| {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small size in pixels")]
                let pixels = renderer.render(scene, (side as f32 * density).round() as u32);
                let image = to_image(&vision::seen(self.vision, pixels));
                ui.ctx().load_texture(format!("seen {side}"), image, TextureOptions::LINEAR)
            })
            .collect();
        self.drawn = Some((Arc::clone(scene), self.vision, density));
    }

    fn picture(&self, ui: &Ui, at: usize, place: Pos2) {
        let Some(texture) = self.textures.get(at) else { return };
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        let rect = Rect::from_min_size(place, Vec2::splat(SIDES[at] as f32));
        ui.painter().image(texture.id(), rect, whole, Color32::WHITE);
    }

    fn row(&self, ui: &mut Ui, ground: Color32) {
        // The largest only once: two would not fit beside the page.
        let sizes = if ground == LIGHT { 1..SIDES.len() } else { 2..SIDES.len() };
        let height = SIDES[sizes.start] as f32 + 24.0;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let words = if ground == LIGHT { "The badge on light ground" } else { "The badge on dark ground" };
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
        ui.painter().rect_filled(rect, CornerRadius::same(8), ground);
        let mut left = rect.left() + 24.0;
        for at in sizes {
            let side = SIDES[at] as f32;
            self.picture(ui, at, pos2(left, rect.center().y - side / 2.0));
            left += side + 32.0;
        }
    }

    /// A list of badges, as a profile page shows it.
    fn page(&self, ui: &mut Ui, name: &str, issuer: &str) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 96.0), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "The badge on a web page"));
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
        let side = SIDES[0] as f32;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), side + 48.0), Sense::hover());
        let words = "The badge in full size, half on light and half on dark ground";
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
        let (light, dark) = rect.split_left_right_at_fraction(0.5);
        ui.painter().rect_filled(light, CornerRadius { nw: 8, sw: 8, ne: 0, se: 0 }, LIGHT);
        ui.painter().rect_filled(dark, CornerRadius { nw: 0, sw: 0, ne: 8, se: 8 }, DARK);
        self.picture(ui, 0, rect.center() - Vec2::splat(side / 2.0));
    }
}
