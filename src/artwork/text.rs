//! Text on the artwork.

use serde::{Deserialize, Serialize};

use super::number;
use crate::is_default;

/// A text element: what it says, how it is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Text {
    /// What it says. Names in braces stand for the badge's own words, see
    /// [`Binding`]; line breaks start new lines (straight text only).
    pub content: String,
    /// With which letters.
    pub font: Font,
    /// Height of the type in badge units (em).
    #[serde(serialize_with = "number::short")]
    pub size: f64,
    /// Extra space between letters in badge units.
    #[serde(default, skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
    pub spacing: f64,
    /// Distance of lines as a multiple of the size.
    #[serde(default = "default_leading", skip_serializing_if = "is_default_leading", serialize_with = "number::short")]
    pub leading: f64,
    /// Where lines begin: of straight text, and of text along a path.
    #[serde(default, skip_serializing_if = "is_default")]
    pub align: Align,
    /// Whether the letters are set as typed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub case: LetterCase,
    /// The line it stands on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub baseline: Baseline,
    /// How far it is moved along a curved line from its usual place, as a part
    /// of the whole line, in the reading direction.
    #[serde(default, skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
    pub start: f64,
    /// On a curved line: the capitals hang from it instead of standing on it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hangs: bool,
    /// Set smaller where it would not fit: straight text breaks into lines and
    /// shrinks to stay within its frame, curved text stays within its arc, its
    /// ring or its path.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fit: bool,
}

fn default_leading() -> f64 {
    1.15
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_default_leading(leading: &f64) -> bool {
    (*leading - default_leading()).abs() < f64::EPSILON
}

impl Text {
    /// Text with our usual setting.
    pub fn new(content: impl Into<String>, font: Font, size: f64) -> Self {
        Self {
            content: content.into(),
            font,
            size,
            spacing: 0.0,
            leading: default_leading(),
            align: Align::Centre,
            case: LetterCase::AsTyped,
            baseline: Baseline::Straight,
            start: 0.0,
            hangs: false,
            fit: true,
        }
    }
}

/// One of the badge's own words that a text can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The badge's full name.
    Name,
    /// The badge's short name.
    ShortName,
    /// The name of the learning layer.
    Layer,
    /// The issuer's name.
    Issuer,
}

impl Binding {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::ShortName, Self::Name, Self::Layer, Self::Issuer];

    /// How it is written in a text's content, such as `{short name}`.
    pub fn token(self) -> &'static str {
        match self {
            Self::Name => "{name}",
            Self::ShortName => "{short name}",
            Self::Layer => "{layer}",
            Self::Issuer => "{issuer}",
        }
    }
}

/// A typeface by family and weight.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Font {
    /// Name of the family, such as "Cabin".
    pub family: String,
    /// 400 for regular, 700 for bold; the nearest weight there is gets used.
    pub weight: u16,
}

impl Font {
    /// A font by name.
    pub fn new(family: impl Into<String>, weight: u16) -> Self {
        Self { family: family.into(), weight }
    }
}

/// Where the lines of straight text begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    #[default]
    Centre,
    /// At the right edge.
    Right,
}

/// Whether letters are set as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LetterCase {
    /// As typed.
    #[default]
    AsTyped,
    /// In capitals.
    Capitals,
}

/// The line a text stands on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Baseline {
    /// A straight line; the text is centred in its frame.
    #[default]
    Straight,
    /// The ellipse that fills the frame, read from outside: the text's middle
    /// is at the top.
    ArcAbove {
        /// How much of the circle the text may take, in degrees.
        #[serde(serialize_with = "number::short")]
        span: f64,
    },
    /// The same ellipse, read from inside: the text's middle is at the bottom
    /// and its letters stand upright.
    ArcBelow {
        /// How much of the circle the text may take, in degrees.
        #[serde(serialize_with = "number::short")]
        span: f64,
    },
    /// All around that ellipse.
    Ring {
        /// Read from inside, as [`Baseline::ArcBelow`] is, from the bottom on.
        #[serde(default, skip_serializing_if = "is_default")]
        inside: bool,
        /// Letters are spaced out until they go all around.
        #[serde(default, skip_serializing_if = "is_default")]
        spread: bool,
    },
    /// A path of its own, that the frame shows whole. Its longest part counts.
    Path {
        /// SVG path data in a box of `view` units.
        path: String,
        /// Width and height of that box.
        #[serde(serialize_with = "number::shorts")]
        view: [f64; 2],
        /// Read from the path's end to its beginning.
        #[serde(default, skip_serializing_if = "is_default")]
        backwards: bool,
    },
}
