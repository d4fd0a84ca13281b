//! Words that no signature covers, or that are no part of what was signed, where a
//! reader of the file sees them: among the words that it defines, in the header of a
//! token, beside the key of whoever shows it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::*;
use crate::badge::quoted;
use crate::credential::{did, jws, proof, vc_jwt};

const WORDS: &str = "Eve Smith, Doctor of Medicine";

fn trusting(key: &IssuerKey) -> Trust {
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    trust
}

fn unsigned(key: &IssuerKey) -> Value {
    ob3::credential(&badge(), &key.did(), &award()).unwrap()
}

fn messages(report: &Report) -> String {
    report.checks.iter().map(|check| format!("{}\n", check.message)).collect()
}

fn presentation(key: &IssuerKey) -> Value {
    let badge = proof::sign(&unsigned(key), key, at()).unwrap();
    json!({ "@context": ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiablePresentation",
        "verifiableCredential": [badge] })
}

fn header(value: &Value) -> serde_json::Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// Contexts in which words stand that nobody signed, and the word by which they are told.
fn contexts_with_words() -> Vec<(Value, &'static str)> {
    // As short as an address may be.
    let other = json!({ "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
        "credentialSubject": { "id": "did:example:eve" }, "name": "Surgeon" });
    let token = jws::sign(&other.to_string(), serde_json::Map::new(), &key()).unwrap();
    let coded = URL_SAFE_NO_PAD.encode(other.to_string());
    vec![
        (json!({ WORDS: "urn:x:y" }), WORDS),
        (json!({ "x": { "@id": "urn:x:y", "@context": { "y": WORDS } } }), "x"),
        (json!({ "x": { "@id": "urn:x:y", "@context": { "@comment": "Surgeon" } } }), "x"),
        (json!({ "x": { "@id": "urn:x:y", "@context": { "y": { "@id": "urn:y:z", "title": "Surgeon" } } } }), "x"),
        (json!({ "x": { "@id": "urn:x:y", "@context": [{ "y": [WORDS] }] } }), "x"),
        (json!({ "x": { "@id": "urn:x:y", "@container": ["@set", WORDS] } }), "x"),
        (json!({ "x": { "@id": format!("https://e.org/{token}") } }), "x"),
        (json!({ "x": format!("https://e.org/?a=b&badge={token}#c") }), "x"),
        (json!({ "x": { "@id": format!("https://e.org/{coded}") } }), "x"),
        (json!({ "x": { "@id": "urn:x:y", "@context": { "y": { "@id": format!("urn:{coded}/y") } } } }), "x"),
        (json!({ "x": { "@id": "urn:x:y", "@type": format!("https://e.org/{token}") } }), "x"),
    ]
}

