//! The canvas, acted on as a user does.

use crate::support::{SMALL, USUAL, Window, artwork, chosen, only, undo, window};
use badgewright::app::{CanvasMessage, Command, Place};
use badgewright::artwork::{Baseline, ElementId, Kind, Paint};
use eframe::egui::{self, Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::Queryable as _;

/// The middle of the icon of the first starter, on the screen.
fn icon_place(window: &Window) -> Pos2 {
    let label = window.query_all_by_label_contains(": Icon").next().unwrap();
    label.rect().center()
}

fn click_at(window: &mut Window, at: Pos2) {
    window.drag(at, at);
}

#[test]
fn a_drawing_that_was_copied_is_pasted_as_outlines() {
    let mut window = window(USUAL);
    let count = artwork(&window).elements.len();
    window.key(Key::V);
    assert!(!window.tells("on the clipboard"), "the key alone chooses a tool");
    // The window tells only that the key is let go: there is no text and no picture.
    let (key, modifiers) = (Key::V, Modifiers::COMMAND);
    let let_go = egui::Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers };
    window.event(let_go.clone());
    window.settle();
    assert!(window.tells("There is no text, picture or drawing on the clipboard."));
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, CanvasMessage::CopySvg.into());
    window.event(let_go);
    window.settle();
    let pasted = only(&window);
    assert_eq!(artwork(&window).elements.len(), count + 1);
    assert!(matches!(pasted.kind, Kind::Group { .. }), "as outlines that can be changed: {:?}", pasted.kind);
    undo(&mut window);
    assert_eq!(artwork(&window).elements.len(), count);
}

#[test]
fn whatever_is_chosen_nothing_is_changed_by_that() {
    let mut window = window(USUAL);
    let ids: Vec<ElementId> = artwork(&window).elements.iter().map(|element| element.id).collect();
    let translucent =
        |element: &badgewright::artwork::Element| element.shadow.as_ref().is_some_and(|s| s.color.a < 255);
    assert!(artwork(&window).elements.iter().any(|element| translucent(element)), "colours that are seen through");
    let ctx = window.ctx.clone();
    for id in ids {
        window.state_mut().update(&ctx, Command::Select(vec![id]));
        window.settle();
        let changed = window.state().state().desk.history.undo_label().map(str::to_owned);
        assert_eq!(changed, None, "{id:?}");
    }
}

#[test]
fn click_the_icon_drag_it_and_undo() {
    let mut window = window(USUAL);
    let at = icon_place(&window);
    click_at(&mut window, at);
    let before = only(&window);
    assert!(matches!(before.kind, Kind::Icon { .. }), "{before:?}");
    window.drag(at, at + Vec2::new(60.0, 40.0));
    let after = only(&window);
    assert!(after.frame.x > before.frame.x + 30.0 && after.frame.y > before.frame.y + 20.0, "{:?}", after.frame);
    assert_eq!(window.state().state().desk.history.undo_label(), Some(format!("Move {}", before.title()).as_str()));
    undo(&mut window);
    assert_eq!(only(&window).frame, before.frame);
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(only(&window).frame, after.frame);
}

#[test]
fn add_a_star_from_the_tools_size_it_and_delete_it() {
    let mut window = window(USUAL);
    let count = artwork(&window).elements.len();
    window.press("Add a shape");
    window.press("Star");
    assert_eq!(artwork(&window).elements.len(), count + 1);
    let star = only(&window);
    assert!(matches!(star.kind, Kind::Star { points: 5, .. }));
    // The frame's corner: half its side from the middle of the badge, on whose middle it lies.
    let half = star.frame.width as f32 / 2.0 * zoom(&window);
    let from = window.get_by_label_contains("Canvas, ").rect().center() + Vec2::splat(half);
    window.drag(from, from + Vec2::splat(40.0));
    let sized = only(&window);
    assert_eq!(sized.id, star.id);
    assert!(sized.frame.width > star.frame.width, "the corner's handle sizes it");
    window.key(Key::Delete);
    assert_eq!(artwork(&window).elements.len(), count);
    undo(&mut window);
    assert!(matches!(only(&window).kind, Kind::Star { .. }), "it comes back, and chosen");
}

