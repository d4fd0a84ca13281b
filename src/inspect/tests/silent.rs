//! Addresses that were asked and do not say which keys their issuer has.

use super::*;
use crate::credential::{did_document, jws};

const PROFILE: &str = "https://example.org/i";
const KEY: &str = "https://example.org/k";

/// A token that calls its key so.
fn token(issuer: &str, key: &IssuerKey, kid: &str) -> String {
    super::token(issuer, key, json!({ "kid": kid }))
}

/// A signed badge of Open Badges 2.0 whose issuer lies on the web, or its class does.
fn older(key: &IssuerKey, class: &Value) -> String {
    let assertion = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:uuid:1",
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" }, "badge": class,
        "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "signed", "creator": KEY },
    });
    jws::sign(&assertion.to_string(), serde_json::Map::new(), key).unwrap()
}

fn class() -> Value {
    json!({ "type": "BadgeClass", "id": "https://example.org/c", "name": "First Aid", "description": "Helps.",
        "criteria": { "narrative": "Help." }, "image": "https://example.org/c.png", "issuer": PROFILE })
}

fn key_document(key: &IssuerKey) -> Value {
    json!({ "@context": "https://w3id.org/openbadges/v2", "type": "CryptographicKey", "id": KEY, "owner": PROFILE,
        "publicKeyMultibase": key.public().multibase() })
}

#[test]
fn an_address_that_lists_no_keys_says_of_none_that_it_is_another_s() {
    let (key, other) = (key(), key());
    let answers = |id: &str| {
        [
            json!({}),
            json!({ "error": "not found" }),
            json!([]),
            json!("x"),
            json!({ "id": id, "type": ["Profile"], "name": "Harbour" }),
        ]
    };
    for (issuer, url) in [(WEB, WEB_DOCUMENT), (PROFILE, PROFILE)] {
        let mut trust = Trust::default();
        trust.confirm(KnownIssuer { keys: vec![key.public().multibase()], ..KnownIssuer::new(issuer, "Harbour") });
        for answer in answers(issuer) {
            let sources = fetched(&[(url, &answer)]);
            let named = token(issuer, &key, &format!("{issuer}#k"));
            for file in [signed(issuer, &key), token(issuer, &key, ""), named, token(issuer, &key, &key.did())] {
                let report = nobody(&file, &sources);
                assert_eq!(report.verdict, Verdict::Unconfirmed, "{answer}: {report:?}");
                let message = &said(&report, "signature").message;
                assert!(message.contains(&format!("{url} answered lists no keys.")), "{answer}: {message}");
                assert_eq!(look(&file, &trust, &sources).verdict, Verdict::Genuine, "{answer}");
            }
            for file in [signed(issuer, &other), token(issuer, &other, "")] {
                let report = look(&file, &trust, &sources);
                assert_eq!(report.verdict, Verdict::Unconfirmed, "a newer key is no forgery: {report:?}");
            }
            let mut sources = Sources::default();
            sources.hand_in(issuer, answer.to_string().into_bytes());
            let report = nobody(&signed(issuer, &key), &sources);
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{answer}: {report:?}");
            assert!(said(&report, "signature").message.contains("handed in"), "{report:?}");
        }
        // The issuer's own list does say it; empty ones are as good as none.
        let mut listed = did_document::listing(issuer, [other.public()]);
        assert_eq!(nobody(&signed(issuer, &key), &fetched(&[(url, &listed)])).verdict, Verdict::NotValid);
        (listed["verificationMethod"], listed["assertionMethod"]) = (json!([]), json!([]));
        assert_eq!(nobody(&signed(issuer, &key), &fetched(&[(url, &listed)])).verdict, Verdict::Unconfirmed);
        // Another's does not.
        let anothers = did_document::listing("did:web:other.example", [other.public()]);
        let answers = json!({ "didDocument": anothers.clone() });
        for anothers in [anothers, answers] {
            let report = nobody(&signed(issuer, &key), &fetched(&[(url, &anothers)]));
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
            assert!(said(&report, "signature").message.contains("did:web:other.example"), "{report:?}");
        }
    }
}

#[test]
fn an_older_badge_whose_profile_lists_no_keys_is_not_said_to_be_anothers() {
    let key = key();
    let file = older(&key, &class());
    let lies = key_document(&key);
    let profile = |more: Value| {
        let mut profile = json!({ "@context": "https://w3id.org/openbadges/v2", "type": "Issuer", "id": PROFILE,
            "name": "Harbour", "url": "https://example.org" });
        profile.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        profile
    };
    let good = profile(json!({ "publicKey": KEY }));
    assert_eq!(nobody(&file, &fetched(&[(PROFILE, &good), (KEY, &lies)])).verdict, Verdict::Intact);
    let unprotected = profile(json!({ "publicKey": "http://example.org/k" }));
    for answer in [json!({}), json!({ "error": "not found" }), profile(json!({})), unprotected] {
        let report = nobody(&file, &fetched(&[(PROFILE, &answer), (KEY, &lies)]));
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{answer}: {report:?}");
    }
    // A key that is named and of which nothing lies there.
    let report = nobody(&signed(PROFILE, &key), &fetched(&[(PROFILE, &good), (KEY, &json!({}))]));
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(said(&report, "signature").message.contains(&format!("{KEY} answered lists no keys.")), "{report:?}");
}

