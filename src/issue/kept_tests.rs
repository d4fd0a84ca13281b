//! What an issuer's web folder tells of badges that were awarded before stays true,
//! whatever is awarded after.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::revocation::Revocation;
use super::revocation_error::RevocationError;
use super::revocation_tests::{SITE, attempted, awarded, key, now, online, or_as_the_first};
use super::web_folder::name_at;
use super::{
    Doubt, FileKind, Form, HandOutError, HandedOut, IssueOptions, Over, OverError, Web, award, could_hand_out,
    hand_out, list_ahead, prepare,
};
use crate::badge::Badge;
use crate::credential::{Algorithm, IssuerKey, KdfCost, KeyFile, SystemRandom};
use crate::document::{Document, starter};
use crate::inspect::Verdict;

const DID: &str = "did:web:example.org:badges";

/// A desk with one user's folder, at which badges are awarded.
struct Desk {
    at: tempfile::TempDir,
    document: Document,
}

/// An award that differs from the usual one.
#[derive(Clone)]
struct Case<'a> {
    form: Form,
    issuer: &'a str,
    key: Option<&'a IssuerKey>,
    id: Option<&'a str>,
    web: Web,
    force: bool,
}

impl Desk {
    fn new() -> Self {
        let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
        let badge = std::sync::Arc::make_mut(&mut document.badge);
        badge.issuer.name = "Canal School".into();
        Self { at: tempfile::tempdir().unwrap(), document }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.at.path().join(name)
    }

    fn case<'a>(&self, form: Form, key: Option<&'a IssuerKey>) -> Case<'a> {
        let folder = Some(self.path("example.org-badges.web"));
        let web = Web { home: Some(self.path("home")), folder, new_document: true, ..Web::default() };
        Case { form, issuer: SITE, key, id: None, web, force: false }
    }

    fn edit(&mut self, change: impl FnOnce(&mut Badge)) {
        change(std::sync::Arc::make_mut(&mut self.document.badge));
    }

    fn award(&self, name: &str, case: &Case<'_>) -> Result<HandedOut, HandOutError> {
        let options = IssueOptions::new(case.form, FileKind::Record, Some(case.issuer));
        let prepared = prepare(&self.document, &options)?;
        let mut award = award("amy@example.org", now()).unwrap();
        if let Some(id) = case.id {
            award.id = id.into();
        }
        let over = Over { force: case.force, ..Over::default() };
        or_as_the_first(|first| {
            let web = Web { new_list: case.web.new_list || first, ..case.web.clone() };
            // What stands in the way is known before anything is written, or a place is given.
            let (path, before) = (self.path(name), self.files());
            let cost = KdfCost { memory_kib: 8, passes: 1, lanes: 1 };
            let sealed = case.key.map(|key| KeyFile::seal(key, "p", cost, &mut SystemRandom).unwrap());
            let ahead = could_hand_out(&prepared, sealed.as_ref(), &award, &web, &path, now());
            assert!(self.files() == before, "nothing was done to see it");
            let done = hand_out(&prepared, case.key, &award, &web, &over, &path, now());
            assert!(done.is_err() || ahead.is_ok(), "{name}: {ahead:?}");
            let doubt = |error: Option<&HandOutError>| error.and_then(HandOutError::doubt);
            assert_eq!(doubt(ahead.as_ref().err()), doubt(done.as_ref().err()), "{name}");
            done
        })
    }

    /// All files at the desk, with what is in them.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut files, mut folders) = (BTreeMap::new(), vec![self.at.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for path in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_none_or(|ending| ending != "lock") {
                    files.insert(path.clone(), std::fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    fn revoke(&self, name: &str, folder: &Path, key: Option<&IssuerKey>) -> Result<PathBuf, RevocationError> {
        let how = Revocation::of(&std::fs::read(self.path(name)).unwrap())?;
        how.carry_out(folder, key, "", now()).map(|done| done.file)
    }
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn write(path: &Path, said: &Value) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, said.to_string()).unwrap();
}

