//! Verdicts of plain badges: unchanged, altered, in and out of date, of strangers and of
//! those whom the user knows; and the list of whom they know.

use proptest::prelude::*;

use super::*;

#[test]
fn a_stranger_is_intact_and_an_own_or_confirmed_issuer_genuine() {
    let key = key();
    let file = issue(&key, &award()).to_string();
    let report = ask(file.as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::Intact);
    assert_eq!(report.signer, Some(key.did()));
    assert_eq!(said(&report, "signature").message, "Nothing was changed since it was signed.");
    assert_eq!(said(&report, "dates").message, "Awarded on 14 March 2026, no end date.");
    let fingerprint = crate::credential::did::fingerprint(&key.did());
    let message = &said(&report, "issuer").message;
    assert!(message.starts_with(&format!("The key {fingerprint} signed it; it calls itself “Harbour")), "{message}");
    let by = report.awarded_by.as_deref().unwrap();
    assert_eq!(by, format!("the key {fingerprint}, which calls itself “Harbour Community Trust”"));

    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "The Trust in Hull");
    let report = ask(file.as_bytes(), &trust, None);
    assert_eq!(report.verdict, Verdict::Genuine);
    assert!(report.summary.contains("The Trust in Hull"), "{}", report.summary);
    let mut trust = Trust::default();
    trust.add_own(key.did(), "Our key");
    assert_eq!(ask(file.as_bytes(), &trust, None).verdict, Verdict::Genuine);
    let mut trust = Trust::default();
    trust.add_own(super::key().did(), "Another key");
    assert_eq!(ask(file.as_bytes(), &trust, None).verdict, Verdict::Intact);
}

#[test]
fn the_report_has_the_shape_that_scripts_rely_on() {
    let key = key();
    let report = ask(issue(&key, &award()).to_string().as_bytes(), &Trust::default(), None);
    let json = serde_json::to_value(&report).unwrap();
    let names: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "verdict",
            "summary",
            "carrier",
            "standard",
            "form",
            "checks",
            "awarded_by",
            "badge",
            "recipient",
            "earners",
            "issued_on",
            "valid_from",
            "valid_until",
            "id"
        ]
    );
    assert_eq!(
        (&json["verdict"], &json["carrier"], &json["standard"]),
        (&json!("intact"), &json!("json"), &json!("ob3"))
    );
    assert_eq!(json["form"], "eddsa-rdfc-2022");
    let names: Vec<&str> = json["badge"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["name", "description", "criteria", "skills", "layer", "alignments", "issuer", "image_alt"]);
    assert_eq!(json["badge"]["layer"], "Demonstrate");
    assert_eq!(json["badge"]["issuer"]["id"], key.did());
    assert_eq!(json["issued_on"], "2026-03-14T10:00:00Z");
    assert_eq!(json["valid_until"], Value::Null);
    assert_eq!(json["checks"][0]["outcome"], "pass");
}

#[test]
fn dates_decide() {
    let key = key();
    let until = |text: &str| issue(&key, &Award { expires: Some(text.parse().unwrap()), ..award() });
    assert_eq!(verdict(&until("2026-05-31T00:00:00Z")), Verdict::Ended);
    assert_eq!(verdict(&until("2026-06-02T00:00:00Z")), Verdict::Intact);
    assert_eq!(verdict(&until("2026-03-01T00:00:00Z")), Verdict::NotValid);
    let later = Award { issued_on: "2026-07-01T00:00:00Z".parse().unwrap(), ..award() };
    let report = ask(sign(&key, &later, at()).to_string().as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::Unconfirmed, "what is to come is not forged");
    assert_eq!(said(&report, "dates").message, "It does not count yet, only from 1 July 2026.");
    assert!(report.summary.starts_with("Not confirmed. It does not count yet, only from 1 July 2026. "), "{report:?}");
    assert!(report.summary.contains("Nobody has altered it."), "{report:?}");
}

