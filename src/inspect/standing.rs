//! Whose key it is: from an identifier to a key, and from a key to the issuer
//! that it belongs to.
//!
//! A key beside a name proves nothing about the name. It belongs to an issuer
//! when the issuer's identifier *is* the key (`did:key`), or when the issuer's
//! own place on the web lists it.

use super::sources::{Lookup, Origin, Sources, Want};
use crate::credential::did::{self, DidError};
use crate::credential::did_web;
use crate::credential::public_key::PublicKey;

/// What ties a key to an issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The issuer's identifier is the key itself.
    IsTheIssuer,
    /// The issuer's own place on the web lists the key.
    ListedBy(String),
    /// A list of the issuer's keys that the user handed in has it.
    HandedIn,
    /// The user has compared it with the issuer's.
    OnTheList,
    /// The key is not the issuer's.
    Foreign(String),
    /// Could not be looked up; why, if it was tried.
    Open(Option<String>),
}

/// The key behind a verification method, as far as it is known here. The
/// fragment of a method is taken for the key where it is one, which lets the
/// signature be checked; whose key that is remains open.
pub(super) fn find_key(sources: &Sources, method: &str) -> Result<PublicKey, DidError> {
    let elsewhere = match did::public_key(method) {
        Err(error @ DidError::Elsewhere(_)) => error,
        known => return known,
    };
    let controller = did::controller(method);
    for lookup in [sources.json(method), sources.of_issuer(controller)] {
        let Lookup::Found(document, _) = lookup else { continue };
        let listed = did_web::keys(&document);
        let alone = listed.len() == 1 && !method.contains('#');
        if let Some(listed) = listed.into_iter().find(|listed| alone || listed.id == method) {
            return Ok(listed.key);
        }
    }
    let fragment = method.split_once('#').map(|(_, fragment)| fragment);
    fragment.and_then(|fragment| PublicKey::from_multibase(fragment).ok()).ok_or(elsewhere)
}

/// Whether a key belongs to an issuer, and what to look up to tell. `signer` is
/// the key's own `did:key`, which takes a while to write.
pub(super) fn standing(
    sources: &Sources,
    issuer: &str,
    name: &str,
    key: &PublicKey,
    signer: &str,
) -> (Standing, Vec<Want>) {
    if issuer.starts_with("did:key:") {
        // A key has one such identifier; only one that is written unusually has to be read.
        let same = signer == issuer || did::public_key(issuer).as_ref() == Ok(key);
        let other = || Standing::Foreign("It was signed with another key than that of the issuer it names.".into());
        return (if same { Standing::IsTheIssuer } else { other() }, Vec::new());
    }
    let why = format!("see whether {name} lists the key that signed it");
    let (document, origin) = match sources.of_issuer(issuer) {
        Lookup::Found(document, origin) => (document, origin),
        Lookup::Failed(reason) => return (Standing::Open(Some(reason)), Vec::new()),
        Lookup::NotAsked => {
            let want = did_web::document_of(issuer).and_then(|url| Want::new(&url, why));
            return (Standing::Open(None), want.into_iter().collect());
        }
    };
    let foreign = |why: &str| (Standing::Foreign(why.to_owned()), Vec::new());
    if document.get("id").and_then(|id| id.as_str()).is_some_and(|id| id != issuer) {
        return foreign("The list of the issuer's keys belongs to another issuer.");
    }
    let host = did_web::document_of(issuer).and_then(|url| did_web::host(&url));
    let found = |origin| match (origin, host.clone()) {
        (Origin::Web, Some(host)) => Standing::ListedBy(host),
        _ => Standing::HandedIn,
    };
    if did_web::keys(&document).iter().any(|listed| listed.key == *key) {
        return (found(origin), Vec::new());
    }
    let mut wants = Vec::new();
    let mut failed = None;
    for url in did_web::linked(&document) {
        match sources.json(&url) {
            // The issuer names this address, so what lies there speaks for it.
            Lookup::Found(linked, second) => {
                if did_web::keys(&linked).iter().any(|listed| listed.key == *key) {
                    let both = if second == Origin::File { second } else { origin };
                    return (found(both), Vec::new());
                }
            }
            Lookup::Failed(reason) => failed = Some(reason),
            Lookup::NotAsked => wants.extend(Want::new(&url, why.clone())),
        }
    }
    if wants.is_empty() && failed.is_none() {
        return foreign("The issuer's own list of keys does not have the key that signed it.");
    }
    (Standing::Open(failed), wants)
}
