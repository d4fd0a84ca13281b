//! The issuer's key, in memory and sealed in a file.
//!
//! A key file is JSON that a person can look at: name, date and public DID in
//! the open, the secret sealed with a passphrase (Argon2id, then
//! XChaCha20-Poly1305). What the sealing cost is stored in the file and is
//! bounded on reading, so that no file can make the program take all memory.

mod error;
mod secret;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io;
use std::path::Path;

use argon2::{Algorithm as Argon2Kind, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::did;
use super::public_key::{Algorithm, PublicKey};
use super::random::Randomness;
use crate::Extra;
use crate::badge::{clause, seen};
use crate::store::{
    Lock, Pending, ReadError, WriteError, holds_secret, may_create, may_replace_private, read_limited,
    write_private_new,
};
use error::FORMAT;
use secret::Secret;

pub use error::KeyError;

/// Key files are some hundreds of bytes; more is something else.
const MAX_FILE: u64 = 64 * 1024;

/// An issuer's key, opened. The secret is wiped from memory when this goes.
pub struct IssuerKey {
    name: String,
    created: Timestamp,
    retired: Option<Timestamp>,
    secret: Secret,
    public: PublicKey,
}

impl fmt::Debug for IssuerKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("IssuerKey").field("name", &self.name).field("did", &self.did()).finish_non_exhaustive()
    }
}

impl IssuerKey {
    /// Makes a new key.
    ///
    /// # Errors
    /// When there are no random numbers.
    pub fn generate(
        name: impl Into<String>,
        algorithm: Algorithm,
        created: Timestamp,
        random: &mut dyn Randomness,
    ) -> Result<Self, KeyError> {
        Self::holding(name, created, Secret::generate(algorithm, random)?)
    }

    /// Takes in a key that was made elsewhere: PKCS#8 in PEM, or a JSON Web
    /// Key, as text.
    ///
    /// # Errors
    /// When it is neither, or a kind of key that is not used here.
    pub fn import(name: impl Into<String>, created: Timestamp, text: &str) -> Result<Self, KeyError> {
        if text.len() as u64 > MAX_FILE {
            return Err(KeyError::Unusable("it is too large".into()));
        }
        let secret = if text.trim_start().starts_with('{') {
            let jwk = super::json::parse(text).map_err(|error| KeyError::Unusable(clause(&error)))?;
            Secret::from_jwk(&jwk)?
        } else {
            Secret::from_pem(text)?
        };
        Self::holding(name, created, secret)
    }

    /// The whole key, secret included, as PKCS#8 in PEM. Whoever has this text
    /// can sign as its owner: it belongs into a file of mode 0600 and nowhere
    /// else.
    ///
    /// # Errors
    /// When it cannot be written in that form.
    pub fn export_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        self.secret.to_pem()
    }

    /// The whole key, secret included, as a JSON Web Key; see
    /// [`export_pem`](Self::export_pem).
    ///
    /// # Errors
    /// When it cannot be written in that form.
    pub fn export_jwk(&self) -> Result<Zeroizing<String>, KeyError> {
        Ok(Zeroizing::new(format!("{:#}\n", self.secret.to_jwk()?)))
    }

    fn holding(name: impl Into<String>, created: Timestamp, secret: Secret) -> Result<Self, KeyError> {
        Ok(Self { name: seen(&name.into()), created, retired: None, public: secret.public()?, secret })
    }

    /// What its owner calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The identifier of whoever holds this key.
    #[must_use]
    pub fn did(&self) -> String {
        did::did_key(&self.public)
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// That this key may sign new awards and endorsements.
    ///
    /// # Errors
    /// When another took its place.
    pub fn awards(&self) -> Result<(), KeyError> {
        in_use(self.retired)
    }

    /// Signs a message: Ed25519, ECDSA with SHA-256 (both 64 bytes), or RSA
    /// PKCS#1 v1.5 with SHA-256.
    ///
    /// # Errors
    /// When the key does not do so.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.secret.sign(message)
    }
}

