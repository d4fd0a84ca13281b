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
    let solid = solid(caster, width, height);
    #[expect(clippy::cast_possible_truncation, reason = "saturates; a place outside is not solid")]
    let (right, down) = (offset.x.round() as isize, offset.y.round() as isize);
    let is_seen = |x: usize, y: usize| {
        let behind = || {
            let (x, y) = (x.checked_add_signed(right)?, y.checked_add_signed(down)?);
            (x < width && y < height).then(|| solid[y * width + x])
        };
        shadow.values[y * width + x] > 0 && !behind().unwrap_or(false)
    };
    let tile = tile.max(1);
    let mut boxes = Vec::new();
    for top in (0..height).step_by(tile) {
        let mut run: Option<Rect> = None;
        for left in (0..width).step_by(tile) {
            // One more on each side: enlarging smooths into the neighbours.
            let rows = top.saturating_sub(1)..(top + tile + 1).min(height);
            let columns = left.saturating_sub(1)..(left + tile + 1).min(width);
            let is_any_seen = rows.into_iter().any(|y| columns.clone().any(|x| is_seen(x, y)));
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

/// Which pixels are wholly covered, and all around them as well.
fn solid(caster: &[u8], width: usize, height: usize) -> Vec<bool> {
    let mut along = vec![false; caster.len()];
    for (from, to) in caster.chunks_exact(width).zip(along.chunks_exact_mut(width)) {
        for (three, value) in from.windows(3).zip(&mut to[1..]) {
            *value = three == [255; 3];
        }
    }
    let mut solid = vec![false; caster.len()];
    for y in 1..height.saturating_sub(1) {
        for x in 0..width {
            let at = y * width + x;
            solid[at] = along[at - width] && along[at] && along[at + width];
        }
    }
    solid
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
