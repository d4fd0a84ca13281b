//! Forms beside the usual one: tokens, issuers on the web, kept badges, lists
//! of withdrawn ones.

use proptest::prelude::*;

use super::*;
use crate::credential::status::Bits;
use crate::credential::view::Standard;
use crate::credential::{did, did_document, jws, proof, vc_jwt};

fn token(key: &IssuerKey, issuer: &str) -> String {
    let credential = ob3::credential(&badge(), issuer, &award()).unwrap();
    vc_jwt::sign(&credential, key, &did::verification_method(key.public())).unwrap()
}

#[test]
fn a_token_of_each_algorithm_is_intact_and_genuine_to_those_who_know_the_issuer() {
    for algorithm in Algorithm::ALL {
        let key = key_of(algorithm);
        let token = token(&key, &key.did());
        let mut trust = Trust::default();
        let report = look(&token, &trust, &Sources::default());
        assert_eq!(report.verdict, Verdict::Intact, "{algorithm:?}: {report:?}");
        assert_eq!(report.signer, Some(key.did()));
        trust.add_own(key.did(), "Our key");
        assert_eq!(look(&token, &trust, &Sources::default()).verdict, Verdict::Genuine);
        let claim = report.checks.iter().find(|check| check.id == "signature").unwrap();
        assert_eq!(claim.detail.as_deref(), Some(format!("JWT, {}", algorithm.jws()).as_str()));
    }
}

#[test]
fn a_token_by_another_key_than_the_issuers_is_not_valid() {
    let (ours, other) = (key_of(Algorithm::P256), key_of(Algorithm::P256));
    let report = look(&token(&ours, &other.did()), &Trust::default(), &Sources::default());
    assert_eq!(report.verdict, Verdict::NotValid);
    assert!(report.summary.contains("another key"), "{}", report.summary);
}

