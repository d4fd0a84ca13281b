//! Pictures as people with other eyes see them.

use color::{ColorSpace as _, Srgb};

use super::raster::Pixels;
use crate::artwork::ColorVision;

/// The picture as it is seen so.
#[must_use]
pub fn seen(vision: ColorVision, pixels: Pixels) -> Pixels {
    let Some(matrix) = vision.matrix() else { return pixels };
    let linear: Vec<f32> =
        (0..=255_u8).map(|channel| Srgb::to_linear_srgb([f32::from(channel) / 255.0; 3])[0]).collect();
    let mut seen = pixels;
    for pixel in seen.rgba.chunks_exact_mut(4) {
        let alpha = f32::from(pixel[3]) / 255.0;
        if pixel[3] == 0 {
            continue;
        }
        let straight = |channel: u8| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut to 255")]
            let value = (f32::from(channel) / alpha).round().min(255.0) as usize;
            linear[value]
        };
        let rgb = [straight(pixel[0]), straight(pixel[1]), straight(pixel[2])];
        let light = matrix.map(|row| row.iter().zip(rgb).map(|(part, light)| part * light).sum::<f32>());
        let shown = Srgb::from_linear_srgb(light.map(|light| light.clamp(0.0, 1.0)));
        for (channel, value) in pixel.iter_mut().zip(shown) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
            let value = (value * alpha * 255.0).round() as u8;
            *channel = value;
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::Color;

    fn one(rgba: [u8; 4], vision: ColorVision) -> [u8; 4] {
        let seen = seen(vision, Pixels { width: 1, height: 1, rgba: rgba.to_vec() });
        [seen.rgba[0], seen.rgba[1], seen.rgba[2], seen.rgba[3]]
    }

    #[test]
    fn a_picture_is_seen_as_its_colours_are() {
        for vision in ColorVision::ALL {
            let color = vision.of(Color::rgb(170, 60, 40));
            assert_eq!(one([170, 60, 40, 255], vision), [color.r, color.g, color.b, 255], "{vision:?}");
            assert_eq!(one([0, 0, 0, 0], vision), [0; 4]);
        }
    }

    #[test]
    fn what_shines_through_keeps_its_strength() {
        let seen = one([50, 20, 10, 100], ColorVision::Grey);
        assert!(seen[3] == 100 && seen[0] == seen[1] && seen[0] <= 100, "{seen:?}");
    }
}
