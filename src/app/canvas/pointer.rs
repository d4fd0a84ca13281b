//! The pointer and the keys on the canvas.

use std::sync::Arc;

use eframe::egui::{self, CursorIcon, Key, Modifiers, Role, Sense, Ui, Vec2, WidgetInfo};
use kurbo::Point;

use super::Ask;
use super::cage::{Handle, handle_at};
use super::surface::context;
use super::tool::{Held, ToolContext, ToolEvent, ToolKind, ToolOutput, only_chosen};
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::State;
use crate::artwork::{Element, Frame, Kind};
use crate::scene::{Scene, title};

/// How near to a handle or a thin line counts, in points.
pub(super) const REACH: f32 = 8.0;
/// Length of the arm that holds the turning knob, in points.
pub(super) const ARM: f32 = 26.0;
/// Badge units an arrow key moves by, and with Shift.
const NUDGE: (f64, f64) = (1.0, 10.0);

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
        let pressed = pressed && response.contains_pointer();
        let mut events = Vec::new();
        let surface = &mut self.state.canvas.surface;
        let idle = !surface.pressed;
        if pressed && idle && self.state.canvas.tool != ToolKind::Hand && !space {
            surface.pressed = true;
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
        for event in events {
            let outputs = self.tool_event(event, viewport);
            let released = matches!(event, ToolEvent::Release);
            commands.extend(outputs.into_iter().map(Command::from));
            // Each event must see what the one before it did.
            let ctx = ui.ctx().clone();
            for command in commands.drain(..) {
                self.update(&ctx, command);
            }
            if released {
                commands.push(Command::Seal);
            }
        }
        if response.double_clicked()
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

    fn tool_event(&mut self, event: ToolEvent, viewport: Viewport) -> Vec<ToolOutput> {
        let scene = Arc::clone(self.state.scene());
        let document = self.state.document().clone();
        let selection = self.state.history.selection().clone();
        let context = ToolContext {
            artwork: &document.artwork,
            scene: &scene,
            selection: &selection,
            reach: viewport.units(REACH),
            arm: viewport.units(ARM),
        };
        let canvas = &mut self.state.canvas;
        match canvas.tool {
            ToolKind::Nodes => canvas.nodes.event(event, &context),
            ToolKind::Pen => canvas.pen.event(event, &context),
            ToolKind::Select | ToolKind::Hand => canvas.select.event(event, &context),
        }
    }

    fn cursor(&self, point: Point, viewport: Viewport) -> Option<CursorIcon> {
        let element = only_handled(&self.state)?;
        let handle = handle_at(element.frame, viewport.units(ARM), point, viewport.units(REACH));
        Some(match handle? {
            Handle::Turn => CursorIcon::Grab,
            Handle::Size(across, down) => size_cursor(element.frame, across, down),
        })
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
        let escape = !elsewhere(focus) && !elsewhere(before) && !egui::Popup::is_any_open(ui.ctx());
        if elsewhere(focus)
            || egui::Popup::is_any_open(ui.ctx())
            || ui.memory(|memory| memory.top_modal_layer().is_some())
        {
            return;
        }
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                egui::Event::Paste(text) if text.trim_start().starts_with('<') => Some(text.clone()),
                _ => None,
            })
        });
        commands.extend(pasted.map(|drawing| Command::Canvas(Ask::Paste(drawing))));
        if self.state.canvas.tool == ToolKind::Pen {
            let ends = |input: &mut egui::InputState| {
                input.consume_key(Modifiers::NONE, Key::Enter) || input.consume_key(Modifiers::NONE, Key::Escape)
            };
            if !self.state.canvas.pen.drawn().nodes.is_empty() && ui.input_mut(ends) {
                commands.push(Command::Canvas(Ask::FinishPath));
            }
        }
        if self.state.history.selection().is_empty() {
            return;
        }
        let by = |across: f64, down: f64| Command::Canvas(Ask::Nudge(across, down));
        ui.input_mut(|input| {
            for (modifiers, step) in [(Modifiers::SHIFT, NUDGE.1), (Modifiers::NONE, NUDGE.0)] {
                for (key, across, down) in [
                    (Key::ArrowLeft, -1.0, 0.0),
                    (Key::ArrowRight, 1.0, 0.0),
                    (Key::ArrowUp, 0.0, -1.0),
                    (Key::ArrowDown, 0.0, 1.0),
                ] {
                    for _ in 0..input.count_and_consume_key(modifiers, key) {
                        commands.push(by(across * step, down * step));
                    }
                }
            }
            if escape && input.consume_key(Modifiers::NONE, Key::Escape) {
                commands.push(Command::Canvas(Ask::SelectNone));
            }
            if input.consume_key(Modifiers::NONE, Key::Backspace) {
                commands.push(Command::Canvas(Ask::Delete));
            }
        });
    }

    /// Tells screen readers and tests what lies on the canvas, and where.
    pub(super) fn announce(&self, ui: &Ui, viewport: Viewport, scene: &Scene) {
        for (at, element) in self.state.artwork().elements.iter().enumerate() {
            let Some(bounds) = scene.bounds(element.id) else { continue };
            let rect = viewport.rect_of(bounds).intersect(viewport.rect);
            let id = ui.scope_id().with(("element", element.id));
            let response = ui.interact(rect, id, Sense::empty());
            let chosen = self.state.history.selection().contains(&element.id);
            let words = format!("Element {}: {}", at + 1, title(element, self.state.badge()));
            response.widget_info(|| WidgetInfo::selected(Role::GraphicsObject, true, chosen, &words));
        }
    }
}

pub(super) fn only_handled(state: &State) -> Option<Element> {
    only_chosen(&context(state, 0.0, 0.0)).cloned()
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
