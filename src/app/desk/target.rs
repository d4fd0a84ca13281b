//! Which badge something is for that takes a while.

use crate::document::Document;

/// Target of work beside the window, or of a question for a file: the badge for which it
/// was begun, so that what it comes to changes no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The document, by the number of its life in this window.
    session: u64,
    /// The badge of it that is meant; `None` for the document as a whole.
    badge: Option<Shown>,
}

/// A badge of a document: a member of its set, or its design.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    Design,
    Member(String),
}

impl Target {
    /// The badge that is shown of the document that has this number.
    pub(super) fn badge(session: u64, document: &Document) -> Self {
        let member = document.shown.as_ref().map(|shown| Shown::Member(shown.id.clone()));
        Self { session, badge: Some(member.unwrap_or(Shown::Design)) }
    }

    /// The document that has this number, with all its badges.
    pub(super) fn document(session: u64) -> Self {
        Self { session, badge: None }
    }

    /// True for a document as a whole.
    pub(super) fn is_document(&self) -> bool {
        self.badge.is_none()
    }
}
