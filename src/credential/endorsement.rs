//! Endorsements: signed words of somebody about a badge or an issuer (Open
//! Badges 3.0, `EndorsementCredential`).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::contexts::{CREDENTIALS_V2, OPEN_BADGES_3};
use super::keys::IssuerKey;
use super::ob3;
use super::proof::{self, ProofError};

/// What somebody says in favour of something.
#[derive(Clone, Debug)]
pub struct Endorsement<'a> {
    /// Identifier of this endorsement, a URI.
    pub id: &'a str,
    /// Identifier of the badge or issuer that is endorsed.
    pub subject: &'a str,
    /// The words.
    pub comment: &'a str,
    /// Name of whoever endorses.
    pub endorser: &'a str,
}

/// The signed endorsement, to be put into a badge's `endorsement`.
///
/// # Errors
/// When it cannot be signed.
pub fn endorse(endorsement: &Endorsement<'_>, key: &IssuerKey, at: Timestamp) -> Result<Value, ProofError> {
    let credential = json!({
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "id": endorsement.id,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": format!("Endorsement by {}", endorsement.endorser),
        "issuer": { "id": key.did(), "type": ["Profile"], "name": endorsement.endorser },
        "validFrom": ob3::time(at),
        "credentialSubject": {
            "id": endorsement.subject,
            "type": ["EndorsementSubject"],
            "endorsementComment": endorsement.comment,
        },
    });
    proof::sign(&credential, key, at)
}
