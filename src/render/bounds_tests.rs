use std::sync::Arc;

use super::raster::{MAX_SIDE, Part, Renderer, longest_side};
use super::{pdf, svg};
use crate::artwork::{Artwork, Color, Element, ElementId, Frame, Kind, Paint, Picture, Shadow, Stroke};
use crate::badge::Badge;
use crate::document::{starter, starters};
use crate::scene::{Scene, build};

fn disc(id: u64, side: f64) -> Element {
    Element::new(ElementId(id), Kind::Disc, Frame::centred(side, side)).filled(Paint::Solid(Color::rgb(20, 90, 120)))
}

fn built(elements: Vec<Element>) -> Scene {
    let elements = elements.into_iter().map(Arc::new).collect();
    build(&Artwork { elements, ..Artwork::default() }, &Badge::default())
}

/// Many shadows on each other, soft and hard, around and inside.
fn shadows(count: u64) -> Scene {
    let element = |id: u64| {
        let blur = [0.0, 0.6, 7.0, 60.0][id as usize % 4];
        let shadow = Some(Shadow { blur, dx: 9.0, dy: 5.0, ..Shadow::default() });
        let element = disc(id, 560.0 - 9.0 * id as f64);
        if id.is_multiple_of(3) { Element { inner_shadow: shadow, ..element } } else { Element { shadow, ..element } }
    };
    built((1..=count).map(element).collect())
}

#[test]
fn a_picture_in_bands_is_the_picture() {
    const SIDE: u32 = 1200;
    let scene = shadows(40);
    let mut renderer = Renderer::new();
    // Of this many shadows the whole is drawn in bands, and so few rows are not.
    let whole = renderer.render(&scene, SIDE);
    let view = kurbo::Affine::scale(f64::from(SIDE) / crate::artwork::SIDE);
    for top in [0, 350, 575, 1100] {
        let part = Part { left: 0, top, width: SIDE, height: 100 };
        let rows = Renderer::new().render_part(&scene, [SIDE; 2], view, part);
        let same = &whole.rgba[top as usize * SIDE as usize * 4..][..rows.rgba.len()];
        let most = same.iter().zip(&rows.rgba).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
        assert!(most <= 3, "row {top}: {most}");
    }
}

#[test]
fn starters_are_drawn_in_every_size() {
    for one in starters() {
        let document = starter(one.name).unwrap().document("urn:uuid:1".into()).unwrap();
        assert_eq!(longest_side(&build(&document.artwork, &document.badge)), MAX_SIDE, "{}", one.name);
    }
    assert_eq!(longest_side(&built(Vec::new())), MAX_SIDE);
}

#[test]
fn what_takes_longer_is_drawn_smaller() {
    let full = |count| longest_side(&built((0..count).map(|id| disc(id, 600.0)).collect()));
    assert_eq!(full(50), MAX_SIDE);
    assert!((600..MAX_SIDE).contains(&full(1000)), "{}", full(1000));
    assert!(longest_side(&shadows(40)) >= 1200);
}

#[test]
fn two_hundred_shadows_are_drawn_in_every_size() {
    for blur in [0.0, 0.5, 8.0, 1e9] {
        let shadow = Some(Shadow { blur, ..Shadow::default() });
        let element = |id: u64| Element { shadow, ..disc(id, 560.0 - id as f64) };
        let inside = |id: u64| Element { inner_shadow: shadow, ..disc(id, 560.0 - id as f64) };
        assert_eq!(longest_side(&built((1..=200).map(element).collect())), MAX_SIDE, "{blur}");
        // Each of these is cut to its shape as well.
        assert!(longest_side(&built((1..=200).map(inside).collect())) >= 2400, "{blur}, inside");
    }
}

#[test]
fn a_picture_that_is_drawn_often_is_in_the_file_once() {
    let mut bytes = Vec::new();
    let noise =
        image::RgbImage::from_fn(120, 120, |x, y| image::Rgb([(x * y % 251) as u8, (x * 7) as u8, (y * 3) as u8]));
    noise.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    let size = bytes.len();
    let picture = Picture::from_bytes(bytes).unwrap();
    let id = picture.id();
    let mut element = Element::new(ElementId(1), Kind::picture(id.clone()), Frame::centred(90.0, 60.0));
    element.frame.y = 90.0;
    element.frame.rotation = 20.0;
    element.copies = 60;
    element.opacity = 0.8;
    let mut artwork = Artwork { elements: vec![Arc::new(element)], ..Artwork::default() };
    artwork.pictures.insert(id, Arc::new(picture));
    let scene = build(&artwork, &Badge::default());
    let file = svg::write(&scene, "", "");
    assert!(file.len() < 2 * size + 60 * 200, "{} for {size}", file.len());
    let tree = resvg::usvg::Tree::from_str(&file, &resvg::usvg::Options::default()).unwrap();
    let mut pixmap = resvg::tiny_skia::Pixmap::new(600, 600).unwrap();
    resvg::render(&tree, resvg::tiny_skia::Transform::identity(), &mut pixmap.as_mut());
    let ours = Renderer::new().render(&scene, 600);
    let sum: u64 = ours.rgba.iter().zip(pixmap.data()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    assert!((sum as f64) < 0.01 * 255.0 * ours.rgba.len() as f64, "each stands where it did");
    let page = pdf::artwork(&scene, "", "", &mut Renderer::new()).unwrap();
    assert!(page.len() < 20 * size, "{} for {size}", page.len());
}

#[test]
fn the_shadows_of_a_page_are_pictures_of_bounded_size() {
    let page = |count| pdf::artwork(&shadows(count), "", "", &mut Renderer::new()).unwrap().len();
    let (few, many) = (page(4), page(60));
    assert!(many < 15 * few, "{few} for four, {many} for sixty");
}

#[test]
fn lines_far_beyond_the_square_are_drawn() {
    let mut element = disc(1, 50_000.0);
    element.stroke = Some(Stroke { dash: vec![3.0, 2.0], ..Stroke::solid(Color::BLACK, 300.0) });
    let scene = built((1..20).map(|id| Element { id: ElementId(id), ..element.clone() }).collect());
    let pixels = Renderer::new().render(&scene, 64);
    assert!(pixels.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255));
}
