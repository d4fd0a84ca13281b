use std::sync::Arc;

use super::*;
use crate::artwork::{
    Artwork, Cap, Color, Element, ElementId, Font, Frame, Join, Kind, Motif, Paint, Shadow, Stop, Stroke, Text,
};
use crate::badge::Badge;
use crate::document::{starter, starters};

fn shape(id: u64, kind: Kind, side: f64) -> Element {
    Element::new(ElementId(id), kind, Frame::centred(side, side)).filled(Paint::Solid(Color::BLACK))
}

fn group(id: u64, elements: Vec<Element>) -> Element {
    let elements = elements.into_iter().map(Arc::new).collect();
    Element::new(ElementId(id), Kind::Group { elements }, Frame { x: 0.0, y: 0.0, ..Frame::centred(100.0, 100.0) })
}

fn copied(element: Element, copies: u32) -> Element {
    Element { copies, ..element }
}

fn built(elements: Vec<Element>) -> Scene {
    let artwork = Artwork { elements: elements.into_iter().map(Arc::new).collect(), ..Artwork::default() };
    build(&artwork, &Badge::default())
}

fn zigzag(points: usize) -> Kind {
    let at = |index: usize| format!("{} {}", index * 7919 % 600, index * 104_729 % 600);
    let path = (0..points).map(at).collect::<Vec<_>>().join(" L");
    Kind::Outline { path: format!("M{path}"), view: [600.0, 600.0] }
}

/// A scene of bounded size, and a sentence where something is not in it.
fn is_bounded(scene: &Scene) {
    let work = scene.work();
    assert!(scene.draws().len() <= 3 * 20_000, "{}", scene.draws().len());
    assert!(work.points() <= 5e5 && work.edges() <= 3e6 && work.squares() <= 2000.0, "{work:?}");
}

fn told(scene: &Scene, part: &str) {
    let said: Vec<String> = scene.missing().iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|said| said.contains(part)), "{said:?}");
}

#[test]
fn copies_of_copies_are_counted_before_they_are_drawn() {
    for innermost in [group(1, Vec::new()), shape(1, Kind::Disc, 10.0), copied(shape(1, zigzag(50), 60.0), 120)] {
        let mut element = copied(innermost, 120);
        for id in 2..15 {
            element = copied(group(id, vec![element]), 120);
        }
        let scene = built(vec![element, shape(99, Kind::Disc, 10.0)]);
        assert_eq!(scene.draws().len(), 1, "the other one is drawn");
        told(&scene, "its copies, with the copies of what lies in it, come to more than can be drawn");
    }
    let flower = copied(group(2, vec![copied(shape(1, Kind::Disc, 5.0), 12)]), 120);
    let scene = built(vec![flower]);
    assert!(scene.missing().is_empty() && scene.draws().len() == 12 * 120, "what people draw is drawn");
}

#[test]
fn lines_around_groups_in_groups_do_not_double_for_ever() {
    let mut element = shape(1, Kind::Disc, 300.0);
    for id in 2..16 {
        element = group(id, vec![element]);
        element.stroke = Some(Stroke::solid(Color::BLACK, 2.0));
    }
    let scene = built((0..60).map(|at| Element { id: ElementId(100 + at), ..element.clone() }).collect());
    is_bounded(&scene);
    told(&scene, "the artwork has more parts than can be drawn");
}

#[test]
fn long_lines_dashes_and_wide_corners_are_counted() {
    let line = |element: Element, width: f64, dash: Vec<f64>| {
        let stroke = Stroke { dash, cap: Cap::Round, join: Join::Round, ..Stroke::solid(Color::BLACK, width) };
        Element { stroke: Some(stroke), ..element }
    };
    for element in [
        shape(1, zigzag(50_000), 600.0),
        copied(shape(1, zigzag(3000), 600.0), 120),
        copied(line(shape(1, zigzag(3000), 600.0), 300.0, Vec::new()), 120),
        copied(line(shape(1, zigzag(20), 600.0), 2.0, vec![0.0, 0.6]), 120),
        copied(shape(1, Kind::Scallop { lobes: 120, depth: 0.5 }, 50_000.0), 120),
    ] {
        let scene =
            built(vec![element; 20].into_iter().zip(1..).map(|(e, id)| Element { id: ElementId(id), ..e }).collect());
        is_bounded(&scene);
        told(&scene, "the artwork has more parts than can be drawn");
    }
}

