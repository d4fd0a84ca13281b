//! Badges as compact JWS: VC-JWT, and signed badges of Open Badges 2.0.

use serde_json::Value;

use super::aside;
use super::digests;
use super::inner;
use super::instead::{crowded, list_instead, no_badge, refused};
use super::judge::Judge;
use super::key_trust::keys_at_hand;
use super::older;
use super::options::Task;
use super::proofs;
use super::report::{Check, Outcome, Report};
use super::sd_jwt;
use super::signer::{Signer, brings_another, key_of, signed_in_time};
use super::single::{Alone, Left, Single};
use super::sources::Want;
use crate::credential::did::DidError;
use crate::credential::jws::{self, Jws, JwsError};
use crate::credential::proof::{Document, ProofError};
use crate::credential::strict::Words;
use crate::credential::view::{self, Standard};
use crate::credential::{did_web, vc_jwt};

/// A compact JWS by itself.
pub(super) fn read<'a>(token: &str, task: &'a Task<'a>) -> Single<'a> {
    let read = Jws::read(token);
    if read.as_ref().is_ok_and(|read| digests::withholds(&read.payload)) {
        return Single::told(sd_jwt::inspect(token, task));
    }
    let single = judged(token, read, task);
    if matches!(&single, Single::Told(report) if report.standard.is_none()) {
        return single;
    }
    let header = jws::header(token).unwrap_or_default();
    let words = aside::in_header(&header, true, task);
    single.with_last(words.map(|words| Check::new("standard", Outcome::Note, words.told)).into_iter())
}

fn judged<'a>(token: &str, read: Result<Jws<'_>, JwsError>, task: &'a Task<'a>) -> Single<'a> {
    let mut read = match read {
        Ok(read) => read,
        Err(error) if error.is_unknown() => return Single::told(unknown(token, &error, task)),
        Err(error) => return Single::told(refused(&error)),
    };
    let (claims, inside) = vc_jwt::parts(std::mem::take(&mut read.payload));
    let departures = vc_jwt::departures(&read.header, &claims, &inside);
    let broken = broken_proof(&inside, task);
    let content = vc_jwt::completed(&claims, inside);
    let Some(standard) = view::standard(&content) else { return Single::told(no_badge()) };
    if let Some(crowded) = crowded(&content, task) {
        return Single::told(crowded);
    }
    if matches!(standard, Standard::Ob1 | Standard::Ob2) {
        return older::signed(content, &claims, &read, task);
    }
    let Some(credential) = view::read(&content) else { return Single::told(no_badge()) };
    if let Some(other) = list_instead(&credential, &content) {
        return Single::told(other);
    }
    let mut judge = Judge::new(credential, task);
    judge.report.form = Some("jwt".into());
    judge.view.status.extend(claims.status().cloned());
    for disagreement in vc_jwt::disagreements(&claims, &content) {
        judge.say("claims", Outcome::Fail, disagreement);
    }
    signed_in_time(&mut judge, &claims);
    if judge.is_open_badge() && !departures.is_empty() {
        let all = departures.join(", ");
        let message = format!("As a JWT it departs from Open Badges 3.0 ({all}). Some programs may not take it.");
        judge.say("standard", Outcome::Note, message);
    }
    if let Some(why) = broken {
        let message = format!(
            "In the JWT the badge has a signature of its own besides (“proof”), which does not hold: {why} What \
             counts here is the signature of the JWT. Some programs may look at the other one."
        );
        judge.say("standard", Outcome::Note, message);
    }
    let detail = format!("JWT, {}", read.algorithm.jws());
    match key_of(&read, &judge.issuer_id(), task) {
        Ok(Signer { key, fits: true, is_named }) => {
            judge.signed_by(&key, claims.signed_at(), &detail);
            if !is_named {
                let message = "As a JWT it names another key (kid) than the one that signed it. Some programs may not \
                               take it.";
                judge.say("standard", Outcome::Note, message);
            }
            brings_another(&mut judge, &read, &key);
        }
        Ok(_) => {
            let message =
                "The content is not what was signed: something was changed after signing, or the signature is damaged.";
            judge.explain("signature", Outcome::Fail, message, detail);
        }
        Err(error) => {
            judge.explain("signature", Outcome::Unknown, error.to_string(), detail);
            match error.is_limit() {
                true => judge.unchecked_for_size(&error),
                false => judge.unchecked(judge.ask_the_issuer()),
            }
            let title = judge.issuer_place();
            if let DidError::Elsewhere(controller) = error {
                let url = did_web::document_of(&controller);
                judge.want(url.and_then(|url| Want::new(&url, format!("find the key of {title}"))));
            }
            let more = keys_at_hand(task, &judge.issuer_id(), &title).wants;
            judge.want(more);
        }
    }
    judge.parts(&content);
    let endorsements = inner::in_text(&content);
    Single::credential(Alone { endorsements, left: Left::OtherNames, ..Alone::new(judge, content) })
}

/// Why a proof that stands in the credential of a token does not hold, where one stands
/// there and that can be seen. The claims are not among what it signed.
fn broken_proof(inside: &Value, task: &Task<'_>) -> Option<ProofError> {
    let object = inside.as_object().filter(|object| object.contains_key("proof"))?;
    let proven = proofs::checked(&Document::inside(object, Words::default()), &task.inside());
    let bad = |error: &ProofError| !error.is_unknown();
    match proven.proofs {
        Err(error) => Some(error).filter(bad),
        Ok(proofs) => proofs.into_iter().filter_map(|checked| checked.result.err()).find(bad),
    }
}

/// A token of a kind that is not checked here: what it says is shown.
fn unknown(token: &str, error: &JwsError, task: &Task<'_>) -> Report {
    let payload = match jws::payload(token) {
        Ok(payload) => payload,
        Err(error) => return refused(&error),
    };
    let (claims, inside) = vc_jwt::parts(payload);
    let content = vc_jwt::completed(&claims, inside);
    if let Some(crowded) = crowded(&content, task) {
        return crowded;
    }
    let Some(credential) = view::read(&content) else { return no_badge() };
    let mut judge = Judge::new(credential, task);
    judge.report.form = Some("jwt".into());
    judge.say("signature", Outcome::Unknown, error.to_string());
    judge.unchecked("A program that knows this kind of signature can check it.");
    judge.finish()
}
