//! Issuers and badges that are described in more than one place.

use super::*;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::proof::{self, Suite};
use crate::credential::{did, vc_jwt};

const THEIRS: &str = "Harbour Trust of Old";

/// A credential in every form that is signed here.
fn in_each_form(key: &IssuerKey, credential: &Value) -> Vec<(&'static str, String)> {
    let method = did::verification_method(key.public());
    let signed = |suite| proof::sign_as(credential, key, suite, &method, at()).unwrap().to_string();
    vec![
        ("rdfc", signed(Suite::Rdfc)),
        ("jcs", signed(Suite::Jcs)),
        ("jwt", vc_jwt::sign(credential, key, &method).unwrap()),
    ]
}

/// An endorsement, with what is said of its subject besides.
fn endorsed(by: &IssuerKey, name: &str, subject: &str, more: &Value) -> Value {
    let endorsement = Endorsement { id: "urn:uuid:e", subject, comment: "Well done.", endorser: name };
    let mut signed = endorse(&endorsement, by, at()).unwrap();
    signed.as_object_mut().unwrap().remove("proof");
    signed["credentialSubject"].as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    proof::sign(&signed, by, at()).unwrap()
}

fn trusting(key: &IssuerKey) -> Trust {
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "The Trust");
    trust
}

#[test]
fn an_issuer_may_be_described_in_several_ways_and_every_name_is_told() {
    let (ours, other) = (key(), key());
    let did = ours.did();
    let with = |field: &str, value: Value| {
        let mut credential = plain(&ours);
        credential[field] = value;
        credential
    };
    let mut created = plain(&ours);
    created["credentialSubject"]["achievement"]["creator"] =
        json!({ "id": did, "type": ["Profile"], "name": THEIRS, "url": "https://old.example" });
    let by_us = endorsed(&ours, THEIRS, &badge().id, &json!({}));
    let of_us = endorsed(&other, "Somebody", &did, &json!({ "name": THEIRS, "url": "https://old.example" }));
    for credential in [created, with("endorsement", json!([by_us])), with("endorsement", json!([of_us]))] {
        for (form, file) in in_each_form(&ours, &credential) {
            let report = ask(file.as_bytes(), &trusting(&ours), None);
            assert_eq!(report.verdict, Verdict::Genuine, "{form}: {credential} {}", report.summary);
            let shown = report.badge.as_ref().unwrap().issuer.name.clone().unwrap();
            assert_eq!(shown, format!("“Harbour Community Trust” / “{THEIRS}”"), "{form}: none is chosen");
            let told = format!("It calls itself “Harbour Community Trust” and “{THEIRS}”.");
            assert!(report.checks.iter().any(|check| check.message == told), "{form}: {report:?}");
            assert!(report.awarded_by.unwrap().starts_with("The Trust"), "{form}");
        }
    }
}

#[test]
fn every_name_of_an_issuer_is_compared_and_there_is_an_end_to_them() {
    let ours = key();
    let mut trust = Trust::default();
    trust.add_trusted("did:web:oxford.example", "University of Oxford");
    let with = |name: Value| {
        let mut credential = plain(&ours);
        credential["issuer"]["name"] = name;
        credential
    };
    let languages = json!([
        { "@value": "Marsh Lane Pottery", "@language": "en" },
        { "@value": "University of Oxford", "@language": "de" },
    ]);
    for (form, file) in in_each_form(&ours, &with(languages)) {
        let report = ask(file.as_bytes(), &trust, None);
        assert_eq!(report.verdict, Verdict::Intact, "{form}: {}", report.summary);
        assert!(report.alike.is_some_and(|alike| alike.contains("University of Oxford")), "{form}");
    }
    let many: Vec<Value> = (0..40).map(|at| json!(format!("Name {at}"))).collect();
    for (form, file) in in_each_form(&ours, &with(json!(many))) {
        let report = ask(file.as_bytes(), &trust, None);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{form}: {}", report.summary);
    }
}

#[test]
fn a_badge_that_is_described_in_two_ways_contradicts_itself() {
    let (ours, other) = (key(), key());
    let plain = plain(&ours);
    let award = plain["id"].as_str().unwrap().to_owned();
    for subject in [award, badge().id] {
        for field in ["name", "description"] {
            let mut credential = plain.clone();
            credential["description"] = json!("Told.");
            credential["endorsement"] = json!([endorsed(&other, "Somebody", &subject, &json!({ field: "Surgeon" }))]);
            for (form, file) in in_each_form(&ours, &credential) {
                let report = ask(file.as_bytes(), &trusting(&ours), None);
                assert_eq!(report.verdict, Verdict::NotValid, "{form} {subject} {field}: {}", report.summary);
                assert!(report.summary.contains("contradicts itself"), "{form}: {}", report.summary);
            }
        }
    }
}

