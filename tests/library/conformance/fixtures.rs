//! The official validator's own test files, against the verdicts of its tests.

use std::fs;
use std::path::Path;

use badgewright::inspect::{InspectOptions, Report, Sources, Trust, Verdict, inspect};
use serde_json::Value;

use super::data;

/// Where the official tests find the list of withdrawn badges.
const REPOSITORY: &str = "https://raw.githubusercontent.com/1EdTech/digital-credentials-public-validator/refs/heads/main/inspector-vc/src/test/resources";

/// Where we and the official tests disagree, and why.
const DISAGREEMENTS: &[(&str, &str)] = &[
    (
        "ob30/simple-err-proof-method.json",
        "its key is at a web address, which may list any key: that needs the network",
    ),
    (
        "ob30/simple-err-proof-method-unknown-did-method.json",
        "a method of identifiers that we do not know may be known to others: left open, never green",
    ),
    (
        "ob30/complete.json",
        "a part repeats the credential's own identifier, so that another reader could take its fields for the whole's",
    ),
    (
        "ob30/bit-string-list/credential-status-revoked-blank-nodes.json",
        "who signed the badge and its list only the web could say, so the list decides nothing yet",
    ),
    ("ob30/complete_v1.json", "it ended in 2020; its official test asks for one probe only, not for the verdict"),
    (
        "ob30/credential-status-revoked.json",
        "its list lies on a server that the fixtures do not have: that needs the network",
    ),
    ("ob30/simple-err-issued.json", "it does not count yet: open until then, never green, and it must not look forged"),
    ("ob20/basic-assertion-in-future.json", "it does not count yet: open until then, never green"),
    (
        "ob20/assertion-with-data-image.json",
        "a picture inside the award harms nobody; the signature or the address decides",
    ),
    (
        "ob20/assertion-with-extension-node-invalid.json",
        "the rules of an extension lie on the web, and what it says decides nothing here; it is kept over http, so it stays open",
    ),
];

/// The parts of older badges lie on the web by the names of their files, as in
/// the official tests; and each badge lies at its own address.
fn sources(folder: &Path, badge: &Path) -> Sources {
    let mut sources = Sources::default();
    for path in super::files(&folder.join("ob20/assets")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for base in ["https://example.org/", "http://example.org/"] {
            sources.fetched(format!("{base}{name}"), Ok(fs::read(&path).unwrap()));
        }
    }
    if let Ok(text) = fs::read_to_string(badge)
        && let Ok(value) = serde_json::from_str::<Value>(&text)
        && let Some(id) = value.get("id").and_then(Value::as_str)
    {
        sources.fetched(id, Ok(text.into_bytes()));
    }
    let list = fs::read(folder.join("ob30/bit-string-list/testlist")).unwrap();
    sources.fetched(format!("{REPOSITORY}/ob30/bit-string-list/testlist"), Ok(list));
    sources
}

fn look(path: &Path, sources: &Sources) -> Report {
    let trust = Trust::default();
    let question = InspectOptions { trust: &trust, sources, at: super::at(), email: None };
    inspect(&fs::read(path).unwrap(), &question)
}

#[test]
fn verdicts_agree_with_the_official_tests_but_where_a_reason_is_given() {
    let Some(folder) = data("fixtures/1edtech") else { return };
    let listed = fs::read_to_string(folder.join("EXPECTED.tsv")).unwrap();
    let (mut rows, mut wrong) = (0, Vec::new());
    let mut unused: Vec<&str> = DISAGREEMENTS.iter().map(|(file, _)| *file).collect();
    for line in listed.lines().filter(|line| !line.starts_with('#')) {
        let [_, file, official] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let path = folder.join(file);
        // Five rows have mixed verdicts: several tests of one file.
        if !path.is_file()
            || (official.contains("Valid") && official.contains("Invalid"))
                && official != "Invalid"
                && official.starts_with("Invalid,")
        {
            continue;
        }
        rows += 1;
        let report = look(&path, &sources(&folder, &path));
        let is_invalid = official.split(", ").any(|verdict| verdict == "Invalid");
        let refused = [Verdict::Ended, Verdict::Withdrawn, Verdict::NotValid].contains(&report.verdict);
        let agrees = is_invalid == refused;
        let known = DISAGREEMENTS.iter().any(|(name, _)| *name == file);
        unused.retain(|name| *name != file);
        if agrees == known {
            wrong.push(format!("{file}: officially {official}, here {:?}: {}", report.verdict, report.summary));
        }
    }
    assert!(rows > 60, "only {rows} rows were compared");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(unused.is_empty(), "listed but not among the tests: {unused:?}");
    assert!(DISAGREEMENTS.iter().all(|(_, reason)| !reason.is_empty()));
}
