//! Several things that share one identifier, in the order in which anybody may put
//! them: a graph speaks of them as of one.

use super::*;
use crate::credential::contexts;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::proof;

const AMY: &str = "did:example:amy";

fn unsigned(key: &IssuerKey, name: &str, award_id: &str) -> Value {
    let badge = Badge { name: name.into(), id: format!("urn:uuid:{name}"), ..badge() };
    let award = Award { id: award_id.into(), recipient: Recipient::Id(AMY.into()), ..award() };
    ob3::credential(&badge, &key.did(), &award).unwrap()
}

fn entry(key: &IssuerKey, name: &str, award_id: &str) -> Value {
    proof::sign(&unsigned(key, name, award_id), key, at()).unwrap()
}

fn record(key: &IssuerKey, inside: &[Value], more: &Value) -> Value {
    let mut record = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2", contexts::OPEN_BADGES_3,
            "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
        ],
        "id": "urn:uuid:record", "type": ["VerifiableCredential", "ClrCredential"], "name": "My record",
        "issuer": { "id": key.did(), "type": ["Profile"], "name": "Harbour Community Trust", "url": "https://example.org" },
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": { "id": AMY, "type": ["ClrSubject"], "verifiableCredential": inside }
    });
    record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    proof::sign(&record, key, at()).unwrap()
}

/// The report on it, which is the same in whatever order the list at `place` stands.
fn in_any_order(signed: &Value, place: &str, trust: &Trust) -> Report {
    let report = look(&signed.to_string(), trust, &Sources::default());
    let mut turned = signed.clone();
    for round in 0..turned.pointer(place).unwrap().as_array().unwrap().len() {
        let list = turned.pointer_mut(place).unwrap().as_array_mut().unwrap();
        list.rotate_left(1);
        for list in [list.clone(), list.iter().rev().cloned().collect()] {
            *turned.pointer_mut(place).unwrap() = json!(list);
            let again = look(&turned.to_string(), trust, &Sources::default());
            assert_eq!((again.verdict, &again.summary), (report.verdict, &report.summary), "{round}");
            assert_eq!(again.checks, report.checks, "{round}");
        }
    }
    report
}

fn entries_of(key: &IssuerKey, inside: &[Value], trust: &Trust) -> Report {
    in_any_order(&record(key, inside, &json!({})), "/credentialSubject/verifiableCredential", trust)
}

fn all_told(report: &Report) -> String {
    report.checks.iter().map(|check| format!("{}\n", check.message)).collect()
}

#[test]
fn entries_that_share_an_identifier_are_each_judged_in_any_order() {
    let (key, other) = (key(), super::key());
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    trust.add_trusted(other.did(), "Quay");
    let kite = entry(&key, "Kite", "urn:uuid:award");
    let knot = entry(&other, "Knot", "urn:uuid:award");
    let report = entries_of(&key, &[kite.clone(), knot.clone()], &trust);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    assert!(all_told(&report).contains("“Kite”") && all_told(&report).contains("“Knot”"), "{report:?}");
    let own = entry(&key, "Knot", "urn:uuid:award");
    let report = entries_of(&key, &[kite.clone(), own, knot], &trust);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");

    let mut ended = unsigned(&other, "Knot", "urn:uuid:award");
    ended["validUntil"] = json!("2026-05-01T00:00:00Z");
    let report = entries_of(&key, &[kite, proof::sign(&ended, &other, at()).unwrap()], &trust);
    assert_eq!(report.verdict, Verdict::Ended, "{report:?}");
}

