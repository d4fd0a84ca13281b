//! Which picture is told of, and how.

mod bounds;

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;

const OTHER: &str = "The picture in this file is not the one that was signed.";

fn png(side: u32, colour: [u8; 4]) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let picture = image::RgbaImage::from_pixel(side, side, image::Rgba(colour));
    picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

fn part(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(kind);
    hasher.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], kind, data, &hasher.finalize().to_be_bytes()].concat()
}

/// What is told of a file with this picture, whose record has that one.
fn told(file: &[u8], image: &str, change: impl Fn(&mut Report)) -> Option<String> {
    let badge = BadgeView { image: Some(image.into()), ..BadgeView::default() };
    let mut report =
        Report { verdict: Verdict::Intact, badge: Some(badge), carrier: Some(Carrier::PngItxt), ..Report::default() };
    change(&mut report);
    report.compare_picture(file, 0);
    report.checks.first().map(|check| check.message.clone())
}

#[test]
fn a_badge_in_the_picture_of_a_record_is_found_wherever_it_lies_there() {
    let found = |picture: &[u8]| {
        let image = format!("data:image/png;base64,{}", STANDARD.encode(picture));
        let badge = BadgeView { image: Some(image), ..BadgeView::default() };
        Report { verdict: Verdict::Intact, badge: Some(badge), ..Report::default() }.badge_in_picture()
    };
    let record = r#"{"@context":[],"credentialSubject":{}}"#;
    let plain = png(8, [9, 9, 9, 255]);
    for before in 0..3 {
        let shifted = [&plain[..33], &part(b"tEXt", &vec![b'a'; before]), &plain[33..]].concat();
        assert_eq!(found(&shifted), None);
        for standard in [carrier::Standard::Two, carrier::Standard::Three] {
            let baked = carrier::bake(&shifted, record, standard).unwrap();
            assert_eq!(found(&baked), Some(Payload::Json(record.into())), "{before}");
        }
    }
}

