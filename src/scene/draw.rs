//! What a scene is made of.

use std::sync::Arc;

use kurbo::{Affine, BezPath, Point};

use super::Bitmap;
use crate::artwork::{Blend, Color, ElementId, Picture, Shadow};

/// One step of drawing a scene, from the back to the front.
#[derive(Clone, Debug)]
pub enum Draw {
    /// An outline with its paint.
    Path(PathDraw),
    /// A picture.
    Image(ImageDraw),
    /// What follows up to the matching [`Draw::Pop`] is put together first and
    /// then laid down as one.
    Push(Group),
    /// The end of a group.
    Pop,
}

impl Draw {
    /// What lies in the group that was just opened: the steps up to its end.
    #[must_use]
    pub fn content(after_push: &[Self]) -> &[Self] {
        let mut depth = 0_usize;
        for (index, draw) in after_push.iter().enumerate() {
            match draw {
                Self::Push(_) => depth += 1,
                Self::Pop if depth == 0 => return &after_push[..index],
                Self::Pop => depth -= 1,
                Self::Path(_) | Self::Image(_) => {}
            }
        }
        after_push
    }
}

/// An outline with its paint: fill first, stroke over it.
#[derive(Clone, Debug, PartialEq)]
pub struct PathDraw {
    /// The element it belongs to.
    pub element: ElementId,
    /// The outline around the element's own centre, filled by the nonzero rule.
    pub path: Arc<BezPath>,
    /// Takes the outline and its gradients to badge units; turns, mirrors and
    /// moves, never stretches.
    pub place: Affine,
    /// What it is filled with.
    pub fill: Option<Brush>,
    /// How its line is drawn.
    pub stroke: Option<StrokeStyle>,
}

/// A picture, stretched to a box around the element's own centre.
#[derive(Clone, Debug)]
pub struct ImageDraw {
    /// The element it belongs to.
    pub element: ElementId,
    /// The file as it was taken in.
    pub picture: Arc<Picture>,
    /// Its pixels.
    pub bitmap: Arc<Bitmap>,
    /// Takes the box to badge units; turns, mirrors and moves, never stretches.
    pub place: Affine,
    /// Width of the box.
    pub width: f64,
    /// Height of the box.
    pub height: f64,
    /// 0 for invisible to 1 for opaque.
    pub opacity: f32,
}

/// How a group is laid down.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// 0 for invisible to 1 for opaque; applies to the shadow as well.
    pub opacity: f32,
    /// The shadow of everything in it; its offset is in badge units and does
    /// not turn with the element.
    pub shadow: Option<Shadow>,
    /// What of it is seen; a group that is cut has no shadow of its own.
    pub clip: Option<Clip>,
    /// How its colours mix with what lies under it.
    pub blend: Blend,
}

impl Default for Group {
    fn default() -> Self {
        Self { opacity: 1.0, shadow: None, clip: None, blend: Blend::Normal }
    }
}

/// An area outside of which nothing is seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    /// Its outline, by the nonzero rule.
    pub path: Arc<BezPath>,
    /// Takes the outline to badge units.
    pub place: Affine,
}

/// What an area is filled with; places are in the units of the draw's outline.
#[derive(Clone, Debug, PartialEq)]
pub enum Brush {
    /// One colour.
    Solid(Color),
    /// Colours along a line.
    Linear {
        /// Where offset 0 lies.
        from: Point,
        /// Where offset 1 lies.
        to: Point,
        /// At least two, by rising offset.
        stops: Vec<ColorStop>,
    },
    /// Colours around a point.
    Radial {
        /// Where offset 0 lies.
        center: Point,
        /// Distance of offset 1.
        radius: f64,
        /// At least two, by rising offset.
        stops: Vec<ColorStop>,
    },
    /// Colours around a point, clockwise.
    Angular {
        /// The point.
        center: Point,
        /// Where offset 0 lies, in radians clockwise from the right.
        angle: f64,
        /// At least two, by rising offset.
        stops: Vec<ColorStop>,
    },
}

/// A colour at a place of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColorStop {
    /// 0 to 1.
    pub offset: f32,
    /// The colour there.
    pub color: Color,
}

/// Stroke of a path, with everything worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct StrokeStyle {
    /// What it is drawn with.
    pub brush: Brush,
    /// Width, dashes, ends and joins.
    pub style: kurbo::Stroke,
}
