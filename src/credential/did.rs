//! Identifiers of issuers that carry their key (`did:key`, `did:jwk`), and
//! fingerprints.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::public_key::{PublicKey, PublicKeyError, UNHEARD_OF, signs};
use super::work::TooMuch;
use super::{did_web, json};
use crate::badge::{as_address, as_host, quoted};

/// The longest `did:jwk` that is read: that of an RSA key of 8192 bits.
const MAX_JWK: usize = 4096;

/// Why an identifier does not lead to a key here.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DidError {
    /// The key lies on the web.
    #[error("The key of {} is published on the web and was not fetched.", as_address(.0))]
    Elsewhere(String),
    /// The key lies where anybody on the way could change it.
    #[error("The key of {} lies at an address that is not protected (http), and such an address is not asked.", as_address(.0))]
    Unprotected(String),
    /// An address in which people may read another host than the one it leads to.
    #[error("The key lies at {0}. Such an address is not asked.")]
    Disguised(String),
    /// An identifier of a kind that leads nowhere here.
    #[error("{id} is an identifier of the kind “{1}”, which this version does not know, so its key was not looked up.", id = as_address(.0))]
    UnknownMethod(String, String),
    /// Where it should lie was asked, in vain; what came of it.
    #[error("The key {id} could not be found. {1}", id = as_address(.0))]
    NotFound(String, String),
    /// The document of the issuer is at hand, and the key is not in it.
    #[error("The key {} is not in the document that should list it.", as_address(.0))]
    NotListed(String),
    /// A document with several keys is named as a whole.
    #[error("{} lists several keys, and which of them is meant is not said.", as_address(.0))]
    Several(String),
    /// The same of a signature that none of these keys made.
    #[error("None of the keys that {} lists today made the signature.", as_address(.0))]
    NoneOf(String),
    /// The document of the issuer lists more keys than are read.
    #[error("The key {} may be in the issuer's document, which lists more keys than are read here.", as_address(.0))]
    NotAllRead(String),
    /// A key of a kind that is not checked.
    #[error("{id} is a key of the kind “{1}”, which this version does not check.", id = as_address(.0))]
    OtherKey(String, String),
    /// A key that nobody should use.
    #[error("The key {id} cannot be used: {1}.", id = as_address(.0))]
    Unusable(String, PublicKeyError),
    /// A key that is there for something else than signing.
    #[error("{} is a key for something else than signing.", as_address(.0))]
    NotForSigning(String),
    /// Not an identifier of a key at all.
    #[error("{} does not name a key.", quoted(.0))]
    NotAKey(String),
    /// A file made to take for ever.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
}

impl DidError {
    /// Whether what it signed may well be good but cannot be checked here.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.is_elsewhere()
            || self.is_limit()
            || matches!(
                self,
                Self::NotFound(..)
                    | Self::NotListed(_)
                    | Self::Several(_)
                    | Self::NoneOf(_)
                    | Self::OtherKey(..)
                    | Self::Unusable(_, PublicKeyError::Damaged(_) | PublicKeyError::OtherForm(_))
            )
    }

    /// Whether there was more to look through than is read.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(self, Self::NotAllRead(_) | Self::TooMuch(_))
    }

    /// Whether the identifier does not carry its key.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        matches!(self, Self::Elsewhere(_) | Self::Unprotected(_) | Self::Disguised(_) | Self::UnknownMethod(..))
    }

    /// Why a key that `name` leads to is of no use.
    #[must_use]
    pub fn unfit(name: &str, error: PublicKeyError) -> Self {
        match error {
            PublicKeyError::OtherKind(kind) => Self::OtherKey(name.to_owned(), kind),
            error => Self::Unusable(name.to_owned(), error),
        }
    }
}

/// Whether an identifier is made of its key.
#[must_use]
pub fn carries_key(id: &str) -> bool {
    id.starts_with("did:key:") || id.starts_with("did:jwk:")
}