#[test]
fn a_picture_that_was_not_compared_is_told_with_the_reason() {
    let (red, blue) = (png(64, [255, 0, 0, 255]), png(64, [0, 0, 255, 255]));
    let data = |file: &[u8]| format!("data:image/png;base64,{}", STANDARD.encode(file));
    let as_it_is = |_: &mut Report| ();
    assert_eq!(told(&red, &data(&red), as_it_is), None);
    assert!(told(&blue, &data(&red), as_it_is).unwrap().contains("is not the one that was signed"));
    let small = data(&png(63, [255, 0, 0, 255]));
    assert_eq!(told(&blue, &small, as_it_is).as_deref(), Some(OTHER), "another one, however small");
    let control = [1_u32.to_be_bytes(), 0_u32.to_be_bytes()].concat();
    let moving = [&red[..33], &part(b"acTL", &control), &red[33..]].concat();
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9' fill='blue'/></svg>";
    let in_record = format!("data:image/svg+xml;base64,{}", STANDARD.encode(drawing));
    let mut broken = blue.clone();
    let at = broken.len() - 20;
    broken.truncate(at);
    let large = png(MAX_SIDE + 1, [0, 0, 255, 255]);
    let (red_data, tiny) = (data(&red), png(63, [255, 0, 0, 255]));
    let photo = |side: u32| {
        let mut file = Cursor::new(Vec::new());
        image::RgbImage::new(side, side).write_to(&mut file, image::ImageFormat::Jpeg).unwrap();
        format!("data:image/jpeg;base64,{}", STANDARD.encode(file.into_inner()))
    };
    let (small_photo, large_photo) = (photo(1_024), photo(1_200));
    assert_eq!(told(&blue, &small_photo, as_it_is).as_deref(), Some(OTHER), "of another kind of file");
    for (file, image, why) in [
        (&large[..], red_data.as_str(), "the one in the file is larger"),
        (&moving, &red_data, "the one in the file moves"),
        (drawing, &red_data, "the one in the file is a drawing"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", &in_record, "written differently"),
        (&broken, &red_data, "the one in the file is damaged"),
        (&red, &small, "the one in the record is too small"),
        (&tiny, &red_data, "the one in the file is too small"),
        (&blue, &in_record, "the one in the record is a drawing"),
        (&red, &data(&moving), "the one in the record moves"),
        (&blue, &data(&red[..40]), "the one in the record is damaged"),
        (&blue, &data(b"GIF89a"), "the one in the record is of a kind"),
        (&blue, &large_photo, "the one in the record is larger"),
        (&blue, "data:image/svg+xml,%3Csvg/%3E", "in a form that is not read"),
        (&blue, "https://example.org/picture.png", "only names an address"),
    ] {
        let told = told(file, image, as_it_is).unwrap_or_else(|| panic!("nothing is told: {why}"));
        assert!(told.starts_with("The picture in the file was not compared") && told.contains(why), "{told}");
    }
    let mut headline = Report {
        verdict: Verdict::Intact,
        badge: Some(BadgeView { image: Some(red_data.clone()), ..BadgeView::default() }),
        carrier: Some(Carrier::Svg),
        ..Report::default()
    };
    headline.decide(Verdict::Intact, UNALTERED);
    headline.checks.push(Check::new("signature", Outcome::Pass, "Nothing was changed since it was signed."));
    let (judged, mut later) = (headline.clone(), headline.clone());
    headline.compare_picture(drawing, 0);
    assert!(headline.summary.ends_with(UNALTERED_RECORD), "{}", headline.summary);
    let unchanged = |report: &Report| report.checks.last().unwrap().message.clone();
    assert_eq!(unchanged(&headline), "Nothing in its record was changed since it was signed.");
    later.told_of_picture_in(&headline);
    assert_eq!(unchanged(&later), unchanged(&headline));
    assert_eq!(later.summary, headline.summary, "judged once more");
    let mut same = judged;
    same.compare_picture(&red, 0);
    assert_eq!(unchanged(&same), "Nothing was changed since it was signed.");
    assert!(same.summary.ends_with(UNALTERED), "{}", same.summary);
    let far = Report {
        badge: Some(BadgeView { image: Some(red_data.clone()), ..BadgeView::default() }),
        ..Report::default()
    };
    let far = |place: usize| {
        let mut report = Report { verdict: Verdict::Intact, carrier: Some(Carrier::PngItxt), ..far.clone() };
        report.compare_picture(&blue, place);
        (report.has_other_picture(), report.left_picture_out())
    };
    assert_eq!([far(MOST_COMPARED - 1), far(MOST_COMPARED)], [(true, false), (false, true)]);
    let several = |report: &mut Report| {
        let other = BadgeView { image: Some(data(&blue)), ..BadgeView::default() };
        report.badge.as_mut().unwrap().others.push(other);
    };
    assert!(told(&red, &red_data, several).unwrap().contains("several badges"));
    // A record alone has no other picture, and one that is not real no signed one.
    assert_eq!(told(b"{}", &red_data, |report| report.carrier = Some(Carrier::Json)), None);
    assert_eq!(told(&blue, &red_data, |report| report.verdict = Verdict::NotValid), None);
}

/// A PNG of so many pixels on a side, of which the left half is dark and the right one
/// light: of this type of colours, with so many bytes a pixel, interlaced or not.
fn halves(side: u32, [depth, colour, bytes]: [u8; 3], is_interlaced: bool) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let passes: &[[u32; 4]] = match is_interlaced {
        false => &[[0, 0, 1, 1]],
        true => &[[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]],
    };
    for [left, top, across, down] in passes.iter().copied() {
        for _ in (top..side).step_by(down as usize) {
            let row = (left..side).step_by(across as usize).map(|x| if x < side / 2 { 9 } else { 200 });
            let row: Vec<u8> = row.flat_map(|value| vec![value; usize::from(bytes)]).collect();
            std::io::Write::write_all(&mut packed, &[&[0], &row[..]].concat()).unwrap();
        }
    }
    let side = side.to_be_bytes();
    let head = [&side[..], &side, &[depth, colour, 0, 0, u8::from(is_interlaced)]].concat();
    let palette: Vec<u8> = (0..=255).flat_map(|grey| [grey; 3]).collect();
    let palette = if colour == 3 { part(b"PLTE", &palette) } else { Vec::new() };
    let pixels = part(b"IDAT", &packed.finish().unwrap());
    [b"\x89PNG\r\n\x1a\n", &part(b"IHDR", &head)[..], &palette, &pixels, &part(b"IEND", b"")].concat()
}

#[test]
fn a_picture_of_every_kind_is_compared_within_the_memory_that_it_may_take() {
    let data = |file: &[u8]| format!("data:image/png;base64,{}", STANDARD.encode(file));
    let red = data(&png(64, [255, 0, 0, 255]));
    let size = [32, 32];
    let plain = scaled(&halves(64, [8, 0, 1], false), size).unwrap();
    for kind in [[8, 0, 1], [8, 2, 3], [8, 3, 1], [16, 0, 2], [16, 2, 6], [8, 4, 2], [8, 6, 4], [16, 6, 8]] {
        for is_interlaced in [false, true] {
            let small = halves(64, kind, is_interlaced);
            if kind[1] < 4 {
                assert!(scaled(&small, size).unwrap().is_like(&plain), "{kind:?} {is_interlaced}");
            }
            let (same, is_fine) = (told(&small, &data(&halves(64, kind, false)), |_| ()), kind[0] == 16);
            assert!(if is_fine { same.unwrap().contains("to the last pixel") } else { same.is_none() }, "{kind:?}");
            // In full size those that take the least and the most time of such colours.
            if kind[0] != 8 || ![2, 6].contains(&kind[1]) {
                continue;
            }
            let told = told(&halves(MAX_SIDE, kind, is_interlaced), &red, |_| ()).unwrap();
            // Only an interlaced one with opacity has to be there as a whole and has four bytes a pixel.
            match is_interlaced && kind[1] == 6 {
                true => assert!(told.contains("the one in the file is larger"), "{told}"),
                false => assert_eq!(told, OTHER, "{kind:?} {is_interlaced}"),
            }
        }
    }
}

