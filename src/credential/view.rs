//! What a credential says, read tolerantly: Open Badges 3.0, 2.0 and before,
//! or any verifiable credential.
//!
//! This reads only what is plainly there and makes no judgement. Where a field
//! decides something (dates, status), one that is there but cannot be read is
//! reported as such and never as absent.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::dates::{moment, older_moment};
use super::ob3::SKILL_TYPE;
use super::proof::Covers;
use super::{did, recipient};
use crate::badge::{Layer, Standard as BadgeStandard, is_unseen};

/// A part of the addresses of the contexts of Open Badges 2.1.
pub(crate) const OPEN_BADGES_2_1: &str = "/spec/ob/v2p1";

/// The standard that a credential follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standard {
    /// Open Badges 0.5 to 1.1.
    Ob1,
    /// Open Badges 2.0.
    Ob2,
    /// Open Badges 3.0.
    Ob3,
    /// A verifiable credential that is not an Open Badge.
    Vc,
}

impl Standard {
    /// The standard's name for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Ob1 => "Open Badges 1",
            Self::Ob2 => "Open Badges 2.0",
            Self::Ob3 => "Open Badges 3.0",
            Self::Vc => "Verifiable Credential",
        }
    }
}

/// A credential as people read it.
#[derive(Clone, Debug, PartialEq)]
pub struct CredentialView {
    /// The standard it follows.
    pub standard: Standard,
    /// Its identifier.
    pub id: Option<String>,
    /// What was awarded.
    pub badge: BadgeView,
    /// To whom.
    pub recipient: Vec<RecipientView>,
    /// When it was awarded.
    pub issued_on: Moment,
    /// From when it counts.
    pub valid_from: Moment,
    /// Until when it counts.
    pub valid_until: Moment,
    /// Its `credentialStatus` entries: where its withdrawal would be announced.
    pub status: Vec<Value>,
    /// Where an issuer of Open Badges 2.0 says that it announces withdrawals.
    pub revocation_list: Option<String>,
    /// Fields that its standard asks for and that are missing.
    pub missing: Vec<&'static str>,
    /// Which version of Open Badges before 3.0 it follows: `0.5`, `1.0`, `1.1`,
    /// `2.0` or `2.1`.
    pub version: Option<&'static str>,
    /// Whether it says what was achieved.
    pub has_achievement: bool,
    /// Fields that say two things where only one can be so.
    pub contradicts: Vec<&'static str>,
    /// Fields that decide, are there and cannot be read.
    pub unreadable: Vec<&'static str>,
    /// How many earners it names.
    pub earners: usize,
}

/// The badge inside a credential.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BadgeView {
    /// Its identifier.
    #[serde(skip)]
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What earners have done.
    pub description: Option<String>,
    /// How it is earned, often Markdown, or the address of a page.
    pub criteria: Option<String>,
    /// Skills by their names.
    pub skills: Vec<String>,
    /// The learning layer's name, when it names one that is known here.
    pub layer: Option<String>,
    /// Everything it is aligned to.
    pub alignments: Vec<AlignmentView>,
    /// Who says to have awarded it.
    pub issuer: IssuerView,
    /// The picture's text alternative.
    pub image_alt: Option<String>,
    /// The picture: its address, or itself in a `data:` address.
    #[serde(skip)]
    pub image: Option<String>,
    /// Further badges that the same award is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<BadgeView>,
}

/// An entry of a framework.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AlignmentView {
    /// Its name.
    pub name: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The framework's name.
    pub framework: Option<String>,
    /// Its code within the framework.
    pub code: Option<String>,
}

/// The issuer as the credential names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IssuerView {
    /// Identifier: a DID or an address.
    pub id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Home page.
    pub url: Option<String>,
}

/// One way in which the earner is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipientView {
    /// An identifier of their own.
    Id(String),
    /// In plain text: what kind (`email`, `name`, …) and the text.
    Plain(String, String),
    /// A salted hash: kind, hash, salt.
    Hashed(String, String, String),
}

/// A point in time as a credential gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Moment {
    /// Not given.
    #[default]
    Absent,
    /// Given.
    At(Timestamp),
    /// Given, but not a date with time and zone.
    Unreadable(String),
}

impl Moment {
    /// The time, when it is given and can be read.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        match self {
            Self::At(time) => Some(*time),
            _ => None,
        }
    }

    fn or(self, other: Self) -> Self {
        if self == Self::Absent { other } else { self }
    }
}

