//! What the file of a picture says beside its pixels: that it moves, and how its
//! pixels are to be shown (PNG Specification, Third Edition, section 11.3).

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use flate2::read::ZlibDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader};

/// The chromaticities of sRGB, and how far rounding may take them; of 100,000.
const SRGB: [u32; 8] = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000];
const ROUNDED: u32 = 100;
/// The same for its gamma, 1/2.2.
const GAMMA: u32 = 45_455;
const GAMMA_ROUNDED: u32 = 500;
/// How sRGB is called by its code points.
const SRGB_CODES: [u8; 4] = [1, 13, 0, 1];

/// How the text part of a PNG begins in which some programs keep what other kinds of
/// pictures have parts of their own for, and how much of all such parts is read, in bytes.
const RAW: &[u8] = b"Raw profile type ";
const MAX_RAW: usize = 1024 * 1024;

/// How programs are asked to show the pixels, where that is not the usual way. Some take
/// the first of several parts that say so, some the last, some none that comes too late: so
/// where one is unusual, all of its subject are kept, in their order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manner<'a> {
    /// The parts about colours, by their names.
    colours: Vec<Told<Named<'a>>>,
    /// How it is turned; nothing where that cannot be read.
    turned: Vec<Told<Option<Orientation>>>,
    /// How many pixels there are in a unit of width and of height.
    stretched: Vec<Told<Option<[u32; 2]>>>,
}

/// A part by its name.
type Named<'a> = ([u8; 4], Cow<'a, [u8]>);

/// What a part says.
#[derive(Debug, PartialEq, Eq)]
struct Told<T> {
    what: T,
    is_usual: bool,
    /// Behind what it should stand before.
    is_late: bool,
}

impl<T> Told<T> {
    fn new(what: T, is_usual: bool) -> Self {
        Self { what, is_usual, is_late: false }
    }
}

impl<'a> Manner<'a> {
    pub(super) fn of(file: &'a [u8]) -> Self {
        let mut manner = Self::default();
        let mut left = MAX_RAW;
        let [mut has_palette, mut has_pixels] = [false; 2];
        for (kind, data) in parts(file) {
            has_palette |= &kind == b"PLTE";
            has_pixels |= &kind == b"IDAT";
            manner.take(kind, data, &mut left, [has_palette || has_pixels, has_pixels]);
        }
        if !is_png(file) {
            manner.take_from_decoder(file);
        }
        manner.forget_usual();
        manner
    }

    /// Takes what a part says. It is late where it stands behind what parts about colours
    /// stand before, or behind the pixels.
    fn take(&mut self, kind: [u8; 4], data: &'a [u8], left: &mut usize, is_late: [bool; 2]) {
        let [is_late_colour, is_behind_pixels] = is_late;
        let numbers = || data.as_chunks().0.iter().map(|number| u32::from_be_bytes(*number));
        let is_usual = match &kind {
            b"gAMA" => numbers().next().is_some_and(|gamma| gamma.abs_diff(GAMMA) <= GAMMA_ROUNDED),
            b"cHRM" => data.len() == size_of_val(&SRGB) && numbers().zip(SRGB).all(|(a, b)| a.abs_diff(b) <= ROUNDED),
            b"cICP" => data == SRGB_CODES,
            b"sRGB" => true,
            b"iCCP" | b"mDCv" | b"cLLI" => false,
            b"pHYs" => {
                let density = numbers().next().zip(numbers().nth(1)).map(<[u32; 2]>::from);
                let is_usual = density.is_none_or(|[across, down]| across == down);
                // Of those alike in both ways the number does not matter.
                let density = density.filter(|_| !is_usual);
                return self.stretched.push(Told { what: density, is_usual, is_late: is_behind_pixels });
            }
            b"eXIf" => return self.turn(data),
            b"tEXt" | b"zTXt" | b"iTXt" => return self.take_raw(kind, data, left),
            _ => return,
        };
        self.colours.push(Told { what: (kind, data.into()), is_usual, is_late: is_late_colour });
    }

    /// Leaves out what asks for the usual way alone.
    fn forget_usual(&mut self) {
        fn forget<T>(told: &mut Vec<Told<T>>) {
            if told.iter().all(|told| told.is_usual) {
                told.clear();
            }
        }
        forget(&mut self.colours);
        forget(&mut self.turned);
        forget(&mut self.stretched);
    }