#[test]
fn of_the_very_day_the_time_is_told() {
    let key = key();
    let look = |from: &str, until: Option<&str>, now: &str| {
        let expires = until.map(|until| until.parse().unwrap());
        let award = Award { issued_on: from.parse().unwrap(), expires, ..award() };
        let file = sign(&key, &award, at()).to_string();
        let (trust, sources) = (Trust::default(), Sources::default());
        inspect(
            file.as_bytes(),
            &InspectOptions { trust: &trust, sources: &sources, at: now.parse().unwrap(), email: None },
        )
    };
    for (from, until, now, told) in [
        (
            "2026-11-30T23:00:00Z",
            None,
            "2026-11-30T12:00:00Z",
            "It does not count yet, only from 30 November 2026, 23:00 UTC.",
        ),
        ("2026-12-01T00:00:30Z", None, "2026-12-01T00:00:00Z", "Awarded on 1 December 2026, no end date."),
        (
            "2026-11-01T00:00:00Z",
            Some("2026-11-30T09:30:05Z"),
            "2026-11-30T12:00:00Z",
            "It ended on 30 November 2026, 09:30:05 UTC.",
        ),
        (
            "2026-11-01T00:00:00Z",
            Some("2026-11-29T09:30:00Z"),
            "2026-11-30T12:00:00Z",
            "It ended on 29 November 2026, 09:30 UTC.",
        ),
        (
            "2026-11-01T00:00:00Z",
            Some("2026-11-29T23:59:59Z"),
            "2026-11-30T12:00:00Z",
            "Its last day was 29 November 2026.",
        ),
        (
            "2026-11-01T00:00:00Z",
            Some("2026-12-02T00:00:00Z"),
            "2026-11-30T12:00:00Z",
            "Awarded on 1 November 2026, holds until 2 December 2026, 00:00 UTC.",
        ),
        (
            "2026-11-01T00:00:00Z",
            Some("2026-11-30T23:59:59Z"),
            "2026-11-30T12:00:00Z",
            "Awarded on 1 November 2026, holds until 30 November 2026, 23:59:59 UTC.",
        ),
    ] {
        assert_eq!(said(&look(from, until, now), "dates").message, told);
    }
    // What it is otherwise stays said.
    let altered = sign(&key, &Award { issued_on: "2026-07-01T00:00:00Z".parse().unwrap(), ..award() }, at());
    let altered = altered.to_string().replace("Harbour", "Harbours");
    assert_eq!(verdict(&serde_json::from_str(&altered).unwrap()), Verdict::NotValid);
}

#[test]
fn the_recipient_is_compared_when_asked_for() {
    let file = issue(&key(), &award()).to_string();
    let to = |email| ask(file.as_bytes(), &Trust::default(), Some(email));
    assert_eq!(to("Amy@example.org").verdict, Verdict::Intact);
    assert_eq!(said(&to("amy@example.org"), "recipient").outcome, Outcome::Pass);
    let other = to("ann@example.org");
    assert_eq!((other.verdict, said(&other, "recipient").outcome), (Verdict::Intact, Outcome::Fail), "one question");
    let by_id = issue(&key(), &Award { recipient: Recipient::Id("did:example:amy".into()), ..award() });
    let report = ask(by_id.to_string().as_bytes(), &Trust::default(), Some("amy@example.org"));
    assert_eq!((report.verdict, report.recipient.as_deref()), (Verdict::Intact, Some("did:example:amy")));
    assert_eq!(said(&report, "recipient").outcome, Outcome::Unknown);
}

#[test]
fn a_list_that_was_not_read_leaves_it_unconfirmed() {
    let key = key();
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["credentialStatus"] = json!({
        "id": "https://example.org/status/1#5", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "5", "statusListCredential": "https://example.org/status/1"
    });
    let signed = crate::credential::proof::sign(&credential, &key, at()).unwrap();
    let report = ask(signed.to_string().as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(said(&report, "status").message.contains("https://example.org/status/1, which was not read"));
}

#[test]
fn nobody_can_sign_in_another_issuers_name() {
    let (key, other) = (key(), key());
    let signed = |issuer: &str| {
        let credential = ob3::credential(&badge(), issuer, &award()).unwrap();
        crate::credential::proof::sign(&credential, &key, at()).unwrap()
    };
    assert_eq!(verdict(&signed(&other.did())), Verdict::NotValid);
    for elsewhere in ["did:web:example.org", "https://example.org/issuer"] {
        let value = signed(elsewhere);
        assert_eq!(verdict(&value), Verdict::Unconfirmed);
        let mut trust = Trust::default();
        trust.add_trusted(elsewhere, "Known");
        let report = ask(value.to_string().as_bytes(), &trust, None);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "the name is known, the key is not");
    }
}

