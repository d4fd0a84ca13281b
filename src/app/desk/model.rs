//! The desk: the document and what follows from it, what a user chose, what comes from
//! outside, the work under way.

use std::sync::Arc;

use super::{Notice, Outside, Own, Place, Reviewing, Session, Settings, Target, Tasks};
use crate::artwork::{Artwork, Brand};
use crate::badge::Badge;
use crate::document::{Document, History};
use crate::issue::{IssuersError, SavedIssuers};
use crate::scene::{Scene, build};
use crate::store::NoUserFolder;

/// What every place is given.
pub struct Desk {
    /// The place shown.
    pub place: Place,
    /// The document and its versions.
    pub history: History,
    /// Where the document is kept and what is not yet on disk.
    pub session: Session,
    /// The translation that is written, by its place among those of the badge.
    pub language: Option<usize>,
    /// The review beside the work.
    pub review: Reviewing,
    /// What a user chose for all badges.
    pub settings: Settings,
    /// What the user keeps for all badges.
    pub own: Own,
    /// The user's brand kit, empty until there is one.
    pub kit: Arc<Brand>,
    /// What comes from outside the window.
    pub outside: Outside,
    /// The work under way.
    pub tasks: Tasks,
    /// Whether a question is open that must be answered first.
    pub is_asked: bool,
    derived: Derived,
}

/// What follows from the document, worked out once a version.
struct Derived {
    document: Document,
    scene: Arc<Scene>,
}

impl Derived {
    fn of(document: &Document) -> Self {
        Self { document: document.clone(), scene: Arc::new(build(&document.artwork, &document.badge)) }
    }
}

impl Desk {
    pub(in crate::app) fn new(document: Document, settings: Settings, outside: Outside) -> Self {
        Self {
            place: Place::Artwork,
            derived: Derived::of(&document),
            history: History::unsaved(document),
            session: Session::on_starter(),
            language: None,
            review: Reviewing::default(),
            settings,
            own: Own::default(),
            kit: Arc::default(),
            outside,
            tasks: Tasks::default(),
            is_asked: false,
        }
    }

    /// The document as it is now.
    pub fn document(&self) -> &Document {
        self.history.document()
    }

    /// The badge that is in view, as what work and questions are for.
    pub fn badge_in_view(&self) -> Target {
        Target::badge(self.session.number, self.document())
    }

    /// The document with all its badges, whichever of them is in view.
    pub fn document_in_view(&self) -> Target {
        Target::document(self.session.number)
    }

    /// Whether what something was begun for is in view still.
    pub fn shows(&self, target: &Target) -> bool {
        *target == if target.is_document() { self.document_in_view() } else { self.badge_in_view() }
    }

    /// Its words.
    pub fn badge(&self) -> &Badge {
        &self.document().badge
    }

    /// The language of the translation that is written.
    pub fn translation(&self) -> Option<&str> {
        self.badge().translations.get(self.language?).map(|words| words.in_language.as_str())
    }

    /// Its artwork.
    pub fn artwork(&self) -> &Artwork {
        &self.document().artwork
    }

    /// The artwork, resolved.
    pub fn scene(&self) -> &Arc<Scene> {
        &self.derived.scene
    }

    /// The user's brand kit; `None` while nothing is in it.
    pub fn kit(&self) -> Option<&Arc<Brand>> {
        Some(&self.kit).filter(|kit| !kit.is_empty())
    }

    /// True for a starter to which nothing was done yet.
    pub fn is_untouched(&self) -> bool {
        self.session.starter && self.session.path.is_none() && self.history.undo_label().is_none()
    }

    /// True while there is something to lose.
    pub fn has_unsaved_work(&self) -> bool {
        self.history.is_dirty() && !self.is_untouched()
    }

    /// Keeps what the user chose for the next time.
    pub fn keep_settings(&self) {
        self.settings.keep(self.outside.folder.as_deref());
    }

    /// Works out anew what follows from the document, if that changed.
    pub(in crate::app) fn derive(&mut self) {
        if !self.derived.document.same_version(self.history.document()) {
            self.derived = Derived::of(self.history.document());
        }
    }

    /// Changes the saved issuers, and says what was `done`.
    pub fn change_issuers(
        &mut self,
        done: &str,
        change: impl FnOnce(&mut SavedIssuers) -> Result<(), IssuersError>,
    ) -> Notice {
        let Some(home) = &self.outside.folder else { return Notice::error(NoUserFolder.to_string()) };
        // What another window saved stays.
        match SavedIssuers::change(home, change) {
            Ok(issuers) => {
                self.own.issuers = issuers;
                Notice::done(done)
            }
            Err(error) => Notice::error(error.to_string()),
        }
    }
}
