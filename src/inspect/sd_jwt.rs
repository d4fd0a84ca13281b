//! Tokens of which the holder shows parts: named for what they are. What they
//! say openly is shown, once the signature over it was checked; whether what is
//! left out would end or withdraw the badge cannot be told, so none is passed.

use serde_json::{Map, Value};

use super::aside;
use super::instead::{crowded, refused};
use super::judge::Judge;
use super::options::Task;
use super::report::{Check, Outcome, Report, Verdict, ended};
use super::signer::{key_of, signed_in_time};
use crate::badge::quoted;
use crate::credential::jws::{self, Jws};
use crate::credential::view::{self, Standard, text};
use crate::credential::{dates, did, vc_jwt};

const USE_ANOTHER_PROGRAM: &str = "A program that knows SD-JWT can check it.";

/// A report on such a token.
pub(super) fn inspect(token: &str, task: &Task<'_>) -> Report {
    let (open, shown) = token.split_once('~').unwrap_or((token, ""));
    let report = match (Jws::read(open), jws::payload(open)) {
        (Err(error), _) if !error.is_unknown() => refused(&error),
        (_, Err(error)) => refused(&error),
        (read, Ok(payload)) => judged(read.as_ref().ok(), payload, &beside(shown), task),
    };
    let mut report = Report { form: Some("sd-jwt".into()), ..report };
    if report.verdict != Verdict::NotABadge {
        let header = jws::header(open).unwrap_or_default();
        let holder = jws::payload(open).ok().and_then(|payload| aside::of_holder(&payload, task));
        let words = aside::in_header(&header, true, task).into_iter().chain(holder);
        report.checks.extend(words.map(|words| Check::new("standard", Outcome::Note, words.told)));
    }
    report
}

/// What stands behind the token itself, in words. The last part is empty, or a
/// signature of whoever shows it.
fn beside(shown: &str) -> String {
    let (parts, last) = shown.rsplit_once('~').unwrap_or(("", shown));
    let parts = match parts.split('~').filter(|part| !part.is_empty()).count() {
        0 => String::new(),
        1 => " One part that is shown beside it is not read.".to_owned(),
        more => format!(" {more} parts that are shown beside it are not read."),
    };
    let holder = if last.is_empty() { "" } else { " That its holder signed it, too, says nothing about the issuer." };
    format!("{parts}{holder}")
}

fn judged(read: Option<&Jws<'_>>, payload: Map<String, Value>, beside: &str, task: &Task<'_>) -> Report {
    let named = kind(&payload);
    let ends = payload.get("exp").and_then(dates::numeric);
    let (claims, inside) = vc_jwt::parts(payload);
    let content = vc_jwt::completed(&claims, inside);
    if let Some(crowded) = crowded(&content, task) {
        return crowded;
    }
    let credential = view::read(&content).filter(|view| matches!(view.standard, Standard::Ob3 | Standard::Vc));
    let key = read.map(|read| {
        let issuer = credential.as_ref().and_then(|view| view.badge.issuer.id.clone());
        let issuer = issuer.or_else(|| named.as_ref()?.issuer.clone()).unwrap_or_default();
        key_of(read, &issuer, task).map(|signer| signer.fits.then(|| did::fingerprint(&did::did_key(&signer.key))))
    });
    let is_altered = matches!(key, Some(Ok(None)));
    let checked = match &key {
        Some(Ok(Some(key))) => format!("The key {key} signed that"),
        _ => "Its signature was not checked".to_owned(),
    };
    let message = format!(
        "It is an SD-JWT, a token of which its holder shows parts. Only what it says openly is shown here. {checked}, \
         and what is left out may end or withdraw it.{beside}"
    );
    let (outcome, message) = match is_altered {
        true => (
            Outcome::Fail,
            "The content is not what was signed: something was changed after signing, or the signature is damaged."
                .to_owned(),
        ),
        false => (Outcome::Unknown, message),
    };
    let told = named.map(|named| {
        let by = named.issuer.map(|issuer| format!(", in the name of {}", did::named(&issuer))).unwrap_or_default();
        Check::new("format", Outcome::Note, format!("It calls itself {}{by}.", quoted(&named.kind)))
    });
    let Some(credential) = credential else {
        let Some(told) = told else {
            let message = "This is an SD-JWT, but nothing that it says openly makes it a badge.";
            return Report::without_badge(Verdict::NotABadge, Check::new("format", Outcome::Fail, message));
        };
        let verdict = if is_altered { Verdict::NotValid } else { Verdict::Unconfirmed };
        let mut report = Report::without_badge(verdict, Check::new("signature", outcome, message.as_str()));
        report.checks.push(told);
        match ends.filter(|end| *end < task.at) {
            _ if is_altered => {}
            Some(end) => {
                let message = ended(end, task.at);
                report.checks.push(Check::new("dates", Outcome::Fail, message.as_str()));
                report.decide(Verdict::Ended, &format!("{message} Whether it was good before is not confirmed here."));
            }
            None => report.decide(Verdict::Unconfirmed, &format!("{message} {USE_ANOTHER_PROGRAM}")),
        }
        return report;
    };
    let mut judge = Judge::new(credential, task);
    judge.is_partial = true;
    judge.view.status.extend(claims.status().cloned());
    // Who is left out can be compared with nobody.
    if judge.view.badge.issuer.id.is_some() && content.get("credentialSubject").is_some() {
        for disagreement in vc_jwt::disagreements(&claims, &content) {
            judge.say("claims", Outcome::Fail, disagreement);
        }
    }
    signed_in_time(&mut judge, &claims);
    judge.say("signature", outcome, message);
    judge.report.checks.extend(told);
    judge.unchecked(USE_ANOTHER_PROGRAM);
    judge.finish()
}

/// The kind that an SD-JWT VC names, which has words of its own for what a
/// credential says, and its issuer.
struct Named {
    kind: String,
    issuer: Option<String>,
}

fn kind(payload: &Map<String, Value>) -> Option<Named> {
    let short = |name| text(payload.get(name)).map(|text| text.chars().take(200).collect::<String>());
    Some(Named { kind: short("vct")?, issuer: short("iss") })
}
