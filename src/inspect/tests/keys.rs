//! Whose key it is, what it may do, and how it is found.

use ring::rand::SystemRandom as RingRandom;
use ring::signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::Map;

use super::*;
use crate::credential::{PublicKey, did, did_document, did_web, jws, proof, vc_jwt};

#[test]
fn a_key_awards_only_if_it_is_listed_for_that_and_in_force_when_it_signed() {
    let key = key();
    let badge = signed(WEB, &key);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut document = did_document::listing(WEB, [key.public()]);
        change(&mut document);
        nobody(&badge, &fetched(&[(WEB_DOCUMENT, &document)]))
    };
    let entry = |name: &'static str, value: Value| {
        with(&move |document: &mut Value| document["verificationMethod"][0][name] = value.clone())
    };
    assert_eq!(with(&|_| ()).verdict, Verdict::Intact);
    let for_signing_in = with(&|document: &mut Value| {
        let names = document.as_object_mut().unwrap().remove("assertionMethod").unwrap();
        document["authentication"] = names;
    });
    assert_eq!(for_signing_in.verdict, Verdict::NotValid, "{for_signing_in:?}");
    assert!(said(&for_signing_in, "signature").message.contains("not for awarding"), "{for_signing_in:?}");
    assert_eq!(with(&|document: &mut Value| document["deactivated"] = json!(true)).verdict, Verdict::NotValid);
    assert_eq!(entry("controller", json!("did:web:other.example")).verdict, Verdict::NotValid);
    assert_eq!(entry("revoked", json!("2026-03-14T09:59:59Z")).verdict, Verdict::NotValid);
    assert_eq!(entry("expires", json!("2026-03-14T10:00:00Z")).verdict, Verdict::NotValid, "at that very time");
    assert_eq!(entry("revoked", json!("2026-04-01T00:00:00Z")).verdict, Verdict::Intact, "what it signed before stays");
    for unreadable in [json!("soon"), json!(null), json!([]), json!(5)] {
        assert_eq!(entry("revoked", unreadable.clone()).verdict, Verdict::NotValid, "{unreadable}");
    }
    // Whoever has the say over the document decides which keys it lists.
    let document = |hands: Value| with(&move |document: &mut Value| document["controller"] = hands.clone());
    for other in [json!("did:web:other.example"), json!(["did:web:other.example"]), json!([]), json!(null), json!(7)] {
        let report = document(other.clone());
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{other}: {report:?}");
        let told = report.checks.iter().any(|check| check.message.contains("in whose hands it is"));
        assert!(told, "{other}: {report:?}");
    }
    for ours in [json!(WEB), json!(["did:web:other.example", WEB])] {
        assert_eq!(document(ours.clone()).verdict, Verdict::Intact, "{ours}");
    }
    // A token tells when it was signed by its claims.
    let token = token(WEB, &key, json!({}));
    let mut document = did_document::listing(WEB, [key.public()]);
    document["verificationMethod"][0]["revoked"] = json!("2026-04-01T00:00:00Z");
    let report = nobody(&token, &fetched(&[(WEB_DOCUMENT, &document)]));
    assert_eq!(report.verdict, Verdict::NotValid, "no claim tells when, so it is judged by today: {report:?}");
}

