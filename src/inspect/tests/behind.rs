//! Whoever seems to stand behind a badge and was not asked, or not as it would have to be.

use super::*;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::status::Bits;
use crate::credential::{did, jws, proof};

const ALICE: &str = "https://example.org/alice/issuer";

#[test]
fn on_a_host_of_several_an_issuers_own_profile_tells_which_places_are_its_own() {
    let place = "https://example.org/mallory/1";
    let whole = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": place,
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "badge": { "type": "BadgeClass", "id": "https://example.org/mallory/b", "name": "Kite",
            "issuer": { "type": "Issuer", "id": ALICE, "name": "Alice" } },
        "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "hosted" },
    });
    let mut trust = Trust::default();
    trust.add_trusted(ALICE, "Alice");
    let look = |profile: Option<Value>| {
        let documents = [Some((place, &whole)), profile.as_ref().map(|profile| (ALICE, profile))];
        look(&whole.to_string(), &trust, &fetched(&documents.into_iter().flatten().collect::<Vec<_>>()))
    };
    let report = look(None);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(report.wants.iter().any(|want| want.url == ALICE), "{:?}", report.wants);
    let profile = json!({ "type": "Issuer", "id": ALICE, "name": "Alice" });
    assert_eq!(look(Some(profile.clone())).verdict, Verdict::Genuine);
    for answer in
        [json!({}), json!({ "error": "not found" }), json!({ "type": "Issuer", "id": "https://example.org/m" })]
    {
        assert_eq!(look(Some(answer.clone())).verdict, Verdict::Unconfirmed, "{answer}");
    }
    let mut elsewhere = profile;
    elsewhere["verification"] = json!({ "startsWith": "https://example.org/alice/" });
    assert_eq!(look(Some(elsewhere)).verdict, Verdict::NotValid);
}

#[test]
fn what_an_issuers_address_answers_is_its_list_of_withdrawn_badges_only_where_that_is_its_profile() {
    let key = key_of(Algorithm::Rsa);
    let report = |issuer: &str, sources: &Sources| {
        let assertion = json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:uuid:1",
            "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
            "badge": { "type": "BadgeClass", "id": "https://example.org/b", "name": "Kite",
                "issuer": { "type": "Issuer", "id": issuer, "name": "Alice" } },
            "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "signed" },
        });
        let file = jws::sign(&assertion.to_string(), serde_json::Map::new(), &key).unwrap();
        let mut trust = Trust::default();
        trust.confirm(KnownIssuer { keys: vec![key.public().multibase()], ..KnownIssuer::new(issuer, "Alice") });
        look(&file, &trust, sources)
    };
    let profile = json!({ "type": "Issuer", "id": ALICE, "name": "Alice" });
    assert_eq!(report(ALICE, &fetched(&[(ALICE, &profile)])).verdict, Verdict::Genuine);
    let other = json!({ "type": "Issuer", "id": "https://evil.example/i", "name": "Eve" });
    for answer in [json!({}), json!({ "error": "not found" }), other] {
        assert_eq!(report(ALICE, &fetched(&[(ALICE, &answer)])).verdict, Verdict::Unconfirmed, "{answer}");
    }
    // What is asked in no way did not say that there is none.
    let long = format!("https://example.org/{}", "a".repeat(3_000));
    for issuer in ["http://example.org/i", "https://192.168.0.1/i", "https://amy@example.org/i", &long] {
        let report = report(issuer, &Sources::default());
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{issuer}: {}", report.summary);
    }
}

#[test]
fn an_endorsement_inside_a_badge_is_judged_as_strictly_as_a_file_of_its_own() {
    let (issuer, club) = (key(), key());
    let words = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:uuid:e", "type": ["VerifiableCredential", "EndorsementCredential"], "name": "Praise",
        "issuer": { "id": club.did(), "type": ["Profile"], "name": "Club" }, "validFrom": "2026-03-14T10:00:00Z",
        "credentialSubject": { "id": badge().id, "type": ["EndorsementSubject"], "endorsementComment": "Good." },
    });
    let signed = |credential: &Value, key: &IssuerKey| {
        proof::sign_as(credential, key, proof::Suite::Jcs, &did::verification_method(key.public()), at()).unwrap()
    };
    let mut trust = Trust::default();
    trust.add_trusted(issuer.did(), "Harbour");
    trust.add_trusted(club.did(), "Club");
    for (name, outcome) in [(json!("Praise"), Outcome::Pass), (json!(["One", "Two"]), Outcome::Fail)] {
        let mut words = words.clone();
        words["name"] = name;
        let mut credential = ob3::credential(&badge(), &issuer.did(), &award()).unwrap();
        credential["credentialSubject"]["achievement"]["endorsement"] = json!([signed(&words, &club)]);
        let report = look(&signed(&credential, &issuer).to_string(), &trust, &Sources::default());
        assert_eq!(said(&report, "endorsement").outcome, outcome, "{:?}", report.checks);
    }
}

#[test]
fn praise_of_an_issuer_is_none_of_whoever_only_names_them() {
    let (issuer, club, evil) = (key(), key(), key());
    let mut trust = Trust::default();
    trust.add_trusted(club.did(), "Club");
    let about = issuer.did();
    let words = Endorsement { id: "urn:uuid:e", subject: &about, comment: "Good people.", endorser: "Club" };
    let words = endorse(&words, &club, at()).unwrap();
    let mut credential = ob3::credential(&badge(), &issuer.did(), &award()).unwrap();
    credential["issuer"]["endorsement"] = json!([words]);
    for (signer, outcome) in [(&issuer, Outcome::Pass), (&evil, Outcome::Note)] {
        let file = proof::sign(&credential, signer, at()).unwrap();
        let report = look(&file.to_string(), &trust, &Sources::default());
        assert_eq!(said(&report, "endorsement").outcome, outcome, "{:?}", report.checks);
    }
}

