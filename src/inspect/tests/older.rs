//! Older badges, at their own addresses and signed.

use serde_json::Map;

use super::*;
use crate::credential::jws;

const ASSERTION: &str = "https://example.org/a/1";
const ISSUER: &str = "https://example.org/issuer";

fn assertion() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": ASSERTION,
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "badge": { "type": "BadgeClass", "id": "https://example.org/b/1", "name": "Kite", "issuer": ISSUER },
        "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "hosted" },
    })
}

fn profile() -> Value {
    json!({ "type": "Issuer", "id": ISSUER, "name": "Makers" })
}

#[test]
fn what_its_address_took_away_or_calls_revoked_is_withdrawn() {
    let file = assertion().to_string();
    let at_place = |kept: Value| nobody(&file, &fetched(&[(ISSUER, &profile()), (ASSERTION, &kept)])).verdict;
    assert_eq!(at_place(assertion()), Verdict::Intact);
    assert_eq!(at_place(json!({ "revoked": true })), Verdict::Withdrawn);
    // Its own words do as well, asked or not.
    let says_itself = |revoked: Value| {
        let mut file = assertion();
        file["revoked"] = revoked;
        file.to_string()
    };
    assert_eq!(nobody(&says_itself(json!(true)), &Sources::default()).verdict, Verdict::Withdrawn);
    let still_there = fetched(&[(ISSUER, &profile()), (ASSERTION, &assertion())]);
    assert_eq!(nobody(&says_itself(json!(true)), &still_there).verdict, Verdict::Withdrawn);
    assert_ne!(nobody(&says_itself(json!("yes")), &still_there).verdict, Verdict::Intact);
    assert_eq!(at_place(json!({ "revoked": false })), Verdict::NotValid, "it says nothing of what the file says");
    for unreadable in [json!("true"), json!(null), json!(1)] {
        let mut kept = assertion();
        kept["revoked"] = unreadable;
        assert!(at_place(kept.clone()) >= Verdict::Unconfirmed, "{kept}");
    }
    let mut gone = fetched(&[(ISSUER, &profile())]);
    gone.gone(ASSERTION, "example.org answered that it was taken away for good (status 410).");
    assert_eq!(nobody(&file, &gone).verdict, Verdict::Withdrawn);
    // Of a picture that holds nothing but an address.
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='http://openbadges.org'><o:assertion verify='{ASSERTION}'/></svg>"
    );
    assert_eq!(nobody(&svg, &gone).verdict, Verdict::Withdrawn);
    let bare = fetched(&[(ASSERTION, &json!({ "revoked": true }))]);
    assert_eq!(nobody(&svg, &bare).verdict, Verdict::Withdrawn);
    let mut sent_on = fetched(&[(ISSUER, &profile())]);
    sent_on.sent_on(ASSERTION, "evil.example", file.clone().into_bytes());
    let report = nobody(&file, &sent_on);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(said(&report, "signature").message.contains("evil.example"), "{report:?}");
}

/// As a document of keys that says that it is another's speaks for nobody.
#[test]
fn a_class_or_profile_that_says_that_it_is_of_another_address_is_not_taken_for_the_one_named() {
    let class = |id: &str| json!({ "type": "BadgeClass", "id": id, "name": "Kite", "issuer": ISSUER });
    let place = "https://example.org/b/1";
    let mut file = assertion();
    file["badge"] = json!(place);
    let verdict = |class: Value, profile: Value| {
        let sources = fetched(&[(ISSUER, &profile), (place, &class), (ASSERTION, &file)]);
        nobody(&file.to_string(), &sources)
    };
    let mut nameless = profile();
    nameless.as_object_mut().unwrap().remove("id");
    for (class, profile) in
        [(class(place), profile()), (class(place), nameless), (class("https://EXAMPLE.org/b/1"), profile())]
    {
        let report = verdict(class, profile);
        assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    }
    let evil = json!({ "type": "Issuer", "id": "https://evil.example/p", "name": "Makers" });
    let odd = json!({ "type": "Issuer", "id": [ISSUER], "name": "Makers" });
    for (class, profile, whose) in [
        (class(place), evil, "evil.example/p"),
        (class(place), odd, "/issuer"),
        (class("https://example.org/b/9"), profile(), "/b/9"),
    ] {
        let report = verdict(class, profile);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        let message = &said(&report, "signature").message;
        assert!(message.contains("says that it is of") && message.contains(whose), "{message}");
    }
}

