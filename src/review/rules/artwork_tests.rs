//! What the rules say of artworks: one that is good, and each fault in it.

use std::sync::Arc;

use crate::artwork::{
    Color, Element, ElementId, Font, Frame, IconWeight, Kind, LetterCase, Paint, Picture, SIDE, Shadow, Stop, Stroke,
    Text,
};
use crate::document::{Document, Edit, starters};
use crate::review::{Field, Finding, Profile, RULES, Rule, review};

const NAVY: Color = Color::rgb(0x1B, 0x2A, 0x4B);
const CREAM: Color = Color::rgb(0xFF, 0xF8, 0xEC);
const GOLD: Color = Color::rgb(0xF2, 0xB3, 0x3D);

const GROUND: ElementId = ElementId(1);
const TITLE: ElementId = ElementId(2);
const ICON: ElementId = ElementId(3);

/// A navy disc with a title in cream and an icon in gold.
fn good() -> Document {
    let disc = Element::new(GROUND, Kind::Disc, Frame::centred(596.0, 596.0)).filled(Paint::Solid(NAVY));
    let text = Text::new("{short name}", Font::new("Cabin", 700), 70.0);
    let title = Element::new(TITLE, Kind::Text(text), Frame { y: 380.0, ..Frame::centred(440.0, 100.0) });
    let icon = Kind::Icon { name: "leaf".into(), weight: IconWeight::Fill };
    let icon = Element::new(ICON, icon, Frame { y: 210.0, ..Frame::centred(160.0, 160.0) });
    let mut document = Document::default();
    let artwork = Arc::make_mut(&mut document.artwork);
    artwork.elements = [disc, title.filled(Paint::Solid(CREAM)), icon.filled(Paint::Solid(GOLD))].map(Arc::new).into();
    let badge = Arc::make_mut(&mut document.badge);
    badge.name = "Community Gardening: Plan, Plant, Harvest".into();
    badge.short_name = "Gardener".into();
    badge.image.author = "Hillside".into();
    badge.image.licence = "CC BY 4.0".into();
    document
}

fn changed(document: &Document, id: ElementId, change: impl FnOnce(&mut Element)) -> Document {
    let mut element = Element::clone(document.artwork.element(id).unwrap());
    change(&mut element);
    document.edited(&Edit::Put(vec![element])).unwrap()
}

fn with(document: &Document, element: Element) -> Document {
    document.edited(&Edit::Insert { elements: vec![element], index: None }).unwrap()
}

fn of(rule: &str, document: &Document) -> Vec<Finding> {
    let profile = Rule::by_id(rule).expect("the rule is listed").profiles[0];
    let all = review(&document.badge, &document.artwork, profile);
    all.into_iter().filter(|finding| finding.rule.id == rule).collect()
}

/// The one finding of a rule; its fix, where it has one, settles it.
#[track_caller]
fn one(rule: &str, document: &Document) -> Finding {
    let found = of(rule, document);
    assert_eq!(found.len(), 1, "{rule}: {found:?}");
    found.into_iter().next().unwrap()
}

#[track_caller]
fn fixed(rule: &str, document: &Document) -> Document {
    let finding = one(rule, document);
    let fix = finding.fix.unwrap_or_else(|| panic!("{}", finding.message));
    let edits = fix.edits(&document.badge);
    let fixed = edits.iter().fold(document.clone(), |document, edit| document.edited(edit).unwrap());
    assert_eq!(of(rule, &fixed), [], "the fix settles it: {}", fix.label);
    fixed
}

fn picture(width: u32, height: u32) -> Picture {
    let mut png = Vec::new();
    let pixels = image::RgbaImage::from_pixel(width, height, image::Rgba([200, 30, 30, 255]));
    pixels.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    Picture::from_bytes(png).unwrap()
}

fn with_picture(width: u32, height: u32, frame: Frame) -> Document {
    let picture = Arc::new(picture(width, height));
    let document = good().edited(&Edit::AddPicture(Arc::clone(&picture))).unwrap();
    with(&document, Element::new(ElementId(9), Kind::picture(picture.id()), frame))
}

#[test]
fn a_good_artwork_has_no_findings() {
    let document = good();
    for rule in RULES.iter().filter(|rule| rule.id.starts_with('A') || rule.id == "X2") {
        assert_eq!(of(rule.id, &document), [], "{}", rule.id);
    }
}

