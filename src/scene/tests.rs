use std::sync::Arc;

use super::*;
use crate::artwork::{
    Artwork, Bounds, Cap, Color, Element, ElementId, Frame, IconWeight, Kind, MAX_DEPTH, Paint, Picture, PictureId,
    RibbonStyle, Shadow, Stop, Stroke,
};
use crate::badge::Badge;

fn artwork(elements: Vec<Element>) -> Artwork {
    Artwork { elements: elements.into_iter().map(Arc::new).collect(), ..Artwork::default() }
}

fn scene(elements: Vec<Element>) -> Scene {
    build(&artwork(elements), &Badge::default())
}

fn shape(id: u64, kind: Kind, width: f64, height: f64) -> Element {
    Element::new(ElementId(id), kind, Frame::centred(width, height)).filled(Paint::Solid(Color::BLACK))
}

fn close(bounds: Option<Bounds>, [left, top, right, bottom]: [f64; 4]) -> bool {
    bounds.is_some_and(|b| {
        [b.left - left, b.top - top, b.right - right, b.bottom - bottom].iter().all(|difference| difference.abs() < 0.2)
    })
}

#[test]
fn every_shape_fills_its_frame() {
    let kinds = [
        Kind::Disc,
        Kind::Ring { inner: 0.6 },
        Kind::Rectangle { corners: [0.0, 20.0, 500.0, 20.0] },
        Kind::Polygon { sides: 4, corner: 0.0 },
        Kind::Star { points: 4, inner: 0.4, corner: 0.0 },
        Kind::Scallop { lobes: 12, depth: 0.1 },
        Kind::shield(crate::artwork::ShieldStyle::Peaked),
        Kind::ribbon(RibbonStyle::Band),
        Kind::ribbon(RibbonStyle::Banner),
        Kind::ribbon(RibbonStyle::Tails),
        Kind::SpeechBubble { corner: 20.0, tail_position: 0.2, tail_tip: 0.1, tail_width: 0.2, tail_length: 0.3 },
        Kind::Outline { path: "M0 0H10V20H0Z".into(), view: [10.0, 20.0] },
    ];
    for kind in kinds {
        let scene = scene(vec![shape(1, kind.clone(), 200.0, 100.0)]);
        let bounds = scene.bounds(ElementId(1));
        let near = bounds.is_some_and(|b| (b.width() - 200.0).abs() < 5.0 && (b.height() - 100.0).abs() < 5.0);
        assert!(near && scene.missing().is_empty(), "{kind:?}: {bounds:?}");
    }
}

#[test]
fn bounds_turn_with_the_element_and_hold_its_line() {
    let mut element = shape(1, Kind::Rectangle { corners: [0.0; 4] }, 200.0, 100.0);
    element.frame.rotation = 90.0;
    assert!(close(scene(vec![element.clone()]).bounds(ElementId(1)), [250.0, 200.0, 350.0, 400.0]));
    element.stroke = Some(Stroke { dash: vec![0.0, 12.0], ..Stroke::solid(Color::WHITE, 10.0) });
    assert!(close(scene(vec![element]).bounds(ElementId(1)), [245.0, 195.0, 355.0, 405.0]));
}

#[test]
fn a_group_has_the_bounds_of_what_is_in_it() {
    let mut left = shape(2, Kind::Disc, 20.0, 20.0);
    left.frame = Frame { x: -50.0, y: 0.0, width: 20.0, height: 20.0, rotation: 0.0 };
    let mut right = left.clone();
    right.id = ElementId(3);
    right.frame.x = 50.0;
    let group = Element::new(
        ElementId(1),
        Kind::Group { elements: vec![left.into(), right.into()] },
        Frame { rotation: 90.0, ..Frame::centred(120.0, 20.0) },
    );
    let scene = scene(vec![group]);
    assert!(close(scene.bounds(ElementId(1)), [290.0, 240.0, 310.0, 360.0]));
    assert!(close(scene.bounds(ElementId(3)), [290.0, 340.0, 310.0, 360.0]));
    assert_eq!(scene.hit(300.0, 350.0, 0.0), Some(ElementId(1)));
    assert_eq!(scene.hit_inside(300.0, 350.0, 0.0), Some(ElementId(3)));
    assert_eq!(scene.hit(300.0, 300.0, 0.0), None);
}

