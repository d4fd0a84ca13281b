//! Outlines as PDF has them.

use krilla::geom::PathBuilder;
use kurbo::{BezPath, PathEl};
use thiserror::Error;

/// Why no PDF came about.
#[derive(Debug, Error)]
#[error("The PDF cannot be written: {0}.")]
pub struct PdfError(pub(super) String);

#[expect(clippy::cast_possible_truncation, reason = "outlines lie within 256 units")]
/// An outline; `None` for one without a point.
pub(super) fn path(outline: &BezPath) -> Option<krilla::geom::Path> {
    let mut builder = PathBuilder::new();
    let at = |point: kurbo::Point| (point.x as f32, point.y as f32);
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(to) => builder.move_to(at(to).0, at(to).1),
            PathEl::LineTo(to) => builder.line_to(at(to).0, at(to).1),
            PathEl::QuadTo(by, to) => builder.quad_to(at(by).0, at(by).1, at(to).0, at(to).1),
            PathEl::CurveTo(one, two, to) => {
                builder.cubic_to(at(one).0, at(one).1, at(two).0, at(two).1, at(to).0, at(to).1);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}
