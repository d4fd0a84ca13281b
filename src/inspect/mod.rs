//! Any file to one report: what it is, what it says, what holds.
//!
//! A report is green only when everything that could be wrong was looked at
//! and was right; what could not be looked at is said, never assumed.
//!
//! ```
//! use badgewright::inspect::{Question, Sources, Trust, Verdict, inspect};
//!
//! let (trust, sources) = (Trust::default(), Sources::default());
//! let question = Question { trust: &trust, sources: &sources, at: "2026-03-14T10:00:00Z".parse()?, email: None };
//! let report = inspect(b"no badge at all", &question);
//! assert_eq!(report.verdict, Verdict::NotABadge);
//! # Ok::<(), jiff::Error>(())
//! ```

mod aside;
mod at_once;
mod beside;
mod earners;
mod embedded;
mod endorsements;
mod facts;
mod folder;
mod for_others;
mod hosts;
mod judge;
mod keeps;
mod linked;
mod lookalike;
mod named_list;
mod older;
mod one_issuer;
mod other_names;
mod picture;
mod presentations;
mod proofs;
mod report;
mod ruling;
mod sd_jwt;
mod several;
mod sources;
mod standing;
mod statements;
mod status;
mod status_list;
#[cfg(test)]
mod tests;
mod to_whom;
mod token;
mod told_otherwise;
mod trust;
mod trust_change;
mod verdict;
mod vocabulary;
mod ways;

pub use at_once::{AtOnce, Room};
pub use endorsements::{Endorser, endorser};
pub use folder::{BadgeFiles, MAX_FILES, Passed, Why, badge_files};
pub use picture::{Pixels, are_alike, compares_picture, told_of_left_out};
pub use report::{Check, Outcome, OwnWords, Report, Verdict};
pub use sources::{Origin, Sources, Want};
pub use to_whom::Share;
pub use trust::{KnownIssuer, Trust, TrustError};
pub use trust_change::TrustChange;

use std::ops::Deref;

use jiff::Timestamp;
use serde_json::Value;

use crate::carrier::{self, Carrier, CarrierError, Extracted, Payload};
use crate::credential::Work;
use crate::credential::proof::{Covers, Document};
use crate::credential::view::{self, CredentialView, Moment, Standard};
use crate::credential::{dates, json, recipient};
use judge::{Judge, TAKE_LONGER};
use proofs::Proven;

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
    Opened::of(file).inspect(question)
}

/// A file out of which its badge was taken, once for however many inspections: of all
/// that is done with a large picture that takes longest.
#[derive(Debug)]
pub struct Opened(Result<Extracted, CarrierError>);

impl Opened {
    /// Takes the badge out of a file.
    #[must_use]
    pub fn of(file: &[u8]) -> Self {
        Self(carrier::extract(file))
    }

    /// What was taken out.
    ///
    /// # Errors
    /// Why there is none.
    pub fn found(&self) -> Result<&Extracted, &CarrierError> {
        self.0.as_ref()
    }

