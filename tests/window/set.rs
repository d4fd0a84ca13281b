//! Sets, the brand kit and palettes, used as a person uses them.

use std::fs;

use crate::support::{SMALL, USUAL, Window, act, undo, window};
use badgewright::app::{BrandMessage, Place, SetMessage};
use badgewright::artwork::{Kind, Paint, THEME_NAME};
use badgewright::document::{Document, open_brand};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

fn document(window: &Window) -> &Document {
    window.state().state().document()
}

fn set_screen(window: &mut Window) {
    window.key_with(Modifiers::COMMAND, Key::Num7);
    assert_eq!(window.state().state().desk.place, Place::Set);
}

/// Answers the question for a path.
fn answer(window: &mut Window, path: &std::path::Path, yes: &str) {
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(&path.display().to_string());
    window.press(yes);
}

fn names(window: &Window) -> Vec<String> {
    let document = document(window);
    (0..document.set.members.len()).map(|place| document.member(place).unwrap().badge.name.clone()).collect()
}

#[test]
fn make_a_badge_for_each_layer_change_one_and_put_it_back() {
    let mut window = window(USUAL);
    window.press("Make a set…");
    window.press("Badgewright's");
    window.press("For each learning layer");
    assert_eq!(document(&window).set.members.len(), 4);
    assert!(window.tells("Badge 1: First Aid Volunteer at Public Events: Engage"));
    let outlines: Vec<Kind> = (0..4)
        .map(|place| {
            let member = document(&window).member(place).unwrap();
            member.artwork.elements.iter().find(|element| element.name == THEME_NAME).unwrap().kind.clone()
        })
        .collect();
    assert!(outlines.iter().enumerate().all(|(at, one)| !outlines[..at].contains(one)), "{outlines:?}");

    window.get_by_label_contains("Badge 4: ").click();
    window.settle();
    let before = document(&window).set.members[3].differences(&document(&window).artwork).len();
    window.press("Edit this badge");
    assert_eq!(window.state().state().desk.place, Place::Artwork);
    assert!(window.tells("Badge 4 of 4: First Aid Volunteer at Public Events: Lead"), "it says whose artwork this is");
    let icon = window.query_all_by_label_contains(": Icon").next().unwrap().rect().center();
    window.drag(icon, icon);
    window.key(Key::ArrowLeft);
    assert!(window.tells(", only so in this badge"), "the list of elements marks it");
    window.press("The set");
    assert!(window.tells("place and size"), "the nudge is the badge's own");
    let own = |window: &Window| document(window).set.members[3].differences(&document(window).design().artwork).len();
    assert_eq!(own(&window), before + 1);
    let differences = document(&window).set.members[3].differences(&document(&window).design().artwork);
    let place = differences.iter().find(|difference| difference.words.ends_with("place and size")).unwrap();
    window.press(&format!("Put back {}", place.words));
    assert_eq!(own(&window), before, "it follows the design again");
    undo(&mut window);
    assert_eq!(own(&window), before + 1);
}

