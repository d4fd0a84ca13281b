//! Two of a kind that share an identifier, or that only a graph takes for one: nothing
//! of what was signed is picked, it is refused or shown in full.

use super::*;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::proof;

const LIST: &str = "https://example.org/list";

/// The report on a credential that was changed so before it was signed; the same in
/// whatever order the list at `place` stands.
fn of(change: impl FnOnce(&mut Value), place: &str) -> Report {
    let key = key();
    let mut credential = plain(&key);
    change(&mut credential);
    let mut signed = proof::sign(&credential, &key, at()).unwrap();
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    let report = look(&signed.to_string(), &trust, &Sources::default());
    if let Some(list) = signed.pointer_mut(place).and_then(Value::as_array_mut) {
        list.reverse();
    }
    let again = look(&signed.to_string(), &trust, &Sources::default());
    assert_eq!(serde_json::to_value(&again).unwrap(), serde_json::to_value(&report).unwrap());
    report
}

fn in_english(text: &str) -> Value {
    json!({ "@value": text, "@language": "en" })
}

/// Whether all of these words are shown, or the badge is refused.
fn are_shown(report: &Report, words: &[&str]) -> bool {
    let text = serde_json::to_string(report).unwrap();
    report.verdict > Verdict::Unconfirmed || words.iter().all(|word| text.contains(word))
}

#[test]
fn evidence_of_one_address_is_told_by_each_of_its_names() {
    let both = |one: Value, other: Value| {
        let evidence = |name: Value| json!({ "id": "https://example.org/e", "type": ["Evidence"], "name": name });
        of(|credential| credential["evidence"] = json!([evidence(one), evidence(other)]), "/evidence")
    };
    for (one, other) in [(json!("The kite"), json!("The boat")), (in_english("The kite"), in_english("The boat"))] {
        let report = both(one.clone(), other.clone());
        assert!(are_shown(&report, &["The kite", "The boat"]), "{one} {other}: {report:?}");
    }
}

#[test]
fn results_are_told_with_each_name_that_they_go_by() {
    let results = |results: Value, descriptions: Value| {
        let change = |credential: &mut Value| {
            credential["credentialSubject"]["result"] = results;
            credential["credentialSubject"]["achievement"]["resultDescription"] = descriptions;
        };
        of(change, "/credentialSubject/result")
    };
    let described = |id: &str, name: Value| json!({ "id": id, "type": ["ResultDescription"], "name": name, "resultType": "Status" });
    let attained = |of: Value, value: Value| json!({ "type": ["Result"], "resultDescription": of, "value": value });
    let one = || json!([described("urn:uuid:8", json!("Test"))]);
    let of_one = [attained(json!("urn:uuid:8"), json!("Passed")), attained(json!("urn:uuid:8"), json!("Failed"))];
    let report = results(json!(of_one), one());
    assert_eq!(report.results, ["Test: Failed", "Test: Passed"], "{report:?}");
    let mut same = of_one.clone();
    same.iter_mut().for_each(|result| result["id"] = json!("urn:uuid:r"));
    let report = results(json!(same), one());
    assert!(are_shown(&report, &["Test", "Failed", "Passed"]), "{report:?}");

    let named = |one: Value, other: Value| {
        let two = json!([described("urn:uuid:8", one), described("urn:uuid:8", other)]);
        results(json!([attained(json!("urn:uuid:8"), json!("17"))]), two)
    };
    for (one, other) in [(json!("Knots"), json!("Surgery")), (in_english("Knots"), in_english("Surgery"))] {
        let report = named(one, other);
        assert!(are_shown(&report, &["Knots", "Surgery", "17"]), "{report:?}");
    }
    let two = json!([described("urn:uuid:8", json!("Knots")), described("urn:uuid:9", json!("Surgery"))]);
    let of_two = json!([attained(json!(["urn:uuid:8", "urn:uuid:9"]), json!("17"))]);
    let report = results(of_two, two.clone());
    assert!(are_shown(&report, &["Knots", "Surgery", "17"]), "{report:?}");
    // An address that is written as one, and not as a text.
    let node = json!([attained(json!({ "id": "urn:uuid:9" }), json!("17"))]);
    let report = results(node, two);
    assert_eq!(report.results, ["Surgery: 17"], "{report:?}");
    let values = json!([in_english("Passed"), in_english("Failed")]);
    let report = results(json!([attained(json!("urn:uuid:8"), values)]), one());
    assert!(are_shown(&report, &["Passed", "Failed"]), "{report:?}");
}

