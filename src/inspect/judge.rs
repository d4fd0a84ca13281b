//! From checks to a verdict.

use jiff::SignedDuration;
use serde_json::Value;

use super::Question;
use super::report::{Check, Outcome, Report, Verdict, day};
use crate::credential::proof::{self, Checked, ProofError};
use crate::credential::recipient;
use crate::credential::view::{CredentialView, Moment, RecipientView, Standard};
use crate::credential::{did, strict};

/// How far an issuer's clock may be ahead of ours.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

const ASK_THE_ISSUER: &str = "Ask the issuer whether they awarded it.";
const USE_ANOTHER_PROGRAM: &str = "A program that knows this kind of signature can check it.";

/// How sure it is that the issuer made exactly this.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Signature {
    /// Signed with this issuer's key.
    Good(String),
    /// Could not be checked; what would settle it.
    Unchecked(&'static str),
    /// Bad, or none.
    Bad,
}

/// Collects checks on one credential.
pub(super) struct Judge<'a> {
    view: CredentialView,
    question: &'a Question<'a>,
    report: Report,
    signature: Signature,
}

impl<'a> Judge<'a> {
    pub(super) fn new(view: CredentialView, question: &'a Question<'a>) -> Self {
        Self { report: Report::of(&view), view, question, signature: Signature::Bad }
    }

    pub(super) fn view(&self) -> &CredentialView {
        &self.view
    }

    fn say(&mut self, id: &'static str, outcome: Outcome, message: impl Into<String>) {
        self.report.checks.push(Check::new(id, outcome, message));
    }

    /// Checks the proofs inside a verifiable credential.
    pub(super) fn proofs(&mut self, credential: &Value) {
        let proofs = match proof::verify(credential, self.question.at) {
            Ok(proofs) => proofs,
            Err(error) => {
                self.say("signature", Outcome::Fail, error.to_string());
                return;
            }
        };
        let issuer = self.view.badge.issuer.id.clone().unwrap_or_default();
        let by_issuer = |checked: &&Checked| checked.signer == issuer;
        let form = proofs.iter().find(by_issuer).or(proofs.first()).map(|checked| checked.suite.clone());
        self.report.form = form.filter(|suite| !suite.is_empty());
        if let Some((bad, error)) = failure(&proofs) {
            let who = if proofs.len() > 1 { format!(" (signature by {})", bad.signer) } else { String::new() };
            self.say("signature", Outcome::Fail, format!("{error}{who}"));
            return;
        }
        let good: Vec<&Checked> = proofs.iter().filter(|checked| checked.result.is_ok()).collect();
        for checked in &proofs {
            match &checked.result {
                Err(error) if good.iter().any(by_issuer) => {
                    self.say("signature", Outcome::Note, format!("A further signature was not checked. {error}"));
                }
                Ok(()) if checked.signer != issuer && good.iter().any(by_issuer) => {
                    let message = format!("It is also signed by {}.", checked.signer);
                    self.say("signature", Outcome::Note, message);
                }
                _ => {}
            }
        }
        if good.iter().any(by_issuer) {
            self.say("signature", Outcome::Pass, "Nothing was changed since it was signed.");
            self.signature = Signature::Good(issuer);
        } else if let Some(checked) = good.first() {
            self.foreign(&issuer, &checked.signer);
        } else if let Some(Checked { result: Err(error), .. }) = proofs.first() {
            self.say("signature", Outcome::Unknown, error.to_string());
            self.signature = Signature::Unchecked(remedy(error));
        }
        if proofs.iter().any(|checked| checked.suite == "eddsa-jcs-2022")
            && let Err(error @ strict::StrictError::Refused { .. }) = strict::check(&without_proof(credential))
        {
            self.say("standard", Outcome::Note, format!("Other programs may read it differently. {error}"));
        }
    }

