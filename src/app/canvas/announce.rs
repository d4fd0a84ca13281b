//! What lies on the canvas, for screen readers, tests and the keyboard.

use eframe::egui::{self, EventFilter, Key, Modifiers, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::grips::{Grip, GripId, grips, pushed};
use super::surface::context;
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::theme::Tokens;
use crate::document::Edit;
use crate::scene::{Scene, title};

/// Side of the place of a handle, in points.
const SIDE: f32 = 20.0;

/// How many steps a key takes while Shift is held.
const STRIDE: f64 = 10.0;

impl App {
    /// Tells what lies on the canvas, and where. Handles can be given the
    /// keyboard and are then pushed with the arrow keys.
    pub(super) fn announce(&mut self, ui: &Ui, viewport: Viewport, scene: &Scene, commands: &mut Vec<Command>) {
        for (at, element) in self.state.artwork().elements.iter().enumerate() {
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
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
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

/// How far the arrow keys push, across and down.
fn pushes(ui: &Ui) -> (f64, f64) {
    let (mut across, mut down) = (0.0, 0.0);
    ui.input_mut(|input| {
        for (modifiers, step) in [(Modifiers::SHIFT, STRIDE), (Modifiers::NONE, 1.0)] {
            for (key, x, y) in [
                (Key::ArrowLeft, -1.0, 0.0),
                (Key::ArrowRight, 1.0, 0.0),
                (Key::ArrowUp, 0.0, -1.0),
                (Key::ArrowDown, 0.0, 1.0),
            ] {
                let times = input.count_and_consume_key(modifiers, key);
                for _ in 0..times {
                    across += x * step;
                    down += y * step;
                }
            }
        }
    });
    (across, down)
}
