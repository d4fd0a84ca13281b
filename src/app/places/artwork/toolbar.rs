//! The tools at the left of the canvas.

use eframe::egui::{self, Ui, vec2};

use super::message::Message;
use super::model::Board;
use super::pictures::{ICON_CELL, Pictures};
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::widgets::{Action, Weight};
use crate::artwork::{Artwork, Color, IconWeight, Paint, SIDE};
use crate::editing::{NewElement, ToolKind};

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
