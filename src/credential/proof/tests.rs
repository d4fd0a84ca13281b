use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::rdf;
use super::suite::Hash;
use super::unsigned::Unsigned;
use super::{Against, Checked, Document, ProofError, Work, sign};
use crate::credential::contexts;
use crate::credential::did;
use crate::credential::random::SystemRandom;
use crate::credential::strict::{Words, said};
use crate::credential::{Algorithm, IssuerKey};

pub(crate) mod ecdsa;

fn at() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

fn key() -> IssuerKey {
    IssuerKey::generate("Harbour Trust", Algorithm::Ed25519, at(), &mut SystemRandom).unwrap()
}

fn credential(issuer: &str) -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:7b0d4a7e-3b0e-4d59-9f3e-5f4d1e9a9b11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Kite Maker",
        "issuer": { "id": issuer, "type": ["Profile"], "name": "Harbour Trust" },
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:example:amy",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:2f0c0c9c-4f9c-4f4c-8c0f-2f0c0c9c4f9c",
                "type": ["Achievement"],
                "name": "Kite Maker",
                "description": "Built a kite.",
                "criteria": { "narrative": "- Earner has built a kite.\n- Earner has flown it." },
                "tag": ["kites", "crafts"],
                "creditsAvailable": 1.5,
                "alignment": [
                    { "type": ["Alignment"], "targetName": "Crafts", "targetUrl": "https://example.org/crafts" },
                    { "type": ["Alignment"], "targetName": "Wind", "targetUrl": "https://example.org/wind" }
                ]
            }
        }
    })
}

fn signed() -> Value {
    let key = key();
    sign(&credential(&key.did()), &key, at()).unwrap()
}

/// A credential signed as a text by somebody who does not ask what its words mean.
pub(crate) fn sign_text(credential: &Value, key: &IssuerKey, created: Timestamp) -> Value {
    let mut proof = json!({
        "@context": credential["@context"], "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022",
        "created": created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "verificationMethod": did::verification_method(key.public()), "proofPurpose": "assertionMethod",
    });
    let (document, work) = (Document::of(credential).unwrap(), Work::default());
    let unsigned = Unsigned::new(&document, contexts::bundled_only(), &work);
    let message = unsigned.text_message(proof.as_object().unwrap(), Hash::Sha256).unwrap();
    proof["proofValue"] = format!("z{}", bs58::encode(key.sign(&message).unwrap()).into_string()).into();
    let mut signed = credential.clone();
    signed["proof"] = json!([proof]);
    signed
}

fn verify(signed: &Value) -> Result<Vec<Checked>, ProofError> {
    let document = Document::of(signed).ok_or(ProofError::Missing)?;
    Ok(super::verify(&document, &Against::new(at(), &did::public_key))?.proofs)
}

/// A proof over a credential and these proofs of it.
pub(crate) fn proof_over(credential: &Value, links: &[Value], key: &IssuerKey, more: &Value) -> Value {
    let mut proof = json!({
        "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-05-01T00:00:00Z",
        "verificationMethod": did::verification_method(key.public()), "proofPurpose": "assertionMethod",
    });
    proof.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let mut signed = credential.clone();
    signed["proof"] = json!(links);
    let (document, work) = (Document::of(&signed).unwrap(), Work::default());
    let unsigned = match links {
        [] => Unsigned::new(&document, contexts::bundled_only(), &work),
        _ => Unsigned::with_proofs(&document, contexts::bundled_only(), &work),
    };
    let words = unsigned.words().unwrap();
    let options = said(proof.as_object().unwrap(), &words, &[], contexts::bundled_only(), &work).unwrap();
    let message = unsigned.meaning_message(&options, Hash::Sha256).unwrap();
    proof["proofValue"] = format!("z{}", bs58::encode(key.sign(&message).unwrap()).into_string()).into();
    proof
}

