//! What the explainer remembers while it is open.

use eframe::egui::TextureHandle;

use super::sample::Sample;
use crate::document::Document;

/// The open explainer.
pub struct Explainer {
    pub(super) document: Document,
    pub(super) step: usize,
    /// Whether the picture is in parts.
    pub(super) apart: bool,
    pub(super) sample: Option<Sample>,
    pub(super) stage: Stage,
    /// The button that goes on gets the keyboard once.
    pub(super) opened: bool,
}

/// The sheets as pixels, drawn once a size.
#[derive(Default)]
pub(super) struct Stage {
    pub(super) sheets: Option<(u32, Vec<TextureHandle>)>,
}
