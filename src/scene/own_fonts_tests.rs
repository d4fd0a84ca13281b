//! Texts in fonts of the user's own, whole and damaged ones.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use kurbo::{Rect, Shape as _};

use super::{Draw, Missing, Scene, build, font_families};
use crate::artwork::{Artwork, Baseline, Color, Element, ElementId, Font, Frame, Kind, OwnFont, OwnFonts, Paint, Text};
use crate::badge::Badge;
use crate::made_fonts::{CABIN, CAVEAT, named, postscript, square, tables};

fn own(data: Vec<u8>) -> Arc<OwnFont> {
    Arc::new(OwnFont::from_bytes(data).unwrap())
}

fn fonts(list: &[&Arc<OwnFont>]) -> OwnFonts {
    let mut fonts = OwnFonts::default();
    list.iter().for_each(|font| fonts.add(Arc::clone(font)));
    fonts
}

fn scene(content: &str, font: &Font, fonts: OwnFonts, baselines: &[Baseline]) -> Scene {
    let element = |(at, baseline): (usize, &Baseline)| {
        let text = Text { baseline: baseline.clone(), ..Text::new(content, font.clone(), 60.0) };
        let element = Element::new(ElementId(at as u64 + 1), Kind::Text(text), Frame::centred(500.0, 300.0));
        Arc::new(element.filled(Paint::Solid(Color::BLACK)))
    };
    let elements = baselines.iter().enumerate().map(element).collect();
    build(&Artwork { elements, fonts, ..Artwork::default() }, &Badge::default())
}

fn ink(content: &str, font: &Font, fonts: OwnFonts) -> Rect {
    let scene = scene(content, font, fonts, &[Baseline::Straight]);
    assert_eq!(scene.missing(), []);
    match scene.draws() {
        [Draw::Path(draw)] => draw.path.bounding_box(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_text_is_set_in_a_font_that_the_badge_carries() {
    let harbour = own(named(CAVEAT, "Harbour", 700));
    let bundled = ink("Hello", &Font::new("Caveat", 700), OwnFonts::default());
    assert_eq!(ink("Hello", &Font::new("harbour ", 400), fonts(&[&harbour])), bundled);
    let without = scene("Hello", &Font::new("Harbour", 700), OwnFonts::default(), &[Baseline::Straight]);
    assert!(matches!(without.missing(), [Missing::Font { used, .. }] if used == "Cabin"), "{:?}", without.missing());
    // Letters are those of the face, and its file is at hand.
    let scene = scene("Hi", &Font::new("Harbour", 700), fonts(&[&harbour]), &[Baseline::Straight]);
    let [Draw::Path(draw)] = scene.draws() else { panic!("{:?}", scene.draws()) };
    let letters = scene.letters(&draw.path).unwrap();
    let file = letters[0].face.file();
    assert_eq!((file.family, file.weight, file.bytes), ("Harbour", 700, harbour.data().as_ref()));
}

#[test]
fn a_letter_that_an_own_font_lacks_comes_from_a_bundled_one() {
    let squares = own(postscript(&named(CABIN, "Squares", 400), &square(), &[]));
    let set = scene("Aß→", &Font::new("Squares", 400), fonts(&[&squares]), &[Baseline::Straight]);
    assert!(set.missing().iter().all(|missing| matches!(missing, Missing::Letter { .. })), "{:?}", set.missing());
    let ink = ink("H", &Font::new("Squares", 400), fonts(&[&squares]));
    let tall = ink.height() / ink.width();
    assert!((tall - 700.0 / 400.0).abs() < 0.01, "its own outlines are drawn: {ink:?}");
}

#[test]
fn an_own_font_of_a_bundled_family_takes_the_place_of_that_weight_alone() {
    let mine = own(named(CAVEAT, "Cabin", 700));
    let hand = ink("Hello", &Font::new("Caveat", 700), OwnFonts::default());
    assert_eq!(ink("Hello", &Font::new("Cabin", 700), fonts(&[&mine])), hand);
    let plain = ink("Hello", &Font::new("Cabin", 400), OwnFonts::default());
    assert_eq!(ink("Hello", &Font::new("Cabin", 400), fonts(&[&mine])), plain);
    let families = font_families(&fonts(&[&mine, &own(named(CABIN, "Harbour", 300))]));
    let of = |name: &str| families.iter().filter(|family| family.name == name).collect::<Vec<_>>();
    assert_eq!(of("Cabin")[0].weights, [400, 600, 700]);
    assert_eq!((of("Cabin").len(), of("Harbour")[0].weights.as_slice()), (1, [300].as_slice()));
}

/// Random numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Damages a file in the tables of which it is made, small ones as often as large ones.
fn damaged(font: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut file = font.to_vec();
    let lengths: Vec<usize> = tables(font).values().map(Vec::len).collect();
    for _ in 0..=dice.below(4) {
        let table = dice.below(lengths.len() + 1);
        let begin = 12 + 16 * lengths.len();
        let begin = begin + lengths.iter().take(table).map(|length| length.next_multiple_of(4)).sum::<usize>();
        let place = match lengths.get(table) {
            Some(length) => {
                let within = if dice.below(2) == 0 { (*length).min(64) } else { *length };
                begin + dice.below(within)
            }
            None => dice.below(12 + 16 * lengths.len()),
        };
        if let Some(byte) = file.get_mut(place) {
            *byte = [0, 0xFF, 0x7F, 0x80, *byte ^ 1, dice.below(256) as u8][dice.below(6)];
        }
    }
    if dice.below(20) == 0 {
        file.truncate(dice.below(file.len()));
    }
    file
}

#[test]
fn damaged_fonts_are_refused_or_drawn_and_nothing_else() {
    let curves =
        [Baseline::Straight, Baseline::ArcAbove { span: 160.0 }, Baseline::Ring { inside: false, spread: true }];
    let rest = own(named(CABIN, "Rest", 400));
    let whole = [named(CABIN, "Harbour", 400), named(CAVEAT, "Harbour", 700)];
    let postscript = postscript(&whole[0], &square(), &[vec![11]]);
    let mut taken = 0;
    for seed in 0..3000 {
        let mut dice = Dice(seed);
        let font = [&whole[0], &whole[1], &postscript][dice.below(3)];
        let file = damaged(font, &mut dice);
        let begun = Instant::now();
        let done = catch_unwind(AssertUnwindSafe(|| {
            let Ok(font) = OwnFont::from_bytes(file).map(Arc::new) else { return false };
            let asked = Font::new(font.family(), font.weight());
            let scene = scene("First Aïd ffi AV\n×1234567890", &asked, fonts(&[&font, &rest]), &curves);
            for draw in scene.draws() {
                let Draw::Path(draw) = draw else { continue };
                assert!(draw.path.is_finite(), "outlines can be drawn");
            }
            true
        }));
        // Far above what it takes, on the slowest machine: this tells a hang, not a speed.
        assert!(begun.elapsed() < Duration::from_secs(30), "seed {seed} takes {:?}", begun.elapsed());
        taken += usize::from(done.unwrap_or_else(|_| panic!("seed {seed} panics")));
    }
    assert!(taken > 300, "some damage is survived: {taken}");
}