#[test]
fn a_badge_that_says_or_shows_something_else_leaves_those_of_before_as_they_are() {
    let mut desk = Desk::new();
    let (ours, hosted) = (key(Algorithm::P256), Form::Ob2Hosted);
    desk.award("a.json", &desk.case(hosted, None)).unwrap();
    desk.award("signed.jwt", &desk.case(Form::Ob2Signed, Some(&ours))).unwrap();
    let shown = online(&desk.path("signed.jwt")).badge.unwrap();
    let changes: [&dyn Fn(&mut Badge); 5] = [
        &|badge| badge.description.push_str(" And bandages."),
        &|badge| badge.image.caption.push_str(" In red."),
        &|badge| badge.criteria.id = "https://example.org/criteria".into(),
        &|badge| badge.issuer.email = "office@example.org".into(),
        &|badge| badge.issuer.url = "https://canal.example/".into(),
    ];
    for (number, change) in changes.iter().enumerate() {
        desk.edit(change);
        let name = format!("{number}.json");
        desk.award(&name, &desk.case(hosted, None)).unwrap();
        assert_eq!(online(&desk.path(&name)).verdict, Verdict::Intact, "{number}");
    }
    desk.edit(|badge| badge.issuer.email.clear());
    // A key for another standard is listed in the same profile.
    desk.award("b.json", &desk.case(Form::Ob3, Some(&key(Algorithm::Ed25519)))).unwrap();
    for name in ["a.json", "0.json", "1.json", "3.json", "signed.jwt"] {
        let report = online(&desk.path(name));
        assert_eq!(report.verdict, Verdict::Intact, "{name}: {}", report.summary);
    }
    assert_eq!(online(&desk.path("signed.jwt")).badge.unwrap().description, shown.description);
    let folder = desk.path("example.org-badges.web");
    assert_eq!(read(&folder.join("issuer.json"))["email"], "office@example.org", "nothing vanishes");
    // A file that calls its issuer by another name than the issuer does.
    let renamed = read(&desk.path("a.json")).to_string().replace("Canal School", "University of Oxford");
    std::fs::write(desk.path("renamed.json"), renamed).unwrap();
    assert_eq!(online(&desk.path("renamed.json")).verdict, Verdict::NotValid);
    desk.revoke("a.json", &folder, None).unwrap();
    assert_eq!(online(&desk.path("a.json")).verdict, Verdict::Withdrawn);
}

#[test]
fn an_issuer_is_renamed_only_when_that_is_said() {
    let mut desk = Desk::new();
    let case = desk.case(Form::Ob2Hosted, None);
    let folder = desk.award("a.json", &case).unwrap().folder.unwrap();
    desk.edit(|badge| badge.issuer.name = "Canal Trust".into());
    let asked = desk.award("b.json", &case).unwrap_err();
    assert_eq!(asked.doubt(), Some(Doubt::Name));
    assert!(asked.to_string().contains("“Canal School”") && asked.to_string().contains("“Canal Trust”"), "{asked}");
    assert!(!desk.path("b.json").exists() && read(&folder.join("issuer.json"))["name"] == "Canal School");
    assert_eq!(online(&desk.path("a.json")).verdict, Verdict::Intact);
    let web = Web { new_name: true, ..case.web.clone() };
    desk.award("b.json", &Case { web, ..case }).unwrap();
    assert_eq!(read(&folder.join("issuer.json"))["name"], "Canal Trust");
}

#[test]
fn each_award_has_a_file_and_an_identifier_of_its_own() {
    let (desk, ours) = (Desk::new(), key(Algorithm::P256));
    let hosted = desk.case(Form::Ob2Hosted, None);
    let signed = desk.case(Form::Ob2Signed, Some(&ours));
    let long = format!("urn:example:{}", "x".repeat(90));
    let ids = ["urn:example:course.1", "urn:example:course-1", "urn:example:кур", "urn:example:сад"];
    let ids = [ids.map(str::to_owned).to_vec(), vec![format!("{long}1"), format!("{long}2")]].concat();
    for (number, id) in ids.iter().enumerate() {
        desk.award(&format!("{number}.json"), &Case { id: Some(id), ..hosted.clone() }).unwrap();
    }
    for (number, id) in ids.iter().enumerate() {
        assert_eq!(online(&desk.path(&format!("{number}.json"))).verdict, Verdict::Intact, "{id}");
    }
    desk.award("s.jwt", &Case { id: Some(&ids[0]), ..signed.clone() }).unwrap();
    for (name, case) in [("again.json", &hosted), ("again.jwt", &signed)] {
        let told = desk.award(name, &Case { id: Some(&ids[0]), ..case.clone() }).unwrap_err().to_string();
        assert!(told.contains("already") && told.contains("choose another one"), "{told}");
        assert!(!desk.path(name).exists());
    }
    assert_eq!(online(&desk.path("0.json")).verdict, Verdict::Intact);
}

