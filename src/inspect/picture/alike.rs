//! Whether two pictures show the same: one drawing in two sizes, or one that went
//! through a program which made it smaller or wrote it anew.
//!
//! Both are brought to the size of the smaller one. There each pixel has to lie
//! within what stands around its place in the other, so that edges may lie a little
//! apart; what lies outside in many pixels close to one another is another drawing,
//! be it thin strokes or a soft shade.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

/// The longest side that is compared, in pixels.
const FINEST: usize = 512;

/// How far a pixel may lie outside, as writing a picture anew brings with it; of 255.
const ROUNDED: u8 = 12;

/// By which part of what both pictures show around it a pixel may lie outside as
/// well: filters make edges softer or sharper.
const SHARPNESS: u8 = 2;

/// The side of a square of pixels that are looked at together, and how far apart
/// those lie.
const SQUARE: usize = 8;
const STEP: usize = 4;

/// How much in such a square may lie outside beyond that, all together.
const APART: u32 = 110;

/// A picture with its opacity multiplied into its colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width and height.
    pub size: [usize; 2],
    /// Red, green, blue and opacity of each pixel: the rows from the top, each from
    /// the left.
    pub rgba: Vec<u8>,
}

impl Pixels {
    /// The picture in so many pixels.
    pub(super) fn scaled(&self, size: [usize; 2]) -> Scaled {
        let mut scaling = Scaling::new(self.size, size);
        self.rgba.as_chunks().0.chunks(self.size[0].max(1)).for_each(|row| scaling.add(row));
        scaling.done()
    }
}

/// A picture that comes row by row and is brought to another size on the way, each
/// pixel the mean of what lies there.
pub(super) struct Scaling {
    columns: Vec<Share>,
    /// The rows of cells that are not done yet, the next one first.
    rows: Peekable<IntoIter<Share>>,
    /// How many rows of pixels there were.
    taken: usize,
    /// The cells of the next row so far.
    means: Vec<[f32; 4]>,
    pixels: Vec<[u8; 4]>,
}

impl Scaling {
    /// From one size to another, which is no larger.
    pub(super) fn new(from: [usize; 2], to: [usize; 2]) -> Self {
        Self {
            columns: shares(from[0], to[0]),
            rows: shares(from[1], to[1]).into_iter().peekable(),
            taken: 0,
            means: vec![[0.0; 4]; to[0]],
            pixels: Vec::with_capacity(to[0] * to[1]),
        }
    }

    /// Adds the next row of pixels, their opacity multiplied into their colours.
    pub(super) fn add(&mut self, row: &[[u8; 4]]) {
        let y = self.taken;
        self.taken += 1;
        // A row may lie partly in the cells above and partly in those below.
        while let Some(high) = self.rows.peek().filter(|high| high.pixels.contains(&y)) {
            let share = high.of(y) / high.whole;
            for (mean, wide) in self.means.iter_mut().zip(&self.columns) {
                for (mean, sum) in mean.iter_mut().zip(wide.sum(row)) {
                    *mean += share * sum / wide.whole;
                }
            }
            if y + 1 < high.pixels.end {
                break;
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "means of bytes")]
            self.pixels.extend(self.means.iter().map(|mean| mean.map(|value| value.round() as u8)));
            self.means.fill([0.0; 4]);
            self.rows.next();
        }
    }

    /// The picture in its new size.
    pub(super) fn done(self) -> Scaled {
        Scaled { width: self.columns.len(), pixels: self.pixels }
    }
}

/// The size in which two pictures are compared; `None` where one is wider in its
/// shape than the other.
pub(super) fn common_size(one: [usize; 2], other: [usize; 2]) -> Option<[usize; 2]> {
    let shape = |size: [usize; 2]| {
        #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
        let [width, height] = size.map(|side| side as f32);
        width / height.max(1.0)
    };
    let smaller = |one: usize, other: usize| one.min(other).min(FINEST);
    let is_like = (shape(one) - shape(other)).abs() < 0.02;
    is_like.then(|| [smaller(one[0], other[0]), smaller(one[1], other[1])])
}

/// Whether two pictures show the same, in whichever size.
#[must_use]
pub fn are_alike(one: &Pixels, other: &Pixels) -> bool {
    common_size(one.size, other.size).is_some_and(|size| one.scaled(size).is_like(&other.scaled(size)))
}

/// A picture in the size in which it is compared.
pub(super) struct Scaled {
    width: usize,
    pixels: Vec<[u8; 4]>,
}

