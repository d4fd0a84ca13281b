//! Colours as eyes order them: lightness, strength and hue (Björn Ottosson,
//! "A perceptual color space for image processing", 2020).

use super::Color;

/// A colour in Oklab, by lightness, strength and hue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shade {
    /// 0 for black to 1 for white.
    pub(super) lightness: f64,
    /// 0 for grey; no colour of a screen has more than 0.33.
    pub(super) strength: f64,
    /// Degrees.
    pub(super) hue: f64,
}

impl From<Color> for Shade {
    fn from(color: Color) -> Self {
        let [r, g, b] = [color.r, color.g, color.b].map(super::color::to_linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Self { lightness, strength: a.hypot(b), hue: b.atan2(a).to_degrees() }
    }
}

impl Shade {
    /// The opaque colour. What no screen can show is made weaker until it can
    /// be shown, so that lightness and hue stay.
    pub(super) fn color(self) -> Color {
        let lightness = self.lightness.clamp(0.0, 1.0);
        let (mut low, mut high) = (0.0, self.strength.max(0.0));
        let fits = |strength| self.linear(lightness, strength).iter().all(|c| (-0.000_5..=1.000_5).contains(c));
        if fits(high) {
            low = high;
        }
        for _ in 0..20 {
            let middle = f64::midpoint(low, high);
            if fits(middle) { low = middle } else { high = middle }
        }
        let [r, g, b] = self.linear(lightness, low).map(from_linear);
        Color::rgb(r, g, b)
    }

    fn linear(self, lightness: f64, strength: f64) -> [f64; 3] {
        let (sin, cos) = self.hue.to_radians().sin_cos();
        let (a, b) = (strength * cos, strength * sin);
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }

    /// How different two colours look, 1 for black and white.
    pub(super) fn distance(self, other: Self) -> f64 {
        let place = |shade: Self| {
            let (sin, cos) = shade.hue.to_radians().sin_cos();
            [shade.lightness, shade.strength * cos, shade.strength * sin]
        };
        let apart = place(self).into_iter().zip(place(other)).map(|(a, b)| (a - b).powi(2));
        apart.sum::<f64>().sqrt()
    }

    /// Degrees between two hues, 0 to 180.
    pub(super) fn hue_apart(self, other: Self) -> f64 {
        let apart = (self.hue - other.hue).rem_euclid(360.0);
        apart.min(360.0 - apart)
    }
}

fn from_linear(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let c = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
    let channel = (c * 255.0).round() as u8;
    channel
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
