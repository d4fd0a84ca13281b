//! The secret half of a key: made, taken in, given out, and signing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer as _;
use p256::pkcs8::der::Encode as _;
use p256::pkcs8::der::asn1::UintRef;
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding, PrivateKeyInfoRef, SecretDocument};
use ring::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use rsa::pkcs1::{DecodeRsaPrivateKey as _, RsaPrivateKeyRef};
use rsa::rand_core::{TryCryptoRng, TryRng};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::error::KeyError;
use crate::credential::public_key::{Algorithm, PublicKey};
use crate::credential::random::{RandomError, Randomness};

/// Size of the RSA keys that are made, in bits.
const RSA_BITS: usize = 2048;
/// Largest RSA secret that is taken in, in bytes of PKCS#8: one of 8192 bits.
const MAX_RSA_DER: usize = 8 * 1024;

/// A secret key.
pub(super) enum Secret {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    P256(p256::ecdsa::SigningKey),
    /// Kept as PKCS#8, and ready to sign.
    Rsa(SecretDocument, Box<RsaKeyPair>),
}

/// A kind that is only checked.
fn not_made(algorithm: Algorithm) -> KeyError {
    KeyError::Unusable(format!("{} keys are checked by this version and not signed with", algorithm.name()))
}

impl Secret {
    pub(super) fn generate(algorithm: Algorithm, random: &mut dyn Randomness) -> Result<Self, KeyError> {
        let mut bytes = Zeroizing::new([0; 32]);
        match algorithm {
            Algorithm::Ed25519 => {
                random.fill(bytes.as_mut())?;
                Ok(Self::Ed25519(Box::new(ed25519_dalek::SigningKey::from_bytes(&bytes))))
            }
            // A number beyond the curve's order is as likely as none at all, but it is drawn anew.
            Algorithm::P256 => loop {
                random.fill(bytes.as_mut())?;
                if let Ok(key) = p256::ecdsa::SigningKey::from_slice(bytes.as_ref()) {
                    return Ok(Self::P256(key));
                }
            },
            Algorithm::P384 => Err(not_made(algorithm)),
            Algorithm::Rsa => {
                let key = rsa::PrivateKey::new(&mut Source(random), RSA_BITS)
                    .map_err(|error| KeyError::Unusable(error.to_string()))?;
                let der = key.to_pkcs8_der().map_err(|error| KeyError::Unusable(error.to_string()))?;
                Self::rsa(der)
            }
        }
    }

    fn rsa(der: SecretDocument) -> Result<Self, KeyError> {
        let pair =
            RsaKeyPair::from_pkcs8(der.as_bytes()).map_err(|error| KeyError::Unusable(format!("RSA: {error}")))?;
        Ok(Self::Rsa(der, Box::new(pair)))
    }

    pub(super) fn public(&self) -> Result<PublicKey, KeyError> {
        match self {
            Self::Ed25519(key) => Ok(PublicKey::Ed25519(key.verifying_key())),
            Self::P256(key) => Ok(PublicKey::point(&key.verifying_key().into())),
            Self::Rsa(_, pair) => {
                PublicKey::from_pkcs1(pair.public_key().as_ref()).map_err(|error| KeyError::Unusable(error.to_string()))
            }
        }
    }