    /// A signature that holds, by another key than the issuer's identifier.
    fn foreign(&mut self, issuer: &str, signer: &str) {
        if issuer.is_empty() {
            self.say("signature", Outcome::Fail, "It is signed, but names no issuer.");
        } else if issuer.starts_with("did:key:") {
            self.say("signature", Outcome::Fail, "It was signed with another key than that of the issuer it names.");
        } else {
            let message = format!(
                "Nothing was changed since the key {} signed it, but only {issuer} could say that this key belongs to \
                 the issuer, and that was not asked.",
                did::fingerprint(signer)
            );
            self.say("signature", Outcome::Unknown, message);
            self.signature = Signature::Unchecked(ASK_THE_ISSUER);
        }
    }

    /// Looks at an Open Badges 2.0 (or older) assertion in plain JSON: it
    /// carries no signature, its proof is the place where it is kept.
    pub(super) fn assertion(&mut self, assertion: &Value) {
        let verification = assertion.get("verification").or_else(|| assertion.get("verify"));
        let kind = verification.and_then(|how| how.get("type")).and_then(Value::as_str).unwrap_or_default();
        let (form, message) = if kind.to_lowercase().starts_with("signed") {
            ("signed", "It says that it is signed, but the signature is not in this file.".to_owned())
        } else {
            let place = match (&self.view.id, verification.and_then(|how| how.get("url")).and_then(Value::as_str)) {
                (_, Some(url)) => url.to_owned(),
                (Some(id), None) => id.clone(),
                (None, None) => "an address that it does not name".to_owned(),
            };
            ("hosted", format!("It counts only if {place} says the same, and that was not fetched."))
        };
        self.report.form = Some(form.into());
        self.say("signature", Outcome::Unknown, message);
        self.signature = Signature::Unchecked("Open the badge's own address to see whether it says the same.");
    }

    /// Notes a signature of a kind that is recognised and not checked.
    pub(super) fn unchecked(&mut self, form: &str, message: String) {
        self.report.form = Some(form.to_owned());
        self.say("signature", Outcome::Unknown, message);
        self.signature = Signature::Unchecked(USE_ANOTHER_PROGRAM);
    }

    /// Adds what holds for every credential and decides.
    pub(super) fn finish(mut self) -> Report {
        self.dates();
        let status = self.status();
        let trusted = self.issuer();
        let recipient = self.recipient();
        self.standard();
        let failed = self.report.checks.iter().find(|check| check.outcome == Outcome::Fail);
        if let Some(failed) = failed {
            let why = failed.message.clone();
            self.report.decide(Verdict::NotValid, &why);
            return self.report;
        }
        match &self.signature {
            Signature::Bad => self.report.decide(Verdict::NotValid, "Nothing shows that it is real."),
            Signature::Unchecked(remedy) => self.report.decide(Verdict::Unconfirmed, remedy),
            Signature::Good(_) if !status => {
                let remedy = "Ask the issuer whether it was withdrawn.";
                self.report.decide(Verdict::Unconfirmed, remedy);
            }
            Signature::Good(_) if !recipient => {
                let remedy = "Nothing in it can be compared with that e-mail address.";
                self.report.decide(Verdict::Unconfirmed, remedy);
            }
            Signature::Good(_) if trusted => {
                let who = self.report.checks.iter().find(|check| check.id == "issuer");
                let why = who.map(|check| check.message.clone()).unwrap_or_default();
                self.report.decide(Verdict::Genuine, &format!("Nobody has altered it. {why}"));
            }
            Signature::Good(_) => {
                let why = "Nobody has altered it. Confirm who signed it to make it genuine.";
                self.report.decide(Verdict::Intact, why);
            }
        }
        self.report
    }

