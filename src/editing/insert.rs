//! What a new element looks like.

use std::path::Path;
use std::sync::Arc;

use crate::artwork::NewShape;
use crate::artwork::shapes::NEW_SHAPES;
use crate::artwork::{
    Artwork, Baseline, Cap, Color, Element, ElementId, Font, Frame, IconWeight, Kind, LetterCase, MAX_PICTURE_BYTES,
    MAX_PICTURE_SIDE, OwnFont, Paint, Picture, PictureError, SIDE, Stroke, Text,
};
use crate::scene::{Scene, read_svg};
use crate::store::{ReadError, read_limited};

/// A new element in a colour of the badge that can be told from what lies
/// under its middle.
pub(crate) fn told_apart(mut element: Element, artwork: &Artwork, scene: &Scene) -> Element {
    let under = scene.hit_inside(element.frame.x, element.frame.y, 0.0);
    let under = under.and_then(|id| artwork.element(id)?.fill.as_ref().map(Paint::first_color));
    if let (Some(under), Some(Paint::Solid(color))) = (under, element.fill.as_mut())
        && color.contrast(under) < 3.0
    {
        let by_contrast = |a: &&Color, b: &&Color| a.contrast(under).total_cmp(&b.contrast(under));
        *color = artwork.palette.iter().max_by(by_contrast).copied().unwrap_or(*color);
    }
    element
}

/// The icon of what an element is.
pub(crate) fn icon_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Outline { .. } => "bezier-curve",
        Kind::Text(text) if text.baseline == Baseline::Straight => "text-t",
        Kind::Text(_) => "text-aa",
        Kind::Icon { .. } => "smiley",
        Kind::Picture { .. } => "image",
        Kind::Group { .. } => "selection-all",
        shape => shape.shape().map_or("shapes", |shape| shape.icon),
    }
}

/// Something that can be put on the badge.
#[derive(Clone, Debug, PartialEq)]
pub enum NewElement {
    /// A shape.
    Shape(&'static NewShape),
    /// Straight text.
    Text,
    /// Text along the top or the bottom of a circle.
    ArcText {
        /// True for the top.
        above: bool,
    },
    /// Text all around a circle.
    RingText,
    /// An icon.
    Icon {
        /// Its name.
        name: String,
        /// Drawn in lines or filled.
        weight: IconWeight,
    },
}

impl NewElement {
    /// The texts, in the order in which they are offered.
    pub const TEXTS: [Self; 4] =
        [Self::Text, Self::ArcText { above: true }, Self::ArcText { above: false }, Self::RingText];

    /// The shapes, in the order in which they are offered.
    pub fn shapes() -> impl Iterator<Item = Self> {
        NEW_SHAPES.iter().map(Self::Shape)
    }

    /// What it is called.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Shape(shape) => shape.label,
            Self::Text => "Straight text",
            Self::ArcText { above: true } => "Text along the top",
            Self::ArcText { above: false } => "Text along the bottom",
            Self::RingText => "Text all around",
            Self::Icon { .. } => "Icon",
        }
    }

    /// Its icon in the window.
    pub fn icon(&self) -> &'static str {
        match self {
            Self::Shape(shape) => icon_of(&shape.kind),
            Self::Text | Self::ArcText { .. } | Self::RingText => "text-t",
            Self::Icon { .. } => "smiley",
        }
    }

    /// The element, in the middle of the artwork and in its colours.
    pub fn element(&self, artwork: &Artwork) -> Element {
        let color = |at: usize, otherwise: Color| artwork.palette.get(at).copied().unwrap_or(otherwise);
        let first = Paint::Solid(color(0, Color::rgb(0x11, 0x4B, 0x5A)));
        let second = Paint::Solid(color(1, Color::rgb(0xF2, 0xA9, 0x3B)));
        let shape = |kind, width, height| {
            Element::new(artwork.fresh_id(), kind, Frame::centred(width, height)).filled(second.clone())
        };
        let text = |content: &str, size: f64, baseline: Baseline| {
            let mut text = Text::new(content, Font::new("Cabin", 700), size);
            if baseline != Baseline::Straight {
                text.case = LetterCase::Capitals;
                text.spacing = 4.0;
            }
            text.baseline = baseline;
            text
        };
        match self {
            Self::Shape(new) => {
                let [width, height] = new.size;
                let mut element = shape(new.kind.clone(), width, height);
                if let Some(dash) = new.dash {
                    let dash = dash.to_vec();
                    element.fill = None;
                    element.stroke =
                        Some(Stroke { paint: second, dash, cap: Cap::Round, ..Stroke::solid(Color::BLACK, new.line) });
                }
                element
            }
            Self::Text => {
                let text = text("{short name}", 56.0, Baseline::Straight);
                Element::new(artwork.fresh_id(), Kind::Text(text), Frame::centred(360.0, 120.0)).filled(first)
            }
            Self::ArcText { above } => {
                let baseline =
                    if *above { Baseline::ArcAbove { span: 160.0 } } else { Baseline::ArcBelow { span: 160.0 } };
                let side = if *above { 440.0 } else { 516.0 };
                let text = text(if *above { "{short name}" } else { "{layer}" }, 52.0, baseline);
                Element::new(artwork.fresh_id(), Kind::Text(text), Frame::centred(side, side)).filled(first)
            }
            Self::RingText => {
                let text = text("{name} · {layer} · ", 40.0, Baseline::Ring { inside: false, spread: true });
                Element::new(artwork.fresh_id(), Kind::Text(text), Frame::centred(470.0, 470.0)).filled(first)
            }
            Self::Icon { name, weight } => {
                let kind = Kind::Icon { name: name.clone(), weight: *weight };
                Element::new(artwork.fresh_id(), kind, Frame::centred(200.0, 200.0)).filled(first)
            }
        }
    }
}

