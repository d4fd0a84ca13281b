//! What belongs to one award beside the earner: evidence and results.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::profile::MOST_NAMES;
use crate::credential::values::{address, entries, language_of, text, words};

/// How much is shown of the name of results, in letters.
const LONGEST_NAME: usize = 200;

/// What is named as evidence: addresses, with names and words where they are given.
pub(super) fn evidence(value: Option<&Value>) -> Vec<String> {
    let told = |entry: &Value| {
        let parts = [Some(entry), entry.get("name"), entry.get("narrative"), entry.get("id")];
        let parts: Vec<String> = parts.into_iter().flat_map(all).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    };
    entries(value).filter_map(told).collect()
}

/// What the earner reached, with the names that the badge gives to its results.
pub(super) fn results(subjects: &[&Value]) -> Vec<String> {
    let mut found = Vec::new();
    for subject in subjects {
        let mut names: HashMap<String, BTreeSet<String>> = HashMap::new();
        for achievement in entries(subject.get("achievement")) {
            for description in entries(achievement.get("resultDescription")) {
                let Some(id) = text(description.get("id")) else { continue };
                names.entry(id).or_default().extend(all(description.get("name")));
            }
        }
        for result in entries(subject.get("result")) {
            let mut called = BTreeSet::new();
            for description in entries(result.get("resultDescription")) {
                let id = text(address(description).map(Value::from).as_ref().or(Some(description)));
                match id.as_ref().and_then(|id| names.get(id)).filter(|names| !names.is_empty()) {
                    Some(names) => called.extend(names.iter().take(MOST_NAMES).cloned()),
                    None => called.extend(id),
                }
                if called.len() > MOST_NAMES {
                    break;
                }
            }
            let name = Some(short(&called.into_iter().collect::<Vec<_>>().join(" / "))).filter(|name| !name.is_empty());
            let values: Vec<String> =
                ["value", "achievedLevel", "status"].iter().flat_map(|field| all(result.get(*field))).collect();
            let value = Some(values.join(", ")).filter(|value| !value.is_empty());
            let parts: Vec<String> = name.into_iter().chain(value).collect();
            if !parts.is_empty() {
                found.push(parts.join(": "));
            }
        }
    }
    found
}

/// A name as it stands before each result that goes by it: a long one as often as
/// there are results would be far more than the file.
fn short(name: &str) -> String {
    let mut letters = name.chars();
    let short: String = letters.by_ref().take(LONGEST_NAME).collect();
    if letters.next().is_none() { short } else { short + "…" }
}

/// What a field says: where each of its texts is in a language of its own the one that is
/// shown, else all of them.
fn all(value: Option<&Value>) -> Vec<String> {
    let said = || entries(value).filter(|said| !said.is_null());
    let mut languages: Vec<Option<&str>> = said().map(language_of).collect();
    languages.sort_unstable();
    match languages.windows(2).any(|pair| pair[0] == pair[1]) {
        true => said().filter_map(|said| words(Some(said))).collect(),
        false => words(value).into_iter().collect(),
    }
}
