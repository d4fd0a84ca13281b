//! Which values a result may have, as its description in the badge says.

use super::IssueError;
use crate::badge::{Badge, ResultDescription, quoted};
use crate::credential::ob3::Award;

/// Types of results that are numbers (Open Badges 3.0, `ResultType`).
const NUMBERS: &[&str] = &["GradePointAverage", "Percent", "RawScore", "ScaledScore"];

/// That each result of an award is one that the badge allows.
///
/// # Errors
/// Names the first that is none.
pub(super) fn are_attainable(badge: &Badge, award: &Award) -> Result<(), IssueError> {
    award.results.iter().try_for_each(|result| {
        let mut all = badge.result_description.iter();
        let described = all.find(|described| described.id == result.result_description);
        match described.and_then(|described| Some((described, needed(described, &result.value)?))) {
            None => Ok(()),
            Some((described, needed)) => {
                Err(IssueError::Unattainable { name: quoted(&described.name), value: quoted(&result.value), needed })
            }
        }
    })
}

/// What is needed in the place of a value that a description does not allow; `None` where it does.
fn needed(described: &ResultDescription, value: &str) -> Option<String> {
    let allowed = &described.allowed_value;
    if !allowed.is_empty() {
        let is_one = allowed.iter().any(|one| one.trim() == value.trim());
        let named = || allowed.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(", ");
        return (!is_one).then(|| format!("one of {}", named()));
    }
    let number = |text: &str| number(text, described.result_type == "Percent");
    let (least, most) = (number(&described.value_min), number(&described.value_max));
    if least.or(most).is_none() && !NUMBERS.contains(&described.result_type.as_str()) {
        return None;
    }
    let is_within = |value: f64| least.is_none_or(|least| value >= least) && most.is_none_or(|most| value <= most);
    let bounds = (least.map(|_| described.value_min.trim()), most.map(|_| described.value_max.trim()));
    (!number(value).is_some_and(is_within)).then(|| match bounds {
        (Some(least), Some(most)) => format!("a number from {least} to {most}"),
        (Some(least), None) => format!("a number of at least {least}"),
        (None, Some(most)) => format!("a number of at most {most}"),
        (None, None) => "a number such as 82.5".to_owned(),
    })
}

fn number(text: &str, is_percent: bool) -> Option<f64> {
    let text = text.trim();
    let text = if is_percent { text.strip_suffix('%').unwrap_or(text).trim_end() } else { text };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_one_that_its_description_allows() {
        let of = |result_type: &str, allowed: &[&str], least: &str, most: &str| ResultDescription {
            result_type: result_type.into(),
            allowed_value: allowed.iter().map(|one| (*one).to_owned()).collect(),
            value_min: least.into(),
            value_max: most.into(),
            ..ResultDescription::default()
        };
        let percent = of("Percent", &[], "0", "100");
        for (described, good, bad) in [
            (
                &percent,
                &["0", "82", "82.5", "100", "82 %", " 82%"][..],
                &["777", "-1", "abc", "", "NaN", "inf", "8,5"][..],
            ),
            (&of("RawScore", &[], "", ""), &["12", "-3"], &["twelve", "12 %"]),
            (&of("Result", &[], "1", ""), &["1", "1000"], &["0", "x"]),
            (&of("Result", &[], "", "6"), &["-9", "6"], &["7"]),
            (&of("Result", &[], "F", "A"), &["B", "anything"], &[]),
            (&of("LetterGrade", &["A", "B"], "", ""), &["A", "B "], &["C", "a"]),
            (&of("Percent", &["Pass"], "0", "100"), &["Pass"], &["82"]),
            (&of("Status", &[], "", ""), &["Completed"], &[]),
        ] {
            assert!(good.iter().all(|value| needed(described, value).is_none()), "{good:?}");
            assert!(bad.iter().all(|value| needed(described, value).is_some()), "{bad:?}");
        }
        assert_eq!(needed(&percent, "777").unwrap(), "a number from 0 to 100");
    }
}
