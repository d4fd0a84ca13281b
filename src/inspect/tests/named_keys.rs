//! Keys that are named: by the age of the standard, in another document, by a token.

use serde_json::Map;

use super::*;
use crate::credential::{did, did_document, jws, proof};

/// A badge of this issuer as a token with this header.
fn token(issuer: &str, key: &IssuerKey, header: Value) -> String {
    let credential = ob3::credential(&badge(), issuer, &award()).unwrap();
    let Value::Object(header) = header else { panic!("a header is an object") };
    jws::sign(&credential.to_string(), header, key).unwrap()
}

#[test]
fn a_badge_that_does_not_say_how_old_its_standard_is_needs_no_less_of_its_key() {
    const ISSUER: &str = "https://a.example/issuer.json";
    const AT: &str = "https://a.example/old.json";
    let (ours, other) = (key_of(Algorithm::P256), key_of(Algorithm::P256));
    let pem = |key: &IssuerKey| key.public().pem().unwrap();
    let now = json!({ "id": "https://a.example/now", "type": "CryptographicKey", "owner": ISSUER, "publicKeyPem": pem(&ours) });
    let profile = json!({ "@context": "https://w3id.org/openbadges/v2", "id": ISSUER, "type": "Issuer", "name": "A Trust",
        "publicKey": [AT, now] });
    let unlisted =
        json!({ "@context": "https://w3id.org/openbadges/v2", "id": ISSUER, "type": "Issuer", "name": "A Trust" });
    let mut trust = Trust::default();
    trust.add_trusted(ISSUER, "A Trust");
    let with = |context: Option<&str>, profile: &Value, more: Value| {
        let mut award = json!({ "id": "urn:uuid:1", "type": "Assertion", "issuedOn": "2026-03-14T10:00:00Z",
            "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
            "verification": { "type": "signed", "creator": AT }, "verify": { "type": "signed", "url": AT },
            "badge": { "type": "BadgeClass", "id": "https://a.example/b", "name": "Kite", "issuer": ISSUER } });
        if let Some(context) = context {
            award["@context"] = json!(context);
        }
        let mut document = json!({ "id": AT, "type": "CryptographicKey", "publicKeyPem": pem(&other) });
        document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let token = jws::sign(&award.to_string(), Map::new(), &other).unwrap();
        look(&token, &trust, &fetched(&[(ISSUER, profile), (AT, &document)])).verdict
    };
    let elsewhere = json!({ "owner": "https://a.example/tenant-b/issuer.json" });
    for context in [Some("https://w3id.org/openbadges/v2"), Some("https://w3id.org/openbadges/v1"), None] {
        assert_eq!(with(context, &profile, json!({ "owner": ISSUER })), Verdict::Genuine, "{context:?}");
        for given_up in [json!({ "revoked": true }), json!({ "deactivated": true }), elsewhere.clone()] {
            assert_eq!(with(context, &profile, given_up.clone()), Verdict::NotValid, "{context:?} {given_up}");
        }
        let mut another = profile.clone();
        another["publicKey"] = json!([now]);
        for more in [json!({ "owner": ISSUER }), json!({}), elsewhere.clone()] {
            assert_eq!(with(context, &another, more.clone()), Verdict::NotValid, "{context:?} {more}: not listed");
            let open = with(context, &unlisted, more.clone());
            assert_eq!(open, Verdict::Unconfirmed, "{context:?} {more}: anybody on that host could keep it there");
        }
    }
}

#[test]
fn of_another_document_only_the_key_that_the_issuer_names_awards() {
    const ISSUER: &str = "https://a.example/issuer.json";
    const SET: &str = "https://platform.example/keys.json";
    const DID: &str = "did:web:platform.example";
    const DID_DOCUMENT: &str = "https://platform.example/.well-known/did.json";
    let (ours, other) = (key_of(Algorithm::P256), key_of(Algorithm::P256));
    let set = json!({ "keys": [ours.public().jwk(Some("tenant-1")), other.public().jwk(Some("tenant-2"))] });
    let method = |name: &str, key: &IssuerKey| json!({ "id": format!("{DID}#{name}"), "type": "Multikey", "publicKeyMultibase": key.public().multibase() });
    let did = json!({ "id": DID, "verificationMethod": [method("tenant-1", &ours), method("tenant-2", &other)],
        "assertionMethod": [format!("{DID}#tenant-1"), format!("{DID}#tenant-2")] });
    for (named, at, document) in [(SET, SET, &set), (DID, DID_DOCUMENT, &did)] {
        for field in ["publicKey", "assertionMethod"] {
            let profile = json!({ "id": ISSUER, "type": "Profile", field: format!("{named}#tenant-1") });
            let sources = fetched(&[(ISSUER, &profile), (at, document)]);
            for header in [
                json!({}),
                json!({ "kid": format!("{named}#tenant-1") }),
                json!({ "kid": format!("{named}#tenant-2") }),
            ] {
                let by = |key| token(ISSUER, key, header.clone());
                assert_eq!(nobody(&by(&ours), &sources).verdict, Verdict::Intact, "{field} {header}");
                let report = nobody(&by(&other), &sources);
                assert_eq!(report.verdict, Verdict::NotValid, "{field} {header}: {report:?}");
            }
            // As a document to be asked it has an address without a name in it.
            let open = nobody(&token(ISSUER, &ours, json!({})), &fetched(&[(ISSUER, &profile)]));
            assert!(open.wants.iter().any(|want| want.url == at), "{field}: {open:?}");
            // Where the key that is named is not there, nothing is said of any.
            let mut without = document.clone();
            for list in ["keys", "verificationMethod"] {
                if let Some(list) = without.get_mut(list).and_then(Value::as_array_mut) {
                    list.remove(0);
                }
            }
            let report = nobody(&token(ISSUER, &other, json!({})), &fetched(&[(ISSUER, &profile), (at, &without)]));
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{field}: {report:?}");
        }
    }
}