#[test]
fn achievements_of_one_identifier_have_one_picture_and_one_way_to_earn_them() {
    let two = |field: &str, one: Value, other: Value| {
        let change = |credential: &mut Value| {
            let mut first = credential["credentialSubject"]["achievement"].clone();
            let mut second = first.clone();
            (first[field], second[field]) = (one, other);
            credential["credentialSubject"]["achievement"] = json!([first, second]);
        };
        of(change, "/credentialSubject/achievement")
    };
    let page = |narrative: Value| json!({ "id": "https://example.org/c", "type": "Criteria", "narrative": narrative });
    for (one, other) in [
        (json!({ "narrative": "Rowed." }), json!({ "narrative": "Operated." })),
        (page(json!("Rowed.")), page(json!("Operated."))),
        (page(in_english("Rowed.")), page(in_english("Operated."))),
        (json!({ "id": "https://example.org/rowed." }), json!({ "id": "https://example.org/operated." })),
        (json!({ "narrative": "Rowed." }), json!({ "id": "https://example.org/operated." })),
    ] {
        assert_eq!(two("criteria", one.clone(), other.clone()).verdict, Verdict::NotValid, "{one} {other}");
    }
    let picture = |caption: Value| json!({ "id": "https://example.org/i", "type": "Image", "caption": caption });
    for (one, other) in [(json!("A boat"), json!("A heart")), (in_english("A boat"), in_english("A heart"))] {
        let report = two("image", picture(one), picture(other));
        assert!(are_shown(&report, &["A boat", "A heart"]), "{report:?}");
    }
    for field in ["name", "description"] {
        let report = two(field, json!("Boats"), json!("Hearts"));
        assert!(are_shown(&report, &["Boats", "Hearts"]), "{report:?}");
    }
}

#[test]
fn entries_of_one_identifier_on_lists_of_withdrawn_badges_are_never_read_as_one_of_them() {
    let status = |index: &str, purpose: &str| {
        json!({
            "id": "https://example.org/list#5", "type": "BitstringStatusListEntry", "statusPurpose": purpose,
            "statusListIndex": index, "statusListCredential": LIST,
        })
    };
    let elsewhere = |mut status: Value| {
        status["statusListCredential"] = json!("https://other.example/list");
        status
    };
    for (one, other) in [
        (status("5", "revocation"), status("6", "revocation")),
        (status("5", "revocation"), status("5", "suspension")),
        (status("5", "revocation"), elsewhere(status("5", "revocation"))),
    ] {
        let report = of(|credential| credential["credentialStatus"] = json!([one, other]), "/credentialStatus");
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert!(
            said(&report, "status").message.contains("cannot be read")
                || said(&report, "status").message.contains("not where"),
            "{report:?}"
        );
    }
}

#[test]
fn alignments_of_one_identifier_say_one_thing() {
    let two = |field: &str, one: Value, other: Value| {
        let change = |credential: &mut Value| {
            let aligned = |value: Value| {
                let mut aligned = json!({ "id": "urn:uuid:a", "type": ["Alignment"], "targetName": "Sailing", "targetUrl": "https://example.org/s" });
                aligned[field] = value;
                aligned
            };
            credential["credentialSubject"]["achievement"]["alignment"] = json!([aligned(one), aligned(other)]);
        };
        of(change, "/credentialSubject/achievement/alignment")
    };
    for (field, one, other) in [
        ("targetName", json!("Sailing"), json!("Surgery")),
        ("targetName", in_english("Sailing"), in_english("Surgery")),
        ("targetUrl", json!("https://example.org/s"), json!("https://example.org/t")),
        ("targetCode", json!("1"), json!("2")),
        ("targetFramework", json!("ESCO"), json!("Ours")),
        ("targetType", json!("CFItem"), json!("CTDL")),
    ] {
        assert_eq!(two(field, one, other).verdict, Verdict::NotValid, "{field}");
    }
}

#[test]
fn an_earner_who_is_described_twice_is_told_by_all_that_names_them() {
    let named = |kind: &str, text: &str| json!({ "type": "IdentityObject", "hashed": false, "identityType": kind, "identityHash": text });
    let two = |id: Option<&str>, one: Value, other: Value| {
        let change = |credential: &mut Value| {
            let mut first = credential["credentialSubject"].clone();
            match id {
                Some(id) => first["id"] = json!(id),
                None => drop(first.as_object_mut().unwrap().remove("id")),
            }
            if id.is_none() {
                first["identifier"] = json!([one, other]);
                credential["credentialSubject"] = first;
                return;
            }
            let mut second = first.clone();
            (first["identifier"], second["identifier"]) = (json!([one]), json!([other]));
            credential["credentialSubject"] = json!([first, second]);
        };
        of(change, if id.is_some() { "/credentialSubject" } else { "/credentialSubject/identifier" })
    };
    let (amy, eve) = (named("name", "Amy Jones"), named("name", "Eve Smith"));
    let (her, hers) = (named("emailAddress", "amy@example.org"), named("emailAddress", "eve@example.org"));
    // Whoever has an identifier is told by it, and is found by whatever else they go by.
    let report = two(Some("did:example:amy"), amy.clone(), eve.clone());
    assert_eq!((report.verdict, report.recipient.as_deref()), (Verdict::Genuine, Some("did:example:amy")));
    assert_eq!(report.earners[0].len(), 3, "{report:?}");
    let report = two(None, amy, eve);
    assert!(
        report.verdict > Verdict::Unconfirmed
            || report.recipient.as_ref().is_some_and(|told| told.contains("Amy") && told.contains("Eve")),
        "{report:?}"
    );
    let report = two(None, her, hers);
    assert!(
        report.verdict > Verdict::Unconfirmed
            || report.recipient.as_ref().is_some_and(|told| told.contains("amy@") && told.contains("eve@")),
        "{report:?}"
    );
}

