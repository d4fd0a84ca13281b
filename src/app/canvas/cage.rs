//! The cage around a chosen element: its handles and what dragging them does.

use kurbo::{Point, Vec2};

use crate::artwork::{Element, Frame, Kind};

/// What of the cage the pointer is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// A corner or a side, by its place: −1, 0 or 1 across and down.
    Size(i8, i8),
    /// The knob above the frame.
    Turn,
}

/// All handles for sizing, corners first.
const SIZES: [(i8, i8); 8] = [(-1, -1), (1, -1), (1, 1), (-1, 1), (0, -1), (1, 0), (0, 1), (-1, 0)];

/// Turning snaps to this many degrees while Shift is held.
const TURN_STEP: f64 = 15.0;

/// All handles with their places, in badge units. `arm` is the distance of
/// the turning knob from the frame.
pub fn handles(frame: Frame, arm: f64) -> impl Iterator<Item = (Handle, Point)> {
    let size = SIZES.into_iter().map(move |(across, down)| {
        let (x, y) = (f64::from(across) * frame.width / 2.0, f64::from(down) * frame.height / 2.0);
        (Handle::Size(across, down), frame.to_artwork(x, y).into())
    });
    let knob = frame.to_artwork(0.0, -frame.height / 2.0 - arm);
    std::iter::once((Handle::Turn, knob.into())).chain(size)
}

/// The handle within reach of a point.
pub fn handle_at(frame: Frame, arm: f64, point: Point, reach: f64) -> Option<Handle> {
    handles(frame, arm).find(|(_, place)| place.distance(point) <= reach).map(|(handle, _)| handle)
}

/// True for what looks wrong when stretched one way only.
pub fn keeps_shape(element: &Element) -> bool {
    matches!(element.kind, Kind::Icon { .. } | Kind::Picture { .. } | Kind::Text(_) | Kind::Group { .. })
}

/// The element after one of its size handles was dragged to a point. `even`
/// keeps its proportions; `about_center` keeps its centre, otherwise the
/// opposite side stays.
pub fn sized(element: &Element, (across, down): (i8, i8), to: Point, even: bool, about_center: bool) -> Element {
    let frame = element.frame;
    let (across, down) = (f64::from(across), f64::from(down));
    let (x, y) = frame.from_artwork(to.x, to.y);
    // Distance of the dragged side from what stays, in the frame's own directions.
    let stretch = |toward: f64, to: f64, side: f64| {
        if toward == 0.0 {
            side
        } else if about_center {
            (2.0 * to * toward).max(Frame::MIN_SIDE)
        } else {
            (to * toward + side / 2.0).max(Frame::MIN_SIDE)
        }
    };
    let (mut width, mut height) = (stretch(across, x, frame.width), stretch(down, y, frame.height));
    if even {
        let (sx, sy) = (width / frame.width.max(Frame::MIN_SIDE), height / frame.height.max(Frame::MIN_SIDE));
        let scale = if across == 0.0 {
            sy
        } else if down == 0.0 {
            sx
        } else {
            sx.max(sy)
        };
        (width, height) = (frame.width * scale, frame.height * scale);
    }
    let mut sized = element.resized(width, height);
    if !about_center {
        let (dx, dy) =
            (across * (sized.frame.width - frame.width) / 2.0, down * (sized.frame.height - frame.height) / 2.0);
        (sized.frame.x, sized.frame.y) = frame.to_artwork(dx, dy);
    }
    sized
}

/// The element after its turning knob was dragged from one point to another.
pub fn turned(element: &Element, from: Point, to: Point, in_steps: bool) -> Element {
    let center = Vec2::new(element.frame.x, element.frame.y);
    let angle = |point: Point| (point.to_vec2() - center).atan2().to_degrees();
    let mut rotation = element.frame.rotation + angle(to) - angle(from);
    if in_steps {
        rotation = (rotation / TURN_STEP).round() * TURN_STEP;
    }
    let mut turned = element.clone();
    turned.frame.rotation = (rotation + 180.0).rem_euclid(360.0) - 180.0;
    turned
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::ElementId;

    fn disc(rotation: f64) -> Element {
        Element::new(ElementId(1), Kind::Disc, Frame { x: 300.0, y: 300.0, width: 100.0, height: 50.0, rotation })
    }

    #[test]
    fn dragging_a_corner_leaves_the_opposite_corner_where_it_was() {
        for rotation in [0.0, 30.0, 200.0] {
            let before = disc(rotation);
            let stays = before.frame.to_artwork(-50.0, -25.0);
            let after = sized(&before, (1, 1), before.frame.to_artwork(110.0, 65.0).into(), false, false);
            assert!((after.frame.width - 160.0).abs() < 1e-9 && (after.frame.height - 90.0).abs() < 1e-9);
            let now = after.frame.to_artwork(-80.0, -45.0);
            assert!((now.0 - stays.0).hypot(now.1 - stays.1) < 1e-9, "turned by {rotation}");
        }
    }

    #[test]
    fn an_even_drag_keeps_the_proportions_and_alt_the_centre() {
        let before = disc(0.0);
        let after = sized(&before, (1, 0), Point::new(400.0, 300.0), true, true);
        assert_eq!((after.frame.width, after.frame.height), (200.0, 100.0));
        assert_eq!((after.frame.x, after.frame.y), (300.0, 300.0));
    }

    #[test]
    fn a_side_cannot_be_dragged_through_the_other() {
        let after = sized(&disc(0.0), (-1, 0), Point::new(999.0, 300.0), false, false);
        assert_eq!(after.frame.width, Frame::MIN_SIDE);
        assert_eq!(after.frame.height, 50.0);
    }

    #[test]
    fn turning_follows_the_pointer_and_snaps_with_shift() {
        let (from, to) = (Point::new(300.0, 200.0), Point::new(400.0, 290.0));
        let free = turned(&disc(10.0), from, to, false).frame.rotation;
        assert!((free - 94.289).abs() < 0.01, "{free}");
        assert_eq!(turned(&disc(10.0), from, to, true).frame.rotation, 90.0);
    }
}
