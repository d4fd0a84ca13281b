//! What the window knows. Panels read it; only [`super::update`] changes what
//! outlives a frame.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Key;
use serde::{Deserialize, Serialize};

use super::reviewing::{Reviewed, Reviewing, ToReview};
use super::theme::ThemeChoice;
use super::{brand, canvas, explainer, handout, home, inspect, palette, session, sets, words};
use crate::artwork::{Artwork, IconWeight};
use crate::badge::{Badge, PLATFORM_WORDS, PlatformWords, SetAside};
use crate::document::{Document, History};
use crate::review::{Checklist, Finding, Profile};
use crate::scene::{Scene, build};

/// A place in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Starters, recent badges, a place to drop a file.
    Home,
    /// The canvas.
    Artwork,
    /// The form.
    Words,
    /// What the review found.
    Check,
    /// Export and bake.
    HandOut,
    /// Open a badge that was made.
    Inspect,
    /// All badges made from one design. It has no place in the rail: it is
    /// come to from the work.
    Set,
}

impl Place {
    /// The places of the rail, in its order.
    pub const ALL: [Self; 6] = [Self::Home, Self::Artwork, Self::Words, Self::Check, Self::HandOut, Self::Inspect];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Artwork => "Artwork",
            Self::Words => "Words",
            Self::Check => "Check",
            Self::HandOut => "Hand out",
            Self::Inspect => "Inspect",
            Self::Set => "the set of badges",
        }
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Home => "house",
            Self::Artwork => "palette",
            Self::Words => "note-pencil",
            Self::Check => "list-checks",
            Self::HandOut => "gift",
            Self::Inspect => "magnifying-glass",
            Self::Set => "cards-three",
        }
    }

    /// The digit that goes there with Ctrl.
    pub fn key(self) -> Key {
        match self {
            Self::Home => Key::Num1,
            Self::Artwork => Key::Num2,
            Self::Words => Key::Num3,
            Self::Check => Key::Num4,
            Self::HandOut => Key::Num5,
            Self::Inspect => Key::Num6,
            Self::Set => Key::Num7,
        }
    }
}

/// Something to say at the edge of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The sentence.
    pub words: String,
    /// Whether it is bad news.
    pub is_error: bool,
}

impl Notice {
    /// Good news.
    pub fn done(words: impl Into<String>) -> Self {
        Self { words: words.into(), is_error: false }
    }

    /// Bad news.
    pub fn error(words: impl Into<String>) -> Self {
        Self { words: words.into(), is_error: true }
    }

    /// Seconds for which it is shown, unless it is closed before: bad news has to be
    /// understood, and both can be long.
    pub fn seconds(&self) -> f64 {
        if self.is_error { 20.0 } else { 6.0 }
    }
}

/// What a user chose for all badges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// How the tools of the canvas work.
    pub canvas: crate::editing::Habits,
    /// Documents last opened or saved, newest first.
    pub recent: Vec<PathBuf>,
    /// The file of the framework in which skills are found; ESCO when none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub framework: Option<PathBuf>,
    /// Whether it was offered to explain what a badge is.
    #[serde(skip_serializing_if = "crate::is_default")]
    pub explained: bool,
    /// Icons last put on a badge, newest first.
    pub recent_icons: Vec<String>,
    /// How icons are drawn that are put on a badge.
    pub icon_weight: IconWeight,
    /// In which form badges were last handed out, and in whose name.
    pub hand_out: handout::Usual,
    /// Where badges are listed, by the keys of
    /// [`PLATFORM_WORDS`]; the scheme that the bundled standard belongs to
    /// until something is chosen.
    pub platforms: Option<Vec<String>>,
    /// The name under which the user comments; empty for none.
    pub author: String,
    /// Whose rules words are held to, by the name that is easy to type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_for: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: crate::Extra,
}

impl crate::document::Kept for Settings {
    const FIELDS: &'static [&'static str] = &[
        "theme",
        "canvas",
        "recent",
        "framework",
        "explained",
        "recentIcons",
        "iconWeight",
        "handOut",
        "platforms",
        "checkFor",
    ];
}

/// Where badges are listed until the user says so.
const FIRST_PLATFORM: &str = "badge-nation";

