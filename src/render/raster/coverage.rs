//! How much of each pixel a shadow covers.

use kurbo::{Affine, Point, Rect};

/// Coverage of a box of pixels, 255 for all of a pixel.
#[derive(Debug)]
pub(super) struct Coverage {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) values: Vec<u8>,
}

impl Coverage {
    /// The coverage moved by whole pixels, in a box of another size, as far as it
    /// lies in these boxes of its own.
    pub(super) fn copied(&self, boxes: &[Rect], left: i64, top: i64, width: u16, height: u16) -> Vec<u8> {
        // Memory that is nought from the start: where nothing is copied it is not touched.
        let mut values = vec![0; usize::from(width) * usize::from(height)];
        for part in boxes {
            let (first, last) = (whole(part.x0, self.width), whole(part.x1, self.width));
            let (upper, lower) = (whole(part.y0, self.height), whole(part.y1, self.height));
            let columns = Overlap::of(left.saturating_add_unsigned(first as u64), last - first, width);
            let rows = Overlap::of(top.saturating_add_unsigned(upper as u64), lower - upper, height);
            let (first, upper, width) = (first + columns.from, upper + rows.from, usize::from(width));
            for row in 0..rows.count {
                let from = &self.values[(upper + row) * self.width + first..][..columns.count];
                values[(rows.to + row) * width + columns.to..][..columns.count].copy_from_slice(from);
            }
        }
        values
    }

    /// The coverage moved by anything, in a box of another size.
    pub(super) fn sampled(&self, place: Affine, width: u16, height: u16) -> Vec<u8> {
        let back = place.inverse();
        let mut values = Vec::with_capacity(usize::from(width) * usize::from(height));
        for y in 0..height {
            for x in 0..width {
                let center = back * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
                values.push(self.at(center.x - 0.5, center.y - 0.5));
            }
        }
        values
    }

    /// The part of it in a box, which lies within it.
    pub(super) fn cropped(self, part: Rect) -> Self {
        let (left, right) = (whole(part.x0, self.width), whole(part.x1, self.width));
        let (top, bottom) = (whole(part.y0, self.height), whole(part.y1, self.height));
        if (left, top, right, bottom) == (0, 0, self.width, self.height) {
            return self;
        }
        let mut values = Vec::with_capacity((right - left) * (bottom - top));
        for row in self.values.chunks_exact(self.width).take(bottom).skip(top) {
            values.extend_from_slice(&row[left..right]);
        }
        Self { width: right - left, height: bottom - top, values }
    }

    /// The same at a larger scale, smoothly, as far as it lies in these boxes.
    pub(super) fn enlarged(&self, factor: f64, boxes: &[Rect]) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a power of two")]
        let times = factor as usize;
        let (width, height) = (self.width * times, self.height * times);
        // Between which two columns each column lies, and how far along.
        let columns: Vec<(usize, usize, u32)> = (0..width).map(|column| between(column, times, self.width)).collect();
        let mut values = vec![0; width * height];
        let mut mixed = vec![0_u32; self.width];
        for part in boxes {
            let (left, right) = (whole(part.x0, width), whole(part.x1, width));
            let (top, bottom) = (whole(part.y0, height), whole(part.y1, height));
            let Some(columns) = columns.get(left..right).filter(|columns| !columns.is_empty()) else { continue };
            let (first, last) = (columns[0].0, columns[columns.len() - 1].1);
            for row in top..bottom {
                let (above, below, down) = between(row, times, self.height);
                let (above, below) = (&self.values[above * self.width..], &self.values[below * self.width..]);
                // Down first: there are fewer columns to do it for.
                let rows = above[first..=last].iter().zip(&below[first..=last]);
                for (mixed, (above, below)) in mixed[first..=last].iter_mut().zip(rows) {
                    *mixed = u32::from(*above) * (256 - down) + u32::from(*below) * down;
                }
                for (value, (left, right, across)) in values[row * width + left..].iter_mut().zip(columns) {
                    let sum = mixed[*left] * (256 - across) + mixed[*right] * across;
                    #[expect(clippy::cast_possible_truncation, reason = "a mean of bytes")]
                    let mean = ((sum + (1 << 15)) >> 16) as u8;
                    *value = mean;
                }
            }
        }
        Self { width, height, values }
    }

    fn at(&self, x: f64, y: f64) -> u8 {
        let value = |column: f64, row: f64| {
            let inside = (0.0..self.width as f64).contains(&column) && (0.0..self.height as f64).contains(&row);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside")]
            if inside { f64::from(self.values[row as usize * self.width + column as usize]) } else { 0.0 }
        };
        let (left, top) = (x.floor(), y.floor());
        let (across, down) = (x - left, y - top);
        let upper = value(left, top) * (1.0 - across) + value(left + 1.0, top) * across;
        let lower = value(left, top + 1.0) * (1.0 - across) + value(left + 1.0, top + 1.0) * across;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of bytes")]
        let mean = (upper * (1.0 - down) + lower * down).round() as u8;
        mean
    }
}

