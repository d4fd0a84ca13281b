//! Whether the picture of a file is the one in its signed record. The record
//! holds a smaller one, so both are compared by what they show.

use std::io::Cursor;
use std::ops::Range;

use image::{ImageError, ImageReader, Limits};

use super::report::{Check, Outcome, Recorded, Report, UNALTERED};
use crate::carrier::Carrier;

/// Both pictures are compared in as many cells a side: a word that was changed
/// fills several.
const CELLS: usize = 64;

/// How far the colours of a cell may lie apart when one drawing was drawn in two
/// sizes, or went through a program that made it smaller; of 255.
const APART: f32 = 48.0;

/// The longest side of a picture that is compared, in pixels, and the memory
/// that it may take.
const MAX_SIDE: u32 = 2_048;
pub(super) const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// The most files that are looked at together whose pictures are compared: it takes
/// longer than everything else.
const MOST_COMPARED: usize = 1_000;

/// The check that tells of another picture, and what it says.
const PICTURE: &str = "picture";
const OTHER: &str = "The picture in this file is not the one that was signed.";

/// Why the pictures of further files are not compared.
const TOO_MANY: &str =
    "so many files are looked at together that only the first 1,000 were. Look at this one by itself";

/// Whether the picture of a file is compared, by its place among those that are
/// looked at together.
#[must_use]
pub fn compares_picture(place: usize) -> bool {
    place < MOST_COMPARED
}

/// What is told in the end where so many files were looked at together that the
/// pictures of this many were not compared.
#[must_use]
pub fn told_of_left_out(pictures: usize) -> Option<String> {
    let (were, them) = match pictures {
        0 => return None,
        1 => ("The picture in 1 file was".to_owned(), "that one by itself"),
        more => (format!("The pictures in {more} files were"), "those by themselves"),
    };
    Some(format!(
        "{were} not compared with what was signed, since only those of the first 1,000 files are. Look at {them}."
    ))
}

/// A picture as colours with their opacity multiplied in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width and height.
    pub size: [usize; 2],
    /// The rows from the top, each from the left.
    pub pixels: Vec<[u8; 4]>,
}

impl Pixels {
    /// The picture in a file.
    ///
    /// # Errors
    /// Why it is not compared, in words that follow "it".
    fn of(file: &[u8]) -> Result<Self, &'static str> {
        if is_drawing(file) {
            return Err("is a drawing (SVG), and drawings are not compared");
        }
        let why = |error: ImageError| match error {
            ImageError::Limits(_) => "is larger than pictures that are compared",
            ImageError::Unsupported(_) => "is of a kind that is not compared",
            _ => "is damaged",
        };
        let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| "is damaged")?;
        let mut limits = Limits::default();
        (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
        limits.max_alloc = Some(MAX_BYTES);
        reader.limits(limits);
        let rgba = reader.decode().map_err(why)?.into_rgba8();
        let size = [rgba.width() as usize, rgba.height() as usize];
        let by = |value: u8, alpha: u8| u8::try_from(u16::from(value) * u16::from(alpha) / 255).unwrap_or(u8::MAX);
        let pixels = rgba.pixels().map(|pixel| match pixel.0 {
            [.., 0] => [0; 4],
            whole @ [.., u8::MAX] => whole,
            [red, green, blue, alpha] => [by(red, alpha), by(green, alpha), by(blue, alpha), alpha],
        });
        Ok(Self { size, pixels: pixels.collect() })
    }
}

/// Whether a file is text, as drawings are.
fn is_drawing(file: &[u8]) -> bool {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    first == Some(&b'<') || [&b"\xff\xfe"[..], b"\xfe\xff"].iter().any(|mark| file.starts_with(mark))
}

/// Whether a picture shows one after the other: a PNG with a part for that, a
/// WebP that says so.
fn moves(file: &[u8]) -> bool {
    if file.starts_with(b"RIFF") {
        return file.get(12..16) == Some(b"VP8X") && file.get(20).is_some_and(|flags| flags & 2 != 0);
    }
    let mut at = 8;
    while file.starts_with(b"\x89PNG")
        && let Some([l0, l1, l2, l3, kind @ ..]) = file.get(at..at + 8).and_then(|head| <[u8; 8]>::try_from(head).ok())
    {
        if matches!(&kind, b"acTL" | b"fcTL" | b"fdAT") {
            return true;
        }
        let length = usize::try_from(u32::from_be_bytes([l0, l1, l2, l3])).unwrap_or(usize::MAX);
        let Some(next) = length.checked_add(at + 12) else { return false };
        at = next;
    }
    false
}

