//! Identifiers of issuers: `did:key`, and fingerprints.

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::did_web;
use super::public_key::{PublicKey, PublicKeyError};

/// Why an identifier does not lead to a key here.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DidError {
    /// Another method than `did:key`: the key lies on the web.
    #[error("The key of {0} is published on the web and was not fetched.")]
    Elsewhere(String),
    /// A `did:key` of another kind of key.
    #[error("{0} is of a kind of key that this version does not check.")]
    OtherKey(String),
    /// Not an identifier of a key at all.
    #[error("“{0}” does not name a key.")]
    NotAKey(String),
}

/// The `did:key` of a public key.
#[must_use]
pub fn did_key(key: &PublicKey) -> String {
    format!("did:key:{}", key.multibase())
}

/// The address of the key itself inside its `did:key` document, as a proof's
/// `verificationMethod` names it.
#[must_use]
pub fn verification_method(key: &PublicKey) -> String {
    let multibase = key.multibase();
    format!("did:key:{multibase}#{multibase}")
}

/// The DID in front of a verification method's `#fragment`.
#[must_use]
pub fn controller(method: &str) -> &str {
    method.split('#').next().unwrap_or(method)
}

/// The public key that a `did:key`, or a verification method of one, stands
/// for.
///
/// # Errors
/// When the key is elsewhere, of another kind, or not a key.
pub fn public_key(method: &str) -> Result<PublicKey, DidError> {
    let did = controller(method);
    let Some(encoded) = did.strip_prefix("did:key:") else {
        let elsewhere = did.starts_with("did:") || did.starts_with("https://") || did.starts_with("http://");
        return Err(if elsewhere { DidError::Elsewhere(did.into()) } else { DidError::NotAKey(method.into()) });
    };
    let bad = || DidError::NotAKey(method.to_owned());
    if let Some((_, fragment)) = method.split_once('#')
        && fragment != encoded
    {
        return Err(bad());
    }
    PublicKey::from_multibase(encoded).map_err(|error| match error {
        PublicKeyError::OtherKind(_) => DidError::OtherKey(did.to_owned()),
        _ => bad(),
    })
}

/// An issuer's identifier as people can say it: the fingerprint of a key, or
/// else the address, since only keys have fingerprints.
#[must_use]
pub fn named(id: &str) -> String {
    if id.starts_with("did:key:") || id.starts_with("did:jwk:") {
        return format!("the key {}", fingerprint(id));
    }
    did_web::document_of(id).and_then(|url| did_web::host(&url)).unwrap_or_else(|| id.to_owned())
}

/// Sixteen letters and digits, in four groups, that two people can compare
/// over the telephone: 80 bits of the SHA-256 of an issuer's identifier, in
/// Crockford's alphabet (no I, L, O, U).
#[must_use]
pub fn fingerprint(id: &str) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let digest = Sha256::digest(id.as_bytes());
    let bits = digest[..10].iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let mut text = String::with_capacity(19);
    for place in 0..16_u32 {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        let index = usize::try_from(bits >> (75 - 5 * place) & 31).unwrap_or_default();
        text.push(char::from(ALPHABET[index]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key pair of the W3C's eddsa test vectors.
    const DID: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

    #[test]
    fn a_key_and_its_did_lead_to_each_other() {
        let key = public_key(DID).unwrap();
        assert_eq!(did_key(&key), DID);
        assert_eq!(public_key(&verification_method(&key)).unwrap(), key);
        assert_eq!(controller(&verification_method(&key)), DID);
    }

    #[test]
    fn the_methods_own_examples_of_other_kinds_are_read() {
        // did:key Method, test vectors for P-256.
        let p256 = "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv";
        let key = public_key(p256).unwrap();
        assert_eq!(key.algorithm(), crate::credential::Algorithm::P256);
        assert_eq!(did_key(&key), p256);
    }

    #[test]
    fn what_is_no_did_key_says_why() {
        assert!(matches!(public_key("did:web:example.org"), Err(DidError::Elsewhere(_))));
        assert!(matches!(public_key("https://example.org/key"), Err(DidError::Elsewhere(_))));
        assert!(matches!(public_key("#key"), Err(DidError::NotAKey(_))));
        assert!(matches!(public_key("did:key:z6Mk0"), Err(DidError::NotAKey(_))));
        assert!(matches!(public_key(&format!("{DID}#z6MkOther")), Err(DidError::NotAKey(_))));
        let secp256k1 = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
        assert!(matches!(public_key(secp256k1), Err(DidError::OtherKey(_))));
        assert!(public_key(&format!("did:key:z{}", "1".repeat(100_000))).is_err());
    }

    #[test]
    fn fingerprints_are_short_stable_and_differ() {
        let one = fingerprint(DID);
        assert_eq!(one.len(), 19);
        assert_eq!(one, fingerprint(DID));
        assert_ne!(one, fingerprint("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ3"));
        // SHA-256 of the empty text begins e3b0c44298fc1c149afb.
        assert_eq!(fingerprint(""), "WERC-8GMR-ZGE1-96QV");
    }
}
