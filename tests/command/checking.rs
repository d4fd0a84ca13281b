//! Findings on a document, as text, JSON and SARIF, by the real program.

use std::fs;

use crate::desk::Desk;
use serde_json::{Value, json};

#[test]
fn check_fails_on_errors_only_and_for_the_profiles_that_were_asked() {
    let desk = Desk::new();
    desk.well("new --template first-aid -o aid.badge");
    assert_eq!(desk.well("check aid.badge").data, "", "a template has nothing to be said against it");
    let text = fs::read_to_string(desk.path("aid.badge")).expect("read");
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    document["badge"]["layer"] = Value::Null;
    document["badge"]["image"]["caption"] = "logo".into();
    fs::write(desk.path("poor.badge"), document.to_string()).expect("written");

    let done = desk.run("check poor.badge");
    assert_eq!(done.code, Some(1));
    assert!(done.data.starts_with("Error    L1"), "errors come first: {}", done.data);
    assert_eq!(done.messages.trim(), "1 error, 1 warning.");
    assert_eq!(desk.run("check poor.badge --profile Credly").code, Some(0), "Credly knows no layers");
    let both = desk.json("check poor.badge --profile credly --profile badge-nation --json");
    let ids: Vec<_> = both["findings"].as_array().expect("a list").iter().map(|finding| &finding["id"]).collect();
    assert_eq!(ids, ["L1", "X1", "A8"], "what both profiles find is told once; A8 is Credly's own");
}

/// A badge with a finding that was left, a misspelt word, and no layer.
fn poor(desk: &Desk) {
    desk.well("new --template first-aid -o aid.badge");
    let text = fs::read_to_string(desk.path("aid.badge")).expect("read");
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    let badge = &mut document["badge"];
    badge["layer"] = Value::Null;
    badge["criteria"]["statements"][0] = "Earner has recieved a \"PPE\" kit and practised with it.".into();
    badge["writing"] = json!({ "setAside": [{
        "rule": "C8", "field": "criteria.statements[0]", "words": badge["criteria"]["statements"][0], "because": "known here",
    }]});
    fs::write(desk.path("poor.badge"), serde_json::to_vec_pretty(&document).expect("JSON")).expect("written");
}

#[test]
fn check_gives_the_same_findings_as_text_json_and_sarif() {
    let desk = Desk::new();
    poor(&desk);
    let json = desk.json("check poor.badge --format json");
    let said: Vec<&str> =
        json["findings"].as_array().expect("a list").iter().filter_map(|finding| finding["message"].as_str()).collect();
    assert!(said.iter().any(|message| message.contains("“recieved”")), "{said:?}");
    assert_eq!(json["setAside"][0]["because"], "known here");
    assert_eq!(json["setAside"][0]["finding"]["id"], "C8");
    let text = desk.run("check poor.badge");
    assert_eq!(text.data.lines().count(), said.len());
    assert!(said.iter().zip(text.data.lines()).all(|(message, line)| line.ends_with(message)), "{}", text.data);
    assert!(text.messages.contains("(C8) because: known here"), "{}", text.messages);

    let sarif = desk.json("check poor.badge --format sarif");
    assert_eq!((sarif["version"].as_str(), sarif["runs"].as_array().map(Vec::len)), (Some("2.1.0"), Some(1)));
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    let (left, open): (Vec<&Value>, Vec<&Value>) =
        results.iter().partition(|result| result.get("suppressions").is_some());
    let messages: Vec<&str> = open.iter().filter_map(|result| result["message"]["text"].as_str()).collect();
    assert_eq!(messages, said);
    assert_eq!(left[0]["suppressions"][0], json!({ "kind": "inSource", "justification": "known here" }));
    let source = fs::read_to_string(desk.path("poor.badge")).expect("read");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        let place = &result["locations"][0];
        assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "poor.badge");
        assert!(!place["logicalLocations"][0]["fullyQualifiedName"].as_str().expect("a name").is_empty());
    }
    let misspelt = open.iter().find(|result| result["ruleId"] == "W1").expect("spelling is read");
    let region = &misspelt["locations"][0]["physicalLocation"]["region"];
    let at = |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("small");
    let line: Vec<char> = source.lines().nth(at("startLine") - 1).expect("the line").chars().collect();
    let there: String = line[at("startColumn") - 1..at("endColumn") - 1].iter().collect();
    assert_eq!(there, "recieved");
    assert!(desk.run("check poor.badge --json --format text").code == Some(2), "one way of printing at a time");
}

