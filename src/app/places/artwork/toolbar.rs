//! The tools at the left of the canvas, and pictures of what is offered.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{self, CornerRadius, Rect, Role, Sense, TextureHandle, TextureOptions, Ui, WidgetInfo, pos2, vec2};

use super::{Board, Message};
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::theme::{CONTROL_RADIUS, Tokens};
use crate::app::toolkit::thumbnails::to_image;
use crate::app::toolkit::widgets::{Action, Weight, focus_ring};
use crate::artwork::{Artwork, Color, Element, ElementId, Frame, IconWeight, Kind, Paint, SIDE};
use crate::badge::Badge;
use crate::editing::{NewElement, ToolKind};
use crate::render::raster::Renderer;
use crate::scene::build;

/// Side of what is pressed to choose a picture, and of the picture in it.
pub(super) const ICON_CELL: f32 = 52.0;
const ICON_SIDE: f32 = 30.0;

impl Board<'_> {
    pub(super) fn toolbar(&mut self, ui: &mut Ui, out: &mut Outbox<Message>) {
        ui.spacing_mut().item_spacing.y = 6.0;
        let tool = self.canvas.tools.kind();
        let pick = |ui: &mut Ui, kind: ToolKind, icon: &str, words: &str| {
            ui.add(Action::icon_only(icon, words).selected(tool == kind))
                .clicked()
                .then_some(Out::Mine(Message::Tool(kind)))
        };
        out.extend(pick(ui, ToolKind::Select, "cursor", "Choose and move (V)"));
        out.extend(pick(ui, ToolKind::Nodes, "bezier-curve", "Change points (N)"));
        out.extend(pick(ui, ToolKind::Pen, "pen-nib", "Draw a path (P)"));
        out.extend(pick(ui, ToolKind::Paint, "gradient", "Change paint on the badge (G)"));
        self.shape_menu(ui, out);
        out.extend(pick(ui, ToolKind::Text, "text-t", "Type on the badge (T)"));
        menu(ui, "text-aa", "Add text", &NewElement::TEXTS, out);
        if ui.add(Action::icon_only("smiley", "Add an icon")).clicked() {
            out.mine(Message::ChooseIcon { replace: false });
        }
        if ui.add(Action::icon_only("image", "Add a picture")).clicked() {
            out.mine(Message::ChoosePicture);
        }
        out.extend(pick(ui, ToolKind::Eyedropper, "eyedropper", "Take a colour of the badge (I)"));
        out.extend(pick(ui, ToolKind::Hand, "hand", "Move the view (H)"));
        out.extend(pick(ui, ToolKind::Zoom, "magnifying-glass", "Zoom with the pointer (Z)"));
    }

    /// The shapes to choose one, drawn.
    fn shape_menu(&mut self, ui: &mut Ui, out: &mut Outbox<Message>) {
        let pictures = &mut self.canvas.shape_pictures;
        let button = ui.add(Action::icon_only("shapes", "Add a shape"));
        egui::Popup::menu(&button).align(egui::RectAlign::RIGHT_START).show(|ui| {
            ui.set_width(ICON_CELL * 6.0);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let shapes: Vec<NewElement> = NewElement::shapes().collect();
            for line in shapes.chunks(6) {
                ui.horizontal(|ui| {
                    for new in line {
                        let picture = |ui: &Ui, pictures: &mut Pictures| {
                            pictures.picture(ui, new.label(), IconWeight::Fill, || {
                                let mut element = new.element(&Artwork::default());
                                let white = Paint::Solid(Color::WHITE);
                                let scale = SIDE / element.frame.width.max(element.frame.height) * 0.96;
                                element.fill = element.fill.map(|_| white.clone());
                                if let Some(stroke) = &mut element.stroke {
                                    // Fewer and larger, so that they show in a picture this small.
                                    stroke.paint = white;
                                    stroke.width *= 6.0;
                                    stroke.dash.iter_mut().for_each(|dash| *dash *= 5.0);
                                }
                                element.resized(element.frame.width * scale, element.frame.height * scale)
                            })
                        };
                        if pictures.cell(ui, new.label(), picture).clicked() {
                            out.push(new.command());
                            ui.close();
                        }
                    }
                });
            }
        });
    }
}

fn menu(ui: &mut Ui, icon: &str, words: &str, offered: &[NewElement], out: &mut Outbox<Message>) {
    let button = ui.add(Action::icon_only(icon, words));
    egui::Popup::menu(&button).align(egui::RectAlign::RIGHT_START).show(|ui| {
        ui.set_width(216.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        for new in offered {
            if ui.add(Action::new(new.label()).icon(new.icon()).weight(Weight::Quiet).full_width()).clicked() {
                out.push(new.command());
                ui.close();
            }
        }
    });
}

/// Pictures of what is offered, drawn in white when they are first seen.
#[derive(Default)]
pub(super) struct Pictures {
    renderer: Renderer,
    drawn: HashMap<(&'static str, IconWeight), TextureHandle>,
}

impl Pictures {
    /// The picture of an element in white, to be tinted.
    fn picture(
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
    fn cell(
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
