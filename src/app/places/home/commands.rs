//! The commands of Home.

use eframe::egui::{Key, Modifiers};

use super::{Home, Message};
use crate::app::desk::{Desk, Entry};

/// The commands of Home.
pub fn commands(_: &Home, _: &Desk) -> Vec<Entry<Message>> {
    vec![
        Entry::new(Message::New, "New badge…", "file-plus")
            .also("create begin start blank template starter")
            .keys(Modifiers::COMMAND, Key::N),
    ]
}
