//! What a badge looks like: elements with shape, paint, text and pictures.
//!
//! Plain values without input or output. Lengths are badge units: the artwork
//! is a square of [`SIDE`] units, the origin is its upper left corner, y grows
//! downwards and angles are degrees clockwise. An element is an [`Arc`], so
//! that a changed artwork shares what did not change with the one before.
//!
//! ```
//! use badgewright::artwork::{Artwork, Color, Element, Frame, Kind, Paint, SIDE};
//!
//! let mut artwork = Artwork::default();
//! let frame = Frame::centred(SIDE, SIDE);
//! let teal: Color = "#0e6b6b".parse()?;
//! let disc = Element::new(artwork.fresh_id(), Kind::Disc, frame).filled(Paint::Solid(teal));
//! artwork.elements.push(disc.into());
//! assert_eq!(artwork.elements[0].title(), "Disc");
//! # Ok::<(), badgewright::artwork::ColorError>(())
//! ```

mod brand;
mod color;
mod element;
mod frame;
mod group_units;
mod guide;
mod number;
mod oklab;
mod own_font;
mod paint;
mod picture;
mod roles;
pub(crate) mod shapes;
mod sizing;
mod text;
mod theme;
mod vision;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Extra, is_default};

pub use brand::{Brand, LOGO_NAME, Logo, MAX_BRAND_COLORS};
pub use color::{Color, ColorError};
pub(crate) use element::repainted;
pub use element::{Element, ElementId, IconWeight, Kind, RibbonStyle, ShieldStyle};
pub use frame::{Bounds, Frame, SIDE, Spot, half_turns};
pub use group_units::GroupUnits;
pub(crate) use group_units::freed;
pub use guide::{Guide, MAX_GUIDES};
pub(crate) use own_font::unshaken;
pub use own_font::{FontFileError, FontId, MAX_FONT_BYTES, MAX_FONTS, MAX_FONTS_BYTES, OwnFont, OwnFonts};
pub use paint::{Blend, Cap, Join, MAX_STOPS, Motif, Paint, Shadow, Stop, Stroke, StrokeAlignment};
pub use picture::{Crop, MAX_PICTURE_BYTES, MAX_PICTURE_SIDE, Picture, PictureError, PictureId};
pub(crate) use roles::follow;
pub use roles::{LEAST_CONTRAST, Proposal, Role, fitted, proposals, recolored};
pub use shapes::{NewShape, Shape};
pub use text::{Align, Baseline, Binding, Font, LetterCase, Text};
pub use theme::{THEME_NAME, Theme, themed};
pub use vision::ColorVision;

/// Greatest depth of groups within groups that an artwork may have.
pub const MAX_DEPTH: usize = 16;

/// A badge's artwork: its elements from the back to the front.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Artwork {
    /// The colours this badge is made of, offered wherever one is chosen.
    pub palette: Vec<Color>,
    /// The elements; later ones lie over earlier ones.
    pub elements: Vec<Arc<Element>>,
    /// Pictures that elements show, by the digest of their bytes.
    #[serde(skip_serializing_if = "is_default")]
    pub pictures: BTreeMap<PictureId, Arc<Picture>>,
    /// Font files of its own, which texts ask for by family and weight as they
    /// do for the bundled ones.
    #[serde(skip_serializing_if = "is_default")]
    pub fonts: OwnFonts,
    /// Lines to lay elements against; no part of any picture.
    #[serde(skip_serializing_if = "is_default")]
    pub guides: Vec<Guide>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Artwork {
    /// Visits every element, groups before what is in them, from the back to
    /// the front.
    pub fn each<'a>(&'a self, mut visit: impl FnMut(&'a Arc<Element>)) {
        walk(&self.elements, &mut visit);
    }

    /// The element with this id, wherever it lies.
    pub fn element(&self, id: ElementId) -> Option<&Arc<Element>> {
        let mut found = None;
        self.each(|element| {
            if element.id == id {
                found = Some(element);
            }
        });
        found
    }

    /// Visits the family of each text's font.
    pub(crate) fn each_family<'a>(&'a self, mut visit: impl FnMut(&'a str)) {
        self.each(|element| {
            if let Kind::Text(text) = &element.kind {
                visit(&text.font.family);
            }
        });
    }

    /// An id that no element has.
    pub fn fresh_id(&self) -> ElementId {
        let mut highest = 0;
        self.each(|element| highest = highest.max(element.id.0));
        ElementId(highest.saturating_add(1))
    }
}

fn walk<'a>(elements: &'a [Arc<Element>], visit: &mut impl FnMut(&'a Arc<Element>)) {
    for element in elements {
        visit(element);
        if let Kind::Group { elements } = &element.kind {
            walk(elements, visit);
        }
    }
}

/// Visits an element and all that lies in it.
fn each_of(element: &Element, visit: &mut impl FnMut(&Element)) {
    visit(element);
    if let Kind::Group { elements } = &element.kind {
        elements.iter().for_each(|inner| each_of(inner, visit));
    }
}

/// Changes an element and all that lies in it.
fn each_of_mut(element: &mut Element, change: &impl Fn(&mut Element)) {
    change(element);
    if let Kind::Group { elements } = &mut element.kind {
        elements.iter_mut().for_each(|inner| each_of_mut(Arc::make_mut(inner), change));
    }
}

#[cfg(test)]
mod tests;
