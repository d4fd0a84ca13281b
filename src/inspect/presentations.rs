//! What holds badges instead of being one: presentations, envelopes, records of
//! learning. Each badge inside is judged as a file of its own.
//!
//! What is inside is opened once: a presentation inside a presentation is told
//! and stays closed, so that nothing can be nested to take for ever.

use serde_json::{Map, Value};

use super::embedded::Inner;
use super::report::{Check, Outcome, Report, Verdict};
use super::several::Several;
use super::{Task, json_value, sd_jwt, token, whole};
use crate::badge::quoted;
use crate::carrier;
use crate::credential::view::{self, Standard, entries, text};
use crate::credential::{jws, vc_jwt};

/// The most badges that are looked at in one presentation or record.
pub(super) const MAX_INSIDE: usize = 64;

/// The most fields beside an envelope that are named.
const MAX_TOLD: usize = 4;

const PRESENTATION: &str = "VerifiablePresentation";
const ENVELOPED_PRESENTATION: &str = "EnvelopedVerifiablePresentation";
const ENVELOPE: &str = "EnvelopedVerifiableCredential";
/// What stays closed inside.
const ANOTHER: &str = "another presentation";
const RECORD_INSIDE: &str = "a Comprehensive Learner Record with badges of its own";

const RECORD: &str = "ClrCredential";
const RECORD_CONTEXT: &str = "https://purl.imsglobal.org/spec/clr/v2p0/";

/// A report on a JSON object that may hold badges instead of being one.
pub(super) fn json(value: &Value, task: &Task<'_>) -> Report {
    if is_presentation(value) {
        return presentation(value, value.get("holder"), task);
    }
    match enveloped(value) {
        None => json_value(value, task),
        Some(Ok(inside)) => {
            let mut report = in_token(inside, task);
            let message = "It came in an envelope (a “data:” address in JSON), out of which it was taken.";
            report.checks.insert(0, Check::new("file", Outcome::Note, message));
            if let Some(told) = beside_envelope(value) {
                report.checks.insert(0, Check::new("file", Outcome::Note, told));
            }
            report
        }
        Some(Err(why)) => {
            let check = Check::new("file", Outcome::Unknown, format!("This is {why}."));
            Report::without_badge(Verdict::Unconfirmed, check)
        }
    }
}

/// The same for a token.
pub(super) fn in_token(token: &str, task: &Task<'_>) -> Report {
    if carrier::is_sd_jwt(token) {
        return sd_jwt::inspect(token, task);
    }
    let report = token::inspect(token, task);
    if !matches!(report.standard, None | Some(Standard::Vc)) {
        return report;
    }
    let Ok(payload) = jws::payload(token) else { return report };
    if report.standard.is_some() {
        // A presentation beside a credential does not take its place.
        let inside = vc_jwt::parts(payload).1;
        return if is_record(&inside) { record(report, &inside, None, task) } else { report };
    }
    let inside = inside(payload.clone());
    if is_presentation(&inside) {
        return presentation(&inside, payload.get("iss").or(payload.get("holder")), task);
    }
    if is_record(&inside) { record(report, &inside, None, task) } else { report }
}

