//! Our statements against those of an independent JSON-LD processor. It reads
//! every context anew and has no safe mode, so it is no part of the product.

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::Dataset;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{StrictError, Words, said};
use crate::credential::Work;
use crate::credential::contexts::{self, CREDENTIALS_V2, OPEN_BADGES_3};

fn lines(mut dataset: Dataset) -> Vec<String> {
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
    let mut lines: Vec<String> = dataset.iter().map(|quad| quad.to_string()).collect();
    lines.sort_unstable();
    lines
}

fn theirs(document: &Value) -> Vec<String> {
    let text = document.to_string();
    let parser = JsonLdParser::new().for_slice(&text).with_load_document_callback(|url, _| {
        let document = contexts::text(url).ok_or_else(|| format!("{url} is not bundled"))?;
        Ok(JsonLdRemoteDocument { document: document.into(), document_url: url.into() })
    });
    let mut dataset = Dataset::new();
    for quad in parser {
        dataset.insert(&quad.unwrap());
    }
    lines(dataset)
}

/// What a document says by our own reading.
fn statements(document: &Value) -> Result<Dataset, StrictError> {
    let object = document.as_object().unwrap();
    let said = said(object, &Words::default(), &[], contexts::bundled_only(), &Work::default())?;
    Ok(said.statements.iter().map(oxrdf::Quad::as_ref).collect())
}

#[track_caller]
fn agree(document: &Value) -> usize {
    let ours = lines(statements(document).unwrap_or_else(|error| panic!("{error}: {document:#}")));
    assert_eq!(ours, theirs(document), "{document:#}");
    ours.len()
}

fn credential(more: Value) -> Value {
    let mut document = json!({
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Kite",
        "issuer": { "id": "did:key:z6Mk", "type": ["Profile"], "name": "Harbour" },
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:2", "type": ["Achievement"], "name": "Kite", "description": "Flown.",
                "criteria": { "narrative": "Fly one." },
            },
        },
    });
    for (path, value) in more.as_object().unwrap() {
        let (parent, name) = path.rsplit_once('/').unwrap();
        document.pointer_mut(parent).unwrap()[name] = value.clone();
    }
    document
}

#[test]
fn every_starters_credential_says_the_same() {
    use crate::credential::ob3::{self, Attained, Award, StatusPlace};
    for starter in crate::document::starters() {
        let badge = starter.document("urn:uuid:1".into()).unwrap().badge;
        let award = Award {
            id: "urn:uuid:7".into(),
            recipient: crate::credential::Recipient::Email { address: "amy@example.org".into(), salt: "s".into() },
            name: Some("Amy".into()),
            issued_on: "2026-03-14T10:00:00Z".parse().unwrap(),
            expires: Some("2027-03-14T10:00:00Z".parse().unwrap()),
            evidence: vec!["https://example.org/e".into(), "https://example.org/f".into()],
            image: Some("data:image/png;base64,AAAA".into()),
            results: vec![Attained { result_description: "urn:uuid:8".into(), value: "A".into() }],
            status: Some(StatusPlace { list: "https://example.org/s".into(), index: 7 }),
        };
        assert!(agree(&ob3::credential(&badge, "did:key:z6Mk", &award).unwrap()) > 40);
    }
}