#[test]
fn what_was_taken_away_is_withdrawn_also_when_the_issuers_profile_cannot_be_had() {
    let place = "https://keep.example/1";
    let mut file = assertion();
    file["id"] = json!(place);
    let sources = |profile: &dyn Fn(&mut Sources)| {
        let mut sources = Sources::default();
        profile(&mut sources);
        sources
    };
    let failed = |sources: &mut Sources| sources.fetched(ISSUER, Err("example.org did not answer.".into()));
    let sent_on = |sources: &mut Sources| {
        let mut rules = profile();
        rules["verification"] = json!({ "allowedOrigins": ["keep.example"] });
        sources.sent_on(ISSUER, "evil.example", rules.to_string().into_bytes());
    };
    let names_another = |sources: &mut Sources| sources.fetched(ISSUER, Ok(profile().to_string().into_bytes()));
    for (known, verdict) in [
        (&failed as &dyn Fn(&mut Sources), Verdict::Withdrawn),
        (&sent_on, Verdict::Withdrawn),
        (&|_: &mut Sources| (), Verdict::Withdrawn),
        (&names_another, Verdict::NotValid),
    ] {
        let mut gone = sources(known);
        gone.gone(place, "keep.example answered that it was taken away for good (status 410).");
        assert_eq!(nobody(&file.to_string(), &gone).verdict, verdict);
        let mut revoked = sources(known);
        revoked.fetched(place, Ok(json!({ "revoked": true }).to_string().into_bytes()));
        assert_eq!(nobody(&file.to_string(), &revoked).verdict, verdict);
    }
    // A badge that is still there needs the word of the issuer's own profile, at its own address.
    let mut whole = file.clone();
    whole["badge"]["issuer"] = profile();
    let kept = |known: &dyn Fn(&mut Sources)| {
        let mut sources = sources(known);
        sources.fetched(place, Ok(whole.to_string().into_bytes()));
        nobody(&whole.to_string(), &sources)
    };
    for known in [&failed as &dyn Fn(&mut Sources), &sent_on, &|_: &mut Sources| ()] {
        let report = kept(known);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    }
    assert!(kept(&|_| ()).wants.iter().any(|want| want.url == ISSUER));
    assert_eq!(kept(&names_another).verdict, Verdict::NotValid);
}

#[test]
fn an_issuers_rules_for_places_compare_origins_and_whole_parts_of_paths() {
    let kept_at = |place: &str, rules: Value| {
        let mut assertion = assertion();
        assertion["id"] = json!(place);
        let mut profile = profile();
        profile["verification"] = rules;
        nobody(&assertion.to_string(), &fetched(&[(ISSUER, &profile), (place, &assertion)])).verdict
    };
    for (place, rules, verdict) in [
        (ASSERTION, json!({ "startsWith": "https://example.org/a" }), Verdict::Intact),
        (
            ASSERTION,
            json!({ "startsWith": ["https://example.org/x/", "https://EXAMPLE.org:443/%61/"] }),
            Verdict::Intact,
        ),
        ("https://example.org/abc/1", json!({ "startsWith": "https://example.org/a" }), Verdict::NotValid),
        ("https://example.org/a/../b/1", json!({ "startsWith": "https://example.org/a/" }), Verdict::NotValid),
        ("https://example.org/a/%2e%2e/b/1", json!({ "startsWith": "https://example.org/a/" }), Verdict::NotValid),
        ("https://example.org.evil.example/1", json!({ "startsWith": "https://example.org" }), Verdict::NotValid),
        ("https://example.org:8443/1", json!({}), Verdict::NotValid),
        ("https://example.org:8443/1", json!({ "allowedOrigins": "example.org" }), Verdict::NotValid),
        ("https://example.org:8443/1", json!({ "allowedOrigins": ["example.org:8443"] }), Verdict::Intact),
        ("https://keep.example/1", json!({ "allowedOrigins": ["https://keep.example"] }), Verdict::Intact),
        ("https://keep.example/1", json!({ "allowedOrigins": ["http://keep.example"] }), Verdict::NotValid),
        ("https://keep.example/1", json!({ "allowedOrigins": ["evil.example/keep.example"] }), Verdict::NotValid),
        (ASSERTION, json!({ "allowedOrigins": null }), Verdict::NotValid),
    ] {
        assert_eq!(kept_at(place, rules.clone()), verdict, "{place} {rules}");
    }
}

