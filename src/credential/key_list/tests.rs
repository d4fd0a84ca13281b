use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::*;
use crate::credential::{Algorithm, IssuerKey, SystemRandom};

const DID: &str = "did:web:e.org";
const METHOD: &str = "did:web:e.org#k";

fn public(algorithm: Algorithm) -> PublicKey {
    IssuerKey::generate("x", algorithm, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap().public().clone()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A DID document with one key, whose entry and which as a whole says this.
fn document(key: &PublicKey, entry: Value, whole: Value) -> Value {
    let mut document = json!({
        "id": DID,
        "verificationMethod": [{ "id": METHOD, "type": "Multikey", "controller": DID, "publicKeyMultibase": key.multibase() }],
        "assertionMethod": [METHOD],
    });
    let add = |to: &mut Value, more: Value| to.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    add(&mut document["verificationMethod"][0], entry);
    add(&mut document, whole);
    document.as_object_mut().unwrap().retain(|_, value| *value != "gone");
    document
}

fn judged(document: &Value, key: &PublicKey) -> Option<Result<(), Barred>> {
    KeyList::read(document, DID).may_award(key, at("2026-01-01T00:00:00Z"))
}

#[test]
fn a_key_counts_only_for_the_purpose_under_which_it_is_listed() {
    let key = public(Algorithm::Ed25519);
    let with = |whole| judged(&document(&key, json!({}), whole), &key);
    assert_eq!(with(json!({})), Some(Ok(())));
    assert_eq!(with(json!({ "assertionMethod": "#k" })), Some(Ok(())), "a short name");
    for whole in [
        json!({ "assertionMethod": "gone" }),
        json!({ "assertionMethod": "gone", "authentication": [METHOD] }),
        json!({ "assertionMethod": [], "capabilityInvocation": [METHOD] }),
        json!({ "assertionMethod": null }),
        json!({ "assertionMethod": ["did:web:e.org#other"] }),
        json!({ "assertionMethod": "gone", "id": "gone" }),
        json!({ "assertionMethod": "gone", "id": "https://e.org/i", "@context": ["https://www.w3.org/ns/did/v1"] }),
    ] {
        assert_eq!(with(whole.clone()), Some(Err(Barred::Purpose)), "{whole}");
    }
    let inside = json!({ "id": DID, "assertionMethod": [{ "id": "#k", "publicKeyJwk": key.jwk(None) }] });
    assert_eq!(judged(&inside, &key), Some(Ok(())), "the key itself stands there");
    let early = json!({ "id": DID, "publicKey": [{ "id": METHOD, "publicKeyMultibase": key.multibase() }] });
    assert_eq!(judged(&early, &key), Some(Err(Barred::Purpose)), "the same in words of before");
    let bare =
        json!({ "publicKey": [{ "id": METHOD, "publicKeyMultibase": key.multibase() }], "authentication": [METHOD] });
    assert_eq!(judged(&bare, &key), Some(Err(Barred::Purpose)), "the same without a word on whose it is");
}

#[test]
fn addresses_of_keys_and_of_hands_are_one_however_they_are_written() {
    let key = public(Algorithm::Ed25519);
    let entry = |id: &str, controller: Value| json!({ "id": id, "controller": controller, "publicKeyMultibase": key.multibase() });
    let (plain, page) = ("did:web:e.org", "https://e.org/i.json");
    for (issuer, id, controller, assertion) in [
        (plain, "did:web:E.org#k", json!("did:web:E.org"), json!("did:web:e.org#k")),
        (plain, "did:web:e.org#k", json!(plain), json!(["did:web:E.ORG#k"])),
        (plain, "#k", json!(plain), json!([{ "id": "#k" }])),
        (plain, "k", json!({ "id": plain }), json!("#k")),
        ("https://e.org", "https://e.org#k", json!([{ "id": "https://E.org/" }]), json!("https://e.org/#k")),
        (page, "#k", json!("did:web:e.org"), json!("#k")),
        ("https://e.org:8443/i", "#k", json!("did:web:E.org%3A8443"), json!("#k")),
    ] {
        let document =
            json!({ "id": issuer, "verificationMethod": [entry(id, controller)], "assertionMethod": assertion });
        let judged = KeyList::read(&document, issuer).may_award(&key, Timestamp::UNIX_EPOCH);
        assert_eq!(judged, Some(Ok(())), "{document}");
    }
    for (issuer, controller) in [
        (page, json!("did:web:e.org:users:eve")),
        (page, json!("did:web:e.or")),
        (page, json!("did:web:e.org%3A8443")),
        (page, json!("did:web:i.json")),
        ("https://e.org.eve.example/i", json!("did:web:e.org")),
        ("http://e.org/i", json!("did:web:e.org")),
        (plain, json!({ "id": "did:web:eve.example" })),
        (plain, json!({})),
    ] {
        let document =
            json!({ "id": issuer, "verificationMethod": [entry("#k", controller)], "assertionMethod": "#k" });
        let judged = KeyList::read(&document, issuer).may_award(&key, Timestamp::UNIX_EPOCH);
        assert!(matches!(judged, Some(Err(Barred::Controller(_)))), "{document}: {judged:?}");
    }
}

#[test]
fn what_is_said_inside_a_key_of_its_end_counts() {
    let key = public(Algorithm::Ed25519);
    for (field, value) in
        [("revoked", json!(true)), ("expires", json!("2020-01-01T00:00:00Z")), ("deactivated", json!(true))]
    {
        let mut jwk = key.jwk(None);
        jwk[field] = value;
        let entry = json!({ "publicKeyJwk": jwk, "publicKeyMultibase": "gone" });
        let mut document = document(&key, entry, json!({}));
        document["verificationMethod"][0].as_object_mut().unwrap().remove("publicKeyMultibase");
        assert!(matches!(judged(&document, &key), Some(Err(_))), "{field}");
    }
}

#[test]
fn profiles_and_sets_of_keys_say_nothing_else_and_count() {
    let key = public(Algorithm::Rsa);
    let pem = key.pem().unwrap();
    let issuer = "https://e.org/i";
    for form in [
        json!({ "id": issuer, "publicKey": { "id": "https://e.org/k", "owner": issuer, "publicKeyPem": pem } }),
        json!({ "id": "https://e.org/k", "type": "CryptographicKey", "owner": issuer, "publicKeyPem": pem }),
        json!({ "keys": [key.jwk(Some("k"))] }),
        key.jwk(Some("k")),
    ] {
        let judged = KeyList::read(&form, issuer).may_award(&key, Timestamp::UNIX_EPOCH);
        assert_eq!(judged, Some(Ok(())), "{form}");
    }
    let mut for_secrets = key.jwk(Some("k"));
    for_secrets["use"] = json!("enc");
    let set = json!({ "keys": [for_secrets] });
    assert_eq!(KeyList::read(&set, issuer).may_award(&key, Timestamp::UNIX_EPOCH), Some(Err(Barred::Purpose)));
    let linked = KeyList::read(&json!({ "id": issuer, "publicKey": ["https://e.org/k"] }), issuer);
    assert_eq!(linked.links(), ["https://e.org/k"]);
    let bound = json!({ "id": issuer, "publicKey": "https://e.org/k", "assertionMethod": [] });
    assert!(KeyList::read(&bound, issuer).links().is_empty());
}

#[test]
fn what_is_given_up_or_in_other_hands_signs_nothing() {
    let key = public(Algorithm::Ed25519);
    let with = |entry, whole| judged(&document(&key, entry, whole), &key).unwrap();
    for fine in [
        json!({ "revoked": "2026-01-02T00:00:00Z" }),
        json!({ "revoked": false }),
        json!({ "expires": "2027-01-01T00:00:00Z" }),
        json!({ "expires": "9999-12-31T23:59:59Z" }),
        json!({ "controller": [DID, "did:web:other.org"] }),
    ] {
        assert_eq!(with(fine.clone(), json!({})), Ok(()), "{fine}");
    }
    assert!(matches!(with(json!({ "revoked": "2026-01-01T00:00:00Z" }), json!({})), Err(Barred::Revoked(_))));
    assert!(matches!(with(json!({ "expires": "2025-01-01T00:00:00Z" }), json!({})), Err(Barred::Expired(_))));
    for unread in [json!(null), json!(true), json!("soon"), json!([]), json!(5), json!({ "at": "2030-01-01" })] {
        for field in ["revoked", "expires"] {
            let judged = with(json!({ field: unread }), json!({}));
            assert!(matches!(judged, Err(Barred::Unreadable(_))), "{field} {unread}");
        }
    }
    for hands in [json!("did:web:other.org"), json!(null), json!([]), json!(["did:web:other.org"])] {
        let judged = with(json!({ "controller": hands }), json!({}));
        assert!(matches!(judged, Err(Barred::Controller(_))), "{hands}");
    }
    for deactivated in [json!(true), json!("true"), json!(null), json!(1)] {
        assert_eq!(with(json!({}), json!({ "deactivated": deactivated })), Err(Barred::Deactivated));
    }
    assert_eq!(with(json!({}), json!({ "deactivated": false })), Ok(()));
}

#[test]
fn no_key_counts_longer_than_the_document_that_lists_it() {
    let key = public(Algorithm::Ed25519);
    let with = |entry, whole| judged(&document(&key, entry, whole), &key).unwrap();
    let (over, later) = (json!("2025-06-01T00:00:00Z"), json!("2027-01-01T00:00:00Z"));
    assert!(matches!(with(json!({}), json!({ "revoked": over })), Err(Barred::Revoked(_))));
    assert!(matches!(with(json!({}), json!({ "expires": over })), Err(Barred::Expired(_))));
    assert!(matches!(with(json!({}), json!({ "revoked": true })), Err(Barred::Unreadable(_))));
    assert!(matches!(with(json!({ "revoked": later }), json!({ "revoked": over })), Err(Barred::Revoked(_))));
    assert!(matches!(with(json!({ "revoked": over }), json!({ "revoked": later })), Err(Barred::Revoked(_))));
    assert_eq!(with(json!({ "deactivated": true }), json!({})), Err(Barred::Deactivated));
    for fine in [json!({ "revoked": later }), json!({ "expires": later }), json!({ "revoked": false })] {
        assert_eq!(with(json!({}), fine.clone()), Ok(()), "{fine}");
    }
    // A copy in the hands of others, for whatever they use it.
    let mut copied = document(&key, json!({}), json!({}));
    let copy = json!({ "id": "#copy", "controller": "did:web:other.org", "publicKeyMultibase": key.multibase() });
    copied["verificationMethod"].as_array_mut().unwrap().push(copy);
    assert!(matches!(judged(&copied, &key), Some(Err(Barred::Controller(_)))));
}

#[test]
fn a_key_and_who_controls_it_are_known_however_their_host_is_written() {
    let key = public(Algorithm::Ed25519);
    let written = document(&key, json!({ "controller": "did:web:E.org." }), json!({}));
    assert_eq!(judged(&written, &key), Some(Ok(())));
    assert!(KeyList::read(&written, DID).find("did:web:E.ORG%3A443#k").is_some());
}

#[test]
fn every_form_of_a_key_is_read_or_named() {
    let key = public(Algorithm::Ed25519);
    let PublicKey::Ed25519(raw) = &key else { panic!("an Ed25519 key") };
    let bytes = raw.as_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let coded = bs58::encode(bytes).into_string();
    for (kind, field, text) in [
        ("Ed25519VerificationKey2018", "publicKeyBase58", coded.clone()),
        ("Ed25519VerificationKey2018", "publicKeyHex", hex.clone()),
        ("Ed25519VerificationKey2018", "publicKeyHex", format!("0x{hex}")),
        ("Ed25519VerificationKey2018", "publicKeyBase64", base64::engine::general_purpose::STANDARD.encode(bytes)),
        ("Ed25519VerificationKey2020", "publicKeyMultibase", key.multibase()),
        ("Ed25519VerificationKey2020", "publicKeyMultibase", format!("z{coded}")),
        ("Multikey", "publicKeyMultibase", format!("u{}", URL_SAFE_NO_PAD.encode([&[0xed, 1], &bytes[..]].concat()))),
        ("Multikey", "publicKeyMultibase", format!("fed01{hex}")),
        ("Multikey", "publicKeyMultibase", format!("F{}", format!("ed01{hex}").to_uppercase())),
    ] {
        let entry = json!({ "id": METHOD, "type": kind, field: text });
        assert_eq!(super::form::key(&entry), Some(Ok(key.clone())), "{entry}");
    }
    for (entry, named) in [
        (json!({ "type": "X25519KeyAgreementKey2019", "publicKeyBase58": coded }), "X25519KeyAgreementKey2019"),
        (
            json!({ "type": "EcdsaSecp256k1VerificationKey2019", "publicKeyHex": "02aa" }),
            "EcdsaSecp256k1VerificationKey2019",
        ),
        (json!({ "publicKeyJwk": { "kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA" } }), "EC secp256k1"),
        (json!({ "publicKeyJwk": { "kty": "EC", "crv": "P-521", "x": "AA", "y": "AA" } }), "EC P-521"),
        (json!({ "blockchainAccountId": "eip155:1:0xab" }), "blockchainAccountId"),
    ] {
        assert_eq!(super::form::key(&entry), Some(Err(PublicKeyError::OtherKind(named.into()))), "{entry}");
    }
    for unread in [
        json!({ "type": "Bls12381G2Key2020", "publicKeyOther": "z1" }),
        json!({ "publicKeyJwk": { "x5c": ["AA"] } }),
        json!({ "publicKeyJwk": [key.jwk(None)] }),
        json!({ "publicKeyMultibase": format!("k{coded}") }),
        json!({ "publicKeyHex": hex }),
    ] {
        let read = super::form::key(&unread);
        assert!(matches!(&read, Some(Err(error)) if error.may_be_of_any_kind()), "{unread}: {read:?}");
    }
    // Whoever reads the document could sign with it, however its secret is written.
    for secret in ["secretKeyMultibase", "privateKeyMultibase", "privateKeyBase58", "privateKeyJwk", "privateKeyHex"] {
        let entry = json!({ "publicKeyMultibase": key.multibase(), secret: "z1" });
        assert_eq!(super::form::key(&entry), Some(Err(PublicKeyError::Secret)), "{secret}");
    }
    let both = json!({ "publicKeyMultibase": key.multibase(), "publicKeyJwk": key.jwk(None) });
    assert_eq!(super::form::key(&both), Some(Ok(key.clone())));
    let differ = json!({ "publicKeyMultibase": key.multibase(), "publicKeyJwk": public(Algorithm::P256).jwk(None) });
    assert!(matches!(super::form::key(&differ), Some(Err(PublicKeyError::Damaged(_)))));
}

#[test]
fn a_key_is_found_by_its_address_or_its_short_name() {
    let (one, two) = (public(Algorithm::Ed25519), public(Algorithm::P256));
    let set = KeyList::read(&json!({ "keys": [one.jwk(Some("a")), two.jwk(Some("b"))] }), DID);
    assert_eq!(set.find("did:web:e.org#b"), Some(&Ok(two)));
    assert_eq!(set.find("did:web:e.org"), None, "two keys, and neither is named");
    let document = document(&one, json!({}), json!({}));
    assert_eq!(KeyList::read(&document, DID).find(METHOD), Some(&Ok(one.clone())));
    assert_eq!(KeyList::read(&document, DID).find(DID), Some(&Ok(one)));
}

#[test]
fn one_place_that_gave_a_key_up_decides_whatever_other_places_say() {
    let key = public(Algorithm::P256);
    for given_up in [
        json!({ "revoked": "2025-12-01T00:00:00Z" }),
        json!({ "expires": "2025-12-01T00:00:00Z" }),
        json!({ "revoked": true }),
        json!({ "controller": "did:web:other.org" }),
    ] {
        let good = document(&key, json!({}), json!({}));
        let mut copy = document(&key, given_up.clone(), json!({}))["verificationMethod"][0].clone();
        copy["id"] = json!("#other");
        for first in [false, true] {
            let mut both = good.clone();
            both["verificationMethod"].as_array_mut().unwrap().insert(usize::from(!first), copy.clone());
            both["assertionMethod"] = json!([METHOD, "#other"]);
            assert!(judged(&both, &key).unwrap().is_err(), "{given_up}");
            both["assertionMethod"] = json!([METHOD]);
            let is_purpose = judged(&both, &key) == Some(Ok(()));
            assert!(!is_purpose || given_up.get("controller").is_some(), "{given_up}: for no purpose at all");
        }
    }
    let mut twice = document(&key, json!({}), json!({}));
    let mut copy = twice["verificationMethod"][0].clone();
    copy["id"] = json!("#login");
    twice["verificationMethod"].as_array_mut().unwrap().insert(0, copy);
    assert_eq!(judged(&twice, &key), Some(Ok(())), "listed for something else as well");
}

#[test]
fn what_a_resolver_answers_and_the_ends_of_web_keys_are_read() {
    let key = public(Algorithm::Ed25519);
    let answer = |metadata: Value| {
        let document = document(&key, json!({}), json!({}));
        KeyList::read(&json!({ "didDocument": document, "didDocumentMetadata": metadata }), DID)
    };
    assert_eq!(answer(json!({})).may_award(&key, Timestamp::UNIX_EPOCH), Some(Ok(())));
    let gone = answer(json!({ "deactivated": true })).may_award(&key, Timestamp::UNIX_EPOCH);
    assert_eq!(gone, Some(Err(Barred::Deactivated)));
    // Wherever in its answer a resolver says it.
    for beside in [
        json!({ "deactivated": true }),
        json!({ "revoked": "2020-01-01T00:00:00Z" }),
        json!({ "didDocumentMetadata": [{ "deactivated": true }] }),
        json!({ "didDocumentMetadata": { "expires": "1970-01-01T00:00:00Z" } }),
        json!({ "didResolutionMetadata": { "deactivated": true } }),
        json!({ "didResolutionMetadata": { "error": "notFound" } }),
        json!({ "didDocumentMetadata": { "error": "notFound" } }),
        json!({ "error": "notFound" }),
    ] {
        let mut answer = json!({ "didDocument": document(&key, json!({}), json!({})) });
        answer.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
        let judged = KeyList::read(&answer, DID).may_award(&key, at("2026-03-14T10:00:00Z"));
        assert_ne!(judged, Some(Ok(())), "{beside}");
        assert!(!in_force(&answer, at("2026-03-14T10:00:00Z")) || beside.to_string().contains("error"));
    }
    let mut jwk = key.jwk(Some("a"));
    for (nbf, may) in [(json!(1_000_000_000), true), (json!(2_000_000_000), false), (json!("soon"), false)] {
        jwk["nbf"] = nbf;
        let judged = KeyList::read(&json!({ "keys": [jwk] }), DID).may_award(&key, at("2026-03-14T10:00:00Z")).unwrap();
        assert_eq!(judged.is_ok(), may, "{judged:?}");
    }
    jwk.as_object_mut().unwrap().remove("nbf");
    // Whichever of two ways to write one key says that it was given up.
    for ended in ["publicKeyJwk", "publicJwk"] {
        let mut entry = json!({ "id": METHOD, "publicKeyJwk": key.jwk(None), "publicJwk": key.jwk(None) });
        entry[ended]["revoked"] = json!("2025-01-01T00:00:00Z");
        let document = json!({ "id": DID, "verificationMethod": [entry], "assertionMethod": [METHOD] });
        let judged = judged(&document, &key);
        assert!(matches!(judged, Some(Err(Barred::Revoked(_)))), "{ended}: {judged:?}");
    }
    for (exp, may) in [(json!(2_000_000_000), true), (json!(1_000_000_000), false), (json!("soon"), false)] {
        jwk["exp"] = exp;
        let at = "2026-03-14T10:00:00Z".parse().unwrap();
        let judged = KeyList::read(&json!({ "keys": [jwk] }), DID).may_award(&key, at).unwrap();
        assert_eq!(judged.is_ok(), may, "{judged:?}");
    }
}

#[test]
fn a_key_of_a_long_list_is_found_however_its_identifier_is_written() {
    let id = |i: usize| format!("did:web:Issuer-{i}.Example#k{i}");
    let keys: Vec<Value> =
        (0..256).map(|i| json!({ "id": id(i), "type": "Multikey", "publicKeyMultibase": "zDamaged" })).collect();
    let list = KeyList::read(&json!({ "id": "did:web:e.example", "verificationMethod": keys }), "did:web:e.example");
    assert!(list.find("did:web:issuer-255.example#k255").is_some(), "however it is written");
    assert!(list.find("did:web:nobody.example#k").is_none());
}

/// Open Badges 2.0: `publicKey` is the key of the profile, wherever in it that stands.
#[test]
fn a_key_that_a_profile_names_as_its_own_awards_where_it_stands() {
    let (key, other) = (public(Algorithm::Ed25519), public(Algorithm::Ed25519));
    let issuer = "https://e.org/issuer.json";
    let method = |id: &str, key: &PublicKey| json!({ "id": id, "type": "Multikey", "controller": issuer, "publicKeyMultibase": key.multibase() });
    let full = format!("{issuer}#three");
    for (id, named) in [(full.as_str(), full.as_str()), ("#three", &full), (&full, "#three"), ("#three", "#three")] {
        for named in [json!(named), json!([named])] {
            let profile = json!({ "id": issuer, "publicKey": named,
                "verificationMethod": [method("#two", &other), method(id, &key)] });
            let list = KeyList::read(&profile, issuer);
            let may = |key| list.may_award(key, Timestamp::UNIX_EPOCH);
            assert_eq!((may(&key), may(&other)), (Some(Ok(())), Some(Err(Barred::Purpose))), "{profile}");
            assert!(list.links().is_empty(), "{profile}");
            // Once it says what its keys are for, that counts.
            let mut bound = profile.clone();
            bound["assertionMethod"] = json!(["#two"]);
            let list = KeyList::read(&bound, issuer);
            let may = |key| list.may_award(key, Timestamp::UNIX_EPOCH);
            assert_eq!((may(&key), may(&other)), (Some(Err(Barred::Purpose)), Some(Ok(()))), "{bound}");
            // Nor is it a word of a DID document, which has to say what each key is for.
            let mut did = profile.clone();
            did["@context"] = json!(["https://www.w3.org/ns/did/v1"]);
            assert_eq!(KeyList::read(&did, issuer).may_award(&key, Timestamp::UNIX_EPOCH), Some(Err(Barred::Purpose)));
        }
    }
}

#[test]
fn an_address_with_a_fragment_names_one_key_of_a_document() {
    let (ours, other) = (public(Algorithm::Ed25519), public(Algorithm::P256));
    let (issuer, at) = ("https://e.org/i", "https://platform.example/keys.json");
    let naming = KeyList::read(&json!({ "id": issuer, "publicKey": format!("{at}#one") }), issuer);
    let awards = |document: &Value, address: &str| {
        let named = KeyList::read(document, issuer).named_by(&naming, address);
        [&ours, &other].map(|key| named.may_award(key, Timestamp::UNIX_EPOCH) == Some(Ok(())))
    };
    let method =
        |id: &str, key: &PublicKey| json!({ "id": id, "type": "Multikey", "publicKeyMultibase": key.multibase() });
    let set = json!({ "keys": [ours.jwk(Some("one")), other.jwk(Some("two"))] });
    for document in [
        set.clone(),
        json!({ "keys": [ours.jwk(Some(&format!("{at}#one"))), other.jwk(Some("two"))] }),
        json!({ "id": at, "publicKey": [method("#one", &ours), method("#two", &other)] }),
        json!({ "publicKey": [method("#one", &ours), method("#two", &other)] }),
        json!({ "id": at, "verificationMethod": [method("#one", &ours), method("#two", &other)], "assertionMethod": ["#one", "#two"] }),
    ] {
        assert_eq!(awards(&document, &format!("{at}#one")), [true, false], "{document}");
        assert_eq!(awards(&document, &format!("{at}#two")), [false, true], "{document}");
        assert_eq!(awards(&document, &format!("{at}#three")), [false, false], "{document}");
    }
    assert_eq!(awards(&set, at), [true, true], "the whole of it");
    // What is a key alone needs no name of its own; one that has another name is another.
    assert_eq!(awards(&ours.jwk(None), &format!("{at}#one")), [true, false]);
    assert_eq!(awards(&json!({ "keys": [other.jwk(Some("two"))] }), &format!("{at}#one")), [false, false]);
    // Given up under another name it is given up, and under another name it awards nothing.
    let mut given_up = ours.jwk(Some("old"));
    given_up["exp"] = json!(-1_000);
    let copied = json!({ "keys": [ours.jwk(Some("one")), given_up] });
    assert_eq!(awards(&copied, &format!("{at}#one")), [false, false]);
    let mut secret = ours.jwk(Some("one"));
    secret["use"] = json!("enc");
    let copied = json!({ "keys": [secret, ours.jwk(Some("two"))] });
    assert_eq!(awards(&copied, &format!("{at}#one")), [false, false]);
}
