//! Whether the picture of a file is the one in its signed record. The record
//! holds a smaller one, so both are compared by what they show.

mod alike;
mod bounds;
mod parts;
#[cfg(test)]
mod tests;
mod whole;

use memchr::memmem;

pub use alike::{Pixels, are_alike};
use alike::{Scaled, Scaling, common_size, multiply};
pub(super) use bounds::MAX_BYTES;
use bounds::{DAMAGED, MAX_SIDE, TOO_LARGE};
use parts::{Manner, is_png, moves, packed};

use super::report::{Check, Outcome, Recorded, Report, UNALTERED, Verdict};
use crate::carrier::{self, Carrier, Payload, Rows, RowsError, Shown};
use crate::credential::view::BadgeView;

/// The most bytes of packed pixels of a PNG. Each may take as long to unpack as a hundred
/// pixels, since eleven are enough for a code of their own, whether it is used or not.
const MAX_PACKED: usize = 3 * 1024 * 1024;

/// The shortest side of a signed picture from which it can be seen whether a larger
/// one shows the same, in pixels: below, whole words are lost in one of them.
const LEAST_SIDE: usize = 64;

/// The most files that are looked at together whose pictures are compared: it takes
/// longer than everything else.
const MOST_COMPARED: usize = 1_000;

/// The check that tells of another picture, and what it says.
const PICTURE: &str = "picture";
const UNSIGNED: &str = "Nobody has signed the picture in this file: the badge's record says nothing of a picture, so \
                        anybody may have put this one there.";
const ELSEWHERE: &str = "The picture in this file was not compared with any: nobody signed it, and its issuer's website says \
                         what the badge shows. Open the badge's own address to see that.";
const SIGNED: &str = "that was signed";
/// Of a badge whose proof is the place where it is kept, nothing was.
const RECORDED: &str = "in its record";
const UNALTERED_RECORD: &str = "Nobody has altered its record.";
/// How a check begins that says that a signature holds.
const UNCHANGED: &str = "Nothing was changed";
const UNCHANGED_RECORD: &str = "Nothing in its record was changed";

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

/// The rows of a PNG within the bounds of those that are compared; of another file none.
///
/// # Errors
/// Why it is not compared, in words that follow "it".
fn rows(file: &[u8]) -> Result<Option<Rows<'_>>, &'static str> {
    if is_drawing(file) {
        return Err("is a drawing (SVG), and drawings are not compared");
    }
    if !is_png(file) {
        return Ok(None);
    }
    if packed(file) > MAX_PACKED {
        return Err(TOO_LARGE);
    }
    Rows::of(file, MAX_SIDE).map(Some).map_err(unread)
}

/// Width and height of the picture in a file, of which no pixels are read yet.
fn size(file: &[u8]) -> Result<[usize; 2], &'static str> {
    let size = match rows(file)? {
        Some(rows) => rows.size(),
        None => whole::size(file)?,
    };
    Ok(size.map(|side| side as usize))
}

/// The picture in a file, in so many pixels.
fn scaled(file: &[u8], size: [usize; 2]) -> Result<Scaled, &'static str> {
    let Some(rows) = rows(file)? else { return whole::scaled(file, size) };
    let mut scaling = Scaling::new(rows.size().map(|side| side as usize), size);
    let add = |row: &mut [[u8; 4]]| {
        multiply(row);
        scaling.add(row);
    };
    rows.each(add).map_err(unread)?;
    Ok(scaling.done())
}

const UNLIKE_DRAWINGS: &str =
    "both are drawings (SVG) that are written differently, and what drawings show is not compared";

fn unread(error: RowsError) -> &'static str {
    match error {
        RowsError::TooLarge => TOO_LARGE,
        RowsError::Damaged => DAMAGED,
    }
}

/// Whether a file is text, as drawings are.
fn is_drawing(file: &[u8]) -> bool {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    first == Some(&b'<') || [&b"\xff\xfe"[..], b"\xfe\xff"].iter().any(|mark| file.starts_with(mark))
}

