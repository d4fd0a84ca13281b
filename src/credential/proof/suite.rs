//! The kinds of proofs: what each covers, which keys make it, how its value is
//! written.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256, Sha384};

use super::document::Covers;
use super::error::ProofError;
use crate::credential::public_key::{Algorithm, PublicKey};

/// A kind of proof that we write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suite {
    /// `eddsa-rdfc-2022`: over the meaning of the document; the usual one.
    #[default]
    Rdfc,
    /// `eddsa-jcs-2022`: over its text in canonical form.
    Jcs,
}

impl Suite {
    /// Its name in the standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rdfc => "eddsa-rdfc-2022",
            Self::Jcs => "eddsa-jcs-2022",
        }
    }
}

/// The type of the proofs that name their kind in a field of its own.
pub(super) const DATA_INTEGRITY: &str = "DataIntegrityProof";

/// How a proof is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One signature over everything.
    Whole,
    /// One over what is always shown and one for each further statement, so
    /// that whoever holds the credential may leave some out.
    Parts,
}

/// A kind of proof that is checked.
#[derive(Debug)]
pub(super) struct Kind {
    /// Its type.
    pub(super) proof_type: &'static str,
    /// Its name within that type, where that holds several kinds.
    pub(super) cryptosuite: Option<&'static str>,
    pub(super) covers: Covers,
    pub(super) form: Form,
    keys: &'static [Algorithm],
}

const ED25519: &[Algorithm] = &[Algorithm::Ed25519];
const ECDSA: &[Algorithm] = &[Algorithm::P256, Algorithm::P384];

/// Every kind that is checked (Data Integrity EdDSA Cryptosuites 1.0, Data
/// Integrity ECDSA Cryptosuites 1.0).
const KINDS: &[Kind] = &[
    Kind::of("eddsa-rdfc-2022", Covers::Meaning, Form::Whole, ED25519),
    Kind::of("eddsa-jcs-2022", Covers::Text, Form::Whole, ED25519),
    Kind::of("ecdsa-rdfc-2019", Covers::Meaning, Form::Whole, ECDSA),
    Kind::of("ecdsa-jcs-2019", Covers::Text, Form::Whole, ECDSA),
    Kind::of("ecdsa-sd-2023", Covers::Meaning, Form::Parts, &[Algorithm::P256]),
    Kind {
        proof_type: "Ed25519Signature2020",
        cryptosuite: None,
        covers: Covers::Meaning,
        form: Form::Whole,
        keys: ED25519,
    },
];

impl Kind {
    const fn of(name: &'static str, covers: Covers, form: Form, keys: &'static [Algorithm]) -> Self {
        Self { proof_type: DATA_INTEGRITY, cryptosuite: Some(name), covers, form, keys }
    }

    /// Which kind a proof is by its own words.
    pub(super) fn by_name(proof: &Map<String, Value>) -> Result<&'static Self, ProofError> {
        let text = |name: &str| single(proof.get(name)).and_then(Value::as_str);
        let proof_type = text("type").ok_or_else(|| ProofError::Malformed("it has no “type”".into()))?;
        let cryptosuite = text("cryptosuite");
        let fits = |kind: &&Self| {
            let named = cryptosuite == kind.cryptosuite && proof.contains_key("cryptosuite") == cryptosuite.is_some();
            kind.proof_type == proof_type && named
        };
        KINDS.iter().find(fits).ok_or_else(|| match cryptosuite.filter(|_| proof_type == DATA_INTEGRITY) {
            None if proof_type == DATA_INTEGRITY => ProofError::Malformed("it names no kind".into()),
            name => ProofError::UnknownSuite(name.unwrap_or(proof_type).chars().take(60).collect()),
        })
    }

    /// Its name for people.
    pub(super) fn name(&self) -> &'static str {
        self.cryptosuite.unwrap_or(self.proof_type)
    }

    /// Only keys of the kinds that go with it make such a proof.
    pub(super) fn takes(&self, key: PublicKey) -> Result<PublicKey, ProofError> {
        if self.keys.contains(&key.algorithm()) {
            return Ok(key);
        }
        let (name, kind) = (self.name(), key.algorithm().name());
        Err(ProofError::Malformed(format!("{name} does not go with a key of the kind {kind}")))
    }
}

/// How a document is hashed for a signature. Which one it is, the key decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha256,
    Sha384,
}

impl Hash {
    /// The hash that goes with a key.
    pub(super) fn of_key(key: &PublicKey) -> Self {
        match key.algorithm() {
            Algorithm::P384 => Self::Sha384,
            Algorithm::Ed25519 | Algorithm::P256 | Algorithm::Rsa => Self::Sha256,
        }
    }

    /// The hash of a text.
    pub(super) fn of(self, text: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(text).to_vec(),
            Self::Sha384 => Sha384::digest(text).to_vec(),
        }
    }

    /// The hash of lines that stand one after the other.
    pub(super) fn of_lines(self, lines: &[String]) -> Vec<u8> {
        fn all<D: Digest>(lines: &[String]) -> Vec<u8> {
            lines.iter().fold(D::new(), |hash, line| hash.chain_update(line)).finalize().to_vec()
        }
        match self {
            Self::Sha256 => all::<Sha256>(lines),
            Self::Sha384 => all::<Sha384>(lines),
        }
    }
}

/// What stands in a field alone, or in a list of one, which says the same.
pub(super) fn single(value: Option<&Value>) -> Option<&Value> {
    match value {
        Some(Value::Array(list)) if list.len() == 1 => list.first(),
        value => value,
    }
}

/// A signature in multibase base58-btc, the only form in which the kinds that
/// sign everything write it.
pub(super) fn whole_signature(value: &str) -> Result<Vec<u8>, ProofError> {
    // 96 bytes, those of a P-384 key, are 132 digits at most.
    let read = value.strip_prefix('z').filter(|digits| digits.len() <= 132);
    let bytes = read.and_then(|digits| bs58::decode(digits).into_vec().ok());
    bytes.filter(|bytes| [64, 96].contains(&bytes.len())).ok_or_else(|| {
        ProofError::Malformed("its value is not a signature of 64 or 96 bytes in base58, beginning with z".into())
    })
}
