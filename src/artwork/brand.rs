//! How an organisation looks: colours, fonts and logos.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::roles::fitted;
use super::{Artwork, Binding, Color, Element, Font, Kind, OwnFonts, Picture, Role};
use crate::{Extra, is_default};

/// Most colours of a brand.
pub const MAX_BRAND_COLORS: usize = 12;

/// The name by which an element counts as the logo of a badge.
pub const LOGO_NAME: &str = "Logo";

/// Side of the box that a new logo fits into, in badge units.
const LOGO_SIDE: f64 = 120.0;

/// An organisation's colours, fonts and logos.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Brand {
    /// Whose it is.
    #[serde(skip_serializing_if = "is_default")]
    pub name: String,
    /// The colours; the first four have the roles of [`Role::ALL`].
    #[serde(skip_serializing_if = "is_default")]
    pub colors: Vec<Color>,
    /// For the names of badges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_font: Option<Font>,
    /// For all other texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_font: Option<Font>,
    /// The files of these two fonts, where they are not bundled.
    #[serde(skip_serializing_if = "is_default")]
    pub fonts: OwnFonts,
    /// The logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Arc<Logo>>,
    /// The logo in one colour, for grounds on which the other cannot be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mono_logo: Option<Arc<Logo>>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A logo: outlines, or an element that shows a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Logo {
    /// What is put on a badge.
    pub drawing: Arc<Element>,
    /// The picture it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Arc<Picture>>,
}

impl Brand {
    /// True while nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self { name: self.name.clone(), extra: self.extra.clone(), ..Self::default() }
    }

    /// What a badge shows of a brand: its palette, and the fonts of its names
    /// and of its other texts.
    pub fn of(artwork: &Artwork) -> Self {
        let mut brand =
            Self { colors: artwork.palette.iter().copied().take(MAX_BRAND_COLORS).collect(), ..Self::default() };
        artwork.each(|element| {
            if let Kind::Text(text) = &element.kind {
                let font = if is_name(&text.content) { &mut brand.display_font } else { &mut brand.text_font };
                font.get_or_insert_with(|| text.font.clone());
            }
        });
        brand.carry(&artwork.fonts);
        brand
    }

    /// Takes along the files of its two fonts, as far as it has none of their
    /// family and they are among these; files that it no longer needs go.
    pub fn carry(&mut self, known: &OwnFonts) {
        let families = [&self.display_font, &self.text_font].into_iter().flatten();
        let mut named: BTreeSet<String> = families.map(|font| font.family.trim().to_ascii_lowercase()).collect();
        self.fonts.keep(&named);
        for font in self.fonts.iter() {
            named.remove(&font.family().to_ascii_lowercase());
        }
        let mut missing = known.clone();
        missing.keep(&named);
        missing.iter().for_each(|font| self.fonts.add(Arc::clone(font)));
    }

    /// The palette that a badge gets by this brand.
    pub fn palette_for(&self, palette: &[Color]) -> Vec<Color> {
        let mut colors = self.colors.iter().copied();
        let Some(primary) = colors.next() else { return palette.to_vec() };
        // What the brand does not say is taken from a palette around its first colour.
        let mut four = super::proposals(primary).first().map_or([primary; 4], |proposal| proposal.colors);
        four[0] = primary;
        for (place, color) in four.iter_mut().skip(1).zip(colors) {
            *place = color;
        }
        if palette.is_empty() { four.to_vec() } else { fitted(palette, four) }
    }

    /// The artwork with this brand's fonts, and its logo in the place of the
    /// one that is there. The colours are a matter of
    /// [`palette_for`](Self::palette_for).
    #[must_use]
    pub fn dressed(&self, artwork: &Artwork) -> Artwork {
        let mut dressed = artwork.clone();
        let mut next = artwork.fresh_id();
        for element in &mut dressed.elements {
            if let Some(after) = self.dress(element, &mut next) {
                *element = Arc::new(after);
            }
        }
        let pictures = self.logo.iter().filter_map(|logo| logo.picture.as_ref());
        dressed.pictures.extend(pictures.map(|picture| (picture.id(), Arc::clone(picture))));
        self.fonts.iter().for_each(|font| dressed.fonts.add(Arc::clone(font)));
        dressed
    }

    fn dress(&self, element: &Element, next: &mut super::ElementId) -> Option<Element> {
        match (&element.kind, &self.logo) {
            (_, Some(logo)) if element.name == LOGO_NAME => {
                let mut logo = logo.fitted(element.frame.width, element.frame.height).numbered_from(*next);
                logo.frame = super::Frame { width: logo.frame.width, height: logo.frame.height, ..element.frame };
                let mut inside = 0;
                super::each_of(&logo, &mut |_| inside += 1);
                next.0 = next.0.saturating_add(inside);
                logo.id = element.id;
                Some(logo)
            }
            (Kind::Text(text), _) => {
                let (own, other) = (&self.display_font, &self.text_font);
                let font = if is_name(&text.content) { own.as_ref().or(other.as_ref()) } else { other.as_ref() }?;
                let mut text = text.clone();
                text.font = font.clone();
                Some(Element { kind: Kind::Text(text), ..element.clone() })
            }
            (Kind::Group { elements }, _) => {
                let mut is_changed = false;
                let mut inner = elements.clone();
                for element in &mut inner {
                    if let Some(after) = self.dress(element, next) {
                        *element = Arc::new(after);
                        is_changed = true;
                    }
                }
                is_changed.then(|| Element { kind: Kind::Group { elements: inner }, ..element.clone() })
            }
            _ => None,
        }
    }

    /// The colour of a role, where the brand has one.
    pub fn color(&self, role: Role) -> Option<Color> {
        Role::ALL.iter().position(|other| *other == role).and_then(|place| self.colors.get(place)).copied()
    }
}

