//! Proofs inside a credential.

use serde_json::Value;

use super::judge::Judge;
use super::report::Outcome;
use super::sources::Want;
use super::standing::find_key;
use crate::credential::did::DidError;
use crate::credential::proof::{self, Checked, ProofError};
use crate::credential::{did_web, strict};

const USE_ANOTHER_PROGRAM: &str = "A program that knows this kind of signature can check it.";

impl Judge<'_> {
    /// Checks the proofs inside a verifiable credential.
    pub(super) fn proofs(&mut self, credential: &Value) {
        let sources = self.question.sources;
        let proofs = match proof::verify(credential, self.question.at, &|method| find_key(sources, method)) {
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
            self.signed_by(key, &first.suite);
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
