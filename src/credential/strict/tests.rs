use serde_json::{Value, json};

use super::{Problem, StrictError, Words, check, said};
use crate::credential::{Work, contexts};

/// A small Open Badges 3.0 credential that passes.
fn credential() -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:7b0d4a7e-3b0e-4d59-9f3e-5f4d1e9a9b11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Kite Maker",
        "issuer": { "id": "did:key:z6Mk", "type": ["Profile"], "name": "Harbour Trust", "url": "https://example.org" },
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [{ "type": "IdentityObject", "hashed": true, "identityHash": "sha256$00", "identityType": "emailAddress", "salt": "s" }],
            "achievement": {
                "id": "urn:uuid:2f0c0c9c-4f9c-4f4c-8c0f-2f0c0c9c4f9c",
                "type": ["Achievement"],
                "name": "Kite Maker",
                "description": "Built a kite.",
                "criteria": { "narrative": "- Earner has built a kite." },
                "image": { "id": "data:image/png;base64,iVBORw0KGgo=", "type": "Image", "caption": "A kite" },
                "tag": ["kites"],
                "alignment": [{ "type": ["Alignment"], "targetName": "Crafts", "targetUrl": "https://example.org/crafts" }]
            }
        }
    })
}

/// Checks the credential with the value at `pointer` replaced; a new field is
/// added when the last step does not exist yet.
fn with(pointer: &str, value: Value) -> Result<(), StrictError> {
    let mut document = credential();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap()[field] = value;
    check(&document)
}

#[track_caller]
fn refused(result: Result<(), StrictError>, at: &str) -> Problem {
    match result {
        Err(StrictError::Refused { path, problem }) => {
            assert_eq!(path, at, "{problem}");
            problem
        }
        other => panic!("expected a refusal at {at}, got {other:?}"),
    }
}

#[test]
fn an_ordinary_credential_passes() {
    check(&credential()).unwrap();
}

#[test]
fn an_undefined_word_is_refused_and_its_place_named() {
    let at = "credentialSubject.achievement.mood";
    assert_eq!(refused(with("/credentialSubject/achievement/mood", json!("x")), at), Problem::Undefined("mood".into()));
    let nested = with("/credentialSubject/achievement/alignment", json!([{ "type": "Alignment", "targetColour": 1 }]));
    refused(nested, "credentialSubject.achievement.alignment[0].targetColour");
    // A word of one type is none in another.
    refused(with("/issuer/targetName", json!("x")), "issuer.targetName");
}

#[test]
fn a_field_without_a_name_is_refused_wherever_it_stands() {
    let subject = "https://www.w3.org/2018/credentials#credentialSubject";
    for pointer in ["", "/credentialSubject", "/credentialSubject/achievement"] {
        let mut document = credential();
        document["@context"].as_array_mut().unwrap().push(json!({ "@vocab": subject }));
        document.pointer_mut(pointer).unwrap()[""] = json!({ "proof": { "name": "Amy is a doctor" } });
        let told = check(&document);
        assert!(matches!(&told, Err(StrictError::Refused { problem: Problem::Undefined(_), .. })), "{told:?}");
    }
}

#[test]
fn the_words_of_a_type_hold_for_that_node_only() {
    // "criteria" belongs to Achievement; the image below it is another node.
    refused(
        with("/credentialSubject/achievement/image", json!({ "id": "https://e.org/i", "criteria": "x" })),
        "credentialSubject.achievement.image.criteria",
    );
}

#[test]
fn an_undefined_type_is_refused() {
    assert_eq!(
        refused(with("/type", json!(["VerifiableCredential", "Kite"])), "type"),
        Problem::Undefined("Kite".into())
    );
    refused(with("/type", json!([1])), "type");
}

#[test]
fn incomplete_addresses_are_refused() {
    for (pointer, at) in [
        ("/id", "id"),
        ("/credentialSubject/achievement/id", "credentialSubject.achievement.id"),
        ("/credentialSubject/achievement/image", "credentialSubject.achievement.image"),
    ] {
        for bad in ["kite.png", "../kite", "", "_:b0", "https://e.org/a b", "@kite"] {
            let problem = refused(with(pointer, json!(bad)), at);
            assert!(matches!(problem, Problem::Relative(_)), "{problem:?}");
        }
    }
}

#[test]
fn protected_words_keep_their_meaning() {
    let mut document = credential();
    document["@context"].as_array_mut().unwrap().push(json!({ "name": "https://evil.example/name" }));
    assert_eq!(refused(check(&document), "@context"), Problem::Protected("name".into()));
    document["@context"][2] = json!(null);
    assert!(matches!(refused(check(&document), "@context"), Problem::Protected(_)));
    // The same meaning once more is no change.
    document["@context"][2] = json!("https://www.w3.org/ns/credentials/v2");
    check(&document).unwrap();
}