fn is_name(content: &str) -> bool {
    let content = content.to_lowercase();
    [Binding::Name, Binding::ShortName].iter().any(|binding| content.contains(binding.token()))
}

impl Logo {
    /// The logo for an artwork that has none yet, in the middle.
    pub fn placed(&self, artwork: &Artwork) -> Element {
        let mut logo = self.fitted(LOGO_SIDE, LOGO_SIDE).numbered_from(artwork.fresh_id());
        logo.frame = super::Frame::centred(logo.frame.width, logo.frame.height);
        logo
    }

    /// The logo as large as fits into a box, by its usual name.
    fn fitted(&self, width: f64, height: f64) -> Element {
        let frame = self.drawing.frame;
        let scale = (width / frame.width.max(1.0)).min(height / frame.height.max(1.0));
        let mut logo = self.drawing.resized(frame.width * scale, frame.height * scale);
        logo.name = LOGO_NAME.to_owned();
        logo
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::{ElementId, Frame, Paint, Text};

    fn text(id: u64, content: &str) -> Element {
        let text = Text::new(content, Font::new("Cabin", 700), 40.0);
        Element::new(ElementId(id), Kind::Text(text), Frame::centred(200.0, 60.0))
    }

    #[test]
    fn names_and_other_texts_get_their_fonts_and_the_logo_takes_the_place_of_the_old_one() {
        let mut old = Element::new(ElementId(3), Kind::Disc, Frame { x: 100.0, ..Frame::centred(80.0, 40.0) });
        old.name = LOGO_NAME.into();
        let inner = Element::new(ElementId(1), Kind::Disc, Frame::centred(5.0, 5.0));
        let group = Kind::Group { elements: vec![inner.into()] };
        let drawing =
            Element::new(ElementId(1), group, Frame::centred(100.0, 100.0)).filled(Paint::Solid(Color::BLACK));
        let brand = Brand {
            display_font: Some(Font::new("Lora", 700)),
            text_font: Some(Font::new("Inter", 400)),
            logo: Some(Arc::new(Logo { drawing: drawing.into(), picture: None })),
            ..Brand::default()
        };
        let elements = vec![text(1, "{Short name}").into(), text(2, "since 1990").into(), old.into()];
        let dressed = brand.dressed(&Artwork { elements, ..Artwork::default() });
        let family = |id| match &dressed.element(ElementId(id)).unwrap().kind {
            Kind::Text(text) => text.font.family.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!((family(1).as_str(), family(2).as_str()), ("Lora", "Inter"));
        let logo = dressed.element(ElementId(3)).unwrap();
        assert!((logo.frame.width - 40.0).abs() < 1e-9 && (logo.frame.x - 100.0).abs() < 1e-9, "{:?}", logo.frame);
        let mut ids = Vec::new();
        dressed.each(|element| ids.push(element.id));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 4, "each id once");
    }

    #[test]
    fn one_colour_is_enough_for_a_palette() {
        let brand = Brand { colors: vec![Color::rgb(20, 40, 90)], ..Brand::default() };
        let palette = brand.palette_for(&[Color::BLACK, Color::rgb(250, 200, 80), Color::rgb(255, 250, 240)]);
        assert_eq!((palette.len(), palette[0]), (3, Color::rgb(20, 40, 90)));
        assert!(palette[0].contrast(palette[1]) >= 4.5);
        assert_eq!(Brand::default().palette_for(&palette), palette, "without colours nothing changes");
    }
}
