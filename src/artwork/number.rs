//! Short numbers in files, so that a change reads well in a diff.

use serde::Serializer;

/// Rounds to a thousandth of a badge unit, far below what can be seen.
pub(super) fn rounded(value: f64) -> f64 {
    let thousandths = (value * 1000.0).round() / 1000.0;
    if thousandths == 0.0 { 0.0 } else { thousandths }
}

/// True for what is written as 0, which is left out where 0 is what nothing
/// said means: a file that is opened has to be written the same again.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(super) fn is_nothing(value: &f64) -> bool {
    rounded(*value) == 0.0
}

/// Writes `12` for 12.0 and `0.333` for a third.
pub(super) fn short<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let value = rounded(*value);
    if value.fract() == 0.0 && value.abs() < 1e15 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and within the range just tested")]
        serializer.serialize_i64(value as i64)
    } else {
        serializer.serialize_f64(value)
    }
}

/// [`short`] for each of several numbers.
pub(super) fn shorts<S: Serializer>(values: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
    struct Short(f64);
    impl serde::Serialize for Short {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            short(&self.0, serializer)
        }
    }
    serializer.collect_seq(values.iter().map(|value| Short(*value)))
}
