//! What is more than is looked at, which makes a badge unconfirmed and never
//! not valid; and what a file says in the name of others.

use std::sync::Arc;

use super::sources::Lookup;
use super::*;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::proof::{self, Suite};
use crate::credential::{did, jws};

/// What helps where there is too much of something.
const LONGER: &str = "program that takes longer over it can check it";
const OXFORD: &str = "did:web:www.ox.ac.uk";

fn look(value: &Value) -> Report {
    ask(value.to_string().as_bytes(), &Trust::default(), None)
}

fn unconfirmed(value: &Value, id: &str, words: &str) {
    let report = look(value);
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{words}: {:?}", report.summary);
    let is_it = |check: &Check| check.id == id && check.outcome == Outcome::Unknown && check.message.contains(words);
    assert!(report.checks.iter().any(is_it), "{words}: {report:?}");
    // Why, and what helps, is said first.
    assert!(report.summary.contains(words) && report.summary.contains(LONGER), "{words}: {:?}", report.summary);
}

#[test]
fn more_signatures_than_are_checked_leave_it_open() {
    let mut badge = issue(&key(), &award());
    let one = badge["proof"][0].clone();
    badge["proof"] = vec![one; 17].into();
    unconfirmed(&badge, "signature", "more signatures than are checked");
}

#[test]
fn more_words_than_are_read_leave_it_open() {
    let mut badge = issue(&key(), &award());
    let words: serde_json::Map<_, _> =
        (0..1_001).map(|i| (format!("w{i}"), json!(format!("https://example.org/{i}")))).collect();
    badge["@context"].as_array_mut().unwrap().push(words.into());
    unconfirmed(&badge, "signature", "have more words");
}

#[test]
fn more_parts_than_are_read_leave_it_open() {
    let mut badge = issue(&key(), &award());
    let evidence = |i: usize| json!({ "id": format!("https://example.org/{i}"), "type": ["Evidence"] });
    badge["evidence"] = (0..2_100).map(evidence).collect();
    unconfirmed(&badge, "signature", "more than 2000 parts");
    let deep = (0..60).fold(json!("x"), |inside, _| json!([inside]));
    unconfirmed(&json!({ "@context": [], "type": "VerifiableCredential", "x": deep }), "format", "levels inside");
}

#[test]
fn contexts_said_over_and_over_are_not_followed() {
    let mut badge = issue(&key(), &award());
    let both = badge["@context"].as_array().unwrap().clone();
    badge["@context"] = both.iter().cycle().take(18_000).cloned().collect();
    unconfirmed(&badge, "signature", "more often");
    // Nor are they where each list is short.
    let mut badge = issue(&key(), &award());
    let list: Value = both.iter().cycle().take(90).cloned().collect();
    let evidence =
        |i: usize| json!({ "@context": list, "id": format!("https://example.org/{i}"), "type": ["Evidence"] });
    badge["evidence"] = (0..1_000).map(evidence).collect();
    assert_eq!(look(&badge).verdict, Verdict::Unconfirmed);
}

#[test]
fn what_was_signed_and_is_too_long_to_be_shown_is_not_shown_as_signed() {
    let key = key();
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    // One long description, to which many badges point.
    let maker = |description: &str| json!({ "id": "urn:p", "type": ["Profile"], "description": description });
    let achievement = credential["credentialSubject"]["achievement"].take();
    let one = |i: usize| {
        let mut one = achievement.clone();
        one["id"] = json!(format!("urn:a:{i}"));
        one["creator"] = maker(&"x".repeat(if i == 0 { 400_000 } else { 1 }));
        one
    };
    credential["credentialSubject"]["achievement"] = (0..20).map(one).collect();
    let signed = proof::sign(&credential, &key, at()).unwrap();
    unconfirmed(&signed, "signature", "cannot be shown");
}

/// How long the report on a file is, in its JSON form.
fn told(value: &Value) -> usize {
    serde_json::to_string(&look(value)).unwrap().len()
}

#[test]
fn what_many_parts_of_an_award_share_is_told_once() {
    let mut credential = ob3::credential(&badge(), OXFORD, &award()).unwrap();
    credential["issuer"]["name"] = "N".repeat(20_000).into();
    credential["credentialSubject"]["achievement"] = (0..300).map(|i| json!(format!("urn:a:{i}"))).collect();
    assert!(told(&credential) < 10 * credential.to_string().len(), "{}", told(&credential));

    let mut credential = ob3::credential(&badge(), OXFORD, &award()).unwrap();
    let description = json!({ "id": "urn:r", "type": ["ResultDescription"], "name": "N".repeat(50_000) });
    credential["credentialSubject"]["achievement"]["resultDescription"] = json!([description]);
    let result = json!({ "type": ["Result"], "resultDescription": "urn:r", "value": "7" });
    credential["credentialSubject"]["result"] = vec![result; 500].into();
    assert!(told(&credential) < 10 * credential.to_string().len(), "{}", told(&credential));
}