#[test]
fn odd_but_good_documents_say_the_same() {
    let achievement = "/credentialSubject/achievement";
    for more in [
        json!({}),
        json!({ "/name": { "@value": "Kite", "@language": "en-GB" } }),
        json!({ "/name": [{ "@value": "Kite", "@language": "en" }, "Drachen"] }),
        json!({ "/evidence": [], "/awardedDate": null }),
        json!({ "/evidence": [{ "id": "https://e.org/1", "type": ["Evidence"] }, { "id": "https://e.org/1", "type": "Evidence", "name": "x" }] }),
        json!({ format!("{achievement}/creditsAvailable"): 3.5 }),
        json!({ format!("{achievement}/creditsAvailable"): 12 }),
        json!({ format!("{achievement}/creditsAvailable"): 1e3 }),
        json!({ format!("{achievement}/creditsAvailable"): -0.001 }),
        json!({ format!("{achievement}/tag"): ["a", "b", "a"] }),
        json!({ "/credentialSubject/identifier": [{ "type": "IdentityObject", "hashed": true, "identityHash": "x", "identityType": "name" }] }),
        json!({ "/credentialStatus": { "id": "https://e.org/s#1", "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "1", "statusListCredential": "https://e.org/s" } }),
        json!({ "/termsOfUse": { "id": "https://e.org/t", "type": "https://e.org/Terms" } }),
        json!({ format!("{achievement}/endorsement"): [{
            "@context": [CREDENTIALS_V2, OPEN_BADGES_3], "id": "urn:uuid:9", "type": ["VerifiableCredential", "EndorsementCredential"],
            "issuer": { "id": "did:key:z6Mk", "type": ["Profile"] }, "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": { "id": "urn:uuid:2", "type": ["EndorsementSubject"], "endorsementComment": "Good" },
            "proof": [{ "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-01-01T00:00:00Z",
                "verificationMethod": "did:key:z6Mk#z6Mk", "proofPurpose": "assertionMethod", "proofValue": "zAAAA" }],
        }] }),
    ] {
        agree(&credential(more));
    }
}

#[test]
fn words_of_ones_own_say_the_same() {
    let with = |context: Value, extra: Value| {
        let mut document = credential(json!({}));
        document["@context"].as_array_mut().unwrap().push(context);
        for (name, value) in extra.as_object().unwrap() {
            document[name] = value.clone();
        }
        document
    };
    let own = |definition: Value| json!({ "word": definition });
    for (context, extra) in [
        (own(json!("https://e.org/word")), json!({ "word": [true, 5, "x", 1.25] })),
        (own(json!({ "@id": "https://e.org/word", "@type": "@id" })), json!({ "word": "https://e.org/x" })),
        (own(json!({ "@id": "https://e.org/word", "@type": "@vocab" })), json!({ "word": ["VerifiableCredential", "https://e.org/x"] })),
        (own(json!({ "@id": "https://e.org/word", "@type": "@json" })), json!({ "word": { "b": [1, 2.50, null], "a": "é" } })),
        (own(json!({ "@id": "https://e.org/word", "@container": "@list" })), json!({ "word": ["a", "b", { "id": "https://e.org/c" }] })),
        (own(json!({ "@id": "https://e.org/word", "@container": "@list" })), json!({ "word": [] })),
        (own(json!({ "@id": "https://e.org/word", "@container": "@set" })), json!({ "word": "a" })),
        (own(json!({ "@id": "https://e.org/word", "@container": "@language" })), json!({ "word": { "en": ["a", "b"], "de-AT": "c", "@none": "d" } })),
        (own(json!({ "@id": "https://e.org/word", "@language": "fr" })), json!({ "word": ["a", 5] })),
        (json!({ "@language": "de", "word": "https://e.org/word", "plain": { "@id": "https://e.org/plain", "@language": null } }), json!({ "word": "a", "plain": "b" })),
        (own(json!({ "@id": "https://e.org/word", "@type": "http://www.w3.org/2001/XMLSchema#double" })), json!({ "word": [5, 5.5, "5.50"] })),
        (own(json!({ "@id": "https://e.org/word", "@type": "http://www.w3.org/2001/XMLSchema#float" })), json!({ "word": [5, 0.1] })),
        (json!({ "@vocab": "https://e.org/v#" }), json!({ "anything": { "goes": "here", "type": "There" } })),
        (json!({ "e": "https://e.org/", "word": { "@id": "e:word", "@context": { "inner": "https://e.org/inner" } } }), json!({ "word": { "inner": "x" }, "e:other": "y" })),
        (json!({ "word": "https://e.org/word", "Kind": { "@id": "https://e.org/Kind", "@context": { "inner": "https://e.org/inner" } } }),
            json!({ "word": [{ "type": "Kind", "inner": "x", "word": { "id": "https://e.org/y" } }, { "@value": 3 }] })),
    ] {
        agree(&with(context, extra));
    }
}

#[test]
fn published_vectors_and_fixtures_say_the_same() {
    let Some(folder) = std::env::var_os("BADGEWRIGHT_CONFORMANCE") else {
        eprintln!("Left out: BADGEWRIGHT_CONFORMANCE names no folder of vectors.");
        return;
    };
    fn walk(folder: &std::path::Path, seen: &mut usize) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, seen);
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let Ok(mut value) = serde_json::from_str::<Value>(&text) else { continue };
            if let Some(object) = value.as_object_mut() {
                object.remove("proof");
            }
            // What the strict check refuses has no meaning that could be compared.
            if value.get("@context").is_some() && statements(&value).is_ok() {
                agree(&value);
                *seen += 1;
            }
        }
    }
    let mut seen = 0;
    for part in ["vectors", "fixtures", "hostile"] {
        walk(&std::path::Path::new(&folder).join(part), &mut seen);
    }
    assert!(seen > 30, "only {seen} documents were compared");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn numbers_and_texts_say_the_same(number in -1.0e9..1.0e9_f64, whole in any::<i32>(), text in "\\PC{0,20}", flag in any::<bool>()) {
        // More digits than a float has are nobody's meaning: seven are compared.
        let short: f64 = format!("{number:.3}").parse().unwrap();
        let mut document = credential(json!({}));
        document["@context"].as_array_mut().unwrap().push(json!({ "word": "https://e.org/word" }));
        document["word"] = json!([short, whole, text, flag]);
        agree(&document);
    }
}
