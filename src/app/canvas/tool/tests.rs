//! Events in, wishes out, without a window.

use super::*;
use crate::artwork::{Color, Frame, Kind, Paint};
use crate::badge::Badge;
use crate::document::{Document, History};
use crate::scene::build;

/// A canvas without a window: a history and the tool.
struct Bench {
    history: History,
    tool: SelectTool,
}

fn square(id: u64, x: f64, y: f64) -> Element {
    let frame = Frame { x, y, width: 100.0, height: 100.0, rotation: 0.0 };
    let kind = Kind::Rectangle { corners: [0.0; 4] };
    Element::new(ElementId(id), kind, frame).filled(Paint::Solid(Color::BLACK))
}

impl Bench {
    fn new(elements: Vec<Element>) -> Self {
        let artwork = Artwork { elements: elements.into_iter().map(Into::into).collect(), ..Artwork::default() };
        let document = Document { artwork: artwork.into(), ..Document::default() };
        Self { history: History::new(document), tool: SelectTool::default() }
    }

    fn event(&mut self, event: ToolEvent) {
        let document = self.history.document().clone();
        let scene = build(&document.artwork, &Badge::default());
        let selection = self.history.selection().clone();
        let context =
            ToolContext { artwork: &document.artwork, scene: &scene, selection: &selection, reach: 8.0, arm: 26.0 };
        for output in self.tool.event(event, &context) {
            match output {
                ToolOutput::Select(ids) => self.history.select(ids),
                ToolOutput::Edit(edits, label, group) => self.history.apply(&edits, label, group).unwrap(),
                ToolOutput::Undo => {
                    self.history.undo();
                }
            }
        }
    }

    fn drag(&mut self, from: (f64, f64), to: (f64, f64), held: Held) {
        self.event(ToolEvent::Press(from.into(), held));
        for step in 1..=4 {
            let along = f64::from(step) / 4.0;
            self.event(ToolEvent::Drag(Point::from(from).lerp(to.into(), along), held));
        }
        self.event(ToolEvent::Release);
        self.history.seal();
    }

    fn click(&mut self, at: (f64, f64), held: Held) {
        self.event(ToolEvent::Press(at.into(), held));
        self.event(ToolEvent::Release);
    }

    fn chosen(&self) -> Vec<u64> {
        self.history.selection().iter().map(|id| id.0).collect()
    }

    fn frame(&self, id: u64) -> Frame {
        self.history.document().artwork.element(ElementId(id)).unwrap().frame
    }
}

const NOTHING_HELD: Held = Held { shift: false, alt: false, command: false };
const SHIFT: Held = Held { shift: true, ..NOTHING_HELD };
const COMMAND: Held = Held { command: true, ..NOTHING_HELD };

#[test]
fn a_click_chooses_the_topmost_and_shift_one_more() {
    let mut bench = Bench::new(vec![square(1, 100.0, 100.0), square(2, 120.0, 120.0), square(3, 400.0, 400.0)]);
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
    let mut bench = Bench::new(vec![square(1, 100.0, 100.0), square(2, 400.0, 400.0)]);
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
    let mut bench = Bench::new(vec![square(1, 100.0, 100.0)]);
    bench.drag((100.0, 100.0), (102.0, 101.0), NOTHING_HELD);
    assert!(!bench.history.is_dirty());
}

#[test]
fn a_move_snaps_to_the_middle_unless_ctrl_is_held() {
    let mut bench = Bench::new(vec![square(1, 100.0, 100.0)]);
    bench.drag((100.0, 100.0), (296.0, 200.0), NOTHING_HELD);
    assert_eq!((bench.frame(1).x, bench.frame(1).y), (300.0, 200.0));
    bench.history.undo();
    bench.drag((100.0, 100.0), (296.0, 200.0), COMMAND);
    assert_eq!(bench.frame(1).x, 296.0);
}

#[test]
fn shift_keeps_the_direction_of_a_move() {
    let mut bench = Bench::new(vec![square(1, 100.0, 100.0)]);
    bench.event(ToolEvent::Press((100.0, 100.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((160.0, 120.0).into(), SHIFT));
    assert_eq!((bench.frame(1).x, bench.frame(1).y), (160.0, 100.0));
}

#[test]
fn a_drag_that_is_given_up_leaves_everything_as_it_was() {
    let mut bench = Bench::new(vec![square(1, 100.0, 100.0)]);
    bench.event(ToolEvent::Press((100.0, 100.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((200.0, 150.0).into(), NOTHING_HELD));
    assert_eq!(bench.frame(1).x, 200.0);
    bench.event(ToolEvent::Cancel);
    assert_eq!((bench.frame(1).x, bench.history.is_dirty()), (100.0, false));
}

#[test]
fn handles_size_and_turn_the_one_that_is_chosen() {
    let mut bench = Bench::new(vec![square(1, 200.0, 200.0)]);
    bench.click((200.0, 200.0), NOTHING_HELD);
    bench.drag((250.0, 250.0), (290.0, 270.0), NOTHING_HELD);
    assert_eq!((bench.frame(1).width, bench.frame(1).height), (140.0, 120.0));
    let frame = bench.frame(1);
    let knob = (frame.x, frame.y - frame.height / 2.0 - 26.0);
    bench.drag(knob, (frame.x + 200.0, frame.y), SHIFT);
    assert_eq!(bench.frame(1).rotation, 90.0);
    assert_eq!(bench.history.undo_label(), Some("Turn Rectangle"));
}

#[test]
fn a_box_chooses_what_lies_wholly_in_it_and_no_locked_element() {
    let mut locked = square(3, 120.0, 300.0);
    locked.locked = true;
    let mut bench = Bench::new(vec![square(1, 100.0, 100.0), square(2, 280.0, 100.0), locked]);
    bench.drag((20.0, 20.0), (240.0, 400.0), NOTHING_HELD);
    assert_eq!(bench.chosen(), [1]);
    bench.drag((20.0, 20.0), (400.0, 400.0), NOTHING_HELD);
    assert_eq!(bench.chosen(), [1, 2]);
    bench.click((120.0, 300.0), NOTHING_HELD);
    assert!(bench.chosen().is_empty(), "a locked element cannot be chosen on the canvas");
}

#[test]
fn giving_up_a_drag_that_changed_nothing_leaves_the_step_before_it() {
    let mut bench = Bench::new(vec![square(1, 300.0, 300.0)]);
    bench.drag((300.0, 300.0), (360.0, 350.0), NOTHING_HELD);
    bench.event(ToolEvent::Press((360.0, 350.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((400.0, 350.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((360.0, 350.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Cancel);
    assert_eq!((bench.frame(1).x, bench.frame(1).y), (360.0, 350.0));
}
