//! The issuer's key, in memory and sealed in a file.
//!
//! A key file is JSON that a person can look at: name, date and public DID in
//! the open, the secret sealed with a passphrase (Argon2id, then
//! XChaCha20-Poly1305). What the sealing cost is stored in the file and is
//! bounded on reading, so that no file can make the program take all memory.

use std::fmt;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

use super::did;
use super::random::{RandomError, Randomness};
use crate::document::{WriteError, write_private_new};

/// The format that this version writes and reads.
const FORMAT: u32 = 1;
/// Key files are some hundreds of bytes; more is something else.
const MAX_FILE: u64 = 64 * 1024;

/// Why a key could not be made, sealed, opened or stored.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The passphrase does not open the file.
    #[error("That passphrase does not open this key. Check capital letters and the keyboard layout, then try again.")]
    WrongPassphrase,
    /// No passphrase was given.
    #[error("A key needs a passphrase that is not empty.")]
    EmptyPassphrase,
    /// The file is not a key file.
    #[error("This is not a key file: {0}.")]
    NotAKeyFile(String),
    /// The file was written by a later version.
    #[error("This key file has format {0}; this version reads format {FORMAT}. Open it with a newer Badgewright.")]
    Newer(u32),
    /// The file asks for more memory or time than is given.
    #[error("This key file asks for {0} to open it, more than is allowed. It was not made by Badgewright.")]
    TooCostly(String),
    /// A file of that name exists already; keys are never overwritten.
    #[error("There is already a file {0}. A key is never overwritten: choose another name.")]
    Exists(String),
    /// Reading failed.
    #[error("The key file {path} could not be read: {reason}.")]
    Read {
        /// The file.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// Writing failed.
    #[error(transparent)]
    Write(WriteError),
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] RandomError),
}

