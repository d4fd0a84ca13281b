//! Each tool says all there is to say of it, without a window.

use kurbo::Vec2;

use super::bench::{ALT, Bench, NOTHING_HELD, SHIFT};
use super::eyedropper::EyedropperTool;
use super::hand::HandTool;
use super::overlay::{Form, Mark};
use super::pen_tool::PenTool;
use super::text_tool::TextTool;
use super::tool::{Cursor, Look, Tool, ToolEvent, ToolKey, ToolKind, ToolOutput};
use super::toolbox::Toolbox;
use super::zoom::ZoomTool;
use crate::artwork::{Element, ElementId, Frame, Kind};

/// All tools at once, as the window has them.
impl Tool for Toolbox {
    fn hint(&self) -> &'static str {
        self.held().hint()
    }

    fn event(&mut self, event: ToolEvent, context: &super::tool::ToolContext<'_>) -> Vec<ToolOutput> {
        self.event(event, context)
    }
}

const ALL: [ToolKind; 9] = [
    ToolKind::Select,
    ToolKind::Nodes,
    ToolKind::Pen,
    ToolKind::Text,
    ToolKind::Crop,
    ToolKind::Paint,
    ToolKind::Eyedropper,
    ToolKind::Hand,
    ToolKind::Zoom,
];

fn arrows(across: f64, down: f64) -> ToolKey {
    ToolKey::Arrows(Vec2::new(across, down), NOTHING_HELD)
}

#[test]
fn every_tool_says_what_can_be_done_and_escape_leads_back_to_choosing() {
    let mut bench = Bench::new(Vec::new(), Toolbox::default());
    let mut hints = std::collections::BTreeSet::new();
    for kind in ALL {
        bench.with(|tools, context| tools.take(kind, context));
        assert_eq!(bench.tool.kind(), kind);
        assert!(hints.insert(bench.tool.hint()), "{kind:?}");
        let escaped = bench.with(|tools, context| tools.key(ToolKey::Escape, context));
        let back = matches!(escaped.as_deref(), Some([ToolOutput::Take(ToolKind::Select)]));
        // Choosing and changing points have nothing to leave: there Escape chooses nothing.
        assert_eq!(back, !matches!(kind, ToolKind::Select | ToolKind::Nodes), "{kind:?}");
    }
}

#[test]
fn the_pen_draws_by_keys_as_by_pointer_and_ends_where_it_is_put_down() {
    let mut bench = Bench::new(Vec::new(), PenTool::default());
    bench.key(ToolKey::Enter(NOTHING_HELD));
    assert!(bench.overlay().iter().any(|mark| matches!(mark, Mark::Cross(_))), "the first Enter shows the cross");
    bench.key(ToolKey::Enter(NOTHING_HELD));
    bench.key(arrows(40.0, 0.0));
    bench.key(ToolKey::Enter(NOTHING_HELD));
    bench.key(ToolKey::Arrows(Vec2::new(0.0, 3.0), ALT));
    assert!(bench.overlay().iter().any(|mark| matches!(mark, Mark::Handle(_, Form::Bend))), "it is bent");
    assert_eq!(bench.tool.pointed().unwrap().1, "Pen at 340 across, 300 down, 2 points");
    let outputs = bench.with(|tool, context| tool.put_down(context));
    outputs.into_iter().for_each(|output| bench.carry_out(output));
    let [path] = bench.chosen()[..] else { panic!("the path is chosen") };
    assert!(matches!(bench.element(ElementId(path).0).kind, Kind::Outline { .. }));
}

