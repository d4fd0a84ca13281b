//! What the colours of a palette are for, and palettes that can be read.
//!
//! The first four colours of every palette have a role each. A badge is
//! re-coloured by its palette: what is painted with one of its colours, or
//! with a shade of one, follows.

use super::oklab::Shade;
use super::{Artwork, Color, repainted};

/// Least contrast of text and its ground (WCAG 2.2, success criterion 1.4.3).
pub const LEAST_CONTRAST: f64 = 4.5;

/// What a colour of the palette is for; its place in the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The large areas; dark enough to carry the three others.
    Primary,
    /// What stands out on them.
    Secondary,
    /// Light grounds.
    Paper,
    /// Letters on the primary colour.
    Ink,
}

impl Role {
    /// All of them, in the order of the palette.
    pub const ALL: [Self; 4] = [Self::Primary, Self::Secondary, Self::Paper, Self::Ink];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Primary => "Primary",
            Self::Secondary => "Secondary",
            Self::Paper => "Paper",
            Self::Ink => "Ink",
        }
    }

    /// The role of the colour at this place of a palette; none for further
    /// colours.
    pub fn at(place: usize) -> Option<Self> {
        Self::ALL.get(place).copied()
    }
}

/// Four colours that go together, in the order of [`Role::ALL`]. Each of the
/// last three can be read on the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// How they go together.
    pub name: &'static str,
    /// The colours.
    pub colors: [Color; 4],
}

/// How far the second hue lies from the first, in degrees; none for a grey.
const SCHEMES: [(&str, Option<f32>); 6] = [
    ("Tone in tone", Some(0.0)),
    ("Neighbour, warmer", Some(-40.0)),
    ("Neighbour, cooler", Some(40.0)),
    ("Opposite", Some(180.0)),
    ("Third", Some(120.0)),
    ("With a light grey", None),
];

/// A little more than needed, so that rounding to whole channels is no harm.
const SAFE_CONTRAST: f64 = LEAST_CONTRAST + 0.05;

/// Palettes around one colour. It is among the four as it is, unless it is too
/// light to carry letters and too dark to be read on a dark ground; then it is
/// darkened.
pub fn proposals(chosen: Color) -> Vec<Proposal> {
    let chosen = chosen.with_alpha(255);
    let shade = Shade::from(chosen);
    let paper = Shade { lightness: 0.975, strength: shade.strength.min(0.012), ..shade }.color();
    let carries = |color: Color| color.contrast(paper) >= SAFE_CONTRAST;
    let stands_out = chosen.contrast(Color::BLACK) >= SAFE_CONTRAST + 1.0;
    let turned = |shade: Shade, turn: Option<f32>| match turn {
        Some(turn) => Shade { hue: shade.hue + turn, ..shade },
        None => Shade { strength: 0.005, ..shade },
    };
    let palette = |turn: Option<f32>| {
        if carries(chosen) || !stands_out {
            let primary = darkened(shade, &[paper]);
            let bright = Shade { lightness: 0.84, strength: shade.strength.clamp(0.09, 0.15), ..shade };
            return [primary, lightened(turned(bright, turn), primary), paper, Color::WHITE];
        }
        let deep = Shade { lightness: 0.34, strength: shade.strength.clamp(0.05, 0.11), ..shade };
        [darkened(turned(deep, turn), &[paper, chosen]), chosen, paper, Color::WHITE]
    };
    SCHEMES.into_iter().map(|(name, turn)| Proposal { name, colors: palette(turn) }).collect()
}

/// The shade, made darker until these can be read on it.
fn darkened(shade: Shade, readable: &[Color]) -> Color {
    let fits = |color: Color| readable.iter().all(|other| color.contrast(*other) >= SAFE_CONTRAST);
    let steps = (0..=50_u8).map(|step| Shade { lightness: shade.lightness * (1.0 - f32::from(step) / 50.0), ..shade });
    steps.map(Shade::color).find(|color| fits(*color)).unwrap_or(Color::BLACK)
}