impl Report {
    /// Tells if the picture of the file shows something else than the one that
    /// was signed with the record, or why that was not seen. `place` is that of the
    /// file among those that are looked at together, from 0.
    pub fn compare_picture(&mut self, file: &[u8], place: usize) {
        if !matches!(self.carrier, Some(Carrier::PngItxt | Carrier::PngText | Carrier::Svg)) {
            return;
        }
        let Some(recorded) = self.recorded_picture() else { return };
        if recorded == Recorded::Elsewhere && self.form.as_deref() == Some("hosted") {
            // Nothing was signed there, and its own place says what it shows.
            return;
        }
        let result = if compares_picture(place) { compared(file, &recorded) } else { Err(TOO_MANY.to_owned()) };
        let message = match result {
            Ok(true) => {
                match self.badge.as_ref().is_some_and(|badge| badge.others.iter().any(|one| one.image.is_some())) {
                    true => not_compared("the award is of several badges, and only that of the first was"),
                    false => return,
                }
            }
            Ok(false) => return self.picture_is_another(),
            Err(why) => not_compared(&why),
        };
        self.checks.insert(0, Check::new(PICTURE, Outcome::Note, message));
    }

    /// Says so, before everything else: what is seen first is not what was signed.
    pub fn picture_is_another(&mut self) {
        if self.has_other_picture() {
            return;
        }
        self.checks.retain(|check| check.id != PICTURE);
        self.checks.insert(0, Check::new(PICTURE, Outcome::Note, OTHER));
        let title = format!("{}. ", self.verdict.title());
        let why = self.summary.strip_prefix(&title).unwrap_or(&self.summary);
        let why = why.replace(UNALTERED, "Nobody has altered its record.");
        self.decide(self.verdict, &format!("{OTHER} {why}"));
    }

    /// Takes over what an earlier report on the same file told of its picture.
    pub fn told_of_picture_in(&mut self, earlier: &Self) {
        match earlier.told_of_picture() {
            Some(OTHER) => self.picture_is_another(),
            Some(note) if self.told_of_picture().is_none() && self.recorded_picture().is_some() => {
                self.checks.insert(0, Check::new(PICTURE, Outcome::Note, note));
            }
            _ => {}
        }
    }

    /// The sentence about the picture, where it is another one than the signed one, or
    /// was not compared with that.
    #[must_use]
    pub fn told_of_picture(&self) -> Option<&str> {
        self.checks.iter().find(|check| check.id == PICTURE).map(|check| check.message.as_str())
    }

    /// Whether the picture is another one than the signed one.
    #[must_use]
    pub fn has_other_picture(&self) -> bool {
        self.told_of_picture() == Some(OTHER)
    }

    /// Whether the picture was not compared only because of so many other files.
    #[must_use]
    pub fn left_picture_out(&self) -> bool {
        self.told_of_picture().is_some_and(|told| told == not_compared(TOO_MANY))
    }
}

fn not_compared(why: &str) -> String {
    format!("The picture in the file was not compared with the one that was signed: {why}.")
}

/// Whether the file's picture shows what the recorded one does.
///
/// # Errors
/// Why that was not seen, in words.
fn compared(file: &[u8], recorded: &Recorded) -> Result<bool, String> {
    let signed = match recorded {
        Recorded::Here(signed) => signed,
        Recorded::Elsewhere => return Err("the record only names an address for it, where it may change".into()),
        Recorded::Unread => return Err("the record holds it in a form that is not read".into()),
    };
    let ours = Pixels::of(file).map_err(|why| format!("the one in the file {why}"))?;
    let theirs = Pixels::of(signed).map_err(|why| format!("the one in the record {why}"))?;
    match (are_alike(&ours, &theirs), moves(file), moves(signed)) {
        (false, ..) => Ok(false),
        (true, true, _) => Err("the one in the file moves, and only the first of its pictures was".into()),
        (true, false, true) => Err("the one in the record moves, and only the first of its pictures was".into()),
        (true, false, false) => Ok(true),
    }
}

