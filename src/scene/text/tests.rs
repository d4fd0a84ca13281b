use kurbo::{Rect, Shape as _};
use proptest::prelude::*;

use super::*;
use crate::artwork::{Align, Font, LetterCase};

fn words(content: &str, size: f64) -> Text {
    Text::new(content, Font::new("Cabin", 700), size)
}

fn ink(text: &Text, width: f64, height: f64) -> Rect {
    set(text, &text.content, Size::new(width, height)).unwrap().path.bounding_box()
}

/// Each line has one box in which it can be touched.
fn line_count(text: &Text, width: f64, height: f64) -> usize {
    let setting = set(text, &text.content, Size::new(width, height)).unwrap();
    setting.touch.elements().iter().filter(|element| matches!(element, kurbo::PathEl::MoveTo(_))).count()
}

#[test]
fn text_stands_in_the_middle_of_its_frame_by_its_capitals() {
    let ink = ink(&words("HHH", 50.0), 400.0, 200.0);
    assert!(ink.center().to_vec2().hypot() < 0.5, "{ink:?}");
    let face = face(&Font::new("Cabin", 700)).unwrap();
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
    let setting = set(&text, &text.content, Size::new(480.0, 300.0)).unwrap();
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
        .map(|letter| shape(&letter.to_string(), face(&Font::new("Cabin", 700)).unwrap(), 700, true))
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
fn a_letter_that_the_font_lacks_comes_from_another_font() {
    let text = words("A ★ → ✓ 字", 40.0);
    let setting = set(&text, &text.content, Size::new(600.0, 100.0)).unwrap();
    assert!(!setting.missing.contains(&'✓') && !setting.missing.contains(&'→'));
    assert_eq!(setting.missing, ['★', '字']);
}

#[test]
fn nothing_is_set_for_nothing() {
    for content in ["", "   ", "\n\n", "\u{200D}\u{7}"] {
        for baseline in [Baseline::Straight, Baseline::ArcBelow { span: 90.0 }] {
            let text = Text { baseline, ..words(content, 40.0) };
            assert!(set(&text, content, Size::new(100.0, 50.0)).unwrap().path.elements().is_empty(), "{content:?}");
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
        let setting = set(&text, &text.content, Size::new(width, height)).unwrap();
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
    fn nor_does_it_leave_its_arc(
        content in "[WM]{1,30}",
        size in 10.0..90.0_f64,
        span in 40.0..300.0_f64,
        radius in 60.0..280.0_f64,
        above: bool,
    ) {
        let baseline = if above { Baseline::ArcAbove { span } } else { Baseline::ArcBelow { span } };
        let text = Text { baseline, ..words(&content, size) };
        let setting = set(&text, &content, Size::new(radius * 2.0, radius * 2.0)).unwrap();
        let middle = if above { -90.0 } else { 90.0_f64 };
        for segment in setting.path.segments() {
            let point = kurbo::ParamCurve::start(&segment);
            // Only what lies on the line itself: letters that lean over it
            // reach a little further.
            if (point.to_vec2().hypot() - radius).abs() < 1.0 {
                let angle = (point.y.atan2(point.x).to_degrees() - middle + 540.0).rem_euclid(360.0) - 180.0;
                prop_assert!(angle.abs() <= span / 2.0 + 1.0, "{} of {}", angle, span);
            }
        }
    }
}
