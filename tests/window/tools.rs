//! The tools of the canvas, by mouse and by keyboard, as a user acts.

use crate::support::{USUAL, Window, add, artwork, chosen, only, undo, undo_label, window, window_on};
use badgewright::app::Command;
use badgewright::artwork::{Cap, ElementId, Guide, Join, Kind, Paint};
use eframe::egui::{self, Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::Queryable as _;

fn choose(window: &mut Window, ids: Vec<ElementId>) {
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, Command::Select(ids));
    window.settle();
}

/// Points for one badge unit.
fn zoom(window: &Window) -> f32 {
    let canvas = &window.state().state().places.canvas;
    canvas.view.on(canvas.rect.unwrap()).zoom
}

/// A point of the badge on the screen.
fn on_screen(window: &Window, x: f32, y: f32) -> Pos2 {
    let middle = window.get_by_label_contains("Canvas, ").rect().center();
    middle + Vec2::new(x - 300.0, y - 300.0) * zoom(window)
}

fn place_of(window: &Window, name: &str) -> Pos2 {
    window.get_by_label(name).rect().center()
}

fn focus(window: &mut Window, name: &str) {
    window.get_by_label(name).focus();
    window.settle();
}

/// Types a number into a field and ends with Enter.
fn enter(window: &mut Window, field: &str, number: &str) {
    window.get_by_label(field).scroll_to_me();
    window.settle();
    focus(window, field);
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(number);
    window.key(Key::Enter);
}

fn right_click(window: &mut Window, at: Pos2) {
    let button = |pressed| egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Secondary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(egui::Event::PointerMoved(at));
    window.event(button(true));
    window.step();
    window.event(button(false));
    window.settle();
}

#[test]
fn a_ring_is_made_thicker_by_dragging_its_handle_and_by_keys() {
    let mut window = window(USUAL);
    let ring = add(&mut window, "Ring");
    assert_eq!(ring.kind, Kind::Ring { inner: 0.85 });
    let at = place_of(&window, "Thickness 7.5 %");
    let middle = on_screen(&window, 300.0, 300.0);
    window.drag(at, at.lerp(middle, 0.3));
    let Kind::Ring { inner } = only(&window).kind else { panic!("still a ring") };
    assert!(inner < 0.7, "the hole is smaller now: {inner}");
    assert_eq!(undo_label(&window).as_deref(), Some("Thickness of Ring"));
    undo(&mut window);
    focus(&mut window, "Thickness 7.5 %");
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    focus(&mut window, "Thickness 9.5 %");
    window.key_with(Modifiers::SHIFT, Key::ArrowUp);
    assert!(window.shows("Thickness 19.5 %"));
    undo(&mut window);
    assert_eq!(only(&window).kind, ring.kind, "a run of keys is one step");
}

#[test]
fn every_shape_with_numbers_shows_them_as_handles_that_keys_can_push() {
    let mut window = window(USUAL);
    for (shape, handles) in [
        ("Rectangle", &["Upper left corner 0", "Lower right corner 0"] as &[&str]),
        ("Stitched ring", &["Stitches 47"]),
        ("Dotted ring", &["Dots 60"]),
        ("Hexagon", &["Sides 6", "Corners 8"]),
        ("Star", &["Points 5", "Depth 50 %", "Corners 4"]),
        ("Seal", &["Waves 24", "Depth 6 %"]),
        ("Ring segment", &["Thickness 10 %", "Span 120°"]),
        ("Wave ring", &["Waves 24", "Depth 8 %", "Thickness 11 %"]),
        ("Gear", &["Teeth 12", "Depth 18 %", "Hole 40 %"]),
        ("Rays", &["Rays 24", "Begin at 0 %", "Cover 50 %"]),
        ("Pennant", &["Point 15 %"]),
        ("Straight shield", &["Sides 50 %"]),
        ("Ribbon", &["Ends 100 %"]),
        ("Folded ribbon", &["Ends 100 %", "Rise 100 %"]),
        ("Arched ribbon", &["Ends 100 %", "Rise 100 %"]),
        ("Laurel", &["Leaves 8"]),
        (
            "Speech bubble",
            &["Corners 32", "Tail position 20 %", "Tail tip 10 %", "Tail width 16 %", "Tail length 24 %"],
        ),
    ] {
        let before = add(&mut window, shape);
        for handle in handles {
            focus(&mut window, handle);
            window.key(Key::ArrowRight);
            assert_ne!(only(&window), before, "{handle} of {shape}");
            undo(&mut window);
            assert_eq!(only(&window), before, "{handle} of {shape}");
        }
        window.key(Key::Escape);
        window.key(Key::Delete);
    }
}

