//! Reports on what is no badge, or was not read.

use serde_json::Value;

use super::judge::TAKE_LONGER;
use super::options::Task;
use super::report::{Check, Outcome, Report, Verdict};
use super::withdrawal::reason;
use crate::badge::quoted;
use crate::carrier::is_token;
use crate::credential::jws::JwsError;
use crate::credential::view::{self, CredentialView};

/// The report on what speaks of more things than are told of one file. What reports
/// keep is of their number, so they are counted before anything is read.
pub(super) fn crowded(content: &Value, task: &Task<'_>) -> Option<Report> {
    let error = task.work.tells_of(content).err()?;
    Some(unread("format", &error))
}

/// The report on what was not read, because there is more of it than is read.
pub(super) fn unread(id: &'static str, why: &impl std::fmt::Display) -> Report {
    Report::without_badge(Verdict::Unconfirmed, Check::new(id, Outcome::Unknown, format!("{why} {TAKE_LONGER}")))
}

/// The report on a signed list of withdrawn badges, which is none itself.
pub(super) fn list_instead(credential: &CredentialView, content: &Value) -> Option<Report> {
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
pub(super) fn what_else(value: &Value) -> String {
    let kind = match value.get("type").and_then(Value::as_str) {
        Some("BadgeClass" | "Achievement") => "the definition of a badge, not an award of it",
        Some("Issuer" | "Profile") => "the description of an issuer, not a badge",
        Some("EndorsementCredential") => "an endorsement, not a badge",
        _ if value.get("revoked") == Some(&Value::Bool(true)) => {
            return format!("This is the word that a badge was withdrawn, not the badge.{}", reason(value));
        }
        _ => "JSON, but nothing in it says that it is a badge",
    };
    format!("This is {kind}.")
}

/// The report on a JSON object that is no badge and in which one stands, as what programs
/// send to one another has it.
pub(super) fn holds_one(value: &Value) -> Option<Report> {
    let is_one = |held: &Value| match held {
        Value::String(text) => is_token(text),
        held => view::standard(held).is_some() || view::entries(Some(held)).any(|one| view::standard(one).is_some()),
    };
    let (field, _) = value.as_object()?.iter().find(|(_, held)| is_one(held))?;
    let message = format!(
        "This is JSON in which something else stands that calls itself a badge, as its {}. Save that as a file of its \
         own and look at it.",
        quoted(field)
    );
    Some(Report::without_badge(Verdict::Unconfirmed, Check::new("format", Outcome::Unknown, message)))
}

/// The report on a token that is none, or that is more than is read.
pub(super) fn refused(error: &JwsError) -> Report {
    let report = match error {
        JwsError::TooMuch(_) => unread("signature", error),
        _ => Report::without_badge(Verdict::NotValid, Check::new("signature", Outcome::Fail, error.to_string())),
    };
    Report { form: Some("jwt".into()), ..report }
}

pub(super) fn no_badge() -> Report {
    let check = Check::new("format", Outcome::Fail, "This is a JWT, but no badge is in it.");
    Report::without_badge(Verdict::NotABadge, check)
}
