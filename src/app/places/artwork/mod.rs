//! The canvas and what stands beside it.

mod announce;
mod arrange;
mod arranging;
mod canvas;
mod chosen;
mod clipboard;
mod commands;
mod crop_view;
mod cross;
mod elements;
mod eyedropper;
mod guides;
mod icon_picker;
mod menu;
mod message;
mod model;
mod overlay;
mod own_fonts;
mod paint;
mod palettes;
mod picture_properties;
mod pictures;
mod place_properties;
mod pointer;
mod points;
mod previews;
mod properties;
mod rows;
mod rulers;
mod seeing;
mod snapping_menu;
mod surface;
mod switch;
mod text_properties;
mod texture;
mod toolbar;
mod typing;
mod update;
mod viewport;

use eframe::egui::{self, Frame, Margin, Ui};

pub use arrange::Arrange;
pub use commands::commands;
pub use message::Message;
use model::Board;
pub use model::Canvas;
pub use update::update;

use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::theme::Tokens;

/// How much of the right column the list of elements has.
const ELEMENTS_SHARE: f32 = 0.4;

/// Shows the place for the artwork: tools, canvas, and what is chosen.
pub fn show(ui: &mut Ui, canvas: &mut Canvas, desk: &Desk, out: &mut Outbox<Message>) {
    Board { canvas, desk }.show(ui, out);
}

impl Board<'_> {
    fn show(&mut self, ui: &mut Ui, out: &mut Outbox<Message>) {
        let tokens = Tokens::of(ui);
        let bar = Frame::new().fill(tokens.panel);
        egui::Panel::left("tools").exact_size(56.0).resizable(false).frame(bar.inner_margin(Margin::same(8))).show(
            ui,
            |ui| {
                self.toolbar(ui, out);
            },
        );
        egui::Panel::right("properties")
            .exact_size(320.0)
            .resizable(false)
            .frame(bar.inner_margin(Margin::same(16)))
            .show(ui, |ui| {
                let share = (ui.available_height() * ELEMENTS_SHARE).round();
                let below = Frame::new().inner_margin(Margin { top: 12, ..Margin::ZERO });
                egui::Panel::bottom("elements").exact_size(share).resizable(false).frame(below).show(ui, |ui| {
                    self.elements(ui, out);
                });
                egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.properties(ui, out));
            });
        egui::CentralPanel::default().frame(Frame::new().fill(tokens.background)).show(ui, |ui| {
            self.canvas(ui, out);
        });
        if let Some(picker) = &mut self.canvas.icons
            && !picker.show(ui, out)
        {
            self.canvas.icons = None;
        }
        self.bound_text(ui, out);
        let Canvas { seeing, surface, rect, .. } = &mut *self.canvas;
        if let Some(view) = seeing
            && !view.show(ui, self.desk, *rect, surface.renderer())
        {
            *seeing = None;
        }
    }
}
