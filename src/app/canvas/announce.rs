//! What lies on the canvas, for screen readers, tests and the keyboard.

use eframe::egui::{self, EventFilter, Key, Modifiers, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::elements::MOST_ROWS;
use super::surface::context;
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::theme::Tokens;
use crate::document::Edit;
use crate::editing::grips::{Grip, GripId, grips, pushed};
use crate::scene::{Scene, title};

/// Side of the place of a handle, in points.
const SIDE: f32 = 20.0;

/// How many steps a key takes while Shift is held.
const STRIDE: f64 = 10.0;

impl App {
    /// Tells what lies on the canvas, and where. Handles can be given the
    /// keyboard and are then pushed with the arrow keys.
    pub(super) fn announce(&mut self, ui: &Ui, viewport: Viewport, scene: &Scene, commands: &mut Vec<Command>) {
        let elements = &self.state.artwork().elements;
        // Of a crowded badge those in front, and what is chosen: all of them are told each frame.
        let first = elements.len().saturating_sub(MOST_ROWS);
        for (at, element) in elements.iter().enumerate() {
            if at < first && !self.state.history.selection().contains(&element.id) {
                continue;
            }
            let Some(bounds) = scene.bounds(element.id) else { continue };
            let rect = viewport.rect_of(bounds).intersect(viewport.rect);
            let id = ui.scope_id().with(("element", element.id));
            let response = ui.interact(rect, id, Sense::empty());
            let chosen = self.state.history.selection().contains(&element.id);
            let words = format!("Element {}: {}", at + 1, title(element, self.state.badge()));
            response.widget_info(|| WidgetInfo::selected(Role::GraphicsObject, true, chosen, &words));
        }
        for grip in grips(self.state.canvas.tool, &context(&self.state, viewport.units(1.0))) {
            self.announce_grip(ui, viewport, &grip, commands);
        }
    }

    fn announce_grip(&mut self, ui: &Ui, viewport: Viewport, grip: &Grip, commands: &mut Vec<Command>) {
        let place = viewport.to_window(grip.at);
        let id = ui.scope_id().with(("grip", grip.id));
        let response =
            ui.interact(Rect::from_center_size(place, Vec2::splat(SIDE)), id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &grip.words));
        if !response.has_focus() {
            return;
        }
        ui.painter_at(viewport.rect).circle_stroke(place, 10.0, egui::Stroke::new(2.0, Tokens::of(ui).accent.ink));
        if let GripId::Paint(element, handle) = grip.id {
            self.state.canvas.paint.choose(element, handle);
        }
        let arrows =
            EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        // Escape leaves the handle; only another one leaves the tool.
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            return response.surrender_focus();
        }
        let (across, down) = pushes(ui);
        if across != 0.0 || down != 0.0 {
            let context = context(&self.state, viewport.units(1.0));
            commands.extend(pushed(grip.id, across, down, &context).map(Command::from));
        }
        if let GripId::Guide(at) = grip.id
            && ui.input_mut(|input| {
                input.consume_key(Modifiers::NONE, Key::Delete) || input.consume_key(Modifiers::NONE, Key::Backspace)
            })
        {
            let mut guides = self.state.artwork().guides.clone();
            guides.remove(at);
            commands.push(Command::edit("Remove a guide", vec![Edit::Guides(guides)]));
        }
    }
}

/// How far the arrow keys push, across and down: by a step, with Shift by ten.
pub(super) fn pushes(ui: &Ui) -> (f64, f64) {
    let (far, near) = (arrows(ui, Modifiers::SHIFT), arrows(ui, Modifiers::NONE));
    (far.0 * STRIDE + near.0, far.1 * STRIDE + near.1)
}

/// How often arrow keys were pressed with these held, across and down.
pub(super) fn arrows(ui: &Ui, held: Modifiers) -> (f64, f64) {
    ui.input_mut(|input| {
        let mut times = |key| input.count_and_consume_key(held, key) as f64;
        let (left, right) = (times(Key::ArrowLeft), times(Key::ArrowRight));
        let (up, down) = (times(Key::ArrowUp), times(Key::ArrowDown));
        (right - left, down - up)
    })
}
