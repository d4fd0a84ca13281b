//! Pictures of what is offered, to press one.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{self, CornerRadius, Rect, Role, Sense, TextureHandle, TextureOptions, Ui, WidgetInfo, pos2, vec2};

use crate::app::toolkit::theme::{CONTROL_RADIUS, Tokens};
use crate::app::toolkit::thumbnails::to_image;
use crate::app::toolkit::widgets::focus_ring;
use crate::artwork::{Artwork, Color, Element, ElementId, Frame, IconWeight, Kind, Paint, SIDE};
use crate::badge::Badge;
use crate::render::raster::Renderer;
use crate::scene::build;

/// Side of what is pressed to choose a picture, and of the picture in it.
pub(super) const ICON_CELL: f32 = 52.0;
const ICON_SIDE: f32 = 30.0;

/// Pictures of what is offered, drawn in white when they are first seen.
#[derive(Default)]
pub(super) struct Pictures {
    renderer: Renderer,
    drawn: HashMap<(&'static str, IconWeight), TextureHandle>,
}

impl Pictures {
    /// The picture of an element in white, to be tinted.
    pub(super) fn picture(
        &mut self,
        ui: &Ui,
        name: &'static str,
        weight: IconWeight,
        element: impl FnOnce() -> Element,
    ) -> egui::TextureId {
        let texture = self.drawn.entry((name, weight)).or_insert_with(|| {
            let artwork = Artwork { elements: vec![Arc::new(element())], ..Artwork::default() };
            let scene = build(&artwork, &Badge::default());
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small size in pixels")]
            let side = (ICON_SIDE * ui.ctx().pixels_per_point()).round() as u32;
            let image = to_image(&self.renderer.render(&scene, side));
            ui.ctx().load_texture(name, image, TextureOptions::LINEAR)
        });
        texture.id()
    }

    /// An icon to press.
    pub(super) fn icon_cell(
        &mut self,
        ui: &mut Ui,
        name: &'static str,
        weight: IconWeight,
        words: &str,
    ) -> egui::Response {
        self.cell(ui, words, |ui, pictures| {
            pictures.picture(ui, name, weight, || {
                let kind = Kind::Icon { name: name.to_owned(), weight };
                Element::new(ElementId(1), kind, Frame::centred(SIDE, SIDE)).filled(Paint::Solid(Color::WHITE))
            })
        })
    }

    /// One picture to press; `picture` gives it when it is seen.
    pub(super) fn cell(
        &mut self,
        ui: &mut Ui,
        words: &str,
        picture: impl FnOnce(&Ui, &mut Self) -> egui::TextureId,
    ) -> egui::Response {
        let tokens = Tokens::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ICON_CELL, ICON_CELL), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let cell = rect.shrink(2.0);
        let radius = CornerRadius::same(CONTROL_RADIUS);
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(cell, radius, tokens.accent.ground);
        }
        if response.has_focus() {
            focus_ring(ui, cell.shrink(2.0), radius);
        }
        let whole = Rect::from_min_max(egui::Pos2::ZERO, pos2(1.0, 1.0));
        let place = Rect::from_center_size(rect.center(), vec2(ICON_SIDE, ICON_SIDE));
        let picture = picture(ui, self);
        ui.painter().image(picture, place, whole, tokens.ink);
        response.on_hover_text(words)
    }
}