fn rsa() -> IssuerKey {
    IssuerKey::generate("Ours", Algorithm::Rsa, at(), &mut SystemRandom).unwrap()
}

/// A signed badge of Open Badges 2.0 that does not say with which key.
fn signed_2_0(key: &IssuerKey, issuer: Value) -> String {
    let mut assertion = assertion();
    assertion["verification"] = json!({ "type": "signed" });
    assertion["badge"]["issuer"] = issuer;
    jws::sign(&assertion.to_string(), Map::new(), key).unwrap()
}

#[test]
fn a_badge_of_2_0_that_names_no_key_is_tried_with_those_of_its_issuer() {
    let key = rsa();
    let mut profile = profile();
    profile["publicKey"] = json!("https://example.org/key");
    let listed =
        json!({ "id": "https://example.org/key", "owner": ISSUER, "publicKeyPem": key.public().pem().unwrap() });
    let token = signed_2_0(&key, json!(ISSUER));
    let all = fetched(&[(ISSUER, &profile), ("https://example.org/key", &listed)]);
    assert_eq!(nobody(&token, &all).verdict, Verdict::Intact);
    let report = nobody(&token, &fetched(&[(ISSUER, &profile)]));
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert_eq!(report.wants.iter().map(|want| want.url.as_str()).collect::<Vec<_>>(), ["https://example.org/key"]);
    assert_eq!(nobody(&signed_2_0(&rsa(), json!(ISSUER)), &all).verdict, Verdict::NotValid);
    let mut others = listed.clone();
    others["owner"] = json!("https://evil.example/i");
    let foreign = fetched(&[(ISSUER, &profile), ("https://example.org/key", &others)]);
    assert_eq!(nobody(&token, &foreign).verdict, Verdict::NotValid, "the key says that it is somebody else's");
}

#[test]
fn a_badge_of_2_0_by_an_identifier_is_checked_with_the_key_in_it_or_says_that_its_method_is_not_known() {
    let key = rsa();
    let by = |issuer: &str| {
        nobody(&signed_2_0(&key, json!({ "type": "Issuer", "id": issuer, "name": "Club" })), &Sources::default())
    };
    assert_eq!(by(&key.did()).verdict, Verdict::Intact);
    let report = by("did:ion:abc");
    let signature = said(&report, "signature");
    assert_eq!((report.verdict, signature.outcome), (Verdict::Unconfirmed, Outcome::Unknown));
    assert!(!signature.message.contains("published on the web"), "{}", signature.message);
}

#[test]
fn what_the_claims_of_a_token_of_2_0_say_counts_or_is_told() {
    let key = rsa();
    let mut profile = profile();
    let listed = |revoked: Value| {
        json!({ "id": "https://example.org/key", "owner": ISSUER, "publicKeyPem": key.public().pem().unwrap(),
            "revoked": revoked })
    };
    profile["publicKey"] = listed(json!(false));
    let with = |profile: &Value, beside: Value| {
        let mut payload = assertion();
        payload["verification"] = json!({ "type": "signed" });
        payload["badge"]["issuer"] = json!(ISSUER);
        payload.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
        let token = jws::sign(&payload.to_string(), Map::new(), &key).unwrap();
        nobody(&token, &fetched(&[(ISSUER, profile)]))
    };
    let earner = assertion()["recipient"]["identity"].as_str().unwrap().to_owned();
    let honest = json!({ "iss": ISSUER, "jti": ASSERTION, "sub": earner, "exp": 4_000_000_000_i64, "revoked": false });
    for beside in [json!({}), honest] {
        let report = with(&profile, beside.clone());
        assert_eq!(report.verdict, Verdict::Intact, "{beside}: {report:?}");
    }
    let lists = [json!([{ "identity": "amy@example.org" }, { "identity": "eve@example.org" }]), json!([{}, {}])];
    for (beside, verdict) in [
        (json!({ "exp": 1_775_000_000 }), Verdict::Ended),
        (json!({ "revoked": true }), Verdict::Withdrawn),
        (json!({ "revoked": "perhaps" }), Verdict::NotValid),
        (json!({ "exp": "soon" }), Verdict::NotValid),
        (json!({ "nbf": 4_000_000_000_i64 }), Verdict::Unconfirmed),
        (json!({ "iss": "did:key:z6Mk" }), Verdict::NotValid),
        (json!({ "jti": "urn:other" }), Verdict::NotValid),
        (json!({ "sub": "mailto:eve@example.org" }), Verdict::NotValid),
        (json!({ "sub": ["amy@example.org"] }), Verdict::NotValid),
        (json!({ "recipient": lists[0] }), Verdict::NotValid),
        (json!({ "badge": lists[1] }), Verdict::NotValid),
        (json!({ "vc": assertion() }), Verdict::NotValid),
    ] {
        let report = with(&profile, beside.clone());
        assert_eq!(report.verdict, verdict, "{beside}: {report:?}");
    }
    // It was signed when it was awarded, as far as it says.
    for (revoked, verdict) in [("2026-05-01T00:00:00Z", Verdict::Intact), ("2026-03-01T00:00:00Z", Verdict::NotValid)] {
        profile["publicKey"] = listed(json!(revoked));
        assert_eq!(with(&profile, json!({})).verdict, verdict, "{revoked}");
    }
}