#[test]
fn the_one_list_of_older_badges_is_kept_wherever_the_profile_names_it_and_never_begun_anew_unasked() {
    let (desk, ours) = (Desk::new(), key(Algorithm::P256));
    let case = desk.case(Form::Ob2Signed, Some(&ours));
    let done = desk.award("a.jwt", &case).unwrap();
    let folder = done.folder.unwrap();
    assert_eq!(done.new_list.as_deref(), Some("https://example.org/badges/revoked.json"), "it is told");
    desk.revoke("a.jwt", &folder, None).unwrap();
    // By the issuer's own word it lies elsewhere.
    std::fs::rename(folder.join("revoked.json"), folder.join("rl.json")).unwrap();
    for (file, field) in [("rl.json", "id"), ("issuer.json", "revocationList")] {
        let mut said = read(&folder.join(file));
        said[field] = "https://example.org/badges/rl.json".into();
        write(&folder.join(file), &said);
    }
    assert_eq!(desk.award("b.jwt", &case).unwrap().new_list, None);
    assert!(!folder.join("revoked.json").exists());
    desk.revoke("b.jwt", &folder, None).unwrap();
    let found = Revocation::of(&std::fs::read(desk.path("b.jwt")).unwrap()).unwrap();
    assert_eq!(found.remembered_folder(&desk.path("home")), Some(folder.clone()));
    assert_eq!(read(&folder.join("rl.json"))["revokedAssertions"].as_array().unwrap().len(), 2);
    for name in ["a.jwt", "b.jwt"] {
        assert_eq!(online(&desk.path(name)).verdict, Verdict::Withdrawn, "{name}");
    }
    // It is lost: here, and in another folder.
    std::fs::remove_file(folder.join("rl.json")).unwrap();
    let asked = desk.award("c.jwt", &case).unwrap_err();
    assert_eq!(asked.doubt(), Some(Doubt::LostList));
    assert!(asked.to_string().contains("https://example.org/badges/rl.json"), "{asked}");
    assert!(!desk.path("c.jwt").exists() && !folder.join("rl.json").exists());
    let second = Web { folder: Some(desk.path("other")), ..case.web.clone() };
    assert_eq!(desk.award("c.jwt", &Case { web: second, ..case.clone() }).unwrap_err().doubt(), Some(Doubt::LostList));
    let web = Web { new_list: true, ..case.web.clone() };
    let begun = desk.award("c.jwt", &Case { web, ..case.clone() }).unwrap().new_list;
    assert_eq!(begun.as_deref(), Some("https://example.org/badges/rl.json"));
    // Another issuer of the same place has a list of its own.
    let other = "https://example.org/badges/other.json";
    let theirs = key(Algorithm::P256);
    desk.award("d.jwt", &Case { issuer: other, key: Some(&theirs), ..case }).unwrap();
    assert_eq!(online(&desk.path("d.jwt")).verdict, Verdict::Intact);
    desk.revoke("d.jwt", &folder, None).unwrap();
    assert_eq!(online(&desk.path("d.jwt")).verdict, Verdict::Withdrawn);
    assert_eq!(online(&desk.path("c.jwt")).verdict, Verdict::Intact);
}

