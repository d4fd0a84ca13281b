//! Compact JSON Web Signatures (RFC 7515): reading with care, checking,
//! writing.
//!
//! Only what credentials need is taken: a few named algorithms, and a header
//! that demands nothing else (RFC 8725).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::json;
use super::keys::{IssuerKey, KeyError};
use super::public_key::{Algorithm, PublicKey, PublicKeyError};
use super::work::{TooMuch, Work};
use crate::badge::clause;

/// Why a token is no signature that could be checked, or could not be made.
#[derive(Debug, Error)]
pub enum JwsError {
    /// Not three parts of base64url with JSON inside.
    #[error("The JWT cannot be read: {0}.")]
    Malformed(String),
    /// More in it than is read.
    #[error("{0}")]
    TooMuch(String),
    /// No signature at all.
    #[error("The JWT is not signed.")]
    Unsigned,
    /// A shared secret.
    #[error("The JWT uses a shared secret ({0}), with which anybody who checks could sign.")]
    SharedSecret(String),
    /// A header that badges do not have.
    #[error("The JWT demands rules that badges do not have ({0}).")]
    Demanding(String),
    /// An algorithm that is not checked.
    #[error("The JWT is signed with {0}, which this version does not check.")]
    UnknownAlgorithm(String),
    /// The key in the header.
    #[error("The key inside the JWT cannot be used: {0}.")]
    Key(#[from] PublicKeyError),
    /// It could not be signed.
    #[error(transparent)]
    Signing(#[from] KeyError),
}

impl JwsError {
    /// Whether the token may well be good but cannot be checked here.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(
            self,
            Self::UnknownAlgorithm(_) | Self::Key(PublicKeyError::OtherKind(_) | PublicKeyError::OtherForm(_))
        )
    }
}

/// A token that was read, its signature not yet checked.
#[derive(Clone, Debug)]
pub struct Jws<'a> {
    /// Which kind of key it needs.
    pub algorithm: Algorithm,
    /// The header.
    pub header: Map<String, Value>,
    /// What is signed, as JSON.
    pub payload: Map<String, Value>,
    /// The key that the token brings along, which says nothing about whose it
    /// is.
    pub jwk: Option<PublicKey>,
    message: &'a [u8],
    signature: Vec<u8>,
}

impl<'a> Jws<'a> {
    /// Reads a compact token, whose payload is a JSON object.
    ///
    /// # Errors
    /// When it cannot be read, is not signed, or its header demands anything
    /// but one of the known algorithms.
    pub fn read(token: &'a str) -> Result<Self, JwsError> {
        let token = token.trim();
        let mut parts = token.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(JwsError::Malformed("it has not three parts".into()));
        };
        let header = object(header)?;
        let name = header.get("alg").and_then(Value::as_str).unwrap_or_default();
        if name.is_empty() || name.eq_ignore_ascii_case("none") || signature.is_empty() {
            return Err(JwsError::Unsigned);
        }
        if name.starts_with("HS") {
            return Err(JwsError::SharedSecret(name.to_owned()));
        }
        if let Some(demand) = ["crit", "b64", "zip", "enc"].into_iter().find(|demand| header.contains_key(*demand)) {
            return Err(JwsError::Demanding(demand.to_owned()));
        }
        // A secret key in the open spoils even a signature of a kind that is not checked.
        let jwk = header.get("jwk").map(PublicKey::from_jwk);
        if let Some(Err(PublicKeyError::Secret)) = jwk {
            return Err(PublicKeyError::Secret.into());
        }
        let Some(algorithm) = Algorithm::by_jws(name) else {
            return Err(JwsError::UnknownAlgorithm(name.to_owned()));
        };
        Ok(Self {
            algorithm,
            jwk: jwk.transpose()?,
            payload: object(payload)?,
            message: &token.as_bytes()[..token.len() - signature.len() - 1],
            signature: decoded(signature)?,
            header,
        })
    }

    /// Whether this key made the signature.
    ///
    /// # Errors
    /// When more would be spent on it than is left of `work`.
    pub fn is_signed_by(&self, key: &PublicKey, work: &Work) -> Result<bool, TooMuch> {
        Ok(key.algorithm() == self.algorithm && key.verifies(self.message, &self.signature, work)?)
    }

    /// The place of the first of these keys that made it.
    ///
    /// # Errors
    /// As [`is_signed_by`](Self::is_signed_by).
    pub fn signer<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k PublicKey>,
        work: &Work,
    ) -> Result<Option<usize>, TooMuch> {
        for (place, key) in keys.into_iter().enumerate() {
            if self.is_signed_by(key, work)? {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }
}

/// The payload of a token as it stands, whatever its signature: for showing
/// what a token says that cannot be checked.
///
/// # Errors
/// When it is not a JSON object in base64url.
pub fn payload(token: &str) -> Result<Map<String, Value>, JwsError> {
    object(token.trim().split('.').nth(1).unwrap_or_default())
}

/// The header of a token as it stands, whatever its signature.
///
/// # Errors
/// When it is not a JSON object in base64url.
pub fn header(token: &str) -> Result<Map<String, Value>, JwsError> {
    object(token.trim().split('.').next().unwrap_or_default())
}

/// Signs a JSON text with the usual header and these further entries, such as
/// `kid`.
///
/// # Errors
/// When the key does not sign.
pub fn sign(payload: &str, more: Map<String, Value>, key: &IssuerKey) -> Result<String, JwsError> {
    let mut header = json!({ "alg": key.public().algorithm().jws() });
    if let Value::Object(header) = &mut header {
        header.extend(more);
    }
    let coded = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let message = format!("{}.{}", coded(&header.to_string()), coded(payload));
    let signature = key.sign(message.as_bytes())?;
    Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

fn decoded(part: &str) -> Result<Vec<u8>, JwsError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| JwsError::Malformed("a part of it is not base64url".into()))
}

