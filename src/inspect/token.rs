//! Badges as compact JWS: VC-JWT, and signed badges of Open Badges 2.0.

use serde_json::Value;

use super::Question;
use super::judge::Judge;
use super::older;
use super::report::{Check, Outcome, Report, Verdict};
use super::sources::{Sources, Want};
use super::standing::find_key;
use crate::credential::did::{self, DidError};
use crate::credential::jws::{self, Jws, JwsError};
use crate::credential::public_key::PublicKey;
use crate::credential::view::{self, Standard};
use crate::credential::{did_web, vc_jwt};

/// A report on a compact JWS.
pub(super) fn inspect(token: &str, question: &Question<'_>) -> Report {
    let mut read = match Jws::read(token) {
        Ok(read) => read,
        Err(error) if error.is_unknown() => return unknown(token, &error, question),
        Err(error) => return refused(&error),
    };
    let (claims, inside) = vc_jwt::parts(std::mem::take(&mut read.payload));
    let content = vc_jwt::completed(&claims, inside);
    if view::read(&content).is_some_and(|view| matches!(view.standard, Standard::Ob1 | Standard::Ob2)) {
        return older::signed(&content, &read, question);
    }
    let Some(credential) = view::read(&content) else { return no_badge() };
    let mut judge = Judge::new(credential, question);
    judge.report.form = Some("jwt".into());
    for disagreement in vc_jwt::disagreements(&claims, &content) {
        judge.say("claims", Outcome::Fail, disagreement);
    }
    let detail = format!("JWT, {}", read.algorithm.jws());
    match key_of(&read, &judge.issuer_id(), question.sources) {
        Ok(key) if read.is_signed_by(&key) => judge.signed_by(&key, &detail),
        Ok(_) => {
            let message =
                "The content is not what was signed: something was changed after signing, or the signature is damaged.";
            judge.explain("signature", Outcome::Fail, message, detail);
        }
        Err(error) => {
            judge.explain("signature", Outcome::Unknown, error.to_string(), detail);
            judge.unchecked("Ask the issuer whether they awarded it.");
            let controller = match error {
                DidError::Elsewhere(controller) => controller,
                _ => judge.issuer_id(),
            };
            let why = format!("find the key of {}", judge.view.badge.issuer_title());
            judge.want(did_web::document_of(&controller).and_then(|url| Want::new(&url, why)));
        }
    }
    judge.inner(&content);
    judge.finish()
}

/// The key that a token names: by its identifier, else inside it, else the
/// issuer's identifier itself.
pub(super) fn key_of(read: &Jws<'_>, issuer: &str, sources: &Sources) -> Result<PublicKey, DidError> {
    let kid = read.header.get("kid").and_then(Value::as_str).unwrap_or_default();
    let named = if kid.starts_with("did:") || kid.starts_with("https://") || kid.starts_with("http://") {
        find_key(sources, kid)
    } else if issuer.starts_with("did:key:") {
        did::public_key(issuer)
    } else {
        // A short name means a key of the issuer's.
        find_key(sources, &format!("{issuer}#{}", kid.trim_start_matches('#')))
    };
    match (named, &read.jwk) {
        (Err(_), Some(key)) => Ok(key.clone()),
        (named, _) => named,
    }
}

fn refused(error: &JwsError) -> Report {
    let (verdict, outcome) = match error {
        JwsError::TooMuch(_) => (Verdict::Unconfirmed, Outcome::Unknown),
        _ => (Verdict::NotValid, Outcome::Fail),
    };
    let mut report = Report::without_badge(verdict, Check::new("signature", outcome, error.to_string()));
    report.form = Some("jwt".into());
    report
}

fn no_badge() -> Report {
    let check = Check::new("format", Outcome::Fail, "This is a JWT, but no badge is in it.");
    Report::without_badge(Verdict::NotABadge, check)
}

/// A token of a kind that is not checked here: what it says is shown.
fn unknown(token: &str, error: &JwsError, question: &Question<'_>) -> Report {
    let payload = match jws::payload(token) {
        Ok(payload) => payload,
        Err(error) => return refused(&error),
    };
    let (claims, inside) = vc_jwt::parts(payload);
    let Some(credential) = view::read(&vc_jwt::completed(&claims, inside)) else {
        return no_badge();
    };
    let mut judge = Judge::new(credential, question);
    judge.report.form = Some("jwt".into());
    judge.say("signature", Outcome::Unknown, error.to_string());
    judge.unchecked("A program that knows this kind of signature can check it.");
    judge.finish()
}
