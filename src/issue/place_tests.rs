//! Whom a file withdraws, what form a list keeps, and keys that were given up.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::revocation::Revocation;
use super::revocation_error::RevocationError;
use super::revocation_tests::{SITE, attempted, awarded, contents, key, now, online};
use super::status_list::STATUS_LIST;
use super::{FileKind, Form, IssueOptions, Over, Web, award, hand_out, prepare};
use crate::credential::did::fingerprint;
use crate::credential::key_list::KeyList;
use crate::credential::{Algorithm, IssuerKey};
use crate::document::starter;
use crate::inspect::{Trust, Verdict};

/// What a stranger signs with a key of their own: it says what they like.
fn strangers(form: Form, more: &Value) -> String {
    let theirs = key(Algorithm::Ed25519);
    let options = IssueOptions::new(Form::Ob3Jcs, FileKind::Record, None);
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    let made = prepare(&document, &options)
        .unwrap()
        .award(Some(&theirs), &award("amy@example.org", now()).unwrap(), now())
        .unwrap();
    let mut said: Value = serde_json::from_slice(&made.file).unwrap();
    said.as_object_mut().unwrap().remove("proof");
    said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let method = super::forms::method_of(&theirs.did(), &theirs);
    form.sign(&said, &theirs, &method, now()).unwrap()
}

/// Good files of strangers that name another's place, and wrappers around them.
#[test]
fn a_file_that_only_names_the_place_of_a_badge_withdraws_nobody() {
    for (form, algorithm) in [(Form::Ob2Hosted, Algorithm::P256), (Form::Ob2Signed, Algorithm::P256)] {
        let at = tempfile::tempdir().unwrap();
        let ours = key(algorithm);
        let (amy, bob) = (awarded(at.path(), "a", form, &ours, &[]), awarded(at.path(), "b", form, &ours, &[]));
        let said = |path: &Path| {
            let text = std::fs::read_to_string(path).unwrap();
            super::web_folder::unsigned(text.trim()).unwrap_or_else(|| serde_json::from_str(&text).unwrap())
        };
        let folder = at.path().join("example.org-badges.web");
        if form == Form::Ob2Signed {
            // A list that does not tell whose it is.
            let mut list: Value = serde_json::from_slice(&std::fs::read(folder.join("revoked.json")).unwrap()).unwrap();
            list.as_object_mut().unwrap().remove("issuer");
            std::fs::write(folder.join("revoked.json"), list.to_string()).unwrap();
        }
        let (amys, bobs) = (said(&amy), said(&bob));
        let place = json!({ "id": bobs["id"], "recipient": bobs["recipient"], "verification": bobs["verification"] });
        let with = |mut one: Value, more: &Value| {
            one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            one
        };
        let presented = |inside: Value| {
            let wrapper = json!({ "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"],
                "verifiableCredential": [inside] });
            with(wrapper, &place).to_string()
        };
        let mut kinds = vec![
            strangers(Form::Ob3Jwt, &place),
            strangers(Form::Ob3Jwt, &with(place.clone(), &json!({ "vc": bobs }))),
            presented(serde_json::from_str(&strangers(Form::Ob3Jcs, &json!({ "id": bobs["id"] }))).unwrap()),
            presented(strangers(Form::Ob3Jwt, &place).into()),
            presented(amys.clone()),
        ];
        if form == Form::Ob2Hosted {
            kinds.push(with(bobs.clone(), &json!({ "recipient": amys["recipient"] })).to_string());
            kinds.push(with(bobs.clone(), &json!({ "verifiableCredential": [amys] })).to_string());
        }
        let before = contents(&folder);
        for (number, file) in kinds.iter().enumerate() {
            let how = Revocation::of(file.as_bytes());
            let told = how.and_then(|how| how.carry_out(&folder, Some(&ours), "", now())).unwrap_err();
            let is_refused = matches!(told, RevocationError::NotGenuine(_) | RevocationError::ForGood);
            assert!(is_refused, "{form:?} {number}: {told}");
            assert_eq!(contents(&folder), before, "{form:?} {number}");
        }
        let bob = Revocation::of(&std::fs::read(&bob).unwrap()).unwrap();
        bob.carry_out(&folder, Some(&ours), "", now()).unwrap();
        assert_ne!(contents(&folder), before, "{form:?}: the badge itself does");
    }
}