/// A verifier does not go by such a list, and signed anew it would be right whatever
/// somebody wrote into it.
#[test]
fn a_list_that_does_not_hold_is_named_and_nobody_is_withdrawn_or_awarded_on_it() {
    let mut desk = Desk::new();
    desk.edit(|badge| badge.revocable = true);
    let ours = key(Algorithm::Ed25519);
    let case = desk.case(Form::Ob3, Some(&ours));
    let folder = desk.award("a.json", &case).unwrap().folder.unwrap();
    let list = folder.join("status.json");
    let whole = read(&list);
    let other = key(Algorithm::Ed25519);
    let foreign =
        super::status_list::fresh_list("https://example.org/badges/status.json", SITE, &other, Form::Ob3, now());
    let mut added = whole.clone();
    added["name"] = "Withdrawn badges".into();
    for damaged in [added, serde_json::from_slice(&foreign.unwrap().bytes).unwrap()] {
        write(&list, &damaged);
        let told = desk.revoke("a.json", &folder, Some(&ours)).unwrap_err().to_string();
        assert!(told.contains("status.json") && !told.contains("genuine"), "{told}");
        let refused = desk.award("b.json", &case).unwrap_err().to_string();
        assert!(refused.contains("status.json") && refused.contains("right from a copy"), "{refused}");
        assert!(read(&list) == damaged && !desk.path("b.json").exists());
    }
    write(&list, &whole);
    desk.award("b.json", &case).unwrap();
    // An older key of the issuer's signed the list; its document lists both.
    let next = key(Algorithm::Ed25519);
    desk.award("c.json", &Case { key: Some(&next), ..case }).unwrap();
    desk.revoke("a.json", &folder, Some(&next)).unwrap();
    assert_eq!(online(&desk.path("a.json")).verdict, Verdict::Withdrawn);
    assert_eq!(online(&desk.path("c.json")).verdict, Verdict::Intact);
}

#[test]
fn two_issuers_of_one_place_have_lists_of_their_own() {
    let (mut desk, signer) = (Desk::new(), key(Algorithm::P256));
    let first = desk.case(Form::Ob2Signed, Some(&signer));
    let web = Web { folder: Some(desk.path("two")), ..first.web.clone() };
    desk.award("a.jwt", &first).unwrap();
    desk.edit(|badge| badge.revocable = true);
    let ours = key(Algorithm::Ed25519);
    let list =
        |name: &str| name_at(read(&desk.path(name))["credentialStatus"]["statusListCredential"].as_str().unwrap());
    desk.award("c.json", &Case { form: Form::Ob3, key: Some(&ours), ..first.clone() }).unwrap();
    desk.award("d.json", &Case { form: Form::Ob3, key: Some(&ours), issuer: DID, web, ..first.clone() }).unwrap();
    assert!(list("c.json") == "status.json" && list("d.json") != "status.json");
    for (name, folder) in [("c.json", "example.org-badges.web"), ("d.json", "two")] {
        let how = Revocation::of(&std::fs::read(desk.path(name)).unwrap()).unwrap();
        assert_eq!(how.remembered_folder(&desk.path("home")), Some(desk.path(folder)), "{name}");
        desk.revoke(name, &desk.path(folder), Some(&ours)).unwrap();
    }
    // However its address is written, it is the same issuer.
    for (name, issuer) in
        [("e.json", "https://EXAMPLE.org/badges/issuer.json"), ("f.json", "https://example.org:443/badges/issuer.json")]
    {
        desk.award(name, &Case { form: Form::Ob3, key: Some(&ours), issuer, ..first.clone() }).unwrap();
        assert_eq!(read(&desk.path(name))["issuer"]["id"], "https://example.org/badges/issuer.json");
        assert_eq!(list(name), "status.json", "{issuer}");
    }
}

#[test]
fn what_a_profile_says_besides_stays_with_and_without_keys() {
    for (form, algorithm) in [(Form::Ob2Hosted, None), (Form::Ob3, Some(Algorithm::Ed25519))] {
        let desk = Desk::new();
        let profile = json!({
            "@context": ["https://w3id.org/openbadges/v2", { "reg": "https://example.org/reg" }],
            "type": ["Issuer", "reg:Charity"], "id": SITE, "name": "Canal School", "url": "https://canal.example/",
            "verification": { "allowedOrigins": "example.org" }, "revocationList": "https://example.org/rl.json",
            "email": "a@canal.example", "reg:number": "1",
        });
        let path = desk.path("example.org-badges.web/issuer.json");
        write(&path, &profile);
        let ours = algorithm.map(key);
        desk.award("a.json", &desk.case(form, ours.as_ref())).unwrap();
        let said = read(&path);
        for (name, value) in profile.as_object().unwrap() {
            let kept = match value {
                Value::Array(all) => all.iter().all(|one| said[name].as_array().is_some_and(|now| now.contains(one))),
                one => said[name] == *one,
            };
            assert!(kept, "{form:?} {name}: {said}");
        }
    }
}

