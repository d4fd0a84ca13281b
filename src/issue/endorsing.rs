//! Endorsing a badge in the name of a key's holder.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::Value;

use super::IssueError;
use super::web_folder::unsigned;
use crate::badge::{Badge, cleaned, one_line, quoted, seen};
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::random::new_urn;
use crate::credential::view::Moment;
use crate::credential::{CredentialError, IssuerKey, SystemRandom, dates};
use crate::document::is_made_up;
use crate::inspect::{Endorser, endorser};

/// That words in favour of a badge can be signed: to be asked before a passphrase is.
/// Gives the endorser's name and the words as they are signed.
///
/// # Errors
/// When nobody is named or nothing is said that can be seen, or a starter makes the
/// name up.
pub fn praise(comment: &str, endorser: &str) -> Result<(String, String), IssueError> {
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

/// Whose signed words travel with a badge, as far as their signatures hold; the rest
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
        // An award may be dated before the words that travel with it.
        let at = if let (Moment::At(from), _) = dates::span(&endorsement) { at.max(from) } else { at };
        let Endorser { name, stands } = endorser(&endorsement, &badge.id, at);
        let name = name.map_or_else(|| "somebody without a name".to_owned(), |name| one_line(&name));
        match stands {
            Some(true) => format!("{name}{}", words_of(&endorsement)),
            Some(false) => format!("nobody: the words in the name of {} do not hold", quoted(&name)),
            None => format!("{name}{} (which cannot be checked here)", words_of(&endorsement)),
        }
    });
    let told: Vec<String> = told.collect();
    *last = Some((badge.endorsement.clone(), badge.endorsement_jwt.clone(), badge.id.clone(), told.clone()));
    told
}

/// What an endorsement says, behind the name of whoever says it.
fn words_of(endorsement: &Value) -> String {
    let token = endorsement.as_str().and_then(unsigned);
    let said = token.as_ref().unwrap_or(endorsement).pointer("/credentialSubject/endorsementComment");
    said.and_then(Value::as_str).map(|words| format!(": {}", quoted(words))).unwrap_or_default()
}

/// What somebody says of a badge, signed: `endorser` is what they call themselves.
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
    let (endorser, comment) = praise(comment, endorser)?;
    let id = new_urn(&mut SystemRandom)?;
    let words = Endorsement { id: &id, subject: &badge.id, comment: &comment, endorser: &endorser };
    Ok(endorse(&words, key, now).map_err(CredentialError::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_endorses_unseen_and_nothing_is_signed_that_says_nothing() {
        let told = |comment: &str, by: &str| praise(comment, by).map_err(|error| error.to_string());
        for blank in ["", " ", "\u{200b}", "\u{3164}\u{2800}"] {
            assert!(told("We ask our crews for it.", blank).unwrap_err().contains("the name of whoever endorses"));
            assert!(told(blank, "Sailing Club").unwrap_err().contains("words in favour"));
        }
        let (by, words) = told("one\u{0}\ntwo ", "Ox\u{200b}f\u{202e}ord\u{1b}").unwrap();
        assert_eq!((by.as_str(), words.as_str()), ("Oxford", "one\ntwo"));
    }
}
