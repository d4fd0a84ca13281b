//! The parts of a shadow that are seen.
//!
//! Most of a shadow lies behind what casts it. Leaving that out makes laying a
//! shadow down several times faster.

use kurbo::{Rect, Vec2};

use super::coverage::Coverage;

/// Boxes around all pixels of a shadow that are not behind the solid parts of
/// what casts it. `caster` is the shadow before it was blurred, `offset` how
/// far it lies beside what casts it, `tile` the side of the squares of which
/// the boxes are made.
pub(super) fn visible(shadow: &Coverage, caster: &[u8], offset: Vec2, tile: usize) -> Vec<Rect> {
    let (width, height) = (shadow.width, shadow.height);
    let mut solid = Solid::of(caster, width, height);
    #[expect(clippy::cast_possible_truncation, reason = "saturates; a place outside is not solid")]
    let (right, down) = (offset.x.round() as isize, offset.y.round() as isize);
    let tile = tile.max(1);
    let mut boxes = Vec::new();
    let mut seen = vec![0_u8; width];
    for top in (0..height).step_by(tile) {
        seen.fill(0);
        // One more on each side: enlarging smooths into the neighbours.
        for y in top.saturating_sub(1)..(top + tile + 1).min(height) {
            let row = &shadow.values[y * width..(y + 1) * width];
            mark(&mut seen, row, y.checked_add_signed(down).and_then(|y| solid.row(y)), right);
        }
        let mut run: Option<Rect> = None;
        for left in (0..width).step_by(tile) {
            let is_any_seen = seen[left.saturating_sub(1)..(left + tile + 1).min(width)].iter().any(|seen| *seen > 0);
            let (right, bottom) = ((left + tile).min(width), (top + tile).min(height));
            run = match (run, is_any_seen) {
                (Some(run), true) => Some(Rect { x1: right as f64, ..run }),
                (None, true) => Some(Rect::new(left as f64, top as f64, right as f64, bottom as f64)),
                (ended, false) => {
                    boxes.extend(ended);
                    None
                }
            };
        }
        boxes.extend(run);
    }
    boxes
}

/// Marks the columns in which a row of a shadow is not behind what is `solid`,
/// which lies this far to the right of it.
fn mark(seen: &mut [u8], shadow: &[u8], solid: Option<&[u8]>, right: isize) {
    let width = shadow.len();
    // The columns that something could be in front of.
    let first = right.min(0).unsigned_abs().min(width);
    let last = width - right.max(0).unsigned_abs().min(width);
    let Some(solid) = solid.filter(|_| first < last) else {
        return seen.iter_mut().zip(shadow).for_each(|(seen, value)| *seen |= value);
    };
    for beside in [0..first, last..width] {
        seen[beside.clone()].iter_mut().zip(&shadow[beside]).for_each(|(seen, value)| *seen |= value);
    }
    let before = &solid[first.saturating_add_signed(right)..];
    for ((seen, value), solid) in seen[first..last].iter_mut().zip(&shadow[first..last]).zip(before) {
        *seen |= value & !solid;
    }
}

/// Which pixels are wholly covered, and all around them as well, row by row.
struct Solid<'a> {
    caster: &'a [u8],
    width: usize,
    height: usize,
    least: Vec<u8>,
    row: Vec<u8>,
}

impl<'a> Solid<'a> {
    fn of(caster: &'a [u8], width: usize, height: usize) -> Self {
        Self { caster, width, height, least: vec![0; width], row: vec![0; width] }
    }

    /// 255 for each pixel of this row that is, 0 for the others.
    fn row(&mut self, y: usize) -> Option<&[u8]> {
        if y == 0 || y + 1 >= self.height {
            return None;
        }
        let row = |y: usize| &self.caster[y * self.width..(y + 1) * self.width];
        let three = row(y - 1).iter().zip(row(y)).zip(row(y + 1));
        for (least, ((above, here), below)) in self.least.iter_mut().zip(three) {
            *least = *above.min(here).min(below);
        }
        let inner = self.width.saturating_sub(2);
        let beside = self.least.iter().zip(self.least.iter().skip(1)).zip(self.least.iter().skip(2));
        for (solid, ((left, here), right)) in self.row.iter_mut().skip(1).take(inner).zip(beside) {
            *solid = if *left.min(here).min(right) == 255 { 255 } else { 0 };
        }
        Some(&self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_behind_is_left_out_and_nothing_else() {
        let (width, height) = (80, 60);
        let inside = |x: usize, y: usize, by: usize| (10 + by..60 + by).contains(&x) && (10..50).contains(&y);
        // A box, and its shadow five pixels to the right.
        let caster: Vec<u8> =
            (0..width * height).map(|at| if inside(at % width, at / width, 5) { 255 } else { 0 }).collect();
        let shadow = Coverage { width, height, values: caster.clone() };
        let boxes = visible(&shadow, &caster, Vec2::new(5.0, 0.0), 4);
        let covered = |x: usize, y: usize| boxes.iter().any(|r| r.contains((x as f64 + 0.5, y as f64 + 0.5)));
        for y in 0..height {
            for x in 0..width {
                let is_seen = inside(x, y, 5) && !inside(x, y, 0);
                assert!(!is_seen || covered(x, y), "{x} {y} is seen");
            }
        }
        assert!(!covered(35, 30), "the middle lies behind");
        assert!(!covered(2, 2), "no shadow there");
    }

    #[test]
    fn a_shadow_of_something_translucent_is_seen_whole() {
        let caster = vec![200; 100];
        let shadow = Coverage { width: 10, height: 10, values: caster.clone() };
        assert_eq!(visible(&shadow, &caster, Vec2::ZERO, 16), [Rect::new(0.0, 0.0, 10.0, 10.0)]);
    }
}