/// Points for one badge unit, by the first element: a disc without an outline.
fn zoom(window: &Window) -> f32 {
    let disc = window.query_all_by_label_contains("Element 1:").next().unwrap().rect();
    let units = artwork(window).elements[0].frame.width as f32;
    disc.width() / units
}

#[test]
fn arrow_keys_nudge_and_a_run_of_them_is_one_step() {
    let mut window = window(USUAL);
    let at = icon_place(&window);
    click_at(&mut window, at);
    let before = only(&window).frame;
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    window.key_with(Modifiers::SHIFT, Key::ArrowUp);
    let after = only(&window).frame;
    assert_eq!((after.x - before.x, after.y - before.y), (2.0, -10.0));
    undo(&mut window);
    assert_eq!(only(&window).frame, before);
}

#[test]
fn the_order_can_be_changed_by_keys() {
    let mut window = window(USUAL);
    let at = icon_place(&window);
    click_at(&mut window, at);
    let id = only(&window).id;
    let place = |window: &Window| artwork(window).elements.iter().position(|e| e.id == id).unwrap();
    let before = place(&window);
    window.key_with(Modifiers::COMMAND, Key::OpenBracket);
    assert_eq!(place(&window), before - 1);
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::CloseBracket);
    assert_eq!(place(&window), artwork(&window).elements.len() - 1);
}

#[test]
fn every_element_can_be_chosen_hidden_and_locked_from_the_list() {
    let mut window = window(USUAL);
    let titles: Vec<(ElementId, String)> =
        artwork(&window).elements.iter().map(|e| (e.id, badgewright::scene::title(e, window.badge()))).collect();
    for (id, title) in titles {
        window.press(&title);
        assert_eq!(chosen(&window), [id]);
        window.press(&format!("Hide {title}"));
        assert!(artwork(&window).element(id).unwrap().hidden);
        assert!(window.state().state().scene().bounds(id).is_none(), "{title} is not drawn");
        window.press(&format!("Show {title}"));
        window.press(&format!("Lock {title}"));
        assert!(artwork(&window).element(id).unwrap().locked);
        window.press(&format!("Unlock {title}"));
    }
}

#[test]
fn an_icon_is_found_by_what_it_shows_and_put_on_the_badge() {
    let mut window = window(USUAL);
    window.press("Add an icon");
    window.type_here("bicycle");
    window.key(Key::Enter);
    assert!(matches!(only(&window).kind, Kind::Icon { name, .. } if name == "bicycle"));
    window.press("Icon: bicycle");
    window.type_here("heart");
    window.press("heart");
    assert!(matches!(only(&window).kind, Kind::Icon { name, .. } if name == "heart"), "the chosen icon is changed");
}

#[test]
fn text_follows_the_badge_and_can_be_bent() {
    let mut window = window(USUAL);
    window.press("Add text");
    window.press("Straight text");
    let Kind::Text(text) = only(&window).kind else { panic!("a text is chosen") };
    assert_eq!(text.content, "{short name}");
    assert!(window.tells(&format!("Shows: {}", window.badge().short_name)));
    window.press("layer");
    let Kind::Text(text) = only(&window).kind else { panic!("still a text") };
    assert_eq!(text.content, "{layer}");
    window.press("Curve");
    window.press("Along the top");
    let Kind::Text(text) = only(&window).kind else { panic!("still a text") };
    assert!(matches!(text.baseline, Baseline::ArcAbove { .. }));
}

#[test]
fn a_colour_of_the_badge_is_one_press_away() {
    let mut window = window(USUAL);
    let at = icon_place(&window);
    click_at(&mut window, at);
    let other = artwork(&window).palette[1];
    window.press(&format!("Colour {other}"));
    assert_eq!(only(&window).fill, Some(Paint::Solid(other)));
    undo(&mut window);
    assert_ne!(only(&window).fill, Some(Paint::Solid(other)));
}

