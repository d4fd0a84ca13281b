//! A scene while it is built, and what may still be drawn of it.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use kurbo::{Affine, BezPath, Join, Rect};

use super::fonts::Fonts;
use super::missing::Missing;
use super::pictures::Bitmap;
use super::resolved::Scene;
use super::touch::{Leaf, Touch};
use super::work::Cost;
use crate::artwork::{Artwork, Element, ElementId, PictureId};
use crate::badge::Badge;

/// Most sentences on what is missing.
const MAX_MISSING: usize = 100;

/// Why an element is left out whose drawing would take too long.
const TOO_MUCH: &str = "the artwork has more parts than can be drawn";

/// Where an element lies.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// From the units of the group around it to badge units.
    pub(super) affine: Affine,
    /// The outermost group around it and whether that is locked.
    pub(super) top: Option<(ElementId, bool)>,
    pub(super) locked: bool,
    pub(super) depth: usize,
    /// What groups around it let through.
    pub(super) clip: Option<Rect>,
}

/// The scene so far, and what was made for it.
pub(super) struct Builder<'a> {
    pub(super) artwork: &'a Artwork,
    pub(super) badge: &'a Badge,
    pub(super) fonts: Fonts,
    pub(super) scene: Scene,
    /// The outlines of elements by their addresses: made once, however many
    /// copies there are.
    pub(super) inks: HashMap<*const Element, Option<Rc<Ink>>>,
    /// Elements of which no more copies are drawn.
    pub(super) given_up: HashSet<*const Element>,
    /// Pictures, likewise.
    pub(super) bitmaps: HashMap<PictureId, Result<Arc<Bitmap>, String>>,
}

/// What an element draws, around its own centre.
pub(super) struct Ink {
    pub(super) pieces: Vec<(Arc<BezPath>, f64)>,
    pub(super) join: Join,
    /// Where it can be touched, when that is not its outlines.
    pub(super) touch: Option<BezPath>,
}

impl Ink {
    /// All of its outlines as one.
    pub(super) fn outline(&self) -> BezPath {
        self.pieces.iter().flat_map(|(piece, _)| piece.iter()).collect()
    }
}

impl Builder<'_> {
    /// Whether one more shadow may be drawn; counts it, and tells where not.
    pub(super) fn another_shadow(&mut self, element: &Element) -> bool {
        let may = self.scene.work.another_shadow();
        if !may {
            self.missing(Missing::Shadow { element: element.id, title: element.title() });
        }
        may
    }

    /// Tells that an element, or a part of it, would take too long to draw.
    pub(super) fn too_much(&mut self, element: &Element) {
        if self.given_up.insert(std::ptr::from_ref(element)) {
            self.left_out(element, TOO_MUCH);
        }
    }

    /// Whether one more step may be drawn; counts it, and tells where not.
    pub(super) fn another(&mut self, element: &Element, cost: Cost) -> bool {
        let may = self.scene.work.another(cost);
        if !may {
            self.too_much(element);
        }
        may
    }

    /// Notes where what was drawn since the step `first` can be touched.
    pub(super) fn leaf(&mut self, element: &Element, place: Place, touch: Touch, first: usize) {
        let (top, top_locked) = place.top.unwrap_or((element.id, element.locked));
        self.scene.leaves.push(Leaf {
            element: element.id,
            top,
            top_locked,
            locked: place.locked,
            place: place.affine,
            touch,
            draws: first..self.scene.draws.len(),
            clip: place.clip,
            ink: OnceLock::new(),
        });
    }

    /// Notes what is not there, each once.
    pub(super) fn missing(&mut self, missing: Missing) {
        if self.scene.missing.len() < MAX_MISSING && !self.scene.missing.contains(&missing) {
            self.scene.missing.push(missing);
        }
    }

    /// Tells of an element that is not drawn.
    pub(super) fn left_out(&mut self, element: &Element, reason: &'static str) {
        self.missing(Missing::Element { element: element.id, title: element.title(), reason });
    }
}