#[test]
fn a_speech_bubbles_tail_is_made_longer_by_its_handle_and_by_a_field_within_one_range() {
    let mut window = window(USUAL);
    let before = add(&mut window, "Speech bubble");
    let length = |window: &Window| match only(window).kind {
        Kind::SpeechBubble { tail_length, .. } => tail_length,
        other => panic!("still a bubble: {other:?}"),
    };
    let at = place_of(&window, "Tail length 24 %");
    window.drag(at, at - Vec2::new(0.0, 22.0 * zoom(&window)));
    assert!((length(&window) - 0.34).abs() < 0.01, "a tenth of the height: {}", length(&window));
    assert_eq!(undo_label(&window).as_deref(), Some("Tail length of Speech bubble"));
    undo(&mut window);
    assert_eq!(only(&window), before);
    let at = place_of(&window, "Tail length 24 %");
    window.drag(at, at - Vec2::new(0.0, 900.0));
    assert!((length(&window) - 0.8).abs() < 1e-9);
    undo(&mut window);
    enter(&mut window, "Tail length", "95");
    assert!((length(&window) - 0.8).abs() < 1e-9, "the field ends where the handle does");
    undo(&mut window);
    assert_eq!(only(&window), before);
}

#[test]
fn several_are_moved_sized_and_turned_by_numbers_and_by_the_cage() {
    let mut window = window(USUAL);
    let ids = [add(&mut window, "Disc").id, add(&mut window, "Gear").id];
    enter(&mut window, "Place across", "180");
    choose(&mut window, ids.to_vec());
    let frames = |window: &Window| ids.map(|id| artwork(window).element(id).unwrap().frame);
    let before = frames(&window);
    enter(&mut window, "Turned by", "90");
    let turned = frames(&window);
    assert!(turned.iter().all(|frame| (frame.rotation - 90.0).abs() < 1e-9), "{turned:?}");
    assert!((turned[0].x - turned[1].x).abs() < 1e-6, "what lay beside one another lies one above the other");
    undo(&mut window);
    assert_eq!(frames(&window), before);
    window.press("Keep proportions");
    let width = before[0].bounds().union(before[1].bounds()).width();
    enter(&mut window, "Width", &format!("{}", width / 2.0));
    let sized = frames(&window);
    assert!((sized[0].width - before[0].width / 2.0).abs() < 0.1, "{sized:?}");
    assert!((sized[0].height - before[0].height / 2.0).abs() < 0.1, "{sized:?}");
    assert_eq!(undo_label(&window).as_deref(), Some("Change 2 elements"));
    undo(&mut window);
    let around = before[0].bounds().union(before[1].bounds());
    let corner = on_screen(&window, around.right as f32, around.bottom as f32);
    window.drag(corner, corner + Vec2::new(40.0, 60.0));
    assert_eq!(undo_label(&window).as_deref(), Some("Size 2 elements"));
    let after = frames(&window);
    assert!((after[0].width / after[0].height - before[0].width / before[0].height).abs() < 1e-6, "kept: {after:?}");
}

#[test]
fn the_keyboard_chooses_elements_one_after_another() {
    let mut window = window(USUAL);
    let ids: Vec<ElementId> = artwork(&window).elements.iter().map(|element| element.id).collect();
    let last = ids.len() - 1;
    window.key(Key::PageDown);
    assert_eq!(chosen(&window), [ids[last]], "the front one first");
    window.key(Key::PageDown);
    assert_eq!(chosen(&window), [ids[last - 1]]);
    window.key_with(Modifiers::SHIFT, Key::PageDown);
    assert_eq!(chosen(&window).len(), 2, "one more");
    window.key(Key::PageUp);
    assert_eq!(chosen(&window), [ids[last]]);
    window.key(Key::PageUp);
    assert_eq!(chosen(&window), [ids[0]], "and around");
    // The list, too: with Tab to a row, with Space to choose it.
    let title = badgewright::scene::title(&artwork(&window).elements[last - 1], window.badge());
    focus(&mut window, &title);
    window.key(Key::Space);
    assert_eq!(chosen(&window), [ids[last - 1]]);
}

