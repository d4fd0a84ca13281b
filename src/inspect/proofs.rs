//! Proofs inside a credential.

use serde_json::Value;

use super::judge::Judge;
use super::report::Outcome;
use super::sources::{Lookup, Want};
use super::standing::find_key;
use crate::credential::contexts::{self, Fetched};
use crate::credential::did::{self, DidError};
use crate::credential::did_web;
use crate::credential::proof::{self, Against, Checked, ProofError};
use crate::credential::strict::{self, StrictError};

/// The most contexts that are looked up for one credential.
const MAX_CONTEXTS: usize = 8;

const USE_ANOTHER_PROGRAM: &str = "A program that knows this kind of signature can check it.";

impl Judge<'_> {
    /// Checks the proofs inside a verifiable credential.
    pub(super) fn proofs(&mut self, credential: &Value) {
        let proofs = match self.with_contexts(credential).map(|proofs| self.as_it_was_meant(credential, proofs)) {
            Ok(proofs) => proofs,
            Err(error) => {
                self.say("signature", Outcome::Fail, error.to_string());
                return;
            }
        };
        let issuer = self.issuer_id();
        let by_issuer = |checked: &&Checked| checked.signer == issuer;
        let form = proofs.iter().find(by_issuer).or(proofs.first()).map(|checked| checked.suite.clone());
        self.report.form = form.filter(|suite| !suite.is_empty());
        if let Some((bad, error)) = failure(&proofs) {
            if let (ProofError::Altered, Some(url)) = (error, contexts::moving(credential)) {
                return self.meant_otherwise(bad, url);
            }
            let who = if proofs.len() > 1 { format!(" (signature by {})", bad.signer) } else { String::new() };
            self.explain("signature", Outcome::Fail, format!("{error}{who}"), bad.suite.clone());
            return;
        }
        let good: Vec<&Checked> = proofs.iter().filter(|checked| checked.result.is_ok()).collect();
        // The issuer's own signature decides; without one, the first that holds.
        let Some(first) = good.iter().copied().find(by_issuer).or(good.first().copied()) else {
            if let Some(checked @ Checked { result: Err(error), .. }) = proofs.first() {
                self.explain("signature", Outcome::Unknown, error.to_string(), checked.suite.clone());
                self.unchecked(remedy(error));
                if let ProofError::Key(DidError::Elsewhere(controller)) = error {
                    let why = format!("find the key of {}", self.view.badge.issuer_title());
                    let url = did_web::document_of(controller);
                    self.want(url.and_then(|url| Want::new(&url, why)));
                }
            }
            return;
        };
        if let Some(key) = &first.key {
            self.signed_by(key, first.created, &first.suite);
        }
        for checked in proofs.iter().filter(|checked| !std::ptr::eq(*checked, first)) {
            let message = match &checked.result {
                Ok(()) => format!("It is also signed by {}.", checked.signer),
                Err(error) => format!("A further signature was not checked. {error}"),
            };
            self.explain("signature", Outcome::Note, message, checked.suite.clone());
        }
        if proofs.iter().any(|checked| checked.suite == "eddsa-jcs-2022")
            && let Err(error @ strict::StrictError::Refused { .. }) = strict::check(&without_proof(credential))
        {
            self.say("standard", Outcome::Note, format!("Other programs may read it differently. {error}"));
        }
    }
}

impl Judge<'_> {
    /// The proofs, checked against other states of a context that was changed
    /// in place if today's does not fit: a signature holds for what the words
    /// meant when it was made.
    fn as_it_was_meant(&mut self, credential: &Value, proofs: Vec<Checked>) -> Vec<Checked> {
        let refused =
            |checked: &Checked| matches!(checked.result, Err(ProofError::Strict(StrictError::Refused { .. })));
        let unfit = |checked: &Checked| refused(checked) || checked.result == Err(ProofError::Altered);
        let mut closest = proofs;
        if !closest.iter().any(unfit) {
            return closest;
        }
        let sources = self.question.sources;
        let find_key = |method: &str| find_key(sources, method);
        let against = Against::new(self.question.at, &find_key);
        for (state, meant) in contexts::in_other_states(credential) {
            let Ok(proofs) = proof::verify(&meant, &against) else { continue };
            if !proofs.iter().any(unfit) {
                let message = "Its list of words was changed since; it was read as it stood when the badge was signed.";
                self.explain("standard", Outcome::Note, message, state);
                return proofs;
            }
            if closest.iter().any(refused) && !proofs.iter().any(refused) {
                closest = proofs;
            }
        }
        closest
    }

    /// A signature that does not fit a context that was changed in place: that
    /// alone does not tell alteration from age.
    fn meant_otherwise(&mut self, bad: &Checked, url: &str) {
        let message = format!(
            "The content is not what was signed, as its list of words reads today. Either something was altered, or \
             the badge is older than a change of that list, {url}."
        );
        // A key that only the badge itself vouches for: not even who would have signed is known.
        let unknown_key = did::public_key(&bad.method).is_err_and(|error| error.is_elsewhere())
            && !self.question.sources.knows(&bad.signer);
        if unknown_key {
            self.explain("signature", Outcome::Unknown, message, bad.suite.clone());
            self.unchecked("Ask the issuer for a fresh copy.");
        } else {
            self.explain("signature", Outcome::Fail, message, bad.suite.clone());
        }
    }

    /// Checks the proofs, with the contexts that were fetched where the bundled
    /// ones do not do; wants those that are missing.
    fn with_contexts(&mut self, credential: &Value) -> Result<Vec<Checked>, ProofError> {
        let sources = self.question.sources;
        let find_key = |method: &str| find_key(sources, method);
        let mut fetched = Fetched::new();
        loop {
            let against = Against { at: self.question.at, find_key: &find_key, contexts: &fetched };
            let proofs = proof::verify(credential, &against)?;
            let Some(url) = proofs.iter().find_map(|checked| match &checked.result {
                Err(ProofError::Strict(StrictError::UnknownContext(url))) => Some(url.clone()),
                _ => None,
            }) else {
                for url in fetched.keys() {
                    let message = format!("It uses words that {url} defines; that list was looked up.");
                    self.say("standard", Outcome::Note, message);
                }
                return Ok(proofs);
            };
            let context = match sources.json(&url) {
                Lookup::Found(mut document, _) => document.get_mut("@context").map(Value::take),
                _ => None,
            };
            match context {
                Some(context) if fetched.len() < MAX_CONTEXTS => {
                    fetched.insert(url, context);
                }
                _ => {
                    self.want(Want::new(&url, "read the list of words that the badge uses"));
                    return Ok(proofs);
                }
            }
        }
    }
}

/// The first proof that is bad, as opposed to one that cannot be checked.
fn failure(proofs: &[Checked]) -> Option<(&Checked, &ProofError)> {
    proofs.iter().find_map(|checked| match &checked.result {
        Err(error) if !error.is_unknown() => Some((checked, error)),
        _ => None,
    })
}

/// What would settle a proof that could not be checked.
fn remedy(error: &ProofError) -> &'static str {
    match error {
        ProofError::Key(_) => "Ask the issuer whether they awarded it.",
        _ => USE_ANOTHER_PROGRAM,
    }
}

fn without_proof(credential: &Value) -> Value {
    let mut unsigned = credential.clone();
    if let Some(object) = unsigned.as_object_mut() {
        object.remove("proof");
    }
    unsigned
}
