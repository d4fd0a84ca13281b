//! What belongs to one award beside the earner: evidence and results.

use serde_json::Value;

use super::{entries, text};

/// What is named as evidence: addresses, with names and words where they are given.
pub(super) fn evidence(value: Option<&Value>) -> Vec<String> {
    let told = |entry: &Value| {
        let parts = [text(Some(entry)), text(entry.get("name")), text(entry.get("narrative")), text(entry.get("id"))];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
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
            let value = ["value", "achievedLevel", "status"].iter().find_map(|field| text(result.get(*field)));
            let parts: Vec<String> = name.into_iter().chain(value).collect();
            if !parts.is_empty() {
                found.push(parts.join(": "));
            }
        }
    }
    found
}
