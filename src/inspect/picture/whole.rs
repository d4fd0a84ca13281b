//! Pictures that are no PNG: JPEG and WebP, which are there as a whole before they are
//! compared.
//!
//! Their decoders take more than the pixels, and what, the file says: a few bytes of it may
//! stand for tables of thousands. So the parts of the file are gone through before, and what
//! would take too much is not decoded.

use std::io::Cursor;

use image::{ImageError, ImageFormat, ImageReader, Limits};
use memchr::memmem;

use super::alike::{Scaled, Scaling, multiply};
use super::bounds::{DAMAGED, MAX_BYTES, MAX_SIDE, TOO_LARGE};
use crate::carrier::give_row;

/// The most bytes of its pixels alone.
const MAX_PIXELS: u64 = MAX_BYTES / 3;

/// The bytes of tables for which a byte of a lossless WebP may stand: at most a code of 4 KB
/// takes eleven bytes there, and three bits more make six symbols of 32 bytes each.
pub(super) const TABLES_PER_BYTE: u64 = 640;

/// The parts of a JPEG before its pixels, the bytes of its codes among them, and the scans in
/// which its pixels come: each goes over all of them. A usual one has some dozens of parts, two
/// codes for light and two for colour, and ten scans at most.
const MOST_PARTS: usize = 512;
const MOST_CODES: usize = 16 * (1 + 16 + 256);
const MOST_SCANS: usize = 32;

const OTHER_KIND: &str = "is of a kind that is not compared";
const MOVES: &str = "moves, and of this kind only those that stand still are compared";
const COSTLY: &str = "is packed in a way that may take more memory or time to read than it is worth";

/// Width and height of a picture, of which no pixels are read yet.
///
/// # Errors
/// Why it is not compared, in words that follow "it".
pub(super) fn size(file: &[u8]) -> Result<[u32; 2], &'static str> {
    Ok(reader(file)?.into_dimensions().map_err(|error| why(&error))?.into())
}

/// The picture in so many pixels.
///
/// # Errors
/// As [`size`].
pub(super) fn scaled(file: &[u8], size: [usize; 2]) -> Result<Scaled, &'static str> {
    let whole = reader(file)?.decode().map_err(|error| why(&error))?;
    let [width, height] = [whole.width() as usize, whole.height() as usize];
    let channels = usize::from(whole.color().channel_count());
    let mut scaling = Scaling::new([width, height], size);
    let mut pixels = Vec::new();
    for row in whole.as_bytes().chunks((width * channels).max(1)) {
        give_row(channels, row, &mut pixels);
        multiply(&mut pixels);
        scaling.add(&pixels);
    }
    Ok(scaling.done())
}

/// The reader of a picture that takes no more than it may.
fn reader(file: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, &'static str> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| DAMAGED)?;
    let taken = match reader.format() {
        Some(ImageFormat::Jpeg) => taken_by_jpeg(file),
        Some(ImageFormat::WebP) => taken_by_webp(file),
        _ => Err(OTHER_KIND),
    };
    if taken? > MAX_BYTES {
        return Err(TOO_LARGE);
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
    limits.max_alloc = Some(MAX_PIXELS);
    reader.limits(limits);
    Ok(reader)
}

fn why(error: &ImageError) -> &'static str {
    match error {
        ImageError::Limits(_) => TOO_LARGE,
        ImageError::Unsupported(_) => OTHER_KIND,
        _ => DAMAGED,
    }
}

/// The bytes that the pixels of a JPEG take while they are decoded (ITU-T T.81, Annex B).
fn taken_by_jpeg(file: &[u8]) -> Result<u64, &'static str> {
    let mut rest = file.strip_prefix(b"\xff\xd8").ok_or(DAMAGED)?;
    let (mut taken, mut parts, mut codes) = (None, 0, 0);
    loop {
        let marked = rest.strip_prefix(b"\xff").ok_or(DAMAGED)?;
        let filled = marked.iter().position(|byte| *byte != 0xff).ok_or(DAMAGED)?;
        let part = marked.get(filled..).unwrap_or_default();
        let (&[kind, l0, l1], _) = part.split_first_chunk::<3>().ok_or(DAMAGED)?;
        // Its length counts itself, and not the byte before that.
        let length = usize::from(u16::from_be_bytes([l0, l1]));
        let (part, after) = part.split_at_checked(1 + length).ok_or(DAMAGED)?;
        let data = part.get(3..).ok_or(DAMAGED)?;
        parts += 1;
        match kind {
            0 => return Err(DAMAGED),
            0xc0..=0xc2 => taken = Some(taken_by_frame(data)?),
            0xc4 => codes += data.len(),
            0xda => break,
            _ => {}
        }
        if parts > MOST_PARTS || codes > MOST_CODES {
            return Err(COSTLY);
        }
        rest = after;
    }
    // Wherever the decoder finds the next scan, it is marked so.
    if memmem::find_iter(rest, b"\xff\xda").count() > MOST_SCANS {
        return Err(COSTLY);
    }
    taken.ok_or(DAMAGED)
}

