//! Shapes: what each is called, which numbers it has, how it is drawn.
//!
//! A shape is one table in a file of its own kind, and this is the list of
//! them. Whoever draws, reads, shows or drags a shape reads that table.

mod corners;
mod heraldry;
mod parameter;
mod piece;
mod shape;
mod speech_bubble;
mod wheels;

use kurbo::{Affine, BezPath, Size};

use super::{Kind, RibbonStyle, ShieldStyle};

#[cfg(test)]
pub(crate) use parameter::around;
pub use parameter::{Handle, Unit};
pub(crate) use piece::{Piece, frame};
pub use shape::Shape;

/// Most bytes of path data that are read.
const MAX_PATH_BYTES: usize = 2 * 1024 * 1024;

impl Kind {
    /// The table of a shape; none for what has another outline than numbers give.
    pub fn shape(&self) -> Option<&'static Shape> {
        Some(match self {
            Self::Disc => &wheels::DISC,
            Self::Ring { .. } => &wheels::RING,
            Self::Rectangle { .. } => &corners::RECTANGLE,
            Self::Polygon { .. } => &corners::POLYGON,
            Self::Star { .. } => &corners::STAR,
            Self::Scallop { .. } => &wheels::SCALLOP,
            Self::Segment { .. } => &wheels::SEGMENT,
            Self::WaveRing { .. } => &wheels::WAVE_RING,
            Self::Gear { .. } => &wheels::GEAR,
            Self::Rays { .. } => &wheels::RAYS,
            Self::Shield { .. } => &heraldry::SHIELD,
            Self::Teardrop => &heraldry::TEARDROP,
            Self::Pennant { .. } => &heraldry::PENNANT,
            Self::Laurel { .. } => &heraldry::LAUREL,
            Self::Ribbon { .. } => &heraldry::RIBBON,
            Self::SpeechBubble { .. } => &speech_bubble::SPEECH_BUBBLE,
            Self::Outline { .. } | Self::Text(_) | Self::Icon { .. } | Self::Picture { .. } | Self::Group { .. } => {
                return None;
            }
        })
    }

    /// True for what readers of documents of format 2 take for damage.
    pub(crate) fn is_newer(&self) -> bool {
        if let Self::Picture { shape: Some(shape), .. } = self {
            return shape.is_newer();
        }
        self.shape().is_some_and(|shape| shape.is_newer)
    }

    /// The same with each number in its range, in a frame of which this is half
    /// the smaller side.
    #[must_use]
    pub(super) fn within_ranges(mut self, half: f64) -> Self {
        if let Self::Picture { shape: Some(shape), .. } = &mut self {
            **shape = shape.as_ref().clone().within_ranges(half);
        }
        for parameter in self.shape().map_or(&[] as &[_], |shape| shape.parameters) {
            parameter.clamp(&mut self, half);
        }
        self
    }
}

/// The outlines of a shape in a box of this size, from the back to the front;
/// none for kinds that are not shapes.
pub(crate) fn pieces(kind: &Kind, size: Size) -> Vec<Piece> {
    if let Kind::Outline { path, view } = kind {
        return outline(path, *view, size).map(Piece::from).into_iter().collect();
    }
    let Some(shape) = kind.shape() else { return Vec::new() };
    (shape.outline)(&kind.clone().within_ranges(size.width.min(size.height) / 2.0), size)
}

/// Path data in a box of `view` units, stretched to the size.
pub(crate) fn outline(data: &str, view: [f64; 2], size: Size) -> Option<BezPath> {
    let sane = |side: f64| side.is_finite() && (1e-3..=1e6).contains(&side);
    if data.len() > MAX_PATH_BYTES || !view.iter().all(|side| sane(*side)) {
        return None;
    }
    let mut path = BezPath::from_svg(data).ok()?;
    path.apply_affine(
        Affine::scale_non_uniform(size.width / view[0], size.height / view[1])
            * Affine::translate((-view[0] / 2.0, -view[1] / 2.0)),
    );
    Some(path)
}