#[test]
fn a_website_confirms_its_issuer_only_when_it_was_asked_and_lists_the_key() {
    let key = key_of(Algorithm::P256);
    let token = token(&key, WEB);
    let report = look(&token, &Trust::default(), &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    let wants: Vec<(&str, &str)> = report.wants.iter().map(|want| (want.url.as_str(), want.host.as_str())).collect();
    assert_eq!(wants, [(WEB_DOCUMENT, "example.org")]);
    assert_eq!(report.wants[0].why, "see whether example.org lists the key that signed it");
    assert!(report.summary.contains("Check online to settle it: example.org would be asked"), "{}", report.summary);

    let listed = did_document::listing(WEB, [key.public()]);
    let report = look(&token, &Trust::default(), &fetched(&[(WEB_DOCUMENT, &listed)]));
    assert_eq!(report.verdict, Verdict::Intact, "anybody can keep a website: {report:?}");
    let by = report.awarded_by.as_deref();
    assert_eq!(by, Some("example.org, which calls itself “Harbour Community Trust”"));
    assert!(
        report.summary.contains(&format!("example.org, asked just now ({WEB}), stands behind it")),
        "{}",
        report.summary
    );
    assert!(report.wants.is_empty());
    let mut trust = Trust::default();
    trust.add_trusted(WEB, "Harbour");
    assert_eq!(look(&token, &trust, &fetched(&[(WEB_DOCUMENT, &listed)])).verdict, Verdict::Genuine);

    let other = did_document::listing(WEB, [key_of(Algorithm::P256).public()]);
    assert_eq!(look(&token, &Trust::default(), &fetched(&[(WEB_DOCUMENT, &other)])).verdict, Verdict::NotValid);
    let foreign = did_document::listing("did:web:example.com", [key.public()]);
    let report = look(&token, &Trust::default(), &fetched(&[(WEB_DOCUMENT, &foreign)]));
    assert_eq!(report.verdict, Verdict::Unconfirmed, "another's document says nothing of this issuer: {report:?}");

    let mut silent = Sources::default();
    silent.fetched(WEB_DOCUMENT, Err("example.org did not answer within 10 seconds.".into()));
    let report = look(&token, &Trust::default(), &silent);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(said(&report, "signature").message.contains("did not answer"));
}

#[test]
fn a_list_of_keys_that_was_handed_in_is_no_confirmation_by_the_website() {
    let key = key_of(Algorithm::Ed25519);
    let token = token(&key, WEB);
    let mut sources = Sources::default();
    sources.hand_in(WEB, did_document::listing(WEB, [key.public()]).to_string().into_bytes());
    let mut trust = Trust::default();
    assert_eq!(look(&token, &trust, &sources).verdict, Verdict::Intact);
    trust.add_trusted(WEB, "Harbour");
    assert_eq!(look(&token, &trust, &sources).verdict, Verdict::Genuine);
}

#[test]
fn an_issuer_whose_keys_were_handed_in_is_named_by_the_code_of_its_host_too() {
    let (key, issuer) = (key_of(Algorithm::Ed25519), "https://h\u{430}rbour.example/issuer");
    let mut sources = Sources::default();
    sources.hand_in(issuer, did_document::listing(issuer, [key.public()]).to_string().into_bytes());
    let report = look(&token(&key, issuer), &Trust::default(), &sources);
    assert_eq!(report.verdict, Verdict::Intact);
    let named = "handed in for h\u{430}rbour.example/issuer (xn--hrbour-3nf.example) has the key";
    assert!(report.summary.contains(named), "{}", report.summary);
}

#[test]
fn a_token_that_names_another_key_is_worth_the_same_whatever_documents_are_at_hand() {
    let (key, other) = (key_of(Algorithm::P256), key_of(Algorithm::P256));
    let mut trust = Trust::default();
    trust.add_trusted(WEB, "Harbour");
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    let elsewhere = "did:web:evil.example";
    for kid in [format!("{elsewhere}#k"), format!("{WEB}#gone"), "did:ion:x#k".to_owned(), other.did()] {
        let token = vc_jwt::sign(&credential, &key, &kid).unwrap();
        for is_at_hand in [false, true] {
            let mut sources = Sources::default();
            sources.hand_in(WEB, did_document::listing(WEB, [key.public()]).to_string().into_bytes());
            if is_at_hand {
                let mut document = did_document::listing(elsewhere, [other.public()]);
                document["verificationMethod"][0]["id"] = json!(format!("{elsewhere}#k"));
                document["assertionMethod"] = json!([format!("{elsewhere}#k")]);
                sources.hand_in(elsewhere, document.to_string().into_bytes());
            }
            let report = look(&token, &trust, &sources);
            assert_eq!(report.verdict, Verdict::Genuine, "{kid}: {report:?}");
            assert!(report.checks.iter().any(|check| check.message.contains("another key (kid)")), "{kid}");
        }
    }
    let report =
        look(&token(&key, WEB), &trust, &fetched(&[(WEB_DOCUMENT, &did_document::listing(WEB, [key.public()]))]));
    assert!(!report.checks.iter().any(|check| check.message.contains("(kid)")), "{report:?}");
}

#[test]
fn a_confirmed_key_does_not_speak_for_another_issuer() {
    let key = key_of(Algorithm::Ed25519);
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Somebody else");
    assert_eq!(look(&token(&key, WEB), &trust, &Sources::default()).verdict, Verdict::Unconfirmed);
}

#[test]
fn an_embedded_proof_of_a_web_issuer_needs_the_web_as_well() {
    let key = key_of(Algorithm::Ed25519);
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    let mut signed = proof::sign(&credential, &key, at()).unwrap();
    assert_eq!(look(&signed.to_string(), &Trust::default(), &Sources::default()).verdict, Verdict::Unconfirmed);
    let listed = did_document::listing(WEB, [key.public()]);
    let sources = fetched(&[(WEB_DOCUMENT, &listed)]);
    assert_eq!(look(&signed.to_string(), &Trust::default(), &sources).verdict, Verdict::Intact);
    signed["name"] = json!("Something else");
    assert_eq!(look(&signed.to_string(), &Trust::default(), &sources).verdict, Verdict::NotValid);
}

const ASSERTION: &str = "https://example.org/a/1";
const CLASS: &str = "https://example.org/b/1";
const ISSUER: &str = "https://example.org/issuer";

fn assertion() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": ASSERTION,
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "badge": CLASS, "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "hosted" },
    })
}

fn class() -> Value {
    json!({ "type": "BadgeClass", "id": CLASS, "name": "Kite", "criteria": { "narrative": "Built one." }, "issuer": ISSUER })
}

