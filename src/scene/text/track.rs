//! Curved lines that letters stand on, measured by their length.

use std::f64::consts::TAU;

use kurbo::{Affine, BezPath, ParamCurve as _, ParamCurveDeriv as _, PathSeg, Point, Size, Vec2};

/// How finely lengths along an ellipse are measured: steps around it.
const STEPS: usize = 720;

/// How finely each curve of a path is measured.
const STEPS_PER_CURVE: usize = 24;

/// Most curves of a path that are followed.
const MAX_CURVES: usize = 4000;

/// A line measured at many places, in the reading direction.
pub(super) struct Track {
    marks: Vec<Mark>,
    /// Its end is its beginning.
    closed: bool,
}

/// A place on the line.
#[derive(Clone, Copy)]
struct Mark {
    along: f64,
    at: Point,
    /// Where it leads from here; of length 1.
    ahead: Vec2,
}

impl Track {
    /// The ellipse that fills a frame: read from outside it begins at the
    /// bottom, else at the top, so that the middle of the text lies opposite.
    pub(super) fn ellipse(frame: Size, inside: bool) -> Self {
        let radii = Vec2::new(frame.width / 2.0, frame.height / 2.0);
        let up = if inside { 1.0 } else { -1.0 };
        let steps = (0..=STEPS).map(|step| {
            let (sin, cos) = (TAU * step as f64 / STEPS as f64 - TAU / 2.0).sin_cos();
            (Point::new(radii.x * sin, up * radii.y * cos), Vec2::new(radii.x * cos, -up * radii.y * sin))
        });
        Self { marks: marks(steps), closed: true }
    }

    /// The longest part of a path; `None` where it has no length.
    pub(super) fn path(path: &BezPath, backwards: bool) -> Option<Self> {
        let path = if backwards { path.reverse_subpaths() } else { path.clone() };
        let parts = path.subpaths().map(|part| {
            let part = BezPath::from_vec(part.to_vec());
            let segments: Vec<PathSeg> = part.segments().take(MAX_CURVES).collect();
            let ends = segments.first().map(|first| first.start()).zip(segments.last().map(|last| last.end()));
            let closed = ends.is_some_and(|(first, last)| first.distance(last) < 1e-6);
            Self { marks: marks(segments.iter().flat_map(along_segment)), closed }
        });
        parts.max_by(|a, b| a.length().total_cmp(&b.length())).filter(|track| track.length() > 1e-6)
    }