/// Whichever folder is put on the web, the keys of before stay listed.
#[test]
fn the_document_of_an_issuer_comes_along_into_another_folder() {
    for issuer in [SITE, DID] {
        let (desk, old, new) = (Desk::new(), key(Algorithm::Ed25519), key(Algorithm::Ed25519));
        let case = Case { issuer, ..desk.case(Form::Ob3, Some(&old)) };
        let name = if issuer == SITE { "issuer.json" } else { "did.json" };
        let first = desk.award("a.json", &case).unwrap().folder.unwrap().join(name);
        let mut said = read(&first);
        said["alsoKnownAs"] = json!(["https://canal.example"]);
        write(&first, &said);
        let web = Web { folder: Some(desk.path("two")), ..case.web.clone() };
        let second = Case { key: Some(&new), web, ..case.clone() };
        desk.award("b.json", &second).unwrap();
        let listed = read(&desk.path("two").join(name)).to_string();
        let keys = [&old, &new].map(|key| key.public().multibase());
        assert!(keys.iter().all(|key| listed.contains(key)) && listed.contains("alsoKnownAs"), "{issuer}: {listed}");
        // Nor does one award there that was given up.
        said["verificationMethod"][0]["revoked"] = "2026-03-01T00:00:00Z".into();
        write(&desk.path("two").join(name), &said);
        let web = Web { folder: Some(desk.path("three")), ..case.web.clone() };
        let told = desk.award("c.json", &Case { web, ..case }).unwrap_err().to_string();
        assert!(told.contains("awards nothing"), "{told}");
    }
}

#[test]
fn an_issuer_whose_profile_is_called_like_a_list_gets_its_keys() {
    for name in ["status-board.json", "status.json"] {
        let (mut desk, issuer) = (Desk::new(), format!("https://example.org/badges/{name}"));
        desk.edit(|badge| badge.revocable = true);
        let keys = [key(Algorithm::Ed25519), key(Algorithm::Ed25519)];
        for (number, key) in keys.iter().enumerate() {
            let case = Case { issuer: &issuer, ..desk.case(Form::Ob3, Some(key)) };
            desk.award(&format!("{number}.json"), &case).unwrap();
        }
        for number in 0..2 {
            let report = online(&desk.path(&format!("{number}.json")));
            assert_eq!(report.verdict, Verdict::Intact, "{name} {number}: {}", report.summary);
        }
    }
}

#[test]
fn the_files_of_an_issuer_are_not_written_over_by_a_badge() {
    let (mut desk, ours) = (Desk::new(), key(Algorithm::Ed25519));
    desk.edit(|badge| badge.revocable = true);
    let force = Case { force: true, ..desk.case(Form::Ob3, Some(&ours)) };
    let folder = desk.path("example.org-badges.web");
    let refused = |name: &str| {
        let told = desk.award(&format!("example.org-badges.web/{name}"), &force).unwrap_err();
        assert!(matches!(told, HandOutError::Over(OverError::Hosted(_))), "{name}: {told}");
    };
    // Those that the same award would begin, and those that are there.
    for name in ["status.json", "issuer.json"] {
        refused(name);
        assert!(!folder.join(name).exists(), "{name}");
    }
    desk.award("a.json", &force).unwrap();
    for name in ["status.json", "issuer.json"] {
        let before = std::fs::read(folder.join(name)).unwrap();
        refused(name);
        let over = Over { force: true, ..Over::default() };
        assert!(matches!(over.write(&folder.join(name), b"{}"), Err(OverError::Hosted(_))), "{name}");
        assert_eq!(std::fs::read(folder.join(name)).unwrap(), before);
    }
    desk.award("a.json", &force).unwrap();
    // An address for an identifier makes a badge no file of the issuer's.
    for id in ["https://example.org/badges/b.json", "https://example.org/badges/c.json"] {
        desk.award("b.json", &Case { id: Some(id), ..force.clone() }).unwrap();
    }
}

