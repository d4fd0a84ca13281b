//! What stands around badges: beside those of a presentation, beside an envelope,
//! in the token around them; badges that hold others; and whose all of them are.

use super::*;
use crate::credential::proof::tests::sign_text;
use crate::credential::{contexts, did, jws, proof, vc_jwt};

const V2: &str = "https://www.w3.org/ns/credentials/v2";
const AMY: &str = "did:example:amy";
const EVE: &str = "did:example:eve";
const PRESENTED: &str = "https://www.w3.org/2018/credentials#verifiableCredential";

/// A badge to these earners, each with a name of its own.
fn unsigned(key: &IssuerKey, name: &str, earners: &[&str]) -> Value {
    let badge = Badge { name: name.into(), id: format!("urn:uuid:{name}"), ..badge() };
    let award =
        Award { id: format!("urn:uuid:{name}-{}", earners.len()), recipient: Recipient::Id(AMY.into()), ..award() };
    let mut credential = ob3::credential(&badge, &key.did(), &award).unwrap();
    let subject = credential["credentialSubject"].clone();
    let one = |earner: &&str| {
        let mut subject = subject.clone();
        subject["id"] = json!(earner);
        subject
    };
    credential["credentialSubject"] = match earners {
        [only] => one(only),
        several => several.iter().map(one).collect(),
    };
    credential
}

fn to(key: &IssuerKey, name: &str, earners: &[&str]) -> Value {
    proof::sign(&unsigned(key, name, earners), key, at()).unwrap()
}

fn as_token(key: &IssuerKey, claims: &Value) -> String {
    jws::sign(&claims.to_string(), serde_json::Map::new(), key).unwrap()
}

fn presentation(inside: &Value) -> Value {
    json!({ "@context": [V2], "type": "VerifiablePresentation", "holder": AMY, "verifiableCredential": inside })
}

fn trusting(key: &IssuerKey) -> Trust {
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    trust
}

fn messages(report: &Report) -> String {
    report.checks.iter().map(|check| format!("{}\n", check.message)).collect()
}

#[test]
fn badges_of_a_group_and_of_its_members_are_together_only_if_one_earned_them_all() {
    let key = key();
    let trust = trusting(&key);
    let look = |list: &[&Value]| ask(presentation(&json!(list)).to_string().as_bytes(), &trust, None);
    let (group, eve, amy) = (to(&key, "Team", &[AMY, EVE]), to(&key, "Knot", &[EVE]), to(&key, "Kite", &[AMY]));
    for order in [[&group, &eve, &amy], [&eve, &amy, &group], [&amy, &group, &eve]] {
        let report = look(&order);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        let told = format!("“Kite” to {AMY}, “Team” to {AMY} and {EVE}, “Knot” to {EVE}");
        assert!(report.summary.contains(&told), "{}", report.summary);
    }
    let bob = to(&key, "Raft", &[AMY, "did:example:bob"]);
    for order in [[&group, &amy, &bob], [&amy, &bob, &group]] {
        let report = look(&order);
        assert_eq!(report.verdict, Verdict::Genuine, "Amy earned them all: {report:?}");
    }
}

#[test]
fn one_earner_written_in_several_ways_is_one() {
    let key = key();
    let trust = trusting(&key);
    for (one, other) in [
        ("https://E.org/amy", "https://e.org:443/amy"),
        ("https://e.org/~amy", "HTTPS://e.org/%7Eamy"),
        ("did:web:E.org:amy", "did:web:e.org:amy"),
        ("mailto:Amy@e.org", "MAILTO:amy@E.org"),
    ] {
        let two = json!([to(&key, "Kite", &[one]), to(&key, "Knot", &[other])]);
        let report = ask(presentation(&two).to_string().as_bytes(), &trust, None);
        assert_eq!(report.verdict, Verdict::Genuine, "{one} {other}: {}", report.summary);
        assert!(!messages(&report).contains("different earners"), "{report:?}");
    }
}

