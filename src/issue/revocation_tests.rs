//! Badges withdrawn, and those that are not.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::revocation::Revocation;
use super::revocation_error::RevocationError;
use super::status_list::STATUS_LIST;
use super::{
    Doubt, FileKind, Form, HandOutError, HandedOut, IssueOptions, Over, Web, WebMemory, award, hand_out, prepare,
};
use crate::credential::ob3::Award;
use crate::credential::{Algorithm, IssuerKey, SystemRandom};
use crate::document::{Document, starter};
use crate::inspect::{InspectOptions, Report, Sources, Trust, Verdict, inspect};

pub(super) const SITE: &str = "https://example.org/badges/issuer.json";

pub(super) fn now() -> Timestamp {
    "2026-03-14T10:00:00Z".parse().unwrap()
}

pub(super) fn key(algorithm: Algorithm) -> IssuerKey {
    IssuerKey::generate("Ours", algorithm, now(), &mut SystemRandom).unwrap()
}

fn document() -> Document {
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    let badge = std::sync::Arc::make_mut(&mut document.badge);
    badge.issuer.name = "Ours".into();
    badge.revocable = true;
    document
}

/// Awards a badge into a folder; its path.
pub(super) fn awarded(at: &Path, name: &str, form: Form, key: &IssuerKey, also: &[&IssuerKey]) -> PathBuf {
    attempted(at, name, form, key, also).unwrap()
}

/// The same, which may be refused.
pub(super) fn attempted(
    at: &Path,
    name: &str,
    form: Form,
    key: &IssuerKey,
    also: &[&IssuerKey],
) -> Result<PathBuf, HandOutError> {
    attempted_for(at, name, form, key, also, &award("amy@example.org", now()).unwrap())
}

/// The same of one award.
pub(super) fn attempted_for(
    at: &Path,
    name: &str,
    form: Form,
    key: &IssuerKey,
    also: &[&IssuerKey],
    award: &Award,
) -> Result<PathBuf, HandOutError> {
    let also = also.iter().map(|key| key.public().clone()).collect();
    let prepared =
        prepare(&document(), &IssueOptions { also, ..IssueOptions::new(form, FileKind::Record, Some(SITE)) }).unwrap();
    let path = at.join(name);
    let hand_out = |new_list: bool| {
        let web = Web { home: Some(at.join("home")), new_list, new_document: true, ..Web::default() };
        hand_out(&prepared, Some(key), award, &web, &Over::default(), &path, now())
    };
    let done = or_as_the_first(hand_out)?;
    assert_eq!(done.folder, Some(at.join("example.org-badges.web")));
    Ok(path)
}

/// What comes of handing out, where the issuer says that a list is the first one.
pub(super) fn or_as_the_first(
    hand_out: impl Fn(bool) -> Result<HandedOut, HandOutError>,
) -> Result<HandedOut, HandOutError> {
    match hand_out(false) {
        Err(error) if error.doubt() == Some(Doubt::FirstList) => hand_out(true),
        done => done,
    }
}

/// Looks at a badge while the files of the folder are on the web.
pub(super) fn online(path: &Path) -> Report {
    let folder = path.with_file_name("example.org-badges.web");
    let (trust, mut sources) = (Trust::default(), Sources::default());
    let file = std::fs::read(path).unwrap();
    loop {
        let report = inspect(&file, &InspectOptions { trust: &trust, sources: &sources, at: now(), email: None });
        if report.wants.is_empty() {
            return report;
        }
        for want in &report.wants {
            let name = want.url.strip_prefix("https://example.org/badges/").unwrap();
            sources.fetched(want.url.as_str(), std::fs::read(folder.join(name)).map_err(|e| e.to_string()));
        }
    }
}

