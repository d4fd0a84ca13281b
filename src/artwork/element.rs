//! One thing on the canvas.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use super::{Baseline, Blend, Color, Crop, Frame, Paint, PictureId, Shadow, Spot, Stroke, Text, number};
use crate::{Extra, is_default};

/// Names an element within its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ElementId(pub u64);

/// One thing on the canvas: a shape, a text, an icon, a picture or a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Element {
    /// Names it within its document.
    pub id: ElementId,
    /// The user's name for it; empty while it has none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// What it is. In files its numbers may be any; here they are within the
    /// ranges of its shape.
    #[serde(deserialize_with = "within_ranges")]
    pub kind: Kind,
    /// Where it lies. The elements of a group lie in the group's own frame:
    /// their origin is its centre and they turn with it.
    pub frame: Frame,
    /// What it is filled with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<Paint>,
    /// Its outline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stroke: Option<Stroke>,
    /// 0 for invisible to 1 for opaque.
    #[serde(default = "opaque", skip_serializing_if = "is_opaque", serialize_with = "number::short")]
    pub opacity: f64,
    /// The shadow under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shadow: Option<Shadow>,
    /// A shadow that falls into it from its own edge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inner_shadow: Option<Shadow>,
    /// How its colours mix with what lies under it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub blend: Blend,
    /// Left and right change places.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mirrored: bool,
    /// Drawn this many times, evenly around the middle of the artwork or of
    /// the group around it; 0 and 1 for once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub copies: u32,
    /// What the copies go around, where that is not the middle of the artwork
    /// or of the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle: Option<Spot>,
    /// Of a group: it shows only within the outline of its lowest element.
    #[serde(default, skip_serializing_if = "is_default")]
    pub clipped: bool,
    /// Left out of every picture.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hidden: bool,
    /// Cannot be chosen or moved on the canvas.
    #[serde(default, skip_serializing_if = "is_default")]
    pub locked: bool,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Lengths can be told only in a frame, which may change: drawing bounds those.
fn within_ranges<'de, D: Deserializer<'de>>(reader: D) -> Result<Kind, D::Error> {
    Ok(Kind::deserialize(reader)?.within_ranges(f64::INFINITY))
}

