//! What we write against the official JSON Schema.

use std::fs;

use badgewright::badge::{Badge, Criteria, ImageNote, Profile, Skill};
use badgewright::credential::ob3::{self, Award};
use badgewright::credential::proof;
use badgewright::credential::{Algorithm, IssuerKey, Recipient, SystemRandom};
use serde_json::Value;

use super::{at, data};

fn badge() -> Badge {
    Badge {
        id: "urn:uuid:2f0c0c9c-4f9c-4f4c-8c0f-2f0c0c9c4f9c".into(),
        name: "First Aid Volunteer".into(),
        description: "Earners of this badge have helped at events.".into(),
        layer: Some("col-2018/demonstrate".into()),
        criteria: Criteria {
            statements: vec!["Earner has completed a course.".into(), "Earner has recorded each case.".into()],
            ..Criteria::default()
        },
        skills: vec![Skill::named("First aid"), Skill::named("Record keeping")],
        issuer: Profile {
            name: "Harbour Community Trust".into(),
            url: "https://example.org".into(),
            ..Profile::default()
        },
        image: ImageNote { caption: "A case with a cross.".into(), ..ImageNote::default() },
        achievement_type: "Badge".into(),
        tag: vec!["first aid".into()],
        in_language: "en-GB".into(),
        ..Badge::default()
    }
}

#[test]
fn every_form_of_open_badges_3_follows_the_official_schema() {
    use badgewright::document::starter;
    use badgewright::issue::{FileKind, Form, IssueOptions, award, prepare};
    let Some(folder) = data("schema") else { return };
    let schema = fs::read_to_string(folder.join("ob_v3p0_achievementcredential_schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    let badge = std::sync::Arc::make_mut(&mut document.badge);
    badge.issuer.name = "Key".into();
    badge.revocable = true;
    badge.version = "2".into();
    badge.in_language = "en-GB".into();
    badge.credits_available = Some(1.5);
    badge.related = vec![badgewright::badge::Related { id: "urn:uuid:3".into(), ..Default::default() }];
    let described = badgewright::badge::ResultDescription {
        id: "urn:uuid:4".into(),
        name: "Mark".into(),
        result_type: "Percent".into(),
        ..Default::default()
    };
    badge.result_description = vec![described];
    for (form, algorithm) in [
        (Form::Ob3, Algorithm::Ed25519),
        (Form::Ob3Jcs, Algorithm::Ed25519),
        (Form::Ob3Jwt, Algorithm::Ed25519),
        (Form::Ob3Jwt, Algorithm::P256),
        (Form::Ob3Jwt, Algorithm::Rsa),
    ] {
        let key = IssuerKey::generate("Key", algorithm, at(), &mut SystemRandom).unwrap();
        let mut document = document.clone();
        if algorithm == Algorithm::Ed25519 {
            let badge = std::sync::Arc::make_mut(&mut document.badge);
            let words = badgewright::credential::endorsement::Endorsement {
                id: "urn:uuid:5",
                subject: "urn:uuid:1",
                comment: "We ask our crews for it.",
                endorser: "Sailing Club",
            };
            badge.endorsement = vec![badgewright::credential::endorsement::endorse(&words, &key, at()).unwrap()];
        }
        let mut award = award("amy@example.org", at()).unwrap();
        award.evidence = vec!["https://example.org/evidence".into()];
        award.results = vec![ob3::Attained { result_description: "urn:uuid:4".into(), value: "90".into() }];
        let options = IssueOptions::new(form, FileKind::Record, Some("did:web:example.org"));
        let file = prepare(&document, &options).unwrap().award(Some(&key), &award, at()).unwrap().file;
        let text = String::from_utf8(file).unwrap();
        let mut credential = if form.is_token() {
            Value::Object(badgewright::credential::jws::payload(&text).unwrap())
        } else {
            serde_json::from_str(&text).unwrap()
        };
        for claim in ["iss", "jti", "sub", "nbf", "exp"] {
            credential.as_object_mut().unwrap().remove(claim);
        }
        if form.is_token() {
            // The token is the proof; the schema wants one to be there.
            credential["proof"] = serde_json::json!([]);
        }
        let misses: Vec<String> =
            validator.iter_errors(&credential).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(misses.is_empty(), "{form:?}: {}", misses.join("\n"));
    }
}

#[test]
fn what_we_sign_follows_the_official_schema() {
    let Some(folder) = data("schema") else { return };
    let schema = fs::read_to_string(folder.join("ob_v3p0_achievementcredential_schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let key = IssuerKey::generate("Key", Algorithm::Ed25519, at(), &mut SystemRandom).unwrap();
    for recipient in [
        Recipient::Email { address: "amy@example.org".into(), salt: "s".into() },
        Recipient::Id("did:example:amy".into()),
    ] {
        let award = Award {
            id: "urn:uuid:7b0d4a7e-3b0e-4d59-9f3e-5f4d1e9a9b11".into(),
            recipient,
            name: Some("Amy Example".into()),
            issued_on: at(),
            expires: Some("2030-01-01T00:00:00Z".parse().unwrap()),
            evidence: vec!["https://example.org/evidence".into()],
            image: Some("data:image/png;base64,iVBORw0KGgo=".into()),
            results: Vec::new(),
            status: None,
        };
        let signed = proof::sign(&ob3::credential(&badge(), &key.did(), &award).unwrap(), &key, at()).unwrap();
        let misses: Vec<String> =
            validator.iter_errors(&signed).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(misses.is_empty(), "{}", misses.join("\n"));
    }
}
