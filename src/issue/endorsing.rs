//! Endorsing a badge in the name of a key's holder.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::Value;

use super::IssueError;
use super::praising::{endorser_of, name_in, words_of};
use super::signable::identifier;
use crate::badge::{Badge, as_address, cleaned, one_line, quoted, quoted_whole, seen};
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::random::new_urn;
use crate::credential::{Algorithm, CredentialError, IssuerKey, KeyFile, SystemRandom, issuer_id};
use crate::document::is_made_up;
use crate::inspect::Endorser;

/// Endorsement with a key: that the badge may have one. To be asked before
/// words are typed, or a passphrase is.
///
/// # Errors
/// When the badge goes by the identifier of somebody or by none, or the key signs no
/// endorsements.
pub fn may_be_endorsed(badge: &Badge, key: &KeyFile) -> Result<(), IssueError> {
    is_a_badge(badge)?;
    key.awards()?;
    match key.public()?.algorithm() {
        Algorithm::Ed25519 => Ok(()),
        other => Err(IssueError::OtherKey { form: "An endorsement", key: other.name(), needed: "Ed25519" }),
    }
}

/// Endorser's name and words in favour of a badge, as they would be signed: to be asked
/// for before a passphrase is.
///
/// # Errors
/// When nobody is named or nothing is said that can be seen, a starter makes the
/// name up, or the badge goes by the identifier of somebody.
pub fn praise(badge: &Badge, comment: &str, endorser: &str) -> Result<(String, String), IssueError> {
    is_a_badge(badge)?;
    let (endorser, comment) = (seen(endorser), cleaned(comment.trim(), true).0);
    if endorser.is_empty() {
        return Err(IssueError::NothingSaid("the name of whoever endorses"));
    }
    if one_line(&comment).is_empty() {
        return Err(IssueError::NothingSaid("words in favour of the badge"));
    }
    if is_made_up(&endorser) {
        return Err(IssueError::MadeUp(endorser));
    }
    Ok((endorser, comment))
}

/// That a badge goes by an identifier of its own.
fn is_a_badge(badge: &Badge) -> Result<(), IssueError> {
    // Words about somebody would hold of everything that they ever award.
    if is_of_somebody(badge) {
        return Err(IssueError::NotABadges(as_address(&badge.id)));
    }
    identifier("The badge's identifier".to_owned(), &badge.id)
}

/// Whether a badge has the identifier of a person or an organisation, or none.
fn is_of_somebody(badge: &Badge) -> bool {
    let id = badge.id.trim();
    let is_did = id.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("did:"));
    let mut profiles = std::iter::successors(Some(&badge.issuer), |profile| profile.parent_org.as_deref());
    let of_one = |of: &str| !of.trim().is_empty() && issuer_id::same(of.trim(), id);
    id.is_empty() || is_did || profiles.any(|profile| of_one(&profile.id) || of_one(&profile.url))
}

/// Endorsement that a badge carries, JSON or a token: by whom, as they call
/// themselves, and what is said; whether that is so the signature tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The endorser's name.
    pub by: Option<String>,
    /// The words.
    pub says: Vec<String>,
}

/// Endorsements of a badge: first what is JSON, then the tokens,
/// as [`take_out`] counts.
#[must_use]
pub fn carried(badge: &Badge) -> Vec<Carried> {
    let tokens = badge.endorsement_jwt.iter().map(|token| Value::String(token.clone()));
    let all = badge.endorsement.iter().cloned().chain(tokens);
    all.map(|one| Carried { by: name_in(&one), says: words_of(&one).unwrap_or_default() }).collect()
}

/// Takes out the endorsement that [`carried`] has in this place; whether there was one.
pub fn take_out(badge: &mut Badge, place: usize) -> bool {
    let among_tokens = place.checked_sub(badge.endorsement.len());
    let is_there = among_tokens.is_none_or(|place| place < badge.endorsement_jwt.len());
    match among_tokens.filter(|_| is_there) {
        Some(place) => drop(badge.endorsement_jwt.remove(place)),
        None if is_there => drop(badge.endorsement.remove(place)),
        None => {}
    }
    is_there
}

