//! Whether the picture of a file is the one in its signed record. The record
//! holds a smaller one, so both are compared by what they show.

mod alike;
mod parts;

use std::io::Cursor;

use image::{ImageError, ImageReader, Limits};

pub use alike::{Pixels, are_alike};
use alike::{Scaled, common_size};
use parts::{Manner, moves};

use super::report::{Check, Outcome, Recorded, Report, UNALTERED, Verdict};
use crate::carrier::{Carrier, Shown};
use crate::credential::view::BadgeView;

/// The longest side of a picture that is compared, in pixels, and the memory
/// that it may take.
const MAX_SIDE: u32 = 2_048;
pub(super) const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// The shortest side of a signed picture from which it can be seen whether a larger
/// one shows the same, in pixels: below, whole words are lost in one of them.
const LEAST_SIDE: usize = 64;

/// The most files that are looked at together whose pictures are compared: it takes
/// longer than everything else.
const MOST_COMPARED: usize = 1_000;

/// The check that tells of another picture, and what it says.
const PICTURE: &str = "picture";
const OTHER: &str = "The picture in this file is not the one that was signed.";
const UNSIGNED: &str = "Nobody has signed the picture in this file: the badge's record says nothing of a picture, so \
                        anybody may have put this one there.";
const ELSEWHERE: &str = "The picture in this file was not compared with any: nobody signed it, and its issuer's website says \
                         what the badge shows. Open the badge's own address to see that.";
const UNALTERED_RECORD: &str = "Nobody has altered its record.";

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

/// The reader of a picture within the bounds of those that are compared.
///
/// # Errors
/// Why it is not compared, in words that follow "it".
fn reader(file: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, &'static str> {
    if is_drawing(file) {
        return Err("is a drawing (SVG), and drawings are not compared");
    }
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| "is damaged")?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    Ok(reader)
}

/// Width and height of the picture in a file, of which no pixels are read yet.
fn size(file: &[u8]) -> Result<[usize; 2], &'static str> {
    let (width, height) = reader(file)?.into_dimensions().map_err(|error| why(&error))?;
    Ok([width as usize, height as usize])
}

/// The picture in a file, in so many pixels: two large ones are never there at once.
fn scaled(file: &[u8], size: [usize; 2]) -> Result<Scaled, &'static str> {
    let rgba = reader(file)?.decode().map_err(|error| why(&error))?.into_rgba8();
    let whole = [rgba.width() as usize, rgba.height() as usize];
    let mut rgba = rgba.into_raw();
    let by = |value: u8, alpha: u8| u8::try_from(u16::from(value) * u16::from(alpha) / 255).unwrap_or(u8::MAX);
    for pixel in rgba.as_chunks_mut::<4>().0 {
        let [red, green, blue, alpha] = *pixel;
        if alpha < u8::MAX {
            *pixel = [by(red, alpha), by(green, alpha), by(blue, alpha), alpha];
        }
    }
    Ok(Pixels { size: whole, rgba }.scaled(size))
}

fn why(error: &ImageError) -> &'static str {
    match error {
        ImageError::Limits(_) => "is larger than pictures that are compared",
        ImageError::Unsupported(_) => "is of a kind that is not compared",
        _ => "is damaged",
    }
}

/// Whether a file is text, as drawings are.
fn is_drawing(file: &[u8]) -> bool {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    first == Some(&b'<') || [&b"\xff\xfe"[..], b"\xfe\xff"].iter().any(|mark| file.starts_with(mark))
}

impl Report {
    /// Tells if the picture of the file shows something else than the one that
    /// was signed with the record, or why that was not seen. `place` is that of the
    /// file among those that are looked at together, from 0.
    pub fn compare_picture(&mut self, file: &[u8], place: usize) {
        if !matches!(self.carrier, Some(Carrier::PngItxt | Carrier::PngText | Carrier::Svg)) {
            return;
        }
        let recorded = match self.recorded_picture() {
            // Nothing was signed there.
            None | Some(Recorded::Elsewhere) if self.is_hosted() => return self.picture_is_told_elsewhere(),
            None => return self.picture_is_unsigned(),
            Some(recorded) => recorded,
        };
        let result = if compares_picture(place) { compared(file, &recorded) } else { Err(TOO_MANY.to_owned()) };
        let message = match result {
            Ok(Likeness::Another) => return self.picture_is_another(),
            Ok(Likeness::Rough(size)) => roughly(size),
            Ok(Likeness::Same) => {
                match self.badge.as_ref().is_some_and(|badge| badge.others.iter().any(|one| one.image.is_some())) {
                    true => not_compared("the award is of several badges, and only that of the first was"),
                    false => return,
                }
            }
            Err(why) => not_compared(&why),
        };
        self.vouch_for_record_alone(&message);
    }

