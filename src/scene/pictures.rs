//! Decoded pictures, ready to be drawn at any size.

use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};
use vello_cpu::Pixmap;
use vello_cpu::color::PremulRgba8;

use crate::artwork::{MAX_PICTURE_SIDE, Picture};

/// Most memory that decoding one picture may take.
const MAX_ALLOC: u64 = 256 * 1024 * 1024;

/// Longest side that is kept; larger pictures are made smaller first, since no
/// badge is drawn larger.
pub(super) const KEPT_SIDE: u32 = 2048;

/// How many pictures are kept decoded.
const CACHED: usize = 32;

/// The pixels of a picture at full size and at halves of it, so that a small
/// drawing of a large picture does not flicker.
#[derive(Debug)]
pub struct Bitmap {
    levels: Vec<Arc<Pixmap>>,
    is_turned: bool,
}

impl Bitmap {
    /// The file asks that its picture is turned, which has been done here.
    pub fn is_turned(&self) -> bool {
        self.is_turned
    }

    /// Full size first, each further one half as wide and high.
    pub fn levels(&self) -> &[Arc<Pixmap>] {
        &self.levels
    }

    /// The smallest level that has at least this many pixels a side.
    pub(crate) fn level_for(&self, width: f64, height: f64) -> Option<&Arc<Pixmap>> {
        let enough = |level: &&Arc<Pixmap>| f64::from(level.width()) >= width && f64::from(level.height()) >= height;
        self.levels.iter().rev().find(enough).or(self.levels.first())
    }
}

type Decoded = Result<Arc<Bitmap>, String>;

static CACHE: Mutex<Vec<(Weak<Picture>, Decoded)>> = Mutex::new(Vec::new());

/// The pixels of a picture.
///
/// # Errors
/// Why it cannot be decoded, to be put after "left out:".
pub(super) fn decoded(picture: &Arc<Picture>) -> Decoded {
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    // The weak pointer keeps the address from being given to another picture.
    if let Some(at) = cache.iter().position(|(known, _)| std::ptr::eq(known.as_ptr(), Arc::as_ptr(picture))) {
        let entry = cache.remove(at);
        let bitmap = entry.1.clone();
        cache.push(entry);
        return bitmap;
    }
    let bitmap = decode(picture);
    cache.retain(|(known, _)| known.strong_count() > 0);
    if cache.len() >= CACHED {
        let _ = cache.remove(0);
    }
    cache.push((Arc::downgrade(picture), bitmap.clone()));
    bitmap
}

fn decode(picture: &Picture) -> Decoded {
    let unreadable = |error: &dyn std::fmt::Display| format!("its file cannot be read ({error})");
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_PICTURE_SIDE);
    limits.max_image_height = Some(MAX_PICTURE_SIDE);
    limits.max_alloc = Some(MAX_ALLOC);
    let mut reader =
        ImageReader::new(Cursor::new(&picture.data)).with_guessed_format().map_err(|error| unreadable(&error))?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| unreadable(&error))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| unreadable(&error))?;
    image.apply_orientation(orientation);
    if image.width().max(image.height()) > KEPT_SIDE {
        image = image.thumbnail(KEPT_SIDE, KEPT_SIDE);
    }
    Ok(Arc::new(Bitmap { levels: levels(&image), is_turned: orientation != Orientation::NoTransforms }))
}

fn levels(image: &DynamicImage) -> Vec<Arc<Pixmap>> {
    let rgba = image.to_rgba8();
    let pixels: Vec<PremulRgba8> = rgba.pixels().map(|pixel| premultiplied(pixel.0)).collect();
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let mut last = Pixmap::from_parts(pixels, side(rgba.width()), side(rgba.height()));
    last.recompute_may_have_transparency();
    let mut levels = Vec::new();
    while last.width() > 1 && last.height() > 1 {
        let half = halved(&last);
        levels.push(Arc::new(std::mem::replace(&mut last, half)));
    }
    levels.push(Arc::new(last));
    levels
}

fn premultiplied([r, g, b, a]: [u8; 4]) -> PremulRgba8 {
    #[expect(clippy::cast_possible_truncation, reason = "a product of two parts of 255, divided by 255")]
    let times = |channel: u8| ((u32::from(channel) * u32::from(a) + 127) / 255) as u8;
    PremulRgba8 { r: times(r), g: times(g), b: times(b), a }
}

/// Each pixel the mean of four.
fn halved(full: &Pixmap) -> Pixmap {
    let (width, height) = (full.width() / 2, full.height() / 2);
    let mut half = Pixmap::new(width, height);
    for y in 0..height {
        for x in 0..width {
            let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| full.sample(2 * x + dx, 2 * y + dy));
            #[expect(clippy::cast_possible_truncation, reason = "a mean of four bytes")]
            let mean = |channel: fn(PremulRgba8) -> u8| {
                ((four.iter().map(|pixel| u32::from(channel(*pixel))).sum::<u32>() + 2) / 4) as u8
            };
            let pixel = PremulRgba8 { r: mean(|p| p.r), g: mean(|p| p.g), b: mean(|p| p.b), a: mean(|p| p.a) };
            half.set_pixel(x, y, pixel);
        }
    }
    half.set_may_have_transparency(full.may_have_transparency());
    half
}
