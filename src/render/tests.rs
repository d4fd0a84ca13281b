use std::sync::Arc;

use kurbo::Affine;
use proptest::prelude::*;
use resvg::{tiny_skia, usvg};

use super::raster::{Pixels, Renderer};
use super::svg;
use crate::artwork::{
    Artwork, Baseline, Cap, Color, Element, ElementId, Font, Frame, IconWeight, Join, Kind, Motif, Paint, Picture,
    RibbonStyle, Shadow, ShieldStyle, Stop, Stroke, StrokeAlignment, Text,
};
use crate::badge::Badge;
use crate::scene::{Scene, build};

const TEAL: Color = Color::rgb(14, 107, 107);

fn element(id: u64, kind: Kind, width: f64, height: f64) -> Element {
    Element::new(ElementId(id), kind, Frame::centred(width, height)).filled(Paint::Solid(TEAL))
}

fn scene(elements: Vec<Element>) -> Scene {
    let artwork = Artwork { elements: elements.into_iter().map(Arc::new).collect(), ..Artwork::default() };
    build(&artwork, &Badge { name: "Digital Storyteller".into(), ..Badge::default() })
}

fn by_resvg(svg: &str, side: u32) -> Vec<u8> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
    let mut pixmap = tiny_skia::Pixmap::new(side, side).unwrap();
    let scale = side as f32 / 600.0;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.take()
}

/// Mean difference of all channels, premultiplied, as a part of the whole range.
fn difference(ours: &Pixels, theirs: &[u8]) -> f64 {
    assert_eq!(ours.rgba.len(), theirs.len());
    let sum: u64 = ours.rgba.iter().zip(theirs).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / theirs.len() as f64 / 255.0
}

fn text() -> Kind {
    Kind::Text(Text::new("{name}", Font::new("Cabin", 700), 60.0))
}

/// A smooth picture, half transparent to the right.
fn picture() -> Picture {
    let mut png = Vec::new();
    let image = image::RgbaImage::from_fn(300, 200, |x, y| {
        image::Rgba([(x * 255 / 300) as u8, (y * 255 / 200) as u8, 90, if x > 150 { 128 } else { 255 }])
    });
    image.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    Picture::from_bytes(png).unwrap()
}

#[test]
fn pictures_look_alike_too() {
    let picture = picture();
    let mut artwork = Artwork::default();
    let mut shown = element(1, Kind::picture(picture.id()), 400.0, 300.0);
    shown.frame.rotation = 15.0;
    shown.opacity = 0.9;
    shown.shadow = Some(Shadow::default());
    artwork.pictures.insert(picture.id(), Arc::new(picture));
    artwork.elements.push(Arc::new(shown));
    let scene = build(&artwork, &Badge::default());
    let svg = svg::write(&scene, "Picture", "");
    for side in [64, 600] {
        let difference = difference(&Renderer::new().render(&scene, side), &by_resvg(&svg, side));
        assert!(difference < 0.005, "{side}: {:.3} %", difference * 100.0);
    }
}

#[test]
fn webp_goes_into_svg_as_png() {
    let mut webp = Vec::new();
    image::RgbaImage::from_pixel(8, 8, image::Rgba([200, 20, 20, 255]))
        .write_to(&mut std::io::Cursor::new(&mut webp), image::ImageFormat::WebP)
        .unwrap();
    let picture = Picture::from_bytes(webp).unwrap();
    let mut artwork = Artwork::default();
    artwork.elements.push(Arc::new(element(1, Kind::picture(picture.id()), 400.0, 400.0)));
    artwork.pictures.insert(picture.id(), Arc::new(picture));
    let svg = svg::write(&build(&artwork, &Badge::default()), "", "");
    assert!(svg.contains("href=\"data:image/png;base64,") && !svg.contains("webp"));
}

/// A photo, red in its left half, of a camera held upright: to be turned to
/// the right by a quarter.
fn upright_photo() -> Vec<u8> {
    use image::ImageEncoder as _;
    let photo = image::RgbImage::from_fn(64, 32, |x, _| image::Rgb(if x < 32 { [220, 0, 0] } else { [0, 0, 220] }));
    let turned: &[u8] = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let mut jpeg = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 95);
    encoder.set_exif_metadata(turned.to_vec()).unwrap();
    encoder.write_image(&photo, 64, 32, image::ExtendedColorType::Rgb8).unwrap();
    jpeg
}

