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

#[test]
fn of_an_award_of_several_it_is_answered_badge_by_badge_who_earned_it() {
    let ours = key();
    let mut credential = plain(&ours);
    let subject = |earner: &str, name: &str| {
        let mut class = plain(&ours)["credentialSubject"]["achievement"].clone();
        (class["id"], class["name"]) = (json!(format!("urn:example:{}", name.len())), json!(name));
        json!({ "id": format!("mailto:{earner}@marsh.example"), "type": ["AchievementSubject"], "achievement": class })
    };
    let look = |credential: &Value| -> Vec<(&'static str, Report)> {
        let ask = |file: &str| ask(file.as_bytes(), &trusting(&ours), Some("amy@marsh.example"));
        let in_forms = in_each_form(&ours, credential).into_iter().filter(|(form, _)| *form != "jwt");
        in_forms.map(|(form, file)| (form, ask(&file))).collect()
    };
    let answers = |report: &Report| -> Vec<(Outcome, String)> {
        let answers = report.checks.iter().filter(|check| check.id == "recipient");
        answers.map(|check| (check.outcome, check.message.clone())).collect()
    };
    credential["credentialSubject"] = json!([subject("kit", "Canal Keeper"), subject("amy", "Other badge")]);
    for (form, report) in look(&credential) {
        let mut answers = answers(&report);
        answers.sort_by_key(|(_, message)| message.clone());
        let expected = [
            (Outcome::Fail, "“Canal Keeper”: It was not awarded to amy@marsh.example.".to_owned()),
            (Outcome::Pass, "“Other badge”: It was awarded to amy@marsh.example.".to_owned()),
        ];
        assert_eq!(answers, expected, "{form}");
        let told = "mailto:amy@marsh.example for “Other badge” and mailto:kit@marsh.example for “Canal Keeper”";
        assert_eq!(report.recipient.as_deref(), Some(told), "{form}");
        let awards = serde_json::to_value(&report).unwrap()["awards"].clone();
        let share = |earner: &str, badge: &str| json!({ "earner": format!("mailto:{earner}@marsh.example"), "badges": [badge] });
        assert_eq!(awards, json!([share("amy", "“Other badge”"), share("kit", "“Canal Keeper”")]), "{form}");
    }
    // What all of them have in common is one answer.
    credential["credentialSubject"] = json!([subject("kit", "Canal Keeper"), subject("amy", "Canal Keeper")]);
    for (form, report) in look(&credential) {
        let expected = [(Outcome::Pass, "It was awarded to amy@marsh.example.".to_owned())];
        assert_eq!(answers(&report), expected, "{form}");
        assert_eq!(report.awards, [], "{form}");
    }
}

#[test]
fn a_number_where_a_text_stands_is_shown_and_what_cannot_be_is_told() {
    let ours = key();
    let mut credential = plain(&ours);
    credential["credentialSubject"]["achievement"]["criteria"] = json!({ "narrative": 42 });
    credential["credentialSubject"]["result"] = json!([{ "type": ["Result"], "value": 95 }]);
    for (form, file) in in_each_form(&ours, &credential) {
        let report = ask(file.as_bytes(), &trusting(&ours), None);
        assert_eq!(report.badge.as_ref().unwrap().criteria.as_deref(), Some("42"), "{form}: {report:?}");
        assert_eq!(report.results, ["95"], "{form}");
    }
    credential["credentialSubject"]["achievement"]["criteria"] = json!({ "narrative": { "words": "Row it." } });
    let text = proof::tests::sign_text(&credential, &ours, at());
    let report = ask(text.to_string().as_bytes(), &trusting(&ours), None);
    let told = "Its “narrative” is not a text, so it is not shown.";
    assert!(report.checks.iter().any(|check| check.message == told), "{report:?}");
}

#[test]
fn an_endorsement_on_its_own_is_called_one_with_what_it_is_of_and_by_whom() {
    let club = key();
    let words = endorsed(&club, "Club", "urn:uuid:kite", &json!({}));
    let report = ask(words.to_string().as_bytes(), &trusting(&club), None);
    let told = "It is an endorsement of urn:uuid:kite, in the name of The Trust, which calls itself “Club”, and no \
                badge. It says: “Well done.”";
    assert!(report.checks.iter().any(|check| check.message == told), "{report:?}");
    let summary = "Genuine. It is an endorsement, which is no badge. ";
    assert!(report.summary.starts_with(summary), "{}", report.summary);
    assert!(!report.checks.iter().any(|check| check.message.contains("neither an Open Badge")), "{report:?}");
    // One may be of several things, with words for each.
    let mut several = endorsed(&club, "Club", "urn:uuid:kite", &json!({}));
    several.as_object_mut().unwrap().remove("proof");
    let subject =
        |id: &str, said: &str| json!({ "id": id, "type": ["EndorsementSubject"], "endorsementComment": said });
    several["credentialSubject"] = json!([subject("urn:uuid:kite", "Well done."), subject("urn:uuid:boat", "Rows.")]);
    for (form, file) in in_each_form(&club, &several) {
        let report = ask(file.as_bytes(), &trusting(&club), None);
        let told = |said: &str| report.checks.iter().any(|check| check.message.contains(said));
        assert!(told("“Well done.”") && told("“Rows.”"), "{form}: {report:?}");
    }
}
