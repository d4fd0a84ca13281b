//! The bundled starters: what they say, what they look like, and that every
//! way of drawing them gives the same picture.
//!
//! `BADGEWRIGHT_WRITE_PICTURES=1` writes the pictures in
//! `tests/library/pictures/starters` anew instead of comparing with them; look at them
//! before they are committed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use badgewright::artwork::{Artwork, Color, Element, Kind};
use badgewright::badge::{Badge, Standard};
use badgewright::document::{Document, Sector, Starter, starters};
use badgewright::render::raster::{Pixels, Renderer};
use badgewright::render::svg;
use badgewright::review::{Profile, review};
use badgewright::scene;
use badgewright::skills::esco;

use crate::packed::pack;

/// Short names as long as they may be: of long words, and of wide letters.
const LONG_NAMES: [&str; 2] = ["Community Garden Coordinators!", "WWWWWWWWW MMMMMMMMMM QQQQQQQQQ"];

/// Least contrast of text (WCAG 2.2, success criterion 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

#[test]
fn starters_stand_in_the_order_of_the_layers_six_or_more_of_each() {
    let shown: Vec<_> = starters().iter().map(|starter| open(starter).badge.layer.clone().unwrap()).collect();
    let mut sorted: Vec<String> = Vec::new();
    for layer in &Standard::bundled().layers {
        let count = shown.iter().filter(|code| **code == layer.code).count();
        assert!(count >= 6, "{}: {count}", layer.name);
        sorted.extend(std::iter::repeat_n(layer.code.clone(), count));
    }
    assert_eq!(shown, sorted);
    let names: BTreeSet<_> = starters().iter().map(|starter| starter.name).collect();
    assert_eq!(names.len(), starters().len(), "each name stands for one starter");
}

#[test]
fn every_sector_says_why_and_has_three_examples_across_the_layers() {
    assert_eq!(Sector::all().len(), 8);
    for sector in Sector::all() {
        let examples: Vec<_> = starters().iter().filter(|starter| starter.sector == sector.name).map(open).collect();
        let layers: BTreeSet<_> = examples.iter().map(|example| example.badge.layer.clone()).collect();
        assert!(examples.len() >= 3 && layers.len() >= 3, "{}: {layers:?}", sector.name);
        assert!((30..80).contains(&sector.why.split_whitespace().count()), "{}", sector.name);
    }
    assert!(starters().iter().all(|starter| Sector::by_name(starter.sector).is_some()));
}

#[test]
fn every_example_is_complete() {
    for starter in starters() {
        let badge = starter.example().unwrap().badge;
        let name = starter.name;
        let practical = &badge.practicalities;
        let words = [&badge.name, &badge.short_name, &badge.description, &badge.image.caption, &badge.issuer.name];
        let more = [&practical.evidence_asked, &practical.assessment, &practical.next_step, &practical.worth];
        assert!(words.iter().chain(&more).all(|text| !text.trim().is_empty()), "{name} does not say all");
        assert!(practical.availability.is_some() && practical.access.is_some() && practical.cost.is_some(), "{name}");
        assert!(practical.kind.is_some() && practical.level.is_some() && practical.time_to_earn.is_some(), "{name}");
        assert!(badge.criteria.statements.len() >= 2 && badge.skills.len() >= 3, "{name}");
        let criteria = badge.criteria.narrative().to_lowercase();
        for skill in &badge.skills {
            assert!(criteria.contains(&skill.label.to_lowercase()), "{name}: {} is not in the criteria", skill.label);
        }
        assert!(badge.skills.iter().any(|skill| skill.alignment.is_some()), "{name}: no skill of a framework");
    }
}

#[test]
fn skills_of_esco_are_what_esco_says() {
    let mut checked = 0;
    for starter in starters() {
        for skill in &open(starter).badge.skills {
            let Some(alignment) = &skill.alignment else { continue };
            let entry = esco().entries.iter().find(|entry| *entry.url == *alignment.target_url);
            let entry = entry.unwrap_or_else(|| panic!("{}: {} is not in ESCO", starter.name, skill.label));
            assert_eq!(esco().skill(entry).alignment.as_ref(), Some(alignment), "{}", starter.name);
            checked += 1;
        }
    }
    assert!(checked >= 60, "{checked}");
}