fn issuer() -> Value {
    json!({ "type": "Issuer", "id": ISSUER, "name": "Makers", "url": "https://example.org" })
}

#[test]
fn a_kept_badge_is_looked_up_step_by_step_and_then_its_website_stands_behind_it() {
    let mut sources = Sources::default();
    let parts = [(ASSERTION, assertion()), (CLASS, class()), (ISSUER, issuer())];
    let mut asked = Vec::new();
    let report = loop {
        let report = look(&assertion().to_string(), &Trust::default(), &sources);
        if report.wants.is_empty() {
            break report;
        }
        assert_eq!(report.verdict, Verdict::Unconfirmed, "after {asked:?}");
        for want in &report.wants {
            let (_, document) = parts.iter().find(|(url, _)| *url == want.url).unwrap();
            sources.fetched(want.url.as_str(), Ok(document.to_string().into_bytes()));
            asked.push(want.url.clone());
        }
    };
    assert_eq!(asked, [CLASS, ASSERTION, ISSUER]);
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    assert_eq!(report.title(), "Intact and kept on the web");
    assert!(report.summary.starts_with(report.title()) && !report.summary.contains("signed"), "{}", report.summary);
    let offer = report.confirmable().unwrap();
    assert_eq!((offer.id.as_str(), offer.keys.len()), (ISSUER, 0), "an address can be confirmed, too");
    let mut trust = Trust::default();
    trust.confirm(offer);
    assert_eq!(look(&assertion().to_string(), &trust, &sources).verdict, Verdict::Genuine);
    let badge = report.badge.unwrap();
    assert_eq!((badge.name.as_deref(), badge.issuer.name.as_deref()), (Some("Kite"), Some("Makers")));
}

#[test]
fn a_kept_badge_that_says_something_else_or_is_kept_elsewhere_is_not_valid() {
    let with = |kept: &Value, issuer: &Value| {
        let sources = fetched(&[(ASSERTION, kept), (CLASS, &class()), (ISSUER, issuer)]);
        look(&assertion().to_string(), &Trust::default(), &sources).verdict
    };
    assert_eq!(with(&assertion(), &issuer()), Verdict::Intact);
    let mut other = assertion();
    other["recipient"]["identity"] = json!("eve@example.org");
    assert_eq!(with(&other, &issuer()), Verdict::NotValid);
    let mut withdrawn = assertion();
    withdrawn["revoked"] = json!(true);
    assert_eq!(with(&withdrawn, &issuer()), Verdict::Withdrawn);
    let mut strict = issuer();
    strict["verification"] = json!({ "allowedOrigins": "badges.example.org" });
    assert_eq!(with(&assertion(), &strict), Verdict::NotValid);
    strict["verification"] = json!({ "startsWith": ["https://example.org/a/"] });
    assert_eq!(with(&assertion(), &strict), Verdict::Intact);
}

/// A server may say with any status that it has found nothing.
#[test]
fn an_answer_that_is_no_badge_or_no_part_of_one_decides_nothing_and_is_told() {
    let whole = [(ASSERTION, assertion()), (CLASS, class()), (ISSUER, issuer())];
    let none = [
        json!({ "error": "not found" }),
        json!({ "type": "about:blank", "title": "Not Found", "status": 404 }),
        json!({ "name": "NotFoundError", "message": "nothing there" }),
        json!({}),
        json!([]),
        json!(null),
        json!("x"),
    ];
    for (url, told) in
        [(ASSERTION, "is no badge"), (CLASS, "does not describe a badge"), (ISSUER, "does not describe an issuer")]
    {
        for none in &none {
            let mut sources = fetched(&whole.each_ref().map(|(url, document)| (*url, document)));
            sources.fetched(url, Ok(none.to_string().into_bytes()));
            let report = look(&assertion().to_string(), &Trust::default(), &sources);
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{url} {none}: {}", report.summary);
            let said = &report.checks.iter().find(|check| check.id == "signature").unwrap().message;
            assert!(said.contains(&format!("What lies at {url} {told}")), "{none}: {said}");
            assert!(!report.summary.contains("Check online"), "it was: {}", report.summary);
        }
    }
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='http://openbadges.org'><o:assertion verify='{ASSERTION}'/></svg>"
    );
    let report = look(&svg, &Trust::default(), &fetched(&[(ASSERTION, &none[0])]));
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{}", report.summary);
    // Before 1.1 nothing said what it is.
    let mut early = assertion();
    early.as_object_mut().unwrap().retain(|field, _| !["@context", "type"].contains(&field.as_str()));
    let parts = [
        (ASSERTION, early.clone()),
        (CLASS, json!({ "name": "Kite", "description": "Flies.", "issuer": ISSUER })),
        (ISSUER, json!({ "name": "Makers", "url": "https://example.org" })),
    ];
    let sources = fetched(&parts.each_ref().map(|(url, document)| (*url, document)));
    assert_eq!(look(&early.to_string(), &Trust::default(), &sources).verdict, Verdict::Intact);
}