#[test]
fn clicking_again_chooses_what_lies_below() {
    let mut window = window(USUAL);
    let (lower, upper) = (add(&mut window, "Disc").id, add(&mut window, "Rectangle").id);
    choose(&mut window, Vec::new());
    let at = on_screen(&window, 320.0, 310.0);
    for expected in [upper, lower] {
        window.drag(at, at);
        assert_eq!(chosen(&window), [expected]);
        // Slower than a double click.
        for _ in 0..60 {
            window.step();
        }
    }
}

#[test]
fn the_menu_of_the_canvas_locks_hides_and_reaches_what_lies_below() {
    let mut window = window(USUAL);
    let (lower, upper) = (add(&mut window, "Disc").id, add(&mut window, "Rectangle").id);
    let at = on_screen(&window, 320.0, 310.0);
    right_click(&mut window, at);
    window.press("Choose Disc");
    assert_eq!(chosen(&window), [lower]);
    right_click(&mut window, at);
    window.press("Lock or unlock");
    assert!(artwork(&window).element(lower).unwrap().locked);
    choose(&mut window, vec![upper]);
    window.key_with(Modifiers::COMMAND, Key::H);
    assert!(artwork(&window).element(upper).unwrap().hidden);
    undo(&mut window);
    assert!(!artwork(&window).element(upper).unwrap().hidden);
    window.get_by_label_contains("Canvas, ").focus();
    window.settle();
    window.key_with(Modifiers::SHIFT, Key::F10);
    assert!(window.shows("Bring to front"), "the keyboard opens it, too");
    window.key(Key::Escape);
    assert!(!window.shows("Lies here"));
}

#[test]
fn a_gradient_is_edited_on_the_badge_and_beside_it() {
    let mut window = window(USUAL);
    add(&mut window, "Disc");
    window.press("Paint");
    window.press("Along a line");
    window.press("On the badge");
    let stops = |window: &Window| only(window).fill.unwrap().stops().to_vec();
    let at = place_of(&window, "End of the colours");
    window.drag(at, at + Vec2::new(37.0, -20.0));
    assert!(matches!(only(&window).fill, Some(Paint::Linear { to, .. }) if to[0] > 0.55 && to[1] < 0.95));
    assert_eq!(undo_label(&window).as_deref(), Some("Paint of Disc"));
    undo(&mut window);
    // A click on the line adds a colour, Delete takes it away.
    let (from, to) = (place_of(&window, "Beginning of the colours"), place_of(&window, "End of the colours"));
    let middle = from.lerp(to, 0.5);
    window.drag(middle, middle);
    assert_eq!(stops(&window).len(), 3);
    window.key(Key::Delete);
    assert_eq!(stops(&window).len(), 2, "the colour, not the element");
    window.key(Key::Delete);
    assert_eq!(stops(&window).len(), 2);
    window.press("Add a colour between");
    assert_eq!(stops(&window).len(), 3);
    enter(&mut window, "Place of colour 2", "30");
    assert_eq!(stops(&window)[1].offset, 0.3);
    focus(&mut window, "Colour 2 at 30 %");
    window.key(Key::ArrowRight);
    assert!((stops(&window)[1].offset - 0.31).abs() < 1e-9);
    window.press("Remove colour 2 of the gradient");
    assert_eq!(stops(&window).len(), 2);
    window.press("Paint");
    window.press("From a point");
    enter(&mut window, "Middle across", "40");
    assert!(matches!(only(&window).fill, Some(Paint::Radial { center, .. }) if center == [0.4, 0.5]));
    focus(&mut window, "Reach 50 %");
    window.key(Key::ArrowUp);
    assert!(window.shows("Reach 51 %"));
}

#[test]
fn the_eyedropper_takes_a_colour_for_what_is_chosen_and_for_the_field_that_asks() {
    let mut window = window(USUAL);
    // The paper of the first starter, beside its icon.
    let ground = artwork(&window).elements[2].fill.clone().unwrap().first_color();
    let icon = window.query_all_by_label_contains(": Icon").next().unwrap().rect().center();
    window.drag(icon, icon);
    assert_ne!(only(&window).fill, Some(Paint::Solid(ground)));
    let at = on_screen(&window, 450.0, 300.0);
    window.key(Key::I);
    window.drag(at, at);
    assert_eq!(only(&window).fill, Some(Paint::Solid(ground)), "what is chosen is painted");
    undo(&mut window);
    window.key(Key::V);
    let before = only(&window).fill;
    window.press("Outline");
    window.press("Pick line colour from the badge");
    window.drag(at, at);
    let element = only(&window);
    assert_eq!(element.stroke.unwrap().paint, Paint::Solid(ground), "the field that asked gets it");
    assert_eq!(element.fill, before);
}