/// The text after a SARIF replacement, by its lines and columns.
fn replaced(source: &str, replacement: &Value) -> String {
    let at = |line: &str, column: &str| {
        let number = |key: &str| usize::try_from(replacement["deletedRegion"][key].as_u64().unwrap()).unwrap() - 1;
        let begin: usize = source.split_inclusive('\n').take(number(line)).map(str::len).sum();
        begin + source[begin..].chars().take(number(column)).map(char::len_utf8).sum::<usize>()
    };
    let there = at("startLine", "startColumn")..at("endLine", "endColumn");
    let mut text = source.to_owned();
    text.replace_range(there, replacement["insertedContent"]["text"].as_str().expect("a text"));
    text
}

#[test]
fn check_points_at_the_words_that_are_meant_and_tells_what_a_fix_would_write() {
    let desk = Desk::new();
    poor(&desk);
    let text = fs::read_to_string(desk.path("poor.badge")).expect("read");
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    let badge = &mut document["badge"];
    badge["description"] = "Improved reading. Learner has \"slept\".".into();
    for at in [1, 2] {
        badge["criteria"]["statements"][at] = "Learner has \"slept\".".into();
    }
    badge["skills"][1]["label"] = "Improved reading".into();
    badge["skills"].as_array_mut().expect("a list").push(json!({ "label": "Record keeping" }));
    let source = serde_json::to_string_pretty(&document).expect("JSON");
    fs::write(desk.path("poor.badge"), &source).expect("written");

    let json = desk.json("check poor.badge --json");
    let sarif = desk.json("check poor.badge --format sarif");
    let findings = json["findings"].as_array().expect("a list");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let line_of = |rule: &str, field: &str| {
        let is_meant = |result: &&Value| {
            let place = &result["locations"][0];
            result["ruleId"] == rule && place["logicalLocations"][0]["fullyQualifiedName"] == field
        };
        let result = results.iter().find(is_meant).unwrap_or_else(|| panic!("{rule} at {field}: {json}"));
        let line = result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().expect("a line");
        source.lines().nth(usize::try_from(line).expect("small") - 1).expect("a line").trim()
    };
    let (first, second) = (line_of("C2", "criteria.statements[1]"), line_of("C2", "criteria.statements[2]"));
    assert!(first.ends_with(',') && !second.ends_with(','), "each at its own place: {first} {second}");
    assert!(line_of("S3", "skills[1].label").starts_with("\"label\": \"Improved"), "not in the description before it");
    assert_eq!(line_of("L1", "layer"), "\"layer\": null,");

    // What the replacements make of the file is what the other form says.
    let mut fixes = 0;
    for (finding, result) in findings.iter().zip(results) {
        assert_eq!((&finding["message"], &finding["id"]), (&result["message"]["text"], &result["ruleId"]));
        let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
        assert!(rules.iter().any(|rule| (&rule["id"], &rule["name"]) == (&finding["id"], &finding["name"])));
        let Some(text) = finding["fix"]["text"].as_str() else { continue };
        let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        let fixed: Value = serde_json::from_str(&replaced(&source, change)).expect("still JSON");
        let pointer = finding["field"].as_str().expect("a path").replace(['.', '['], "/").replace(']', "");
        assert_eq!(fixed["badge"].pointer(&format!("/{pointer}")), Some(&text.into()), "{finding}");
        fixes += 1;
    }
    assert!(fixes >= 4, "{json}");
    let again = findings.iter().find(|finding| finding["id"] == "S4").expect("a skill stands twice");
    assert_eq!(again["fix"]["edits"], json!([{ "op": "remove", "path": "/badge/skills/3" }]));
}

#[test]
fn check_knows_profiles_and_words_of_ones_own() {
    let desk = Desk::new();
    poor(&desk);
    fs::write(desk.path("mine.json"), r#"{"name":"Mine","basedOn":"badge-nation","off":["L1"],"on":["T5"]}"#)
        .expect("written");
    let done = desk.run("check poor.badge --profile mine.json");
    assert_eq!(done.code, Some(0), "no layer is asked for: {}", done.data);
    assert!(done.data.contains("recieved"));
    fs::create_dir_all(desk.path("home/badgewright/profiles")).expect("made");
    fs::rename(desk.path("mine.json"), desk.path("home/badgewright/profiles/mine.json")).expect("moved");
    fs::write(desk.path("home/badgewright/dictionary.txt"), "recieved\n").expect("written");
    let json = desk.json("check poor.badge --profile Mine --profile credly --json");
    assert_eq!(json["profiles"], json!(["mine", "credly"]));
    assert!(!json.to_string().contains("spelled right"));
    assert!(desk.refused("check poor.badge --profile nobody").contains("nobody"));
    fs::write(desk.path("bad.json"), r#"{"name":"Mine","basedOn":"badge-nation","off":["Z9"]}"#).expect("written");
    assert!(desk.refused("check poor.badge --profile bad.json").contains("no rule “Z9”"));
}