#[test]
fn one_withdrawn_badge_leaves_the_others_of_its_issuer_as_they_are() {
    for (form, algorithm) in [
        (Form::Ob3, Algorithm::Ed25519),
        (Form::Ob3Jcs, Algorithm::Ed25519),
        (Form::Ob3Jwt, Algorithm::P256),
        (Form::Ob2Signed, Algorithm::P256),
        (Form::Ob2Hosted, Algorithm::P256),
    ] {
        let at = tempfile::tempdir().unwrap();
        let key = key(algorithm);
        let (first, second) =
            (awarded(at.path(), "first.json", form, &key, &[]), awarded(at.path(), "second.json", form, &key, &[]));
        assert_eq!(online(&first).verdict, Verdict::Intact, "{form:?}");
        let folder = at.path().join("example.org-badges.web");
        let revocation = Revocation::of(&std::fs::read(&first).unwrap()).unwrap();
        assert_eq!(revocation.remembered_folder(&at.path().join("home")), Some(folder.clone()), "{form:?}");
        assert_eq!(revocation.folder_beside(&first).folder, Some(folder.clone()), "{form:?}");
        let done = revocation.carry_out(&folder, Some(&key), "Given by mistake", now()).unwrap();
        assert!(done.url.starts_with("https://example.org/badges/"), "{done:?}");
        let third = awarded(at.path(), "third.json", form, &key, &[]);
        let report = online(&first);
        assert_eq!(report.verdict, Verdict::Withdrawn, "{form:?}: later badges do not bring it back");
        assert!(report.summary.contains("withdrawn"), "{}", report.summary);
        for path in [second, third] {
            assert_eq!(online(&path).verdict, Verdict::Intact, "{form:?}");
        }
    }
}

#[test]
fn a_new_key_and_another_standard_leave_what_was_signed_before_as_it_is() {
    let at = tempfile::tempdir().unwrap();
    let (old, new, other) = (key(Algorithm::P256), key(Algorithm::P256), key(Algorithm::Ed25519));
    let first = awarded(at.path(), "a.json", Form::Ob2Signed, &old, &[]);
    let second = awarded(at.path(), "b.json", Form::Ob2Signed, &new, &[]);
    let third = awarded(at.path(), "c.json", Form::Ob3, &other, &[]);
    let fourth = awarded(at.path(), "d.json", Form::Ob3Jwt, &new, &[]);
    for path in [&first, &second, &third, &fourth] {
        let report = online(path);
        assert_eq!(report.verdict, Verdict::Intact, "{}: {}", path.display(), report.summary);
    }
    // In another folder the keys that are named are listed, too.
    let elsewhere = tempfile::tempdir().unwrap();
    awarded(elsewhere.path(), "e.json", Form::Ob3, &other, &[&new]);
    let copied = elsewhere.path().join("d.json");
    std::fs::copy(&fourth, &copied).unwrap();
    assert_eq!(online(&copied).verdict, Verdict::Intact);
}

#[test]
fn the_wrong_folder_and_the_wrong_key_are_refused_and_change_nothing() {
    let at = tempfile::tempdir().unwrap();
    let ours = key(Algorithm::Ed25519);
    let path = awarded(at.path(), "a.json", Form::Ob3, &ours, &[]);
    let (bytes, folder) = (std::fs::read(path).unwrap(), at.path().join("example.org-badges.web"));
    let before = std::fs::read(folder.join(STATUS_LIST)).unwrap();
    let refused = |folder: &Path, key: Option<&IssuerKey>| {
        Revocation::of(&bytes).unwrap().carry_out(folder, key, "", now()).unwrap_err().to_string()
    };
    assert!(refused(at.path(), Some(&ours)).contains("does not hold status.json"));
    assert!(refused(&folder, Some(&key(Algorithm::Ed25519))).contains("issuer.json does not list this key"));
    assert!(refused(&folder, None).contains("Choose the issuer's key"));
    assert_eq!(std::fs::read(folder.join(STATUS_LIST)).unwrap(), before);
    std::fs::write(folder.join(STATUS_LIST), "{}").unwrap();
    assert!(refused(&folder, Some(&ours)).contains("damaged"));
    // A badge that was made for good.
    let options = IssueOptions::new(Form::Ob3, FileKind::Svg, None);
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    let award = award("amy@example.org", now()).unwrap();
    let made = prepare(&document, &options).unwrap().award(Some(&ours), &award, now()).unwrap();
    let words = Revocation::of(&made.file).unwrap_err().to_string();
    assert!(words.contains("names no list"), "{words}");
}

