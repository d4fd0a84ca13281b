//! Groups and what lies in them, acted on as a user does: what is seen stays
//! where it is seen.

#![allow(clippy::unwrap_used, reason = "what a test cannot do without has failed it")]

mod support;

use badgewright::app::Command;
use badgewright::artwork::{Artwork, Color, Element, ElementId, Frame, Kind, Paint, Spot};
use badgewright::document::Edit;
use eframe::egui::{Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::Queryable as _;
use support::{USUAL, Window, artwork, chosen, only, window};

fn act(window: &mut Window, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, command);
    window.settle();
}

fn choose(window: &mut Window, ids: &[u64]) {
    act(window, Command::Select(ids.iter().map(|id| ElementId(*id)).collect()));
}

fn undo(window: &mut Window) {
    window.key_with(Modifiers::COMMAND, Key::Z);
}

/// A window whose badge is made of these elements.
fn window_with(elements: Vec<Element>) -> Window {
    let mut window = window(USUAL);
    let elements = elements.into_iter().map(Into::into).collect();
    let bare = Artwork { elements, ..artwork(&window).clone() };
    act(&mut window, Command::edit("Begin", vec![Edit::Artwork(Box::new(bare))]));
    window
}

fn part(id: u64, kind: Kind, (x, y): (f64, f64), (width, height): (f64, f64), rotation: f64) -> Element {
    let frame = Frame { x, y, width, height, rotation };
    Element::new(ElementId(id), kind, frame).filled(Paint::Solid(Color::rgb(20, 60, 120)))
}

fn group(id: u64, elements: Vec<Element>, (x, y): (f64, f64), rotation: f64, mirrored: bool) -> Element {
    let kind = Kind::Group { elements: elements.into_iter().map(Into::into).collect() };
    let frame = Frame { x, y, width: 140.0, height: 90.0, rotation };
    Element { mirrored, ..Element::new(ElementId(id), kind, frame) }
}

/// A group, 3, with a pennant, 1, and a ring segment, 2.
fn pair(at: (f64, f64), rotation: f64, mirrored: bool) -> Element {
    let pennant = part(1, Kind::Pennant { point: 0.5 }, (-20.0, 10.0), (60.0, 30.0), 30.0);
    let segment = part(2, Kind::Segment { inner: 0.4, span: 70.0 }, (25.0, -14.0), (60.0, 30.0), -50.0);
    let pennant = Element { mirrored: true, ..pennant };
    group(3, vec![pennant, segment], at, rotation, mirrored)
}

fn element(window: &Window, id: u64) -> Element {
    (**artwork(window).element(ElementId(id)).unwrap()).clone()
}

/// The ids of what lies in a group, from the back to the front.
fn inside(window: &Window, id: u64) -> Vec<u64> {
    match &element(window, id).kind {
        Kind::Group { elements } => elements.iter().map(|one| one.id.0).collect(),
        other => panic!("a group, not {other:?}"),
    }
}

fn ids(window: &Window) -> Vec<u64> {
    artwork(window).elements.iter().map(|one| one.id.0).collect()
}

/// The middle of what is seen of an element.
fn seen_at(window: &Window, id: u64) -> (f64, f64) {
    window.state().state().scene().bounds(ElementId(id)).unwrap().center()
}

/// How much the badge has changed as a picture, as a part of all that is drawn.
fn change(before: &Artwork, window: &Window) -> f64 {
    let [one, other] = [before, artwork(window)].map(|artwork| {
        let scene = badgewright::scene::build(artwork, window.badge());
        badgewright::render::raster::Renderer::new().render(&scene, 300).rgba
    });
    let apart: u64 = one.iter().zip(&other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let all: u64 = one.iter().map(|byte| u64::from(*byte)).sum();
    apart as f64 / all as f64
}

fn near(a: (f64, f64), b: (f64, f64)) -> bool {
    (a.0 - b.0).hypot(a.1 - b.1) < 0.5
}

#[test]
fn a_mirrored_turned_group_with_copies_looks_the_same_taken_apart() {
    for (mirrored, copies, middle) in
        [(true, 0, None), (false, 6, None), (true, 5, Some(Spot { x: 250.0, y: 320.0 }))]
    {
        let mut window = window_with(vec![Element { copies, middle, ..pair((300.0, 120.0), 25.0, mirrored) }]);
        let before = artwork(&window).clone();
        choose(&mut window, &[3]);
        window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
        assert_eq!(ids(&window), [1, 2]);
        let part = change(&before, &window);
        assert!(part < 0.002, "{part} with mirrored {mirrored} and {copies} copies");
        undo(&mut window);
        assert_eq!(*artwork(&window), before);
    }
}

#[test]
fn copies_of_copies_are_not_lost_by_taking_a_group_apart() {
    let mut twice = Element { copies: 3, ..pair((300.0, 120.0), 0.0, false) };
    if let Kind::Group { elements } = &mut twice.kind {
        let element = Element { copies: 4, ..(*elements[0]).clone() };
        elements[0] = element.into();
    }
    let mut window = window_with(vec![twice]);
    choose(&mut window, &[3]);
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    assert!(window.tells("The group is drawn several times, and so is a part of it.") && ids(&window) == [3]);
}
