//! Handles for gradients and patterns, in the units of the painted element.

use kurbo::{Point, Vec2};

use super::local_space::{from_artwork, to_artwork};
use super::snapping::TURN_STEP;
use crate::artwork::{Color, Element, Frame, Paint, half_turns};

/// Which of an element's two paints is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Painted {
    /// What it is filled with.
    Fill,
    /// What its outline is drawn with.
    Line,
}

/// What of a paint can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaintHandle {
    /// Where a straight gradient begins.
    From,
    /// Where it ends.
    To,
    /// The middle of a gradient that goes around a point or out from it.
    Center,
    /// How far one reaches that goes out from a point.
    Radius,
    /// Where one begins that goes around a point; how a pattern is turned and
    /// how far its marks lie apart.
    Angle,
    /// A colour, by its place among them.
    Stop(usize),
}

/// A handle with its place in badge units and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Which.
    pub handle: PaintHandle,
    /// Where.
    pub at: Point,
    /// What it is and how it stands, such as "Colour 2 at 50 %".
    pub words: String,
    /// The colour it stands for.
    pub color: Option<Color>,
}

/// How many marks of a pattern lie between its middle and its handle.
const MARKS: f64 = 4.0;

/// The paint whose handles an element shows: its fill's, or its line's where
/// the fill has none.
pub fn painted(element: &Element) -> Option<(Painted, &Paint)> {
    let has_handles = |paint: &&Paint| !matches!(paint, Paint::Solid(_));
    let fill = element.fill.as_ref().filter(has_handles).map(|paint| (Painted::Fill, paint));
    // A line has no room for marks.
    let line = element.stroke.as_ref().map(|stroke| &stroke.paint);
    let line = line.filter(has_handles).filter(|paint| !matches!(paint, Paint::Pattern { .. }));
    fill.or(line.map(|paint| (Painted::Line, paint)))
}

/// The same element with another paint.
pub fn repainted(element: &Element, which: Painted, paint: Paint) -> Element {
    let mut element = element.clone();
    match which {
        Painted::Fill => element.fill = Some(paint),
        Painted::Line => {
            if let Some(stroke) = &mut element.stroke {
                stroke.paint = paint;
            }
        }
    }
    element
}

/// A place in a paint's fractions, from the middle of the frame.
fn local(frame: Frame, [x, y]: [f64; 2]) -> Point {
    Point::new((x - 0.5) * frame.width, (y - 0.5) * frame.height)
}

fn fractions(frame: Frame, place: Point) -> [f64; 2] {
    let part = |v: f64, side: f64| v / side.max(Frame::MIN_SIDE) + 0.5;
    [part(place.x, frame.width), part(place.y, frame.height)]
}

fn longer(frame: Frame) -> f64 {
    frame.width.max(frame.height).max(Frame::MIN_SIDE)
}

/// The radius at which the colours of a gradient around a point are shown.
fn dial(frame: Frame) -> f64 {
    0.32 * frame.width.min(frame.height)
}

/// On a clock: from the top, clockwise.
fn hand(degrees: f64) -> Vec2 {
    Vec2::from_angle((degrees - 90.0).to_radians())
}

/// The two ends of the line on which an element's colours lie, from the middle
/// of its frame; none for what is no line.
fn line_of(frame: Frame, paint: &Paint) -> Option<(Point, Point)> {
    match paint {
        Paint::Linear { from, to, .. } => Some((local(frame, *from), local(frame, *to))),
        Paint::Radial { center, radius, .. } => {
            let center = local(frame, *center);
            Some((center, center + Vec2::new(radius * longer(frame), 0.0)))
        }
        _ => None,
    }
}

/// The ends of the line between the handles, or the middle and the radius of
/// the circle on which they lie, in badge units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Track {
    /// A line.
    Line(Point, Point),
    /// A circle.
    Circle(Point, f64),
}

