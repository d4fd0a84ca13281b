//! What holds badges instead of being one: presentations and envelopes. Each badge
//! inside is judged as a file of its own.
//!
//! What is inside is opened once: a presentation inside a presentation is told
//! and stays closed, so that nothing can be nested to take for ever.

use serde_json::{Map, Value};

use super::aside::{self, Aside};
use super::instead::{crowded, holds_one};
use super::items::{Item, MAX_INSIDE, Opened, judged, one};
use super::kinds::{ENVELOPE, ENVELOPED_PRESENTATION, PRESENTATION, enveloped, inside, is_presentation};
use super::options::Task;
use super::report::{Check, Outcome, Report, Verdict};
use super::vocabulary::Vocabulary;
use super::whole::opened;
use super::{object, sd_jwt, token};
use crate::carrier;
use crate::credential::jws;
use crate::credential::view::text;

/// What a token says of itself and of whoever shows it.
const CLAIMS: [&str; 9] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "cnf"];

/// A report on a JSON object that may hold badges instead of being one.
pub(super) fn json(value: &Value, task: &Task<'_>) -> Report {
    if is_presentation(value) {
        return presentation(value, None, task);
    }
    match enveloped(value) {
        None => {
            let report = opened(object::read(value, task));
            let other = if report.verdict == Verdict::NotABadge { holds_one(value) } else { None };
            other.unwrap_or(report)
        }
        Some(Ok(inside)) => {
            let mut report = in_token(inside, task);
            let message = "It came in an envelope (a “data:” address in JSON), out of which it was taken.";
            report.checks.insert(0, Check::new("file", Outcome::Note, message));
            if let Some(aside) = beside_envelope(value, task) {
                let outcome = if aside.may_be_one { Outcome::Unknown } else { Outcome::Note };
                report.checks.insert(0, Check::new("file", outcome, aside.told.as_str()));
                if aside.may_be_one && report.verdict < Verdict::Unconfirmed {
                    report.decide(Verdict::Unconfirmed, &aside.told);
                }
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
    let report = opened(token::read(token, task));
    if report.standard.is_some() {
        // A presentation beside a credential does not take its place.
        return report;
    }
    let Ok(payload) = jws::payload(token) else { return report };
    let token = Token { header: jws::header(token).unwrap_or_default(), payload: Value::Object(payload) };
    let inside = inside(&token.payload);
    if !is_presentation(inside) {
        return report;
    }
    crowded(inside, task).unwrap_or_else(|| presentation(inside, Some(&token), task))
}

fn alone(item: &Item<'_>, task: &Task<'_>) -> Vec<Opened> {
    vec![one(item, task).map(opened)]
}

/// The token in which a presentation came.
struct Token {
    header: Map<String, Value>,
    payload: Value,
}

/// A presentation: what somebody puts together to show it, and the token in which it
/// came.
fn presentation(value: &Value, token: Option<&Token>, task: &Task<'_>) -> Report {
    let payload = token.map(|token| &token.payload);
    let vocabulary = Vocabulary::of(value, &task.work);
    let held = value.as_object().map(|fields| vocabulary.held(fields)).unwrap_or_default();
    let mut several =
        judged(&held.iter().map(|value| Item::of(value)).collect::<Vec<_>>(), "presentation", task, &alone);
    let envelopes = held.iter().filter(|entry| matches!(enveloped(entry), Some(Ok(_)))).take(MAX_INSIDE);
    let around =
        payload.filter(|payload| !std::ptr::eq(*payload, value)).and_then(|payload| beside_presentation(payload, task));
    let beside = beside_badges(value, payload.is_some(), &vocabulary);
    let header = token.and_then(|token| aside::in_header(&token.header, false, task));
    let enveloped = envelopes.filter_map(|envelope| beside_envelope(envelope, task));
    for aside in enveloped.chain(beside).chain(around).chain(header) {
        let list = if aside.may_be_one { &mut several.closed } else { &mut several.notes };
        if !list.contains(&aside.told) {
            list.push(aside.told);
        }
    }
    if vocabulary.is_open {
        let message = "The presentation brings vocabularies of its own that are not followed here, so what other \
                       programs read in it is not known.";
        several.closed.push(message.into());
    }
    let shown_by = payload.and_then(|payload| payload.get("iss")).or(value.get("holder"));
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

/// What stands beside an envelope.
fn beside_envelope(value: &Value, task: &Task<'_>) -> Option<Aside> {
    let vocabulary = Vocabulary::of(value, &task.work);
    let object = value.as_object()?;
    let address = if object.contains_key("id") { "id" } else { "@id" };
    let is_own = |field: &str, value: &Value| {
        field == address || (["@context", "proof"].contains(&field) && aside::is_in_place(field, value, &vocabulary))
    };
    let fields = object.iter().filter(|(field, value)| !is_own(field, value));
    aside::beside(fields, "the envelope", &[ENVELOPE, ENVELOPED_PRESENTATION], &vocabulary)
}

/// What stands in a presentation beside its badges.
fn beside_badges(value: &Value, is_token: bool, vocabulary: &Vocabulary<'_>) -> Option<Aside> {
    const OWN: [&str; 5] = ["@context", "id", "@id", "proof", "holder"];
    let is_own = |field: &str, value: &Value| {
        let is_known = OWN.contains(&field) || (is_token && CLAIMS.contains(&field));
        (is_known && aside::is_in_place(field, value, vocabulary)) || vocabulary.is_holding(field)
    };
    let fields = value.as_object()?.iter().filter(|(field, value)| !is_own(field, value));
    aside::beside(fields, "the badges", &[PRESENTATION], vocabulary)
}

/// What stands in a token beside the presentation in it.
fn beside_presentation(payload: &Value, task: &Task<'_>) -> Option<Aside> {
    let vocabulary = Vocabulary::of(payload, &task.work);
    let is_own = |field: &str, value: &Value| {
        field == "vp" || (CLAIMS.contains(&field) && aside::is_in_place(field, value, &vocabulary))
    };
    let fields = payload.as_object()?.iter().filter(|(field, value)| !is_own(field, value));
    aside::beside(fields, "the presentation", &[], &vocabulary)
}
