//! Groups and what lies in them, acted on as a user does: what is seen stays
//! where it is seen.

use crate::support::{USUAL, Window, act, artwork, change, chosen, only, undo, window};
use badgewright::app::Command;
use badgewright::artwork::{Artwork, Color, Element, ElementId, Frame, GroupUnits, Kind, Paint, Spot};
use badgewright::document::Edit;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::Queryable as _;

fn choose(window: &mut Window, ids: &[u64]) {
    act(window, Command::Select(ids.iter().map(|id| ElementId(*id)).collect()));
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

fn near(a: (f64, f64), b: (f64, f64)) -> bool {
    (a.0 - b.0).hypot(a.1 - b.1) < 0.5
}

#[test]
fn a_mirrored_turned_group_with_copies_looks_the_same_taken_apart() {
    for (mirrored, copies, middle) in [(true, 0, None), (false, 6, None), (true, 5, Some(Spot { x: 250.0, y: 320.0 }))]
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
    assert_eq!(chosen(&window), [ElementId(3)], "what was not done leaves the choice alone");
}

#[test]
fn a_copy_of_what_lies_in_a_group_lies_beside_it_in_the_group() {
    for (rotation, mirrored) in [(0.0, false), (90.0, false), (30.0, true)] {
        let mut window = window_with(vec![pair((200.0, 400.0), rotation, mirrored)]);
        let before = seen_at(&window, 1);
        choose(&mut window, &[1]);
        window.key_with(Modifiers::COMMAND, Key::D);
        let copy = only(&window).id.0;
        assert_eq!((ids(&window), inside(&window, 3)), (vec![3], vec![1, 2, copy]));
        let step = (before.0 + 15.0, before.1 + 15.0);
        assert!(near(seen_at(&window, copy), step), "{:?} and {step:?}", seen_at(&window, copy));
        undo(&mut window);
        assert_eq!(inside(&window, 3), [1, 2]);
    }
}

#[test]
fn in_a_badge_of_a_set_a_copy_does_not_part_it_from_the_design() {
    let mut window = window_with(vec![pair((200.0, 400.0), 30.0, true)]);
    act(&mut window, badgewright::app::SetMessage::Add.into());
    let member = window.state().state().document().set.members[0].id.clone();
    act(&mut window, badgewright::app::SetMessage::Edit(member).into());
    let before = seen_at(&window, 1);
    choose(&mut window, &[1]);
    window.key_with(Modifiers::COMMAND, Key::D);
    let copy = only(&window).id.0;
    assert!(near(seen_at(&window, copy), (before.0 + 15.0, before.1 + 15.0)));
    assert!(window.state().state().document().set.members[0].instead.is_none());
}

#[test]
fn a_group_and_what_lies_in_it_chosen_together_are_the_group() {
    for group_id in [3, 9] {
        let begin = Element { id: ElementId(group_id), ..pair((200.0, 400.0), 0.0, false) };
        let mut window = window_with(vec![begin]);
        choose(&mut window, &[group_id, 2, 1]);
        window.key_with(Modifiers::COMMAND, Key::L);
        assert!(element(&window, group_id).locked && !element(&window, 1).locked && !element(&window, 2).locked);
        undo(&mut window);
        window.key_with(Modifiers::COMMAND, Key::D);
        assert_eq!((ids(&window).len(), chosen(&window).len()), (2, 1), "one copy, of the group");
        undo(&mut window);
        window.key(Key::Delete);
        assert!(ids(&window).is_empty() && !window.tells("is no longer on the badge"));
        undo(&mut window);
        assert_eq!(inside(&window, group_id), [1, 2]);
    }
}

/// Five discs, one on top of another, the highest id at the back.
fn pile() -> Window {
    let disc = |id| part(id, Kind::Disc, (300.0, 300.0), (100.0, 100.0), 0.0);
    window_with([5, 4, 3, 2, 1].map(disc).into())
}

#[test]
fn several_change_their_order_together_and_keep_it_among_themselves() {
    let mut window = pile();
    choose(&mut window, &[4, 2]);
    for (modifiers, key, expected) in [
        (Modifiers::COMMAND, Key::CloseBracket, [5, 3, 4, 1, 2]),
        (Modifiers::COMMAND, Key::CloseBracket, [5, 3, 1, 4, 2]),
        (Modifiers::COMMAND, Key::CloseBracket, [5, 3, 1, 4, 2]),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket, [4, 2, 5, 3, 1]),
        (Modifiers::COMMAND, Key::OpenBracket, [4, 2, 5, 3, 1]),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::CloseBracket, [5, 3, 1, 4, 2]),
        (Modifiers::COMMAND, Key::OpenBracket, [5, 3, 4, 2, 1]),
    ] {
        window.key_with(modifiers, key);
        assert_eq!(ids(&window), expected, "{modifiers:?} {key:?}");
    }
    assert_eq!(chosen(&window).len(), 2);
}

