//! How much work an artwork is to draw, counted before any of it is done.
//!
//! A small file can ask for drawing without end: copies of copies, a line that
//! crosses the badge ten thousand times, dashes finer than a pixel. What an
//! element takes is counted here first; what goes beyond is left out and told.

use kurbo::{Affine, BezPath, Cap, Join, PathEl, Point, Rect};

use super::{Brush, StrokeStyle};
use crate::artwork::{Element, Kind, Picture, SIDE};

/// Most copies of an element around a middle.
pub(super) const MAX_COPIES: u32 = 120;

/// Most drawings of elements, each copy counted, empty groups as well.
const MAX_DRAWINGS: u64 = 40_000;

/// Most steps a scene has.
const MAX_STEPS: usize = 20_000;

/// Most points of all outlines together.
const MAX_POINTS: f64 = 500_000.0;

/// Longest edges of all outlines together, in badge units.
const MAX_EDGES: f64 = 3_000_000.0;

/// Most that is laid down on each other, in squares of the artwork: a plain
/// colour over all of it is one.
const MAX_SQUARES: f64 = 2_000.0;

/// Most shadows; each takes a picture of its own to make.
const MAX_SHADOWS: usize = 200;

/// Most letters of all texts together, whether there is a form for them or not:
/// each is looked up, placed and kept.
const MAX_LETTERS: usize = 50_000;

/// Most steps that are refused before all that follow are.
const MAX_REFUSALS: usize = 200;

/// Most pixels of pictures that are decoded, and that are kept of them.
const MAX_DECODED: u64 = 128 * 1024 * 1024;
const MAX_KEPT: u64 = 32 * 1024 * 1024;

/// No part of an outline has more of its edge on the badge than this.
const ACROSS: f64 = 4.0 * SIDE;

/// What laying something down takes, for a plain colour's 1.
const LINEAR: f64 = 8.0;
const RADIAL: f64 = 16.0;
const AROUND: f64 = 25.0;
const IMAGE: f64 = 40.0;
const GROUP: f64 = 2.0;

/// Points of the wedges by which a gradient around a point is written in files
/// that know none.
const WEDGES: f64 = 720.0;

/// What was asked for so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    drawings: u64,
    steps: usize,
    points: f64,
    edges: f64,
    squares: f64,
    shadows: usize,
    letters: usize,
    decoded: u64,
    kept: u64,
    refusals: usize,
}

impl Work {
    /// The points of all outlines.
    pub fn points(&self) -> f64 {
        self.points
    }

    /// The length of all edges, in badge units.
    pub fn edges(&self) -> f64 {
        self.edges
    }

    /// What is laid down on each other, in squares of the artwork; what takes
    /// longer than a plain colour counts several times.
    pub fn squares(&self) -> f64 {
        self.squares
    }

    /// Whether an element of the artwork's own list may be drawn with all that
    /// lies in it; counts it.
    pub(super) fn another_drawing(&mut self, element: &Element) -> bool {
        let drawings = self.drawings.saturating_add(drawings(element));
        let may = drawings <= MAX_DRAWINGS;
        if may {
            self.drawings = drawings;
        }
        may
    }

    /// Whether one more step that takes this may be drawn; counts it.
    pub(super) fn another(&mut self, cost: Cost) -> bool {
        let all = Self {
            steps: self.steps + 1,
            points: self.points + cost.points,
            edges: self.edges + cost.edges,
            squares: self.squares + cost.squares,
            ..*self
        };
        let may =
            all.steps <= MAX_STEPS && all.points <= MAX_POINTS && all.edges <= MAX_EDGES && all.squares <= MAX_SQUARES;
        if may {
            *self = all;
        } else {
            self.refusals += 1;
        }
        may
    }

    /// Whether nothing more of any size can be drawn. Where much was refused
    /// already nothing is tried any longer: to know what it takes is work, too.
    pub(super) fn is_used_up(&self) -> bool {
        self.steps >= MAX_STEPS || self.refusals >= MAX_REFUSALS
    }

    /// Whether one more shadow may be drawn; counts it.
    pub(super) fn another_shadow(&mut self) -> bool {
        let may = self.shadows < MAX_SHADOWS;
        self.shadows += usize::from(may);
        may
    }

    /// Whether one more text of so many letters may be set; counts it.
    pub(super) fn another_text(&mut self, letters: usize) -> bool {
        let all = self.letters.saturating_add(letters);
        let may = all <= MAX_LETTERS;
        if may {
            self.letters = all;
        } else {
            self.refusals += 1;
        }
        may
    }

