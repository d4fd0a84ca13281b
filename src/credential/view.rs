//! What a credential says, read tolerantly: Open Badges 3.0, 2.0 and before,
//! or any verifiable credential.
//!
//! This reads only what is plainly there and makes no judgement. Where a field
//! decides something (dates, status), one that is there but cannot be read is
//! reported as such and never as absent.

mod aligned;
mod award;
mod model;
mod older;
mod profile;
mod reader;

use std::collections::HashMap;

use serde_json::Value;

use super::dates::{moment, span};
use super::proof::Covers;
use super::values::{texts, words};
use profile::Described;
use reader::Reader;

pub use super::dates::Moment;
pub use super::values::{entries, text, with_signed_numbers, within};
pub use model::{AlignmentView, BadgeView, CredentialView, IssuerView, RecipientView, Standard};
pub use profile::MOST_NAMES;

/// The most lists of withdrawn badges that one badge may name.
pub const MOST_STATUS: usize = 8;

/// Reads a credential whose text counts as it stands; `None` when the JSON is no
/// credential of any kind.
#[must_use]
pub fn read(value: &Value) -> Option<CredentialView> {
    match standard(value)? {
        Standard::Ob3 | Standard::Vc => credential(value, Covers::Text),
        earlier => Some(older::assertion(value, earlier)),
    }
}

/// Which standard a JSON text says that it follows.
#[must_use]
pub fn standard(value: &Value) -> Option<Standard> {
    value.as_object()?;
    let types = texts(value.get("type").or(value.get("@type")));
    let is = |name: &str| types.iter().any(|found| found == name);
    if is("OpenBadgeCredential") || is("AchievementCredential") {
        return Some(Standard::Ob3);
    }
    if is("VerifiableCredential") {
        return Some(Standard::Vc);
    }
    let contexts = texts(value.get("@context"));
    let older = contexts.iter().any(|url| url.contains("w3id.org/openbadges/v1"));
    let shaped = value.get("recipient").is_some() && value.get("badge").is_some();
    if is("Assertion") || shaped || value.get("verify").is_some_and(Value::is_object) {
        let two = !older && !contexts.is_empty();
        return Some(if two { Standard::Ob2 } else { Standard::Ob1 });
    }
    None
}

/// Reads a verifiable credential: its text as it stands, or what its statements
/// come to (see [`reading`](super::reading)). `None` when it does not say that
/// it is one.
#[must_use]
pub fn credential(value: &Value, covers: Covers) -> Option<CredentialView> {
    let standard = match standard(value)? {
        standard @ (Standard::Ob3 | Standard::Vc) => standard,
        _ => return None,
    };
    // Where statements were signed, all that is said of a thing is gathered already.
    let described = if covers == Covers::Text { Described::in_text(value) } else { Described::default() };
    let mut reader = Reader::new(covers, described);
    let subjects = reader.things(value, "credentialSubject");
    let shares: Vec<(&Value, Vec<&Value>)> =
        subjects.iter().map(|subject| (*subject, reader.things(subject, "achievement"))).collect();
    let achievements: Vec<&Value> = shares.iter().flat_map(|(_, achievements)| achievements.clone()).collect();
    let issuer = reader.issuer(value.get("issuer"));
    let (mut badges, places) = once_each(achievements.iter().map(|class| reader.badge(class)).collect());
    let mut badge = if badges.is_empty() { reader.badge(&Value::Null) } else { badges.remove(0) };
    (badge.issuer, badge.others) = (issuer, badges);
    reader.contradicts.extend(reader.described.contradiction(value, &["name", "description"]));
    let (name, description) = (reader.text(value, "name"), reader.text(value, "description"));
    badge.name = badge.name.or(name);
    badge.description = badge.description.or(description);
    let mut missing = Vec::new();
    let mut need = |name, there: bool| {
        if !there {
            missing.push(name);
        }
    };
    need("issuer", value.get("issuer").is_some());
    // Other credentials may do without (Verifiable Credentials 2.0, sections 4.4 and 4.9).
    if standard == Standard::Ob3 {
        need("id", value.get("id").is_some());
        need("validFrom", value.get("validFrom").or(value.get("issuanceDate")).is_some());
        need("credentialSubject.achievement", !achievements.is_empty());
        for name in ["id", "type", "name", "description", "criteria"] {
            need(name, achievements.iter().all(|achievement| achievement.get(name).is_some()));
        }
    }
    let (valid_from, valid_until) = span(value);
    let id = reader.id(value.get("id"), "id");
    let earners = subjects.iter().map(|subject| reader.recipients(subject)).collect();
    let mut places = places.into_iter();
    let awarded = shares.iter().map(|(_, theirs)| places.by_ref().take(theirs.len()).collect()).collect();
    let is_endorsement = standard == Standard::Vc
        && texts(value.get("type")).iter().any(|kind| kind.rsplit(['#', '/']).next() == Some("EndorsementCredential"));
    let comments = || subjects.iter().flat_map(|subject| entries(subject.get("endorsementComment")));
    let endorses = is_endorsement.then(|| comments().filter_map(|said| words(Some(said))).collect());
    // Null says in a graph that there is none; in a text somebody wrote it down.
    let status = match value.get("credentialStatus") {
        Some(none @ Value::Array(list)) if list.is_empty() => vec![none.clone()],
        status => entries(status).take(MOST_STATUS + 1).cloned().collect(),
    };
    Some(CredentialView {
        standard,
        id,
        badge,
        earners,
        issued_on: moment(value.get("awardedDate")).or(valid_from.clone()),
        valid_from,
        valid_until,
        status,
        revocation_list: None,
        missing,
        version: None,
        has_achievement: !achievements.is_empty(),
        contradicts: reader.contradicts,
        unreadable: reader.unreadable,
        unshown: reader.unshown,
        endorses,
        awarded,
        evidence: award::evidence(value.get("evidence")),
        results: award::results(&subjects),
    })
}

/// The same badges, those once that say the same under the same identifier: each of
/// several earners may have it written out. With the place that each now has.
fn once_each(badges: Vec<BadgeView>) -> (Vec<BadgeView>, Vec<usize>) {
    let mut order: Vec<usize> = (0..badges.len()).collect();
    // One that is only named stands behind those that are described.
    order.sort_by_key(|at| badges.get(*at).is_none_or(|badge| badge.name.is_none()));
    let mut first: HashMap<String, usize> = HashMap::new();
    let (mut kept, mut places): (Vec<BadgeView>, _) = (Vec::new(), vec![0; badges.len()]);
    let mut badges: Vec<Option<BadgeView>> = badges.into_iter().map(Some).collect();
    for at in order {
        let Some(badge) = badges.get_mut(at).and_then(Option::take) else { continue };
        let known = badge.id.as_ref().map(|id| *first.entry(id.clone()).or_insert(kept.len()));
        let place = known.filter(|known| kept.get(*known) == Some(&badge)).unwrap_or(kept.len());
        if place == kept.len() {
            kept.push(badge);
        }
        if let Some(of) = places.get_mut(at) {
            *of = place;
        }
    }
    (kept, places)
}

#[cfg(test)]
mod tests;