#[test]
fn grouping_and_ungrouping_leave_everything_in_its_place() {
    let mut window = window(USUAL);
    let before = artwork(&window).clone();
    window.key_with(Modifiers::COMMAND, Key::A);
    assert_eq!(chosen(&window).len(), before.elements.len());
    window.key_with(Modifiers::COMMAND, Key::G);
    assert!(matches!(only(&window).kind, Kind::Group { .. }));
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    assert_eq!(artwork(&window).elements.len(), before.elements.len());
    for (a, b) in artwork(&window).elements.iter().zip(&before.elements) {
        assert!((a.frame.x - b.frame.x).abs() < 1e-6 && (a.frame.y - b.frame.y).abs() < 1e-6, "{}", b.title());
    }
}

#[test]
fn zoom_and_fit_change_the_view_and_no_step_of_undo() {
    let mut window = window(USUAL);
    let side = |window: &Window| window.query_all_by_label_contains("Element 1:").next().unwrap().rect().width();
    let fitted = side(&window);
    window.press("Zoom in");
    assert!(side(&window) > fitted * 1.2);
    window.press("Fit");
    assert_eq!(side(&window), fitted);
    assert_eq!(window.state().state().desk.history.undo_label(), None);
}

#[test]
fn a_picture_is_placed_and_one_that_is_too_large_is_refused_with_a_sentence() {
    let mut window = window(USUAL);
    let folder = window.folder().to_owned();
    let small = folder.join("logo.png");
    image::RgbaImage::from_pixel(40, 20, image::Rgba([200, 10, 10, 255])).save(&small).unwrap();
    let svg = folder.join("mark.svg");
    std::fs::write(&svg, r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#0a0"/></svg>"##)
        .unwrap();
    for (path, is_group) in [(&small, false), (&svg, true)] {
        window.press("Add a picture");
        window.key_with(Modifiers::COMMAND, Key::A);
        window.type_here(&path.display().to_string());
        window.key(Key::Enter);
        let placed = only(&window);
        assert_eq!(matches!(placed.kind, Kind::Picture { .. }), !is_group, "{placed:?}");
    }
    let huge = folder.join("huge.png");
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 30_000, 30_000);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_chunk(png::chunk::IDAT, &[0x78, 0x9c]).unwrap();
    std::fs::write(&huge, bytes).unwrap();
    let before = artwork(&window).clone();
    window.press("Add a picture");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(&huge.display().to_string());
    window.key(Key::Enter);
    assert!(window.tells("30000 × 30000"), "it says why");
    assert_eq!(*artwork(&window), before);
}

#[test]
fn every_place_can_be_reached_by_keys_and_by_the_palette() {
    let mut window = window(SMALL);
    for place in Place::ALL {
        window.key_with(Modifiers::COMMAND, place.key());
        assert_eq!(window.state().state().desk.place, place);
    }
    window.key_with(Modifiers::COMMAND, Key::K);
    window.type_here("go to artwork");
    window.key(Key::Enter);
    assert_eq!(window.state().state().desk.place, Place::Artwork);
    window.key_with(Modifiers::COMMAND, Key::K);
    window.type_here("add star");
    window.key(Key::Enter);
    assert!(matches!(only(&window).kind, Kind::Star { .. }));
}

#[test]
fn a_tap_within_one_frame_chooses_and_escape_gives_a_drag_up() {
    let mut window = window(USUAL);
    let at = icon_place(&window);
    let button = |pressed| egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(egui::Event::PointerMoved(at));
    window.step();
    window.event(button(true));
    window.event(button(false));
    window.settle();
    let before = only(&window);
    assert!(matches!(before.kind, Kind::Icon { .. }));
    window.event(button(true));
    window.step();
    window.event(egui::Event::PointerMoved(at + Vec2::new(50.0, 30.0)));
    window.step();
    assert_ne!(only(&window).frame, before.frame);
    window.key(Key::Escape);
    assert_eq!(only(&window).frame, before.frame, "the drag is taken back, the choice stays");
    window.event(button(false));
    window.settle();
    window.key(Key::Escape);
    assert!(chosen(&window).is_empty(), "another Escape chooses nothing");
}

