//! The transform box around what is chosen: its handles and what dragging them does.

use kurbo::{Point, Vec2};

use super::habits::{Habits, Held};
use super::local_space::GlobalElement;
use crate::artwork::{Bounds, Element, Frame, Kind, half_turns};

/// What of the transform box the pointer is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handle {
    /// A corner or a side, by its place: −1, 0 or 1 across and down.
    Size(i8, i8),
    /// The rotation handle above the frame.
    Turn,
}

/// All handles for sizing, corners first.
const SIZES: [(i8, i8); 8] = [(-1, -1), (1, -1), (1, 1), (-1, 1), (0, -1), (1, 0), (0, 1), (-1, 0)];

/// All handles with their places, in badge units. `arm` is the distance of
/// the rotation handle from the frame.
pub fn handles(frame: Frame, arm: f64) -> impl Iterator<Item = (Handle, Point)> {
    let size = SIZES.into_iter().map(move |(across, down)| {
        let (x, y) = (f64::from(across) * frame.width / 2.0, f64::from(down) * frame.height / 2.0);
        (Handle::Size(across, down), frame.to_artwork(x, y).into())
    });
    let handle = frame.to_artwork(0.0, -frame.height / 2.0 - arm);
    std::iter::once((Handle::Turn, handle.into())).chain(size)
}

/// The frame that the transform box goes around: that of the one element, or the box
/// around several.
pub fn transform_box(chosen: &[GlobalElement]) -> Option<Frame> {
    if let [one] = chosen {
        return Some(one.element.frame);
    }
    let around = chosen.iter().map(|one| one.element.frame.bounds()).reduce(Bounds::union)?;
    let (x, y) = around.center();
    Some(Frame { x, y, width: around.width(), height: around.height(), rotation: 0.0 })
}

/// True for what looks wrong when stretched one way only.
fn keeps_shape(element: &Element) -> bool {
    matches!(element.kind, Kind::Icon { .. } | Kind::Picture { .. } | Kind::Text(_) | Kind::Group { .. })
}

/// How a frame is sized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Its proportions stay.
    pub even: bool,
    /// Its centre stays, otherwise the opposite side does.
    pub about_center: bool,
}

/// How the transform box around what is chosen is sized while these keys are held.
pub fn manner(chosen: &[GlobalElement], held: Held, habits: Habits) -> Manner {
    let several = chosen.len() > 1;
    let askew = |element: &Element| several && element.frame.rotation.rem_euclid(90.0) > 1e-9;
    let shaped = chosen.iter().any(|one| keeps_shape(&one.element) || askew(&one.element));
    Manner { even: held.shift != (shaped || habits.keep_proportions), about_center: held.alt != habits.keep_center }
}

/// The frame after one of its size handles was pushed by so much.
pub fn pushed(frame: Frame, (across, down): (i8, i8), by: Vec2, manner: Manner) -> Frame {
    let place = frame.to_artwork(f64::from(across) * frame.width / 2.0, f64::from(down) * frame.height / 2.0);
    if !manner.even || across == 0 || down == 0 {
        return sized(frame, (across, down), Point::from(place) + by, manner);
    }
    // Pushed outwards either way it grows, inwards it shrinks.
    let (sin, cos) = frame.rotation.to_radians().sin_cos();
    let outwards = f64::from(across) * (by.x * cos + by.y * sin) + f64::from(down) * (by.y * cos - by.x * sin);
    let width = frame.width + outwards * if manner.about_center { 2.0 } else { 1.0 };
    let scale = width.max(Frame::MIN_SIDE) / frame.width.max(Frame::MIN_SIDE);
    with_size(frame, (across, down), frame.width * scale, frame.height * scale, manner.about_center)
}

/// The frame after one of its size handles was dragged to a point.
pub fn sized(frame: Frame, (across, down): (i8, i8), to: Point, manner: Manner) -> Frame {
    let (toward_x, toward_y) = (f64::from(across), f64::from(down));
    let (x, y) = frame.from_artwork(to.x, to.y);
    // Distance of the dragged side from what stays, in the frame's own directions.
    let stretch = |toward: f64, to: f64, side: f64| {
        if toward == 0.0 {
            side
        } else if manner.about_center {
            (2.0 * to * toward).max(Frame::MIN_SIDE)
        } else {
            (to * toward + side / 2.0).max(Frame::MIN_SIDE)
        }
    };
    let (mut width, mut height) = (stretch(toward_x, x, frame.width), stretch(toward_y, y, frame.height));
    if manner.even {
        let (sx, sy) = (width / frame.width.max(Frame::MIN_SIDE), height / frame.height.max(Frame::MIN_SIDE));
        let scale = match (across, down) {
            (0, _) => sy,
            (_, 0) => sx,
            _ => sx.max(sy),
        };
        (width, height) = (frame.width * scale, frame.height * scale);
    }
    with_size(frame, (across, down), width, height, manner.about_center)
}