#[test]
fn an_own_vocabulary_may_add_words() {
    let mut document = credential();
    document["@context"].as_array_mut().unwrap().push(json!({ "ex": "https://example.org/v#", "mood": "ex:mood" }));
    document["mood"] = json!("calm");
    check(&document).unwrap();
    document["@context"][2] = json!({ "@vocab": "https://example.org/v#" });
    check(&document).unwrap();
}

#[test]
fn contexts_that_hide_data_are_refused() {
    for bad in [
        json!({ "@base": "https://example.org/" }),
        json!({ "@import": "https://www.w3.org/ns/credentials/v2" }),
        json!({ "@language": "not a language" }),
        json!({ "@direction": "rtl" }),
        json!({ "@version": 1.0 }),
        json!({ "@vocab": "relative" }),
        json!({ "x": { "@reverse": "https://example.org/x" } }),
        json!({ "x": { "@id": "https://example.org/x", "@nest": "y" } }),
        json!({ "x": { "@id": "https://example.org/x", "@index": "y" } }),
        json!({ "a": "b:c", "b": "a:d" }),
        json!({ "x": "y" }),
        json!({ "@kind": "https://example.org/x" }),
        json!({ "": "https://example.org/x" }),
        json!({ "x": 1 }),
        json!(5),
    ] {
        let mut document = credential();
        document["@context"].as_array_mut().unwrap().push(bad.clone());
        assert!(matches!(check(&document), Err(StrictError::Refused { .. })), "{bad}");
    }
}

#[test]
fn an_unknown_context_is_named_and_not_fetched() {
    let mut document = credential();
    document["@context"].as_array_mut().unwrap().push(json!("https://example.org/mine.json"));
    assert_eq!(check(&document), Err(StrictError::UnknownContext("https://example.org/mine.json".into())));
}

#[test]
fn words_that_look_like_keywords_are_refused() {
    assert!(matches!(refused(with("/@kind", json!("x")), "@kind"), Problem::LooksLikeKeyword(_)));
    for keyword in ["@graph", "@included", "@reverse", "@nest", "@index", "@direction"] {
        refused(with(&format!("/{keyword}"), json!({})), keyword);
    }
}

