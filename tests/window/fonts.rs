//! Fonts of the user's own, added, dropped and taken over as a person does.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::Desk;
use crate::font::{CABIN, CAVEAT, file, named, tables};
use crate::support::{USUAL, Window, act, artwork, chosen, only, undo, window};
use badgewright::app::{BrandMessage, CanvasMessage};
use badgewright::artwork::{Font, Kind, MAX_FONT_BYTES, OwnFont};
use badgewright::document::{Document, Edit, open_brand};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

fn answer(window: &mut Window, path: &Path) {
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(&path.display().to_string());
    window.key(Key::Enter);
}

/// Opens a list to choose from; its label has the same name.
fn open_list(window: &mut Window, name: &str) {
    window.get_by_role_and_label(Role::ComboBox, name).click();
    window.settle();
}

/// A font file in the window's folder.
fn put(window: &Window, name: &str, bytes: &[u8]) -> PathBuf {
    let path = window.folder().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Chooses the first text of the badge and gives its title.
fn choose_text(window: &mut Window) -> String {
    let texts = artwork(window).elements.iter().filter(|element| matches!(element.kind, Kind::Text(_)));
    let title = texts.map(|text| badgewright::scene::title(text, window.badge())).next().unwrap();
    window.press(&title);
    title
}

fn font_of(window: &Window) -> Font {
    match only(window).kind {
        Kind::Text(text) => text.font,
        other => panic!("{other:?}"),
    }
}

fn families(window: &Window) -> Vec<String> {
    artwork(window).fonts.iter().map(|font| font.family().to_owned()).collect()
}

#[test]
fn a_font_is_added_to_the_chosen_text_in_one_step_and_stays_with_the_badge() {
    let mut window = window(USUAL);
    let path = put(&window, "harbour.ttf", &named(CAVEAT, "Harbour Sans", 650));
    choose_text(&mut window);
    let before = only(&window);
    window.press("Font");
    window.press("Add a font…");
    answer(&mut window, &path);
    assert_eq!(font_of(&window), Font::new("Harbour Sans", 650));
    assert_eq!(families(&window), ["Harbour Sans"]);
    assert_eq!(window.state().state().scene().missing(), [], "it is drawn with it");
    assert!(window.shows("Weight"));
    let document = window.state().state().document().clone();
    let saved = Document::from_bytes(&document.to_bytes()).unwrap();
    assert_eq!(saved.artwork, document.artwork, "the font is in the file");
    undo(&mut window);
    assert!(only(&window) == before && families(&window).is_empty(), "one step takes both back");
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(families(&window), ["Harbour Sans"]);
    // It is offered to other texts, too, before the bundled ones.
    window.press("Font");
    let at =
        |window: &Window, name: &str| window.query_all_by_label(name).map(|node| node.rect().top()).fold(0.0, f32::max);
    assert!(at(&window, "Harbour Sans") < at(&window, "Outfit"));
    window.press("Outfit");
    assert_eq!(font_of(&window).family, "Outfit");
}

#[test]
fn the_keyboard_adds_a_font_from_the_list_of_commands() {
    let mut window = window(USUAL);
    let path = put(&window, "harbour.otf", &named(CABIN, "Harbour", 400));
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::K);
    window.type_here("Add a font");
    window.key(Key::Enter);
    answer(&mut window, &path);
    assert_eq!(families(&window), ["Harbour"]);
    assert!(chosen(&window).is_empty());
    assert!(window.tells("“Harbour” can be chosen for texts now. It stays once a text is set in it."));
    choose_text(&mut window);
    window.press("Font");
    window.press("Harbour");
    assert_eq!(font_of(&window).family, "Harbour");
    assert_eq!(window.state().state().scene().missing(), []);
}

#[test]
fn dropped_font_files_are_added_and_the_text_gets_the_nearest_weight() {
    let mut window = window(USUAL);
    let regular = put(&window, "Harbour-Regular.ttf", &named(CABIN, "Harbour", 400));
    let bold = put(&window, "Harbour-Bold.TTF", &named(CAVEAT, "Harbour", 700));
    let packed = put(&window, "Harbour.woff2", b"wOF2....");
    choose_text(&mut window);
    let asked = font_of(&window).weight;
    act(&mut window, CanvasMessage::Dropped(vec![regular, bold, packed]).into());
    assert_eq!(families(&window), ["Harbour", "Harbour"]);
    assert_eq!(font_of(&window), Font::new("Harbour", if asked < 550 { 400 } else { 700 }));
    assert!(window.tells("“Harbour.woff2” is left out. This font is packed for web pages (WOFF)."));
    undo(&mut window);
    assert!(families(&window).is_empty());
}

