//! Signatures of which the holder shows parts: `ecdsa-sd-2023` (Data Integrity
//! ECDSA Cryptosuites 1.0, section 3.4 to 3.6).
//!
//! The issuer signs what is always shown as a whole and each further statement
//! alone, with a key made for that one credential, and signs that key as well.
//! So the holder may leave statements out, and can neither add nor change one.

use std::collections::{HashMap, HashSet};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::cbor::Reader;
use super::error::ProofError;
use super::rdf;
use super::suite::Hash;
use super::unsigned::Unsigned;
use crate::credential::public_key::{Algorithm, PublicKey};
use crate::credential::strict::Said;

/// What begins a value from which the holder makes others.
const BASE: [u8; 3] = [0xd9, 0x5d, 0x00];
/// What begins a value that the holder made to be shown.
const SHOWN: [u8; 3] = [0xd9, 0x5d, 0x01];

/// A value that the holder made to be shown.
pub(super) struct Shown {
    /// The issuer's signature over everything that is always shown.
    base: Vec<u8>,
    /// The key that was made for this credential, as it was signed.
    key_bytes: Vec<u8>,
    key: PublicKey,
    /// Its signatures over each further statement.
    signatures: Vec<Vec<u8>>,
    /// The number of each part without an address and the name that it had when
    /// it was signed.
    names: HashMap<String, String>,
    /// Which statements are always shown.
    mandatory: HashSet<usize>,
}

impl Shown {
    /// Reads a value.
    pub(super) fn read(value: &str) -> Result<Self, ProofError> {
        let bad = || ProofError::Malformed("its value is not one of its kind in base64url, beginning with u".into());
        let bytes = value.strip_prefix('u').and_then(|coded| URL_SAFE_NO_PAD.decode(coded).ok()).ok_or_else(bad)?;
        let Some((header, body)) = bytes.split_first_chunk::<3>() else { return Err(bad()) };
        match *header {
            BASE => Err(ProofError::Undisclosed),
            SHOWN => Self::parts(body).ok_or_else(bad),
            _ => Err(bad()),
        }
    }

    fn parts(body: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(body);
        if reader.list()? != 5 {
            return None;
        }
        let base = signature(&mut reader)?;
        let key_bytes = reader.bytes()?.to_vec();
        let key = PublicKey::from_multicodec(&key_bytes).ok().filter(|key| key.algorithm() == Algorithm::P256)?;
        let mut signatures = Vec::new();
        for _ in 0..reader.list()? {
            signatures.push(signature(&mut reader)?);
        }
        let (mut names, mut given) = (HashMap::new(), HashSet::new());
        for _ in 0..reader.map()? {
            let number = reader.number()?;
            let name: &[u8; 32] = reader.bytes()?.try_into().ok()?;
            // One name for two parts would let the holder make two of one.
            if !given.insert(name) {
                return None;
            }
            let name = format!("u{}", URL_SAFE_NO_PAD.encode(name));
            if names.insert(format!("c14n{number}"), name).is_some() {
                return None;
            }
        }
        let mut mandatory = HashSet::new();
        for _ in 0..reader.list()? {
            mandatory.insert(usize::try_from(reader.number()?).ok()?);
        }
        reader.is_done().then_some(Self { base, key_bytes, key, signatures, names, mandatory })
    }

    /// Whether the issuer's key signed everything that the document says.
    pub(super) fn fits(
        &self,
        unsigned: &Unsigned<'_, '_>,
        options: &Said<'_>,
        issuer: &PublicKey,
    ) -> Result<bool, ProofError> {
        let work = unsigned.work;
        let signed_as = |name: String| {
            let unnamed = || ProofError::Malformed("it does not name every part of what it signs".into());
            self.names.get(&name).cloned().ok_or_else(unnamed)
        };
        let lines = rdf::lines(&unsigned.said()?.statements, Hash::Sha256, work, &signed_as)?;
        if self.mandatory.iter().any(|place| *place >= lines.len()) {
            return Err(ProofError::Malformed("it counts more statements than there are".into()));
        }
        let (mut always, mut further) = (String::new(), Vec::new());
        for (place, line) in lines.iter().enumerate() {
            match self.mandatory.contains(&place) {
                true => always.push_str(line),
                false => further.push(line),
            }
        }
        if further.len() != self.signatures.len() {
            return Ok(false);
        }
        let options = rdf::hash(&options.statements, Hash::Sha256, work)?;
        let message = [options, self.key_bytes.clone(), Hash::Sha256.of(always.as_bytes())].concat();
        if !issuer.verifies(&message, &self.base, work)? {
            return Ok(false);
        }
        for (line, made) in further.iter().zip(&self.signatures) {
            if !self.key.verifies(line.as_bytes(), made, work)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn signature(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    reader.bytes().filter(|bytes| bytes.len() == 64).map(<[u8]>::to_vec)
}