#[test]
fn a_photo_is_shown_as_its_camera_was_held() {
    let picture = Picture::from_bytes(upright_photo()).unwrap();
    assert_eq!((picture.width, picture.height), (32, 64));
    let mut artwork = Artwork::default();
    artwork.elements.push(Arc::new(element(1, Kind::picture(picture.id()), 300.0, 600.0)));
    artwork.pictures.insert(picture.id(), Arc::new(picture));
    let scene = build(&artwork, &Badge::default());
    let pixels = Renderer::new().render(&scene, 60);
    let at = |x: usize, y: usize| &pixels.rgba[(y * 60 + x) * 4..][..3];
    assert!(at(30, 10)[0] > 180 && at(30, 50)[2] > 180, "red above blue");
    let svg = svg::write(&scene, "", "");
    assert!(difference(&pixels, &by_resvg(&svg, 60)) < 0.005, "turned for viewers that do not do it");
}

#[test]
fn a_cached_shadow_gives_the_same_picture_and_follows_its_element() {
    let shadowed = |x: f64| {
        let mut disc = element(1, Kind::Disc, 200.0, 200.0);
        disc.frame.x = x;
        disc.shadow = Some(Shadow::default());
        scene(vec![disc])
    };
    let mut warm = Renderer::new();
    let cold = warm.render(&shadowed(200.0), 600);
    assert_eq!(warm.render(&shadowed(200.0), 600), cold);
    assert_eq!(warm.render(&shadowed(317.0), 600), Renderer::new().render(&shadowed(317.0), 600));
}

#[test]
fn a_view_shows_the_same_as_a_part_of_the_whole() {
    let mut star = element(1, Kind::Star { points: 5, inner: 0.5, corner: 10.0 }, 300.0, 300.0);
    star.shadow = Some(Shadow::default());
    let scene = scene(vec![star]);
    let mut renderer = Renderer::new();
    let whole = renderer.render(&scene, 1200);
    let part = renderer.render_view(&scene, 400, 300, Affine::translate((-300.0, -350.0)) * Affine::scale(2.0));
    let mut worst = 0;
    for y in 0..300 {
        for x in 0..400 {
            let of = |pixels: &Pixels, x: usize, y: usize| {
                let at = (y * pixels.width as usize + x) * 4;
                <[u8; 4]>::try_from(&pixels.rgba[at..at + 4]).unwrap()
            };
            let (a, b) = (of(&part, x, y), of(&whole, x + 300, y + 350));
            worst = worst.max(a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap());
        }
    }
    assert!(worst <= 6, "{worst}");
}

#[test]
fn a_png_holds_straight_colours() {
    let mut half = element(1, Kind::Rectangle { corners: [0.0; 4] }, 600.0, 600.0);
    half.fill = Some(Paint::Solid(Color::rgb(200, 100, 50).with_alpha(128)));
    let png = Renderer::new().render(&scene(vec![half]), 16).to_png();
    let image = image::load_from_memory(&png).unwrap().to_rgba8();
    assert_eq!(image.dimensions(), (16, 16));
    let [r, g, b, a] = image.get_pixel(8, 8).0;
    assert_eq!(a, 128);
    assert!(r.abs_diff(200) <= 1 && g.abs_diff(100) <= 1 && b.abs_diff(50) <= 1, "{r} {g} {b}");
}

#[test]
fn an_svg_says_what_it_is_and_needs_nothing_else() {
    let svg = svg::write(&scene(vec![element(1, text(), 400.0, 200.0)]), "A & <B>\u{7}", "C\0D");
    assert!(svg.contains("role=\"img\"") && svg.contains("viewBox=\"0 0 600 600\""));
    assert!(svg.contains("<title>A &amp; &lt;B&gt;</title>") && svg.contains("<desc>CD</desc>"));
    assert!(!svg.contains("<text") && !svg.contains("font"));
    roxmltree::Document::parse(&svg).unwrap();
    assert_eq!(svg, svg::write(&scene(vec![element(1, text(), 400.0, 200.0)]), "A & <B>\u{7}", "C\0D"));
}