/// A badge of our issuer's whose text was changed after signing, and one that
/// somebody else made with the same place on the list.
#[test]
fn a_forged_file_withdraws_nobody() {
    for (form, algorithm) in [
        (Form::Ob3, Algorithm::Ed25519),
        (Form::Ob3Jwt, Algorithm::P256),
        (Form::Ob2Signed, Algorithm::P256),
        (Form::Ob2Hosted, Algorithm::P256),
    ] {
        let (at, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let ours = key(algorithm);
        let good = awarded(at.path(), "good.json", form, &ours, &[]);
        let folder = at.path().join("example.org-badges.web");
        let before = contents(&folder);
        let refused = |file: &[u8]| {
            let how = Revocation::of(file).unwrap();
            let early = how.check(&folder, Some(ours.public()), now());
            assert!(early.is_err(), "{form:?}: told before a key is opened");
            let keyless = how.check(&folder, None, now());
            assert!(!matches!(keyless, Err(RevocationError::NoKey)), "{form:?}: no key is chosen in vain");
            let done = how.carry_out(&folder, Some(&ours), "", now());
            assert_eq!(contents(&folder), before, "{form:?}: nothing is changed");
            done.unwrap_err()
        };
        // Somebody else calls themselves our issuer.
        let forged = awarded(theirs.path(), "forged.json", form, &key(algorithm), &[]);
        let forged = std::fs::read(forged).unwrap();
        let told = refused(&forged);
        match form {
            Form::Ob2Hosted => assert!(matches!(told, RevocationError::NoFile { .. }), "{told}"),
            _ => assert!(matches!(told, RevocationError::NotGenuine(_)), "{form:?}: {told}"),
        }
        // Ours, with a word changed.
        let text = std::fs::read_to_string(&good).unwrap();
        if !form.is_token() {
            let changed = match form {
                Form::Ob2Hosted => text.replacen("\"hashed\": true", "\"hashed\": false", 1),
                _ => text.replacen("First Aid", "Brain Surgery", 1),
            };
            assert_ne!(changed, text);
            let told = refused(changed.as_bytes());
            assert!(matches!(told, RevocationError::NotGenuine(_)), "{form:?}: {told}");
            if form == Form::Ob3 {
                let alone = Revocation::of(changed.as_bytes()).unwrap().check_alone(now());
                assert!(matches!(alone, Err(RevocationError::Forged(_))), "{form:?}: without a folder, too");
            }
        }
        Revocation::of(text.as_bytes()).unwrap().check_alone(now()).unwrap();
        Revocation::of(text.as_bytes()).unwrap().carry_out(&folder, Some(&ours), "", now()).unwrap();
        Revocation::of(text.as_bytes()).unwrap().carry_out(&folder, Some(&ours), "", now()).unwrap();
    }
}

pub(super) fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn a_badge_that_has_ended_or_not_begun_is_withdrawn_as_well_and_by_the_key_that_came_after() {
    let at = tempfile::tempdir().unwrap();
    let (old, new) = (key(Algorithm::Ed25519), key(Algorithm::Ed25519));
    let web = Web { home: Some(at.path().join("home")), new_list: true, new_document: true, ..Web::default() };
    for (name, begins, ends) in [("ended.json", "2020-01-01", Some("2021-01-01")), ("later.json", "2030-01-01", None)] {
        let time = |day: &str| super::When::parse(day).unwrap().ends();
        let mut award = award("amy@example.org", time(begins)).unwrap();
        award.expires = ends.map(time);
        let also = vec![new.public().clone()];
        let prepared =
            prepare(&document(), &IssueOptions { also, ..IssueOptions::new(Form::Ob3, FileKind::Record, Some(SITE)) })
                .unwrap();
        let path = at.path().join(name);
        hand_out(&prepared, Some(&old), &award, &web, &Over::default(), &path, now()).unwrap();
        let folder = at.path().join("example.org-badges.web");
        let how = Revocation::of(&std::fs::read(path).unwrap()).unwrap();
        how.carry_out(&folder, Some(&new), "", now()).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn what_the_folder_tells_of_a_withdrawal_is_seen_in_each_form() {
    for (form, ours) in [
        (Form::Ob3, key(Algorithm::Ed25519)),
        (Form::Ob3Jwt, key(Algorithm::P256)),
        (Form::Ob2Signed, key(Algorithm::P256)),
        (Form::Ob2Hosted, key(Algorithm::Ed25519)),
    ] {
        let at = tempfile::tempdir().unwrap();
        let path = awarded(at.path(), "a.json", form, &ours, &[]);
        let folder = at.path().join("example.org-badges.web");
        let how = Revocation::of(&std::fs::read(path).unwrap()).unwrap();
        let told = how.check(&folder, Some(ours.public()), now()).unwrap().to_string();
        // What a signed assertion of 2.0 is for lies at an address of its own, in the folder.
        for part in ["First Aid", "awarded to", "14 March 2026", "https://example.org/badges/"] {
            assert!(told.contains(part), "{form:?}: {told}");
        }
        assert_eq!(how.noted_in(&folder), None, "{form:?}");
        let done = how.carry_out(&folder, Some(&ours), "", now()).unwrap();
        let noted = how.noted_in(&folder).map(|noted| (noted.file, noted.url));
        assert_eq!(noted, Some((done.file, done.url)), "{form:?}");
        assert_eq!(how.noted_in(at.path()), None, "{form:?}: another folder tells nothing");
    }
}

#[test]
fn many_who_withdraw_at_once_withdraw_all_of_them() {
    let at = tempfile::tempdir().unwrap();
    let ours = key(Algorithm::Ed25519);
    let paths: Vec<PathBuf> =
        (0..8).map(|number| awarded(at.path(), &format!("{number}.json"), Form::Ob3, &ours, &[])).collect();
    let folder = at.path().join("example.org-badges.web");
    std::thread::scope(|scope| {
        for path in &paths[..7] {
            let (folder, ours) = (&folder, &ours);
            scope.spawn(move || {
                let how = Revocation::of(&std::fs::read(path).unwrap()).unwrap();
                how.carry_out(folder, Some(ours), "", now()).unwrap();
            });
        }
    });
    for path in &paths[..7] {
        assert_eq!(online(path).verdict, Verdict::Withdrawn, "{}", path.display());
    }
    assert_ne!(online(&paths[7]).verdict, Verdict::Withdrawn);
}

/// The place of a badge on its list.
fn entry(path: &Path) -> (String, String) {
    let badge: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let text = |name: &str| badge["credentialStatus"][name].as_str().unwrap_or_default().to_owned();
    (text("statusListCredential"), text("statusListIndex"))
}

#[test]
fn without_its_memory_a_list_gives_no_place_and_a_list_that_is_gone_is_asked_about() {
    let at = tempfile::tempdir().unwrap();
    let ours = key(Algorithm::Ed25519);
    let (home, folder) = (at.path().join("home"), at.path().join("example.org-badges.web"));
    let (first, _) = entry(&awarded(at.path(), "a.json", Form::Ob3, &ours, &[]));
    assert_eq!(first, "https://example.org/badges/status.json");
    let kept = std::fs::read(folder.join(STATUS_LIST)).unwrap();
    // The memory is gone: who knows which places of the list are given?
    std::fs::remove_dir_all(&home).unwrap();
    let (second, _) = entry(&awarded(at.path(), "b.json", Form::Ob3, &ours, &[]));
    assert_ne!(second, first);
    assert_eq!(std::fs::read(folder.join(STATUS_LIST)).unwrap(), kept, "the earlier list stays");
    assert_eq!(entry(&awarded(at.path(), "c.json", Form::Ob3, &ours, &[])).0, second, "and the next one goes on");
    // The list is gone: a fresh one in its place would bring back whom it withdrew.
    std::fs::remove_file(folder.join(super::web_folder::name_at(&second))).unwrap();
    let prepared = prepare(&document(), &IssueOptions::new(Form::Ob3, FileKind::Record, Some(SITE))).unwrap();
    let path = at.path().join("d.json");
    let hand_out = |new_list: bool| {
        let web = Web { home: Some(home.clone()), folder: None, new_list, new_document: true, ..Web::default() };
        let award = award("amy@example.org", now()).unwrap();
        hand_out(&prepared, Some(&ours), &award, &web, &Over::default(), &path, now())
    };
    let asked = hand_out(false).unwrap_err();
    assert!(asked.doubt() == Some(Doubt::FreshList) && asked.to_string().contains("begin another list"), "{asked}");
    assert!(!path.exists());
    let begun = hand_out(true).unwrap().new_list.unwrap();
    assert!(begun != first && begun != second, "an address of its own");
    // A folder with the issuer's files that nobody remembers.
    std::fs::remove_dir_all(&home).unwrap();
    for name in [first, second, begun] {
        let _ = std::fs::remove_file(folder.join(super::web_folder::name_at(&name)));
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(hand_out(false).unwrap_err().doubt(), Some(Doubt::FreshList));
}

#[test]
fn the_folder_of_an_issuer_is_remembered_wherever_a_badge_is_saved() {
    let at = tempfile::tempdir().unwrap();
    let ours = key(Algorithm::Ed25519);
    let (home, elsewhere, named) = (at.path().join("home"), at.path().join("elsewhere"), at.path().join("named"));
    std::fs::create_dir(&elsewhere).unwrap();
    awarded(at.path(), "a.json", Form::Ob3, &ours, &[]);
    let prepared = prepare(&document(), &IssueOptions::new(Form::Ob3, FileKind::Record, Some(SITE))).unwrap();
    let to = |name: &str, folder: Option<PathBuf>| {
        let web = Web { home: Some(home.clone()), folder, new_list: false, new_document: true, ..Web::default() };
        let award = award("amy@example.org", now()).unwrap();
        hand_out(&prepared, Some(&ours), &award, &web, &Over::default(), &elsewhere.join(name), now())
    };
    let first = at.path().join("example.org-badges.web");
    assert_eq!(to("b.json", None).unwrap().folder, Some(first.clone()));
    assert_eq!(to("c.json", Some(named.clone())).unwrap_err().doubt(), Some(Doubt::FreshList));
    std::fs::rename(&first, &named).unwrap();
    let told = to("c.json", None).unwrap_err().to_string();
    assert!(told.contains("no such folder now"), "{told}");
    to("c.json", Some(named.clone())).unwrap();
    assert_eq!(WebMemory::new(&home).folder_of(SITE).unwrap(), Some(named.clone()));
    // Also when the list there is damaged, so that the damage is told.
    let badge = Revocation::of(&std::fs::read(elsewhere.join("c.json")).unwrap()).unwrap();
    std::fs::write(named.join(STATUS_LIST), "{").unwrap();
    assert_eq!(badge.remembered_folder(&home), Some(named.clone()));
    let told = badge.carry_out(&named, Some(&ours), "", now()).unwrap_err().to_string();
    assert!(told.contains(STATUS_LIST), "{told}");
}

/// Whoever begins another list in another folder still withdraws what was awarded
/// from the first one.
#[test]
fn no_folder_that_was_ever_used_is_forgotten() {
    let at = tempfile::tempdir().unwrap();
    let ours = key(Algorithm::Ed25519);
    let home = at.path().join("home");
    let prepared = prepare(&document(), &IssueOptions::new(Form::Ob3, FileKind::Record, Some(SITE))).unwrap();
    let folders = ["one", "two", "three", "one"].map(|name| at.path().join(name));
    let path = |number: usize| at.path().join(format!("{number}.json"));
    for (number, folder) in folders.iter().enumerate() {
        let web = Web {
            home: Some(home.clone()),
            folder: Some(folder.clone()),
            new_list: true,
            new_document: true,
            ..Web::default()
        };
        let award = award("amy@example.org", now()).unwrap();
        hand_out(&prepared, Some(&ours), &award, &web, &Over::default(), &path(number), now()).unwrap();
    }
    for (number, folder) in folders.iter().enumerate() {
        let how = Revocation::of(&std::fs::read(path(number)).unwrap()).unwrap();
        let found = how.remembered_folder(&home).unwrap();
        assert_eq!(found, *folder, "{number}");
        how.carry_out(&found, Some(&ours), "", now()).unwrap();
        assert!(how.noted_in(folder).is_some());
    }
    assert_eq!(WebMemory::new(&home).folder_of(SITE).unwrap().as_ref(), Some(&folders[0]));
}

/// Open Badges 2.0 have one list of withdrawn badges, at one address: whichever folder
/// is put on the web, nobody who was withdrawn comes back.
#[test]
fn a_list_that_has_but_one_address_comes_along_into_another_folder() {
    let at = tempfile::tempdir().unwrap();
    let ours = key(Algorithm::P256);
    let home = at.path().join("home");
    let prepared = prepare(&document(), &IssueOptions::new(Form::Ob2Signed, FileKind::Record, Some(SITE))).unwrap();
    let to = |name: &str| {
        let (folder, path) = (at.path().join(name), at.path().join(format!("{name}.jwt")));
        let new_list = name == "one";
        let web = Web {
            home: Some(home.clone()),
            folder: Some(folder.clone()),
            new_list,
            new_document: true,
            ..Web::default()
        };
        let award = award("amy@example.org", now()).unwrap();
        let done = hand_out(&prepared, Some(&ours), &award, &web, &Over::default(), &path, now());
        done.map(|_| (folder, std::fs::read(path).unwrap()))
    };
    let (one, amy) = to("one").unwrap();
    Revocation::of(&amy).unwrap().carry_out(&one, Some(&ours), "", now()).unwrap();
    let (two, _) = to("two").unwrap();
    assert!(Revocation::of(&amy).unwrap().noted_in(&two).is_some());
    std::fs::write(two.join("revoked.json"), "{").unwrap();
    std::fs::write(one.join("revoked.json"), "{").unwrap();
    assert!(to("three").unwrap_err().to_string().contains("revoked.json"), "what is damaged is told");
}

#[test]
fn files_of_the_issuer_that_cannot_be_read_are_told_and_never_written() {
    for name in ["issuer.json", STATUS_LIST] {
        for damaged in ["{", "\u{0}", "{\"id\":\"https://other.example/issuer.json\"}"] {
            let at = tempfile::tempdir().unwrap();
            let ours = key(Algorithm::Ed25519);
            awarded(at.path(), "a.json", Form::Ob3, &ours, &[]);
            let file = at.path().join("example.org-badges.web").join(name);
            std::fs::write(&file, damaged).unwrap();
            let prepared = prepare(&document(), &IssueOptions::new(Form::Ob3, FileKind::Record, Some(SITE))).unwrap();
            let web = Web { home: Some(at.path().join("home")), new_document: true, ..Web::default() };
            let award = award("amy@example.org", now()).unwrap();
            let path = at.path().join("b.json");
            let told = hand_out(&prepared, Some(&ours), &award, &web, &Over::default(), &path, now());
            let told = told.unwrap_err().to_string();
            assert!(told.contains(name) && told.contains("left as it is"), "{name} {damaged}: {told}");
            assert_eq!(std::fs::read_to_string(&file).unwrap(), damaged);
            assert!(!path.exists());
        }
    }
}

#[test]
fn a_hosted_badge_that_was_withdrawn_does_not_come_back_under_its_identifier() {
    let at = tempfile::tempdir().unwrap();
    let options = IssueOptions::new(Form::Ob2Hosted, FileKind::Record, Some(SITE));
    let web = Web { home: Some(at.path().join("home")), new_document: true, ..Web::default() };
    let award = award("amy@example.org", now()).unwrap();
    let mut document = document();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Canal School".into();
    let prepared = prepare(&document, &options).unwrap();
    let to = |name: &str| hand_out(&prepared, None, &award, &web, &Over::default(), &at.path().join(name), now());
    let folder = to("a.json").unwrap().folder.unwrap();
    let badge = std::fs::read(at.path().join("a.json")).unwrap();
    Revocation::of(&badge).unwrap().carry_out(&folder, None, "", now()).unwrap();
    let told = to("b.json").unwrap_err().to_string();
    assert!(told.contains("was withdrawn"), "{told}");
}

/// Nothing is left in its place by which a forged copy could be told from it.
#[test]
fn of_a_hosted_badge_that_is_withdrawn_already_nothing_that_the_file_says_is_told() {
    let (at, key) = (tempfile::tempdir().unwrap(), key(Algorithm::P256));
    let path = awarded(at.path(), "amy.json", Form::Ob2Hosted, &key, &[]);
    let folder = at.path().join("example.org-badges.web");
    let text = std::fs::read_to_string(&path).unwrap();
    let how = Revocation::of(text.as_bytes()).unwrap();
    assert!(how.check(&folder, None, now()).unwrap().to_string().contains("First Aid"), "it is kept there");
    how.carry_out(&folder, None, "", now()).unwrap();
    let forged = text.replacen("First Aid", "Chief Surgeon", 1);
    assert_ne!(forged, text);
    let told = Revocation::of(forged.as_bytes()).unwrap().check(&folder, None, now()).unwrap();
    assert!(told.to_string().contains("withdrawn already") && told.name != Some("“Chief Surgeon”".into()), "{told}");
    assert!(!told.to_string().contains("Surgeon"), "{told}");
    let wrapped = format!("{{\"vp\":{{}},{}", text.trim_start().strip_prefix('{').unwrap());
    let refused = Revocation::of(wrapped.as_bytes()).and_then(|how| how.check(&folder, None, now()));
    assert!(refused.is_err(), "{refused:?}");
}

#[test]
fn a_profile_without_keys_keeps_those_that_are_listed() {
    let at = tempfile::tempdir().unwrap();
    let ours = key(Algorithm::P256);
    let signed = awarded(at.path(), "a.json", Form::Ob2Signed, &ours, &[]);
    awarded(at.path(), "b.json", Form::Ob2Hosted, &ours, &[]);
    let verdict = online(&signed).verdict;
    assert!(matches!(verdict, Verdict::Genuine | Verdict::Intact), "{verdict:?}");
}

#[test]
fn an_issuer_may_be_named_by_its_host_alone() {
    for (form, algorithm) in [
        (Form::Ob3, Algorithm::Ed25519),
        (Form::Ob3Jcs, Algorithm::Ed25519),
        (Form::Ob3Jwt, Algorithm::P256),
        (Form::Ob2Signed, Algorithm::P256),
        (Form::Ob2Hosted, Algorithm::P256),
    ] {
        for issuer in ["https://rockpool.example", " https://rockpool.example/ ", "did:web:rockpool.example"] {
            let at = tempfile::tempdir().unwrap();
            let options = IssueOptions::new(form, FileKind::Record, Some(issuer));
            let done = or_as_the_first(|new_list| {
                let web = Web { home: Some(at.path().join("home")), new_list, new_document: true, ..Web::default() };
                let award = award("amy@example.org", now()).unwrap();
                let (prepared, path) = (prepare(&document(), &options)?, at.path().join("a.json"));
                hand_out(&prepared, Some(&key(algorithm)), &award, &web, &Over::default(), &path, now())
            });
            let is_refused = issuer.starts_with("did:") && form.needs_site();
            assert_eq!(done.is_err(), is_refused, "{form:?} {issuer}: {:?}", done.err());
        }
    }
}

#[test]
fn a_badge_with_several_bits_on_a_list_withdraws_nobody() {
    let ours = key(Algorithm::Ed25519);
    for (size, is_refused) in [(json!(2), true), (json!("2"), true), (json!(1), false)] {
        let at = tempfile::tempdir().unwrap();
        let path = awarded(at.path(), "a.json", Form::Ob3, &ours, &[]);
        let mut said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        said.as_object_mut().unwrap().remove("proof");
        said["credentialStatus"]["statusSize"] = size.clone();
        let method = super::forms::method_of(SITE, &ours);
        let badge = Form::Ob3Jcs.sign(&said, &ours, &method, now()).unwrap();
        let list = at.path().join("example.org-badges.web").join(STATUS_LIST);
        let before = std::fs::read(&list).unwrap();
        let done = Revocation::of(badge.as_bytes())
            .and_then(|how| how.carry_out(list.parent().unwrap(), Some(&ours), "", now()));
        assert_eq!(matches!(done, Err(RevocationError::SeveralBits)), is_refused, "{size}: {done:?}");
        assert_eq!(std::fs::read(&list).unwrap() == before, done.is_err());
    }
}

#[test]
fn a_list_never_grows_too_large_to_be_read_again() {
    let at = tempfile::tempdir().unwrap();
    let ours = key(Algorithm::P256);
    let badge = std::fs::read(awarded(at.path(), "a.jwt", Form::Ob2Signed, &ours, &[])).unwrap();
    let folder = at.path().join("example.org-badges.web");
    let before = std::fs::read(folder.join("revoked.json")).unwrap();
    let long = "x".repeat(3_000_000);
    let told = Revocation::of(&badge).unwrap().carry_out(&folder, None, &long, now()).unwrap_err().to_string();
    assert!(told.contains("revoked.json") && told.contains("larger than"), "{told}");
    assert_eq!(std::fs::read(folder.join("revoked.json")).unwrap(), before);
}

#[test]
fn what_a_list_says_besides_stays_when_it_is_signed_anew() {
    for (form, algorithm) in [(Form::Ob3, Algorithm::Ed25519), (Form::Ob3Jwt, Algorithm::P256)] {
        let at = tempfile::tempdir().unwrap();
        let ours = key(algorithm);
        let badge = awarded(at.path(), "a.json", form, &ours, &[]);
        let folder = at.path().join("example.org-badges.web");
        let list = |text: &str| {
            super::web_folder::unsigned(text.trim()).unwrap_or_else(|| serde_json::from_str(text).unwrap())
        };
        let path = folder.join(STATUS_LIST);
        let mut said = list(&std::fs::read_to_string(&path).unwrap());
        said.as_object_mut().unwrap().remove("proof");
        said["name"] = "Withdrawn badges".into();
        let method = super::forms::method_of(SITE, &ours);
        std::fs::write(&path, form.sign(&said, &ours, &method, now()).unwrap()).unwrap();
        let how = Revocation::of(&std::fs::read(&badge).unwrap()).unwrap();
        how.carry_out(&folder, Some(&ours), "", now()).unwrap();
        assert_eq!(list(&std::fs::read_to_string(&path).unwrap())["name"], "Withdrawn badges", "{form:?}");
        assert_eq!(online(&badge).verdict, Verdict::Withdrawn, "{form:?}");
    }
}
