//! The canvas and what stands beside it.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers, Ui};

use super::App;
use super::command::{Command, order_label};
use super::state::State;
use crate::document::Order;

/// A wish about what is on the canvas, or the view of it.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Puts a picture file on the badge.
    PlacePicture(PathBuf),
    /// Moves what is chosen among the elements.
    Order(Order),
}

/// What the canvas remembers between frames.
#[derive(Default)]
pub struct Canvas {}

/// True for the name of a file that could be a picture without a badge in it.
pub(super) fn is_picture(path: &Path) -> bool {
    path.extension().is_some_and(|e| ["jpg", "jpeg", "webp"].iter().any(|known| e.eq_ignore_ascii_case(known)))
}

impl Canvas {
    pub(super) fn hint(&self) -> &'static str {
        "Drag to move"
    }
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        [Order::Forward, Order::Backward, Order::Front, Order::Back].map(Self::Order).into()
    }

    pub(super) fn label(&self) -> String {
        match self {
            Self::PlacePicture(_) => "Place a picture…".into(),
            Self::Order(order) => order_label(*order).into(),
        }
    }

    pub(super) fn icon(&self) -> &'static str {
        "image"
    }

    pub(super) fn shortcut(&self) -> Option<KeyboardShortcut> {
        match self {
            Self::Order(Order::Forward) => Some(KeyboardShortcut::new(Modifiers::COMMAND, Key::CloseBracket)),
            _ => None,
        }
    }

    pub(super) fn enabled(&self, _: &State) -> bool {
        true
    }
}

impl App {
    pub(super) fn update_canvas(&mut self, _: &egui::Context, _: Ask) {}

    pub(super) fn artwork(&mut self, ui: &mut Ui, _: &mut Vec<Command>) {
        super::widgets::title(ui, "Artwork");
    }
}
