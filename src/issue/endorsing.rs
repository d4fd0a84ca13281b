//! Endorsing a badge in the name of a key's holder.

use jiff::Timestamp;
use serde_json::Value;

use super::IssueError;
use crate::badge::Badge;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::random::new_urn;
use crate::credential::{CredentialError, IssuerKey, SystemRandom};
use crate::document::is_made_up;

/// What somebody says of a badge, signed: `endorser` is what they call themselves.
///
/// # Errors
/// When a starter makes the name up, or the key does not sign.
pub fn endorsed(
    badge: &Badge,
    comment: &str,
    endorser: &str,
    key: &IssuerKey,
    now: Timestamp,
) -> Result<Value, IssueError> {
    if is_made_up(endorser) {
        return Err(IssueError::MadeUp(endorser.to_owned()));
    }
    let id = new_urn(&mut SystemRandom)?;
    let words = Endorsement { id: &id, subject: &badge.id, comment: comment.trim(), endorser };
    Ok(endorse(&words, key, now).map_err(CredentialError::from)?)
}
