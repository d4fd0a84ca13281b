//! What whoever passes a badge on may add to it: lists of words, and proofs beside the
//! issuer's.

use super::*;
use crate::credential::proof::tests::proof_over;
use crate::credential::proof::{self, Suite};
use crate::credential::{did_document, jws};

/// A proof of this credential by this key, under this name.
fn proof_by(credential: &Value, key: &IssuerKey, suite: Suite, method: &str) -> Value {
    proof::sign_as(credential, key, suite, method, award().issued_on).unwrap()["proof"][0].clone()
}

fn with(credential: &Value, proofs: &[&Value]) -> String {
    let mut file = credential.clone();
    file["proof"] = json!(proofs);
    file.to_string()
}

#[test]
fn a_list_of_words_that_was_added_to_a_signed_text_changes_nothing_that_is_read() {
    let key = key();
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    let method = did_of(&key);
    for (word, field, value) in [
        ("until", "https://www.w3.org/2018/credentials#validUntil", json!("2026-02-01T00:00:00Z")),
        ("state", "https://www.w3.org/2018/credentials#credentialStatus", json!({ "id": "urn:s", "type": "X" })),
        ("holds", "https://www.w3.org/2018/credentials#verifiableCredential", plain(&super::key())),
    ] {
        let mut credential = plain(&key);
        credential["@context"].as_array_mut().unwrap().push(json!({ word: field }));
        credential[word] = value;
        // What this version's own signing refuses others may sign.
        let mut options = json!({ "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofPurpose": "assertionMethod",
            "created": "2026-03-14T10:00:00Z", "verificationMethod": method, "@context": credential["@context"] });
        let hash = |value: &Value| {
            use sha2::Digest as _;
            sha2::Sha256::digest(serde_jcs::to_vec(value).unwrap()).to_vec()
        };
        let signature = key.sign(&[hash(&options), hash(&credential)].concat()).unwrap();
        options["proofValue"] = json!(format!("z{}", bs58::encode(signature).into_string()));
        let mut file = credential.clone();
        file["proof"] = json!([options]);
        let signed = look(&file.to_string(), &trust, &Sources::default());
        assert_ne!(signed.verdict, Verdict::Genuine, "{word}: {signed:?}");
        file["@context"].as_array_mut().unwrap().push(json!({ word: "https://x.example/other" }));
        let added = look(&file.to_string(), &trust, &Sources::default());
        assert_eq!(added.verdict, signed.verdict, "{word}: {added:?}");
        let is_told = |check: &Check| check.message.contains("more lists of words (“@context”) than were signed");
        assert!(added.checks.iter().any(is_told), "{word}: {added:?}");
    }
    // Words that are added to an honest badge take nothing from it.
    let mut file = proof::sign_as(&plain(&key), &key, Suite::Jcs, &method, award().issued_on).unwrap();
    file["@context"].as_array_mut().unwrap().push(json!("https://w3id.org/security/data-integrity/v2"));
    let report = look(&file.to_string(), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
}

fn did_of(key: &IssuerKey) -> String {
    format!("{0}#{1}", key.did(), key.public().multibase())
}

#[test]
fn no_proof_that_others_put_beside_the_issuers_makes_it_worse() {
    let (ours, stranger) = (key(), key());
    let mut trust = Trust::default();
    let named = format!("{WEB}#{}", stranger.public().multibase());
    trust.add_trusted(ours.did(), "Harbour");
    trust.confirm(KnownIssuer {
        keys: vec![ours.public().multibase()],
        ..KnownIssuer::new(WEB, "Harbour Community Trust")
    });
    for issuer in [ours.did(), WEB.to_owned()] {
        let credential = ob3::credential(&badge(), &issuer, &award()).unwrap();
        for (suite, other) in [(Suite::Rdfc, Suite::Jcs), (Suite::Jcs, Suite::Rdfc)] {
            let honest = proof_by(&credential, &ours, suite, &did_of(&ours));
            assert_eq!(look(&with(&credential, &[&honest]), &trust, &Sources::default()).verdict, Verdict::Genuine);
            let mut damaged = proof_by(&credential, &stranger, other, &did_of(&ours));
            damaged["verificationMethod"] = json!(did_of(&ours));
            let mut unknown = damaged.clone();
            unknown["cryptosuite"] = json!("bbs-2023");
            let mut renamed = honest.clone();
            renamed["cryptosuite"] = damaged["cryptosuite"].clone();
            let theirs = proof_by(&credential, &stranger, other, &did_of(&stranger));
            let in_our_name = proof_by(&credential, &stranger, other, &named);
            for beside in [&damaged, &unknown, &renamed, &theirs, &in_our_name, &json!("x"), &json!({}), &json!(null)] {
                for proofs in [[&honest, beside], [beside, &honest]] {
                    let report = look(&with(&credential, &proofs), &trust, &Sources::default());
                    assert_eq!(report.verdict, Verdict::Genuine, "{issuer} {beside}: {report:?}");
                }
            }
        }
    }
}

#[test]
fn whose_key_it_is_stays_open_whatever_stands_beside_it() {
    let (ours, stranger) = (key(), key());
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    let listed = fetched(&[(WEB_DOCUMENT, &did_document::listing(WEB, [ours.public()]))]);
    for suite in [Suite::Rdfc, Suite::Jcs] {
        let honest = proof_by(&credential, &ours, suite, &did_of(&ours));
        let mut damaged = proof_by(&credential, &stranger, suite, &did_of(&stranger));
        damaged["created"] = json!("2026-03-15T10:00:00Z");
        let named = format!("{WEB}#{}", stranger.public().multibase());
        let other = if suite == Suite::Jcs { Suite::Rdfc } else { Suite::Jcs };
        let mut over = proof_until(&std::rc::Rc::new(key()), &credential, "2026-05-15T00:00:00Z");
        over["verificationMethod"] = json!(WEB);
        let mut unknown = proof_by(&credential, &stranger, other, &named);
        unknown["cryptosuite"] = json!("bbs-2023");
        for beside in [&damaged, &over, &unknown, &json!("x"), &json!({})] {
            let file = with(&credential, &[&honest, beside]);
            let open = nobody(&file, &Sources::default());
            assert_eq!(open.verdict, Verdict::Unconfirmed, "{beside}: {open:?}");
            assert!(open.wants.iter().any(|want| want.url == WEB_DOCUMENT), "{open:?}");
            assert_eq!(nobody(&file, &listed).verdict, Verdict::Intact, "{beside}");
        }
    }
}

#[test]
fn a_key_that_is_listed_in_a_way_that_is_not_read_may_be_the_one_that_signed() {
    let key = key();
    let mut document = did_document::listing(WEB, [key.public()]);
    let method = document["verificationMethod"][0].as_object_mut().unwrap();
    let multibase = method.remove("publicKeyMultibase").unwrap();
    method.insert("publicKeyOther".into(), multibase);
    let file = proof::sign_as(
        &ob3::credential(&badge(), WEB, &award()).unwrap(),
        &key,
        Suite::Jcs,
        &did_of(&key),
        award().issued_on,
    );
    let token = token(WEB, &key, json!({}));
    for file in [file.unwrap().to_string(), token] {
        let report = nobody(&file, &fetched(&[(WEB_DOCUMENT, &document)]));
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    }
}

#[test]
fn a_name_that_means_another_key_by_now_says_the_same_of_a_proof_and_of_a_token() {
    let (ours, other, third) = (key(), key(), key());
    let mut trust = Trust::default();
    trust.confirm(KnownIssuer {
        keys: vec![ours.public().multibase()],
        ..KnownIssuer::new(WEB, "Harbour Community Trust")
    });
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    let name = format!("{WEB}#key-1");
    let document = |keys: &[(&str, &IssuerKey)]| {
        let methods: Vec<Value> = keys
            .iter()
            .map(|(id, key)| json!({ "id": id, "type": "Multikey", "controller": WEB, "publicKeyMultibase": key.public().multibase() }))
            .collect();
        json!({ "id": WEB, "verificationMethod": methods, "assertionMethod": keys.iter().map(|(id, _)| id).collect::<Vec<_>>() })
    };
    let elsewhere = format!("{WEB}#key-2");
    let reused = document(&[(&name, &other)]);
    let two = document(&[(&elsewhere, &other), ("did:web:example.org#key-3", &third)]);
    for (document, method, by) in [(&reused, name.as_str(), &ours), (&two, name.as_str(), &ours), (&two, WEB, &key())] {
        let sources = fetched(&[(WEB_DOCUMENT, document)]);
        let proven = with(&credential, &[&proof_by(&credential, by, Suite::Jcs, method)]);
        let said_of = |file: &str| {
            let report = look(file, &trust, &sources);
            (report.verdict, said(&report, "signature").message.clone())
        };
        let (of_proof, of_token) = (said_of(&proven), said_of(&token(WEB, by, json!({ "kid": method }))));
        assert_eq!(of_proof.0, of_token.0, "{method}: {of_proof:?} {of_token:?}");
        assert!(!of_proof.1.contains("changed after signing"), "{method}: {of_proof:?}");
        assert!(!of_token.1.contains("changed after signing"), "{method}: {of_token:?}");
    }
}

#[test]
fn what_cannot_be_checked_stays_open_whatever_stands_beside_it() {
    let (ours, stranger) = (key(), key());
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    let over = proof_until(&std::rc::Rc::new(key()), &credential, "2026-05-15T00:00:00Z");
    for suite in [Suite::Rdfc, Suite::Jcs] {
        let mut unknown = proof_by(&credential, &ours, suite, &did_of(&ours));
        // A key of a kind that is not checked here.
        let secp = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
        unknown["verificationMethod"] = json!(format!("{secp}#{}", &secp[8..]));
        let mut damaged = proof_by(&credential, &stranger, suite, &did_of(&stranger));
        damaged["created"] = json!("2026-03-15T10:00:00Z");
        let mut other_purpose = proof_by(&credential, &stranger, suite, &did_of(&stranger));
        other_purpose["proofPurpose"] = json!("authentication");
        for beside in [&damaged, &over, &other_purpose, &json!("x")] {
            for proofs in [[&unknown, beside], [beside, &unknown]] {
                let report = alone(&with(&credential, &proofs));
                assert_eq!(report.verdict, Verdict::Unconfirmed, "{beside}: {report:?}");
            }
        }
    }
}

/// A badge by an issuer whose proof is over that of a co-signer, who is the first of them.
fn chained(issuer: &IssuerKey, more: &Value) -> (Value, Vec<Value>) {
    let credential = plain(issuer);
    let first = proof_over(&credential, &[], &key(), &json!({ "id": "urn:uuid:first" }));
    let mut link = json!({ "previousProof": "urn:uuid:first" });
    link.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let last = proof_over(&credential, std::slice::from_ref(&first), issuer, &link);
    (credential, vec![first, last])
}

#[test]
fn of_a_chain_only_the_proofs_that_it_reaches_count() {
    let (ours, stranger) = (key(), key());
    let mut trust = Trust::default();
    trust.add_trusted(ours.did(), "Harbour");
    let (credential, chain) = chained(&ours, &json!({}));
    let by_stranger = |more: Value| proof_over(&credential, &[], &stranger, &more);
    let mut altered = chain[0].clone();
    altered["created"] = json!("2026-05-02T00:00:00Z");
    let mut damaged = by_stranger(json!({}));
    damaged["proofPurpose"] = json!("authentication");
    let over = by_stranger(json!({ "expires": "2026-05-02T00:00:00Z" }));
    for beside in [json!({}), json!("x"), json!({ "type": "x" }), damaged, over, altered, by_stranger(json!({}))] {
        for at in 0..=2 {
            let mut proofs: Vec<&Value> = chain.iter().collect();
            proofs.insert(at, &beside);
            let report = look(&with(&credential, &proofs), &trust, &Sources::default());
            assert_eq!(report.verdict, Verdict::Genuine, "{beside}: {report:?}");
        }
    }
    // What is over stays so, whatever takes the name of one before it.
    let (renamed, ended) = chained(&ours, &json!({ "expires": "2026-05-02T00:00:00Z" }));
    let mut altered = ended[0].clone();
    altered["created"] = json!("2026-05-02T00:00:00Z");
    for proofs in [[&ended[0], &ended[1], &altered], [&altered, &ended[0], &ended[1]]] {
        let report = look(&with(&renamed, &proofs), &trust, &Sources::default());
        assert_eq!(report.verdict, Verdict::Ended, "{report:?}");
    }
    // What is in the chain has to hold.
    let mut broken = chain.clone();
    broken[0]["proofValue"] = broken[1]["proofValue"].clone();
    let report = look(&with(&credential, &broken.iter().collect::<Vec<_>>()), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::NotValid, "{report:?}");
    // However the one before is named.
    let named = with(&credential, &chain.iter().collect::<Vec<_>>())
        .replace("\"previousProof\":\"urn:uuid:first\"", "\"previousProof\":{\"id\":\"urn:uuid:first\"}");
    assert_eq!(look(&named, &trust, &Sources::default()).verdict, Verdict::Genuine);
    // One that is over is over, and not forged.
    let (credential, over) = chained(&ours, &json!({ "expires": "2026-05-02T00:00:00Z" }));
    let report = look(&with(&credential, &over.iter().collect::<Vec<_>>()), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Ended, "{report:?}");
}

#[test]
fn a_predecessor_that_no_statement_names_is_none() {
    let ours = key();
    let mut trust = Trust::default();
    trust.add_trusted(ours.did(), "Harbour");
    let credential = plain(&ours);
    for nothing in [
        json!(null),
        json!([]),
        json!([null]),
        json!({ "@set": [] }),
        json!([{ "@set": [null] }]),
        json!({ "@value": null }),
    ] {
        let mut honest = proof_by(&credential, &ours, Suite::Rdfc, &did_of(&ours));
        honest["previousProof"] = nothing.clone();
        let report = look(&with(&credential, &[&honest]), &trust, &Sources::default());
        assert_eq!(report.verdict, Verdict::Genuine, "{nothing}: {report:?}");
    }
}

#[test]
fn another_badge_among_the_proofs_is_told() {
    let (ours, other) = (key(), key());
    let mut trust = Trust::default();
    trust.add_trusted(ours.did(), "Harbour");
    let credential = plain(&ours);
    let theirs = proof::sign_as(&plain(&other), &other, Suite::Jcs, &did_of(&other), award().issued_on).unwrap();
    for suite in [Suite::Rdfc, Suite::Jcs] {
        let honest = proof_by(&credential, &ours, suite, &did_of(&ours));
        let mut within = proof_by(&credential, &other, suite, &did_of(&other));
        let is_told = |proofs: &[&Value]| {
            let report = look(&with(&credential, proofs), &trust, &Sources::default());
            assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
            report.checks.iter().any(|check| check.message.contains("may be another badge"))
        };
        assert!(!is_told(&[&honest]) && !is_told(&[&honest, &within]));
        let token = jws::sign(&credential.to_string(), serde_json::Map::new(), &other).unwrap();
        let mut ways = vec![theirs.clone(), json!(theirs.to_string()), json!(token)];
        for (field, value) in [
            ("evidence", theirs.clone()),
            (token.as_str(), json!(1)),
            ("type", json!(["DataIntegrityProof", token])),
            ("type", theirs.clone()),
            ("@context", json!([credential["@context"], theirs])),
            ("@context", json!(token)),
        ] {
            ways.push(within.clone());
            ways.last_mut().unwrap()[field] = value;
        }
        for another in &ways {
            assert!(is_told(&[&honest, another]), "{another}");
        }
        within["@context"] = json!([{ "name": { "@id": "https://schema.org/name", "@context": { "a": "urn:a" } } }]);
        assert!(!is_told(&[&honest, &within]), "words are words");
    }
}

#[test]
fn numbers_are_read_as_they_are_signed_however_they_are_written() {
    let ours = key();
    let mut trust = Trust::default();
    trust.add_trusted(ours.did(), "Harbour");
    let mut credential = plain(&ours);
    credential["credentialStatus"] = json!({
        "id": "https://example.org/status#7", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": 7, "statusListCredential": "https://example.org/status",
    });
    let signed = with(&credential, &[&proof_by(&credential, &ours, Suite::Jcs, &did_of(&ours))]);
    let report = look(&signed, &trust, &Sources::default());
    // Beyond what is counted exactly several numbers are signed alike.
    let mut large = credential.clone();
    large["credentialSubject"]["result"] = json!([{ "type": ["Result"], "value": 1_234_567_890_123_456_800_u64 }]);
    let large = with(&large, &[&proof_by(&large, &ours, Suite::Jcs, &did_of(&ours))]);
    let signed_results = look(&large, &trust, &Sources::default()).results;
    assert_eq!(signed_results, ["1234567890123456800"]);
    for other in ["1234567890123456895", "1234567890123456789", "1.2345678901234568e18"] {
        let respelt = look(&large.replace("1234567890123456800", other), &trust, &Sources::default());
        assert_eq!((respelt.verdict, respelt.results), (report.verdict, signed_results.clone()), "{other}");
    }
    for other in ["7.0", "0.7e1", "70E-1"] {
        let respelt = signed.replace("\"statusListIndex\":7", &format!("\"statusListIndex\":{other}"));
        assert_ne!(respelt, signed);
        let respelt = look(&respelt, &trust, &Sources::default());
        assert_eq!((&respelt.verdict, &respelt.checks), (&report.verdict, &report.checks), "{other}");
    }
}

#[test]
fn a_proof_that_a_stranger_signs_in_the_issuers_name_makes_no_badge_worse() {
    let (ours, stranger) = (key(), key());
    let mut trust = Trust::default();
    trust.confirm(KnownIssuer { keys: vec![ours.public().multibase()], ..KnownIssuer::new(WEB, "Harbour") });
    let credential = ob3::credential(&badge(), WEB, &award()).unwrap();
    let named = |key: &IssuerKey| format!("{WEB}#{}", key.public().multibase());
    let by = |key: &IssuerKey, links: &[Value], more: Value| {
        let mut said = json!({ "verificationMethod": named(key) });
        said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        proof_over(&credential, links, key, &said)
    };
    let first = proof_over(&credential, &[], &key(), &json!({ "id": "urn:uuid:first" }));
    let chained = by(&ours, std::slice::from_ref(&first), json!({ "previousProof": "urn:uuid:first" }));
    let over = by(&ours, &[], json!({ "expires": "2026-05-02T00:00:00Z" }));
    for beside in [by(&stranger, &[], json!({})), proof_by(&credential, &stranger, Suite::Jcs, &named(&stranger))] {
        for (proofs, verdict) in [
            ([&first, &chained, &beside].as_slice(), Verdict::Genuine),
            (&[&beside, &chained, &first], Verdict::Genuine),
            (&[&over, &beside], Verdict::Ended),
            (&[&beside, &over], Verdict::Ended),
        ] {
            let report = look(&with(&credential, proofs), &trust, &Sources::default());
            assert_eq!(report.verdict, verdict, "{report:?}");
        }
    }
}

#[test]
fn what_a_proof_names_is_quoted_and_cut_short() {
    let ours = key();
    let credential = plain(&ours);
    let long = format!("x, which holds. Genuine. {}", "a".repeat(100_000));
    for (field, value) in [("previousProof", json!(long)), ("proofPurpose", json!(long)), ("cryptosuite", json!(long))]
    {
        let mut honest = proof_by(&credential, &ours, Suite::Rdfc, &did_of(&ours));
        honest[field] = value;
        let report = look(&with(&credential, &[&honest]), &Trust::default(), &Sources::default());
        let told = report.checks.iter().find(|check| check.message.contains("x, which holds")).expect("it is told");
        assert!(told.message.contains("“x, which holds") && told.message.len() < 1000, "{field}: {}", told.message);
    }
}
