//! Outer outlines that tell learning layers apart by their shape, so that
//! nobody needs to see colours.
//!
//! No standard asks for shapes: these are offered, and said to be ours.

use std::sync::Arc;

use super::{Artwork, Baseline, Color, Element, Frame, Kind, Paint, SIDE, ShieldStyle, Stroke};

/// The name by which an element counts as the outline of a theme.
pub const THEME_NAME: &str = "Layer outline";

/// How much of its size the artwork keeps within an outline.
const WITHIN: f64 = 0.84;

/// A way of marking learning layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Simple shapes in grey.
    Neutral,
    /// Badgewright's own shapes and colours.
    Ours,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Neutral, Self::Ours];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Neutral => "Neutral",
            Self::Ours => "Badgewright's",
        }
    }

    /// What it is, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Neutral => "A grey outline of another shape for each layer, beside any brand.",
            Self::Ours => {
                "Shapes and colours of our own making. No badge standard asks for them, and other programs do not know them."
            }
        }
    }

    /// Shape and colours for the layer at this place of its standard.
    fn look(self, place: usize) -> (Kind, Paint, Stroke) {
        let kind = self.shape(place);
        let (fill, line) = match self {
            Self::Neutral => (Color::rgb(0xD8, 0xDB, 0xE0), Color::rgb(0x5A, 0x64, 0x73)),
            Self::Ours => {
                let colors = [0x2A_7FA8_u32, 0x3E_8E5A, 0xC2_7A1C, 0x8E_3B76];
                let [_, r, g, b] = colors[place % colors.len()].to_be_bytes();
                let color = Color::rgb(r, g, b);
                (color, color.mixed(Color::BLACK, 0.45))
            }
        };
        let mut stroke = Stroke::solid(line, 8.0);
        stroke.side = super::StrokeAlignment::Inside;
        (kind, Paint::Solid(fill), stroke)
    }

    fn shape(self, place: usize) -> Kind {
        // Beyond the shapes with names of their own, each has one more corner.
        let points = u32::try_from(place).unwrap_or(0).saturating_add(5).min(60);
        match (self, place) {
            (_, 0) => Kind::Disc,
            (Self::Neutral, 1) => Kind::Rectangle { corners: [130.0; 4] },
            (Self::Neutral, 2) => Kind::Polygon { sides: 6, corner: 24.0 },
            (Self::Neutral, 3) => Kind::shield(ShieldStyle::Notched),
            (Self::Ours, 1) => Kind::Scallop { lobes: 12, depth: 0.14 },
            (Self::Ours, 2) => Kind::Gear { teeth: 10, depth: 0.14, hole: 0.0 },
            (Self::Ours, 3) => Kind::Star { points: 9, inner: 0.8, corner: 2.0 },
            (Self::Neutral, _) => Kind::Polygon { sides: points, corner: 10.0 },
            (Self::Ours, _) => Kind::Star { points: points + 6, inner: 0.86, corner: 2.0 },
        }
    }
}

/// The artwork within the outline of a theme for the layer at this place of its
/// standard; without one when there is no theme. The artwork becomes a little
/// smaller when it gets its first outline, and as large as before when it loses
/// it.
#[must_use]
pub fn themed(artwork: &Artwork, theme: Option<Theme>, place: usize) -> Artwork {
    let mut themed = artwork.clone();
    let outline = artwork.elements.iter().position(|element| element.name == THEME_NAME);
    let Some(theme) = theme else {
        if let Some(at) = outline {
            themed.elements.remove(at);
            themed.elements.iter_mut().for_each(|element| *element = scaled(element, 1.0 / WITHIN));
        }
        return themed;
    };
    let (kind, fill, stroke) = theme.look(place);
    match outline {
        Some(at) => {
            let element = Arc::make_mut(&mut themed.elements[at]);
            (element.kind, element.fill, element.stroke) = (kind, Some(fill), Some(stroke));
        }
        None => {
            themed.elements.iter_mut().for_each(|element| *element = scaled(element, WITHIN));
            let mut outline = Element::new(artwork.fresh_id(), kind, Frame::centred(592.0, 592.0)).filled(fill);
            outline.stroke = Some(stroke);
            outline.name = THEME_NAME.to_owned();
            themed.elements.insert(0, Arc::new(outline));
        }
    }
    themed
}

