//! Small pictures of badges.

use std::collections::{HashMap, VecDeque};

use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{self, Color32, ColorImage, Rect, TextureHandle, TextureOptions, Ui, Vec2, pos2};

use crate::document::Document;
use crate::render::raster::{Pixels, Renderer};
use crate::scene::{Scene, build};

/// Names a badge among the thumbnails: a starter's name, or a path.
pub type Key = String;

/// The pixels of a document's artwork, drawn as a square of this side.
pub fn draw(document: &Document, side: u32) -> Pixels {
    Renderer::new().render(&build(&document.artwork, &document.badge), side)
}

/// The pixels as the window holds them.
pub fn to_image(pixels: &Pixels) -> ColorImage {
    ColorImage::from_rgba_premultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba)
}

/// How many pixels a square of this many points has here.
pub fn pixels_of(ui: &Ui, side: f32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred pixels")]
    let pixels = (side * ui.pixels_per_point()).round().clamp(1.0, 2048.0) as u32;
    pixels
}

/// Paints a picture sharply; words beside it say what it is.
fn paint(ui: &Ui, rect: Rect, texture: &TextureHandle) {
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    ui.painter().image(texture.id(), rect.round_to_pixels(ui.pixels_per_point()), whole, Color32::WHITE);
}

/// Pictures of documents that do not change while they are shown. They are
/// drawn one after the other beside the window; `App` does the drawing.
#[derive(Default)]
pub struct Thumbnails {
    made: HashMap<Key, (u32, TextureHandle)>,
    wanted: VecDeque<(Key, Document, u32)>,
}

impl Thumbnails {
    /// Shows the thumbnail in this square. What is not drawn yet is wanted
    /// from now on, and a calm disc stands in its place.
    pub fn show(&mut self, ui: &mut Ui, rect: Rect, key: &str, document: &Document) {
        let side = pixels_of(ui, rect.width());
        match self.made.get(key) {
            Some((_, texture)) => paint(ui, rect, texture),
            None => {
                let line = super::theme::Tokens::of(ui).line.gamma_multiply(0.5);
                ui.painter().circle_filled(rect.center(), rect.width() * 0.46, line);
            }
        }
        let has = self.made.get(key).is_some_and(|(made, _)| *made == side);
        if !has && !self.wanted.iter().any(|(wanted, _, pixels)| wanted == key && *pixels == side) {
            self.wanted.push_back((key.to_owned(), document.clone(), side));
        }
    }

    /// What to draw next, with the side in pixels.
    pub fn next(&self) -> Option<(Key, Document, u32)> {
        self.wanted.front().cloned()
    }

    /// Takes in what was drawn.
    pub fn keep(&mut self, ctx: &egui::Context, key: Key, pixels: &Pixels) {
        self.wanted.retain(|(wanted, _, side)| !(*wanted == key && *side == pixels.width));
        let texture = ctx.load_texture(&key, to_image(pixels), TextureOptions::LINEAR);
        self.made.insert(key, (pixels.width, texture));
    }

    /// Forgets a thumbnail whose document changed.
    pub fn forget(&mut self, key: &str) {
        self.made.remove(key);
        self.wanted.retain(|(wanted, ..)| wanted != key);
    }
}

/// The picture of the document that is being worked on: drawn anew at once
/// when it changed, which takes about a millisecond at this size.
#[derive(Default)]
pub struct LiveThumbnail {
    renderer: Renderer,
    shown: Option<(Document, u32, TextureHandle)>,
}

impl LiveThumbnail {
    /// Shows the document, whose scene is given, in a square of this side.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, scene: &Scene, side: f32) {
        let pixels = pixels_of(ui, side);
        let current = matches!(&self.shown, Some((shown, size, _)) if shown.same_version(document) && *size == pixels);
        if !current {
            let image = to_image(&self.renderer.render(scene, pixels));
            let texture = match self.shown.take() {
                Some((_, _, mut texture)) => {
                    texture.set(image, TextureOptions::LINEAR);
                    texture
                }
                None => ui.ctx().load_texture("live thumbnail", image, TextureOptions::LINEAR),
            };
            self.shown = Some((document.clone(), pixels, texture));
        }
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), egui::Sense::hover());
        if let Some((_, _, texture)) = &self.shown {
            paint(ui, rect, texture);
        }
    }
}
