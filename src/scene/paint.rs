//! Paint with its gradient places resolved and every number made safe.

use kurbo::{BezPath, Cap, Join, Point, Shape as _, Vec2};

use super::{Brush, ColorStop, StrokeStyle};
use crate::artwork::{Color, MAX_STOPS, Paint, SIDE, Shadow, Stop, Stroke, StrokeAlignment};

/// Widest line.
const MAX_LINE: f64 = SIDE;

/// Most numbers in a dash pattern.
const MAX_DASHES: usize = 16;

/// Shortest dash pattern that is still drawn as dashes, and most times it is
/// repeated: a line of many thousand dashes is a grey line that takes for ever.
const MIN_PATTERN: f64 = 0.5;
const MAX_REPEATS: f64 = 5000.0;

/// What a paint becomes on an element.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Width and height of the element's frame, for gradient places.
    pub(super) size: Vec2,
    /// Multiplied into every alpha.
    pub(super) opacity: f64,
    /// Multiplied into red, green and blue: below 1 for what lies in the shade.
    pub(super) light: f64,
}

impl Look {
    pub(super) fn color(self, color: Color) -> Color {
        let lit = |channel: u8| scaled(channel, self.light);
        Color { r: lit(color.r), g: lit(color.g), b: lit(color.b), a: scaled(color.a, self.opacity) }
    }

    fn place(self, [x, y]: [f64; 2]) -> Point {
        let part = |v: f64| within(v, -100.0, 100.0, 0.5) - 0.5;
        Point::new(part(x) * self.size.x, part(y) * self.size.y)
    }

    fn stops(self, stops: &[Stop]) -> Vec<ColorStop> {
        let mut least = 0.0_f32;
        stops
            .iter()
            .take(MAX_STOPS)
            .map(|stop| {
                #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
                let offset = within(stop.offset, 0.0, 1.0, 0.0) as f32;
                least = least.max(offset);
                ColorStop { offset: least, color: self.color(stop.color) }
            })
            .collect()
    }

    /// The brush for a paint. A gradient that has no extent or fewer than two
    /// colours becomes its last colour, as in SVG.
    pub(super) fn brush(self, paint: &Paint) -> Option<Brush> {
        let brush = match paint {
            Paint::Solid(color) => Brush::Solid(self.color(*color)),
            Paint::Linear { from, to, stops } => {
                let (from, to, stops) = (self.place(*from), self.place(*to), self.stops(stops));
                match stops.as_slice() {
                    [] => return None,
                    [.., last] if stops.len() < 2 || from.distance(to) < 1e-3 => Brush::Solid(last.color),
                    _ => Brush::Linear { from, to, stops },
                }
            }
            Paint::Radial { center, radius, stops } => {
                let radius = within(*radius, 0.0, 100.0, 0.5) * self.size.x.max(self.size.y);
                let stops = self.stops(stops);
                match stops.as_slice() {
                    [] => return None,
                    [.., last] if stops.len() < 2 || radius < 1e-3 => Brush::Solid(last.color),
                    _ => Brush::Radial { center: self.place(*center), radius, stops },
                }
            }
            Paint::Angular { center, angle, stops } => {
                let stops = self.stops(stops);
                let angle = (within(*angle, -1e6, 1e6, 0.0) - 90.0).rem_euclid(360.0).to_radians();
                match stops.as_slice() {
                    [] => return None,
                    [last] => Brush::Solid(last.color),
                    _ => Brush::Angular { center: self.place(*center), angle, stops },
                }
            }
            // A line has too little room for marks.
            Paint::Pattern { ink, .. } => Brush::Solid(self.color(*ink)),
        };
        Some(brush)
    }

    /// The line for a stroke around this outline; `None` when nothing of it
    /// would be seen.
    pub(super) fn line(self, stroke: &Stroke, join: Join, path: &BezPath) -> Option<StrokeStyle> {
        let sides = if stroke.side == StrokeAlignment::Centre { 1.0 } else { 2.0 };
        let width = sides * within(stroke.width, 0.0, MAX_LINE / 2.0, 0.0);
        if width <= 0.0 {
            return None;
        }
        let brush = self.brush(&stroke.paint)?;
        let cap = match stroke.cap {
            crate::artwork::Cap::Butt => Cap::Butt,
            crate::artwork::Cap::Round => Cap::Round,
            crate::artwork::Cap::Square => Cap::Square,
        };
        let join = match stroke.join {
            crate::artwork::Join::Usual => join,
            crate::artwork::Join::Pointed => Join::Miter,
            crate::artwork::Join::Round => Join::Round,
            crate::artwork::Join::Bevel => Join::Bevel,
        };
        let style = kurbo::Stroke::new(width).with_join(join).with_miter_limit(4.0).with_caps(cap);
        Some(StrokeStyle { brush, style: style.with_dashes(0.0, dashes(&stroke.dash, path)) })
    }
}

/// An even number of lengths that go into the outline a whole number of times,
/// so that no dash is cut where the line ends; none where the pattern cannot be
/// drawn.
fn dashes(pattern: &[f64], path: &BezPath) -> Vec<f64> {
    let usable = !pattern.is_empty()
        && pattern.len() <= MAX_DASHES
        && pattern.iter().all(|length| length.is_finite() && (0.0..=MAX_LINE).contains(length))
        && pattern.iter().sum::<f64>() >= MIN_PATTERN;
    if !usable {
        return Vec::new();
    }
    let whole = if pattern.len().is_multiple_of(2) { pattern.to_vec() } else { pattern.repeat(2) };
    let length = path.perimeter(0.1);
    let times = length / whole.iter().sum::<f64>();
    if times > MAX_REPEATS {
        return Vec::new();
    }
    let fitted = if times >= 1.0 { times / times.round() } else { 1.0 };
    // A dash without any length has no direction, and some would be lost.
    whole.iter().map(|part| (part * fitted).max(0.01)).collect()
}

/// The same shadow within what can be drawn; `None` for one nobody would see.
pub(super) fn shadow(shadow: &Shadow) -> Option<Shadow> {
    (shadow.color.a > 0).then(|| Shadow {
        color: shadow.color,
        dx: within(shadow.dx, -SIDE, SIDE, 0.0),
        dy: within(shadow.dy, -SIDE, SIDE, 0.0),
        blur: within(shadow.blur, 0.0, SIDE / 4.0, 0.0),
    })
}

/// The value, moved into the range; `otherwise` where it is not a number. A
/// range that was worked out may hold nothing (something huge has marks at least
/// as large as `most`); then it is the least.
pub(super) fn within(value: f64, least: f64, most: f64, otherwise: f64) -> f64 {
    let value = if value.is_nan() { otherwise } else { value };
    value.min(most).max(least)
}

fn scaled(channel: u8, factor: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
    let value = (f64::from(channel) * factor.clamp(0.0, 1.0)).round() as u8;
    value
}
