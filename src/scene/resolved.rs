//! A resolved artwork, and what can be asked of it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use kurbo::{Affine, BezPath};

use super::draw::Draw;
use super::fonts::Face;
use super::missing::Missing;
use super::touch;
use super::work::Work;
use crate::artwork::{Bounds, ElementId};

/// What there is to draw of a badge, from the back to the front.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    pub(super) draws: Vec<Draw>,
    pub(super) work: Work,
    pub(super) missing: Vec<Missing>,
    pub(super) leaves: Vec<touch::Leaf>,
    pub(super) spans: HashMap<ElementId, Range<usize>>,
    /// The boxes around the lines that go around groups.
    pub(super) rims: HashMap<ElementId, Bounds>,
    pub(super) type_sizes: Vec<(ElementId, f64)>,
    pub(super) letters: Vec<(Arc<BezPath>, Vec<Letter>)>,
}

/// Letters of a text that stay together: one with its marks, or a ligature.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// The letters themselves.
    pub text: String,
    /// The face they are set in.
    pub face: Arc<Face>,
    /// From their pen to the pen of what follows without extra space, in ems.
    pub advance: f64,
    /// Takes ems around the pen to the units of the text's outline.
    pub place: Affine,
}

impl Scene {
    /// The steps of drawing it, from the back to the front. Every
    /// [`Draw::Push`] has its [`Draw::Pop`].
    pub fn draws(&self) -> &[Draw] {
        &self.draws
    }

    /// How much work it is to draw.
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// What the artwork asks for and is not there, each once.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// The box around what is seen of an element or a group, shadows left out;
    /// `None` when nothing of it is drawn.
    pub fn bounds(&self, element: ElementId) -> Option<Bounds> {
        let leaves = self.leaves.get(self.spans.get(&element)?.clone())?;
        let ink = |leaf: &touch::Leaf| touch::ink(self.draws.get(leaf.draws.clone())?, leaf.clip);
        let boxes = leaves.iter().filter_map(|leaf| *leaf.ink.get_or_init(|| ink(leaf)));
        boxes.chain(self.rims.get(&element).copied()).reduce(Bounds::union)
    }

    /// Each text that is drawn, with the height of its type (em) in badge units
    /// as it came out where it had to fit.
    pub fn type_sizes(&self) -> &[(ElementId, f64)] {
        &self.type_sizes
    }

    /// The letters that an outline shows, where it is that of a whole text.
    pub fn letters(&self, outline: &Arc<BezPath>) -> Option<&[Letter]> {
        self.letters.iter().find(|(path, _)| Arc::ptr_eq(path, outline)).map(|(_, letters)| letters.as_slice())
    }

    /// The topmost element at a place in badge units; a group for what lies in
    /// it. Locked elements are passed over. `reach` is how far beside the ink
    /// still counts, in badge units, so that thin lines can be caught.
    pub fn hit(&self, x: f64, y: f64, reach: f64) -> Option<ElementId> {
        self.leaves.iter().rev().find(|leaf| !leaf.top_locked && leaf.touches(x, y, reach)).map(|leaf| leaf.top)
    }

    /// Everything that [`Scene::hit`] would reach if nothing lay over it, each
    /// once, from the front to the back. `inside` goes into groups.
    pub fn all_hit(&self, x: f64, y: f64, reach: f64, inside: bool) -> Vec<ElementId> {
        let mut found = Vec::new();
        for leaf in self.leaves.iter().rev() {
            let (id, locked) = if inside { (leaf.element, leaf.locked) } else { (leaf.top, leaf.top_locked) };
            if !locked && !found.contains(&id) && leaf.touches(x, y, reach) {
                found.push(id);
            }
        }
        found
    }

    /// As [`Scene::hit`], but goes into groups: the element itself.
    pub fn hit_inside(&self, x: f64, y: f64, reach: f64) -> Option<ElementId> {
        self.leaves.iter().rev().find(|leaf| !leaf.locked && leaf.touches(x, y, reach)).map(|leaf| leaf.element)
    }
}