#[test]
fn copies_of_several_lie_in_the_order_of_what_was_copied() {
    let mut window = pile();
    let name = |window: &Window| artwork(window).elements.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    for id in [4, 2] {
        let named = Element { name: format!("Disc {id}"), ..element(&window, id) };
        act(&mut window, Command::edit("Name", vec![Edit::Put(vec![named])]));
    }
    choose(&mut window, &[2, 4]);
    window.key_with(Modifiers::COMMAND, Key::D);
    assert_eq!(name(&window)[5..], ["Disc 4", "Disc 2"]);
}

#[test]
fn what_lies_in_a_group_is_mirrored_where_it_is_seen() {
    let mut window = window_with(vec![pair((200.0, 400.0), 40.0, true)]);
    let before = artwork(&window).clone();
    let bounds = |window: &Window| window.state().state().scene().bounds(ElementId(1)).unwrap();
    let (seen, middle) = (bounds(&window), GroupUnits::of(&element(&window, 3)).to_parent(&element(&window, 1)).frame);
    choose(&mut window, &[1]);
    window.press("Mirror left and right");
    let now = bounds(&window);
    assert!(near((now.left, now.top), (2.0 * middle.x - seen.right, seen.top)), "{seen:?} {now:?}");
    window.press("Mirror left and right");
    assert!(change(&before, &window) < 0.002, "two mirrors bring it back");
    window.press("Align left");
    assert!(bounds(&window).left.abs() < 20.0);
    assert_eq!(inside(&window, 3), [1, 2]);
}

/// A group, 3, with a four-cornered path, 1, in it.
fn with_path(rotation: f64, mirrored: bool) -> Window {
    let outline = Kind::Outline { path: "M0 0L80 0L80 40L0 40Z".into(), view: [80.0, 40.0] };
    let path = part(1, outline, (10.0, 20.0), (80.0, 40.0), 20.0);
    let disc = part(2, Kind::Disc, (-30.0, -30.0), (40.0, 40.0), 0.0);
    window_with(vec![group(3, vec![disc, path], (300.0, 300.0), rotation, mirrored)])
}

/// Where a point of the path is seen, in badge units.
fn point_at(window: &Window, words: &str) -> (f64, f64) {
    let canvas = &window.state().state().places.canvas;
    let at = canvas.view.on(canvas.rect.unwrap()).to_artwork(point_on_screen(window, words));
    (at.x, at.y)
}

fn point_on_screen(window: &Window, words: &str) -> Pos2 {
    window.get_by_label_contains(words).rect().center()
}

#[test]
fn points_of_a_path_in_a_group_are_seen_told_and_moved_by_keys_and_pointer() {
    for (rotation, mirrored) in [(0.0, false), (90.0, false), (25.0, true)] {
        let mut window = with_path(rotation, mirrored);
        choose(&mut window, &[1]);
        window.key(Key::N);
        let before = [1, 3].map(|at| point_at(&window, &format!("Point {at} of 4")));
        window.key(Key::Period);
        window.key_with(Modifiers::SHIFT, Key::ArrowRight);
        let now = [1, 3].map(|at| point_at(&window, &format!("Point {at} of 4")));
        assert!(near(now[0], (before[0].0 + 10.0, before[0].1)), "{before:?} {now:?} turned by {rotation}");
        assert!(near(now[1], before[1]), "the others stay: {before:?} {now:?}");
        undo(&mut window);
        let from = point_on_screen(&window, "Point 3 of 4");
        window.drag(from, from + Vec2::new(40.0, 30.0));
        assert!((point_on_screen(&window, "Point 3 of 4") - from - Vec2::new(40.0, 30.0)).length() < 12.0);
        assert!(near(point_at(&window, "Point 1 of 4"), before[0]));
        assert_eq!(inside(&window, 3), [2, 1]);
    }
}

#[test]
fn a_click_with_the_point_tool_chooses_the_path_in_the_group() {
    let mut window = with_path(0.0, false);
    window.key(Key::N);
    let at = window.get_by_label_contains("Canvas, ").rect().center() + Vec2::new(12.0, 22.0);
    window.drag(at, at);
    assert_eq!(chosen(&window), [ElementId(1)]);
    assert!(window.tells("Point 4 of 4"));
}

#[test]
fn a_locked_path_keeps_its_points() {
    let mut window = with_path(0.0, false);
    choose(&mut window, &[1]);
    window.key(Key::N);
    window.key(Key::Period);
    window.key_with(Modifiers::COMMAND, Key::L);
    let before = artwork(&window).clone();
    assert!(!window.tells("Point 1 of 4"));
    window.key(Key::ArrowRight);
    assert_eq!(*artwork(&window), before);
}

