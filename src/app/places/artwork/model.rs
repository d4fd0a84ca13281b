//! The state of the place: the canvas as it was left in the last frame, and the tools.

use std::sync::Arc;

use eframe::egui::{self, Rect, Ui, Vec2};

use super::arrange::Distance;
use super::icon_picker::IconPicker;
use super::message::Message;
use super::pictures::Pictures;
use super::previews::Previews;
use super::seeing::Seeing;
use super::surface::Surface;
use super::viewport::{View, Viewport};
use crate::app::desk::{Desk, Outbox};
use crate::artwork::{Color, ElementId};
use crate::document::Selection;
use crate::editing::tool::{ToolContext, ToolOutput};
use crate::editing::{ToolKind, Toolbox};
use crate::scene::Scene;

/// What the canvas remembers between frames.
#[derive(Default)]
pub struct Canvas {
    /// What is shown, how large.
    pub view: View,
    /// Where the canvas lay in the last frame.
    pub rect: Option<Rect>,
    /// The tools.
    pub tools: Toolbox,
    /// Whether the key that pastes was pressed, as far as the window told.
    pub(super) v_is_down: bool,
    /// The field that asks for a colour of the badge, and the tool to take
    /// again when it has it.
    pub(super) asked: Option<(egui::Id, ToolKind)>,
    pub(super) menu: Option<Menu>,
    /// Where cards lay over the canvas in the last frame.
    pub(super) cards: Vec<Rect>,
    pub(super) ghosted: Ghosted,
    /// How far growing and shrinking move an outline, in badge units.
    pub(super) offset: Distance,
    pub(super) surface: Surface,
    pub(super) previews: Previews,
    pub(super) icons: Option<IconPicker>,
    pub(super) shape_pictures: Pictures,
    pub(super) seeing: Option<Seeing>,
    /// The colour to find others for, once one was chosen.
    pub(super) around: Option<Color>,
    /// What had the keyboard in the last frame: Escape takes it away before
    /// anybody can ask.
    pub(super) focus_before: Option<egui::Id>,
    /// What was chosen in the last frame, so that the list shows what is newly
    /// chosen.
    pub(super) chosen_before: Selection,
}

impl Canvas {
    pub(in crate::app) fn hint(&self) -> &'static str {
        self.tools.held().hint()
    }

    /// What is shown, on the canvas as it lay in the last frame.
    pub(super) fn viewport(&self) -> Viewport {
        self.view.on(self.rect.unwrap_or(Rect::from_min_size(egui::Pos2::ZERO, Vec2::splat(600.0))))
    }

    /// True when the pointer was let go of something else than the canvas, where tools say
    /// themselves when a step ends.
    pub(super) fn let_go_beside(&self, ui: &Ui) -> bool {
        !self.surface.pressed && ui.input(|input| input.pointer.any_released())
    }
}

/// The open menu.
#[derive(Debug)]
pub(super) struct Menu {
    pub(super) at: egui::Pos2,
    /// What lies there, from the front to the back.
    pub(super) here: Vec<ElementId>,
}

/// A scene with what is cut off of a picture, and the scene it was made for.
pub(super) type Ghosted = Option<(Arc<Scene>, Arc<Scene>)>;

/// The canvas and what it is given, while a frame is shown or a message taken in.
pub(super) struct Board<'a> {
    pub(super) canvas: &'a mut Canvas,
    pub(super) desk: &'a Desk,
}

impl Board<'_> {
    /// Lets the tools see the state while they change themselves.
    pub(super) fn with_tools<R>(&mut self, act: impl FnOnce(&mut Toolbox, &ToolContext<'_>) -> R) -> R {
        let scene = Arc::clone(self.desk.scene());
        let document = self.desk.document().clone();
        let selection = self.desk.history.selection().clone();
        let point = self.canvas.viewport().units(1.0);
        let context = ToolContext::new(&document, &scene, &selection, self.desk.settings.canvas, point);
        act(&mut self.canvas.tools, &context)
    }

    /// Does what a tool wishes.
    pub(super) fn carry_out(&mut self, out: &mut Outbox<Message>, outputs: Vec<ToolOutput>) {
        for output in outputs {
            out.push(output.into());
        }
    }

    /// Takes another tool; what asked for a colour of the badge is not waited for any more.
    pub(super) fn take_tool(&mut self, tool: ToolKind, out: &mut Outbox<Message>) {
        let outputs = self.with_tools(|tools, context| tools.take(tool, context));
        self.carry_out(out, outputs);
        self.canvas.asked = None;
    }
}

/// What tools see of the state; a point of the window is so many badge units.
pub(super) fn context(desk: &Desk, unit: f64) -> ToolContext<'_> {
    let habits = desk.settings.canvas;
    ToolContext::new(desk.document(), desk.scene(), desk.history.selection(), habits, unit)
}