#[test]
fn words_in_the_context_of_a_signed_graph_are_told_and_those_that_define_are_not() {
    let key = key();
    let trust = trusting(&key);
    let signed = proof::sign(&unsigned(&key), &key, at()).unwrap();
    let look = |context: &Value, place: &str| {
        let mut file = signed.clone();
        match file.pointer_mut(place).unwrap() {
            Value::Array(list) => list.push(context.clone()),
            inner => inner["@context"] = context.clone(),
        }
        ask(file.to_string().as_bytes(), &trust, None)
    };
    for (context, word) in contexts_with_words() {
        for place in ["/@context", "/credentialSubject/achievement"] {
            let report = look(&context, place);
            assert_eq!(report.verdict, Verdict::Genuine, "{context} {place}: {report:?}");
            let told = format!("{} stands in the words that the file defines", quoted(word));
            assert!(messages(&report).contains(&told), "{context}: {}", messages(&report));
        }
    }
    for context in [
        json!({ "x": "urn:x:y", "z": { "@id": "urn:x:z", "@type": "@id", "@container": ["@set"], "@protected": true } }),
        json!({ "@version": 1.1, "x": { "@id": "urn:x:y", "@context": { "@vocab": "urn:x:", "y": null, "@protected": true } } }),
        json!({ "x": format!("did:jwk:{}#0", URL_SAFE_NO_PAD.encode(r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#)) }),
        json!({ "x": format!("https://e.org/{}#x", "b0f9e06c3a1d5e7f8091a2b3c4d5e6f7".repeat(8)) }),
        json!("https://www.w3.org/ns/credentials/v2"),
    ] {
        let report = look(&context, "/@context");
        assert!(!messages(&report).contains("@context"), "{context}: {}", messages(&report));
    }
}

#[test]
fn words_in_the_context_of_a_presentation_are_told() {
    let key = key();
    let trust = trusting(&key);
    let look = |context: &Value| {
        let mut file = presentation(&key);
        file["@context"].as_array_mut().unwrap().push(context.clone());
        ask(file.to_string().as_bytes(), &trust, None)
    };
    for (context, _) in contexts_with_words() {
        let report = look(&context);
        assert!(messages(&report).contains("“@context” stands there beside the badges"), "{context}: {report:?}");
    }
    let report = look(&json!({ "x": "urn:x:y" }));
    assert!(report.verdict == Verdict::Genuine && !messages(&report).contains("beside"), "{report:?}");
}

#[test]
fn words_in_the_header_of_a_token_are_told() {
    let key = key();
    let trust = trusting(&key);
    let method = did::verification_method(key.public());
    let claims = |token: &str| Value::Object(jws::payload(token).unwrap()).to_string();
    let badge = claims(&vc_jwt::sign(&unsigned(&key), &key, &method).unwrap());
    let mut plain = unsigned(&key);
    plain["type"] = json!(["VerifiableCredential"]);
    let plain = claims(&vc_jwt::sign(&plain, &key, &method).unwrap());
    let usual = json!({ "typ": "JWT", "kid": method, "jwk": key.public().jwk(None) });
    for payload in [badge, plain, presentation(&key).to_string(), json!({ "vp": presentation(&key) }).to_string()] {
        let look = |more: &Value| {
            let mut all = header(&usual);
            all.extend(header(more));
            ask(jws::sign(&payload, all, &key).unwrap().as_bytes(), &trust, None)
        };
        for (field, value) in [
            ("title", json!(WORDS)),
            ("title", json!({ "earner": [WORDS] })),
            ("title", json!({ WORDS: true })),
            ("cty", json!(WORDS)),
            (WORDS, json!(1)),
        ] {
            let report = look(&json!({ field: value }));
            assert!(report.verdict <= Verdict::Genuine, "{field} {value}: {report:?}");
            let told = format!("What is called {} stands in the header of the token", quoted(field));
            assert!(messages(&report).contains(&told), "{field} {value}: {}", messages(&report));
        }
        for more in [json!({}), json!({ "x5t": "a-_b", "x5c": ["MIIB+/=="], "iss": key.did(), "cty": "vc" })] {
            let report = look(&more);
            assert!(!messages(&report).contains("stands in the header"), "{}", messages(&report));
        }
    }
    // A badge in the header of what nobody who awards badges signed may be shown.
    let mut with_badge = header(&usual);
    with_badge.insert("badge".into(), json!({ "name": "Surgeon" }));
    let token = jws::sign(&presentation(&key).to_string(), with_badge, &key).unwrap();
    assert_eq!(ask(token.as_bytes(), &trust, None).verdict, Verdict::Unconfirmed);
}

#[test]
fn words_in_the_header_of_a_token_that_leaves_parts_out_are_told_once() {
    let key = key();
    let trust = trusting(&key);
    let mut claims =
        jws::payload(&vc_jwt::sign(&unsigned(&key), &key, &did::verification_method(key.public())).unwrap());
    claims.as_mut().unwrap()["credentialSubject"]["achievement"]["_sd"] =
        json!(["JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7E"]);
    let token =
        jws::sign(&Value::Object(claims.unwrap()).to_string(), header(&json!({ "title": WORDS })), &key).unwrap();
    for file in [token.clone(), format!("{token}~"), format!("{token}~WyJhIiwgImIiLCAiYyJd~")] {
        let report = ask(file.as_bytes(), &trust, None);
        assert_eq!(report.form.as_deref(), Some("sd-jwt"), "{report:?}");
        let told = messages(&report).matches("“title” stands in the header of the token").count();
        assert_eq!(told, 1, "{}", messages(&report));
    }
}

#[test]
fn words_beside_the_key_of_a_holder_are_told() {
    let key = key();
    let trust = trusting(&key);
    let jwk = |member: &str, value: &Value| {
        let mut jwk = key.public().jwk(None);
        jwk[member] = value.clone();
        json!({ "jwk": jwk })
    };
    let sd_jwt = |cnf: &Value| {
        let claims = json!({ "vct": "https://e.org/badge", "iss": key.did(), "cnf": cnf, "_sd": ["abc"] });
        let token = jws::sign(&claims.to_string(), header(&json!({ "typ": "dc+sd-jwt" })), &key).unwrap();
        ask(format!("{token}~").as_bytes(), &trust, None)
    };
    let shown = |cnf: &Value| {
        let mut file = presentation(&key);
        file["cnf"] = cnf.clone();
        ask(jws::sign(&file.to_string(), serde_json::Map::new(), &key).unwrap().as_bytes(), &trust, None)
    };
    for (member, value) in [("note", json!(WORDS)), ("nonce", json!(WORDS)), (WORDS, json!("x")), ("kid", json!(WORDS))]
    {
        for report in [sd_jwt(&jwk(member, &value)), shown(&jwk(member, &value))] {
            assert!(messages(&report).contains("What is called “cnf”"), "{member} {value}: {}", messages(&report));
        }
    }
    for report in [sd_jwt(&jwk("kid", &json!("did:key:z6Mk#1"))), shown(&jwk("use", &json!("sig")))] {
        assert!(!messages(&report).contains("cnf"), "{}", messages(&report));
    }
}

/// Days and evidence of a file that nobody stands behind are what the file says.
#[test]
fn a_day_that_nobody_signed_is_told_as_the_files_word() {
    let key = key();
    let award = Award { expires: Some("2027-06-30T00:00:00Z".parse().unwrap()), ..award() };
    let file = issue(&key, &award).to_string();
    let dates = |file: &str| said(&ask(file.as_bytes(), &trusting(&key), None), "dates").clone();
    let signed = dates(&file);
    assert!(signed.outcome == Outcome::Pass && signed.message.starts_with("Awarded on"), "{signed:?}");
    let forged = dates(&file.replace("2027-06-30", "2037-06-30"));
    assert_eq!(forged.outcome, Outcome::Note);
    assert!(forged.message.starts_with("So says the file, and nobody"), "{forged:?}");
    assert!(forged.message.contains("holds until 30 June 2037"), "{forged:?}");
    let report = ask(file.replace("2027-06-30", "2037-06-30").as_bytes(), &trusting(&key), None);
    assert!(report.disclaimer().is_some() && ask(file.as_bytes(), &trusting(&key), None).disclaimer().is_none());
}
