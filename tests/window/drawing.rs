//! Text, icons, pictures and paths on the canvas, acted on as a user does.

use crate::support::{USUAL, Window, act, artwork, change, chosen, only, undo, window};
use badgewright::app::{CanvasMessage, Command};
use badgewright::artwork::{Artwork, Baseline, Color, Element, ElementId, IconWeight, Kind, Paint, Stop, Text};
use eframe::egui::{self, Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::Queryable as _;
use kurbo::Shape as _;

const OWN: &str = "Text on the badge";
const SHORT_NAME: &str = "The badge’s short name, typed on the badge";

fn text(window: &Window) -> Text {
    match only(window).kind {
        Kind::Text(text) => text,
        other => panic!("a text, not {other:?}"),
    }
}

/// A point of the badge on the screen.
fn on_screen(window: &Window, x: f32, y: f32) -> Pos2 {
    let disc = window.query_all_by_label_contains("Element 1:").next().unwrap().rect();
    let zoom = disc.width() / artwork(window).elements[0].frame.width as f32;
    let middle = window.get_by_label_contains("Canvas, ").rect().center();
    middle + Vec2::new(x - 300.0, y - 300.0) * zoom
}

/// A quick click, as a hand makes it.
fn click(window: &mut Window, x: f32, y: f32) {
    let at = on_screen(window, x, y);
    window.event(egui::Event::PointerMoved(at));
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        window.step();
    }
    window.settle();
}

fn double_click(window: &mut Window, at: Pos2) {
    // Each event has a frame of its own here, a quarter of a second long.
    window.ctx.options_mut(|options| options.input_options.max_double_click_delay = 1.0);
    window.event(egui::Event::PointerMoved(at));
    for _ in 0..2 {
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
        window.step();
    }
    window.settle();
}

#[test]
fn a_text_is_typed_where_was_clicked_as_one_step() {
    let mut window = window(USUAL);
    let count = artwork(&window).elements.len();
    window.key(Key::T);
    click(&mut window, 90.0, 560.0);
    assert!(window.shows(OWN), "the field has a name");
    assert_eq!(artwork(&window).elements.len(), count, "nothing is on the badge before the first letter");
    window.type_here("Hop");
    assert_eq!(text(&window).content, "Hop");
    assert!((only(&window).frame.x - 90.0).abs() < 1.0 && (only(&window).frame.y - 560.0).abs() < 1.0);
    window.key(Key::Enter);
    window.type_here("t v");
    assert_eq!(text(&window).content, "Hop\nt v", "letters are letters, no commands");
    window.key(Key::Escape);
    assert!(!window.shows(OWN) && chosen(&window).len() == 1, "Escape ends typing, the text stays chosen");
    undo(&mut window);
    assert_eq!(artwork(&window).elements.len(), count);
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(artwork(&window).elements.len(), count + 1);
}

#[test]
fn a_text_begins_where_the_keyboard_points() {
    let mut window = window(USUAL);
    let count = artwork(&window).elements.len();
    window.key(Key::T);
    (0..20).for_each(|_| window.key_with(Modifiers::SHIFT, Key::ArrowLeft));
    (0..26).for_each(|_| window.key_with(Modifiers::SHIFT, Key::ArrowDown));
    assert!(window.shows("Text at 100 across, 560 down"), "the cross shows where it will begin");
    window.key(Key::Enter);
    assert!(window.shows(OWN) && !window.tells("Text at "), "now letters are typed");
    window.type_here("Hop");
    assert_eq!((only(&window).frame.x, only(&window).frame.y), (100.0, 560.0));
    let id = only(&window).id;
    window.key(Key::Escape);
    assert_eq!(artwork(&window).elements.len(), count + 1);
    // Enter at once types on the chosen text.
    window.key(Key::T);
    window.key(Key::Enter);
    assert!(window.shows(OWN));
    window.key(Key::End);
    window.type_here("!");
    assert_eq!((only(&window).id, text(&window).content.as_str()), (id, "Hop!"));
    window.key(Key::Escape);
    window.key(Key::T);
    window.key(Key::Escape);
    window.key(Key::ArrowRight);
    assert!((only(&window).frame.x - 101.0).abs() < 1e-9, "Escape put the tool away, arrows push what is chosen");
    undo(&mut window);
    undo(&mut window);
    undo(&mut window);
    assert_eq!(artwork(&window).elements.len(), count);
}