#[test]
fn a_badge_is_told_of_the_name_that_another_of_its_set_has() {
    let mut window = window(USUAL);
    window.press("Make a set…");
    window.press("For each learning layer");
    window.get_by_label_contains("Badge 4: ").click();
    window.settle();
    window.press("Edit this badge");
    window.key_with(Modifiers::COMMAND, Key::Num3);
    assert!(!window.tells("Another badge of the set"));
    window.type_into("Title", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("First Aid Volunteer at Public Events: Engage");
    assert!(window.tells("Another badge of the set is called “First Aid Volunteer at Public Events: Engage”, too."));
    undo(&mut window);
    assert!(!window.tells("Another badge of the set"));
}

#[test]
fn the_design_changes_all_and_a_badge_only_itself() {
    let mut window = window(USUAL);
    act(&mut window, SetMessage::ByLayer(None).into());
    window.press("Edit the design of all badges");
    assert!(window.tells("The design of a set of 4"));
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.type_into("Title", " Team");
    assert!(names(&window)[2].starts_with("First Aid Volunteer at Public Events Team: "), "{:?}", names(&window));
    let second = document(&window).set.members[1].id.clone();
    act(&mut window, SetMessage::Edit(second).into());
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.type_into("Short name", "s");
    let short: Vec<String> = (0..4).map(|n| document(&window).member(n).unwrap().badge.short_name.clone()).collect();
    assert_eq!(short, ["First Aid", "First Aids", "First Aid", "First Aid"]);
    // Next, previous, and back.
    window.press("Next badge of the set");
    assert_eq!(document(&window).shown_place(), Some(2));
    assert_eq!(window.state().state().desk.place, Place::Words, "the same place, another badge");
    window.press("Back to the design");
    assert!(document(&window).shown.is_none());
}

#[test]
fn members_are_added_copied_moved_and_removed() {
    let mut window = window(USUAL);
    set_screen(&mut window);
    window.press("One by one");
    window.press("Add a badge");
    let name = document(&window).badge.name.clone();
    assert_eq!(names(&window), [name.clone(), format!("{name} (2)")]);
    window.press("Duplicate");
    assert_eq!(names(&window)[2], format!("{name} (3)"));
    window.press("Move it earlier");
    assert_eq!(names(&window)[1], format!("{name} (3)"));
    window.press("Remove");
    assert_eq!(names(&window).len(), 2);
    for _ in 0..3 {
        undo(&mut window);
    }
    assert_eq!(names(&window), [name.clone(), format!("{name} (2)")]);
}

#[test]
fn a_table_becomes_badges_which_are_checked_and_exported_together() {
    let mut window = window(USUAL);
    let folder = window.folder().to_owned();
    let [wrong, good] = ["wrong.csv", "good.csv"].map(|name| folder.join(name));
    fs::write(&wrong, "Title,Icon\nBike Repair,skateboard-of-doom\nBike Repair,bicycle\n").unwrap();
    fs::write(
        &good,
        "Title,Icon,Colour\nBike Repair,bicycle,#1B2A4A\nTree Care,tree,#1E5631\nSwimming,,\nSwimming 2,,\n",
    )
    .unwrap();
    set_screen(&mut window);
    window.press("From the rows of a table…");
    answer(&mut window, &wrong, "Open");
    window.press("Make the badges");
    assert!(window.tells("Row 2: there is no icon “skateboard-of-doom”"));
    assert!(window.tells("Row 3 has the name “Bike Repair”, as row 2 has."));
    assert!(document(&window).set.members.is_empty(), "nothing is made");
    window.press("Cancel");
    window.press("From the rows of a table…");
    answer(&mut window, &good, "Open");
    window.press("Make the badges");
    assert_eq!(names(&window), ["Bike Repair", "Tree Care", "Swimming", "Swimming 2"]);

    window.press("Check them");
    assert!(window.tells("“Swimming” and “Swimming 2” look the same at 64 pixels."));
    assert!(!window.tells("“Bike Repair” and “Tree Care” look the same"));
    window.press("Show this badge: “Swimming” and “Swimming 2” look the same at 64 pixels. Give one another icon, colour or shape.");
    assert!(window.shows("Badge 3 of 4"), "the first of the two is chosen");

    let target = folder.join("all");
    window.press("Export all…");
    answer(&mut window, &target, "Open");
    let mut files: Vec<String> =
        fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, ["bike-repair.png", "swimming-2.png", "swimming.png", "tree-care.png"]);
    let pictures: Vec<_> = files.iter().map(|file| image::open(target.join(file)).unwrap().into_rgba8()).collect();
    assert!(pictures.iter().all(|picture| picture.dimensions() == (600, 600)));
    assert!(pictures[0] != pictures[3]);

    // Once more: what would be replaced is named, and nothing goes unasked.
    let at = |name: &str| target.join(name);
    fs::remove_file(at("swimming.png")).unwrap();
    let before = fs::read(at("tree-care.png")).unwrap();
    fs::write(at("tree-care.png"), [&before[..], b"mine"].concat()).unwrap();
    for agreed in [false, true] {
        window.press("Export all…");
        answer(&mut window, &target, "Open");
        assert!(window.shows("Replace these files?") && window.tells("there are 3 files"));
        assert!(window.shows("tree-care.png") && !window.shows("swimming.png"));
        window.press(if agreed { "Replace them" } else { "Cancel" });
        assert!(!window.shows("Replace these files?"));
        assert_eq!((fs::read(at("tree-care.png")).unwrap() == before, at("swimming.png").exists()), (agreed, agreed));
    }
    fs::write(at("tree-care.png"), "a letter").unwrap();
    window.press("Export all…");
    answer(&mut window, &target, "Open");
    assert!(!window.shows("Replace these files?") && window.tells("is something else than its name says"));
    assert_eq!(fs::read(at("tree-care.png")).unwrap(), b"a letter");
    // One step takes the table back.
    undo(&mut window);
    assert!(document(&window).set.members.is_empty());
}

