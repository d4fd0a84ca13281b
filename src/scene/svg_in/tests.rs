use super::*;
use crate::artwork::{Artwork, Color, Paint};
use crate::badge::Badge;
use crate::scene::build;

fn read(content: &str) -> Result<Drawing, SvgError> {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 100 50'>{content}</svg>"
    );
    read_svg(svg.as_bytes(), ElementId(7), 400.0)
}

fn parts(drawing: &Drawing) -> Vec<&Element> {
    let Kind::Group { elements } = &drawing.element.kind else { panic!("a group") };
    elements.iter().map(AsRef::as_ref).collect()
}

#[test]
fn shapes_come_with_their_place_and_paint() {
    let drawing = read(
        "<rect width='100' height='50' fill='#0e6b6b'/>
         <g transform='translate(50 25)'><circle r='10' fill='none' stroke='red' stroke-width='2'/></g>",
    )
    .unwrap();
    assert!(drawing.left_out.is_empty());
    assert_eq!(drawing.element.frame, Frame::centred(400.0, 200.0));
    let [ground, circle] = parts(&drawing)[..] else { panic!("two parts") };
    assert_eq!((ground.id, circle.id), (ElementId(8), ElementId(9)));
    assert_eq!(ground.fill, Some(Paint::Solid(Color::rgb(14, 107, 107))));
    assert!((circle.frame.width - 80.0).abs() < 0.1 && circle.frame.x.abs() < 0.1);
    let stroke = circle.stroke.as_ref().unwrap();
    assert!(circle.fill.is_none() && (stroke.width - 8.0).abs() < 1e-6);
}

#[test]
fn what_was_read_can_be_drawn_where_it_was() {
    let drawing = read("<path d='M10 10h20v20h-20z'/><path d='M0 0H100V50H0Z' fill='none' stroke='blue'/>").unwrap();
    let artwork = Artwork { elements: vec![Arc::new(drawing.element)], ..Artwork::default() };
    let scene = build(&artwork, &Badge::default());
    assert!(scene.missing().is_empty());
    let bounds = scene.bounds(ElementId(8)).unwrap();
    let expected = [140.0, 240.0, 220.0, 320.0];
    let found = [bounds.left, bounds.top, bounds.right, bounds.bottom];
    assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.01), "{found:?}");
}

#[test]
fn holes_of_the_even_odd_rule_stay_holes() {
    let drawing = read("<path fill-rule='evenodd' d='M0 0H40V40H0Z M10 10H30V30H10Z M15 15H25V25H15Z'/>").unwrap();
    let artwork = Artwork { elements: vec![Arc::new(drawing.element)], ..Artwork::default() };
    let scene = build(&artwork, &Badge::default());
    // 4 badge units for each of the drawing; the shape lies in the middle.
    let hit = |x: f64, y: f64| scene.hit(300.0 + (x - 20.0) * 4.0, 300.0 + (y - 20.0) * 4.0, 0.0).is_some();
    assert!(hit(5.0, 5.0) && !hit(12.0, 12.0) && hit(20.0, 20.0));
}

#[test]
fn gradients_keep_their_direction() {
    let drawing = read(
        "<linearGradient id='g' gradientUnits='userSpaceOnUse' x1='0' y1='0' x2='100' y2='0'>
           <stop offset='0' stop-color='red'/><stop offset='1' stop-color='blue' stop-opacity='.5'/></linearGradient>
         <rect width='100' height='50' fill='url(#g)'/>",
    )
    .unwrap();
    let Some(Paint::Linear { from, to, stops }) = &parts(&drawing)[0].fill else { panic!("a gradient") };
    assert!(from[0].abs() < 1e-6 && (to[0] - 1.0).abs() < 1e-6 && (from[1] - to[1]).abs() < 1e-6);
    assert_eq!(stops[1].color, Color::rgb(0, 0, 255).with_alpha(128));
}

#[test]
fn opacity_of_a_group_holds_for_it_as_a_whole() {
    let drawing =
        read("<g opacity='.5'><circle r='9'/><circle r='5'/></g><rect width='4' height='4' opacity='.25'/>").unwrap();
    let [group, rect] = parts(&drawing)[..] else { panic!("two parts") };
    assert!(matches!(&group.kind, Kind::Group { elements } if elements.len() == 2));
    assert_eq!((group.opacity, rect.opacity), (0.5, 0.25));
}

#[test]
fn what_is_clipped_shows_only_within_its_clip() {
    let drawing = read(
        "<clipPath id='c'><circle cx='20' cy='20' r='10'/></clipPath>
         <g transform='translate(10 0)' clip-path='url(#c)'><rect width='40' height='40'/></g>
         <path d='M90 40h10v10h-10z'/>",
    )
    .unwrap();
    assert!(drawing.left_out.is_empty());
    let [group, beside] = parts(&drawing)[..] else { panic!("a group and a path beside it") };
    let Kind::Group { elements } = &group.kind else { panic!("a group") };
    let [clip, clipped] = elements.as_slice() else { panic!("a clip and what it clips") };
    assert!(group.clipped && clip.fill.is_none() && clip.stroke.is_none() && clipped.fill.is_some());
    // Four badge units for each of the drawing's.
    assert!((clip.frame.width - 80.0).abs() < 0.1 && (clipped.frame.width - 160.0).abs() < 0.1);
    assert!((clip.frame.x - clipped.frame.x).abs() < 0.1 && (beside.frame.x - group.frame.x - 260.0).abs() < 0.1);
}

