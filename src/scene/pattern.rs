//! The marks of patterns.

use std::f64::consts::TAU;

use kurbo::{Affine, BezPath, Circle, Point, Rect, Shape as _};

use super::paint::within;
use crate::artwork::{Motif, SIDE};

/// Most marks across a shape: more would be a grey that takes for ever.
const MAX_ACROSS: f64 = 60.0;

/// The marks of a pattern over a box, in the units of the box.
pub(super) fn marks(motif: Motif, area: Rect, size: f64, angle: f64) -> BezPath {
    let reach = area.width().hypot(area.height()) / 2.0 + 1.0;
    let size = within(size, (2.0 * reach / MAX_ACROSS).max(0.5), SIDE, 20.0);
    // A whole number of marks to each side of the middle.
    let half = (reach / size).ceil();
    #[expect(clippy::cast_possible_truncation, reason = "at most 61")]
    let steps = half as i32;
    let at = |step: i32| f64::from(step) * size;
    let mut marks = BezPath::new();
    match motif {
        Motif::Stripes => {
            for step in -steps..=steps {
                let stripe = Rect::new(-reach, at(step) - size / 4.0, reach, at(step) + size / 4.0);
                marks.extend(stripe.path_elements(0.1));
            }
        }
        Motif::Dots => {
            for row in -steps..=steps {
                for column in -steps..=steps {
                    // Every other row stands between the columns.
                    let shift = if row.rem_euclid(2) == 1 { size / 2.0 } else { 0.0 };
                    let dot = Circle::new((at(column) + shift, at(row) * 0.866), size * 0.24);
                    marks.extend(dot.path_elements(0.02));
                    marks.close_path();
                }
            }
        }
        Motif::Checker => {
            for row in -steps..=steps {
                for column in (-steps..=steps).filter(|column| (column + row).rem_euclid(2) == 0) {
                    let square = Rect::from_center_size((at(column), at(row)), (size, size));
                    marks.extend(square.path_elements(0.1));
                }
            }
        }
        Motif::Rays => {
            // As many as have the wanted distance at half the reach.
            let count = (TAU * reach / 2.0 / size).round().clamp(6.0, 120.0);
            let step = TAU / count;
            let on = |angle: f64| Point::new(angle.sin() * reach * 1.02, -angle.cos() * reach * 1.02);
            let mut middle = 0.0;
            while middle < TAU - step / 2.0 {
                marks.move_to(Point::ORIGIN);
                marks.line_to(on(middle - step / 4.0));
                marks.line_to(on(middle + step / 4.0));
                marks.close_path();
                middle += step;
            }
        }
    }
    let turn = Affine::rotate(within(angle, -1e6, 1e6, 0.0).to_radians());
    marks.apply_affine(Affine::translate(area.center().to_vec2()) * turn);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_far_larger_than_a_badge_has_marks_too() {
        for motif in [Motif::Stripes, Motif::Dots, Motif::Checker, Motif::Rays] {
            for (width, size) in [(50_000.0, 10.0), (1e9, f64::NAN), (0.0, 0.0)] {
                let marks = marks(motif, Rect::new(0.0, 0.0, width, 400.0), size, 30.0);
                assert!(marks.is_finite() && marks.elements().len() < 1_000_000, "{motif:?} on {width}");
            }
        }
    }
}