fn opaque() -> f64 {
    1.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_opaque(opacity: &f64) -> bool {
    number::rounded(*opacity) >= 1.0
}

impl Element {
    /// An element of this kind in this frame, without paint.
    pub fn new(id: ElementId, kind: Kind, frame: Frame) -> Self {
        Self {
            id,
            name: String::new(),
            kind,
            frame,
            fill: None,
            stroke: None,
            opacity: 1.0,
            shadow: None,
            inner_shadow: None,
            blend: Blend::default(),
            mirrored: false,
            copies: 0,
            middle: None,
            clipped: false,
            hidden: false,
            locked: false,
            extra: Extra::new(),
        }
    }

    /// The same element with each number of its shape in its range, as it is read again.
    #[must_use]
    pub(crate) fn within_ranges(self) -> Self {
        Self { kind: self.kind.within_ranges(f64::INFINITY), ..self }
    }

    /// The same element filled with this paint.
    #[must_use]
    pub fn filled(self, paint: Paint) -> Self {
        Self { fill: Some(paint), ..self }
    }

    /// What lists call it: its name, else what it is.
    pub fn title(&self) -> String {
        if !self.name.trim().is_empty() {
            return self.name.trim().to_owned();
        }
        match &self.kind {
            Kind::Text(text) => {
                let said: String = text.content.split_whitespace().collect::<Vec<_>>().join(" ");
                let said: String =
                    if said.chars().count() > 24 { said.chars().take(23).chain(['…']).collect() } else { said };
                format!("{} “{said}”", self.kind.noun())
            }
            Kind::Icon { name, .. } => format!("Icon {}", name.replace('-', " ")),
            other => other.noun().to_owned(),
        }
    }

    /// The same element with one colour in place of another, wherever it is
    /// painted with it; alpha stays.
    #[must_use]
    pub fn recolored(&self, from: Color, to: Color) -> Self {
        let change = |color: Color| {
            if color.with_alpha(255) == from.with_alpha(255) { to.with_alpha(color.a) } else { color }
        };
        (*repainted(&Arc::new(self.clone()), &change)).clone()
    }

    /// Visits each colour it is painted with to change it; what lies in a
    /// group is not visited.
    pub(super) fn each_color(&mut self, mut visit: impl FnMut(&mut Color)) {
        for paint in [self.fill.as_mut(), self.stroke.as_mut().map(|stroke| &mut stroke.paint)] {
            paint.into_iter().for_each(|paint| paint.each_color(&mut visit));
        }
        for shadow in [&mut self.shadow, &mut self.inner_shadow] {
            shadow.iter_mut().for_each(|shadow| visit(&mut shadow.color));
        }
    }

    /// The same element and what lies in it with ids from this one on.
    #[must_use]
    pub fn numbered_from(&self, first: ElementId) -> Self {
        fn number(element: &Element, next: &mut u64) -> Element {
            let mut element = element.clone();
            element.id = ElementId(*next);
            *next = next.saturating_add(1);
            if let Kind::Group { elements } = &mut element.kind {
                for inner in elements.iter_mut() {
                    *inner = Arc::new(number(inner, next));
                }
            }
            element
        }
        number(self, &mut first.0.clone())
    }
}

/// What an element is. Shapes fill their frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// A filled circle or ellipse.
    Disc,
    /// A circle with a hole.
    Ring {
        /// Diameter of the hole as a fraction of the whole, 0 to 1.
        #[serde(serialize_with = "number::short")]
        inner: f64,
    },
    /// A rectangle.
    Rectangle {
        /// Radius of each corner in badge units: upper left, upper right,
        /// lower right, lower left.
        #[serde(serialize_with = "number::shorts")]
        corners: [f64; 4],
    },
    /// A regular polygon with a corner at the top.
    Polygon {
        /// How many sides, 3 to 60.
        sides: u32,
        /// Radius of its corners in badge units.
        #[serde(default, skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
        corner: f64,
    },
    /// A star with a point at the top.
    Star {
        /// How many points, 3 to 60.
        points: u32,
        /// Distance of the inner corners as a fraction of the outer, 0 to 1.
        #[serde(serialize_with = "number::short")]
        inner: f64,
        /// Radius of its points in badge units.
        #[serde(default, skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
        corner: f64,
    },
    /// A circle with a wavy edge, as on a seal.
    Scallop {
        /// How many waves, 3 to 120.
        lobes: u32,
        /// Height of the waves as a fraction of the radius, 0 to 0.5.
        #[serde(serialize_with = "number::short")]
        depth: f64,
    },
    /// Part of a ring; its middle is at the top.
    Segment {
        /// Diameter of the hole as a fraction of the whole, 0 to 1.
        #[serde(serialize_with = "number::short")]
        inner: f64,
        /// How much of the circle it takes, in degrees.
        #[serde(serialize_with = "number::short")]
        span: f64,
    },
    /// A ring whose outer edge is wavy.
    WaveRing {
        /// How many waves, 3 to 120.
        lobes: u32,
        /// Height of the waves as a fraction of the radius, 0 to 0.5.
        #[serde(serialize_with = "number::short")]
        depth: f64,
        /// Diameter of the hole as a fraction of the whole, 0 to 1.
        #[serde(serialize_with = "number::short")]
        inner: f64,
    },
    /// A cogwheel with a tooth at the top.
    Gear {
        /// How many teeth, 4 to 60.
        teeth: u32,
        /// Height of the teeth as a fraction of the radius, 0 to 0.5.
        #[serde(serialize_with = "number::short")]
        depth: f64,
        /// Diameter of the hole as a fraction of the whole, 0 for none.
        #[serde(serialize_with = "number::short")]
        hole: f64,
    },
    /// Beams that run outwards, as of the sun.
    Rays {
        /// How many, 3 to 120.
        count: u32,
        /// Distance at which they begin, as a fraction of the radius.
        #[serde(serialize_with = "number::short")]
        inner: f64,
        /// How much of the circle they cover, 0 to 1.
        #[serde(serialize_with = "number::short")]
        cover: f64,
    },
    /// A heraldic shield.
    Shield {
        /// How it is cut.
        style: ShieldStyle,
        /// How far down its sides stay full, 0 to 1.
        #[serde(default = "usual_sides", skip_serializing_if = "are_usual_sides", serialize_with = "number::short")]
        sides: f64,
    },
    /// A drop with its tip at the top.
    Teardrop,
    /// A flag that hangs down to a point.
    Pennant {
        /// Height of the point as a fraction of the whole; below 0 it is a
        /// notch instead.
        #[serde(serialize_with = "number::short")]
        point: f64,
    },
    /// Two twigs that meet at the bottom.
    Laurel {
        /// How many pairs of leaves each twig has, 3 to 20.
        leaves: u32,
    },
    /// A ribbon.
    Ribbon {
        /// How it is cut.
        style: RibbonStyle,
        /// How long its ends are, or how deep they are notched, 0 to 2; 1 is as
        /// usual.
        #[serde(default = "usual", skip_serializing_if = "is_usual", serialize_with = "number::short")]
        ends: f64,
        /// How far the middle of a folded one lies above its ends, 0 to 1.8; 1
        /// is as usual.
        #[serde(default = "usual", skip_serializing_if = "is_usual", serialize_with = "number::short")]
        rise: f64,
    },
    /// A rectangle with round corners and a tail at the bottom of the frame.
    #[serde(rename_all = "camelCase")]
    SpeechBubble {
        /// Radius of its corners in badge units.
        #[serde(serialize_with = "number::short")]
        corner: f64,
        /// Where the tail leaves the body: 0 for the left, 1 for the right.
        #[serde(serialize_with = "number::short")]
        tail_position: f64,
        /// Where the tail ends: 0 for the left of the frame, 1 for the right.
        #[serde(serialize_with = "number::short")]
        tail_tip: f64,
        /// How wide the tail begins, as a fraction of the frame's width.
        #[serde(serialize_with = "number::short")]
        tail_width: f64,
        /// How much of the frame's height the tail takes, 0 to 0.8.
        #[serde(serialize_with = "number::short")]
        tail_length: f64,
    },
    /// An outline of its own, such as one that came from an SVG file.
    Outline {
        /// SVG path data in a box of `view` units.
        path: String,
        /// Width and height of that box; the frame shows it whole.
        #[serde(serialize_with = "number::shorts")]
        view: [f64; 2],
    },
    /// Text.
    Text(Text),
    /// One of the bundled icons.
    Icon {
        /// Its name in the set, such as `first-aid-kit`.
        name: String,
        /// Drawn in lines or filled.
        weight: IconWeight,
    },
    /// A picture; what is shown of it fills the frame.
    Picture {
        /// Which of the artwork's pictures.
        picture: PictureId,
        /// What of it is cut off.
        #[serde(default, skip_serializing_if = "is_default")]
        crop: Crop,
        /// The shape that it shows within, as large as the frame.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shape: Option<Box<Kind>>,
    },
    /// Several elements that move as one.
    Group {
        /// From the back to the front.
        elements: Vec<Arc<Element>>,
    },
}

