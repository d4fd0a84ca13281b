//! Signatures that say they were made later than it is here: the reader's clock may be slow.

use super::*;
use crate::credential::proof::{self, Suite};

/// What comes of a file for a reader to whose clock it is this time.
fn at_clock(file: &str, trust: &Trust, clock: &str) -> Report {
    let (sources, at) = (Sources::default(), clock.parse().unwrap());
    inspect(file.as_bytes(), &InspectOptions { trust, sources: &sources, at, email: None })
}

#[test]
fn a_fresh_badge_is_not_confirmed_by_a_slow_clock_and_none_the_less_valid() {
    let key = key();
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "The Trust in Hull");
    let credential = plain(&key);
    let method = format!("{0}#{1}", key.did(), key.public().multibase());
    let proven = |suite| proof::sign_as(&credential, &key, suite, &method, at()).unwrap();
    let mut claims = credential.clone();
    claims["iat"] = json!(at().as_second());
    let token = crate::credential::jws::sign(&claims.to_string(), serde_json::Map::new(), &key).unwrap();
    let files = [proven(Suite::Rdfc).to_string(), proven(Suite::Jcs).to_string(), token];
    for file in &files {
        assert_eq!(at_clock(file, &trust, "2026-05-31T23:51:00Z").verdict, Verdict::Genuine, "a little slow");
        let slow = at_clock(file, &trust, "2026-05-31T23:45:00Z");
        assert_eq!(slow.verdict, Verdict::Unconfirmed, "{slow:?}");
        assert!(slow.summary.contains("that is to come"), "{}", slow.summary);
        assert!(slow.summary.contains("(Judged as of 31 May 2026, 23:45 UTC.)"), "{}", slow.summary);
    }
    // What was altered is altered by any clock, and another's key is another's.
    for mut file in [proven(Suite::Rdfc), proven(Suite::Jcs)] {
        file["name"] = json!("Another name");
        assert_eq!(at_clock(&file.to_string(), &trust, "2026-05-31T23:45:00Z").verdict, Verdict::NotValid);
    }
    let other = super::key();
    let method = format!("{0}#{1}", other.did(), other.public().multibase());
    let foreign = proof::sign_as(&credential, &other, Suite::Jcs, &method, at()).unwrap();
    assert_eq!(at_clock(&foreign.to_string(), &trust, "2026-05-31T23:45:00Z").verdict, Verdict::NotValid);
}

#[test]
fn what_others_sign_beside_a_signature_that_cannot_be_checked_decides_nothing() {
    let (key, other) = (key(), key());
    let method = format!("{0}#{1}", other.did(), other.public().multibase());
    let mut file = proof::sign_as(&plain(&key), &other, Suite::Rdfc, &method, award().issued_on).unwrap();
    let theirs = file["proof"][0].clone();
    let mut unknown = theirs.clone();
    unknown["cryptosuite"] = json!("bbs-2023");
    unknown["verificationMethod"] = json!(format!("{0}#{1}", key.did(), key.public().multibase()));
    let mut damaged = theirs.clone();
    damaged["created"] = json!("2026-03-15T10:00:00Z");
    for beside in [json!([theirs]), json!([damaged]), json!([])] {
        file["proof"] = json!([unknown]);
        file["proof"].as_array_mut().unwrap().extend(beside.as_array().unwrap().clone());
        let report = alone(&file.to_string());
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert!(said(&report, "signature").message.contains("bbs-2023"), "{report:?}");
    }
    // Nor does what anybody may write in the issuer's name, and which does not hold.
    let mut forged = damaged.clone();
    forged["verificationMethod"] = unknown["verificationMethod"].clone();
    file["proof"] = json!([unknown, forged]);
    let report = alone(&file.to_string());
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(report.checks.iter().any(|check| check.message.contains("does not hold")), "and that is told: {report:?}");
    file["proof"] = json!([forged]);
    assert_eq!(alone(&file.to_string()).verdict, Verdict::NotValid);
}
