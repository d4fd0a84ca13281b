//! Badges that were signed as a text, which programs that read JSON-LD would read
//! otherwise; and parts that stand there by their digests only.

use super::*;
use crate::credential::proof::tests::sign_text;
use crate::credential::{did, jws, proof, vc_jwt};

const CREDENTIALS: &str = "https://www.w3.org/2018/credentials#";
const BADGES: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
const OVER: &str = "2026-04-01T00:00:00Z";
const TO_COME: &str = "2030-01-01T00:00:00Z";

/// What is done to a badge before it is signed.
type Change<'a> = Box<dyn Fn(&mut Value) + 'a>;

fn look(key: &IssuerKey, file: &str) -> Report {
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "The Trust in Hull");
    ask(file.as_bytes(), &trust, None)
}

/// The two forms in which the text is what was signed.
fn as_text(key: &IssuerKey, credential: &Value) -> [String; 2] {
    let token = vc_jwt::sign(credential, key, &did::verification_method(key.public())).unwrap();
    [sign_text(credential, key, at()).to_string(), token]
}

/// A signed badge of Open Badges 2.0, with its key beside.
fn older(key: &IssuerKey, badge: &Value) -> String {
    let header = serde_json::Map::from_iter([("jwk".to_owned(), key.public().jwk(None))]);
    jws::sign(&badge.to_string(), header, key).unwrap()
}

fn with(key: &IssuerKey, change: &dyn Fn(&mut Value)) -> Value {
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    change(&mut credential);
    credential
}

fn alias(credential: &mut Value, words: Value) {
    credential["@context"].as_array_mut().unwrap().push(words);
}

#[test]
fn an_end_under_another_name_is_told_and_not_passed_when_it_is_over() {
    let key = key();
    let until = format!("{CREDENTIALS}validUntil");
    let by_address = |time: &str| with(&key, &|badge| badge[&until] = json!(time));
    let by_alias = |time: &str| {
        with(&key, &|badge| {
            alias(badge, json!({ "bestBefore": until }));
            badge["bestBefore"] = json!(time);
        })
    };
    let by_prefix = |time: &str| {
        with(&key, &|badge| {
            alias(badge, json!({ "cr": CREDENTIALS }));
            alias(badge, json!({ "bestBefore": "cr:expirationDate" }));
            badge["bestBefore"] = json!(time);
        })
    };
    let of_a_kind = |time: &str| {
        with(&key, &|badge| {
            alias(badge, json!({ "Kind": { "@id": "urn:kind", "@context": { "bestBefore": until } } }));
            badge["type"].as_array_mut().unwrap().push(json!("Kind"));
            badge["bestBefore"] = json!(time);
        })
    };
    let once_more = |time: &str| {
        with(&key, &|badge| {
            badge["evidence"] = json!([{ "id": badge["id"], "type": ["Evidence"], "validUntil": time }]);
        })
    };
    for form in [&by_address as &dyn Fn(&str) -> Value, &by_alias, &by_prefix, &of_a_kind, &once_more] {
        for file in as_text(&key, &form(OVER)) {
            let report = look(&key, &file);
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{file}: {report:?}");
            assert!(report.summary.contains("go by what words mean"), "{}", report.summary);
        }
        for file in as_text(&key, &form(TO_COME)) {
            let report = look(&key, &file);
            assert_eq!(report.verdict, Verdict::Genuine, "{file}: {report:?}");
            assert!(report.checks.iter().any(|check| check.message.contains("may read more")), "{report:?}");
        }
    }
}