#[test]
fn what_is_said_by_the_identifier_of_an_entry_and_nobody_signed_is_never_passed() {
    let (key, other) = (key(), super::key());
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    trust.add_trusted(other.did(), "Quay");
    let kite = entry(&key, "Kite", "urn:uuid:award");
    let mut forged = entry(&other, "Knot", "urn:uuid:other");
    forged["id"] = json!("urn:uuid:award");
    let mut short = forged.clone();
    short.as_object_mut().unwrap().retain(|field, _| ["id", "type", "@context", "proof"].contains(&field.as_str()));
    let mut longer = unsigned(&key, "Kite", "urn:uuid:award");
    longer["validUntil"] = json!("2026-05-01T00:00:00Z");
    for beside in [forged, unsigned(&other, "Knot", "urn:uuid:award"), unsigned(&key, "Knot", "urn:uuid:award"), longer]
    {
        let report = entries_of(&key, &[kite.clone(), beside.clone()], &trust);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{beside:#} {report:?}");
        assert!(report.summary.contains("more by the identifier urn:uuid:award"), "{report:?}");
    }
    // A signature beside that fits nothing takes nothing from the issuer's, in one place or in two.
    let report = entries_of(&key, &[kite.clone(), short], &trust);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");

    // Nor where it is said in another place.
    let elsewhere = json!({ "evidence": [{ "id": "urn:uuid:award", "type": ["Evidence"], "name": "Surgeon" }] });
    let report = look(&record(&key, &[kite], &elsewhere).to_string(), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(report.summary.contains("more by the identifier urn:uuid:award"), "{report:?}");
}

#[test]
fn a_signature_that_is_written_among_other_words_covers_none_of_them() {
    let key = key();
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    let kite = entry(&key, "Kite", "urn:uuid:award");
    let mut forged = unsigned(&key, "Surgeon", "urn:uuid:award");
    forged["https://w3id.org/security#proofValue"] =
        json!({ "@value": kite["proof"][0]["proofValue"], "@type": "https://w3id.org/security#multibase" });
    let mut record = record(&key, std::slice::from_ref(&kite), &json!({}));
    record.as_object_mut().unwrap().remove("proof");
    record["credentialSubject"]["verifiableCredential"] = json!([kite, forged]);
    record["proof"] = json!([proof::tests::proof_over(&record, &[], &key, &json!({}))]);
    let report = look(&record.to_string(), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(report.summary.contains("more by the identifier urn:uuid:award"), "{report:?}");
}

#[test]
fn praise_of_an_entry_takes_nothing_from_it() {
    let (key, club) = (key(), super::key());
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    let words = Endorsement { id: "urn:uuid:e", subject: "urn:uuid:award", comment: "Good.", endorser: "Club" };
    let words = json!({ "endorsement": [endorse(&words, &club, award().issued_on).unwrap()] });
    let kite = entry(&key, "Kite", "urn:uuid:award");
    let report = look(&record(&key, &[kite], &words).to_string(), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
}

#[test]
fn entries_are_told_in_an_order_of_their_own() {
    let key = key();
    let inside = ["Kite", "Knot", "Sail", "Oar"].map(|name| entry(&key, name, &format!("urn:uuid:a{name}")));
    let report = entries_of(&key, &inside, &Trust::default());
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    let twice = entries_of(&key, &[inside[0].clone(), inside[0].clone()], &Trust::default());
    assert_eq!(twice.verdict, Verdict::Intact, "{twice:?}");
}

/// What a badge tells of endorsements with these identifiers, endorsers and words, in any order.
fn told_of(all: &[Value], trust: &Trust) -> Vec<Check> {
    let issuer = key();
    let badge = Badge { endorsement: all.to_vec(), ..badge() };
    let signed = proof::sign(&ob3::credential(&badge, &issuer.did(), &award()).unwrap(), &issuer, at()).unwrap();
    let report = in_any_order(&signed, "/credentialSubject/achievement/endorsement", trust);
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    report.checks.into_iter().filter(|check| check.id == "endorsement").collect()
}

fn words(key: &IssuerKey, id: &str, comment: &str) -> Value {
    let about = badge().id;
    let words = Endorsement { id, subject: &about, comment, endorser: "Club" };
    endorse(&words, key, award().issued_on).unwrap()
}

#[test]
fn endorsements_that_share_an_identifier_are_each_told_in_any_order() {
    let (one, other) = (key(), super::key());
    for keys in [[&one, &other, &one], [&one, &one, &one]] {
        let says = ["Yes.", "No.", "Perhaps."];
        let all: Vec<Value> = keys.iter().zip(says).map(|(key, says)| words(key, "urn:uuid:e", says)).collect();
        let told = told_of(&all, &Trust::default());
        assert_eq!(told.len(), 3, "{told:?}");
        for says in says {
            let is_told = |check: &&Check| check.outcome == Outcome::Note && check.message.contains(says);
            assert_eq!(told.iter().filter(is_told).count(), 1, "{told:?}");
        }
        // In one place they are one that says both, and whose signatures fit neither.
        let mut merged = all[0].clone();
        merged["credentialSubject"]["endorsementComment"] = json!(says[..2]);
        merged["issuer"] = all[0]["issuer"].clone();
        merged["proof"] = json!([all[0]["proof"][0], all[1]["proof"][0]]);
        let told = told_of(&[merged], &Trust::default());
        assert!(told.len() == 1 && told[0].outcome != Outcome::Note, "{told:?}");
    }
    let mut forged = words(&other, "urn:uuid:e", "No.");
    forged["credentialSubject"]["endorsementComment"] = json!("Never.");
    let told = told_of(&[words(&one, "urn:uuid:e", "Yes."), forged], &Trust::default());
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter().any(|check| check.outcome == Outcome::Unknown && check.message.contains("urn:uuid:e")),
        "{told:?}"
    );
}

#[test]
fn of_very_many_endorsements_the_same_are_told_in_any_order() {
    let club = key();
    let all: Vec<Value> =
        (0..20).map(|number| words(&club, &format!("urn:uuid:e{number}"), &format!("Good {number}."))).collect();
    let told = told_of(&all, &Trust::default());
    assert_eq!(told.len(), 17, "{told:?}");
}
