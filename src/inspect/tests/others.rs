//! What lies beside the badge itself: a second badge, lists of trusted issuers; and
//! badges of older standards.

use super::*;
use crate::credential::view::Standard;
use crate::credential::{did, jws, proof, vc_jwt};

/// A picture with these badges one after the other.
fn picture_of(badges: &[&str]) -> String {
    let one = |badge: &&str| format!("<b:credential><![CDATA[{badge}]]></b:credential>");
    let all: String = badges.iter().map(one).collect();
    format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:b='https://purl.imsglobal.org/ob/v3p0'>{all}</svg>")
}

#[test]
fn two_badges_that_could_both_pass_are_refused_and_a_false_second_one_is_told() {
    let (one, two) = (key(), key());
    let first = issue(&one, &award()).to_string();
    let second = issue(&two, &award()).to_string();
    let report = alone(&picture_of(&[&first, &second]));
    assert_eq!(report.verdict, Verdict::NotValid, "{report:?}");
    assert!(report.summary.contains("disagree"), "{}", report.summary);
    // One that waits for the web could be shown by others just as well.
    let open = sign_for(WEB, &two).to_string();
    assert_eq!(alone(&picture_of(&[&first, &open])).verdict, Verdict::NotValid);

    let forged = first.replace("First Aid Volunteer", "Forged");
    let report = alone(&picture_of(&[&first, &forged]));
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    assert!(said(&report, "file").message.contains("two badges"), "{report:?}");
    assert_eq!(alone(&picture_of(&[&forged, &first])).verdict, Verdict::NotValid, "the first is the badge");
    let laid_out = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&first).unwrap()).unwrap();
    let report = alone(&picture_of(&[&first, &laid_out]));
    assert_eq!(report.verdict, Verdict::Intact);
    assert!(said(&report, "file").message.contains("more than once"), "{report:?}");
    assert_eq!(alone(&picture_of(&[&first, &second, &forged])).verdict, Verdict::NotValid, "more than two");
}

#[test]
fn a_badge_of_an_older_standard_beside_it_is_compared_and_told() {
    let first = issue(&key(), &award()).to_string();
    let with_older = |older: &str| {
        let svg = format!(
            "<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0' xmlns:p='http://openbadges.org'>\
             <p:assertion><![CDATA[{older}]]></p:assertion><o:credential><![CDATA[{first}]]></o:credential></svg>"
        );
        alone(&svg)
    };
    let older = |name: &str| {
        json!({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://e.org/a/1",
            "recipient": {"type": "email", "hashed": false, "identity": "amy@example.org"},
            "issuedOn": "2026-03-14T10:00:00Z", "verification": {"type": "HostedBadge"},
            "badge": {"id": "https://e.org/b", "type": "BadgeClass", "name": name, "issuer": "https://e.org/i"}})
        .to_string()
    };
    let same = with_older(&older("First Aid Volunteer"));
    assert_eq!(same.verdict, Verdict::Intact, "{same:?}");
    let told = |report: &Report, words: &str| report.checks.iter().any(|check| check.message.contains(words));
    assert!(told(&same, "does not say the same about") && told(&same, "Open Badges 2.0"), "{same:?}");
    let other = with_older(&older("Brain Surgery"));
    assert_eq!(other.verdict, Verdict::NotValid, "either could be shown: {other:?}");
    assert!(told(&other, "“Brain Surgery”"), "{other:?}");
    let elsewhere = with_older(
        "{\"@context\":\"https://w3id.org/openbadges/v2\",\"type\":\"Assertion\",\"id\":\"https://e.org/a/1\"}",
    );
    assert_eq!(elsewhere.verdict, Verdict::Intact);
    assert!(told(&elsewhere, "was not compared"), "{elsewhere:?}");
}

