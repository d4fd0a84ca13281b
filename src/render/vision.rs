//! Pictures as people with other eyes see them.
//!
//! The matrices for a whole lack of one kind of cone are those of G. M.
//! Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based
//! Model for Simulation of Color Vision Deficiency" (2009), in linear light.

use super::raster::Pixels;

/// A way of seeing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Vision {
    /// All colours.
    #[default]
    Full,
    /// No red cones.
    Protanopia,
    /// No green cones, the most frequent of the three.
    Deuteranopia,
    /// No blue cones.
    Tritanopia,
    /// No colours at all, as on a printer without them.
    Grey,
}

impl Vision {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Full, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia, Self::Grey];

    /// The picture as it is seen so.
    #[must_use]
    pub fn of(self, pixels: Pixels) -> Pixels {
        let matrix = match self {
            Self::Full => return pixels,
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
            Self::Grey => [[0.2126, 0.7152, 0.0722]; 3],
        };
        let linear: Vec<f32> = (0..=255).map(to_linear).collect();
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
            for (channel, row) in pixel.iter_mut().zip(matrix) {
                let light: f32 = row.iter().zip(rgb).map(|(part, light)| part * light).sum();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
                let value = (from_linear(light.clamp(0.0, 1.0)) * alpha * 255.0).round() as u8;
                *channel = value;
            }
        }
        seen
    }
}

fn to_linear(channel: u16) -> f32 {
    let c = f32::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

fn from_linear(light: f32) -> f32 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(rgba: [u8; 4], vision: Vision) -> [u8; 4] {
        let seen = vision.of(Pixels { width: 1, height: 1, rgba: rgba.to_vec() });
        [seen.rgba[0], seen.rgba[1], seen.rgba[2], seen.rgba[3]]
    }

    #[test]
    fn greys_stay_and_red_and_green_come_together() {
        for vision in Vision::ALL {
            let grey = one([128, 128, 128, 255], vision);
            assert!(grey[..3].iter().all(|channel| channel.abs_diff(128) <= 2), "{vision:?}: {grey:?}");
            assert_eq!(one([0, 0, 0, 0], vision), [0; 4]);
        }
        let apart = |vision| {
            let (red, green) = (one([170, 60, 40, 255], vision), one([90, 105, 40, 255], vision));
            red.iter().zip(green).map(|(a, b)| u32::from(a.abs_diff(b))).sum::<u32>()
        };
        assert!(apart(Vision::Deuteranopia) * 2 < apart(Vision::Full));
    }

    #[test]
    fn what_shines_through_keeps_its_strength() {
        let seen = one([50, 20, 10, 100], Vision::Grey);
        assert!(seen[3] == 100 && seen[0] == seen[1] && seen[0] <= 100, "{seen:?}");
    }
}