/// Reads a credential whose text counts as it stands; `None` when the JSON is no
/// credential of any kind.
#[must_use]
pub fn read(value: &Value) -> Option<CredentialView> {
    match standard(value)? {
        Standard::Ob3 | Standard::Vc => credential(value, Covers::Text),
        older => Some(assertion(value, older)),
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
    let mut reader = Reader { covers, contradicts: Vec::new(), unreadable: Vec::new() };
    let subjects: Vec<&Value> = entries(value.get("credentialSubject")).collect();
    let achievements = subjects.iter().flat_map(|subject| entries(subject.get("achievement")));
    let achievements: Vec<&Value> = achievements.filter(|achievement| achievement.is_object()).collect();
    let issuer = reader.issuer(value.get("issuer"));
    let mut badges = achievements.iter().map(|class| reader.badge(class, &issuer)).collect::<Vec<_>>();
    let mut badge = if badges.is_empty() { reader.badge(&Value::Null, &issuer) } else { badges.remove(0) };
    badge.others = badges;
    let (name, description) = (reader.text(value, "name"), reader.text(value, "description"));
    badge.name = badge.name.or(name);
    badge.description = badge.description.or(description);
    let mut missing = Vec::new();
    let mut need = |name, there: bool| {
        if !there {
            missing.push(name);
        }
    };
    need("id", value.get("id").is_some());
    need("issuer", value.get("issuer").is_some());
    need("validFrom", value.get("validFrom").or(value.get("issuanceDate")).is_some());
    if standard == Standard::Ob3 {
        need("credentialSubject.achievement", !achievements.is_empty());
        for name in ["id", "type", "name", "description", "criteria"] {
            need(name, achievements.iter().all(|achievement| achievement.get(name).is_some()));
        }
    }
    let valid_from = moment(value.get("validFrom")).or(moment(value.get("issuanceDate")));
    let id = reader.id(value.get("id"), "id");
    let recipient = subjects.iter().flat_map(|subject| reader.recipients(subject)).collect();
    // Null says in a graph that there is none; in a text somebody wrote it down.
    let status = entries(value.get("credentialStatus")).cloned().collect();
    Some(CredentialView {
        standard,
        id,
        badge,
        recipient,
        issued_on: moment(value.get("awardedDate")).or(valid_from.clone()),
        valid_from,
        valid_until: moment(value.get("validUntil")).or(moment(value.get("expirationDate"))),
        status,
        revocation_list: None,
        missing,
        version: None,
        has_achievement: !achievements.is_empty(),
        contradicts: reader.contradicts,
        unreadable: reader.unreadable,
        earners: subjects.len(),
    })
}

/// Reads fields and notes those that cannot be read in one way.
struct Reader {
    covers: Covers,
    contradicts: Vec<&'static str>,
    unreadable: Vec<&'static str>,
}

impl Reader {
    /// A text of which there can be one, in one or several languages.
    fn text(&mut self, value: &Value, field: &'static str) -> Option<String> {
        let field_value = value.get(field);
        let plain = entries(field_value).filter(|entry| language_of(entry).is_none() && !entry.is_null());
        if plain.count() > 1 && !self.contradicts.contains(&field) {
            self.contradicts.push(field);
        }
        text(field_value)
    }

    /// An identifier, which decides of whom or what is spoken: taken as it
    /// stands or not at all.
    fn id(&mut self, value: Option<&Value>, what: &'static str) -> Option<String> {
        match value {
            None => None,
            // What nobody can see could not be told from another one.
            Some(Value::String(id)) if text(value).as_ref() == Some(id) => Some(id.clone()),
            Some(_) => {
                self.unreadable.push(what);
                None
            }
        }
    }

    /// What is said about the badge itself.
    fn badge(&mut self, class: &Value, issuer: &IssuerView) -> BadgeView {
        let criteria = class.get("criteria");
        if self.covers == Covers::Meaning && entries(criteria).count() > 1 {
            self.contradicts.push("criteria");
        }
        let criteria = first(criteria);
        let narrative = self.text(criteria, "narrative");
        let aligned = alignments(class.get("alignment"));
        let image = class.get("image");
        BadgeView {
            id: self.id(class.get("id"), "achievement.id"),
            name: self.text(class, "name"),
            description: self.text(class, "description"),
            criteria: narrative.or_else(|| text(criteria.get("id"))).or_else(|| text(Some(criteria))),
            skills: aligned.iter().filter(|(_, skill)| *skill).filter_map(|(view, _)| view.name.clone()).collect(),
            layer: layer(&aligned),
            issuer: issuer.clone(),
            image_alt: text(first(image).get("caption")),
            image: address(first(image)).map(str::to_owned),
            alignments: aligned.into_iter().map(|(view, _)| view).collect(),
            others: Vec::new(),
        }
    }

    fn issuer(&mut self, value: Option<&Value>) -> IssuerView {
        let Some(value) = value else { return IssuerView::default() };
        let id = if value.is_object() { value.get("id") } else { Some(value) };
        IssuerView { id: self.id(id, "issuer"), name: self.text(value, "name"), url: self.text(value, "url") }
    }

    fn recipients(&mut self, subject: &Value) -> Vec<RecipientView> {
        let id = if subject.is_string() { Some(subject) } else { subject.get("id") };
        let mut found: Vec<_> = self.id(id, "credentialSubject.id").map(RecipientView::Id).into_iter().collect();
        for identity in entries(subject.get("identifier")) {
            let Some(hash) = text(identity.get("identityHash")) else { continue };
            let kind = text(identity.get("identityType")).unwrap_or_default();
            let hashed = identity.get("hashed") != Some(&Value::Bool(false));
            found.push(if hashed {
                RecipientView::Hashed(kind, hash, text(identity.get("salt")).unwrap_or_default())
            } else {
                RecipientView::Plain(kind, hash)
            });
        }
        found
    }
}

/// The address that a value is, or that the thing it describes has.
fn address(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id")?.as_str())
}

/// The language of a literal that is written out.
fn language_of(value: &Value) -> Option<&str> {
    value.get("@language").and_then(Value::as_str)
}

/// Open Badges 2.0 and before: an assertion, whose badge and issuer are either
/// inside or only named by address.
fn assertion(value: &Value, standard: Standard) -> CredentialView {
    let class = first(value.get("badge"));
    let mut issuer = issuer(class.get("issuer"));
    if standard == Standard::Ob1 && issuer.id.is_none() {
        // Open Badges 0.5 knew issuers by their websites.
        let origin = first(class.get("issuer")).get("origin");
        issuer.id = origin.and_then(Value::as_str).map(str::to_owned);
    }
    let badge = badge(class, issuer);
    let issued_on = older_moment(value.get("issuedOn")).or(older_moment(value.get("issued_on")));
    CredentialView {
        standard,
        id: text(value.get("id")).or_else(|| text(value.get("uid"))),
        badge,
        recipient: older_recipient(value),
        valid_from: issued_on.clone(),
        issued_on,
        valid_until: older_moment(value.get("expires")),
        status: Vec::new(),
        revocation_list: text(first(class.get("issuer")).get("revocationList")),
        missing: Vec::new(),
        version: Some(version(value, standard)),
        has_achievement: true,
        contradicts: Vec::new(),
        unreadable: Vec::new(),
        earners: 1,
    }
}

/// Which of the older versions an assertion follows.
fn version(value: &Value, standard: Standard) -> &'static str {
    let names = |part: &str| texts(value.get("@context")).iter().any(|url| url.contains(part));
    match standard {
        Standard::Ob2 if names(OPEN_BADGES_2_1) => "2.1",
        Standard::Ob2 => "2.0",
        _ if names("openbadges/v1") => "1.1",
        // Since 1.0 the earner is an object, and the award names its proof.
        _ if value.get("verify").is_some() || value.get("recipient").is_some_and(Value::is_object) => "1.0",
        _ => "0.5",
    }
}

