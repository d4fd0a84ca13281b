//! Public keys of issuers in the forms in which they travel: `did:key`, JSON
//! Web Key (RFC 7517, 7518, 8037), Multikey and PEM; and what they verify.

use std::convert::Infallible;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::VerifyingKey;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::pkcs8::der::asn1::UintRef;
use p256::pkcs8::der::{Decode as _, Encode as _};
use p256::pkcs8::{DecodePublicKey as _, EncodePublicKey as _, LineEnding, SubjectPublicKeyInfoRef};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use rsa::pkcs1::{DecodeRsaPublicKey as _, ObjectIdentifier, RsaPublicKeyRef};
use serde_json::{Value, json};
use thiserror::Error;

use super::recent::Recent;
use super::values::entries;
use super::work::{TooMuch, Work, steps};

/// Multicodec prefixes of public keys (multicodec table, as unsigned varints).
const ED25519_PREFIX: [u8; 2] = [0xed, 0x01];
const P256_PREFIX: [u8; 2] = [0x80, 0x24];
const P384_PREFIX: [u8; 2] = [0x81, 0x24];
const RSA_PREFIX: [u8; 2] = [0x85, 0x24];

/// How the name of a kind begins that is not even known by name.
pub(super) const UNHEARD_OF: &str = "multicodec";

/// Kinds of keys in the same table that are named and not checked.
const OTHER_KINDS: &[([u8; 2], &str)] = &[
    ([0xe7, 0x01], "secp256k1"),
    ([0xea, 0x01], "BLS12-381"),
    ([0xeb, 0x01], "BLS12-381"),
    ([0xec, 0x01], "X25519"),
    ([0x82, 0x24], "P-521"),
    ([0x83, 0x24], "Ed448"),
];

/// Longest multibase text that is read: that of an RSA key of 8192 bits.
const MAX_MULTIBASE: usize = 2048;

/// Least and greatest size of an RSA modulus in bytes: 2048 to 8192 bits.
const RSA_BYTES: std::ops::RangeInclusive<usize> = 256..=1024;

/// A kind of key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// Ed25519, for the proofs of Open Badges 3.0.
    #[default]
    Ed25519,
    /// ECDSA on the curve P-256, for JWT (ES256).
    P256,
    /// RSA of 2048 bits or more, for JWT (RS256) and Open Badges 2.0.
    Rsa,
    /// ECDSA on the curve P-384 (ES384): what others signed with it is checked.
    P384,
}

impl Algorithm {
    /// Every kind that keys are made of here, the usual one first.
    pub const ALL: [Self; 3] = [Self::Ed25519, Self::P256, Self::Rsa];

    /// Its name, as key files and people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::P256 => "P-256",
            Self::Rsa => "RSA",
            Self::P384 => "P-384",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// How a JWS names signatures of this kind (RFC 7518, RFC 8037).
    #[must_use]
    pub fn jws(self) -> &'static str {
        match self {
            Self::Ed25519 => "EdDSA",
            Self::P256 => "ES256",
            Self::Rsa => "RS256",
            Self::P384 => "ES384",
        }
    }

    /// The kind of key that a JWS of this `alg` needs. Ed25519 has a second
    /// name since RFC 9864.
    #[must_use]
    pub fn by_jws(name: &str) -> Option<Self> {
        if name == "Ed25519" {
            return Some(Self::Ed25519);
        }
        Self::ALL.into_iter().chain([Self::P384]).find(|algorithm| algorithm.jws() == name)
    }
}

/// Why something is no public key that could be used here.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PublicKeyError {
    /// A kind of key that is not used here.
    #[error("its kind “{0}” is not checked by this version")]
    OtherKind(String),
    /// A key of a kind that may be used here, written in another way.
    #[error("it is written in a way ({0}) that this version does not read")]
    OtherForm(String),
    /// Damaged.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
    /// A JSON Web Key that gives away the secret.
    #[error("it gives away its secret part, so anybody could have signed with it")]
    Secret,
}

impl PublicKeyError {
    /// Whether the key may be one of those that are used here, for all that is read of it.
    #[must_use]
    pub fn may_be_of_any_kind(&self) -> bool {
        matches!(self, Self::OtherForm(_) | Self::Damaged(_))
    }
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// An Ed25519 key.
    Ed25519(VerifyingKey),
    /// A point on P-256, uncompressed (SEC 1).
    P256([u8; 65]),
    /// A point on P-384, uncompressed (SEC 1).
    P384([u8; 97]),
    /// An RSA key.
    Rsa {
        /// The modulus, big-endian, without leading zeros.
        modulus: Vec<u8>,
        /// The exponent, big-endian, without leading zeros.
        exponent: Vec<u8>,
    },
}

