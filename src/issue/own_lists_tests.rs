//! What the issuer's own lists tell.

use std::path::Path;
use std::sync::Arc;

use super::revocation_tests::{attempted_for, awarded, key, now};
use super::{Form, KeyRing, OwnLists, Revocation, award};
use crate::credential::{Algorithm, IssuerKey, KdfCost};
use crate::inspect::{Check, InspectOptions, Opened, Outcome, Report, Sources, Trust, Verdict};

fn look(path: &Path, home: &Path) -> Report {
    let (trust, sources) = (Trust::load(home).unwrap(), Sources::default());
    let question = InspectOptions { trust: &trust, sources: &sources, at: now(), email: None };
    let badge = Arc::new(Opened::of(&std::fs::read(path).unwrap()));
    OwnLists::new(Some(home)).completed(badge.inspect(&question), &badge, path, &question)
}

fn keep(home: &Path, key: &IssuerKey) {
    let cost = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
    KeyRing::new(home).keep(key, "correct horse", cost).unwrap();
}

#[test]
fn an_own_badge_is_genuine_until_the_own_list_says_that_it_is_withdrawn() {
    for (form, algorithm) in [(Form::Ob3, Algorithm::Ed25519), (Form::Ob3Jwt, Algorithm::P256)] {
        let at = tempfile::tempdir().unwrap();
        let (home, key) = (at.path().join("home"), key(algorithm));
        keep(&home, &key);
        let [amy, bob] = ["amy.json", "bob.json"].map(|name| awarded(at.path(), name, form, &key, &[]));
        for path in [&amy, &bob] {
            let report = look(path, &home);
            assert_eq!(report.verdict, Verdict::Genuine, "{form:?}: {}", report.summary);
            assert!(report.summary.contains("in your own folder was asked"), "{}", report.summary);
            assert!(!report.wants.is_empty(), "the web can be asked as well");
        }
        let folder = at.path().join("example.org-badges.web");
        let how = Revocation::of(&std::fs::read(&amy).unwrap()).unwrap();
        how.carry_out(&folder, Some(&key), "", now()).unwrap();
        let report = look(&amy, &home);
        assert_eq!(report.verdict, Verdict::Withdrawn, "{form:?}: {}", report.summary);
        assert!(report.summary.contains("You have withdrawn it"), "{}", report.summary);
        assert_eq!(look(&bob, &home).verdict, Verdict::Genuine, "{form:?}");
    }
}

#[test]
fn the_own_folder_tells_of_a_signed_badge_of_open_badges_2_whose_it_is() {
    let at = tempfile::tempdir().unwrap();
    let (home, key) = (at.path().join("home"), key(Algorithm::P256));
    keep(&home, &key);
    let path = awarded(at.path(), "amy.json", Form::Ob2Signed, &key, &[]);
    let report = look(&path, &home);
    assert_eq!(report.verdict, Verdict::Genuine, "{}", report.summary);
    let folder = at.path().join("example.org-badges.web");
    let how = Revocation::of(&std::fs::read(&path).unwrap()).unwrap();
    how.carry_out(&folder, None, "because", now()).unwrap();
    let report = look(&path, &home);
    assert_eq!(report.verdict, Verdict::Withdrawn, "{}", report.summary);
    assert!(report.summary.contains("You have withdrawn it"), "{}", report.summary);
    assert_ne!(look(&path, &at.path().join("stranger")).verdict, Verdict::Withdrawn);
}

