//! The picture in a badge file, as the card shows it.

use std::sync::Arc;

use eframe::egui::{Color32, ColorImage};

use crate::artwork::{Artwork, ElementId, MAX_PICTURE_SIDE, SIDE};
use crate::badge::Badge;
use crate::render::raster::Renderer;
use crate::scene::{Scene, build, read_svg};

/// The most memory that a picture may take as a whole, in bytes.
const MAX_DECODED: u64 = 40 * 1024 * 1024;
/// The same while only some rows are kept.
const MAX_ROWS: usize = 8 * 1024 * 1024;
/// Side to which pictures of badges are reduced for the card, in pixels.
const PICTURE_SIDE: u32 = 640;

/// The outlines in a badge file.
pub(super) fn drawing_of(bytes: &[u8]) -> Option<Scene> {
    if bytes.trim_ascii_start().first() != Some(&b'<') {
        return None;
    }
    let element = read_svg(bytes, ElementId(1), SIDE).ok()?.element;
    let artwork = Artwork { elements: vec![Arc::new(element)], ..Default::default() };
    Some(build(&artwork, &Badge::default()))
}

pub(super) fn pixels_of(scene: &Scene) -> ColorImage {
    let pixels = Renderer::new().render(scene, PICTURE_SIDE);
    ColorImage::from_rgba_premultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba)
}

/// The picture of pixels in a badge file, small enough for the card.
pub(super) fn picture_of(bytes: &[u8]) -> Option<ColorImage> {
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MAX_PICTURE_SIDE);
    limits.max_image_height = Some(MAX_PICTURE_SIDE);
    limits.max_alloc = Some(MAX_DECODED);
    reader.limits(limits);
    let picture = match reader.decode() {
        Ok(picture) => picture,
        // Too large to be held as a whole, but rows can be read one by one.
        Err(image::ImageError::Limits(_)) => return row_by_row(bytes),
        Err(_) => return None,
    };
    let picture = if picture.width().max(picture.height()) > PICTURE_SIDE {
        picture.thumbnail(PICTURE_SIDE, PICTURE_SIDE)
    } else {
        picture
    };
    let rgba = picture.to_rgba8();
    Some(ColorImage::from_rgba_unmultiplied([rgba.width() as usize, rgba.height() as usize], &rgba))
}

/// A large PNG, of which only as many rows are kept as the card shows.
fn row_by_row(bytes: &[u8]) -> Option<ColorImage> {
    let mut decoder = png::Decoder::new_with_limits(std::io::Cursor::new(bytes), png::Limits { bytes: MAX_ROWS });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if reader.info().interlaced || width.max(height) > MAX_PICTURE_SIDE {
        return None;
    }
    let step = width.max(height).div_ceil(PICTURE_SIDE) as usize;
    let mut pixels = Vec::new();
    let channels = reader.output_color_type().0.samples();
    let mut number = 0;
    while let Some(row) = reader.next_row().ok()? {
        if number % step == 0 {
            pixels.extend(row.data().chunks_exact(channels).step_by(step).map(|pixel| match *pixel {
                [grey] => Color32::from_gray(grey),
                [grey, alpha] => Color32::from_rgba_unmultiplied(grey, grey, grey, alpha),
                [red, green, blue] => Color32::from_rgb(red, green, blue),
                [red, green, blue, alpha] => Color32::from_rgba_unmultiplied(red, green, blue, alpha),
                _ => Color32::TRANSPARENT,
            }));
        }
        number += 1;
    }
    let size = [(width as usize).div_ceil(step), (height as usize).div_ceil(step)];
    (pixels.len() == size[0] * size[1]).then(|| ColorImage::new(size, pixels))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_too_large_to_hold_is_shown_from_some_of_its_rows() {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 4096, 4096);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[[200, 20, 20]; 4096 * 4096].concat()).unwrap();
        writer.finish().unwrap();
        let shown = picture_of(&file).unwrap();
        assert_eq!(shown.size, [586, 586]);
        assert!(shown.pixels.iter().all(|pixel| *pixel == Color32::from_rgb(200, 20, 20)));
        assert!(picture_of(&file[..file.len() / 2]).is_none(), "and half of it not at all");
    }
}
