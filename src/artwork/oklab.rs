//! Colours as eyes order them: lightness, strength and hue (Björn Ottosson,
//! "A perceptual color space for image processing", 2020).

use color::{ColorSpace as _, Oklch, Srgb};

use super::Color;

/// A colour in Oklab, by lightness, strength and hue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shade {
    /// 0 for black to 1 for white.
    pub(super) lightness: f32,
    /// 0 for grey; no colour of a screen has more than 0.33.
    pub(super) strength: f32,
    /// Degrees.
    pub(super) hue: f32,
}

impl From<Color> for Shade {
    fn from(color: Color) -> Self {
        let [lightness, strength, hue] = Srgb::convert::<Oklch>(color.channels());
        Self { lightness, strength, hue }
    }
}

impl Shade {
    /// The opaque colour. What no screen can show is made weaker until it can
    /// be shown, so that lightness and hue stay.
    pub(super) fn color(self) -> Color {
        let lightness = self.lightness.clamp(0.0, 1.0);
        let of = |strength: f32| [lightness, strength, self.hue];
        let (mut low, mut high) = (0.0, self.strength.max(0.0));
        let fits = |strength| Oklch::to_linear_srgb(of(strength)).iter().all(|c| (-0.000_5..=1.000_5).contains(c));
        if fits(high) {
            low = high;
        }
        for _ in 0..20 {
            let middle = f32::midpoint(low, high);
            if fits(middle) { low = middle } else { high = middle }
        }
        Color::of_channels(Oklch::convert::<Srgb>(of(low)))
    }

    /// How different two colours look, 1 for black and white.
    pub(super) fn distance(self, other: Self) -> f32 {
        let place = |shade: Self| {
            let (sin, cos) = shade.hue.to_radians().sin_cos();
            [shade.lightness, shade.strength * cos, shade.strength * sin]
        };
        let apart = place(self).into_iter().zip(place(other)).map(|(a, b)| (a - b).powi(2));
        apart.sum::<f32>().sqrt()
    }

    /// Degrees between two hues, 0 to 180.
    pub(super) fn hue_apart(self, other: Self) -> f32 {
        let apart = (self.hue - other.hue).rem_euclid(360.0);
        apart.min(360.0 - apart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_colour_comes_back_from_its_shade(r: u8, g: u8, b: u8) {
            let back = Shade::from(Color::rgb(r, g, b)).color();
            prop_assert!(back.r.abs_diff(r) <= 1 && back.g.abs_diff(g) <= 1 && back.b.abs_diff(b) <= 1, "{back}");
        }
    }

    #[test]
    fn white_is_lightest_and_grey_has_no_strength() {
        let white = Shade::from(Color::WHITE);
        assert!((white.lightness - 1.0).abs() < 1e-4 && white.strength < 1e-4);
        assert!((Shade::from(Color::BLACK).distance(white) - 1.0).abs() < 1e-3);
    }
}