#[test]
fn the_root_of_a_web_server_is_a_folder_as_well() {
    for (issuer, document, place) in [
        ("did:web:example.org", ".well-known/did.json", ""),
        (DID, "badges/did.json", "badges"),
        (SITE, "badges/issuer.json", "badges"),
    ] {
        let mut desk = Desk::new();
        desk.edit(|badge| badge.revocable = true);
        let (old, ours) = (key(Algorithm::Ed25519), key(Algorithm::Ed25519));
        let root = desk.path("root");
        let web =
            Web { home: Some(desk.path("home")), folder: Some(root.clone()), new_document: true, ..Web::default() };
        let case = Case { issuer, web, ..desk.case(Form::Ob3, Some(&ours)) };
        std::fs::create_dir_all(root.join(document).parent().unwrap()).unwrap();
        super::publish_keys(issuer, &[old.public().clone()], &[], false, &Over::default(), &root.join(document))
            .unwrap();
        let asked = desk.award("a.json", &case).unwrap_err();
        assert_eq!(asked.doubt(), Some(Doubt::FreshList), "{issuer}: the issuer has files already");
        let web = Web { new_list: true, ..case.web.clone() };
        let done = desk.award("a.json", &Case { web, ..case.clone() }).unwrap();
        assert_eq!(done.folder, Some(root.join(place)), "{issuer}");
        let list = root.join(place).join(name_at(&done.new_list.unwrap()));
        assert!(list.is_file() && !root.join("did.json").exists(), "{issuer}");
        let listed = read(&root.join(document)).to_string();
        assert!([&old, &ours].iter().all(|key| listed.contains(&key.public().multibase())), "{issuer}: {listed}");
        desk.award("b.json", &case).unwrap();
        assert_eq!(desk.revoke("a.json", &root, Some(&ours)).unwrap(), list, "{issuer}");
    }
}

#[test]
fn a_file_of_several_badges_withdraws_none_of_them() {
    let (desk, ours) = (Desk::new(), key(Algorithm::Ed25519));
    let paths = ["a.json", "b.json"].map(|name| awarded(desk.at.path(), name, Form::Ob3, &ours, &[]));
    let folder = desk.path("example.org-badges.web");
    let before = std::fs::read(folder.join("status.json")).unwrap();
    let shown = |badges: &[PathBuf]| {
        let badges: Vec<Value> = badges.iter().map(|path| read(path)).collect();
        json!({ "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"],
            "verifiableCredential": badges })
    };
    write(&desk.path("both.json"), &shown(&paths));
    let told = desk.revoke("both.json", &folder, Some(&ours)).unwrap_err();
    assert!(matches!(told, RevocationError::Several(2)), "{told}");
    assert_eq!(std::fs::read(folder.join("status.json")).unwrap(), before);
    write(&desk.path("one.json"), &shown(&paths[..1]));
    desk.revoke("one.json", &folder, Some(&ours)).unwrap();
    let verdicts = paths.each_ref().map(|path| online(path).verdict);
    assert_eq!(verdicts, [Verdict::Withdrawn, Verdict::Intact]);
    assert!(attempted(desk.at.path(), "c.json", Form::Ob3, &ours, &[]).is_ok());
}

