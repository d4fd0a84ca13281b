//! What a document says of each of its keys.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::Value;

use super::document::{ASSERTION, WORDS, end, is_deactivated, other, reference};
use super::entry::{Barred, Entry};
use super::form::key;
use crate::credential::dates::{self, Moment};
use crate::credential::issuer_id;
use crate::credential::public_key::signs;
use crate::credential::values::entries;

/// What holds for every key of a document.
pub(super) struct Reader<'a> {
    pub(super) base: &'a str,
    pub(super) issuer: &'a str,
    /// Whether it is a DID document, which has to say what each key is for.
    pub(super) is_did: bool,
    /// The addresses of the keys that award, where it says so, in the one way to write
    /// them.
    pub(super) awarding: Option<HashSet<String>>,
    /// The same of those that it names as its public keys, wherever those stand (Open
    /// Badges 2.0, `publicKey`).
    public: HashSet<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn of(document: &'a Value, issuer: &'a str) -> Self {
        let base = document.get("id").and_then(Value::as_str).unwrap_or_default();
        let context = |url: &str| url.contains("/ns/did/") || url.contains("w3id.org/did/");
        let mut reader = Self {
            base,
            issuer,
            is_did: base.starts_with("did:")
                // One that does not say whose it is follows the rules of the issuer it was found by; a set of
                // keys, or a single key, is no such document.
                || (base.is_empty() && issuer.starts_with("did:") && WORDS.iter().any(|word| document.get(word).is_some()))
                || entries(document.get("@context")).filter_map(Value::as_str).any(context),
            awarding: None,
            public: HashSet::new(),
        };
        let normal = |id: &str| issuer_id::normal(&reader.full(id)).into_owned();
        let named = |list| entries(Some(list)).filter_map(reference).map(normal).collect();
        let awarding = document.get(ASSERTION).map(named);
        let public = document.get("publicKey").map(named).unwrap_or_default();
        (reader.awarding, reader.public) = (awarding, public);
        reader
    }

    pub(super) fn full(&self, id: &str) -> String {
        if id.starts_with('#') { format!("{}{id}", self.base) } else { id.to_owned() }
    }

    /// Whether a key of this address in this field awards.
    pub(super) fn allows(&self, field: &str, id: &str) -> bool {
        let is_among = |named: &HashSet<String>| {
            let has = |id: &str| named.contains(issuer_id::normal(id).as_ref());
            has(id) || has(&format!("{}#{id}", self.base))
        };
        match &self.awarding {
            _ if field == ASSERTION => true,
            Some(named) => is_among(named),
            None if self.is_did => false,
            // Profiles and sets of keys say nothing else about what their keys are for.
            None => field != "verificationMethod" || is_among(&self.public),
        }
    }

    pub(super) fn entry(&self, field: &str, entry: &Value) -> Option<Entry> {
        let key = key(entry)?;
        let id = entry.get("id").or_else(|| entry.get("kid")).and_then(Value::as_str).unwrap_or_default();
        let id = self.full(id);
        let inside: Vec<&Value> = ["publicKeyJwk", "publicJwk"].iter().filter_map(|name| entry.get(*name)).collect();
        let jwks = if inside.is_empty() { vec![entry] } else { inside.clone() };
        let barred = if is_deactivated(entry) || inside.iter().any(|jwk| is_deactivated(jwk)) {
            Some(Barred::Deactivated)
        } else if let Some(hands) = self.other_hands(entry) {
            // Whatever the copy is listed for: a key that others hold is theirs to sign with.
            Some(Barred::Controller(hands))
        } else if !self.allows(field, &id) || !jwks.iter().all(|jwk| signs(jwk)) {
            Some(Barred::Purpose)
        } else {
            None
        };
        // Some say it beside the key, some inside.
        let first = |moments: &mut dyn Iterator<Item = Moment>| {
            moments.fold(Moment::Absent, |so_far, next| so_far.and(next, Timestamp::min))
        };
        let ends = |field| first(&mut inside.iter().copied().chain([entry]).map(|thing| end(thing, field)));
        let (revoked, expires) = (ends("revoked"), ends("expires"));
        // Some sets of keys begin and end a key as tokens do (RFC 7519, `nbf` and `exp`).
        let expires = expires.and(first(&mut jwks.iter().map(|jwk| counted(jwk, "exp"))), Timestamp::min);
        let begins = jwks.iter().map(|jwk| counted(jwk, "nbf"));
        let begins = begins.fold(Moment::Absent, |so_far, next| so_far.and(next, Timestamp::max));
        let normal = issuer_id::normal(&id).into_owned();
        Some(Entry { id, normal, key, barred, begins, revoked, expires })
    }

    /// Who controls a key, if not the issuer.
    fn other_hands(&self, entry: &Value) -> Option<String> {
        ["controller", "owner"]
            .into_iter()
            .filter_map(|name| entry.get(name))
            .find_map(|hands| other(hands, self.issuer))
    }
}

/// A moment in seconds since 1970.
fn counted(jwk: &Value, field: &str) -> Moment {
    match jwk.get(field) {
        None => Moment::Absent,
        Some(seconds) => dates::numeric(seconds).map_or_else(|| Moment::Unreadable(seconds.to_string()), Moment::At),
    }
}
