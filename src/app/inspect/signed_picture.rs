//! The picture in a badge's record, where the file shows another one: what is
//! signed is shown.

use eframe::egui::ColorImage;

use super::look::{drawing_of, picture_of, pixels_of};

/// What is said when the file's picture was replaced.
pub(super) const REPLACED: &str = "The picture in this file is not the one that was signed. The signed one is shown.";

/// Both pictures are compared in as many cells a side: a word that was changed
/// fills several.
const CELLS: usize = 64;

/// How far the colours of a cell may lie apart when one drawing was drawn in two
/// sizes, or went through a program that made it smaller; of 255.
const APART: f32 = 48.0;

/// The picture in the record, when it is to be shown instead of the file's: the
/// file has none, or another one. A picture that cannot be read says nothing.
pub(super) fn in_place_of(file: Option<&ColorImage>, signed: Option<&[u8]>) -> Option<ColorImage> {
    let signed = signed?;
    let signed = match drawing_of(signed) {
        Some(scene) => pixels_of(&scene),
        None => picture_of(signed)?,
    };
    match file {
        Some(file) if are_alike(file, &signed) => None,
        _ => Some(signed),
    }
}

fn are_alike(one: &ColorImage, other: &ColorImage) -> bool {
    let shape = |picture: &ColorImage| {
        #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
        let [width, height] = picture.size.map(|side| side as f32);
        width / height.max(1.0)
    };
    let apart = |(one, other): (&[f32; 4], &[f32; 4])| one.iter().zip(other).any(|(a, b)| (a - b).abs() > APART);
    (shape(one) - shape(other)).abs() < 0.02 && !cells(one).iter().zip(&cells(other)).any(apart)
}

/// The mean colours of the picture's cells, each pixel by how much of it lies
/// in the cell.
fn cells(picture: &ColorImage) -> Vec<[f32; 4]> {
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
                    for (sum, value) in sum.iter_mut().zip(pixel.to_array()) {
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
    use std::sync::Arc;

    use super::*;
    use crate::document::{Document, starters};
    use crate::render::raster::Renderer;
    use crate::scene::build;

    fn drawn(document: &Document, side: u32) -> Vec<u8> {
        Renderer::new().render(&build(&document.artwork, &document.badge), side).to_png()
    }

    #[test]
    fn the_same_drawing_in_another_size_is_the_same_and_another_word_is_not() {
        for starter in starters() {
            let document = starter.document("urn:uuid:1".into()).unwrap();
            let signed = drawn(&document, 128);
            for side in [200, 600] {
                let file = picture_of(&drawn(&document, side)).unwrap();
                assert_eq!(in_place_of(Some(&file), Some(&signed)), None, "{} in {side} px", starter.name);
            }
            let mut other = document.clone();
            Arc::make_mut(&mut other.badge).short_name = "Head of it all".into();
            let file = picture_of(&drawn(&other, 600)).unwrap();
            let shown = in_place_of(Some(&file), Some(&signed)).map(|shown| shown.size);
            assert_eq!(shown, Some([128, 128]), "{}: the signed one is shown", starter.name);
        }
    }

    #[test]
    fn a_record_alone_shows_its_picture_and_what_is_no_picture_shows_nothing() {
        let signed = drawn(&starters()[0].document("urn:uuid:1".into()).unwrap(), 64);
        assert!(in_place_of(None, Some(&signed)).is_some());
        assert!(in_place_of(None, Some(b"no picture")).is_none() && in_place_of(None, None).is_none());
        let file = picture_of(&signed).unwrap();
        assert!(in_place_of(Some(&file), Some(&signed[..signed.len() / 2])).is_none(), "half of it says nothing");
    }
}