#[test]
fn an_issuer_in_another_script_is_named_by_its_letters_and_its_code() {
    let key = key();
    let issuer = "https://münchen.example/ü";
    let report = nobody(&signed(issuer, &key), &Sources::default());
    let want = &report.wants[0];
    assert_eq!(want.host, "xn--mnchen-3ya.example");
    let told = "münchen.example (xn--mnchen-3ya.example)";
    assert!(want.told_host() == told && report.summary.contains(&format!("{told} would be asked")), "{report:?}");
    let document = did_document::listing(issuer, [key.public()]);
    let report = nobody(&signed(issuer, &key), &fetched(&[(issuer, &document)]));
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    let place = "münchen.example/ü (xn--mnchen-3ya.example)";
    assert!(report.summary.contains(&format!("{place}, asked just now")), "{}", report.summary);
}

#[test]
fn what_an_address_answered_is_told_and_not_that_nobody_asked() {
    let key = key();
    let told = |file: &str, sources: &Sources, words: &str| {
        let report = nobody(file, sources);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        let message = &said(&report, "signature").message;
        assert!(message.contains(words), "{words}: {message}");
        assert!(!message.contains("not fetched") && !message.contains("not looked up"), "{message}");
        assert!(report.wants.is_empty(), "it was asked: {:?}", report.wants);
    };
    let failed = |all: &[&str], rest: &[(&str, &Value)]| {
        let mut sources = fetched(rest);
        for url in all {
            sources.fetched(*url, Err("example.org answered with the status 404.".into()));
        }
        sources
    };
    let mut gone = Sources::default();
    gone.gone(WEB_DOCUMENT, "example.org answered that it was taken away for good (status 410).");
    let mut page = Sources::default();
    page.fetched(WEB_DOCUMENT, Ok(b"<!doctype html><title>Harbour</title>".to_vec()));
    let lists_none = fetched(&[(WEB_DOCUMENT, &json!({ "id": WEB }))]);
    for file in [token(WEB, &key, ""), token(WEB, &key, "k"), token(WEB, &key, &format!("{WEB}#k"))] {
        told(&file, &failed(&[WEB_DOCUMENT], &[]), "status 404");
        told(&file, &gone, "status 410");
        told(&file, &page, "cannot be read");
        told(&file, &lists_none, "lists no keys");
    }
    // The same where the proof stands in the badge, and names its key on the web.
    let mut badge: Value = serde_json::from_str(&signed(WEB, &key)).unwrap();
    for proof in badge["proof"].as_array_mut().unwrap() {
        proof["verificationMethod"] = json!(format!("{WEB}#k"));
    }
    told(&badge.to_string(), &failed(&[WEB_DOCUMENT], &[]), "status 404");
    // Open Badges 2.0: the key, the issuer's profile and the class of the badge.
    let profile = json!({ "@context": "https://w3id.org/openbadges/v2", "type": "Issuer", "id": PROFILE, "name": "H",
        "url": "https://example.org", "publicKey": KEY });
    let file = older(&key, &class());
    told(&file, &failed(&[KEY, PROFILE], &[]), "status 404");
    told(&file, &failed(&[KEY], &[(PROFILE, &profile)]), "status 404");
    told(&file, &fetched(&[(KEY, &json!({})), (PROFILE, &profile)]), "lists no keys");
    let by_address = older(&key, &json!("https://example.org/c"));
    told(&by_address, &failed(&["https://example.org/c"], &[(KEY, &key_document(&key))]), "status 404");
    for answer in [json!([]), json!({}), json!({ "error": "not found" })] {
        let sources = fetched(&[("https://example.org/c", &answer), (KEY, &key_document(&key))]);
        told(&by_address, &sources, "does not describe a badge");
    }
}

