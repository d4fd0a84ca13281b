//! Findings as SARIF 2.1.0, which editors and build servers read.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::review::{Finding, RULES, Rule, Severity};

/// The log of one document. `source` is its text, in which findings are given
/// a place; those that were set aside come as suppressed, with the reason.
pub(super) fn log(document: &Path, source: &str, findings: &[Finding], aside: &[(Finding, String)]) -> Value {
    let open = findings.iter().map(|finding| result(document, source, finding, None));
    let left = aside.iter().map(|(finding, because)| result(document, source, finding, Some(because)));
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Badgewright",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(descriptor).collect::<Vec<_>>(),
            }},
            "artifacts": [{ "location": { "uri": uri(document) } }],
            "columnKind": "unicodeCodePoints",
            "results": open.chain(left).collect::<Vec<_>>(),
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    let profiles: Vec<&str> = rule.profiles.iter().map(|profile| profile.key()).collect();
    json!({
        "id": rule.id,
        "shortDescription": { "text": format!("{}.", rule.title) },
        "fullDescription": { "text": rule.explanation },
        "help": { "text": format!("For example: {}", rule.example) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "source": rule.source, "profiles": profiles },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn result(document: &Path, source: &str, finding: &Finding, because: Option<&str>) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".into(), json!({ "uri": uri(document), "index": 0 }));
    if let Some(region) = region(source, &finding.words) {
        physical.insert("region".into(), region);
    }
    let mut result = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": RULES.iter().position(|rule| rule == finding.rule),
        "level": level(finding.rule.severity),
        "message": { "text": finding.message },
        "locations": [{
            "physicalLocation": physical,
            "logicalLocations": [{
                "name": finding.field.label(),
                "fullyQualifiedName": finding.field.path(),
                "kind": "member",
            }],
        }],
    });
    if let Some(fix) = &finding.fix {
        result["properties"] = json!({ "fix": fix.label });
    }
    if let Some(because) = because {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": because }]);
    }
    result
}

/// Where these words stand in the document, which holds them as JSON. Lines and
/// columns are counted from 1.
fn region(source: &str, words: &str) -> Option<Value> {
    let quoted = serde_json::to_string(words).ok()?;
    let inner = quoted.trim_matches('"');
    let start = source.find(inner).filter(|_| !inner.is_empty())?;
    let place = |at: usize| {
        let before = &source[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    };
    let ((start_line, start_column), (end_line, end_column)) = (place(start), place(start + inner.len()));
    Some(json!({
        "startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column,
    }))
}

/// A path as a reference that may stand in a web address.
fn uri(path: &Path) -> String {
    let mut uri = String::from(if path.is_absolute() { "file://" } else { "" });
    for byte in path.to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_a_place_in_the_document() {
        let source = "{\n  \"name\": \"É say “hi”\",\n  \"d\": \"a\\\"b\"\n}";
        let found = region(source, "a\"b").unwrap();
        assert_eq!(
            (&found["startLine"], &found["startColumn"], &found["endColumn"]),
            (&json!(3), &json!(9), &json!(13))
        );
        assert_eq!(region(source, "É say “hi”").unwrap()["startLine"], 2);
        assert_eq!(region(source, "not there"), None);
        assert_eq!(region(source, ""), None);
    }

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri(Path::new("my badges/é.badge")), "my%20badges/%C3%A9.badge");
        assert_eq!(uri(Path::new("/tmp/a.badge")), "file:///tmp/a.badge");
    }
}