#[test]
fn the_caret_goes_by_keys_and_what_is_chosen_is_replaced() {
    let mut window = window(USUAL);
    window.key(Key::T);
    click(&mut window, 90.0, 540.0);
    window.type_here("Harbour");
    window.key(Key::Home);
    window.type_here("A ");
    window.key(Key::End);
    window.key(Key::Backspace);
    window.key(Key::ArrowLeft);
    window.key(Key::Delete);
    assert_eq!(text(&window).content, "A Harbo");
    window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    window.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    window.event(egui::Event::Paste("mour".into()));
    window.settle();
    assert_eq!(text(&window).content, "A Harmour");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Cut);
    window.settle();
    window.type_here("One");
    window.key(Key::Enter);
    window.type_here("Two");
    window.key(Key::ArrowUp);
    window.key(Key::Home);
    window.type_here(">");
    window.key(Key::ArrowDown);
    window.type_here("<");
    assert_eq!(text(&window).content, ">One\n<Two");
    undo(&mut window);
    assert_eq!(text(&window).content, ">One\nTwo", "a run of typing is a step");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::Backspace);
    let id = only(&window).id;
    window.key(Key::Escape);
    assert!(artwork(&window).element(id).is_none(), "a text without letters is taken away");
}

#[test]
fn the_pointer_puts_the_caret_between_letters() {
    let mut window = window(USUAL);
    window.key(Key::T);
    click(&mut window, 90.0, 540.0);
    window.type_here("MMMM");
    let bounds = window.state().state().scene().bounds(only(&window).id).unwrap();
    let quarter = (bounds.right - bounds.left) / 4.0;
    let y = f64::midpoint(bounds.top, bounds.bottom);
    click(&mut window, (bounds.left + quarter) as f32, y as f32);
    window.type_here("i");
    assert_eq!(text(&window).content, "MiMMM");
    let bounds = window.state().state().scene().bounds(only(&window).id).unwrap();
    let (from, to) =
        (on_screen(&window, bounds.left as f32 + 1.0, y as f32), on_screen(&window, bounds.right as f32, y as f32));
    window.drag(from, to);
    window.type_here("x");
    assert_eq!(text(&window).content, "x", "a drag chooses letters");
}

#[test]
fn typing_on_a_text_that_follows_the_badge_changes_the_badge() {
    let mut window = window(USUAL);
    window.press("Add text");
    window.press("Text along the top");
    let id = only(&window).id;
    window.key(Key::Enter);
    assert!(window.shows(SHORT_NAME), "it says whose words these are");
    window.key(Key::End);
    window.type_here(" Two");
    assert!(window.badge().short_name.ends_with(" Two"), "{}", window.badge().short_name);
    assert_eq!(text(&window).content, "{short name}", "the text itself still follows");
    let named = window.badge().short_name.clone();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::Backspace);
    assert_eq!(window.badge().short_name, named, "a badge keeps a name until there is another");
    window.type_here("Crew");
    assert_eq!(window.badge().short_name, "Crew");
    window.key(Key::Enter);
    assert!(!window.shows(SHORT_NAME), "a name has one line: Enter ends");
    undo(&mut window);
    assert_eq!(window.badge().short_name, named);

    // What shows several words asks.
    let mut element = (**artwork(&window).element(id).unwrap()).clone();
    let Kind::Text(text) = &mut element.kind else { panic!("a text") };
    text.content = "{layer} 2026".into();
    act(&mut window, Command::edit("Change", vec![badgewright::document::Edit::Put(vec![element])]));
    act(&mut window, CanvasMessage::Type(id).into());
    assert!(window.shows("This text follows the badge"));
    window.press("Make it a text of its own");
    window.key(Key::End);
    window.type_here("!");
    let Kind::Text(own) = only(&window).kind else { panic!("a text") };
    assert!(own.content.to_lowercase().ends_with(" 2026!") && !own.content.contains('{'), "{}", own.content);
}

