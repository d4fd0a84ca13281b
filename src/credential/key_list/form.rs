//! The forms in which a key is written in a document.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::credential::public_key::{PublicKey, PublicKeyError};

/// The key that one entry holds, in whichever form; `None` when it holds none.
pub(super) fn key(entry: &Value) -> Option<Result<PublicKey, PublicKeyError>> {
    let kind = entry.get("type").map(Value::to_string).unwrap_or_default();
    let mut found: Option<Result<PublicKey, PublicKeyError>> = None;
    for (name, value) in entry.as_object()? {
        let text = value.as_str().ok_or(PublicKeyError::Damaged("it is not text"));
        if ["privateKey", "secretKey", "privateJwk"].iter().any(|secret| name.starts_with(secret)) {
            return Some(Err(PublicKeyError::Secret));
        }
        let key = match name.as_str() {
            "publicKeyMultibase" => text.and_then(|text| multibase(text, &kind)),
            "publicKeyBase58" => text.and_then(|text| raw(bs58::decode(bounded(text)?).into_vec().ok(), &kind)),
            "publicKeyBase64" => text.and_then(|text| raw(base64(text), &kind)),
            "publicKeyHex" => text.and_then(|text| raw(hex(text), &kind)),
            "publicKeyPem" => text.and_then(PublicKey::from_pem),
            "publicKeyJwk" | "publicJwk" => PublicKey::from_jwk(value),
            "kty" => PublicKey::from_jwk(entry),
            "blockchainAccountId" | "ethereumAddress" => Err(PublicKeyError::OtherKind(name.clone())),
            // Another way to write a key: it is there and is not read.
            other if other.strip_prefix("publicKey").is_some_and(|rest| !rest.is_empty()) => {
                Err(PublicKeyError::OtherForm(other.chars().take(40).collect()))
            }
            _ => continue,
        };
        found = match found {
            Some(earlier) if earlier != key => {
                Some(Err(PublicKeyError::Damaged("it is written in two ways that differ")))
            }
            _ => Some(key),
        };
    }
    found
}

/// The longest text of a key that is read.
fn bounded(text: &str) -> Result<&str, PublicKeyError> {
    if text.len() <= 2048 { Ok(text) } else { Err(PublicKeyError::Damaged("it is too long")) }
}

fn multibase(text: &str, kind: &str) -> Result<PublicKey, PublicKeyError> {
    let bytes = match bounded(text)?.split_at_checked(1) {
        Some(("z", digits)) => bs58::decode(digits).into_vec().ok(),
        Some(("u" | "U" | "m" | "M", digits)) => base64(digits),
        Some(("f" | "F", digits)) => hex(digits),
        _ => return Err(PublicKeyError::OtherForm("in another base than 16, 58 or 64".into())),
    };
    let bytes = bytes.ok_or(PublicKeyError::Damaged("it cannot be decoded"))?;
    // Some issuers leave out the two bytes that name the kind, since the entry's type does.
    if bytes.len() == 32 { raw(Some(bytes), kind) } else { PublicKey::from_multicodec(&bytes) }
}

/// Bytes alone, whose kind the entry's type names.
fn raw(bytes: Option<Vec<u8>>, kind: &str) -> Result<PublicKey, PublicKeyError> {
    let bytes = bytes.ok_or(PublicKeyError::Damaged("it cannot be decoded"))?;
    if kind.contains("Ed25519") {
        PublicKey::ed25519(&bytes)
    } else if kind.contains("Secp256r1") || kind.contains("P256") {
        PublicKey::p256(&bytes)
    } else {
        let kind: String = kind.chars().filter(|c| c.is_ascii_alphanumeric()).take(60).collect();
        Err(match kind.is_empty() {
            true => PublicKeyError::OtherForm("without its kind".into()),
            false => PublicKeyError::OtherKind(kind),
        })
    }
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let text = bounded(text).ok()?.trim_end_matches('=');
    URL_SAFE_NO_PAD.decode(text).or_else(|_| STANDARD_NO_PAD.decode(text)).ok()
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let text = bounded(text).ok()?;
    let text = text.strip_prefix("0x").unwrap_or(text).as_bytes();
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    };
    text.chunks(2).map(pair).collect()
}
