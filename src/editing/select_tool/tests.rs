//! Events in, wishes out, without a window.

use super::*;
use crate::artwork::{Color, Element, Kind, Paint};
use crate::editing::bench::{ALT, COMMAND, NOTHING_HELD, SHIFT};

type Bench = crate::editing::bench::Bench<SelectTool>;

fn square(id: u64, x: f64, y: f64) -> Element {
    let frame = Frame { x, y, width: 100.0, height: 100.0, rotation: 0.0 };
    let kind = Kind::Rectangle { corners: [0.0; 4] };
    Element::new(ElementId(id), kind, frame).filled(Paint::Solid(Color::BLACK))
}

fn group(id: u64, elements: Vec<Element>, frame: Frame) -> Element {
    let elements = elements.into_iter().map(Into::into).collect();
    Element::new(ElementId(id), Kind::Group { elements }, frame)
}

fn bench(elements: Vec<Element>) -> Bench {
    Bench::new(elements, SelectTool::default())
}

#[test]
fn a_click_chooses_the_topmost_and_shift_one_more() {
    let mut bench = bench(vec![square(1, 100.0, 100.0), square(2, 120.0, 120.0), square(3, 400.0, 400.0)]);
    bench.click((120.0, 120.0), NOTHING_HELD);
    assert_eq!(bench.chosen(), [2]);
    bench.click((400.0, 400.0), SHIFT);
    assert_eq!(bench.chosen(), [2, 3]);
    bench.click((120.0, 120.0), SHIFT);
    assert_eq!(bench.chosen(), [3]);
    bench.click((250.0, 50.0), NOTHING_HELD);
    assert!(bench.chosen().is_empty(), "a click beside everything chooses nothing");
    assert!(!bench.history.is_dirty(), "choosing is no change");
}

#[test]
fn a_drag_moves_all_that_is_chosen_as_one_step() {
    let mut bench = bench(vec![square(1, 100.0, 100.0), square(2, 400.0, 400.0)]);
    bench.click((100.0, 100.0), NOTHING_HELD);
    bench.click((400.0, 400.0), SHIFT);
    bench.drag((100.0, 100.0), (137.0, 129.0), NOTHING_HELD);
    assert_eq!((bench.frame(1).x, bench.frame(1).y), (137.0, 129.0));
    assert_eq!((bench.frame(2).x, bench.frame(2).y), (437.0, 429.0));
    bench.history.undo();
    assert_eq!((bench.frame(1).x, bench.frame(2).x), (100.0, 400.0));
    assert_eq!(bench.chosen(), [1, 2]);
}

#[test]
fn a_press_that_hardly_moves_is_a_click() {
    let mut bench = bench(vec![square(1, 100.0, 100.0)]);
    bench.drag((100.0, 100.0), (102.0, 101.0), NOTHING_HELD);
    assert!(!bench.history.is_dirty());
}

#[test]
fn a_move_snaps_to_the_middle_unless_ctrl_is_held() {
    let mut bench = bench(vec![square(1, 100.0, 100.0)]);
    bench.drag((100.0, 100.0), (296.0, 200.0), NOTHING_HELD);
    assert_eq!((bench.frame(1).x, bench.frame(1).y), (300.0, 200.0));
    bench.history.undo();
    bench.drag((100.0, 100.0), (296.0, 200.0), COMMAND);
    assert_eq!(bench.frame(1).x, 296.0);
}