fn object(part: &str) -> Result<Map<String, Value>, JwsError> {
    let text =
        String::from_utf8(decoded(part)?).map_err(|_| JwsError::Malformed("a part of it is not UTF-8".into()))?;
    match json::parse(&text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(JwsError::Malformed("a part of it is not a JSON object".into())),
        Err(error) if error.is_limit() => Err(JwsError::TooMuch(error.to_string())),
        Err(error) => Err(JwsError::Malformed(clause(&error))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::SystemRandom;
    use jiff::Timestamp;

    fn key(algorithm: Algorithm) -> IssuerKey {
        IssuerKey::generate("Ours", algorithm, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap()
    }

    #[test]
    fn each_algorithm_signs_what_its_own_key_confirms() {
        for algorithm in Algorithm::ALL {
            let (ours, other) = (key(algorithm), key(algorithm));
            let header = Map::from_iter([("kid".to_owned(), json!(ours.did()))]);
            let token = sign(r#"{"name":"Kite"}"#, header, &ours).unwrap();
            let read = Jws::read(&token).unwrap();
            assert_eq!(read.payload["name"], "Kite");
            assert_eq!(read.header["kid"], ours.did());
            let work = Work::default();
            assert_eq!(read.is_signed_by(ours.public(), &work), Ok(true), "{algorithm:?}");
            assert_eq!(read.is_signed_by(other.public(), &work), Ok(false), "{algorithm:?}");
        }
    }

    #[test]
    fn a_changed_letter_anywhere_breaks_it() {
        let key = key(Algorithm::P256);
        let token = sign(r#"{"name":"Kite"}"#, Map::new(), &key).unwrap();
        for at in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert!(
                !Jws::read(&changed).is_ok_and(|read| read.is_signed_by(key.public(), &Work::default()) == Ok(true)),
                "at {at}"
            );
        }
    }

    #[test]
    fn headers_that_prove_nothing_are_refused() {
        let token = |header: Value| {
            format!("{}.{}.AAAA", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode("{}"))
        };
        assert!(matches!(Jws::read(&token(json!({ "alg": "none" }))), Err(JwsError::Unsigned)));
        assert!(matches!(Jws::read(&token(json!({ "alg": "HS256" }))), Err(JwsError::SharedSecret(_))));
        assert!(matches!(Jws::read(&token(json!({ "alg": "ES256", "crit": ["x"] }))), Err(JwsError::Demanding(_))));
        let given_away = json!({ "alg": "EdDSA", "jwk": { "kty": "OKP", "crv": "Ed25519", "x": "AA", "d": "AA" } });
        assert!(matches!(Jws::read(&token(given_away)), Err(JwsError::Key(PublicKeyError::Secret))));
        let unknown = Jws::read(&token(json!({ "alg": "ES512" }))).unwrap_err();
        assert!(unknown.is_unknown());
        assert!(Jws::read("a.b").is_err() && Jws::read("").is_err());
    }
}