/// An issuer's key, opened. The secret is wiped from memory when this goes.
pub struct IssuerKey {
    name: String,
    created: Timestamp,
    signing: SigningKey,
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
        created: Timestamp,
        random: &mut dyn Randomness,
    ) -> Result<Self, KeyError> {
        let mut secret = Zeroizing::new([0; 32]);
        random.fill(secret.as_mut())?;
        Ok(Self { name: name.into(), created, signing: SigningKey::from_bytes(&secret) })
    }

    /// What its owner calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The identifier of whoever holds this key.
    #[must_use]
    pub fn did(&self) -> String {
        did::did_key(&self.signing.verifying_key())
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> VerifyingKey {
        self.signing.verifying_key()
    }

    /// Signs a message (Ed25519).
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing.sign(message).to_bytes()
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
    algorithm: String,
    /// The identifier of whoever holds this key.
    pub did: String,
    seal: Seal,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Seal {
    kdf: String,
    cost: KdfCost,
    salt: String,
    cipher: String,
    nonce: String,
    sealed: String,
}

const ALGORITHM: &str = "Ed25519";
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
        let payload = Payload { msg: key.signing.as_bytes(), aad: did.as_bytes() };
        let sealed = cipher(passphrase, &salt, cost)?
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| KeyError::NotAKeyFile("the key could not be sealed".into()))?;
        Ok(Self {
            format: FORMAT,
            name: key.name.clone(),
            created: key.created,
            algorithm: ALGORITHM.into(),
            did,
            seal: Seal {
                kdf: KDF.into(),
                cost,
                salt: BASE64.encode(salt),
                cipher: CIPHER.into(),
                nonce: BASE64.encode(nonce),
                sealed: BASE64.encode(sealed),
            },
        })
    }

    /// Opens the key.
    ///
    /// # Errors
    /// [`KeyError::WrongPassphrase`] when it does not open; other errors when
    /// the file itself cannot be used.
    pub fn open(&self, passphrase: &str) -> Result<IssuerKey, KeyError> {
        let seal = &self.seal;
        if (self.algorithm.as_str(), seal.kdf.as_str(), seal.cipher.as_str()) != (ALGORITHM, KDF, CIPHER) {
            return Err(KeyError::NotAKeyFile(format!(
                "it uses {}, {} and {}, which this version does not know",
                self.algorithm, seal.kdf, seal.cipher
            )));
        }
        let salt = decoded("salt", &seal.salt)?;
        let nonce: [u8; 24] = decoded("nonce", &seal.nonce)?
            .try_into()
            .map_err(|_| KeyError::NotAKeyFile("its nonce has the wrong length".into()))?;
        let sealed = decoded("sealed key", &seal.sealed)?;
        let secret = cipher(passphrase, &salt, seal.cost)?
            .decrypt(&XNonce::from(nonce), Payload { msg: &sealed, aad: self.did.as_bytes() })
            .map(Zeroizing::new)
            .map_err(|_| KeyError::WrongPassphrase)?;
        let secret = Zeroizing::new(
            <[u8; 32]>::try_from(secret.as_slice())
                .map_err(|_| KeyError::NotAKeyFile("its sealed key has the wrong length".into()))?,
        );
        let key =
            IssuerKey { name: self.name.clone(), created: self.created, signing: SigningKey::from_bytes(&secret) };
        if key.did() != self.did {
            return Err(KeyError::NotAKeyFile("its secret belongs to another key than it says".into()));
        }
        Ok(key)
    }

    /// The public key as a JSON Web Key (RFC 8037).
    ///
    /// # Errors
    /// When the file's DID is not that of an Ed25519 key.
    pub fn public_jwk(&self) -> Result<serde_json::Value, KeyError> {
        let key = did::public_key(&self.did).map_err(|error| KeyError::NotAKeyFile(error.to_string()))?;
        let x = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(key.as_bytes());
        Ok(serde_json::json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "kid": self.did }))
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
        serde_json::from_str(text).map_err(bad)
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When it cannot be read, is too large or is not a key file.
    pub fn read(path: &Path) -> Result<Self, KeyError> {
        let failed = |error: io::Error| KeyError::Read { path: path.display().to_string(), reason: error.to_string() };
        let mut text = String::new();
        let file = fs::File::open(path).map_err(failed)?;
        file.take(MAX_FILE + 1).read_to_string(&mut text).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => KeyError::NotAKeyFile("it is not text".into()),
            _ => failed(error),
        })?;
        if text.len() as u64 > MAX_FILE {
            return Err(KeyError::NotAKeyFile("it is too large".into()));
        }
        Self::parse(&text)
    }

    /// Stores the key file: whole or not at all, readable by its owner only,
    /// and never over a file that exists.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), KeyError> {
        let mut text = serde_json::to_string_pretty(self).map_err(|error| KeyError::NotAKeyFile(error.to_string()))?;
        text.push('\n');
        write_private_new(path, text.as_bytes()).map_err(|error| match error.source.kind() {
            io::ErrorKind::AlreadyExists => KeyError::Exists(path.display().to_string()),
            _ => KeyError::Write(error),
        })
    }
}

fn decoded(what: &str, text: &str) -> Result<Vec<u8>, KeyError> {
    BASE64.decode(text).map_err(|_| KeyError::NotAKeyFile(format!("its {what} is damaged")))
}