/// Whether two pictures show the same, in whichever size.
#[must_use]
pub fn are_alike(one: &Pixels, other: &Pixels) -> bool {
    let shape = |picture: &Pixels| {
        #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
        let [width, height] = picture.size.map(|side| side as f32);
        width / height.max(1.0)
    };
    let apart = |(one, other): (&[f32; 4], &[f32; 4])| one.iter().zip(other).any(|(a, b)| (a - b).abs() > APART);
    (shape(one) - shape(other)).abs() < 0.02 && !cells(one).iter().zip(&cells(other)).any(apart)
}

/// The mean colours of the picture's cells, each pixel by how much of it lies
/// in the cell.
fn cells(picture: &Pixels) -> Vec<[f32; 4]> {
    let [width, height] = picture.size;
    let (columns, rows) = (shares(width), shares(height));
    let mut cells = vec![[0.0; 4]; CELLS * CELLS];
    for (cells, high) in cells.chunks_exact_mut(CELLS).zip(&rows) {
        for y in high.pixels.clone() {
            let Some(row) = picture.pixels.get(y * width..(y + 1) * width) else { continue };
            let share = high.of(y) / high.whole;
            for (cell, wide) in cells.iter_mut().zip(&columns) {
                for (mean, sum) in cell.iter_mut().zip(wide.sum(row)) {
                    *mean += share * sum / wide.whole;
                }
            }
        }
    }
    cells
}

/// The pixels along one side that lie in one cell.
struct Share {
    pixels: Range<usize>,
    /// How much of the first and of the last of them, and of all together.
    first: f32,
    last: f32,
    whole: f32,
}

impl Share {
    /// How much of one of its pixels lies in the cell.
    fn of(&self, pixel: usize) -> f32 {
        match pixel {
            _ if self.pixels.len() == 1 => self.whole,
            _ if pixel == self.pixels.start => self.first,
            _ if pixel + 1 == self.pixels.end => self.last,
            _ => 1.0,
        }
    }

    /// The colours of its pixels in one row, added up.
    fn sum(&self, row: &[[u8; 4]]) -> [f32; 4] {
        match row.get(self.pixels.clone()) {
            Some([only]) => only.map(|value| self.whole * f32::from(value)),
            Some([first, within @ .., last]) => {
                let [mut red, mut green, mut blue, mut alpha] = [0_u32; 4];
                for &[r, g, b, a] in within {
                    red += u32::from(r);
                    green += u32::from(g);
                    blue += u32::from(b);
                    alpha += u32::from(a);
                }
                #[expect(clippy::cast_precision_loss, reason = "a row of a picture")]
                let mut sum = [red, green, blue, alpha].map(|value| value as f32);
                for ((sum, first), last) in sum.iter_mut().zip(first).zip(last) {
                    *sum += self.first * f32::from(*first) + self.last * f32::from(*last);
                }
                sum
            }
            _ => [0.0; 4],
        }
    }
}

