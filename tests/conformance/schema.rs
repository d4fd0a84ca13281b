//! What we write against the official JSON Schema.

use std::fs;

use badgewright::badge::{Badge, Criteria, ImageNote, Profile, Skill};
use badgewright::credential::ob3::{self, Award};
use badgewright::credential::proof;
use badgewright::credential::{Algorithm, IssuerKey, Recipient, SystemRandom};
use serde_json::Value;

use crate::{at, data};

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
