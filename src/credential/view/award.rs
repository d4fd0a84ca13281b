//! What belongs to one award beside the earner: evidence and results.

use serde_json::Value;

use super::{entries, text};

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
        let described: Vec<&Value> = entries(subject.get("achievement"))
            .flat_map(|achievement| entries(achievement.get("resultDescription")))
            .collect();
        for result in entries(subject.get("result")) {
            let id = text(result.get("resultDescription"));
            let name = described
                .iter()
                .find(|description| id.is_some() && text(description.get("id")) == id)
                .and_then(|description| text(description.get("name")))
                .or(id);
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

/// Every text of a field where several stand in no language, else the one that
/// is shown.
fn all(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) if list.iter().filter(|entry| entry.is_string()).count() > 1 => {
            list.iter().filter_map(|entry| text(Some(entry))).collect()
        }
        value => text(value).into_iter().collect(),
    }
}