#[test]
fn starters_have_no_finding_on_their_artwork_but_where_credly_wants_flat_colours() {
    for starter in starters() {
        let document = starter.document(String::new()).unwrap();
        for rule in RULES.iter().filter(|rule| rule.id.starts_with('A') && rule.id != "A8") {
            let said: Vec<String> = of(rule.id, &document).into_iter().map(|finding| finding.message).collect();
            assert!(said.is_empty(), "{} {}: {said:?}", starter.name, rule.id);
        }
    }
}

#[test]
fn a1_texts_that_are_cut_off_are_moved_into_the_square() {
    let cut = changed(&good(), TITLE, |title| title.frame.x = 520.0);
    let finding = one("A1", &cut);
    assert_eq!(
        (finding.field, finding.message.as_str()),
        (Field::Element(TITLE), "“Gardener” is cut off at the edge.")
    );
    let moved = fixed("A1", &cut);
    let x = moved.artwork.element(TITLE).unwrap().frame.x;
    assert!((300.0..520.0).contains(&x), "no further than needed: {x}");
    let ground = changed(&good(), GROUND, |ground| ground.frame.width = 700.0);
    assert_eq!(of("A1", &ground), [], "a ground may reach beyond the edge");
}

#[test]
fn a1_what_lies_beside_the_square_and_an_empty_square_are_told() {
    let beside = changed(&good(), ICON, |icon| icon.frame.x = 900.0);
    assert_eq!(fixed("A1", &beside).artwork.elements.len(), 2);
    assert!(one("A1", &Document::default()).message.contains("Nothing is drawn"));
}

#[test]
fn a2_small_pictures_that_are_shown_large_are_told() {
    let frame = Frame { y: 500.0, ..Frame::centred(200.0, 100.0) };
    assert!(one("A2", &with_picture(80, 40, frame)).message.contains("80 pixels across"));
    assert_eq!(of("A2", &with_picture(200, 100, frame)), []);
}

#[test]
fn a2f_heavy_pictures_are_told_to_those_who_go_to_open_badge_factory() {
    let heavy = |bytes: usize| {
        let picture = Picture { data: vec![7; bytes], ..picture(2, 2) };
        good().edited(&Edit::AddPicture(Arc::new(picture))).unwrap()
    };
    assert!(one("A2F", &heavy(300_000)).message.contains("400 KB"));
    assert_eq!(of("A2F", &heavy(100_000)), []);
}

#[test]
fn a3_a_white_ground_in_the_corners_is_taken_away() {
    let white = Element::new(ElementId(8), Kind::Rectangle { corners: [0.0; 4] }, Frame::centred(SIDE, SIDE));
    let under = |color: Color| {
        let elements = vec![white.clone().filled(Paint::Solid(color))];
        good().edited(&Edit::Insert { elements, index: Some(0) }).unwrap()
    };
    let clear = fixed("A3", &under(Color::WHITE));
    assert!(clear.artwork.element(ElementId(8)).is_none());
    assert_eq!(of("A3", &under(NAVY)), [], "a square badge is square by design");
}

#[test]
fn a4_a_small_artwork_is_scaled_to_fill_the_square() {
    let small = good();
    let elements = small.artwork.elements.iter().map(|element| {
        let mut element = element.resized(element.frame.width / 2.0, element.frame.height / 2.0);
        element.stroke = Some(Stroke::solid(GOLD, 2.0));
        element.frame.x = 100.0 + element.frame.x / 2.0;
        element.frame.y = 100.0 + element.frame.y / 2.0;
        element
    });
    let small = small.edited(&Edit::Put(elements.collect())).unwrap();
    let large = fixed("A4", &small);
    let ground = large.artwork.element(GROUND).unwrap();
    assert!((ground.frame.x - 300.0).abs() < 1.0 && ground.frame.width > 580.0, "{ground:?}");
    assert!(ground.stroke.as_ref().unwrap().width > 3.5, "lines grow along");
    assert_eq!(of("A1", &large), []);
}