#[test]
fn guides_are_added_moved_locked_and_removed_and_snapping_is_remembered() {
    let mut window = window(USUAL);
    window.press("Snapping");
    window.press("Add upright");
    assert_eq!(artwork(&window).guides, [Guide::upright(300.0)]);
    enter(&mut window, "Upright guide 1", "120");
    assert_eq!(artwork(&window).guides, [Guide::upright(120.0)]);
    window.press("Lock upright guide 1");
    assert!(artwork(&window).guides[0].locked);
    window.press("Unlock upright guide 1");
    window.press("Equal gaps");
    window.key(Key::Escape);
    focus(&mut window, "Upright guide at 120");
    window.key(Key::ArrowRight);
    assert_eq!(artwork(&window).guides, [Guide::upright(121.0)]);
    window.key(Key::Delete);
    assert!(artwork(&window).guides.is_empty());
    undo(&mut window);
    assert_eq!(artwork(&window).guides, [Guide::upright(121.0)]);
    // A drag out of a ruler makes one more, a drag off the badge takes one away.
    window.key_with(Modifiers::SHIFT, Key::R);
    let canvas = window.get_by_label_contains("Canvas, ").rect();
    let from = canvas.left_top() + Vec2::new(300.0, 10.0);
    window.drag(from, on_screen(&window, 200.0, 84.0));
    assert_eq!(artwork(&window).guides.len(), 2);
    assert!(!artwork(&window).guides[1].upright && (artwork(&window).guides[1].at - 84.0).abs() < 3.0);
    let beside = on_screen(&window, 620.0, artwork(&window).guides[1].at as f32);
    window.drag(beside, Pos2::new(beside.x, canvas.top() + 4.0));
    assert_eq!(artwork(&window).guides.len(), 1, "let go beside the badge it is gone");
    let snapping = window.state().state().desk.settings.canvas.snapping;
    assert!(!snapping.gaps && snapping.rulers);
    let settings = std::fs::read(window.folder().join("badgewright/settings.json")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("badgewright")).unwrap();
    std::fs::write(folder.path().join("badgewright/settings.json"), settings).unwrap();
    let again = window_on(USUAL, folder, None);
    assert_eq!(again.state().state().desk.settings.canvas.snapping, snapping);
}

#[test]
fn lines_get_lengths_ends_and_corners_of_ones_own() {
    let mut window = window(USUAL);
    add(&mut window, "Star");
    window.press("Outline");
    window.press("Line");
    window.press("Dashed");
    window.get_by_label("Lengths").scroll_to_me();
    window.settle();
    focus(&mut window, "Lengths");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("20 5 2 5");
    window.key(Key::Enter);
    window.press("Ends");
    window.press("Square");
    window.press("Line corners");
    window.press("Pointed");
    window.press("Lies");
    window.press("Outside");
    let stroke = only(&window).stroke.unwrap();
    assert_eq!((stroke.dash, stroke.cap, stroke.join), (vec![20.0, 5.0, 2.0, 5.0], Cap::Square, Join::Pointed));
    assert_eq!(stroke.side, badgewright::artwork::StrokeAlignment::Outside);
}

#[test]
fn a_group_gets_shadow_blend_opacity_and_an_outline_around_it() {
    let mut window = window(USUAL);
    let ids = vec![add(&mut window, "Disc").id, add(&mut window, "Star").id];
    choose(&mut window, ids);
    window.key_with(Modifiers::COMMAND, Key::G);
    let lines = |window: &Window| window.state().state().scene().draws().len();
    let before = lines(&window);
    window.press("Outline");
    assert_eq!(lines(&window), before + 2, "a line goes around both");
    window.press("Shadow");
    enter(&mut window, "Opacity", "60");
    window.press("Colours");
    window.press("Multiply");
    let now = only(&window);
    assert!(now.shadow.is_some() && now.stroke.is_some());
    assert_eq!((now.opacity, now.blend), (0.6, badgewright::artwork::Blend::Multiply));
}