#[test]
fn an_undefined_word_is_named_as_the_reason() {
    let mut value = issue(&key(), &award());
    value["credentialSubject"]["achievement"]["level"] = json!("expert");
    let report = ask(value.to_string().as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::NotValid);
    assert!(report.summary.contains("credentialSubject.achievement.level"), "{}", report.summary);
}

#[test]
fn unknown_vocabularies_and_kinds_of_proof_are_unconfirmed() {
    let mut value = issue(&key(), &award());
    value["@context"].as_array_mut().unwrap().push(json!("https://example.org/own"));
    let report = ask(value.to_string().as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(said(&report, "signature").message.contains("https://example.org/own"));
    let mut value = issue(&key(), &award());
    value["proof"][0]["cryptosuite"] = json!("bbs-2023");
    let report = ask(value.to_string().as_bytes(), &Trust::default(), None);
    assert_eq!((report.verdict, report.form.as_deref()), (Verdict::Unconfirmed, Some("bbs-2023")));
}

#[test]
fn the_issuers_own_signature_of_a_set_has_to_hold() {
    let (key, witness) = (key(), key());
    let credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    let by = |key: &IssuerKey| crate::credential::proof::sign(&credential, key, at()).unwrap()["proof"][0].clone();
    let with = |proofs: Value| {
        let mut value = credential.clone();
        value["proof"] = proofs;
        verdict(&value)
    };
    assert_eq!(with(json!([by(&witness), by(&key)])), Verdict::Intact);
    assert_eq!(with(json!([by(&witness)])), Verdict::NotValid);
    let mut broken = by(&witness);
    broken["created"] = json!("2026-01-01T00:00:00Z");
    assert_eq!(with(json!([by(&key), broken])), Verdict::Intact, "nobody has to answer for what others add");
    let mut own = by(&key);
    own["created"] = json!("2026-01-01T00:00:00Z");
    assert_eq!(with(json!([by(&key), own.clone()])), Verdict::Intact, "anybody can name the issuer's key");
    assert_eq!(with(json!([own.clone(), by(&key)])), Verdict::Intact);
    assert_eq!(with(json!([own.clone()])), Verdict::NotValid);
    assert_eq!(with(json!([by(&witness), own])), Verdict::NotValid);
    let mut unknown = by(&witness);
    unknown["cryptosuite"] = json!("bbs-2023");
    assert_eq!(with(json!([unknown.clone(), by(&key)])), Verdict::Intact);
    assert_eq!(with(json!([unknown])), Verdict::Unconfirmed);
    assert_eq!(with(json!([])), Verdict::NotValid);
}

#[test]
fn a_signature_that_was_renewed_counts_and_the_older_one_is_told() {
    let key = std::rc::Rc::new(key());
    let credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    let old = proof_until(&key, &credential, "2026-05-15T00:00:00Z");
    let new = crate::credential::proof::sign(&credential, &key, at()).unwrap()["proof"][0].clone();
    let mut broken = new.clone();
    broken["created"] = json!("2026-01-01T00:00:00Z");
    let with = |proofs: Value| {
        let mut value = credential.clone();
        value["proof"] = proofs;
        ask(value.to_string().as_bytes(), &Trust::default(), None)
    };
    let renewed = with(json!([old, new]));
    assert_eq!(renewed.verdict, Verdict::Intact, "{renewed:?}");
    let note = renewed.checks.iter().find(|check| check.message.contains("is over")).unwrap();
    assert_eq!((note.id, note.outcome), ("signature", Outcome::Note));
    let turned = with(json!([new, old]));
    assert_eq!((turned.verdict, &turned.summary), (Verdict::Intact, &renewed.summary));
    assert_eq!(with(json!([old])).verdict, Verdict::Ended);
    assert_eq!(with(json!([broken, old])).verdict, Verdict::Ended, "what held until lately was not altered");
}

#[test]
fn a_baked_picture_says_the_same_as_its_json() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>";
    let key = key();
    let baked = carrier::bake(svg, &issue(&key, &award()).to_string(), carrier::Standard::Three).unwrap();
    let report = ask(&baked, &Trust::default(), None);
    assert_eq!((report.verdict, report.carrier), (Verdict::Intact, Some(carrier::Carrier::Svg)));
    let text = String::from_utf8(baked).unwrap().replace("First Aid Volunteer", "First Aid Instructor");
    assert_eq!(ask(text.as_bytes(), &Trust::default(), None).verdict, Verdict::NotValid);
}

