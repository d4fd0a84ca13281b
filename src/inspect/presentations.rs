//! What holds badges instead of being one: presentations, envelopes, records of
//! learning. Each badge inside is judged as a file of its own.
//!
//! What is inside is opened once: a presentation inside a presentation is told
//! and stays closed, so that nothing can be nested to take for ever.

use serde_json::{Map, Value};

use super::aside::{self, Aside};
use super::embedded::{Inner, Part};
use super::facts::{PLAIN, of_several};
use super::proofs::Entries;
use super::report::{Check, Outcome, Report, Verdict};
use super::several::Several;
use super::vocabulary::Vocabulary;
use super::{Task, crowded, json_value, sd_jwt, token, whole};
use crate::badge::as_address;
use crate::carrier;
use crate::credential::jws;
use crate::credential::proof::Covers;
use crate::credential::view::{self, Standard, entries, text};

/// The most badges that are looked at in one presentation or record.
pub(super) const MAX_INSIDE: usize = 64;

const PRESENTATION: &str = "VerifiablePresentation";
const ENVELOPED_PRESENTATION: &str = "EnvelopedVerifiablePresentation";
const ENVELOPE: &str = "EnvelopedVerifiableCredential";
/// What stays closed inside.
const ANOTHER: &str = "another presentation";
const RECORD_INSIDE: &str = "a Comprehensive Learner Record with badges of its own";
const HOLDER_INSIDE: &str = "a badge with badges of its own";
const WRAPPED: &str = "something around what may be a badge";

/// What a token says of itself and of whoever shows it.
const CLAIMS: [&str; 9] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "cnf"];

const RECORD: &str = "ClrCredential";
const RECORD_CONTEXT: &str = "https://purl.imsglobal.org/spec/clr/v2p0/";

