//! A soft edge: the blur of a shape's coverage.

/// Blurs the coverage of a picture in place. Three box filters in a row come
/// close to a Gaussian (to about 3 %, as the SVG standard says of
/// `feGaussianBlur`), in a time that does not depend on sigma.
pub(super) fn blur(coverage: &mut [u8], width: usize, height: usize, sigma: f64) {
    if width == 0 || height == 0 || coverage.len() != width * height {
        return;
    }
    let mut other = vec![0; coverage.len()];
    for radius in radii(sigma) {
        if radius == 0 {
            continue;
        }
        for (from, to) in coverage.chunks_exact(width).zip(other.chunks_exact_mut(width)) {
            along_row(from, to, radius);
        }
        down_columns(&other, coverage, width, radius);
    }
}

/// Radii of three boxes whose variances together come closest to that of the
/// Gaussian: the variance of a box of 2r + 1 pixels is (r² + r) / 3.
fn radii(sigma: f64) -> [usize; 3] {
    let variance = |r: f64| (r * r + r) / 3.0;
    let wanted = sigma * sigma;
    // The largest radius of which three boxes do not yet blur too much.
    let small = ((0.25 + wanted).sqrt() - 0.5).floor().max(0.0);
    let step = variance(small + 1.0) - variance(small);
    let larger = ((wanted - 3.0 * variance(small)) / step).round().clamp(0.0, 3.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and not negative")]
    [0.0, 1.0, 2.0].map(|index| if index < larger { small as usize + 1 } else { small as usize })
}

/// Bytes that are looked at together for whether they are all the same.
const RUN: usize = 32;

/// The mean of each 2 × radius + 1 neighbours, with nothing beyond the ends.
fn along_row(from: &[u8], to: &mut [u8], radius: usize) {
    let mean = Mean::of(radius);
    let mut sum: u32 = from.iter().take(radius).map(|value| u32::from(*value)).sum();
    let mut index = 0;
    while index < from.len() {
        // Most of a shape is the same all over, and stays so.
        let run = same_from(from, index.saturating_sub(radius));
        if index >= radius && run > 2 * radius + RUN {
            let end = index + run - 2 * radius;
            to[index..end].fill(mean.apply(sum + u32::from(from[index + radius])));
            index = end;
            // The sum of all neighbours but the last: they have not changed.
        }
        for _ in 0..RUN {
            let Some(value) = to.get_mut(index) else { return };
            if let Some(entering) = from.get(index + radius) {
                sum += u32::from(*entering);
            }
            *value = mean.apply(sum);
            if let Some(leaving) = index.checked_sub(radius) {
                sum -= u32::from(from[leaving]);
            }
            index += 1;
        }
    }
}

/// How many bytes from here on are certainly the same.
fn same_from(row: &[u8], start: usize) -> usize {
    let Some(first) = row.get(start) else { return 0 };
    let same = row[start..].chunks_exact(RUN).take_while(|chunk| chunk.iter().fold(0, |or, v| or | (v ^ first)) == 0);
    RUN * same.count()
}

/// As [`along_row`], for all columns at once: rows lie side by side in memory,
/// so this way the processor adds many columns in one go.
fn down_columns(from: &[u8], to: &mut [u8], width: usize, radius: usize) {
    let mean = Mean::of(radius);
    let height = from.len() / width;
    let row = |index: usize| &from[index * width..(index + 1) * width];
    let mut sums = vec![0_u32; width];
    for index in 0..radius.min(height) {
        for (sum, value) in sums.iter_mut().zip(row(index)) {
            *sum += u32::from(*value);
        }
    }
    let nothing = vec![0; width];
    for index in 0..height {
        let entering = if index + radius < height { row(index + radius) } else { &nothing };
        let leaving = index.checked_sub(radius).map_or(nothing.as_slice(), row);
        let rows = entering.iter().zip(leaving);
        let columns = to[index * width..(index + 1) * width].iter_mut().zip(&mut sums);
        for ((value, sum), (entering, leaving)) in columns.zip(rows) {
            let all = *sum + u32::from(*entering);
            *value = mean.apply(all);
            *sum = all - u32::from(*leaving);
        }
    }
}

/// Division by the size of a box, rounded, as a multiplication.
#[derive(Clone, Copy)]
struct Mean(u32);

impl Mean {
    fn of(radius: usize) -> Self {
        let size = u32::try_from(2 * radius + 1).unwrap_or(u32::MAX);
        Self((1 << 16) / size)
    }

    fn apply(self, sum: u32) -> u8 {
        // A sum is at most 255 times the size of the box: no overflow.
        #[expect(clippy::cast_possible_truncation, reason = "a mean of bytes")]
        let mean = ((sum * self.0 + (1 << 15)) >> 16) as u8;
        mean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blur_keeps_the_amount_of_ink_and_spreads_it_by_sigma() {
        for sigma in [1.0, 2.5, 6.0, 8.0_f64] {
            let side = 121;
            let mut coverage = vec![0_u8; side * side];
            for y in 45..76 {
                coverage[y * side + 45..y * side + 76].fill(255);
            }
            let before: u64 = coverage.iter().map(|v| u64::from(*v)).sum();
            blur(&mut coverage, side, side, sigma);
            let after: u64 = coverage.iter().map(|v| u64::from(*v)).sum();
            assert!(after.abs_diff(before) * 50 < before, "{sigma}: {before} → {after}");
            // Half way down at the edge; the Gaussian's own value one sigma out.
            let middle = &coverage[60 * side..61 * side];
            if sigma <= 6.0 {
                let out = f64::from(middle[(75.5 + sigma).round() as usize]) / 255.0;
                let exact = 0.16;
                assert!((out - exact).abs() < 0.06, "{sigma}: {out}");
            }
        }
    }

    #[test]
    fn where_all_is_the_same_the_short_way_gives_what_the_long_one_gives() {
        let mut row: Vec<u8> = (0..900_u32).map(|at| (at * 7919 % 251) as u8).collect();
        for (same, value) in [(0..300, 255), (340..381, 9), (400..401, 0), (420..700, 128), (750..900, 0)] {
            row[same].fill(value);
        }
        for length in [1, 5, 33, 290, 640, 900] {
            let row = &row[..length];
            for radius in [1, 2, 4, 7, 40, 500] {
                let mut blurred = vec![0; length];
                along_row(row, &mut blurred, radius);
                for (at, value) in blurred.iter().enumerate() {
                    let near = &row[at.saturating_sub(radius)..(at + radius + 1).min(length)];
                    let sum = near.iter().map(|value| u32::from(*value)).sum();
                    assert_eq!(*value, Mean::of(radius).apply(sum), "{at} of {length} by {radius}");
                }
            }
        }
    }

    #[test]
    fn the_three_boxes_have_the_variance_of_the_gaussian() {
        for tenths in 5..90 {
            let sigma = f64::from(tenths) / 10.0;
            let variance: f64 = radii(sigma).iter().map(|r| *r as f64).map(|r| (r * r + r) / 3.0).sum();
            let step = 2.0 * sigma / 3.0 + 0.7;
            assert!((variance - sigma * sigma).abs() <= step / 2.0 + 0.2, "{sigma}: {variance}");
        }
    }
}
