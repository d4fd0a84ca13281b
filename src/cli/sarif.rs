//! Findings as SARIF 2.1.0, which editors and build servers read.

mod source;

use std::path::Path;

use serde_json::{Map, Value, json};

use self::source::Source;
use crate::badge::Badge;
use crate::review::{Finding, RULES, Rule, Severity};

/// Document that findings are told of.
pub(super) struct Checked<'a> {
    pub(super) path: &'a Path,
    /// Its badge, in the language that was checked.
    pub(super) badge: &'a Badge,
    /// That language, where one was named.
    pub(super) language: Option<&'a str>,
    /// The text of its file, in which findings are given a place.
    pub(super) text: &'a str,
}

/// SARIF log of one document. Findings that were suppressed come with the reason.
pub(super) fn log(checked: &Checked<'_>, findings: &[Finding], suppressed: &[(Finding, String)]) -> Value {
    let source = Source::of(checked.text, checked.language);
    let open = findings.iter().map(|finding| result(checked, &source, finding, None));
    let left = suppressed.iter().map(|(finding, because)| result(checked, &source, finding, Some(because)));
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Badgewright",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(descriptor).collect::<Vec<_>>(),
            }},
            "artifacts": [{ "location": { "uri": uri(checked.path) } }],
            "columnKind": "unicodeCodePoints",
            "results": open.chain(left).collect::<Vec<_>>(),
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    let profiles: Vec<&str> = rule.profiles.iter().map(|profile| profile.key()).collect();
    json!({
        "id": rule.id,
        "name": rule.name,
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

fn result(checked: &Checked<'_>, source: &Source<'_>, finding: &Finding, because: Option<&str>) -> Value {
    let file = json!({ "uri": uri(checked.path), "index": 0 });
    let path = finding.words_path(checked.badge);
    let mut physical = Map::new();
    physical.insert("artifactLocation".into(), file.clone());
    let words = finding.range.as_ref().map(|range| (range, finding.words.as_str()));
    if let Some(region) = source.region(&path, words) {
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
        let text = fix.text(checked.badge);
        if let Some(replacement) = text.and_then(|text| source.replacement(&path, &text)) {
            result["fixes"] = json!([{
                "description": { "text": fix.label },
                "artifactChanges": [{
                    "artifactLocation": file,
                    "replacements": [{
                        "deletedRegion": replacement.deleted,
                        "insertedContent": { "text": replacement.inserted },
                    }],
                }],
            }]);
        }
    }
    if let Some(because) = because {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": because }]);
    }
    result
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
    fn a_path_becomes_a_reference() {
        assert_eq!(uri(Path::new("my badges/é.badge")), "my%20badges/%C3%A9.badge");
        assert_eq!(uri(Path::new("/tmp/a.badge")), "file:///tmp/a.badge");
    }
}