    /// Tells this of a picture of which it was not seen that it is the signed one, and
    /// that only the record is known to be as it was.
    fn vouch_for_record_alone(&mut self, told: &str) {
        self.checks.insert(0, Check::new(PICTURE, Outcome::Note, told));
        self.summary = self.summary.replace(UNALTERED, UNALTERED_RECORD);
    }

    /// Says so, before everything else: what is seen first is not what was signed.
    pub fn picture_is_another(&mut self) {
        if self.has_other_picture() {
            return;
        }
        self.checks.retain(|check| check.id != PICTURE);
        self.checks.insert(0, Check::new(PICTURE, Outcome::Note, OTHER));
        let why = self.why().replace(UNALTERED, UNALTERED_RECORD);
        self.decide(self.verdict, &format!("{OTHER} {why}"));
    }

    /// Says so of the picture of a badge whose proof is the place where it is kept: what
    /// that shows nobody has looked at.
    fn picture_is_told_elsewhere(&mut self) {
        if self.is_real() && self.told_of_picture().is_none() {
            self.vouch_for_record_alone(ELSEWHERE);
        }
    }

    /// Whether the record may be what it says.
    fn is_real(&self) -> bool {
        !matches!(self.verdict, Verdict::NotValid | Verdict::NotABadge)
    }

    /// Says so of the picture of a record that is real and has none. That of a class
    /// of badges that is not at hand may stand elsewhere.
    fn picture_is_unsigned(&mut self) {
        let is_whole = |badge: &BadgeView| badge.image.is_none() && badge.name.is_some();
        let has_none = self.is_real() && !self.is_hosted() && self.badge.as_ref().is_some_and(is_whole);
        if has_none && self.told_of_picture().is_none() {
            self.vouch_for_record_alone(UNSIGNED);
        }
    }

