//! What fills and outlines an element, and the shadow under it.

use serde::{Deserialize, Serialize};

use super::{Color, number};
use crate::is_default;

/// What an area is filled with. Gradient places are fractions of the
/// element's frame: `[0, 0]` its upper left corner, `[1, 1]` its lower right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Paint {
    /// One colour.
    Solid(Color),
    /// Colours along a line.
    Linear {
        /// Where the first stop lies.
        #[serde(serialize_with = "number::shorts")]
        from: [f64; 2],
        /// Where the last stop lies.
        #[serde(serialize_with = "number::shorts")]
        to: [f64; 2],
        /// The colours, by rising offset.
        stops: Vec<Stop>,
    },
    /// Colours around a point.
    Radial {
        /// Where the first stop lies.
        #[serde(serialize_with = "number::shorts")]
        center: [f64; 2],
        /// Distance of the last stop, as a fraction of the frame's longer side.
        #[serde(serialize_with = "number::short")]
        radius: f64,
        /// The colours, by rising offset.
        stops: Vec<Stop>,
    },
}

impl Paint {
    /// The colour that stands for this paint where only one can be shown: the
    /// first.
    pub fn first_color(&self) -> Color {
        match self {
            Self::Solid(color) => *color,
            Self::Linear { stops, .. } | Self::Radial { stops, .. } => {
                stops.first().map_or(Color::BLACK, |stop| stop.color)
            }
        }
    }
}

/// A colour at a place of a gradient.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// 0 for the beginning to 1 for the end.
    #[serde(serialize_with = "number::short")]
    pub offset: f64,
    /// The colour there.
    pub color: Color,
}

/// An outline, drawn half inside and half outside the shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// What it is drawn with.
    pub paint: Paint,
    /// Width in badge units.
    #[serde(serialize_with = "number::short")]
    pub width: f64,
    /// Lengths of dashes and gaps in turn; empty for an unbroken line. With
    /// round caps a dash of 0 is a dot.
    #[serde(default, skip_serializing_if = "is_default", serialize_with = "number::shorts")]
    pub dash: Vec<f64>,
    /// Ends of lines and dashes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cap: Cap,
}

impl Stroke {
    /// An unbroken line in one colour.
    pub fn solid(color: Color, width: f64) -> Self {
        Self { paint: Paint::Solid(color), width, dash: Vec::new(), cap: Cap::default() }
    }
}

/// Ends of lines and dashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cap {
    /// Cut off.
    #[default]
    Butt,
    /// Round.
    Round,
}

/// A soft shadow under an element or a group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shadow {
    /// Colour; its alpha is the strength.
    pub color: Color,
    /// How far to the right, in badge units.
    #[serde(serialize_with = "number::short")]
    pub dx: f64,
    /// How far down, in badge units.
    #[serde(serialize_with = "number::short")]
    pub dy: f64,
    /// Standard deviation of the blur in badge units; 0 for a hard edge.
    #[serde(serialize_with = "number::short")]
    pub blur: f64,
}

impl Default for Shadow {
    fn default() -> Self {
        Self { color: Color::BLACK.with_alpha(64), dx: 0.0, dy: 6.0, blur: 8.0 }
    }
}
