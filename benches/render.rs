//! Each starter to a scene, to pixels and to SVG.

use std::sync::Arc;

use badgewright::artwork::Element;
use badgewright::document::{Document, Edit, Group, History, starter, starters};
use badgewright::render::raster::Renderer;
use badgewright::render::svg;
use badgewright::review::{Profile, review};
use badgewright::scene::{self, Scene};
use divan::Bencher;
use kurbo::Affine;

fn main() {
    divan::main();
}

/// Side of the picture, in pixels.
const SIDE: u32 = 600;

fn names() -> impl Iterator<Item = &'static str> {
    starters().iter().map(|starter| starter.name)
}

#[expect(clippy::unwrap_used, reason = "a benchmark: it stops at what it did not expect")]
fn document(name: &str) -> Document {
    starter(name).unwrap().document("urn:uuid:1".into()).unwrap()
}

fn scene_of(name: &str) -> Scene {
    let document = document(name);
    scene::build(&document.artwork, &document.badge)
}

#[divan::bench(args = names())]
fn build_scene(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    bencher.bench_local(|| scene::build(&document.artwork, &document.badge));
}

#[divan::bench(args = names())]
fn render_cold(bencher: Bencher<'_, '_>, name: &str) {
    let scene = scene_of(name);
    bencher.with_inputs(Renderer::new).bench_local_values(|mut renderer| renderer.render(&scene, SIDE));
}

#[divan::bench(args = names())]
fn render_with_blur_cached(bencher: Bencher<'_, '_>, name: &str) {
    let scene = scene_of(name);
    let mut renderer = Renderer::new();
    renderer.render(&scene, SIDE);
    bencher.bench_local(|| renderer.render(&scene, SIDE));
}

/// A frame of the canvas while an element is dragged: the scene built anew,
/// drawn in a window of 900 × 800.
#[divan::bench(args = names())]
fn drag_frame(bencher: Bencher<'_, '_>, name: &str) {
    let mut document = document(name);
    let mut renderer = Renderer::new();
    let view = Affine::translate((80.0, 30.0)) * Affine::scale(1.23);
    let mut step = 0.0;
    bencher.bench_local(|| {
        step = if step < 50.0 { step + 1.0 } else { 0.0 };
        if let Some(last) = Arc::make_mut(&mut document.artwork).elements.last_mut() {
            let mut moved = last.as_ref().clone();
            moved.frame.x = 300.0 + step;
            *last = moved.into();
        }
        let scene = scene::build(&document.artwork, &document.badge);
        renderer.render_view(&scene, 900, 800, view)
    });
}

#[divan::bench(args = names())]
fn write_svg(bencher: Bencher<'_, '_>, name: &str) {
    let scene = scene_of(name);
    bencher.bench_local(|| svg::write(&scene, name, "A badge"));
}

#[divan::bench]
fn write_png(bencher: Bencher<'_, '_>) {
    let pixels = Renderer::new().render(&scene_of("first-aid"), SIDE);
    bencher.bench_local(|| pixels.to_png());
}

#[divan::bench(args = names())]
fn review_all(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    bencher.bench_local(|| review(&document.badge, &document.artwork, Profile::BadgeNation));
}

/// One step back and what follows from it, among a hundred versions.
#[divan::bench]
fn undo_and_scene(bencher: Bencher<'_, '_>) {
    let mut history = History::new(document("trail-guide"));
    for step in 0..100 {
        let mut element = Element::clone(&history.document().artwork.elements[0]);
        element.frame.x = f64::from(step);
        let applied = history.apply(&[Edit::Put(vec![element])], "Move", Group::Once);
        debug_assert!(applied.is_ok());
    }
    bencher.bench_local(|| {
        if !history.undo() {
            while history.redo() {}
        }
        scene::build(&history.document().artwork, &history.document().badge)
    });
}

/// What the picker asks for at each letter that is typed.
#[divan::bench(args = ["", "f", "fi", "first aid", "rocket", "heal", "no such thing"])]
fn search_icons(query: &str) -> usize {
    scene::search_icons(query, usize::MAX).len()
}