    /// Whether one more picture may be decoded; counts it. Of a large one no
    /// more is kept than `kept_side` on a side.
    pub(super) fn another_picture(&mut self, picture: &Picture, kept_side: u32) -> bool {
        let pixels = u64::from(picture.width) * u64::from(picture.height);
        let longest = u64::from(picture.width.max(picture.height)).max(1);
        let side = |side: u32| u64::from(side) * u64::from(kept_side).min(longest) / longest;
        let decoded = self.decoded.saturating_add(pixels);
        let kept = self.kept.saturating_add(side(picture.width).max(1) * side(picture.height).max(1));
        let may = decoded <= MAX_DECODED && kept <= MAX_KEPT;
        if may {
            (self.decoded, self.kept) = (decoded, kept);
        }
        may
    }
}

/// How often an element and what lies in it are drawn, copies of copies
/// counted.
fn drawings(element: &Element) -> u64 {
    if element.hidden || element.opacity <= 0.0 {
        return 0;
    }
    let inner = match &element.kind {
        Kind::Group { elements } => elements.iter().fold(0_u64, |sum, inner| sum.saturating_add(drawings(inner))),
        _ => 0,
    };
    u64::from(element.copies.clamp(1, MAX_COPIES)).saturating_mul(inner.saturating_add(1))
}

/// What one step of drawing takes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    points: f64,
    edges: f64,
    squares: f64,
}

impl Cost {
    /// A group that is put together before it is laid down.
    pub(super) fn group() -> Self {
        Self { squares: GROUP, ..Self::default() }
    }

    /// An outline that others are cut to.
    pub(super) fn clip(path: &BezPath, place: Affine) -> Self {
        let mut cost = Self::of(path, place, Some(&Brush::Solid(crate::artwork::Color::BLACK)), None);
        cost.squares *= GROUP;
        cost
    }

    /// A picture in a box of this size.
    pub(super) fn image(width: f64, height: f64, place: Affine) -> Self {
        let area = Rect::from_center_size(Point::ORIGIN, (width, height));
        Self { points: 4.0, edges: 0.0, squares: IMAGE * covered(area, place, f64::INFINITY) }
    }

    /// An outline with its paint.
    pub(super) fn of(path: &BezPath, place: Affine, fill: Option<&Brush>, line: Option<&StrokeStyle>) -> Self {
        let (count, length) = (path.elements().len() as f64, length(path));
        let area = path.control_box();
        let mut cost = Self::default();
        if let Some(brush) = fill {
            cost.add(brush, count, length, covered(area, place, f64::INFINITY));
        }
        if let Some(line) = line {
            let (width, style) = (line.style.width, &line.style);
            let is_round = style.join == Join::Round || style.start_cap == Cap::Round;
            // Round corners are made of curves, and at each the line turns.
            let (more, turn) = if is_round { (8.0, 1.6 * width) } else { (3.0, width) };
            let mut edges = 2.0 * length + count * turn.min(ACROSS);
            let mut points = count * more;
            let pattern: f64 = style.dash_pattern.iter().sum();
            if pattern > 0.0 {
                let dashes = length / pattern * style.dash_pattern.len() as f64 / 2.0;
                points += dashes * (more + 3.0);
                edges += dashes * 2.0 * turn.min(ACROSS);
            }
            let around = area.inflate(2.0 * width, 2.0 * width);
            cost.add(&line.brush, points, edges, covered(around, place, length * (width + 2.0)));
        }
        cost
    }

    fn add(&mut self, brush: &Brush, points: f64, edges: f64, squares: f64) {
        self.points += points;
        self.edges += edges;
        self.squares += squares
            * match brush {
                Brush::Solid(_) => 1.0,
                Brush::Linear { .. } => LINEAR,
                Brush::Radial { .. } => RADIAL,
                Brush::Angular { .. } => {
                    self.points += WEDGES;
                    AROUND
                }
            };
    }
}

/// How much of the artwork lies in a box, in squares of it; `most` is known to
/// be more than is covered, in badge units.
fn covered(area: Rect, place: Affine, most: f64) -> f64 {
    let seen = place.transform_rect_bbox(area).intersect(Rect::new(0.0, 0.0, SIDE, SIDE));
    (seen.width().max(0.0) * seen.height().max(0.0)).min(most) / (SIDE * SIDE)
}

/// The length of an outline, or more; of each part at most what can be seen.
fn length(path: &BezPath) -> f64 {
    let (mut first, mut last) = (Point::ORIGIN, Point::ORIGIN);
    let mut all = 0.0;
    for element in path.elements() {
        let (length, end) = match *element {
            PathEl::MoveTo(to) => {
                first = to;
                (0.0, to)
            }
            PathEl::LineTo(to) => (last.distance(to), to),
            PathEl::QuadTo(a, to) => (last.distance(a) + a.distance(to), to),
            PathEl::CurveTo(a, b, to) => (last.distance(a) + a.distance(b) + b.distance(to), to),
            PathEl::ClosePath => (last.distance(first), first),
        };
        all += length.min(ACROSS);
        last = end;
    }
    all
}
