//! Where what is dragged comes to rest: on the badge's middle and edges, in
//! line with others, with equal gaps, on rings, at round angles, on a grid, on
//! guides. What it met is told, to be shown with its distances.

mod lines;
mod rings;

use kurbo::{Point, Vec2};
use serde::{Deserialize, Serialize};

use self::lines::{Along, Span, Why};
use self::rings::Ring;
use super::nested;
use crate::artwork::{Artwork, Bounds, Element, ElementId, Guide, SIDE, half_turns};

/// Steps of a whole turn at which a turning element rests, in degrees.
pub const TURN_STEP: f64 = 15.0;

/// How near to a step or to another's angle a turn must come, in degrees.
const TURN_REACH: f64 = 2.5;

/// Two places that are the same, in badge units.
const SAME: f64 = 1e-6;

/// What a dragged element rests on. Kept for all badges.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Snapping {
    /// It rests at all.
    pub on: bool,
    /// On the badge's middle and edges.
    pub badge: bool,
    /// In line with the middles and edges of others.
    pub others: bool,
    /// With the same gap to others as they have among themselves.
    pub gaps: bool,
    /// On the circles of others, around their middles, with their radii.
    pub rings: bool,
    /// At every 15 degrees, and turned as others are.
    pub angles: bool,
    /// On the badge's own guides, which are shown.
    pub guides: bool,
    /// On the grid.
    pub grid: bool,
    /// The grid is shown.
    pub grid_shown: bool,
    /// From one line of the grid to the next, in badge units.
    pub grid_step: f64,
    /// Rulers stand at the edges of the canvas.
    pub rulers: bool,
}

impl Default for Snapping {
    fn default() -> Self {
        Self {
            on: true,
            badge: true,
            others: true,
            gaps: true,
            rings: true,
            angles: true,
            guides: true,
            grid: false,
            grid_shown: false,
            grid_step: 20.0,
            rulers: false,
        }
    }
}

impl Snapping {
    /// The grid's step, when it can be used.
    pub fn step(&self) -> f64 {
        if self.grid_step.is_finite() { self.grid_step.clamp(1.0, SIDE) } else { 20.0 }
    }
}

/// What a dragged element rests on, to be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Met {
    /// A line between two points that others lie on, too.
    Line(Point, Point),
    /// A distance worth telling.
    Distance(Point, Point),
    /// A circle around a point.
    Circle(Point, f64),
    /// An angle: a line from its corner and the degrees.
    Angle(Point, Point, f64),
}

/// All that stays where it is.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    boxes: Vec<Bounds>,
    rings: Vec<Ring>,
    turns: Vec<f64>,
    guides: Vec<Guide>,
}

impl Standing {
    /// What stays while these are moved.
    pub fn beside(artwork: &Artwork, moving: &[ElementId]) -> Self {
        let mut standing = Self { guides: artwork.guides.clone(), ..Self::default() };
        for element in nested::standing(artwork, moving) {
            standing.boxes.push(element.frame.bounds());
            standing.rings.extend(rings::of(&element));
            if element.frame.rotation != 0.0 {
                standing.turns.push(element.frame.rotation);
            }
        }
        standing
    }

    /// As [`Standing::beside`], without one of the guides.
    pub fn without_guide(artwork: &Artwork, guide: usize) -> Self {
        let mut standing = Self::beside(artwork, &[]);
        if guide < standing.guides.len() {
            standing.guides.remove(guide);
        }
        standing
    }
}

/// What rests on what, and how near it must come.
#[derive(Clone, Copy, Debug)]
pub struct Snapper<'a> {
    /// What is wished.
    pub snapping: Snapping,
    /// How near counts, in badge units.
    pub reach: f64,
    /// What stays where it is.
    pub standing: &'a Standing,
}

