//! Badges as compact JWS: VC-JWT, and signed badges of Open Badges 2.0.

use jiff::SignedDuration;
use serde_json::Value;

use super::aside;
use super::endorsements;
use super::judge::{ASK_THE_ISSUER, Judge, TAKE_LONGER};
use super::older;
use super::presentations;
use super::proofs;
use super::report::{Check, Outcome, Report, Verdict};
use super::sd_jwt;
use super::sources::{Lookup, Want};
use super::standing::{MAX_TRIED, find_key, keys_at, keys_at_hand};
use super::{Task, crowded, list_instead};
use crate::credential::did::{self, DidError};
use crate::credential::jws::{self, Jws, JwsError};
use crate::credential::proof::{Document, ProofError};
use crate::credential::public_key::PublicKey;
use crate::credential::strict::Words;
use crate::credential::view::{self, Standard};
use crate::credential::{did_web, issuer_id, vc_jwt};
use vc_jwt::Claims;

/// How far an issuer's clock may be ahead of ours.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

/// A report on a compact JWS, and on the badges that the one in it holds.
pub(super) fn inspect(token: &str, question: &Task<'_>) -> Report {
    let mut report = judged(token, question);
    if report.standard.is_some() {
        let header = jws::header(token).unwrap_or_default();
        let words = aside::in_header(&header, true, question);
        report.checks.extend(words.map(|words| Check::new("standard", Outcome::Note, words.told)));
    }
    report
}

fn judged(token: &str, question: &Task<'_>) -> Report {
    let mut read = match Jws::read(token) {
        Ok(read) => read,
        Err(error) if error.is_unknown() => return unknown(token, &error, question),
        Err(error) => return refused(&error),
    };
    if sd_jwt::withholds(&read.payload) {
        return sd_jwt::inspect(token, question);
    }
    let (claims, inside) = vc_jwt::parts(std::mem::take(&mut read.payload));
    let departures = vc_jwt::departures(&read.header, &claims, &inside);
    let broken = broken_proof(&inside, question);
    let content = vc_jwt::completed(&claims, inside);
    let Some(standard) = view::standard(&content) else { return no_badge() };
    if let Some(crowded) = crowded(&content, question) {
        return crowded;
    }
    if matches!(standard, Standard::Ob1 | Standard::Ob2) {
        let report = older::signed(&content, &claims, &read, question);
        return presentations::with_entries(report, &content, None, question);
    }
    let Some(credential) = view::read(&content) else { return no_badge() };
    if let Some(other) = list_instead(&credential, &content) {
        return other;
    }
    let mut judge = Judge::new(credential, question);
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
    match key_of(&read, &judge.issuer_id(), question) {
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
            judge.unchecked(if matches!(error, DidError::TooMuch(_)) { TAKE_LONGER } else { ASK_THE_ISSUER });
            let title = judge.issuer_place();
            if let DidError::Elsewhere(controller) = error {
                let url = did_web::document_of(&controller);
                judge.want(url.and_then(|url| Want::new(&url, format!("find the key of {title}"))));
            }
            let more = keys_at_hand(question, &judge.issuer_id(), &title).wants;
            judge.want(more);
        }
    }
    judge.inner(&content, &endorsements::in_text(&content));
    judge.other_names(&content);
    presentations::with_entries(judge.finish(), &content, None, question)
}

/// Why a proof that stands in the credential of a token does not hold, where one stands
/// there and that can be seen. The claims are not among what it signed.
fn broken_proof(inside: &Value, question: &Task<'_>) -> Option<ProofError> {
    let object = inside.as_object().filter(|object| object.contains_key("proof"))?;
    let proven = proofs::checked(&Document::inside(object, Words::default()), &question.inside());
    let bad = |error: &ProofError| !error.is_unknown();
    match proven.proofs {
        Err(error) => Some(error).filter(bad),
        Ok(proofs) => proofs.into_iter().filter_map(|checked| checked.result.err()).find(bad),
    }
}

/// Whether it says that it was signed by now.
pub(super) fn signed_in_time(judge: &mut Judge<'_>, claims: &Claims) {
    if claims.made().is_some_and(|made| made.duration_since(judge.question.at) > CLOCK_SKEW) {
        judge.say("claims", Outcome::Fail, "The JWT says that it was signed in the future (iat).");
    }
}