#[test]
fn the_view_comes_closer_by_click_box_and_keys() {
    let mut window = window(USUAL);
    let fitted = zoom(&window);
    window.key(Key::Z);
    let at = on_screen(&window, 300.0, 300.0);
    window.drag(at, at);
    assert!(zoom(&window) > fitted * 1.4);
    window.key_with(Modifiers::SHIFT, Key::Num1);
    let (from, to) = (on_screen(&window, 200.0, 200.0), on_screen(&window, 400.0, 350.0));
    window.drag(from, to);
    assert!(zoom(&window) > fitted * 2.0);
    window.key(Key::Escape);
    assert!(window.tells("Drag to move"), "Escape goes back to choosing");
    window.key(Key::Minus);
    let now = zoom(&window);
    window.key(Key::Plus);
    assert!(zoom(&window) > now);
    window.key_with(Modifiers::SHIFT, Key::Num1);
    assert!((zoom(&window) - fitted).abs() < 1e-3);
    assert_eq!(undo_label(&window), None, "looking changes nothing");
}

#[test]
fn copies_mirror_and_duplicate_work_by_keyboard_and_undo() {
    let mut window = window(USUAL);
    let star = add(&mut window, "Star");
    enter(&mut window, "Place down", "120");
    enter(&mut window, "Copies", "8");
    assert_eq!(only(&window).copies, 8);
    let bounds = window.state().state().scene().bounds(star.id).unwrap();
    assert!((bounds.center().1 - 300.0).abs() < 2.0, "they go around the middle of the badge: {bounds:?}");
    let run = |window: &mut Window, words: &str| {
        window.key_with(Modifiers::COMMAND, Key::K);
        window.type_here(words);
        window.key(Key::Enter);
    };
    let before = only(&window);
    run(&mut window, "mirror up and down");
    assert!(only(&window).mirrored);
    undo(&mut window);
    assert_eq!(only(&window), before);
    run(&mut window, "align bottom");
    assert!((only(&window).frame.bounds().bottom - 600.0).abs() < 1e-9);
    undo(&mut window);
    let count = artwork(&window).elements.len();
    window.key_with(Modifiers::COMMAND, Key::D);
    assert_eq!(artwork(&window).elements.len(), count + 1);
    undo(&mut window);
    assert_eq!(artwork(&window).elements.len(), count);
}

#[test]
fn buttons_on_the_canvas_leave_the_choice_alone() {
    let mut window = window(USUAL);
    let star = add(&mut window, "Star").id;
    for button in ["Zoom in", "Fit", "Snapping"] {
        window.press(button);
        assert_eq!(chosen(&window), [star], "{button}");
    }
}