#[test]
fn older_badges_are_never_green() {
    let hosted = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://example.org/a/1",
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "badge": "https://example.org/b/1", "verification": { "type": "HostedBadge" }, "issuedOn": "2026-01-01T00:00:00Z"
    });
    let report = ask(hosted.to_string().as_bytes(), &Trust::default(), Some("amy@example.org"));
    assert_eq!((report.verdict, report.form.as_deref()), (Verdict::Unconfirmed, Some("hosted")));
    assert!(said(&report, "signature").message.contains("https://example.org/a/1"));
    let mut expired = hosted;
    expired["expires"] = json!("2026-02-01T00:00:00Z");
    assert_eq!(verdict(&expired), Verdict::Ended);
}

#[test]
fn a_jwt_is_read_and_never_green() {
    use base64::Engine as _;
    let part = |value: Value| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string());
    let body = part(ob3::credential(&badge(), "https://example.org", &award()).unwrap());
    let token = |header: Value, signature: &str| format!("{}.{body}.{signature}", part(header));
    let look = |token: String| ask(token.as_bytes(), &Trust::default(), None);
    let report = look(token(json!({ "alg": "ES256" }), "c2ln"));
    assert_eq!((report.verdict, report.form.as_deref()), (Verdict::Unconfirmed, Some("jwt")));
    assert_eq!(report.badge.unwrap().name.as_deref(), Some("First Aid Volunteer"));
    for (header, signature) in [
        (json!({ "alg": "none" }), "c2ln"),
        (json!({ "alg": "None" }), "c2ln"),
        (json!({ "alg": "HS256" }), "c2ln"),
        (json!({ "alg": "ES256" }), ""),
        (json!({ "alg": "ES256", "crit": ["x"] }), "c2ln"),
        (json!({ "alg": "ES256", "jwk": { "d": "x" } }), "c2ln"),
        (json!({}), "c2ln"),
    ] {
        assert_eq!(look(token(header.clone(), signature)).verdict, Verdict::NotValid, "{header}");
    }
}

#[test]
fn other_files_are_not_badges_and_say_what_they_are() {
    for (file, verdict, word) in [
        (&b"{\"name\":\"x\"}"[..], Verdict::NotABadge, "JSON"),
        (b"{\"type\":\"BadgeClass\"}", Verdict::NotABadge, "definition"),
        (b"\xff\xd8\xff", Verdict::NotABadge, "JPEG"),
        (b"", Verdict::NotABadge, "empty"),
        (b"[1]", Verdict::NotABadge, "a list without a badge"),
        (b"[{},{}]", Verdict::Unconfirmed, "exactly one"),
        (b"{\"a\":1,\"a\":2}", Verdict::NotValid, "twice"),
        (b"{", Verdict::NotValid, "JSON"),
    ] {
        let report = ask(file, &Trust::default(), None);
        assert_eq!(report.verdict, verdict, "{report:?}");
        assert!(report.summary.contains(word), "{}", report.summary);
    }
}

