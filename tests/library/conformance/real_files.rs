//! Files from the wild and from other suites: none may crash, and none that
//! its makers call invalid may look good.

use std::fs;

use badgewright::inspect::Verdict;

use super::{data, files, look};

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

/// What each real badge says: its name and its issuer, or the address at which
/// it keeps them.
const SAID: &[(&str, &str, &str)] = &[
    ("1EdTech__baked_heart__8b064b3.png", "https://example.org/robotics-badge.json", ""),
    ("1EdTech__simple-badge__ea36693.png", "https://example.org/robotics-badge.json", ""),
    ("1EdTech__simple-json__4a4f39c.svg", "Teamwork", "Example University"),
    ("1EdTech__simple-json__ee80f0a.png", "Teamwork", "Example University"),
    ("1EdTech__simple-jwt__1f1d17f.svg", "Teamwork", "Example University"),
    ("1EdTech__simple-jwt__7211f53.png", "Teamwork", "Example University"),
    ("SchaeStewart__badge__3c6a242.png", "https://www.youracclaim.com/api/v1/obi/v2/issuers/d5a90a02", ""),
    ("concentricsky__baked_example__2e2457c.svg", "https://example.org/badge.json", ""),
    ("mozilla__baked__5b30252.svg", "http://example.org", ""),
    ("mozilla__valid-baked__3952e45.png", "https://example.org/assertion", ""),
];

#[test]
fn real_baked_badges_open_and_show_name_and_issuer_or_where_these_are_kept() {
    let Some(folder) = data("baked") else { return };
    let real = files(&folder).into_iter().filter(|path| path.extension().is_some_and(|kind| kind != "txt"));
    let mut told = Vec::new();
    for path in real {
        let report = look(&path);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert_ne!(report.verdict, Verdict::NotABadge, "{name}: {report:?}");
        // Many a real badge holds no words of its own: where they are kept is said, and can be fetched.
        let badge = report.badge.clone().unwrap_or_default();
        let wants: String = report.wants.iter().map(|want| format!("{} ", want.url)).collect();
        let all = format!("{} {wants} {:?}", badge.name.unwrap_or_default(), report.checks);
        let (_, says, issuer) = SAID.iter().find(|(file, ..)| *file == name).unwrap_or_else(|| panic!("{name}"));
        assert!(all.contains(says), "{name}: {all}");
        assert!(issuer.is_empty() || badge.issuer.name.as_deref() == Some(issuer), "{name}: {:?}", badge.issuer);
        told.push(name);
    }
    assert_eq!(told.len(), SAID.len());
}

#[test]
fn a_badge_whose_list_of_words_has_changed_since_is_not_called_altered() {
    let Some(folder) = data("baked") else { return };
    for name in ["1EdTech__simple-json__4a4f39c.svg", "1EdTech__simple-json__ee80f0a.png"] {
        let report = look(&folder.join(name));
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{name}: {report:?}");
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
