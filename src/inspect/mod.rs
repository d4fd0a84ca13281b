//! Any file to one report: what it is, what it says, what holds.
//!
//! A report is green only when everything that could be wrong was looked at
//! and was right; what could not be looked at is said, never assumed.

mod endorsements;
mod facts;
mod folder;
mod judge;
mod older;
mod presentations;
mod proofs;
mod report;
mod sd_jwt;
mod several;
mod sources;
mod standing;
mod status;
#[cfg(test)]
mod tests;
mod token;
mod trust;
mod verdict;

pub use folder::{MAX_FILES, badge_files};
pub use report::{Check, Outcome, Report, Verdict};
pub use sources::{Origin, Sources, Want};
pub use trust::{KnownIssuer, Trust, TrustError};

use std::ops::Deref;

use jiff::Timestamp;
use serde_json::Value;

use crate::carrier::{self, Carrier, Extracted, Note, Payload};
use crate::credential::json;
use crate::credential::proof::{Covers, Document, Work};
use crate::credential::view::{self, CredentialView, Standard};
use judge::Judge;

/// What an inspection is made against.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Own keys and issuers whom the user has confirmed.
    pub trust: &'a Trust,
    /// Documents beside the file that may be looked at.
    pub sources: &'a Sources,
    /// The point in time to judge by.
    pub at: Timestamp,
    /// An e-mail address to compare with the recipient's.
    pub email: Option<&'a str>,
}

/// One inspection: the question, and what may be spent on the answer.
#[derive(Clone, Debug)]
struct Task<'a> {
    question: Question<'a>,
    work: Work,
    /// Whether it is about a credential that stands inside another; what stands
    /// inside that one is not looked at.
    is_inside: bool,
}

impl<'a> Task<'a> {
    /// The same about something that stands inside.
    fn inside(&self) -> Self {
        // Whom it was awarded to is asked of the badge itself.
        Self { question: Question { email: None, ..self.question }, work: self.work.clone(), is_inside: true }
    }
}

impl<'a> Deref for Task<'a> {
    type Target = Question<'a>;

    fn deref(&self) -> &Question<'a> {
        &self.question
    }
}

/// Looks at any file. Never fails: what cannot be read is a report, too.
#[must_use]
pub fn inspect(file: &[u8], question: &Question<'_>) -> Report {
    let task = Task { question: *question, work: Work::default(), is_inside: false };
    match carrier::extract(file) {
        Ok(found) => found_badge(&found, &task),
        Err(error) => {
            let verdict = if error.is_no_badge() { Verdict::NotABadge } else { Verdict::NotValid };
            Report::without_badge(verdict, Check::new("file", Outcome::Fail, error.to_string()))
        }
    }
}

fn payload(payload: &Payload, task: &Task<'_>) -> Report {
    match payload {
        Payload::Json(text) => json_badge(text, task),
        Payload::Jwt(token) => presentations::in_token(token, task),
        Payload::Url(url) => older::address_only(url, task),
    }
}

fn found_badge(found: &Extracted, task: &Task<'_>) -> Report {
    let mut report = payload(&found.payload, task);
    report.carrier = Some(found.carrier);
    if report.verdict == Verdict::NotABadge && !matches!(found.carrier, Carrier::Json | Carrier::Jwt) {
        report.decide(Verdict::NotValid, "The picture has a place for a badge, but what lies there is none.");
    }
    for note in &found.notes {
        let outcome = if *note == Note::BadgeDamaged { Outcome::Unknown } else { Outcome::Note };
        report.checks.insert(0, Check::new("file", outcome, note.to_string()));
        // A broken checksum is no proof of tampering, but it is no proof of anything else either.
        if *note == Note::BadgeDamaged && matches!(report.verdict, Verdict::Genuine | Verdict::Intact) {
            report.decide(Verdict::Unconfirmed, "The file is damaged, so it should be asked for again.");
        }
    }
    if let Some(other) = &found.other {
        disagreement(&mut report, &payload(other, &task.inside()));
    }
    report
}

/// Two badges in one file that say different things. A second one that anybody
/// would find to be false only deserves a word; two that could both pass would
/// let each program show its own, so neither does.
fn disagreement(report: &mut Report, other: &Report) {
    if report.verdict > Verdict::Unconfirmed || other.verdict > Verdict::Unconfirmed {
        return;
    }
    let name = |report: &Report| {
        let name = report.badge.as_ref().and_then(|badge| badge.name.clone());
        name.map_or_else(|| "a badge without a name".to_owned(), |name| format!("“{name}”"))
    };
    let message = format!(
        "The file holds two badges that disagree and that could both pass: {} and {}. Programs would show one or the \
         other, so it is refused.",
        name(report),
        name(other)
    );
    report.checks.insert(0, Check::new("file", Outcome::Fail, message.as_str()));
    report.decide(Verdict::NotValid, &message);
}

/// A JSON payload.
fn json_badge(text: &str, task: &Task<'_>) -> Report {
    let value = match json::parse(text) {
        Ok(value) => value,
        Err(error) => {
            return Report::without_badge(Verdict::NotValid, Check::new("format", Outcome::Fail, error.to_string()));
        }
    };
    presentations::json(&value, task)
}

/// A JSON value that is a badge itself, if anything.
fn json_value(value: &Value, task: &Task<'_>) -> Report {
    match (view::standard(value), Document::of(value)) {
        (Some(Standard::Ob1 | Standard::Ob2), _) => older::hosted(value, task, None),
        (Some(Standard::Ob3 | Standard::Vc), Some(document)) => with_proofs(&document, task),
        // What it calls itself may go by another name.
        (None, Some(document)) if document.object().contains_key("proof") => with_proofs(&document, task),
        _ => Report::without_badge(Verdict::NotABadge, Check::new("format", Outcome::Fail, what_else(value))),
    }
}

/// A credential with its proofs inside.
fn with_proofs(document: &Document<'_>, task: &Task<'_>) -> Report {
    let proven = proofs::checked(document, task);
    let Some(credential) = view::credential(&proven.content, proven.covers) else {
        if proven.covers == Covers::Text {
            let what = what_else(&proven.content);
            return Report::without_badge(Verdict::NotABadge, Check::new("format", Outcome::Fail, what));
        }
        let message = "What was signed does not call itself a credential, whatever the file says.";
        return Report::without_badge(Verdict::NotValid, Check::new("format", Outcome::Fail, message));
    };
    let mut judge = Judge::new(credential, task);
    judge.proofs(&proven);
    judge.inner(&proven.content, &proven.inside);
    judge.finish()
}

/// What a JSON object is that is not an award.
fn what_else(value: &Value) -> String {
    let kind = match value.get("type").and_then(Value::as_str) {
        Some("BadgeClass" | "Achievement") => "the definition of a badge, not an award of it",
        Some("Issuer" | "Profile") => "the description of an issuer, not a badge",
        Some("EndorsementCredential") => "an endorsement, not a badge",
        _ => "JSON, but nothing in it says that it is a badge",
    };
    format!("This is {kind}.")
}

impl Report {
    /// A report on what a credential says, before anything was checked.
    fn of(view: &CredentialView) -> Self {
        Self {
            standard: Some(view.standard),
            recipient: report::recipient(&view.recipient),
            issued_on: view.issued_on.time(),
            valid_from: view.valid_from.time(),
            valid_until: view.valid_until.time(),
            id: view.id.clone(),
            ..Self::default()
        }
    }
}
