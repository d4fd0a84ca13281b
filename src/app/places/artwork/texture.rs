//! The canvas texture: a picture of a scene for the window that follows what is changed.

use std::sync::Arc;

use eframe::egui::{self, Color32, Rect, TextureHandle, TextureOptions, pos2};
use kurbo::Affine;

use crate::app::toolkit::thumbnails::to_image;
use crate::render::changed;
use crate::render::raster::{Part, Renderer};
use crate::scene::Scene;

/// What was drawn: this scene, in this many pixels, through this view.
type Drawn = (Arc<Scene>, [u32; 2], Affine);

/// Texture of the canvas: a picture in the memory of the graphics driver. While something is dragged,
/// only what changed is drawn and sent there.
#[derive(Default)]
pub(super) struct CanvasTexture {
    drawn: Option<Drawn>,
    texture: Option<TextureHandle>,
}

impl CanvasTexture {
    /// Whether nothing was drawn yet.
    pub(super) fn is_empty(&self) -> bool {
        self.drawn.is_none()
    }

    /// Whether this is what it shows.
    pub(super) fn shows(&self, scene: &Arc<Scene>, size: [u32; 2], view: Affine) -> bool {
        self.drawn
            .as_ref()
            .is_some_and(|(old, old_size, old_view)| Arc::ptr_eq(old, scene) && *old_size == size && *old_view == view)
    }

    /// Draws what it does not show yet. `view` takes badge units to pixels.
    pub(super) fn draw(
        &mut self,
        ctx: &egui::Context,
        renderer: &mut Renderer,
        scene: &Arc<Scene>,
        size: [u32; 2],
        view: Affine,
    ) {
        if self.shows(scene, size, view) {
            return;
        }
        let before = self.drawn.replace((Arc::clone(scene), size, view));
        let before = before.filter(|(_, old_size, old_view)| *old_size == size && *old_view == view);
        match (before, &mut self.texture) {
            (Some((old, ..)), Some(texture)) => {
                let area = changed(&old, scene).map(|area| view.transform_rect_bbox(area));
                if let Some(part) = area.and_then(|area| Part::around(area, size)) {
                    let image = to_image(&renderer.render_part(scene, size, view, part));
                    texture.set_partial([part.left as usize, part.top as usize], image, TextureOptions::LINEAR);
                }
            }
            (_, texture) => {
                let image = to_image(&renderer.render_view(scene, size[0], size[1], view));
                match texture {
                    Some(texture) => texture.set(image, TextureOptions::LINEAR),
                    None => *texture = Some(ctx.load_texture("badge", image, TextureOptions::LINEAR)),
                }
            }
        }
    }

    /// Paints it over this rectangle of the window.
    pub(super) fn paint(&self, painter: &egui::Painter, rect: Rect) {
        if let Some(texture) = &self.texture {
            painter.image(texture.id(), rect, Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)), Color32::WHITE);
        }
    }
}