#[test]
fn a_double_click_on_a_text_types_on_it_and_a_token_makes_it_follow() {
    let mut window = window(USUAL);
    window.key(Key::T);
    click(&mut window, 90.0, 540.0);
    window.type_here("Mate");
    window.key(Key::Escape);
    click(&mut window, 20.0, 20.0);
    let at = on_screen(&window, 90.0, 540.0);
    double_click(&mut window, at);
    assert!(window.shows(OWN));
    window.type_here("{name}");
    assert_eq!(text(&window).content, "{name}", "all of it was chosen");
    assert!(!window.shows(OWN) && window.tells("follows the badge"));
}

#[test]
fn text_goes_around_a_ring_and_along_a_path_whose_points_can_be_moved() {
    let mut window = window(USUAL);
    window.press("Add text");
    window.press("Text all around");
    assert!(matches!(text(&window).baseline, Baseline::Ring { spread: true, .. }));
    window.press("Curve");
    window.press("All around, from inside");
    window.press("Side");
    assert!(text(&window).hangs && matches!(text(&window).baseline, Baseline::Ring { inside: true, .. }));
    let words = only(&window).id;
    window.press("Add a shape");
    window.press("Hexagon");
    let hexagon = only(&window);
    act(&mut window, Command::Select(vec![words, hexagon.id]));
    window.press("Put the text on the path");
    assert!(matches!(text(&window).baseline, Baseline::Path { .. }) && only(&window).id == words);
    let frame = only(&window).frame;
    assert!((frame.x - hexagon.frame.x).abs() < 1.0 && artwork(&window).element(hexagon.id).is_some());
    window.key(Key::N);
    window.key(Key::Period);
    window.key_with(Modifiers::SHIFT, Key::ArrowUp);
    assert!(only(&window).frame.height > frame.height + 5.0, "the path of the text is edited like any other");
    undo(&mut window);
    undo(&mut window);
    let element = artwork(&window).element(words).unwrap();
    assert!(matches!(&element.kind, Kind::Text(Text { baseline: Baseline::Ring { .. }, .. })));
}

#[test]
fn icons_are_filled_or_in_lines_and_the_last_ones_are_offered_again() {
    let mut window = window(USUAL);
    window.press("Add an icon");
    assert!(window.tells("1435 icons"));
    window.press("In lines");
    window.type_into("Search by what it shows", "snapchat");
    assert!(window.tells("No icon is found"), "marks of companies are not offered");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("anchor");
    window.key(Key::Enter);
    assert!(matches!(only(&window).kind, Kind::Icon { name, weight: IconWeight::Regular } if name == "anchor"));
    window.press("Add an icon");
    window.press("anchor, used last");
    assert!(matches!(only(&window).kind, Kind::Icon { name, weight: IconWeight::Regular } if name == "anchor"));
    let kept = std::fs::read_to_string(window.folder().join("badgewright/settings.json")).unwrap();
    assert!(kept.contains("\"anchor\""), "{kept}");
}

fn area(window: &Window) -> f64 {
    match only(window).kind {
        Kind::Outline { path, .. } => kurbo::BezPath::from_svg(&path).unwrap().area().abs(),
        other => panic!("an outline, not {other:?}"),
    }
}

/// Two discs of radius 100 whose middles lie 100 apart, chosen.
fn two_discs(window: &mut Window) -> [ElementId; 2] {
    let mut ids = [ElementId(0); 2];
    window.press("Add a shape");
    window.press("Disc");
    act(window, CanvasMessage::Duplicate.into());
    for (id, (x, back)) in ids.iter_mut().zip([(250.0, 1), (350.0, 0)]) {
        let disc = artwork(window).elements.iter().rev().nth(back).unwrap().id;
        act(window, Command::Select(vec![disc]));
        let mut disc = only(window);
        disc.frame = badgewright::artwork::Frame { x, y: 300.0, width: 200.0, height: 200.0, rotation: 0.0 };
        *id = disc.id;
        act(window, Command::edit("Place", vec![badgewright::document::Edit::Put(vec![disc])]));
    }
    act(window, Command::Select(ids.to_vec()));
    ids
}

