//! Text on the ellipse that fills its frame.

use std::f64::consts::TAU;

use kurbo::{Affine, BezPath, Point, Size, Vec2};

use super::{Setting, Type};
use crate::scene::paint::within;

/// How finely lengths along an ellipse are measured: steps around it.
const STEPS: usize = 720;

/// On which side of the line text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Outside, around the top.
    Above,
    /// Inside, around the bottom.
    Below,
}

pub(super) fn set(kind: &Type, side: Side, span: f64, said: &str, frame: Size, setting: &mut Setting) {
    // A line cannot be broken on an arc.
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let shaped = kind.shape(&line);
    setting.missing.extend(&shaped.missing);
    if shaped.clusters.is_empty() {
        return;
    }
    let curve = Curve::new(frame, side);
    let span = within(span, 1.0, 360.0, 180.0).to_radians();
    let room = 2.0 * curve.length_to(span / 2.0);
    let width = kind.width(&shaped.clusters);
    let scale = if kind.fit && width * kind.size > room { room / (width * kind.size) } else { 1.0 };
    let em = kind.size * scale;
    setting.em = em;
    let cap = kind.face.cap_height;
    // Letters that became smaller stay in the middle of their band.
    let lift = (kind.size - em) * cap / 2.0;
    let mut along = -width * em / 2.0;
    for cluster in &shaped.clusters {
        let advance = cluster.advance * em;
        let pen = curve.stand(along + advance / 2.0) * Affine::translate((-advance / 2.0, -lift)) * Affine::scale(em);
        setting.put(cluster, pen);
        along += advance + kind.spacing * em;
    }
    let half = (width * em / 2.0).min(curve.around / 2.0);
    setting.touch = curve.band(half, -0.2 * em - lift, (cap + 0.1) * em + lift);
}

/// An ellipse, measured from the place where the middle of the text stands.
struct Curve {
    radii: Vec2,
    side: Side,
    /// Length from the middle at each step, over half the ellipse.
    lengths: Vec<f64>,
    around: f64,
}

impl Curve {
    fn new(frame: Size, side: Side) -> Self {
        let radii = Vec2::new(frame.width / 2.0, frame.height / 2.0);
        let mut curve = Self { radii, side, lengths: vec![0.0], around: 0.0 };
        let mut length = 0.0;
        let mut last = curve.point(0.0);
        for step in 1..=STEPS / 2 {
            let here = curve.point(TAU * step as f64 / STEPS as f64);
            length += here.distance(last);
            curve.lengths.push(length);
            last = here;
        }
        curve.around = 2.0 * length;
        curve
    }

    /// The place at an angle from the middle, in the reading direction.
    fn point(&self, angle: f64) -> Point {
        let up = if self.side == Side::Above { -1.0 } else { 1.0 };
        Point::new(self.radii.x * angle.sin(), up * self.radii.y * angle.cos())
    }

    /// Length along the line from the middle to an angle of at most half a turn.
    fn length_to(&self, angle: f64) -> f64 {
        let steps = (angle / TAU * STEPS as f64).clamp(0.0, (STEPS / 2) as f64);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped on the line before")]
        let whole = steps.floor() as usize;
        let at = |step: usize| self.lengths.get(step).copied().unwrap_or(self.around / 2.0);
        at(whole) + (at(whole + 1) - at(whole)) * steps.fract()
    }

    /// The angle at a length along the line; lengths go round and round.
    fn angle_at(&self, along: f64) -> f64 {
        if self.around <= 0.0 {
            return 0.0;
        }
        let turns = (along.abs() / self.around).floor();
        let rest = along.abs() - turns * self.around;
        let (rest, beyond) = if rest > self.around / 2.0 { (self.around - rest, true) } else { (rest, false) };
        let step = self.lengths.partition_point(|length| *length < rest).clamp(1, STEPS / 2);
        let (before, after) = (self.lengths[step - 1], self.lengths[step]);
        let part = if after > before { (rest - before) / (after - before) } else { 0.0 };
        let angle = TAU * (step as f64 - 1.0 + part) / STEPS as f64;
        let angle = if beyond { TAU - angle } else { angle } + turns * TAU;
        angle.copysign(along)
    }

    /// Takes an upright letter at the origin to this length along the line.
    fn stand(&self, along: f64) -> Affine {
        let angle = self.angle_at(along);
        let up = if self.side == Side::Above { 1.0 } else { -1.0 };
        let turn = (up * self.radii.y * angle.sin()).atan2(self.radii.x * angle.cos());
        Affine::translate(self.point(angle).to_vec2()) * Affine::rotate(turn)
    }

    /// The band on which letters stand, from so far below their line to so far
    /// above, this far to both sides of the middle.
    fn band(&self, half: f64, below: f64, above: f64) -> BezPath {
        const PARTS: usize = 48;
        let along = |part: usize| half * (2.0 * part as f64 / PARTS as f64 - 1.0);
        let edge = |part: usize, height: f64| self.stand(along(part)) * Point::new(0.0, -height);
        let mut band = BezPath::new();
        band.move_to(edge(0, above));
        (1..=PARTS).for_each(|part| band.line_to(edge(part, above)));
        (0..=PARTS).rev().for_each(|part| band.line_to(edge(part, below)));
        band.close_path();
        band
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;

    #[test]
    fn a_length_leads_to_the_angle_it_was_measured_for() {
        for side in [Side::Above, Side::Below] {
            let circle = Curve::new(Size::new(200.0, 200.0), side);
            assert!((circle.around - TAU * 100.0).abs() < 0.05);
            for angle in [0.0, 0.3, 1.0, 2.0, PI] {
                let along = circle.length_to(angle);
                assert!((along - 100.0 * angle).abs() < 0.05, "{angle}");
                assert!((circle.angle_at(along) - angle).abs() < 1e-6, "{angle}");
                assert!((circle.angle_at(-along) + angle).abs() < 1e-6, "{angle}");
            }
            assert!((circle.angle_at(100.0 * (TAU + 4.0)) - TAU - 4.0).abs() < 1e-3);
        }
    }
}
