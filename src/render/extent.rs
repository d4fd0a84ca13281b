//! How far draws reach.

use kurbo::{Join, Point, Rect, Vec2};

use crate::artwork::Shadow;
use crate::scene::Draw;

/// How far beside a shape its blur of this standard deviation reaches.
pub(super) fn blur_reach(sigma: f64) -> f64 {
    3.0 * sigma + 1.0
}

/// How far beside what casts it a shadow reaches.
pub(super) fn shadow_reach(shadow: Shadow) -> f64 {
    Vec2::new(shadow.dx, shadow.dy).hypot() + blur_reach(shadow.blur)
}

/// A box, in badge units, around everything these draws put down, shadows of
/// groups among them included; `None` where there is nothing. Quick rather
/// than tight.
pub(super) fn content_box(content: &[Draw]) -> Option<Rect> {
    let mut inner_shadows = 0.0;
    let mut union: Option<Rect> = None;
    for draw in content {
        let rect = match draw {
            Draw::Path(path) => {
                let line = path.stroke.as_ref().map_or(0.0, |line| {
                    let reach = if line.style.join == Join::Miter {
                        line.style.miter_limit
                    } else {
                        // The corner of a square end.
                        std::f64::consts::SQRT_2
                    };
                    line.style.width / 2.0 * reach
                });
                path.place.transform_rect_bbox(path.path.control_box().inflate(line, line))
            }
            Draw::Image(image) => {
                let size = (image.width, image.height);
                image.place.transform_rect_bbox(Rect::from_center_size(Point::ORIGIN, size))
            }
            Draw::Push(group) => {
                inner_shadows += group.shadow.map_or(0.0, shadow_reach);
                continue;
            }
            Draw::Pop => continue,
        };
        union = Some(union.map_or(rect, |so_far| so_far.union(rect)));
    }
    union.map(|rect| rect.inflate(inner_shadows, inner_shadows))
}
