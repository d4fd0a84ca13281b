//! Whether the picture of a file is the one in its signed record. The record
//! holds a smaller one, so both are compared by what they show.

use std::io::Cursor;

use image::{ImageReader, Limits};

use super::report::{Check, Outcome, Report, UNALTERED};

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

/// The check that tells of another picture, and what it says.
const PICTURE: &str = "picture";
const OTHER: &str = "The picture in this file is not the one that was signed.";

/// A picture as colours with their opacity multiplied in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width and height.
    pub size: [usize; 2],
    /// The rows from the top, each from the left.
    pub pixels: Vec<[u8; 4]>,
}

impl Pixels {
    /// The picture in a file; `None` for drawings and for what is too large or
    /// cannot be read.
    fn of(file: &[u8]) -> Option<Self> {
        let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().ok()?;
        let mut limits = Limits::default();
        (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
        limits.max_alloc = Some(MAX_BYTES);
        reader.limits(limits);
        let rgba = reader.decode().ok()?.into_rgba8();
        let size = [rgba.width() as usize, rgba.height() as usize];
        let by = |value: u8, alpha: u8| u8::try_from(u16::from(value) * u16::from(alpha) / 255).unwrap_or(u8::MAX);
        let pixels = rgba.pixels().map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            [by(red, alpha), by(green, alpha), by(blue, alpha), alpha]
        });
        Some(Self { size, pixels: pixels.collect() })
    }
}

impl Report {
    /// Tells if the picture of the file shows something else than the one that
    /// was signed with the record. It takes longer than everything else, so it is
    /// for whoever looks at one badge.
    pub fn compare_picture(&mut self, file: &[u8]) {
        let Some(signed) = self.signed_picture() else { return };
        if let (Some(shown), Some(signed)) = (Pixels::of(file), Pixels::of(&signed))
            && !are_alike(&shown, &signed)
        {
            self.picture_is_another();
        }
    }

    /// Says so, before everything else: what is seen first is not what was signed.
    pub fn picture_is_another(&mut self) {
        if self.other_picture().is_some() {
            return;
        }
        self.checks.insert(0, Check::new(PICTURE, Outcome::Note, OTHER));
        let title = format!("{}. ", self.verdict.title());
        let why = self.summary.strip_prefix(&title).unwrap_or(&self.summary);
        let why = why.replace(UNALTERED, "Nobody has altered its record.");
        self.decide(self.verdict, &format!("{OTHER} {why}"));
    }

    /// The sentence about the picture, where another one than the signed one was found.
    #[must_use]
    pub fn other_picture(&self) -> Option<&str> {
        self.checks.iter().find(|check| check.id == PICTURE).map(|check| check.message.as_str())
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
    let mut cells = Vec::with_capacity(CELLS * CELLS);
    for row in &rows {
        for column in &columns {
            let (mut sum, mut whole) = ([0.0; 4], 0.0);
            for &(y, high) in row {
                for &(x, wide) in column {
                    let Some(pixel) = picture.pixels.get(y * width + x) else { continue };
                    let share = high * wide;
                    whole += share;
                    for (sum, value) in sum.iter_mut().zip(*pixel) {
                        *sum += share * f32::from(value);
                    }
                }
            }
            cells.push(sum.map(|sum| if whole > 0.0 { sum / whole } else { 0.0 }));
        }
    }
    cells
}

/// Along one side: which pixels lie in each cell, and how much of them.
fn shares(side: usize) -> Vec<Vec<(usize, f32)>> {
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
    let step = side as f32 / CELLS as f32;
    let cell = |number: usize| {
        #[expect(clippy::cast_precision_loss, reason = "at most 64")]
        let (from, to) = (number as f32 * step, (number + 1) as f32 * step);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the side")]
        let pixels = from.floor() as usize..(to.ceil() as usize).min(side);
        #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
        let share = |pixel: usize| (to.min(pixel as f32 + 1.0) - from.max(pixel as f32)).max(0.0);
        pixels.map(|pixel| (pixel, share(pixel))).collect()
    };
    (0..CELLS).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_picture_is_told_and_the_same_in_another_size_is_not() {
        let half = |size: usize, left: [u8; 4]| Pixels {
            size: [size, size],
            pixels: (0..size * size).map(|at| if at % size < size / 2 { left } else { [9, 9, 9, 255] }).collect(),
        };
        let red = [200, 0, 0, 255];
        assert!(are_alike(&half(64, red), &half(300, red)));
        assert!(!are_alike(&half(64, red), &half(64, [0, 200, 0, 255])));
        assert!(Pixels::of(b"no picture").is_none());
    }
}
