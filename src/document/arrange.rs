//! Elements lined up, spread and mirrored.

use crate::artwork::{Bounds, Element, SIDE, half_turns};

/// Where elements are lined up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Left edges.
    Left,
    /// Centres, across.
    Centre,
    /// Right edges.
    Right,
    /// Upper edges.
    Top,
    /// Centres, down.
    Middle,
    /// Lower edges.
    Bottom,
}

impl Alignment {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Left, Self::Centre, Self::Right, Self::Top, Self::Middle, Self::Bottom];
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

impl Axis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Across, Self::Down];
}

/// The elements lined up with one another; a single one with the artwork.
pub fn aligned(elements: &[Element], alignment: Alignment) -> Vec<Element> {
    let whole = Bounds { left: 0.0, top: 0.0, right: SIDE, bottom: SIDE };
    let around = match elements {
        [_] => whole,
        several => several.iter().map(|e| e.frame.bounds()).reduce(Bounds::union).unwrap_or(whole),
    };
    let moved = |element: &Element| {
        let own = element.frame.bounds();
        let (dx, dy) = match alignment {
            Alignment::Left => (around.left - own.left, 0.0),
            Alignment::Centre => (around.center().0 - own.center().0, 0.0),
            Alignment::Right => (around.right - own.right, 0.0),
            Alignment::Top => (0.0, around.top - own.top),
            Alignment::Middle => (0.0, around.center().1 - own.center().1),
            Alignment::Bottom => (0.0, around.bottom - own.bottom),
        };
        Element { frame: element.frame.moved(dx, dy), ..element.clone() }
    };
    elements.iter().map(moved).collect()
}

/// The elements with equal gaps between them; the outermost stay.
pub fn distributed(elements: &[Element], axis: Axis) -> Vec<Element> {
    let span = |element: &Element| {
        let bounds = element.frame.bounds();
        match axis {
            Axis::Across => (bounds.left, bounds.right),
            Axis::Down => (bounds.top, bounds.bottom),
        }
    };
    let mut order: Vec<usize> = (0..elements.len()).collect();
    let middle = |at: usize| {
        let (from, to) = span(&elements[at]);
        f64::midpoint(from, to)
    };
    order.sort_by(|a, b| middle(*a).total_cmp(&middle(*b)));
    let (Some(&first), Some(&last)) = (order.first(), order.last()) else { return Vec::new() };
    let filled: f64 = elements.iter().map(|element| span(element).1 - span(element).0).sum();
    let room = span(&elements[last]).1 - span(&elements[first]).0 - filled;
    #[expect(clippy::cast_precision_loss, reason = "a number of elements")]
    let gap = room / order.len().saturating_sub(1).max(1) as f64;
    let mut spread = elements.to_vec();
    let mut place = span(&elements[first]).0;
    for at in order {
        let (from, to) = span(&elements[at]);
        let by = place - from;
        let (dx, dy) = if axis == Axis::Across { (by, 0.0) } else { (0.0, by) };
        spread[at].frame = spread[at].frame.moved(dx, dy);
        place += to - from + gap;
    }
    spread
}

/// The elements as a mirror shows them, each where it was on the other side of
/// their common middle.
pub fn mirrored(elements: &[Element], axis: Axis) -> Vec<Element> {
    let Some(around) = elements.iter().map(|e| e.frame.bounds()).reduce(Bounds::union) else { return Vec::new() };
    let (x, y) = around.center();
    let mirror = |element: &Element| {
        let mut element = element.clone();
        element.mirrored = !element.mirrored;
        // A mirror turns the other way; up and down change places by half a turn more.
        element.frame.rotation = -element.frame.rotation;
        match axis {
            Axis::Across => element.frame.x = 2.0 * x - element.frame.x,
            Axis::Down => {
                element.frame.y = 2.0 * y - element.frame.y;
                element.frame.rotation += 180.0;
            }
        }
        element.frame.rotation = half_turns(element.frame.rotation);
        element
    };
    elements.iter().map(mirror).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::{ElementId, Frame, Kind};

    fn row() -> Vec<Element> {
        let disc = |id, x, width| {
            Element::new(ElementId(id), Kind::Disc, Frame { x, y: 300.0, width, height: 50.0, rotation: 0.0 })
        };
        vec![disc(1, 100.0, 40.0), disc(2, 180.0, 80.0), disc(3, 400.0, 20.0)]
    }

    fn lefts(elements: &[Element]) -> Vec<f64> {
        elements.iter().map(|element| element.frame.bounds().left).collect()
    }

    #[test]
    fn several_are_lined_up_with_one_another_and_one_with_the_badge() {
        assert_eq!(lefts(&aligned(&row(), Alignment::Left)), [80.0, 80.0, 80.0]);
        let alone = aligned(&row()[..1], Alignment::Centre);
        assert_eq!(alone[0].frame.x, SIDE / 2.0);
    }

    #[test]
    fn gaps_become_equal_and_the_outermost_stay() {
        let spread = distributed(&row(), Axis::Across);
        let gap = |a: usize, b: usize| spread[b].frame.bounds().left - spread[a].frame.bounds().right;
        assert!((gap(0, 1) - gap(1, 2)).abs() < 1e-9);
        assert_eq!((spread[0].frame.x, spread[2].frame.x), (100.0, 400.0));
    }

    #[test]
    fn two_mirrors_bring_everything_back() {
        let mut before = row();
        before[1].frame.rotation = 30.0;
        for axis in Axis::ALL {
            let once = mirrored(&before, axis);
            assert_ne!(once, before);
            let twice = mirrored(&once, axis);
            for (one, other) in before.iter().zip(&twice) {
                assert!((one.frame.rotation - other.frame.rotation).abs() < 1e-9);
                assert_eq!((one.frame.x, one.frame.y, one.mirrored), (other.frame.x, other.frame.y, other.mirrored));
            }
        }
    }
}
