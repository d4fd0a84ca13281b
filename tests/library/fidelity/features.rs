//! Small artworks, one for each thing that can be drawn.

use std::sync::Arc;

use badgewright::artwork::{
    Artwork, Baseline, Blend, Cap, Color, Crop, Element, ElementId, Font, Frame, IconWeight, Join, Kind, LetterCase,
    Motif, Paint, Picture, RibbonStyle, Shadow, ShieldStyle, Stop, Stroke, StrokeAlignment, Text,
};

const TEAL: Color = Color::rgb(14, 107, 107);
const GOLD: Color = Color::rgb(240, 168, 57);

fn element(id: u64, kind: Kind, width: f64, height: f64) -> Element {
    Element::new(ElementId(id), kind, Frame::centred(width, height)).filled(Paint::Solid(TEAL))
}

fn artwork((name, elements): (&'static str, Vec<Element>)) -> (&'static str, Artwork) {
    (name, Artwork { elements: elements.into_iter().map(Arc::new).collect(), ..Artwork::default() })
}

fn gradient() -> Vec<Stop> {
    vec![
        Stop { offset: 0.0, color: GOLD },
        Stop { offset: 0.4, color: TEAL },
        Stop { offset: 1.0, color: Color::rgb(90, 20, 120).with_alpha(120) },
    ]
}

fn text(baseline: Baseline) -> Kind {
    let text = Text { case: LetterCase::Capitals, baseline, ..Text::new("{name}", Font::new("Cabin", 700), 60.0) };
    Kind::Text(Text { spacing: 3.0, ..text })
}

/// Text that hangs from a path.
fn path_text() -> Kind {
    let path = "M0 60 C80 0 160 0 240 60 C320 120 400 120 480 60".into();
    let Kind::Text(text) = text(Baseline::Path { path, view: [480.0, 120.0], backwards: false }) else {
        unreachable!()
    };
    Kind::Text(Text { hangs: true, start: 0.05, ..text })
}

/// An artwork for each thing that can be drawn.
pub fn features() -> Vec<(&'static str, Artwork)> {
    let shapes = [
        ("disc", Kind::Disc),
        ("ring", Kind::Ring { inner: 0.7 }),
        ("rectangle", Kind::Rectangle { corners: [0.0, 40.0, 120.0, 40.0] }),
        ("polygon", Kind::Polygon { sides: 6, corner: 20.0 }),
        ("star", Kind::Star { points: 5, inner: 0.5, corner: 16.0 }),
        ("scallop", Kind::Scallop { lobes: 24, depth: 0.1 }),
        ("shield", Kind::shield(ShieldStyle::Peaked)),
        ("heater", Kind::shield(ShieldStyle::Heater)),
        ("round shield", Kind::shield(ShieldStyle::Round)),
        ("notched", Kind::shield(ShieldStyle::Notched)),
        ("segment", Kind::Segment { inner: 0.6, span: 200.0 }),
        ("wave ring", Kind::WaveRing { lobes: 18, depth: 0.1, inner: 0.7 }),
        ("gear", Kind::Gear { teeth: 10, depth: 0.2, hole: 0.4 }),
        ("rays", Kind::Rays { count: 16, inner: 0.2, cover: 0.5 }),
        ("teardrop", Kind::Teardrop),
        ("pennant", Kind::Pennant { point: -0.2 }),
        ("laurel", Kind::Laurel { leaves: 8 }),
        (
            "speech bubble",
            Kind::SpeechBubble { corner: 20.0, tail_position: 0.2, tail_tip: 0.1, tail_width: 0.2, tail_length: 0.3 },
        ),
        ("arched", Kind::ribbon(RibbonStyle::Arched)),
        ("flat arch", Kind::Ribbon { style: RibbonStyle::Arched, ends: 0.4, rise: 0.3 }),
        ("high sides", Kind::Shield { style: ShieldStyle::Notched, sides: 0.9 }),
        ("band", Kind::ribbon(RibbonStyle::Band)),
        ("banner", Kind::ribbon(RibbonStyle::Banner)),
        ("tails", Kind::ribbon(RibbonStyle::Tails)),
        ("outline", Kind::Outline { path: "M5 0 10 10H0Z M5 4 4 7H6Z".into(), view: [10.0, 10.0] }),
        ("text", text(Baseline::Straight)),
        ("arc above", text(Baseline::ArcAbove { span: 160.0 })),
        ("arc below", text(Baseline::ArcBelow { span: 160.0 })),
        ("ring text", text(Baseline::Ring { inside: false, spread: true })),
        ("ring text from inside", text(Baseline::Ring { inside: true, spread: false })),
        ("path text", path_text()),
        ("icon", Kind::Icon { name: "rocket".into(), weight: IconWeight::Regular }),
    ];
    let mut scenes: Vec<_> = shapes.map(|(name, kind)| (name, vec![element(1, kind, 480.0, 400.0)])).into();

    let mut stroked = element(1, Kind::Star { points: 7, inner: 0.6, corner: 0.0 }, 400.0, 400.0);
    stroked.stroke = Some(Stroke::solid(GOLD.with_alpha(160), 14.0));
    stroked.opacity = 0.7;
    stroked.frame.rotation = 17.0;
    scenes.push(("stroke and opacity", vec![stroked]));

    let mut dotted = element(1, Kind::Disc, 400.0, 300.0);
    dotted.fill = None;
    // Large enough that on the small picture each dot has its own pixels: the
    // two measure lengths along curves a little differently.
    dotted.stroke = Some(Stroke { dash: vec![0.0, 60.0], cap: Cap::Round, ..Stroke::solid(TEAL, 20.0) });
    let mut dashed = element(2, Kind::Rectangle { corners: [0.0; 4] }, 500.0, 500.0);
    dashed.fill = None;
    dashed.stroke = Some(Stroke { dash: vec![30.0, 10.0, 5.0], ..Stroke::solid(GOLD, 11.0) });
    scenes.push(("dots and dashes", vec![dotted, dashed]));

    let mut bevelled = element(1, Kind::Star { points: 5, inner: 0.5, corner: 0.0 }, 320.0, 320.0);
    bevelled.stroke = Some(Stroke { join: Join::Bevel, ..Stroke::solid(GOLD, 24.0) });
    let mut square = element(2, Kind::Rectangle { corners: [0.0; 4] }, 520.0, 520.0);
    square.fill = None;
    square.stroke =
        Some(Stroke { dash: vec![40.0, 60.0], cap: Cap::Square, join: Join::Round, ..Stroke::solid(TEAL, 24.0) });
    scenes.push(("corners and square ends", vec![bevelled, square]));

    let mut linear = element(1, Kind::Disc, 300.0, 400.0);
    linear.fill = Some(Paint::Linear { from: [0.1, 0.0], to: [0.9, 1.0], stops: gradient() });
    linear.frame = Frame { x: 200.0, rotation: 40.0, ..linear.frame };
    let mut radial = element(2, Kind::Rectangle { corners: [0.0; 4] }, 250.0, 300.0);
    radial.fill = Some(Paint::Radial { center: [0.4, 0.4], radius: 0.6, stops: gradient() });
    radial.frame = Frame { x: 430.0, rotation: -20.0, ..radial.frame };
    scenes.push(("gradients", vec![linear, radial]));

    let mut soft = element(1, Kind::shield(ShieldStyle::Peaked), 400.0, 440.0);
    soft.shadow = Some(Shadow { color: Color::rgb(60, 0, 0).with_alpha(180), dx: 10.0, dy: 14.0, blur: 9.0 });
    scenes.push(("shadow", vec![soft.clone()]));
    soft.shadow = Some(Shadow { blur: 30.0, ..Shadow::default() });
    scenes.push(("wide shadow", vec![soft.clone()]));
    soft.shadow = Some(Shadow { blur: 0.0, dx: 12.0, dy: 12.0, ..Shadow::default() });
    scenes.push(("hard shadow", vec![soft]));

    let mut inner = element(2, Kind::Disc, 150.0, 150.0);
    inner.frame = Frame { x: -80.0, y: 20.0, ..inner.frame };
    inner.shadow = Some(Shadow::default());
    let mut other = element(3, Kind::Polygon { sides: 3, corner: 0.0 }, 200.0, 200.0);
    other.frame = Frame { x: 60.0, y: 0.0, rotation: 10.0, ..other.frame };
    other.fill = Some(Paint::Solid(GOLD));
    let mut group = element(1, Kind::Group { elements: vec![inner.into(), other.into()] }, 400.0, 300.0);
    group.frame.rotation = 30.0;
    group.opacity = 0.8;
    group.shadow = Some(Shadow { color: TEAL, dx: -8.0, dy: 20.0, blur: 5.0 });
    scenes.push(("group", vec![group.clone()]));

    for motif in [Motif::Stripes, Motif::Dots, Motif::Checker, Motif::Rays] {
        let mut marked = element(1, Kind::Disc, 400.0, 300.0);
        marked.fill = Some(Paint::Pattern { motif, ink: GOLD, ground: Some(TEAL), size: 60.0, angle: 30.0 });
        marked.stroke = Some(Stroke::solid(TEAL, 10.0));
        scenes.push(("pattern", vec![marked]));
    }
    let mut angular = element(1, Kind::shield(ShieldStyle::Heater), 400.0, 400.0);
    angular.fill = Some(Paint::Angular { center: [0.5, 0.4], angle: 30.0, stops: gradient() });
    angular.mirrored = true;
    scenes.push(("around a point", vec![angular]));
    for side in [StrokeAlignment::Inside, StrokeAlignment::Outside] {
        let mut sided = element(1, Kind::Star { points: 5, inner: 0.5, corner: 0.0 }, 400.0, 400.0);
        sided.stroke = Some(Stroke { side, ..Stroke::solid(GOLD.with_alpha(200), 16.0) });
        scenes.push(("line on one side", vec![sided]));
    }
    let mut inward = element(1, Kind::Ring { inner: 0.5 }, 460.0, 460.0);
    inward.inner_shadow = Some(Shadow { color: Color::BLACK, dx: 8.0, dy: 12.0, blur: 8.0 });
    scenes.push(("inner shadow", vec![inward]));
    let mut petal = element(1, Kind::Teardrop, 80.0, 160.0);
    petal.frame = Frame { x: 300.0, y: 160.0, rotation: 10.0, ..petal.frame };
    petal.copies = 7;
    petal.opacity = 0.6;
    scenes.push(("copies around the middle", vec![petal]));
    for blend in Blend::ALL {
        let ground = element(1, Kind::Disc, 400.0, 400.0).filled(Paint::Solid(GOLD));
        let mut over = element(2, Kind::Rectangle { corners: [0.0; 4] }, 300.0, 500.0);
        over.blend = blend;
        over.opacity = 0.9;
        scenes.push(("blend", vec![ground, over]));
    }
    group.opacity = 1.0;
    group.shadow = None;
    group.stroke = Some(Stroke::solid(Color::rgb(20, 20, 20), 9.0));
    scenes.push(("line around a group", vec![group.clone()]));
    group.stroke = None;
    group.clipped = true;
    scenes.push(("within the lowest", vec![group]));
    scenes.into_iter().map(artwork).chain([pictures()]).collect()
}

/// A soft picture in three shapes, cropped and turned.
fn pictures() -> (&'static str, Artwork) {
    let pixels = image::RgbaImage::from_fn(400, 300, |x, y| {
        let part = |at: u32, of: u32| u8::try_from(at * 255 / of).unwrap_or(255);
        image::Rgba([part(x, 400), part(y, 300), 90, 255])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let picture = Picture::from_bytes(png.into_inner()).unwrap();
    let shown = |id: u64, x: f64, rotation: f64, crop: Crop, shape: Option<Kind>| {
        let kind = Kind::Picture { picture: picture.id(), crop, shape: shape.map(Box::new) };
        Element::new(ElementId(id), kind, Frame { x, y: 300.0, width: 180.0, height: 240.0, rotation })
    };
    let sides = Crop { left: 0.2, right: 0.3, ..Crop::default() };
    let elements = vec![
        shown(1, 110.0, 0.0, sides, None),
        shown(2, 300.0, 20.0, Crop { top: 0.1, ..sides }, Some(Kind::Disc)),
        Element { mirrored: true, opacity: 0.7, ..shown(3, 490.0, 0.0, sides, Some(Kind::Teardrop)) },
    ];
    let (name, mut artwork) = artwork(("cropped pictures", elements));
    artwork.pictures.insert(picture.id(), Arc::new(picture));
    (name, artwork)
}
