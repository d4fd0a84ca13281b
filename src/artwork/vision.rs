//! Colours as people with other eyes see them.
//!
//! The matrices for a whole lack of one kind of cone are those of G. M.
//! Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based
//! Model for Simulation of Color Vision Deficiency" (2009), in linear light.

use color::{ColorSpace as _, Srgb};

use super::Color;

/// Colour-vision deficiency that things are seen with, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColorVision {
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

impl ColorVision {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Full, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia, Self::Grey];

    /// What becomes of red, green and blue in linear light, row by row;
    /// `None` where nothing changes.
    pub fn matrix(self) -> Option<[[f32; 3]; 3]> {
        Some(match self {
            Self::Full => return None,
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
        })
    }

    /// The colour as it is seen so; alpha stays.
    #[must_use]
    pub fn of(self, color: Color) -> Color {
        let Some(matrix) = self.matrix() else { return color };
        let rgb = Srgb::to_linear_srgb(color.channels());
        let light = matrix.map(|row| row.iter().zip(rgb).map(|(part, light)| part * light).sum::<f32>());
        let light = light.map(|light| light.clamp(0.0, 1.0));
        Color::of_channels(Srgb::from_linear_srgb(light)).with_alpha(color.a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greys_stay_and_red_and_green_come_together() {
        for vision in ColorVision::ALL {
            let grey = vision.of(Color::rgb(128, 128, 128).with_alpha(9));
            assert!([grey.r, grey.g, grey.b].iter().all(|channel| channel.abs_diff(128) <= 2), "{vision:?}: {grey}");
            assert_eq!(grey.a, 9);
        }
        let apart = |vision: ColorVision| {
            let (red, green) = (vision.of(Color::rgb(170, 60, 40)), vision.of(Color::rgb(90, 105, 40)));
            u32::from(red.r.abs_diff(green.r)) + u32::from(red.g.abs_diff(green.g)) + u32::from(red.b.abs_diff(green.b))
        };
        assert!(apart(ColorVision::Deuteranopia) * 2 < apart(ColorVision::Full));
    }
}
