//! What others put into the endorsements of a badge is never signed unseen.

use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::badge::{Badge, Profile};
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::proof::{self, Suite};
use crate::credential::{IssuerKey, vc_jwt};
use crate::document::starter;

const AMY: &str = "did:example:amy";

fn now() -> Timestamp {
    "2026-03-14T10:00:00Z".parse().unwrap()
}

fn key(name: &str) -> IssuerKey {
    IssuerKey::generate(name, Algorithm::Ed25519, now(), &mut SystemRandom).unwrap()
}

/// Words in favour of something, changed before they are signed as a text.
fn words(by: &IssuerKey, subject: &str, change: impl FnOnce(&mut Value)) -> Value {
    let words = Endorsement { id: "urn:uuid:e", subject, comment: "A fine badge.", endorser: "Good Friend" };
    let mut credential = endorse(&words, by, now()).unwrap();
    credential.as_object_mut().unwrap().remove("proof");
    change(&mut credential);
    sign(by, &credential)
}

fn sign(by: &IssuerKey, credential: &Value) -> Value {
    let method = did::verification_method(by.public());
    // Strangers sign what this program would not.
    proof::sign_as(credential, by, Suite::Jcs, &method, now()).unwrap_or_else(|_| {
        let mut unsigned = credential.clone();
        unsigned["proof"] = json!([]);
        unsigned
    })
}

fn with(change: impl FnOnce(&mut Badge)) -> Document {
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    let badge = Arc::make_mut(&mut document.badge);
    badge.issuer.name = "Ours".into();
    change(badge);
    document
}

const FORMS: [Form; 3] = [Form::Ob3, Form::Ob3Jcs, Form::Ob3Jwt];

fn made(document: &Document, key: &IssuerKey, form: Form) -> Result<Issued, IssueError> {
    let options = IssueOptions::new(form, FileKind::Record, None);
    prepare(document, &options).and_then(|prepared| prepared.award(Some(key), &award(AMY, now()).unwrap(), now()))
}

#[test]
fn an_endorsement_that_says_more_than_words_in_favour_is_refused_by_name() {
    let (ours, friend) = (key("Ours"), key("Friend"));
    let doctor = json!({
        "id": "urn:uuid:9", "type": ["Achievement"], "name": "Doctor of Medicine", "description": "d",
        "criteria": { "narrative": "c" },
    });
    let skill = json!([{ "type": ["Alignment"], "targetName": "Surgery", "targetUrl": "https://skills.example/1" }]);
    let add = |subject: Value| {
        move |words: &mut Value| {
            let more = subject.as_object().unwrap().clone();
            words["credentialSubject"].as_object_mut().unwrap().extend(more);
        }
    };
    type Change = Box<dyn FnOnce(&mut Value)>;
    let me = ours.did();
    let at_issuer = |more: Value| -> Change { Box::new(move |words: &mut Value| words["issuer"]["parentOrg"] = more) };
    let id = with(|_| {}).badge.id.clone();
    let all: Vec<(Change, &str)> = vec![
        (Box::new(add(json!({ "type": ["EndorsementSubject", "Achievement"], "alignment": skill }))), "of the badge"),
        (Box::new(add(json!({ "type": ["EndorsementSubject", "Achievement"], "tag": ["surgery"] }))), "of the badge"),
        (Box::new(add(json!({ "name": "Surgeon" }))), "of the badge"),
        (
            at_issuer(json!({
                "id": AMY, "type": ["Profile", "AchievementSubject"], "achievement": doctor,
                "result": [{ "type": ["Result"], "value": "100 of 100" }],
            })),
            "of its earner",
        ),
        (at_issuer(json!({ "id": me, "type": ["Profile"], "name": "University of Oxford" })), "of its issuer"),
        (at_issuer(json!({ "id": me, "type": ["Profile"], "url": "https://ox.example" })), "of its issuer"),
        (
            at_issuer(json!({
                "id": id, "type": ["Profile", "Achievement"], "name": "Riverside", "tag": ["surgery"],
            })),
            "of the badge",
        ),
        (Box::new(|words: &mut Value| words["id"] = AMY.into()), "of its earner"),
    ];
    for (change, of) in all {
        let endorsement = words(&friend, &id, change);
        let document = with(|badge| badge.endorsement = vec![words(&friend, &id, |_| {}), endorsement.clone()]);
        for form in FORMS {
            let told = made(&document, &ours, form).unwrap_err().to_string();
            assert!(told.contains("“Good Friend”") && told.contains(of), "{form:?} {of}: {told}\n{endorsement:#}");
        }
    }
}