#[test]
fn an_issuer_may_have_a_name_in_each_language_and_more_names_are_left_open() {
    let key = key();
    let named = |names: usize| {
        let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
        let language = |i: usize| format!("{}{}", ["q", "r"][i / 26], ('a'..='z').nth(i % 26).unwrap());
        let name = |i| json!({ "@value": format!("Academy {i}"), "@language": language(i) });
        credential["issuer"]["name"] = (0..names).map(name).collect();
        proof::sign_as(&credential, &key, Suite::Jcs, &did::verification_method(key.public()), at()).unwrap()
    };
    assert_eq!(look(&named(24)).verdict, Verdict::Intact);
    unconfirmed(&named(40), "issuer", "more than 32 names");
}

#[test]
fn a_name_that_is_too_much_to_be_compared_leaves_it_open() {
    let key = key();
    let mut trust = Trust::default();
    trust.confirm_all((0..4_000).map(|i| KnownIssuer::new(format!("https://e{i}.example/"), "Institute")));
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["issuer"]["name"] = "Academy of ".repeat(10_000).into();
    let signed = proof::sign(&credential, &key, at()).unwrap();
    let report = ask(signed.to_string().as_bytes(), &trust, None);
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{:?}", report.summary);
    assert!(report.checks.iter().any(|check| check.message.contains("was not looked at")), "{:?}", report.summary);
}

#[test]
fn a_key_among_more_than_are_read_is_neither_the_issuers_nor_foreign() {
    let key = key();
    let method = format!("{WEB}#mine");
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    let signed = proof::sign_as(&credential, &key, Suite::default(), &method, at()).unwrap();
    let multibase = key.public().multibase();
    let under_its_name =
        proof::sign_as(&credential, &key, Suite::default(), &format!("{WEB}#{multibase}"), at()).unwrap();
    for (others, verdict) in [(69, Verdict::Intact), (300, Verdict::Unconfirmed)] {
        let listed = |id: String, key: &str| json!({ "id": id, "type": "Multikey", "publicKeyMultibase": key });
        let mut methods: Vec<Value> = (0..others).map(|i| listed(format!("{WEB}#k{i}"), "zDamaged")).collect();
        methods.extend([listed(method.clone(), &multibase), listed(format!("{WEB}#{multibase}"), &multibase)]);
        let ids: Vec<Value> = methods.iter().map(|method| method["id"].clone()).collect();
        let document = json!({ "id": WEB, "verificationMethod": methods, "assertionMethod": ids });
        let sources = fetched(&[(WEB_DOCUMENT, &document)]);
        for signed in [&signed, &under_its_name] {
            let question = InspectOptions { trust: &Trust::default(), sources: &sources, at: at(), email: None };
            let report = inspect(signed.to_string().as_bytes(), &question);
            assert_eq!(report.verdict, verdict, "{others}: {}", report.summary);
            let is_said = report.checks.iter().any(|check| check.message.contains("read here"));
            assert_eq!(is_said, verdict == Verdict::Unconfirmed, "{others}: {report:?}");
        }
    }
}

#[test]
fn a_document_is_read_once_for_every_signature_that_asks_for_it() {
    let sources = fetched(&[(WEB_DOCUMENT, &json!({ "id": WEB, "verificationMethod": [] }))]);
    let (Lookup::Found(one, _), Lookup::Found(other, _)) = (sources.of_issuer(WEB), sources.of_issuer(WEB)) else {
        panic!("it is at hand");
    };
    assert!(Arc::ptr_eq(&one, &other));
    let keys = || match sources.keys(WEB_DOCUMENT, WEB) {
        Lookup::Found(list, _) => list,
        _ => panic!("it is at hand"),
    };
    assert!(Arc::ptr_eq(&keys(), &keys()));
}

#[test]
fn a_further_signature_is_told_by_its_key_and_not_by_whom_it_names() {
    let (own, other) = (key(), key());
    let credential = ob3::credential(&badge(), &own.did(), &award()).unwrap();
    let signed_by = |method: String| {
        let mut signed = proof::sign(&credential, &own, at()).unwrap();
        let further = proof::sign_as(&credential, &other, Suite::default(), &method, at()).unwrap();
        signed["proof"].as_array_mut().unwrap().push(further["proof"][0].clone());
        let report = look(&signed);
        assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
        let told =
            report.checks.iter().find(|check| check.message.contains("further") || check.message.contains("also"));
        told.unwrap_or_else(|| panic!("{report:?}")).message.clone()
    };
    let fingerprint = did::fingerprint(&other.did());
    let told = signed_by(format!("{OXFORD}#{}", other.public().multibase()));
    assert!(!told.contains("also signed by did:web"), "{told}");
    assert!(!told.contains("also") || told.contains(&fingerprint) && told.contains("was not checked"), "{told}");
    let told = signed_by(did::verification_method(other.public()));
    assert_eq!(told, format!("It is also signed by the key {fingerprint}."));
}