/// Endorsers whose words travel with a badge, as far as their signatures hold; the rest
/// is said to be nobody's.
pub(super) fn endorsers(badge: &Badge, at: Timestamp) -> Vec<String> {
    type Seen = (Vec<Value>, Vec<String>, String, Vec<String>);
    // The window asks for it with every picture that it draws, and a signature takes its time.
    static LAST: Mutex<Option<Seen>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((json, tokens, id, told)) = &*last
        && (json, tokens, id) == (&badge.endorsement, &badge.endorsement_jwt, &badge.id)
    {
        return told.clone();
    }
    let tokens = badge.endorsement_jwt.iter().map(|token| Value::String(token.clone()));
    let told = badge.endorsement.iter().cloned().chain(tokens).map(|endorsement| {
        let Endorser { name, stands } = endorser_of(&endorsement, &badge.id, at);
        let name = name.map_or_else(|| "somebody without a name".to_owned(), |name| one_line(&name));
        match stands {
            Some(true) => format!("{name}{}", said_by(&endorsement)),
            Some(false) => {
                format!("nobody: the words in the name of {} do not hold{}", quoted(&name), said_by(&endorsement))
            }
            None => format!("{name} (which cannot be checked here){}", said_by(&endorsement)),
        }
    });
    let told: Vec<String> = told.collect();
    *last = Some((badge.endorsement.clone(), badge.endorsement_jwt.clone(), badge.id.clone(), told.clone()));
    told
}

/// Words of an endorsement, whole, behind the name of whoever says them.
fn said_by(endorsement: &Value) -> String {
    match words_of(endorsement) {
        None => ", in words that cannot be shown".to_owned(),
        Some(words) if words.is_empty() => String::new(),
        Some(words) => {
            let words: Vec<String> = words.iter().map(|words| quoted_whole(words)).collect();
            format!(": {}", words.join(", "))
        }
    }
}

/// Endorsement of a badge, signed: `endorser` is what they call themselves.
///
/// # Errors
/// As [`praise`], and when the key does not sign.
pub fn endorsed(
    badge: &Badge,
    comment: &str,
    endorser: &str,
    key: &IssuerKey,
    now: Timestamp,
) -> Result<Value, IssueError> {
    let (endorser, comment) = praise(badge, comment, endorser)?;
    let id = new_urn(&mut SystemRandom)?;
    let words = Endorsement { id: &id, subject: &badge.id, comment: &comment, endorser: &endorser };
    Ok(endorse(&words, key, now).map_err(CredentialError::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::badge::Profile;

    #[test]
    fn nobody_endorses_unseen_and_nothing_is_signed_that_says_nothing() {
        let badge = Badge { id: "urn:uuid:1".into(), ..Badge::default() };
        let told = |comment: &str, by: &str| praise(&badge, comment, by).map_err(|error| error.to_string());
        for blank in ["", " ", "\u{200b}", "\u{3164}\u{2800}"] {
            assert!(told("We ask our crews for it.", blank).unwrap_err().contains("the name of whoever endorses"));
            assert!(told(blank, "Sailing Club").unwrap_err().contains("words in favour"));
        }
        let (by, words) = told("one\u{0}\ntwo ", "Ox\u{200b}f\u{202e}ord\u{1b}").unwrap();
        assert_eq!((by.as_str(), words.as_str()), ("Oxford", "one\ntwo"));
    }

    #[test]
    fn nobody_endorses_a_person_or_an_organisation_under_the_name_of_a_badge() {
        let above = Profile { id: "https://above.example/profile".into(), ..Profile::default() };
        let issuer = Profile {
            id: "https://club.example/issuer.json".into(),
            url: "https://club.example".into(),
            parent_org: Some(Box::new(above)),
            ..Profile::default()
        };
        let of = |id: &str| Badge { id: id.into(), issuer: issuer.clone(), ..Badge::default() };
        let key = IssuerKey::generate("Club", Algorithm::Ed25519, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap();
        let somebody = [
            "did:key:z6MkmA5LLRGHnsADWjPmSMwLNxzLt8mX7j4pAKDDbD2U94UX",
            "did:example:amy",
            "https://club.example/issuer.json",
            "https://club.example/",
            "https://above.example/profile",
            "",
        ];
        for id in somebody {
            let refused = endorsed(&of(id), "Fine.", "Sailing Club", &key, Timestamp::UNIX_EPOCH).unwrap_err();
            assert!(matches!(refused, IssueError::NotABadges(_)), "{id}: {refused}");
        }
        for id in ["urn:uuid:1", "https://club.example/badges/1"] {
            endorsed(&of(id), "Fine.", "Sailing Club", &key, Timestamp::UNIX_EPOCH).unwrap();
        }
    }
}