#[test]
fn an_endorsement_without_words_of_its_own_is_read_as_it_stands_in_the_award() {
    let (ours, friend) = (key("Ours"), key("Friend"));
    // Alone it says nothing; in a badge its words have the meaning that they have there.
    let bare = |badge: &Badge| json!({ "id": badge.id, "type": ["Achievement"], "tag": ["surgery"] });
    let document = with(|badge| badge.endorsement = vec![bare(badge)]);
    for form in FORMS {
        assert!(matches!(made(&document, &ours, form), Err(IssueError::SaysMore { .. })), "{form:?}");
    }
    let about = with(|_| {}).badge.id.clone();
    let praise = words(&friend, &about, |_| {});
    let document = with(|badge| badge.endorsement = vec![json!([praise.clone(), bare(badge)])]);
    for form in FORMS {
        assert!(made(&document, &ours, form).is_err(), "{form:?}");
    }
}

#[test]
fn plain_words_in_favour_travel_in_every_form() {
    let (ours, friend) = (key("Ours"), key("Friend"));
    let id = with(|_| {}).badge.id.clone();
    let kinds: [fn(&mut Value); 3] = [
        |_| {},
        |words| words["credentialSubject"]["type"] = json!(["EndorsementSubject", "Achievement"]),
        |words| words["issuer"]["url"] = "https://friend.example".into(),
    ];
    for kind in kinds {
        let document = with(|badge| badge.endorsement = vec![words(&friend, &id, kind)]);
        for form in FORMS {
            made(&document, &ours, form).unwrap_or_else(|error| panic!("{form:?}: {error}"));
        }
    }
    // Of the issuer it says its name as the award does.
    let document = with(|badge| {
        badge.issuer = Profile { name: "Riverside".into(), ..Profile::default() };
        badge.endorsement = vec![words(&friend, &id, |words| {
            words["issuer"]["parentOrg"] = json!({ "id": ours.did(), "type": ["Profile"], "name": "Riverside" });
        })];
    });
    made(&document, &ours, Form::Ob3).unwrap();
}

#[test]
fn whatever_an_endorser_says_is_shown_whole_or_not_signed() {
    let (ours, friend) = (key("Ours"), key("Friend"));
    let long = format!("{} The examiners take bribes.", "We ask our crews for it. ".repeat(20));
    let id = with(|_| {}).badge.id.clone();
    let shown = |said: Value, token: bool| {
        let endorsement = words(&friend, &id, |words| words["credentialSubject"]["endorsementComment"] = said);
        with(|badge| {
            if token {
                let mut unsigned = endorsement;
                unsigned.as_object_mut().unwrap().remove("proof");
                let method = did::verification_method(friend.public());
                badge.endorsement_jwt = vec![vc_jwt::sign(&unsigned, &friend, &method).unwrap()];
            } else {
                badge.endorsement = vec![endorsement];
            }
        })
    };
    let preview = |document: &Document| {
        let award = award(AMY, now()).unwrap();
        let badge = &document.badge;
        let (issuer, issued, expires, list) = (None, None, None, None);
        let signed = Signed { badge, issuer, issuer_id: "", award: &award, issued, expires, form: Form::Ob3, list };
        signed.told().into_iter().find(|told| told.field == "Endorsed by").unwrap().says
    };
    let bribes = "The examiners take bribes.";
    for said in [
        json!(long),
        json!({ "@value": bribes, "@language": "en" }),
        json!([bribes]),
        json!(["A fine badge.", bribes]),
        json!([{ "@value": "Schön.", "@language": "de" }, { "@value": bribes, "@language": "en" }]),
    ] {
        for token in [false, true] {
            let document = shown(said.clone(), token);
            assert!(preview(&document).contains(bribes), "{said}: {}", preview(&document));
        }
        made(&shown(said.clone(), false), &ours, Form::Ob3Jcs).unwrap_or_else(|error| panic!("{said}: {error}"));
    }
    for said in [json!({ "@list": [bribes] }), json!({ "@set": [{ "@value": bribes }] }), json!(5)] {
        for token in [false, true] {
            let document = shown(said.clone(), token);
            assert!(preview(&document).contains("cannot be shown"), "{said}");
            let refused = made(&document, &ours, Form::Ob3Jcs).unwrap_err();
            assert!(matches!(refused, IssueError::UnseenWords(_)), "{said}: {refused}");
        }
    }
    // By another name for the field, they are found in what is signed.
    let endorsement = words(&friend, &id, |words| {
        let subject = words["credentialSubject"].as_object_mut().unwrap();
        subject.remove("endorsementComment");
        subject.insert("https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment".into(), bribes.into());
    });
    let document = with(|badge| badge.endorsement = vec![endorsement]);
    assert!(matches!(made(&document, &ours, Form::Ob3Jwt), Err(IssueError::UnseenWords(_))));
}
