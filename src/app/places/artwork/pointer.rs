//! The pointer and the keys on the canvas, told to the tool in hand.

use std::sync::Arc;

use eframe::egui::{self, CursorIcon, Key, Modifiers, Ui, Vec2};

use super::announce::arrows;
use super::message::Message;
use super::model::{Board, context};
use super::viewport::Viewport;
use crate::app::desk::{Out, Outbox};
use crate::editing::tool::Cursor;
use crate::editing::{Held, ToolEvent, ToolKey};

impl Board<'_> {
    /// Tells the tool what the pointer does. Carried out after the frame, so that each
    /// event sees what the one before it did.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        viewport: Viewport,
        out: &mut Outbox<Message>,
    ) {
        let (modifiers, space, at) = ui.input(|i| (i.modifiers, i.key_down(Key::Space), i.pointer.interact_pos()));
        let held = Held { shift: modifiers.shift, alt: modifiers.alt, command: modifiers.command };
        // A tap can go down and up within one frame.
        let (pressed, down) = ui.input(|i| (i.pointer.primary_pressed(), i.pointer.primary_down()));
        // Cards that lie on the canvas keep their presses to themselves.
        let on_a_card = at.is_some_and(|at| self.canvas.cards.iter().any(|card| card.contains(at)));
        let pressed = pressed && response.contains_pointer() && !on_a_card;
        let mut events = Vec::new();
        let surface = &mut self.canvas.surface;
        if pressed && !surface.pressed && !space {
            surface.pressed = true;
            response.request_focus();
            // Whoever types goes on typing; only the tool knows whether this press ends it.
            self.canvas.tools.text.want_keys();
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
                    let click = at.filter(|_| !response.double_clicked());
                    events.extend(click.map(|at| ToolEvent::Click(viewport.to_artwork(at), held)));
                }
            }
        }
        if response.double_clicked() {
            let at = response.interact_pointer_pos();
            events.extend(at.map(|at| ToolEvent::DoubleClick(viewport.to_artwork(at))));
        }
        out.extend(events.into_iter().map(|event| Out::Mine(Message::Pointer(event))));
        if let Some(hover) = response.hover_pos() {
            let context = context(self.desk, viewport.units(1.0));
            let cursor = self.canvas.tools.held().cursor(viewport.to_artwork(hover), held, &context);
            if let Some(cursor) = cursor {
                ui.ctx().set_cursor_icon(icon_of(cursor));
            }
        }
    }

    /// What is pasted. Of a drawing alone the window tells nothing but that a
    /// key is let go which it never said was pressed.
    fn pasted(&mut self, ui: &Ui) -> Option<Message> {
        let down = &mut self.canvas.v_is_down;
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                egui::Event::Paste(text) => Some(Message::Paste(text.clone())),
                egui::Event::PasteImage(pixels) => Some(Message::PastePicture(Some(Arc::clone(pixels)))),
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
        pasted.or(let_go.then_some(Message::PastePicture(None)))
    }

    /// Tells the tool which of its keys were pressed.
    pub(super) fn keys(&mut self, ui: &Ui, response: &egui::Response, out: &mut Outbox<Message>) {
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
        let before = std::mem::replace(&mut self.canvas.focus_before, focus);
        let elsewhere = |id: Option<egui::Id>| id.is_some_and(|id| id != response.id);
        if elsewhere(focus)
            || egui::Popup::is_any_open(ui.ctx())
            || ui.memory(|memory| memory.top_modal_layer().is_some())
        {
            return;
        }
        let pasted = self.pasted(ui);
        out.extend(pasted.map(Out::Mine));
        // Enter that ended a number or a name is not meant for the canvas.
        let free = !elsewhere(before);
        out.extend(pressed(ui, free).into_iter().map(|key| Out::Mine(Message::Key(key))));
    }
}

/// The keys that tools may take; Enter and Escape only where the canvas is `free` of fields.
fn pressed(ui: &Ui, free: bool) -> Vec<ToolKey> {
    let mut keys = Vec::new();
    // The more that is held, the earlier: fewer would match as well.
    for modifiers in [Modifiers::ALT | Modifiers::SHIFT, Modifiers::ALT, Modifiers::SHIFT, Modifiers::NONE] {
        let (across, down) = arrows(ui, modifiers);
        if (across, down) != (0.0, 0.0) {
            let held = Held { shift: modifiers.shift, alt: modifiers.alt, command: false };
            keys.push(ToolKey::Arrows(kurbo::Vec2::new(across, down), held));
        }
    }
    ui.input_mut(|input| {
        let mut taken = |modifiers, key| input.consume_key(modifiers, key);
        if free {
            let shift = Held { shift: true, ..Held::default() };
            keys.extend(taken(Modifiers::SHIFT, Key::Enter).then_some(ToolKey::Enter(shift)));
            keys.extend(taken(Modifiers::NONE, Key::Enter).then_some(ToolKey::Enter(Held::default())));
            keys.extend(taken(Modifiers::NONE, Key::Escape).then_some(ToolKey::Escape));
        }
        keys.extend(taken(Modifiers::NONE, Key::Backspace).then_some(ToolKey::Backspace));
        let larger = taken(Modifiers::NONE, Key::Plus) || taken(Modifiers::NONE, Key::Equals);
        keys.extend(larger.then_some(ToolKey::Plus));
        keys.extend(taken(Modifiers::NONE, Key::Minus).then_some(ToolKey::Minus));
    });
    keys
}

fn icon_of(cursor: Cursor) -> CursorIcon {
    match cursor {
        Cursor::Grab => CursorIcon::Grab,
        Cursor::Grabbing => CursorIcon::Grabbing,
        Cursor::Pointing => CursorIcon::PointingHand,
        Cursor::Crosshair => CursorIcon::Crosshair,
        Cursor::ZoomIn => CursorIcon::ZoomIn,
        Cursor::ZoomOut => CursorIcon::ZoomOut,
        Cursor::Across => CursorIcon::ResizeHorizontal,
        Cursor::Down => CursorIcon::ResizeVertical,
        Cursor::Falling => CursorIcon::ResizeNwSe,
        Cursor::Rising => CursorIcon::ResizeNeSw,
    }
}
