//! The canvas and what stands beside it.

mod announce;
mod arrange;
mod chosen;
mod clipboard;
mod commands;
mod crop_view;
mod cross;
mod elements;
mod icon_picker;
mod menu;
mod message;
mod overlay;
mod own_fonts;
mod paint;
mod palettes;
mod picture_properties;
mod place_properties;
mod plate;
mod pointer;
mod points;
mod previews;
mod properties;
mod rulers;
mod seeing;
mod snapping_menu;
mod surface;
mod text_properties;
mod toolbar;
mod typing;
mod update;
mod viewport;
mod views;

use eframe::egui::{self, Frame, Margin, Rect, Ui, Vec2};

pub use commands::commands;
pub use message::Message;
pub use update::update;

use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::theme::Tokens;
use crate::artwork::Color;
use crate::document::Selection;
use crate::editing::{ToolKind, Toolbox};

pub use arrange::Arrange;
pub use snapping_menu::Switch;

/// How much of the right column the list of elements has.
const ELEMENTS_SHARE: f32 = 0.4;

/// What the canvas remembers between frames.
#[derive(Default)]
pub struct Canvas {
    /// What is shown, how large.
    pub view: viewport::View,
    /// Where the canvas lay in the last frame.
    pub rect: Option<Rect>,
    /// The tools.
    pub tools: Toolbox,
    /// Whether the key that pastes was pressed, as far as the window told.
    v_is_down: bool,
    /// The field that asks for a colour of the badge, and the tool to take
    /// again when it has it.
    asked: Option<(egui::Id, ToolKind)>,
    menu: Option<menu::Menu>,
    /// Where cards lay over the canvas in the last frame.
    cards: Vec<Rect>,
    ghosted: crop_view::Ghosted,
    /// How far growing and shrinking move an outline, in badge units.
    offset: arrange::Distance,
    surface: surface::Surface,
    previews: previews::Previews,
    icons: Option<icon_picker::IconPicker>,
    shape_pictures: toolbar::Pictures,
    seeing: Option<seeing::Seeing>,
    /// The colour to find others for, once one was chosen.
    around: Option<Color>,
    /// What had the keyboard in the last frame: Escape takes it away before
    /// anybody can ask.
    focus_before: Option<egui::Id>,
    /// What was chosen in the last frame, so that the list shows what is newly
    /// chosen.
    chosen_before: Selection,
}

impl Canvas {
    pub(in crate::app) fn hint(&self) -> &'static str {
        self.tools.held().hint()
    }

    /// What is shown, on the canvas as it lay in the last frame.
    fn viewport(&self) -> viewport::Viewport {
        self.view.on(self.rect.unwrap_or(Rect::from_min_size(egui::Pos2::ZERO, Vec2::splat(600.0))))
    }

    /// True when the pointer was let go of something else than the canvas, where tools say
    /// themselves when a step ends.
    fn let_go_beside(&self, ui: &Ui) -> bool {
        !self.surface.pressed && ui.input(|input| input.pointer.any_released())
    }
}

/// The canvas and what it is given, while a frame is shown or a message taken in.
struct Board<'a> {
    canvas: &'a mut Canvas,
    desk: &'a Desk,
}

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
            self.surface(ui, out);
        });
        self.icon_picker(ui, out);
        self.bound_text(ui, out);
        self.seeing(ui);
    }
}
