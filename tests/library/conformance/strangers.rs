//! Files with which strangers once fooled the program, each for a kind: what
//! the real program says of them now. The folders' own tables tell what is
//! right: arguments, verdicts, a pattern that the report holds (or, after an
//! exclamation mark, does not), and what the file shows.

use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use serde_json::Value;

use super::data;

/// Runs `inspect --json` with 1 s of CPU and 64 MB to write in; what it prints.
fn inspect(folder: &Path, arguments: &[String]) -> String {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new("sh")
        .args(["-c", "ulimit -c 0; ulimit -t 1; ulimit -d 65536; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_badgewright")])
        .args(["inspect", "--json"])
        .args(arguments)
        .current_dir(folder)
        .env("BADGEWRIGHT_HOME", home.path())
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path())
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn last_report(printed: &str) -> Option<Value> {
    serde_json::from_str(printed.lines().next_back()?).ok()
}

/// Why a line of a table is not as it should be.
fn wrong(folder: &Path, line: &str) -> Option<String> {
    let [arguments, verdicts, pattern, what] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
    let mark = Regex::new("(^|[ =])@").unwrap();
    let named =
        mark.replace_all(arguments, |found: &regex::Captures<'_>| format!("{}{}/", &found[1], folder.display()));
    let printed = inspect(folder, &named.split(' ').map(str::to_owned).collect::<Vec<_>>());
    let report = last_report(&printed);
    let verdict = report.as_ref().and_then(|report| report["verdict"].as_str()).unwrap_or("nothing within its limits");
    let is_as_wanted = match pattern.strip_prefix('!') {
        Some(pattern) => !Regex::new(pattern).unwrap().is_match(&printed),
        None => Regex::new(pattern).unwrap().is_match(&printed),
    };
    let fits = verdicts.split('|').any(|wanted| wanted == verdict) && is_as_wanted;
    (!fits).then(|| format!("{what} [{arguments}]: {verdict}, wanted {verdicts} {pattern}"))
}

#[test]
fn what_strangers_found_is_as_it_should_be() {
    for name in ["attacks", "cases"] {
        let Some(folder) = data(name) else { return };
        let table = std::fs::read_to_string(folder.join("EXPECTED.tsv")).unwrap();
        let lines: Vec<&str> = table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect();
        assert!(lines.len() >= 20, "{name}: only {} lines", lines.len());
        let wrong: Vec<String> = lines.iter().filter_map(|line| wrong(&folder, line)).collect();
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn the_spellings_that_strangers_tried_show_what_was_signed() {
    let Some(folder) = data("attacks/split") else { return };
    let shown = |path: &Path| {
        let report = last_report(&inspect(&folder, &[path.display().to_string()])).unwrap();
        let fields = ["badge", "recipient", "issued_on", "valid_until", "id", "awarded_by"];
        (report["verdict"].clone(), fields.map(|field| report[field].clone()))
    };
    let original = shown(&folder.join("00-original.json"));
    let files: Vec<PathBuf> = super::files(&folder);
    assert!(files.len() > 2);
    for path in files {
        let spelt = shown(&path);
        let is_green = ["genuine", "intact"].iter().any(|green| spelt.0 == *green);
        assert!(!is_green || spelt == original, "{}: {spelt:?}", path.display());
    }
}

#[test]
fn what_strangers_made_large_is_decided_within_its_limits() {
    let Some(folder) = data("attacks/bounds") else { return };
    for path in super::files(&folder).iter().filter(|path| path.extension().is_none_or(|ending| ending != "badge")) {
        let report = last_report(&inspect(&folder, &[path.display().to_string()]));
        let verdict = report.as_ref().and_then(|report| report["verdict"].as_str());
        assert!(verdict.is_some(), "{} was not decided within 1 s and 64 MB", path.display());
    }
}