#[test]
fn a_list_stays_json_or_a_token_whenever_somebody_is_withdrawn() {
    for (form, algorithm) in [
        (Form::Ob3, Algorithm::Ed25519),
        (Form::Ob3Jcs, Algorithm::Ed25519),
        (Form::Ob3Jwt, Algorithm::Ed25519),
        (Form::Ob3Jwt, Algorithm::P256),
    ] {
        let at = tempfile::tempdir().unwrap();
        let (ours, other) = (key(algorithm), key(Algorithm::P256));
        let badges: Vec<PathBuf> =
            (0..3).map(|name| awarded(at.path(), &format!("{name}.json"), form, &ours, &[&other])).collect();
        let folder = at.path().join("example.org-badges.web");
        let list = || std::fs::read_to_string(folder.join(STATUS_LIST)).unwrap();
        let suite = || {
            let said = serde_json::from_str::<Value>(&list()).ok()?;
            said.pointer("/proof/0/cryptosuite").or_else(|| said.pointer("/proof/cryptosuite")).cloned()
        };
        let before = suite();
        assert_eq!(before.is_none(), form == Form::Ob3Jwt);
        let revoke = |path: &Path, key: &IssuerKey| {
            Revocation::of(&std::fs::read(path).unwrap()).unwrap().carry_out(&folder, Some(key), "", now())
        };
        for path in &badges[..2] {
            revoke(path, &ours).unwrap();
            assert_eq!(suite(), before, "{form:?}");
            assert_eq!(online(path).verdict, Verdict::Withdrawn, "{form:?}");
        }
        let kept = list();
        match revoke(&badges[2], &other) {
            Ok(_) => assert!(form == Form::Ob3Jwt && suite().is_none()),
            Err(told) => {
                assert!(matches!(told, RevocationError::OtherForm) && form != Form::Ob3Jwt, "{form:?}: {told}");
                assert_eq!(list(), kept);
            }
        }
    }
}

/// A key file by itself, which badges of Open Badges 2.0 name.
#[test]
fn a_key_that_is_given_up_in_its_own_file_awards_nothing() {
    let at = tempfile::tempdir().unwrap();
    let ours = key(Algorithm::P256);
    awarded(at.path(), "a.json", Form::Ob2Signed, &ours, &[]);
    let folder = at.path().join("example.org-badges.web");
    let is_key = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with("key-");
    let path = folder.read_dir().unwrap().flatten().map(|entry| entry.path()).find(is_key).unwrap();
    let mut said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    said["revoked"] = "2026-03-01T00:00:00Z".into();
    std::fs::write(&path, said.to_string()).unwrap();
    let told = attempted(at.path(), "b.json", Form::Ob2Signed, &ours, &[]).unwrap_err().to_string();
    assert!(told.contains("key-") && told.contains("it was revoked"), "{told}");
}

/// Publishing and awarding again, by whoever still has the key.
#[test]
fn a_key_that_its_issuer_gave_up_stays_so_whatever_is_awarded_or_published() {
    for form in [Form::Ob3, Form::Ob3Jwt] {
        let (gone, new) = (key(Algorithm::P256), key(Algorithm::Ed25519));
        let old = if form == Form::Ob3 { &new } else { &gone };
        for give_up in ["revoked", "expires", "assertionMethod"] {
            let at = tempfile::tempdir().unwrap();
            awarded(at.path(), "a.json", form, old, &[]);
            let folder = at.path().join("example.org-badges.web");
            let path = folder.join("issuer.json");
            let read = || serde_json::from_slice::<Value>(&std::fs::read(&path).unwrap()).unwrap();
            let mut said = read();
            said["verificationMethod"][0]["note"] = "kept".into();
            match give_up {
                "assertionMethod" => said[give_up] = json!([]),
                end => said["verificationMethod"][0][end] = "2026-03-01T00:00:00Z".into(),
            }
            std::fs::write(&path, said.to_string()).unwrap();
            // It awards nothing more, and nothing is written in its name.
            let before = contents(&folder);
            let told = attempted(at.path(), "b.json", form, old, &[]).unwrap_err().to_string();
            assert!(told.contains("issuer.json says that this key awards nothing"), "{give_up}: {told}");
            assert!(contents(&folder) == before && !at.path().join("b.json").exists(), "{give_up}");
            // Nor does the list count that it signed, on which another key would award.
            let other = key(Algorithm::Ed25519);
            let told = attempted(at.path(), "c.json", form, &other, &[old]).unwrap_err().to_string();
            assert!(told.contains(STATUS_LIST) && told.contains("move it away"), "{give_up}: {told}");
            super::publish_keys(SITE, &[other.public().clone()], &[], false, &Over::default(), &path).unwrap();
            let keys = [old.public().clone(), key(Algorithm::Ed25519).public().clone()];
            for only in [false, true] {
                let done = super::publish_keys(SITE, &keys, &[], only, &Over::default(), &path).unwrap();
                assert_eq!(done.given_up, [fingerprint(&old.did())], "{give_up} {only}: it is told");
                assert_eq!(done.left_out.len(), usize::from(only), "{give_up} {only}: so is whoever is left out");
                let now_said = read();
                let listed = now_said["verificationMethod"].as_array().unwrap();
                assert!(listed.contains(&said["verificationMethod"][0]), "{give_up} {only}: {now_said}");
                let judged = KeyList::read(&now_said, SITE);
                let word = judged.may_award(old.public(), now());
                assert!(matches!(word, Some(Err(_))), "{give_up} {only}: {now_said}");
                assert_eq!(judged.may_award(&keys[1], now()), Some(Ok(())), "{give_up} {only}");
            }
        }
    }
}