#[test]
fn what_is_too_large_for_a_picture_is_drawn_as_large_as_possible() {
    let scene = scene(vec![element(1, Kind::Disc, 600.0, 600.0)]);
    let pixels = Renderer::new().render(&scene, 0);
    assert_eq!((pixels.width, pixels.height, pixels.rgba.len()), (1, 1, 4));
    for view in [Affine::scale(f64::NAN), Affine::scale(0.0), Affine::scale(1e300), Affine::translate((1e300, 0.0))] {
        assert!(Renderer::new().render_view(&scene, 8, 8, view).rgba.iter().all(|byte| *byte == 0));
    }
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -700.0..700.0_f64,
        1 => prop::sample::select(vec![
            f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 1e-300, 0.0, -0.0, 1e5, 5e4, -5e4, 0.001, 1.0,
        ]),
    ]
}

fn any_color() -> impl Strategy<Value = Color> {
    any::<[u8; 4]>().prop_map(|[r, g, b, a]| Color { r, g, b, a })
}

fn any_paint() -> BoxedStrategy<Paint> {
    let stops = || {
        prop::collection::vec((any_number(), any_color()), 0..5)
            .prop_map(|stops| stops.into_iter().map(|(offset, color)| Stop { offset, color }).collect::<Vec<_>>())
    };
    let place = || [any_number(), any_number()];
    prop_oneof![
        any_color().prop_map(Paint::Solid),
        (place(), place(), stops()).prop_map(|(from, to, stops)| Paint::Linear { from, to, stops }),
        (place(), any_number(), stops()).prop_map(|(center, radius, stops)| Paint::Radial { center, radius, stops }),
        (place(), any_number(), stops()).prop_map(|(center, angle, stops)| Paint::Angular { center, angle, stops }),
        (any_motif(), any_color(), prop::option::of(any_color()), any_number(), any_number())
            .prop_map(|(motif, ink, ground, size, angle)| Paint::Pattern { motif, ink, ground, size, angle }),
    ]
    .boxed()
}

fn any_motif() -> impl Strategy<Value = Motif> {
    prop::sample::select(vec![Motif::Stripes, Motif::Dots, Motif::Checker, Motif::Rays])
}

fn any_text() -> impl Strategy<Value = Text> {
    let baseline = prop_oneof![
        Just(Baseline::Straight),
        any_number().prop_map(|span| Baseline::ArcAbove { span }),
        any_number().prop_map(|span| Baseline::ArcBelow { span }),
        (any::<bool>(), any::<bool>()).prop_map(|(inside, spread)| Baseline::Ring { inside, spread }),
        ("M0 0[ MLCQZA0-9.-]{0,30}", any_number(), any_number(), any::<bool>())
            .prop_map(|(path, width, height, backwards)| Baseline::Path { path, view: [width, height], backwards }),
    ];
    ("\\PC{0,40}", any_number(), any_number(), any_number(), baseline, any::<bool>(), any::<u16>()).prop_map(
        |(content, size, spacing, leading, baseline, fit, weight)| Text {
            size,
            spacing,
            leading,
            baseline,
            fit,
            ..Text::new(content, Font::new("Outfit", weight), 40.0)
        },
    )
}

fn any_kind() -> BoxedStrategy<Kind> {
    let path = prop_oneof!["[MLHVCSQTAZmlhvcsqtaz0-9 .,e-]{0,80}", Just("M0 0L1e300 1e300Z".to_owned())];
    prop_oneof![
        Just(Kind::Disc),
        any_number().prop_map(|inner| Kind::Ring { inner }),
        prop::array::uniform4(any_number()).prop_map(|corners| Kind::Rectangle { corners }),
        (any::<u32>(), any_number()).prop_map(|(sides, corner)| Kind::Polygon { sides, corner }),
        (any::<u32>(), any_number(), any_number()).prop_map(|(points, inner, corner)| Kind::Star {
            points,
            inner,
            corner
        }),
        (any::<u32>(), any_number()).prop_map(|(lobes, depth)| Kind::Scallop { lobes, depth }),
        prop::sample::select(vec![ShieldStyle::Peaked, ShieldStyle::Heater, ShieldStyle::Round, ShieldStyle::Notched])
            .prop_flat_map(|style| any_number().prop_map(move |sides| Kind::Shield { style, sides })),
        Just(Kind::Teardrop),
        (any_number(), any_number()).prop_map(|(inner, span)| Kind::Segment { inner, span }),
        (any::<u32>(), any_number(), any_number()).prop_map(|(lobes, depth, inner)| Kind::WaveRing {
            lobes,
            depth,
            inner
        }),
        (any::<u32>(), any_number(), any_number()).prop_map(|(teeth, depth, hole)| Kind::Gear { teeth, depth, hole }),
        (any::<u32>(), any_number(), any_number()).prop_map(|(count, inner, cover)| Kind::Rays { count, inner, cover }),
        any_number().prop_map(|point| Kind::Pennant { point }),
        prop::array::uniform5(any_number()).prop_map(|[corner, tail_position, tail_tip, tail_width, tail_length]| {
            Kind::SpeechBubble { corner, tail_position, tail_tip, tail_width, tail_length }
        }),
        any::<u32>().prop_map(|leaves| Kind::Laurel { leaves }),
        prop::sample::select(vec![RibbonStyle::Band, RibbonStyle::Banner, RibbonStyle::Tails, RibbonStyle::Arched])
            .prop_flat_map(|style| {
                (any_number(), any_number()).prop_map(move |(ends, rise)| Kind::Ribbon { style, ends, rise })
            }),
        (path, [any_number(), any_number()]).prop_map(|(path, view)| Kind::Outline { path, view }),
        any_text().prop_map(Kind::Text),
        Just(Kind::Icon { name: "leaf".into(), weight: IconWeight::Fill }),
    ]
    .boxed()
}