#[test]
fn what_lies_in_a_group_becomes_a_path_and_unites_where_it_is_seen() {
    let mut window = window_with(vec![Element { copies: 3, ..pair((300.0, 120.0), 25.0, true) }]);
    let before = artwork(&window).clone();
    choose(&mut window, &[1]);
    window.press("Make it a path");
    assert!(matches!(only(&window).kind, Kind::Outline { .. }) && inside(&window, 3) == [1, 2]);
    assert!(change(&before, &window) < 0.002, "{}", change(&before, &window));
    window.key(Key::V);
    choose(&mut window, &[1, 2]);
    window.press("Unite");
    assert_eq!(inside(&window, 3), [1]);
    assert!(change(&before, &window) < 0.01, "once for all copies: {}", change(&before, &window));
    window.press("Add a shape");
    window.press("Disc");
    let disc = only(&window).id.0;
    choose(&mut window, &[1, disc]);
    window.press("Show only within the lowest");
    assert!(window.tells("Only elements that lie in the same group can be grouped."));
}

#[test]
fn a_picture_in_a_turned_group_is_cropped_the_way_it_is_seen() {
    let mut window = window(USUAL);
    let path = window.folder().join("logo.png");
    image::RgbaImage::from_fn(400, 200, |x, y| image::Rgba([(x / 2) as u8, y as u8, 90, 255])).save(&path).unwrap();
    act(&mut window, badgewright::app::CanvasMessage::Dropped(vec![path]).into());
    let (picture, home) = (only(&window).id, ElementId(90));
    act(&mut window, Command::edit("Group", vec![Edit::Group(vec![picture], home)]));
    let mut turned = element(&window, 90);
    turned.frame.rotation = 90.0;
    act(&mut window, Command::edit("Turn", vec![Edit::Put(vec![turned])]));
    act(&mut window, Command::Select(vec![picture]));
    window.press("Crop on the badge");
    window.key(Key::Plus);
    let crop = |window: &Window| match only(window).kind {
        Kind::Picture { crop, .. } => crop,
        other => panic!("a picture, not {other:?}"),
    };
    let before = crop(&window);
    window.key(Key::ArrowRight);
    let slid = crop(&window);
    assert!(slid.left == before.left && slid.top > before.top, "its top is at the right: {before:?} {slid:?}");
    let seen = window.state().state().scene().bounds(picture).unwrap();
    window.query_all_by_label_contains("Crop from the top, ").next().unwrap().focus();
    window.settle();
    window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    let now = window.state().state().scene().bounds(picture).unwrap();
    assert!((seen.right - now.right - 10.0).abs() < 0.01 && (seen.left - now.left).abs() < 0.01, "{seen:?} {now:?}");
}

#[test]
fn a_badge_of_a_set_keeps_what_is_its_own_when_the_group_is_taken_apart() {
    use badgewright::app::SetMessage;
    let mut window = window_with(vec![Element { copies: 3, ..pair((300.0, 150.0), 25.0, true) }]);
    act(&mut window, SetMessage::Add.into());
    let member = window.state().state().document().set.members[0].id.clone();
    act(&mut window, SetMessage::Edit(member).into());
    choose(&mut window, &[1]);
    window.key_with(Modifiers::SHIFT, Key::ArrowRight);
    window.key_with(Modifiers::SHIFT, Key::ArrowRight);
    let before = artwork(&window).clone();
    act(&mut window, SetMessage::Design.into());
    choose(&mut window, &[3]);
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    let set = window.state().state().document().clone();
    let own = &set.set.members[0];
    assert!(own.instead.is_none() && own.elements.keys().eq([&ElementId(1)]), "{own:?}");
    let member = set.set.members[0].id.clone();
    act(&mut window, SetMessage::Edit(member).into());
    assert!(change(&before, &window) < 0.002, "{}", change(&before, &window));
}

#[test]
fn of_a_crowded_badge_only_the_rows_in_sight_are_made() {
    let dot = |id: u64| part(id, Kind::Disc, (10.0 + (id % 30) as f64 * 20.0, 300.0), (8.0, 8.0), 0.0);
    let rows = |window: &Window| window.query_all_by_role(Role::ListItem).count();
    let few = window_with((1..=200).map(dot).collect());
    assert_eq!(rows(&few), 200, "each row can be found");
    let mut window = window_with((1..=3000).map(dot).collect());
    assert!((1..100).contains(&rows(&window)), "{}", rows(&window));
    // Those in front are told on the canvas, and what is chosen, wherever it lies.
    assert!(window.query_by_label_contains("Element 7: ").is_none());
    choose(&mut window, &[7]);
    assert!(window.query_by_label_contains("Element 7: ").is_some());
    assert!(window.query_all_by_role(Role::GraphicsObject).count() <= 301);
}