fn whole(value: f64, most: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, and is clamped")]
    let value = value.round() as usize;
    value.min(most)
}

/// The two samples between which the centre of an enlarged pixel lies, and how
/// far it is from the first to the second, in 256ths.
fn between(index: usize, times: usize, count: usize) -> (usize, usize, u32) {
    // In units of half an enlarged pixel, from the centre of the first sample.
    let along = (2 * index + 1).saturating_sub(times);
    let first = along / (2 * times);
    let part = (along % (2 * times)) * 256 / (2 * times);
    (first.min(count - 1), (first + 1).min(count - 1), u32::try_from(part).unwrap_or(0))
}

/// The part of a run of pixels that falls into another.
struct Overlap {
    from: usize,
    to: usize,
    count: usize,
}

impl Overlap {
    fn of(offset: i64, length: usize, room: u16) -> Self {
        let room = usize::from(room);
        let offset = isize::try_from(offset).unwrap_or(isize::MAX / 2);
        let from = if offset < 0 { offset.unsigned_abs().min(length) } else { 0 };
        let to = if offset < 0 { 0 } else { offset.unsigned_abs().min(room) };
        Self { from, to, count: (length - from).min(room - to) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_is_copied_wherever_it_falls() {
        let coverage = Coverage { width: 3, height: 2, values: vec![1, 2, 3, 4, 5, 6] };
        let all = [Rect::new(0.0, 0.0, 3.0, 2.0)];
        let copied = |left, top| coverage.copied(&all, left, top, 4, 3);
        assert_eq!(copied(0, 0), [1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0, 0]);
        assert_eq!(copied(2, 2), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
        assert_eq!(copied(-2, -1), [6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for far in [-3, 4, i64::MIN, i64::MAX] {
            assert!(copied(far, 0).iter().chain(&copied(0, far)).all(|value| *value == 0), "{far}");
        }
        let parts = [Rect::new(0.0, 0.0, 1.0, 2.0), Rect::new(2.0, 1.0, 3.0, 2.0)];
        assert_eq!(coverage.copied(&parts, 1, 1, 4, 3), [0, 0, 0, 0, 0, 1, 0, 0, 0, 4, 0, 6]);
    }

    #[test]
    fn only_what_is_seen_is_enlarged() {
        let values: Vec<u8> = (0..63).map(|at| at * 4).collect();
        let small = Coverage { width: 9, height: 7, values };
        let parts = [Rect::new(0.0, 3.0, 7.0, 10.0), Rect::new(12.0, 20.0, 36.0, 28.0)];
        let (whole, part) = (small.enlarged(4.0, &[Rect::new(0.0, 0.0, 36.0, 28.0)]), small.enlarged(4.0, &parts));
        for (at, (all, some)) in whole.values.iter().zip(&part.values).enumerate() {
            let center = ((at % 36) as f64 + 0.5, (at / 36) as f64 + 0.5);
            let is_in = parts.iter().any(|part| part.contains(center));
            assert_eq!(*some, if is_in { *all } else { 0 }, "{center:?}");
        }
    }

    #[test]
    fn enlarging_keeps_the_middle_where_it_is() {
        let mut values = vec![0; 81];
        values[40] = 255;
        let large = Coverage { width: 9, height: 9, values }.enlarged(4.0, &[Rect::new(0.0, 0.0, 36.0, 36.0)]);
        assert_eq!((large.width, large.height), (36, 36));
        let sums = |by: fn(usize) -> usize| -> f64 {
            let total: f64 = large.values.iter().map(|value| f64::from(*value)).sum();
            large.values.iter().enumerate().map(|(at, value)| by(at) as f64 * f64::from(*value)).sum::<f64>() / total
        };
        assert!((sums(|at| at % 36) - 17.5).abs() < 0.1 && (sums(|at| at / 36) - 17.5).abs() < 0.1);
    }
}
