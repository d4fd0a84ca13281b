use super::*;
use crate::badge::{Criteria, ImageNote, Related};
use crate::credential::random::{SystemRandom, new_urn};
use crate::credential::view::{self, RecipientView};
use crate::credential::{IssuerKey, proof};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn key() -> IssuerKey {
    IssuerKey::generate(
        "Harbour Trust",
        crate::credential::Algorithm::Ed25519,
        at("2026-01-01T00:00:00Z"),
        &mut SystemRandom,
    )
    .unwrap()
}

/// A badge with every field said.
fn full() -> Badge {
    Badge {
        id: "urn:uuid:2f0c0c9c-4f9c-4f4c-8c0f-2f0c0c9c4f9c".into(),
        name: "First Aid Volunteer".into(),
        short_name: "First Aid".into(),
        description: "Earners of this badge have helped at events.".into(),
        layer: Some("col-2018/demonstrate".into()),
        criteria: Criteria {
            statements: vec!["Earner has completed a course.".into(), "Earner has recorded each case.".into()],
            id: "https://example.org/criteria".into(),
            ..Criteria::default()
        },
        skills: vec![
            Skill::named("First aid"),
            Skill {
                label: "Communication".into(),
                alignment: Some(Alignment {
                    target_name: "communication".into(),
                    target_url: "http://data.europa.eu/esco/skill/15d76317".into(),
                    target_framework: "ESCO".into(),
                    ..Alignment::default()
                }),
            },
        ],
        issuer: Profile {
            name: "Harbour Community Trust".into(),
            url: "https://example.org".into(),
            email: "badges@example.org".into(),
            phone: "+44 20 7946 0000".into(),
            description: "We help.".into(),
            image: "data:image/png;base64,iVBORw0KGgo=".into(),
            address: Some(Address { address_locality: "Hull".into(), ..Address::default() }),
            official: "A. Person".into(),
            parent_org: Some(Box::new(Profile { name: "The Parent".into(), ..Profile::default() })),
            given_name: "Ann".into(),
            family_name: "Person".into(),
            other_identifier: vec![IdentifierEntry { identifier: "1".into(), identifier_type: "systemId".into() }],
            ..Profile::default()
        },
        image: ImageNote { caption: "A case with a cross.".into(), ..ImageNote::default() },
        achievement_type: "Badge".into(),
        tag: vec!["first aid".into()],
        validity: Some(Validity { length: 2, unit: ValidityUnit::Years }),
        alignment: vec![Alignment {
            target_name: "Community".into(),
            target_url: "https://example.org/framework".into(),
            ..Alignment::default()
        }],
        in_language: "en-GB".into(),
        version: "1".into(),
        human_code: "FA1".into(),
        field_of_study: "Health".into(),
        specialization: "Events".into(),
        credits_available: Some(1.5),
        other_identifier: vec![IdentifierEntry { identifier: "x".into(), identifier_type: "ext:own".into() }],
        related: vec![Related { id: "urn:uuid:1".into(), in_language: "cy".into(), version: "1".into() }],
        result_description: vec![ResultDescription {
            id: "urn:uuid:2".into(),
            name: "Mark".into(),
            result_type: "Percent".into(),
            allowed_value: vec!["1".into(), "2".into()],
            required_value: "1".into(),
            value_min: "0".into(),
            value_max: "100".into(),
            ..ResultDescription::default()
        }],
        ..Badge::default()
    }
}

fn signed(badge: &Badge, key: &IssuerKey, award: &Award, at: Timestamp) -> Result<Value, CredentialError> {
    Ok(proof::sign(&credential(badge, &key.did(), award)?, key, at)?)
}

fn award() -> Award {
    Award {
        id: new_urn(&mut SystemRandom).unwrap(),
        recipient: Recipient::Email { address: "amy@example.org".into(), salt: "s".into() },
        name: Some("Amy Example".into()),
        issued_on: at("2026-03-14T10:00:00Z"),
        expires: None,
        evidence: vec!["https://example.org/evidence/1".into()],
        image: Some("data:image/png;base64,iVBORw0KGgo=".into()),
        results: Vec::new(),
        status: None,
    }
}

