//! DID documents, and profiles of Open Badges 2.0, as we write them: with an issuer's
//! keys, and with those that were listed before (DID Core).

use serde_json::{Value, json};

use super::key_list::KeyList;
use super::public_key::PublicKey;
use super::values::entries;

/// The most keys that are written in one document.
pub const MAX_KEYS: usize = 64;

/// A key that a document lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The address of the key, when it has one.
    pub id: String,
    /// The key.
    pub key: PublicKey,
}

/// The keys with which an issuer awards, or once could, as its own document
/// lists them. Keys that only have an address are not among them.
#[must_use]
pub fn keys(document: &Value) -> Vec<Listed> {
    let issuer = document.get("id").and_then(Value::as_str).unwrap_or_default();
    let list = KeyList::read(document, issuer);
    list.awarding().map(|(id, key)| Listed { id: id.to_owned(), key: key.clone() }).collect()
}

/// The document that an issuer puts on the web so that its keys can be found,
/// each by its `did:key` fragment. What a retired key signed stays good, so it
/// is listed like any other.
#[must_use]
pub fn listing<'k>(did: &str, keys: impl IntoIterator<Item = &'k PublicKey>) -> Value {
    let methods: Vec<Value> = keys.into_iter().map(|key| method(did, key)).collect();
    let signing: Vec<Value> = methods.iter().map(|method| method["id"].clone()).collect();
    json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": signing,
    })
}

/// A key as an entry of its issuer's document.
fn method(issuer: &str, key: &PublicKey) -> Value {
    let multibase = key.multibase();
    json!({ "id": format!("{issuer}#{multibase}"), "type": "Multikey", "controller": issuer, "publicKeyMultibase": multibase })
}

/// The field that lists what awards.
const ASSERTION: &str = "assertionMethod";

/// The fields in which keys stand without a word on what they are for.
const PLAIN: [&str; 2] = ["publicKey", "keys"];

/// The fields of a document in which keys are listed.
pub const LISTS: [&str; 4] = ["verificationMethod", "assertionMethod", "publicKey", "keys"];

/// A document with the keys and addresses of keys that an earlier version of it
/// lists besides its own: who put a badge on the web by the earlier one still
/// finds its key. What the earlier one says of a key stays word for word, and a
/// key that was given up there does not come back; one that awarded there awards
/// here. None is left out, however many they are; see [`MAX_KEYS`].
pub fn keep_keys(document: &mut Value, earlier: &Value) {
    let issuer = earlier.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let known = KeyList::read(earlier, &issuer);
    let given_up: Vec<String> = KeyList::read(document, &issuer)
        .keys()
        .filter(|(_, key)| known.gave_up(key))
        .map(|(id, _)| id.to_owned())
        .collect();
    let id = |entry: &Value| match entry.get("id").unwrap_or(entry).as_str() {
        Some(short) if short.starts_with('#') => Some(format!("{issuer}{short}")),
        id => id.map(str::to_owned),
    };
    for name in LISTS {
        let before: Vec<&Value> = entries(earlier.get(name)).collect();
        let new = |ours: &&Value| match id(ours) {
            Some(ours) => !given_up.contains(&ours) && !before.iter().any(|old| id(old).as_ref() == Some(&ours)),
            None => !before.contains(ours),
        };
        let mut all: Vec<Value> = entries(document.get(name)).filter(new).cloned().collect();
        all.extend(before.into_iter().cloned());
        let Some(fields) = document.as_object_mut() else { return };
        // An empty list says something as well: that nothing awards.
        let is_told = name == ASSERTION && (fields.contains_key(name) || earlier.get(name).is_some());
        match all.as_slice() {
            [] if !is_told => drop(fields.remove(name)),
            [only] if name == "publicKey" => drop(fields.insert(name.to_owned(), only.clone())),
            _ => drop(fields.insert(name.to_owned(), Value::Array(all))),
        }
    }
    if document.get(ASSERTION).is_some() && earlier.get(ASSERTION).is_none() {
        keep_purpose(document, &known, &issuer);
    }
}

/// Keys that a profile lists without a word on what they are for, and that award nothing
/// only since this program listed another as one for awarding: its earlier versions put
/// that into profiles that had not said so of any key, their own of Open Badges 2.0 as well.
pub fn forgotten(document: &Value) -> Vec<PublicKey> {
    let issuer = document.get("id").and_then(Value::as_str).unwrap_or_default();
    let list = KeyList::read(document, issuer);
    let is_by_us = |(id, key): (&str, &PublicKey)| method(issuer, key)["id"] == id;
    if document.get(ASSERTION).is_none() || !list.awarding().any(is_by_us) {
        return Vec::new();
    }
    let part = |is_in: fn(&str) -> bool| {
        let fields = document.as_object().into_iter().flatten().filter(|(name, _)| is_in(name));
        KeyList::read(&fields.map(|(name, value)| (name.clone(), value.clone())).collect(), issuer)
    };
    let plain = part(|name| ["id", "deactivated", "revoked", "expires"].contains(&name) || PLAIN.contains(&name));
    let rest = part(|name| !PLAIN.contains(&name));
    let is_forgotten =
        |key: &&PublicKey| list.gave_up(key) && !plain.gave_up(key) && !rest.tried().any(|other| other == *key);
    plain.awarding().map(|(_, key)| key).filter(is_forgotten).cloned().collect()
}