fn any_element() -> impl Strategy<Value = Element> {
    let frame = prop::array::uniform5(any_number()).prop_map(|[x, y, width, height, rotation]| Frame {
        x,
        y,
        width,
        height,
        rotation,
    });
    let stroke = (any_paint(), any_number(), prop::collection::vec(any_number(), 0..4), any::<bool>()).prop_map(
        |(paint, width, dash, round)| {
            let (cap, join) = if round { (Cap::Round, Join::Bevel) } else { (Cap::Square, Join::Pointed) };
            let side = if round { StrokeAlignment::Inside } else { StrokeAlignment::Outside };
            Stroke { paint, width, dash, cap, join, side }
        },
    );
    let shadow = (any_color(), prop::array::uniform3(any_number())).prop_map(|(color, [dx, dy, blur])| Shadow {
        color,
        dx,
        dy,
        blur,
    });
    let element = (
        any_kind(),
        frame,
        prop::option::of(any_paint()),
        prop::option::of(stroke),
        prop::option::of(shadow),
        any_number(),
    );
    element.prop_map(|(kind, frame, fill, stroke, shadow, opacity)| {
        let opacity = if opacity.is_finite() && opacity > 1.0 { 1.0 } else { opacity };
        Element { fill, stroke, shadow, opacity, ..Element::new(ElementId(1), kind, frame) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_element_makes_drawing_fail(one in any_element(), two in any_element(), group in any_element()) {
        let kind = Kind::Group { elements: vec![one.clone().into(), two.into()] };
        let group = Element { kind, id: ElementId(9), ..group };
        let scene = scene(vec![one, group]);
        let mut renderer = Renderer::new();
        prop_assert_eq!(renderer.render(&scene, 64).rgba.len(), 64 * 64 * 4);
        renderer.render_view(&scene, 90, 40, Affine::translate((-2000.0, -900.0)) * Affine::scale(8.0));
        let svg = svg::write(&scene, "", "");
        prop_assert!(roxmltree::Document::parse(&svg).is_ok());
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", svg);
        scene.bounds(ElementId(9));
        scene.hit(300.0, 300.0, f64::NAN);
    }
}

#[test]
fn a_document_inside_a_placed_picture_does_not_come_along() {
    let document = crate::document::starter("bike-repair").unwrap().document("urn:uuid:1".into()).unwrap();
    let mut png = Vec::new();
    image::RgbaImage::new(4, 4).write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    let picture = crate::artwork::Picture::from_bytes(document.put_into(png)).unwrap();
    assert!(crate::document::carries_document(&picture.data));
    let element = Element::new(ElementId(1), Kind::picture(picture.id()), Frame::centred(300.0, 300.0));
    let artwork = Artwork {
        elements: vec![Arc::new(element)],
        pictures: [(picture.id(), Arc::new(picture))].into(),
        ..Artwork::default()
    };
    let file = svg::write(&build(&artwork, &Badge::default()), "", "");
    let data = file.split("base64,").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let placed = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, data).unwrap();
    assert!(image::load_from_memory(&placed).is_ok() && !crate::document::carries_document(&placed));
}