impl Report {
    /// The badge that the picture in the record carries itself.
    pub(super) fn badge_in_picture(&self) -> Option<Payload> {
        // The name under which one lies there, in base64, wherever it begins. Nearly no
        // picture has it, so nearly none is read for this.
        const NAMES: [&[u8]; 3] = [b"b3BlbmJhZGdl", b"9wZW5iYWRnZ", b"vcGVuYmFkZ2"];
        let image = self.badge.as_ref()?.image.as_ref()?.as_bytes();
        NAMES.iter().find(|name| memmem::find(image, name).is_some())?;
        match self.recorded_picture()? {
            Recorded::Here(picture) => carrier::extract(&picture).ok().map(|found| found.payload),
            Recorded::Elsewhere | Recorded::Unread => None,
        }
    }

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
            Ok(Likeness::Rough(size)) => self.roughly(size),
            Ok(Likeness::Same) => {
                match self.badge.as_ref().is_some_and(|badge| badge.others.iter().any(|one| one.image.is_some())) {
                    true => self.not_compared("the award is of several badges, and only that of the first was"),
                    false => return,
                }
            }
            Err(why) => self.not_compared(&why),
        };
        self.vouch_for_record_alone(&message);
    }

    /// Tells this of a picture of which it was not seen that it is the signed one, and
    /// that only the record is known to be as it was.
    fn vouch_for_record_alone(&mut self, told: &str) {
        self.unchanged_is_the_record();
        self.checks.insert(0, Check::new(PICTURE, Outcome::Note, told));
        self.summary = self.summary.replace(UNALTERED, UNALTERED_RECORD);
    }

    /// Where a check says that nothing was changed, it speaks of the record alone.
    fn unchanged_is_the_record(&mut self) {
        for check in &mut self.checks {
            if let Some(rest) = check.message.strip_prefix(UNCHANGED) {
                check.message = format!("{UNCHANGED_RECORD}{rest}");
            }
        }
    }

    /// Says so, before everything else: what is seen first is not what was signed.
    pub fn picture_is_another(&mut self) {
        if self.has_other_picture() {
            return;
        }
        self.checks.retain(|check| check.id != PICTURE);
        let told = self.is_another();
        self.unchanged_is_the_record();
        self.checks.insert(0, Check::new(PICTURE, Outcome::Note, &told));
        let why = self.why().replace(UNALTERED, UNALTERED_RECORD);
        self.decide(self.verdict, &format!("{told} {why}"));
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
            Some(_) if earlier.has_other_picture() => self.picture_is_another(),
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
        self.told_of_picture().is_some_and(|told| told == self.is_another())
    }

    /// Whether the picture was not compared only because of so many other files.
    #[must_use]
    pub fn left_picture_out(&self) -> bool {
        self.told_of_picture().is_some_and(|told| told == self.not_compared(TOO_MANY))
    }

    /// Which picture that of the file is compared with, in words that follow "the one".
    fn which(&self) -> &'static str {
        if self.is_hosted() { RECORDED } else { SIGNED }
    }

    fn is_another(&self) -> String {
        format!("The picture in this file is not the one {}.", self.which())
    }

    fn not_compared(&self, why: &str) -> String {
        format!("The picture in the file was not compared with the one {}: {why}.", self.which())
    }

    fn roughly(&self, [width, height]: [usize; 2]) -> String {
        format!(
            "The picture in the file is not, to the last pixel, the one {}. Both show the same as far as that one tells, \
             which is only {width} × {height} pixels large: smaller letters and lines were not compared.",
            self.which()
        )
    }
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
    let named = Shown::told_by(signed);
    let is_same = is_same(file, signed, named.as_ref());
    match is_drawing(file) {
        true if is_same => return Ok(Likeness::Same),
        true if named.is_some_and(|named| named.is_of_drawing()) => return Ok(Likeness::Another),
        true if is_drawing(signed) => return Err(UNLIKE_DRAWINGS.into()),
        _ => {}
    }
    let signed_size = size(signed).map_err(theirs)?;
    let file_size = if is_same { signed_size } else { size(file).map_err(ours)? };
    let is_like = is_same || {
        let Some(common) = common_size(file_size, signed_size) else { return Ok(Likeness::Another) };
        scaled(file, common).map_err(ours)?.is_like(&scaled(signed, common).map_err(theirs)?)
    };
    let is_small = |size: [usize; 2]| !is_same && size.iter().any(|side| *side < LEAST_SIDE);
    match (Manner::of(file).unlike(&Manner::of(signed)), moves(file), moves(signed)) {
        _ if !is_like => Ok(Likeness::Another),
        (Some(otherwise), ..) => {
            Err(format!("the one in the file is to be shown {otherwise} than the one in the record"))
        }
        _ if is_small(signed_size) => Err("the one in the record is too small".into()),
        _ if is_small(file_size) => Err("the one in the file is too small".into()),
        (_, true, _) => Err("the one in the file moves, and only the first of its pictures was".into()),
        (_, false, true) => Err("the one in the record moves, and only the first of its pictures was".into()),
        _ if is_same => Ok(Likeness::Same),
        // Whichever is smaller tells no more than it has.
        _ => Ok(Likeness::Rough(if file_size < signed_size { file_size } else { signed_size })),
    }
}

/// Whether a file shows, to the last pixel, what the signed picture shows or names as
/// the one that it was made of.
fn is_same(file: &[u8], signed: &[u8], named: Option<&Shown>) -> bool {
    if named.is_some_and(|named| named.is_packed_in(file)) {
        return true;
    }
    let is_light = packed(file) <= MAX_PACKED;
    let may_be = named.is_some() || (is_drawing(file) == is_drawing(signed) && size(file).ok() == size(signed).ok());
    let shown = if is_light && may_be { Shown::of(file) } else { None };
    shown.is_some_and(|shown| Some(&shown) == named || Some(&shown) == Shown::of(signed).as_ref())
}