#[test]
fn starters_leave_no_profile_anything_to_find() {
    for starter in starters() {
        let document = open(starter);
        for profile in Profile::ALL {
            let findings = review(&document.badge, &document.artwork, profile);
            // Credly advises against gradients and shadows, which look well elsewhere; who made a
            // picture and how it may be used is for whoever takes the starter over.
            let is_taste = |id: &str| id == "A8" || id == "X2";
            let found = findings.iter().filter(|finding| !is_taste(finding.rule.id));
            let said: Vec<_> = found.map(|finding| (finding.rule.id, &finding.message)).collect();
            assert!(said.is_empty(), "{}, {profile}: {said:?}", starter.name);
        }
    }
}

#[test]
fn starters_are_stored_as_the_program_saves_them() {
    let folder = root().join("assets/starters");
    for starter in starters() {
        let stored = fs::read(folder.join(starter.name).with_extension("badge")).unwrap();
        let saved = starter.example().unwrap().to_bytes();
        assert!(saved == stored, "{}: open it and save it again", starter.name);
    }
}

#[test]
fn starters_have_all_that_they_draw() {
    for (name, document) in starters_and_with_long_names() {
        let scene = scene::build(&document.artwork, &document.badge);
        assert_eq!(scene.missing(), [], "{name}");
    }
}

#[test]
fn starters_fill_the_square_and_leave_its_corners_clear() {
    let mut renderer = Renderer::new();
    for starter in starters() {
        let picture = draw(&mut renderer, &open(starter), 600);
        let is_inked = |x: usize, y: usize| picture.rgba[(y * 600 + x) * 4 + 3] > 127;
        let rows = (0..600).filter(|&y| (0..600).any(|x| is_inked(x, y))).count();
        let columns = (0..600).filter(|&x| (0..600).any(|y| is_inked(x, y))).count();
        assert!(rows.max(columns) >= 576, "{}: {columns} × {rows}", starter.name);
        for corner in [(0, 0), (599, 0), (0, 599), (599, 599)] {
            assert!(!is_inked(corner.0, corner.1), "{}: {corner:?}", starter.name);
        }
    }
}

#[test]
fn every_text_can_be_told_from_all_that_it_stands_on_however_long_the_short_name() {
    let mut renderer = Renderer::new();
    for (name, document) in starters_and_with_long_names() {
        let ground = drawn(&mut renderer, &document.badge, &of(&document.artwork, |element| !is_text(element)));
        for text in document.artwork.elements.iter().filter(|element| is_text(element)) {
            let alone = of(&document.artwork, |element| element.id == text.id);
            let letters = drawn(&mut renderer, &document.badge, &alone);
            let ink = text.fill.as_ref().unwrap().first_color();
            let pixels = || letters.rgba.chunks_exact(4).zip(ground.rgba.chunks_exact(4));
            let under = pixels().filter(|(letter, _)| letter[3] == 255).map(|(_, ground)| ground);
            let colors: BTreeMap<Color, bool> = under.map(|g| (Color::rgb(g[0], g[1], g[2]), g[3] == 255)).collect();
            assert!(!colors.is_empty(), "{name}: {} is not seen", text.title());
            for (color, is_opaque) in colors {
                let contrast = ink.contrast(color);
                assert!(is_opaque, "{name}: {} stands beside the badge", text.title());
                assert!(contrast >= LEAST_CONTRAST, "{name}: {}: {ink} on {color} is {contrast:.2}", text.title());
            }
        }
    }
}

#[test]
fn the_picture_and_the_svg_of_a_starter_look_the_same() {
    let mut renderer = Renderer::new();
    for starter in starters() {
        let document = open(starter);
        let scene = scene::build(&document.artwork, &document.badge);
        let file = svg::write(&scene, &document.badge.name, &document.badge.image.caption);
        let tree = usvg::Tree::from_str(&file, &usvg::Options::default()).unwrap();
        let mut pixmap = resvg::tiny_skia::Pixmap::new(600, 600).unwrap();
        resvg::render(&tree, resvg::tiny_skia::Transform::identity(), &mut pixmap.as_mut());
        let picture = renderer.render(&scene, 600);
        let difference = Difference::between(&picture.rgba, pixmap.data(), 600);
        println!("{}: {difference:?}", starter.name);
        assert!(difference.mean < 0.005 && difference.worst_part < 0.01, "{}: {difference:?}", starter.name);
    }
}

