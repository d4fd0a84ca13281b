use jiff::Timestamp;
use serde_json::{Value, json};

use super::*;
use crate::badge::{Badge, Criteria, Profile, Skill};
use crate::credential::ob3::{self, Award};
use crate::credential::proof::tests::ecdsa::proof_until;
use crate::credential::random::SystemRandom;
use crate::credential::{Algorithm, IssuerKey, Recipient, recipient};

mod added;
mod around;
mod behind;
mod clocks;
mod crowds;
mod described;
mod endorsed;
mod first;
mod forms;
mod inside;
mod keys;
mod limits;
mod lookalikes;
mod meaning;
mod named_keys;
mod older;
mod others;
mod own_keys;
mod parts;
mod read_twice;
mod second;
mod shared_ids;
mod silent;
mod two_of_one;
mod unsigned_words;
mod withdrawn;

/// An issuer on the web, and where its document lies.
const WEB: &str = "did:web:example.org";
const WEB_DOCUMENT: &str = "https://example.org/.well-known/did.json";

fn key_of(algorithm: Algorithm) -> IssuerKey {
    IssuerKey::generate("Our key", algorithm, at(), &mut SystemRandom).unwrap()
}

/// What was fetched from these addresses.
fn fetched(documents: &[(&str, &Value)]) -> Sources {
    let mut sources = Sources::default();
    for (url, document) in documents {
        sources.fetched(*url, Ok(document.to_string().into_bytes()));
    }
    sources
}

fn at() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

fn badge() -> Badge {
    Badge {
        id: "urn:uuid:2f0c0c9c-4f9c-4f4c-8c0f-2f0c0c9c4f9c".into(),
        name: "First Aid Volunteer".into(),
        description: "Earners of this badge have helped.".into(),
        layer: Some("col-2018/demonstrate".into()),
        criteria: Criteria { statements: vec!["Earner has helped.".into()], ..Criteria::default() },
        skills: vec![Skill::named("First aid")],
        issuer: Profile {
            name: "Harbour Community Trust".into(),
            url: "https://example.org".into(),
            ..Profile::default()
        },
        ..Badge::default()
    }
}

fn award() -> Award {
    Award {
        id: "urn:uuid:7b0d4a7e-3b0e-4d59-9f3e-5f4d1e9a9b11".into(),
        recipient: Recipient::Email {
            address: "amy@example.org".into(),
            salt: recipient::salt(&mut SystemRandom).unwrap(),
        },
        name: None,
        issued_on: "2026-03-14T10:00:00Z".parse().unwrap(),
        expires: None,
        evidence: Vec::new(),
        image: None,
        results: Vec::new(),
        status: None,
    }
}

fn key() -> IssuerKey {
    IssuerKey::generate("Our key", Algorithm::Ed25519, at(), &mut SystemRandom).unwrap()
}

fn sign(key: &IssuerKey, award: &Award, at: Timestamp) -> Value {
    let credential = ob3::credential(&badge(), &key.did(), award).unwrap();
    crate::credential::proof::sign(&credential, key, at).unwrap()
}

fn issue(key: &IssuerKey, award: &Award) -> Value {
    sign(key, award, award.issued_on)
}

fn ask(file: &[u8], trust: &Trust, email: Option<&str>) -> Report {
    inspect(file, &InspectOptions { trust, sources: &Sources::default(), at: at(), email })
}

fn verdict(value: &Value) -> Verdict {
    ask(value.to_string().as_bytes(), &Trust::default(), None).verdict
}

fn look(file: &str, trust: &Trust, sources: &Sources) -> Report {
    inspect(file.as_bytes(), &InspectOptions { trust, sources, at: at(), email: None })
}

fn nobody(file: &str, sources: &Sources) -> Report {
    look(file, &Trust::default(), sources)
}

fn alone(file: &str) -> Report {
    nobody(file, &Sources::default())
}

fn plain(key: &IssuerKey) -> Value {
    ob3::credential(&badge(), &key.did(), &award()).unwrap()
}

/// A badge of this issuer, signed on 14 March 2026.
fn signed(issuer: &str, key: &IssuerKey) -> String {
    let credential = ob3::credential(&badge(), issuer, &award()).unwrap();
    crate::credential::proof::sign(&credential, key, award().issued_on).unwrap().to_string()
}

/// The same as a token with this header.
fn token(issuer: &str, key: &IssuerKey, header: Value) -> String {
    let credential = ob3::credential(&badge(), issuer, &award()).unwrap();
    let Value::Object(header) = header else { panic!("a header is an object") };
    crate::credential::jws::sign(&credential.to_string(), header, key).unwrap()
}

/// The message of a check, by its id.
fn said<'a>(report: &'a Report, id: &str) -> &'a Check {
    report.checks.iter().find(|check| check.id == id).unwrap_or_else(|| panic!("no {id} in {report:?}"))
}