/// On what the handles of an element's paint lie.
pub fn track(element: &Element) -> Option<Track> {
    let (_, paint) = painted(element)?;
    let on = |point| to_artwork(element, point);
    Some(match paint {
        Paint::Angular { center, .. } => Track::Circle(on(local(element.frame, *center)), dial(element.frame)),
        Paint::Pattern { size, angle, .. } => {
            Track::Line(on(Point::ZERO), on((hand(*angle + 90.0) * *size * MARKS).to_point()))
        }
        _ => {
            let (from, to) = line_of(element.frame, paint)?;
            Track::Line(on(from), on(to))
        }
    })
}

/// The handles of an element's paint. `aside` is how far from their line the
/// colours lie, in badge units, so that they can be told from its ends.
pub fn handles(element: &Element, aside: f64) -> Vec<Placed> {
    let Some((_, paint)) = painted(element) else { return Vec::new() };
    let frame = element.frame;
    let placed =
        |handle, point: Point, words: String, color| Placed { handle, at: to_artwork(element, point), words, color };
    let percent = |part: f64| format!("{:.0} %", part * 100.0);
    let mut found = Vec::new();
    match paint {
        Paint::Solid(_) => {}
        Paint::Linear { from, to, .. } => {
            found.push(placed(PaintHandle::From, local(frame, *from), "Beginning of the colours".into(), None));
            found.push(placed(PaintHandle::To, local(frame, *to), "End of the colours".into(), None));
        }
        Paint::Radial { center, radius, .. } => {
            found.push(placed(PaintHandle::Center, local(frame, *center), "Middle of the colours".into(), None));
            let reach = local(frame, *center) + Vec2::new(radius * longer(frame), 0.0);
            found.push(placed(PaintHandle::Radius, reach, format!("Reach {}", percent(*radius)), None));
        }
        Paint::Angular { center, angle, .. } => {
            found.push(placed(PaintHandle::Center, local(frame, *center), "Middle of the colours".into(), None));
            let at = local(frame, *center) + hand(*angle) * (dial(frame) + 2.0 * aside);
            found.push(placed(PaintHandle::Angle, at, format!("Begins at {angle:.0}°"), None));
        }
        Paint::Pattern { size, angle, .. } => {
            let words = format!("Distance {size:.1}, turned {angle:.0}°");
            let at = (hand(*angle + 90.0) * *size * MARKS).to_point();
            found.push(placed(PaintHandle::Angle, at, words, None));
        }
    }
    for (at, stop) in paint.stops().iter().enumerate() {
        let words = format!("Colour {} at {}", at + 1, percent(stop.offset));
        found.push(placed(
            PaintHandle::Stop(at),
            stop_place(frame, paint, stop.offset, aside),
            words,
            Some(stop.color),
        ));
    }
    found
}

fn stop_place(frame: Frame, paint: &Paint, offset: f64, aside: f64) -> Point {
    if let Paint::Angular { center, angle, .. } = paint {
        return local(frame, *center) + hand(angle + 360.0 * offset) * dial(frame);
    }
    let Some((from, to)) = line_of(frame, paint) else { return Point::ZERO };
    let way = to - from;
    let beside = if way.hypot() > 1e-6 { way.normalize().turn_90() * aside } else { Vec2::ZERO };
    from.lerp(to, offset) + beside
}

/// How far along an element's colours a place in badge units lies, 0 to 1, and
/// how far beside them.
fn offset_at(element: &Element, paint: &Paint, place: Point) -> Option<(f64, f64)> {
    let place = from_artwork(element, place);
    if let Paint::Angular { center, angle, .. } = paint {
        let from = place - local(element.frame, *center);
        let turned = (from.atan2().to_degrees() + 90.0 - angle).rem_euclid(360.0);
        return Some((turned / 360.0, (from.hypot() - dial(element.frame)).abs()));
    }
    let (from, to) = line_of(element.frame, paint)?;
    let way = to - from;
    let along = ((place - from).dot(way) / way.hypot2().max(1e-9)).clamp(0.0, 1.0);
    Some((along, from.lerp(to, along).distance(place)))
}

