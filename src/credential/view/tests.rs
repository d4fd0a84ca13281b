use serde_json::json;

use super::*;
use crate::badge::Standard as BadgeStandard;

#[test]
fn older_badges_are_recognised() {
    let two = read(&json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://example.org/a/1",
        "recipient": { "type": "email", "hashed": true, "salt": "deadsea", "identity": "sha256$00" },
        "badge": { "name": "Robotics", "criteria": { "narrative": "Built one." }, "issuer": { "name": "Makers" } },
        "issuedOn": "2026-01-01T00:00:00Z",
        "expires": "2027-01-01T00:00:00+01:00"
    }))
    .unwrap();
    assert_eq!((two.standard, two.badge.name.as_deref()), (Standard::Ob2, Some("Robotics")));
    assert_eq!(two.badge.criteria.as_deref(), Some("Built one."));
    assert_eq!(
        two.earners.concat(),
        [RecipientView::Hashed("email".into(), "sha256$00".into(), Some("deadsea".into()))]
    );
    assert_eq!(two.valid_until.time(), "2026-12-31T23:00:00Z".parse().ok());

    let one = read(&json!({
        "recipient": "sha256$ab", "salt": "x", "issued_on": "2012-04-13", "badge": { "name": "Old", "criteria": "/c" }
    }))
    .unwrap();
    assert_eq!((one.standard, one.badge.criteria.as_deref()), (Standard::Ob1, Some("/c")));
    assert_eq!(one.earners.concat(), [RecipientView::Hashed("email".into(), "sha256$ab".into(), Some("x".into()))]);
    assert_eq!(one.issued_on.time(), "2012-04-13T00:00:00Z".parse().ok());
}

#[test]
fn only_credentials_are_credentials() {
    for other in
        [json!(null), json!([]), json!("x"), json!({}), json!({ "type": "BadgeClass" }), json!({ "name": "x" })]
    {
        assert_eq!(read(&other), None, "{other}");
    }
    assert_eq!(read(&json!({ "type": "VerifiableCredential" })).unwrap().standard, Standard::Vc);
}

#[test]
fn odd_shapes_are_read_as_far_as_they_go() {
    let odd = json!({
        "type": ["OpenBadgeCredential", 5],
        "issuer": "did:key:z6Mk",
        "name": [{ "@value": "Outer" }],
        "credentialSubject": [{ "achievement": [{
            "name": { "en": "Kite", "de": "Drachen" }, "criteria": [], "alignment": "x", "image": 5
        }], "identifier": [5, { "identityHash": 5 }] }],
        "validUntil": { "a": 1 },
        "validFrom": ["2026-01-01T00:00:00Z", "2020-01-01T00:00:00Z"],
        "awardedDate": true,
        "credentialStatus": [5, { "statusListCredential": "https://e.org/list" }]
    });
    let view = read(&odd).unwrap();
    assert_eq!(view.badge.name.as_deref(), Some("Kite"));
    assert_eq!(view.badge.issuer.id.as_deref(), Some("did:key:z6Mk"));
    assert!(matches!(view.valid_until, Moment::Unreadable(_)), "there, so never absent");
    assert!(matches!(view.valid_from, Moment::Unreadable(_)), "two dates are none");
    assert_eq!(view.status.len(), 2);
    assert!(view.missing.contains(&"description"));
}

#[test]
fn a_date_written_out_as_a_literal_counts() {
    let view = read(&json!({
        "type": "OpenBadgeCredential",
        "validUntil": { "@value": "2026-05-01T00:00:00Z", "@type": "xsd:dateTime" },
        "expirationDate": "2030-01-01T00:00:00Z"
    }))
    .unwrap();
    assert_eq!(view.valid_until.time(), "2026-05-01T00:00:00Z".parse().ok());
    let both = |until: Value, expires: Value| {
        let both = json!({ "type": "OpenBadgeCredential", "validUntil": until, "expirationDate": expires });
        read(&both).unwrap().valid_until
    };
    let first = "2026-05-01T00:00:00Z";
    assert_eq!(both(json!("2030-01-01T00:00:00Z"), json!(first)).time(), first.parse().ok(), "whichever is first");
    assert!(matches!(both(json!(first), json!(5)), Moment::Unreadable(_)));
}