impl Settings {
    /// Where badges are listed.
    pub fn platforms(&self) -> Vec<&'static PlatformWords> {
        let chosen = |platform: &&PlatformWords| match &self.platforms {
            Some(keys) => keys.iter().any(|key| key == platform.key),
            None => platform.key == FIRST_PLATFORM,
        };
        PLATFORM_WORDS.iter().filter(chosen).collect()
    }

    /// Lists badges on a platform from now on, or no longer.
    pub(super) fn turn_platform(&mut self, key: &str) {
        let mut keys: Vec<String> = self.platforms().iter().map(|platform| platform.key.to_owned()).collect();
        if keys.iter().any(|other| other == key) {
            keys.retain(|other| other != key);
        } else {
            keys.push(key.to_owned());
        }
        self.platforms = Some(keys);
    }
}

/// What follows from the document, worked out once a version.
pub struct Derived {
    document: Document,
    /// The artwork, resolved.
    pub scene: Arc<Scene>,
    /// What the review found when it last ended, beside the window.
    reviewed: Reviewed,
}

impl Derived {
    fn of(document: &Document) -> Self {
        let scene = Arc::new(build(&document.artwork, &document.badge));
        Self { document: document.clone(), scene, reviewed: Reviewed::default() }
    }
}

/// Everything the window knows.
pub struct State {
    /// The place shown.
    pub place: Place,
    /// The document and its versions.
    pub history: History,
    /// Where the document is kept and what is not yet on disk.
    pub session: session::Session,
    /// The rules the words are held to.
    pub profile: Checklist,
    /// What the review knows beside the document.
    pub review: Reviewing,
    /// What a user chose for all badges.
    pub settings: Settings,
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
    derived: Derived,
}

impl State {
    pub(super) fn new(document: Document, settings: Settings) -> Self {
        let (profile, review) = (Checklist::from(Profile::default()), Reviewing::default());
        Self {
            place: Place::Artwork,
            derived: Derived::of(&document),
            history: History::unsaved(document),
            session: session::Session::on_starter(),
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
            settings,
        }
    }

    /// The document as it is now.
    pub fn document(&self) -> &Document {
        self.history.document()
    }

    /// Its words.
    pub fn badge(&self) -> &Badge {
        &self.document().badge
    }

    /// Its artwork.
    pub fn artwork(&self) -> &Artwork {
        &self.document().artwork
    }

    /// True for a starter to which nothing was done yet.
    pub fn is_untouched(&self) -> bool {
        self.session.starter && self.session.path.is_none() && self.history.undo_label().is_none()
    }

    /// The artwork, resolved.
    pub fn scene(&self) -> &Arc<Scene> {
        &self.derived.scene
    }

    /// What the review found, most weighty first. While somebody types it is a
    /// moment behind.
    pub fn findings(&self) -> &[Finding] {
        &self.derived.reviewed.outcome.open
    }

    /// What the writer left as it is, with the reason.
    pub fn aside(&self) -> &[(Finding, SetAside)] {
        &self.derived.reviewed.outcome.aside
    }

    /// The badge as it was when the review last ended; `None` before it ended once.
    pub(super) fn reviewed_badge(&self) -> Option<&Badge> {
        self.derived.reviewed.badge()
    }

    /// What the review found in the translation that is written.
    pub fn findings_in(&self, language: &str) -> &[Finding] {
        self.derived.reviewed.findings_in(language)
    }

    /// Whether the review read the words as they are now.
    pub fn is_reviewed(&self) -> bool {
        self.is_reviewed_beside(&self.words)
    }

    /// The same while the form is drawn, which then holds its `words` itself.
    fn is_reviewed_beside(&self, words: &words::Words) -> bool {
        self.derived.reviewed.is_of(self.document(), words.translation(self.badge()), self.review.turn)
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
        let due = !self.history.is_dragged() && !self.is_reviewed();
        due.then(|| ToReview {
            document: self.document().clone(),
            scene: Arc::clone(&self.derived.scene),
            profile: self.profile.clone(),
            proofs: self.review.proofs.clone(),
            dictionary: Arc::clone(&self.review.dictionary),
            language: self.words.translation(self.badge()).map(str::to_owned),
            turn: self.review.turn,
        })
    }

    /// Takes in what the review found.
    pub(super) fn take_review(&mut self, reviewed: Reviewed) {
        self.derived.reviewed = reviewed;
    }

    /// The review of the words as they are now, for those who cannot wait.
    pub(super) fn review_now(&mut self) {
        if let Some(due) = self.to_review() {
            self.take_review(due.run());
        }
    }

    /// Works out anew what follows from the document, if that changed.
    pub(super) fn derive(&mut self) {
        let document = self.history.document();
        let derived = &mut self.derived;
        if !derived.document.same_version(document) {
            derived.document = document.clone();
            derived.scene = Arc::new(build(&document.artwork, &document.badge));
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