#[test]
fn earners_of_whom_each_address_is_sealed_are_told_apart_where_that_can_be_seen() {
    let key = key();
    let sealed = |name: &str, address: &str, salt: &str| {
        let mut credential = unsigned(&key, name, &[AMY]);
        let subject = credential["credentialSubject"].as_object_mut().unwrap();
        subject.remove("id");
        let identity = json!({ "type": "IdentityObject", "identityType": "emailAddress", "hashed": true,
            "identityHash": recipient::hash(address, salt), "salt": salt });
        subject.insert("identifier".into(), json!([identity]));
        proof::sign(&credential, &key, at()).unwrap()
    };
    let look = |address: &str, salt: &str| {
        let two = json!([sealed("Kite", "amy@e.org", "1"), sealed("Knot", address, salt)]);
        ask(presentation(&two).to_string().as_bytes(), &trusting(&key), None)
    };
    let report = look("eve@e.org", "1");
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    for name in ["Kite", "Knot"] {
        let told = format!("“{name}” to an earner whose e-mail address is sealed (SHA-256)");
        assert!(report.summary.contains(&told), "{}", report.summary);
    }
    assert_eq!(look("amy@e.org", "1").verdict, Verdict::Genuine);
    let report = look("amy@e.org", "2");
    assert!(messages(&report).contains("cannot be seen"), "{report:?}");
}

#[test]
fn a_name_does_not_decide_whether_badges_in_a_presentation_are_of_one_earner() {
    let key = key();
    let named = |name: &str, id: Option<&str>, address: Option<(&str, &str)>, called: &str| {
        let mut credential = unsigned(&key, name, &[AMY]);
        let subject = credential["credentialSubject"].as_object_mut().unwrap();
        subject.remove("id");
        subject.extend(id.map(|id| ("id".to_owned(), json!(id))));
        let hashed = address.map(|(address, salt)| {
            json!({ "type": "IdentityObject", "identityType": "emailAddress", "hashed": true,
                "identityHash": recipient::hash(address, salt), "salt": salt })
        });
        let plain =
            json!({ "type": "IdentityObject", "identityType": "name", "hashed": false, "identityHash": called });
        subject.insert("identifier".into(), hashed.into_iter().chain([plain]).collect());
        proof::sign(&credential, &key, at()).unwrap()
    };
    let look = |one: &Value, other: &Value| {
        ask(presentation(&json!([one, other])).to_string().as_bytes(), &trusting(&key), None)
    };
    let smith = |name, id, address| named(name, id, address, "John Smith");
    // Two people of one name.
    for (one, other, said) in [
        // One address in capitals would be sealed otherwise, too.
        ((None, Some(("amy@e.org", "1"))), (None, Some(("bob@e.net", "1"))), "cannot be seen"),
        ((Some("mailto:amy@e.org"), None), (Some("mailto:bob@e.net"), None), "different earners"),
        ((Some(AMY), None), (Some(EVE), None), "different earners"),
    ] {
        let report = look(&smith("Kite", one.0, one.1), &smith("Knot", other.0, other.1));
        let told = report.summary.contains(said);
        assert!(report.verdict == Verdict::Unconfirmed && told, "{}", report.summary);
    }
    // Where their addresses cannot be compared, it cannot be seen whether they are one, whatever they are called.
    for called in ["John Smith", "J. Smith"] {
        let report = look(
            &smith("Kite", None, Some(("amy@e.org", "1"))),
            &named("Knot", None, Some(("amy@e.org", "2")), called),
        );
        let told = messages(&report);
        assert!(told.contains("cannot be seen") && !told.contains("different earners"), "{told}");
        assert!(told.contains("“Kite” to “John Smith”") && told.contains(&format!("“Knot” to “{called}”")), "{told}");
        assert_eq!(report.verdict, Verdict::Genuine, "{told}");
        // Only names, or what cannot be held against each other.
        for (one, other) in [(None, None), (Some(AMY), Some("mailto:amy@e.org"))] {
            let report = look(&smith("Kite", one, None), &named("Knot", other, None, called));
            let told = report.summary.contains("cannot be seen") && !report.summary.contains("different earners");
            assert!(report.verdict == Verdict::Unconfirmed && told, "{}", report.summary);
        }
        // One person by two names.
        let report = look(&smith("Kite", Some(AMY), None), &named("Knot", Some(AMY), None, called));
        assert_eq!(report.verdict, Verdict::Genuine, "{}", report.summary);
    }
}