/// Whether an identifier that should be made of its key really holds one, if
/// only of a kind that is known by name and not checked.
#[must_use]
pub fn holds_key(id: &str) -> bool {
    match public_key(id) {
        Ok(_) | Err(DidError::NotForSigning(_)) => true,
        Err(DidError::OtherKey(_, kind)) => !kind.starts_with(UNHEARD_OF),
        Err(_) => false,
    }
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

/// The public key that a `did:key` or `did:jwk`, or a verification method of
/// one, stands for.
///
/// # Errors
/// When the key is elsewhere, of another kind, or not a key.
pub fn public_key(method: &str) -> Result<PublicKey, DidError> {
    let did = controller(method);
    let bad = || DidError::NotAKey(method.to_owned());
    let fragment = method.split_once('#').map(|(_, fragment)| fragment);
    if let Some(encoded) = did.strip_prefix("did:jwk:") {
        return if fragment.is_none_or(|fragment| fragment == "0") { jwk(did, encoded) } else { Err(bad()) };
    }
    let Some(encoded) = did.strip_prefix("did:key:") else { return Err(elsewhere(did, method)) };
    if fragment.is_some_and(|fragment| fragment != encoded) {
        return Err(bad());
    }
    PublicKey::from_multibase(encoded).map_err(|error| match error {
        PublicKeyError::OtherKind(kind) => DidError::OtherKey(did.to_owned(), kind),
        _ => bad(),
    })
}

/// Why an identifier that carries no key leads to none here.
fn elsewhere(did: &str, method: &str) -> DidError {
    if did_web::document_of(did).is_some() {
        return DidError::Elsewhere(did.to_owned());
    }
    if let Some(told) = disguised(did) {
        return DidError::Disguised(told);
    }
    if did.starts_with("http://") {
        return DidError::Unprotected(did.to_owned());
    }
    let kind = did.strip_prefix("did:").and_then(|rest| rest.split_once(':')).map(|(kind, _)| kind);
    match kind.filter(|kind| !kind.is_empty() && *kind != "web") {
        Some(kind) => DidError::UnknownMethod(did.to_owned(), format!("did:{kind}")),
        None => DidError::NotAKey(method.to_owned()),
    }
}

/// The key inside a `did:jwk`: a JSON Web Key in base64url.
fn jwk(did: &str, encoded: &str) -> Result<PublicKey, DidError> {
    let bad = || DidError::NotAKey(did.to_owned());
    if encoded.len() > MAX_JWK {
        return Err(bad());
    }
    let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| bad())?;
    let text = String::from_utf8(bytes).map_err(|_| bad())?;
    let jwk = json::parse(&text).map_err(|_| bad())?;
    if !signs(&jwk) {
        return Err(DidError::NotForSigning(did.to_owned()));
    }
    PublicKey::from_jwk(&jwk).map_err(|error| DidError::unfit(did, error))
}

/// An issuer's identifier as people can say it: the fingerprint of a key, or
/// else the whole address, since only keys have fingerprints, and what carries none
/// has none.
#[must_use]
pub fn named(id: &str) -> String {
    if public_key(id).is_ok() {
        return format!("the key {}", key_fingerprint(id));
    }
    did_web::told_place(id).or_else(|| disguised(id)).unwrap_or_else(|| as_address(id))
}

/// An address that leads to another host than people may read in it, by that host.
fn disguised(id: &str) -> Option<String> {
    disguised_host(id).map(|host| format!("{} (written as {})", as_host(&host), quoted(id)))
}

/// The host to which an address leads in which people may read another one; `None` for
/// all other addresses. See [`written_for_host`].
#[must_use]
pub fn disguised_host(id: &str) -> Option<String> {
    written_for_host(id)?;
    let url = url::Url::parse(&web_address(id)).ok()?;
    url.host_str().map(|host| host.trim_end_matches('.').to_owned())
}

/// What is written in the place of the host of an address in which people may read
/// another host than it leads to: one with a name before an `@`, with letters of the
/// host written as `%` and two digits, or with signs that programs pass over.
#[must_use]
pub fn written_for_host(id: &str) -> Option<String> {
    let url = web_address(id);
    let (scheme, rest) = url.split_once("://")?;
    let written = rest.split(['/', '?', '#']).next()?;
    let is_web = ["https", "http"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let hides = |letter: char| "@%\\".contains(letter) || letter.is_whitespace() || letter.is_control();
    (is_web && written.contains(hides)).then(|| written.to_owned())
}

/// The address at which the host of a `did:web` is, however that is written; any other
/// identifier as it is.
fn web_address(id: &str) -> Cow<'_, str> {
    let Some(rest) = id.strip_prefix("did:web:") else { return Cow::Borrowed(id) };
    let (host, path) = rest.split_once(':').unwrap_or((rest, ""));
    let host = host.replace("%40", "@").replace("%3A", ":").replace("%3a", ":");
    Cow::Owned(format!("https://{host}/{}", path.replace(':', "/")))
}