#[test]
fn in_which_order_proofs_stand_is_not_signed() {
    let keys = [key(), key(), key()];
    let credential = plain(&keys[0]);
    let by =
        |key: &IssuerKey, at: &str| proof::sign(&credential, key, at.parse().unwrap()).unwrap()["proof"][0].clone();
    let mut bad = by(&keys[1], "2026-05-01T00:00:00Z");
    bad["created"] = json!("2026-05-02T00:00:00Z");
    let mut unknown = by(&keys[2], "2026-05-01T00:00:00Z");
    unknown["cryptosuite"] = json!("bbs-2023");
    let [good, again] = [by(&keys[0], "2026-05-01T00:00:00Z"), by(&keys[0], "2026-05-03T00:00:00Z")];
    let mut altered = good.clone();
    altered["created"] = json!("2026-05-02T00:00:00Z");
    let witnesses = [by(&keys[1], "2026-05-01T00:00:00Z"), by(&keys[2], "2026-05-01T00:00:00Z")];
    for proofs in [
        vec![good.clone(), again, bad.clone(), unknown.clone()],
        vec![witnesses[0].clone(), good.clone(), witnesses[1].clone()],
        vec![bad.clone(), altered, unknown.clone()],
        vec![bad, witnesses[0].clone(), unknown],
    ] {
        let mut signed = credential.clone();
        let mut reports = Vec::new();
        let mut proofs = proofs;
        for _ in 0..proofs.len() {
            proofs.rotate_left(1);
            for list in [proofs.clone(), proofs.iter().rev().cloned().collect()] {
                signed["proof"] = json!(list);
                reports.push(serde_json::to_value(alone(&signed.to_string())).unwrap());
            }
        }
        for report in &reports {
            assert_eq!(report, &reports[0]);
        }
    }
}

#[test]
fn of_very_many_endorsements_without_a_name_the_same_are_told_in_any_order() {
    let words = |number: usize| {
        json!({
            "type": ["VerifiableCredential", "EndorsementCredential"], "issuer": { "id": format!("did:example:club{number}"), "type": ["Profile"], "name": format!("Club {number}") },
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": { "id": badge().id, "type": ["EndorsementSubject"], "endorsementComment": format!("Good {number}.") },
        })
    };
    let all: Vec<Value> = (0..20).map(words).collect();
    let change = |credential: &mut Value| credential["credentialSubject"]["achievement"]["endorsement"] = json!(all);
    of(change, "/credentialSubject/achievement/endorsement");
}

#[test]
fn what_is_said_of_an_issuer_within_words_in_its_favour_is_none_of_them() {
    let (ours, club) = (key(), key());
    let issuer = ours.did();
    let words = |id: &str, comment: &str| {
        let words = Endorsement { id, subject: &issuer, comment, endorser: "Club" };
        endorse(&words, &club, award().issued_on).unwrap()
    };
    let (words, others) = (words("urn:uuid:e", "Good people."), words("urn:uuid:f", "Very good."));
    let mut credential = plain(&ours);
    credential["issuer"]["endorsement"] = json!([words, others]);
    credential["credentialSubject"]["achievement"]["creator"] =
        json!({ "id": issuer, "type": ["Profile"], "endorsement": [words] });
    let mut signed = proof::sign(&credential, &ours, at()).unwrap();
    let told = |signed: &Value| -> Vec<Check> {
        let report = alone(&signed.to_string());
        assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
        report.checks.into_iter().filter(|check| check.id == "endorsement").collect()
    };
    let before = told(&signed);
    assert!(before.len() == 2 && before[0].message.contains("Good people."), "{before:?}");
    let of_issuer = json!({ "id": issuer, "type": ["Profile"], "name": signed["issuer"]["name"] });
    let subject = &mut signed["issuer"]["endorsement"][0]["credentialSubject"];
    *subject = json!([subject, of_issuer]);
    assert_eq!(told(&signed), before);
}