    /// Looks at it. Never fails: what cannot be read is a report, too.
    #[must_use]
    pub fn inspect(&self, question: &Question<'_>) -> Report {
        let task = Task { question: *question, work: Work::default(), is_inside: false };
        let mut report = match self.found() {
            Ok(found) => found_badge(found, &task),
            Err(error) => {
                let (verdict, outcome) = match () {
                    () if error.is_no_badge() => (Verdict::NotABadge, Outcome::Fail),
                    () if error.is_open() => (Verdict::Unconfirmed, Outcome::Unknown),
                    () => (Verdict::NotValid, Outcome::Fail),
                };
                Report::without_badge(verdict, Check::new("file", outcome, error.to_string()))
            }
        };
        for (want, _) in question.sources.in_vain() {
            if !report.wants.iter().any(|known| known.url == want.url) {
                report.wants.push(want.clone());
            }
        }
        report
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
    for other in &found.others {
        // Whom it was awarded to makes no badge false.
        let judged = payload(other, &task.inside());
        beside::tell(&mut report, &judged);
    }
    if let Some(within) = report.badge_in_picture() {
        beside::tell_of_picture(&mut report, &payload(&within, &task.inside()));
    }
    // What the others are to it was told just now.
    for note in found.notes.iter().filter(|note| **note != carrier::Note::Another) {
        let outcome = if note.is_open() { Outcome::Unknown } else { Outcome::Note };
        report.checks.insert(0, Check::new("file", outcome, note.to_string()));
        // A broken checksum is no proof of tampering, but it is no proof of anything else either.
        if note.is_open() && matches!(report.verdict, Verdict::Genuine | Verdict::Intact) {
            let remedy = "Ask for the file again.";
            report.decide(Verdict::Unconfirmed, &format!("{note} {remedy}"));
        }
    }
    report
}

/// A JSON payload.
fn json_badge(text: &str, task: &Task<'_>) -> Report {
    let value = match json::parse(text) {
        Ok(value) => value,
        Err(error) if error.is_limit() => {
            let check = Check::new("format", Outcome::Unknown, error.to_string());
            return Report::without_badge(Verdict::Unconfirmed, check);
        }
        Err(error) => {
            return Report::without_badge(Verdict::NotValid, Check::new("format", Outcome::Fail, error.to_string()));
        }
    };
    crowded(&value, task).unwrap_or_else(|| presentations::json(&value, task))
}

/// The report on what speaks of more things than are told of one file. What reports
/// keep is of their number, so they are counted before anything is read.
fn crowded(content: &Value, task: &Task<'_>) -> Option<Report> {
    let error = task.work.tells_of(content).err()?;
    let check = Check::new("format", Outcome::Unknown, format!("{error} {TAKE_LONGER}"));
    Some(Report::without_badge(Verdict::Unconfirmed, check))
}

/// A JSON value that is a badge itself, if anything.
fn json_value(value: &Value, task: &Task<'_>) -> Report {
    match (view::standard(value), Document::of(value)) {
        (Some(Standard::Ob1 | Standard::Ob2), _) => {
            presentations::with_entries(older::hosted(value, task, None), value, None, task)
        }
        (Some(Standard::Ob3 | Standard::Vc), Some(document)) => with_proofs(&document, task),
        // What it calls itself may go by another name.
        (None, Some(document)) if document.object().contains_key("proof") => with_proofs(&document, task),
        _ if is_jws(value) => {
            let message = "This is a signed token in its JSON form (JWS JSON Serialization), which this version does \
                           not open. Ask for the compact form: three parts joined by dots.";
            Report::without_badge(Verdict::Unconfirmed, Check::new("format", Outcome::Unknown, message))
        }
        _ if value.get("ciphertext").is_some_and(Value::is_string) => {
            let check = Check::new("format", Outcome::Unknown, CarrierError::Encrypted.to_string());
            Report::without_badge(Verdict::Unconfirmed, check)
        }
        _ => Report::without_badge(Verdict::NotABadge, Check::new("format", Outcome::Fail, what_else(value))),
    }
}

/// Whether it is a token that is written as JSON (RFC 7515, section 7.2).
fn is_jws(value: &Value) -> bool {
    value.get("payload").is_some_and(Value::is_string)
        && (value.get("signature").is_some_and(Value::is_string)
            || value.get("signatures").is_some_and(Value::is_array))
}

/// A credential with its proofs inside.
fn with_proofs(document: &Document<'_>, task: &Task<'_>) -> Report {
    let proven = proofs::checked(document, task);
    let mut report = whole(&proven, task);
    let words = aside::in_contexts(document.object()).filter(|_| proven.covers == Covers::Meaning);
    report.checks.extend(words.map(|words| Check::new("standard", Outcome::Note, words.told)));
    report
}

/// The report on a credential whose proofs were checked, and on those that it
/// holds.
fn whole(proven: &Proven, task: &Task<'_>) -> Report {
    // In statements one thing may be spoken of in many places; a text was counted with its file.
    if proven.covers == Covers::Meaning
        && let Some(crowded) = crowded(&proven.content, task)
    {
        return crowded;
    }
    let Some(credential) = view::credential(&proven.content, proven.covers) else {
        if proven.covers == Covers::Text {
            let what = what_else(&proven.content);
            return Report::without_badge(Verdict::NotABadge, Check::new("format", Outcome::Fail, what));
        }
        let message = "What was signed does not call itself a credential, whatever the file says.";
        return Report::without_badge(Verdict::NotValid, Check::new("format", Outcome::Fail, message));
    };
    if let Some(other) = list_instead(&credential, &proven.content) {
        return other;
    }
    let mut judge = Judge::new(credential, task);
    judge.proofs(proven);
    judge.inner(&proven.content, &proven.inside);
    match proven.covers {
        Covers::Text => judge.other_names(&proven.content),
        Covers::Meaning if proven.is_digested => judge.digests_only(),
        Covers::Meaning => {}
    }
    presentations::with_entries(judge.finish(), &proven.content, proven.entries.as_ref(), task)
}

/// The report on a signed list of withdrawn badges, which is none itself.
fn list_instead(credential: &CredentialView, content: &Value) -> Option<Report> {
    const LISTS: [&str; 4] = [
        "BitstringStatusListCredential",
        "StatusList2021Credential",
        "RevocationList2020Credential",
        "1EdTechRevocationList",
    ];
    let mut kinds = view::entries(content.get("type")).filter_map(Value::as_str);
    if credential.has_achievement || !kinds.any(|kind| LISTS.contains(&kind)) {
        return None;
    }
    let message = "This is a list of withdrawn badges, not a badge.";
    Some(Report::without_badge(Verdict::NotABadge, Check::new("format", Outcome::Fail, message)))
}

/// What a JSON object is that is not an award.
fn what_else(value: &Value) -> String {
    let kind = match value.get("type").and_then(Value::as_str) {
        Some("BadgeClass" | "Achievement") => "the definition of a badge, not an award of it",
        Some("Issuer" | "Profile") => "the description of an issuer, not a badge",
        Some("EndorsementCredential") => "an endorsement, not a badge",
        _ if value.get("revoked") == Some(&Value::Bool(true)) => {
            return format!("This is the word that a badge was withdrawn, not the badge.{}", older::reason(value));
        }
        _ => "JSON, but nothing in it says that it is a badge",
    };
    format!("This is {kind}.")
}

impl Report {
    /// A report on what a credential says, before anything was checked.
    fn of(view: &CredentialView) -> Self {
        // What lies beyond all counting stands for no day that was signed.
        let counted = |moment: &Moment| moment.time().filter(|time| ![dates::NEVER, Timestamp::MIN].contains(time));
        Self {
            standard: Some(view.standard),
            recipient: to_whom::all(view),
            awards: to_whom::shares(view),
            earners: earners::in_order(&view.earners),
            addressed: recipient::addressed(&view.earners.concat()),
            issued_on: counted(&view.issued_on),
            valid_from: counted(&view.valid_from),
            valid_until: counted(&view.valid_until),
            id: view.id.clone(),
            evidence: view.evidence.clone(),
            results: view.results.clone(),
            status: view.status.clone(),
            ..Self::default()
        }
    }
}