    pub(super) fn length(&self) -> f64 {
        self.marks.last().map_or(0.0, |mark| mark.along)
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Of an ellipse: the length from its middle to an angle of at most half a
    /// turn, in radians.
    pub(super) fn length_to(&self, angle: f64) -> f64 {
        let steps = (STEPS as f64 * (0.5 + angle / TAU)).clamp(0.0, STEPS as f64);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped on the line before")]
        let whole = steps.floor() as usize;
        let at = |step: usize| self.marks.get(step).map_or_else(|| self.length(), |mark| mark.along);
        at(whole) + (at(whole + 1) - at(whole)) * steps.fract() - self.length() / 2.0
    }

    /// Takes an upright letter at the origin to this length along the line. A
    /// closed line goes round and round, an open one straight on at its ends.
    pub(super) fn stand(&self, along: f64) -> Affine {
        let length = self.length();
        let within = if self.closed && length > 0.0 { along.rem_euclid(length) } else { along };
        let last = self.marks.len().saturating_sub(1);
        let next = self.marks.partition_point(|mark| mark.along < within).clamp(1, last.max(1));
        let (Some(before), Some(after)) = (self.marks.get(next - 1), self.marks.get(next)) else {
            return Affine::IDENTITY;
        };
        let gap = after.along - before.along;
        let part = if gap > 0.0 { (within - before.along) / gap } else { 0.0 };
        let (at, ahead) = if part < 0.0 {
            (before.at + before.ahead * (within - before.along), before.ahead)
        } else if part > 1.0 {
            (after.at + after.ahead * (within - after.along), after.ahead)
        } else {
            (before.at.lerp(after.at, part), before.ahead.lerp(after.ahead, part))
        };
        Affine::translate(at.to_vec2()) * Affine::rotate(ahead.atan2())
    }

    /// The band between two lengths on which letters stand, from so far below
    /// their line to so far above.
    pub(super) fn band(&self, from: f64, to: f64, below: f64, above: f64) -> BezPath {
        const PARTS: usize = 96;
        let along = |part: usize| from + (to - from) * part as f64 / PARTS as f64;
        let edge = |part: usize, height: f64| self.stand(along(part)) * Point::new(0.0, -height);
        let mut band = BezPath::new();
        band.move_to(edge(0, above));
        (1..=PARTS).for_each(|part| band.line_to(edge(part, above)));
        (0..=PARTS).rev().for_each(|part| band.line_to(edge(part, below)));
        band.close_path();
        band
    }
}

/// Places and directions on a segment of a path.
fn along_segment(segment: &PathSeg) -> Vec<(Point, Vec2)> {
    let chord = segment.end() - segment.start();
    let direction = |t: f64| match segment {
        PathSeg::Line(_) => chord,
        PathSeg::Quad(quad) => quad.deriv().eval(t).to_vec2(),
        PathSeg::Cubic(cubic) => cubic.deriv().eval(t).to_vec2(),
    };
    let steps = if matches!(segment, PathSeg::Line(_)) { 1 } else { STEPS_PER_CURVE };
    (0..=steps)
        .map(|step| {
            let t = step as f64 / steps as f64;
            // Where a handle lies on its point, the curve leads towards what is next to it.
            let ahead = [direction(t), direction(t.clamp(0.01, 0.99)), chord].into_iter().find(|v| v.hypot() > 1e-9);
            (segment.eval(t), ahead.unwrap_or(Vec2::new(1.0, 0.0)))
        })
        .collect()
}

fn marks(places: impl Iterator<Item = (Point, Vec2)>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (at, ahead) in places {
        let along = marks.last().map_or(0.0, |last| last.along + last.at.distance(at));
        let ahead = if ahead.hypot() > 0.0 { ahead.normalize() } else { Vec2::new(1.0, 0.0) };
        marks.push(Mark { along, at, ahead });
    }
    marks
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;

    #[test]
    fn a_length_leads_to_the_angle_it_was_measured_for() {
        for inside in [false, true] {
            let circle = Track::ellipse(Size::new(200.0, 200.0), inside);
            assert!((circle.length() - TAU * 100.0).abs() < 0.05);
            let middle = circle.length() / 2.0;
            for angle in [-PI, -1.3, 0.0, 0.3, 1.0, 2.0, PI] {
                assert!((circle.length_to(angle) - 100.0 * angle).abs() < 0.05, "{angle}");
                let place = circle.stand(middle + circle.length_to(angle)) * Point::ORIGIN;
                let up = if inside { 1.0 } else { -1.0 };
                assert!(place.distance(Point::new(100.0 * angle.sin(), up * 100.0 * angle.cos())) < 0.01, "{angle}");
            }
        }
    }

    #[test]
    fn letters_stand_along_a_path_and_straight_on_beyond_its_ends() {
        let path = BezPath::from_svg("M0 0 L1 0 M0 0 L100 0 L100 100").unwrap();
        let track = Track::path(&path, false).unwrap();
        assert!((track.length() - 200.0).abs() < 1e-9 && !track.is_closed(), "the longest part");
        for (along, x, y) in [(50.0, 50.0, 0.0), (150.0, 100.0, 50.0), (-20.0, -20.0, 0.0), (230.0, 100.0, 130.0)] {
            assert!((track.stand(along) * Point::ORIGIN).distance(Point::new(x, y)) < 1e-6, "{along}");
        }
        let back = Track::path(&path, true).unwrap();
        assert!((back.stand(30.0) * Point::ORIGIN).distance(Point::new(100.0, 70.0)) < 1e-6);
        let round = Track::path(&BezPath::from_svg("M0 0 H10 V10 H0 Z").unwrap(), false).unwrap();
        assert!(round.is_closed() && (round.stand(45.0) * Point::ORIGIN).distance(Point::new(5.0, 0.0)) < 1e-6);
        assert!(Track::path(&BezPath::from_svg("M5 5 L5 5").unwrap(), false).is_none());
    }
}