#[test]
fn several_earners_read_as_several_and_one_with_a_comma_as_one() {
    let key = key();
    let shown = |earners: &[&str]| {
        let file = as_token(&key, &unsigned(&key, "Kite", earners));
        ask(file.as_bytes(), &trusting(&key), None).recipient.unwrap()
    };
    assert_eq!(shown(&["Amy, Eve"]), "“Amy, Eve”");
    assert_eq!(shown(&["Amy, Eve", "Bob"]), "Bob and “Amy, Eve”");
}

#[test]
fn a_second_badge_by_another_name_of_its_field_is_judged_as_the_first_is() {
    let key = key();
    let trust = trusting(&key);
    let [kite, surgeon] = [to(&key, "Kite", &[AMY]), to(&key, "Surgeon", &[EVE])];
    let mut by_address = presentation(&json!([kite]));
    by_address[PRESENTED] = json!([surgeon]);
    let mut by_alias = presentation(&json!([kite]));
    by_alias["@context"] = json!([V2, { "also": PRESENTED }]);
    by_alias["also"] = surgeon.clone();
    let mut by_prefix = presentation(&json!([kite]));
    by_prefix["@context"] = json!([V2, { "cr": "https://www.w3.org/2018/credentials#" }]);
    by_prefix["cr:verifiableCredential"] = surgeon.clone();
    for file in [by_address, by_alias, by_prefix] {
        let tokens = [as_token(&key, &file), as_token(&key, &json!({ "iss": AMY, "vp": file }))];
        for file in [file.to_string()].into_iter().chain(tokens) {
            let report = ask(file.as_bytes(), &trust, None);
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
            assert!(report.summary.contains(&format!("“Surgeon” to {EVE}")), "{}", report.summary);
        }
    }
}

