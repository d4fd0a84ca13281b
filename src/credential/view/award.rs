//! What belongs to one award beside the earner: evidence and results.

use std::collections::HashMap;

use serde_json::Value;

use crate::credential::values::{entries, text, words};

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
        let mut names: HashMap<String, Option<String>> = HashMap::new();
        for achievement in entries(subject.get("achievement")) {
            for description in entries(achievement.get("resultDescription")) {
                let Some(id) = text(description.get("id")) else { continue };
                names.entry(id).or_insert_with(|| text(description.get("name")).map(|name| short(&name)));
            }
        }
        for result in entries(subject.get("result")) {
            let id = text(result.get("resultDescription"));
            let name = id.as_ref().and_then(|id| names.get(id).cloned().flatten()).or(id);
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

/// Every text of a field where several stand in no language, else the one that
/// is shown.
fn all(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) if list.iter().filter(|entry| entry.is_string()).count() > 1 => {
            list.iter().filter_map(|entry| words(Some(entry))).collect()
        }
        value => words(value).into_iter().collect(),
    }
}