impl Scaled {
    /// Whether it shows the same as another one of its size.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let outside = self.outside(other);
        let rows: Vec<&[u8]> = outside.chunks(self.width.max(1)).collect();
        (0..rows.len()).step_by(STEP).all(|top| {
            let square = rows.iter().skip(top).take(SQUARE);
            (0..self.width).step_by(STEP).all(|left| {
                let within = square.clone().flat_map(|row| row.iter().skip(left).take(SQUARE));
                within.map(|beyond| u32::from(*beyond)).sum::<u32>() <= APART
            })
        })
    }

    /// How far each pixel lies outside of what stands around its place in the other
    /// picture, in either of the two, beyond what is usual.
    fn outside(&self, other: &Self) -> Vec<u8> {
        let around = self.around().into_iter().zip(other.around());
        let pixels = self.pixels.iter().zip(&other.pixels).zip(around);
        let beyond = pixels.map(|((one, other), (around_one, around_other))| {
            let colours = one.iter().zip(other).zip(around_one.iter().zip(&around_other));
            let beyond = colours.map(|((one, other), (around_one, around_other))| {
                let outside = around_other.outside(*one).max(around_one.outside(*other));
                let usual = around_one.width().min(around_other.width()) / SHARPNESS;
                outside.saturating_sub(usual).saturating_sub(ROUNDED)
            });
            beyond.max().unwrap_or_default()
        });
        beyond.collect()
    }

    /// What stands at each place and in the eight around it, of each colour.
    fn around(&self) -> Vec<[Around; 4]> {
        let of = |pixel: &[u8; 4]| pixel.map(|value| Around { least: value, most: value });
        let itself: Vec<_> = self.pixels.iter().map(of).collect();
        let rows = itself.chunks(self.width.max(1)).map(|row| {
            let before = row.iter().take(1).chain(row);
            let after = row.iter().skip(1).chain(row.last());
            row.iter().zip(before.zip(after)).map(|(at, (before, after))| joined([at, before, after])).collect()
        });
        let rows: Vec<Vec<_>> = rows.collect();
        let above = rows.iter().take(1).chain(&rows);
        let below = rows.iter().skip(1).chain(rows.last());
        let joined_rows = rows.iter().zip(above.zip(below)).flat_map(|(at, (above, below))| {
            at.iter().zip(above.iter().zip(below)).map(|(at, (above, below))| joined([at, above, below]))
        });
        joined_rows.collect()
    }
}

/// The least and the most of a colour around a place.
#[derive(Clone, Copy)]
struct Around {
    least: u8,
    most: u8,
}

impl Around {
    fn outside(self, value: u8) -> u8 {
        self.least.saturating_sub(value).max(value.saturating_sub(self.most))
    }

    fn width(self) -> u8 {
        self.most - self.least
    }
}