    /// The signature of a message, in the form that a JWS carries.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        match self {
            Self::Ed25519(key) => Ok(key.sign(message).to_bytes().to_vec()),
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message);
                Ok(signature.to_bytes().to_vec())
            }
            Self::Rsa(_, pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &ring::rand::SystemRandom::new(), message, &mut signature)
                    .map_err(|_| KeyError::Unusable("the RSA key cannot sign".into()))?;
                Ok(signature)
            }
        }
    }

    /// What is sealed in a key file: 32 bytes, for RSA a PKCS#8 document.
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        match self {
            Self::Ed25519(key) => Zeroizing::new(key.as_bytes().to_vec()),
            Self::P256(key) => Zeroizing::new(key.to_bytes().to_vec()),
            Self::Rsa(der, _) => Zeroizing::new(der.as_bytes().to_vec()),
        }
    }

    pub(super) fn from_bytes(algorithm: Algorithm, bytes: &[u8]) -> Result<Self, KeyError> {
        let wrong = || KeyError::Unusable(format!("it is no {} key", algorithm.name()));
        match algorithm {
            Algorithm::Ed25519 => {
                let bytes = Zeroizing::new(<[u8; 32]>::try_from(bytes).map_err(|_| wrong())?);
                Ok(Self::Ed25519(Box::new(ed25519_dalek::SigningKey::from_bytes(&bytes))))
            }
            Algorithm::P256 => p256::ecdsa::SigningKey::from_slice(bytes).map(Self::P256).map_err(|_| wrong()),
            Algorithm::P384 => Err(not_made(algorithm)),
            Algorithm::Rsa if bytes.len() > MAX_RSA_DER => Err(wrong()),
            Algorithm::Rsa => Self::rsa(SecretDocument::from_pkcs8_der(bytes).map_err(|_| wrong())?),
        }
    }

    /// The key as PKCS#8 in PEM (RFC 5958, RFC 7468).
    pub(super) fn to_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        let unwritten = |error: p256::pkcs8::Error| KeyError::Unusable(error.to_string());
        match self {
            Self::Ed25519(key) => key.to_pkcs8_pem(LineEnding::LF).map_err(unwritten),
            Self::P256(key) => key.to_pkcs8_pem(LineEnding::LF).map_err(unwritten),
            Self::Rsa(der, _) => der.to_pem("PRIVATE KEY", LineEnding::LF).map_err(|error| unwritten(error.into())),
        }
    }

    /// Reads PKCS#8 in PEM, also the older `RSA PRIVATE KEY`.
    pub(super) fn from_pem(text: &str) -> Result<Self, KeyError> {
        let unread = || {
            KeyError::Unusable(
                "it is not an Ed25519, P-256 or RSA key in PKCS#8 (BEGIN PRIVATE KEY); one with a passphrase of its \
                 own has to be unlocked first"
                    .into(),
            )
        };
        if text.contains("BEGIN RSA PRIVATE KEY") {
            let key = rsa::PrivateKey::from_pkcs1_pem(text).map_err(|_| unread())?;
            return Self::rsa(key.to_pkcs8_der().map_err(|_| unread())?);
        }
        let (label, der) = SecretDocument::from_pem(text.trim_start()).map_err(|_| unread())?;
        if label != "PRIVATE KEY" {
            return Err(unread());
        }
        let info = PrivateKeyInfoRef::try_from(der.as_bytes()).map_err(|_| unread())?;
        match info.algorithm.oid.to_string().as_str() {
            "1.3.101.112" => {
                ed25519_dalek::SigningKey::try_from(info).map(|key| Self::Ed25519(Box::new(key))).map_err(|_| unread())
            }
            "1.2.840.10045.2.1" => {
                let key = p256::SecretKey::try_from(info).map_err(|_| unread())?;
                Ok(Self::P256(key.into()))
            }
            "1.2.840.113549.1.1.1" => Self::rsa(der),
            _ => Err(unread()),
        }
    }

    /// The key as a JSON Web Key with its secret (RFC 7517, 7518, 8037).
    pub(super) fn to_jwk(&self) -> Result<Value, KeyError> {
        let mut jwk = self.public()?.jwk(None);
        let coded = |bytes: &[u8]| Value::from(URL_SAFE_NO_PAD.encode(bytes));
        match self {
            Self::Ed25519(_) | Self::P256(_) => jwk["d"] = coded(&self.to_bytes()),
            Self::Rsa(der, _) => {
                let unread = || KeyError::Unusable("the RSA key cannot be taken apart".into());
                let info = PrivateKeyInfoRef::try_from(der.as_bytes()).map_err(|_| unread())?;
                let key = RsaPrivateKeyRef::try_from(info.private_key.as_bytes()).map_err(|_| unread())?;
                for (name, number) in [
                    ("d", key.private_exponent),
                    ("p", key.prime1),
                    ("q", key.prime2),
                    ("dp", key.exponent1),
                    ("dq", key.exponent2),
                    ("qi", key.coefficient),
                ] {
                    jwk[name] = coded(number.as_bytes());
                }
            }
        }
        Ok(jwk)
    }

    /// Reads a JSON Web Key with its secret.
    pub(super) fn from_jwk(jwk: &Value) -> Result<Self, KeyError> {
        let unread = || KeyError::Unusable("it is not an Ed25519, P-256 or RSA key as JSON Web Key".into());
        let bytes = |name: &str| -> Result<Zeroizing<Vec<u8>>, KeyError> {
            let text = jwk.get(name).and_then(Value::as_str).ok_or_else(unread)?;
            URL_SAFE_NO_PAD.decode(text).map(Zeroizing::new).map_err(|_| unread())
        };
        let text = |name| jwk.get(name).and_then(Value::as_str).unwrap_or_default();
        let secret = match (text("kty"), text("crv")) {
            ("OKP", "Ed25519") => Self::from_bytes(Algorithm::Ed25519, &bytes("d")?)?,
            ("EC", "P-256") => Self::from_bytes(Algorithm::P256, &bytes("d")?)?,
            ("RSA", _) => {
                let parts = ["n", "e", "d", "p", "q", "dp", "dq", "qi"]
                    .iter()
                    .map(|name| bytes(name))
                    .collect::<Result<Vec<_>, _>>()?;
                let number = |at: usize| UintRef::new(&parts[at]).map_err(|_| unread());
                let key = RsaPrivateKeyRef {
                    modulus: number(0)?,
                    public_exponent: number(1)?,
                    private_exponent: number(2)?,
                    prime1: number(3)?,
                    prime2: number(4)?,
                    exponent1: number(5)?,
                    exponent2: number(6)?,
                    coefficient: number(7)?,
                    other_prime_infos: None,
                };
                let der = Zeroizing::new(key.to_der().map_err(|_| unread())?);
                let key = rsa::PrivateKey::from_pkcs1_der(&der).map_err(|_| unread())?;
                Self::rsa(key.to_pkcs8_der().map_err(|_| unread())?)?
            }
            _ => return Err(unread()),
        };
        // The public half that the text names has to be that of its secret.
        let mut named = json!({});
        for name in ["kty", "crv", "x", "y", "n", "e"] {
            if let Some(value) = jwk.get(name) {
                named[name] = value.clone();
            }
        }
        match PublicKey::from_jwk(&named) {
            Ok(named) if named == secret.public()? => Ok(secret),
            _ => Err(KeyError::Unusable("its public and secret halves do not belong together".into())),
        }
    }
}

/// Our source of random numbers, as the RSA crate wants it.
struct Source<'a>(&'a mut dyn Randomness);

impl TryRng for Source<'_> {
    type Error = RandomError;

    fn try_next_u32(&mut self) -> Result<u32, RandomError> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes).map(|()| u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, RandomError> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes).map(|()| u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        self.0.fill(bytes)
    }
}

impl TryCryptoRng for Source<'_> {}