#[test]
fn what_stands_beside_the_badges_of_a_presentation_is_told_and_not_passed_if_it_may_be_one() {
    let key = key();
    let trust = trusting(&key);
    let surgeon = to(&key, "Surgeon", &[EVE]);
    let token = vc_jwt::sign(&unsigned(&key, "Surgeon", &[EVE]), &key, &did::verification_method(key.public()));
    let token = token.unwrap();
    let with = |field: &str, value: &Value| {
        let mut file = presentation(&json!([to(&key, "Kite", &[AMY])]));
        file[field] = value.clone();
        file
    };
    let look = |file: &str| ask(file.as_bytes(), &trust, None);
    for (field, value) in [
        ("vp", presentation(&json!([surgeon]))),
        ("vc", surgeon.clone()),
        ("VerifiableCredential", json!([surgeon])),
        ("verifiable_credentials", json!([{ "name": "Surgeon" }])),
        ("@graph", json!([surgeon])),
        ("@included", json!([{ "id": "urn:uuid:1" }])),
        ("credentialSubject", json!({ "id": EVE })),
        ("holder", json!({ "id": AMY, "achievement": { "name": "Surgeon" } })),
        ("achievement", json!({ "name": "Surgeon" })),
        ("more", json!({ "deep": [surgeon] })),
        ("more", json!([token])),
        ("more", json!(format!("data:application/vc+jwt,{token}"))),
        ("more", json!(surgeon.to_string())),
        ("more", json!({ "@context": V2, "x": 1 })),
        (
            "type",
            json!(["VerifiablePresentation", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"]),
        ),
    ] {
        let file = with(field, &value);
        assert!(look(&as_token(&key, &file)).verdict >= Verdict::Unconfirmed, "{field}");
        for file in [file.to_string(), as_token(&key, &json!({ "vp": file }))] {
            let report = look(&file);
            assert!(report.verdict >= Verdict::Unconfirmed, "{field}: {report:?}");
            assert!(messages(&report).contains(&format!("“{field}”")), "{field}: {}", messages(&report));
        }
    }
    let report = look(&with("name", &json!("Surgeon")).to_string());
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    assert!(messages(&report).contains("called “name” stands there beside the badges"), "{}", messages(&report));
    // What presentations say of themselves is no such thing.
    let mut claims = presentation(&json!([to(&key, "Kite", &[AMY])]));
    for file in [claims.to_string(), as_token(&key, &json!({ "iss": AMY, "aud": "x", "nonce": "1", "vp": claims }))] {
        let report = look(&file);
        assert!(report.verdict == Verdict::Genuine && !messages(&report).contains("beside"), "{report:?}");
    }
    claims.as_object_mut().unwrap().extend(json!({ "iss": AMY, "exp": 1 }).as_object().unwrap().clone());
    assert!(!messages(&look(&as_token(&key, &claims))).contains("beside"));
}

#[test]
fn what_stands_in_the_token_beside_a_presentation_is_told_and_not_passed_if_it_may_be_one() {
    let key = key();
    let trust = trusting(&key);
    let surgeon = to(&key, "Surgeon", &[EVE]);
    for (field, value, verdict) in [
        ("verifiableCredential", json!([surgeon]), Verdict::Unconfirmed),
        ("vc", json!([surgeon]), Verdict::Unconfirmed),
        ("claims", json!({ "badge": "Surgeon" }), Verdict::Unconfirmed),
        ("name", json!("Surgeon"), Verdict::Genuine),
    ] {
        let file = as_token(&key, &json!({ "vp": presentation(&json!([to(&key, "Kite", &[AMY])])), field: value }));
        let report = ask(file.as_bytes(), &trust, None);
        assert_eq!(report.verdict, verdict, "{field}: {report:?}");
        assert!(messages(&report).contains(&format!("“{field}” stands there beside")), "{}", messages(&report));
    }
}

#[test]
fn words_are_told_wherever_in_a_presentation_nobody_signed_them() {
    let key = key();
    let trust = trusting(&key);
    let words = "Eve Smith, Doctor of Medicine";
    let surgeon = to(&key, "Surgeon", &[EVE]);
    let with = |field: &str, value: &Value| {
        let mut file = presentation(&json!([to(&key, "Kite", &[AMY])]));
        file[field] = value.clone();
        file
    };
    let look = |file: &Value, is_token: bool| {
        let file = if is_token { as_token(&key, file) } else { file.to_string() };
        ask(file.as_bytes(), &trust, None)
    };
    for (field, value, verdict) in [
        ("holder", json!(words), Verdict::Genuine),
        ("holder", json!({ "id": words }), Verdict::Genuine),
        ("holder", json!([words]), Verdict::Genuine),
        ("holder", json!({ "id": surgeon }), Verdict::Unconfirmed),
        ("id", json!(words), Verdict::Genuine),
        ("id", json!({ "credentialSubject": { "name": words } }), Verdict::Unconfirmed),
        ("type", json!(["VerifiablePresentation", words]), Verdict::Genuine),
        ("proof", json!({ "verifiableCredential": [surgeon] }), Verdict::Unconfirmed),
        ("proof", json!({ "type": "DataIntegrityProof", "purpose": words }), Verdict::Unconfirmed),
    ] {
        for is_token in [false, true] {
            let report = look(&with(field, &value), is_token);
            assert_eq!(report.verdict, verdict, "{value}: {report:?}");
            assert!(messages(&report).contains(&format!("“{field}”")), "{value}: {}", messages(&report));
        }
    }
    for field in ["iss", "sub", "aud", "jti", "exp", "iat", "cnf"] {
        let vp = presentation(&json!([to(&key, "Kite", &[AMY])]));
        for file in [with(field, &json!(words)), json!({ "vp": vp, field: words })] {
            let report = look(&file, true);
            assert!(messages(&report).contains(&format!("“{field}” stands there")), "{field}: {}", messages(&report));
        }
    }
    // What has its place there is not.
    let proof = json!({ "type": "DataIntegrityProof", "created": "2026-01-01T00:00:00Z", "challenge": "say who you are",
        "verificationMethod": { "id": "did:example:amy#1", "type": "Multikey" }, "jws": "eyJhbGciOiJFZERTQSJ9..c2ln" });
    for (field, value) in [
        ("id", json!("urn:uuid:1")),
        ("holder", json!({ "id": AMY })),
        ("type", json!(["VerifiablePresentation", "CredentialManagerPresentation"])),
        ("proof", json!([proof, proof])),
    ] {
        let report = look(&with(field, &value), false);
        assert!(report.verdict == Verdict::Genuine && !messages(&report).contains("beside"), "{value}: {report:?}");
    }
}

#[test]
fn a_badge_in_what_may_stand_around_it_is_opened_and_in_what_may_not_is_told() {
    let key = key();
    let badge = to(&key, "Kite", &[AMY]);
    let look = |held: &Value| ask(presentation(held).to_string().as_bytes(), &trusting(&key), None);
    for held in [json!({ "@graph": badge }), json!([{ "@graph": [badge] }]), json!({ "@set": [{ "@graph": badge }] })] {
        let report = look(&held);
        assert!(report.verdict == Verdict::Genuine && report.badge.is_some(), "{report:?}");
    }
    for held in [json!({ "urn:uuid:1": badge }), json!({ "@id": "urn:uuid:1", "@graph": badge })] {
        let report = look(&held);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert!(messages(&report).contains("holds something around what may be a badge"), "{}", messages(&report));
    }
}

#[test]
fn what_stands_beside_an_envelope_is_told() {
    let key = key();
    let token = vc_jwt::sign(&unsigned(&key, "Kite", &[AMY]), &key, &did::verification_method(key.public())).unwrap();
    let with = |more: Value| {
        let mut envelope = json!({ "@context": [V2], "type": "EnvelopedVerifiableCredential",
            "id": format!("data:application/vc+jwt,{token}") });
        envelope.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        envelope
    };
    for (more, verdict, said) in [
        (json!({ "name": "Other" }), Verdict::Genuine, "“name” stands there beside the envelope"),
        (
            json!({ "name": "Other", "credentialSubject": { "id": EVE } }),
            Verdict::Unconfirmed,
            "“credentialSubject”, “name”",
        ),
        (
            json!({ "@id": format!("data:application/vc+jwt,{token}") }),
            Verdict::Unconfirmed,
            "“@id” stands there beside the envelope",
        ),
    ] {
        for file in [with(more.clone()), presentation(&json!([with(more.clone())]))] {
            let report = ask(file.to_string().as_bytes(), &trusting(&key), None);
            assert_eq!(report.verdict, verdict, "{report:?}");
            let told = messages(&report);
            assert!(told.contains(said) && told.contains("no issuer signed it"), "{told}");
        }
    }
}

#[test]
fn badges_that_a_badge_holds_are_judged_whatever_it_calls_itself() {
    let key = key();
    let trust = trusting(&key);
    let forged = |mut credential: Value| {
        credential["credentialSubject"]["achievement"]["name"] = json!("Surgeon");
        credential
    };
    let good = to(&key, "Knot", &[AMY]);
    let holder = |kinds: &[&str], place: &str, inside: &Value| {
        let mut holder = unsigned(&key, "Kite", &[AMY]);
        holder["type"] = json!(kinds);
        holder["@context"]
            .as_array_mut()
            .unwrap()
            .push(json!("https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"));
        match place {
            "" => holder["verifiableCredential"] = inside.clone(),
            field => holder["credentialSubject"][field] = inside.clone(),
        }
        holder
    };
    let sign = |holder: &Value| {
        let token = vc_jwt::sign(holder, &key, &did::verification_method(key.public())).unwrap();
        [sign_text(holder, &key, at()).to_string(), token]
    };
    let badge: &[&str] = &["VerifiableCredential", "OpenBadgeCredential"];
    let both: &[&str] = &["VerifiableCredential", "ClrCredential", "OpenBadgeCredential"];
    for kinds in [badge, both] {
        for place in ["", "verifiableCredential", crate::credential::strict::ENTRY, PRESENTED] {
            for (inside, verdict) in [(&good, Verdict::Genuine), (&forged(good.clone()), Verdict::NotValid)] {
                for file in sign(&holder(kinds, place, &json!([inside]))) {
                    let report = ask(file.as_bytes(), &trust, None);
                    assert_eq!(report.verdict, verdict, "{kinds:?} {place}: {report:?}");
                    let told = messages(&report);
                    assert!(told.contains("with one entry, which was judged on its own"), "{told}");
                }
            }
            let other = to(&key, "Surgeon", &[EVE]);
            let [file, _] = sign(&holder(kinds, place, &json!(other)));
            let report = ask(file.as_bytes(), &trust, None);
            assert!(
                report.verdict == Verdict::Unconfirmed && report.summary.contains("different earners"),
                "{report:?}"
            );
        }
    }
    // In statements, what a badge awards and what its entries award is said of one earner.
    let mut meant = holder(both, "verifiableCredential", &json!([good]));
    meant["credentialSubject"]["type"] = json!(["ClrSubject"]);
    meant["@context"] =
        json!([V2, contexts::OPEN_BADGES_3, "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"]);
    let report = ask(proof::sign(&meant, &key, at()).unwrap().to_string().as_bytes(), &trust, None);
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(messages(&report).contains("calls itself a badge and holds other ones"), "{}", messages(&report));
    // A badge of 2.0 that holds others.
    let mut old = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:uuid:old",
        "recipient": { "type": "url", "hashed": false, "identity": AMY },
        "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "SignedBadge", "creator": key.did() },
        "badge": { "type": "BadgeClass", "id": "urn:uuid:class", "name": "Kite", "description": "Flies.",
            "criteria": { "narrative": "Fly it." }, "issuer": { "type": "Profile", "id": key.did(), "name": "Harbour" } },
    });
    let header = serde_json::Map::from_iter([("jwk".to_owned(), key.public().jwk(None))]);
    let look = |old: &Value| {
        let file = jws::sign(&old.to_string(), header.clone(), &key).unwrap();
        ask(file.as_bytes(), &trust, None)
    };
    assert_eq!(look(&old).verdict, Verdict::Genuine);
    old["verifiableCredential"] = json!([forged(good)]);
    assert_eq!(look(&old).verdict, Verdict::NotValid);
}