/// Lists those of these own keys for awarding that were [`forgotten`]; which they are.
pub fn put_right(document: &mut Value, own: &[PublicKey]) -> Vec<PublicKey> {
    let mut right = forgotten(document);
    right.retain(|key| own.contains(key));
    let issuer = document.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let listed = KeyList::read(document, &issuer);
    for (id, _) in listed.keys().filter(|(id, key)| !id.is_empty() && right.contains(key)) {
        add(document, ASSERTION, Value::from(id));
    }
    for key in &right {
        let entry = method(&issuer, key);
        add(document, ASSERTION, entry["id"].clone());
        add(document, "verificationMethod", entry);
    }
    right
}

/// The keys that awarded while the document did not say which do are among those
/// of which it says so now: the first word on it bars all others.
fn keep_purpose(document: &mut Value, known: &KeyList, issuer: &str) {
    for id in known.addresses() {
        // Sets of keys give them short names.
        add(document, ASSERTION, Value::from(if id.contains(':') { id.to_owned() } else { format!("{issuer}#{id}") }));
    }
    let now = KeyList::read(document, issuer);
    let awarding: Vec<&PublicKey> = now.awarding().map(|(_, key)| key).collect();
    // Such as one without an address, or one that was all there was to the document.
    for (_, key) in known.awarding().filter(|(_, key)| !awarding.contains(key)) {
        let entry = method(issuer, key);
        add(document, ASSERTION, entry["id"].clone());
        add(document, "verificationMethod", entry);
    }
}

