//! Badges of which parts are shown: what may be left out is never taken for
//! absent.

use std::rc::Rc;

use super::*;
use crate::credential::proof::tests::ecdsa::{shown_in_part, shown_with};
use crate::credential::status::Bits;
use crate::credential::{did, jws, vc_jwt};

const LIST: &str = "https://example.org/status/1";
const UNTIL: &str = "2027-01-01T00:00:00Z";

fn list(key: &IssuerKey, set: bool) -> Value {
    let mut bits = Bits::clear();
    bits.set(5, set).unwrap();
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.did(), "validFrom": "2026-03-20T00:00:00Z",
        "credentialSubject": {
            "id": format!("{LIST}#list"), "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": bits.encode(),
        },
    })
}

fn entry() -> Value {
    json!({
        "id": format!("{LIST}#5"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "5", "statusListCredential": LIST,
    })
}

fn look(badge: &str, list: String, trust: &Trust) -> Report {
    let mut sources = Sources::default();
    sources.fetched(LIST, Ok(list.into_bytes()));
    inspect(badge.as_bytes(), &InspectOptions { trust, sources: &sources, at: at(), email: None })
}

/// A badge with this beside, of which parts are shown, and its issuer's list.
fn shown(more: &Value, is_withdrawn: bool) -> Report {
    let key = Rc::new(key_of(Algorithm::P256));
    let token = vc_jwt::sign(&list(&key, is_withdrawn), &key, &did::verification_method(key.public())).unwrap();
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "The Trust in Hull");
    look(&shown_with(&key, more).to_string(), token, &trust)
}

#[test]
fn a_badge_that_is_shown_in_part_is_at_most_unconfirmed_whatever_it_shows() {
    for more in [
        json!({}),
        json!({ "validUntil": UNTIL }),
        json!({ "credentialStatus": entry() }),
        json!({ "validUntil": UNTIL, "credentialStatus": entry() }),
    ] {
        let report = shown(&more, false);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{more}: {report:?}");
        assert!(report.summary.contains("whole badge, or ask the issuer"), "{}", report.summary);
        assert_eq!(report.badge.as_ref().unwrap().name.as_deref(), Some("Kite Maker"), "what is shown is shown");
        let named = report.checks.iter().any(|check| check.id == "signature" && check.message.contains("in part"));
        assert!(named, "{report:?}");
        let passes = |check: &&Check| check.outcome == Outcome::Pass && ["dates", "status"].contains(&check.id);
        assert_eq!(report.checks.iter().find(passes), None, "an earlier end or another list may be left out");
    }
}

#[test]
fn a_badge_that_is_shown_in_part_is_ended_or_withdrawn_when_what_it_shows_says_so() {
    assert_eq!(shown(&json!({ "validUntil": "2026-05-01T00:00:00Z" }), false).verdict, Verdict::Ended);
    assert_eq!(shown(&json!({ "credentialStatus": entry() }), true).verdict, Verdict::Withdrawn);
    let mut sized = entry();
    sized["statusSize"] = json!(1);
    assert_eq!(shown(&json!({ "validUntil": UNTIL, "credentialStatus": sized }), true).verdict, Verdict::Withdrawn);
}

#[test]
fn who_made_a_badge_that_is_shown_in_part_is_not_sent_to_the_issuer() {
    let key = Rc::new(key_of(Algorithm::P256));
    let mut trust = Trust::default();
    trust.add_own(key.did(), "Our key");
    let report = look(&shown_with(&key, &json!({})).to_string(), String::new(), &trust);
    assert!(report.verdict == Verdict::Unconfirmed && report.summary.contains("your own records"), "{report:?}");
}

#[test]
fn a_list_that_is_shown_in_part_brings_bad_news_and_no_good_ones() {
    let key = Rc::new(key_of(Algorithm::P256));
    let mut badge = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    badge["credentialStatus"] = entry();
    let badge = vc_jwt::sign(&badge, &key, &did::verification_method(key.public())).unwrap();
    let digested = |set| {
        let mut list = list(&key, set);
        list["_sd"] = json!(["JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE"]);
        jws::sign(&list.to_string(), serde_json::Map::new(), &key).unwrap()
    };
    for (set, verdict) in [(false, Verdict::Unconfirmed), (true, Verdict::Withdrawn)] {
        for list in [shown_in_part(&key, &list(&key, set)).to_string(), digested(set)] {
            let report = look(&badge, list, &Trust::default());
            assert_eq!(report.verdict, verdict, "{report:?}");
        }
    }
    let whole = jws::sign(&list(&key, false).to_string(), serde_json::Map::new(), &key).unwrap();
    assert_eq!(look(&badge, whole, &Trust::default()).verdict, Verdict::Intact);
}
