//! The canvas as users take it up: points, pasting, the view, what is copied.

use crate::support::{USUAL, Window, act, add, artwork, only, undo, undo_label, window};
use badgewright::app::{Arrange, CanvasMessage, Command, SessionAsk, SetMessage};
use badgewright::artwork::{Artwork, Element, Guide, Kind, Paint};
use badgewright::document::Edit;
use eframe::egui::{self, Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Asks for something, without waiting for what it leads to.
fn begin(window: &mut Window, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, command);
}

/// A point of the badge on the screen.
fn on_screen(window: &Window, x: f64, y: f64) -> Pos2 {
    let canvas = &window.state().state().places.canvas;
    canvas.view.on(canvas.rect.unwrap()).to_window(kurbo::Point::new(x, y))
}

/// The button of the pointer at a place, while keys are held.
fn button(window: &mut Window, at: Pos2, pressed: bool, modifiers: Modifiers) {
    window.event_modifiers(egui::Event::PointerMoved(at), modifiers);
    let button = egui::PointerButton::Primary;
    window.event_modifiers(egui::Event::PointerButton { pos: at, button, pressed, modifiers }, modifiers);
    window.step();
}

fn click(window: &mut Window, at: Pos2, modifiers: Modifiers) {
    button(window, at, true, modifiers);
    button(window, at, false, modifiers);
    window.settle();
}

/// A square of 200 units around the middle of the badge whose points can be
/// changed.
fn square(window: &mut Window) -> Element {
    let mut square = add(window, "Rectangle");
    square.kind = Kind::Outline { path: "M0 0L200 0L200 200L0 200Z".into(), view: [200.0, 200.0] };
    square.frame = badgewright::artwork::Frame::centred(200.0, 200.0);
    act(window, Command::edit("Begin", vec![Edit::Put(vec![square.clone()])]));
    window.key(Key::N);
    square
}

#[test]
fn escape_takes_a_point_back_that_was_just_added() {
    let mut window = window(USUAL);
    let before = square(&mut window);
    let at = on_screen(&window, 400.0, 260.0);
    button(&mut window, at, true, Modifiers::ALT);
    assert!(window.tells("Point 5 of 5"));
    window.key(Key::Escape);
    assert!(window.tells("Point 4 of 4") && only(&window) == before && undo_label(&window).as_deref() == Some("Begin"));
    button(&mut window, at, false, Modifiers::NONE);
    window.settle();
    assert_eq!(only(&window), before);
}

#[test]
fn a_point_that_is_chosen_no_more_is_not_dragged() {
    let mut window = window(USUAL);
    let before = square(&mut window);
    let corner = on_screen(&window, 400.0, 200.0);
    click(&mut window, corner, Modifiers::NONE);
    button(&mut window, corner, true, Modifiers::SHIFT);
    let aside = corner + Vec2::new(60.0, -30.0);
    window.event_modifiers(egui::Event::PointerMoved(aside), Modifiers::SHIFT);
    window.step();
    window.key(Key::Escape);
    assert_eq!(
        undo_label(&window).as_deref(),
        Some("Begin"),
        "Escape takes back what was done here, and that is nothing"
    );
    button(&mut window, aside, false, Modifiers::NONE);
    window.settle();
    assert_eq!(only(&window), before);
}

#[test]
fn escape_during_the_drag_of_a_point_takes_back_only_that() {
    let mut window = window(USUAL);
    let before = square(&mut window);
    let corner = on_screen(&window, 400.0, 200.0);
    button(&mut window, corner, true, Modifiers::NONE);
    window.event(egui::Event::PointerMoved(corner + Vec2::new(37.0, -23.0)));
    window.step();
    assert_ne!(only(&window), before);
    window.key(Key::Escape);
    assert_eq!((only(&window), undo_label(&window).as_deref()), (before, Some("Begin")));
}

/// A badge with nothing on it but two guides, at 210 across and 120 down, that
/// are all things rest on.
fn with_guides() -> Window {
    let mut window = window(USUAL);
    let guides = [(210.0, true), (120.0, false)].map(|(at, upright)| Guide { at, upright, locked: false });
    let bare = Artwork { elements: Vec::new(), guides: guides.into(), ..artwork(&window).clone() };
    act(&mut window, Command::edit("Begin", vec![Edit::Artwork(Box::new(bare))]));
    window
}

