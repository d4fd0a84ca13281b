//! Palettes and outlines on real badges: what can be read, and what can be
//! told apart, when it is drawn.

use std::sync::Arc;

use badgewright::artwork::ColorVision;
use badgewright::artwork::{Color, Theme, fitted, proposals, themed};
use badgewright::document::set::{Set, by_layer};
use badgewright::document::{Document, Edit, starter, starters};
use badgewright::render::raster::{Pixels, Renderer};
use badgewright::render::vision::seen;
use badgewright::scene::build;

fn open(name: &str) -> Document {
    starter(name).unwrap().document("urn:uuid:1".into()).unwrap()
}

fn drawn(renderer: &mut Renderer, document: &Document, side: u32) -> Pixels {
    renderer.render(&build(&document.artwork, &document.badge), side)
}

/// The part of the pixels in which two grey pictures differ by more than a
/// sixth of black to white.
fn apart(one: &Pixels, other: &Pixels) -> f64 {
    let pairs = one.rgba.chunks_exact(4).zip(other.rgba.chunks_exact(4));
    let differing = pairs.filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 40)).count();
    differing as f64 / (one.rgba.len() / 4) as f64
}

#[test]
fn the_four_layers_differ_in_grey_at_64_pixels_by_their_outlines() {
    let mut renderer = Renderer::new();
    for name in ["first-aid", "bike-repair", "young-coach"] {
        for theme in Theme::ALL {
            let design = open(name);
            let artwork = themed(&design.artwork, Some(theme), 0);
            let design = design.edited(&Edit::Artwork(Box::new(artwork))).unwrap();
            let mut count = 0;
            let members = by_layer(&design, Some(theme), || {
                count += 1;
                format!("urn:{count}")
            });
            let set = Set { members: members.into_iter().map(Arc::new).collect(), ..Set::default() };
            let document = design.edited(&Edit::Set(Arc::new(set))).unwrap();
            // The outlines alone, all of one grey, so that only the shape can tell.
            let pictures: Vec<Pixels> = (0..4)
                .map(|place| {
                    let mut member = document.member(place).unwrap();
                    let mut outline = (*member.artwork.elements[0]).clone();
                    outline.fill = Some(badgewright::artwork::Paint::Solid(Color::rgb(90, 90, 90)));
                    outline.stroke = None;
                    let others = member.artwork.elements[1..].iter().cloned();
                    let elements = std::iter::once(Arc::new(outline)).chain(others).collect();
                    member.artwork = Arc::new(badgewright::artwork::Artwork { elements, ..(*member.artwork).clone() });
                    seen(ColorVision::Grey, drawn(&mut renderer, &member, 64))
                })
                .collect();
            for (at, one) in pictures.iter().enumerate() {
                for other in &pictures[..at] {
                    let apart = apart(one, other);
                    println!("{name}, {}: {apart:.3}", theme.name());
                    assert!(apart > 0.02, "{name}, {}: {apart:.3}", theme.name());
                }
            }
        }
    }
}

#[test]
fn starters_can_be_read_in_other_colours() {
    let mut renderer = Renderer::new();
    let chosen = [Color::rgb(0x0F, 0x4C, 0x8A), Color::rgb(0xE0, 0x5A, 0x2B), Color::rgb(0xFF, 0xE0, 0x4D)];
    let (mut all, mut wrong) = (0, Vec::new());
    for starter in starters() {
        let document = open(starter.name);
        for (number, color) in chosen.into_iter().enumerate() {
            let proposal = proposals(color)[(number * 2) % 6];
            let palette = fitted(&document.artwork.palette, proposal.colors);
            let recolored = document.edited(&Edit::Recolor(palette)).unwrap();
            all += 1;
            if let Some(words) = least_contrast(&mut renderer, &recolored) {
                wrong.push(format!("{} in {} around {color}: {words}", starter.name, proposal.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The first text that stands on something it cannot be told from.
fn least_contrast(renderer: &mut Renderer, document: &Document) -> Option<String> {
    use badgewright::artwork::{Artwork, Kind};
    let of = |wanted: &dyn Fn(&badgewright::artwork::Element) -> bool| {
        let elements = document.artwork.elements.iter().filter(|element| wanted(element)).cloned().collect();
        Document { artwork: Arc::new(Artwork { elements, ..(*document.artwork).clone() }), ..document.clone() }
    };
    let is_text = |element: &badgewright::artwork::Element| matches!(element.kind, Kind::Text(_));
    let ground = drawn(renderer, &of(&|element| !is_text(element)), 300);
    for text in document.artwork.elements.iter().filter(|element| is_text(element)) {
        let letters = drawn(renderer, &of(&|element| element.id == text.id), 300);
        let ink = text.fill.as_ref().unwrap().first_color();
        for (letter, under) in letters.rgba.chunks_exact(4).zip(ground.rgba.chunks_exact(4)) {
            let contrast = ink.contrast(Color::rgb(under[0], under[1], under[2]));
            if letter[3] == 255 && contrast < 4.4 {
                return Some(format!("{}: {contrast:.2}", text.title()));
            }
        }
    }
    None
}