#[test]
fn bad_tables_are_told_and_nothing_hangs() {
    let mut window = window(USUAL);
    let path = window.folder().join("rows.csv");
    let many = format!("name\n{}", (0..10_000).map(|row| format!("Badge {row}\n")).collect::<String>());
    for (table, words) in [
        (many.into_bytes(), "This table has 10000 rows"),
        (b"name\nCaf\xE9\n".to_vec(), "Row 2 has letters that are not in UTF-8"),
        (b"name,icon\nA\n".to_vec(), "Row 2 has another number of cells (1)"),
        (Vec::new(), "no rows below its headings"),
    ] {
        fs::write(&path, table).unwrap();
        act(&mut window, SetMessage::ReadTable(path.clone()).into());
        assert!(window.tells(words), "{words}");
    }
    assert!(document(&window).set.members.is_empty());
}

#[test]
fn five_hundred_badges_stay_quick() {
    let mut window = window(USUAL);
    let path = window.folder().join("rows.csv");
    fs::write(&path, format!("name\n{}", (0..500).map(|row| format!("Badge {row}\n")).collect::<String>())).unwrap();
    act(&mut window, SetMessage::ReadTable(path).into());
    window.press("Make the badges");
    assert_eq!(document(&window).set.members.len(), 500);
    let drawn = window.query_all_by_label_contains("Badge ").count();
    assert!(drawn < 80, "only what is in view is laid out: {drawn}");
    let bytes = document(&window).to_bytes();
    let opened = Document::from_bytes(&bytes).unwrap();
    assert_eq!(opened.set.members.len(), 500);
    let begun = std::time::Instant::now();
    for _ in 0..100 {
        window.step();
    }
    let frame = begun.elapsed() / 100;
    println!("a frame of the screen with 500 badges, unoptimised: {frame:?}");
    assert!(frame.as_millis() < 100, "{frame:?}");
}

#[test]
fn the_set_screen_fits_a_small_window() {
    let mut window = window(SMALL);
    set_screen(&mut window);
    assert!(window.rightmost() <= 1024.5, "{}", window.rightmost());
    act(&mut window, SetMessage::ByLayer(None).into());
    assert!(window.rightmost() <= 1024.5, "{}", window.rightmost());
}

#[test]
fn a_brand_kit_is_kept_applied_in_one_step_and_passed_on() {
    let mut window = window(USUAL);
    let folder = window.folder().to_owned();
    window.press("Brand kit…");
    window.press("Take from this badge");
    window.type_into("Whose brand it is", "Harbour");
    window.press("Remove Ink");
    let kept = folder.join("badgewright/brand-kit.brand");
    let kit = open_brand(&kept).unwrap();
    assert_eq!((kit.name.as_str(), kit.colors.len()), ("Harbour", 3));
    assert!(kit.display_font.is_some());
    // A logo out of a drawing.
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'><path d='M0 0h20v10H0z' fill='#c00'/></svg>";
    fs::write(folder.join("logo.svg"), svg).unwrap();
    window.press("Choose the logo");
    answer(&mut window, &folder.join("logo.svg"), "Open");
    assert!(open_brand(&kept).unwrap().logo.is_some());
    window.press("Export…");
    answer(&mut window, &folder.join("harbour.brand"), "Save here");
    assert_eq!(open_brand(&folder.join("harbour.brand")).unwrap(), open_brand(&kept).unwrap());
    window.press("Take from this badge");
    assert_eq!(open_brand(&kept).unwrap().colors.len(), 4, "as the badge has them");
    window.press("Put the other back");
    assert_eq!(open_brand(&kept).unwrap(), open_brand(&folder.join("harbour.brand")).unwrap());
    window.press("Put the logo on the badge");
    assert_eq!(document(&window).artwork.elements.last().unwrap().name, "Logo");

    // Another badge wears it in one step, and takes it off in one.
    act(&mut window, SetMessage::Design.into());
    let mut other = open_brand(&kept).unwrap();
    other.colors = vec!["#45277A".parse().unwrap(), "#F6C945".parse().unwrap()];
    badgewright::document::save_brand(&other, &folder.join("other.brand")).unwrap();
    let own = open_brand(&kept).unwrap();
    act(&mut window, BrandMessage::ImportFrom(folder.join("other.brand")).into());
    assert_eq!(open_brand(&kept).unwrap(), other);
    window.press("Put the other back");
    assert_eq!(open_brand(&kept).unwrap(), own, "a kit that was taken in does not cost one's own");
    act(&mut window, BrandMessage::ImportFrom(folder.join("other.brand")).into());
    let before = document(&window).clone();
    window.press("Apply to this badge");
    let after = document(&window);
    assert_eq!(after.artwork.palette[0].to_string(), "#45277A");
    let mut old = 0;
    after.artwork.each(|element| old += usize::from(element.fill == Some(Paint::Solid(before.artwork.palette[0]))));
    assert_eq!(old, 0);
    assert_eq!(after.brand.as_ref().unwrap().name, "Harbour");
    let saved = Document::from_bytes(&after.to_bytes()).unwrap();
    assert_eq!(saved.brand, after.brand, "the brand travels with the badge");
    undo(&mut window);
    assert!(document(&window).same_version(&before));
}