/// What is said about the badge itself, as a `BadgeClass` of 2.0 or before.
fn badge(class: &Value, issuer: IssuerView) -> BadgeView {
    let criteria = first(class.get("criteria"));
    let aligned = alignments(class.get("alignment"));
    BadgeView {
        id: text(class.get("id")),
        name: text(class.get("name")),
        description: text(class.get("description")),
        criteria: text(criteria.get("narrative")).or_else(|| text(criteria.get("id"))).or_else(|| text(Some(criteria))),
        skills: aligned.iter().filter(|(_, skill)| *skill).filter_map(|(view, _)| view.name.clone()).collect(),
        layer: layer(&aligned),
        issuer,
        image_alt: text(first(class.get("image")).get("caption")),
        image: address(first(class.get("image"))).map(str::to_owned),
        alignments: aligned.into_iter().map(|(view, _)| view).collect(),
        others: Vec::new(),
    }
}

fn issuer(value: Option<&Value>) -> IssuerView {
    let value = first(value);
    IssuerView {
        // The identifier decides whom to trust: taken as it stands or not at all.
        id: value.as_str().or_else(|| value.get("id")?.as_str()).map(str::to_owned),
        name: text(value.get("name")),
        url: text(value.get("url")),
    }
}

fn older_recipient(value: &Value) -> Vec<RecipientView> {
    let recipient = first(value.get("recipient"));
    // Open Badges 0.5 wrote the identity and its salt at the top.
    let Some(identity) = text(recipient.get("identity")).or_else(|| text(Some(recipient))) else { return Vec::new() };
    let kind = text(recipient.get("type")).unwrap_or_else(|| "email".into());
    let hashed = recipient::is_hash(&identity) && recipient.get("hashed") != Some(&Value::Bool(false));
    vec![if hashed {
        let salt = text(recipient.get("salt")).or_else(|| text(value.get("salt")));
        RecipientView::Hashed(kind, identity, salt.unwrap_or_default())
    } else {
        RecipientView::Plain(kind, identity)
    }]
}

