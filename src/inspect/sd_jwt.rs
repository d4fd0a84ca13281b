//! Tokens of which the holder shows parts (SD-JWT): named for what they are.
//! What they say openly is shown; whether it holds is not checked here.

use serde_json::{Map, Value};

use super::Task;
use super::judge::Judge;
use super::report::{Check, Outcome, Report, Verdict};
use crate::badge::{as_address, quoted};
use crate::credential::view::{self, Standard, text};
use crate::credential::{jws, vc_jwt};

const USE_ANOTHER_PROGRAM: &str = "A program that knows SD-JWT can check it.";

/// A report on such a token.
pub(super) fn inspect(token: &str, task: &Task<'_>) -> Report {
    let (open, shown) = token.split_once('~').unwrap_or((token, ""));
    let payload = match jws::payload(open) {
        Ok(payload) => payload,
        Err(error) => {
            let check = Check::new("signature", Outcome::Fail, error.to_string());
            return Report { form: Some("sd-jwt".into()), ..Report::without_badge(Verdict::NotValid, check) };
        }
    };
    // The last part is empty, or a signature of whoever shows it.
    let apart = shown.split('~').rev().skip(1).filter(|part| !part.is_empty()).count();
    let left = match apart {
        0 => String::new(),
        1 => " One part that is shown beside it is not read.".to_owned(),
        more => format!(" {more} parts that are shown beside it are not read."),
    };
    let message = format!(
        "It is an SD-JWT, a token of which its holder shows parts. Only what it says openly is shown here, and its \
         signature was not checked.{left}"
    );
    let report = match kind(&payload) {
        Some((kind, issuer)) => {
            let by = issuer.map(|issuer| format!(", in the name of {}", as_address(&issuer))).unwrap_or_default();
            let named = Check::new("format", Outcome::Note, format!("It calls itself {}{by}.", quoted(&kind)));
            let mut report = Report::without_badge(
                Verdict::Unconfirmed,
                Check::new("signature", Outcome::Unknown, message.as_str()),
            );
            report.decide(Verdict::Unconfirmed, &format!("{message} {USE_ANOTHER_PROGRAM}"));
            report.checks.push(named);
            report
        }
        None => {
            let (claims, inside) = vc_jwt::parts(payload);
            let content = vc_jwt::completed(&claims, inside);
            let credential = view::read(&content).filter(|view| matches!(view.standard, Standard::Ob3 | Standard::Vc));
            let Some(credential) = credential else {
                let message = "This is an SD-JWT, but nothing that it says openly makes it a badge.";
                return Report::without_badge(Verdict::NotABadge, Check::new("format", Outcome::Fail, message));
            };
            let mut judge = Judge::new(credential, task);
            judge.say("signature", Outcome::Unknown, message);
            judge.unchecked(USE_ANOTHER_PROGRAM);
            judge.finish()
        }
    };
    Report { form: Some("sd-jwt".into()), ..report }
}

/// The kind that an SD-JWT VC names, which has words of its own for what a
/// credential says, and its issuer.
fn kind(payload: &Map<String, Value>) -> Option<(String, Option<String>)> {
    let short = |name| text(payload.get(name)).map(|text| text.chars().take(200).collect::<String>());
    Some((short("vct")?, short("iss")))
}
