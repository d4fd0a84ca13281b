//! The names of a set held against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::name::{T2, T4};
use super::words::{quoted, words};

/// What a rule says of the names of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct NameFinding {
    /// The rule.
    pub rule: &'static Rule,
    /// The sentence.
    pub message: String,
    /// The badges it is about, by their places; none when it is about all.
    pub members: Vec<usize>,
}

/// What is to be said of the names of a set: names that are alike (T2), and
/// names that are not made in one way (T4).
pub fn names_of_set(names: &[String]) -> Vec<NameFinding> {
    let mut found = same_names(names);
    found.extend(pattern(names));
    found
}

/// A name as it stands in a sentence.
fn named(name: &str) -> String {
    if name.trim().is_empty() { "a badge without a name".to_owned() } else { quoted(name) }
}

pub(super) fn same_names(names: &[String]) -> Vec<NameFinding> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, name) in names.iter().enumerate() {
        let said: Vec<String> = words(name).into_iter().map(|word| word.lower).collect();
        by_name.entry(said.join(" ")).or_default().push(place);
    }
    let repeated = by_name.into_iter().filter(|(name, places)| places.len() > 1 && !name.is_empty());
    let told = repeated.map(|(_, members)| {
        let message = format!("{} badges have the name {}.", members.len(), named(&names[members[0]]));
        NameFinding { rule: &T2, message, members }
    });
    told.collect()
}

/// What the names of a set can have in common.
fn patterns(name: &str) -> BTreeSet<String> {
    const MARKS: [(&str, &str); 6] = [
        (": ", "a colon"),
        (" – ", "a dash"),
        (" — ", "a dash"),
        (" - ", "a dash"),
        (" | ", "a bar"),
        (" (", "brackets"),
    ];
    let said: Vec<String> = words(name).into_iter().map(|word| word.lower).collect();
    let mut patterns = BTreeSet::new();
    if let [first, .., last] = said.as_slice() {
        patterns.extend([format!("begins with “{first}”"), format!("ends with “{last}”")]);
    }
    for (mark, what) in MARKS {
        if let Some((head, _)) = name.split_once(mark) {
            patterns.extend([format!("begins with “{}”", head.trim().to_lowercase()), format!("has {what}")]);
        }
    }
    patterns
}

/// Names are easier to find when all are made in one way.
pub(super) fn pattern(names: &[String]) -> Option<NameFinding> {
    let found = |message, members| Some(NameFinding { rule: &T4, message, members });
    if names.len() < 2 {
        return None;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for pattern in names.iter().flat_map(|name| patterns(name)) {
        *counts.entry(pattern).or_default() += 1;
    }
    // Of several that most follow, the one that says most.
    let most = counts.into_iter().max_by_key(|(pattern, count)| (*count, pattern.len()));
    match most {
        Some((_, count)) if count == names.len() => None,
        Some((pattern, count)) if count * 5 >= names.len() * 3 => {
            let odd: Vec<usize> =
                (0..names.len()).filter(|place| !patterns(&names[*place]).contains(&pattern)).collect();
            let shown: Vec<String> = odd.iter().take(5).map(|place| named(&names[*place])).collect();
            found(format!("Most names follow one pattern ({pattern}); not so {}.", shown.join(", ")), odd)
        }
        _ => {
            let words = "The names share no pattern. Begin or end them alike, such as “Bike Repair: Engage” and “Bike Repair: Lead”.";
            found(words.to_owned(), Vec::new())
        }
    }
}