#[test]
fn of_proofs_that_share_a_name_the_one_that_was_signed_is_meant_in_any_order() {
    let (ours, other) = (key(), key());
    let plain = credential(&ours.did());
    let named = |key: &IssuerKey| proof_over(&plain, &[], key, &json!({ "id": "urn:uuid:p" }));
    let (first, second) = (named(&ours), named(&other));
    let last = proof_over(&plain, std::slice::from_ref(&first), &ours, &json!({ "previousProof": "urn:uuid:p" }));
    for proofs in [[&first, &second, &last], [&second, &first, &last], [&last, &second, &first]] {
        let mut signed = plain.clone();
        signed["proof"] = json!(proofs);
        let checked = verify(&signed).unwrap();
        assert!(checked.iter().all(|checked| checked.result.is_ok()), "{checked:?}");
    }
    // What was signed with none of them does not hold.
    let mut without = plain.clone();
    without["proof"] = json!([second, last]);
    let checked = verify(&without).unwrap();
    assert!(
        checked.iter().any(|checked| !checked.links.is_empty() && checked.result == Err(ProofError::Altered)),
        "{checked:?}"
    );
    let many: Vec<Value> = (0..14).map(|_| named(&key())).collect();
    let mut crowded = plain.clone();
    let twice = proof_over(&plain, &[], &ours, &json!({ "previousProof": ["urn:uuid:p", "urn:uuid:p"] }));
    crowded["proof"] = [many, vec![twice]].concat().into();
    assert!(verify(&crowded).unwrap().iter().any(|checked| checked.result == Err(ProofError::TooMany)));
}

/// The canonical form of what a document says.
fn canonical(document: &Value) -> Result<String, ProofError> {
    let said = said(document.as_object().unwrap(), &Words::default(), &[], contexts::bundled_only(), &Work::default())?;
    Ok(rdf::lines(&said.statements, Hash::Sha256, &Work::default(), &Ok)?.concat())
}

#[track_caller]
fn only(signed: &Value) -> Checked {
    let mut checked = verify(signed).unwrap();
    assert_eq!(checked.len(), 1);
    checked.remove(0)
}

#[test]
fn what_is_signed_verifies_and_names_its_signer() {
    let key = key();
    let signed = sign(&credential(&key.did()), &key, at()).unwrap();
    let checked = only(&signed);
    assert_eq!(checked.result, Ok(()));
    assert_eq!((checked.suite.as_str(), checked.signer), ("eddsa-rdfc-2022", key.did()));
    assert_eq!(checked.created, Some(at()));
    assert!(signed["proof"].is_array());
}

#[test]
fn order_and_white_space_do_not_matter_and_a_single_proof_may_stand_alone() {
    let mut signed = signed();
    let name = signed.as_object_mut().unwrap().shift_remove("name").unwrap();
    signed["name"] = name;
    signed["credentialSubject"]["achievement"]["tag"].as_array_mut().unwrap().reverse();
    signed["proof"] = signed["proof"][0].clone();
    assert_eq!(only(&signed).result, Ok(()));
}

/// Every place of a document with a text, number or truth value.
fn leaves(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, item)| leaves(item, format!("{pointer}/{i}"), found));
        }
        Value::Object(object) => object.iter().for_each(|(name, item)| {
            leaves(item, format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), found);
        }),
        _ => found.push(pointer),
    }
}

#[test]
fn no_value_anywhere_can_be_changed() {
    let signed = signed();
    let mut places = Vec::new();
    leaves(&signed, String::new(), &mut places);
    assert!(places.len() > 25);
    for place in places {
        let mut changed = signed.clone();
        let leaf = changed.pointer_mut(&place).unwrap();
        *leaf = match leaf {
            Value::String(text) => json!(format!("{text}x")),
            Value::Number(number) => json!(number.as_f64().unwrap() + 1.0),
            other => panic!("{other} at {place}"),
        };
        assert!(only(&changed).result.is_err(), "{place} is not covered");
    }
}

#[test]
fn nothing_can_be_added_or_taken_away() {
    let signed = signed();
    for (place, value) in [
        ("/validUntil", json!("2030-01-01T00:00:00Z")),
        ("/credentialSubject/achievement/mood", json!("calm")),
        ("/issuer/url", json!("https://example.org")),
        ("/credentialSubject/achievement/criteria/id", json!("https://example.org")),
    ] {
        let mut changed = signed.clone();
        let (parent, field) = place.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[field] = value;
        assert!(only(&changed).result.is_err(), "{place}");
    }
    for (parent, field) in [("", "validFrom"), ("/issuer", "name"), ("/credentialSubject", "id")] {
        let mut changed = signed.clone();
        changed.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(field);
        assert!(only(&changed).result.is_err(), "{parent}/{field}");
    }
}

#[test]
fn signing_refuses_what_a_signature_would_not_cover() {
    let key = key();
    let mut document = credential(&key.did());
    document["credentialSubject"]["achievement"]["mood"] = json!("calm");
    let error = sign(&document, &key, at()).unwrap_err();
    assert!(error.to_string().contains("credentialSubject.achievement.mood"), "{error}");
    assert!(sign(&signed(), &key, at()).is_err(), "twice");
}

