//! What fills and outlines an element, and the shadow under it.

use serde::{Deserialize, Serialize};

use super::{Color, Frame, number};
use crate::is_default;

/// Most colours a gradient has.
pub const MAX_STOPS: usize = 32;

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
    /// Colours around a point, clockwise.
    Angular {
        /// The point.
        #[serde(serialize_with = "number::shorts")]
        center: [f64; 2],
        /// Where the first stop lies, in degrees clockwise from the top.
        #[serde(serialize_with = "number::short")]
        angle: f64,
        /// The colours, by rising offset.
        stops: Vec<Stop>,
    },
    /// Marks that repeat.
    Pattern {
        /// Their form.
        motif: Motif,
        /// Their colour.
        ink: Color,
        /// What lies between them; nothing where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<Color>,
        /// From one mark to the next, in badge units.
        #[serde(serialize_with = "number::short")]
        size: f64,
        /// Degrees clockwise.
        #[serde(default, skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
        angle: f64,
    },
}

/// The form of a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Motif {
    /// Level stripes as wide as the gaps between them.
    #[default]
    Stripes,
    /// Dots.
    Dots,
    /// Squares, as on a chessboard.
    Checker,
    /// Beams from the middle.
    Rays,
}

impl Paint {
    /// Visits each of its colours to change it.
    pub(super) fn each_color(&mut self, mut visit: impl FnMut(&mut Color)) {
        match self {
            Self::Solid(color) => visit(color),
            Self::Linear { stops, .. } | Self::Radial { stops, .. } | Self::Angular { stops, .. } => {
                stops.iter_mut().for_each(|stop| visit(&mut stop.color));
            }
            Self::Pattern { ink, ground, .. } => {
                visit(ink);
                ground.iter_mut().for_each(visit);
            }
        }
    }

    /// The paint of an element whose frame became another of the same turn, so
    /// that it stays where it is. `moved` is how far the middle went across and
    /// down, in the element's own directions.
    #[must_use]
    pub fn kept_in_place(&self, from: Frame, to: Frame, moved: [f64; 2]) -> Self {
        let sides = |frame: Frame| [frame.width, frame.height].map(|side| side.max(Frame::MIN_SIDE));
        let (from, to) = (sides(from), sides(to));
        let keep = |place: &mut [f64; 2]| {
            for (at, place) in place.iter_mut().enumerate() {
                *place = ((*place - 0.5) * from[at] - moved[at]) / to[at] + 0.5;
            }
        };
        let mut kept = self.clone();
        match &mut kept {
            Self::Linear { from, to, .. } => [from, to].into_iter().for_each(keep),
            Self::Radial { center, radius, .. } => {
                keep(center);
                *radius *= from[0].max(from[1]) / to[0].max(to[1]);
            }
            Self::Angular { center, .. } => keep(center),
            Self::Solid(_) | Self::Pattern { .. } => {}
        }
        kept
    }

    /// The colours of a gradient; none for other paints.
    pub fn stops(&self) -> &[Stop] {
        match self {
            Self::Linear { stops, .. } | Self::Radial { stops, .. } | Self::Angular { stops, .. } => stops,
            Self::Solid(_) | Self::Pattern { .. } => &[],
        }
    }

    fn stops_mut(&mut self) -> Option<&mut Vec<Stop>> {
        match self {
            Self::Linear { stops, .. } | Self::Radial { stops, .. } | Self::Angular { stops, .. } => Some(stops),
            Self::Solid(_) | Self::Pattern { .. } => None,
        }
    }

    /// Moves a colour of a gradient, as far as its neighbours let it.
    pub fn move_stop(&mut self, at: usize, offset: f64) {
        let Some(stops) = self.stops_mut() else { return };
        let before = at.checked_sub(1).and_then(|before| stops.get(before)).map_or(0.0, |stop| stop.offset);
        let after = stops.get(at + 1).map_or(1.0, |stop| stop.offset);
        if let Some(stop) = stops.get_mut(at) {
            stop.offset = offset.min(after).max(before);
        }
    }

