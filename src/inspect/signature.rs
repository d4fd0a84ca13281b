//! What came of the proofs inside a credential, and whose they are.

use super::judge::Judge;
use super::proofs::Proven;
use super::report::{Outcome, Verdict};
use super::ruling::{Ruling, is_by_own_key, is_issuers, ruling};
use super::sources::Want;
use crate::badge::as_address;
use crate::credential::did::{self, DidError};
use crate::credential::did_web;
use crate::credential::proof::{Checked, Covers, ProofError};
use crate::credential::strict::{self, StrictError};

const USE_ANOTHER_PROGRAM: &str = "A program that knows this kind of signature can check it.";

impl Judge<'_> {
    /// Tells what came of the proofs inside a verifiable credential.
    pub(super) fn proofs(&mut self, proven: &Proven) {
        self.want(proven.wants.iter().cloned());
        if !proven.listed {
            self.view.missing.push("proof as a list");
        }
        self.signature_of(proven);
        self.report.checks.extend(proven.notes.iter().cloned());
    }

    fn signature_of(&mut self, proven: &Proven) {
        let proofs = match &proven.proofs {
            Ok(proofs) => proofs,
            Err(error) if error.is_unknown() => {
                self.say("signature", Outcome::Unknown, error.to_string());
                return self.unsettled(error);
            }
            Err(error) => return self.say("signature", Outcome::Fail, error.to_string()),
        };
        let issuer = self.issuer_id();
        let ruling = ruling(proofs, proven.covers, &issuer, self.task);
        let shown = match &ruling {
            Ruling::Holds(checked) | Ruling::Fails(checked, _) | Ruling::Open(checked, _) => Some(*checked),
            Ruling::Nothing => proofs.first(),
        };
        self.report.form = shown.map(|checked| checked.suite.clone()).filter(|suite| !suite.is_empty());
        self.is_partial = shown.is_some_and(|checked| checked.is_partial);
        let first = match ruling {
            Ruling::Holds(first) => first,
            Ruling::Fails(bad, error) => return self.fails(proven, bad, error, proofs.len() > 1),
            Ruling::Open(checked, error @ ProofError::Future(_)) => {
                self.is_to_come("signature", error.to_string());
                if let Some(key) = checked.key.as_ref().filter(|_| checked.covers == proven.covers) {
                    self.signed_by(key, checked.created, &checked.suite);
                }
                return self.further(proofs, checked);
            }
            Ruling::Open(checked, error) => {
                self.explain("signature", Outcome::Unknown, error.to_string(), checked.suite.clone());
                self.unsettled(error);
                if let ProofError::Key(DidError::Elsewhere(controller)) = error {
                    let why = format!("find the key of {}", self.issuer_place());
                    let url = did_web::document_of(controller);
                    self.want(url.and_then(|url| Want::new(&url, why)));
                }
                return self.further(proofs, checked);
            }
            Ruling::Nothing => {
                if let Some(error) = &proven.unread {
                    // Signed it is, and nobody can be shown what.
                    let message = format!("What was signed cannot be shown. {error}");
                    self.say("signature", Outcome::Unknown, message.as_str());
                    match error.is_limit() {
                        true => self.unchecked_for_size(&message),
                        false => self.unchecked(USE_ANOTHER_PROGRAM),
                    }
                }
                return;
            }
        };
        if let Some(key) = &first.key {
            self.signed_by(key, first.created, &first.suite);
        }
        if self.is_partial {
            let message = "It is a badge that is shown in part: whoever shows it chose what to show of it. What is \
                           shown is what was signed. What was left out nothing here tells: it may be an end, one more \
                           place where it would be withdrawn, or anything else.";
            self.explain("signature", Outcome::Note, message, first.suite.clone());
        }
        self.further(proofs, first);
        if proven.covers == Covers::Text
            && let Err(StrictError::Refused { path, .. }) = strict::check(&proven.content)
        {
            let place = as_address(&path);
            let message =
                format!("Programs that go by the vocabulary of its words may not find all of it (at {place}).");
            self.say("standard", Outcome::Note, message);
        }
    }

    /// Tells of the signatures beside the one that decides.
    fn further(&mut self, proofs: &[Checked], first: &Checked) {
        let issuer = self.issuer_id();
        for checked in proofs.iter().filter(|checked| !std::ptr::eq(*checked, first)) {
            let is_issuers = is_issuers(checked, &issuer, self.task);
            let message = match &checked.result {
                Ok(()) if is_by_own_key(checked, &issuer, self.task) => {
                    "A further signature of the issuer's holds as well.".to_owned()
                }
                Ok(()) => also_signed(checked),
                Err(error) if error.is_unknown() => format!("A further signature was not checked. {error}"),
                Err(error @ ProofError::Expired(_)) if is_issuers => {
                    format!("A further signature of the issuer's is over, which takes nothing from this one. {error}")
                }
                Err(error) => {
                    let whose = if is_issuers { "in the issuer's name" } else { "which is not the issuer's" };
                    format!("A further signature, {whose}, does not hold and was left aside. {error}")
                }
            };
            self.explain("signature", Outcome::Note, message, checked.suite.clone());
        }
    }

    /// A proof that could not be checked, and what would settle it.
    fn unsettled(&mut self, error: &ProofError) {
        match error {
            error if error.is_limit() => self.unchecked_for_size(error),
            ProofError::Key(_) | ProofError::Unclear => self.unchecked(self.ask_the_issuer()),
            _ => self.unchecked(USE_ANOTHER_PROGRAM),
        }
    }

    /// A signature that does not hold, or not any more.
    fn fails(&mut self, proven: &Proven, bad: &Checked, error: &ProofError, is_one_of_many: bool) {
        if let (ProofError::Altered, Some(url)) = (error, proven.moving) {
            return self.meant_otherwise(bad, url);
        }
        let who = if is_one_of_many { format!(" (signature by {})", did::named(&bad.signer)) } else { String::new() };
        let message = format!("{error}{who}");
        if !matches!(error, ProofError::Expired(_)) {
            return self.explain("signature", Outcome::Fail, message, bad.suite.clone());
        }
        self.is_over(Verdict::Ended, "signature", message, bad.suite.clone());
        if let Some(key) = bad.key.as_ref().filter(|_| bad.covers == proven.covers) {
            self.signed_by(key, bad.created, &bad.suite);
        }
    }

    /// A signature that does not fit a context that was changed in place: that
    /// alone does not tell alteration from age.
    fn meant_otherwise(&mut self, bad: &Checked, url: &str) {
        let message = format!(
            "The content is not what was signed, as its list of words reads today. Either something was altered, or \
             the badge is older than a change of that list, {url}.",
            url = as_address(url)
        );
        // A key that only the badge itself vouches for: not even who would have signed is known.
        let unknown_key = did::public_key(&bad.method).is_err_and(|error| error.is_elsewhere())
            && !self.task.sources.knows(&bad.signer);
        if unknown_key {
            self.explain("signature", Outcome::Unknown, message, bad.suite.clone());
            self.unchecked("Ask the issuer for a fresh copy.");
        } else {
            self.explain("signature", Outcome::Fail, message, bad.suite.clone());
        }
    }
}

/// A further signature that holds. Whose a key on the web is was not looked up:
/// whoever added the signature may have named anybody.
fn also_signed(checked: &Checked) -> String {
    match &checked.key {
        Some(_) if did::carries_key(&checked.signer) => {
            format!("It is also signed by {}.", did::named(&checked.signer))
        }
        Some(key) => format!(
            "It is also signed by the key {}; whose it is was not checked.",
            did::fingerprint(&did::did_key(key))
        ),
        None => "It is also signed by another key; whose it is was not checked.".to_owned(),
    }
}
