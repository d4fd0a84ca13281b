//! The forms in which a badge can be awarded.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::IssueError;
use crate::carrier::Standard;
use crate::credential::ob3::CredentialError;
use crate::credential::proof::{self, Suite};
use crate::credential::{Algorithm, IssuerKey, did, vc_jwt};

/// A form of credential.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Open Badges 3.0 with an `eddsa-rdfc-2022` proof: the usual one.
    #[default]
    Ob3,
    /// Open Badges 3.0 with an `eddsa-jcs-2022` proof.
    Ob3Jcs,
    /// Open Badges 3.0 as a JWT.
    Ob3Jwt,
    /// Open Badges 2.0, signed.
    Ob2Signed,
    /// Open Badges 2.0, kept on the issuer's web server.
    Ob2Hosted,
}

impl Form {
    /// Every form, the usual one first.
    pub const ALL: [Self; 5] = [Self::Ob3, Self::Ob3Jcs, Self::Ob3Jwt, Self::Ob2Signed, Self::Ob2Hosted];

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Ob3 => "Open Badges 3.0",
            Self::Ob3Jcs => "Open Badges 3.0 (eddsa-jcs-2022)",
            Self::Ob3Jwt => "Open Badges 3.0 as JWT",
            Self::Ob2Signed => "Open Badges 2.0, signed",
            Self::Ob2Hosted => "Open Badges 2.0, hosted",
        }
    }

    /// Whether the credential alone is a token rather than JSON.
    #[must_use]
    pub fn is_token(self) -> bool {
        matches!(self, Self::Ob3Jwt | Self::Ob2Signed)
    }

    /// The kinds of key that sign it, the usual one first; none when it needs
    /// no key.
    #[must_use]
    pub fn algorithms(self) -> &'static [Algorithm] {
        match self {
            Self::Ob3 | Self::Ob3Jcs => &[Algorithm::Ed25519],
            Self::Ob3Jwt => &[Algorithm::P256, Algorithm::Rsa, Algorithm::Ed25519],
            Self::Ob2Signed => &[Algorithm::Rsa, Algorithm::P256],
            Self::Ob2Hosted => &[],
        }
    }

    /// Whether its issuer has to be a web address.
    #[must_use]
    pub fn needs_site(self) -> bool {
        matches!(self, Self::Ob2Signed | Self::Ob2Hosted)
    }

    /// The standard that a picture carries the credential for.
    pub(super) fn standard(self) -> Standard {
        if self.needs_site() { Standard::Two } else { Standard::Three }
    }

    /// That a key goes with this form.
    ///
    /// # Errors
    /// Says which kind does.
    pub fn takes(self, key: Option<Algorithm>) -> Result<(), IssueError> {
        let kinds = self.algorithms();
        let needed = match kinds {
            [] => return Ok(()),
            [Algorithm::Ed25519] => "Ed25519",
            [Algorithm::Rsa, ..] => "RSA or P-256",
            _ => "P-256, RSA or Ed25519",
        };
        match key {
            None => Err(IssueError::NoKey(self.title())),
            Some(key) if kinds.contains(&key) => Ok(()),
            Some(key) => Err(IssueError::OtherKey { form: self.title(), key: key.name(), needed }),
        }
    }

    /// Credential of Open Badges 3.0, signed: JSON with a proof, or a token.
    pub(super) fn sign(
        self,
        credential: &Value,
        key: &IssuerKey,
        method: &str,
        at: Timestamp,
    ) -> Result<String, CredentialError> {
        Ok(match self {
            Self::Ob3Jwt => vc_jwt::sign(credential, key, method)?,
            Self::Ob3Jcs => proof::sign_as(credential, key, Suite::Jcs, method, at)?.to_string(),
            _ => proof::sign_as(credential, key, Suite::Rdfc, method, at)?.to_string(),
        })
    }
}

/// Verification method: the address of a key as the proofs of an issuer name it.
pub(super) fn method_of(issuer: &str, key: &IssuerKey) -> String {
    if issuer == key.did() {
        did::verification_method(key.public())
    } else {
        format!("{issuer}#{}", key.public().multibase())
    }
}