    /// Takes over what an earlier report on the same file told of its picture.
    pub fn told_of_picture_in(&mut self, earlier: &Self) {
        match earlier.told_of_picture() {
            Some(OTHER) => self.picture_is_another(),
            Some(UNSIGNED) => self.picture_is_unsigned(),
            Some(ELSEWHERE) => self.picture_is_told_elsewhere(),
            Some(note) if self.told_of_picture().is_none() && self.recorded_picture().is_some() => {
                self.vouch_for_record_alone(note);
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

fn roughly([width, height]: [usize; 2]) -> String {
    format!(
        "The picture in the file is not, to the last pixel, the one that was signed. Both show the same as far as the \
         signed one tells, which is only {width} × {height} pixels large: smaller letters and lines were not compared."
    )
}

/// How alike the file's picture and the recorded one are.
enum Likeness {
    /// The pixels are those that were signed.
    Same,
    /// They show the same as far as the signed one tells, which has this size.
    Rough([usize; 2]),
    /// They show something else.
    Another,
}

/// How alike the file's picture is to the recorded one.
///
/// # Errors
/// Why that was not seen, in words.
fn compared(file: &[u8], recorded: &Recorded) -> Result<Likeness, String> {
    let signed = match recorded {
        Recorded::Here(signed) => signed,
        Recorded::Elsewhere => return Err("the record only names an address for it, where it may change".into()),
        Recorded::Unread => return Err("the record holds it in a form that is not read".into()),
    };
    let ours = |why: &str| format!("the one in the file {why}");
    let theirs = |why: &str| format!("the one in the record {why}");
    let is_same = is_same(file, signed);
    if is_same && is_drawing(file) {
        return Ok(Likeness::Same);
    }
    let signed_size = size(signed).map_err(theirs)?;
    let is_like = is_same || {
        let Some(common) = common_size(size(file).map_err(ours)?, signed_size) else { return Ok(Likeness::Another) };
        scaled(file, common).map_err(ours)?.is_like(&scaled(signed, common).map_err(theirs)?)
    };
    let is_small = !is_same && signed_size.iter().any(|side| *side < LEAST_SIDE);
    match (Manner::of(file).unlike(&Manner::of(signed)), moves(file), moves(signed)) {
        _ if !is_like => Ok(Likeness::Another),
        (Some(otherwise), ..) => {
            Err(format!("the one in the file is to be shown {otherwise} than the one in the record"))
        }
        _ if is_small => Err("the one in the record is too small".into()),
        (_, true, _) => Err("the one in the file moves, and only the first of its pictures was".into()),
        (_, false, true) => Err("the one in the record moves, and only the first of its pictures was".into()),
        _ if is_same => Ok(Likeness::Same),
        _ => Ok(Likeness::Rough(signed_size)),
    }
}

/// Whether a file shows, to the last pixel, what the signed picture shows or names as
/// the one that it was made of.
fn is_same(file: &[u8], signed: &[u8]) -> bool {
    let named = Shown::told_by(signed);
    let may_be = named.is_some() || (is_drawing(file) == is_drawing(signed) && size(file).ok() == size(signed).ok());
    let shown = if may_be { Shown::of(file) } else { None };
    shown.is_some_and(|shown| Some(&shown) == named.as_ref() || Some(&shown) == Shown::of(signed).as_ref())
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;
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
        let red_data = data(&red);
        for (file, image, why) in [
            (&large[..], red_data.as_str(), "the one in the file is larger"),
            (&moving, &red_data, "the one in the file moves"),
            (drawing, &red_data, "the one in the file is a drawing"),
            (&broken, &red_data, "the one in the file is damaged"),
            (&red, &small, "the one in the record is too small"),
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
        let mut headline = Report {
            verdict: Verdict::Intact,
            badge: Some(BadgeView { image: Some(red_data.clone()), ..BadgeView::default() }),
            carrier: Some(Carrier::Svg),
            ..Report::default()
        };
        headline.decide(Verdict::Intact, UNALTERED);
        let (judged, mut later) = (headline.clone(), headline.clone());
        headline.compare_picture(drawing, 0);
        assert!(headline.summary.ends_with(UNALTERED_RECORD), "{}", headline.summary);
        later.told_of_picture_in(&headline);
        assert_eq!(later.summary, headline.summary, "judged once more");
        let mut same = judged;
        same.compare_picture(&red, 0);
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
    #[test]
    fn a_picture_that_asks_to_be_shown_otherwise_is_told_and_one_in_usual_colours_is_not() {
        let red = png(64, [255, 0, 0, 255]);
        let data = |file: &[u8]| format!("data:image/png;base64,{}", STANDARD.encode(file));
        let with = |kind: &[u8; 4], data: &[u8]| [&red[..33], &part(kind, data), &red[33..]].concat();
        let numbers = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<_>>();
        let turned =
            |way: u8| [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[way, 0, 0, 0, 0, 0, 0]].concat();
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
            (b"sRGB", vec![0]),
        ] {
            assert_eq!(told(&with(kind, &part), &data(&red), |_| ()), None, "{kind:?}");
        }
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
        let mut report = Report { carrier: Some(Carrier::Svg), ..Report::default() };
        none(&mut report);
        let mut later = report.clone();
        report.compare_picture(&picture, 0);
        assert!(report.summary.ends_with(UNALTERED_RECORD), "{}", report.summary);
        later.told_of_picture_in(&report);
        assert_eq!((later.told_of_picture(), &later.summary), (Some(UNSIGNED), &report.summary), "judged once more");
        let (mut kept, mut later) =
            (Report { carrier: Some(Carrier::PngItxt), ..Report::default() }, Report::default());
        [&mut kept, &mut later].into_iter().for_each(hosted);
        kept.compare_picture(&picture, 0);
        assert!(kept.summary.ends_with(UNALTERED_RECORD) && !kept.summary.contains("signed"), "{}", kept.summary);
        later.told_of_picture_in(&kept);
        assert_eq!((later.told_of_picture(), &later.summary), (Some(ELSEWHERE), &kept.summary), "judged once more");
    }
}
