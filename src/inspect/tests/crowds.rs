//! More things than are told of one file: it is unconfirmed and never not valid, and
//! what one file asks for is counted over all that lies inside it.

use super::*;
use crate::credential::proof::{self, Suite};
use crate::credential::{MAX_THINGS, contexts, did, jws};

const V2: &str = "https://www.w3.org/ns/credentials/v2";
const RECORDS: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
const MANY: &str = "speaks of more than";

/// A badge of the key's own with this many in a place that has one.
fn of_many(key: &IssuerKey, place: &str, entry: Value, many: usize) -> Value {
    let mut credential = plain(key);
    *credential.pointer_mut(place).unwrap() = vec![entry; many].into();
    credential
}

fn as_token(credential: &Value, key: &IssuerKey) -> String {
    jws::sign(&credential.to_string(), serde_json::Map::new(), key).unwrap()
}

fn in_text(credential: &Value, key: &IssuerKey) -> String {
    let method = did::verification_method(key.public());
    proof::sign_as(credential, key, Suite::Jcs, &method, award().issued_on).unwrap().to_string()
}

fn presentation(inside: &[String]) -> Value {
    json!({
        "@context": [V2], "type": "VerifiablePresentation",
        "verifiableCredential": inside
    })
}

/// A record of learning that holds these.
fn record(key: &IssuerKey, inside: &Value) -> Value {
    json!({
        "@context": [V2, contexts::OPEN_BADGES_3, RECORDS],
        "id": "urn:uuid:1", "type": ["VerifiableCredential", "ClrCredential"], "name": "My record",
        "issuer": { "id": key.did(), "type": ["Profile"], "name": "Harbour" }, "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": { "id": "did:example:amy", "type": ["ClrSubject"], "verifiableCredential": inside }
    })
}

/// It was left unread, so there is nothing of it to keep.
fn is_left(file: &str) {
    let report = alone(file);
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{}", report.summary);
    assert!(report.summary.contains(MANY), "{}", report.summary);
    assert_eq!((report.badge, report.earners.len(), report.awards.len()), (None, 0, 0));
}

#[test]
fn a_badge_of_countless_things_is_left_unread_in_every_form() {
    let key = key();
    for (place, entry) in [
        ("/credentialSubject/achievement", json!({})),
        ("/credentialSubject/achievement", json!("urn:a")),
        ("/credentialSubject", json!({ "achievement": {} })),
        ("/credentialSubject", json!("did:example:amy")),
        ("/credentialSubject/achievement/criteria", json!("https://example.org/")),
    ] {
        let credential = of_many(&key, place, entry, MAX_THINGS);
        is_left(&credential.to_string());
        is_left(&as_token(&credential, &key));
    }
    let older = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://e.org/a/1",
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "HostedBadge" }, "evidence": vec!["urn:e"; MAX_THINGS],
        "badge": { "id": "https://e.org/b", "type": "BadgeClass", "name": "First Aid", "issuer": "https://e.org/i" }
    });
    is_left(&older.to_string());
    is_left(&as_token(&older, &key));
}

#[test]
fn the_things_of_all_tokens_of_one_file_are_counted_together() {
    let key = key();
    let one = as_token(&of_many(&key, "/credentialSubject/achievement", json!({}), MAX_THINGS / 4), &key);
    assert_eq!(alone(&one).badge.unwrap().others.len(), MAX_THINGS / 4 - 1);
    let eight = presentation(&vec![one.clone(); 8]);
    let record = record(&key, &vec![one.as_str(); 8].into());
    for file in [eight.to_string(), as_token(&eight, &key), in_text(&record, &key)] {
        let report = alone(&file);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{}", report.summary);
        let left = report.checks.iter().filter(|check| check.message.contains(MANY)).count();
        assert!(left >= 5, "{left} of eight were left: {report:?}");
    }
}

#[test]
fn one_that_is_left_unread_beside_a_badge_does_not_make_it_not_valid() {
    let key = key();
    let (small, large) =
        (issue(&key, &award()).to_string(), of_many(&key, "/credentialSubject", json!({}), MAX_THINGS));
    let large = large.to_string();
    for badges in [[&small, &large], [&large, &small]] {
        let both: String = badges.map(|one| format!("<b:credential><![CDATA[{one}]]></b:credential>")).concat();
        let report = alone(&format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:b='https://purl.imsglobal.org/ob/v3p0'>{both}</svg>"
        ));
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{}", report.summary);
        assert!(report.summary.contains(MANY), "{}", report.summary);
    }
}

#[test]
fn large_honest_files_are_read() {
    let key = key();
    let alignment = json!({ "type": ["Alignment"], "targetName": "Skill", "targetUrl": "https://example.org/skill" });
    let mut aligned = plain(&key);
    aligned["credentialSubject"]["achievement"]["alignment"] = vec![alignment; 500].into();
    let report = alone(&in_text(&aligned, &key));
    assert_eq!(report.verdict, Verdict::Intact, "{}", report.summary);
    assert_eq!(report.badge.unwrap().alignments.len(), 500);
    let achievement = plain(&key)["credentialSubject"]["achievement"].clone();
    let named = |number: usize| {
        let mut named = achievement.clone();
        named["id"] = json!(format!("urn:a:{number}"));
        named
    };
    let mut many = plain(&key);
    many["credentialSubject"]["achievement"] = (0..200).map(named).collect();
    for file in [in_text(&many, &key), as_token(&many, &key)] {
        assert_eq!(alone(&file).badge.unwrap().others.len(), 199);
    }
    // Of a record of two hundred badges those are judged that are looked at in one.
    let one = plain(&key);
    let record = record(&key, &vec![serde_json::from_str::<Value>(&in_text(&one, &key)).unwrap(); 200].into());
    let tokens = presentation(&vec![as_token(&one, &key); 200]);
    for file in [in_text(&record, &key), tokens.to_string()] {
        let report = alone(&file);
        assert!(report.checks.iter().any(|check| check.message.contains("more than the 64")), "{report:?}");
        assert!(!report.checks.iter().any(|check| check.message.contains(MANY)), "{report:?}");
    }
}
