//! What is to be seen on the artwork, in words: a proposal for the alt text.

use std::collections::HashSet;
use std::sync::Arc;

use super::words::said;
use crate::artwork::{Artwork, Color, Element, Kind, LetterCase, SIDE, Text};
use crate::badge::Badge;

/// Most shapes and most icons that are named; more are tiring to listen to.
const MOST_SHAPES: usize = 3;
const MOST_ICONS: usize = 2;

/// Shapes smaller than this, in badge units, are ornaments.
const ORNAMENT: f64 = SIDE * 0.12;

/// The texts that can be seen on the artwork, as they are written in prose,
/// from the back to the front.
pub fn drawn_texts(artwork: &Artwork, badge: &Badge) -> Vec<String> {
    let mut found = Vec::new();
    each_visible(&artwork.elements, &mut |element| {
        if let Kind::Text(text) = &element.kind {
            found.push(said(&Text { case: LetterCase::AsTyped, ..text.clone() }, badge));
        }
    });
    found
}

/// A sentence or two that tell what is to be seen, in English: the shapes with
/// their colours, the icons, and every text. Empty for an empty artwork.
///
/// It is a proposal. What a picture is about, and what of it matters, only a
/// person can tell.
pub fn alt_text(artwork: &Artwork, badge: &Badge) -> String {
    let (mut shapes, mut icons, mut pictures) = (Vec::new(), Vec::new(), 0_usize);
    each_visible(&artwork.elements, &mut |element| match &element.kind {
        Kind::Text(_) | Kind::Group { .. } => {}
        Kind::Icon { name, .. } => icons.push(with_colour(element, &name.replace('-', " "))),
        Kind::Picture { .. } => pictures += 1,
        kind if element.frame.width.min(element.frame.height) >= ORNAMENT => {
            shapes.push(with_colour(element, &noun(kind, element)));
        }
        _ => {}
    });
    shapes.dedup();
    icons.dedup();
    let mut parts: Vec<String> =
        shapes.into_iter().take(MOST_SHAPES).chain(icons.into_iter().take(MOST_ICONS)).collect();
    match pictures {
        0 => {}
        1 => parts.push("a picture".to_owned()),
        more => parts.push(format!("{more} pictures")),
    }
    let seen = match parts.as_slice() {
        [] => String::new(),
        [one] => capitalised(one),
        [first, rest @ ..] => format!("{} with {}", capitalised(first), listed(rest)),
    };
    let (mut texts, mut known): (Vec<String>, HashSet<String>) = (Vec::new(), HashSet::new());
    for text in drawn_texts(artwork, badge) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().any(char::is_alphanumeric) && known.insert(text.clone()) {
            texts.push(text);
        }
    }
    let quoted: Vec<String> = texts.iter().map(|text| format!("“{text}”")).collect();
    match (seen.is_empty(), quoted.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("It reads {}.", listed(&quoted)),
        (false, true) => format!("{seen}."),
        (false, false) => format!("{seen}. It reads {}.", listed(&quoted)),
    }
}

fn each_visible(elements: &[Arc<Element>], see: &mut impl FnMut(&Element)) {
    for element in elements.iter().filter(|element| !element.hidden && element.opacity > 0.0) {
        see(element);
        if let Kind::Group { elements } = &element.kind {
            each_visible(elements, see);
        }
    }
}

/// "a dark blue ring"; a shape that is only a line has the line's colour.
fn with_colour(element: &Element, noun: &str) -> String {
    let paint = element.fill.as_ref().or(element.stroke.as_ref().map(|stroke| &stroke.paint));
    let colour = paint.map(|paint| colour_name(paint.first_color()));
    let words = colour.map_or_else(|| noun.to_owned(), |colour| format!("{colour} {noun}"));
    let plural = matches!(element.kind, Kind::Rays { .. });
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    if plural { words } else { format!("{article} {words}") }
}

fn noun(kind: &Kind, element: &Element) -> String {
    let noun = match kind {
        Kind::Polygon { sides: 3, .. } => "triangle",
        Kind::Polygon { sides: 5, .. } => "pentagon",
        Kind::Polygon { sides: 6, .. } => "hexagon",
        Kind::Polygon { sides: 8, .. } => "octagon",
        Kind::Scallop { .. } => "scalloped seal",
        Kind::WaveRing { .. } => "wavy ring",
        Kind::Segment { .. } => "part of a ring",
        Kind::Gear { .. } => "cogwheel",
        Kind::Laurel { .. } => "laurel wreath",
        Kind::Teardrop => "drop",
        Kind::Shield { .. } => "shield",
        Kind::Ribbon { .. } => "ribbon",
        Kind::Outline { .. } if element.name.trim().is_empty() => "shape",
        Kind::Outline { .. } => return element.name.trim().to_lowercase(),
        other => return other.noun().to_lowercase(),
    };
    noun.to_owned()
}