    /// The same of what a text part holds in digits, of which so many bytes are still read.
    fn take_raw(&mut self, kind: [u8; 4], data: &[u8], left: &mut usize) {
        let Some((keyword, rest)) = split_at_zero(data) else { return };
        let Some((start, name)) = keyword.split_at_checked(RAW.len()) else { return };
        let is = |names: [&str; 2]| names.iter().any(|one| name.eq_ignore_ascii_case(one.as_bytes()));
        match start.eq_ignore_ascii_case(RAW) {
            true if is(["exif", "app1"]) => match raw(kind, rest, left) {
                Some(exif) => self.turn(&exif),
                None => self.turned.push(Told::new(None, false)),
            },
            true if is(["icc", "icm"]) => {
                let profile = raw(kind, rest, left).unwrap_or_default();
                self.colours.push(Told::new((*b"iCCP", profile.into()), false));
            }
            _ => {}
        }
    }

    /// The same of a file of another kind.
    fn take_from_decoder(&mut self, file: &[u8]) {
        let reader = ImageReader::new(Cursor::new(file)).with_guessed_format().ok();
        let Some(mut decoder) = reader.and_then(|reader| reader.into_decoder().ok()) else { return };
        if let Ok(Some(profile)) = decoder.icc_profile() {
            self.colours.push(Told::new((*b"iCCP", profile.into()), false));
        }
        self.turned.extend(decoder.orientation().ok().map(turned));
    }

    fn turn(&mut self, exif: &[u8]) {
        let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
        self.turned.extend(Orientation::from_exif_chunk(exif).map(turned));
    }

    /// How a picture is to be shown otherwise than another one, in words.
    pub(super) fn unlike(&self, other: &Manner<'_>) -> Option<&'static str> {
        match () {
            () if self.colours != other.colours => Some("with other colours"),
            () if self.turned != other.turned => Some("turned otherwise"),
            () if self.stretched != other.stretched => Some("stretched otherwise"),
            () => None,
        }
    }
}

fn turned(orientation: Orientation) -> Told<Option<Orientation>> {
    Told::new(Some(orientation), orientation == Orientation::NoTransforms)
}

/// What stands before the first zero, and what after it.
fn split_at_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}

/// What the text of a part holds, after its keyword: a name, a length, and digits of
/// which two are a byte. `None` where that is more than is read or cannot be.
fn raw(kind: [u8; 4], rest: &[u8], left: &mut usize) -> Option<Vec<u8>> {
    let (is_packed, text) = match (&kind, rest) {
        (b"zTXt", [_method, text @ ..]) => (true, text),
        // Its language and the keyword in that stand before it.
        (b"iTXt", [flag, _method, rest @ ..]) => (*flag != 0, split_at_zero(split_at_zero(rest)?.1)?.1),
        _ => (false, rest),
    };
    let mut whole = Vec::new();
    let most = *left as u64 + 1;
    match is_packed {
        true => ZlibDecoder::new(text).take(most).read_to_end(&mut whole),
        false => text.take(most).read_to_end(&mut whole),
    }
    .ok()?;
    *left = left.checked_sub(whole.len())?;
    let digits = whole.trim_ascii_start().splitn(2, |byte| *byte == b'\n').nth(1)?.trim_ascii_start();
    let digits: Vec<u8> = digits
        .iter()
        .skip_while(|byte| byte.is_ascii_digit())
        .filter_map(|byte| char::from(*byte).to_digit(16)?.try_into().ok())
        .collect();
    Some(digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect())
}

pub(super) fn is_png(file: &[u8]) -> bool {
    file.starts_with(SIGNATURE)
}

/// Whether a PNG shows one picture after the other.
pub(super) fn moves(file: &[u8]) -> bool {
    parts(file).any(|(kind, _)| matches!(&kind, b"acTL" | b"fcTL" | b"fdAT"))
}

/// How many bytes the packed pixels of a PNG have.
pub(super) fn packed(file: &[u8]) -> usize {
    parts(file).filter(|(kind, _)| kind == b"IDAT").map(|(_, data)| data.len()).sum()
}

/// How a PNG begins.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The parts of a PNG by their names; of another file none.
fn parts(file: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = file.strip_prefix(SIGNATURE).unwrap_or_default();
    std::iter::from_fn(move || {
        let (&[l0, l1, l2, l3, ref kind @ ..], body) = rest.split_first_chunk::<8>()?;
        let length = usize::try_from(u32::from_be_bytes([l0, l1, l2, l3])).ok()?;
        let (data, after) = body.split_at_checked(length)?;
        // Its checksum follows.
        rest = after.get(4..).unwrap_or_default();
        Some((*kind, data))
    })
}