/// The element larger or smaller about the middle of the artwork.
fn scaled(element: &Arc<Element>, scale: f64) -> Arc<Element> {
    let frame = element.frame;
    let mut scaled = element.grown(scale);
    let nearer = |at: f64| SIDE / 2.0 + (at - SIDE / 2.0) * scale;
    (scaled.frame.x, scaled.frame.y) = (nearer(frame.x), nearer(frame.y));
    scaled.middle = element.middle.map(|spot| super::Spot { x: nearer(spot.x), y: nearer(spot.y) });
    super::each_of_mut(&mut scaled, &|element: &mut Element| {
        // Type has room around it on a curve, and fits its frame elsewhere; smaller it could not be read in
        // small pictures.
        if let Kind::Text(text) = &mut element.kind
            && (text.fit || text.baseline != Baseline::Straight)
        {
            text.size /= scale;
            text.spacing /= scale;
        }
    });
    Arc::new(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::{ElementId, Font, Text};

    #[test]
    fn an_outline_changes_with_the_layer_and_goes_without_a_trace() {
        let frame = Frame { x: 250.0, ..Frame::centred(400.0, 300.0) };
        let mut disc = Element::new(ElementId(1), Kind::Disc, frame);
        disc.stroke = Some(Stroke::solid(Color::BLACK, 10.0));
        let mut text = Text::new("Engage", Font::new("Cabin", 700), 52.0);
        text.baseline = Baseline::ArcBelow { span: 90.0 };
        let text = Element::new(ElementId(2), Kind::Text(text), Frame::centred(516.0, 516.0));
        let artwork = Artwork { elements: vec![disc.into(), text.into()], ..Artwork::default() };
        let first = themed(&artwork, Some(Theme::Neutral), 0);
        assert_eq!((first.elements.len(), first.elements[0].name.as_str()), (3, THEME_NAME));
        let em = |artwork: &Artwork, id| match &artwork.element(ElementId(id)).unwrap().kind {
            Kind::Text(text) => text.size,
            other => panic!("{other:?}"),
        };
        assert!((em(&first, 2) - 52.0).abs() < 1e-9, "curved type stays large enough to be read");
        let straight = Element::new(ElementId(1), Kind::Text(Text::new("Go", Font::new("Cabin", 700), 52.0)), frame);
        let straight = Artwork { elements: vec![straight.into()], ..Artwork::default() };
        let outlined = themed(&straight, Some(Theme::Neutral), 1);
        assert!((em(&outlined, 1) - 52.0).abs() < 1e-9, "and so does straight type, as far as it fits");
        assert_eq!(em(&themed(&outlined, None, 1), 1), 52.0);
        let second = themed(&first, Some(Theme::Ours), 2);
        assert_eq!(second.elements.len(), 3, "one outline at a time");
        assert_eq!(second.elements[1], first.elements[1], "the badge is made smaller once");
        let without = themed(&second, None, 2);
        let (before, after) = (&artwork.elements[0], &without.elements[0]);
        assert!((before.frame.width - after.frame.width).abs() < 1e-9 && (before.frame.x - after.frame.x).abs() < 1e-9);
        let width = |element: &Element| element.stroke.as_ref().map(|stroke| stroke.width);
        assert!((width(before).unwrap() - width(after).unwrap()).abs() < 1e-9);
    }

    #[test]
    fn every_place_of_a_long_standard_has_a_shape_of_its_own() {
        for theme in Theme::ALL {
            let shapes: Vec<String> = (0..12).map(|place| format!("{:?}", theme.shape(place))).collect();
            let different: std::collections::BTreeSet<_> = shapes.iter().collect();
            assert_eq!(different.len(), shapes.len(), "{shapes:?}");
        }
    }
}