/// Each alignment, and whether it is a skill.
fn alignments(value: Option<&Value>) -> Vec<(AlignmentView, bool)> {
    entries(value)
        .map(|entry| {
            let kind = text(entry.get("targetType")).unwrap_or_default();
            let url = text(entry.get("targetUrl"));
            let skill = kind == SKILL_TYPE
                || kind.to_lowercase().ends_with("skill")
                || ["CFItem", "ceasn:Competency"].contains(&kind.as_str())
                || url.as_deref().is_some_and(|url| url.contains("data.europa.eu/esco/skill/"));
            let view = AlignmentView {
                name: text(entry.get("targetName")),
                url,
                framework: text(entry.get("targetFramework")),
                code: text(entry.get("targetCode")),
            };
            (view, skill)
        })
        .collect()
}

/// The learning layer among the alignments: by our own code, by the
/// standard's address and the layer's name, or by the form in which layers of
/// other standards are written.
fn layer(aligned: &[(AlignmentView, bool)]) -> Option<String> {
    aligned.iter().find_map(|(view, _)| {
        let by_code = view.code.as_deref().and_then(Layer::by_code);
        let ours = view.url.as_deref() == Some(BadgeStandard::bundled().url.as_str())
            || view.framework.as_deref() == Some(BadgeStandard::bundled().name.as_str());
        let by_name = || {
            let name = view.name.as_deref()?;
            let name = name.strip_suffix("Layer").or_else(|| name.strip_suffix("layer")).unwrap_or(name);
            if ours { Layer::by_name(name) } else { None }
        };
        // A layer of another standard, as our own files name it: code and name tell.
        let elsewhere = || {
            let name = view.name.as_deref()?.strip_suffix(" Layer")?;
            let (standard, layer) = view.code.as_deref()?.split_once('/')?;
            (!standard.is_empty() && !layer.is_empty()).then(|| name.to_owned())
        };
        by_code.or_else(by_name).map(|layer| layer.name.clone()).or_else(elsewhere)
    })
}

/// What lies at a path of field names.
pub fn within<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |part, name| part.get(*name))
}

/// A value's entries, whether it is a list or stands alone.
pub fn entries(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    match value {
        None => [].iter(),
        Some(Value::Array(list)) => list.iter(),
        Some(single) => std::slice::from_ref(single).iter(),
    }
}

/// The value, or the first entry of a list; null when there is none.
fn first(value: Option<&Value>) -> &Value {
    entries(value).next().unwrap_or(&Value::Null)
}

fn texts(value: Option<&Value>) -> Vec<String> {
    entries(value).filter_map(|entry| entry.as_str().map(str::to_owned)).collect()
}

/// A text as people may see it: one of a list, the value of a literal written
/// out, the first language of a map.
#[must_use]
pub fn text(value: Option<&Value>) -> Option<String> {
    // Of several languages the one without a name, English, or else the first that there is.
    let rank = |entry: &&Value| match language_of(entry) {
        None => 0,
        Some(language) if language == "en" || language.starts_with("en-") => 1,
        Some(_) => 2,
    };
    let value = entries(value).min_by_key(rank).unwrap_or(&Value::Null);
    let plain = match value {
        Value::String(text) => text,
        Value::Object(map) => match map.get("@value") {
            Some(literal) => literal.as_str()?,
            None if !map.is_empty() && map.iter().all(|(key, text)| key.len() <= 12 && text.is_string()) => {
                let looks_like_language = |key: &str| key.len() == 2 || key.get(2..3) == Some("-");
                map.iter().find(|(key, _)| looks_like_language(key)).and_then(|(_, text)| text.as_str())?
            }
            None => return None,
        },
        _ => return None,
    };
    // Text from strangers goes to screens and terminals: nothing that cannot be
    // seen, steers them, or turns the direction of what follows.
    let shows = |c: char| matches!(c, '\n' | '\t') || !is_unseen(c);
    // Most texts are plain, and without an early end many letters are looked at at a time.
    let usual = |byte: u8| (0x20..0x7f).contains(&byte) | (byte == b'\n');
    let is_plain = plain.bytes().fold(true, |so_far, byte| so_far & usual(byte));
    let shown = if is_plain || plain.chars().all(shows) {
        plain.to_owned()
    } else {
        plain.chars().filter(|c| shows(*c)).collect()
    };
    if shown.trim().is_empty() { None } else { Some(shown) }
}

impl BadgeView {
    /// The issuer's name, or its identifier in a form that can be read out.
    #[must_use]
    pub fn issuer_title(&self) -> String {
        match (&self.issuer.name, &self.issuer.id) {
            (Some(name), _) => name.clone(),
            (None, Some(id)) => did::named(id),
            (None, None) => "somebody who is not named".into(),
        }
    }
}

#[cfg(test)]
mod tests;