/// What guessing one passphrase costs (Argon2id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// How often the memory is gone through.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for KdfCost {
    /// 64 MiB three times: the second recommendation of RFC 9106 with one lane.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl KdfCost {
    /// The most that a file may ask for: 256 MiB, 16 passes, 4 lanes.
    const MOST: Self = Self { memory_kib: 256 * 1024, passes: 16, lanes: 4 };

    fn params(self) -> Result<Params, KeyError> {
        if self.memory_kib > Self::MOST.memory_kib {
            return Err(KeyError::TooCostly(format!("{} MB of memory", self.memory_kib / 1024)));
        }
        if self.passes > Self::MOST.passes || self.lanes > Self::MOST.lanes {
            return Err(KeyError::TooCostly(format!("{} passes on {} lanes", self.passes, self.lanes)));
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|error| KeyError::NotAKeyFile(format!("its cost cannot be used ({error})")))
    }
}

/// A key file: everything but the secret can be read by anybody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeyFile {
    format: u32,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub created: Timestamp,
    /// Since when another key is used in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<Timestamp>,
    algorithm: String,
    /// The identifier of whoever holds this key.
    pub did: String,
    seal: Seal,
    /// Fields this version does not know.
    #[serde(flatten)]
    extra: Extra,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Seal {
    kdf: String,
    cost: KdfCost,
    salt: String,
    cipher: String,
    nonce: String,
    sealed: String,
    #[serde(flatten)]
    extra: Extra,
}

const KDF: &str = "argon2id";
const CIPHER: &str = "xchacha20-poly1305";

