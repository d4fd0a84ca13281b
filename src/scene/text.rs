//! Text set straight or along a curve, in its frame.

mod along;
mod lines;
mod track;

use std::ops::Range;
use std::sync::Arc;

use kurbo::{Affine, BezPath, Size};

use super::Letter;
use super::fonts::{Face, Fonts, bundled};
use super::paint::within;
use super::shaping::{Cluster, Shaped, shape};
use crate::artwork::{Baseline, Text};

/// Text, set around the centre of its frame.
pub(super) struct Setting {
    pub(super) path: BezPath,
    /// Where it can be touched: the lines of text as a whole, since letters
    /// have holes and gaps.
    pub(super) touch: BezPath,
    /// The face it is set in, letters aside that this does not have.
    pub(super) face: Arc<Face>,
    /// The letters and where each stands.
    pub(super) letters: Vec<Letter>,
    /// Letters that neither this face nor a bundled one has.
    pub(super) missing: Vec<char>,
    /// Height of the type once it fits, in badge units.
    pub(super) em: f64,
    /// Where each letter stands, spaces that are not drawn included.
    pub(super) stands: Vec<Stand>,
}

/// Where letters of a text stand that stay together.
pub(super) struct Stand {
    /// Which letters of the text; none where a line is empty.
    pub(super) letters: Range<usize>,
    /// On which line.
    pub(super) line: usize,
    /// From ems around the pen's place on the baseline to the frame's units.
    pub(super) place: Affine,
    /// In ems.
    pub(super) advance: f64,
}

/// The measures that hold for a whole text.
struct Type {
    face: Arc<Face>,
    weight: u16,
    /// Height of the type in badge units.
    size: f64,
    /// Extra space between letters in ems.
    spacing: f64,
    /// Distance of lines in ems.
    leading: f64,
    fit: bool,
}

impl Type {
    fn shape(&self, line: &str) -> Arc<Shaped> {
        shape(line, &self.face, self.weight, self.spacing == 0.0)
    }

    /// Width in ems of letters that stand in a row.
    fn width(&self, clusters: &[Cluster]) -> f64 {
        let spaces = clusters.len().saturating_sub(1) as f64 * self.spacing;
        clusters.iter().map(|cluster| cluster.advance).sum::<f64>() + spaces
    }
}

/// Sets what a text says in a frame of this size with one of these fonts;
/// `None` when there is no font at all.
pub(super) fn set(text: &Text, said: &str, frame: Size, fonts: &Fonts) -> Option<Setting> {
    let face = fonts.face(&text.font)?;
    let size = within(text.size, 0.5, 1200.0, 40.0);
    let kind = Type {
        face: Arc::clone(face),
        weight: text.font.weight,
        size,
        spacing: within(text.spacing / size, -0.5, 5.0, 0.0),
        leading: within(text.leading, 0.3, 5.0, 1.15),
        fit: text.fit,
    };
    let mut setting = Setting {
        path: BezPath::new(),
        touch: BezPath::new(),
        letters: Vec::new(),
        face: Arc::clone(face),
        missing: Vec::new(),
        em: size,
        stands: Vec::new(),
    };
    match text.baseline {
        Baseline::Straight => lines::set(&kind, text.align, said, frame, &mut setting),
        _ => along::set(&kind, text, said, frame, &mut setting),
    }
    Some(setting)
}

impl Setting {
    /// Adds letters whose pen stands where this takes the origin; ems to badge
    /// units. `first` is the place in the text of their line's first letter.
    fn put(&mut self, cluster: &Cluster, first: usize, line: usize, place: Affine) {
        self.path.extend(cluster.path.iter().map(|element| place * element));
        let face = bundled(cluster.face).unwrap_or(&self.face);
        let (text, face, advance) = (cluster.text.clone(), Arc::clone(face), cluster.advance);
        self.letters.push(Letter { text, face, advance, place });
        self.stand(cluster, first, line, place);
    }

    /// Notes where letters stand that are not drawn.
    fn stand(&mut self, cluster: &Cluster, first: usize, line: usize, place: Affine) {
        let letters = first + cluster.letters.start..first + cluster.letters.end;
        self.stands.push(Stand { letters, line, place, advance: cluster.advance });
    }

    /// Notes where the first letter of an empty line would stand.
    fn blank(&mut self, first: usize, line: usize, place: Affine) {
        self.stands.push(Stand { letters: first..first, line, place, advance: 0.0 });
    }
}

#[cfg(test)]
mod tests;