#[test]
fn looking_at_an_element_does_not_change_it() {
    let mut window = window(USUAL);
    window.press("Add a shape");
    window.press("Rounded rectangle");
    let rectangle = only(&window);
    // Corners of 24 on a height of 20: more than there is room for.
    let edit = badgewright::document::Edit::Put(vec![rectangle.resized(200.0, 20.0)]);
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::Command::edit("Flatten", vec![edit]));
    window.settle();
    assert_eq!(window.state().state().desk.history.undo_label(), Some("Flatten"));
    assert!(matches!(only(&window).kind, Kind::Rectangle { corners } if corners == [24.0; 4]));
}

#[test]
fn unite_mirror_and_line_up_by_mouse() {
    let mut window = window(USUAL);
    let count = artwork(&window).elements.len();
    for shape in ["Disc", "Gear"] {
        window.press("Add a shape");
        window.press(shape);
    }
    let gear = only(&window);
    window.press("Align left");
    assert_eq!(only(&window).frame.bounds().left, 0.0, "one element is lined up with the badge");
    let ids: Vec<ElementId> = artwork(&window).elements.iter().rev().take(2).map(|element| element.id).collect();
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::Command::Select(ids));
    window.settle();
    window.press("Align centres across");
    window.press("Unite");
    assert_eq!(artwork(&window).elements.len(), count + 1);
    let united = only(&window);
    assert!(matches!(united.kind, Kind::Outline { .. }) && united.frame.width >= gear.frame.width - 1.0, "{united:?}");
    window.press("Mirror left and right");
    assert!(only(&window).mirrored);
    for _ in 0..2 {
        undo(&mut window);
    }
    assert_eq!(artwork(&window).elements.len(), count + 2, "two steps back both are there again");
}

#[test]
fn a_changed_colour_of_the_badge_takes_everything_along() {
    let mut window = window(USUAL);
    let before = artwork(&window).palette[0];
    let painted = |window: &Window, color| {
        let mut count = 0;
        artwork(window).each(|element| count += usize::from(element.fill == Some(Paint::Solid(color))));
        count
    };
    let many = painted(&window, before);
    assert!(many > 0);
    let after = badgewright::artwork::Color::rgb(90, 20, 120);
    let mut palette = artwork(&window).palette.clone();
    palette[0] = after;
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::CanvasMessage::Palette(palette).into());
    window.settle();
    assert_eq!((painted(&window, before), painted(&window, after)), (0, many));
}

/// A point of the badge on the screen.
fn on_screen(window: &Window, x: f32, y: f32) -> Pos2 {
    let middle = window.get_by_label_contains("Canvas, ").rect().center();
    middle + Vec2::new(x - 300.0, y - 300.0) * zoom(window)
}

fn path_data(window: &Window) -> String {
    match only(window).kind {
        Kind::Outline { path, .. } => path,
        other => panic!("a path, not {other:?}"),
    }
}