#[test]
fn what_the_address_of_a_part_answered_is_told_and_nothing_is_asked_twice() {
    type Answer = fn(&mut Sources, &str);
    let answers: [(Answer, &str); 4] = [
        (|sources, url| sources.fetched(url, Err("example.org answered with status 404.".into())), "status 404"),
        (|sources, url| sources.gone(url, "example.org answered with status 410."), "status 410"),
        (
            |sources, url| {
                let moved = if url == CLASS { class() } else { issuer() };
                sources.sent_on(url, "evil.example", moved.to_string().into_bytes());
            },
            "evil.example",
        ),
        (|sources, url| sources.fetched(url, Ok(b"<html>".to_vec())), "cannot be read"),
    ];
    let key = key_of(Algorithm::Rsa);
    let mut signed = assertion();
    signed["verification"] = json!({ "type": "signed", "creator": "https://example.org/key" });
    let token = jws::sign(&signed.to_string(), serde_json::Map::new(), &key).unwrap();
    let listed =
        json!({ "id": "https://example.org/key", "owner": ISSUER, "publicKeyPem": key.public().pem().unwrap() });
    for url in [CLASS, ISSUER] {
        for (answer, told) in answers {
            let whole = [(ASSERTION, assertion()), (CLASS, class()), (ISSUER, issuer())];
            let mut sources = fetched(&whole.each_ref().map(|(url, document)| (*url, document)));
            sources.fetched("https://example.org/key", Ok(listed.to_string().into_bytes()));
            answer(&mut sources, url);
            let kept = assertion().to_string();
            // Without its class nobody knows who should have signed it.
            let signed = Some(&token).filter(|_| url == CLASS);
            for file in [Some(&kept), signed].into_iter().flatten() {
                let report = look(file, &Trust::default(), &sources);
                assert_eq!(report.verdict, Verdict::Unconfirmed, "{url}: {}", report.summary);
                let said = &report.checks.iter().find(|check| check.id == "signature").unwrap().message;
                assert!(said.contains(told), "{url}, {told}: {said}");
                assert!(!report.summary.to_lowercase().contains("check it online"), "{}", report.summary);
                assert!(!report.summary.contains("Check online"), "{}", report.summary);
            }
        }
    }
}