#[test]
fn a_profile_that_names_its_key_as_2_0_does_awards_with_it() {
    const ISSUER: &str = "https://a.example/issuer.json";
    let (named, other) = (key_of(Algorithm::P256), key_of(Algorithm::P256));
    let method = |id: &str, key: &IssuerKey| json!({ "id": id, "type": "Multikey", "controller": ISSUER, "publicKeyMultibase": key.public().multibase() });
    let profile = json!({ "@context": "https://w3id.org/openbadges/v2", "id": ISSUER, "type": "Issuer", "name": "A Trust",
        "publicKey": format!("{ISSUER}#three"), "verificationMethod": [method("#three", &named), method("#four", &other)] });
    let sources = fetched(&[(ISSUER, &profile)]);
    assert_eq!(nobody(&token(ISSUER, &named, json!({})), &sources).verdict, Verdict::Intact);
    let report = nobody(&token(ISSUER, &other, json!({})), &sources);
    assert_eq!(report.verdict, Verdict::NotValid);
    assert!(said(&report, "signature").message.contains("not for awarding"), "{report:?}");
}

#[test]
fn a_set_of_keys_that_a_token_names_is_tried_and_what_is_missing_is_told() {
    const ISSUER: &str = "https://fen.example/issuers/1";
    const SET: &str = "https://fen.example/jwks";
    let (one, two, other) = (key_of(Algorithm::P256), key_of(Algorithm::P256), key_of(Algorithm::P256));
    let set = json!({ "keys": [one.public().jwk(Some("a")), two.public().jwk(Some("b"))] });
    let single = one.public().jwk(None);
    let silent = json!({ "id": ISSUER, "type": "Profile", "name": "Fen" });
    let mut trust = Trust::default();
    trust.add_trusted(ISSUER, "Fen");
    // On a host of many a key that lies there may be a neighbour's, whomever the user has confirmed.
    for (signer, there) in [(&two, &set), (&one, &single)] {
        let badge = token(ISSUER, signer, json!({ "kid": SET }));
        let report = look(&badge, &trust, &fetched(&[(ISSUER, &silent), (SET, there)]));
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        let message = &said(&report, "signature").message;
        assert!(
            message.contains("issuers/1 answered lists no keys") && message.contains("can list the key there"),
            "{message}"
        );
        assert_eq!(report.confirmable().unwrap().keys, [signer.public().multibase()]);
        let mut compared = Trust::default();
        compared.confirm(KnownIssuer { keys: vec![signer.public().multibase()], ..KnownIssuer::new(ISSUER, "Fen") });
        let report = look(&badge, &compared, &fetched(&[(ISSUER, &silent), (SET, there)]));
        assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
        assert!(!report.checks.iter().any(|check| check.message.contains("kid")), "{report:?}");
        let mut lists = silent.clone();
        lists["publicKey"] = json!(SET);
        let report = nobody(&badge, &fetched(&[(ISSUER, &lists), (SET, there)]));
        assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    }
    let report = nobody(&token(ISSUER, &other, json!({ "kid": SET })), &fetched(&[(ISSUER, &silent), (SET, &set)]));
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(
        said(&report, "signature").message.contains("None of the keys that https://fen.example/jwks"),
        "{report:?}"
    );
}

#[test]
fn a_token_that_brings_along_another_key_is_told_of() {
    let (ours, other) = (key_of(Algorithm::P256), key_of(Algorithm::P256));
    let with = |brought: &IssuerKey| {
        let kid = did::verification_method(ours.public());
        let report = nobody(
            &token(&ours.did(), &ours, json!({ "kid": kid, "jwk": brought.public().jwk(None) })),
            &Sources::default(),
        );
        assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
        report.checks.iter().any(|check| check.id == "standard" && check.message.contains("another key (jwk)"))
    };
    assert!(with(&other) && !with(&ours));
}