#[test]
fn everything_that_the_badge_says_can_be_signed_and_read_back() {
    let (badge, key, award) = (full(), key(), award());
    let signed = signed(&badge, &key, &award, at("2026-03-14T10:00:05Z")).unwrap();
    let checked = proof::verify(
        &proof::Document::of(&signed).unwrap(),
        &crate::credential::proof::Against::new(at("2026-06-01T00:00:00Z"), &crate::credential::did::public_key),
    )
    .unwrap()
    .proofs;
    assert_eq!(checked[0].result, Ok(()));
    let view = view::read(&signed).unwrap();
    assert_eq!(view.standard, view::Standard::Ob3);
    assert_eq!(view.id.as_deref(), Some(award.id.as_str()));
    assert_eq!(view.badge.name.as_deref(), Some("First Aid Volunteer"));
    assert_eq!(view.badge.description.as_deref(), Some(badge.description.as_str()));
    assert_eq!(view.badge.criteria, Some(badge.criteria.narrative()));
    assert_eq!(view.badge.skills, ["First aid", "Communication"]);
    assert_eq!(view.badge.layer.as_deref(), Some("Demonstrate"));
    assert_eq!(view.badge.alignments.len(), 4);
    assert_eq!(view.badge.issuer.id, Some(key.did()));
    assert_eq!(view.badge.issuer.name.as_deref(), Some("Harbour Community Trust"));
    assert_eq!(view.badge.image_alt.as_deref(), Some("A case with a cross."));
    assert_eq!(view.issued_on.time(), Some(award.issued_on));
    assert_eq!(view.valid_until.time(), Some(at("2028-03-14T23:59:59Z")), "good until the end of its last day");
    assert_eq!(
        view.earners.concat(),
        [
            RecipientView::Hashed("emailAddress".into(), recipient::hash("amy@example.org", "s"), Some("s".into())),
            RecipientView::Plain("name".into(), "Amy Example".into()),
        ]
    );
    assert_eq!(view.missing, Vec::<&str>::new());
    assert!(!signed.to_string().contains("amy@example.org"), "the address itself is nowhere");
    assert_eq!(signed["credentialSubject"]["achievement"]["tag"], json!(["first aid", "Demonstrate Layer"]));
}

#[test]
fn a_badge_with_little_said_is_signed_as_well() {
    let badge = Badge {
        id: "urn:uuid:1".into(),
        name: "N".into(),
        description: "D".into(),
        criteria: Criteria { statements: vec!["C".into()], ..Criteria::default() },
        skills: vec![Skill::named("Patience"), Skill::named(" ")],
        issuer: Profile { name: "I".into(), ..Profile::default() },
        ..Badge::default()
    };
    let award = Award { recipient: Recipient::Id("did:example:amy".into()), name: None, image: None, ..award() };
    let signed = signed(&badge, &key(), &award, award.issued_on).unwrap();
    let view = view::read(&signed).unwrap();
    assert_eq!(view.earners.concat(), [RecipientView::Id("did:example:amy".into())]);
    assert_eq!(view.valid_until, view::Moment::Absent);
    assert_eq!(view.badge.skills, ["Patience"]);
    assert!(signed["credentialSubject"].get("identifier").is_none());
}

#[test]
fn what_the_standard_needs_is_asked_for_by_name() {
    let missing = |change: fn(&mut Badge)| {
        let mut badge = full();
        change(&mut badge);
        match credential(&badge, "did:example:i", &award()) {
            Err(CredentialError::Missing(what)) => what,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(missing(|badge| badge.name = " ".into()), "name");
    assert_eq!(missing(|badge| badge.description.clear()), "description");
    assert_eq!(missing(|badge| badge.criteria = Criteria::default()), "earning criteria");
    assert_eq!(missing(|badge| badge.issuer.name.clear()), "issuer's name");
    assert_eq!(missing(|badge| badge.id.clear()), "identifier");
}

#[test]
fn an_incomplete_address_is_named_before_signing() {
    let mut badge = full();
    badge.issuer.image = "logo.png".into();
    let error = signed(&badge, &key(), &award(), at("2026-03-14T10:00:00Z")).unwrap_err().to_string();
    assert!(error.contains("issuer.image.id") && error.contains("logo.png"), "{error}");
}

#[test]
fn validity_counts_in_calendar_time() {
    let end = |length, unit, from| end_of(Validity { length, unit }, at(from)).unwrap().to_string();
    assert_eq!(end(1, ValidityUnit::Months, "2026-01-31T12:00:00Z"), "2026-02-28T23:59:59Z");
    assert_eq!(end(1, ValidityUnit::Years, "2028-02-29T00:00:00Z"), "2029-02-28T23:59:59Z");
    assert_eq!(end(30, ValidityUnit::Days, "2026-01-01T00:00:00Z"), "2026-01-31T23:59:59Z");
    let far = Validity { length: u16::MAX, unit: ValidityUnit::Years };
    assert!(matches!(end_of(far, at("2026-01-01T00:00:00Z")), Err(CredentialError::TooLong)));
}