/// A file may name any key, and so hint at any folder: whoever is asked about it first
/// tells nothing of the next one.
#[test]
fn a_forged_file_looked_at_before_does_not_hide_that_an_own_badge_is_withdrawn() {
    let at = tempfile::tempdir().unwrap();
    let (home, key) = (at.path().join("home"), key(Algorithm::P256));
    keep(&home, &key);
    let path = awarded(at.path(), "amy.json", Form::Ob2Signed, &key, &[]);
    let folder = at.path().join("example.org-badges.web");
    // The list lies where the profile says, which is not the usual place.
    for entry in std::fs::read_dir(&folder).unwrap().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        std::fs::write(entry.path(), text.replace("/revoked.json", "/gone.json")).unwrap();
    }
    std::fs::rename(folder.join("revoked.json"), folder.join("gone.json")).unwrap();
    let how = Revocation::of(&std::fs::read(&path).unwrap()).unwrap();
    how.carry_out(&folder, None, "", now()).unwrap();
    let (trust, sources) = (Trust::load(&home).unwrap(), Sources::default());
    let question = InspectOptions { trust: &trust, sources: &sources, at: now(), email: None };
    let lists = OwnLists::new(Some(&home));
    let look = |file: &[u8]| {
        let badge = Arc::new(Opened::of(file));
        lists.completed(badge.inspect(&question), &badge, &home.join("far.json"), &question)
    };
    let forged = serde_json::json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:uuid:1",
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "badge": "https://example.org/badges/b", "issuedOn": "2026-03-14T10:00:00Z",
        "verification": { "type": "signed", "creator": "https://example.org/badges/nothing.json" },
    });
    assert_eq!(look(forged.to_string().as_bytes()).verdict, Verdict::Unconfirmed);
    let report = look(&std::fs::read(&path).unwrap());
    assert_eq!(report.verdict, Verdict::Withdrawn, "{}", report.summary);
}

/// Nobody has signed it, so that it is good only the web can tell.
#[test]
fn a_hosted_badge_is_withdrawn_as_soon_as_the_file_in_the_own_folder_says_so() {
    let at = tempfile::tempdir().unwrap();
    let (home, key) = (at.path().join("home"), key(Algorithm::P256));
    let [amy, bob] = ["amy.json", "bob.json"].map(|name| awarded(at.path(), name, Form::Ob2Hosted, &key, &[]));
    let folder = at.path().join("example.org-badges.web");
    let how = Revocation::of(&std::fs::read(&amy).unwrap()).unwrap();
    assert_eq!(look(&amy, &home).verdict, Verdict::Unconfirmed);
    how.carry_out(&folder, None, "", now()).unwrap();
    let report = look(&amy, &home);
    assert_eq!(report.verdict, Verdict::Withdrawn, "{}", report.summary);
    assert!(report.summary.contains("You have withdrawn it"), "{}", report.summary);
    assert_eq!(look(&bob, &home).verdict, Verdict::Unconfirmed);
    // Wherever the file lies.
    let elsewhere = at.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::copy(&amy, elsewhere.join("amy.json")).unwrap();
    assert_eq!(look(&elsewhere.join("amy.json"), &home).verdict, Verdict::Withdrawn);
    // A folder that came along is anybody's.
    assert_eq!(look(&amy, &at.path().join("stranger")).verdict, Verdict::Unconfirmed);
}

#[test]
fn a_list_that_came_with_the_badge_or_is_anothers_is_no_good_news() {
    let at = tempfile::tempdir().unwrap();
    let (home, ours) = (at.path().join("home"), key(Algorithm::Ed25519));
    keep(&home, &ours);
    let amy = awarded(at.path(), "amy.json", Form::Ob3, &ours, &[]);
    // Another computer, on which nothing is remembered of the folder.
    let other = at.path().join("other");
    keep(&other, &ours);
    assert_eq!(look(&amy, &other).verdict, Verdict::Unconfirmed);
    let folder = at.path().join("example.org-badges.web");
    let how = Revocation::of(&std::fs::read(&amy).unwrap()).unwrap();
    how.carry_out(&folder, Some(&ours), "", now()).unwrap();
    assert_eq!(look(&amy, &other).verdict, Verdict::Withdrawn, "bad news counts");
    // A stranger's report is as it was.
    assert_eq!(look(&amy, &at.path().join("stranger")).verdict, Verdict::Unconfirmed);
}

