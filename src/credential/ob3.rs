//! A badge, an issuer and an earner as an Open Badges 3.0 credential
//! (`OpenBadgeCredential`, VC Data Model 2.0).

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::contexts::{CREDENTIALS_V2, OPEN_BADGES_3};
use super::dates;
use super::jws::JwsError;
use super::proof::ProofError;
use super::recipient::{self, Recipient};
use super::site::SiteError;
use crate::badge::{
    Address, Alignment, Badge, IdentifierEntry, Layer, Profile, ResultDescription, Skill, Validity, ValidityUnit,
    one_line,
};

/// How our files mark an alignment that is a skill of the badge. The standard
/// has no field for skills and lets `targetType` be extended with `ext:`.
pub(super) const SKILL_TYPE: &str = "ext:Skill";

/// One award of a badge: who, when, for what.
#[derive(Clone, Debug)]
pub struct Award {
    /// Identifier of this award, a URI; see [`new_urn`](super::random::new_urn).
    pub id: String,
    /// The earner.
    pub recipient: Recipient,
    /// The earner's name, when it may be written down for all to read.
    pub name: Option<String>,
    /// When it was awarded.
    pub issued_on: Timestamp,
    /// When it ends; `None` takes the badge's own validity.
    pub expires: Option<Timestamp>,
    /// Addresses of evidence.
    pub evidence: Vec<String>,
    /// Address of the picture, `https:` or `data:`. The picture's text
    /// alternative travels only together with one, because the standard's
    /// `Image` needs an address; a small `data:` picture is enough.
    pub image: Option<String>,
    /// Results, each for one of the badge's `resultDescription`s.
    pub results: Vec<Attained>,
    /// Where its withdrawal would be announced, for a badge that can be
    /// withdrawn.
    pub status: Option<StatusPlace>,
}

impl Award {
    /// Adds addresses of evidence, each of which is signed once however often it is given.
    pub fn give_evidence<'a>(&mut self, links: impl IntoIterator<Item = &'a str>) {
        for link in links {
            if !self.evidence.iter().any(|given| given == link) {
                self.evidence.push(link.to_owned());
            }
        }
    }
}

/// A result that the earner attained: Open Badges' `Result`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attained {
    /// The `id` of the description it belongs to.
    pub result_description: String,
    /// The value.
    pub value: String,
}

/// One entry of a list of withdrawn badges (Bitstring Status List).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusPlace {
    /// Address of the list.
    pub list: String,
    /// Number of the entry.
    pub index: u64,
}

/// What [`CredentialError::Missing`] calls the name of whoever awards a badge.
pub const ISSUERS_NAME: &str = "issuer's name";