#[test]
fn a_signed_badge_of_open_badges_2_is_checked_against_its_issuers_key() {
    let key = key_of(Algorithm::Rsa);
    let cryptographic = json!({ "id": "https://example.org/key", "type": "CryptographicKey", "owner": ISSUER, "publicKeyPem": key.public().pem().unwrap() });
    let mut signed = assertion();
    signed["verification"] = json!({ "type": "signed", "creator": "https://example.org/key" });
    let mut profile = issuer();
    profile["publicKey"] = cryptographic.clone();
    let mut whole = class();
    whole["issuer"] = profile.clone();
    signed["badge"] = whole;
    let token = jws::sign(&signed.to_string(), serde_json::Map::new(), &key).unwrap();

    let mut trust = Trust::default();
    let report = look(&token, &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed, "a key inside the badge proves nothing about the issuer");
    assert_eq!((report.form.as_deref(), report.standard), (Some("signed"), Some(Standard::Ob2)));
    let sources = fetched(&[(ISSUER, &profile), ("https://example.org/key", &cryptographic)]);
    assert_eq!(look(&token, &trust, &sources).verdict, Verdict::Intact);

    let mut profile = profile.clone();
    profile["revocationList"] = json!("https://example.org/revoked");
    signed["badge"]["issuer"] = profile.clone();
    let token = jws::sign(&signed.to_string(), serde_json::Map::new(), &key).unwrap();
    let mut sources = fetched(&[(ISSUER, &profile), ("https://example.org/key", &cryptographic)]);
    assert_eq!(look(&token, &trust, &sources).verdict, Verdict::Unconfirmed, "the list was not read");
    let list = json!({ "revokedAssertions": [{ "id": ASSERTION, "revocationReason": "A mistake" }] });
    sources.fetched("https://example.org/revoked", Ok(list.to_string().into_bytes()));
    let report = look(&token, &trust, &sources);
    assert_eq!(report.verdict, Verdict::Withdrawn);
    assert!(report.summary.contains("A mistake"), "{}", report.summary);

    trust.add_own(key.did(), "Ours");
    sources.fetched("https://example.org/revoked", Ok(json!({ "revokedAssertions": [] }).to_string().into_bytes()));
    assert_eq!(look(&token, &trust, &sources).verdict, Verdict::Genuine);
}

const LIST: &str = "https://example.org/status/1";

fn listed(key: &IssuerKey, index: &str) -> Value {
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["credentialStatus"] = json!({
        "id": format!("{LIST}#{index}"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": index, "statusListCredential": LIST,
    });
    proof::sign(&credential, key, at()).unwrap()
}

fn list(key: &IssuerKey, set: &[u64]) -> Value {
    let mut bits = Bits::clear();
    set.iter().for_each(|index| bits.set(*index, true).unwrap());
    let list = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.did(), "validFrom": "2026-03-20T00:00:00Z",
        "credentialSubject": {
            "id": format!("{LIST}#list"), "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": bits.encode(),
        },
    });
    proof::sign(&list, key, at()).unwrap()
}

#[test]
fn a_list_of_withdrawn_badges_counts_when_it_was_read_and_is_the_issuers() {
    let key = key_of(Algorithm::Ed25519);
    let badge = listed(&key, "94567").to_string();
    let mut trust = Trust::default();
    trust.add_own(key.did(), "Ours");
    let report = look(&badge, &trust, &Sources::default());
    assert_eq!((report.verdict, report.wants[0].url.as_str()), (Verdict::Unconfirmed, LIST));

    let report = look(&badge, &trust, &fetched(&[(LIST, &list(&key, &[94_568]))]));
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    assert_eq!(said(&report, "status").message, "Not withdrawn (list of 20 March 2026).");
    assert_eq!(look(&badge, &trust, &fetched(&[(LIST, &list(&key, &[94_567]))])).verdict, Verdict::Withdrawn);

    let strangers = list(&key_of(Algorithm::Ed25519), &[]);
    assert_eq!(look(&badge, &trust, &fetched(&[(LIST, &strangers)])).verdict, Verdict::Unconfirmed);
    let mut changed = list(&key, &[94_567]);
    changed["credentialSubject"]["encodedList"] = json!(Bits::clear().encode());
    assert_eq!(look(&badge, &trust, &fetched(&[(LIST, &changed)])).verdict, Verdict::Unconfirmed);
    let beyond = listed(&key, "999999999").to_string();
    assert_eq!(look(&beyond, &trust, &fetched(&[(LIST, &list(&key, &[]))])).verdict, Verdict::Unconfirmed);
}