/// In its place a new one would make badges of other keys count for nothing.
#[test]
fn a_first_document_is_asked_about_before_anything_is_written_and_a_known_one_is_not() {
    let ours = key(Algorithm::P256);
    for (form, issuer) in [(Form::Ob3Jwt, DID), (Form::Ob3Jwt, SITE), (Form::Ob2Signed, SITE), (Form::Ob2Hosted, SITE)]
    {
        let desk = Desk::new();
        let known = Case { issuer, ..desk.case(form, Some(&ours)) };
        let unsaid = Case { web: Web { new_document: false, ..known.web.clone() }, ..known.clone() };
        let asked = desk.award("a.json", &unsaid).unwrap_err();
        assert_eq!(asked.doubt(), Some(Doubt::FirstDocument), "{form:?} {issuer}");
        assert!(asked.to_string().contains(asked.address().unwrap()), "{asked}");
        assert!(desk.files().is_empty(), "{form:?} {issuer}");
        let done = desk.award("a.json", &known).unwrap();
        assert!(done.new_document.is_some(), "{form:?} {issuer}");
        // It is there, or in a folder of before.
        desk.award("b.json", &unsaid).unwrap();
        let web = Web { folder: Some(desk.path("two")), ..unsaid.web.clone() };
        assert_eq!(desk.award("c.json", &Case { web, ..unsaid }).unwrap().new_document, None, "{form:?} {issuer}");
    }
}

/// Looking ahead and handing out read the document in another folder alike.
#[test]
fn the_list_that_a_profile_in_another_folder_names_is_kept_there() {
    let (desk, ours) = (Desk::new(), key(Algorithm::P256));
    let case = desk.case(Form::Ob2Signed, Some(&ours));
    let folder = desk.award("a.jwt", &case).unwrap().folder.unwrap();
    let mut said = read(&folder.join("issuer.json"));
    said["revocationList"] = "https://lists.example.org/rl.json".into();
    write(&folder.join("issuer.json"), &said);
    std::fs::remove_file(folder.join("revoked.json")).unwrap();
    let web = Web { folder: Some(desk.path("two")), ..case.web.clone() };
    let done = desk.award("b.jwt", &Case { web, ..case }).unwrap();
    assert_eq!(done.new_list, None);
    let named = read(&desk.path("two/issuer.json"))["revocationList"].clone();
    assert_eq!(named, "https://lists.example.org/rl.json");
}

/// What is signed is seen first.
#[test]
fn the_list_that_is_told_before_an_award_is_the_one_that_is_signed() {
    for (form, algorithm) in [(Form::Ob3, Algorithm::Ed25519), (Form::Ob3Jwt, Algorithm::P256)] {
        let (mut desk, ours) = (Desk::new(), key(algorithm));
        desk.edit(|badge| badge.revocable = true);
        let case = desk.case(form, Some(&ours));
        let ahead = |case: &Case<'_>| {
            let issuer = Some(case.issuer.to_owned());
            let options = IssueOptions::new(case.form, FileKind::Record, issuer.as_deref());
            list_ahead(&options, &case.web, &desk.path("x.json"))
        };
        for (name, issuer) in [("a.json", SITE), ("b.json", SITE)] {
            let told = ahead(&Case { issuer, ..case.clone() }).unwrap();
            let done = desk.award(name, &Case { issuer, ..case.clone() }).unwrap();
            assert_eq!(told, done.place.unwrap().list, "{form:?} {name}");
        }
        // Another issuer of the place has one at an address that is drawn when it is begun.
        let other =
            Case { issuer: DID, web: Web { folder: Some(desk.path("two")), ..case.web.clone() }, ..case.clone() };
        assert_eq!(ahead(&other), None);
        desk.award("c.json", &other).unwrap();
        let told = ahead(&other).unwrap();
        assert_eq!(told, desk.award("d.json", &other).unwrap().place.unwrap().list);
        // So it is where the list of before is lost.
        std::fs::remove_file(desk.path("example.org-badges.web/status.json")).unwrap();
        assert_eq!(ahead(&case), None);
    }
    let (desk, ours) = (Desk::new(), key(Algorithm::P256));
    let case = desk.case(Form::Ob2Signed, Some(&ours));
    let options = IssueOptions::new(case.form, FileKind::Record, Some(SITE));
    let ahead = || list_ahead(&options, &case.web, &desk.path("x.json"));
    let told = ahead();
    assert_eq!(told, desk.award("a.json", &case).unwrap().new_list);
    let profile = desk.path("example.org-badges.web/issuer.json");
    let mut said = read(&profile);
    said["revocationList"] = "https://lists.example.org/rl.json".into();
    write(&profile, &said);
    assert_eq!(ahead().as_deref(), Some("https://lists.example.org/rl.json"));
}