impl KeyFile {
    /// Seals a key with a passphrase.
    ///
    /// # Errors
    /// When the passphrase is empty, the cost is out of bounds or there are no
    /// random numbers.
    pub fn seal(
        key: &IssuerKey,
        passphrase: &str,
        cost: KdfCost,
        random: &mut dyn Randomness,
    ) -> Result<Self, KeyError> {
        if passphrase.is_empty() {
            return Err(KeyError::EmptyPassphrase);
        }
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        random.fill(&mut salt)?;
        random.fill(&mut nonce)?;
        let did = key.did();
        let secret = key.secret.to_bytes();
        let payload = Payload { msg: &secret, aad: did.as_bytes() };
        let sealed = cipher(passphrase, &salt, cost)?
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| KeyError::NotAKeyFile("the key could not be sealed".into()))?;
        Ok(Self {
            format: FORMAT,
            name: key.name.clone(),
            created: key.created,
            retired: None,
            algorithm: key.public.algorithm().name().into(),
            did,
            seal: Seal {
                kdf: KDF.into(),
                cost,
                salt: BASE64.encode(salt),
                cipher: CIPHER.into(),
                nonce: BASE64.encode(nonce),
                sealed: BASE64.encode(sealed),
                extra: Extra::new(),
            },
            extra: Extra::new(),
        })
    }

    /// Opens the key.
    ///
    /// # Errors
    /// [`KeyError::WrongPassphrase`] when it does not open; other errors when
    /// the file itself cannot be used.
    pub fn open(&self, passphrase: &str) -> Result<IssuerKey, KeyError> {
        let seal = &self.seal;
        let known =
            Algorithm::by_name(&self.algorithm).filter(|_| (seal.kdf.as_str(), seal.cipher.as_str()) == (KDF, CIPHER));
        let Some(algorithm) = known else {
            return Err(KeyError::NotAKeyFile(format!(
                "it uses {}, {} and {}, which this version does not know",
                self.algorithm, seal.kdf, seal.cipher
            )));
        };
        let salt = decoded("salt", &seal.salt)?;
        let nonce: [u8; 24] = decoded("nonce", &seal.nonce)?
            .try_into()
            .map_err(|_| KeyError::NotAKeyFile("its nonce has the wrong length".into()))?;
        let sealed = decoded("sealed key", &seal.sealed)?;
        let secret = cipher(passphrase, &salt, seal.cost)?
            .decrypt(&XNonce::from(nonce), Payload { msg: &sealed, aad: self.did.as_bytes() })
            .map(Zeroizing::new)
            .map_err(|_| if passphrase.is_empty() { KeyError::NoPassphrase } else { KeyError::WrongPassphrase })?;
        let mut key = IssuerKey::holding(self.name.clone(), self.created, Secret::from_bytes(algorithm, &secret)?)?;
        key.retired = self.retired;
        if key.did() != self.did {
            return Err(KeyError::NotAKeyFile("its secret belongs to another key than it says".into()));
        }
        Ok(key)
    }

    /// As [`IssuerKey::awards`], to be asked before a passphrase is.
    ///
    /// # Errors
    /// When another key took its place.
    pub fn awards(&self) -> Result<(), KeyError> {
        in_use(self.retired)
    }

    /// Its kind; an unknown one counts as the usual one until it is opened.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        Algorithm::by_name(&self.algorithm).unwrap_or_default()
    }

    /// The public key.
    ///
    /// # Errors
    /// When the file's DID is not that of a key.
    pub fn public(&self) -> Result<PublicKey, KeyError> {
        did::public_key(&self.did).map_err(|error| KeyError::NotAKeyFile(clause(&error)))
    }

    /// Reads a key file's text.
    ///
    /// # Errors
    /// When it is not a key file, or one of a later format.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let bad = |error: serde_json::Error| KeyError::NotAKeyFile(error.to_string());
        let head: Head = serde_json::from_str(text).map_err(bad)?;
        if head.format > FORMAT {
            return Err(KeyError::Newer(head.format));
        }
        let file: Self = serde_json::from_str(text).map_err(bad)?;
        // It names the issuer where nothing else does.
        Ok(Self { name: seen(&file.name), ..file })
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When it cannot be read, is too large or is not a key file.
    pub fn read(path: &Path) -> Result<Self, KeyError> {
        let bytes = read_limited(path, MAX_FILE).map_err(|error| match error {
            ReadError::TooLarge { .. } => KeyError::NotAKeyFile("it is too large".into()),
            ReadError::Io(error) => KeyError::Read { path: path.display().to_string(), reason: error.to_string() },
        })?;
        Self::parse(str::from_utf8(&bytes).map_err(|_| KeyError::NotAKeyFile("it is not text".into()))?)
    }

    /// Makes a new key in the place of the one whose file this is, which is
    /// marked as retired, its sealed secret being the same. `successor` makes the
    /// new one and stores it elsewhere; when it cannot, the old one stays in use.
    /// Two programs that do so at once do not both succeed.
    ///
    /// # Errors
    /// When the file cannot be written or the key is retired already, and
    /// whatever `successor` says.
    pub fn succeed<T, E: From<KeyError>>(
        path: &Path,
        since: Timestamp,
        successor: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let unwritten = |error| E::from(KeyError::Write(error));
        Self::read(path)?;
        may_replace_private(path).map_err(unwritten)?;
        let _lock = Lock::on(path).map_err(unwritten)?;
        let old = Self::read(path)?;
        old.awards()?;
        let retired = Self { retired: Some(since), ..old.clone() };
        // What could go wrong with its file goes wrong before there is a successor.
        let marked = Pending::private(path, retired.text()?.as_bytes()).map_err(unwritten)?;
        let made = successor(&old)?;
        marked.put_in_place().map_err(KeyError::Unmarked)?;
        Ok(made)
    }

    fn text(&self) -> Result<String, KeyError> {
        let text = serde_json::to_string_pretty(self).map_err(|error| KeyError::NotAKeyFile(error.to_string()))?;
        Ok(text + "\n")
    }

    /// Stores the key file: whole or not at all, readable by its owner only,
    /// and never over a file that exists.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), KeyError> {
        write_private_new(path, self.text()?.as_bytes()).map_err(not_written)
    }

    /// That a key file can be written at a path: to be asked before a passphrase is.
    ///
    /// # Errors
    /// As [`KeyFile::write`].
    pub fn may_be_at(path: &Path) -> Result<(), KeyError> {
        may_create(path).map_err(not_written)
    }
}

fn not_written(error: WriteError) -> KeyError {
    match error.source.kind() {
        io::ErrorKind::AlreadyExists if holds_secret(&error.path) => KeyError::Exists(error.path.display().to_string()),
        _ => KeyError::Write(error),
    }
}

fn in_use(retired: Option<Timestamp>) -> Result<(), KeyError> {
    match retired {
        Some(since) => Err(KeyError::Retired(since.to_zoned(TimeZone::UTC).date())),
        None => Ok(()),
    }
}

fn decoded(what: &str, text: &str) -> Result<Vec<u8>, KeyError> {
    BASE64.decode(text).map_err(|_| KeyError::NotAKeyFile(format!("its {what} is damaged")))
}

fn cipher(passphrase: &str, salt: &[u8], cost: KdfCost) -> Result<XChaCha20Poly1305, KeyError> {
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Argon2Kind::Argon2id, Version::V0x13, cost.params()?)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
        .map_err(|error| KeyError::NotAKeyFile(format!("its passphrase cannot be checked ({error})")))?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}