/// A badge in which these endorse, signed by its issuer.
fn endorsed(endorsements: Value) -> Value {
    let key = key();
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["credentialSubject"]["achievement"]["endorsement"] = endorsements;
    proof::sign(&credential, &key, at()).unwrap()
}

fn endorsement(number: usize) -> Value {
    let subject = badge().id;
    let id = format!("urn:uuid:e{number}");
    let words = Endorsement { id: &id, subject: &subject, comment: "Good.", endorser: "Sailing Club" };
    endorse(&words, &key(), award().issued_on).unwrap()
}

#[test]
fn endorsements_of_very_many_words_are_left_open() {
    let many = |number: usize| {
        let mut one = endorsement(number);
        one["credentialSubject"]["endorsementComment"] = (0..600).map(|i| json!(format!("{number}-{i}"))).collect();
        one
    };
    let report = look(&endorsed((0..16).map(many).collect()));
    assert_eq!(report.verdict, Verdict::Intact, "{:?}", report.summary);
    let told: Vec<&Check> = report.checks.iter().filter(|check| check.id == "endorsement").collect();
    assert!(told.len() == 16 && told.iter().all(|check| check.outcome == Outcome::Unknown), "{told:?}");
    assert!(told.iter().any(|check| check.message.contains("takes longer over it")), "{told:?}");
}

#[test]
fn endorsements_within_one_another_are_not_copied_over_and_over() {
    let mut inner = endorsement(0);
    inner["description"] = "x".repeat(1_000_000).into();
    for number in 1..20 {
        let mut outer = endorsement(number);
        outer["endorsement"] = json!([inner]);
        inner = outer;
    }
    let report = look(&endorsed(json!([inner])));
    let is_said =
        |check: &Check| check.outcome == Outcome::Unknown && check.message.contains("so they were not looked at");
    assert!(report.checks.iter().any(is_said), "{report:?}");
}

#[test]
fn very_many_keys_that_may_have_signed_are_not_all_tried() {
    let listed = |_| json!({ "publicKeyMultibase": key_of(Algorithm::P256).public().multibase() });
    let keys: Vec<Value> = (0..200).map(listed).collect();
    let key = key_of(Algorithm::P256);
    let token = |number: usize| {
        let badge = json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": format!("urn:uuid:{number}"),
            "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
            "issuedOn": "2026-01-01T00:00:00Z", "verification": { "type": "signed", "creator": "https://club.example/k" },
            "badge": { "type": "BadgeClass", "id": "urn:b", "name": "Kite", "description": "d",
                "criteria": { "narrative": "c" },
                "issuer": { "type": "Profile", "id": "https://club.example/", "name": "Club", "publicKey": keys } },
        });
        jws::sign(&badge.to_string(), serde_json::Map::new(), &key).unwrap()
    };
    let envelope = |number| {
        let id = format!("data:application/vc+jwt,{}", token(number));
        json!({ "@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential", "id": id })
    };
    let held: Vec<Value> = (0..12).map(envelope).collect();
    let report = look(&json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"],
        "verifiableCredential": held,
    }));
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{:?}", report.summary);
    let told = serde_json::to_string(&report).unwrap();
    assert!(told.contains("takes longer over it"), "{told}");
    assert!(!told.contains("not-valid"), "{told}");
}

#[test]
fn whom_one_trusts_is_told_by_the_name_that_one_gave() {
    let key = key();
    let mut trust = Trust::default();
    trust.add_trusted(OXFORD, "Oxford");
    let named = Badge { issuer: Profile { name: "University of Cambridge".into(), ..Profile::default() }, ..badge() };
    let credential = ob3::credential(&named, OXFORD, &award()).unwrap();
    let signed = proof::sign(&credential, &key, at()).unwrap();
    let report = ask(signed.to_string().as_bytes(), &trust, None);
    assert_eq!(
        said(&report, "issuer").message,
        "It names “Oxford”, whom you trust, as its issuer and calls it “University of Cambridge”. Nothing here confirms that."
    );
}

#[test]
fn a_word_for_a_longer_address_than_is_read_makes_nothing_forged() {
    let key = key();
    let file = issue(&key, &award());
    let long = format!("https://example.org/{}#", "a".repeat(2_000));
    for words in [json!({ "long": long }), json!({ "@vocab": long }), json!({ "long": { "@id": long } })] {
        let mut spelt = file.clone();
        spelt["@context"].as_array_mut().unwrap().push(words.clone());
        let report = alone(&spelt.to_string());
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{words}: {report:?}");
    }
}