#[test]
fn what_is_no_font_for_a_badge_is_told() {
    let mut window = window(USUAL);
    let mut restricted = tables(CABIN);
    restricted.get_mut(b"OS/2").unwrap()[8..10].copy_from_slice(&[0, 2]);
    for (name, bytes, words) in [
        ("picture.ttf", b"\x89PNG\r\n\x1A\n".to_vec(), "This file is not a font."),
        ("family.ttc", b"ttcf....".to_vec(), "This file is a collection of several fonts (TTC)."),
        ("large.otf", vec![0; MAX_FONT_BYTES + 1], "This font file has 5 MB; at most 4 MB can be taken in."),
        ("sold.ttf", file(&restricted), "The font “Cabin” says that its licence forbids to embed it"),
    ] {
        let path = put(&window, name, &bytes);
        act(&mut window, CanvasMessage::Dropped(vec![path]).into());
        assert!(window.tells(words), "{name}");
    }
    let gone = window.folder().join("gone.ttf");
    act(&mut window, CanvasMessage::ReadFonts(vec![gone]).into());
    assert!(window.tells("gone.ttf” cannot be read"));
    assert!(families(&window).is_empty());
}

#[test]
fn a_brand_kit_carries_its_font_from_one_badge_to_the_next() {
    let mut window = window(USUAL);
    let folder = window.folder().to_owned();
    let path = put(&window, "harbour.ttf", &named(CAVEAT, "Harbour", 700));
    let kept = folder.join("badgewright/brand-kit.brand");
    window.press("Brand kit…");
    open_list(&mut window, "Font of names");
    window.press("Add a font…");
    answer(&mut window, &path);
    let kit = open_brand(&kept).unwrap();
    assert_eq!(kit.display_font, Some(Font::new("Harbour", 700)));
    assert_eq!(kit.fonts.iter().map(|font| font.family()).collect::<Vec<_>>(), ["Harbour"]);
    // The other chooser lists it by now.
    open_list(&mut window, "Font of other texts");
    window.press("Harbour, bold");
    assert_eq!(open_brand(&kept).unwrap().text_font, Some(Font::new("Harbour", 700)));
    window.press("Apply to this badge");
    assert_eq!(families(&window), ["Harbour"]);
    assert_eq!(window.state().state().scene().missing(), []);
    choose_text(&mut window);
    assert_eq!(font_of(&window).family, "Harbour");
    undo(&mut window);
    assert!(families(&window).is_empty());
    // A kit that names another font lets go of the file; one from a badge takes it along.
    window.press("Brand kit…");
    for title in ["Font of names", "Font of other texts"] {
        open_list(&mut window, title);
        window.press("Outfit, bold");
    }
    assert!(open_brand(&kept).unwrap().fonts.is_empty());
    window.press("Close");
    choose_text(&mut window);
    act(&mut window, CanvasMessage::Dropped(vec![path]).into());
    act(&mut window, BrandMessage::TakeFromBadge.into());
    assert_eq!(open_brand(&kept).unwrap().fonts.iter().count(), 1);
}

#[test]
fn the_commands_draw_with_it_and_only_an_editable_picture_carries_it() {
    let desk = Desk::set_up();
    let mut document = Document::open(&desk.path("aid.badge")).unwrap();
    let font = OwnFont::from_bytes(named(CAVEAT, "Harbour", 700)).unwrap();
    let mut texts = Vec::new();
    document.artwork.each(|element| {
        if let Kind::Text(text) = &element.kind {
            let mut element = (**element).clone();
            element.kind = Kind::Text(badgewright::artwork::Text { font: Font::new("Harbour", 700), ..text.clone() });
            texts.push(element);
        }
    });
    for edit in [Edit::Put(texts), Edit::AddFont(font.clone().into())] {
        document = document.edited(&edit).unwrap();
    }
    document.save(&desk.path("own.badge")).unwrap();
    desk.well("render aid.badge -o cabin.svg");
    let done = desk.well("render own.badge -o own.svg");
    assert!(!done.messages.contains("Harbour"), "nothing is missing: {}", done.messages);
    let text = |name: &str| fs::read_to_string(desk.path(name)).unwrap();
    assert_ne!(text("own.svg"), text("cabin.svg"));
    assert!(!text("own.svg").contains("font"), "outlines need none");
    desk.well("render own.badge -o live.svg --live-text");
    assert!(text("live.svg").contains("@font-face{font-family:\"Harbour\";font-weight:700;"));
    desk.well("render own.badge -o editable.png --editable");
    let again = Document::open(&desk.path("editable.png")).unwrap();
    assert_eq!(again.artwork.fonts.iter().next().map(|font| font.data()), Some(font.data()));
    desk.well("bake own.badge --to amy@example.org --key own.key -o amy.png");
    assert!(Document::open(&desk.path("amy.png")).is_err());
    let size = |name: &str| fs::metadata(desk.path(name)).unwrap().len();
    assert!(size("amy.png") < size("editable.png"), "an awarded badge carries no font");
}