#[test]
fn text_from_strangers_cannot_steer_a_terminal_or_turn_what_follows() {
    let view = read(&json!({ "type": "OpenBadgeCredential", "name": "a\u{1b}[31m\u{202e}b\nc" })).unwrap();
    assert_eq!(view.badge.name.as_deref(), Some("a[31mb\nc"));
}

#[test]
fn a_layer_is_recognised_by_code_or_by_framework_and_name() {
    let layer = |alignment: Value| {
        let achievement = json!({ "alignment": [{ "targetName": "Other" }, alignment] });
        let credential = json!({ "type": "OpenBadgeCredential", "credentialSubject": { "achievement": achievement } });
        read(&credential).unwrap().badge.layer
    };
    assert_eq!(layer(json!({ "targetCode": "col-2018/lead" })).as_deref(), Some("Lead"));
    let framework = BadgeStandard::bundled().name.clone();
    assert_eq!(layer(json!({ "targetName": "Engage Layer", "targetFramework": framework })).as_deref(), Some("Engage"));
    assert_eq!(layer(json!({ "targetName": "Engage Layer", "targetFramework": "Another" })), None);
}

#[test]
fn every_kind_of_an_older_earner_is_read() {
    for (kind, read) in [
        (json!("url"), "url"),
        (json!(["url", "telephone"]), "url, telephone"),
        (json!(["IdentityObject", "email"]), "email"),
        (json!([]), "email"),
    ] {
        let assertion = json!({
            "type": "Assertion", "@context": "https://w3id.org/openbadges/v2",
            "recipient": { "type": kind, "hashed": false, "identity": "amy@example.org" },
        });
        let recipient = super::read(&assertion).unwrap().earners.concat();
        assert_eq!(recipient, [RecipientView::Plain(read.into(), "amy@example.org".into())], "{kind}");
    }
}

#[test]
fn a_salt_that_cannot_be_read_is_not_taken_for_none() {
    let salts = |salt: Option<Value>| {
        let mut identity = json!({ "type": "email", "hashed": true, "identity": "sha256$00" });
        let mut sealed = json!({ "hashed": true, "identityHash": "sha256$00", "identityType": "emailAddress" });
        let mut early = json!({ "recipient": "sha256$00", "badge": { "name": "Kite" } });
        for place in [&mut identity, &mut sealed, &mut early] {
            if let (Some(salt), Some(fields)) = (&salt, place.as_object_mut()) {
                fields.insert("salt".into(), salt.clone());
            }
        }
        let older = json!({ "recipient": identity, "badge": { "name": "Kite" } });
        let newer = json!({ "type": "OpenBadgeCredential", "credentialSubject": { "identifier": [sealed] } });
        [older, newer, early].map(|file| match read(&file).unwrap().earners.concat().as_slice() {
            [RecipientView::Hashed(_, _, salt)] => salt.clone(),
            other => panic!("{other:?}"),
        })
    };
    for unread in [json!(5), json!(true), json!(null), json!([]), json!([5]), json!(["a", "b"]), json!({ "en": "a" })] {
        assert_eq!(salts(Some(unread.clone())), [None, None, None], "{unread}");
    }
    for salt in [json!(" s\u{200b}"), json!([" s\u{200b}"])] {
        assert_eq!(salts(Some(salt)), [(); 3].map(|()| Some(" s\u{200b}".to_owned())), "as it stands");
    }
    assert_eq!(salts(None), [(); 3].map(|()| Some(String::new())));
}

#[test]
fn an_alignment_that_is_an_address_alone_is_listed_by_it() {
    let url = "https://example.org/skills/1";
    for (context, kind) in
        [("https://w3id.org/openbadges/v1", "Assertion"), ("https://w3id.org/openbadges/v2", "Assertion")]
    {
        for alignment in [json!([url]), json!(url), json!([{ "id": url }])] {
            let view = read(&json!({
                "@context": context, "type": kind, "recipient": { "identity": "amy@example.org" },
                "badge": { "name": "Old", "alignment": alignment },
            }))
            .unwrap();
            assert_eq!(view.badge.alignments[0].url.as_deref(), Some(url), "{alignment}");
        }
    }
}
