//! A real award, sealed on the spot with a key that is thrown away, and what
//! the inspector says of it.

use std::sync::Arc;

use jiff::Timestamp;

use crate::credential::{Algorithm, IssuerKey, SystemRandom};
use crate::document::Document;
use crate::inspect::{InspectOptions, Outcome, Sources, Trust, Verdict, inspect};
use crate::issue::{FileKind, Form, IssueOptions, award, prepare};

/// A sealed award, as it was made or with a letter changed.
#[derive(Clone, Debug)]
pub struct Sample {
    sealed: Arc<Vec<u8>>,
    name: String,
    /// Whether a letter is changed.
    pub is_changed: bool,
    /// What the inspector says.
    pub verdict: Verdict,
    /// Its reason, in a sentence.
    pub reason: String,
}

impl Sample {
    /// Awards the badge to nobody real, seals that with a fresh key, and lets
    /// the inspector look at it. The key is gone afterwards.
    pub(super) fn sealed(document: &Document, now: Timestamp) -> Result<Self, String> {
        let issuer = &document.badge.issuer.name;
        let key = IssuerKey::generate(issuer, Algorithm::Ed25519, now, &mut SystemRandom)
            .map_err(|error| error.to_string())?;
        let award = award("amy@example.org", now).map_err(|error| error.to_string())?;
        let options = IssueOptions::new(Form::Ob3, FileKind::Record, None);
        let issued = prepare(document, &options)
            .and_then(|prepared| prepared.award(Some(&key), &award, now))
            .map_err(|error| error.to_string())?;
        let sample = Self {
            sealed: Arc::new(issued.file),
            name: document.badge.name.clone(),
            is_changed: true,
            verdict: Verdict::NotABadge,
            reason: String::new(),
        };
        Ok(sample.changed(now))
    }

    /// The sample with the first letter of the badge's name changed, or as it
    /// was sealed when it is changed already; checked anew.
    pub(super) fn changed(&self, now: Timestamp) -> Self {
        let is_changed = !self.is_changed;
        let mut file = Vec::clone(&self.sealed);
        if is_changed {
            let name = self.name.as_bytes();
            if let Some(at) = file.windows(name.len().max(1)).position(|window| window == name) {
                file[at] = if file[at] == b'X' { b'Y' } else { b'X' };
            }
        }
        let question = InspectOptions { trust: &Trust::default(), sources: &Sources::default(), at: now, email: None };
        let report = inspect(&file, &question);
        let wanted = if report.verdict == Verdict::NotValid { Outcome::Fail } else { Outcome::Pass };
        let telling = |id: &str| report.checks.iter().find(|check| check.id == id && check.outcome == wanted);
        let reason = telling("signature").or_else(|| report.checks.iter().find(|check| check.outcome == wanted));
        Self {
            is_changed,
            verdict: report.verdict,
            reason: reason.map(|check| check.message.clone()).unwrap_or_default(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_until_a_letter_is_changed_and_again_when_it_is_put_back() {
        let now = "2026-03-12T12:00:00Z".parse().unwrap();
        let document = super::super::example("urn:uuid:1".into()).unwrap();
        let sealed = Sample::sealed(&document, now).unwrap();
        assert_eq!((sealed.is_changed, sealed.verdict), (false, Verdict::Intact));
        let changed = sealed.changed(now);
        assert_eq!((changed.is_changed, changed.verdict), (true, Verdict::NotValid));
        assert!(!changed.reason.is_empty());
        assert_eq!(changed.changed(now).verdict, Verdict::Intact);
    }
}