#[test]
fn outlines_are_put_together_and_each_operation_is_one_step() {
    let mut window = window(USUAL);
    let ids = two_discs(&mut window);
    let count = artwork(&window).elements.len();
    let disc = std::f64::consts::PI * 100.0_f64.powi(2);
    let common = 2.0 * 100.0_f64.powi(2) * 0.5_f64.acos() - 50.0 * 30_000.0_f64.sqrt();
    for (name, expected) in [
        ("Unite", 2.0 * disc - common),
        ("Subtract from the lowest", disc - common),
        ("Keep what all cover", common),
        ("Cut out the overlap", 2.0 * (disc - common)),
    ] {
        window.press(name);
        assert!((area(&window) / expected - 1.0).abs() < 0.002, "{name}: {} for {expected}", area(&window));
        undo(&mut window);
        assert_eq!(artwork(&window).elements.len(), count);
        act(&mut window, Command::Select(ids.to_vec()));
    }
    window.press("Show only within the lowest");
    let group = only(&window);
    assert!(group.clipped);
    let alone = Artwork { elements: vec![group.into()], ..Artwork::default() };
    let scene = badgewright::scene::build(&alone, window.badge());
    let pixels = badgewright::render::raster::Renderer::new().render(&scene, 600);
    let covered: u64 = pixels.rgba.chunks_exact(4).map(|pixel| u64::from(pixel[3])).sum();
    assert!((covered as f64 / 255.0 / disc - 1.0).abs() < 0.01, "what is seen is the lowest disc");
    undo(&mut window);
    assert_eq!(artwork(&window).elements.len(), count);
}

#[test]
fn an_outline_grows_and_shrinks_by_an_own_distance() {
    let mut window = window(USUAL);
    let ids = two_discs(&mut window);
    act(&mut window, Command::Select(vec![ids[0]]));
    window.type_into("Grow by", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("20");
    window.key(Key::Enter);
    for (name, radius) in [("Grow the outline", 120.0_f64), ("Shrink the outline", 80.0)] {
        window.press(name);
        let expected = std::f64::consts::PI * radius.powi(2);
        assert!((area(&window) / expected - 1.0).abs() < 0.005, "{name}: {} for {expected}", area(&window));
        undo(&mut window);
        assert!(matches!(only(&window).kind, Kind::Disc));
    }
}

#[test]
fn a_text_becomes_a_path_of_the_same_area() {
    let mut window = window(USUAL);
    window.key(Key::T);
    click(&mut window, 90.0, 540.0);
    window.type_here("HI");
    window.key(Key::Escape);
    let bounds = window.state().state().scene().bounds(only(&window).id).unwrap();
    window.press("Make it a path");
    let frame = only(&window).frame;
    assert!((frame.width - bounds.width()).abs() < 0.1 && (frame.height - bounds.height()).abs() < 0.1);
    assert!(area(&window) > 0.0);
    window.key(Key::N);
    window.key(Key::Period);
    assert!(window.tells("Point 1 of "), "its points are there");
}

#[test]
fn a_turned_mirrored_shape_becomes_a_path_with_its_gradient_where_it_was() {
    let stops = [(0.0, Color::rgb(240, 220, 40)), (1.0, Color::rgb(20, 30, 120))];
    let stops = stops.map(|(offset, color)| Stop { offset, color }).to_vec();
    for paint in [
        Paint::Linear { from: [0.1, 0.2], to: [0.9, 0.6], stops: stops.clone() },
        Paint::Radial { center: [0.3, 0.4], radius: 0.6, stops: stops.clone() },
        Paint::Angular { center: [0.6, 0.4], angle: 40.0, stops },
    ] {
        let mut window = window(USUAL);
        window.press("Add a shape");
        window.press("Hexagon");
        let mut turned = only(&window).filled(paint);
        (turned.frame.height, turned.frame.rotation, turned.mirrored) = (180.0, 35.0, true);
        act(&mut window, Command::edit("Turn", vec![badgewright::document::Edit::Put(vec![turned])]));
        let before = artwork(&window).clone();
        window.press("Make it a path");
        let path = only(&window);
        assert!(matches!(path.kind, Kind::Outline { .. }) && path.frame.rotation == 35.0 && path.mirrored);
        let part = change(&before, &window);
        assert!(part < 0.001, "{part} of what is seen changed: {:?}", path.fill);
        // The first moved point, too, leaves all the others where they are.
        window.key(Key::Period);
        window.key(Key::ArrowRight);
        assert!(only(&window) != path && only(&window).frame.rotation == 35.0);
        let part = change(&before, &window);
        assert!(part < 0.01, "{part} after a point was moved: {:?}", only(&window).fill);
    }
}

/// Draws open lines through these places.
fn draw(window: &mut Window, places: &[(f32, f32)]) {
    window.key(Key::P);
    for (x, y) in places {
        click(window, *x, *y);
    }
    window.key(Key::Enter);
    window.key(Key::V);
}

#[test]
fn points_are_chosen_moved_added_broken_and_joined_by_keys() {
    let mut window = window(USUAL);
    draw(&mut window, &[(100.0, 100.0), (200.0, 100.0), (200.0, 200.0)]);
    window.key(Key::N);
    assert!(window.tells("Point 3 of 3, corner"));
    window.key(Key::Comma);
    window.key_with(Modifiers::SHIFT, Key::ArrowDown);
    assert!((only(&window).frame.height - 110.0).abs() < 1.5, "the last point moved: {:?}", only(&window).frame);
    window.key(Key::Comma);
    window.key_with(Modifiers::ALT, Key::ArrowRight);
    window.key_with(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowLeft);
    let Kind::Outline { path, .. } = only(&window).kind else { panic!("a path") };
    assert_eq!(path.matches('C').count(), 2, "both lines at the point are bent: {path}");
    window.key(Key::Insert);
    assert!(window.tells("Point 4 of 4"));
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::J);
    window.key_with(Modifiers::COMMAND, Key::J);
    assert!(window.tells("Point 4 of 4"), "broken in two pieces that share a place, and joined there again");
    window.key_with(Modifiers::COMMAND, Key::J);
    let Kind::Outline { path, .. } = only(&window).kind else { panic!("a path") };
    assert!(path.contains('Z'), "its two ends are joined: {path}");
    for _ in 0..7 {
        undo(&mut window);
    }
    assert!((only(&window).frame.height - 100.0).abs() < 1.5, "each was a step");
}

