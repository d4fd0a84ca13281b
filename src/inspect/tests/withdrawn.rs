//! Lists of withdrawn badges.

use std::rc::Rc;

use serde_json::Map;

use super::*;
use crate::credential::proof::tests::ecdsa::proof_until;
use crate::credential::status::Bits;
use crate::credential::{did, jws, proof, vc_jwt};

const LIST: &str = "https://example.org/status/1";

fn entry() -> Value {
    json!({
        "id": format!("{LIST}#5"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "5", "statusListCredential": LIST,
    })
}

fn with_entry(key: &IssuerKey, entry: Value) -> String {
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["credentialStatus"] = entry;
    jws::sign(&credential.to_string(), Map::new(), key).unwrap()
}

/// The issuer's list, in which entry 5 is set or not, with these changes.
fn list(key: &IssuerKey, set: bool, change: &dyn Fn(&mut Value)) -> Value {
    let mut bits = Bits::clear();
    bits.set(5, set).unwrap();
    let mut list = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.did(), "validFrom": "2026-03-20T00:00:00Z",
        "credentialSubject": {
            "id": format!("{LIST}#list"), "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": bits.encode(),
        },
    });
    change(&mut list);
    proof::sign_as(&list, key, proof::Suite::Jcs, &did::verification_method(key.public()), at()).unwrap()
}

#[test]
fn a_list_that_is_over_foreign_or_too_short_decides_nothing() {
    let (key, other) = (key(), key());
    let badge = with_entry(&key, entry());
    let verdict = |list: &Value| nobody(&badge, &fetched(&[(LIST, list)])).verdict;
    assert_eq!(verdict(&list(&key, false, &|_| ())), Verdict::Intact);
    assert_eq!(verdict(&list(&key, true, &|_| ())), Verdict::Withdrawn);
    // A thousand entries.
    let short = "uH4sIAAAAAAACA-3BMQEAAADCoPVPbQhfoAAAAAAAAAAAAAAA4G0kR0jHAAgAAA";
    for change in [
        (&|list: &mut Value| list["validUntil"] = json!("2026-05-31T00:00:00Z")) as &dyn Fn(&mut Value),
        &|list| list["validFrom"] = json!("2026-07-01T00:00:00Z"),
        &|list| list["validUntil"] = json!("9999-99-99T00:00:00Z"),
        &|list| list["id"] = json!("https://example.org/status/2"),
        // What its subject is called does not say which list it is.
        &|list| drop(list.as_object_mut().unwrap().remove("id")),
        &|list| list["issuer"] = json!(other.did()),
        &|list| list["type"] = json!(["VerifiableCredential"]),
        &|list| list["credentialSubject"]["statusPurpose"] = json!("suspension"),
        &|list| list["credentialSubject"]["encodedList"] = json!(short),
    ] {
        for set in [false, true] {
            let list = list(&key, set, change);
            assert_eq!(verdict(&list), Verdict::Unconfirmed, "{list}");
        }
    }
    for set in [false, true] {
        assert_eq!(verdict(&list(&other, set, &|list| list["issuer"] = json!(key.did()))), Verdict::Unconfirmed);
        let mut unsigned = list(&key, set, &|_| ());
        unsigned.as_object_mut().unwrap().remove("proof");
        assert_eq!(verdict(&unsigned), Verdict::Unconfirmed, "nobody signed it");
    }
}

#[test]
fn a_list_with_two_ends_or_beginnings_counts_while_both_let_it() {
    let key = key();
    let badge = with_entry(&key, entry());
    for (more, verdict) in [
        (json!({ "validUntil": "2031-01-01T00:00:00Z", "expirationDate": "2026-07-01T00:00:00Z" }), Verdict::Intact),
        (
            json!({ "validUntil": "2031-01-01T00:00:00Z", "expirationDate": "2026-05-31T00:00:00Z" }),
            Verdict::Unconfirmed,
        ),
        (
            json!({ "validUntil": "2026-05-31T00:00:00Z", "expirationDate": "2031-01-01T00:00:00Z" }),
            Verdict::Unconfirmed,
        ),
        (json!({ "validUntil": "2031-01-01T00:00:00Z", "expirationDate": "soon" }), Verdict::Unconfirmed),
        (json!({ "issuanceDate": "2026-03-19T00:00:00Z" }), Verdict::Intact),
        (json!({ "issuanceDate": "2026-07-01T00:00:00Z" }), Verdict::Unconfirmed),
    ] {
        let mut list = list(&key, false, &|_| ());
        list.as_object_mut().unwrap().remove("proof");
        list.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let mut sources = Sources::default();
        sources.fetched(LIST, Ok(jws::sign(&list.to_string(), Map::new(), &key).unwrap().into_bytes()));
        let report = nobody(&badge, &sources);
        assert_eq!(report.verdict, verdict, "{more}: {report:?}");
    }
}

