use super::*;
use proptest::prelude::*;

fn disc(id: u64) -> Element {
    Element::new(ElementId(id), Kind::Disc, Frame::centred(100.0, 50.0))
}

#[test]
fn colours_are_read_as_people_write_them() {
    assert_eq!("#0E6B6B".parse(), Ok(Color::rgb(14, 107, 107)));
    assert_eq!(" fff ".parse(), Ok(Color::WHITE));
    assert_eq!("#00000080".parse(), Ok(Color::BLACK.with_alpha(128)));
    for wrong in ["", "#12", "#ggg", "teal", "#123456789", "#é23456"] {
        assert!(wrong.parse::<Color>().is_err(), "{wrong}");
    }
}

#[test]
fn contrast_is_that_of_the_web_content_guidelines() {
    assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
    assert!((Color::rgb(0x76, 0x76, 0x76).contrast(Color::WHITE) - 4.54).abs() < 0.01);
}

#[test]
fn numbers_in_files_are_short() {
    let mut element = disc(1);
    element.frame.x = 100.0 / 3.0;
    let text = serde_json::to_string(&element).unwrap();
    assert!(text.contains(r#""x":33.333,"y":300,"#), "{text}");
    assert!(!text.contains("opacity") && !text.contains("rotation"), "{text}");
}

#[test]
fn what_an_element_does_not_know_is_kept() {
    let text = r#"{"id":3,"kind":"disc","frame":{"x":1,"y":2,"width":3,"height":4},"blend":"multiply"}"#;
    let element: Element = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_value(&element).unwrap()["blend"], "multiply");
}

#[test]
fn a_picture_of_thirty_thousand_pixels_is_refused_by_its_header() {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 30_000, 30_000);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_chunk(png::chunk::IDAT, &[0x78, 0x9c]).unwrap();
    let error = Picture::from_bytes(png).unwrap_err();
    assert_eq!(error, PictureError::TooLarge { width: 30_000, height: 30_000 });
    assert!(error.to_string().contains("30000 × 30000"));
}

#[test]
fn a_group_is_resized_with_what_is_in_it() {
    let mut child = disc(2);
    child.frame = Frame { x: 10.0, y: -20.0, width: 40.0, height: 40.0, rotation: 0.0 };
    let group = Element::new(ElementId(1), Kind::Group { elements: vec![child.into()] }, Frame::centred(100.0, 100.0));
    let Kind::Group { elements } = group.resized(200.0, 50.0).kind else { panic!("still a group") };
    assert_eq!(elements[0].frame, Frame { x: 20.0, y: -10.0, width: 80.0, height: 20.0, rotation: 0.0 });
}

#[test]
fn what_stands_on_its_side_in_a_group_grows_the_way_the_group_does() {
    let mut child = disc(2);
    child.frame = Frame { x: 10.0, y: -20.0, width: 40.0, height: 20.0, rotation: 90.0 };
    let group = Element::new(ElementId(1), Kind::Group { elements: vec![child.into()] }, Frame::centred(100.0, 100.0));
    let Kind::Group { elements } = group.resized(300.0, 100.0).kind else { panic!("still a group") };
    let frame = elements[0].frame;
    assert!((frame.width - 40.0).abs() < 1e-9 && (frame.height - 60.0).abs() < 1e-9, "{frame:?}");
    assert_eq!((frame.x, frame.y), (30.0, -20.0));
}

#[test]
fn everything_about_an_element_grows_with_it_in_groups_too() {
    let mut star = disc(2).filled(Paint::Pattern {
        motif: crate::artwork::Motif::Dots,
        ink: Color::BLACK,
        ground: None,
        size: 10.0,
        angle: 0.0,
    });
    star.kind = Kind::Star { points: 5, inner: 0.5, corner: 4.0 };
    star.stroke = Some(crate::artwork::Stroke::solid(Color::BLACK, 3.0));
    let group = Element::new(ElementId(1), Kind::Group { elements: vec![star.into()] }, Frame::centred(100.0, 100.0));
    let Kind::Group { elements } = group.grown(2.0).kind else { panic!("still a group") };
    let star = &elements[0];
    assert_eq!(star.kind, Kind::Star { points: 5, inner: 0.5, corner: 8.0 });
    assert_eq!(star.stroke.as_ref().map(|stroke| stroke.width), Some(6.0));
    assert!(matches!(star.fill, Some(Paint::Pattern { size, .. }) if (size - 20.0).abs() < 1e-9));
}

#[test]
fn elements_are_found_inside_groups() {
    let group = Element::new(ElementId(7), Kind::Group { elements: vec![disc(9).into()] }, Frame::centred(9.0, 9.0));
    let artwork = Artwork { elements: vec![disc(1).into(), group.into()], ..Artwork::default() };
    assert_eq!(artwork.element(ElementId(9)).map(|e| e.id), Some(ElementId(9)));
    assert_eq!(artwork.fresh_id(), ElementId(10));
}

proptest! {
    #[test]
    fn a_point_comes_back_from_a_turned_frame(x in -500.0..500.0f64, y in -500.0..500.0f64, turn in -720.0..720.0f64) {
        let frame = Frame { rotation: turn, ..Frame::centred(120.0, 80.0) };
        let (ax, ay) = frame.to_artwork(x, y);
        let (bx, by) = frame.from_artwork(ax, ay);
        prop_assert!((bx - x).abs() < 1e-9 && (by - y).abs() < 1e-9);
    }

    #[test]
    fn any_colour_comes_back_from_its_text(r: u8, g: u8, b: u8, a: u8) {
        let color = Color { r, g, b, a };
        prop_assert_eq!(color.to_string().parse(), Ok(color));
    }
}