#[test]
fn keys_published_while_badges_are_awarded_are_all_listed() {
    let at = tempfile::tempdir().unwrap();
    let did = "did:web:example.org";
    let folder = at.path().join("files.web");
    std::fs::create_dir(&folder).unwrap();
    let keys: Vec<IssuerKey> = (0..12).map(|_| key(Algorithm::Ed25519)).collect();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    std::thread::scope(|scope| {
        for (number, key) in keys.iter().enumerate() {
            let (folder, at, document) = (&folder, at.path(), &document);
            scope.spawn(move || {
                if number % 2 == 0 {
                    let path = folder.join("did.json");
                    super::publish_keys(did, &[key.public().clone()], &[], false, &Over::default(), &path).unwrap();
                    return;
                }
                let options = IssueOptions::new(Form::Ob3, FileKind::Record, Some(did));
                let web = Web { folder: Some(folder.clone()), new_document: true, ..Web::default() };
                let award = award("amy@example.org", now()).unwrap();
                let path = at.join(format!("{number}.json"));
                let prepared = prepare(document, &options).unwrap();
                hand_out(&prepared, Some(key), &award, &web, &Over::default(), &path, now()).unwrap();
            });
        }
    });
    let said: Value = serde_json::from_slice(&std::fs::read(folder.join("did.json")).unwrap()).unwrap();
    assert_eq!(crate::credential::did_document::keys(&said).len(), 12);
}

/// Where a key signs in, its end is told as well.
#[test]
fn a_key_that_was_given_up_under_another_purpose_is_not_brought_back() {
    let at = tempfile::tempdir().unwrap();
    let path = at.path().join("did.json");
    let ours = key(Algorithm::Ed25519);
    let public = ours.public().clone();
    let entry = json!({ "id": "#k1", "type": "Multikey", "controller": "did:web:example.org",
        "publicKeyMultibase": public.multibase(), "revoked": "2026-01-01T00:00:00Z" });
    let said =
        json!({ "@context": ["https://www.w3.org/ns/did/v1"], "id": "did:web:example.org", "authentication": [entry] });
    std::fs::write(&path, said.to_string()).unwrap();
    let done =
        super::publish_keys("did:web:example.org", std::slice::from_ref(&public), &[], false, &Over::default(), &path)
            .unwrap();
    assert_eq!((done.keys, done.given_up), (0, vec![fingerprint(&ours.did())]), "it is told");
    let now_said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(now_said["authentication"], said["authentication"]);
    assert!(matches!(KeyList::read(&now_said, "did:web:example.org").may_award(&public, now()), Some(Err(_))));
    // Not even where it is listed for awarding as well.
    let mut both = said.clone();
    both["assertionMethod"] = json!([{ "id": "#k2", "type": "Multikey", "controller": "did:web:example.org",
        "publicKeyMultibase": public.multibase() }]);
    let list = KeyList::read(&both, "did:web:example.org");
    assert!(matches!(list.may_award(&public, now()), Some(Err(_))) && list.gave_up(&public));
    // A key that signs in and awards, with no word on its end, does both.
    both["authentication"][0].as_object_mut().unwrap().remove("revoked");
    let list = KeyList::read(&both, "did:web:example.org");
    assert!(list.may_award(&public, now()) == Some(Ok(())) && !list.gave_up(&public));
}

#[test]
fn a_key_that_the_user_retired_awards_nothing_even_from_a_copy_of_its_file() {
    let at = tempfile::tempdir().unwrap();
    let (ours, home) = (key(Algorithm::Ed25519), at.path().join("home"));
    Trust::change(&home, |trust| {
        trust.add_own(ours.did(), "Ours");
        trust.retire_own(&ours.did(), now(), Some("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"));
    })
    .unwrap();
    let options = IssueOptions::new(Form::Ob3, FileKind::Record, None);
    let web = Web { home: Some(home), new_document: true, ..Web::default() };
    let (award, path) = (award("amy@example.org", now()).unwrap(), at.path().join("a.json"));
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    let prepared = prepare(&document, &options).unwrap();
    let told = hand_out(&prepared, Some(&ours), &award, &web, &Over::default(), &path, now()).unwrap_err();
    assert!(told.to_string().contains("was retired on 2026-03-14"), "{told}");
    assert!(!path.exists());
}