#[test]
fn a5_faint_texts_and_icons_get_a_colour_that_can_be_read() {
    for (id, needed) in [(TITLE, 4.5), (ICON, 3.0)] {
        let faint = changed(&good(), id, |element| element.fill = Some(Paint::Solid(Color::rgb(0x3A, 0x4A, 0x6B))));
        let finding = one("A5", &faint);
        assert_eq!(finding.field, Field::Element(id));
        assert!(finding.message.contains("#3A4A6B on #1B2A4B"), "{}", finding.message);
        let fixed = fixed("A5", &faint);
        let color = fixed.artwork.element(id).unwrap().fill.as_ref().unwrap().first_color();
        let contrast = color.contrast(NAVY);
        assert!((needed..needed + 1.5).contains(&contrast), "no more than needed: {contrast}");
    }
}

#[test]
fn a5_measures_what_really_lies_under_the_letters() {
    let band = |color: Color, index: usize| {
        let band = Element::new(
            ElementId(7),
            Kind::Rectangle { corners: [0.0; 4] },
            Frame { y: 380.0, ..Frame::centred(500.0, 110.0) },
        );
        let elements = vec![band.filled(Paint::Solid(color))];
        good().edited(&Edit::Insert { elements, index: Some(index) }).unwrap()
    };
    assert_eq!(one("A5", &band(CREAM, 1)).field, Field::Element(TITLE), "a cream band under cream letters");
    assert_eq!(of("A5", &band(CREAM, 0)), [], "under the disc it does not matter");
    assert_eq!(of("A5", &band(CREAM.with_alpha(20), 1)), [], "nor when it is hardly there");
    let grouped = |opacity: f64| {
        let document = band(CREAM, 1).edited(&Edit::Group(vec![ElementId(7)], ElementId(20))).unwrap();
        changed(&document, ElementId(20), |group| group.opacity = opacity)
    };
    assert_eq!((of("A5", &grouped(0.1)).len(), of("A5", &grouped(1.0)).len()), (0, 1));
    let gradient = |to: Color| {
        let stops = vec![Stop { offset: 0.0, color: NAVY }, Stop { offset: 1.0, color: to }];
        let paint = Paint::Linear { from: [0.0, 0.5], to: [1.0, 0.5], stops };
        changed(&good(), GROUND, |ground| ground.fill = Some(paint))
    };
    assert_eq!(of("A5", &gradient(CREAM)).len(), 2, "half of a title on a ground that runs to cream");
    assert_eq!(of("A5", &gradient(Color::BLACK)), []);
}

#[test]
fn a5_an_outline_can_make_letters_stand_out_and_no_ground_is_told() {
    let bare = |stroke: Option<Stroke>| {
        let document = good().edited(&Edit::Remove(vec![GROUND, ICON])).unwrap();
        changed(&document, TITLE, |title| title.stroke = stroke)
    };
    assert!(one("A5", &bare(None)).message.contains("no ground"));
    let on_picture = with_picture(40, 40, Frame::centred(560.0, 560.0));
    let red = Color::rgb(200, 30, 30);
    let on_red = |color: Color, stroke: Option<Stroke>| {
        let mut title = Element::clone(on_picture.artwork.element(TITLE).unwrap()).filled(Paint::Solid(color));
        title.stroke = stroke;
        let document = on_picture.edited(&Edit::Remove(vec![TITLE, ICON])).unwrap();
        with(&document, title)
    };
    assert_eq!(of("A5", &on_red(Color::WHITE, None)), []);
    assert_eq!(of("A5", &on_red(red, None)).len(), 1);
    assert_eq!(of("A5", &on_red(red, Some(Stroke::solid(Color::WHITE, 6.0)))), []);
}

#[test]
fn a6_small_type_is_made_larger_where_there_is_room() {
    let small = changed(&good(), TITLE, |title| {
        if let Kind::Text(text) = &mut title.kind {
            text.size = 30.0;
        }
    });
    let larger = fixed("A6", &small);
    let Kind::Text(text) = &larger.artwork.element(TITLE).unwrap().kind else { panic!("a text") };
    assert!(text.size > 49.0 && text.size < 52.0, "{}", text.size);
    let narrow = changed(&small, TITLE, |title| (title.frame.width, title.frame.height) = (60.0, 20.0));
    assert_eq!(one("A6", &narrow).fix, None, "there is no room for it");
}

