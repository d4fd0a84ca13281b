//! The things that stand in a presentation or a record, one by one.

use serde_json::Value;

use super::holding::RECORD_INSIDE;
use super::kinds::{enveloped, holds_credential, inside, is_presentation, is_record};
use super::object;
use super::options::Task;
use super::report::{Report, Verdict};
use super::several::Several;
use super::single::Single;
use super::vocabulary::Vocabulary;
use super::{aside, sd_jwt, token};
use crate::carrier;
use crate::credential::jws;

/// The most badges that are looked at in one presentation or record.
pub(super) const MAX_INSIDE: usize = 64;

/// What stays closed inside.
const ANOTHER: &str = "another presentation";
const WRAPPED: &str = "something around what may be a badge";

/// Something that stands in a presentation or record.
pub(super) enum Item<'v> {
    Json(&'v Value),
    Token(&'v str),
    /// What stays closed.
    Closed(String),
}

impl<'v> Item<'v> {
    pub(super) fn of(value: &'v Value) -> Self {
        match (value, enveloped(value)) {
            (_, Some(Ok(token))) => Self::Token(token),
            (_, Some(Err(why))) => Self::Closed(why),
            (Value::String(token), _) if carrier::is_token(token) => Self::Token(token),
            (Value::Object(_), _) if is_presentation(value) => Self::Closed(ANOTHER.into()),
            (Value::Object(_), _) => Self::Json(value),
            _ => Self::Closed("something that is neither a credential nor a token".into()),
        }
    }
}

/// The report on something inside, or what it is when it was not opened.
pub(super) type Opened = Result<Report, String>;

/// One thing inside, by itself.
///
/// # Errors
/// What it is, when it was not opened.
pub(super) fn one<'a>(item: &Item<'_>, task: &'a Task<'a>) -> Result<Single<'a>, String> {
    match item {
        Item::Closed(what) => Err(what.clone()),
        Item::Json(value) if is_record(value) => Err(RECORD_INSIDE.into()),
        Item::Json(value) => match object::read(value, task) {
            Single::Told(report) if report.verdict == Verdict::NotABadge && speaks_of_one(value, task) => {
                Err(WRAPPED.into())
            }
            single => Ok(single),
        },
        Item::Token(token) if carrier::is_sd_jwt(token) => Ok(Single::told(sd_jwt::inspect(token, task))),
        Item::Token(token) => {
            let payload = Value::Object(jws::payload(token).unwrap_or_default());
            match inside(&payload) {
                inside if is_presentation(inside) && !holds_credential(&payload) => Err(ANOTHER.into()),
                inside if is_record(inside) => Err(RECORD_INSIDE.into()),
                _ => Ok(token::read(token, task)),
            }
        }
    }
}

/// Whether a badge stands in it, though not as the standard has it.
fn speaks_of_one(value: &Value, task: &Task<'_>) -> bool {
    aside::is_spoken(value, &Vocabulary::of(value, &task.work))
}

/// Everything inside, judged by `each`.
pub(super) fn judged<T>(
    values: &[T],
    place: &'static str,
    task: &Task<'_>,
    each: &dyn Fn(&T, &Task<'_>) -> Vec<Opened>,
) -> Several {
    let mut several = Several::new(place, values.len() > 1 || task.is_inside);
    // What is inside one of many is not looked at, or there would be the square of many.
    let task = Task { is_inside: several.are_many, ..task.clone() };
    for judged in values.iter().take(MAX_INSIDE).flat_map(|value| each(value, &task)) {
        match judged {
            Ok(report) => several.reports.push(report),
            Err(what) => several.closed.push(format!("The {place} holds {what}. It was not opened.")),
        }
    }
    if values.len() > MAX_INSIDE {
        let message = format!("The {place} holds more than the {MAX_INSIDE} credentials that were looked at.");
        several.closed.push(message);
    }
    several
}
