use kurbo::{Rect, Shape as _};
use proptest::prelude::*;

use super::*;
use crate::artwork::{Align, Font, LetterCase};
use crate::scene::shaping::shape;

fn words(content: &str, size: f64) -> Text {
    Text::new(content, Font::new("Cabin", 700), size)
}

fn ink(text: &Text, width: f64, height: f64) -> Rect {
    set(text, &text.content, Size::new(width, height), &Fonts::default()).unwrap().path.bounding_box()
}

/// Each line has one box in which it can be touched.
fn line_count(text: &Text, width: f64, height: f64) -> usize {
    let setting = set(text, &text.content, Size::new(width, height), &Fonts::default()).unwrap();
    setting.touch.elements().iter().filter(|element| matches!(element, kurbo::PathEl::MoveTo(_))).count()
}

#[test]
fn text_stands_in_the_middle_of_its_frame_by_its_capitals() {
    let ink = ink(&words("HHH", 50.0), 400.0, 200.0);
    assert!(ink.center().to_vec2().hypot() < 0.5, "{ink:?}");
    let fonts = Fonts::default();
    let face = fonts.face(&Font::new("Cabin", 700)).unwrap();
    assert!((ink.height() - 50.0 * face.cap_height).abs() < 0.5);
}

#[test]
fn text_that_fits_is_left_at_its_size_and_one_that_does_not_breaks_first() {
    assert_eq!(line_count(&words("Digital Storyteller", 50.0), 600.0, 200.0), 1);
    assert_eq!(line_count(&words("Digital Storyteller", 50.0), 320.0, 200.0), 2);
    let broken = ink(&words("Digital Storyteller", 50.0), 320.0, 200.0);
    let alone = ink(&words("Storyteller", 50.0), 320.0, 200.0);
    assert!((broken.width() - alone.width()).abs() < 0.5, "not shrunk as well");
}

#[test]
fn lines_are_of_about_one_width() {
    let text = words("Community Garden Helper", 60.0);
    let setting = set(&text, &text.content, Size::new(480.0, 300.0), &Fonts::default()).unwrap();
    let widths: Vec<f64> = setting
        .touch
        .elements()
        .chunk_by(|_, next| !matches!(next, kurbo::PathEl::MoveTo(_)))
        .map(|line| BezPath::from_vec(line.to_vec()).bounding_box().width())
        .collect();
    assert_eq!(widths.len(), 2);
    let single = ink(&words("Garden Helper", 60.0), 900.0, 300.0).width();
    assert!((widths[1] - single).abs() < 6.0, "“Garden Helper” stands together: {widths:?}");
}

#[test]
fn typed_line_breaks_are_kept_and_without_fitting_nothing_else_breaks() {
    let mut text = words("One\nTwo three four", 50.0);
    assert_eq!(line_count(&text, 900.0, 300.0), 2);
    text.fit = false;
    assert_eq!(line_count(&text, 90.0, 30.0), 2);
    assert!(ink(&text, 90.0, 30.0).width() > 200.0);
}

#[test]
fn lines_begin_and_end_at_the_edge_they_are_set_to() {
    for (align, at) in [(Align::Left, -200.0), (Align::Right, 200.0)] {
        let ink = ink(&Text { align, ..words("HIM", 40.0) }, 400.0, 100.0);
        let edge = if align == Align::Left { ink.x0 } else { ink.x1 };
        assert!((edge - at).abs() < 5.0, "{align:?}: {ink:?}");
    }
}

#[test]
fn letters_are_kerned_and_spaced() {
    let tight = ink(&words("AVAVAV", 100.0), 2000.0, 200.0).width();
    let apart: f64 = "AVAVAV"
        .chars()
        .map(|letter| shape(&letter.to_string(), Fonts::default().face(&Font::new("Cabin", 700)).unwrap(), 700, true))
        .map(|shaped| shaped.clusters[0].advance * 100.0)
        .sum();
    assert!(tight < apart - 10.0, "{tight} of {apart}");
    let spaced = ink(&Text { spacing: 10.0, ..words("AVAVAV", 100.0) }, 2000.0, 200.0).width();
    assert!((spaced - tight - 50.0).abs() < 0.5);
}