/// The shade, made lighter until it can be read on the ground.
fn lightened(shade: Shade, ground: Color) -> Color {
    let to_white = 1.0 - shade.lightness;
    let steps = (0..=25_u8).map(|step| {
        let part = f32::from(step) / 25.0;
        Shade { lightness: shade.lightness + to_white * part, strength: shade.strength * (1.0 - part), ..shade }
    });
    steps.map(Shade::color).find(|color| color.contrast(ground) >= SAFE_CONTRAST).unwrap_or(Color::WHITE)
}

/// The palette with these colours in place of its first four. Where a badge
/// uses a place for a dark colour, it gets a dark one, and a light one where it
/// uses a light one: what could be read before can be read afterwards.
pub fn fitted(palette: &[Color], colors: [Color; 4]) -> Vec<Color> {
    let [primary, secondary, paper, ink] = colors;
    let is_dark = |color: Color| color.contrast(Color::WHITE) >= LEAST_CONTRAST;
    let mut fitted = palette.to_vec();
    let mut first_dark: Option<Color> = None;
    let (mut secondary_is_used, mut paper_is_used) = (false, false);
    for (at, color) in fitted.iter_mut().take(Role::ALL.len()).enumerate() {
        let before = *color;
        *color = if is_dark(before) {
            match first_dark {
                None => {
                    first_dark = Some(before);
                    primary
                }
                Some(first) if Shade::from(before).hue_apart(first.into()) < 30.0 => {
                    darkened(Shade::from(shifted(before, first, primary)), &[paper, secondary])
                }
                Some(_) => darkened(secondary.into(), &[paper]),
            }
        } else if !secondary_is_used && (before.luminance() < 0.75 || at == 1) {
            secondary_is_used = true;
            secondary
        } else if !paper_is_used && before != Color::WHITE {
            paper_is_used = true;
            paper
        } else if before.luminance() < 0.75 {
            Shade { lightness: Shade::from(paper).lightness.min(0.93), strength: 0.04, ..secondary.into() }.color()
        } else {
            ink
        };
    }
    fitted
}

/// How far from a colour of the palette its shades lie.
const SHADE_REACH: f32 = 0.17;

/// The artwork in another palette of the same length: what is painted with a
/// colour of the palette gets the one at its place, and shades of it move
/// along. Alpha stays.
#[must_use]
pub fn recolored(artwork: &Artwork, palette: &[Color]) -> Artwork {
    let pairs: Vec<(Color, Color)> =
        artwork.palette.iter().copied().zip(palette.iter().copied()).filter(|(from, to)| from != to).collect();
    let mut recolored = Artwork { palette: palette.to_vec(), ..artwork.clone() };
    if pairs.is_empty() || artwork.palette.len() != palette.len() {
        return recolored;
    }
    let change = |color: Color| follow(color, &artwork.palette, palette);
    recolored.elements = artwork.elements.iter().map(|element| repainted(element, &change)).collect();
    recolored
}

/// Where a colour goes when the palette changes.
pub(crate) fn follow(color: Color, before: &[Color], after: &[Color]) -> Color {
    let opaque = color.with_alpha(255);
    let shade = Shade::from(opaque);
    let near = |from: Color| shade.distance(Shade::from(from.with_alpha(255)));
    let nearest = before.iter().zip(after).map(|(from, to)| (near(*from), *from, *to));
    let Some((distance, from, to)) = nearest.min_by(|a, b| a.0.total_cmp(&b.0)) else { return color };
    if opaque == from.with_alpha(255) {
        return to.with_alpha(color.a);
    }
    if distance > SHADE_REACH || from == to {
        return color;
    }
    shifted(opaque, from, to).with_alpha(color.a)
}