#[test]
fn a_mark_in_a_list_about_something_unknown_is_never_passed() {
    const LIST: &str = "https://example.org/status/1";
    let key = key();
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    for (purpose, is_set, verdict) in [
        ("revocation", false, Verdict::Genuine),
        ("message", true, Verdict::Genuine),
        ("refresh", true, Verdict::Genuine),
        ("retraction", false, Verdict::Genuine),
        ("retraction", true, Verdict::Unconfirmed),
    ] {
        let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
        credential["credentialStatus"] = json!({
            "id": format!("{LIST}#5"), "type": "BitstringStatusListEntry", "statusPurpose": purpose,
            "statusListIndex": "5", "statusListCredential": LIST,
        });
        let mut bits = Bits::clear();
        bits.set(5, is_set).unwrap();
        let list = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": key.did(),
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {
                "id": format!("{LIST}#list"), "type": "BitstringStatusList", "statusPurpose": purpose,
                "encodedList": bits.encode(),
            },
        });
        let list = proof::sign(&list, &key, at()).unwrap();
        let file = proof::sign(&credential, &key, at()).unwrap();
        let report = look(&file.to_string(), &trust, &fetched(&[(LIST, &list)]));
        assert_eq!(report.verdict, verdict, "{purpose} {is_set}: {}", report.summary);
    }
}

#[test]
fn an_entry_put_together_from_its_statements_tells_what_is_there_by_digests_only() {
    let key = key();
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["credentialSubject"]["achievement"]["_sd"] = json!(["JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE"]);
    let entry = proof::sign(&credential, &key, at()).unwrap();
    let record = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:uuid:record", "type": ["VerifiableCredential", "ClrCredential"], "name": "Record",
        "issuer": { "id": key.did(), "type": ["Profile"] }, "validFrom": "2026-03-14T10:00:00Z",
        "credentialSubject": { "type": ["ClrSubject"], "verifiableCredential": [entry] },
    });
    let signed = proof::sign(&record, &key, at()).unwrap();
    let told = |file: &Value| {
        let report = look(&file.to_string(), &trust, &Sources::default());
        let of_entry = |check: &&Check| check.id == "file" && check.message.starts_with("The record holds “");
        report.checks.iter().find(of_entry).map(|check| check.outcome)
    };
    assert_eq!(told(&signed), Some(Outcome::Unknown));
    // Written anew in two places.
    let mut spelt = signed;
    let list = spelt["credentialSubject"]["verifiableCredential"].as_array_mut().unwrap();
    let from = list[0].as_object_mut().unwrap().remove("validFrom").unwrap();
    let second =
        json!({ "@context": list[0]["@context"], "id": list[0]["id"], "type": list[0]["type"], "validFrom": from });
    list.push(second);
    assert_eq!(told(&spelt), Some(Outcome::Unknown));
}

#[test]
fn a_token_by_a_key_that_its_issuer_lists_no_more_is_not_told_as_altered() {
    const WEB: &str = "did:web:example.org";
    let (old, new) = (key(), key());
    let listed = crate::credential::did_document::listing(WEB, [new.public()]);
    let sources = fetched(&[("https://example.org/.well-known/did.json", &listed)]);
    let named = |key: &IssuerKey, kid: &str| look(&token(WEB, key, json!({ "kid": kid })), &Trust::default(), &sources);
    let report = named(&old, &format!("{WEB}#old"));
    let signature = said(&report, "signature");
    assert_eq!((report.verdict, signature.outcome), (Verdict::Unconfirmed, Outcome::Unknown), "{}", signature.message);
    assert!(!signature.message.contains("changed after signing"), "{}", signature.message);
}

#[test]
fn another_credential_inside_is_told_wherever_it_stands_and_whatever_was_signed() {
    let (issuer, other) = (key(), key());
    let badge_of_other = sign(&other, &award(), at());
    let token_of_other = token(&other.did(), &other, json!({}));
    let mut trust = Trust::default();
    trust.add_trusted(issuer.did(), "Harbour");
    for inside in [badge_of_other, json!(token_of_other)] {
        for place in ["evidence", "endorsement", "related"] {
            let mut credential = ob3::credential(&badge(), &issuer.did(), &award()).unwrap();
            match place {
                "evidence" => credential["evidence"] = json!([{ "type": ["Evidence"], "credential": inside }]),
                "endorsement" => credential["credentialSubject"]["endorsement"] = json!([inside]),
                _ => credential["credentialSubject"]["achievement"]["related"] = json!([inside]),
            }
            let method = did::verification_method(issuer.public());
            // We sign no words that no context defines, which others do.
            let jcs = proof::sign_as(&credential, &issuer, proof::Suite::Jcs, &method, at()).map(|jcs| jcs.to_string());
            assert!(jcs.is_ok() || place != "endorsement");
            let jwt = jws::sign(&credential.to_string(), serde_json::Map::new(), &issuer).unwrap();
            for file in jcs.into_iter().chain([jwt]) {
                let report = look(&file, &trust, &Sources::default());
                let is_told = |check: &Check| check.id == "endorsement" && check.message.contains("badge");
                assert!(report.checks.iter().any(is_told), "{place}: {:?}", report.checks);
            }
        }
    }
}