#[test]
fn a_token_without_a_name_for_its_key_is_tried_with_each_key_of_its_issuer() {
    let (one, two, other) = (key_of(Algorithm::P256), key_of(Algorithm::P256), key_of(Algorithm::P256));
    let listed = did_document::listing(WEB, [one.public(), two.public()]);
    let sources = fetched(&[(WEB_DOCUMENT, &listed)]);
    for header in [json!({}), json!({ "kid": "a-name-from-elsewhere" }), json!({ "kid": "" })] {
        assert_eq!(nobody(&token(WEB, &two, header.clone()), &sources).verdict, Verdict::Intact, "{header}");
        let report = nobody(&token(WEB, &other, header.clone()), &sources);
        // A name that is not listed may be that of a key which is listed no more.
        let is_listed = header["kid"].as_str().is_none_or(str::is_empty);
        let expected = if is_listed { Verdict::NotValid } else { Verdict::Unconfirmed };
        assert_eq!(report.verdict, expected, "{header}: {report:?}");
        let report = nobody(&token(WEB, &two, header.clone()), &Sources::default());
        assert_eq!((report.verdict, report.wants[0].url.as_str()), (Verdict::Unconfirmed, WEB_DOCUMENT), "{header}");
    }
    // Handed in, and compared by the user.
    let mut handed_in = Sources::default();
    handed_in.hand_in(WEB, listed.to_string().into_bytes());
    assert_eq!(nobody(&token(WEB, &two, json!({})), &handed_in).verdict, Verdict::Intact);
    let mut trust = Trust::default();
    trust.confirm(KnownIssuer { keys: vec![two.public().multibase()], ..KnownIssuer::new(WEB, "Harbour") });
    let report = look(&token(WEB, &two, json!({})), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    let report = look(&token(WEB, &other, json!({})), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed, "a newer key that nobody has seen yet is no forgery: {report:?}");
    // A set of keys calls them by short names.
    let mut set = Sources::default();
    set.hand_in(
        WEB,
        json!({ "keys": [one.public().jwk(Some("a")), two.public().jwk(Some("b"))] }).to_string().into_bytes(),
    );
    assert_eq!(nobody(&token(WEB, &two, json!({ "kid": "b" })), &set).verdict, Verdict::Intact);
}

#[test]
fn ed25519_has_two_names_in_tokens() {
    let key = key();
    let method = did::verification_method(key.public());
    let token = token(&key.did(), &key, json!({ "alg": "Ed25519", "kid": method }));
    assert_eq!(nobody(&token, &Sources::default()).verdict, Verdict::Intact);
}

/// A token of an issuer, signed on P-384, and the key.
fn on_p384(issuer: impl Fn(&PublicKey) -> String) -> (String, PublicKey) {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let random = RingRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap();
    let point = pair.public_key().as_ref();
    let coded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let jwk = json!({ "kty": "EC", "crv": "P-384", "x": coded(&point[1..49]), "y": coded(&point[49..]) });
    let key = PublicKey::from_jwk(&jwk).unwrap();
    let credential = ob3::credential(&badge(), &issuer(&key), &award()).unwrap();
    let header = json!({ "alg": "ES384" }).to_string();
    let message = format!("{}.{}", coded(header.as_bytes()), coded(credential.to_string().as_bytes()));
    let signature = pair.sign(&random, message.as_bytes()).unwrap();
    (format!("{message}.{}", coded(signature.as_ref())), key)
}

#[test]
fn keys_that_are_their_own_identifier_are_read_offline_in_every_form() {
    use base64::Engine as _;
    let (token, key) = on_p384(did::did_key);
    let report = nobody(&token, &Sources::default());
    assert_eq!((report.verdict, report.signing_key), (Verdict::Intact, Some(did::did_key(&key))));
    let mut altered = token;
    let first = if altered.ends_with('A') { "B" } else { "A" };
    altered.replace_range(altered.len() - 60..altered.len() - 59, first);
    let other = if altered.contains(first) { "C" } else { first };
    altered.replace_range(altered.len() - 40..altered.len() - 39, other);
    assert!(nobody(&altered, &Sources::default()).verdict > Verdict::Intact);

    let did_jwk = |key: &PublicKey| {
        format!("did:jwk:{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(key.jwk(None).to_string()))
    };
    let report = nobody(&on_p384(did_jwk).0, &Sources::default());
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    let (ours, other) = (self::key(), self::key());
    let id = did_jwk(ours.public());
    assert_eq!(
        nobody(&self::token(&id, &ours, json!({ "kid": format!("{id}#0") })), &Sources::default()).verdict,
        Verdict::Intact
    );
    let forged = self::token(&id, &other, json!({ "kid": format!("{}#0", did_jwk(other.public())) }));
    assert_eq!(nobody(&forged, &Sources::default()).verdict, Verdict::NotValid);
    let mut trust = Trust::default();
    trust.add_trusted(id.clone(), "The Club");
    assert_eq!(look(&self::token(&id, &ours, json!({})), &trust, &Sources::default()).verdict, Verdict::Genuine);
    assert_eq!(trust.trusted(&id).unwrap().fingerprints(), [did::fingerprint(&ours.did())]);
}

#[test]
fn an_unknown_kind_of_identifier_is_said_to_be_unknown() {
    let key = key();
    for issuer in ["did:ion:EiClkZMDxPKqC9c-umQfTkR8", "did:ebsi:zvHWX359A3CvfJnCYaAiAde"] {
        let kid = json!({ "kid": format!("{issuer}#key-1") });
        for file in [token(issuer, &key, kid), token(issuer, &key, json!({})), signed(issuer, &key)] {
            let report = nobody(&file, &Sources::default());
            assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
            let message = &said(&report, "signature").message;
            assert!(!message.contains("published on the web") && !message.contains("not asked"), "{message}");
            assert!(message.contains("kind"), "{message}");
            assert!(report.wants.is_empty());
        }
    }
    // What was handed in for it counts all the same.
    let issuer = "did:ion:EiClkZMDxPKqC9c-umQfTkR8";
    let mut sources = Sources::default();
    sources.hand_in(issuer, did_document::listing(issuer, [key.public()]).to_string().into_bytes());
    assert_eq!(nobody(&token(issuer, &key, json!({})), &sources).verdict, Verdict::Intact);
}

#[test]
fn a_place_that_another_sends_on_to_does_not_speak_for_it() {
    let key = key();
    let document = did_document::listing(WEB, [key.public()]).to_string().into_bytes();
    let mut sources = Sources::default();
    sources.sent_on(WEB_DOCUMENT, "evil.example", document);
    for file in [signed(WEB, &key), token(WEB, &key, json!({}))] {
        let report = nobody(&file, &sources);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert!(said(&report, "signature").message.contains("evil.example"), "{report:?}");
        assert!(report.wants.is_empty(), "it was asked");
    }
    // Nor does it say that a key is not the issuer's.
    let others = did_document::listing(WEB, [self::key().public()]).to_string().into_bytes();
    sources.sent_on(WEB_DOCUMENT, "evil.example", others);
    for file in [signed(WEB, &key), token(WEB, &key, json!({}))] {
        let report = nobody(&file, &sources);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    }
}

#[test]
fn claims_and_the_badge_inside_agree_or_it_is_refused() {
    let key = key();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut payload = ob3::credential(&badge(), &key.did(), &award()).unwrap();
        payload["credentialSubject"]["id"] = json!("did:example:amy");
        payload["iss"] = json!(key.did());
        payload["sub"] = json!("did:example:amy");
        payload["jti"] = payload["id"].clone();
        payload["nbf"] = json!(award().issued_on.as_second());
        change(&mut payload);
        let header = Map::from_iter([("kid".to_owned(), json!(did::verification_method(key.public())))]);
        let token = jws::sign(&payload.to_string(), header, &key).unwrap();
        nobody(&token, &Sources::default())
    };
    let whole = with(&|_| ());
    assert_eq!(whole.verdict, Verdict::Intact, "{whole:?}");
    assert!(!whole.checks.iter().any(|check| check.message.contains("departs")), "{whole:?}");
    for change in [
        (&|payload: &mut Value| payload["sub"] = json!("did:example:eve")) as &dyn Fn(&mut Value),
        &|payload| payload["sub"] = json!(null),
        &|payload| payload["credentialSubject"]["id"] = json!(["did:example:amy"]),
        &|payload| payload["exp"] = json!(9e99),
        &|payload| {
            payload["exp"] = json!(2_000_000_000);
            payload["validUntil"] = json!(null);
        },
        &|payload| payload["validUntil"] = json!(null),
    ] {
        let report = with(change);
        assert_eq!(report.verdict, Verdict::NotValid, "{report:?}");
    }
    let listed =
        with(&|payload| payload["status"] = json!({ "status_list": { "idx": 5, "uri": "https://e.org/list" } }));
    assert_eq!(listed.verdict, Verdict::Unconfirmed, "a list that only the claims name: {listed:?}");
    let over = with(&|payload| payload["exp"] = json!(1_780_000_000));
    assert_eq!(over.verdict, Verdict::Ended, "an end that only the claims tell: {over:?}");
    let departs = with(&|payload| drop(payload.as_object_mut().unwrap().remove("nbf")));
    assert_eq!(departs.verdict, Verdict::Intact);
    assert!(said(&departs, "standard").message.contains("missing: nbf"), "{departs:?}");
}

#[test]
fn an_end_that_never_comes_is_the_same_in_the_claims_and_in_the_badge() {
    let key = key();
    for exp in
        [json!(253_402_300_799_i64), json!(253_402_300_800_i64), json!(253_402_300_800.0), json!(300_000_000_000_i64)]
    {
        for until in [None, Some("9999-12-31T24:00:00Z")] {
            let mut credential = plain(&key);
            credential["exp"] = exp.clone();
            if let Some(until) = until {
                credential["validUntil"] = json!(until);
            }
            let report =
                alone(&crate::credential::jws::sign(&credential.to_string(), serde_json::Map::new(), &key).unwrap());
            assert_eq!(report.verdict, Verdict::Intact, "{exp} {until:?}: {report:?}");
        }
    }
}

/// Whoever reads the credential inside alone would look at that signature.
#[test]
fn a_proof_inside_a_token_that_does_not_hold_is_told() {
    let key = key();
    let whole = issue(&key, &award());
    let mut altered = whole.clone();
    altered["name"] = json!("Another name");
    let bare = plain(&key);
    for (inside, is_told) in [(&whole, false), (&altered, true), (&bare, false)] {
        for payload in [inside.clone(), json!({ "iss": key.did(), "vc": inside })] {
            let token = crate::credential::jws::sign(&payload.to_string(), serde_json::Map::new(), &key).unwrap();
            let report = alone(&token);
            assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
            let told = report.checks.iter().any(|check| check.message.contains("which does not hold"));
            assert_eq!(told, is_told, "{report:?}");
        }
    }
}

#[test]
fn where_one_place_gave_a_key_up_no_other_brings_it_back() {
    let key = key();
    let badge = signed(WEB, &key);
    let link = "https://harbour.example/key.json";
    let good = json!({ "id": link, "controller": WEB, "publicKeyMultibase": key.public().multibase() });
    let with = |main: &dyn Fn(&mut Value), linked: &Value| {
        let mut document = did_document::listing(WEB, [key.public()]);
        document["publicKey"] = json!([link]);
        document["assertionMethod"].as_array_mut().unwrap().push(json!(link));
        main(&mut document);
        nobody(&badge, &fetched(&[(WEB_DOCUMENT, &document), (link, linked)])).verdict
    };
    assert_eq!(with(&|_| (), &good), Verdict::Intact);
    let revoked = json!("2026-01-01T00:00:00Z");
    let revoke = |document: &mut Value| document["verificationMethod"][0]["revoked"] = revoked.clone();
    assert_eq!(with(&revoke, &good), Verdict::NotValid, "given up in the document itself");
    let mut given_up = good.clone();
    given_up["revoked"] = revoked.clone();
    assert_eq!(with(&|_| (), &given_up), Verdict::NotValid, "given up in the file of the key");
    assert_eq!(with(&|document| document["revoked"] = revoked.clone(), &good), Verdict::NotValid, "all of it");
}

#[test]
fn an_issuer_is_one_however_its_host_is_written() {
    let key = key();
    let written = &WEB.replace("example.org", "EXAMPLE.org.");
    let mut trust = Trust::default();
    trust.add_trusted(WEB, "Harbour");
    let document = did_document::listing(WEB, [key.public()]);
    let sources = fetched(&[(&did_web::url(written).unwrap(), &document)]);
    let report = look(&signed(written, &key), &trust, &sources);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    let mut handed = Sources::default();
    handed.hand_in(WEB, document.to_string().into_bytes());
    assert_eq!(look(&signed(written, &key), &trust, &handed).verdict, Verdict::Genuine);
    trust.add_trusted(written.as_str(), "Harbour");
    assert_eq!(trust.trusted_issuers().len(), 1);
    assert!(trust.remove_trusted(&WEB.replace("example.org", "example.org%3a443")));
}

#[test]
fn of_several_signatures_of_an_issuer_on_the_web_one_that_holds_now_is_enough() {
    use crate::credential::proof::{Suite, sign_as};
    let (old, new, other) = (std::rc::Rc::new(key()), key(), std::rc::Rc::new(key()));
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    let by = |key: &IssuerKey| proof::sign(&credential, key, at()).unwrap()["proof"][0].clone();
    let until = |key| proof_until(key, &credential, "2026-05-15T00:00:00Z");
    let mut broken = by(&other);
    broken["created"] = json!("2026-01-01T00:00:00Z");
    let look_at = |proofs: Value, sources: &Sources| {
        let mut signed = credential.clone();
        signed["proof"] = proofs;
        nobody(&signed.to_string(), sources).verdict
    };
    let mut document = did_document::listing(WEB, [old.public(), new.public()]);
    let listed = fetched(&[(WEB_DOCUMENT, &document)]);
    for (proofs, asked, offline) in [
        ([until(&old), by(&new)], Verdict::Intact, Verdict::Unconfirmed),
        ([by(&new), broken.clone()], Verdict::Intact, Verdict::Unconfirmed),
        ([until(&old), broken], Verdict::Ended, Verdict::Ended),
        ([until(&old), by(&other)], Verdict::Ended, Verdict::Unconfirmed),
        ([until(&other), by(&new)], Verdict::Intact, Verdict::Unconfirmed),
    ] {
        let turned = json!([proofs[1], proofs[0]]);
        for proofs in [json!(proofs), turned] {
            assert_eq!(look_at(proofs.clone(), &listed), asked, "{proofs}");
            assert_eq!(look_at(proofs.clone(), &Sources::default()), offline, "{proofs}");
        }
    }
    // One by a key that was given up before stands beside one by a key in force.
    document["verificationMethod"][0]["revoked"] = json!("2026-03-01T00:00:00Z");
    let listed = fetched(&[(WEB_DOCUMENT, &document)]);
    let names = |place: usize| document["verificationMethod"][place]["id"].as_str().unwrap().to_owned();
    let named = |key: &IssuerKey, place: usize| {
        sign_as(&credential, key, Suite::Rdfc, &names(place), at()).unwrap()["proof"][0].clone()
    };
    let (old, new) = (named(&old, 0), named(&new, 1));
    assert_eq!(look_at(json!([old, new]), &listed), Verdict::Intact);
    assert_eq!(look_at(json!([new, old]), &listed), Verdict::Intact);
    assert_eq!(look_at(json!([old]), &listed), Verdict::NotValid);
}

#[test]
fn a_signature_by_somebody_else_neither_confirms_nor_breaks_that_of_the_issuer() {
    use crate::credential::proof::{Suite, sign_as};
    let (issuer, other) = (key(), key());
    let credential = ob3::credential(&badge(), &issuer.did(), &award()).unwrap();
    let by = |key: &IssuerKey, suite: Suite| {
        sign_as(&credential, key, suite, &did::verification_method(key.public()), at()).unwrap()["proof"][0].clone()
    };
    for (ours, theirs) in
        [(Suite::Jcs, Suite::Rdfc), (Suite::Rdfc, Suite::Jcs), (Suite::Jcs, Suite::Jcs), (Suite::Rdfc, Suite::Rdfc)]
    {
        let mut broken = by(&other, theirs);
        broken["created"] = json!("2026-01-01T00:00:00Z");
        for proofs in [
            [by(&issuer, ours), by(&other, theirs)],
            [by(&other, theirs), by(&issuer, ours)],
            [by(&issuer, ours), broken],
        ] {
            let mut signed = credential.clone();
            signed["proof"] = json!(proofs);
            let report = nobody(&signed.to_string(), &Sources::default());
            assert_eq!((report.verdict, report.form.as_deref()), (Verdict::Intact, Some(ours.name())), "{report:?}");
            assert_eq!(report.signing_key, Some(issuer.did()));
            let told = report
                .checks
                .iter()
                .any(|check| check.message.contains("also signed") || check.message.contains("left aside"));
            assert!(told, "{report:?}");
        }
        let mut altered = credential.clone();
        altered["name"] = json!("Another");
        altered["proof"] = json!([by(&issuer, ours), by(&other, theirs)]);
        assert_eq!(nobody(&altered.to_string(), &Sources::default()).verdict, Verdict::NotValid);
        let mut foreign = credential.clone();
        foreign["proof"] = json!([by(&other, ours), by(&other, theirs)]);
        assert_eq!(nobody(&foreign.to_string(), &Sources::default()).verdict, Verdict::NotValid);
    }
}

#[test]
fn a_token_that_names_no_key_departs_from_the_standard() {
    let key = key();
    let departs = |header: Value| {
        let report = nobody(&token(&key.did(), &key, header), &Sources::default());
        report.checks.iter().any(|check| check.id == "standard" && check.message.contains("kid or jwk"))
    };
    assert!(departs(json!({})));
    assert!(!departs(json!({ "kid": did::verification_method(key.public()) })));
    assert!(!departs(json!({ "jwk": key.public().jwk(None) })));
}

#[test]
fn a_token_says_the_same_with_its_claims_as_ours_are_written() {
    let key = key();
    let credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    let token = vc_jwt::sign(&credential, &key, &did::verification_method(key.public())).unwrap();
    let report = nobody(&token, &Sources::default());
    assert_eq!(report.verdict, Verdict::Intact);
    assert!(!report.checks.iter().any(|check| check.message.contains("departs")), "{report:?}");
}

#[test]
fn a_key_that_a_profile_names_by_address_counts_no_longer_than_the_profile() {
    const AT: &str = "https://marsh.example/k1";
    let issuer = "https://marsh.example/i";
    let key = key();
    let badge = token(issuer, &key, json!({ "kid": AT }));
    let document = json!({ "id": AT, "type": "Multikey", "controller": issuer,
        "publicKeyMultibase": key.public().multibase() });
    for field in ["publicKey", "verificationMethod", "assertionMethod"] {
        let mut profile = json!({ "id": issuer, "type": "Profile" });
        profile[field] = json!([AT]);
        if field == "verificationMethod" {
            profile["assertionMethod"] = json!([AT]);
        }
        let with = |change: &Value| {
            let mut profile = profile.clone();
            profile.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            nobody(&badge, &fetched(&[(issuer, &profile), (AT, &document)])).verdict
        };
        assert_eq!(with(&json!({})), Verdict::Intact, "{field}");
        assert_eq!(with(&json!({ "revoked": "2030-04-01T00:00:00Z" })), Verdict::Intact, "{field}: later");
        for given_up in [
            json!({ "revoked": true }),
            json!({ "revoked": null }),
            json!({ "revoked": "2025-12-01T00:00:00Z" }),
            json!({ "expires": "2025-12-01T00:00:00Z" }),
            json!({ "deactivated": true }),
        ] {
            assert_eq!(with(&given_up), Verdict::NotValid, "{field} {given_up}");
        }
        // Not handed in, it is asked for.
        let open = nobody(&badge, &fetched(&[(issuer, &profile)]));
        assert_eq!(open.verdict, Verdict::Unconfirmed, "{field}: {open:?}");
        assert!(open.wants.iter().any(|want| want.url == AT), "{field}: {open:?}");
    }
}

#[test]
fn a_key_of_another_document_that_an_issuer_lists_is_looked_for_there() {
    let (key, keys) = (key(), "did:web:keys.example");
    let badge = token(WEB, &key, json!({ "kid": format!("{keys}#k") }));
    let listing = json!({ "id": WEB, "assertionMethod": [format!("{keys}#k")] });
    let open = nobody(&badge, &fetched(&[(WEB_DOCUMENT, &listing)]));
    assert_eq!(open.verdict, Verdict::Unconfirmed, "{open:?}");
    assert!(open.wants.iter().any(|want| want.url == "https://keys.example/.well-known/did.json"), "{open:?}");
    let there = |controller: &str| {
        let method = json!({ "id": format!("{keys}#k"), "type": "Multikey", "controller": controller,
            "publicKeyMultibase": key.public().multibase() });
        let document = json!({ "id": keys, "verificationMethod": [method], "assertionMethod": [format!("{keys}#k")] });
        nobody(&badge, &fetched(&[(WEB_DOCUMENT, &listing), ("https://keys.example/.well-known/did.json", &document)]))
    };
    assert_eq!(there(WEB).verdict, Verdict::Intact, "{:?}", there(WEB));
    let others = there(keys);
    assert_eq!(others.verdict, Verdict::NotValid);
    assert!(said(&others, "signature").message.contains("somebody else's hands"), "{others:?}");
}