    /// Whether the issuer is confirmed.
    fn issuer(&mut self) -> bool {
        let title = self.view.badge.issuer_title();
        let Signature::Good(signer) = self.signature.clone() else {
            if self.signature != Signature::Bad {
                let message = format!("It says that it was awarded by {title}. Nothing here confirms that.");
                self.say("issuer", Outcome::Unknown, message);
            }
            return false;
        };
        self.report.signer = Some(signer.clone());
        if let Some(own) = self.question.trust.own(&signer) {
            let message = format!("It was signed with your own key “{}”.", own.name);
            self.say("issuer", Outcome::Pass, message);
            return true;
        }
        if let Some(known) = self.question.trust.trusted(&signer) {
            let message = format!("You have confirmed that this key belongs to “{}”.", known.name);
            self.say("issuer", Outcome::Pass, message);
            return true;
        }
        let message = format!("The signing key calls itself “{title}”. You have not confirmed that yet.");
        self.say("issuer", Outcome::Unknown, message);
        false
    }

    fn dates(&mut self) {
        let at = self.question.at;
        let unreadable = [("start", &self.view.valid_from), ("end", &self.view.valid_until)].into_iter().find_map(
            |(what, moment)| match moment {
                Moment::Unreadable(text) => Some(format!("Its {what} “{text}” is not a date with time and zone.")),
                _ => None,
            },
        );
        if let Some(message) = unreadable {
            return self.say("dates", Outcome::Fail, message);
        }
        let (from, until) = (self.view.valid_from.time(), self.view.valid_until.time());
        let awarded = self.view.issued_on.time().or(from);
        match (from, until) {
            (Some(from), Some(until)) if until < from => {
                self.say("dates", Outcome::Fail, "It ends before it begins.");
            }
            (_, Some(until)) if until < at => {
                self.say("dates", Outcome::Fail, format!("It ended on {}.", day(until)));
            }
            (Some(from), _) if from.duration_since(at) > CLOCK_SKEW => {
                self.say("dates", Outcome::Fail, format!("It counts only from {}.", day(from)));
            }
            _ => {
                let end = match until {
                    Some(until) => format!("holds until {}", day(until)),
                    None => "no end date".into(),
                };
                match awarded {
                    Some(awarded) => self.say("dates", Outcome::Pass, format!("Awarded on {}, {end}.", day(awarded))),
                    None => self.say("dates", Outcome::Note, "It does not say when it was awarded."),
                }
            }
        }
    }

    /// Whether nothing is left open about its withdrawal.
    fn status(&mut self) -> bool {
        for list in self.view.status.clone() {
            let message = format!("Whether it was withdrawn is announced at {list}, which was not read.");
            self.say("status", Outcome::Unknown, message);
        }
        self.view.status.is_empty()
    }

    /// Compares the recipient with the e-mail address asked for; true unless
    /// there was one and nothing to compare it with.
    fn recipient(&mut self) -> bool {
        let Some(email) = self.question.email else { return true };
        let is_email = |kind: &str| ["email", "emailAddress"].contains(&kind);
        let answers: Vec<bool> = self
            .view
            .recipient
            .iter()
            .filter_map(|named| match named {
                RecipientView::Plain(kind, text) if is_email(kind) => {
                    Some(text.trim().eq_ignore_ascii_case(email.trim()))
                }
                RecipientView::Hashed(kind, hash, salt) if is_email(kind) => {
                    Some(recipient::matches(email, hash, salt))
                }
                _ => None,
            })
            .collect();
        if answers.is_empty() {
            self.say(
                "recipient",
                Outcome::Unknown,
                format!("It names no e-mail address that {email} could be compared with."),
            );
            return false;
        }
        if answers.contains(&true) {
            self.say("recipient", Outcome::Pass, format!("It was awarded to {email}."));
        } else {
            self.say("recipient", Outcome::Fail, format!("It was not awarded to {email}."));
        }
        true
    }

    fn standard(&mut self) {
        if !self.view.missing.is_empty() {
            let message = format!(
                "It departs from {} (missing: {}). Some programs may not take it.",
                self.view.standard.title(),
                self.view.missing.join(", ")
            );
            self.say("standard", Outcome::Note, message);
        }
        if self.view.standard == Standard::Vc {
            self.say(
                "standard",
                Outcome::Note,
                "It is a verifiable credential, but does not call itself an Open Badge.",
            );
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
        ProofError::Key(_) => ASK_THE_ISSUER,
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