#[test]
fn the_pen_and_points_rest_on_guides_and_with_ctrl_on_nothing() {
    let mut window = with_guides();
    window.key(Key::P);
    for (x, y, modifiers) in
        [(213.0, 117.0, Modifiers::NONE), (330.0, 118.0, Modifiers::NONE), (212.0, 333.0, Modifiers::COMMAND)]
    {
        let at = on_screen(&window, x, y);
        click(&mut window, at, modifiers);
    }
    window.key(Key::Enter);
    window.key(Key::Escape);
    let frame = only(&window).frame;
    let near = |a: f64, b: f64| (a - b).abs() < 0.01;
    let bounds = frame.bounds();
    assert!(near(bounds.left, 210.0) && near(bounds.top, 120.0), "the first point lies on both: {bounds:?}");
    assert!((bounds.bottom - 333.0).abs() < 1.0);
    window.key(Key::N);
    let point = |window: &Window, at: usize| {
        let canvas = &window.state().state().places.canvas;
        let place = window.get_by_label_contains(&format!("Point {at} of 3")).rect().center();
        canvas.view.on(canvas.rect.unwrap()).to_artwork(place)
    };
    assert!(point(&window, 3).x > 211.0, "with Ctrl it was set where it was pointed at: {:?}", point(&window, 3));
    let (from, to) = (on_screen(&window, 330.0, 120.0), on_screen(&window, 206.0, 250.0));
    window.drag(from, to);
    assert!((point(&window, 2).x - 210.0).abs() < 0.1, "{:?}", point(&window, 2));
    undo(&mut window);
    button(&mut window, from, true, Modifiers::COMMAND);
    window.event_modifiers(egui::Event::PointerMoved(to), Modifiers::COMMAND);
    window.step();
    button(&mut window, to, false, Modifiers::COMMAND);
    window.settle();
    assert!((point(&window, 2).x - 206.0).abs() < 0.6, "{:?}", point(&window, 2));
}

fn paste(window: &mut Window, text: &str) {
    window.event(egui::Event::Paste(text.into()));
    window.settle();
}

fn content(window: &Window) -> String {
    match only(window).kind {
        Kind::Text(text) => text.content,
        other => panic!("a text, not {other:?}"),
    }
}

#[test]
fn a_text_that_begins_like_a_tag_is_pasted_as_a_text() {
    let mut window = window(USUAL);
    paste(&mut window, "<3 Volunteers");
    assert_eq!(content(&window), "<3 Volunteers");
    paste(
        &mut window,
        "<!-- ours --><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>",
    );
    assert!(matches!(only(&window).kind, Kind::Group { .. }));
}

#[test]
fn what_cannot_be_seen_and_does_harm_is_not_pasted_on_the_badge() {
    let mut window = window(USUAL);
    paste(&mut window, "KILN\u{1b}\u{ffff} \u{202e}TWO\r\nFIRED");
    assert_eq!(content(&window), "KILN TWO\nFIRED");
}

#[test]
fn it_is_said_when_a_long_text_is_cut() {
    let mut window = window(USUAL);
    paste(&mut window, &"word ".repeat(80));
    assert!(!window.tells("letters were pasted"), "400 letters are pasted whole");
    paste(&mut window, &"word ".repeat(100));
    assert_eq!(content(&window).chars().count(), 400);
    assert!(window.tells("Only the first 400 of its 499 letters were pasted."));
}

/// Where the middle of the badge lies in the window.
fn middle(window: &Window) -> Pos2 {
    on_screen(window, 300.0, 300.0)
}

#[test]
fn the_hand_moves_the_view_by_drag_and_by_keys_and_nothing_on_the_badge() {
    let mut window = window(USUAL);
    let star = add(&mut window, "Star");
    window.press("Zoom in");
    window.key(Key::H);
    let before = middle(&window);
    window.drag(before, before + Vec2::new(30.0, 50.0));
    assert!((middle(&window) - before - Vec2::new(30.0, 50.0)).length() < 1.0);
    let dragged = middle(&window);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowDown);
    let moved = middle(&window) - dragged;
    assert!(moved.x < -10.0 && moved.y < -10.0, "what lies further right and down comes into view: {moved:?}");
    window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    assert!(middle(&window).x - dragged.x > 8.0 * -moved.x, "with Shift much further");
    assert_eq!((only(&window), undo_label(&window).as_deref()), (star.clone(), Some("Add star")));
    window.key(Key::V);
    window.key(Key::ArrowRight);
    assert_ne!(only(&window), star, "back at choosing, arrow keys nudge");
}