/// A colour as people call it, such as "dark blue" or "cream".
fn colour_name(color: Color) -> String {
    let [r, g, b] = [color.r, color.g, color.b].map(|channel| f64::from(channel) / 255.0);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let (light, spread) = (f64::midpoint(most, least), most - least);
    let saturation = if spread == 0.0 { 0.0 } else { spread / (1.0 - (2.0 * light - 1.0).abs()).max(0.01) };
    if spread < 0.06 || saturation < 0.12 {
        let grey = match light {
            light if light > 0.94 => "white",
            light if light > 0.72 => "light grey",
            light if light > 0.38 => "grey",
            light if light > 0.12 => "dark grey",
            _ => "black",
        };
        return grey.to_owned();
    }
    let hue = 60.0
        * if most == r {
            ((g - b) / spread).rem_euclid(6.0)
        } else if most == g {
            (b - r) / spread + 2.0
        } else {
            (r - g) / spread + 4.0
        };
    if light > 0.88 && (20.0..70.0).contains(&hue) {
        return "cream".to_owned();
    }
    if light < 0.38 && (10.0..48.0).contains(&hue) {
        return "brown".to_owned();
    }
    let name = match hue {
        hue if hue < 14.0 => "red",
        hue if hue < 42.0 => "orange",
        hue if hue < 66.0 => "yellow",
        hue if hue < 160.0 => "green",
        hue if hue < 200.0 => "teal",
        hue if hue < 252.0 => "blue",
        hue if hue < 290.0 => "purple",
        hue if hue < 340.0 => "pink",
        _ => "red",
    };
    match light {
        light if light < 0.3 => format!("dark {name}"),
        light if light > 0.78 => format!("pale {name}"),
        _ => name.to_owned(),
    }
}

/// "a, b and c".
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::{ElementId, Font, Frame};
    use crate::document::starters;

    #[test]
    fn colours_have_the_names_people_give_them() {
        let name = |text: &str| colour_name(text.parse().unwrap());
        for (code, words) in [
            ("#FFFFFF", "white"),
            ("#111111", "black"),
            ("#0E6B6B", "dark teal"),
            ("#F2A33A", "orange"),
            ("#FFF8E7", "cream"),
            ("#1B3A8C", "blue"),
            ("#0B1D51", "dark blue"),
            ("#B3261E", "red"),
            ("#6B4226", "brown"),
            ("#2E7D32", "green"),
            ("#808080", "grey"),
        ] {
            assert_eq!(name(code), words, "{code}");
        }
    }

    #[test]
    fn each_text_is_told_once_however_many_there_are() {
        let text = |number: u64| {
            let text = Text::new(format!("word {}", number % 30_000), Font::new("Cabin", 400), 9.0);
            Arc::new(Element::new(ElementId(number), Kind::Text(text), Frame::centred(9.0, 9.0)))
        };
        let artwork = Artwork { elements: (0..60_000).map(text).collect(), ..Artwork::default() };
        assert_eq!(alt_text(&artwork, &Badge::default()).matches('“').count(), 30_000);
    }

    #[test]
    fn every_starter_is_told_with_each_of_its_texts() {
        for starter in starters() {
            let document = starter.document("urn:x".into()).unwrap();
            let told = alt_text(&document.artwork, &document.badge);
            assert!(told.len() > 40, "{}: {told}", starter.name);
            for text in drawn_texts(&document.artwork, &document.badge) {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(told.contains(&text), "{}: “{text}” in {told}", starter.name);
            }
        }
    }

    #[test]
    fn what_is_hidden_is_not_told_and_nothing_gives_nothing() {
        assert_eq!(alt_text(&Artwork::default(), &Badge::default()), "");
        let document = starters()[0].document("urn:x".into()).unwrap();
        let mut artwork = (*document.artwork).clone();
        for element in &mut artwork.elements {
            Arc::make_mut(element).hidden = true;
        }
        assert_eq!(alt_text(&artwork, &document.badge), "");
    }
}
