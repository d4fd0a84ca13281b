//! Colours, and how well two of them can be told apart.

use std::fmt;
use std::str::FromStr;

use color::{ColorSpace as _, Srgb};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A colour in sRGB with straight alpha, 8 bits a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Alpha; 255 is opaque.
    pub a: u8,
}

/// A text that is not a colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a colour; write it as #RRGGBB, for example #0E6B6B")]
pub struct ColorError(pub String);

impl Color {
    /// White.
    pub const WHITE: Self = Self::rgb(255, 255, 255);
    /// Black.
    pub const BLACK: Self = Self::rgb(0, 0, 0);

    /// An opaque colour.
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b, a: 255 }
    }

    /// The same colour with another alpha.
    #[must_use]
    pub const fn with_alpha(self, a: u8) -> Self {
        Self { a, ..self }
    }

    /// A colour on the way to another, 0 for this one to 1 for the other.
    #[must_use]
    pub fn mixed(self, other: Self, part: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two channels")]
        let between = |from: u8, to: u8| {
            (f64::from(from) + (f64::from(to) - f64::from(from)) * part.clamp(0.0, 1.0)).round() as u8
        };
        Self {
            r: between(self.r, other.r),
            g: between(self.g, other.g),
            b: between(self.b, other.b),
            a: between(self.a, other.a),
        }
    }

    /// Relative luminance, 0 for black to 1 for white (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = Srgb::to_linear_srgb(self.channels()).map(f64::from);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Red, green and blue, each 0 to 1.
    pub(crate) fn channels(self) -> [f32; 3] {
        [self.r, self.g, self.b].map(|channel| f32::from(channel) / 255.0)
    }

    /// The opaque colour of such channels; what no screen can show is cut off.
    pub(super) fn of_channels(channels: [f32; 3]) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let [r, g, b] = channels.map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8);
        Self::rgb(r, g, b)
    }

    /// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { r, g, b, a } = self;
        write!(f, "#{r:02X}{g:02X}{b:02X}")?;
        if *a == 255 { Ok(()) } else { write!(f, "{a:02X}") }
    }
}

impl FromStr for Color {
    type Err = ColorError;

    /// Reads `#RGB`, `#RRGGBB` or `#RRGGBBAA`; the `#` may be left out.
    fn from_str(text: &str) -> Result<Self, ColorError> {
        let error = || ColorError(text.chars().take(40).collect());
        let digits: Vec<u8> = text
            .trim()
            .trim_start_matches('#')
            .chars()
            .take(9)
            .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()).ok_or_else(error))
            .collect::<Result<_, _>>()?;
        match *digits.as_slice() {
            [r, g, b] => Ok(Self::rgb(r * 17, g * 17, b * 17)),
            [r, s, g, h, b, c] => Ok(Self::rgb(r * 16 + s, g * 16 + h, b * 16 + c)),
            [r, s, g, h, b, c, a, d] => Ok(Self { r: r * 16 + s, g: g * 16 + h, b: b * 16 + c, a: a * 16 + d }),
            _ => Err(error()),
        }
    }
}

impl Serialize for Color {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