/// A report on a JSON object that may hold badges instead of being one.
pub(super) fn json(value: &Value, task: &Task<'_>) -> Report {
    if is_presentation(value) {
        return presentation(value, None, task);
    }
    match enveloped(value) {
        None => json_value(value, task),
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
    let report = token::inspect(token, task);
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

/// The token in which a presentation came.
struct Token {
    header: Map<String, Value>,
    payload: Value,
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

/// The report on something inside, or what it is when it was not opened.
type Opened = Result<Report, String>;

/// The report on one thing inside.
///
/// # Errors
/// What it is, when it was not opened.
fn one(item: &Item<'_>, task: &Task<'_>) -> Opened {
    match item {
        Item::Closed(what) => Err(what.clone()),
        Item::Json(value) if is_record(value) => Err(RECORD_INSIDE.into()),
        Item::Json(value) => match json_value(value, task) {
            report if report.verdict == Verdict::NotABadge && speaks_of_one(value, task) => Err(WRAPPED.into()),
            report => Ok(report),
        },
        Item::Token(token) if carrier::is_sd_jwt(token) => Ok(sd_jwt::inspect(token, task)),
        Item::Token(token) => {
            let payload = Value::Object(jws::payload(token).unwrap_or_default());
            match inside(&payload) {
                inside if is_presentation(inside) && !holds_credential(&payload) => Err(ANOTHER.into()),
                inside if is_record(inside) => Err(RECORD_INSIDE.into()),
                _ => Ok(token::inspect(token, task)),
            }
        }
    }
}

fn alone(item: &Item<'_>, task: &Task<'_>) -> Vec<Opened> {
    vec![one(item, task)]
}

/// Whether a badge stands in it, though not as the standard has it.
fn speaks_of_one(value: &Value, task: &Task<'_>) -> bool {
    aside::is_spoken(value, &Vocabulary::of(value, &task.work))
}

/// The reports on one entry of a record of which the statements are signed, or on several
/// that share an identifier.
fn entry(inner: &Inner, task: &Task<'_>) -> Vec<Opened> {
    let of = |object: &Map<String, Value>| one(&Item::of(&Value::Object(object.clone())), task);
    let stated = match inner {
        Inner::Token(token) if carrier::is_token(token) => return vec![one(&Item::Token(token), task)],
        Inner::Token(_) => return vec![Err("something that is neither a credential nor a token".into())],
        Inner::Json(object, _) => return vec![of(object)],
        Inner::Stated(stated) => stated,
    };
    let fails = |report: &Report| matches!(report.verdict, Verdict::NotValid | Verdict::NotABadge);
    let holds = |one: Opened| Some(one).filter(|one| !one.as_ref().is_ok_and(fails));
    // Its words may be those of what it stands in.
    let as_it_stands = |part: &Part| holds(of(&part.object)).or_else(|| holds(Ok(whole(&part.proven(task), task))));
    match stated.held(task, as_it_stands, |proven| holds(Ok(whole(&proven, task)))) {
        Ok(held) if held.all.is_empty() => vec![of(stated.most())],
        Ok(mut held) => {
            if held.is_open {
                let id = stated.id().map_or_else(|| "that one of them has".to_owned(), as_address);
                held.all.push(Err(format!("more by the identifier {id} than a signature that holds covers")));
            }
            held.all
        }
        // In another way it may hold.
        Err(_) => vec![Err("more than is worked through for one file".into())],
    }
}

/// Everything inside, judged by `each`.
fn judged<T>(
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

/// The report on a credential with those on the ones that it holds, as a record of
/// learning does (Comprehensive Learner Record 2.0). `signed` are those that its
/// statements name; else its text is what counts.
pub(super) fn with_entries(mut report: Report, content: &Value, signed: Option<&Entries>, task: &Task<'_>) -> Report {
    let in_text = if signed.is_none() { held_in_text(content, task) } else { Vec::new() };
    let is_record = is_record(content);
    let holds = !in_text.is_empty() || signed.is_some_and(|signed| !signed.are_none());
    if report.standard.is_none() || !(is_record || holds) {
        return report;
    }
    if is_record {
        // What it is instead is told here.
        report.checks.retain(|check| check.message != PLAIN);
    }
    let (place, what) = if is_record { ("record", RECORD_INSIDE) } else { ("badge", HOLDER_INSIDE) };
    if task.is_inside {
        if report.verdict < Verdict::Unconfirmed {
            report.decide(Verdict::Unconfirmed, &format!("This is {what}. It was not opened."));
        }
        return report;
    }
    // What is held stays closed itself, by whatever name it goes.
    let task = &Task { is_inside: true, ..task.clone() };
    let mut several = match signed {
        Some(signed) => {
            let mut several = judged(&signed.inside, place, task, &entry);
            several.sort();
            if !signed.is_whole {
                several.closed.push(format!("The {place} names entries that do not stand there whole."));
            }
            if holds && report.standard != Some(Standard::Vc) {
                several.closed.push(
                    "It calls itself a badge and holds other ones. Which achievements it awards itself, and which only \
                     what it holds awards, cannot be told apart."
                        .into(),
                );
            }
            several
        }
        None => judged(&in_text.into_iter().map(Item::of).collect::<Vec<_>>(), place, task, &alone),
    };
    if let Some(own) = signed.and_then(|signed| signed.said_by_none(&several.reports)) {
        says_itself(&mut report, &own, &mut several);
    }
    let awards = |content: &Value| entries(content.get("credentialSubject")).any(|to| to.get("achievement").is_some());
    let number = several.reports.len() + several.closed.len();
    let itself = if is_record { "a Comprehensive Learner Record (CLR 2.0)" } else { "a badge that holds others," };
    let note = match number {
        0 if awards(content) => format!("It is {itself} that names achievements itself; no further badge is in it."),
        0 => format!("It is {itself}; no badge is in it."),
        1 => format!("It is {itself} with one entry, which was judged on its own."),
        _ => format!("It is {itself} with {number} entries, each judged on its own."),
    };
    several.beside(report, note)
}

/// Shows what a record says of its earner beside its entries.
fn says_itself(report: &mut Report, own: &Value, several: &mut Several) {
    let Some(view) = view::credential(own, Covers::Meaning) else { return };
    // What was not judged may be what says it.
    let fails = |report: &Report| matches!(report.verdict, Verdict::NotValid | Verdict::NotABadge);
    let is_open = !several.closed.is_empty() || several.reports.iter().any(fails);
    if is_open || !view.contradicts.is_empty() || !view.unreadable.is_empty() {
        let message = "Which achievements the record names itself, and which only its entries, cannot be told apart.";
        several.closed.push(message.into());
        return;
    }
    let told = of_several(&view);
    let results = view.results.into_iter().filter(|one| !several.reports.iter().any(|of| of.results.contains(one)));
    report.results = results.collect();
    if let Some(message) = told {
        report.checks.push(Check::new("standard", Outcome::Note, message));
    }
    report.badge = Some(view.badge);
}

/// What a credential that is read as it stands holds itself, or its subjects.
fn held_in_text<'v>(content: &'v Value, task: &Task<'_>) -> Vec<&'v Value> {
    let vocabulary = Vocabulary::of(content, &task.work);
    let holders = [content].into_iter().chain(entries(content.get("credentialSubject")));
    let held = holders.filter_map(Value::as_object).flat_map(|holder| vocabulary.held(holder));
    held.filter(|value| !value.is_null()).collect()
}

fn is(value: &Value, kind: &str) -> bool {
    entries(value.get("type").or(value.get("@type"))).any(|found| found == kind)
}

/// Whether it is a record of learning.
pub(super) fn is_record(value: &Value) -> bool {
    let named = || {
        let mut contexts = entries(value.get("@context")).filter_map(Value::as_str);
        contexts.any(|url| url.starts_with(RECORD_CONTEXT))
    };
    match view::standard(value) {
        Some(Standard::Vc) => is(value, RECORD) || named(),
        Some(_) => is(value, RECORD),
        None => false,
    }
}

fn is_presentation(value: &Value) -> bool {
    // What calls itself a credential is judged as that, whatever else it says.
    is(value, PRESENTATION) && view::standard(value).is_none()
}

/// What a token holds: a field of its own in the Data Model 1.1, else the
/// payload itself.
fn inside(payload: &Value) -> &Value {
    ["vp", "vc"].iter().find_map(|field| payload.get(*field).filter(|inside| inside.is_object())).unwrap_or(payload)
}

/// Whether a credential stands in a token beside what else it holds.
fn holds_credential(payload: &Value) -> bool {
    payload.get("vc").is_some_and(Value::is_object)
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

/// The token in an envelope: a `data:` address (VC Data Model 2.0, "Enveloped
/// Verifiable Credentials"). `None` for what is no envelope, and what kind of
/// envelope it is when it cannot be opened.
pub(super) fn enveloped(value: &Value) -> Option<Result<&str, String>> {
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
