//! What was signed is read as a whole: no other part of it is taken for the
//! badge, and nothing that decides is passed over.

use super::*;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::{did, jws, proof, vc_jwt};

fn genuine_to(key: &IssuerKey, file: &str) -> Report {
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "The Trust in Hull");
    ask(file.as_bytes(), &trust, None)
}

fn as_text(key: &IssuerKey, credential: &Value) -> [String; 2] {
    let method = did::verification_method(key.public());
    let json = proof::sign_as(credential, key, proof::Suite::Jcs, &method, at()).map(|signed| signed.to_string());
    [json.unwrap_or_default(), vc_jwt::sign(credential, key, &method).unwrap()]
}

/// Words of this key's about something, without a signature of their own.
fn words(key: &IssuerKey, id: &str, about: &Value) -> Value {
    let about = about.as_str().unwrap();
    let words = Endorsement { id, subject: about, comment: "Well done.", endorser: "Harbour" };
    let mut words = endorse(&words, key, at()).unwrap();
    words.as_object_mut().unwrap().remove("proof");
    words["issuer"] = json!(key.did());
    words
}

/// The same statements, written down with the endorsement first.
fn turned(signed: &Value) -> Value {
    let mut award = signed.clone();
    let mut first = award["endorsement"][0].take();
    award["endorsement"] = json!([{ "id": first["id"], "type": first["type"] }]);
    first["proof"] = award.as_object_mut().unwrap().remove("proof").unwrap();
    first["@context"] = award.as_object_mut().unwrap().remove("@context").unwrap();
    first["credentialSubject"] = json!([first["credentialSubject"], award]);
    first
}

#[test]
fn an_ended_badge_is_not_made_good_by_writing_what_stands_inside_first() {
    let key = key();
    let mut credential = plain(&key);
    credential["validUntil"] = json!("2026-04-01T00:00:00Z");
    credential["endorsement"] = json!([words(&key, "urn:uuid:e", &credential["id"])]);
    let signed = proof::sign(&credential, &key, at()).unwrap();
    assert_eq!(genuine_to(&key, &signed.to_string()).verdict, Verdict::Ended);
    let report = genuine_to(&key, &turned(&signed).to_string());
    assert_eq!(report.verdict, Verdict::NotValid, "{report:?}");
    assert!(report.summary.contains("begins with something that stands inside what was signed"), "{}", report.summary);
}

#[test]
fn honest_words_about_the_award_its_badge_and_its_issuer_turn_nothing_around() {
    let key = key();
    let mut credential = plain(&key);
    let achievement = credential["credentialSubject"]["achievement"]["id"].clone();
    credential["endorsement"] =
        json!([words(&key, "urn:uuid:e1", &credential["id"]), words(&key, "urn:uuid:e2", &json!("urn:uuid:e1"))]);
    credential["endorsement"][0]["endorsement"] = json!([words(&key, "urn:uuid:e5", &json!("urn:uuid:e1"))]);
    credential["credentialSubject"]["achievement"]["endorsement"] = json!([words(&key, "urn:uuid:e3", &achievement)]);
    credential["issuer"]["endorsement"] = json!([words(&key, "urn:uuid:e4", &json!(key.did()))]);
    let signed = proof::sign(&credential, &key, at()).unwrap();
    let report = genuine_to(&key, &signed.to_string());
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    assert_eq!(genuine_to(&key, &turned(&signed).to_string()).verdict, Verdict::NotValid);
}

#[test]
fn of_two_that_could_both_be_the_badge_neither_is() {
    let key = key();
    // Another badge that is evidence for the first, and has that as evidence in turn.
    let mut credential = plain(&key);
    let mut other = plain(&key);
    other["id"] = json!("urn:uuid:other");
    other["credentialSubject"] = json!({ "id": "did:example:bob", "type": ["AchievementSubject"] });
    other["evidence"] = json!([{ "id": credential["id"], "type": ["Evidence"] }]);
    other["type"] = json!(["VerifiableCredential", "OpenBadgeCredential", "Evidence"]);
    let mut without = other.clone();
    without.as_object_mut().unwrap().remove("evidence");
    for (other, verdict) in [(other, Verdict::Unconfirmed), (without, Verdict::Genuine)] {
        credential["evidence"] = json!([other]);
        credential["type"] = json!(["VerifiableCredential", "OpenBadgeCredential"]);
        let signed = proof::sign(&credential, &key, at()).unwrap();
        let report = genuine_to(&key, &signed.to_string());
        assert_eq!(report.verdict, verdict, "{report:?}");
    }
    // Two that endorse each other.
    let mut credential = plain(&key);
    let mut words = words(&key, "urn:uuid:e", &credential["id"]);
    words["endorsement"] = json!([{ "id": credential["id"], "type": ["VerifiableCredential"] }]);
    credential["endorsement"] = json!([words]);
    let signed = proof::sign(&credential, &key, at()).unwrap();
    assert_eq!(genuine_to(&key, &signed.to_string()).verdict, Verdict::NotValid);
}