#[test]
fn a_list_of_2_0_is_the_one_that_the_profile_names_today() {
    const REVOKED: &str = "https://example.org/revoked";
    const HARMLESS: &str = "https://example.org/harmless";
    let key = rsa();
    let mut profile = profile();
    profile["publicKey"] =
        json!({ "id": "https://example.org/key", "owner": ISSUER, "publicKeyPem": key.public().pem().unwrap() });
    let mut embedded = profile.clone();
    embedded["revocationList"] = json!(HARMLESS);
    profile["revocationList"] = json!(REVOKED);
    let token = signed_2_0(&key, embedded);
    let names = |ids: Value| json!({ "type": "RevocationList", "issuer": ISSUER, "revokedAssertions": ids });
    let (clear, bad) = (names(json!([])), names(json!([ASSERTION])));
    let with = |live: &Value, at_harmless: &Value| {
        nobody(&token, &fetched(&[(ISSUER, &profile), (REVOKED, live), (HARMLESS, at_harmless)])).verdict
    };
    assert_eq!(with(&bad, &clear), Verdict::Withdrawn);
    assert_eq!(with(&clear, &clear), Verdict::Intact);
    assert_eq!(with(&clear, &bad), Verdict::Withdrawn, "what it names itself counts against it");
    assert_eq!(with(&names(json!([null])), &clear), Verdict::Unconfirmed, "an entry that cannot be read");
    let mut foreign = bad.clone();
    foreign["issuer"] = json!("https://evil.example/i");
    assert_eq!(with(&foreign, &clear), Verdict::Unconfirmed);
    for unreadable in [json!(null), json!(5), json!([HARMLESS, REVOKED]), json!({ "name": "x" })] {
        let mut embedded = profile.clone();
        embedded["revocationList"] = unreadable.clone();
        let token = signed_2_0(&key, embedded);
        let with = |live: &Value| nobody(&token, &fetched(&[(ISSUER, &profile), (REVOKED, live)])).verdict;
        assert_eq!(with(&clear), Verdict::Unconfirmed, "{unreadable} is not taken for absent");
        assert_eq!(with(&bad), Verdict::Withdrawn, "what the profile names counts whatever the badge names");
    }
    let unasked = nobody(&token, &fetched(&[(HARMLESS, &clear)]));
    assert_eq!(unasked.verdict, Verdict::Unconfirmed);
    assert!(unasked.wants.iter().any(|want| want.url == ISSUER), "{unasked:?}");
}