#[test]
fn two_paths_are_joined_at_their_nearest_ends() {
    let mut window = window(USUAL);
    draw(&mut window, &[(100.0, 100.0), (200.0, 100.0)]);
    let first = only(&window).id;
    draw(&mut window, &[(300.0, 200.0), (210.0, 100.0)]);
    let second = only(&window).id;
    let count = artwork(&window).elements.len();
    act(&mut window, Command::Select(vec![first, second]));
    window.press("Join two paths");
    assert_eq!((artwork(&window).elements.len(), only(&window).id), (count - 1, first));
    window.key(Key::N);
    assert!(window.tells("Point 4 of 4"));
    undo(&mut window);
    assert_eq!(artwork(&window).elements.len(), count);
}

fn save_picture(window: &Window, name: &str) -> std::path::PathBuf {
    let path = window.folder().join(name);
    image::RgbaImage::from_fn(400, 200, |x, y| image::Rgba([(x / 2) as u8, y as u8, 90, 255])).save(&path).unwrap();
    path
}

fn drop_file(window: &mut Window, path: &std::path::Path) {
    act(window, CanvasMessage::Dropped(vec![path.to_owned()]).into());
}

#[test]
fn a_picture_is_cropped_on_the_badge_by_mouse_keys_and_numbers() {
    let mut window = window(USUAL);
    let path = save_picture(&window, "logo.png");
    drop_file(&mut window, &path);
    let placed = only(&window);
    assert_eq!((placed.frame.width, placed.frame.height), (320.0, 160.0), "in its own proportions");
    window.press("Crop on the badge");
    let right = on_screen(&window, 460.0, 300.0);
    window.drag(right, on_screen(&window, 380.0, 300.0));
    let cropped = only(&window);
    let shown = |element: &Element| match &element.kind {
        Kind::Picture { crop, .. } => *crop,
        other => panic!("a picture, not {other:?}"),
    };
    assert!((cropped.frame.width - 240.0).abs() < 2.0 && (cropped.frame.x - 260.0).abs() < 1.0, "{:?}", cropped.frame);
    assert!((shown(&cropped).right - 0.25).abs() < 0.01);
    window.key(Key::ArrowLeft);
    let slid = only(&window);
    assert!(slid.frame == cropped.frame && shown(&slid).left > 0.0 && shown(&slid).right < shown(&cropped).right);
    window.key(Key::Plus);
    assert!(shown(&only(&window)).top > 0.0 && only(&window).frame == cropped.frame);
    let before = only(&window).frame;
    window.query_all_by_label_contains("Crop from the left, ").next().unwrap().focus();
    window.settle();
    window.key_with(Modifiers::SHIFT, Key::ArrowRight);
    let trimmed = only(&window).frame;
    assert!((trimmed.width - before.width + 10.0).abs() < 1e-6 && trimmed.x > before.x, "{trimmed:?}");
    undo(&mut window);
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.press("Shape");
    window.press("Hexagon");
    assert!(
        matches!(only(&window).kind, Kind::Picture { shape: Some(shape), .. } if matches!(*shape, Kind::Polygon { .. }))
    );
    for _ in 0..3 {
        undo(&mut window);
    }
    assert_eq!(only(&window), placed, "the keys in a row were one step");
}