#[test]
fn a_badge_that_is_over_is_over_whatever_speaks_of_it_inside() {
    let key = key();
    for place in ["evidence", "termsOfUse", "refreshService"] {
        let mut credential = plain(&key);
        credential["validUntil"] = json!("2026-04-01T00:00:00Z");
        credential[place] = json!([{
            "id": "urn:uuid:about",
            "type": ["VerifiableCredential", "Evidence"],
            "issuer": key.did(),
            "credentialSubject": { "id": credential["id"] },
        }]);
        let signed = proof::sign(&credential, &key, at()).unwrap();
        let report = genuine_to(&key, &signed.to_string());
        assert_eq!(report.verdict, Verdict::Ended, "{place}: {report:?}");
        // Written the other way round it is no badge that anybody signed.
        let mut first = credential[place][0].take();
        first["proof"] = signed["proof"].clone();
        first["@context"] = credential.as_object_mut().unwrap().remove("@context").unwrap();
        credential[place] = json!([first["id"]]);
        first["credentialSubject"] = credential;
        let report = genuine_to(&key, &first.to_string());
        assert!(report.verdict >= Verdict::Unconfirmed, "{place}: {report:?}");
    }
}

#[test]
fn an_earner_or_a_badge_that_cannot_be_read_is_never_taken_for_none() {
    let key = key();
    let whole = plain(&key);
    let [subject, achievement] = [&whole["credentialSubject"], &whole["credentialSubject"]["achievement"]];
    for (path, good) in [("/credentialSubject", subject), ("/credentialSubject/achievement", achievement)] {
        for bad in [
            json!(null),
            json!([]),
            json!(5),
            json!(true),
            json!([[good]]),
            json!([good, null]),
            json!({ "@set": [good] }),
            json!({ "@list": [good] }),
            json!({ "@value": "x" }),
        ] {
            let mut credential = whole.clone();
            *credential.pointer_mut(path).unwrap() = bad.clone();
            for file in as_text(&key, &credential).iter().filter(|file| !file.is_empty()) {
                let report = genuine_to(&key, file);
                assert_eq!(report.verdict, Verdict::NotValid, "{path} {bad}: {report:?}");
                assert!(report.summary.contains("cannot be read"), "{}", report.summary);
            }
        }
    }
    for bad in [json!(null), json!([]), json!(5), json!([[]]), json!({ "@set": [] })] {
        let mut credential = whole.clone();
        credential["credentialStatus"] = bad.clone();
        for file in as_text(&key, &credential).iter().filter(|file| !file.is_empty()) {
            let report = genuine_to(&key, file);
            assert!(report.verdict >= Verdict::Unconfirmed, "{bad}: {report:?}");
        }
    }
    for file in as_text(&key, &whole) {
        assert_eq!(genuine_to(&key, &file).verdict, Verdict::Genuine);
    }
}

#[test]
fn the_day_of_the_award_is_judged_as_its_beginning_is() {
    let key = key();
    for (day, verdict, told) in [
        (json!("2031-01-01T00:00:00Z"), Verdict::Unconfirmed, "that is to come"),
        (json!("never"), Verdict::NotValid, "date of award"),
        (json!("2026-03-01T00:00:00Z"), Verdict::Genuine, "1 March 2026"),
    ] {
        let mut credential = plain(&key);
        credential["awardedDate"] = day.clone();
        let meant = proof::sign(&credential, &key, at()).unwrap().to_string();
        for file in as_text(&key, &credential).into_iter().chain([meant]).filter(|file| !file.is_empty()) {
            let report = genuine_to(&key, &file);
            assert_eq!(report.verdict, verdict, "{day}: {report:?}");
            assert!(said(&report, "dates").message.contains(told), "{report:?}");
        }
    }
    let mut credential = plain(&key);
    for odd in [json!(null), json!([]), json!(5), json!(["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"])] {
        credential["awardedDate"] = odd.clone();
        for file in as_text(&key, &credential).iter().filter(|file| !file.is_empty()) {
            assert_eq!(genuine_to(&key, file).verdict, Verdict::NotValid, "{odd}");
        }
    }
}

#[test]
fn a_badge_that_is_only_named_beside_another_is_told() {
    let key = key();
    let mut credential = plain(&key);
    let described = credential["credentialSubject"]["achievement"].clone();
    credential["credentialSubject"]["achievement"] =
        json!([described, { "id": "https://example.org/surgeon", "type": ["Achievement"] }]);
    let meant = proof::sign(&credential, &key, at()).unwrap().to_string();
    credential["credentialSubject"]["achievement"][1] = json!("https://example.org/surgeon");
    let text = as_text(&key, &credential);
    for file in text.into_iter().chain([meant]).filter(|file| !file.is_empty()) {
        let report = genuine_to(&key, &file);
        let told = report.checks.iter().any(|check| check.message.contains("https://example.org/surgeon"));
        assert!(told && report.badge.as_ref().unwrap().others.len() == 1, "{report:?}");
    }
}