/// Some servers answer with 200 that there is nothing.
#[test]
fn a_kept_badge_whose_address_answers_something_else_is_not_said_to_be_altered() {
    let place = "https://example.org/a";
    let kept = |class: Value| {
        json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": place,
            "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" }, "badge": class,
            "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "hosted" },
        })
    };
    let profile = json!({ "@context": "https://w3id.org/openbadges/v2", "type": "Issuer", "id": PROFILE,
        "name": "Harbour", "url": "https://example.org" });
    let (file, by_address) = (kept(class()), kept(json!("https://example.org/c")));
    let class = class();
    let with = |assertion: &Value, class: &Value, profile: &Value| {
        let all = [(place, assertion), ("https://example.org/c", class), (PROFILE, profile)];
        nobody(&file.to_string(), &fetched(&all)).verdict
    };
    assert_eq!(with(&file, &class, &profile), Verdict::Intact);
    assert_eq!(with(&by_address, &class, &profile), Verdict::Intact);
    for nothing in [json!({}), json!([]), json!("x"), json!({ "error": "not found" })] {
        assert_eq!(with(&nothing, &class, &profile), Verdict::Unconfirmed, "{nothing}");
        assert_eq!(with(&by_address, &nothing, &profile), Verdict::Unconfirmed, "{nothing}");
        assert_eq!(with(&by_address, &class, &nothing), Verdict::Unconfirmed, "{nothing}");
    }
    assert_eq!(with(&json!({ "id": place, "revoked": true }), &class, &profile), Verdict::Withdrawn);
    let mut altered = file.clone();
    altered["issuedOn"] = json!("2026-03-15T10:00:00Z");
    assert_eq!(with(&altered, &class, &profile), Verdict::NotValid);
}

#[test]
fn a_key_that_stands_only_under_another_purpose_is_said_to_be_listed() {
    let key = key();
    let id = format!("{WEB}#k");
    for purpose in ["authentication", "capabilityInvocation"] {
        let entry =
            json!({ "id": id, "type": "Multikey", "controller": WEB, "publicKeyMultibase": key.public().multibase() });
        let document = json!({ "@context": ["https://www.w3.org/ns/did/v1"], "id": WEB, purpose: [entry] });
        for file in [token(WEB, &key, &id), token(WEB, &key, ""), signed(WEB, &key)] {
            let report = nobody(&file, &fetched(&[(WEB_DOCUMENT, &document)]));
            let message = &said(&report, "signature").message;
            assert!(message.contains("lists the key that signed it, but not for awarding"), "{purpose}: {message}");
        }
    }
}

/// A class that lies at another host than its address says nothing of who awards it.
#[test]
fn an_issuer_whom_only_another_place_names_decides_nothing() {
    let (key, other) = (key(), key());
    let (place, elsewhere) = ("https://example.org/c", "https://evil.example/c");
    let profile = json!({ "@context": "https://w3id.org/openbadges/v2", "type": "Issuer", "id": PROFILE,
        "name": "Harbour", "url": "https://example.org", "publicKey": KEY });
    let sources = |moved: &str, what: &Value| {
        let mut sources = fetched(&[(PROFILE, &profile), (place, &class()), (KEY, &key_document(&key))]);
        sources.sent_on(moved, elsewhere, what.to_string().into_bytes());
        sources
    };
    let mut anothers = class();
    anothers["issuer"] = json!(WEB);
    let listed = did_document::listing(WEB, [other.public()]);
    let assertion = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://example.org/a",
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" }, "badge": place,
        "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "SignedBadge", "creator": KEY },
    });
    let mut embedded = class();
    embedded["issuer"] = profile.clone();
    embedded["issuer"]["revoked"] = json!("2020-01-01T00:00:00Z");
    let signed = older(&key, &json!(place));
    assert_eq!(
        nobody(&signed, &fetched(&[(PROFILE, &profile), (place, &class()), (KEY, &key_document(&key))])).verdict,
        Verdict::Intact
    );
    for named in [&anothers, &class(), &embedded] {
        let mut with_list = sources(place, named);
        with_list.fetched(WEB_DOCUMENT, Ok(listed.to_string().into_bytes()));
        let mut without_key = sources(place, named);
        without_key.fetched(WEB_DOCUMENT, Ok(listed.to_string().into_bytes()));
        without_key.fetched(KEY, Err("example.org answered with the status 404.".into()));
        for (file, sources) in [(&signed, &with_list), (&signed, &without_key), (&assertion.to_string(), &with_list)] {
            let report = nobody(file, sources);
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
            assert_eq!(report.awarded_by, None, "nobody is named");
            assert_eq!(report.badge.unwrap().name.as_deref(), Some("First Aid"), "what it is called is shown");
        }
        let report = nobody(&signed, &with_list);
        let told = &said(&report, "signature").message;
        assert!(
            told.contains("issuer is was not seen") && told.contains("sent on to https://evil.example/c"),
            "{told}"
        );
    }
    // A profile that lies elsewhere says neither which keys there are nor that its issuer was none any more.
    let report = nobody(&signed, &sources(PROFILE, &embedded["issuer"]));
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
}