/// The element after one of its paint's handles was dragged to a place in
/// badge units. `even` keeps to steps of angle.
pub fn dragged(element: &Element, handle: PaintHandle, to: Point, even: bool) -> Option<Element> {
    let (which, paint) = painted(element)?;
    let frame = element.frame;
    let place = from_artwork(element, to);
    let mut paint = paint.clone();
    let stepped = |degrees: f64| if even { (degrees / TURN_STEP).round() * TURN_STEP } else { degrees.round() };
    // From the other end, at a round angle.
    let about = |fixed: [f64; 2]| {
        let fixed = local(frame, fixed);
        let way = place - fixed;
        let place = if even {
            fixed + Vec2::from_angle(stepped(way.atan2().to_degrees()).to_radians()) * way.hypot()
        } else {
            place
        };
        fractions(frame, place)
    };
    match (&mut paint, handle) {
        (_, PaintHandle::Stop(at)) => {
            let (offset, _) = offset_at(element, &paint, to)?;
            paint.move_stop(at, (offset * 100.0).round() / 100.0);
        }
        (Paint::Linear { from, to, .. }, PaintHandle::From) => *from = about(*to),
        (Paint::Linear { from, to, .. }, PaintHandle::To) => *to = about(*from),
        (Paint::Radial { center, .. } | Paint::Angular { center, .. }, PaintHandle::Center) => {
            *center = fractions(frame, place);
        }
        (Paint::Radial { center, radius, .. }, PaintHandle::Radius) => {
            *radius = ((place - local(frame, *center)).hypot() / longer(frame)).clamp(0.01, 4.0);
        }
        (Paint::Angular { center, angle, .. }, PaintHandle::Angle) => {
            *angle = half_turns(stepped((place - local(frame, *center)).atan2().to_degrees() + 90.0));
        }
        (Paint::Pattern { size, angle, .. }, PaintHandle::Angle) => {
            let way = place.to_vec2();
            *size = (way.hypot() / MARKS).clamp(2.0, 300.0);
            *angle = half_turns(stepped(way.atan2().to_degrees()));
        }
        _ => return None,
    }
    Some(repainted(element, which, paint))
}

/// The element after a key moved one of its paint's handles by so many steps
/// across and down.
pub fn stepped(element: &Element, handle: PaintHandle, across: f64, down: f64) -> Option<Element> {
    let (which, paint) = painted(element)?;
    let mut paint = paint.clone();
    let frame = element.frame;
    let shift = |place: &mut [f64; 2]| {
        place[0] += across / frame.width.max(Frame::MIN_SIDE);
        place[1] += down / frame.height.max(Frame::MIN_SIDE);
    };
    let more = across - down;
    match (&mut paint, handle) {
        (_, PaintHandle::Stop(at)) => {
            let offset = paint.stops().get(at)?.offset;
            paint.move_stop(at, offset + more / 100.0);
        }
        (Paint::Linear { from: place, .. }, PaintHandle::From)
        | (Paint::Linear { to: place, .. }, PaintHandle::To)
        | (Paint::Radial { center: place, .. } | Paint::Angular { center: place, .. }, PaintHandle::Center) => {
            shift(place);
        }
        (Paint::Radial { radius, .. }, PaintHandle::Radius) => *radius = (*radius + more / 100.0).clamp(0.01, 4.0),
        (Paint::Angular { angle, .. }, PaintHandle::Angle) => *angle = half_turns(*angle + more),
        (Paint::Pattern { size, angle, .. }, PaintHandle::Angle) => {
            *angle = half_turns(*angle + across);
            *size = (*size - down).clamp(2.0, 300.0);
        }
        _ => return None,
    }
    Some(repainted(element, which, paint))
}

/// The element with one more colour where a place in badge units lies near the
/// line of its colours, and which colour that is.
pub fn with_stop(element: &Element, at: Point, reach: f64) -> Option<(Element, usize)> {
    let (which, paint) = painted(element)?;
    let (offset, beside) = offset_at(element, paint, at)?;
    if beside > reach {
        return None;
    }
    let mut paint = paint.clone();
    let added = paint.add_stop(offset)?;
    Some((repainted(element, which, paint), added))
}

/// The element without one of its colours; none where it needs all it has.
pub fn without_stop(element: &Element, at: usize) -> Option<Element> {
    let (which, paint) = painted(element)?;
    let mut paint = paint.clone();
    paint.remove_stop(at).then(|| repainted(element, which, paint))
}