#[test]
fn a_list_counts_by_its_issuers_own_proof_whatever_stands_beside_it() {
    let (key, other) = (Rc::new(key()), key());
    let badge = with_entry(&key, entry());
    for (set, verdict) in [(false, Verdict::Intact), (true, Verdict::Withdrawn)] {
        let mut list = list(&key, set, &|_| ());
        list.as_object_mut().unwrap().remove("proof");
        let by = |key: &IssuerKey| proof::sign(&list, key, at()).unwrap()["proof"][0].clone();
        let changed = |mut proof: Value, field: &str, value: &str| {
            proof[field] = json!(value);
            proof
        };
        let look_at = |proofs: Value| {
            let mut list = list.clone();
            list["proof"] = proofs;
            nobody(&badge, &fetched(&[(LIST, &list)])).verdict
        };
        for beside in [
            changed(by(&key), "cryptosuite", "bbs-2023"),
            changed(by(&other), "verificationMethod", "did:web:evil.example#key"),
            changed(by(&other), "created", "2026-01-01T00:00:00Z"),
            changed(by(&key), "created", "2026-01-01T00:00:00Z"),
            proof_until(&key, &list, "2026-05-15T00:00:00Z"),
            by(&other),
        ] {
            assert_eq!(look_at(json!([by(&key), beside])), verdict, "{beside}");
            assert_eq!(look_at(json!([beside, by(&key)])), verdict, "{beside}");
            assert_eq!(look_at(json!([beside])), Verdict::Unconfirmed, "{beside}");
        }
    }
}

#[test]
fn a_list_as_a_token_counts_like_one_with_a_proof() {
    let key = key();
    let badge = with_entry(&key, entry());
    let look_in = |set, change: &dyn Fn(&mut Value), wrapped: &dyn Fn(String) -> String| {
        let mut list = list(&key, set, &|_| ());
        list.as_object_mut().unwrap().remove("proof");
        change(&mut list);
        let token = vc_jwt::sign(&list, &key, &did::verification_method(key.public())).unwrap();
        let mut sources = Sources::default();
        sources.fetched(LIST, Ok(wrapped(token).into_bytes()));
        nobody(&badge, &sources).verdict
    };
    let look_at = |set, change: &dyn Fn(&mut Value)| look_in(set, change, &|token| token);
    assert_eq!((look_at(false, &|_| ()), look_at(true, &|_| ())), (Verdict::Intact, Verdict::Withdrawn));
    assert_eq!(look_at(false, &|list| list["exp"] = json!(1_700_000_000)), Verdict::Unconfirmed);
    // What it is about in a list of one, and the token in an envelope.
    let in_list = |list: &mut Value| list["credentialSubject"] = json!([list["credentialSubject"].take()]);
    assert_eq!((look_at(false, &in_list), look_at(true, &in_list)), (Verdict::Intact, Verdict::Withdrawn));
    let twice = |list: &mut Value| list["credentialSubject"] = json!([list["credentialSubject"], { "id": LIST }]);
    assert_eq!(look_at(false, &twice), Verdict::Unconfirmed);
    let envelope = |token: String| {
        json!({
            "@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential",
            "id": format!("data:application/vc+jwt,{token}")
        })
        .to_string()
    };
    let enveloped = |set| look_in(set, &|_| (), &envelope);
    assert_eq!((enveloped(false), enveloped(true)), (Verdict::Intact, Verdict::Withdrawn));
}

#[test]
fn an_entry_that_cannot_be_read_is_never_taken_for_none() {
    let key = key();
    let sources = fetched(&[(LIST, &list(&key, false, &|_| ()))]);
    let with = |name: &str, value: Value| {
        let mut entry = entry();
        entry[name] = value;
        entry
    };
    for odd in [
        json!(null),
        json!([]),
        json!(5),
        json!([entry(), null]),
        json!([[entry()]]),
        json!({}),
        json!({ "@value": entry() }),
        with("type", json!("SomethingElse")),
        with("type", json!(null)),
        with("type", json!("NoBitstringStatusListEntry")),
        with("statusListIndex", json!(null)),
        with("statusListIndex", json!(5.5)),
        with("statusListIndex", json!(-5)),
        with("statusListIndex", json!("+5")),
        with("statusListIndex", json!("99999999999999999999999")),
        with("statusListIndex", json!(131_072)),
        with("statusListCredential", json!([LIST])),
        with("statusPurpose", json!(["revocation"])),
        with("statusPurpose", json!(null)),
        with("statusSize", json!("1")),
        with("statusSize", json!(0)),
    ] {
        let report = nobody(&with_entry(&key, odd.clone()), &sources);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{odd}: {report:?}");
    }
    assert_eq!(nobody(&with_entry(&key, with("statusListIndex", json!(5))), &sources).verdict, Verdict::Intact);
}

#[test]
fn a_list_of_withdrawn_badges_is_no_badge() {
    let key = key();
    let list = list(&key, false, &|_| ());
    assert_eq!(nobody(&list.to_string(), &Sources::default()).verdict, Verdict::NotABadge);
    let mut plain = list.clone();
    plain.as_object_mut().unwrap().remove("proof");
    let token = vc_jwt::sign(&plain, &key, &did::verification_method(key.public())).unwrap();
    let report = nobody(&token, &Sources::default());
    assert_eq!(report.verdict, Verdict::NotABadge);
    assert!(report.summary.contains("list of withdrawn badges"), "{}", report.summary);
}