#[test]
fn a_known_field_cannot_hide_behind_another_spelling() {
    let full = "https://www.w3.org/2018/credentials#validUntil";
    let mut document = credential();
    document[full] = json!({ "@value": "2020-01-01T00:00:00Z", "@type": "http://www.w3.org/2001/XMLSchema#dateTime" });
    assert!(matches!(refused(check(&document), full), Problem::Renamed(_)));

    let mut document = credential();
    document["@context"].as_array_mut().unwrap().push(json!({ "bestBefore": full }));
    document["bestBefore"] = json!("2020-01-01T00:00:00Z");
    assert!(matches!(refused(check(&document), "bestBefore"), Problem::Renamed(_)));

    // By the name of a kind of things that has the same meaning.
    for (field, kind) in [("criteria", "Criteria"), ("image", "Image")] {
        let mut document = credential();
        let achievement = document["credentialSubject"]["achievement"].as_object_mut().unwrap();
        let value = achievement.remove(field).unwrap_or(json!({ "id": "https://example.org/i.png", "type": kind }));
        achievement.insert(kind.to_owned(), value);
        assert!(matches!(
            refused(check(&document), &format!("credentialSubject.achievement.{kind}")),
            Problem::Renamed(_)
        ));
    }

    // A kind by a name of one's own, and whole.
    for (own, context) in [
        ("Honour", json!({ "Honour": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement" })),
        ("https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement", json!({})),
    ] {
        let mut document = credential();
        document["@context"].as_array_mut().unwrap().push(context);
        document["credentialSubject"]["achievement"]["type"] = json!(["Achievement", own]);
        assert!(
            matches!(refused(check(&document), "credentialSubject.achievement.type"), Problem::Renamed(_)),
            "{own}"
        );
    }

    let mut document = credential();
    document["@context"].as_array_mut().unwrap().push(json!({ "kind": "@type" }));
    document["issuer"]["kind"] = json!("Profile");
    let twice = refused(check(&document), "issuer.kind");
    assert!(matches!(twice, Problem::Twice(_)), "beside “type”: {twice:?}");
}

#[test]
fn a_prefix_is_seen_to_be_one() {
    for odd in ["Eve Smith, eve@example.org", "Passed with distinction", "1st", "a b"] {
        let mut document = credential();
        document["@context"].as_array_mut().unwrap().push(json!({ odd: { "@id": "urn:uuid:", "@prefix": true } }));
        assert!(matches!(refused(check(&document), "@context"), Problem::BadContext(_)), "{odd}");
        // Without being called one it is none.
        document["@context"][2] = json!({ odd: "https://example.org/x#" });
        document["id"] = json!(format!("{odd}:1"));
        assert!(check(&document).is_err(), "{odd}");
    }
    let mut document = credential();
    document["@context"].as_array_mut().unwrap().push(json!({ "u": { "@id": "urn:uuid:", "@prefix": true } }));
    document["id"] = json!("u:7b0d4a7e");
    check(&document).unwrap();
}

#[test]
fn what_is_short_for_something_long_is_not_written_out_without_end() {
    let mut document = credential();
    let long = format!("https://example.org/{}/", "x".repeat(900));
    document["@context"].as_array_mut().unwrap().push(json!({ "p": { "@id": long, "@prefix": true } }));
    let many: Vec<Value> = (0..12_000).map(|i| json!(format!("p:{i}"))).collect();
    document["credentialSubject"]["achievement"]["creator"] = json!({ "id": "urn:x", "type": "Profile" });
    document["evidence"] = json!(many);
    assert!(matches!(refused(check(&document), "the top of the credential"), Problem::TooLong));
    document["@context"][2] =
        json!({ "p": { "@id": format!("https://example.org/{}/", "x".repeat(2_000)), "@prefix": true } });
    assert!(matches!(refused(check(&document), "@context"), Problem::TooLong));
}

#[test]
fn literals_may_be_written_out_but_hide_nothing() {
    with("/name", json!({ "@value": "Kite", "@language": "en" })).unwrap();
    with("/name", json!([{ "@value": "Kite", "@language": "en" }, { "@value": "Drachen", "@language": "de" }]))
        .unwrap();
    for bad in [
        json!({ "@value": "Kite", "@direction": "rtl" }),
        json!({ "@value": "Kite", "@index": "x" }),
        json!({ "@value": "Kite", "@language": "no language" }),
        json!({ "@value": "Kite", "@type": "relative" }),
        json!({ "@value": ["Kite"] }),
        json!({ "@value": "Kite", "more": "x" }),
    ] {
        assert!(with("/name", bad.clone()).is_err(), "{bad}");
    }
}

#[test]
fn nulls_and_empty_lists_say_nothing_and_pass() {
    with("/evidence", json!(null)).unwrap();
    with("/evidence", json!([])).unwrap();
}

#[test]
fn what_is_no_single_credential_is_refused() {
    assert!(check(&json!([credential()])).is_err());
    assert!(check(&json!("text")).is_err());
    let many: Vec<Value> = (0..3000).map(|_| json!({ "type": "Evidence" })).collect();
    assert!(matches!(refused(with("/evidence", json!(many)), "the top of the credential"), Problem::TooLarge(_)));
}

#[test]
fn a_field_by_the_name_of_a_type_goes_by_another_name() {
    let (first, second) = ("https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2");
    for (base, version, field, word) in [
        (second, "-3.0.3", "criteria", "Criteria"),
        (second, "-3.0.2", "criteria", "Criteria"),
        (first, "-3.0.1", "image", "Image"),
        (first, "", "criteria", "Criteria"),
    ] {
        let mut document = credential();
        document["@context"] = json!([base, format!("https://purl.imsglobal.org/spec/ob/v3p0/context{version}.json")]);
        let achievement = document["credentialSubject"]["achievement"].as_object_mut().unwrap();
        let value = achievement.remove(field).unwrap();
        achievement.insert(word.to_owned(), value);
        let told = check(&document);
        assert!(
            matches!(&told, Err(StrictError::Refused { problem: Problem::Renamed(name), .. }) if name == word),
            "{version}: {told:?}"
        );
    }
}

/// What other programs may miss in a credential that was changed like this.
fn missed(change: impl Fn(&mut Value)) -> Option<String> {
    let mut document = credential();
    change(&mut document);
    let object = document.as_object().unwrap();
    said(object, &Words::default(), &[], contexts::bundled_only(), &Work::default()).unwrap().missed()
}

#[test]
fn values_that_are_not_written_as_programs_look_for_them_are_told() {
    const DATE: &str = "http://www.w3.org/2001/XMLSchema#dateTime";
    assert_eq!(missed(|_| ()), None);
    let set = |place: &'static str, value: Value| {
        missed(move |document| {
            let (within, field) = place.rsplit_once('/').unwrap();
            document.pointer_mut(within).unwrap()[field] = value.clone();
        })
    };
    let to = json!({ "type": "IdentityObject", "hashed": "true", "identityHash": "x", "identityType": "name" });
    let status = json!({ "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "1",
        "statusListCredential": { "id": "https://example.org/list" } });
    for (place, value, told) in [
        ("/name", json!({ "@value": "Kite" }), "name"),
        ("/credentialSubject/achievement/name", json!({ "@value": "Kite" }), "credentialSubject.achievement.name"),
        ("/validUntil", json!({ "@value": "2030-01-01T00:00:00Z", "@type": DATE }), "validUntil"),
        ("/validUntil", json!(["2030-01-01T00:00:00Z"]), "validUntil"),
        ("/validUntil", json!({ "@set": ["2030-01-01T00:00:00Z"] }), "validUntil"),
        ("/issuer", json!(["did:key:z6Mk", "did:key:z6Mk"]), "issuer"),
        (
            "/issuer",
            json!([{ "id": "did:key:z6Mk", "type": "Profile" }, { "id": "did:key:z6Mk", "name": "C" }]),
            "issuer",
        ),
        ("/credentialSubject/identifier", to, "credentialSubject.identifier.hashed"),
        ("/credentialStatus", status, "credentialStatus.statusListCredential"),
    ] {
        let found = set(place, value.clone()).unwrap_or_default();
        assert!(found.starts_with(&format!("{told} ")), "{place} {value}: {found}");
    }
    let short = missed(|document| {
        document["@context"].as_array_mut().unwrap().push(json!({ "u": { "@id": "urn:uuid:", "@prefix": true } }));
        document["id"] = json!("u:7");
    });
    assert!(short.is_some_and(|told| told.starts_with("id ")));
    // As the standards have it, though in several ways.
    for (place, value) in [
        ("/name", json!([{ "@value": "Kite", "@language": "en" }, { "@value": "Drachen", "@language": "de" }])),
        ("/issuer", json!("did:key:z6Mk")),
        ("/evidence", json!({ "id": "https://example.org/e", "type": "Evidence" })),
        ("/evidence", json!([{ "id": "https://example.org/e", "type": "Evidence" }])),
    ] {
        assert_eq!(set(place, value.clone()), None, "{place} {value}");
    }
}

#[test]
fn a_thing_of_which_no_place_says_all_is_told_and_one_that_is_two_things_is_not() {
    let achievement =
        || json!({ "id": "urn:uuid:a", "type": "Achievement", "name": "Kite", "description": "Built one." });
    let split = |inside: Value, evidence: Value| {
        missed(|document| {
            document["id"] = json!("urn:uuid:1");
            document["credentialSubject"] =
                json!({ "id": "did:example:amy", "type": "AchievementSubject", "achievement": inside });
            document["evidence"] = evidence.clone();
        })
    };
    let named = json!({ "id": "urn:uuid:a", "type": "Achievement", "name": "Kite" });
    let until = json!({ "validUntil": { "@id": "https://www.w3.org/2018/credentials#validUntil" } });
    let end = json!({ "id": "urn:uuid:1", "@context": until, "validUntil": "2030-01-01T00:00:00Z" });
    for (inside, evidence) in [
        (json!([named, { "id": "urn:uuid:a", "description": "Built one." }]), json!([])),
        (named.clone(), json!([{ "id": "urn:uuid:a", "description": "Built one." }])),
        (json!({ "id": "urn:uuid:a" }), json!([achievement()])),
        (achievement(), json!([end])),
    ] {
        let told = split(inside.clone(), evidence.clone());
        assert!(told.is_some(), "{inside} {evidence}");
    }
    assert_eq!(split(achievement(), json!([{ "id": "urn:uuid:e", "type": "Evidence", "name": "Kite" }])), None);
    assert_eq!(split(json!([achievement(), achievement()]), json!([])), None);
    // Who awards it may have earned it, and the page of the criteria be that of the badge.
    assert_eq!(missed(|document| document["credentialSubject"]["id"] = document["issuer"]["id"].clone()), None);
    assert_eq!(
        missed(|document| {
            let achievement = &mut document["credentialSubject"]["achievement"];
            achievement["criteria"] = json!({ "id": achievement["id"], "narrative": "Build one." });
        }),
        None
    );
    // Its maker is described once and named once.
    assert_eq!(
        missed(|document| {
            document["credentialSubject"]["achievement"]["creator"] = document["issuer"].clone();
            document["issuer"] = document["issuer"]["id"].clone();
        }),
        None
    );
}
#[test]
fn what_is_refused_is_said_in_a_sentence_for_people_and_then_in_detail() {
    for (pointer, value, begins) in [
        ("/mood", json!("calm"), "It holds something that no signature covers"),
        ("/@context", json!([{ "x": "urn:x:", "y": "x:1:z" }, 7]), "It explains its own words in a way"),
    ] {
        let words = with(pointer, value).unwrap_err().to_string();
        assert!(words.starts_with(begins) && words.contains(". In detail, at "), "{words}");
    }
}