#[test]
fn what_is_not_taken_over_is_named() {
    let drawing = read(
        "<clipPath id='c'><rect width='5' height='5'/></clipPath><rect width='9' height='9' clip-path='url(#c)'/>
         <text y='9'>Hi</text>
         <pattern id='p' width='2' height='2' patternUnits='userSpaceOnUse'><rect width='1' height='1'/></pattern>
         <rect width='9' height='9' fill='url(#p)' stroke='red'/>",
    )
    .unwrap();
    assert_eq!(drawing.left_out, ["text", "patterns"]);
    assert_eq!(read("<text y='9'>Hi</text>"), Err(SvgError::Empty));
}

#[test]
fn files_beside_it_are_never_opened() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("p.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n").unwrap();
    let drawing =
        read(&format!("<image width='9' height='9' xlink:href='{}'/><rect width='3' height='3'/>", picture.display()))
            .unwrap();
    assert_eq!(parts(&drawing).len(), 1);
}

#[test]
fn scripts_and_links_are_left_out_and_named() {
    let drawing = read(
        "<script>alert(1)</script><rect width='9' height='9' onclick='go()'/>
         <image width='9' height='9' href='https://example.org/a.png'/><use href='file:///etc/passwd#a'/>
         <a href='https://example.org'><rect width='3' height='3'/></a>
         <foreignObject width='9' height='9'/><circle r='2'><animate attributeName='r'/></circle>",
    )
    .unwrap();
    assert_eq!(drawing.left_out, ["scripts", "pictures", "links to other files", "embedded pages", "movement"]);
    assert_eq!(parts(&drawing).len(), 3);
}

#[test]
fn each_refusal_says_what_is_too_much() {
    let hundred_thousand = format!("<path d='M0 0{}'/>", "L1 2".repeat(100_001));
    assert_eq!(read(&hundred_thousand), Err(SvgError::TooComplex));
    assert_eq!(read(&"<g/>".repeat(250_000)), Err(SvgError::TooComplex));
    let deep = |depth: usize| {
        format!("{}<rect width='9' height='9'/>{}", "<g opacity='.9'>".repeat(depth), "</g>".repeat(depth))
    };
    let error = read(&deep(300)).unwrap_err();
    assert_eq!(error, SvgError::TooDeep);
    assert!(error.to_string().contains("200 deep"));
    assert!(read(&deep(150)).is_ok(), "as deep as drawing programs nest");
}

#[test]
fn files_that_ask_for_endless_work_are_refused_at_once() {
    let mut nested = String::from("<rect id='u0' width='1' height='1'/>");
    for level in 1..30 {
        let uses = format!("<use xlink:href='#u{}'/>", level - 1).repeat(10);
        nested += &format!("<g id='u{level}'>{uses}</g>");
    }
    let mut patterns = String::from("<style>.a{fill:url(#p9)} .b{fill:url( '#p8' )}</style>");
    for level in 1..10 {
        let uses = format!("<rect width='1' height='1' fill='url(#p{})'/>", level - 1).repeat(9);
        patterns += &format!("<pattern id='p{level}' width='1' height='1'>{uses}</pattern>");
    }
    patterns += "<rect class='a' width='9' height='9'/>";
    let deep = format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000));
    let many = "<rect width='1' height='1'/>".repeat(MAX_SVG_SHAPES + 1);
    let detailed = format!("<path d='M0 0{}'/>", "L1 2 2 1".repeat(60_000));
    let marked = format!(
        "<marker id='m'>{}</marker><path d='M0 0{}' marker-mid='url(#m)'/>",
        "<rect width='1' height='1'/>".repeat(300),
        "L1 2".repeat(3000)
    );
    for (name, content) in [
        ("uses", nested),
        ("patterns", patterns),
        ("deep", deep),
        ("many", many),
        ("detailed", detailed),
        ("marked", marked),
    ] {
        let begun = std::time::Instant::now();
        let error = read(&content).unwrap_err();
        assert!(matches!(error, SvgError::TooComplex | SvgError::TooDeep | SvgError::Unreadable(_)), "{name}: {error}");
        assert!(begun.elapsed().as_secs() < 30, "{name}");
    }
    assert!(read("<g id='a'><use xlink:href='#a'/></g><rect width='3' height='3'/>").is_ok(), "a circle of uses");
}

#[test]
fn what_is_no_svg_is_refused_in_a_sentence() {
    let refuse = |data: &[u8]| read_svg(data, ElementId(1), 400.0).unwrap_err();
    assert!(matches!(refuse(b"\xff\xfe"), SvgError::Unreadable(_)));
    assert!(matches!(refuse(b"<svg"), SvgError::Unreadable(_)));
    assert!(matches!(refuse(b"<html xmlns='http://www.w3.org/1999/xhtml'/>"), SvgError::Unreadable(_)));
    assert_eq!(refuse(&vec![b' '; MAX_SVG_BYTES + 1]), SvgError::TooManyBytes { megabytes: 9 });
    let bomb = b"<!DOCTYPE svg [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&b;</text></svg>";
    assert_eq!(refuse(bomb), SvgError::Entities);
}