#[test]
fn an_unknown_context_is_asked_for_and_then_covers_its_words() {
    const CONTEXT: &str = "https://example.org/words.json";
    let key = key_of(Algorithm::Ed25519);
    let words = json!({ "@context": { "kite": "https://example.org/kite" } });
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["kite"] = json!("red");
    // Signed by somebody who knows the words: here they stand in the credential itself.
    credential["@context"].as_array_mut().unwrap().push(words["@context"].clone());
    let mut signed = proof::sign(&credential, &key, at()).unwrap();
    signed["@context"][2] = json!(CONTEXT);
    let report = look(&signed.to_string(), &Trust::default(), &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert_eq!(report.wants[0].url, CONTEXT);
    let report = look(&signed.to_string(), &Trust::default(), &fetched(&[(CONTEXT, &words)]));
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    let other = json!({ "@context": { "kite": "https://example.org/other" } });
    assert_eq!(look(&signed.to_string(), &Trust::default(), &fetched(&[(CONTEXT, &other)])).verdict, Verdict::NotValid);
    let hijack = json!({ "@context": { "kite": "https://example.org/kite", "name": "https://example.org/n" } });
    assert_eq!(
        look(&signed.to_string(), &Trust::default(), &fetched(&[(CONTEXT, &hijack)])).verdict,
        Verdict::NotValid
    );
}

#[test]
fn nothing_is_wanted_from_places_that_are_not_on_the_public_web() {
    for issuer in ["http://example.org/i", "did:example:x", "urn:uuid:1", "https://", "did:web:a b"] {
        let report = look(&token(&key_of(Algorithm::P256), issuer), &Trust::default(), &Sources::default());
        assert!(report.wants.is_empty(), "{issuer}: {:?}", report.wants);
        assert!(report.verdict >= Verdict::Unconfirmed, "{issuer}");
    }
}

#[test]
fn a_place_that_is_not_where_it_reads_leaves_a_badge_unconfirmed_and_is_not_offered() {
    for issuer in ["did:web:a.example:%2e%2e:b", "did:web:a.example:a%2Fb", "https://a.example/%2e%2e/i.json"] {
        let report = look(&token(&key_of(Algorithm::P256), issuer), &Trust::default(), &Sources::default());
        assert_eq!((report.verdict, report.confirmable()), (Verdict::Unconfirmed, None), "{issuer}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// No changed byte of a token, of whatever form, leaves it good.
    #[test]
    fn a_flipped_byte_never_leaves_a_token_good(algorithm in 0..3_usize, at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let key = key_of(if algorithm == 2 { Algorithm::Ed25519 } else { Algorithm::P256 });
        let mut bytes = token(&key, &key.did()).into_bytes();
        let place = at.index(bytes.len());
        bytes[place] ^= 1 << bit;
        let report = inspect(&bytes, &InspectOptions { trust: &Trust::default(), sources: &Sources::default(), at: super::at(), email: None });
        prop_assert!(report.verdict > Verdict::Intact, "byte {place}, bit {bit}: {report:?}");
    }
}

#[test]
fn the_reason_of_a_withdrawal_is_told_wherever_it_stands() {
    let word = json!({ "revoked": true, "revocationReason": "Cheated" });
    let hosted = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": ASSERTION,
        "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "issuedOn": "2026-03-14T10:00:00Z", "verification": { "type": "hosted" },
        "badge": class(),
    });
    let mut itself = hosted.clone();
    itself.as_object_mut().unwrap().extend(word.as_object().unwrap().clone());
    let mut handed_in = Sources::default();
    handed_in.hand_in(ASSERTION, word.to_string().into_bytes());
    let none = Sources::default();
    for (file, sources) in [(&hosted, &fetched(&[(ASSERTION, &word)])), (&hosted, &handed_in), (&itself, &none)] {
        let report = look(&file.to_string(), &Trust::default(), sources);
        let told = report.summary.contains("The reason given: “Cheated”.");
        assert!(report.verdict == Verdict::Withdrawn && told, "{}", report.summary);
    }
    let report = look(&word.to_string(), &Trust::default(), &none);
    assert!(report.summary.contains("the word that a badge was withdrawn") && report.summary.contains("Cheated"));
}

#[test]
fn whoever_has_no_address_is_not_told_to_open_it() {
    for uid in [None, Some("f2c20"), Some("urn:uuid:1")] {
        let mut early = json!({
            "recipient": "amy@example.org", "issued_on": "2012-04-13",
            "badge": { "version": "0.5.0", "name": "Old", "description": "Old.", "criteria": "/c",
                "issuer": { "origin": "https://example.org", "name": "Makers" } },
        });
        if let Some(uid) = uid {
            early["uid"] = json!(uid);
        }
        let report = look(&early.to_string(), &Trust::default(), &Sources::default());
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert!(!report.summary.contains("own address"), "{}", report.summary);
        assert!(said(&report, "signature").message.contains("does not name an address"), "{report:?}");
    }
}