#[test]
fn the_proof_itself_is_checked() {
    let signed = signed();
    let with = |field: &str, value: Value| {
        let mut changed = signed.clone();
        changed["proof"][0][field] = value;
        only(&changed).result.unwrap_err()
    };
    assert!(matches!(with("proofPurpose", json!("authentication")), ProofError::Purpose(_)));
    assert!(matches!(with("cryptosuite", json!("bbs-2023")), ProofError::UnknownSuite(_)));
    assert!(matches!(with("type", json!("JsonWebSignature2020")), ProofError::UnknownSuite(_)));
    assert!(matches!(with("previousProof", json!("urn:x")), ProofError::MissingLink(_)));
    // A beginning or an end that nobody signed is none but an alteration.
    assert_eq!(with("created", json!("2027-01-01T00:00:00Z")), ProofError::Altered);
    assert_eq!(with("expires", json!("2026-05-01T00:00:00Z")), ProofError::Altered);
    assert!(matches!(with("expires", json!("soon")), ProofError::Malformed(_)));
    assert!(matches!(with("created", json!(5)), ProofError::Malformed(_)));
    assert!(matches!(with("proofValue", json!("u4hgZ")), ProofError::Malformed(_)));
    assert!(matches!(with("proofValue", json!("z2")), ProofError::Malformed(_)));
    assert!(matches!(with("verificationMethod", json!("did:web:e.org#k")), ProofError::Key(_)));
    assert!(matches!(with("mood", json!("calm")), ProofError::Strict(_)));
    let other = crate::credential::did::verification_method(key().public());
    assert_eq!(with("verificationMethod", json!(other)), ProofError::Altered);
}

#[test]
fn a_field_of_a_proof_that_stands_in_a_list_of_one_says_the_same() {
    for field in ["type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"] {
        let mut listed = signed();
        let plain = only(&listed);
        let value = listed["proof"][0][field].take();
        listed["proof"][0][field] = json!([value]);
        let checked = only(&listed);
        assert_eq!((&checked.result, &checked.suite), (&Ok(()), &plain.suite), "{field}");
        listed["proof"][0][field] = json!([value, "urn:other"]);
        assert!(only(&listed).result.is_err(), "{field}");
    }
    // In a text the list is what was signed.
    let key = key();
    let mut text = sign_text(&credential(&key.did()), &key, at());
    text["proof"][0]["type"] = json!(["DataIntegrityProof"]);
    assert_eq!(only(&text).result, Err(ProofError::Altered));
}

#[test]
fn missing_and_odd_proofs_do_not_pass() {
    for proof in [json!(null), json!([])] {
        let mut changed = signed();
        changed["proof"] = proof;
        assert_eq!(verify(&changed).unwrap_err(), ProofError::Missing);
    }
    for proof in [json!("x"), json!(1), json!({}), json!([[]])] {
        let mut changed = signed();
        changed["proof"] = proof;
        assert!(only(&changed).result.is_err());
    }
    let mut changed = signed();
    changed["proof"] = json!(vec![changed["proof"][0].clone(); 17]);
    assert!(verify(&changed).is_err());
    assert_eq!(verify(&json!([])).unwrap_err(), ProofError::Missing);
}

#[test]
fn parts_that_look_alike_are_told_apart() {
    let key = key();
    let mut document = credential(&key.did());
    document["evidence"] = json!(vec![json!({ "type": ["Evidence"], "name": "Photo" }); 40]);
    let signed = sign(&document, &key, at()).unwrap();
    assert_eq!(only(&signed).result, Ok(()));
}

#[test]
fn the_canonical_form_is_that_of_the_library_whether_parts_look_alike_or_not() {
    use oxrdf::Dataset;
    use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
    let mut alike = credential("did:example:issuer");
    alike["evidence"] = json!(vec![json!({ "type": ["Evidence"], "name": "Photo" }); 3]);
    let mut endorsed = credential("did:example:issuer");
    endorsed["credentialSubject"]["achievement"]["endorsement"] = json!([signed()]);
    let hashes =
        [(Hash::Sha256, CanonicalizationHashAlgorithm::Sha256), (Hash::Sha384, CanonicalizationHashAlgorithm::Sha384)];
    for document in [credential("did:example:issuer"), alike, tangled(2), endorsed] {
        let said =
            said(document.as_object().unwrap(), &Words::default(), &[], contexts::bundled_only(), &Work::default())
                .unwrap();
        for (hash, hash_algorithm) in hashes {
            let mut dataset: Dataset = said.statements.iter().map(oxrdf::Quad::as_ref).collect();
            dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
            let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
            lines.sort_unstable();
            assert_eq!(rdf::lines(&said.statements, hash, &Work::default(), &Ok).unwrap(), lines);
        }
    }
}

