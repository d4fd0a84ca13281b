//! Any file to one report: what it is, what it says, what holds.
//!
//! A report is green only when everything that could be wrong was looked at
//! and was right; what could not be looked at is said, never assumed.
//!
//! ```
//! use badgewright::inspect::{InspectOptions, Sources, Trust, Verdict, inspect};
//!
//! let (trust, sources) = (Trust::default(), Sources::default());
//! let options = InspectOptions { trust: &trust, sources: &sources, at: "2026-03-14T10:00:00Z".parse()?, email: None };
//! let report = inspect(b"no badge at all", &options);
//! assert_eq!(report.verdict, Verdict::NotABadge);
//! # Ok::<(), jiff::Error>(())
//! ```

mod aside;
mod at_once;
mod beside;
mod digests;
mod drawn;
mod earners;
mod embedded;
mod endorsements;
mod entries;
mod facts;
mod folder;
mod for_others;
mod holding;
mod hosts;
mod inner;
mod instead;
mod issuer;
mod items;
mod judge;
mod keeps;
mod key_trust;
mod kinds;
mod known_issuer;
mod linked;
mod lookalike;
mod looks;
mod named_list;
mod object;
mod older;
mod one_issuer;
mod options;
mod other_names;
mod picture;
mod presentations;
mod proofs;
mod report;
mod ruling;
mod sd_jwt;
mod several;
mod signature;
mod signer;
mod single;
mod sources;
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
mod whole;
mod withdrawal;

pub use at_once::{AtOnce, Room};
pub use endorsements::{Endorser, endorser};
pub use folder::{BadgeFiles, MAX_FILES, Passed, Why, badge_files};
pub use known_issuer::KnownIssuer;
pub use options::InspectOptions;
pub use picture::{Pixels, are_alike, compares_picture, told_of_left_out};
pub use report::{Check, Outcome, OwnWords, Report, Share, Verdict};
pub use sources::{Origin, Sources, Want};
pub use trust::{Trust, TrustError};
pub use trust_change::TrustChange;

use crate::carrier::{self, Carrier, CarrierError, Extracted, Payload};
use crate::credential::{Work, json};
use instead::crowded;
use options::Task;
use whole::opened;

/// Looks at any file. Never fails: what cannot be read is a report, too.
#[must_use]
pub fn inspect(file: &[u8], options: &InspectOptions<'_>) -> Report {
    Opened::of(file).inspect(options)
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
    pub fn inspect(&self, options: &InspectOptions<'_>) -> Report {
        let task = Task { options: *options, work: Work::default(), is_inside: false };
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
        for (want, _) in options.sources.in_vain() {
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
        Payload::Url(url) => opened(older::address_only(url, task)),
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
        Err(error) if error.is_limit() => return instead::unread("format", &error),
        Err(error) => {
            return Report::without_badge(Verdict::NotValid, Check::new("format", Outcome::Fail, error.to_string()));
        }
    };
    crowded(&value, task).unwrap_or_else(|| presentations::json(&value, task))
}
