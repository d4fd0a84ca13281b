//! Where elements can be touched, and how far their ink reaches.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use kurbo::{Affine, BezPath, ParamCurveNearest as _, PathEl, Point, Rect, Shape as _};

use super::{Draw, ImageDraw, PathDraw};
use crate::artwork::shapes::frame;
use crate::artwork::{Bounds, ElementId};

/// An element that draws something itself.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) element: ElementId,
    /// The element of the artwork's own list in which it lies, or itself.
    pub(super) top: ElementId,
    pub(super) top_locked: bool,
    /// It or a group around it is locked.
    pub(super) locked: bool,
    pub(super) place: Affine,
    pub(super) touch: Touch,
    /// Its draws within the scene's.
    pub(super) draws: Range<usize>,
    /// What groups around it let through, in badge units.
    pub(super) clip: Option<Rect>,
    /// The box around its ink, once somebody asked.
    pub(super) ink: OnceLock<Option<Bounds>>,
}

/// Where an element can be touched, around its own centre.
#[derive(Clone, Debug)]
pub(super) struct Touch {
    pub(super) outlines: Vec<Arc<BezPath>>,
    /// Anywhere within the outlines.
    pub(super) inside: bool,
    /// As close as this to their lines.
    pub(super) near: f64,
}

impl Leaf {
    pub(super) fn touches(&self, x: f64, y: f64, reach: f64) -> bool {
        let point = self.place.inverse() * Point::new(x, y);
        let reach = if reach.is_finite() { reach.max(0.0) } else { 0.0 };
        let Touch { outlines, inside, near } = &self.touch;
        point.is_finite()
            && outlines.iter().any(|path| (*inside && contains(path, point)) || passes_near(path, point, near + reach))
    }
}

fn contains(path: &BezPath, point: Point) -> bool {
    path.control_box().contains(point) && path.winding(point) != 0
}

fn passes_near(path: &BezPath, point: Point, distance: f64) -> bool {
    distance > 0.0
        && path.control_box().inflate(distance, distance).contains(point)
        && path.segments().any(|segment| segment.nearest(point, 0.01).distance_sq <= distance * distance)
}

/// The box around the ink of draws, as far as it is let through; `None` where
/// there is none.
pub(super) fn ink(draws: &[Draw], clip: Option<Rect>) -> Option<Bounds> {
    let mut all: Option<Rect> = None;
    // What each open group lets through.
    let mut open: Vec<Option<Rect>> = vec![clip];
    for draw in draws {
        let rect = match draw {
            Draw::Path(path) => path_ink(path),
            Draw::Image(ImageDraw { place, width, height, .. }) => {
                place.transform_rect_bbox(frame((*width, *height).into()))
            }
            Draw::Push(group) => {
                open.push(group.clip.as_ref().map(|clip| (clip.place * clip.path.as_ref()).bounding_box()));
                continue;
            }
            Draw::Pop => {
                open.pop();
                continue;
            }
        };
        // What is wholly cut off is nowhere.
        let seen =
            open.iter().flatten().try_fold(rect, |rect, clip| rect.overlaps(*clip).then(|| rect.intersect(*clip)));
        let Some(rect) = seen else { continue };
        all = Some(all.map_or(rect, |so_far| so_far.union(rect)));
    }
    all.map(|rect| Bounds { left: rect.x0, top: rect.y0, right: rect.x1, bottom: rect.y1 })
}

fn path_ink(draw: &PathDraw) -> Rect {
    let fill = draw.fill.iter().map(|_| (draw.place * draw.path.as_ref()).bounding_box());
    let line = draw.stroke.iter().map(|line| {
        // Gaps between dashes do not matter for the box.
        let style = kurbo::Stroke { dash_pattern: kurbo::Dashes::new(), ..line.style.clone() };
        let outline = kurbo::stroke(draw.path.elements().iter().copied(), &style, &kurbo::StrokeOpts::default(), 0.1);
        (draw.place * outline).bounding_box()
    });
    fill.chain(line).reduce(|a, b| a.union(b)).unwrap_or_default()
}

/// True when every number of the path is finite and can be drawn.
pub(super) fn is_sane(path: &BezPath) -> bool {
    const MOST: f64 = 100.0 * crate::artwork::SIDE;
    const MOST_SEGMENTS: usize = 100_000;
    let near = |point: &Point| point.x.abs() <= MOST && point.y.abs() <= MOST;
    path.elements().len() <= MOST_SEGMENTS
        && path.elements().iter().all(|element| match element {
            PathEl::MoveTo(a) | PathEl::LineTo(a) => near(a),
            PathEl::QuadTo(a, b) => near(a) && near(b),
            PathEl::CurveTo(a, b, c) => near(a) && near(b) && near(c),
            PathEl::ClosePath => true,
        })
}