#[test]
fn a_picture_that_asks_to_be_shown_otherwise_is_told_and_one_in_usual_colours_is_not() {
    let red = png(64, [255, 0, 0, 255]);
    let data = |file: &[u8]| format!("data:image/png;base64,{}", STANDARD.encode(file));
    let with = |kind: &[u8; 4], data: &[u8]| [&red[..33], &part(kind, data), &red[33..]].concat();
    let numbers = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<_>>();
    let turned = |way: u8| [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[way, 0, 0, 0, 0, 0, 0]].concat();
    let exif = |way: u8| [b"Exif\0\0", &turned(way)[..]].concat();
    let raw = |name: &str, bytes: &[u8]| {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("\n{name}\n{:>8}\n{}\n{}\n", bytes.len(), &digits[..8], &digits[8..]).into_bytes()
    };
    let packed = |text: &[u8]| {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut packed, text).unwrap();
        packed.finish().unwrap()
    };
    let srgb = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000];
    let other = srgb.map(|value| value / 2);
    for (kind, part, how) in [
        (b"iCCP", b"p\0\0profile".to_vec(), "with other colours"),
        (b"gAMA", numbers(&[3_000]), "with other colours"),
        (b"cHRM", numbers(&other), "with other colours"),
        (b"cICP", vec![9, 16, 0, 1], "with other colours"),
        (b"mDCv", vec![0; 24], "with other colours"),
        (b"pHYs", [&numbers(&[1, 1_000])[..], &[1]].concat(), "stretched"),
        (b"eXIf", turned(3), "turned"),
        (b"eXIf", [b"Exif\0\0", &turned(3)[..]].concat(), "turned"),
        (b"tEXt", [b"Raw profile type exif\0", &raw("exif", &turned(6))[..]].concat(), "turned"),
        (b"tEXt", [b"raw profile type APP1\0", &raw("APP1", &exif(6))[..]].concat(), "turned"),
        (b"zTXt", [b"Raw profile type exif\0\0", &packed(&raw("exif", &turned(8)))[..]].concat(), "turned"),
        (b"iTXt", [b"Raw profile type exif\0\x01\0en\0\0", &packed(&raw("exif", &exif(8)))[..]].concat(), "turned"),
        (b"iTXt", [b"Raw profile type exif\0\0\0\0\0", &raw("exif", &exif(8))[..]].concat(), "turned"),
        (b"zTXt", [b"Raw profile type exif\0\0", &packed(&vec![b'0'; 2 << 20])[..]].concat(), "turned"),
        (b"zTXt", [b"Raw profile type icc\0\0", &packed(&raw("icc", b"profile"))[..]].concat(), "other colours"),
    ] {
        let file = with(kind, &part);
        let told_in_file = told(&file, &data(&red), |_| ()).unwrap_or_else(|| panic!("nothing is told: {how}"));
        assert!(told_in_file.contains("was not compared") && told_in_file.contains(how), "{told_in_file}");
        assert!(told(&red, &data(&file), |_| ()).is_some_and(|told| told.contains(how)), "in the record: {how}");
        assert_eq!(told(&file, &data(&file), |_| ()), None, "both the same: {how}");
        let blue = data(&png(64, [0, 0, 255, 255]));
        assert_eq!(told(&file, &blue, |_| ()).as_deref(), Some(OTHER), "another one all the same: {how}");
    }
    for (kind, part) in [
        (b"gAMA", numbers(&[45_455])),
        (b"cHRM", numbers(&srgb)),
        (b"cICP", vec![1, 13, 0, 1]),
        (b"pHYs", [&numbers(&[2_835, 2_835])[..], &[1]].concat()),
        (b"eXIf", turned(1)),
        (b"tEXt", [b"Raw profile type exif\0", &raw("exif", &turned(1))[..]].concat()),
        (b"zTXt", [b"Raw profile type xmp\0\0", &packed(b"\nxmp\n 2\n3c3e")[..]].concat()),
        (b"sRGB", vec![0]),
    ] {
        assert_eq!(told(&with(kind, &part), &data(&red), |_| ()), None, "{kind:?}");
    }
}

