//! The picture of the canvas: the badge as it will be exported.

use std::sync::Arc;

use eframe::egui::{self, Color32, ColorImage, Painter, Rect, TextureHandle, TextureOptions, Ui, Vec2};

use super::texture::CanvasTexture;
use super::viewport::Viewport;
use crate::render::raster::{MAX_SIDE, Renderer, quick_side};
use crate::scene::Scene;

/// The picture of the canvas, and what draws it.
#[derive(Default)]
pub(super) struct Surface {
    renderer: Renderer,
    texture: CanvasTexture,
    checks: Option<TextureHandle>,
    /// Of this scene, the longest side that is drawn without a wait.
    quick: Option<(Arc<Scene>, u32)>,
    pub(super) pressed: bool,
}

impl Surface {
    pub(super) fn renderer(&mut self) -> &mut Renderer {
        &mut self.renderer
    }

    pub(super) fn draw(&mut self, ui: &Ui, scene: &Arc<Scene>, viewport: Viewport) {
        // A window larger than what can be drawn at once is drawn a little less sharp.
        let most = ui.input(|input| input.max_texture_side).min(MAX_SIDE as usize) as f32;
        let density = ui.ctx().pixels_per_point().min(most / viewport.rect.size().max_elem());
        let density = self.density(scene, viewport, density);
        let size = viewport.rect.size() * density;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window's size in pixels")]
        let size = [size.x.round().max(1.0) as u32, size.y.round().max(1.0) as u32];
        self.texture.draw(ui.ctx(), &mut self.renderer, scene, size, viewport.to_pixels(density));
    }

    /// Paints what was drawn over this rectangle of the window.
    pub(super) fn paint(&self, painter: &Painter, rect: Rect) {
        self.texture.paint(painter, rect);
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
    pub(super) fn checks(&mut self, ui: &Ui) -> egui::TextureId {
        let texture = self.checks.get_or_insert_with(|| {
            let (clear, gray) = (Color32::TRANSPARENT, Color32::from_rgba_unmultiplied(128, 128, 128, 22));
            let image = ColorImage::new([2, 2], vec![clear, gray, gray, clear]);
            ui.ctx().load_texture("checks", image, TextureOptions::NEAREST_REPEAT)
        });
        texture.id()
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::Pos2;

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