#[test]
fn what_is_laid_down_on_each_other_is_counted() {
    let stops: Vec<Stop> =
        (0..200).map(|at| Stop { offset: f64::from(at) / 200.0, color: Color::rgb(at as u8, 0, 0) }).collect();
    let paints = [
        Paint::Solid(Color::rgb(1, 2, 3).with_alpha(100)),
        Paint::Angular { center: [0.5, 0.5], angle: 0.0, stops: stops.clone() },
        Paint::Radial { center: [0.5, 0.5], radius: 0.5, stops },
        Paint::Pattern { motif: Motif::Dots, ink: Color::BLACK, ground: None, size: 0.1, angle: 1.0 },
    ];
    for paint in paints {
        let elements =
            (1..4000).map(|id| shape(id, Kind::Rectangle { corners: [0.0; 4] }, 600.0).filled(paint.clone()));
        let scene = built(elements.collect());
        is_bounded(&scene);
        assert!(scene.draws().len() < 7000, "{}", scene.draws().len());
        told(&scene, "the artwork has more parts than can be drawn");
    }
}

#[test]
fn shadows_that_are_left_out_are_told() {
    let element = |id| Element {
        shadow: Some(Shadow::default()),
        inner_shadow: Some(Shadow::default()),
        ..shape(id, Kind::Disc, 100.0)
    };
    let scene = built((1..160).map(element).collect());
    let is_shadow = |draw: &&Draw| matches!(draw, Draw::Push(Group { shadow: Some(_), .. }));
    assert_eq!(scene.draws().iter().filter(is_shadow).count(), 200);
    told(&scene, "A shadow of “Disc” is left out: the artwork has more shadows than can be drawn.");
}

#[test]
fn a_shape_is_made_once_however_many_copies_there_are() {
    let scene = built(vec![copied(shape(1, zigzag(30), 100.0), 60)]);
    let paths: Vec<_> = scene
        .draws()
        .iter()
        .filter_map(|draw| match draw {
            Draw::Path(path) => Some(&path.path),
            _ => None,
        })
        .collect();
    assert!(paths.len() == 60 && paths.iter().all(|path| Arc::ptr_eq(path, paths[0])));
}

#[test]
fn the_starters_are_far_from_every_limit() {
    for one in starters() {
        let document = starter(one.name).unwrap().document("urn:uuid:1".into()).unwrap();
        let scene = build(&document.artwork, &document.badge);
        let work = scene.work();
        assert!(work.points() < 1e5 && work.edges() < 3e5 && work.squares() < 200.0, "{}: {work:?}", one.name);
        assert!(scene.missing().is_empty(), "{}", one.name);
    }
}

#[test]
fn texts_beyond_what_a_badge_can_show_are_left_out_and_told() {
    let text = |id: u64, content: &str| shape(id, Kind::Text(Text::new(content, Font::new("Cabin", 400), 9.0)), 500.0);
    // Letters that no font has take as long to look up as others.
    for content in ["{description}", "\u{4e00}", "a"] {
        let content = content.repeat(3000);
        let badge = Badge { description: "long ".repeat(200_000), ..Badge::default() };
        let elements = (1..400).map(|id| Arc::new(text(id, &content))).collect();
        let scene = build(&Artwork { elements, ..Artwork::default() }, &badge);
        let letters: usize = scene.letters.iter().map(|(_, letters)| letters.len()).sum();
        assert!(letters <= 50_000, "{letters}");
        told(&scene, "the artwork has more parts than can be drawn");
    }
}