    /// Gives a colour's place in a gradient to another one.
    pub fn paint_stop(&mut self, at: usize, color: Color) {
        if let Some(stop) = self.stops_mut().and_then(|stops| stops.get_mut(at)) {
            stop.color = color;
        }
    }

    /// Adds a colour to a gradient, the one that is there already; its place
    /// among the others. None where it has enough, or is no gradient.
    pub fn add_stop(&mut self, offset: f64) -> Option<usize> {
        let stops = self.stops_mut().filter(|stops| stops.len() < MAX_STOPS)?;
        let at = stops.iter().position(|stop| stop.offset > offset).unwrap_or(stops.len());
        let neighbours = (at.checked_sub(1).and_then(|before| stops.get(before)), stops.get(at));
        let color = match neighbours {
            (Some(before), Some(after)) => {
                let part = (offset - before.offset) / (after.offset - before.offset).max(1e-9);
                before.color.mixed(after.color, part)
            }
            (Some(only), None) | (None, Some(only)) => only.color,
            (None, None) => Color::BLACK,
        };
        stops.insert(at, Stop { offset, color });
        Some(at)
    }

    /// Takes a colour out of a gradient; false where it needs both that it has.
    pub fn remove_stop(&mut self, at: usize) -> bool {
        let Some(stops) = self.stops_mut().filter(|stops| stops.len() > 2 && at < stops.len()) else { return false };
        stops.remove(at);
        true
    }

    /// Its colours.
    pub fn colors(&self) -> Vec<Color> {
        match self {
            Self::Solid(color) => vec![*color],
            Self::Linear { stops, .. } | Self::Radial { stops, .. } | Self::Angular { stops, .. } => {
                stops.iter().map(|stop| stop.color).collect()
            }
            Self::Pattern { ink, ground, .. } => [Some(*ink), *ground].into_iter().flatten().collect(),
        }
    }

    /// The colour that stands for this paint where only one can be shown: the
    /// first.
    pub fn first_color(&self) -> Color {
        match self {
            Self::Solid(color) | Self::Pattern { ink: color, .. } => *color,
            Self::Linear { stops, .. } | Self::Radial { stops, .. } | Self::Angular { stops, .. } => {
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
    /// Corners of the line.
    #[serde(default, skip_serializing_if = "is_default")]
    pub join: Join,
    /// On which side of the edge it lies.
    #[serde(default, skip_serializing_if = "is_default")]
    pub side: StrokeAlignment,
}

impl Stroke {
    /// An unbroken line in one colour.
    pub fn solid(color: Color, width: f64) -> Self {
        Self {
            paint: Paint::Solid(color),
            width,
            dash: Vec::new(),
            cap: Cap::default(),
            join: Join::default(),
            side: StrokeAlignment::default(),
        }
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
    /// Cut off half a width later.
    Square,
}

/// Corners of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Join {
    /// Pointed around shapes, round around letters and icons.
    #[default]
    Usual,
    /// Pointed.
    Pointed,
    /// Round.
    Round,
    /// Cut off.
    Bevel,
}

/// Stroke alignment: on which side of an edge a line lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StrokeAlignment {
    /// Half inside, half outside.
    #[default]
    Centre,
    /// Inside.
    Inside,
    /// Outside.
    Outside,
}

/// How colours mix with those under them (W3C Compositing and Blending 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Blend {
    /// They cover.
    #[default]
    Normal,
    /// They darken as a second ink does.
    Multiply,
    /// They brighten as a second lamp does.
    Screen,
    /// They darken what is dark and brighten what is bright.
    Overlay,
    /// The darker of both.
    Darken,
    /// The brighter of both.
    Lighten,
}

impl Blend {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Normal, Self::Multiply, Self::Screen, Self::Overlay, Self::Darken, Self::Lighten];

    /// Its name in CSS.
    pub fn css(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Multiply => "multiply",
            Self::Screen => "screen",
            Self::Overlay => "overlay",
            Self::Darken => "darken",
            Self::Lighten => "lighten",
        }
    }
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