#[test]
fn the_topmost_element_is_hit_and_locked_ones_are_passed_over() {
    let below = shape(1, Kind::Disc, 300.0, 300.0);
    let mut above = shape(2, Kind::Disc, 100.0, 100.0);
    assert_eq!(scene(vec![below.clone(), above.clone()]).hit(300.0, 300.0, 0.0), Some(ElementId(2)));
    above.locked = true;
    assert_eq!(scene(vec![below.clone(), above.clone()]).hit(300.0, 300.0, 0.0), Some(ElementId(1)));
    above.locked = false;
    above.hidden = true;
    let scene = scene(vec![below, above]);
    assert_eq!(scene.hit(300.0, 300.0, 0.0), Some(ElementId(1)));
    assert_eq!(scene.bounds(ElementId(2)), None);
}

#[test]
fn a_ring_has_a_hole_and_a_thin_line_can_be_caught() {
    let ring = scene(vec![shape(1, Kind::Ring { inner: 0.5 }, 200.0, 200.0)]);
    assert_eq!(ring.hit(300.0, 300.0, 3.0), None);
    assert_eq!(ring.hit(375.0, 300.0, 0.0), Some(ElementId(1)));
    let mut line = shape(1, Kind::Disc, 200.0, 200.0);
    line.fill = None;
    line.stroke = Some(Stroke::solid(Color::BLACK, 1.0));
    let line = scene(vec![line]);
    assert_eq!(line.hit(300.0, 300.0, 4.0), None);
    assert_eq!(line.hit(404.0, 300.0, 4.0), Some(ElementId(1)));
    assert_eq!(line.hit(405.0, 300.0, 4.0), None);
}

#[test]
fn gradients_lie_in_the_element_and_turn_with_it() {
    let stop = |offset, color| Stop { offset, color };
    let stops = vec![stop(0.0, Color::BLACK), stop(1.0, Color::WHITE)];
    let mut element = shape(1, Kind::Disc, 200.0, 100.0);
    element.fill = Some(Paint::Linear { from: [0.0, 0.0], to: [1.0, 1.0], stops: stops.clone() });
    element.frame.rotation = 30.0;
    let scene = scene(vec![element]);
    let [Draw::Path(draw)] = scene.draws() else { panic!("one path") };
    let Some(Brush::Linear { from, to, .. }) = &draw.fill else { panic!("a linear gradient") };
    assert_eq!(((from.x, from.y), (to.x, to.y)), ((-100.0, -50.0), (100.0, 50.0)));
    let (x, y) = Frame { rotation: 30.0, ..Frame::centred(200.0, 100.0) }.to_artwork(-100.0, -50.0);
    assert!((draw.place * *from).distance((x, y).into()) < 1e-9);
}

#[test]
fn what_cannot_be_drawn_is_told_in_a_sentence() {
    let mut elements = vec![
        shape(1, Kind::Icon { name: "no-such-icon".into(), weight: IconWeight::Fill }, 9.0, 9.0),
        shape(2, Kind::picture(PictureId("00".into())), 9.0, 9.0),
        shape(3, Kind::Outline { path: "not a path".into(), view: [1.0, 1.0] }, 9.0, 9.0),
        shape(4, Kind::Disc, f64::NAN, 9.0),
        shape(5, Kind::Disc, 9.0, 9.0),
    ];
    elements[3].name = "The sun".into();
    let scene = scene(elements);
    let said: Vec<String> = scene.missing().iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "There is no icon “no-such-icon”; choose another one.",
            "A picture is left out: its file is not in this badge.",
            "“Outline” is left out: its outline cannot be read.",
            "“The sun” is left out: its place or size is not a usable number.",
        ]
    );
    assert_eq!(scene.draws().len(), 1);
}

#[test]
fn groups_deeper_than_allowed_are_left_out() {
    let mut element = shape(100, Kind::Disc, 9.0, 9.0);
    for id in 0..40 {
        element = Element::new(ElementId(id), Kind::Group { elements: vec![element.into()] }, Frame::centred(9.0, 9.0));
    }
    let scene = scene(vec![element]);
    assert!(scene.draws().is_empty() && scene.missing().len() == 1, "deeper than {MAX_DEPTH}");
}

