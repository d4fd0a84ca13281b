use super::*;
use crate::artwork::{Color, Frame, Kind, Motif, Paint, Stop};
use crate::editing::bench::{Bench, NOTHING_HELD, SHIFT};

const RED: Color = Color::rgb(200, 0, 0);
const BLUE: Color = Color::rgb(0, 0, 200);

fn stops() -> Vec<Stop> {
    vec![Stop { offset: 0.0, color: RED }, Stop { offset: 1.0, color: BLUE }]
}

/// A square of 200 in the middle, chosen, painted with this.
fn bench(paint: Paint) -> Bench<PaintTool> {
    let element = Element::new(ElementId(1), Kind::Rectangle { corners: [0.0; 4] }, Frame::centred(200.0, 200.0));
    let mut bench = Bench::new(vec![element.filled(paint)], PaintTool::default());
    bench.choose(&[1]);
    bench
}

fn paint(bench: &Bench<PaintTool>) -> Paint {
    bench.element(1).fill.unwrap()
}

#[test]
fn the_ends_of_a_straight_gradient_are_dragged_and_rest_on_the_frame() {
    let mut bench = bench(Paint::Linear { from: [0.5, 0.0], to: [0.5, 1.0], stops: stops() });
    bench.drag((300.0, 400.0), (398.0, 360.0), NOTHING_HELD);
    let Paint::Linear { from, to, .. } = paint(&bench) else { panic!("still straight") };
    assert_eq!((from, to), ([0.5, 0.0], [1.0, 0.8]), "it came near the right side");
    bench.history.undo();
    // With Shift in steps of 15 degrees about the other end.
    bench.drag((300.0, 400.0), (397.0, 304.0), SHIFT);
    let Paint::Linear { to, .. } = paint(&bench) else { panic!("still straight") };
    assert!((to[0] - 0.5 - to[1]).abs() < 1e-9, "45 degrees: {to:?}");
}

#[test]
fn a_click_on_the_line_adds_a_colour_that_is_dragged_and_taken_away_again() {
    let mut bench = bench(Paint::Linear { from: [0.0, 0.5], to: [1.0, 0.5], stops: stops() });
    bench.drag((250.0, 300.0), (320.0, 300.0), NOTHING_HELD);
    let now = paint(&bench);
    assert_eq!(now.stops().len(), 3);
    assert_eq!(now.stops()[1], Stop { offset: 0.6, color: RED.mixed(BLUE, 0.25) });
    assert_eq!(bench.history.undo_label(), Some("Paint of Rectangle"));
    // No further than its neighbour.
    let chip = handles(&bench.element(1), 16.0).into_iter().find(|h| h.handle == PaintHandle::Stop(1)).unwrap().at;
    bench.drag((chip.x, chip.y), (590.0, 300.0), NOTHING_HELD);
    assert_eq!(paint(&bench).stops()[1].offset, 1.0);
    assert!(bench.key(ToolKey::Delete));
    assert_eq!(paint(&bench).stops(), stops());
    assert!(bench.key(ToolKey::Delete) && paint(&bench).stops() == stops(), "two are needed");
    assert!(matches!(bench.asked.as_slice(), [ToolOutput::Say(_)]));
    for _ in 0..3 {
        bench.history.undo();
    }
    assert_eq!(paint(&bench).stops(), stops());
}

#[test]
fn the_middle_and_the_reach_of_a_round_gradient_are_dragged() {
    let mut bench = bench(Paint::Radial { center: [0.5, 0.5], radius: 0.5, stops: stops() });
    bench.drag((300.0, 300.0), (260.0, 340.0), NOTHING_HELD);
    let Paint::Radial { center, .. } = paint(&bench) else { panic!("still round") };
    assert_eq!(center, [0.3, 0.7]);
    bench.drag((360.0, 340.0), (320.0, 340.0), NOTHING_HELD);
    let Paint::Radial { radius, .. } = paint(&bench) else { panic!("still round") };
    assert!((radius - 0.3).abs() < 1e-9, "{radius}");
}

#[test]
fn an_angular_gradient_and_a_pattern_are_turned() {
    let mut bench = bench(Paint::Angular { center: [0.5, 0.5], angle: 0.0, stops: stops() });
    let angle = handles(&bench.element(1), 16.0).into_iter().find(|h| h.handle == PaintHandle::Angle).unwrap().at;
    bench.drag((angle.x, angle.y), (400.0, 300.0), NOTHING_HELD);
    assert!(matches!(paint(&bench), Paint::Angular { angle, .. } if angle == 90.0));
    let mut bench =
        self::bench(Paint::Pattern { motif: Motif::Stripes, ink: RED, ground: None, size: 20.0, angle: 0.0 });
    bench.drag((380.0, 300.0), (300.0, 420.0), NOTHING_HELD);
    let Paint::Pattern { size, angle, .. } = paint(&bench) else { panic!("still a pattern") };
    assert_eq!((size, angle), (30.0, 90.0));
}

#[test]
fn handles_follow_a_turned_and_mirrored_element() {
    let mut element = Element::new(ElementId(1), Kind::Disc, Frame { rotation: 90.0, ..Frame::centred(200.0, 100.0) });
    element.mirrored = true;
    element.fill = Some(Paint::Linear { from: [0.0, 0.5], to: [1.0, 0.5], stops: stops() });
    let from = handles(&element, 16.0)[0].at;
    // Mirrored, its beginning is at the right; turned by a quarter, at the bottom.
    assert!(from.distance(Point::new(300.0, 400.0)) < 1e-9, "{from:?}");
    let after = dragged(&element, PaintHandle::From, Point::new(300.0, 350.0), false).unwrap();
    let Some(Paint::Linear { from, .. }) = after.fill else { panic!("still straight") };
    assert!((from[0] - 0.25).abs() < 1e-9 && (from[1] - 0.5).abs() < 1e-9, "{from:?}");
}

#[test]
fn a_drag_that_is_given_up_leaves_the_paint_as_it_was() {
    let before = Paint::Linear { from: [0.5, 0.0], to: [0.5, 1.0], stops: stops() };
    let mut bench = bench(before.clone());
    bench.event(ToolEvent::Press((300.0, 400.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((340.0, 360.0).into(), NOTHING_HELD));
    assert_ne!(paint(&bench), before);
    bench.event(ToolEvent::Cancel);
    assert_eq!(paint(&bench), before);
}
