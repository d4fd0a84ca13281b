//! What the file of a picture says beside its pixels: that it moves, and how its
//! pixels are to be shown (PNG Specification, Third Edition, section 11.3).

use std::io::Cursor;

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

/// How programs are asked to show the pixels, where that is not the usual way.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manner {
    /// The parts about colours, by their names.
    colours: Vec<([u8; 4], Vec<u8>)>,
    turned: Option<Orientation>,
    /// How many pixels there are in a unit of width and of height.
    stretched: Option<[u32; 2]>,
}

impl Manner {
    pub(super) fn of(file: &[u8]) -> Self {
        let mut manner = Self::default();
        for (kind, data) in parts(file) {
            manner.take(kind, data);
        }
        if !file.starts_with(b"\x89PNG") {
            manner.take_from_decoder(file);
        }
        manner
    }

    fn take(&mut self, kind: [u8; 4], data: &[u8]) {
        let numbers: Vec<u32> = data.as_chunks().0.iter().map(|number| u32::from_be_bytes(*number)).collect();
        let is_usual = match (&kind, numbers.as_slice()) {
            (b"gAMA", [gamma]) => gamma.abs_diff(GAMMA) <= GAMMA_ROUNDED,
            (b"cHRM", found) => {
                found.len() == SRGB.len() && found.iter().zip(SRGB).all(|(a, b)| a.abs_diff(b) <= ROUNDED)
            }
            (b"cICP", _) => data == SRGB_CODES,
            (b"pHYs", [across, down, ..]) => {
                self.stretched = Some([*across, *down]).filter(|[across, down]| across != down);
                return;
            }
            (b"eXIf", _) => return self.turn(Orientation::from_exif_chunk(data)),
            (b"gAMA" | b"iCCP" | b"mDCv" | b"cLLI", _) => false,
            _ => true,
        };
        if !is_usual {
            self.colours.push((kind, data.to_vec()));
        }
    }

    /// The same of a file of another kind.
    fn take_from_decoder(&mut self, file: &[u8]) {
        let reader = ImageReader::new(Cursor::new(file)).with_guessed_format().ok();
        let Some(mut decoder) = reader.and_then(|reader| reader.into_decoder().ok()) else { return };
        if let Ok(Some(profile)) = decoder.icc_profile() {
            self.colours.push((*b"iCCP", profile));
        }
        self.turn(decoder.orientation().ok());
    }

    fn turn(&mut self, orientation: Option<Orientation>) {
        self.turned = orientation.filter(|orientation| *orientation != Orientation::NoTransforms);
    }

    /// How a picture is to be shown otherwise than another one, in words.
    pub(super) fn unlike(&self, other: &Self) -> Option<&'static str> {
        match () {
            () if self.colours != other.colours => Some("with other colours"),
            () if self.turned != other.turned => Some("turned"),
            () if self.stretched != other.stretched => Some("stretched"),
            () => None,
        }
    }
}

/// Whether a picture shows one after the other: a PNG with a part for that, a
/// WebP that says so.
pub(super) fn moves(file: &[u8]) -> bool {
    if file.starts_with(b"RIFF") {
        return file.get(12..16) == Some(b"VP8X") && file.get(20).is_some_and(|flags| flags & 2 != 0);
    }
    parts(file).any(|(kind, _)| matches!(&kind, b"acTL" | b"fcTL" | b"fdAT"))
}

/// The parts of a PNG by their names; of another file none.
fn parts(file: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = file.strip_prefix(b"\x89PNG\r\n\x1a\n").unwrap_or_default();
    std::iter::from_fn(move || {
        let (&[l0, l1, l2, l3, ref kind @ ..], body) = rest.split_first_chunk::<8>()?;
        let length = usize::try_from(u32::from_be_bytes([l0, l1, l2, l3])).ok()?;
        let (data, after) = body.split_at_checked(length)?;
        // Its checksum follows.
        rest = after.get(4..).unwrap_or_default();
        Some((*kind, data))
    })
}