/// The frame with another size, where what lies opposite to the handle stays,
/// or the centre.
pub fn with_size(frame: Frame, (across, down): (i8, i8), width: f64, height: f64, about_center: bool) -> Frame {
    let (width, height) = (width.max(Frame::MIN_SIDE), height.max(Frame::MIN_SIDE));
    let mut sized = Frame { width, height, ..frame };
    if !about_center {
        let (dx, dy) = (f64::from(across) * (width - frame.width), f64::from(down) * (height - frame.height));
        (sized.x, sized.y) = frame.to_artwork(dx / 2.0, dy / 2.0);
    }
    sized
}

/// Degrees between two places as seen from the middle of a frame.
pub fn turn_between(frame: Frame, from: Point, to: Point) -> f64 {
    let center = Vec2::new(frame.x, frame.y);
    let angle = |point: Point| (point.to_vec2() - center).atan2().to_degrees();
    angle(to) - angle(from)
}

/// An element after the frame around it, and perhaps others, was turned about
/// its middle.
pub fn turned(element: &Element, frame: Frame, degrees: f64) -> Element {
    let mut turned = element.clone();
    let (dx, dy) = (element.frame.x - frame.x, element.frame.y - frame.y);
    let about = Frame { rotation: degrees, ..frame };
    (turned.frame.x, turned.frame.y) = about.to_artwork(dx, dy);
    turned.frame.rotation = half_turns(element.frame.rotation + degrees);
    turned
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::ElementId;

    const FREE: Manner = Manner { even: false, about_center: false };

    fn frame(rotation: f64) -> Frame {
        Frame { x: 300.0, y: 300.0, width: 100.0, height: 50.0, rotation }
    }

    fn disc(frame: Frame) -> Element {
        Element::new(ElementId(1), Kind::Disc, frame)
    }

    #[test]
    fn dragging_a_corner_leaves_the_opposite_corner_where_it_was() {
        for rotation in [0.0, 30.0, 200.0] {
            let before = frame(rotation);
            let stays = before.to_artwork(-50.0, -25.0);
            let after = sized(before, (1, 1), before.to_artwork(110.0, 65.0).into(), FREE);
            assert!((after.width - 160.0).abs() < 1e-9 && (after.height - 90.0).abs() < 1e-9);
            let now = after.to_artwork(-80.0, -45.0);
            assert!((now.0 - stays.0).hypot(now.1 - stays.1) < 1e-9, "turned by {rotation}");
            assert_eq!(disc(before).refitted(before, after).frame, after);
        }
    }

    #[test]
    fn an_even_drag_keeps_the_proportions_and_alt_the_centre() {
        let manner = Manner { even: true, about_center: true };
        let after = sized(frame(0.0), (1, 0), Point::new(400.0, 300.0), manner);
        assert_eq!((after.width, after.height), (200.0, 100.0));
        assert_eq!((after.x, after.y), (300.0, 300.0));
    }

    #[test]
    fn a_side_cannot_be_dragged_through_the_other() {
        let after = sized(frame(0.0), (-1, 0), Point::new(999.0, 300.0), FREE);
        assert_eq!(after.width, Frame::MIN_SIDE);
        assert_eq!(after.height, 50.0);
    }

    #[test]
    fn turning_follows_the_pointer() {
        let (from, to) = (Point::new(300.0, 200.0), Point::new(400.0, 290.0));
        let by = turn_between(frame(10.0), from, to);
        let free = turned(&disc(frame(10.0)), frame(10.0), by).frame.rotation;
        assert!((free - 94.289).abs() < 0.01, "{free}");
    }

    #[test]
    fn what_lies_in_a_larger_frame_grows_and_turns_with_it() {
        let around = Frame { x: 300.0, y: 300.0, width: 200.0, height: 100.0, rotation: 0.0 };
        let inner = disc(Frame { x: 250.0, y: 280.0, width: 40.0, height: 20.0, rotation: 90.0 });
        let twice = with_size(around, (1, 1), 400.0, 100.0, true);
        let grown = inner.refitted(around, twice);
        assert_eq!((grown.frame.x, grown.frame.y), (200.0, 280.0));
        // It stands on its side: what grows is its height.
        assert!((grown.frame.width - 40.0).abs() < 1e-9 && (grown.frame.height - 40.0).abs() < 1e-9, "{grown:?}");
        let quarter = turned(&inner, around, 90.0);
        assert!((quarter.frame.x - 320.0).abs() < 1e-9 && (quarter.frame.y - 250.0).abs() < 1e-9, "{quarter:?}");
        assert_eq!(quarter.frame.rotation.abs(), 180.0);
    }
}