#[test]
fn the_hand_keeps_under_the_pointer_what_it_took_hold_of() {
    let mut bench = Bench::new(Vec::new(), HandTool::default());
    bench.event(ToolEvent::Press((100.0, 100.0).into(), NOTHING_HELD));
    let cursor = bench.with(|tool, context| tool.cursor((100.0, 100.0).into(), NOTHING_HELD, context));
    assert_eq!(cursor, Some(Cursor::Grabbing));
    bench.event(ToolEvent::Drag((130.0, 90.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Release);
    bench.event(ToolEvent::Drag((500.0, 90.0).into(), NOTHING_HELD));
    bench.key(ToolKey::Arrows(Vec2::new(1.0, 0.0), SHIFT));
    let looks: Vec<Look> = looks(&bench.asked);
    assert_eq!(looks, [Look::Pan(Vec2::new(30.0, -10.0)), Look::Pan(Vec2::new(-240.0, 0.0))]);
}

fn looks(asked: &[ToolOutput]) -> Vec<Look> {
    let look = |output: &ToolOutput| match output {
        ToolOutput::Look(look) => Some(*look),
        _ => None,
    };
    asked.iter().filter_map(look).collect()
}

#[test]
fn the_magnifying_glass_comes_closer_goes_away_and_shows_a_box() {
    let mut bench = Bench::new(Vec::new(), ZoomTool::default());
    bench.click((100.0, 100.0), NOTHING_HELD);
    bench.click((100.0, 100.0), ALT);
    bench.event(ToolEvent::Press((100.0, 200.0).into(), NOTHING_HELD));
    bench.event(ToolEvent::Drag((160.0, 120.0).into(), NOTHING_HELD));
    let area = kurbo::Rect::new(100.0, 120.0, 160.0, 200.0);
    assert_eq!(bench.overlay(), [Mark::Marquee(area)]);
    bench.event(ToolEvent::Release);
    assert!(bench.overlay().is_empty());
    let at = kurbo::Point::new(100.0, 100.0);
    assert_eq!(looks(&bench.asked), [Look::Zoom(1.6, at), Look::Zoom(1.0 / 1.6, at), Look::Show(area)]);
}

#[test]
fn the_eyedropper_takes_a_colour_by_pointer_and_by_keys() {
    let mut bench = Bench::new(Vec::new(), EyedropperTool::default());
    bench.click((100.0, 120.0), SHIFT);
    bench.key(arrows(-5.0, 0.0));
    bench.key(ToolKey::Enter(NOTHING_HELD));
    let picked: Vec<(f64, f64, bool)> = bench
        .asked
        .iter()
        .filter_map(|output| match output {
            ToolOutput::PickColor { at, line } => Some((at.x, at.y, *line)),
            _ => None,
        })
        .collect();
    assert_eq!(picked, [(100.0, 120.0, true), (295.0, 300.0, false)]);
}

#[test]
fn a_text_begins_with_its_first_letter_and_its_letters_are_one_step() {
    let mut bench = Bench::new(Vec::new(), TextTool::default());
    bench.drag((100.0, 100.0), (300.0, 160.0), NOTHING_HELD);
    assert!(bench.history.document().artwork.elements.is_empty(), "nothing is typed yet");
    let typed = bench.with(|tool, context| tool.typed(context)).unwrap();
    assert!(typed.letters.is_empty() && typed.word.is_none() && typed.several_lines);
    for letters in ["K", "KILN"] {
        let outputs = bench.with(|tool, context| tool.changed(letters, context));
        outputs.into_iter().for_each(|output| bench.carry_out(output));
        bench.tool.follow((letters.len(), letters.len()));
    }
    assert_eq!(bench.history.document().artwork.elements.len(), 1);
    assert!(bench.overlay().iter().any(|mark| matches!(mark, Mark::Caret(..))));
    bench.event(ToolEvent::DoubleClick((200.0, 130.0).into()));
    assert_eq!(bench.tool.caret(), (4, 0), "the word is chosen");
    bench.history.undo();
    assert!(bench.history.document().artwork.elements.is_empty(), "all letters are one step");
    bench.history.redo();
    bench.with(|tool, context| tool.put_down(context));
    assert!(bench.with(|tool, context| tool.typed(context)).is_none());
}

#[test]
fn a_press_beside_the_picture_that_is_cropped_chooses() {
    let kind = Kind::Rectangle { corners: [0.0; 4] };
    let square = Element::new(ElementId(1), kind, Frame::centred(100.0, 100.0));
    let mut bench = Bench::new(vec![square], Toolbox::default());
    bench.with(|tools, context| tools.take(ToolKind::Crop, context));
    bench.event(ToolEvent::Press((20.0, 20.0).into(), NOTHING_HELD));
    assert_eq!(bench.tool.kind(), ToolKind::Select);
}

#[test]
fn where_the_keyboard_points_stays_from_tool_to_tool() {
    let mut bench = Bench::new(Vec::new(), Toolbox::default());
    bench.with(|tools, context| {
        tools.take(ToolKind::Pen, context);
        tools.key(arrows(7.0, 0.0), context);
        tools.take(ToolKind::Eyedropper, context);
        assert_eq!(tools.held().pointed().unwrap().1, "Eyedropper at 307 across, 300 down");
        tools.take(ToolKind::Hand, context);
        tools.take(ToolKind::Text, context);
        assert_eq!(tools.held().pointed(), None);
    });
}