#[test]
fn a7_the_full_title_gives_way_to_the_short_name() {
    let long = changed(&good(), TITLE, |title| {
        if let Kind::Text(text) = &mut title.kind {
            text.content = "{name}".into();
            text.case = LetterCase::Capitals;
        }
    });
    let fixed = fixed("A7", &long);
    let Kind::Text(text) = &fixed.artwork.element(TITLE).unwrap().kind else { panic!("a text") };
    assert_eq!(text.content, "{short name}");
    let many = changed(&good(), TITLE, |title| {
        if let Kind::Text(text) = &mut title.kind {
            text.content = "one two three four five six seven eight".into();
        }
    });
    assert!(one("A7", &many).message.contains("two more than 6"));
}

#[test]
fn a8_credly_wants_flat_colours() {
    let stops = vec![Stop { offset: 0.0, color: NAVY }, Stop { offset: 1.0, color: Color::BLACK }];
    let shaded = changed(&good(), GROUND, |ground| {
        ground.fill = Some(Paint::Radial { center: [0.5, 0.5], radius: 0.5, stops });
        ground.shadow = Some(Shadow::default());
    });
    assert_eq!(one("A8", &shaded).message, "On the artwork lie a gradient and a shadow.");
    let flat = fixed("A8", &shaded);
    assert_eq!(flat.artwork.element(GROUND).unwrap().fill, Some(Paint::Solid(NAVY.mixed(Color::BLACK, 0.5))));
}

#[test]
fn a9_three_brand_colours_are_one_too_many_and_shades_are_no_colours() {
    let green = changed(&good(), TITLE, |title| title.fill = Some(Paint::Solid(Color::rgb(0x2E, 0xA0, 0x4E))));
    let message = one("A9", &green).message;
    assert!(message.starts_with("Three colours") && message.contains("#2EA04E"), "{message}");
    let shade = changed(&good(), TITLE, |title| title.fill = Some(Paint::Solid(Color::rgb(0xA8, 0xBC, 0xF0))));
    assert_eq!(of("A9", &shade), [], "pale blue beside navy");
}

#[test]
fn a10_what_only_differs_by_colour_is_told() {
    let on = |ground: Color, ink: Color| {
        let document = changed(&good(), GROUND, |disc| disc.fill = Some(Paint::Solid(ground)));
        let document = document.edited(&Edit::Remove(vec![ICON])).unwrap();
        changed(&document, TITLE, |title| title.fill = Some(Paint::Solid(ink)))
    };
    // Bright enough for most eyes, nearly as dark as its ground without red cones.
    let red_on_black = on(Color::rgb(0x10, 0x08, 0x08), Color::rgb(0xF0, 0x20, 0x20));
    let message = one("A10", &red_on_black).message;
    assert!(message.contains("see no red"), "{message}");
    assert_eq!(of("A5", &red_on_black), []);
    assert_eq!(of("A10", &on(NAVY, Color::rgb(0xFF, 0xD0, 0x40))), []);
}

#[test]
fn a10l_a_word_or_a_mark_tells_the_layer() {
    let mut of_a_layer = good();
    Arc::make_mut(&mut of_a_layer.badge).layer = Some("col-2018/lead".into());
    assert!(one("A10L", &of_a_layer).message.contains("“Lead”"));
    let marked = changed(&of_a_layer, ICON, |icon| {
        icon.kind = Kind::Icon { name: "megaphone".into(), weight: IconWeight::Fill };
    });
    assert_eq!(of("A10L", &marked), [], "its mark");
    let told = changed(&of_a_layer, TITLE, |title| {
        if let Kind::Text(text) = &mut title.kind {
            text.content = "{short name} {layer}".into();
        }
    });
    assert_eq!(of("A10L", &told), [], "its name");
}

#[test]
fn a11_stretched_logos_get_their_shape_back_and_keep_their_room() {
    let stretched = with_picture(200, 100, Frame { y: 500.0, ..Frame::centred(150.0, 120.0) });
    assert!(one("A11", &stretched).message.contains("too high"));
    let logo = fixed("A11", &stretched).artwork.element(ElementId(9)).unwrap().frame;
    assert!((logo.width / logo.height - 2.0).abs() < 0.01, "{logo:?}");
    let close = with_picture(200, 100, Frame { y: 425.0, ..Frame::centred(150.0, 75.0) });
    let finding = one("A11", &close);
    assert!(finding.message.contains("too close") && finding.field == Field::Element(TITLE), "{}", finding.message);
    assert_eq!(of("A11", &with_picture(200, 100, Frame { y: 500.0, ..Frame::centred(150.0, 75.0) })), []);
}