#[test]
fn what_was_not_looked_at_leaves_nothing_confirmed() {
    let first = issue(&key(), &award()).to_string();
    let crowd: Vec<String> = (0..2_000).map(|number| format!("{{\"a\":{number}}}")).collect();
    let mut texts = vec![first.as_str()];
    texts.extend(crowd.iter().map(String::as_str));
    let report = alone(&picture_of(&texts));
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(report.summary.contains("not looked at"), "{}", report.summary);
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(crate::carrier::MAX_PAYLOAD));
    let crowded = format!("{{\"a\":[{}0]}}", "0,".repeat(crate::credential::json::MAX_VALUES));
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(60), "]".repeat(60));
    for file in [picture_of(&[&large]), large, crowded, deep] {
        let report = alone(&file);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{}", report.summary);
        assert!(report.summary.contains("not looked at") || report.summary.contains("not read"), "{}", report.summary);
    }
}

fn sign_for(issuer: &str, key: &IssuerKey) -> Value {
    let credential = ob3::credential(&badge(), issuer, &award()).unwrap();
    proof::sign(&credential, key, at()).unwrap()
}

/// The issuer is known, so the question is another one.
#[test]
fn of_a_known_issuer_it_is_said_that_the_withdrawal_would_be_looked_up_and_not_the_key() {
    let key = key();
    let place = ob3::StatusPlace { list: "https://example.org/status.json".into(), index: 7 };
    let credential = ob3::credential(&badge(), WEB, &ob3::Award { status: Some(place), ..award() }).unwrap();
    let badge = proof::sign(&credential, &key, at()).unwrap().to_string();
    let open = alone(&badge);
    assert!(open.summary.contains("lists the key that signed it"), "{}", open.summary);
    let mut trust = Trust::default();
    trust.confirm(open.confirmable().unwrap());
    let report = look(&badge, &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(report.summary.contains("example.org would be asked to see whether the badge was withdrawn"), "{report:?}");
    assert!(!report.summary.contains("the key that signed it"), "{}", report.summary);
}

#[test]
fn a_key_on_the_users_list_confirms_an_issuer_on_the_web_without_the_web() {
    let (key, other) = (key(), key());
    let none = Sources::default();
    let badge = sign_for(WEB, &key).to_string();
    let open = alone(&badge);
    assert_eq!(open.verdict, Verdict::Unconfirmed);
    let offer = open.confirmable().unwrap();
    assert_eq!((offer.id.as_str(), offer.keys.as_slice()), (WEB, &[key.public().multibase()][..]));
    assert_eq!(offer.fingerprints(), [did::fingerprint(&key.did())], "the one that the issuer reads out");

    let mut trust = Trust::default();
    trust.confirm(offer.clone());
    let report = look(&badge, &trust, &none);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    assert!(report.summary.contains("you compared") && report.confirmable().is_none(), "{}", report.summary);
    let altered = badge.replace("First Aid Volunteer", "Forged");
    assert_eq!(look(&altered, &trust, &none).verdict, Verdict::NotValid);
    let report = look(&sign_for(WEB, &other).to_string(), &trust, &none);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(said(&report, "signature").message.contains("another one"), "{report:?}");
    assert!(said(&report, "issuer").message.contains("whom you trust"), "{report:?}");
    assert_eq!(look(&sign_for("did:web:example.com", &key).to_string(), &trust, &none).verdict, open.verdict);

    // What the issuer's own website says counts for more than the list.
    let mut sources = Sources::default();
    let listed = crate::credential::did_document::listing(WEB, [other.public()]);
    sources.fetched("https://example.org/.well-known/did.json", Ok(listed.to_string().into_bytes()));
    assert_eq!(look(&badge, &trust, &sources).verdict, Verdict::NotValid);
}

/// A key that the user compared counts, and so does their own; that its issuer was asked
/// and did not confirm it is never left out.
#[test]
fn an_issuer_that_was_asked_and_did_not_confirm_a_known_key_is_told() {
    let key = key();
    let (mut compared, mut own) = (Trust::default(), Trust::default());
    compared.confirm(alone(&sign_for(WEB, &key).to_string()).confirmable().unwrap().clone());
    own.add_own(key.did(), "Our key");
    let document = crate::credential::did_document::listing(WEB, [key.public()]);
    let in_vain = |sources: &mut Sources| {
        let want = super::super::Want { url: WEB_DOCUMENT.into(), host: "example.org".into(), why: "find it".into() };
        sources.asked_in_vain(want, "example.org answered that there is nothing there (status 404).");
    };
    let answered =
        |text: Value| move |sources: &mut Sources| sources.fetched(WEB_DOCUMENT, Ok(text.to_string().into()));
    type Answer<'a> = (&'static str, Box<dyn Fn(&mut Sources) + 'a>);
    let answers: [Answer<'_>; 8] = [
        ("status 404", Box::new(in_vain)),
        ("status 410", Box::new(|sources| sources.gone(WEB_DOCUMENT, "It was taken away for good (status 410)."))),
        ("cannot be read", Box::new(|sources| sources.fetched(WEB_DOCUMENT, Ok(b"<html>".to_vec())))),
        (
            "evil.example",
            Box::new(|sources| {
                sources.sent_on(WEB_DOCUMENT, "evil.example", document.to_string().into_bytes());
            }),
        ),
        ("is of did:web:evil.example", Box::new(answered(json!({ "id": "did:web:evil.example" })))),
        ("lists no keys", Box::new(answered(json!({ "id": WEB })))),
        ("lists no keys", Box::new(answered(json!({ "id": WEB, "assertionMethod": [] })))),
        ("lists no keys", Box::new(answered(json!({ "id": WEB, "verificationMethod": [], "assertionMethod": [] })))),
    ];
    let kid = json!({ "kid": format!("{WEB}#{}", key.public().multibase()) });
    for file in [sign_for(WEB, &key).to_string(), token(WEB, &key, kid)] {
        for (why, answer) in &answers {
            let mut sources = Sources::default();
            answer(&mut sources);
            for trust in [&compared, &own] {
                let report = look(&file, trust, &sources);
                assert_eq!(report.verdict, Verdict::Genuine, "{why}: {report:?}");
                let words = "example.org did not confirm that this key is its own";
                assert!(report.summary.contains(words) && report.summary.contains(why), "{why}: {}", report.summary);
                let is_note = |check: &Check| check.outcome == Outcome::Note && check.message.contains(words);
                assert!(report.checks.iter().any(is_note), "{why}: {report:?}");
            }
            let stranger = nobody(&file, &sources);
            assert_eq!(stranger.verdict, Verdict::Unconfirmed, "{why}: {stranger:?}");
        }
        let confirmed = fetched(&[(WEB_DOCUMENT, &document)]);
        for (trust, sources) in [(&compared, &Sources::default()), (&own, &Sources::default()), (&compared, &confirmed)]
        {
            let report = look(&file, trust, sources);
            assert!(!format!("{report:?}").contains("did not confirm"), "{report:?}");
        }
    }
}

#[test]
fn a_list_is_handed_on_with_its_keys_and_adds_to_what_is_known() {
    let (old, new) = (key().public().multibase(), key().public().multibase());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.json");
    let mut trust = Trust::default();
    trust.confirm(KnownIssuer { keys: vec![old.clone()], ..KnownIssuer::new(WEB, "Harbour") });
    std::fs::write(&path, trust.export().unwrap()).unwrap();
    let offered = Trust::offered(&path).unwrap();
    assert_eq!(offered, trust.trusted_issuers());
    assert!(trust.changes(&offered).is_empty() && Trust::default().changes(&offered).len() == 1);
    let rotated = KnownIssuer { keys: vec![new.clone()], ..offered[0].clone() };
    assert_eq!(trust.changes(std::slice::from_ref(&rotated)).len(), 1);
    trust.confirm(rotated);
    assert_eq!(trust.trusted(WEB).unwrap().keys, [old, new], "what was signed before stays good");
    for bad in [r#"["not a key"]"#, r#"["z6Mk"]"#] {
        let text = format!(r#"{{"format":1,"issuers":[{{"id":"{WEB}","name":"x","keys":{bad}}}]}}"#);
        std::fs::write(&path, text).unwrap();
        assert!(matches!(Trust::offered(&path), Err(TrustError::NotAList { .. })), "{bad}");
    }
    std::fs::write(&path, format!(r#"{{"format":1,"issuers":[{{"id":"{WEB}","name":"x"}}]}}"#)).unwrap();
    assert_eq!(Trust::offered(&path).unwrap()[0].keys, Vec::<String>::new(), "lists of before");
}

#[test]
fn older_standards_are_named_and_read() {
    let told = |value: Value| {
        let report = alone(&value.to_string());
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert_eq!(report.badge.as_ref().unwrap().name.as_deref(), Some("Kite"), "{report:?}");
        let issuer = report.badge.as_ref().unwrap().issuer.name.clone();
        (issuer.unwrap_or_default(), said(&report, "standard").message.clone())
    };
    let class = json!({ "name": "Kite", "description": "Flies.", "criteria": "https://e.org/c", "issuer": { "name": "Club", "origin": "https://e.org" } });
    let half = json!({ "recipient": "sha256$aa", "salt": "s", "issued_on": "2012-01-01", "badge": class });
    let (issuer, message) = told(half);
    assert_eq!(issuer, "Club");
    assert!(message.contains("Open Badges 0.5"), "{message}");
    let one = json!({ "uid": "1", "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "issuedOn": "2013-01-01", "badge": class, "verify": { "type": "hosted", "url": "https://e.org/a" } });
    assert!(told(one.clone()).1.contains("Open Badges 1.0"));
    let mut later = one.clone();
    later["@context"] = json!("https://w3id.org/openbadges/v1");
    assert!(told(later).1.contains("Open Badges 1.1"));
    let mut two = one;
    two["@context"] = json!(["https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld"]);
    two["type"] = json!("Assertion");
    two["id"] = json!("https://e.org/a");
    let (_, message) = told(two);
    assert!(message.contains("Open Badges 2.1"), "{message}");
}

#[test]
fn a_signed_badge_of_1_0_counts_by_the_key_that_its_issuer_lists() {
    let key = IssuerKey::generate("Old", Algorithm::Rsa, at(), &mut SystemRandom).unwrap();
    let award = |key_at: &str| {
        let value = json!({ "uid": "1", "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
            "issuedOn": "2013-01-01", "verify": { "type": "signed", "url": key_at },
            "badge": { "name": "Kite", "issuer": { "name": "Club", "id": "https://e.org/club" } } });
        jws::sign(&value.to_string(), serde_json::Map::new(), &key).unwrap()
    };
    let with = |address: &str, listed: Value, trust: &Trust| {
        let mut sources = Sources::default();
        sources.fetched(address, Ok(key.public().pem().unwrap().into_bytes()));
        let profile = json!({ "id": "https://e.org/club", "name": "Club", "publicKey": listed });
        sources.fetched("https://e.org/club", Ok(profile.to_string().into_bytes()));
        look(&award(address), trust, &sources)
    };
    let (at_home, knows_nobody) = ("https://e.org/key.pem", Trust::default());
    for address in [at_home, "https://elsewhere.org/key.pem"] {
        let report = with(address, json!(address), &knows_nobody);
        assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
        // On the same host everybody may lie who keeps something there.
        let report = with(address, json!([]), &knows_nobody);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert!(said(&report, "signature").message.contains("https://e.org/club answered lists no keys"), "{report:?}");
        assert_eq!(report.confirmable().unwrap().keys, [key.public().multibase()]);
    }
    let mut compared = Trust::default();
    compared.confirm(KnownIssuer {
        keys: vec![key.public().multibase()],
        ..KnownIssuer::new("https://e.org/club", "Club")
    });
    assert_eq!(with(at_home, json!([]), &compared).verdict, Verdict::Genuine);
    // Somebody else's key in the header, beside the published one.
    let forger = IssuerKey::generate("Forger", Algorithm::Rsa, at(), &mut SystemRandom).unwrap();
    let payload = jws::payload(&award("https://e.org/key.pem")).unwrap();
    let header = serde_json::Map::from_iter([("jwk".to_owned(), forger.public().jwk(None))]);
    let forged = jws::sign(&Value::Object(payload).to_string(), header, &forger).unwrap();
    let mut sources = Sources::default();
    sources.fetched("https://e.org/key.pem", Ok(key.public().pem().unwrap().into_bytes()));
    let report = nobody(&forged, &sources);
    assert!(report.verdict >= Verdict::Unconfirmed, "{report:?}");
    let unread = alone(&award("https://e.org/key.pem"));
    let wants: Vec<&str> = unread.wants.iter().map(|want| want.url.as_str()).collect();
    assert_eq!((unread.verdict, wants), (Verdict::Unconfirmed, vec!["https://e.org/key.pem", "https://e.org/club"]));
    let mut altered = award("https://e.org/key.pem");
    altered.replace_range(altered.len() - 3.., "AAA");
    let mut sources = Sources::default();
    sources.fetched("https://e.org/key.pem", Ok(key.public().pem().unwrap().into_bytes()));
    assert_eq!(nobody(&altered, &sources).verdict, Verdict::NotValid);
}

#[test]
fn a_plain_credential_says_whether_it_is_about_an_achievement() {
    let key = key();
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["type"] = json!(["VerifiableCredential"]);
    let report = alone(&proof::sign(&credential, &key, at()).unwrap().to_string());
    assert_eq!((report.verdict, report.standard), (Verdict::Intact, Some(Standard::Vc)));
    assert_eq!(report.badge.as_ref().unwrap().name.as_deref(), Some("First Aid Volunteer"));
    assert!(said(&report, "standard").message.contains("names an achievement"), "{report:?}");
    credential["credentialSubject"] = json!({ "id": "did:example:amy" });
    let report = alone(&proof::sign(&credential, &key, at()).unwrap().to_string());
    let told = report.checks.iter().any(|check| check.message.contains("neither an Open Badge nor"));
    assert!(told, "{report:?}");
    // Of such a credential the standard asks neither for an identifier nor for a first day.
    for field in ["id", "validFrom"] {
        credential.as_object_mut().unwrap().remove(field);
    }
    let report = alone(&proof::sign(&credential, &key, at()).unwrap().to_string());
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    assert!(!report.checks.iter().any(|check| check.message.contains("departs")), "{report:?}");
}

#[test]
fn a_context_that_was_changed_in_place_is_read_as_it_stood() {
    const MOVING: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
    let key = key();
    let sign_with = |context: &str| {
        let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
        credential["@context"] = json!(["https://www.w3.org/ns/credentials/v2", context]);
        proof::sign(&credential, &key, at()).unwrap()
    };
    // As if it had been signed when the address without a version meant 3.0.3.
    let mut old = sign_with("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
    old["@context"][1] = json!(MOVING);
    let report = alone(&old.to_string());
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    old["credentialSubject"]["achievement"]["name"] = json!("Forged");
    let report = alone(&old.to_string());
    assert_eq!(report.verdict, Verdict::NotValid);
    assert!(said(&report, "signature").message.contains("older than a change"), "{report:?}");
}

#[test]
fn the_picture_in_the_record_is_at_hand_only_when_the_record_is_real() {
    let key = key();
    let award = Award { image: Some("data:image/png;base64,iVBORw0KGgo=".into()), ..award() };
    let file = issue(&key, &award).to_string();
    let report = alone(&file);
    assert_eq!(report.signed_picture().as_deref(), Some(&b"\x89PNG\r\n\x1a\n"[..]));
    let report = alone(&file.replace("iVBORw0KGgo=", "iVBORw0KGgo9"));
    assert_eq!((report.verdict, report.signed_picture()), (Verdict::NotValid, None));
}

#[test]
fn names_on_a_list_that_is_handed_over_hide_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.json");
    let list =
        json!({ "format": 1, "issuers": [{ "id": WEB, "name": "Har\u{202e}bour\u{1b}\nTrust\u{200b}\u{fdd0}" }] });
    std::fs::write(&path, list.to_string()).unwrap();
    assert_eq!(Trust::offered(&path).unwrap()[0].name, "Harbour Trust");
}

#[test]
fn an_address_that_names_the_earner_is_the_one_beside_it() {
    let key = key();
    let named = |id: &str| {
        let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
        credential["credentialSubject"]["id"] = json!(id);
        let token = vc_jwt::sign(&credential, &key, &did::verification_method(key.public())).unwrap();
        let proven = proof::sign(&credential, &key, at()).unwrap().to_string();
        (alone(&token).verdict, alone(&proven).verdict)
    };
    assert_eq!(named("mailto:amy@example.org"), (Verdict::Intact, Verdict::Intact));
    assert_eq!(named("did:example:amy"), (Verdict::Intact, Verdict::Intact));
    assert_eq!(named("mailto:bob@example.org"), (Verdict::NotValid, Verdict::NotValid));
}

#[test]
fn every_learning_layer_that_a_badge_names_is_shown() {
    let layer = |name: &str| {
        json!({ "type": ["Alignment"], "targetName": format!("{name} Layer"),
        "targetUrl": "https://example.org/standard", "targetCode": format!("ours/{name}") })
    };
    let key = key();
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["credentialSubject"]["achievement"]["alignment"] =
        json!([layer("Silver"), layer("Gold"), layer("Gold")]);
    let report = alone(&proof::sign(&credential, &key, at()).unwrap().to_string());
    let shown = report.badge.unwrap().layer.unwrap();
    assert!(["Silver, Gold", "Gold, Silver"].contains(&shown.as_str()), "{shown}");
}

#[test]
fn what_two_earners_are_told_alike_of_one_badge_contradicts_nothing() {
    let key = key();
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    let subject = credential["credentialSubject"].clone();
    let group = |change: &dyn Fn(&mut Value)| {
        let (mut amy, mut ben) = (subject.clone(), subject.clone());
        (amy["id"], ben["id"]) = (json!("did:example:amy"), json!("did:example:ben"));
        change(&mut ben);
        [amy, ben].map(|mut earner| {
            earner.as_object_mut().unwrap().remove("identifier");
            earner
        })
    };
    credential["credentialSubject"] = json!(group(&|_| ()));
    assert_eq!(alone(&proof::sign(&credential, &key, at()).unwrap().to_string()).verdict, Verdict::Intact);
    credential["credentialSubject"] = json!(group(&|ben| ben["achievement"]["criteria"]["narrative"] = json!("Else.")));
    assert_eq!(alone(&proof::sign(&credential, &key, at()).unwrap().to_string()).verdict, Verdict::NotValid);
}

#[test]
fn json_in_which_a_badge_stands_under_another_name_says_under_which() {
    let key = key();
    let badge = issue(&key, &award());
    let token = token(&key.did(), &key, json!({}));
    for held in [badge.clone(), json!([badge]), json!(token)] {
        for field in ["credential", "verifiableCredential"] {
            let report = alone(&json!({ "id": 1, field: held }).to_string());
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
            assert!(report.summary.contains(&format!("as its “{field}”")), "{}", report.summary);
        }
    }
    // A profile, a picture and a number are no badges.
    let report = alone(&json!({ "issuer": { "type": "Profile", "id": key.did() }, "n": 5, "t": "a.b.c" }).to_string());
    assert_eq!(report.verdict, Verdict::NotABadge, "{report:?}");
}