#[test]
fn an_issuer_given_by_address_is_no_departure_for_what_others_say_of_it() {
    let (ours, other) = (key(), key());
    let by_address = || {
        let mut credential = plain(&ours);
        credential["issuer"] = json!(ours.did());
        credential
    };
    let mut endorsed_one = by_address();
    endorsed_one["endorsement"] = json!([endorsed(&other, "Somebody", &ours.did(), &json!({}))]);
    let mut to_itself = by_address();
    to_itself["credentialSubject"]["id"] = json!(ours.did());
    to_itself["credentialSubject"].as_object_mut().unwrap().remove("identifier");
    for credential in [endorsed_one, to_itself] {
        for (form, file) in in_each_form(&ours, &credential) {
            let report = ask(file.as_bytes(), &trusting(&ours), None);
            assert_eq!(report.verdict, Verdict::Genuine, "{form}: {}", report.summary);
        }
    }
    // What calls itself something else is told as before.
    let mut wrong = by_address();
    wrong["issuer"] = json!({ "id": ours.did(), "type": ["Achievement"], "name": "Trust" });
    for (form, file) in in_each_form(&ours, &wrong) {
        assert_eq!(ask(file.as_bytes(), &trusting(&ours), None).verdict, Verdict::NotValid, "{form}");
    }
}

#[test]
fn every_name_of_whoever_endorses_is_compared() {
    let (ours, other) = (key(), key());
    let mut trust = trusting(&ours);
    trust.add_trusted("did:web:oxford.example", "University of Oxford");
    let mut credential = plain(&ours);
    let award = credential["id"].as_str().unwrap().to_owned();
    let mut words = endorsed(&other, "Somebody", &award, &json!({}));
    words.as_object_mut().unwrap().remove("proof");
    words["issuer"]["name"] = json!([
        { "@value": "Marsh Lane Pottery", "@language": "en" },
        { "@value": "University of Oxford", "@language": "de" },
    ]);
    credential["endorsement"] = json!([proof::sign(&words, &other, at()).unwrap()]);
    for (form, file) in in_each_form(&ours, &credential) {
        let report = ask(file.as_bytes(), &trust, None);
        let told =
            |check: &Check| check.message.contains("Take care") && check.message.contains("University of Oxford");
        assert!(report.checks.iter().any(told), "{form}: {report:?}");
    }
}

#[test]
fn evidence_at_the_address_of_the_badge_has_a_name_of_its_own_in_a_text() {
    let ours = key();
    let mut credential = plain(&ours);
    credential["evidence"] = json!([{ "id": badge().id, "type": ["Evidence"], "name": "The kite itself" }]);
    for (form, file) in in_each_form(&ours, &credential) {
        let report = ask(file.as_bytes(), &trusting(&ours), None);
        // Statements of one thing are one description of it, wherever they stand.
        let worth = if form.contains("rdfc") { Verdict::NotValid } else { Verdict::Genuine };
        assert_eq!(report.verdict, worth, "{form}: {}", report.summary);
    }
}

#[test]
fn who_was_awarded_what_is_told_where_one_award_is_of_several() {
    let ours = key();
    let mut credential = plain(&ours);
    let subject = |earner: &str, badges: &[&str]| {
        let one = |name: &&str| {
            let mut class = plain(&ours)["credentialSubject"]["achievement"].clone();
            (class["id"], class["name"]) = (json!(format!("urn:example:{name}")), json!(name));
            class
        };
        let badges: Vec<Value> = badges.iter().map(one).collect();
        json!({ "id": earner, "type": ["AchievementSubject"], "achievement": badges })
    };
    for (subjects, told) in [
        (
            [subject("did:example:amy", &["Kite"]), subject("did:example:eve", &["Surgery"])],
            "2 earners and 2 badges: “Kite” to did:example:amy; “Surgery” to did:example:eve.",
        ),
        (
            [subject("did:example:amy", &["Kite"]), subject("did:example:eve", &["Kite"])],
            "2 earners and 1 badge: “Kite”.",
        ),
    ] {
        credential["credentialSubject"] = json!(subjects);
        for (form, file) in in_each_form(&ours, &credential).into_iter().filter(|(form, _)| *form != "jwt") {
            let report = ask(file.as_bytes(), &trusting(&ours), None);
            let is_told = |check: &Check| check.message.contains(told);
            assert!(report.checks.iter().any(is_told), "{form}: {report:?}");
        }
    }
}