#[test]
fn an_own_list_that_is_damaged_is_named_and_decides_nothing() {
    let cut = |text: &str| text[..text.len() / 2].to_owned();
    let empty = |_: &str| String::new();
    let altered = |text: &str| text.replace("2026", "2025");
    let short = |text: &str| text.replacen("encodedList\": \"u", "encodedList\": \"uAAAA", 1);
    type Damage = fn(&str) -> String;
    let damages: [(&str, Damage); 4] = [("cut", cut), ("empty", empty), ("altered", altered), ("no list", short)];
    for (form, algorithm) in
        [(Form::Ob3, Algorithm::Ed25519), (Form::Ob3Jwt, Algorithm::P256), (Form::Ob2Signed, Algorithm::P256)]
    {
        let at = tempfile::tempdir().unwrap();
        let (home, ours) = (at.path().join("home"), key(algorithm));
        keep(&home, &ours);
        let amy = awarded(at.path(), "amy.json", form, &ours, &[]);
        let name = if form == Form::Ob2Signed { "revoked.json" } else { "status.json" };
        let list = at.path().join("example.org-badges.web").join(name);
        let whole = std::fs::read_to_string(&list).unwrap();
        let bare = look(&amy, &at.path().join("stranger"));
        for (kind, damage) in damages {
            let text = damage(&whole);
            if text == whole {
                continue;
            }
            std::fs::write(&list, text).unwrap();
            let report = look(&amy, &home);
            let words = &report.summary;
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{form:?} {kind}: {words}");
            for part in [name, "Your own file", "Put it right from a copy"] {
                assert!(words.contains(part), "{form:?} {kind}: {words}");
            }
            assert!(report.checks.iter().any(|check| check.outcome == Outcome::Note && check.message.contains(name)));
            assert_eq!(report.wants, bare.wants, "what the web could tell it still can");
        }
        std::fs::remove_file(&list).unwrap();
        std::fs::create_dir(&list).unwrap();
        let report = look(&amy, &home);
        assert!(report.summary.contains("cannot be read"), "{form:?}: {}", report.summary);
        // A stranger has no own file.
        assert!(!look(&amy, &at.path().join("stranger")).summary.contains("Your own file"));
    }
}

/// The report on a badge after these answers came of asking the web for its list, or
/// none did.
fn asked(path: &Path, home: &Path, answer: Option<&[u8]>) -> Report {
    let (trust, mut sources) = (Trust::load(home).unwrap(), Sources::default());
    let question = InspectOptions { trust: &trust, sources: &Sources::default(), at: now(), email: None };
    let badge = Arc::new(Opened::of(&std::fs::read(path).unwrap()));
    for want in badge.inspect(&question).wants {
        match answer {
            Some(bytes) if want.url.ends_with("status.json") => sources.fetched(&want.url, Ok(bytes.to_vec())),
            _ => sources.asked_in_vain(want, "example.org was not found. Is this computer online?"),
        }
    }
    let question = InspectOptions { sources: &sources, ..question };
    OwnLists::new(Some(home)).completed(badge.inspect(&question), &badge, path, &question)
}