#[test]
fn text_on_an_arc_stands_upright_in_the_middle_and_outside_or_inside() {
    let arc = |baseline| {
        let text = Text { baseline, case: LetterCase::Capitals, ..words("HH", 30.0) };
        ink(&text, 400.0, 400.0)
    };
    let above = arc(Baseline::ArcAbove { span: 180.0 });
    assert!(above.center().x.abs() < 0.5 && above.y1 < -190.0 && above.y0 < -215.0, "{above:?}");
    let below = arc(Baseline::ArcBelow { span: 180.0 });
    assert!(below.center().x.abs() < 0.5 && below.y1 < 200.5 && below.y0 > 170.0, "{below:?}");
}

#[test]
fn a_ring_is_gone_all_around_and_a_hanging_text_touches_its_line_from_the_other_side() {
    let ring = |spread| {
        let text = Text { baseline: Baseline::Ring { inside: false, spread }, ..words("HHHHHHHH", 30.0) };
        ink(&text, 400.0, 400.0)
    };
    assert!(ring(false).y1 < 0.0, "a short text stays at the top");
    let spread = ring(true);
    assert!(spread.center().to_vec2().hypot() < 2.0 && spread.width() > 410.0, "{spread:?}");
    let hanging = Text { hangs: true, baseline: Baseline::ArcAbove { span: 90.0 }, ..words("H", 30.0) };
    let hanging = ink(&hanging, 400.0, 400.0);
    assert!((hanging.y0 + 200.0).abs() < 0.5 && hanging.y1 > -181.0, "{hanging:?}");
}

#[test]
fn text_begins_where_it_is_told_to_on_its_line() {
    let at = |start: f64, align| {
        let baseline = Baseline::Path { path: "M0 0 H400".into(), view: [400.0, 1.0], backwards: false };
        ink(&Text { baseline, start, align, ..words("H", 30.0) }, 400.0, 1.0)
    };
    assert!((at(0.0, Align::Left).x0 + 197.5).abs() < 1.5 && (at(0.5, Align::Left).x0 - 2.5).abs() < 1.5);
    assert!(at(0.0, Align::Centre).center().x.abs() < 1.0 && (at(0.25, Align::Centre).center().x - 100.0).abs() < 1.0);
    assert!((at(0.0, Align::Right).x1 - 197.5).abs() < 1.5);
    let turned = Text { start: 0.25, baseline: Baseline::ArcAbove { span: 90.0 }, ..words("H", 30.0) };
    assert!(ink(&turned, 400.0, 400.0).x0 > 195.0, "a quarter of the way round");
}

#[test]
fn a_letter_that_the_font_lacks_comes_from_another_font() {
    let text = words("A ★ → ✓ 字", 40.0);
    let setting = set(&text, &text.content, Size::new(600.0, 100.0), &Fonts::default()).unwrap();
    assert!(!setting.missing.contains(&'✓') && !setting.missing.contains(&'→'));
    assert_eq!(setting.missing, ['★', '字']);
}

#[test]
fn nothing_is_set_for_nothing() {
    for content in ["", "   ", "\n\n", "\u{200D}\u{7}"] {
        for baseline in [Baseline::Straight, Baseline::ArcBelow { span: 90.0 }] {
            let text = Text { baseline, ..words(content, 40.0) };
            assert!(
                set(&text, content, Size::new(100.0, 50.0), &Fonts::default()).unwrap().path.elements().is_empty(),
                "{content:?}"
            );
        }
    }
}

