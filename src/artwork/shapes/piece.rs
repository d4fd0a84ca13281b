//! What shapes are made of.

use kurbo::{Affine, BezPath, Ellipse, Point, Rect, Shape as _, Size};

/// How closely curves follow the true shape, in badge units: a hundredth of a
/// pixel on a picture of 600.
pub(super) const TOLERANCE: f64 = 0.01;

/// Part of a shape: an outline and how brightly it is lit, 1 for as painted.
pub(crate) struct Piece {
    pub(crate) path: BezPath,
    pub(crate) light: f64,
}

impl From<BezPath> for Piece {
    fn from(path: BezPath) -> Self {
        Self { path, light: 1.0 }
    }
}

/// A box of this size around the origin.
pub(crate) fn frame(size: Size) -> Rect {
    Rect::from_center_size(Point::ORIGIN, size)
}

/// An ellipse that takes this part of the box.
pub(super) fn ellipse(size: Size, part: f64) -> BezPath {
    let radii = (size.width / 2.0 * part, size.height / 2.0 * part);
    let mut path = Ellipse::new(Point::ORIGIN, radii, 0.0).to_path(TOLERANCE);
    // Left open, its line would have two ends where it meets itself.
    path.close_path();
    path
}

/// An ellipse with a hole of this part of it.
pub(super) fn ring(size: Size, inner: f64) -> BezPath {
    let mut path = ellipse(size, 1.0);
    if inner > 0.0 {
        path.extend(ellipse(size, inner).reverse_subpaths());
    }
    path
}

/// Begins at a point, or goes on to it in a straight line.
pub(super) fn to(path: &mut BezPath, point: Point) {
    if path.elements().is_empty() {
        path.move_to(point);
    } else {
        path.line_to(point);
    }
}

/// Path data given in a box from −1 to 1, stretched to the size.
pub(super) fn stretched(mut path: BezPath, size: Size) -> BezPath {
    path.apply_affine(Affine::scale_non_uniform(size.width / 2.0, size.height / 2.0));
    path
}

/// A closed line through these points.
pub(super) fn closed(points: &[(f64, f64)]) -> BezPath {
    let mut path = BezPath::new();
    for point in points {
        to(&mut path, (*point).into());
    }
    path.close_path();
    path
}