/// Something that stands in a presentation or record.
enum Item<'v> {
    Json(&'v Value),
    Token(&'v str),
    /// What stays closed.
    Closed(String),
}

impl<'v> Item<'v> {
    fn of(value: &'v Value) -> Self {
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

/// The report on one thing inside.
///
/// # Errors
/// What it is, when it was not opened.
fn one(item: &Item<'_>, task: &Task<'_>) -> Result<Report, String> {
    match item {
        Item::Closed(what) => Err(what.clone()),
        Item::Json(value) if is_record(value) => Err(RECORD_INSIDE.into()),
        Item::Json(value) => Ok(json_value(value, task)),
        Item::Token(token) if carrier::is_sd_jwt(token) => Ok(sd_jwt::inspect(token, task)),
        Item::Token(token) => {
            let report = token::inspect(token, task);
            let payload = jws::payload(token).unwrap_or_default();
            let inside = match report.standard {
                None => inside(payload),
                Some(Standard::Vc) => vc_jwt::parts(payload).1,
                Some(_) => return Ok(report),
            };
            match inside {
                inside if is_presentation(&inside) => Err(ANOTHER.into()),
                inside if is_record(&inside) => Err(RECORD_INSIDE.into()),
                _ => Ok(report),
            }
        }
    }
}

/// The report on one entry of a record of which the statements are signed.
fn entry(inner: &Inner, task: &Task<'_>) -> Result<Report, String> {
    let (object, stated) = match inner {
        Inner::Token(token) if carrier::is_token(token) => return one(&Item::Token(token), task),
        Inner::Token(_) => return Err("something that is neither a credential nor a token".into()),
        Inner::Json(object, _, stated) => (Value::Object(object.clone()), stated),
    };
    let fails = |report: &Report| matches!(report.verdict, Verdict::NotValid | Verdict::NotABadge);
    let as_it_stands = one(&Item::of(&object), task)?;
    let stated = stated.as_ref().filter(|_| fails(&as_it_stands));
    let anew = stated.and_then(|stated| stated.anew(task).map(|proven| whole(&proven, task)).find(|new| !fails(new)));
    Ok(anew.unwrap_or(as_it_stands))
}

/// Everything inside, judged by `one`.
fn judged<T>(
    values: &[T],
    place: &'static str,
    task: &Task<'_>,
    one: &dyn Fn(&T, &Task<'_>) -> Result<Report, String>,
) -> Several {
    let mut several = Several::new(place, values.len() > 1 || task.is_inside);
    // What is inside one of many is not looked at, or there would be the square of many.
    let task = Task { is_inside: several.are_many, ..task.clone() };
    for value in values.iter().take(MAX_INSIDE) {
        match one(value, &task) {
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

/// A presentation: what somebody puts together to show it.
fn presentation(value: &Value, shown_by: Option<&Value>, task: &Task<'_>) -> Report {
    let inside = entries(value.get("verifiableCredential")).map(Item::of).collect::<Vec<_>>();
    let mut several = judged(&inside, "presentation", task, &one);
    let envelopes = entries(value.get("verifiableCredential")).filter(|entry| matches!(enveloped(entry), Some(Ok(_))));
    several.notes = envelopes.filter_map(beside_envelope).take(MAX_INSIDE).collect();
    several.notes.dedup();
    // Anything else than an identifier could go on in our words.
    let is_identifier = |by: &String| {
        let is_of_kind = ["did:", "https://", "http://"].iter().any(|scheme| by.starts_with(scheme));
        is_of_kind && by.len() <= 200 && by.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"')
    };
    let by = shown_by.and_then(|by| text(by.get("id").or(Some(by)))).filter(is_identifier);
    let by = by.map(|by| format!(" that names {by} as the one who shows it"));
    let note = format!(
        "It came in a presentation{} ({PRESENTATION}). Its own signature was not asked for: it says who shows the badge, \
         not who awarded it.",
        by.unwrap_or_default()
    );
    several.into_one(note).unwrap_or_else(|| {
        let message = format!("This is a presentation ({PRESENTATION}), but no badge is in it.");
        Report::without_badge(Verdict::NotABadge, Check::new("format", Outcome::Fail, message))
    })
}

/// A record of learning (Comprehensive Learner Record 2.0): a credential of its
/// own in which further ones stand. `signed` are those that its statements name,
/// and whether they are all there; else its text is what counts.
pub(super) fn record(
    mut report: Report,
    content: &Value,
    signed: Option<&(Vec<Inner>, bool)>,
    task: &Task<'_>,
) -> Report {
    if task.is_inside {
        report.decide(Verdict::Unconfirmed, &format!("This is {RECORD_INSIDE}. It was not opened."));
        return report;
    }
    // A record in a record stays closed, by whatever name it goes.
    let task = &Task { is_inside: true, ..task.clone() };
    let several = match signed {
        Some((inside, is_whole)) => {
            let mut several = judged(inside, "record", task, &entry);
            if !is_whole {
                several.closed.push("The record names entries that do not stand there whole.".into());
            }
            several
        }
        None => {
            let subjects = entries(content.get("credentialSubject"));
            let inside = subjects.flat_map(|subject| entries(subject.get("verifiableCredential")));
            judged(&inside.map(Item::of).collect::<Vec<_>>(), "record", task, &one)
        }
    };
    let number = several.reports.len() + several.closed.len();
    let note = match number {
        0 => "It is a Comprehensive Learner Record (CLR 2.0); no badge is in it.".to_owned(),
        1 => "It is a Comprehensive Learner Record (CLR 2.0) with one entry, which was judged on its own.".to_owned(),
        _ => format!("It is a Comprehensive Learner Record (CLR 2.0) with {number} entries, each judged on its own."),
    };
    several.beside(report, note)
}

fn is(value: &Value, kind: &str) -> bool {
    entries(value.get("type").or(value.get("@type"))).any(|found| found == kind)
}

pub(super) fn is_record(value: &Value) -> bool {
    let named = || {
        let mut contexts = entries(value.get("@context")).filter_map(Value::as_str);
        contexts.any(|url| url.starts_with(RECORD_CONTEXT))
    };
    view::standard(value) == Some(Standard::Vc) && (is(value, RECORD) || named())
}

fn is_presentation(value: &Value) -> bool {
    // What calls itself a credential is judged as that, whatever else it says.
    is(value, PRESENTATION) && view::standard(value).is_none()
}

/// What a token holds: a field of its own in the Data Model 1.1, else the
/// payload itself.
fn inside(mut payload: Map<String, Value>) -> Value {
    let field = ["vp", "vc"].into_iter().find(|field| payload.get(*field).is_some_and(Value::is_object));
    field.and_then(|field| payload.remove(field)).unwrap_or(Value::Object(payload))
}

/// What is told of everything that stands beside an envelope: others may show it,
/// and it is nobody's word.
fn beside_envelope(value: &Value) -> Option<String> {
    const OWN: [&str; 5] = ["@context", "id", "@id", "type", "@type"];
    let more = value.as_object()?.keys().filter(|field| !OWN.contains(&field.as_str()));
    let more: Vec<String> = more.take(MAX_TOLD).map(|field| quoted(field)).collect();
    let told = "stands there beside the envelope and was not read: nobody signed it, and other programs may show it.";
    (!more.is_empty()).then(|| format!("What is called {} {told}", more.join(", ")))
}

/// The token in an envelope: a `data:` address (VC Data Model 2.0, "Enveloped
/// Verifiable Credentials"). `None` for what is no envelope, and what kind of
/// envelope it is when it cannot be opened.
fn enveloped(value: &Value) -> Option<Result<&str, String>> {
    if view::standard(value).is_some() || !(is(value, ENVELOPE) || is(value, ENVELOPED_PRESENTATION)) {
        return None;
    }
    let address = value.get("id").or(value.get("@id")).and_then(Value::as_str).unwrap_or_default();
    let (kind, inside) = address.split_once(',').unwrap_or((address, ""));
    let kind = kind.strip_prefix("data:").unwrap_or_default();
    Some(if carrier::is_token(inside) {
        Ok(inside)
    } else {
        let kind: String = kind.chars().filter(char::is_ascii_graphic).take(60).collect();
        let kind = if kind.is_empty() { "no kind".to_owned() } else { format!("the kind {kind}") };
        Err(format!("an envelope of {kind}, which this version does not open"))
    })
}