/// A text without letters yet, to be typed in this frame.
pub fn typed_text(artwork: &Artwork, frame: Frame, size: f64) -> Element {
    let color = artwork.palette.first().copied().unwrap_or(Color::BLACK);
    let text = Text::new("", Font::new("Cabin", 700), size);
    Element::new(artwork.fresh_id(), Kind::Text(text), frame).filled(Paint::Solid(color))
}

/// A placed picture fits into this much of the artwork.
const PICTURE_SIDE: f64 = 320.0;

/// What a picture file becomes: the element, and the picture it shows if it
/// is not made of outlines.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The new element, with an id that is fresh in an empty artwork only.
    pub element: Element,
    /// The picture it shows.
    pub picture: Option<Arc<Picture>>,
    /// What of an SVG file could not be taken over, such as "text".
    pub left_out: Vec<&'static str>,
}

/// Reads a picture file for the badge. SVG becomes outlines.
///
/// # Errors
/// A sentence that says why it cannot be placed.
pub fn read_picture(path: &Path) -> Result<Placed, String> {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = read_file(path)?;
    let mut placed = if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg")) {
        read_drawing(&bytes)?
    } else {
        placed(Picture::from_bytes(bytes).map_err(|error| error.to_string())?)
    };
    placed.element.name = name;
    Ok(placed)
}

/// Reads a font file.
///
/// # Errors
/// A sentence that says why it cannot be taken in.
pub fn read_font(path: &Path) -> Result<Arc<OwnFont>, String> {
    OwnFont::from_bytes(read_file(path)?).map(Arc::new).map_err(|error| error.to_string())
}

/// A file that is no larger than pictures may be.
///
/// # Errors
/// A sentence that says why it cannot be read.
fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    read_limited(path, MAX_PICTURE_BYTES as u64).map_err(|error| match error {
        ReadError::TooLarge { most } => {
            format!(
                "“{}” has more than the {} MB that can be taken in. Make it smaller first.",
                path.display(),
                most >> 20
            )
        }
        error @ ReadError::Io(_) => format!("“{}” cannot be read: {error}.", path.display()),
    })
}

/// Pixels (red, green, blue, straight alpha) as a picture.
///
/// # Errors
/// A sentence that says why they cannot be placed.
pub fn read_pixels(width: usize, height: usize, pixels: Vec<u8>) -> Result<Placed, String> {
    let (wide, high) = (u32::try_from(width).unwrap_or(u32::MAX), u32::try_from(height).unwrap_or(u32::MAX));
    if wide.max(high) > MAX_PICTURE_SIDE {
        return Err(PictureError::TooLarge { width: wide, height: high }.to_string());
    }
    let image =
        image::RgbaImage::from_raw(wide, high, pixels).ok_or("What the clipboard holds is no whole picture.")?;
    let mut png = std::io::Cursor::new(Vec::new());
    image
        .write_to(&mut png, image::ImageFormat::Png)
        .map_err(|error| format!("The picture cannot be kept: {error}."))?;
    Ok(placed(Picture::from_bytes(png.into_inner()).map_err(|error| error.to_string())?))
}

/// A picture as an element in its own proportions.
fn placed(picture: Picture) -> Placed {
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    let scale = PICTURE_SIDE / width.max(height);
    let kind = Kind::picture(picture.id());
    let element = Element::new(ElementId(1), kind, Frame::centred(width * scale, height * scale));
    Placed { element, picture: Some(Arc::new(picture)), left_out: Vec::new() }
}

/// An SVG drawing as outlines.
///
/// # Errors
/// A sentence that says why it cannot be placed.
pub fn read_drawing(svg: &[u8]) -> Result<Placed, String> {
    let drawing = read_svg(svg, ElementId(1), PICTURE_SIDE).map_err(|error| error.to_string())?;
    Ok(Placed { element: drawing.element, picture: None, left_out: drawing.left_out })
}

/// The same element with ids that no element of the artwork has.
pub fn with_fresh_ids(element: &Element, artwork: &Artwork) -> Element {
    element.numbered_from(artwork.fresh_id())
}

/// A copy to be put beside an element, a little off it.
pub fn copy_of(element: &Element, artwork: &Artwork) -> Element {
    let mut copy = with_fresh_ids(element, artwork);
    let step = SIDE / 40.0;
    copy.frame = copy.frame.moved(step, step);
    copy
}

/// The outline that an element gets when it is asked to have one.
pub fn default_stroke(artwork: &Artwork) -> Stroke {
    Stroke::solid(artwork.palette.get(1).copied().unwrap_or(Color::BLACK), 6.0)
}
