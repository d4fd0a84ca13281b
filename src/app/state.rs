//! What the window knows. Panels read it; only [`super::update`] changes what
//! outlives a frame.

use std::sync::Arc;

use super::desk::{Desk, Notice, Outside, Settings};
use super::places::{brand, explainer, home};
use super::reviewing::{Reviewed, Reviewing, ToReview};
use super::{canvas, handout, inspect, palette, session, sets, words};
use crate::artwork::Artwork;
use crate::badge::{Badge, SetAside};
use crate::document::Document;
use crate::review::{Checklist, Finding, Profile};
use crate::scene::Scene;

/// Everything the window knows.
pub struct State {
    /// What every place is given.
    pub desk: Desk,
    /// What the document waits for.
    pub(super) waiting: session::Waiting,
    /// The rules the words are held to.
    pub profile: Checklist,
    /// What the review knows beside the document.
    pub review: Reviewing,
    /// Sentences at the edge of the window, with the time at which they came.
    pub notices: Vec<(Notice, f64)>,
    /// A question that must be answered first.
    pub dialog: Option<session::Dialog>,
    /// The open command palette.
    pub palette: Option<palette::Palette>,
    /// Home.
    pub home: home::Home,
    /// The canvas.
    pub canvas: canvas::Canvas,
    /// The form.
    pub words: words::Words,
    /// Frameworks of skills.
    pub library: words::Library,
    /// What a badge is, while it is explained.
    pub explainer: Option<explainer::Explainer>,
    /// Export and bake.
    pub handout: handout::HandOut,
    /// Badges that were opened to be looked at.
    pub inspect: inspect::Inspect,
    /// The set of badges.
    pub sets: sets::Sets,
    /// The user's brand kit.
    pub brand: brand::BrandKit,
    reviewed: Reviewed,
}

impl State {
    pub(super) fn new(document: Document, settings: Settings, outside: Outside) -> Self {
        let (profile, review) = (Checklist::from(Profile::default()), Reviewing::default());
        Self {
            waiting: session::Waiting::default(),
            profile,
            review,
            notices: Vec::new(),
            dialog: None,
            palette: None,
            home: home::Home::default(),
            canvas: canvas::Canvas::default(),
            words: words::Words::default(),
            library: words::Library::default(),
            explainer: None,
            handout: handout::HandOut::as_usual(&settings.hand_out),
            inspect: inspect::Inspect::default(),
            sets: sets::Sets::default(),
            brand: brand::BrandKit::default(),
            reviewed: Reviewed::default(),
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
        &self.reviewed.outcome.open
    }

    /// What the writer left as it is, with the reason.
    pub fn aside(&self) -> &[(Finding, SetAside)] {
        &self.reviewed.outcome.aside
    }

    /// The badge as it was when the review last ended; `None` before it ended once.
    pub(super) fn reviewed_badge(&self) -> Option<&Badge> {
        self.reviewed.badge()
    }

    /// What the review found in the translation that is written.
    pub fn findings_in(&self, language: &str) -> &[Finding] {
        self.reviewed.findings_in(language)
    }

    /// Whether the review read the words as they are now.
    pub fn is_reviewed(&self) -> bool {
        self.is_reviewed_beside(&self.words)
    }

    /// The same while the form is drawn, which then holds its `words` itself.
    fn is_reviewed_beside(&self, words: &words::Words) -> bool {
        self.reviewed.is_of(self.document(), words.translation(self.badge()), self.review.turn)
    }

    /// How many findings there are, in words, for the form while it is drawn.
    /// None counts only once the words were read as they are now.
    pub(super) fn counted(&self, findings: &[Finding], words: &words::Words) -> String {
        match findings.len() {
            0 if !self.is_reviewed_beside(words) => "being checked".to_owned(),
            0 => "nothing to mend".to_owned(),
            1 => "1 thing to look at".to_owned(),
            more => format!("{more} things to look at"),
        }
    }

    /// What is to be reviewed, where that was not done yet.
    pub(super) fn to_review(&self) -> Option<ToReview> {
        // Nobody reads findings in the middle of a drag.
        let due = !self.desk.history.is_dragged() && !self.is_reviewed();
        due.then(|| ToReview {
            document: self.document().clone(),
            scene: Arc::clone(self.desk.scene()),
            profile: self.profile.clone(),
            proofs: self.review.proofs.clone(),
            dictionary: Arc::clone(&self.review.dictionary),
            language: self.words.translation(self.badge()).map(str::to_owned),
            turn: self.review.turn,
        })
    }

    /// Takes in what the review found.
    pub(super) fn take_review(&mut self, reviewed: Reviewed) {
        self.reviewed = reviewed;
    }

    /// The review of the words as they are now, for those who cannot wait.
    pub(super) fn review_now(&mut self) {
        if let Some(due) = self.to_review() {
            self.take_review(due.run());
        }
    }

    /// Has the words reviewed again: the review knows more than before.
    pub(super) fn review_anew(&mut self) {
        self.review.turn += 1;
    }

    /// Holds the words to other rules.
    pub(super) fn set_profile(&mut self, profile: impl Into<Checklist>) {
        self.profile = profile.into();
        self.review_anew();
    }
}