/// Why no credential came of a badge.
#[derive(Debug, Error)]
pub enum CredentialError {
    /// A text that the standard needs is missing.
    #[error("The badge has no {0} yet. Fill it in under Words, then award the badge.")]
    Missing(&'static str),
    /// The end of its validity lies beyond the calendar.
    #[error("The badge would hold for longer than dates can be written. Choose a shorter validity.")]
    TooLong,
    /// It could not be signed.
    #[error("The badge cannot be signed. {0}")]
    Proof(#[from] ProofError),
    /// It could not be signed as a token.
    #[error("The badge cannot be signed. {0}")]
    Token(#[from] JwsError),
    /// Open Badges 2.0 need a place on the web.
    #[error(transparent)]
    Site(#[from] SiteError),
}

/// The credential of one award, not signed yet, with `issuer` (a DID or
/// another URI) as the issuer's identifier.
///
/// # Errors
/// When the badge lacks a text that the standard needs.
pub fn credential(badge: &Badge, issuer: &str, award: &Award) -> Result<Value, CredentialError> {
    complete(badge)?;
    let achievement = achievement(badge, award.image.as_deref());
    let until = ends(badge, award)?;
    let mut credential = Fields::default();
    credential.put("@context", json!([CREDENTIALS_V2, OPEN_BADGES_3]));
    credential.text("id", &award.id);
    credential.put("type", json!(["VerifiableCredential", "OpenBadgeCredential"]));
    credential.text("name", &badge.name);
    credential.put("issuer", profile(&badge.issuer, issuer));
    credential.put("validFrom", time(award.issued_on));
    if let Some(until) = until {
        credential.put("validUntil", time(until));
    }
    credential.put("awardedDate", time(award.issued_on));
    credential.put("credentialSubject", subject(award, achievement));
    credential.list("evidence", &award.evidence, |url| json!({ "id": url, "type": ["Evidence"] }));
    if let Some(StatusPlace { list, index }) = &award.status {
        credential.put(
            "credentialStatus",
            json!({
                "id": format!("{list}#{index}"),
                "type": "BitstringStatusListEntry",
                "statusPurpose": "revocation",
                "statusListIndex": index.to_string(),
                "statusListCredential": list,
            }),
        );
    }
    Ok(credential.done())
}

/// Whether a badge has the texts that both standards need.
pub(super) fn complete(badge: &Badge) -> Result<(), CredentialError> {
    let needed = [
        (&badge.id, "identifier"),
        (&badge.name, "name"),
        (&badge.description, "description"),
        (&badge.issuer.name, ISSUERS_NAME),
    ];
    if let Some((_, name)) = needed.into_iter().find(|(text, _)| one_line(text).is_empty()) {
        return Err(CredentialError::Missing(name));
    }
    if badge.criteria.narrative().is_empty() && badge.criteria.id.is_empty() {
        return Err(CredentialError::Missing("earning criteria"));
    }
    Ok(())
}

/// When an award ends: as it says itself, else by the badge's validity.
///
/// # Errors
/// When that lies beyond the calendar.
pub fn ends(badge: &Badge, award: &Award) -> Result<Option<Timestamp>, CredentialError> {
    match (award.expires, badge.validity) {
        (Some(expires), _) => Ok(Some(expires)),
        (None, Some(validity)) => end_of(validity, award.issued_on).map(Some),
        (None, None) => Ok(None),
    }
}

fn subject(award: &Award, achievement: Value) -> Value {
    let mut subject = Fields::default();
    let mut identifiers = Vec::new();
    match &award.recipient {
        Recipient::Id(id) => subject.text("id", id),
        Recipient::Email { address, salt } => identifiers.push(json!({
            "type": "IdentityObject",
            "hashed": true,
            "identityHash": recipient::hash(address, salt),
            "identityType": "emailAddress",
            "salt": salt,
        })),
    }
    if let Some(name) = &award.name {
        identifiers.push(json!({
            "type": "IdentityObject",
            "hashed": false,
            "identityHash": name,
            "identityType": "name",
        }));
    }
    subject.put("type", json!(["AchievementSubject"]));
    subject.list("identifier", &identifiers, Clone::clone);
    subject.list(
        "result",
        &award.results,
        |result| json!({ "type": ["Result"], "resultDescription": result.result_description, "value": result.value }),
    );
    subject.put("achievement", achievement);
    subject.done()
}

/// What the badge says, as the standard's `Achievement`.
fn achievement(badge: &Badge, image: Option<&str>) -> Value {
    let narrative = badge.narrative();
    let mut criteria = Fields::default();
    criteria.text("id", &badge.criteria.id);
    criteria.text("narrative", &narrative);

    let mut fields = Fields::default();
    fields.text("id", &badge.id);
    fields.put("type", json!(["Achievement"]));
    fields.text("achievementType", &badge.achievement_type);
    fields.text("name", &badge.name);
    fields.text("description", &badge.description);
    fields.put("criteria", criteria.done());
    if let Some(address) = image {
        let mut image = Fields::default();
        image.text("id", address);
        image.put("type", json!("Image"));
        image.text("caption", &badge.image.caption);
        fields.put("image", image.done());
    }
    fields.list("tag", &tags(badge), |tag| json!(tag));
    fields.list("alignment", &alignments(badge), alignment);
    fields.text("inLanguage", &badge.in_language);
    fields.text("version", &badge.version);
    fields.text("humanCode", &badge.human_code);
    fields.text("fieldOfStudy", &badge.field_of_study);
    fields.text("specialization", &badge.specialization);
    if let Some(credits) = badge.credits_available {
        fields.put("creditsAvailable", json!(credits));
    }
    fields.list("otherIdentifier", &badge.other_identifier, identifier);
    fields.list("related", &badge.relations(), |related| {
        let mut fields = Fields::default();
        fields.text("id", &related.id);
        fields.put("type", json!(["Related"]));
        fields.text("inLanguage", &related.in_language);
        fields.text("version", &related.version);
        fields.done()
    });
    fields.list("resultDescription", &badge.result_description, result_description);
    fields.list("endorsement", &badge.endorsement, Clone::clone);
    fields.list("endorsementJwt", &badge.endorsement_jwt, |token| json!(token));
    fields.done()
}

/// The words by which it is found: the badge's own, and the layer by its name.
#[must_use]
pub fn tags(badge: &Badge) -> Vec<String> {
    let mut tags = badge.tag.clone();
    if let Some(layer) = badge.layer() {
        let name = layer_name(layer);
        if !tags.contains(&name) {
            tags.push(name);
        }
    }
    tags
}

/// A layer as people outside the scheme read it: "Engage Layer".
fn layer_name(layer: &Layer) -> String {
    format!("{} Layer", layer.name)
}

/// The layer, the skills and the badge's own alignments, in that order.
#[must_use]
pub fn alignments(badge: &Badge) -> Vec<Alignment> {
    let layer = badge.layer_and_standard().map(|(layer, standard)| Alignment {
        target_name: layer_name(layer),
        target_url: if standard.url.is_empty() { own_address(badge) } else { standard.url.clone() },
        target_framework: standard.name.clone(),
        target_code: layer.code.clone(),
        ..Alignment::default()
    });
    let skills = badge.skills.iter().filter(|skill| !skill.label.trim().is_empty()).map(|skill| aligned(skill, badge));
    layer.into_iter().chain(skills).chain(badge.alignment.iter().cloned()).collect()
}

/// A skill as an alignment. One in the issuer's own words points to where the
/// issuer speaks of it.
fn aligned(skill: &Skill, badge: &Badge) -> Alignment {
    let mut alignment = skill.alignment.clone().unwrap_or_else(|| Alignment {
        target_url: own_address(badge),
        target_framework: badge.issuer.name.clone(),
        ..Alignment::default()
    });
    alignment.target_name = skill.label.trim().to_owned();
    if alignment.target_type.is_empty() {
        alignment.target_type = SKILL_TYPE.into();
    }
    alignment
}

/// Where the issuer speaks of the badge: for entries that have no address of
/// their own, since the standard wants one.
fn own_address(badge: &Badge) -> String {
    let addresses = [&badge.criteria.id, &badge.issuer.url, &badge.id];
    addresses.into_iter().find(|address| !address.is_empty()).cloned().unwrap_or_default()
}

fn alignment(alignment: &Alignment) -> Value {
    let mut fields = Fields::default();
    fields.put("type", json!(["Alignment"]));
    fields.text("targetName", &alignment.target_name);
    fields.text("targetUrl", &alignment.target_url);
    fields.text("targetDescription", &alignment.target_description);
    fields.text("targetFramework", &alignment.target_framework);
    fields.text("targetCode", &alignment.target_code);
    fields.text("targetType", &alignment.target_type);
    fields.done()
}

fn result_description(result: &ResultDescription) -> Value {
    let mut fields = Fields::default();
    fields.text("id", &result.id);
    fields.put("type", json!(["ResultDescription"]));
    fields.text("name", &result.name);
    fields.text("resultType", &result.result_type);
    fields.list("allowedValue", &result.allowed_value, |value| json!(value));
    fields.text("requiredValue", &result.required_value);
    fields.text("valueMin", &result.value_min);
    fields.text("valueMax", &result.value_max);
    fields.done()
}

pub(super) fn profile(profile: &Profile, id: &str) -> Value {
    let mut fields = Fields::default();
    fields.text("id", id);
    fields.put("type", json!(["Profile"]));
    fields.text("name", &profile.name);
    fields.text("url", &profile.url);
    fields.text("email", &profile.email);
    fields.text("phone", &profile.phone);
    fields.text("description", &profile.description);
    if !profile.image.trim().is_empty() {
        fields.put("image", json!({ "id": profile.image.trim(), "type": "Image" }));
    }
    if let Some(place) = profile.address.as_ref().map(address) {
        fields.put("address", place);
    }
    fields.text("official", &profile.official);
    if let Some(parent) = profile.parent_org.as_deref() {
        let own = format!("{id}#parent");
        let parent_id = [&parent.id, &parent.url, &own].into_iter().find(|id| !id.is_empty()).unwrap_or(&own);
        fields.put("parentOrg", self::profile(parent, parent_id));
    }
    fields.text("givenName", &profile.given_name);
    fields.text("familyName", &profile.family_name);
    fields.list("otherIdentifier", &profile.other_identifier, identifier);
    fields.done()
}

fn address(address: &Address) -> Value {
    let mut fields = Fields::default();
    fields.put("type", json!(["Address"]));
    fields.text("streetAddress", &address.street_address);
    fields.text("addressLocality", &address.address_locality);
    fields.text("addressRegion", &address.address_region);
    fields.text("postalCode", &address.postal_code);
    fields.text("addressCountry", &address.address_country);
    fields.done()
}

fn identifier(entry: &IdentifierEntry) -> Value {
    json!({ "type": "IdentifierEntry", "identifier": entry.identifier, "identifierType": entry.identifier_type })
}

/// A point in time as both standards write it.
#[must_use]
pub fn time(time: Timestamp) -> Value {
    json!(dates::to_the_second(time))
}

/// The last day of an award of this validity, for which a day is `first`, where it
/// can be written.
#[must_use]
pub fn last_day(validity: Validity, first: Date) -> Option<Date> {
    let length = i64::from(validity.length);
    let span = match validity.unit {
        ValidityUnit::Days => Span::new().try_days(length),
        ValidityUnit::Months => Span::new().try_months(length),
        ValidityUnit::Years => Span::new().try_years(length),
    };
    span.and_then(|span| first.checked_add(span)).ok()
}

/// When an award of this validity ends: with its last day, as everywhere.
fn end_of(validity: Validity, from: Timestamp) -> Result<Timestamp, CredentialError> {
    let last = last_day(validity, from.to_zoned(TimeZone::UTC).date());
    last.and_then(|last| dates::last_second(last, &TimeZone::UTC)).ok_or(CredentialError::TooLong)
}

/// A JSON object under construction, without what was not said.
#[derive(Default)]
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub(super) fn put(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.put(name, json!(text.trim()));
        }
    }

    pub(super) fn list<T>(&mut self, name: &str, items: &[T], write: impl Fn(&T) -> Value) {
        if !items.is_empty() {
            self.put(name, items.iter().map(write).collect());
        }
    }

    pub(super) fn done(self) -> Value {
        Value::Object(self.0)
    }
}

#[cfg(test)]
mod tests;