/// What lies beside `to` as `color` lies beside `from`.
fn shifted(color: Color, from: Color, to: Color) -> Color {
    let (color, from, to) = (Shade::from(color), Shade::from(from), Shade::from(to));
    let weaker = if from.strength > 0.03 { (color.strength / from.strength).min(1.3) } else { 1.0 };
    let lightness = to.lightness + color.lightness - from.lightness;
    Shade { lightness, strength: to.strength * weaker, hue: to.hue }.color()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::artwork::{Element, ElementId, Frame, Kind, Paint, Stop};
    use proptest::prelude::*;

    fn readable(colors: [Color; 4]) -> f64 {
        colors[1..].iter().map(|color| colors[0].contrast(*color)).fold(f64::MAX, f64::min)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn every_proposal_can_be_read_whatever_colour_is_chosen(r: u8, g: u8, b: u8) {
            let chosen = Color::rgb(r, g, b);
            let all = proposals(chosen);
            prop_assert_eq!(all.len(), SCHEMES.len());
            for proposal in all {
                let least = readable(proposal.colors);
                prop_assert!(least >= LEAST_CONTRAST, "{chosen}: {} {:?} is {least:.2}", proposal.name, proposal.colors);
            }
        }

        #[test]
        fn what_could_be_read_in_a_palette_can_be_read_in_the_one_that_takes_its_place(
            dark in 0u32..0x50_5050, bright in 0u32..0xFF_FFFF, r: u8, g: u8, b: u8, turn in 0usize..6,
        ) {
            let color = |rgb: u32| { let [_, r, g, b] = rgb.to_be_bytes(); Color::rgb(r, g, b) };
            let before = [color(dark), color(bright), Color::rgb(0xFF, 0xF9, 0xEC), Color::WHITE];
            let after = fitted(&before, proposals(Color::rgb(r, g, b))[turn].colors);
            for place in [2, 3] {
                for other in [0, 1] {
                    if before[other].contrast(before[place]) >= LEAST_CONTRAST {
                        let contrast = after[other].contrast(after[place]);
                        prop_assert!(contrast >= LEAST_CONTRAST, "{before:?} {after:?}: {contrast:.2}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_dark_colour_is_the_primary_and_a_bright_one_the_secondary() {
        let teal = Color::rgb(0x0F, 0x4C, 0x5C);
        assert!(proposals(teal).iter().all(|proposal| proposal.colors[0] == teal));
        let gold = Color::rgb(0xF4, 0xAE, 0x3D);
        assert!(proposals(gold).iter().all(|proposal| proposal.colors[1] == gold));
    }

    #[test]
    fn shades_of_a_colour_follow_it_and_other_colours_stay() {
        let palette = vec![Color::rgb(0x0F, 0x4C, 0x5C), Color::rgb(0xF4, 0xAE, 0x3D)];
        let stops = [0xF8_BF58_u32, 0xE7_9A24].map(|rgb| {
            let [_, r, g, b] = rgb.to_be_bytes();
            Stop { offset: 0.0, color: Color::rgb(r, g, b) }
        });
        let paint = Paint::Linear { from: [0.5, 0.0], to: [0.5, 1.0], stops: stops.to_vec() };
        let gold = Element::new(ElementId(1), Kind::Disc, Frame::centred(9.0, 9.0)).filled(paint);
        let other = Color::rgb(200, 20, 160);
        let pink = Element::new(ElementId(2), Kind::Disc, Frame::centred(9.0, 9.0)).filled(Paint::Solid(other));
        let artwork = Artwork { palette, elements: vec![gold.into(), pink.into()], ..Artwork::default() };
        let green = Color::rgb(0x7C, 0xC5, 0x76);
        let after = recolored(&artwork, &[artwork.palette[0], green]);
        assert!(Arc::ptr_eq(&after.elements[1], &artwork.elements[1]), "another colour stays, and is shared");
        let Some(Paint::Linear { stops, .. }) = &after.elements[0].fill else { panic!("still a gradient") };
        for stop in stops {
            assert!(Shade::from(stop.color).hue_apart(green.into()) < 8.0, "{}", stop.color);
        }
        assert!(stops[0].color.luminance() > stops[1].color.luminance(), "light stays light");
    }
}
