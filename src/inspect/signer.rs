//! Who signed a token.

use jiff::SignedDuration;
use serde_json::Value;

use super::judge::Judge;
use super::key_trust::{MAX_TRIED, find_key, keys_at, keys_at_hand};
use super::options::Task;
use super::report::{Outcome, moment};
use super::sources::Lookup;
use crate::credential::did::{self, DidError};
use crate::credential::issuer_id;
use crate::credential::jws::Jws;
use crate::credential::public_key::PublicKey;
use crate::credential::vc_jwt::Claims;

/// How far an issuer's clock may be ahead of ours.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

/// Whether it says that it was signed by now.
pub(super) fn signed_in_time(judge: &mut Judge<'_>, claims: &Claims) {
    let at = judge.task.at;
    if let Some(made) = claims.made().filter(|made| made.duration_since(at) > CLOCK_SKEW) {
        let message = format!("The JWT says that it was signed on {} (iat), and that is to come.", moment(made, at));
        judge.is_to_come("claims", message);
    }
}

/// Tells of a token that brings along another key than that of its signature.
pub(super) fn brings_another(judge: &mut Judge<'_>, token: &Jws<'_>, signer: &PublicKey) {
    if token.jwk.as_ref().is_some_and(|brought| brought != signer) {
        let message = "As a JWT it brings along another key (jwk) than the one that signed it. Some programs may not \
                       take it.";
        judge.say("standard", Outcome::Note, message);
    }
}

/// The key that made a signature, or should have.
pub(super) struct Signer {
    /// The key.
    pub(super) key: PublicKey,
    /// Whether it made it.
    pub(super) fits: bool,
    /// Whether the token names no other key, as far as can be seen.
    pub(super) is_named: bool,
}

/// The key that made the signature of a token, or should have: the one it
/// names, else whichever of those fits that it brings along, that its issuer's
/// documents list or that the user has compared. A name that leads nowhere, or to
/// another key, is only a hint: whatever documents are at hand, a key of the issuer's
/// that fits made the signature.
///
/// # Errors
/// When none of them is at hand, or more would be spent on it than is left.
pub(super) fn key_of(read: &Jws<'_>, issuer: &str, task: &Task<'_>) -> Result<Signer, DidError> {
    let kid = read.header.get("kid").and_then(Value::as_str).unwrap_or_default();
    let is_address = ["did:", "https://", "http://"].iter().any(|scheme| kid.starts_with(scheme));
    let named = if is_address {
        find_key(task, kid)
    } else if did::carries_key(issuer) {
        did::public_key(issuer)
    } else {
        match kid.trim_start_matches('#') {
            "" => did::public_key(issuer),
            // A short name means a key of the issuer's.
            name => find_key(task, &format!("{issuer}#{name}")),
        }
    };
    let named = match named {
        Ok(key) if read.is_signed_by(&key, &task.work)? => return Ok(Signer { key, fits: true, is_named: true }),
        Err(error @ DidError::TooMuch(_)) => return Err(error),
        named => named,
    };
    let named = match named {
        // A document may be named that lists several keys: each of them is meant.
        Err(DidError::Several(document)) => match keys_at(task.sources, &document, issuer) {
            Lookup::Found(list, _) => {
                let tried: Vec<&PublicKey> = list.tried().take(MAX_TRIED).collect();
                match read.signer(tried.iter().copied(), &task.work)?.and_then(|place| tried.get(place)) {
                    Some(key) => return Ok(Signer { key: (*key).clone(), fits: true, is_named: true }),
                    None => Err(DidError::NoneOf(document)),
                }
            }
            _ => Err(DidError::Several(document)),
        },
        named => named,
    };
    let at_hand = keys_at_hand(task, issuer, issuer);
    let all: Vec<&PublicKey> = read.jwk.iter().chain(&at_hand.keys).collect();
    if let Some(key) = read.signer(all.iter().copied(), &task.work)?.and_then(|place| all.get(place)) {
        let is_elsewhere = is_address && !issuer_id::same(did::controller(kid), issuer) && kid.starts_with("did:");
        let is_named = !is_elsewhere && !matches!(named, Ok(_) | Err(DidError::NotListed(_) | DidError::NoneOf(_)));
        return Ok(Signer { key: (*key).clone(), fits: true, is_named });
    }
    // Where every key is known and none fits, the signature is of none of them.
    let is_told = read.jwk.is_some() || (at_hand.is_all && at_hand.unread.is_none());
    let other = all.first().filter(|_| is_told).map(|key| (*key).clone());
    let why = match named {
        // Another of that name may have made it.
        Ok(_) if at_hand.is_cut => return Err(DidError::NotAllRead(issuer.to_owned())),
        Ok(key) => return Ok(Signer { key, fits: false, is_named: true }),
        Err(why) => why,
    };
    // What it names is not listed: another key that the issuer had may have made it.
    let is_unlisted = matches!(why, DidError::NotListed(_) | DidError::NoneOf(_));
    let signer = other.filter(|_| !is_unlisted).map(|key| Signer { key, fits: false, is_named: true });
    let asked =
        at_hand.failed.filter(|_| why.is_elsewhere()).map(|failed| DidError::NotFound(issuer.to_owned(), failed));
    signer.ok_or(at_hand.unread.or(asked).unwrap_or(why))
}