#[test]
fn a12_missing_fonts_are_replaced_and_hidden_elements_removed() {
    let other = changed(&good(), TITLE, |title| {
        if let Kind::Text(text) = &mut title.kind {
            text.font = Font::new("Papyrus", 700);
        }
    });
    assert!(one("A12", &other).message.contains("“Papyrus” is not here"));
    let _ = fixed("A12", &other);
    let hidden = changed(&good(), ICON, |icon| icon.hidden = true);
    assert_eq!(fixed("A12", &hidden).artwork.elements.len(), 2);
}

#[test]
fn x2_author_and_licence_are_asked_for() {
    let mut unknown = good();
    Arc::make_mut(&mut unknown.badge).image = crate::badge::ImageNote::default();
    let found = of("X2", &unknown);
    assert_eq!(found.iter().map(|f| f.field).collect::<Vec<_>>(), [Field::ImageAuthor, Field::ImageLicence]);
}

#[test]
fn a_crowded_artwork_is_reviewed_within_a_moment() {
    let mut document = good();
    let artwork = Arc::make_mut(&mut document.artwork);
    for at in 0..200_u64 {
        let frame = Frame { x: (at * 37 % 600) as f64, y: (at * 53 % 600) as f64, ..Frame::centred(60.0, 60.0) };
        let icon = Kind::Icon { name: "leaf".into(), weight: IconWeight::Fill };
        artwork.elements.push(Arc::new(Element::new(ElementId(100 + at), icon, frame).filled(Paint::Solid(GOLD))));
    }
    let begun = std::time::Instant::now();
    let _ = review(&document.badge, &document.artwork, Profile::BadgeNation);
    assert!(begun.elapsed() < std::time::Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn a_mark_that_vanishes_in_the_shape_under_it_is_told() {
    let star = Kind::Star { points: 5, inner: 0.5, corner: 0.0 };
    let star = Element::new(ElementId(9), star, Frame { y: 500.0, ..Frame::centred(80.0, 80.0) });
    let on = |color: Color| with(&good(), star.clone().filled(Paint::Solid(color)));
    assert!(of("A5", &on(GOLD)).is_empty());
    let found = of("A5", &on(NAVY.mixed(CREAM, 0.1)));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].field, Field::Element(ElementId(9)));
    // A ring of its own colour under most of it.
    let ring = Element::new(ElementId(8), Kind::Ring { inner: 0.55 }, Frame::centred(596.0, 596.0));
    let document = with(&with(&good(), ring.filled(Paint::Solid(GOLD))), star.clone().filled(Paint::Solid(GOLD)));
    assert!(of("A5", &document).iter().any(|finding| finding.field == Field::Element(ElementId(9))));
    // What is meant as shading is none.
    let shade = Element { opacity: 0.2, ..star.filled(Paint::Solid(CREAM)) };
    assert!(of("A5", &with(&good(), shade)).is_empty());
}

#[test]
fn an_artwork_of_very_many_texts_is_reviewed_as_others_are() {
    let mut document = good();
    Arc::make_mut(&mut document.badge).image.caption = "A navy disc with a gold leaf.".into();
    let artwork = Arc::make_mut(&mut document.artwork);
    let text = |id: u64| {
        let text = Text::new(format!("mark {id}"), Font::new("Cabin", 700), 9.0);
        let frame = Frame { x: 620.0, ..Frame::centred(60.0, 20.0) };
        Arc::new(Element::new(ElementId(id), Kind::Text(text), frame).filled(Paint::Solid(CREAM)))
    };
    // Each is looked up among the others, and held against what was said of them.
    artwork.elements.extend((100..40_100).map(text));
    let missing = &of("X1", &document)[0].message;
    assert!(missing.contains("39998 more"), "{missing}");
    assert!(!of("A1", &document).is_empty() && !of("A6", &document).is_empty());
}
