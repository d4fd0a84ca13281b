//! What lies on the canvas, for screen readers, tests and the keyboard.

use eframe::egui::{self, EventFilter, Key, Modifiers, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::elements::MOST_ROWS;
use super::message::Message;
use super::model::{Board, context};
use super::viewport::Viewport;
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::theme::Tokens;
use crate::editing::ToolKey;
use crate::editing::keyboard_handles::KeyboardHandle;
use crate::scene::{Scene, title};

/// Side of the place of a handle, in points.
const SIDE: f32 = 20.0;

impl Board<'_> {
    /// Tells what lies on the canvas, and where. Handles can be given the
    /// keyboard and are then pushed with the arrow keys.
    pub(super) fn announce(&mut self, ui: &Ui, viewport: Viewport, scene: &Scene, out: &mut Outbox<Message>) {
        let elements = &self.desk.artwork().elements;
        // Of a crowded badge those in front, and what is chosen: all of them are told each frame.
        let first = elements.len().saturating_sub(MOST_ROWS);
        for (at, element) in elements.iter().enumerate() {
            if at < first && !self.desk.history.selection().contains(&element.id) {
                continue;
            }
            let Some(bounds) = scene.bounds(element.id) else { continue };
            let rect = viewport.rect_of(bounds).intersect(viewport.rect);
            let id = ui.scope_id().with(("element", element.id));
            let response = ui.interact(rect, id, Sense::empty());
            let chosen = self.desk.history.selection().contains(&element.id);
            let words = format!("Element {}: {}", at + 1, title(element, self.desk.badge()));
            response.widget_info(|| WidgetInfo::selected(Role::GraphicsObject, true, chosen, &words));
        }
        for handle in self.canvas.tools.held().handles(&context(self.desk, viewport.units(1.0))) {
            self.announce_handle(ui, viewport, &handle, out);
        }
    }

    fn announce_handle(&mut self, ui: &Ui, viewport: Viewport, handle: &KeyboardHandle, out: &mut Outbox<Message>) {
        let place = viewport.to_window(handle.at);
        let id = ui.scope_id().with(("handle", handle.id));
        let response =
            ui.interact(Rect::from_center_size(place, Vec2::splat(SIDE)), id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &handle.words));
        if !response.has_focus() {
            return;
        }
        ui.painter_at(viewport.rect).circle_stroke(place, 10.0, egui::Stroke::new(2.0, Tokens::of(ui).accent.ink));
        self.canvas.tools.held_mut().focus(handle.id);
        let lock =
            EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, lock));
        // Escape leaves the handle; only another one leaves the tool.
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            return response.surrender_focus();
        }
        let (far, near) = (arrows(ui, Modifiers::SHIFT), arrows(ui, Modifiers::NONE));
        let by = kurbo::Vec2::from(far) * ToolKey::STRIDE + kurbo::Vec2::from(near);
        let context = context(self.desk, viewport.units(1.0));
        let held = self.canvas.tools.held();
        let pushed = (by != kurbo::Vec2::ZERO).then(|| held.push(handle.id, by, &context)).flatten();
        out.extend(pushed.map(Out::from));
        if let Some(output) = held.remove(handle.id, &context)
            && ui.input_mut(|input| {
                input.consume_key(Modifiers::NONE, Key::Delete) || input.consume_key(Modifiers::NONE, Key::Backspace)
            })
        {
            out.push(Out::from(output));
        }
    }
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