#[test]
fn several_texts_contradict_in_every_form() {
    let key = key();
    for (path, two) in [
        ("/name", json!(["Kiln", "Surgeon"])),
        ("/description", json!(["Fires.", "Operates."])),
        ("/criteria", json!([{ "narrative": "Fire it." }, { "narrative": "Operate." }])),
        ("/criteria/narrative", json!(["Fire it.", "Operate."])),
    ] {
        let mut credential = plain(&key);
        let place = format!("/credentialSubject/achievement{path}");
        *credential.pointer_mut(&place).unwrap() = two.clone();
        for file in as_text(&key, &credential).iter().filter(|file| !file.is_empty()) {
            let report = genuine_to(&key, file);
            assert!(report.summary.contains("contradicts itself"), "{path}: {}", report.summary);
        }
        let mut old = json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:uuid:old",
            "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
            "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "SignedBadge", "creator": key.did() },
            "badge": { "type": "BadgeClass", "id": "urn:uuid:class", "name": "Kiln", "description": "Fires.",
                "criteria": { "narrative": "Fire it." },
                "issuer": { "type": "Profile", "id": key.did(), "name": "Harbour" } },
        });
        let sign = |old: &Value| jws::sign(&old.to_string(), serde_json::Map::new(), &key).unwrap();
        assert!(!genuine_to(&key, &sign(&old)).summary.contains("contradicts"));
        *old.pointer_mut(&format!("/badge{path}")).unwrap() = two;
        let report = genuine_to(&key, &sign(&old));
        assert!(report.summary.contains("contradicts itself"), "{path}: {}", report.summary);
    }
}

#[test]
fn an_earner_or_badge_of_2_0_that_cannot_be_read_is_told() {
    let key = key();
    for (field, bad) in
        [("recipient", json!(null)), ("recipient", json!(5)), ("badge", json!(null)), ("badge", json!([[]]))]
    {
        let mut old = json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:uuid:old",
            "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
            "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "SignedBadge", "creator": key.did() },
            "badge": { "type": "BadgeClass", "id": "urn:uuid:class", "name": "Kiln", "description": "Fires." },
        });
        old[field] = bad.clone();
        let report = genuine_to(&key, &jws::sign(&old.to_string(), serde_json::Map::new(), &key).unwrap());
        assert_eq!(report.verdict, Verdict::NotValid, "{field} {bad}: {report:?}");
        assert!(report.summary.contains(&format!("“{field}” decides")), "{}", report.summary);
    }
}

#[test]
fn an_entry_of_two_kinds_is_asked_in_both_ways() {
    const LIST: &str = "https://example.org/status/1";
    let key = key();
    let mut bits = crate::credential::status::Bits::clear();
    bits.set(9, true).unwrap();
    let list = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.did(), "validFrom": "2026-03-20T00:00:00Z",
        "credentialSubject": { "id": format!("{LIST}#list"), "type": "BitstringStatusList",
            "statusPurpose": "revocation", "encodedList": bits.encode() },
    });
    let mut sources = Sources::default();
    let list = vc_jwt::sign(&list, &key, &did::verification_method(key.public())).unwrap();
    sources.fetched(LIST, Ok(list.into_bytes()));
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "The Trust in Hull");
    for (kinds, verdict) in [
        (json!(["BitstringStatusListEntry"]), Verdict::Genuine),
        (json!(["BitstringStatusListEntry", "1EdTechRevocationList"]), Verdict::Unconfirmed),
        (json!(["BitstringStatusListEntry", "SomethingElse"]), Verdict::Unconfirmed),
    ] {
        let mut credential = plain(&key);
        credential["credentialStatus"] = json!({ "id": "https://example.org/names", "type": kinds,
            "statusPurpose": "revocation", "statusListIndex": "5", "statusListCredential": LIST });
        let file = vc_jwt::sign(&credential, &key, &did::verification_method(key.public())).unwrap();
        let question = InspectOptions { trust: &trust, sources: &sources, at: at(), email: None };
        let report = inspect(file.as_bytes(), &question);
        assert_eq!(report.verdict, verdict, "{kinds}: {report:?}");
    }
}

#[test]
fn a_day_before_the_first_year_is_shown_as_it_was_signed() {
    let key = key();
    let mut credential = plain(&key);
    let shown = |credential: &Value| {
        as_text(&key, credential).map(|file| {
            let report = genuine_to(&key, &file);
            assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
            (report.valid_from.map(|time| time.to_string()), said(&report, "dates").message.clone())
        })
    };
    credential.as_object_mut().unwrap().remove("awardedDate");
    for (day, from, told) in [
        ("-0044-03-15T00:00:00Z", Some("-000044-03-15T00:00:00Z"), "Awarded on 15 March of the year -44, no end date."),
        ("-12345-03-15T00:00:00Z", None, "Awarded on a day before the year -9998, no end date."),
    ] {
        credential["validFrom"] = json!(day);
        for (valid_from, message) in shown(&credential) {
            assert_eq!((valid_from.as_deref(), message.as_str()), (from, told));
        }
    }
}