#[test]
fn draw_a_path_change_its_points_and_take_one_away() {
    let mut window = window(USUAL);
    let count = artwork(&window).elements.len();
    window.key(Key::P);
    for (x, y) in [(200.0, 200.0), (400.0, 200.0), (400.0, 400.0), (200.0, 400.0), (200.0, 200.0)] {
        let at = on_screen(&window, x, y);
        click_at(&mut window, at);
    }
    assert_eq!(artwork(&window).elements.len(), count + 1, "a click on the first point closes it");
    let square = only(&window);
    assert!(square.fill.is_some() && (square.frame.width - 200.0).abs() < 2.0, "{square:?}");
    window.key(Key::N);
    let corner = on_screen(&window, 400.0, 200.0);
    window.drag(corner, on_screen(&window, 450.0, 150.0));
    let pulled = only(&window).frame;
    assert!((pulled.width - 250.0).abs() < 3.0 && (pulled.height - 250.0).abs() < 3.0, "{pulled:?}");
    let ctx = window.ctx.clone();
    let soften = badgewright::app::CanvasMessage::Points(badgewright::editing::PointsChange::Soften(true));
    window.state_mut().update(&ctx, soften.into());
    window.settle();
    assert!(path_data(&window).contains('C'), "the chosen point is smooth now");
    window.key(Key::Delete);
    let left = path_data(&window);
    assert!(!left.contains('C') && left.matches('L').count() == 2, "a triangle is left: {left}");
    for _ in 0..3 {
        undo(&mut window);
    }
    assert!((only(&window).frame.width - 200.0).abs() < 2.0, "each was one step");
    window.key(Key::V);
    window.key(Key::Delete);
    assert_eq!(artwork(&window).elements.len(), count);
}

#[test]
fn a_shape_becomes_a_path_with_points() {
    let mut window = window(USUAL);
    window.press("Add a shape");
    window.press("Straight shield");
    let before = only(&window);
    window.press("Make it a path");
    let after = only(&window);
    assert_eq!((after.id, &after.fill), (before.id, &before.fill));
    assert!(path_data(&window).contains('C') && (after.frame.width - before.frame.width).abs() < 0.1);
}

#[test]
fn a_drawing_from_the_clipboard_becomes_outlines() {
    let mut window = window(USUAL);
    let count = artwork(&window).elements.len();
    let drawing =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><path d='M0 0h10v10z' fill='#123456'/></svg>";
    window.event(egui::Event::Paste(drawing.into()));
    window.settle();
    assert_eq!(artwork(&window).elements.len(), count + 1);
    assert_eq!(chosen(&window).len(), 1, "what was pasted is chosen");
    window.event(egui::Event::Paste("<svg this is none".into()));
    window.settle();
    assert_eq!(artwork(&window).elements.len(), count + 1, "nothing is put down, and it is said");
}

#[test]
fn a_dragged_element_meets_the_edges_of_others() {
    let mut window = window(USUAL);
    for shape in ["Hexagon", "Triangle"] {
        window.press("Add a shape");
        window.press(shape);
    }
    let triangle = only(&window);
    let hexagon = artwork(&window).elements.iter().rev().nth(1).unwrap().frame.bounds();
    let from = on_screen(&window, 300.0, 340.0);
    // Almost to where its left edge meets the hexagon's right edge.
    let by = (hexagon.right - triangle.frame.bounds().left + 3.0) as f32;
    window.drag(from, on_screen(&window, 300.0 + by, 377.0));
    let left = only(&window).frame.bounds().left;
    assert!((left - hexagon.right).abs() < 0.01, "{left} and {}", hexagon.right);
}

#[test]
fn a_drawing_within_a_page_and_a_copied_picture_can_be_pasted() {
    let mut window = window(USUAL);
    let count = artwork(&window).elements.len();
    let page = "<!DOCTYPE html><html><body><div class=x><svg viewBox='0 0 10 10'><path d='M0 0h10v10z'/></svg></div></body></html>";
    window.event(egui::Event::Paste(page.into()));
    window.settle();
    assert_eq!(artwork(&window).elements.len(), count + 1);
    let pixels = vec![egui::Color32::from_rgba_unmultiplied(200, 40, 40, 128); 12];
    window.event(egui::Event::PasteImage(std::sync::Arc::new(egui::ColorImage::new([4, 3], pixels))));
    window.settle();
    let pasted = only(&window);
    assert!(matches!(pasted.kind, Kind::Picture { .. }), "{:?}", pasted.kind);
    assert!((pasted.frame.width / pasted.frame.height - 4.0 / 3.0).abs() < 0.01, "it keeps its shape");
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(artwork(&window).elements.len(), count + 1, "one step of undo");
}