#[test]
fn parts_that_programs_take_differently_are_no_usual_way() {
    let red = png(64, [255, 0, 0, 255]);
    let data = |file: &[u8]| format!("data:image/png;base64,{}", STANDARD.encode(file));
    let numbers = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<_>>();
    let density = |across: u32, down: u32| part(b"pHYs", &[&numbers(&[across, down])[..], &[1]].concat());
    let gamma = |gamma: u32| part(b"gAMA", &numbers(&[gamma]));
    let turned = |way: u8| {
        part(b"eXIf", &[&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[way, 0, 0, 0, 0, 0, 0]].concat())
    };
    let with = |before: &[u8], after: &[u8]| {
        [&red[..33], before, &red[33..red.len() - 12], after, &red[red.len() - 12..]].concat()
    };
    let (usual, other) = (density(1_000, 1_000), density(1_000, 3_000));
    let (usual_gamma, other_gamma) = (gamma(45_455), gamma(3_000));
    for (usual, other, how) in [
        (usual, other, "stretched"),
        (usual_gamma, other_gamma.clone(), "other colours"),
        (turned(1), turned(6), "turned"),
    ] {
        let alone = with(&other, b"");
        let [first, last] = [[&usual[..], &other].concat(), [&other[..], &usual].concat()].map(|both| with(&both, b""));
        for [file, record] in [[&first, &red], [&last, &red], [&first, &alone], [&last, &alone], [&first, &last]] {
            let told = told(file, &data(record), |_| ()).unwrap_or_else(|| panic!("nothing is told: {how}"));
            assert!(told.contains("was not compared") && told.contains(how), "{told}");
        }
        assert_eq!(
            told(&with(&[&usual[..], &usual].concat(), b""), &data(&red), |_| ()),
            None,
            "twice the usual: {how}"
        );
        assert_eq!(told(&first, &data(&first), |_| ()), None, "both the same: {how}");
        if how != "turned" {
            let told = told(&with(b"", &other), &data(&alone), |_| ()).unwrap();
            assert!(told.contains(how), "behind the pixels: {told}");
        }
    }
    let overruled = with(&[&part(b"sRGB", &[0])[..], &other_gamma].concat(), b"");
    assert!(told(&overruled, &data(&with(&other_gamma, b"")), |_| ()).unwrap().contains("other colours"));
}

#[test]
fn a_picture_is_nobodys_when_the_record_has_none() {
    let picture = png(64, [255, 0, 0, 255]);
    let none = |report: &mut Report| {
        let badge = BadgeView { name: Some("Gardener".into()), ..BadgeView::default() };
        report.badge = Some(badge);
        report.decide(Verdict::Intact, UNALTERED);
    };
    assert_eq!(told(&picture, "", none).as_deref(), Some(UNSIGNED));
    let hosted = |report: &mut Report| {
        report.form = Some("hosted".into());
        none(report);
    };
    assert_eq!(told(&picture, "", hosted).as_deref(), Some(ELSEWHERE), "its own place says what it shows");
    assert_eq!(told(&picture, "https://example.org/picture.png", hosted).as_deref(), Some(ELSEWHERE));
    // What the record holds of it was not signed either.
    let in_record = |image: &str| told(&picture, image, |report| report.form = Some("hosted".into())).unwrap();
    let kept = |side: u32, colour: [u8; 4]| {
        in_record(&format!("data:image/png;base64,{}", STANDARD.encode(png(side, colour))))
    };
    for (told, how) in [
        (kept(64, [0, 0, 255, 255]), "is not the one in its record"),
        (kept(65, [255, 0, 0, 255]), "not, to the last pixel, the one in its record"),
        (kept(63, [255, 0, 0, 255]), "was not compared with the one in its record: the one in the record is too small"),
        (in_record("data:image/svg+xml,%3Csvg/%3E"), "was not compared with the one in its record"),
    ] {
        assert!(told.contains(how) && !told.contains("signed"), "{told}");
    }
    let mut report = Report { carrier: Some(Carrier::Svg), ..Report::default() };
    none(&mut report);
    let mut later = report.clone();
    report.compare_picture(&picture, 0);
    assert!(report.summary.ends_with(UNALTERED_RECORD), "{}", report.summary);
    later.told_of_picture_in(&report);
    assert_eq!((later.told_of_picture(), &later.summary), (Some(UNSIGNED), &report.summary), "judged once more");
    let (mut kept, mut later) = (Report { carrier: Some(Carrier::PngItxt), ..Report::default() }, Report::default());
    [&mut kept, &mut later].into_iter().for_each(hosted);
    kept.compare_picture(&picture, 0);
    assert!(kept.summary.ends_with(UNALTERED_RECORD) && !kept.summary.contains("signed"), "{}", kept.summary);
    later.told_of_picture_in(&kept);
    assert_eq!((later.told_of_picture(), &later.summary), (Some(ELSEWHERE), &kept.summary), "judged once more");
}