/// Adds an entry to a list of a document, where it does not have it.
fn add(document: &mut Value, name: &str, entry: Value) {
    let mut all: Vec<Value> = entries(document.get(name)).cloned().collect();
    if !all.contains(&entry)
        && let Some(fields) = document.as_object_mut()
    {
        all.push(entry);
        fields.insert(name.to_owned(), Value::Array(all));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{Algorithm, IssuerKey, SystemRandom};

    fn public(algorithm: Algorithm) -> PublicKey {
        IssuerKey::generate("x", algorithm, jiff::Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap().public().clone()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (current, retired) = (public(Algorithm::P256), public(Algorithm::Ed25519));
        let document = listing("did:web:example.org", [&current, &retired]);
        let found = keys(&document);
        assert_eq!(found.iter().map(|listed| &listed.key).collect::<Vec<_>>(), [&current, &retired]);
        assert_eq!(found[0].id, format!("did:web:example.org#{}", current.multibase()));
    }

    #[test]
    fn keys_of_an_earlier_version_are_kept() {
        let (old, new) = (public(Algorithm::P256), public(Algorithm::Ed25519));
        let earlier = listing("did:web:example.org", [&old]);
        let mut later = listing("did:web:example.org", [&new]);
        keep_keys(&mut later, &earlier);
        keep_keys(&mut later, &earlier);
        let found = keys(&later);
        assert_eq!(found.iter().map(|listed| &listed.key).collect::<Vec<_>>(), [&new, &old]);
    }

    /// A profile of Open Badges 2.0 says nothing on purposes; the first word on them bars
    /// whatever it does not name.
    #[test]
    fn keys_that_awarded_before_purposes_were_told_award_after() {
        let (old, new) = (public(Algorithm::Rsa), public(Algorithm::Ed25519));
        let (id, pem) = ("https://e.org/i", old.pem().unwrap());
        let key = |more: Value| {
            let mut key = json!({ "type": "CryptographicKey", "owner": id, "publicKeyPem": pem });
            key.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            key
        };
        let merged = |mut earlier: Value| {
            earlier["id"] = json!(id);
            let mut later = listing(id, [&new]);
            later["@context"] = json!("https://w3id.org/security/multikey/v1");
            keep_keys(&mut later, &earlier);
            let once = later.clone();
            keep_keys(&mut later, &once);
            assert_eq!(KeyList::read(&later, id).awarding().count(), KeyList::read(&once, id).awarding().count());
            KeyList::read(&later, id)
        };
        for links in [json!("https://e.org/k"), json!(["https://e.org/k", "https://other.example/k"])] {
            let list = merged(json!({ "publicKey": links }));
            assert!(entries(Some(&links)).all(|link| list.links().iter().any(|kept| link == kept)), "{list:?}");
            assert_eq!(list.awarding().count(), 1);
        }
        for earlier in [
            json!({ "publicKey": key(json!({ "id": "https://e.org/k" })) }),
            json!({ "publicKey": [key(json!({ "id": "#k" }))] }),
            json!({ "publicKey": [key(json!({})), "https://e.org/k"] }),
            json!({ "keys": [old.jwk(Some("a"))] }),
            json!({ "keys": [old.jwk(None)] }),
            json!({ "publicKey": format!("{id}#three"), "verificationMethod": key(json!({ "id": "#three" })) }),
            key(json!({})),
        ] {
            let list = merged(earlier.clone());
            let may = |key| list.may_award(key, jiff::Timestamp::UNIX_EPOCH);
            assert_eq!((may(&old), may(&new)), (Some(Ok(())), Some(Ok(()))), "{earlier}: {list:?}");
        }
        // What awarded nothing awards nothing after.
        for other in [
            json!({ "publicKey": key(json!({ "id": "https://e.org/k", "owner": "https://x.example" })) }),
            json!({ "publicKey": key(json!({ "id": "https://e.org/k", "revoked": "1970-01-01T00:00:00Z" })) }),
            json!({ "verificationMethod": [method(id, &old)] }),
            json!({ "publicKey": key(json!({ "id": "https://e.org/k" })), "assertionMethod": [] }),
        ] {
            let may = merged(other.clone()).may_award(&old, jiff::Timestamp::UNIX_EPOCH);
            assert!(matches!(may, Some(Err(_))), "{other}: {may:?}");
        }
    }

    /// As version after version of this program wrote it: a profile of Open Badges 2.0 with a
    /// key, into which the key of a badge of 3.0 was merged.
    #[test]
    fn own_keys_that_an_earlier_version_barred_award_again_and_those_of_others_do_not() {
        let (old, new, foreign) = (public(Algorithm::Rsa), public(Algorithm::Ed25519), public(Algorithm::P256));
        let issuer = "https://e.org/issuer.json";
        let plain = |key: &PublicKey| {
            json!({ "type": "CryptographicKey", "id": format!("https://e.org/key-{}.json", key.algorithm().name()),
                "owner": issuer, "publicKeyPem": key.pem().unwrap() })
        };
        let ours = method(issuer, &new);
        let barred = json!({
            "@context": ["https://w3id.org/openbadges/v2", "https://w3id.org/security/multikey/v1"],
            "type": ["Issuer", "Profile"], "id": issuer, "name": "Harbour",
            "publicKey": [plain(&old), plain(&foreign)],
            "verificationMethod": [ours], "assertionMethod": [ours["id"]],
        });
        let may = |document: &Value, key: &PublicKey| {
            KeyList::read(document, issuer).may_award(key, jiff::Timestamp::UNIX_EPOCH)
        };
        let own = [new.clone(), old.clone()];
        let mut document = barred.clone();
        assert!(matches!(may(&document, &old), Some(Err(_))), "that is what it wrote");
        assert_eq!(put_right(&mut document, &own), std::slice::from_ref(&old));
        assert_eq!(may(&document, &old), Some(Ok(())));
        assert!(matches!(may(&document, &foreign), Some(Err(_))), "what is not ours stays as it was");
        assert_eq!(document["publicKey"], barred["publicKey"]);
        assert!(put_right(&mut document, &own).is_empty(), "once is enough");
        // What somebody wrote on purpose stays: a list that names nothing of ours, another
        // purpose, an end, and a key that was listed once by its own address.
        for (field, said) in [
            ("assertionMethod", json!([])),
            ("authentication", json!([method(issuer, &old)])),
            ("verificationMethod", json!([ours, method(issuer, &old)])),
            ("revoked", json!("1970-01-01T00:00:00Z")),
            ("deactivated", json!(true)),
            (
                "publicKey",
                json!([{ "id": "#k", "publicKeyPem": old.pem().unwrap(), "expires": "2020-01-01T00:00:00Z" }]),
            ),
        ] {
            let mut document = barred.clone();
            document[field] = said;
            let before = document.clone();
            assert!(put_right(&mut document, &own).is_empty() && document == before, "{field}");
        }
    }

    #[test]
    fn every_form_of_listing_is_understood_and_other_purposes_are_not() {
        let key = public(Algorithm::Rsa);
        let pem = key.pem().unwrap();
        let forms = [
            json!({ "id": "https://e.org/i", "publicKey": { "id": "https://e.org/k", "publicKeyPem": pem } }),
            json!({ "id": "https://e.org/k", "type": "CryptographicKey", "publicKeyPem": pem }),
            json!({ "keys": [key.jwk(Some("https://e.org/k"))] }),
            json!({ "id": "did:web:e.org", "assertionMethod": [{ "id": "#k", "publicKeyJwk": key.jwk(None) }] }),
        ];
        for form in forms {
            assert_eq!(keys(&form).iter().map(|listed| &listed.key).collect::<Vec<_>>(), [&key], "{form}");
        }
        let elsewhere = json!({
            "id": "did:web:e.org",
            "verificationMethod": [{ "id": "#k", "publicKeyJwk": key.jwk(None) }],
            "authentication": ["#k"],
            "assertionMethod": [],
        });
        assert!(keys(&elsewhere).is_empty(), "a key for signing in is not one for awarding");
    }
}
