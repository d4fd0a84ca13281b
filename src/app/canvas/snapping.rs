//! Where a dragged element comes to rest: on the badge's middle and edges, in
//! line with others, and half way between two of them.

use kurbo::Vec2;

use crate::artwork::{Artwork, Bounds, ElementId, SIDE};

/// A line that a dragged element snapped to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Guide {
    /// Upright, at this x.
    Upright(f64),
    /// Level, at this y.
    Level(f64),
}

/// The frames of all that stays where it is while these are dragged.
pub fn standing(artwork: &Artwork, moving: &[ElementId]) -> Vec<Bounds> {
    let stays = artwork.elements.iter().filter(|element| !element.hidden && !moving.contains(&element.id));
    stays.map(|element| element.frame.bounds()).collect()
}

/// A move of what lies in `around` so that it rests where it comes near, and
/// the lines on which it then lies. The badge's middle comes before all others.
pub fn snapped(around: Bounds, by: Vec2, reach: f64, others: &[Bounds]) -> (Vec2, Vec<Guide>) {
    let across = |bounds: Bounds| Span { from: bounds.left, to: bounds.right };
    let down = |bounds: Bounds| Span { from: bounds.top, to: bounds.bottom };
    let level: Vec<(Span, Span)> = others.iter().map(|other| (across(*other), down(*other))).collect();
    let upright: Vec<(Span, Span)> = level.iter().map(|(across, down)| (*down, *across)).collect();
    let (x, at_x) = along(across(around).moved(by.x), down(around).moved(by.y), reach, &level);
    let (y, at_y) = along(down(around).moved(by.y), across(around).moved(by.x), reach, &upright);
    let guides = at_x.map(Guide::Upright).into_iter().chain(at_y.map(Guide::Level)).collect();
    (by + Vec2::new(x, y), guides)
}

/// An extent in one direction.
#[derive(Clone, Copy)]
struct Span {
    from: f64,
    to: f64,
}

impl Span {
    fn moved(self, by: f64) -> Self {
        Self { from: self.from + by, to: self.to + by }
    }

    fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    fn meets(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// How far to move in one direction, and the line that is met. `beside` is the
/// extent in the other direction; others are given as both.
fn along(own: Span, beside: Span, reach: f64, others: &[(Span, Span)]) -> (f64, Option<f64>) {
    let middle = SIDE / 2.0 - own.middle();
    if middle.abs() <= reach {
        return (middle, Some(SIDE / 2.0));
    }
    // The middle with middles, edges with edges.
    let mut lines = vec![(0.0 - own.from, 0.0), (SIDE - own.to, SIDE)];
    for (other, _) in others {
        lines.push((other.middle() - own.middle(), other.middle()));
        for edge in [other.from, other.to] {
            lines.extend([(edge - own.from, edge), (edge - own.to, edge)]);
        }
    }
    let neighbours = || others.iter().filter(|(_, across)| across.meets(beside)).map(|(other, _)| *other);
    let before = neighbours().filter(|other| other.to <= own.middle()).map(|other| other.to).reduce(f64::max);
    let after = neighbours().filter(|other| other.from >= own.middle()).map(|other| other.from).reduce(f64::min);
    if let (Some(before), Some(after)) = (before, after) {
        let half_way = f64::midpoint(before, after);
        lines.push((half_way - own.middle(), half_way));
    }
    let nearest =
        lines.into_iter().filter(|(by, _)| by.abs() <= reach).min_by(|(a, _), (b, _)| a.abs().total_cmp(&b.abs()));
    nearest.map_or((0.0, None), |(by, line)| (by, Some(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(left: f64, right: f64) -> Bounds {
        Bounds { left, top: 100.0, right, bottom: 150.0 }
    }

    #[test]
    fn edges_middles_and_gaps_are_met() {
        let own = bounds(200.0, 240.0);
        let other = bounds(100.0, 180.0);
        for (by, others, expected, line) in [
            (Vec2::new(83.0, 40.0), vec![], 80.0, 300.0),
            (Vec2::new(-97.0, 60.0), vec![other], -100.0, 100.0),
            (Vec2::new(-23.0, 60.0), vec![other], -20.0, 180.0),
            (Vec2::new(12.0, 10.0), vec![other, bounds(286.0, 400.0)], 13.0, 233.0),
            (Vec2::new(-203.0, 60.0), vec![], -200.0, 0.0),
        ] {
            let (moved, guides) = snapped(own, by, 4.0, &others);
            assert_eq!(moved.x, expected, "{by:?}");
            assert!(guides.contains(&Guide::Upright(line)), "{by:?}: {guides:?}");
        }
        let far = Vec2::new(37.0, 33.0);
        assert_eq!(snapped(own, far, 4.0, &[other]).0, far, "nothing is near");
    }
}