#[test]
fn an_envelope_in_whose_address_another_badge_stands_is_not_opened() {
    let (key, other) = (key(), super::key());
    let signed = |key: &IssuerKey| {
        vc_jwt::sign(&unsigned(key, "Kite", &[AMY]), key, &did::verification_method(key.public())).unwrap()
    };
    let (token, theirs) = (signed(&key), signed(&other));
    let envelope = |id: String| json!({ "@context": [V2], "type": "EnvelopedVerifiableCredential", "id": id });
    for id in [
        format!("data:application/vc+jwt;x={theirs},{token}"),
        format!("{theirs},{token}"),
        format!("x:application/vc+jwt,{token}"),
        format!(
            "data:application/vc+jwt;x={},{token}",
            unsigned(&other, "Kite", &[AMY]).to_string().replace(',', "%2C")
        ),
    ] {
        for file in [envelope(id.clone()), presentation(&json!([envelope(id.clone())]))] {
            let report = ask(file.to_string().as_bytes(), &trusting(&key), None);
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{id}: {report:?}");
        }
    }
    let usual = envelope(format!("data:application/vc+jwt,{token}")).to_string();
    assert_eq!(ask(usual.as_bytes(), &trusting(&key), None).verdict, Verdict::Genuine);
    // What names keys in the header of a token is no badge.
    let header = json!({ "trust_chain": [theirs] });
    let Value::Object(header) = header else { panic!("a header is an object") };
    let vp =
        jws::sign(&json!({ "iss": AMY, "vp": presentation(&json!([token])) }).to_string(), header, &other).unwrap();
    assert_ne!(ask(vp.as_bytes(), &trusting(&key), None).verdict, Verdict::Genuine);
}