#[test]
fn what_is_no_brand_kit_is_told() {
    let mut window = window(USUAL);
    let path = window.folder().join("x.brand");
    fs::write(&path, "{\"brandFormat\": 7}").unwrap();
    act(&mut window, BrandMessage::ImportFrom(path).into());
    assert!(window.tells("reads up to format 1"));
}

#[test]
fn starters_wear_ones_own_brand_icon_and_name() {
    let mut window = window(USUAL);
    let path = window.folder().join("own.brand");
    let kit = badgewright::artwork::Brand { colors: vec!["#45277A".parse().unwrap()], ..Default::default() };
    badgewright::document::save_brand(&kit, &path).unwrap();
    act(&mut window, BrandMessage::ImportFrom(path).into());
    window.press("Close");
    window.key_with(Modifiers::COMMAND, Key::N);
    window.press("In my brand");
    window.type_into("Name of the badge", "Bike Buddies");
    window.press("Icon…");
    window.type_into("Search an icon by what it shows", "bicycle");
    window.press("bicycle");
    assert!(window.shows("Icon: bicycle"));
    window.press("Start from Water Confidence, Participate layer");
    let document = document(&window);
    assert_eq!((document.badge.name.as_str(), document.badge.display_name()), ("Bike Buddies", "Bike Buddies"));
    assert_eq!(document.artwork.palette[0].to_string(), "#45277A");
    let mut icons = Vec::new();
    document.artwork.each(|element| {
        if let Kind::Icon { name, .. } = &element.kind {
            icons.push(name.clone());
        }
    });
    assert!(icons.contains(&"bicycle".to_owned()), "{icons:?}");
}

#[test]
fn colours_have_roles_and_proposals_follow_one_colour() {
    let mut window = window(USUAL);
    for role in ["Primary", "Secondary", "Paper", "Ink"] {
        assert!(window.shows(role), "{role}");
    }
    let before = document(&window).artwork.palette.clone();
    window.press("Colours Opposite");
    let after = document(&window).artwork.palette.clone();
    assert_ne!(after, before);
    assert!(after[1..].iter().all(|color| color.contrast(after[0]) >= 4.5), "{after:?}");
    undo(&mut window);
    assert_eq!(document(&window).artwork.palette, before, "one step");
}

#[test]
fn the_outline_of_the_layer_comes_and_goes() {
    let mut window = window(USUAL);
    let outline = |window: &Window| {
        document(window).artwork.elements.iter().find(|element| element.name == THEME_NAME).map(|e| e.kind.clone())
    };
    window.press("Neutral");
    assert!(matches!(outline(&window), Some(Kind::Polygon { sides: 6, .. })), "Demonstrate is the third layer");
    window.press("None");
    assert_eq!(outline(&window), None);
}