/// The same by the part of a JPEG that tells its size and its components: their pixels, and
/// two bytes for each place in their blocks until all scans are read.
fn taken_by_frame(data: &[u8]) -> Result<u64, &'static str> {
    let (&[_depth, h0, h1, w0, w1, _count], components) = data.split_first_chunk::<6>().ok_or(DAMAGED)?;
    let [width, height] = [[w0, w1], [h0, h1]].map(|side| u64::from(u16::from_be_bytes(side)));
    let samples: Vec<[u64; 2]> =
        components.as_chunks().0.iter().map(|[_, by, _]| [u64::from(by >> 4), u64::from(by & 15)]).collect();
    if !matches!(samples.len(), 1 | 3 | 4) {
        return Err(OTHER_KIND);
    }
    let units = |side: u64, along: usize| {
        let most = samples.iter().filter_map(|sample| sample.get(along)).max();
        side.div_ceil(8 * most.copied().unwrap_or_default().max(1))
    };
    let blocks = units(width, 0) * units(height, 1) * samples.iter().map(|[across, down]| across * down).sum::<u64>();
    Ok(width * height * samples.len().min(3) as u64 + blocks * 64 * 2)
}

/// The bytes that a WebP takes while it is decoded (RFC 9649, section 2).
fn taken_by_webp(file: &[u8]) -> Result<u64, &'static str> {
    let mut rest = file.get(12..).ok_or(DAMAGED)?;
    let (mut taken, mut canvas) = (0, 0);
    // Whichever of several parts of a kind the decoder takes.
    while let Some((&[k0, k1, k2, k3, l0, l1, l2, l3], body)) = rest.split_first_chunk::<8>() {
        let length = usize::try_from(u32::from_le_bytes([l0, l1, l2, l3])).map_err(|_| DAMAGED)?;
        let (data, after) = body.split_at_checked(length).ok_or(DAMAGED)?;
        rest = after.get(length % 2..).unwrap_or_default();
        let tables = TABLES_PER_BYTE * length as u64;
        taken += match (&[k0, k1, k2, k3], data) {
            (b"VP8X", [flags, ..]) if flags & 2 != 0 => return Err(MOVES),
            (b"VP8X", [_, _, _, _, w0, w1, w2, h0, h1, h2, ..]) => {
                let sides = [[*w0, *w1, *w2], [*h0, *h1, *h2]];
                canvas = pixels(sides.map(|[a, b, c]| 1 + u32::from_le_bytes([a, b, c, 0])))?.max(canvas);
                0
            }
            // Its pixels, light and colour in planes, and what is known of each block.
            (b"VP8 ", [_, _, _, _, _, _, w0, w1, h0, h1, ..]) => {
                6 * pixels([[*w0, *w1], [*h0, *h1]].map(|side| u32::from(u16::from_le_bytes(side) & 0x3fff)))?
            }
            // Its pixels twice, and those of what was done to them.
            (b"VP8L", [_, b0, b1, b2, b3, ..]) => {
                let bits = u32::from_le_bytes([*b0, *b1, *b2, *b3]);
                9 * pixels([bits, bits >> 14].map(|side| 1 + (side & 0x3fff)))? + tables
            }
            // Opacity alone, packed like lossless pixels or as it is.
            (b"ALPH", [flags, ..]) => 5 * canvas + if flags & 3 == 0 { 0 } else { tables },
            _ => 0,
        };
    }
    Ok(taken)
}

/// How many pixels there are, in whole blocks of 16.
fn pixels(size: [u32; 2]) -> Result<u64, &'static str> {
    if size.iter().any(|side| *side > MAX_SIDE) {
        return Err(TOO_LARGE);
    }
    Ok(size.iter().map(|side| u64::from(side.next_multiple_of(16))).product())
}
