//! A passphrase while it is typed.

use eframe::egui::{Id, Key, Rect, Ui};

use super::widgets::{field, label};

/// A text that is wiped from memory when it goes.
#[derive(Default)]
pub struct Secret(
    /// What is typed so far.
    pub zeroize::Zeroizing<String>,
);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// What was done to a field.
#[derive(Clone, Copy, Debug)]
pub struct Keyed {
    field: Id,
    place: Rect,
    /// Something was typed: what was said of the text before does not hold any more.
    pub changed: bool,
    /// Enter ended the typing.
    pub entered: bool,
}

impl Keyed {
    /// Gives the field the keyboard, where it is seen.
    pub fn take_keyboard(self, ui: &Ui) {
        ui.memory_mut(|memory| memory.request_focus(self.field));
        ui.scroll_to_rect(self.place, None);
    }
}

impl Secret {
    /// A field for it, under its label.
    pub fn field(&mut self, ui: &mut Ui, words: &str) -> Keyed {
        let name = label(ui, words);
        let typed = ui.add(field(&mut *self.0).password(true)).labelled_by(name.id);
        let entered = typed.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        Keyed { field: typed.id, place: typed.rect, changed: typed.changed(), entered }
    }
}