/// Tells of a token that brings along another key than that of its signature.
pub(super) fn brings_another(judge: &mut Judge<'_>, token: &Jws<'_>, signer: &PublicKey) {
    if token.jwk.as_ref().is_some_and(|brought| brought != signer) {
        let message = "As a JWT it brings along another key (jwk) than the one that signed it. Some programs may not \
                       take it.";
        judge.say("standard", Outcome::Note, message);
    }
}

/// The key that made a signature, or should have.
pub(super) struct Signer {
    /// The key.
    pub(super) key: PublicKey,
    /// Whether it made it.
    pub(super) fits: bool,
    /// Whether the token names no other key, as far as can be seen.
    is_named: bool,
}

/// The key that made the signature of a token, or should have: the one it
/// names, else whichever of those fits that it brings along, that its issuer's
/// documents list or that the user has compared. A name that leads nowhere, or to
/// another key, is only a hint: whatever documents are at hand, a key of the issuer's
/// that fits made the signature.
///
/// # Errors
/// When none of them is at hand, or more would be spent on it than is left.
pub(super) fn key_of(read: &Jws<'_>, issuer: &str, task: &Task<'_>) -> Result<Signer, DidError> {
    let kid = read.header.get("kid").and_then(Value::as_str).unwrap_or_default();
    let is_address = ["did:", "https://", "http://"].iter().any(|scheme| kid.starts_with(scheme));
    let named = if is_address {
        find_key(task, kid)
    } else if did::carries_key(issuer) {
        did::public_key(issuer)
    } else {
        match kid.trim_start_matches('#') {
            "" => did::public_key(issuer),
            // A short name means a key of the issuer's.
            name => find_key(task, &format!("{issuer}#{name}")),
        }
    };
    let named = match named {
        Ok(key) if read.is_signed_by(&key, &task.work)? => return Ok(Signer { key, fits: true, is_named: true }),
        Err(error @ DidError::TooMuch(_)) => return Err(error),
        named => named,
    };
    let named = match named {
        // A document may be named that lists several keys: each of them is meant.
        Err(DidError::Several(document)) => match keys_at(task.sources, &document, issuer) {
            Lookup::Found(list, _) => {
                let tried: Vec<&PublicKey> = list.tried().take(MAX_TRIED).collect();
                match read.signer(tried.iter().copied(), &task.work)?.and_then(|place| tried.get(place)) {
                    Some(key) => return Ok(Signer { key: (*key).clone(), fits: true, is_named: true }),
                    None => Err(DidError::NoneOf(document)),
                }
            }
            _ => Err(DidError::Several(document)),
        },
        named => named,
    };
    let at_hand = keys_at_hand(task, issuer, issuer);
    let all: Vec<&PublicKey> = read.jwk.iter().chain(&at_hand.keys).collect();
    if let Some(key) = read.signer(all.iter().copied(), &task.work)?.and_then(|place| all.get(place)) {
        let is_elsewhere = is_address && !issuer_id::same(did::controller(kid), issuer) && kid.starts_with("did:");
        let is_named = !is_elsewhere && !matches!(named, Ok(_) | Err(DidError::NotListed(_) | DidError::NoneOf(_)));
        return Ok(Signer { key: (*key).clone(), fits: true, is_named });
    }
    // Where every key is known and none fits, the signature is of none of them.
    let is_told = read.jwk.is_some() || (at_hand.is_all && at_hand.unread.is_none());
    let other = all.first().filter(|_| is_told).map(|key| (*key).clone());
    let why = match named {
        Ok(key) => return Ok(Signer { key, fits: false, is_named: true }),
        Err(why) => why,
    };
    let signer = other.map(|key| Signer { key, fits: false, is_named: true });
    let asked =
        at_hand.failed.filter(|_| why.is_elsewhere()).map(|failed| DidError::NotFound(issuer.to_owned(), failed));
    signer.ok_or(at_hand.unread.or(asked).unwrap_or(why))
}

pub(super) fn refused(error: &JwsError) -> Report {
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
fn unknown(token: &str, error: &JwsError, question: &Task<'_>) -> Report {
    let payload = match jws::payload(token) {
        Ok(payload) => payload,
        Err(error) => return refused(&error),
    };
    let (claims, inside) = vc_jwt::parts(payload);
    let content = vc_jwt::completed(&claims, inside);
    if let Some(crowded) = crowded(&content, question) {
        return crowded;
    }
    let Some(credential) = view::read(&content) else { return no_badge() };
    let mut judge = Judge::new(credential, question);
    judge.report.form = Some("jwt".into());
    judge.say("signature", Outcome::Unknown, error.to_string());
    judge.unchecked("A program that knows this kind of signature can check it.");
    judge.finish()
}