fn usual() -> f64 {
    1.0
}

fn is_usual(part: &f64) -> bool {
    (part - usual()).abs() < f64::EPSILON
}

fn usual_sides() -> f64 {
    0.5
}

fn are_usual_sides(part: &f64) -> bool {
    (part - usual_sides()).abs() < f64::EPSILON
}

impl Kind {
    /// A shield with its usual sides.
    pub const fn shield(style: ShieldStyle) -> Self {
        Self::Shield { style, sides: 0.5 }
    }

    /// A ribbon with its usual ends.
    pub const fn ribbon(style: RibbonStyle) -> Self {
        Self::Ribbon { style, ends: 1.0, rise: 1.0 }
    }

    /// The whole of a picture.
    pub fn picture(picture: PictureId) -> Self {
        Self::Picture { picture, crop: Crop::default(), shape: None }
    }

    /// What this is called in lists and by screen readers.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Outline { .. } => "Outline",
            Self::Text(text) => match text.baseline {
                Baseline::Straight => "Text",
                Baseline::ArcAbove { .. } | Baseline::ArcBelow { .. } => "Arc text",
                Baseline::Ring { .. } => "Ring text",
                Baseline::Path { .. } => "Path text",
            },
            Self::Icon { .. } => "Icon",
            Self::Picture { .. } => "Picture",
            Self::Group { .. } => "Group",
            shape => shape.shape().map_or("Shape", |shape| shape.noun),
        }
    }
}

/// How a ribbon is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RibbonStyle {
    /// A straight band with notched ends.
    Band,
    /// A band whose ends fold behind it.
    Banner,
    /// Two tails that hang down, as under a rosette.
    Tails,
    /// A banner whose middle rises in an arch.
    Arched,
}

/// How a shield is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ShieldStyle {
    /// A peak in the middle of the top.
    #[default]
    Peaked,
    /// A straight top.
    Heater,
    /// A straight top and a round foot.
    Round,
    /// Cut-out corners, as on a sheriff's.
    Notched,
}

/// How an icon is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IconWeight {
    /// In lines.
    Regular,
    /// Filled.
    #[default]
    Fill,
}

/// The element with every colour changed; the very same where none changes.
pub(crate) fn repainted(element: &Arc<Element>, change: &impl Fn(Color) -> Color) -> Arc<Element> {
    let mut painted = (**element).clone();
    let mut is_changed = false;
    painted.each_color(|color| {
        let after = change(*color);
        is_changed |= after != *color;
        *color = after;
    });
    if let Kind::Group { elements } = &mut painted.kind {
        for inner in elements.iter_mut() {
            let after = repainted(inner, change);
            is_changed |= !Arc::ptr_eq(&after, inner);
            *inner = after;
        }
    }
    if is_changed { Arc::new(painted) } else { Arc::clone(element) }
}