#[test]
fn a_picture_whose_file_is_broken_is_left_out_with_the_reason() {
    let picture =
        Picture { media_type: "image/png".into(), width: 4, height: 4, data: b"\x89PNG\r\n\x1a\nrest".to_vec() };
    let id = picture.id();
    let mut artwork = artwork(vec![shape(1, Kind::picture(id.clone()), 50.0, 50.0)]);
    artwork.pictures.insert(id, Arc::new(picture));
    let scene = build(&artwork, &Badge::default());
    assert!(scene.missing()[0].to_string().starts_with("A picture is left out: its file cannot be read"));
}

#[test]
fn icons_are_found_by_name_and_by_tag_the_best_first() {
    let names = |query| search_icons(query, 5).iter().map(|icon| icon.name).collect::<Vec<_>>();
    assert_eq!(names("leaf")[0], "leaf");
    assert_eq!(names("first aid")[0], "first-aid");
    assert!(names("rocke")[0].starts_with("rocket"));
    assert!(!names("savings").is_empty(), "a tag");
    assert!(names("xyzzy").is_empty());
    assert_eq!(search_icons("", 2000).len(), search_icons(" - ", 2000).len());
}

#[test]
fn dashes_go_round_a_whole_number_of_times() {
    let mut element = shape(1, Kind::Rectangle { corners: [0.0; 4] }, 100.0, 100.0);
    element.stroke = Some(Stroke { dash: vec![7.0], cap: Cap::Round, ..Stroke::solid(Color::BLACK, 2.0) });
    let scene = scene(vec![element]);
    let [Draw::Path(draw)] = scene.draws() else { panic!("one path") };
    let pattern = &draw.stroke.as_ref().unwrap().style.dash_pattern;
    let times = 400.0 / pattern.iter().sum::<f64>();
    assert!(pattern.len() == 2 && (times - times.round()).abs() < 1e-9, "{pattern:?}");
}

#[test]
fn opacity_of_a_single_paint_needs_no_group() {
    let mut element = shape(1, Kind::Disc, 100.0, 100.0);
    element.opacity = 0.5;
    assert_eq!(scene(vec![element.clone()]).draws().len(), 1);
    element.stroke = Some(Stroke::solid(Color::WHITE, 4.0));
    let two = scene(vec![element.clone()]);
    assert!(matches!(two.draws(), [Draw::Push(Group { opacity: 0.5, shadow: None, .. }), Draw::Path(_), Draw::Pop]));
    element.shadow = Some(Shadow::default());
    element.fill = None;
    element.stroke = None;
    assert!(scene(vec![element]).draws().is_empty(), "nothing casts no shadow");
}

#[test]
fn the_bounds_of_a_group_end_where_it_is_cut_and_have_its_line() {
    let square = |id, side| shape(id, Kind::Rectangle { corners: [0.0; 4] }, side, side);
    let member = |element: Element| Arc::new(Element { frame: Frame { x: 0.0, y: 0.0, ..element.frame }, ..element });
    let elements = vec![member(square(1, 100.0)), member(square(2, 300.0))];
    let group = Element::new(ElementId(3), Kind::Group { elements }, Frame::centred(300.0, 300.0));
    let whole = scene(vec![group.clone()]);
    assert!(close(whole.bounds(ElementId(3)), [150.0, 150.0, 450.0, 450.0]));
    let clipped = Element { clipped: true, ..group.clone() };
    assert!(
        close(scene(vec![clipped]).bounds(ElementId(3)), [250.0, 250.0, 350.0, 350.0]),
        "what is cut off is not seen"
    );
    let outlined = Element { stroke: Some(Stroke::solid(Color::BLACK, 10.0)), ..group };
    assert!(close(scene(vec![outlined]).bounds(ElementId(3)), [140.0, 140.0, 460.0, 460.0]));
}

#[test]
fn copies_go_around_the_middle_that_was_chosen() {
    let dot = shape(1, Kind::Disc, 20.0, 20.0);
    let dot = Element { copies: 4, frame: Frame { x: 200.0, y: 100.0, ..dot.frame }, ..dot };
    let around = |middle| scene(vec![Element { middle, ..dot.clone() }]).bounds(ElementId(1));
    let at = |x, y| Some(crate::artwork::Spot { x, y });
    assert!(close(around(at(200.0, 200.0)), [90.0, 90.0, 310.0, 310.0]));
    assert_eq!(around(None), around(at(300.0, 300.0)), "without one it is the artwork's");
    assert_eq!(around(at(f64::NAN, 1e300)), around(None));
}
