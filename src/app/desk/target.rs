//! Which badge something is for that takes a while.

use super::Desk;

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
    /// The badge that is in view.
    pub fn badge(desk: &Desk) -> Self {
        let member = desk.document().shown.as_ref().map(|shown| Shown::Member(shown.id.clone()));
        Self { badge: Some(member.unwrap_or(Shown::Design)), ..Self::document(desk) }
    }

    /// The document with all its badges, whichever of them is in view.
    pub fn document(desk: &Desk) -> Self {
        Self { session: desk.session.number, badge: None }
    }

    /// Whether it is in view still.
    pub fn is_in_view(&self, desk: &Desk) -> bool {
        let now = if self.badge.is_some() { Self::badge(desk) } else { Self::document(desk) };
        *self == now
    }
}