#[test]
fn the_two_shadows_are_told_apart_by_their_fields() {
    let mut window = window(USUAL);
    add(&mut window, "Disc");
    window.press("Shadow");
    window.press("Inner shadow");
    for (field, inner) in [("Softness, shadow", false), ("Softness, inner shadow", true)] {
        window.get_by_label(field).focus();
        window.settle();
        window.key_with(Modifiers::COMMAND, Key::A);
        window.type_here(if inner { "17" } else { "29" });
        window.key(Key::Enter);
    }
    let disc = only(&window);
    assert_eq!((disc.shadow.unwrap().blur, disc.inner_shadow.unwrap().blur), (29.0, 17.0));
    assert!(window.shows("Its colour, shadow") && window.shows("Its colour, inner shadow"));
}

#[test]
fn an_outline_gets_a_gradient_of_its_own() {
    let mut window = window(USUAL);
    add(&mut window, "Disc");
    window.press("Outline");
    window.press("Paint, outline");
    assert!(!window.shows("Pattern"), "a line has no room for marks");
    window.press("Along a line");
    let stops = |window: &Window| match only(window).stroke.unwrap().paint {
        Paint::Linear { stops, .. } => stops,
        other => panic!("a gradient, not {other:?}"),
    };
    assert_eq!(stops(&window).len(), 2);
    window.press("Add a colour between, outline");
    assert_eq!(stops(&window).len(), 3);
    assert!(matches!(only(&window).fill, Some(Paint::Solid(_))), "the fill stays as it is");
    window.press("On the badge");
    assert!(window.shows("Beginning of the colours") && window.shows("Colour 2 at 50 %"));
    undo(&mut window);
    assert!(only(&window).stroke.is_none_or(|line| line.paint.stops().len() < 3));
}

/// A text of many letters, which becomes a path of many points.
fn long_text(window: &mut Window) -> Element {
    paste(window, &"mountain rescue ".repeat(12));
    only(window)
}

#[test]
fn what_was_worked_out_for_a_badge_that_changed_meanwhile_changes_nothing() {
    let mut window = window(USUAL);
    let text = long_text(&mut window);
    let work = || CanvasMessage::Arrange(Arrange::ToPath).into();
    begin(&mut window, work());
    assert!(window.state().busy(), "an outline of so many points is worked on beside the window");
    let moved = Element { frame: text.frame.moved(30.0, 0.0), ..text.clone() };
    begin(&mut window, Command::edit("Move", vec![Edit::Put(vec![moved.clone()])]));
    window.settle();
    assert_eq!(only(&window), moved, "what was done meanwhile stays");
    assert!(window.tells("The badge changed while the outline was worked on."));
    // Undisturbed, it is done.
    act(&mut window, work());
    assert!(matches!(only(&window).kind, Kind::Outline { .. }));
}

#[test]
fn a_picture_goes_to_the_badge_it_was_chosen_for_or_to_none() {
    let mut window = window(USUAL);
    let path = window.folder().join("logo.png");
    image::RgbaImage::from_pixel(40, 20, image::Rgba([200, 10, 10, 255])).save(&path).unwrap();
    let place = || CanvasMessage::PlacePicture(path.clone()).into();
    act(&mut window, SetMessage::Add.into());
    act(&mut window, SetMessage::Design.into());
    let member = window.state().state().document().set.members[0].id.clone();
    let count = artwork(&window).elements.len();
    begin(&mut window, place());
    begin(&mut window, SetMessage::Edit(member).into());
    window.settle();
    assert!(window.tells("Another badge is in view by now, so the picture was not put on it."));
    assert_eq!(artwork(&window).elements.len(), count);
    act(&mut window, SetMessage::Design.into());
    assert_eq!(artwork(&window).elements.len(), count);
    // An edit of the same badge is no reason to leave it out.
    begin(&mut window, place());
    begin(&mut window, CanvasMessage::SelectAll.into());
    begin(&mut window, CanvasMessage::Nudge(5.0, 0.0).into());
    window.settle();
    assert_eq!(artwork(&window).elements.len(), count + 1);
    assert!(matches!(only(&window).kind, Kind::Picture { .. }));
    // Another document, too, is another badge.
    begin(&mut window, place());
    begin(
        &mut window,
        Command::Session(SessionAsk::Begin {
            document: Box::default(),
            place: badgewright::app::Place::Words,
            starter: false,
        }),
    );
    begin(&mut window, Command::Session(SessionAsk::LeaveUnsaved { save: false }));
    window.settle();
    assert!(artwork(&window).elements.is_empty());
}