#[test]
fn shift_keeps_the_direction_of_a_move() {
    let mut bench = bench(vec![square(1, 100.0, 100.0)]);
    bench.event(ToolEvent::Press((100.0, 100.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((160.0, 120.0).into(), SHIFT));
    assert_eq!((bench.frame(1).x, bench.frame(1).y), (160.0, 100.0));
}

#[test]
fn a_drag_that_is_given_up_leaves_everything_as_it_was() {
    let mut bench = bench(vec![square(1, 100.0, 100.0)]);
    bench.event(ToolEvent::Press((100.0, 100.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((200.0, 150.0).into(), NOTHING_HELD));
    assert_eq!(bench.frame(1).x, 200.0);
    bench.event(ToolEvent::Cancel);
    assert_eq!((bench.frame(1).x, bench.history.is_dirty()), (100.0, false));
}

#[test]
fn handles_size_and_turn_the_one_that_is_chosen() {
    let mut bench = bench(vec![square(1, 200.0, 200.0)]);
    bench.click((200.0, 200.0), NOTHING_HELD);
    bench.drag((250.0, 250.0), (290.0, 270.0), NOTHING_HELD);
    assert_eq!((bench.frame(1).width, bench.frame(1).height), (140.0, 120.0));
    let frame = bench.frame(1);
    let handle = (frame.x, frame.y - frame.height / 2.0 - 26.0);
    bench.drag(handle, (frame.x + 200.0, frame.y), SHIFT);
    assert_eq!(bench.frame(1).rotation, 90.0);
    assert_eq!(bench.history.undo_label(), Some("Turn Rectangle"));
}

#[test]
fn a_box_chooses_what_lies_wholly_in_it_and_no_locked_element() {
    let mut locked = square(3, 120.0, 300.0);
    locked.locked = true;
    let mut bench = bench(vec![square(1, 100.0, 100.0), square(2, 280.0, 100.0), locked]);
    bench.drag((20.0, 20.0), (240.0, 400.0), NOTHING_HELD);
    assert_eq!(bench.chosen(), [1]);
    bench.drag((20.0, 20.0), (400.0, 400.0), NOTHING_HELD);
    assert_eq!(bench.chosen(), [1, 2]);
    bench.click((120.0, 300.0), NOTHING_HELD);
    assert!(bench.chosen().is_empty(), "a locked element cannot be chosen on the canvas");
}

#[test]
fn giving_up_a_drag_that_changed_nothing_leaves_the_step_before_it() {
    let mut bench = bench(vec![square(1, 300.0, 300.0)]);
    bench.drag((300.0, 300.0), (360.0, 350.0), NOTHING_HELD);
    bench.event(ToolEvent::Press((360.0, 350.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((400.0, 350.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((360.0, 350.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Cancel);
    assert_eq!((bench.frame(1).x, bench.frame(1).y), (360.0, 350.0));
}

#[test]
fn clicking_again_reaches_what_lies_below() {
    let mut bench = bench(vec![square(1, 100.0, 100.0), square(2, 120.0, 120.0), square(3, 130.0, 110.0)]);
    let at = (115.0, 125.0);
    for expected in [3, 2, 1, 3] {
        bench.click(at, NOTHING_HELD);
        assert_eq!(bench.chosen(), [expected]);
    }
    bench.click(at, NOTHING_HELD);
    assert_eq!(bench.chosen(), [2]);
    // What was reached is dragged although something lies over it.
    bench.drag((116.0, 124.0), (216.0, 224.0), COMMAND);
    assert_eq!((bench.frame(2).x, bench.frame(2).y), (220.0, 220.0));
    assert_eq!(bench.frame(3).x, 130.0);
}

#[test]
fn several_are_sized_and_turned_together() {
    let mut bench = bench(vec![square(1, 150.0, 150.0), square(2, 350.0, 350.0)]);
    bench.choose(&[1, 2]);
    // The box around both goes from 100 to 400.
    bench.drag((400.0, 400.0), (250.0, 250.0), COMMAND);
    assert_eq!((bench.frame(1).width, bench.frame(1).x), (50.0, 125.0));
    assert_eq!((bench.frame(2).width, bench.frame(2).x), (50.0, 225.0));
    assert_eq!(bench.history.undo_label(), Some("Size 2 elements"));
    bench.history.undo();
    assert_eq!(bench.frame(2).width, 100.0);
    let handle = (250.0, 100.0 - 26.0);
    bench.drag(handle, (450.0, 250.0), SHIFT);
    let (one, two) = (bench.frame(1), bench.frame(2));
    assert!((one.x - 350.0).abs() < 1e-9 && (one.y - 150.0).abs() < 1e-9 && one.rotation == 90.0, "{one:?}");
    assert!((two.x - 150.0).abs() < 1e-9 && (two.y - 350.0).abs() < 1e-9, "{two:?}");
    bench.history.undo();
    assert_eq!(bench.frame(1).rotation, 0.0);
}

#[test]
fn an_element_of_a_turned_group_is_moved_sized_and_turned_where_it_is_seen() {
    let inner = square(1, 100.0, 0.0);
    let frame = Frame { x: 300.0, y: 250.0, width: 300.0, height: 100.0, rotation: 90.0 };
    let mut bench = bench(vec![group(9, vec![inner, square(2, -100.0, 0.0)], frame)]);
    // The first one is seen below the middle of the group.
    bench.click((300.0, 350.0), NOTHING_HELD);
    assert_eq!(bench.chosen(), [9]);
    bench.click((300.0, 350.0), ALT);
    assert_eq!(bench.chosen(), [1]);
    bench.drag((300.0, 350.0), (333.0, 367.0), COMMAND);
    let now = bench.frame(1);
    assert!((now.x - 117.0).abs() < 1e-9 && (now.y + 33.0).abs() < 1e-9, "right is up within the group: {now:?}");
    assert_eq!(bench.chosen(), [1], "it stays in hand without the key");
    bench.drag((383.0, 417.0), (403.0, 437.0), COMMAND);
    let now = bench.frame(1);
    assert!((now.width - 120.0).abs() < 1e-9 && (now.height - 120.0).abs() < 1e-9, "{now:?}");
}

#[test]
fn a_shape_is_changed_by_its_own_handles_and_taken_back_by_undo() {
    let frame = Frame { x: 300.0, y: 300.0, width: 400.0, height: 400.0, rotation: 0.0 };
    let ring = Element::new(ElementId(1), Kind::Ring { inner: 0.8 }, frame).filled(Paint::Solid(Color::BLACK));
    let mut bench = bench(vec![ring]);
    bench.choose(&[1]);
    // Half way between up and right, on the edge of the hole.
    let on = |radius: f64| (300.0 + radius / 2.0_f64.sqrt(), 300.0 - radius / 2.0_f64.sqrt());
    bench.drag(on(160.0), on(100.0), NOTHING_HELD);
    let Kind::Ring { inner } = bench.element(1).kind else { panic!("still a ring") };
    assert!((inner - 0.5).abs() < 0.005, "{inner}");
    assert_eq!(bench.history.undo_label(), Some("Thickness of Ring"));
    bench.history.undo();
    assert_eq!(bench.element(1).kind, Kind::Ring { inner: 0.8 });
}

#[test]
fn locks_that_are_switched_on_work_as_the_keys_do() {
    let mut bench = bench(vec![square(1, 200.0, 200.0)]);
    bench.choose(&[1]);
    bench.habits.keep_center = true;
    bench.drag((250.0, 250.0), (270.0, 260.0), COMMAND);
    assert_eq!((bench.frame(1).x, bench.frame(1).width, bench.frame(1).height), (200.0, 140.0, 120.0));
    bench.history.undo();
    bench.habits.keep_proportions = true;
    bench.drag((250.0, 250.0), (270.0, 260.0), COMMAND);
    assert_eq!((bench.frame(1).width, bench.frame(1).height), (140.0, 140.0));
}

#[test]
fn what_is_sized_rests_in_line_with_others_and_rings_with_the_radius_of_others() {
    let mut bench = bench(vec![square(1, 200.0, 200.0), square(2, 450.0, 450.0)]);
    bench.choose(&[1]);
    bench.drag((250.0, 200.0), (397.0, 203.0), NOTHING_HELD);
    assert_eq!(bench.frame(1).bounds().right, 400.0);
    let disc = |id, x: f64, side: f64| {
        let frame = Frame { x, y: 300.0, width: side, height: side, rotation: 0.0 };
        Element::new(ElementId(id), Kind::Disc, frame).filled(Paint::Solid(Color::BLACK))
    };
    let mut bench = self::bench(vec![disc(1, 150.0, 160.0), disc(2, 420.0, 100.0)]);
    bench.choose(&[2]);
    bench.drag((470.0, 350.0), (526.0, 406.0), SHIFT);
    assert_eq!((bench.frame(2).width, bench.frame(2).height), (160.0, 160.0));
}

#[test]
fn guides_are_dragged_and_taken_away_beside_the_badge() {
    let mut bench = bench(vec![square(1, 300.0, 300.0)]);
    let first = bench.with(|tool, context| tool.begin_guide(Guide::upright(0.0), Point::new(-30.0, 300.0), context));
    first.into_iter().for_each(|output| bench.carry_out(output));
    bench.event(ToolEvent::Drag(Point::new(120.4, 300.0), COMMAND));
    bench.event(ToolEvent::Release);
    bench.history.seal();
    let guides = |bench: &Bench| bench.history.document().artwork.guides.clone();
    assert_eq!(guides(&bench), [Guide::upright(120.0)]);
    assert_eq!(bench.history.undo_label(), Some("Move a guide"));
    // An element comes to rest on it.
    bench.drag((300.0, 300.0), (173.0, 222.0), NOTHING_HELD);
    assert_eq!(bench.frame(1).bounds().left, 120.0);
    bench.drag((120.0, 500.0), (200.0, 500.0), COMMAND);
    assert_eq!(guides(&bench), [Guide::upright(200.0)]);
    bench.drag((200.0, 520.0), (-80.0, 520.0), NOTHING_HELD);
    assert!(guides(&bench).is_empty());
    bench.history.undo();
    assert_eq!(guides(&bench), [Guide::upright(200.0)], "one step takes it away");
}

#[test]
fn a_box_with_alt_chooses_what_lies_in_groups() {
    let around = Frame { x: 200.0, y: 200.0, width: 300.0, height: 100.0, rotation: 0.0 };
    let inner = vec![square(1, -100.0, 0.0), square(2, 100.0, 0.0)];
    let mut bench = bench(vec![group(3, inner, around), square(4, 100.0, 400.0)]);
    bench.drag((20.0, 120.0), (180.0, 480.0), NOTHING_HELD);
    assert_eq!(bench.chosen(), [4], "the group reaches farther");
    bench.drag((20.0, 120.0), (180.0, 480.0), ALT);
    assert_eq!(bench.chosen(), [1, 4]);
    bench.drag((20.0, 120.0), (400.0, 300.0), NOTHING_HELD);
    assert_eq!(bench.chosen(), [3]);
}

#[test]
fn the_middle_of_copies_is_dragged_in_a_group_as_well() {
    let copied = Element { copies: 3, ..square(1, 100.0, 0.0) };
    let around = Frame { x: 200.0, y: 200.0, width: 300.0, height: 100.0, rotation: 90.0 };
    let mut bench = bench(vec![group(3, vec![copied], around)]);
    bench.choose(&[1]);
    bench.drag((200.0, 200.0), (200.0, 260.0), COMMAND);
    let middle = bench.element(1).middle.unwrap();
    assert!((middle.x - 60.0).abs() < 1e-6 && middle.y.abs() < 1e-6, "{middle:?}");
    bench.history.undo();
    assert_eq!(bench.element(1).middle, None);
}
