//! The list of withdrawn badges (Bitstring Status List) of an issuer, as it begins.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::forms::{Form, method_of};
use crate::credential::contexts::CREDENTIALS_V2;
use crate::credential::ob3::{self, CredentialError};
use crate::credential::random::{RandomError, Randomness as _};
use crate::credential::site::HostedFile;
use crate::credential::status::{Bits, ENTRIES};
use crate::credential::{IssuerKey, SystemRandom};

/// Name of the list of withdrawn badges on the issuer's web server.
pub(super) const STATUS_LIST: &str = "status.json";

/// Status list on which nobody is withdrawn.
pub(super) fn fresh_list(
    url: &str,
    issuer: &str,
    key: &IssuerKey,
    form: Form,
    at: Timestamp,
) -> Result<HostedFile, CredentialError> {
    let text = form.sign(&status_list(url, issuer, &Bits::clear(), at), key, &method_of(issuer, key), at)?;
    Ok(HostedFile { url: url.to_owned(), bytes: format!("{text}\n").into_bytes() })
}

/// Entry of a fresh list, by chance.
pub(super) fn random_entry() -> Result<u64, RandomError> {
    let mut bytes = [0; 8];
    SystemRandom.fill(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes) % ENTRIES as u64)
}

/// Credential of a status list, not signed yet.
fn status_list(address: &str, issuer: &str, bits: &Bits, from: Timestamp) -> Value {
    json!({
        "@context": [CREDENTIALS_V2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": ob3::time(from),
        "credentialSubject": {
            "id": format!("{address}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits.encode(),
        },
    })
}
