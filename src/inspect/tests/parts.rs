//! Badges of which parts are shown: what may be left out is never taken for
//! absent.

use std::rc::Rc;

use super::*;
use crate::credential::proof::tests::ecdsa::shown_with;
use crate::credential::status::Bits;
use crate::credential::{did, vc_jwt};

const LIST: &str = "https://example.org/status/1";

fn list(key: &IssuerKey, set: bool) -> String {
    let mut bits = Bits::clear();
    bits.set(5, set).unwrap();
    let list = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.did(), "validFrom": "2026-03-20T00:00:00Z",
        "credentialSubject": {
            "id": format!("{LIST}#list"), "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": bits.encode(),
        },
    });
    vc_jwt::sign(&list, key, &did::verification_method(key.public())).unwrap()
}

/// A badge with this beside, of which parts are shown, and its issuer's list.
fn shown(more: &Value, is_withdrawn: bool) -> Report {
    let key = Rc::new(key_of(Algorithm::P256));
    let (badge, mut sources) = (shown_with(&key, more), Sources::default());
    sources.fetched(LIST, Ok(list(&key, is_withdrawn).into_bytes()));
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "The Trust in Hull");
    inspect(badge.to_string().as_bytes(), &Question { trust: &trust, sources: &sources, at: at(), email: None })
}

fn with_entry(until: &str, entry: &Value) -> Value {
    json!({ "validUntil": until, "credentialStatus": entry })
}

#[test]
fn an_end_or_a_place_of_withdrawal_that_may_be_left_out_keeps_a_badge_from_being_passed() {
    let (until, past) = ("2027-01-01T00:00:00Z", "2026-05-01T00:00:00Z");
    let entry = json!({
        "id": format!("{LIST}#5"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "5", "statusListCredential": LIST, "statusSize": 1,
    });
    let report = shown(&json!({}), false);
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(report.summary.contains("its end and for the place"), "{}", report.summary);
    assert!(said(&report, "dates").message.contains("may be left out"), "{report:?}");
    assert!(said(&report, "status").message.contains("may have left that out"), "{report:?}");
    for open in [json!({ "validUntil": until }), json!({ "credentialStatus": entry })] {
        let report = shown(&open, false);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{open}: {report:?}");
    }
    // Of how many bits an entry is, or what it is about, decides what is read there.
    for part in ["statusSize", "statusPurpose"] {
        let mut less = entry.clone();
        less.as_object_mut().unwrap().remove(part);
        let report = shown(&with_entry(until, &less), false);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{part}: {report:?}");
    }
    assert_eq!(shown(&with_entry(until, &entry), false).verdict, Verdict::Genuine);
    assert_eq!(shown(&with_entry(until, &entry), true).verdict, Verdict::Withdrawn);
    assert_eq!(shown(&json!({ "validUntil": past }), false).verdict, Verdict::Ended);
}