/// The fingerprint of an identifier that carries its key. One key has but one,
/// however its `did:jwk` is written.
#[must_use]
pub fn key_fingerprint(id: &str) -> String {
    match public_key(id) {
        Ok(key) if id.starts_with("did:jwk:") => fingerprint(&did_key(&key)),
        _ => fingerprint(id),
    }
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
        assert!(matches!(public_key(secp256k1), Err(DidError::OtherKey(_, kind)) if kind == "secp256k1"));
        for unknown in ["did:ion:EiClkZ", "did:webvh:x:example.org", "did:example:123#key"] {
            let error = public_key(unknown).unwrap_err();
            assert!(matches!(error, DidError::UnknownMethod(..)) && error.is_unknown(), "{error}");
            assert!(error.to_string().contains("does not know") && !error.to_string().contains("web and"), "{error}");
        }
        assert!(matches!(public_key("http://example.org/key"), Err(DidError::Unprotected(_))));
        assert!(matches!(public_key("did:web:a b"), Err(DidError::NotAKey(_))));
        assert!(public_key(&format!("did:key:z{}", "1".repeat(100_000))).is_err());
    }

    #[test]
    fn a_did_jwk_carries_its_key_and_says_what_it_is_for() {
        let p256 = public_key("did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv").unwrap();
        let did = |jwk: &serde_json::Value| format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(jwk.to_string()));
        let mut jwk = p256.jwk(None);
        let plain = did(&jwk);
        assert_eq!(public_key(&plain).unwrap(), p256);
        assert_eq!(public_key(&format!("{plain}#0")).unwrap(), p256);
        assert!(matches!(public_key(&format!("{plain}#1")), Err(DidError::NotAKey(_))));
        jwk["use"] = "sig".into();
        assert_eq!(public_key(&did(&jwk)).unwrap(), p256);
        assert_eq!(key_fingerprint(&did(&jwk)), key_fingerprint(&plain), "one key has one fingerprint");
        jwk["use"] = "enc".into();
        assert!(matches!(public_key(&did(&jwk)), Err(DidError::NotForSigning(_))));
        let mut secret = p256.jwk(None);
        secret["d"] = "AA".into();
        assert!(matches!(public_key(&did(&secret)), Err(DidError::Unusable(_, PublicKeyError::Secret))));
        for bad in ["did:jwk:", "did:jwk:!", "did:jwk:e30x"] {
            assert!(public_key(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_key_on_p_384_is_read_from_its_compressed_point() {
        // did:key Method, test vector for P-384.
        let p384 = "did:key:z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54";
        let key = public_key(p384).unwrap();
        assert_eq!((key.algorithm().name(), did_key(&key).as_str()), ("P-384", p384));
        assert_eq!(PublicKey::from_jwk(&key.jwk(None)).unwrap(), key);
        assert_eq!(PublicKey::from_pem(&key.pem().unwrap()).unwrap(), key);
    }

    #[test]
    fn what_carries_no_key_is_named_by_no_fingerprint() {
        assert_eq!(named(DID), format!("the key {}", fingerprint(DID)));
        for bad in ["did:key:zzzz", "did:jwk:!!", "did:key:"] {
            assert_eq!(named(bad), bad);
        }
    }

    #[test]
    fn an_address_in_which_another_host_can_be_read_is_named_by_its_own_and_never_asked() {
        for (id, host) in [
            ("https://oxford.example%2eevil.example/", "oxford.example.evil.example"),
            ("https://oxford.example@evil.example/i", "evil.example"),
            ("https://oxford.example:x@evil.example/i", "evil.example"),
            ("https://evil.example\\@oxford.example/", "evil.example"),
            ("did:web:oxford.example%2Eevil.example", "oxford.example.evil.example"),
            ("did:web:oxford.example%40evil.example:i", "evil.example"),
        ] {
            assert_eq!(named(id), format!("{host} (written as “{id}”)"));
            let error = public_key(id).unwrap_err();
            assert!(matches!(error, DidError::Disguised(_)) && error.is_elsewhere(), "{id}: {error}");
            assert!(!error.to_string().contains("published on the web"), "{error}");
        }
    }

    /// Whoever has a folder or a port on a host is not whoever has the host.
    #[test]
    fn an_issuer_on_the_web_is_named_by_its_whole_address() {
        for (id, place) in [
            ("did:web:fen.example", "fen.example"),
            ("did:web:fen.example:bob", "fen.example/bob"),
            ("did:web:fen.example:bob:two", "fen.example/bob/two"),
            ("did:web:fen.example%3A8443:bob", "fen.example:8443/bob"),
            ("did:web:fen.example%3a8443", "fen.example:8443"),
            ("https://Fen.example", "fen.example"),
            ("https://fen.example:443/", "fen.example"),
            ("https://fen.example/bob", "fen.example/bob"),
            ("https://fen.example/bob/", "fen.example/bob/"),
            ("https://fen.example:8443/i?of=bob", "fen.example:8443/i?of=bob"),
            ("https://fen.example?of=bob", "fen.example?of=bob"),
            ("https://fen.example/#bob", "fen.example/#bob"),
            ("https://example.org/a%2eb@c", "example.org/a%2eb@c"),
            ("https://[2001:db8::1]:8443/bob", "[2001:db8::1]:8443/bob"),
            ("https://münchen.de:8443/bob", "münchen.de:8443/bob (xn--mnchen-3ya.de)"),
            ("https://fen.example/bob\u{202e}", "fen.example“/bob”"),
        ] {
            assert_eq!(named(id), place, "{id}");
        }
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