/// A shape that is offered.
#[derive(Debug, PartialEq)]
pub struct NewShape {
    /// What it is called.
    pub label: &'static str,
    pub(crate) kind: Kind,
    /// Width and height in badge units.
    pub(crate) size: [f64; 2],
    /// Dashes of its line, for what is only a line.
    pub(crate) dash: Option<&'static [f64]>,
    /// Width of that line.
    pub(crate) line: f64,
}

const fn filled(label: &'static str, kind: Kind, width: f64, height: f64) -> NewShape {
    NewShape { label, kind, size: [width, height], dash: None, line: 0.0 }
}

const fn line(label: &'static str, kind: Kind, side: f64, line: f64, dash: &'static [f64]) -> NewShape {
    NewShape { label, kind, size: [side, side], dash: Some(dash), line }
}

/// All that are offered: round ones, corners, seals, shields, flags and ribbons, marks.
pub(crate) static NEW_SHAPES: [NewShape; 28] = [
    filled("Disc", Kind::Disc, 200.0, 200.0),
    filled("Ring", Kind::Ring { inner: 0.85 }, 400.0, 400.0),
    filled("Ring segment", Kind::Segment { inner: 0.8, span: 120.0 }, 440.0, 440.0),
    line("Stitched ring", Kind::Disc, 420.0, 5.0, &[16.0, 12.0]),
    line("Dotted ring", Kind::Disc, 420.0, 9.0, &[0.0, 22.0]),
    filled("Rectangle", Kind::Rectangle { corners: [0.0; 4] }, 240.0, 160.0),
    filled("Rounded rectangle", Kind::Rectangle { corners: [24.0; 4] }, 240.0, 160.0),
    filled("Hexagon", Kind::Polygon { sides: 6, corner: 8.0 }, 240.0, 240.0),
    filled("Triangle", Kind::Polygon { sides: 3, corner: 8.0 }, 240.0, 240.0),
    filled("Star", Kind::Star { points: 5, inner: 0.5, corner: 4.0 }, 200.0, 200.0),
    filled("Burst", Kind::Star { points: 24, inner: 0.84, corner: 0.0 }, 400.0, 400.0),
    filled("Seal", Kind::Scallop { lobes: 24, depth: 0.06 }, 400.0, 400.0),
    filled("Wave ring", Kind::WaveRing { lobes: 24, depth: 0.08, inner: 0.78 }, 440.0, 440.0),
    filled("Gear", Kind::Gear { teeth: 12, depth: 0.18, hole: 0.4 }, 240.0, 240.0),
    filled("Rays", Kind::Rays { count: 24, inner: 0.0, cover: 0.5 }, 440.0, 440.0),
    filled("Shield", Kind::shield(ShieldStyle::Peaked), 320.0, 380.0),
    filled("Straight shield", Kind::shield(ShieldStyle::Heater), 320.0, 380.0),
    filled("Round shield", Kind::shield(ShieldStyle::Round), 320.0, 380.0),
    filled("Notched shield", Kind::shield(ShieldStyle::Notched), 340.0, 380.0),
    filled("Teardrop", Kind::Teardrop, 300.0, 400.0),
    filled("Pennant", Kind::Pennant { point: 0.15 }, 200.0, 320.0),
    filled("Ribbon", Kind::ribbon(RibbonStyle::Band), 480.0, 96.0),
    filled("Folded ribbon", Kind::ribbon(RibbonStyle::Banner), 480.0, 96.0),
    filled("Arched ribbon", Kind::ribbon(RibbonStyle::Arched), 480.0, 150.0),
    filled("Ribbon tails", Kind::ribbon(RibbonStyle::Tails), 240.0, 200.0),
    filled("Laurel", Kind::Laurel { leaves: 8 }, 440.0, 440.0),
    filled(
        "Speech bubble",
        Kind::SpeechBubble { corner: 32.0, tail_position: 0.2, tail_tip: 0.1, tail_width: 0.16, tail_length: 0.24 },
        280.0,
        220.0,
    ),
    filled("Arch", Kind::Rectangle { corners: [120.0, 120.0, 0.0, 0.0] }, 240.0, 320.0),
];
