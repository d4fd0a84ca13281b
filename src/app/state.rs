//! What the window knows. Panels read it; only [`super::update`] changes what
//! outlives a frame.

use std::sync::Arc;

use super::desk::{Desk, Notice, Outside, Settings};
use super::places::{artwork, brand, explainer, hand_out, home, inspect, set, words};
use super::{palette, session};
use crate::artwork::Artwork;
use crate::badge::Badge;
use crate::document::Document;
use crate::review::Finding;
use crate::scene::Scene;

/// Everything the window knows.
pub struct State {
    /// What every place is given.
    pub desk: Desk,
    /// What the document waits for.
    pub(super) waiting: session::Waiting,
    /// Sentences at the edge of the window, with the time at which they came.
    pub notices: Vec<(Notice, f64)>,
    /// A question that must be answered first.
    pub dialog: Option<session::Dialog>,
    /// The open command palette.
    pub palette: Option<palette::Palette>,
    /// Home.
    pub home: home::Home,
    /// The canvas.
    pub canvas: artwork::Canvas,
    /// The form.
    pub words: words::Words,
    /// What a badge is, while it is explained.
    pub explainer: Option<explainer::Explainer>,
    /// Export and bake.
    pub handout: hand_out::HandOut,
    /// Badges that were opened to be looked at.
    pub inspect: inspect::Inspect,
    /// The set of badges.
    pub sets: set::Sets,
    /// The user's brand kit.
    pub brand: brand::BrandKit,
}

impl State {
    pub(super) fn new(document: Document, settings: Settings, outside: Outside) -> Self {
        Self {
            waiting: session::Waiting::default(),
            notices: Vec::new(),
            dialog: None,
            palette: None,
            home: home::Home::default(),
            canvas: artwork::Canvas::default(),
            words: words::Words::default(),
            explainer: None,
            handout: hand_out::HandOut::as_usual(&settings.hand_out),
            inspect: inspect::Inspect::default(),
            sets: set::Sets::default(),
            brand: brand::BrandKit::default(),
            desk: Desk::new(document, settings, outside),
        }
    }

    /// The document as it is now.
    pub fn document(&self) -> &Document {
        self.desk.document()
    }

    /// Its words.
    pub fn badge(&self) -> &Badge {
        &self.document().badge
    }

    /// Its artwork.
    pub fn artwork(&self) -> &Artwork {
        &self.document().artwork
    }

    /// The artwork, resolved.
    pub fn scene(&self) -> &Arc<Scene> {
        self.desk.scene()
    }

    /// What the review found, most weighty first. While somebody types it is a
    /// moment behind.
    pub fn findings(&self) -> &[Finding] {
        self.desk.findings()
    }
}
