//! Files from the wild and from other suites: none may crash, and none that
//! its makers call invalid may look good.

use std::fs;

use badgewright::inspect::Verdict;

use crate::{data, files, look};

#[test]
fn no_picture_of_the_png_suite_crashes_or_is_a_badge() {
    let Some(folder) = data("pngsuite/png") else { return };
    let pictures = files(&folder);
    assert!(pictures.len() > 150);
    for path in pictures {
        let report = look(&path);
        assert!(report.verdict >= Verdict::NotValid, "{}: {report:?}", path.display());
    }
}

#[test]
fn real_baked_badges_open_and_say_what_they_hold() {
    let Some(folder) = data("baked") else { return };
    for path in files(&folder).iter().filter(|path| path.extension().is_some_and(|kind| kind != "txt")) {
        let report = look(path);
        assert_ne!(report.verdict, Verdict::NotABadge, "{}: {report:?}", path.display());
        assert!(report.badge.is_some() || report.form.as_deref() == Some("hosted"), "{}: {report:?}", path.display());
    }
}

#[test]
fn what_the_official_validator_calls_invalid_is_never_green() {
    let Some(folder) = data("fixtures/1edtech") else { return };
    let expected = fs::read_to_string(folder.join("EXPECTED.tsv")).unwrap();
    let invalid: Vec<&str> = expected
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t').skip(1);
            let (file, verdict) = (fields.next()?, fields.next()?);
            verdict.split(", ").any(|verdict| verdict == "Invalid").then_some(file)
        })
        .collect();
    assert!(invalid.len() > 20);
    for path in files(&folder) {
        let report = look(&path);
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        if invalid.contains(&name.as_str()) {
            assert!(report.verdict > Verdict::Intact, "{name}: {report:?}");
        }
    }
}