impl Snapper<'_> {
    /// A move of what lies in `around`, so that it rests where it comes near,
    /// and what it then meets. `rim` is its radius if it is round.
    pub fn moved(&self, around: Bounds, rim: Option<f64>, by: Vec2) -> (Vec2, Vec<Met>) {
        if !self.snapping.on {
            return (by, Vec::new());
        }
        let own = moved(around, by);
        if let Some((more, met)) = self.concentric(own, rim) {
            return (by + more, met);
        }
        let (across, down) = (self.along(own, true, true).rest(self), self.along(own, false, true).rest(self));
        let more = |found: &Option<lines::Found>| found.as_ref().map_or(0.0, |found| found.by);
        let lined = Vec2::new(more(&across), more(&down));
        // Only where a line leaves it free it can come to a circle as well.
        if across.is_none() || down.is_none() {
            let fixed = (across.is_some(), down.is_some());
            if let Some((on_circle, mut met)) = self.on_a_circle(moved(own, lined), fixed) {
                let at = moved(own, lined + on_circle);
                met.extend(self.met(across, at, true));
                met.extend(self.met(down, at, false));
                return (by + lined + on_circle, met);
            }
        }
        let at = moved(own, lined);
        let mut met = self.met(across, at, true);
        met.extend(self.met(down, at, false));
        (by + lined, met)
    }

    /// A dragged point that rests across, down, or both, and what it meets.
    pub fn point(&self, to: Point, across: bool, down: bool) -> (Point, Vec<Met>) {
        if !self.snapping.on {
            return (to, Vec::new());
        }
        let own = Bounds { left: to.x, top: to.y, right: to.x, bottom: to.y };
        let rest = |wanted: bool, upright| if wanted { self.along(own, upright, false).rest(self) } else { None };
        let (x, y) = (rest(across, true), rest(down, false));
        let more = |found: &Option<lines::Found>| found.as_ref().map_or(0.0, |found| found.by);
        let by = Vec2::new(more(&x), more(&y));
        let at = moved(own, by);
        let mut met = self.met(x, at, true);
        met.extend(self.met(y, at, false));
        (to + by, met)
    }

    /// Degrees at which a turning element rests; `steps` allows nothing
    /// between the steps.
    pub fn turn(&self, degrees: f64, steps: bool) -> f64 {
        let step = (degrees / TURN_STEP).round() * TURN_STEP;
        if steps {
            return step;
        }
        if !self.snapping.on || !self.snapping.angles {
            return degrees;
        }
        let off = |angle: f64| half_turns(angle - degrees);
        let as_others = self.standing.turns.iter().map(|angle| off(*angle));
        let nearest = as_others.chain([off(step)]).min_by(|a, b| a.abs().total_cmp(&b.abs()));
        nearest.filter(|off| off.abs() <= TURN_REACH).map_or(degrees, |off| degrees + off)
    }

    /// What there is to rest on in one direction.
    fn along(&self, own: Bounds, upright: bool, gaps: bool) -> Along {
        let spans = |bounds: Bounds| {
            let (across, down) =
                (Span { from: bounds.left, to: bounds.right }, Span { from: bounds.top, to: bounds.bottom });
            if upright { (across, down) } else { (down, across) }
        };
        let (own, beside) = spans(own);
        let others = if self.snapping.others || self.snapping.gaps {
            self.standing.boxes.iter().map(|other| spans(*other)).collect()
        } else {
            Vec::new()
        };
        let guides = self.standing.guides.iter().filter(|guide| self.snapping.guides && guide.upright == upright);
        Along { own, beside, others, guides: guides.map(|guide| guide.at).collect(), gaps }
    }

    /// What is met by something that lies in `own` now.
    fn met(&self, found: Option<lines::Found>, own: Bounds, upright: bool) -> Vec<Met> {
        let Some(found) = found else { return Vec::new() };
        let mine =
            if upright { Span { from: own.top, to: own.bottom } } else { Span { from: own.left, to: own.right } };
        let point = |at: f64, along: f64| if upright { Point::new(at, along) } else { Point::new(along, at) };
        match found.why {
            Why::Grid => Vec::new(),
            Why::Gaps(gaps) => {
                let along = mine.middle();
                let gap = |(from, to): (f64, f64)| Met::Distance(point(from, along), point(to, along));
                gaps.into_iter().map(gap).collect()
            }
            Why::Guide(at) => Self::to_the_edge(at, mine, point),
            Why::Badge(at) => {
                let mut met = vec![Met::Line(point(at, 0.0), point(at, SIDE))];
                met.extend(Self::to_the_edge(at, mine, point));
                met
            }
            Why::Other(at) => {
                let on = |from: f64, to: f64| {
                    [from, to, f64::midpoint(from, to)].iter().any(|place| (place - at).abs() < SAME)
                };
                let touching = self.standing.boxes.iter().filter_map(|other| {
                    let (across, down) = ((other.left, other.right), (other.top, other.bottom));
                    let ((from, to), other) = if upright { (across, down) } else { (down, across) };
                    on(from, to).then_some(Span { from: other.0, to: other.1 })
                });
                let Some(nearest) = touching.min_by(|a, b| a.gap(mine).total_cmp(&b.gap(mine))) else {
                    return Vec::new();
                };
                let (from, to) = (nearest.from.min(mine.from), nearest.to.max(mine.to));
                let mut met = vec![Met::Line(point(at, from), point(at, to))];
                if nearest.gap(mine) > SAME {
                    let (from, to) =
                        if nearest.to < mine.from { (nearest.to, mine.from) } else { (mine.to, nearest.from) };
                    met.push(Met::Distance(point(at, from), point(at, to)));
                }
                met
            }
        }
    }

    /// The distance along a line to the badge's nearer edge.
    fn to_the_edge(at: f64, mine: Span, point: impl Fn(f64, f64) -> Point) -> Vec<Met> {
        let (before, after) = (mine.from, SIDE - mine.to);
        if before.min(after) <= SAME {
            return Vec::new();
        }
        let (from, to) = if before <= after { (0.0, mine.from) } else { (mine.to, SIDE) };
        vec![Met::Distance(point(at, from), point(at, to))]
    }
}

fn moved(bounds: Bounds, by: Vec2) -> Bounds {
    Bounds {
        left: bounds.left + by.x,
        right: bounds.right + by.x,
        top: bounds.top + by.y,
        bottom: bounds.bottom + by.y,
    }
}

/// The radius of an element that is round.
pub fn rim(element: &Element) -> Option<f64> {
    rings::rim(element)
}

#[cfg(test)]
mod tests;
