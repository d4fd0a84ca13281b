//! Where what is dragged comes to rest: on the badge's middle and edges, in
//! line with others, with equal gaps, on rings, at round angles, on a grid, on
//! guides. What it met is told, to be shown with its distances.

mod lines;
mod ring;
mod rings;
mod snapper;

use kurbo::{Point, Vec2};

use self::lines::{Along, Span, Why};
use self::snapper::SAME;
use crate::artwork::{Bounds, Element, SIDE, half_turns};

pub use snapper::{Snap, SnapTargets, Snapper, Snapping, TURN_STEP};

/// How near to a step or to another's angle a turn must come, in degrees.
const TURN_REACH: f64 = 2.5;

impl Snapper<'_> {
    /// A move of what lies in `around`, so that it rests where it comes near,
    /// and what it then meets. `rim` is its radius if it is round.
    pub fn moved(&self, around: Bounds, rim: Option<f64>, by: Vec2) -> (Vec2, Vec<Snap>) {
        if !self.snapping.on {
            return (by, Vec::new());
        }
        let own = moved(around, by);
        if let Some((more, snaps)) = self.concentric(own, rim) {
            return (by + more, snaps);
        }
        let (across, down) = (self.along(own, true, true).rest(self), self.along(own, false, true).rest(self));
        let more = |found: &Option<lines::Found>| found.as_ref().map_or(0.0, |found| found.by);
        let lined = Vec2::new(more(&across), more(&down));
        // Only where a line leaves it free it can come to a circle as well.
        if across.is_none() || down.is_none() {
            let fixed = (across.is_some(), down.is_some());
            if let Some((on_circle, mut snaps)) = self.on_a_circle(moved(own, lined), fixed) {
                let at = moved(own, lined + on_circle);
                snaps.extend(self.snaps(across, at, true));
                snaps.extend(self.snaps(down, at, false));
                return (by + lined + on_circle, snaps);
            }
        }
        let at = moved(own, lined);
        let mut snaps = self.snaps(across, at, true);
        snaps.extend(self.snaps(down, at, false));
        (by + lined, snaps)
    }

    /// A dragged point that rests across, down, or both, and what it meets.
    pub fn point(&self, to: Point, across: bool, down: bool) -> (Point, Vec<Snap>) {
        if !self.snapping.on {
            return (to, Vec::new());
        }
        let own = Bounds { left: to.x, top: to.y, right: to.x, bottom: to.y };
        let rest = |wanted: bool, upright| if wanted { self.along(own, upright, false).rest(self) } else { None };
        let (x, y) = (rest(across, true), rest(down, false));
        let more = |found: &Option<lines::Found>| found.as_ref().map_or(0.0, |found| found.by);
        let by = Vec2::new(more(&x), more(&y));
        let at = moved(own, by);
        let mut snaps = self.snaps(x, at, true);
        snaps.extend(self.snaps(y, at, false));
        (to + by, snaps)
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
        let as_others = self.targets.turns.iter().map(|angle| off(*angle));
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
            self.targets.boxes.iter().map(|other| spans(*other)).collect()
        } else {
            Vec::new()
        };
        let guides = self.targets.guides.iter().filter(|guide| self.snapping.guides && guide.upright == upright);
        Along { own, beside, others, guides: guides.map(|guide| guide.at).collect(), gaps }
    }

    /// What is met by something that lies in `own` now.
    fn snaps(&self, found: Option<lines::Found>, own: Bounds, upright: bool) -> Vec<Snap> {
        let Some(found) = found else { return Vec::new() };
        let mine =
            if upright { Span { from: own.top, to: own.bottom } } else { Span { from: own.left, to: own.right } };
        let point = |at: f64, along: f64| if upright { Point::new(at, along) } else { Point::new(along, at) };
        match found.why {
            Why::Grid => Vec::new(),
            Why::Gaps(gaps) => {
                let along = mine.middle();
                let gap = |(from, to): (f64, f64)| Snap::Distance(point(from, along), point(to, along));
                gaps.into_iter().map(gap).collect()
            }
            Why::Guide(at) => Self::to_the_edge(at, mine, point),
            Why::Badge(at) => {
                let mut snaps = vec![Snap::Line(point(at, 0.0), point(at, SIDE))];
                snaps.extend(Self::to_the_edge(at, mine, point));
                snaps
            }
            Why::Other(at) => {
                let on = |from: f64, to: f64| {
                    [from, to, f64::midpoint(from, to)].iter().any(|place| (place - at).abs() < SAME)
                };
                let touching = self.targets.boxes.iter().filter_map(|other| {
                    let (across, down) = ((other.left, other.right), (other.top, other.bottom));
                    let ((from, to), other) = if upright { (across, down) } else { (down, across) };
                    on(from, to).then_some(Span { from: other.0, to: other.1 })
                });
                let Some(nearest) = touching.min_by(|a, b| a.gap(mine).total_cmp(&b.gap(mine))) else {
                    return Vec::new();
                };
                let (from, to) = (nearest.from.min(mine.from), nearest.to.max(mine.to));
                let mut snaps = vec![Snap::Line(point(at, from), point(at, to))];
                if nearest.gap(mine) > SAME {
                    let (from, to) =
                        if nearest.to < mine.from { (nearest.to, mine.from) } else { (mine.to, nearest.from) };
                    snaps.push(Snap::Distance(point(at, from), point(at, to)));
                }
                snaps
            }
        }
    }

    /// The distance along a line to the badge's nearer edge.
    fn to_the_edge(at: f64, mine: Span, point: impl Fn(f64, f64) -> Point) -> Vec<Snap> {
        let (before, after) = (mine.from, SIDE - mine.to);
        if before.min(after) <= SAME {
            return Vec::new();
        }
        let (from, to) = if before <= after { (0.0, mine.from) } else { (mine.to, SIDE) };
        vec![Snap::Distance(point(at, from), point(at, to))]
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
    ring::rim(element)
}

#[cfg(test)]
mod tests;
