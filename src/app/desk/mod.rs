//! What every place is given: the document and what follows from it, what a user chose,
//! what comes from outside, the work under way. A place reads it; it changes only when
//! what a place asked for is carried out, after the frame.

mod entry;
mod files;
mod notice;
mod outbox;
mod outside;
pub(super) mod own;
mod place;
pub(super) mod review;
mod session;
mod settings;
mod target;
mod tasks;
mod viewer;

use std::sync::Arc;

pub use entry::Entry;
pub use files::{FileAnswer, FileDialogs, FileQuestion, Portal, Typed};
pub use notice::Notice;
pub use outbox::{Out, Outbox, Task, Then};
pub use outside::{Outside, Show};
pub use own::Own;
pub use place::Place;
pub use review::{ReviewMessage, Reviewing};
pub use session::Session;
pub use settings::{HandOutSettings, Settings};
pub use target::Target;
pub use tasks::{Progress, Tasks};

use crate::artwork::{Artwork, Brand};
use crate::badge::Badge;
use crate::document::{Document, History};
use crate::scene::{Scene, build};

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
    pub(super) fn new(document: Document, settings: Settings, outside: Outside) -> Self {
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
    pub(super) fn derive(&mut self) {
        if !self.derived.document.same_version(self.history.document()) {
            self.derived = Derived::of(self.history.document());
        }
    }
}