#[test]
fn what_the_web_did_not_tell_of_an_own_badge_is_told() {
    for (form, algorithm) in [(Form::Ob3, Algorithm::Ed25519), (Form::Ob3Jwt, Algorithm::P256)] {
        let at = tempfile::tempdir().unwrap();
        let (home, ours) = (at.path().join("home"), key(algorithm));
        keep(&home, &ours);
        let [amy, bob] = ["amy.json", "bob.json"].map(|name| awarded(at.path(), name, form, &ours, &[]));
        let told = |report: &Report, outcome: Outcome, words: &[&str]| {
            for part in words {
                let is_it = |check: &Check| check.outcome == outcome && check.message.contains(part);
                assert!(report.checks.iter().any(is_it), "{form:?} {part}: {:?}", report.checks);
                assert!(report.summary.contains(part), "{form:?} {part}: {}", report.summary);
            }
        };
        // Nobody answered, or somebody with something else.
        for (answer, why) in [(None, "example.org was not found"), (Some(&b"{}"[..]), "is not known")] {
            let report = asked(&amy, &home, answer);
            assert_eq!(report.verdict, Verdict::Genuine, "{form:?}: {}", report.summary);
            told(&report, Outcome::Unknown, &["in your own folder was asked", "others see “Not confirmed”", why]);
            assert!(answer.is_some() || !report.wants.is_empty(), "it can be asked once more");
        }
        let list = at.path().join("example.org-badges.web").join("status.json");
        let before = std::fs::read(&list).unwrap();
        let report = asked(&amy, &home, Some(&before));
        assert_eq!(report.verdict, Verdict::Genuine, "{form:?}: {}", report.summary);
        assert!(!report.summary.contains("folder"), "nothing is to be told: {}", report.summary);
        // Another list than the own one.
        let how = Revocation::of(&std::fs::read(&bob).unwrap()).unwrap();
        how.carry_out(list.parent().unwrap(), Some(&ours), "", now()).unwrap();
        let report = asked(&amy, &home, Some(&before));
        assert_eq!(report.verdict, Verdict::Genuine, "{form:?}: {}", report.summary);
        told(&report, Outcome::Note, &["is not the one in your own folder"]);
        let after = std::fs::read(&list).unwrap();
        std::fs::write(&list, &before).unwrap();
        let report = asked(&bob, &home, Some(&after));
        assert_eq!(report.verdict, Verdict::Withdrawn, "{form:?}: {}", report.summary);
        told(&report, Outcome::Note, &["does not say that you have withdrawn it"]);
    }
}

#[test]
fn of_an_own_badge_that_ended_the_own_list_tells_as_well() {
    let at = tempfile::tempdir().unwrap();
    let (home, ours) = (at.path().join("home"), key(Algorithm::Ed25519));
    keep(&home, &ours);
    let mut award = award("amy@example.org", now()).unwrap();
    award.expires = Some("2026-04-01T00:00:00Z".parse().unwrap());
    let path = attempted_for(at.path(), "amy.json", Form::Ob3, &ours, &[], &award).unwrap();
    let trust = Trust::load(&home).unwrap();
    let at = "2026-06-01T00:00:00Z".parse().unwrap();
    let question = InspectOptions { trust: &trust, sources: &Sources::default(), at, email: None };
    let badge = Arc::new(Opened::of(&std::fs::read(&path).unwrap()));
    let report = OwnLists::new(Some(&home)).completed(badge.inspect(&question), &badge, &path, &question);
    assert_eq!(report.verdict, Verdict::Ended, "{}", report.summary);
    assert!(report.summary.contains("in your own folder was asked"), "{}", report.summary);
    assert!(!report.checks.iter().any(|check| check.message.contains("was not read")), "{:?}", report.checks);
}

/// Who asks about a day before the list was signed asks about no damage.
#[test]
fn a_list_that_is_younger_than_the_day_asked_about_is_not_damaged() {
    let at = tempfile::tempdir().unwrap();
    let (home, ours) = (at.path().join("home"), key(Algorithm::Ed25519));
    keep(&home, &ours);
    let amy = awarded(at.path(), "amy.json", Form::Ob3, &ours, &[]);
    let (trust, sources) = (Trust::load(&home).unwrap(), Sources::default());
    let at = "2020-01-01T00:00:00Z".parse().unwrap();
    let question = InspectOptions { trust: &trust, sources: &sources, at, email: None };
    let badge = Arc::new(Opened::of(&std::fs::read(&amy).unwrap()));
    let report = OwnLists::new(Some(&home)).completed(badge.inspect(&question), &badge, &amy, &question);
    assert!(!report.summary.contains("Your own file"), "{}", report.summary);
}
