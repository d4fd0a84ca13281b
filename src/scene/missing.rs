//! What an artwork asks for and is not there.

use crate::artwork::ElementId;

/// Something that an element asks for and is not there. Its Display is a
/// sentence for the people who make the badge.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// A typeface; the text is set in another one.
    #[error("The font “{family}” is neither bundled nor in this badge; “{used}” is used instead.")]
    Font {
        /// The element that asks for it.
        element: ElementId,
        /// The family it asks for.
        family: String,
        /// The family that is used.
        used: String,
    },
    /// A letter; it is left out.
    #[error("None of the bundled fonts has the sign “{letter}” of the text “{text}”; it is left out.")]
    Letter {
        /// The element that asks for it.
        element: ElementId,
        /// The letter.
        letter: char,
        /// The text it is in.
        text: String,
    },
    /// An icon; it is left out.
    #[error("There is no icon “{name}”; choose another one.")]
    Icon {
        /// The element that asks for it.
        element: ElementId,
        /// The icon's name.
        name: String,
    },
    /// A picture; it is left out.
    #[error("A picture is left out: {reason}.")]
    Picture {
        /// The element that asks for it.
        element: ElementId,
        /// Why it cannot be shown.
        reason: String,
    },
    /// An element that cannot be drawn as it is; it is left out.
    #[error("“{title}” is left out: {reason}.")]
    Element {
        /// The element.
        element: ElementId,
        /// What lists call it.
        title: String,
        /// Why it cannot be drawn.
        reason: &'static str,
    },
    /// A shadow; it is left out.
    #[error("A shadow of “{title}” is left out: the artwork has more shadows than can be drawn. Take some away.")]
    Shadow {
        /// The element that casts it.
        element: ElementId,
        /// What lists call it.
        title: String,
    },
}

impl Missing {
    /// The element that asks for what is not there.
    pub fn element(&self) -> ElementId {
        match self {
            Self::Font { element, .. }
            | Self::Letter { element, .. }
            | Self::Icon { element, .. }
            | Self::Picture { element, .. }
            | Self::Element { element, .. }
            | Self::Shadow { element, .. } => *element,
        }
    }
}