proptest! {
    #[test]
    fn a_short_name_of_thirty_letters_never_leaves_its_frame(
        content in "[WM@Ågjy ÉQ]{1,30}|[A-Za-zÀ-ž0-9&' -]{1,30}",
        family in prop::sample::select(vec!["Cabin", "Outfit", "Barlow Condensed", "Source Serif 4", "Zilla Slab", "Caveat"]),
        size in 10.0..160.0_f64,
        spacing in 0.0..12.0_f64,
        width in 20.0..560.0_f64,
        height in 20.0..560.0_f64,
        align in prop::sample::select(vec![Align::Left, Align::Centre, Align::Right]),
    ) {
        let text = Text { spacing, align, ..Text::new(content, Font::new(family, 700), size) };
        let setting = set(&text, &text.content, Size::new(width, height), &Fonts::default()).unwrap();
        if !setting.path.elements().is_empty() {
            let ink = setting.path.bounding_box();
            let frame = Rect::from_center_size((0.0, 0.0), (width, height)).inflate(0.01, 0.01);
            prop_assert!(frame.union(ink) == frame, "{:?} in {:?}", ink, frame);
        }
    }

    #[test]
    fn words_that_fit_in_a_row_stay_in_a_row(content in "[A-Za-zÉ“”æ]{1,9}( [A-Za-zÉ“”æ]{1,9}){0,4}") {
        prop_assert_eq!(line_count(&words(&content, 20.0), 1200.0, 60.0), 1);
    }

    #[test]
    fn nor_does_it_leave_its_arc_or_ring(
        content in "[WMgjÅ]{1,30}|[A-Za-zÀ-ž0-9&' -]{1,30}",
        family in prop::sample::select(vec!["Cabin", "Barlow Condensed", "Source Serif 4", "Caveat"]),
        size in 10.0..90.0_f64,
        spacing in 0.0..8.0_f64,
        span in 40.0..360.0_f64,
        radius in 60.0..280.0_f64,
        hangs: bool,
        way in 0..6_usize,
    ) {
        let (baseline, most) = match way {
            0 => (Baseline::ArcAbove { span }, span),
            1 => (Baseline::ArcBelow { span }, span),
            _ => (Baseline::Ring { inside: way % 2 == 0, spread: way > 3 }, 360.0),
        };
        let inside = matches!(baseline, Baseline::ArcBelow { .. } | Baseline::Ring { inside: true, .. });
        let text = Text { baseline, hangs, spacing, ..Text::new(content.clone(), Font::new(family, 700), size) };
        let setting = set(&text, &content, Size::new(radius * 2.0, radius * 2.0), &Fonts::default()).unwrap();
        let up = if inside { 1.0 } else { -1.0 };
        let angle = |point: kurbo::Point| point.x.atan2(up * point.y).to_degrees();
        let (mut first, mut last) = (0.0_f64, 0.0_f64);
        // As a whole: some letters are drawn otherwise beside others.
        let shaped = shape(&content, Fonts::default().face(&text.font).unwrap(), 700, spacing == 0.0);
        for stand in &setting.stands {
            let middle = angle(stand.place * kurbo::Point::new(stand.advance / 2.0, 0.0));
            // Before the middle of the text or after it, also half a turn away.
            let before = stand.letters.start * 2 < content.chars().count();
            let middle = if middle.abs() > 150.0 { middle.abs() * if before { -1.0 } else { 1.0 } } else { middle };
            let cluster = shaped.clusters.iter().find(|cluster| cluster.letters == stand.letters).unwrap();
            for point in cluster.path.segments() {
                let point = stand.place * kurbo::ParamCurve::start(&point);
                let beside = (angle(point) - middle + 540.0).rem_euclid(360.0) - 180.0;
                first = first.min(middle + beside);
                last = last.max(middle + beside);
                let outwards = if inside { radius - point.to_vec2().hypot() } else { point.to_vec2().hypot() - radius };
                let outwards = if hangs { outwards + size * setting.face.cap_height } else { outwards };
                prop_assert!((-0.5 * size..1.3 * size).contains(&outwards), "{} of {}", outwards, size);
            }
        }
        prop_assert!(last - first <= most + 0.5, "{}..{} of {}", first, last, most);
    }

    #[test]
    fn nor_does_it_go_beyond_its_path(
        content in "[A-Za-zÀ-ž0-9&' -]{1,30}",
        size in 10.0..90.0_f64,
        start in -1.0..1.0_f64,
        align in prop::sample::select(vec![Align::Left, Align::Centre, Align::Right]),
        backwards: bool,
    ) {
        let baseline = Baseline::Path { path: "M0 50 C 60 0 140 100 200 50".into(), view: [200.0, 100.0], backwards };
        let text = Text { baseline, start, align, ..words(&content, size) };
        let setting = set(&text, &content, Size::new(200.0, 100.0), &Fonts::default()).unwrap();
        let said = content.trim_matches(' ');
        let skip = content.chars().take_while(|letter| *letter == ' ').count();
        let within = skip..skip + said.chars().count();
        for stand in setting.stands.iter().filter(|stand| within.contains(&stand.letters.start)) {
            let pen = stand.place * kurbo::Point::new(stand.advance / 2.0, 0.0);
            // Letters stand off a line that runs at a slant.
            prop_assert!((-101.0 - size / 2.0..101.0 + size / 2.0).contains(&pen.x), "{:?}", pen);
        }
    }
}
