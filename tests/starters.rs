//! Each starter badge: its files look like what the window shows, and nothing
//! it asks for is missing.

use badgewright::document::{Document, starters};
use badgewright::render::raster::Renderer;
use badgewright::render::svg;
use badgewright::scene::{Scene, build};
use resvg::{tiny_skia, usvg};

fn each(mut check: impl FnMut(&str, &Document, &Scene)) {
    assert!(starters().len() >= 8);
    for starter in starters() {
        let document = starter.document("urn:uuid:1".into()).unwrap();
        let scene = build(&document.artwork, &document.badge);
        check(starter.name, &document, &scene);
    }
}

#[test]
fn the_svg_of_every_starter_looks_like_its_pixels() {
    let mut renderer = Renderer::new();
    each(|name, document, scene| {
        let svg = svg::write(scene, &document.badge.name, &document.badge.image.caption);
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
        let mut theirs = tiny_skia::Pixmap::new(600, 600).unwrap();
        resvg::render(&tree, tiny_skia::Transform::identity(), &mut theirs.as_mut());
        let ours = renderer.render(scene, 600);
        let sum: u64 = ours.rgba.iter().zip(theirs.data()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        let difference = sum as f64 / ours.rgba.len() as f64 / 255.0;
        println!("{name}: {:.3} %", difference * 100.0);
        assert!(difference < 0.005, "{name}: {:.3} %", difference * 100.0);
    });
}

#[test]
fn nothing_a_starter_asks_for_is_missing() {
    each(|name, _, scene| {
        let said: Vec<String> = scene.missing().iter().map(ToString::to_string).collect();
        assert!(said.is_empty(), "{name}: {said:?}");
    });
}

#[test]
fn a_short_name_of_thirty_letters_stays_on_every_starter() {
    each(|name, document, _| {
        let mut badge = document.badge.as_ref().clone();
        badge.short_name = "W".repeat(9) + " " + &"M".repeat(10) + " " + &"Q".repeat(9);
        let scene = build(&document.artwork, &badge);
        document.artwork.each(|element| {
            if let Some(bounds) = scene.bounds(element.id) {
                let inside =
                    bounds.left >= -1.0 && bounds.top >= -1.0 && bounds.right <= 601.0 && bounds.bottom <= 601.0;
                assert!(inside, "{name}, {}: {bounds:?}", element.title());
            }
        });
    });
}
