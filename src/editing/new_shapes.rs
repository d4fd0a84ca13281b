//! The shapes that are offered, as they look when they are new.

use crate::artwork::{Kind, RibbonStyle, ShieldStyle};

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

/// All of them: round ones, corners, seals, shields, flags and ribbons, marks.
pub(crate) static NEW_SHAPES: [NewShape; 27] = [
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
    filled("Arch", Kind::Rectangle { corners: [120.0, 120.0, 0.0, 0.0] }, 240.0, 320.0),
];