#[test]
fn a_list_that_the_badge_names_and_nobody_read_is_no_good_news_whatever_the_profile_says() {
    const NAMED: &str = "https://example.org/named";
    let key = rsa();
    let mut profile = profile();
    profile["publicKey"] =
        json!({ "id": "https://example.org/key", "owner": ISSUER, "publicKeyPem": key.public().pem().unwrap() });
    let mut embedded = profile.clone();
    embedded["revocationList"] = json!(NAMED);
    let token = signed_2_0(&key, embedded);
    let clear = json!({ "type": "RevocationList", "issuer": ISSUER, "revokedAssertions": [] });
    for list in [None, Some("https://example.org/today")] {
        let mut today = profile.clone();
        today["revocationList"] = json!(list);
        if list.is_none() {
            today.as_object_mut().unwrap().remove("revocationList");
        }
        let mut documents = vec![(ISSUER, &today), ("https://example.org/today", &clear)];
        assert_eq!(nobody(&token, &fetched(&documents)).verdict, Verdict::Unconfirmed, "{list:?}");
        documents.push((NAMED, &clear));
        assert_eq!(nobody(&token, &fetched(&documents)).verdict, Verdict::Intact, "{list:?}");
    }
    // What its address could settle twice is asked once, for both.
    let mut trust = Trust::default();
    trust.confirm(KnownIssuer { keys: vec![key.public().multibase()], ..KnownIssuer::new(ISSUER, "Makers") });
    let report = look(&signed_2_0(&key, profile), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(report.summary.contains("Check online to settle it"), "{}", report.summary);
}

#[test]
fn the_tables_of_1_x_name_what_was_withdrawn_with_the_reason() {
    let key = rsa();
    let award = json!({ "uid": "mlp-17", "id": ASSERTION, "issuedOn": 1_435_136_400,
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "verify": { "type": "signed", "url": "https://example.org/k.pem" },
        "badge": { "name": "Kite", "issuer": { "id": ISSUER, "revocationList": "https://example.org/revoked" } } });
    let token = jws::sign(&award.to_string(), Map::new(), &key).unwrap();
    let with = |table: Value| {
        let mut profile = profile();
        profile["revocationList"] = json!("https://example.org/revoked");
        profile["publicKey"] = json!("https://example.org/k.pem");
        let mut sources = fetched(&[(ISSUER, &profile), ("https://example.org/revoked", &table)]);
        sources.fetched("https://example.org/k.pem", Ok(key.public().pem().unwrap().into_bytes()));
        nobody(&token, &sources)
    };
    let report = with(json!({ "mlp-17": "Issued in error", "mlp-3": "Conduct" }));
    assert_eq!(report.verdict, Verdict::Withdrawn, "{report:?}");
    assert!(report.summary.contains("Issued in error"), "{}", report.summary);
    for table in [json!({ "mlp-3": "Conduct" }), json!({})] {
        let report = with(table);
        assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    }
    for answer in [
        json!({ "error": "temporarily unavailable" }),
        json!({ "status": 503, "message": "try again" }),
        json!({ "code": "E42" }),
        json!({ "mlp-3": "Conduct", "error": "cut off" }),
        json!({ "mlp-3": null }),
        json!({ "@context": "https://w3id.org/openbadges/v1", "type": "RevocationList" }),
    ] {
        let report = with(answer.clone());
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{answer}: {report:?}");
    }
}

#[test]
fn what_an_old_badge_says_of_its_earner_and_its_end_is_never_taken_for_absent() {
    let sources = |file: &Value| fetched(&[(ISSUER, &profile()), (ASSERTION, file)]);
    assert_eq!(nobody(&assertion().to_string(), &sources(&assertion())).verdict, Verdict::Intact);
    for (field, value) in [("expires", json!(null)), ("issuedOn", json!(null))] {
        let mut file = assertion();
        file[field] = value;
        let report = nobody(&file.to_string(), &sources(&file));
        assert!(!matches!(report.verdict, Verdict::Intact | Verdict::Genuine), "{file}: {report:?}");
    }
}

#[test]
fn an_issuer_whose_profile_is_given_up_awards_nothing() {
    let with = |field: &str, value: Value| {
        let mut profile = profile();
        profile[field] = value;
        nobody(&assertion().to_string(), &fetched(&[(ISSUER, &profile), (ASSERTION, &assertion())])).verdict
    };
    assert_eq!(with("revoked", json!(false)), Verdict::Intact);
    assert_eq!(with("revoked", json!("2026-04-01T00:00:00Z")), Verdict::Intact, "what it awarded before stays");
    for given_up in [("revoked", json!(true)), ("revoked", json!("2026-01-01")), ("deactivated", json!(true))] {
        assert_eq!(with(given_up.0, given_up.1.clone()), Verdict::NotValid, "{given_up:?}");
    }
}
