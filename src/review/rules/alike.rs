//! Rule on the pictures of a set, held against each other.

use crate::review::rule::Rule;
use crate::review::{Profile, SetFinding, Severity};

/// Side at which the badges of a set must look different, in pixels.
pub const TOLD_APART_AT: u32 = 64;

/// Most pairs of badges that are named one by one.
const MOST_PAIRS: usize = 50;

pub(super) const A13: Rule = Rule {
    id: "A13",
    name: "artwork-alike-in-set",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "Badgewright",
    title: "The badges of a set look different when they are small",
    explanation: "Lists and profiles show badges at 64 pixels. Two of one set that differ only in small type cannot be \
                  told apart there; another icon, colour or shape can.",
    example: "A bicycle on one badge of the set, a spanner on the other.",
    reads_english: false,
    // One badge by itself looks like no other: it is held against a whole set, by its pixels.
    check: |_| Vec::new(),
};

/// Findings on pairs of badges of a set, by their places, that were found to look the
/// same (A13).
pub fn pictures_of_set(names: &[String], alike: &[(usize, usize)]) -> Vec<SetFinding> {
    let named = |place: usize| match names.get(place).filter(|name| !name.trim().is_empty()) {
        None => "A badge without a name".to_owned(),
        Some(name) => format!("“{name}”"),
    };
    let pair = |(one, other): &(usize, usize)| SetFinding {
        rule: &A13,
        message: format!(
            "{} and {} look the same at {TOLD_APART_AT} pixels. Give one another icon, colour or shape.",
            named(*one),
            named(*other)
        ),
        members: vec![*one, *other],
    };
    let mut found: Vec<SetFinding> = alike.iter().take(MOST_PAIRS).map(pair).collect();
    let pairs = match alike.len().saturating_sub(MOST_PAIRS) {
        0 => return found,
        1 => "One more pair of badges looks".to_owned(),
        more => format!("{more} more pairs of badges look"),
    };
    let message = format!("{pairs} the same at {TOLD_APART_AT} pixels.");
    found.push(SetFinding { rule: &A13, message, members: Vec::new() });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_named_and_of_very_many_the_rest_is_counted() {
        let names = ["Bike Repair".to_owned(), " ".to_owned()];
        let found = pictures_of_set(&names, &[(0, 1)]);
        assert_eq!(
            found[0].message,
            "“Bike Repair” and A badge without a name look the same at 64 pixels. Give one another icon, colour or shape."
        );
        assert_eq!((found.len(), found[0].rule.id, &found[0].members), (1, "A13", &vec![0, 1]));
        for (pairs, told) in [(51, "One more pair of badges looks the same"), (60, "10 more pairs of badges look the")]
        {
            let found = pictures_of_set(&names, &vec![(0, 1); pairs]);
            assert_eq!(found.len(), MOST_PAIRS + 1);
            assert!(found[MOST_PAIRS].message.starts_with(told) && found[MOST_PAIRS].members.is_empty());
        }
    }
}