#[test]
fn what_decides_otherwise_under_another_name_is_never_passed() {
    let key = key();
    let status = json!({ "id": "https://e.org/1#5", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "5", "statusListCredential": "https://e.org/1" });
    let subject = json!({ "id": "did:example:eve", "type": ["AchievementSubject"] });
    let cases: [(&str, Change<'_>); 13] = [
        ("status", Box::new(|badge| badge[&format!("{CREDENTIALS}credentialStatus")] = status.clone())),
        ("subject", Box::new(|badge| badge[&format!("{CREDENTIALS}credentialSubject")] = subject.clone())),
        ("issuer", Box::new(|badge| badge[&format!("{CREDENTIALS}issuer")] = json!("did:example:eve"))),
        ("begin", Box::new(|badge| badge[&format!("{CREDENTIALS}validFrom")] = json!(TO_COME))),
        ("earner", Box::new(|badge| badge["credentialSubject"]["@id"] = json!("did:example:eve"))),
        (
            "achievement",
            Box::new(|badge| {
                badge["credentialSubject"][&format!("{BADGES}achievement")] = json!({ "name": "Surgeon" });
            }),
        ),
        ("revoked of 2.0", Box::new(|badge| badge["revoked"] = json!(true))),
        ("revoked, unreadable", Box::new(|badge| badge["revoked"] = json!({ "reason": "x" }))),
        ("end of 2.0", Box::new(|badge| badge["expires"] = json!(OVER))),
        ("another case", Box::new(|badge| badge["ValidUntil"] = json!(OVER))),
        ("graph", Box::new(|badge| badge["@graph"] = json!([{ "id": "urn:uuid:x" }]))),
        (
            "alias of a keyword",
            Box::new(|badge| {
                alias(badge, json!({ "more": "@included" }));
                badge["more"] = json!([{ "id": badge["id"] }]);
            }),
        ),
        (
            "a split award",
            Box::new(|badge| badge["evidence"] = json!([{ "id": badge["id"], "credentialStatus": status.clone() }])),
        ),
    ];
    for (what, change) in cases {
        for file in as_text(&key, &with(&key, &*change)) {
            let report = look(&key, &file);
            assert!(report.verdict >= Verdict::Unconfirmed, "{what}: {report:?}");
        }
    }
    // Words that decide nothing are told at most.
    let plain = with(&key, &|badge| {
        alias(badge, json!({ "extra": "https://e.org/extra" }));
        badge["extra"] = json!("x");
        badge["https://e.org/validUntil"] = json!(OVER);
        badge["revoked"] = json!(false);
    });
    for file in as_text(&key, &plain) {
        let report = look(&key, &file);
        assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
        assert!(!report.checks.iter().any(|check| check.message.contains("what words mean")), "{report:?}");
    }
    // What our reader of vocabularies does not know, others may.
    for words in [
        json!({ "ends": { "@id": format!("{CREDENTIALS}validUntil"), "@nest": "more" } }),
        json!({ "@import": "https://e.org/words" }),
        Value::Object((0..1_100).map(|at| (format!("w{at}"), json!("https://e.org/w"))).collect()),
    ] {
        for file in as_text(&key, &with(&key, &|badge| alias(badge, words.clone()))) {
            let report = look(&key, &file);
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
            assert!(report.summary.contains("not followed here"), "{report:?}");
        }
    }
    let many = with(&key, &|badge| (0..40).for_each(|_| alias(badge, json!({ "extra": "https://e.org/extra" }))));
    for file in as_text(&key, &many) {
        assert_eq!(look(&key, &file).verdict, Verdict::Unconfirmed);
    }
}

#[test]
fn a_signed_badge_of_2_0_is_read_as_jsonld_as_well() {
    let key = key();
    let old = |field: &str, value: &Value| {
        let mut old = json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:uuid:old",
            "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
            "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "SignedBadge", "creator": key.did() },
            "badge": { "type": "BadgeClass", "id": "urn:uuid:class", "name": "Kiln", "description": "Fires.",
                "criteria": { "narrative": "Fire it." },
                "issuer": { "type": "Profile", "id": key.did(), "name": "Harbour" } },
        });
        old[field] = value.clone();
        let file = older(&key, &old);
        old["verification"] = json!({ "type": "HostedBadge", "url": "https://e.org/old" });
        let (hosted, signed) = (look(&key, &old.to_string()), look(&key, &file));
        let is_told = |report: &Report| report.checks.iter().any(|check| check.message.contains("what words mean"));
        assert_eq!(is_told(&hosted), is_told(&signed), "{hosted:?}");
        signed
    };
    let plain = old("narrative", &json!("x"));
    assert_eq!(plain.verdict, Verdict::Genuine, "{plain:?}");
    for (field, value) in [
        ("https://w3id.org/security#expiration", json!(OVER)),
        ("sec:expiration", json!(OVER)),
        ("https://w3id.org/openbadges#recipient", json!({ "identity": "eve@example.org" })),
        ("obi:revoked", json!(true)),
        ("obi:badge", json!({ "name": "Surgeon" })),
        ("@graph", json!([])),
    ] {
        let report = old(field, &value);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{field}: {report:?}");
    }
    assert_eq!(old("sec:expiration", &json!(TO_COME)).verdict, Verdict::Genuine);
}

#[test]
fn a_token_with_an_end_beside_its_credential_is_refused_by_whatever_name() {
    let key = key();
    let credential = with(&key, &|_| ());
    for field in ["validUntil".to_owned(), format!("{CREDENTIALS}validUntil")] {
        let payload = json!({ "iss": key.did(), "vc": credential, field: OVER });
        let report = look(&key, &jws::sign(&payload.to_string(), serde_json::Map::new(), &key).unwrap());
        assert_eq!(report.verdict, Verdict::NotValid, "{report:?}");
    }
}

#[test]
fn parts_that_stand_there_by_their_digests_only_are_told_in_every_form() {
    let key = key();
    let digests = json!(["JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE"]);
    let cases: [Change<'_>; 4] = [
        Box::new(|badge| badge["_sd"] = digests.clone()),
        Box::new(|badge| badge["credentialSubject"]["achievement"]["_sd"] = digests.clone()),
        Box::new(|badge| badge["_sd_alg"] = json!("sha-256")),
        Box::new(|badge| badge["evidence"] = json!([{ "...": "JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE" }])),
    ];
    for change in cases {
        for file in as_text(&key, &with(&key, &*change)) {
            let report = look(&key, &file);
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
            assert!(report.checks.iter().any(|check| check.message.contains("SD-JWT")), "{report:?}");
        }
    }
    // The words are known to the usual context, so they can be signed as statements.
    let mut meant = with(&key, &|badge| badge["credentialSubject"]["achievement"]["_sd"] = digests.clone());
    let report = look(&key, &proof::sign(&meant, &key, at()).unwrap().to_string());
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(report.summary.contains("digests only"), "{report:?}");
    meant["credentialSubject"]["achievement"].as_object_mut().unwrap().remove("_sd");
    assert_eq!(look(&key, &proof::sign(&meant, &key, at()).unwrap().to_string()).verdict, Verdict::Genuine);
    // Where they mean something else, nobody signed digests.
    let v1 = ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/data-integrity/v2"];
    meant["@context"] = json!([v1[0], v1[1], meant["@context"][1], { "_sd": "https://e.org/digests" }]);
    meant["issuanceDate"] = meant.as_object_mut().unwrap().remove("validFrom").unwrap();
    meant["_sd"] = digests;
    let report = look(&key, &proof::sign(&meant, &key, at()).unwrap().to_string());
    assert!(report.checks.iter().any(|check| check.message.contains("nobody signed")), "{report:?}");
}
