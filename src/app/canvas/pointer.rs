//! The pointer and the keys on the canvas.

use std::sync::Arc;

use eframe::egui::{self, CursorIcon, Key, Modifiers, Pos2, Ui, Vec2};
use kurbo::Point;

use super::Ask;
use super::announce::pushes;
use super::surface::context;
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::State;
use crate::artwork::{Element, ElementId, Frame, Kind};
use crate::editing::cage::Handle;
use crate::editing::nested::lifted;
use crate::editing::select_tool::{Grabbed, grabbed, guide_at};
use crate::editing::tool::{Held, ToolContext, ToolEvent, ToolKind, ToolOutput, only_chosen};

/// How near to a handle or a thin line counts, in points.
pub(super) const REACH: f32 = 8.0;
/// Length of the arm that holds the turning knob, in points.
pub(super) const ARM: f32 = 26.0;
/// How far an arrow key moves the view, in points.
const PAN: f32 = 24.0;
/// How far handles of a shape keep from the corners of its frame, in points.
pub(super) const INSET: f32 = 18.0;

impl App {
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        viewport: Viewport,
        commands: &mut Vec<Command>,
    ) {
        let (modifiers, space, at) = ui.input(|i| (i.modifiers, i.key_down(Key::Space), i.pointer.interact_pos()));
        let held = Held { shift: modifiers.shift, alt: modifiers.alt, command: modifiers.command };
        // A tap can go down and up within one frame.
        let (pressed, down) = ui.input(|i| (i.pointer.primary_pressed(), i.pointer.primary_down()));
        // Cards that lie on the canvas keep their presses to themselves.
        let on_a_card = at.is_some_and(|at| self.state.canvas.cards.iter().any(|card| card.contains(at)));
        let pressed = pressed && response.contains_pointer() && !on_a_card;
        let mut events = Vec::new();
        let surface = &mut self.state.canvas.surface;
        let idle = !surface.pressed;
        if pressed && idle && !self.state.canvas.tool.only_looks() && !space {
            surface.pressed = true;
            self.state.canvas.cross = None;
            response.request_focus();
            if let Some(from) = ui.input(|i| i.pointer.press_origin()).or(at) {
                events.push(ToolEvent::Press(viewport.to_artwork(from), held));
            }
        }
        if surface.pressed {
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
                surface.pressed = false;
                events.push(ToolEvent::Cancel);
            } else {
                let moved = at.filter(|_| ui.input(|i| i.pointer.delta() != Vec2::ZERO || !down));
                events.extend(moved.map(|at| ToolEvent::Drag(viewport.to_artwork(at), held)));
                if !down {
                    surface.pressed = false;
                    events.push(ToolEvent::Release);
                }
            }
        }
        let mut let_go = false;
        for event in events {
            if self.state.canvas.tool == ToolKind::Text {
                self.text_event(ui.ctx(), event, viewport.units(REACH));
                continue;
            }
            let outputs = self.tool_event(event, viewport);
            let released = matches!(event, ToolEvent::Release);
            commands.extend(outputs.into_iter().map(Command::from));
            // Each event must see what the one before it did.
            let ctx = ui.ctx().clone();
            for command in commands.drain(..) {
                self.update(&ctx, command);
            }
            if released {
                let_go = true;
                commands.push(Command::Seal);
            }
        }
        let canvas = &self.state.canvas;
        if let_go && canvas.tool == ToolKind::Select && canvas.select.stood_still() && !response.double_clicked() {
            let outputs = at.map(|at| {
                self.with_context(viewport, |canvas, context| {
                    canvas.select.clicked(viewport.to_artwork(at), held, context)
                })
            });
            commands.extend(outputs.into_iter().flatten().map(Command::from));
        }
        if response.double_clicked() && self.state.canvas.tool == ToolKind::Text {
            self.choose_typed_word();
        } else if response.double_clicked()
            && let Some(text) = self.text_at(response.interact_pointer_pos(), viewport)
        {
            self.begin_typing(ui.ctx(), text, None);
        } else if response.double_clicked()
            && self.state.canvas.tool == ToolKind::Select
            && only_handled(&self.state).is_some_and(|element| matches!(element.kind, Kind::Picture { .. }))
        {
            commands.push(Command::Canvas(Ask::Tool(ToolKind::Crop)));
        } else if response.double_clicked()
            && self.state.canvas.tool == ToolKind::Select
            && only_handled(&self.state).is_some_and(|element| matches!(element.kind, Kind::Outline { .. }))
        {
            commands.push(Command::Canvas(Ask::Tool(ToolKind::Nodes)));
        } else if response.double_clicked() {
            commands.extend(self.state.history.selection().iter().next().map(|id| Command::Select(vec![*id])));
        }
        if let Some(hover) = response.hover_pos()
            && self.state.canvas.tool == ToolKind::Select
        {
            let point = viewport.to_artwork(hover);
            if let Some(icon) = self.cursor(point, viewport) {
                ui.ctx().set_cursor_icon(icon);
            }
        }
    }

    /// Lets a tool see the state while it changes itself.
    pub(super) fn with_context<R>(
        &mut self,
        viewport: Viewport,
        act: impl FnOnce(&mut super::Canvas, &ToolContext<'_>) -> R,
    ) -> R {
        let scene = Arc::clone(self.state.scene());
        let document = self.state.document().clone();
        let selection = self.state.history.selection().clone();
        let context = ToolContext {
            artwork: &document.artwork,
            scene: &scene,
            selection: &selection,
            reach: viewport.units(REACH),
            arm: viewport.units(ARM),
            inset: viewport.units(INSET),
            habits: self.state.settings.canvas,
        };
        act(&mut self.state.canvas, &context)
    }

    pub(super) fn tool_event(&mut self, event: ToolEvent, viewport: Viewport) -> Vec<ToolOutput> {
        self.with_context(viewport, |canvas, context| match canvas.tool {
            ToolKind::Nodes => canvas.nodes.event(event, context),
            ToolKind::Pen => canvas.pen.event(event, context),
            ToolKind::Paint => canvas.paint.event(event, context),
            ToolKind::Crop if canvas.crop.is_about(event, context) => canvas.crop.event(event, context),
            ToolKind::Crop => {
                canvas.tool = ToolKind::Select;
                canvas.select.event(event, context)
            }
            ToolKind::Select | ToolKind::Hand | ToolKind::Zoom | ToolKind::Eyedropper | ToolKind::Text => {
                canvas.select.event(event, context)
            }
        })
    }

    /// The text at a place in the window, in whatever group it lies.
    fn text_at(&self, place: Option<Pos2>, viewport: Viewport) -> Option<ElementId> {
        let at = viewport.to_artwork(place.filter(|_| self.state.canvas.tool == ToolKind::Select)?);
        let hit = self.state.scene().hit_inside(at.x, at.y, viewport.units(REACH))?;
        matches!(self.state.artwork().element(hit)?.kind, Kind::Text(_)).then_some(hit)
    }

    fn cursor(&self, point: Point, viewport: Viewport) -> Option<CursorIcon> {
        let context = context(&self.state, viewport.units(1.0));
        let chosen = lifted(context.artwork, context.selection);
        match grabbed(&chosen, point, &context) {
            Some(Grabbed::Cage(Handle::Turn, _)) => Some(CursorIcon::Grab),
            Some(Grabbed::Cage(Handle::Size(across, down), frame)) => Some(size_cursor(frame, across, down)),
            Some(Grabbed::Knob(_) | Grabbed::Middle) => Some(CursorIcon::PointingHand),
            None => {
                let guide = context.artwork.guides.get(guide_at(point, &context)?)?;
                // What lies there is taken hold of before a guide over it.
                if context.scene.hit(point.x, point.y, context.reach).is_some() {
                    return None;
                }
                Some(if guide.upright { CursorIcon::ResizeHorizontal } else { CursorIcon::ResizeVertical })
            }
        }
    }

    /// What is pasted. Of a drawing alone the window tells nothing but that a
    /// key is let go which it never said was pressed.
    fn pasted(&mut self, ui: &Ui) -> Option<Ask> {
        let down = &mut self.state.canvas.v_is_down;
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                egui::Event::Paste(text) => Some(Ask::Paste(text.clone())),
                egui::Event::PasteImage(pixels) => Some(Ask::PastePicture(Some(Arc::clone(pixels)))),
                _ => None,
            })
        });
        *down |= pasted.is_some();
        // As it came: by now the key may be used up, which also chooses a tool.
        let let_go = ui.input(|input| {
            input.raw.events.iter().fold(false, |let_go, event| match event {
                egui::Event::Key { key: Key::V, pressed, .. } => {
                    let was_down = std::mem::replace(down, *pressed);
                    let_go || (!pressed && !was_down)
                }
                _ => let_go,
            })
        });
        pasted.or(let_go.then_some(Ask::PastePicture(None)))
    }

    pub(super) fn keys(&mut self, ui: &Ui, response: &egui::Response, commands: &mut Vec<Command>) {
        let focus = ui.memory(|memory| memory.focused());
        if response.has_focus() {
            let arrows = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
                ..egui::EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        }
        let before = std::mem::replace(&mut self.state.canvas.focus_before, focus);
        let elsewhere = |id: Option<egui::Id>| id.is_some_and(|id| id != response.id);
        let free = !elsewhere(focus) && !elsewhere(before) && !egui::Popup::is_any_open(ui.ctx());
        if elsewhere(focus)
            || egui::Popup::is_any_open(ui.ctx())
            || ui.memory(|memory| memory.top_modal_layer().is_some())
        {
            return;
        }
        let pasted = self.pasted(ui);
        commands.extend(pasted.map(Command::Canvas));
        if self.state.canvas.tool == ToolKind::Crop {
            self.crop_keys(ui, commands);
        }
        self.cross_keys(ui, free, commands);
        let tool = self.state.canvas.tool;
        let aside = tool.only_looks() || matches!(tool, ToolKind::Paint | ToolKind::Pen | ToolKind::Text);
        if aside && free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            commands.push(Command::Canvas(Ask::Tool(ToolKind::Select)));
        }
        if tool == ToolKind::Hand {
            let (across, down) = pushes(ui);
            let by = egui::vec2(across as f32, down as f32);
            if by != Vec2::ZERO {
                // As if one looked further that way: what is seen goes the other way.
                self.state.canvas.view.pan(response.rect, -PAN * by);
            }
        }
        if self.state.history.selection().is_empty() {
            return;
        }
        let entered = match self.chosen_elements().as_slice() {
            _ if self.has_chosen_text() => Some(Ask::TypeOnChosen),
            [Element { kind: Kind::Picture { .. }, .. }] => Some(Ask::Tool(ToolKind::Crop)),
            _ => None,
        };
        // Enter that ended a number or a name is not meant for the canvas.
        if free && entered.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            commands.extend(entered.map(Command::Canvas));
        }
        self.point_keys(ui, commands);
        let (across, down) = pushes(ui);
        if (across, down) != (0.0, 0.0) {
            commands.push(Command::Canvas(Ask::Nudge(across, down)));
        }
        ui.input_mut(|input| {
            if free && input.consume_key(Modifiers::NONE, Key::Escape) {
                commands.push(Command::Canvas(Ask::SelectNone));
            }
            if input.consume_key(Modifiers::NONE, Key::Backspace) {
                commands.push(Command::Canvas(Ask::Delete));
            }
        });
    }
}

/// The chosen element, when it is the only one and can be changed.
fn only_handled(state: &State) -> Option<Element> {
    only_chosen(&context(state, 0.0)).map(|one| one.element)
}

/// The arrow that points along a handle, however the frame is turned.
fn size_cursor(frame: Frame, across: i8, down: i8) -> CursorIcon {
    let angle = f64::from(down).atan2(f64::from(across)).to_degrees() + frame.rotation;
    let eighth = ((angle.rem_euclid(180.0)) / 45.0).round() as i64 % 4;
    match eighth {
        0 => CursorIcon::ResizeHorizontal,
        1 => CursorIcon::ResizeNwSe,
        2 => CursorIcon::ResizeVertical,
        _ => CursorIcon::ResizeNeSw,
    }
}

impl From<ToolOutput> for Command {
    fn from(output: ToolOutput) -> Self {
        match output {
            ToolOutput::Select(ids) => Self::Select(ids),
            ToolOutput::Edit(edits, label, group) => Self::Edit { edits, label, group },
            ToolOutput::Undo => Self::Undo,
        }
    }
}