impl PublicKey {
    /// Its kind.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        match self {
            Self::Ed25519(_) => Algorithm::Ed25519,
            Self::P256(_) => Algorithm::P256,
            Self::P384(_) => Algorithm::P384,
            Self::Rsa { .. } => Algorithm::Rsa,
        }
    }

    /// Whether this key made the signature of the message, in the form that a
    /// JWS and a data integrity proof give it. What it takes to tell is spent of
    /// `work` before.
    ///
    /// # Errors
    /// When too little is left.
    pub fn verifies(&self, message: &[u8], signature: &[u8], work: &Work) -> Result<bool, TooMuch> {
        work.spend(self.steps() + steps(message.len()))?;
        Ok(match self {
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Self::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
            }
            Self::P384(point) => {
                UnparsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, point).verify(message, signature).is_ok()
            }
            Self::Rsa { modulus, exponent } => RsaPublicKeyComponents { n: modulus, e: exponent }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok(),
        })
    }

    /// About how many steps checking one signature takes.
    fn steps(&self) -> u64 {
        match self {
            Self::Ed25519(_) | Self::P256(_) => 10,
            Self::P384(_) => 100,
            Self::Rsa { modulus, exponent } => ((modulus.len() / 128).pow(2) * exponent.len()) as u64,
        }
    }

    /// About how many steps reading a key takes that is written in so many letters:
    /// to find a point of a curve, or to read the long number of an RSA key in base58.
    #[must_use]
    pub fn steps_to_read(letters: usize) -> u64 {
        20 + (letters.min(MAX_MULTIBASE).pow(2) / 10_000) as u64
    }

    /// The key in multibase, as `did:key` and Multikey write it.
    #[must_use]
    pub fn multibase(&self) -> String {
        thread_local!(static WRITTEN: Recent<PublicKey, String> = const { Recent::new() });
        let Ok(text) = WRITTEN.with(|written| written.get(self, || Ok::<_, Infallible>(self.in_base58())));
        text
    }

    fn in_base58(&self) -> String {
        let bytes = match self {
            Self::Ed25519(key) => [&ED25519_PREFIX, key.as_bytes().as_slice()].concat(),
            // Compressed (SEC 1, 2.3.3): the parity of y, then x.
            Self::P256(point) => [P256_PREFIX.as_slice(), &[2 + (point[64] & 1)], &point[1..33]].concat(),
            Self::P384(point) => [P384_PREFIX.as_slice(), &[2 + (point[96] & 1)], &point[1..49]].concat(),
            Self::Rsa { modulus, exponent } => [RSA_PREFIX.as_slice(), &pkcs1(modulus, exponent)].concat(),
        };
        format!("z{}", bs58::encode(bytes).into_string())
    }

    /// Reads a key in multibase.
    ///
    /// # Errors
    /// When it is damaged or of another kind.
    pub fn from_multibase(text: &str) -> Result<Self, PublicKeyError> {
        let damaged = PublicKeyError::Damaged("it is not base58 beginning with z");
        let digits = text.strip_prefix('z').filter(|digits| digits.len() <= MAX_MULTIBASE).ok_or(damaged)?;
        thread_local!(static READ: Recent<String, PublicKey> = const { Recent::new() });
        READ.with(|read| read.get(digits, || Self::from_base58(digits)))
    }

    fn from_base58(digits: &str) -> Result<Self, PublicKeyError> {
        let damaged = PublicKeyError::Damaged("it is not base58 beginning with z");
        let bytes = bs58::decode(digits).into_vec().map_err(|_| damaged)?;
        Self::from_multicodec(&bytes)
    }

    /// Reads a key behind the two bytes that name its kind.
    pub(super) fn from_multicodec(bytes: &[u8]) -> Result<Self, PublicKeyError> {
        let Some((prefix, key)) = bytes.split_first_chunk::<2>() else {
            return Err(PublicKeyError::Damaged("it is too short"));
        };
        match *prefix {
            ED25519_PREFIX => Self::ed25519(key),
            P256_PREFIX => Self::p256(key),
            P384_PREFIX => Self::p384(key),
            RSA_PREFIX => Self::from_pkcs1(key),
            other => {
                let known = OTHER_KINDS.iter().find(|(prefix, _)| *prefix == other).map(|(_, name)| (*name).to_owned());
                let name = known.unwrap_or_else(|| format!("{UNHEARD_OF} {:02x}{:02x}", other[0], other[1]));
                Err(PublicKeyError::OtherKind(name))
            }
        }
    }

    /// The key as a JSON Web Key, with an identifier if one is given.
    #[must_use]
    pub fn jwk(&self, id: Option<&str>) -> Value {
        let coded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let mut jwk = match self {
            Self::Ed25519(key) => json!({ "kty": "OKP", "crv": "Ed25519", "x": coded(key.as_bytes()) }),
            Self::P256(point) => {
                json!({ "kty": "EC", "crv": "P-256", "x": coded(&point[1..33]), "y": coded(&point[33..]) })
            }
            Self::P384(point) => {
                json!({ "kty": "EC", "crv": "P-384", "x": coded(&point[1..49]), "y": coded(&point[49..]) })
            }
            Self::Rsa { modulus, exponent } => {
                json!({ "kty": "RSA", "n": coded(modulus), "e": coded(exponent) })
            }
        };
        if let Some(id) = id {
            jwk["kid"] = id.into();
        }
        jwk
    }

    /// Reads a public JSON Web Key.
    ///
    /// # Errors
    /// When it is damaged, of another kind, or holds a secret.
    pub fn from_jwk(jwk: &Value) -> Result<Self, PublicKeyError> {
        if ["d", "p", "q", "k"].iter().any(|secret| jwk.get(secret).is_some()) {
            return Err(PublicKeyError::Secret);
        }
        let text = |name| jwk.get(name).and_then(Value::as_str).unwrap_or_default();
        let bytes = |name| {
            URL_SAFE_NO_PAD.decode(text(name)).map_err(|_| PublicKeyError::Damaged("a part of it is not base64url"))
        };
        match (text("kty"), text("crv")) {
            ("OKP", "Ed25519") => Self::ed25519(&bytes("x")?),
            ("EC", "P-256") => Self::p256(&[[4].as_slice(), &bytes("x")?, &bytes("y")?].concat()),
            ("EC", "P-384") => Self::p384(&[[4].as_slice(), &bytes("x")?, &bytes("y")?].concat()),
            ("RSA", _) => Self::rsa(&bytes("n")?, &bytes("e")?),
            ("", _) | ("EC" | "OKP", "") => {
                Err(PublicKeyError::OtherForm("a JSON Web Key without its kind or curve".into()))
            }
            (kind, curve) => Err(PublicKeyError::OtherKind(format!("{kind} {curve}").trim().to_owned())),
        }
    }

    /// The key as PEM (`BEGIN PUBLIC KEY`).
    ///
    /// # Errors
    /// When it cannot be written in that form.
    pub fn pem(&self) -> Result<String, PublicKeyError> {
        let unwritten = |_| PublicKeyError::Damaged("it has no PEM form");
        match self {
            Self::Ed25519(key) => key.to_public_key_pem(LineEnding::LF).map_err(unwritten),
            Self::P256(point) => p256::PublicKey::from_sec1_bytes(point)
                .map_err(|_| PublicKeyError::Damaged("it is no point of the curve"))?
                .to_public_key_pem(LineEnding::LF)
                .map_err(unwritten),
            Self::P384(point) => p384::PublicKey::from_sec1_bytes(point)
                .map_err(|_| PublicKeyError::Damaged("it is no point of the curve"))?
                .to_public_key_pem(LineEnding::LF)
                .map_err(unwritten),
            Self::Rsa { modulus, exponent } => rsa::PublicKey::from_pkcs1_der(&pkcs1(modulus, exponent))
                .map_err(|_| PublicKeyError::Damaged("it is no RSA key"))?
                .to_public_key_pem(LineEnding::LF)
                .map_err(unwritten),
        }
    }

    /// Reads a key from PEM: `BEGIN PUBLIC KEY`, or `BEGIN RSA PUBLIC KEY` as
    /// Open Badges 2.0 issuers have it.
    ///
    /// # Errors
    /// When it is damaged or of another kind.
    pub fn from_pem(text: &str) -> Result<Self, PublicKeyError> {
        let damaged = |_| PublicKeyError::Damaged("it is not a public key in PEM");
        if text.contains("BEGIN RSA PUBLIC KEY") {
            let (_, der) = p256::pkcs8::Document::from_pem(text).map_err(damaged)?;
            return Self::from_pkcs1(der.as_bytes());
        }
        let (_, der) = p256::pkcs8::Document::from_pem(text).map_err(damaged)?;
        let info = SubjectPublicKeyInfoRef::from_der(der.as_bytes())
            .map_err(|_| PublicKeyError::Damaged("it is not a public key"))?;
        const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
        const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
        const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
        match info.algorithm.oid {
            RSA => Self::from_pkcs1(info.subject_public_key.raw_bytes()),
            EC => p256::PublicKey::from_public_key_der(der.as_bytes())
                .map(|key| Self::point(&key))
                .or_else(|_| p384::PublicKey::from_public_key_der(der.as_bytes()).map(|key| Self::point_384(&key)))
                .map_err(|_| PublicKeyError::OtherKind("another curve than P-256 and P-384".into())),
            ED25519 => Self::ed25519(info.subject_public_key.raw_bytes()),
            other => Err(PublicKeyError::OtherKind(other.to_string())),
        }
    }

    pub(super) fn ed25519(bytes: &[u8]) -> Result<Self, PublicKeyError> {
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| PublicKeyError::Damaged("it has the wrong length"))?;
        thread_local!(static READ: Recent<[u8; 32], VerifyingKey> = const { Recent::new() });
        let read =
            || VerifyingKey::from_bytes(bytes).map_err(|_| PublicKeyError::Damaged("it is no point of the curve"));
        READ.with(|kept| kept.get(bytes, read)).map(Self::Ed25519)
    }

    pub(super) fn p256(sec1: &[u8]) -> Result<Self, PublicKeyError> {
        thread_local!(static READ: Recent<Vec<u8>, PublicKey> = const { Recent::new() });
        let read = || {
            p256::PublicKey::from_sec1_bytes(sec1)
                .map(|key| Self::point(&key))
                .map_err(|_| PublicKeyError::Damaged("it is no point of the curve"))
        };
        READ.with(|kept| kept.get(sec1, read))
    }

    fn p384(sec1: &[u8]) -> Result<Self, PublicKeyError> {
        thread_local!(static READ: Recent<Vec<u8>, PublicKey> = const { Recent::new() });
        let read = || {
            p384::PublicKey::from_sec1_bytes(sec1)
                .map(|key| Self::point_384(&key))
                .map_err(|_| PublicKeyError::Damaged("it is no point of the curve"))
        };
        READ.with(|kept| kept.get(sec1, read))
    }

    fn point_384(key: &p384::PublicKey) -> Self {
        let mut point = [0; 97];
        point.copy_from_slice(key.to_sec1_point(false).as_bytes());
        Self::P384(point)
    }

    pub(super) fn point(key: &p256::PublicKey) -> Self {
        let mut point = [0; 65];
        point.copy_from_slice(key.to_sec1_point(false).as_bytes());
        Self::P256(point)
    }

    pub(super) fn from_pkcs1(der: &[u8]) -> Result<Self, PublicKeyError> {
        let key = RsaPublicKeyRef::from_der(der).map_err(|_| PublicKeyError::Damaged("it is no RSA key"))?;
        Self::rsa(key.modulus.as_bytes(), key.public_exponent.as_bytes())
    }

    fn rsa(modulus: &[u8], exponent: &[u8]) -> Result<Self, PublicKeyError> {
        let plain = |bytes: &[u8]| bytes.iter().copied().skip_while(|byte| *byte == 0).collect::<Vec<_>>();
        let (modulus, exponent) = (plain(modulus), plain(exponent));
        if !RSA_BYTES.contains(&modulus.len()) {
            return Err(PublicKeyError::OtherKind(format!("RSA of {} bits", modulus.len() * 8)));
        }
        if exponent.is_empty() || exponent.len() > 4 {
            return Err(PublicKeyError::Damaged("its exponent is out of range"));
        }
        Ok(Self::Rsa { modulus, exponent })
    }
}

/// An RSA key in PKCS#1. Numbers of bounded length can always be written.
fn pkcs1(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let number = |bytes| UintRef::new(bytes);
    number(modulus)
        .and_then(|modulus| RsaPublicKeyRef { modulus, public_exponent: number(exponent)? }.to_der())
        .unwrap_or_default()
}

/// Whether a JSON Web Key is one for signatures, as far as it says (RFC 7517,
/// `use` and `key_ops`).
#[must_use]
pub fn signs(jwk: &Value) -> bool {
    let of_use = jwk.get("use").is_none_or(|used| used == "sig");
    of_use && jwk.get("key_ops").is_none_or(|all| entries(Some(all)).any(|one| one == "verify"))
}