fn joined([at, before, after]: [&[Around; 4]; 3]) -> [Around; 4] {
    let mut joined = *at;
    for (around, (before, after)) in joined.iter_mut().zip(before.iter().zip(after)) {
        around.least = around.least.min(before.least).min(after.least);
        around.most = around.most.max(before.most).max(after.most);
    }
    joined
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
fn shares(side: usize, cells: usize) -> Vec<Share> {
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
    let step = side as f32 / cells as f32;
    let cell = |number: usize| {
        #[expect(clippy::cast_precision_loss, reason = "at most 512")]
        let (from, to) = (number as f32 * step, (number + 1) as f32 * step);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the side")]
        let pixels = from.floor() as usize..(to.ceil() as usize).min(side);
        Share { pixels, first: from.floor() + 1.0 - from, last: to + 1.0 - to.ceil(), whole: step }
    };
    (0..cells).map(cell).collect()
}

/// Multiplies the opacity of pixels into their colours.
pub(super) fn multiply(row: &mut [[u8; 4]]) {
    let by = |value: u8, alpha: u8| u8::try_from(u16::from(value) * u16::from(alpha) / 255).unwrap_or(u8::MAX);
    for pixel in row {
        let [red, green, blue, alpha] = *pixel;
        if alpha < u8::MAX {
            *pixel = [by(red, alpha), by(green, alpha), by(blue, alpha), alpha];
        }
    }
}

#[cfg(test)]
mod tests {
    use image::imageops::{FilterType, resize};
    use image::{Rgba, RgbaImage};

    use super::*;
    use crate::document::starters;
    use crate::render::raster::Renderer;
    use crate::scene::build;

    fn pixels(picture: &RgbaImage) -> Pixels {
        let by = |value: u8, alpha: u8| u8::try_from(u16::from(value) * u16::from(alpha) / 255).unwrap();
        let rgba = picture.pixels().flat_map(|Rgba([r, g, b, a])| [by(*r, *a), by(*g, *a), by(*b, *a), *a]).collect();
        Pixels { size: [picture.width() as usize, picture.height() as usize], rgba }
    }

    fn alike(one: &RgbaImage, other: &RgbaImage) -> bool {
        are_alike(&pixels(one), &pixels(other))
    }

    /// Lines of letters, so high and of such strokes, each so much lighter or darker than
    /// what they stand on.
    fn with_letters(picture: &RgbaImage, high: u32, stroke: u32, by: u8) -> RgbaImage {
        let mut changed = picture.clone();
        let side = picture.width();
        for (x, y, pixel) in changed.enumerate_pixels_mut() {
            let [across, down] = [x.wrapping_sub(side / 4), y.wrapping_sub(side * 2 / 5)];
            let [in_letter, in_line] = [across % high, down % (high * 2)];
            let is_within = across < side / 2 && down < side / 4 && in_letter < high * 3 / 4 && in_line < high;
            let is_bar = in_line < stroke || (high / 2..high / 2 + stroke).contains(&in_line);
            if is_within && (in_letter < stroke || is_bar) {
                let [colours @ .., alpha] = &mut pixel.0;
                let is_light = colours.iter().map(|value| u32::from(*value)).sum::<u32>() > 380;
                for value in colours {
                    *value = if is_light { value.saturating_sub(by) } else { value.saturating_add(by) };
                }
                *alpha = u8::MAX;
            }
        }
        changed
    }

    #[test]
    fn one_drawing_is_alike_in_all_sizes_and_through_all_filters_and_words_in_it_are_told() {
        let mut renderer = Renderer::new();
        for starter in starters().iter().step_by(10) {
            let document = starter.document("urn:uuid:1".into()).unwrap();
            let scene = build(&document.artwork, &document.badge);
            let mut drawn = |side: u32| {
                let drawn = renderer.render(&scene, side);
                RgbaImage::from_raw(drawn.width, drawn.height, drawn.rgba).unwrap()
            };
            let (name, small, usual, large) = (starter.name, drawn(128), drawn(600), drawn(2048));
            for side in [64, 200, 256, 600, 1024] {
                assert!(alike(&drawn(side), &small), "{name} in {side} px");
            }
            assert!(alike(&large, &usual) && alike(&large, &small), "{name}");
            for filter in [FilterType::Nearest, FilterType::Triangle, FilterType::CatmullRom, FilterType::Lanczos3] {
                for side in [300, 1000] {
                    assert!(alike(&resize(&usual, side, side, filter), &usual), "{name}: {filter:?} to {side} px");
                }
                if filter != FilterType::Nearest {
                    assert!(alike(&resize(&usual, 300, 300, filter), &small), "{name}: {filter:?}");
                    assert!(alike(&resize(&usual, 128, 128, filter), &usual), "{name}: {filter:?}");
                }
            }
            let mut fewer_colours = usual.clone();
            fewer_colours
                .pixels_mut()
                .flat_map(|pixel| &mut pixel.0)
                .for_each(|value| *value = *value / 8 * 8 + *value / 32);
            assert!(alike(&fewer_colours, &usual) && alike(&fewer_colours, &small), "{name}");
            for (picture, high, stroke, by) in
                [(&usual, 30, 3, 45), (&usual, 24, 3, 60), (&large, 40, 3, 120), (&large, 60, 4, 150)]
            {
                let changed = with_letters(picture, high, stroke, by);
                assert!(!alike(&changed, &small), "{name}: letters of {high} px, {by} apart");
            }
            assert!(!alike(&with_letters(&usual, 20, 2, 45), &usual), "{name}");
        }
    }

    #[test]
    fn each_pixel_lies_in_one_that_is_compared_or_in_several_by_its_parts() {
        for (from, to) in [(1, 1), (3, 2), (65, 64), (600, 128), (600, 512)] {
            let whole = Pixels { size: [from, from + 1], rgba: [200, 0, 9, 255].repeat(from * (from + 1)) };
            let scaled = whole.scaled([to, to]);
            assert_eq!(scaled.pixels, vec![[200, 0, 9, 255]; to * to], "{from} to {to}");
            let half = (0..from * from).flat_map(|at| if at % from < from / 2 { [200; 4] } else { [0; 4] }).collect();
            let half = Pixels { size: [from, from], rgba: half }.scaled([to, to]);
            let mean = half.pixels.iter().map(|pixel| f64::from(pixel[0])).sum::<f64>() / (to * to) as f64;
            assert!((mean - 200.0 * (from / 2) as f64 / from as f64).abs() < 0.6, "{from} to {to}: {mean}");
        }
        assert!(Pixels { size: [0, 0], rgba: Vec::new() }.scaled([0, 0]).pixels.is_empty());
    }
}
