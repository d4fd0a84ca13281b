//! A text while it is set, letter by letter.

use std::ops::Range;
use std::sync::Arc;

use kurbo::{Affine, BezPath};

use crate::scene::Letter;
use crate::scene::fonts::{Face, bundled};
use crate::scene::shaping::{Cluster, Shaped, shape};

/// Text, set around the centre of its frame.
pub(in crate::scene) struct Setting {
    pub(in crate::scene) path: BezPath,
    /// Where it can be touched: the lines of text as a whole, since letters
    /// have holes and gaps.
    pub(in crate::scene) touch: BezPath,
    /// The face it is set in, letters aside that this does not have.
    pub(in crate::scene) face: Arc<Face>,
    /// The letters and where each stands.
    pub(in crate::scene) letters: Vec<Letter>,
    /// Letters that neither this face nor a bundled one has.
    pub(in crate::scene) missing: Vec<char>,
    /// Height of the type once it fits, in badge units.
    pub(in crate::scene) em: f64,
    /// Where each letter stands, spaces that are not drawn included.
    pub(in crate::scene) stands: Vec<Stand>,
}

/// Where letters of a text stand that stay together.
pub(in crate::scene) struct Stand {
    /// Which letters of the text; none where a line is empty.
    pub(in crate::scene) letters: Range<usize>,
    /// On which line.
    pub(in crate::scene) line: usize,
    /// From ems around the pen's place on the baseline to the frame's units.
    pub(in crate::scene) place: Affine,
    /// In ems.
    pub(in crate::scene) advance: f64,
}

/// The measures that hold for a whole text.
pub(super) struct Type {
    pub(super) face: Arc<Face>,
    pub(super) weight: u16,
    /// Height of the type in badge units.
    pub(super) size: f64,
    /// Extra space between letters in ems.
    pub(super) spacing: f64,
    /// Distance of lines in ems.
    pub(super) leading: f64,
    pub(super) fit: bool,
}

impl Type {
    pub(super) fn shape(&self, line: &str) -> Arc<Shaped> {
        shape(line, &self.face, self.weight, self.spacing == 0.0)
    }

    /// Width in ems of letters that stand in a row.
    pub(super) fn width(&self, clusters: &[Cluster]) -> f64 {
        let spaces = clusters.len().saturating_sub(1) as f64 * self.spacing;
        clusters.iter().map(|cluster| cluster.advance).sum::<f64>() + spaces
    }
}

impl Setting {
    /// Adds letters whose pen stands where this takes the origin; ems to badge
    /// units. `first` is the place in the text of their line's first letter.
    pub(super) fn put(&mut self, cluster: &Cluster, first: usize, line: usize, place: Affine) {
        self.path.extend(cluster.path.iter().map(|element| place * element));
        let face = bundled(cluster.face).unwrap_or(&self.face);
        let (text, face, advance) = (cluster.text.clone(), Arc::clone(face), cluster.advance);
        self.letters.push(Letter { text, face, advance, place });
        self.stand(cluster, first, line, place);
    }

    /// Notes where letters stand that are not drawn.
    pub(super) fn stand(&mut self, cluster: &Cluster, first: usize, line: usize, place: Affine) {
        let letters = first + cluster.letters.start..first + cluster.letters.end;
        self.stands.push(Stand { letters, line, place, advance: cluster.advance });
    }

    /// Notes where the first letter of an empty line would stand.
    pub(super) fn blank(&mut self, first: usize, line: usize, place: Affine) {
        self.stands.push(Stand { letters: first..first, line, place, advance: 0.0 });
    }
}