fn cipher(passphrase: &str, salt: &[u8], cost: KdfCost) -> Result<XChaCha20Poly1305, KeyError> {
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
        .map_err(|error| KeyError::NotAKeyFile(format!("its passphrase cannot be checked ({error})")))?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::random::SystemRandom;

    const QUICK: KdfCost = KdfCost { memory_kib: 8, passes: 1, lanes: 1 };

    fn key() -> IssuerKey {
        IssuerKey::generate("Harbour Trust", Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap()
    }

    #[test]
    fn a_sealed_key_opens_with_its_passphrase_only() {
        let key = key();
        let file = KeyFile::seal(&key, "correct horse", QUICK, &mut SystemRandom).unwrap();
        let opened = file.open("correct horse").unwrap();
        assert_eq!(opened.did(), key.did());
        assert_eq!(opened.name(), "Harbour Trust");
        assert_eq!(opened.sign(b"x"), key.sign(b"x"));
        assert!(matches!(file.open("wrong"), Err(KeyError::WrongPassphrase)));
        assert!(matches!(file.open(""), Err(KeyError::WrongPassphrase)));
        assert!(matches!(KeyFile::seal(&key, "", QUICK, &mut SystemRandom), Err(KeyError::EmptyPassphrase)));
    }

    #[test]
    fn the_secret_is_neither_printed_nor_in_the_file() {
        let key = key();
        let secret = key.signing.to_bytes();
        let file = KeyFile::seal(&key, "p", QUICK, &mut SystemRandom).unwrap();
        let text = serde_json::to_string(&file).unwrap();
        for shown in [format!("{key:?}"), text] {
            assert!(!shown.contains(&BASE64.encode(secret)));
            assert!(!shown.contains(&format!("{secret:?}")));
            assert!(!shown.contains(&bs58::encode(secret).into_string()));
        }
    }

    #[test]
    fn a_file_keeps_its_key_and_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("issuer.key");
        let file = KeyFile::seal(&key(), "p", QUICK, &mut SystemRandom).unwrap();
        file.write(&path).unwrap();
        assert_eq!(KeyFile::read(&path).unwrap().open("p").unwrap().did(), file.did);
        assert!(matches!(file.write(&path), Err(KeyError::Exists(_))));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing temporary is left");
    }

    #[test]
    fn a_hostile_file_cannot_ask_for_all_memory() {
        let mut file = KeyFile::seal(&key(), "p", QUICK, &mut SystemRandom).unwrap();
        file.seal.cost.memory_kib = 100 * 1024 * 1024;
        assert!(file.open("p").unwrap_err().to_string().contains("102400 MB of memory"));
        file.seal.cost = KdfCost { passes: 1_000_000, ..QUICK };
        assert!(matches!(file.open("p"), Err(KeyError::TooCostly(_))));
        file.seal.cost = KdfCost { memory_kib: 0, ..QUICK };
        assert!(matches!(file.open("p"), Err(KeyError::NotAKeyFile(_))));
    }

    #[test]
    fn damaged_and_foreign_files_are_refused_in_words() {
        let file = KeyFile::seal(&key(), "p", QUICK, &mut SystemRandom).unwrap();
        let text = serde_json::to_string(&file).unwrap();
        for bad in ["", "{}", "[1]", "not json", &text[..text.len() / 2]] {
            assert!(matches!(KeyFile::parse(bad), Err(KeyError::NotAKeyFile(_))), "{bad}");
        }
        let newer = text.replacen("\"format\":1", "\"format\":7", 1);
        assert!(matches!(KeyFile::parse(&newer), Err(KeyError::Newer(7))));
        let mut swapped = file.clone();
        swapped.did = key().did();
        assert!(swapped.open("p").is_err());
        for broken in ["", "!!", "AAAA"] {
            let mut short = file.clone();
            short.seal.salt = broken.into();
            assert!(short.open("p").is_err());
            let mut short = file.clone();
            short.seal.nonce = broken.into();
            assert!(short.open("p").is_err());
            let mut short = file.clone();
            short.seal.sealed = broken.into();
            assert!(short.open("p").is_err());
        }
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(KeyFile::read(&folder.path().join("none")), Err(KeyError::Read { .. })));
    }

    #[test]
    fn the_public_key_is_shown_as_a_jwk_without_a_secret() {
        let file = KeyFile::seal(&key(), "p", QUICK, &mut SystemRandom).unwrap();
        let jwk = file.public_jwk().unwrap();
        assert_eq!(jwk["crv"], "Ed25519");
        assert!(jwk.get("d").is_none());
    }

    #[test]
    fn the_usual_cost_is_within_bounds() {
        assert!(KdfCost::default().params().is_ok());
        assert!(KdfCost::MOST.params().is_ok());
    }
}