#[test]
fn the_cage_is_turned_and_sized_by_keys_for_one_and_for_several() {
    let mut window = window(USUAL);
    let disc = add(&mut window, "Disc");
    focus(&mut window, "Turned by 0°");
    window.key(Key::ArrowRight);
    window.key_with(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(only(&window).frame.rotation, 11.0);
    undo(&mut window);
    assert_eq!(only(&window), disc, "a run of keys is one step");
    let size =
        |name: &str, by: f64| format!("Size from the {name}, {:.0} × {:.0}", disc.frame.width + by, disc.frame.height);
    focus(&mut window, &size("right", 0.0));
    window.key_with(Modifiers::SHIFT, Key::ArrowRight);
    assert!(window.shows(&size("lower left", 10.0)), "what is said follows");
    let sized = only(&window).frame;
    assert_eq!((sized.width, sized.height, sized.x), (disc.frame.width + 10.0, disc.frame.height, disc.frame.x + 5.0));
    assert_eq!(undo_label(&window).as_deref(), Some("Size Disc"));
    undo(&mut window);
    // An icon keeps its proportions, outwards and inwards.
    let icon = artwork(&window).elements.iter().find(|one| matches!(one.kind, Kind::Icon { .. })).unwrap().clone();
    choose(&mut window, vec![icon.id, disc.id]);
    let names: Vec<String> = ["Turn", "Size from the lower right"].map(str::to_owned).into();
    focus(&mut window, &names[0]);
    window.key(Key::ArrowRight);
    assert_eq!(artwork(&window).element(icon.id).unwrap().frame.rotation, icon.frame.rotation + 1.0);
    undo(&mut window);
    window.query_all_by_label_contains(&names[1]).next().unwrap().focus();
    window.settle();
    window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    let now = artwork(&window).element(icon.id).unwrap().frame;
    assert!(
        now.width < icon.frame.width && (now.width / now.height - icon.frame.width / icon.frame.height).abs() < 1e-6
    );
    assert_eq!(undo_label(&window).as_deref(), Some("Size 2 elements"));
}

#[test]
fn a_path_is_drawn_and_a_colour_taken_by_keys_alone() {
    let mut window = window(USUAL);
    let count = artwork(&window).elements.len();
    window.key(Key::P);
    window.key(Key::Enter);
    assert!(window.shows("Pen at 300 across, 300 down, 0 points"), "the cross shows where it begins");
    window.key(Key::Enter);
    window.key_with(Modifiers::ALT, Key::ArrowUp);
    (0..6).for_each(|_| window.key_with(Modifiers::SHIFT, Key::ArrowRight));
    window.key(Key::Enter);
    (0..3).for_each(|_| window.key_with(Modifiers::SHIFT, Key::ArrowDown));
    window.key(Key::ArrowLeft);
    assert!(window.shows("Pen at 359 across, 330 down, 2 points"));
    window.key(Key::Enter);
    window.key(Key::Backspace);
    window.key(Key::Enter);
    assert_eq!(artwork(&window).elements.len(), count, "nothing is on the badge yet");
    window.key(Key::Enter);
    let path = only(&window);
    assert_eq!(artwork(&window).elements.len(), count + 1, "Enter at the last point ends the path");
    let Kind::Outline { path: data, .. } = &path.kind else { panic!("{path:?}") };
    assert!(data.contains('C'), "it is bent: {data}");
    assert!(path.stroke.is_some() && (path.frame.width - 59.0).abs() < 2.0, "{:?}", path.frame);
    window.key(Key::Escape);
    assert!(!window.tells("Pen at "), "Escape puts the pen away");
    // The eyedropper takes what is under the same cross.
    let icon = artwork(&window).elements.iter().find(|one| matches!(one.kind, Kind::Icon { .. })).unwrap().id;
    let ground = artwork(&window).elements[2].fill.clone().unwrap().first_color();
    choose(&mut window, vec![icon]);
    window.key(Key::I);
    (0..15).for_each(|_| window.key_with(Modifiers::SHIFT, Key::ArrowRight));
    assert!(window.shows("Eyedropper at 450 across, 300 down"));
    window.key(Key::Enter);
    assert_eq!(only(&window).fill, Some(Paint::Solid(ground)));
    assert_eq!(only(&window).id, icon);
}

#[test]
fn the_eyedropper_paints_what_lies_in_a_chosen_group() {
    let mut window = window(USUAL);
    let (first, second) = (add(&mut window, "Disc"), add(&mut window, "Star"));
    choose(&mut window, vec![first.id, second.id]);
    window.key_with(Modifiers::COMMAND, Key::G);
    let group = only(&window);
    assert!(matches!(group.kind, Kind::Group { .. }));
    window.key(Key::I);
    (0..20).for_each(|_| window.key_with(Modifiers::SHIFT, Key::ArrowRight));
    window.key(Key::Enter);
    let fill = |window: &Window, id| artwork(window).element(id).unwrap().fill.clone();
    assert_eq!(fill(&window, first.id), fill(&window, second.id));
    undo(&mut window);
    // A member alone, too.
    choose(&mut window, vec![second.id]);
    window.key(Key::Enter);
    assert_eq!(fill(&window, first.id), first.fill, "the other one stays");
    assert_ne!(fill(&window, second.id), second.fill);
}

#[test]
fn copies_go_around_a_middle_that_is_dragged_pushed_and_typed() {
    let mut window = window(USUAL);
    let disc = add(&mut window, "Disc");
    enter(&mut window, "Width", "40");
    enter(&mut window, "Height", "40");
    enter(&mut window, "Place across", "200");
    assert!(!window.tells("Middle of the copies"), "one alone goes around nothing");
    enter(&mut window, "Copies", "6");
    let at = place_of(&window, "Middle of the copies at 300, 300");
    window.drag(at, on_screen(&window, 250.0, 420.0));
    let middle = only(&window).middle.unwrap();
    assert!((middle.x - 250.0).abs() < 6.0 && (middle.y - 420.0).abs() < 6.0, "{middle:?}");
    undo(&mut window);
    assert_eq!(only(&window).middle, None);
    focus(&mut window, "Middle of the copies at 300, 300");
    window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    window.key(Key::ArrowDown);
    assert!(window.shows("Middle of the copies at 290, 301"));
    enter(&mut window, "Middle across", "240");
    let middle = only(&window).middle.unwrap();
    assert_eq!((middle.x, middle.y), (240.0, 301.0));
    assert_eq!(only(&window).id, disc.id);
}
