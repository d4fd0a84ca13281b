//! Curves along points: least squares on chord lengths, split where the fit is
//! too loose (P. J. Schneider, "An Algorithm for Automatically Fitting
//! Digitized Curves", Graphics Gems, 1990).

use kurbo::{BezPath, CubicBez, ParamCurve as _, Point, Vec2};

/// Lines that meet at more than this angle, in radians, make a corner.
const CORNER: f64 = 0.35;

/// A closed line through these points, in curves where it runs smoothly, at
/// most `tolerance` beside them.
pub(super) fn closed(points: &[Point], tolerance: f64) -> BezPath {
    let count = points.len();
    let mut path = BezPath::new();
    if count < 3 {
        return path;
    }
    let turn = |at: usize| {
        let (a, b) = (points[at] - points[(at + count - 1) % count], points[(at + 1) % count] - points[at]);
        a.cross(b).atan2(a.dot(b)).abs()
    };
    let mut corners: Vec<usize> = (0..count).filter(|at| turn(*at) > CORNER).collect();
    // A line without any corner begins and ends at its first point, smoothly.
    let smooth = corners.is_empty();
    if smooth {
        corners.push(0);
    }
    path.move_to(points[corners[0]]);
    for (at, &from) in corners.iter().enumerate() {
        let to = corners[(at + 1) % corners.len()];
        let length = if to > from { to - from } else { to + count - from };
        let run: Vec<Point> = (0..=length).map(|step| points[(from + step) % count]).collect();
        let (begin, end) = if smooth {
            let along = (points[1] - points[count - 1]).normalize();
            (along, -along)
        } else {
            ((run[1] - run[0]).normalize(), (run[run.len() - 2] - run[run.len() - 1]).normalize())
        };
        fit(&run, begin, end, tolerance, &mut path);
    }
    path.close_path();
    path
}

/// Adds curves along an open run of points that leaves and arrives in these
/// directions.
fn fit(points: &[Point], begin: Vec2, end: Vec2, tolerance: f64, path: &mut BezPath) {
    let (first, last) = (points[0], points[points.len() - 1]);
    if points.len() == 2 {
        return path.line_to(last);
    }
    let mut parameters = chord_lengths(points);
    let mut worst = points.len() / 2;
    for _ in 0..4 {
        let curve = least_squares(points, &parameters, begin, end);
        let (at, distance) = farthest(points, &parameters, curve);
        if distance <= tolerance {
            return path.curve_to(curve.p1, curve.p2, last);
        }
        worst = at;
        if distance > tolerance * 8.0 {
            break;
        }
        closer(points, &mut parameters, curve);
    }
    let middle = (points[worst - 1] - points[worst + 1]).normalize();
    if !middle.is_finite() || first.distance(last) < 1e-9 && points.len() < 4 {
        points[1..].iter().for_each(|point| path.line_to(*point));
        return;
    }
    fit(&points[..=worst], begin, middle, tolerance, path);
    fit(&points[worst..], -middle, end, tolerance, path);
}

fn chord_lengths(points: &[Point]) -> Vec<f64> {
    let mut lengths = vec![0.0];
    for pair in points.windows(2) {
        lengths.push(lengths[lengths.len() - 1] + pair[0].distance(pair[1]));
    }
    let whole = lengths[lengths.len() - 1].max(1e-12);
    lengths.iter_mut().for_each(|length| *length /= whole);
    lengths
}

fn least_squares(points: &[Point], parameters: &[f64], begin: Vec2, end: Vec2) -> CubicBez {
    let (first, last) = (points[0], points[points.len() - 1]);
    let (mut c00, mut c01, mut c11, mut x0, mut x1) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (point, &t) in points.iter().zip(parameters) {
        let u = 1.0 - t;
        let (b1, b2) = (3.0 * t * u * u, 3.0 * t * t * u);
        let (a1, a2) = (begin * b1, end * b2);
        let fixed = first.to_vec2() * (u * u * u + b1) + last.to_vec2() * (b2 + t * t * t);
        let rest = point.to_vec2() - fixed;
        c00 += a1.dot(a1);
        c01 += a1.dot(a2);
        c11 += a2.dot(a2);
        x0 += a1.dot(rest);
        x1 += a2.dot(rest);
    }
    let chord = first.distance(last);
    let determinant = c00 * c11 - c01 * c01;
    let (mut one, mut two) = ((x0 * c11 - x1 * c01) / determinant, (c00 * x1 - c01 * x0) / determinant);
    // Handles that point backwards or are none at all: a third of the chord always draws something sane.
    if !(one.is_finite() && two.is_finite()) || one < chord * 1e-6 || two < chord * 1e-6 {
        (one, two) = (chord / 3.0, chord / 3.0);
    }
    CubicBez::new(first, first + begin * one, last + end * two, last)
}

/// The point that lies farthest from the curve, never an end, and how far.
fn farthest(points: &[Point], parameters: &[f64], curve: CubicBez) -> (usize, f64) {
    let inner = 1..points.len() - 1;
    let distance = |at: usize| curve.eval(parameters[at]).distance(points[at]);
    inner.map(|at| (at, distance(at))).fold((1, 0.0), |most, next| if next.1 > most.1 { next } else { most })
}

/// Moves each parameter to where the curve is nearer to its point (one step
/// after Newton and Raphson).
fn closer(points: &[Point], parameters: &mut [f64], curve: CubicBez) {
    let CubicBez { p0, p1, p2, p3 } = curve;
    for (point, t) in points.iter().zip(parameters) {
        let u = 1.0 - *t;
        let first = ((p1 - p0) * (u * u) + (p2 - p1) * (2.0 * u * *t) + (p3 - p2) * (*t * *t)) * 3.0;
        let second = ((p2 - p1 - (p1 - p0)) * u + (p3 - p2 - (p2 - p1)) * *t) * 6.0;
        let away = curve.eval(*t) - *point;
        let slope = first.dot(first) + away.dot(second);
        let moved = *t - away.dot(first) / slope;
        if moved.is_finite() {
            *t = moved.clamp(0.0, 1.0);
        }
    }
}