/// Two look-alike organisations with so many look-alike parts each.
fn tangled(parts: usize) -> Value {
    let part = json!({ "type": ["IdentifierEntry"], "identifier": "x", "identifierType": "y" });
    let twin = json!({ "type": ["Profile"], "name": "x", "otherIdentifier": vec![part; parts] });
    let mut document = credential("did:example:issuer");
    document["credentialSubject"]["achievement"]["otherIdentifier"] = json!([twin, twin]);
    document
}

/// Processor time of this thread: what a busy machine does not change.
fn cpu_seconds() -> f64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

#[test]
fn a_document_made_to_take_for_ever_is_refused_at_once() {
    for parts in [2, 4, 6, 7, 8, 12, 100, 800] {
        let document = tangled(parts);
        let started = cpu_seconds();
        let result = canonical(&document);
        let took = cpu_seconds() - started;
        assert_eq!(result.is_ok(), parts <= 6, "{parts} look-alike parts: {result:?}");
        assert!(took < 1.5, "{parts} look-alike parts took {took} s");
    }
}

#[test]
fn a_document_crowded_with_words_and_parts_is_done_with_soon() {
    let vocabulary = |words: usize| {
        let words = (0..words).map(|i| (format!("w{i}"), json!(format!("https://example.org/{i}"))));
        let mut words: serde_json::Map<String, Value> = words.collect();
        words.insert(
            "crowd".into(),
            json!({ "@id": "https://example.org/crowd", "@context": { "x": "https://e.org/x" } }),
        );
        Value::Object(words)
    };
    let people: Vec<Value> = (0..900).map(|i| json!({ "type": "Profile", "name": i.to_string() })).collect();
    for (words, crowd, fits) in [
        (600, json!(vec!["x"; 50_000]), false),
        (600, json!(vec!["x"; 2_500]), true),
        (600, json!(people), true),
        (20_000, json!("x"), false),
    ] {
        let mut document = credential("did:example:issuer");
        document["@context"].as_array_mut().unwrap().push(vocabulary(words));
        document["crowd"] = crowd;
        let started = cpu_seconds();
        let result = canonical(&document);
        let took = cpu_seconds() - started;
        assert_eq!(result.is_ok(), fits, "{words} words: {result:?}");
        assert!(took < 3.0, "{words} words took {took} s");
    }
}

/// Fields of every sort: literal, address, list, node, unknown, full address.
const WORDS: &[&str] = &[
    "id",
    "type",
    "name",
    "description",
    "image",
    "tag",
    "criteria",
    "narrative",
    "alignment",
    "targetName",
    "targetUrl",
    "creator",
    "url",
    "mood",
    "caption",
    "version",
    "creditsAvailable",
    "https://example.org/p",
    "@value",
    "@language",
    "@list",
    "@set",
    "evidence",
    "result",
    "validUntil",
    "@graph",
    "hashed",
];

fn any_value() -> impl Strategy<Value = Value> {
    let text = prop::sample::select(vec![
        "https://example.org/x",
        "urn:uuid:1",
        "Alignment",
        "Image",
        "Profile",
        "x",
        "",
        "en",
        "2026-01-01T00:00:00Z",
        "_:b0",
        "../x",
        "did:example:a",
        "@id",
        "schema:x",
    ]);
    let leaf = prop_oneof![
        4 => text.prop_map(Value::from),
        1 => any::<i32>().prop_map(Value::from),
        1 => (0.0..9.0_f64).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let word = prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((word, inner), 0..4).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// The strict check and the RDF that is signed must agree: whatever passes
    /// the check shows in what is signed, so changing it breaks a signature.
    #[test]
    fn whatever_passes_the_strict_check_is_covered(word in prop::sample::select(WORDS.to_vec()), value in any_value()) {
        let mut document = credential("did:example:issuer");
        document["credentialSubject"]["achievement"][word] = value.clone();
        if let Ok(before) = canonical(&document) {
            let mut places = Vec::new();
            leaves(&value, String::new(), &mut places);
            for place in places {
                let mut changed = value.clone();
                let leaf = changed.pointer_mut(&place).unwrap();
                *leaf = match leaf {
                    Value::String(text) => json!(format!("{text}x")),
                    Value::Number(number) => json!(number.as_f64().unwrap() + 1.0),
                    Value::Bool(value) => json!(!*value),
                    _ => continue,
                };
                document["credentialSubject"]["achievement"][word] = changed;
                let after = canonical(&document);
                prop_assert!(after.as_ref() != Ok(&before), "{word}{place} of {value} is not covered");
            }
        }
    }
}