#[test]
fn a_key_that_the_user_compared_is_tried_on_a_signature_that_names_it_otherwise() {
    const ADDRESS: &str = "https://harbour.example/issuer.json";
    let (ours, other) = (super::key(), super::key());
    for issuer in [WEB, ADDRESS] {
        let mut trust = Trust::default();
        let known = |keys: &[&IssuerKey]| KnownIssuer {
            keys: keys.iter().map(|key| key.public().multibase()).collect(),
            ..KnownIssuer::new(issuer, "Harbour Community Trust")
        };
        let credential = ob3::credential(&badge(), issuer, &award()).unwrap();
        for suite in [proof::Suite::Rdfc, proof::Suite::Jcs] {
            let method = format!("{issuer}#key-1");
            let file = proof::sign_as(&credential, &ours, suite, &method, award().issued_on).unwrap();
            let open = look(&file.to_string(), &trust, &Sources::default());
            assert_eq!(open.verdict, Verdict::Unconfirmed, "nothing was compared: {open:?}");
            trust.confirm(known(&[&other]));
            let open = look(&file.to_string(), &trust, &Sources::default());
            assert_eq!(open.verdict, Verdict::Unconfirmed, "another key may be theirs, too: {open:?}");
            trust.confirm(known(&[&ours]));
            let report = look(&file.to_string(), &trust, &Sources::default());
            assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
            // What is asked now is asked of the issuer's document, as of a token.
            let mut altered = file.clone();
            altered["name"] = json!("Another name");
            let report = look(&altered.to_string(), &trust, &Sources::default());
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
            // Where the issuer lists its keys, that counts.
            if issuer == WEB {
                let listing = crate::credential::did_document::listing(WEB, [other.public()]);
                let report = look(&file.to_string(), &trust, &fetched(&[(WEB_DOCUMENT, &listing)]));
                assert_ne!(report.verdict, Verdict::Genuine, "{report:?}");
            }
            trust = Trust::default();
        }
    }
}

#[test]
fn a_signature_that_names_a_document_of_several_keys_is_by_whichever_of_them_fits() {
    let (ours, other) = (super::key(), super::key());
    let mut trust = Trust::default();
    trust.add_trusted(WEB, "Harbour Community Trust");
    let listing = crate::credential::did_document::listing(WEB, [other.public(), ours.public()]);
    let sources = fetched(&[(WEB_DOCUMENT, &listing)]);
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    for suite in [proof::Suite::Rdfc, proof::Suite::Jcs] {
        let file = proof::sign_as(&credential, &ours, suite, WEB, award().issued_on).unwrap();
        let report = look(&file.to_string(), &trust, &sources);
        assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
        let stranger = super::key();
        let file = proof::sign_as(&credential, &stranger, suite, WEB, award().issued_on).unwrap();
        let report = look(&file.to_string(), &trust, &sources);
        assert!(report.verdict > Verdict::Genuine, "{report:?}");
    }
}

#[test]
fn of_a_name_that_two_keys_have_the_one_that_signed_is_meant() {
    let (ours, other) = (key(), key());
    let method = format!("{WEB}#key-1");
    let mut trust = Trust::default();
    trust.add_trusted(WEB, "Harbour");
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    for keys in [[ours.public(), other.public()], [other.public(), ours.public()]] {
        let mut document = did_document::listing(WEB, keys);
        for entry in document["verificationMethod"].as_array_mut().unwrap() {
            entry["id"] = json!(method);
        }
        document["assertionMethod"] = json!([method]);
        let sources = fetched(&[(WEB_DOCUMENT, &document)]);
        for suite in [proof::Suite::Rdfc, proof::Suite::Jcs] {
            let signed = |key: &IssuerKey| proof::sign_as(&credential, key, suite, &method, award().issued_on).unwrap();
            for key in [&ours, &other] {
                let report = look(&signed(key).to_string(), &trust, &sources);
                assert_eq!(report.verdict, Verdict::Genuine, "{suite:?}: {report:?}");
            }
            assert_eq!(look(&signed(&super::key()).to_string(), &trust, &sources).verdict, Verdict::NotValid);
        }
    }
}

#[test]
fn of_a_name_that_more_keys_have_than_are_tried_it_is_not_said_that_none_signed() {
    let ours = key();
    let method = format!("{WEB}#key-1");
    let mut trust = Trust::default();
    trust.add_trusted(WEB, "Harbour");
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    let others: Vec<IssuerKey> = (0..70).map(|_| key()).collect();
    let mut document = did_document::listing(WEB, others.iter().map(IssuerKey::public).chain([ours.public()]));
    for entry in document["verificationMethod"].as_array_mut().unwrap() {
        entry["id"] = json!(method);
    }
    document["assertionMethod"] = json!([method]);
    let mut longer = document.clone();
    let entries = longer["verificationMethod"].as_array_mut().unwrap();
    entries.splice(0..0, std::iter::repeat_n(entries[0].clone(), 250));
    for document in [&document, &longer] {
        let sources = fetched(&[(WEB_DOCUMENT, document)]);
        let proven = proof::sign_as(&credential, &ours, proof::Suite::Rdfc, &method, award().issued_on).unwrap();
        for signed in [proven.to_string(), token(WEB, &ours, json!({ "kid": method }))] {
            let report = look(&signed, &trust, &sources);
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        }
    }
}
