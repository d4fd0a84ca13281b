//! What Home is told.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::recent;
use crate::app::toolkit::thumbnails::Key as Thumbnail;
use crate::document::Document;
use crate::render::raster::Pixels;

/// Something that Home is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Shows Home to start a badge.
    New,
    /// Starts from a starter, by name, made one's own.
    Start(&'static str),
    /// The starters were read, by name.
    Starters(Vec<(&'static str, Document)>),
    /// The recent documents were read.
    Recent(Vec<recent::Entry>),
    /// A thumbnail was drawn.
    Drawn(Thumbnail, Pixels),
}

impl Message {
    pub(in crate::app) fn listed() -> Vec<Self> {
        vec![Self::New]
    }

    pub(in crate::app) fn label(&self) -> String {
        "New badge…".into()
    }

    pub(in crate::app) fn icon(&self) -> &'static str {
        "file-plus"
    }

    pub(in crate::app) fn shortcut(&self) -> Option<KeyboardShortcut> {
        matches!(self, Self::New).then_some(KeyboardShortcut::new(Modifiers::COMMAND, Key::N))
    }
}