/// What the window asks of the system when a key is pressed.
fn asked(window: &mut Window, (modifiers, key): (Modifiers, Key)) -> Vec<egui::OutputCommand> {
    window.event(egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
    let mut asked = Vec::new();
    for _ in 0..4 {
        window.step();
        asked.extend(window.output().platform_output.commands.clone());
    }
    window.settle();
    asked
}

#[test]
fn the_picture_is_copied_as_pixels_and_as_a_drawing_that_can_be_pasted() {
    let mut window = window(USUAL);
    let copied = asked(&mut window, (Modifiers::COMMAND | Modifiers::SHIFT, Key::C));
    let [egui::OutputCommand::CopyImage(image)] = copied.as_slice() else { panic!("a picture, not {copied:?}") };
    assert_eq!(image.size, [600, 600]);
    let scene = window.state().state().scene().clone();
    let drawn = badgewright::render::raster::Renderer::new().render(&scene, 600);
    let middle = &drawn.rgba[(300 * 600 + 300) * 4..][..4];
    assert_eq!(image.pixels[300 * 600 + 300].to_array(), middle);
    assert!(window.tells("The picture is on the clipboard."));

    window.key_with(Modifiers::COMMAND, Key::K);
    window.type_here("copy the picture as svg");
    window.key(Key::Enter);
    assert!(window.tells("The picture is on the clipboard as SVG."));
    let count = artwork(&window).elements.len();
    window.key_with(Modifiers::COMMAND, Key::K);
    window.type_here("paste a drawing");
    window.key(Key::Enter);
    assert!(artwork(&window).elements.len() == count + 1 && matches!(only(&window).kind, Kind::Group { .. }));
}

#[test]
fn gaps_become_equal_and_the_outermost_stay() {
    let mut window = window(USUAL);
    let mut ids = Vec::new();
    for (shape, x, y) in [("Disc", 100.0, 150.0), ("Star", 210.0, 420.0), ("Hexagon", 500.0, 300.0)] {
        let mut element = add(&mut window, shape);
        element.frame = badgewright::artwork::Frame { x, y, width: 80.0, height: 60.0, rotation: 0.0 };
        ids.push(element.id);
        act(&mut window, Command::edit("Place", vec![Edit::Put(vec![element])]));
    }
    act(&mut window, Command::Select(ids[..2].to_vec()));
    assert!(!window.shows("Equal gaps across"), "two have one gap");
    act(&mut window, Command::Select(ids.clone()));
    window.press("Equal gaps across");
    window.press("Equal gaps down");
    let places: Vec<(f64, f64)> =
        ids.iter().map(|id| artwork(&window).element(*id).unwrap().frame).map(|frame| (frame.x, frame.y)).collect();
    assert_eq!(places, [(100.0, 150.0), (300.0, 420.0), (500.0, 285.0)]);
    undo(&mut window);
    undo(&mut window);
    assert_eq!(artwork(&window).element(ids[1]).unwrap().frame.x, 210.0);
}

#[test]
fn the_badge_is_seen_with_other_eyes_while_it_is_worked_on() {
    let mut window = window(USUAL);
    let before = artwork(&window).clone();
    window.key_with(Modifiers::COMMAND, Key::K);
    window.type_here("see it as others do");
    window.key(Key::Enter);
    assert!(window.shows("As others see it") && window.shows("The badge on dark ground"));
    for eyes in ["No red (protanopia)", "In grey", "All colours"] {
        window.press(eyes);
        let toggled = window.get_by_label(eyes).accesskit_node().toggled();
        assert_eq!(toggled, Some(egui::accesskit::Toggled::True), "{eyes}");
    }
    window.get_by_label_contains("The badge in full size").focus();
    window.settle();
    let place = window.get_by_label_contains("The badge in full size").rect();
    assert!(place.top() < USUAL.y - 100.0, "the keyboard brings it into sight: {place:?}");
    // The work goes on beside it.
    add(&mut window, "Star");
    assert_eq!(undo_label(&window).as_deref(), Some("Add star"));
    assert!(window.shows("As others see it"));
    undo(&mut window);
    assert_eq!(*artwork(&window), before);
    window.press("Close");
    assert!(!window.shows("As others see it"));
}