/// The cells along one side.
fn shares(side: usize) -> Vec<Share> {
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
    let step = side as f32 / CELLS as f32;
    let cell = |number: usize| {
        #[expect(clippy::cast_precision_loss, reason = "at most 64")]
        let (from, to) = (number as f32 * step, (number + 1) as f32 * step);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the side")]
        let pixels = from.floor() as usize..(to.ceil() as usize).min(side);
        Share { pixels, first: from.floor() + 1.0 - from, last: to + 1.0 - to.ceil(), whole: step }
    };
    (0..CELLS).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::credential::view::BadgeView;
    use crate::inspect::Verdict;

    #[test]
    fn another_picture_is_told_and_the_same_in_another_size_is_not() {
        let half = |size: usize, left: [u8; 4]| Pixels {
            size: [size, size],
            pixels: (0..size * size).map(|at| if at % size < size / 2 { left } else { [9, 9, 9, 255] }).collect(),
        };
        let red = [200, 0, 0, 255];
        assert!(are_alike(&half(64, red), &half(300, red)));
        assert!(!are_alike(&half(64, red), &half(64, [0, 200, 0, 255])));
        // Each pixel lies in one cell, or in several by its parts.
        for size in [1, 3, 63, 64, 65, 100, 600] {
            let whole = Pixels { size: [size, size + 1], pixels: vec![red; size * (size + 1)] };
            let apart =
                |cell: &[f32; 4]| cell.iter().zip(red).any(|(mean, value)| (mean - f32::from(value)).abs() > 0.1);
            assert!(!cells(&whole).iter().any(apart), "{size}");
            let mean: f32 = cells(&half(size, red)).iter().map(|cell| cell[0]).sum::<f32>() / (CELLS * CELLS) as f32;
            let all: u32 = half(size, red).pixels.iter().map(|pixel| u32::from(pixel[0])).sum();
            assert!((mean - all as f32 / (size * size) as f32).abs() < 0.1, "{size}: {mean}");
        }
        assert!(cells(&Pixels { size: [0, 0], pixels: Vec::new() }).iter().flatten().all(|mean| *mean == 0.0));
    }

    fn png(side: u32, colour: [u8; 4]) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        let picture = image::RgbaImage::from_pixel(side, side, image::Rgba(colour));
        picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
        file.into_inner()
    }

    /// What is told of a file with this picture, whose record has that one.
    fn told(file: &[u8], image: &str, change: impl Fn(&mut Report)) -> Option<String> {
        let badge = BadgeView { image: Some(image.into()), ..BadgeView::default() };
        let mut report = Report {
            verdict: Verdict::Intact,
            badge: Some(badge),
            carrier: Some(Carrier::PngItxt),
            ..Report::default()
        };
        change(&mut report);
        report.compare_picture(file, 0);
        report.checks.first().map(|check| check.message.clone())
    }

    #[test]
    fn a_picture_that_was_not_compared_is_told_with_the_reason() {
        let (red, blue) = (png(16, [255, 0, 0, 255]), png(16, [0, 0, 255, 255]));
        let data = |file: &[u8]| format!("data:image/png;base64,{}", STANDARD.encode(file));
        let as_it_is = |_: &mut Report| ();
        assert_eq!(told(&red, &data(&red), as_it_is), None);
        assert!(told(&blue, &data(&red), as_it_is).unwrap().contains("is not the one that was signed"));
        let part = |kind: &[u8; 4], data: &[u8]| {
            let mut hasher = crc32fast::Hasher::new();
            hasher.update(kind);
            hasher.update(data);
            let length = u32::try_from(data.len()).unwrap().to_be_bytes();
            [&length[..], kind, data, &hasher.finalize().to_be_bytes()].concat()
        };
        let control = [1_u32.to_be_bytes(), 0_u32.to_be_bytes()].concat();
        let moving = [&red[..33], &part(b"acTL", &control), &red[33..]].concat();
        let drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9' fill='blue'/></svg>";
        let in_record = format!("data:image/svg+xml;base64,{}", STANDARD.encode(drawing));
        let mut broken = blue.clone();
        let at = broken.len() - 20;
        broken.truncate(at);
        let large = png(MAX_SIDE + 1, [0, 0, 255, 255]);
        let red_data = data(&red);
        for (file, image, why) in [
            (&large[..], red_data.as_str(), "the one in the file is larger"),
            (&moving, &red_data, "the one in the file moves"),
            (drawing, &red_data, "the one in the file is a drawing"),
            (&broken, &red_data, "the one in the file is damaged"),
            (&blue, &in_record, "the one in the record is a drawing"),
            (&red, &data(&moving), "the one in the record moves"),
            (&blue, &data(&red[..40]), "the one in the record is damaged"),
            (&blue, &data(b"GIF89a"), "the one in the record is of a kind"),
            (&blue, "data:image/svg+xml,%3Csvg/%3E", "in a form that is not read"),
            (&blue, "https://example.org/picture.png", "only names an address"),
        ] {
            let told = told(file, image, as_it_is).unwrap_or_else(|| panic!("nothing is told: {why}"));
            assert!(told.starts_with("The picture in the file was not compared") && told.contains(why), "{told}");
        }
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
}