#[test]
fn a_picture_is_cut_to_a_chosen_shape_without_being_squashed() {
    let mut window = window(USUAL);
    let path = save_picture(&window, "logo.png");
    drop_file(&mut window, &path);
    let picture = only(&window).id;
    window.press("Add a shape");
    window.press("Disc");
    let disc = only(&window);
    act(&mut window, Command::Select(vec![picture, disc.id]));
    window.press("Cut the picture to the shape");
    let cut = only(&window);
    assert!(artwork(&window).element(disc.id).is_none() && cut.frame == disc.frame);
    let Kind::Picture { crop, shape: Some(shape), .. } = cut.kind else { panic!("a picture in a shape") };
    assert!(*shape == Kind::Disc && (crop.left - 0.25).abs() < 1e-9 && crop.top == 0.0, "{crop:?}");
    undo(&mut window);
    assert!(artwork(&window).element(disc.id).is_some());
}

#[test]
fn pixels_texts_and_paths_of_files_are_pasted_as_what_they_are() {
    let mut window = window(USUAL);
    let pixels = egui::ColorImage::filled([30, 60], egui::Color32::from_rgb(200, 20, 20));
    window.event(egui::Event::PasteImage(pixels.into()));
    window.settle();
    let placed = only(&window);
    assert!(matches!(placed.kind, Kind::Picture { .. }) && placed.frame.height > placed.frame.width);
    let path = save_picture(&window, "a logo.png");
    let address = format!("file://{}", path.display().to_string().replace(' ', "%20"));
    window.event(egui::Event::Paste(address));
    window.settle();
    assert!(matches!(only(&window).kind, Kind::Picture { .. }) && only(&window).name == "a logo");
    window.event(egui::Event::Paste("Water watch".into()));
    window.settle();
    assert_eq!(text(&window).content, "Water watch");
    let huge = egui::ColorImage::filled([9000, 1], egui::Color32::RED);
    let count = artwork(&window).elements.len();
    window.event(egui::Event::PasteImage(huge.into()));
    window.settle();
    assert!(window.tells("9000 × 1") && artwork(&window).elements.len() == count);
}

#[test]
fn a_dropped_badge_is_inspected_and_a_hostile_drawing_says_what_it_lost() {
    let mut window = window(USUAL);
    let folder = window.folder().to_owned();
    let drawing = folder.join("drawing.svg");
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>x</script><circle r='4' cx='4' cy='4'/></svg>";
    std::fs::write(&drawing, svg).unwrap();
    drop_file(&mut window, &drawing);
    assert!(
        matches!(only(&window).kind, Kind::Group { .. }) && window.tells("Not taken over from this drawing: scripts.")
    );
    let deep = format!("<svg xmlns='http://www.w3.org/2000/svg'>{}{}</svg>", "<g>".repeat(900), "</g>".repeat(900));
    std::fs::write(&drawing, deep).unwrap();
    drop_file(&mut window, &drawing);
    assert!(window.tells("groups within groups"), "each has its sentence");
    let badge = badgewright::carrier::bake(
        &std::fs::read(save_picture(&window, "plain.png")).unwrap(),
        "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":[\"VerifiableCredential\"]}",
        badgewright::carrier::Standard::Three,
    )
    .unwrap();
    let baked = folder.join("badge.png");
    std::fs::write(&baked, badge).unwrap();
    drop_file(&mut window, &baked);
    assert_eq!(window.state().state().desk.place, badgewright::app::Place::Inspect);
}