#[test]
fn a_list_of_confirmed_issuers_keeps_and_forgets() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("data");
    assert_eq!(Trust::load(&folder).unwrap(), Trust::default());
    let trust = Trust::change(&folder, |trust| {
        trust.add_own("did:key:a", "Ours");
        trust.add_trusted("did:key:b", "Theirs");
        trust.add_trusted("did:key:b", "Theirs, renamed");
    })
    .unwrap();
    let mut read = Trust::load(&folder).unwrap();
    assert_eq!(read, trust);
    assert_eq!(read.trusted("did:key:b").unwrap().name, "Theirs, renamed");
    assert!(read.remove_trusted("did:key:b"));
    assert!(!read.remove_trusted("did:key:a"), "own keys stay");
    let path = folder.join("issuers.json");
    std::fs::write(&path, "{").unwrap();
    let told = Trust::change(&folder, |trust| trust.add_trusted("did:key:c", "C")).unwrap_err().to_string();
    assert!(told.contains("issuers.json") && told.contains("left as it is"), "{told}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{");
}

#[test]
fn a_list_that_many_change_at_once_keeps_every_change_and_fields_it_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issuers.json");
    let earlier =
        r#"{"own":[{"id":"did:key:a","name":"Ours","colour":"red"}],"trusted":[],"issuers":[1],"later":true}"#;
    std::fs::write(&path, earlier).unwrap();
    std::thread::scope(|scope| {
        for number in 0..16 {
            let folder = folder.path();
            scope
                .spawn(move || Trust::change(folder, |trust| trust.add_trusted(format!("urn:{number}"), "x")).unwrap());
        }
    });
    assert_eq!(Trust::load(folder.path()).unwrap().trusted_issuers().len(), 16);
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(
        (&kept["issuers"][0], &kept["later"], &kept["own"][0]["colour"]),
        (&1.into(), &true.into(), &"red".into())
    );
}

#[test]
fn a_list_is_never_kept_or_handed_on_too_long_to_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let many = |count: usize| {
        move |trust: &mut Trust| {
            (0..count).for_each(|number| trust.confirm(KnownIssuer::new(format!("urn:{number}"), "x")));
        }
    };
    Trust::change(folder.path(), many(10)).unwrap();
    let before = std::fs::read(folder.path().join("issuers.json")).unwrap();
    assert!(matches!(Trust::change(folder.path(), many(10_001)), Err(TrustError::TooMany { .. })));
    let keys = |trust: &mut Trust| {
        let keys = (0..65).map(|number| format!("z{number}")).collect();
        trust.confirm(KnownIssuer { keys, ..KnownIssuer::new("urn:1", "x") });
    };
    assert!(matches!(Trust::change(folder.path(), keys), Err(TrustError::TooMany { .. })));
    assert_eq!(std::fs::read(folder.path().join("issuers.json")).unwrap(), before, "it is as it was");
    let mut long = Trust::default();
    (0..100).for_each(|number| long.add_trusted(format!("urn:{number}"), "x".repeat(50_000)));
    assert!(matches!(long.export(), Err(TrustError::TooMany { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// The heart of it: no byte of a signed payload can be changed unnoticed.
    #[test]
    fn no_changed_byte_stays_green(place in 0.0..1.0_f64, mask in 1..=255_u8) {
        use std::sync::LazyLock;
        static SIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| issue(&key(), &award()).to_string().into_bytes());
        let mut file = SIGNED.clone();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let at = (place * file.len() as f64) as usize;
        file[at] ^= mask;
        let report = ask(&file, &Trust::default(), None);
        prop_assert!(report.verdict > Verdict::Intact, "byte {at} ^ {mask}: {report:?}");
    }

    #[test]
    fn no_bytes_at_all_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let report = ask(&bytes, &Trust::default(), None);
        prop_assert!(report.verdict > Verdict::Intact);
    }
}

#[test]
fn what_is_no_address_is_not_compared_and_one_with_its_scheme_is() {
    let badge = issue(&key(), &award()).to_string();
    let answer = |typed: &str| {
        let report = ask(badge.as_bytes(), &Trust::default(), Some(typed));
        said(&report, "recipient").outcome
    };
    for typed in ["amy@example.org", "mailto:amy@example.org", " Amy@Example.ORG "] {
        assert_eq!(answer(typed), Outcome::Pass, "{typed}");
    }
    for typed in ["amy", "", "amy@", "amy@example.org, eve@example.org"] {
        assert_eq!(answer(typed), Outcome::Unknown, "{typed}");
    }
    assert_eq!(answer("eve@example.org"), Outcome::Fail);
}