#[test]
fn starters_look_as_they_did_when_they_were_last_looked_at() {
    let folder = root().join("tests/library/pictures/starters");
    let writes = std::env::var_os("BADGEWRIGHT_WRITE_PICTURES").is_some_and(|value| value == "1");
    let mut renderer = Renderer::new();
    for starter in starters() {
        for side in [600, 110, 64] {
            let picture = draw(&mut renderer, &open(starter), side);
            let path = folder.join(format!("{}-{side}.png", starter.name));
            if writes {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&path, picture.to_png()).unwrap();
                pack(&path);
            }
            let stored = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let (now, then) = (premultiplied(&picture.to_png()), premultiplied(&stored));
            assert_eq!(now.len(), then.len(), "{} has another size", path.display());
            let difference = Difference::between(&now, &then, side as usize);
            let is_same = difference.mean < 0.005 && difference.worst_part < 0.02;
            assert!(is_same, "{} at {side} px looks different: {difference:?}", starter.name);
        }
    }
}

/// How far two pictures are apart: 0 for the same, 1 for as far as can be.
#[derive(Debug)]
struct Difference {
    /// Over the whole picture.
    mean: f64,
    /// In that eighth by eighth of the picture where it is greatest, so that a
    /// word that went missing is not lost in the mean.
    worst_part: f64,
}

impl Difference {
    /// Of two square pictures in premultiplied RGBA.
    fn between(a: &[u8], b: &[u8], side: usize) -> Self {
        const PARTS: usize = 8;
        assert_eq!((a.len(), b.len()), (side * side * 4, side * side * 4));
        let mut sums = [[(0.0, 0.0); PARTS]; PARTS];
        for (index, (a, b)) in a.chunks_exact(4).zip(b.chunks_exact(4)).enumerate() {
            let (x, y) = (index % side, index / side);
            let (sum, count) = &mut sums[y * PARTS / side][x * PARTS / side];
            *sum += a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / (4.0 * 255.0);
            *count += 1.0;
        }
        let parts = || sums.iter().flatten();
        Self {
            mean: parts().map(|(sum, _)| sum).sum::<f64>() / (side * side) as f64,
            worst_part: parts().map(|(sum, count)| sum / count).fold(0.0, f64::max),
        }
    }
}

/// The pixels of a PNG file with the colours multiplied by alpha.
fn premultiplied(png: &[u8]) -> Vec<u8> {
    let mut pixels = image::load_from_memory(png).unwrap().to_rgba8().into_raw();
    for pixel in pixels.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        pixel[..3].iter_mut().for_each(|channel| *channel = ((u32::from(*channel) * alpha + 127) / 255) as u8);
    }
    pixels
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn open(starter: &Starter) -> Document {
    starter.document(String::new()).unwrap()
}

/// Each starter as it is, and with the longest short names.
fn starters_and_with_long_names() -> Vec<(String, Document)> {
    let mut all = Vec::new();
    for starter in starters() {
        let document = open(starter);
        for name in LONG_NAMES {
            let mut renamed = document.clone();
            Arc::make_mut(&mut renamed.badge).short_name = name.to_owned();
            all.push((format!("{} as “{name}”", starter.name), renamed));
        }
        all.push((starter.name.to_owned(), document));
    }
    all
}

fn is_text(element: &Element) -> bool {
    matches!(element.kind, Kind::Text(_))
}

/// The artwork with only some of its elements.
fn of(artwork: &Artwork, wanted: impl Fn(&Element) -> bool) -> Artwork {
    let elements = artwork.elements.iter().filter(|element| wanted(element)).cloned().collect();
    Artwork { elements, ..artwork.clone() }
}

fn drawn(renderer: &mut Renderer, badge: &Badge, artwork: &Artwork) -> Pixels {
    renderer.render(&scene::build(artwork, badge), 600)
}

fn draw(renderer: &mut Renderer, document: &Document, side: u32) -> Pixels {
    renderer.render(&scene::build(&document.artwork, &document.badge), side)
}
