//! What a credential says, read tolerantly: Open Badges 3.0, 2.0 and before,
//! or any verifiable credential.
//!
//! This reads only what is plainly there and makes no judgement. Where a field
//! decides something (dates, status), one that is there but cannot be read is
//! reported as such and never as absent.

mod aligned;
mod award;
mod older;
mod profile;
mod reader;

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::dates::{moment, span};
use super::proof::Covers;
use crate::badge::is_unseen;

use aligned::{AlignmentNames, alignments, layer};
pub use profile::MOST_NAMES;
use profile::{Described, rank};
use reader::Reader;

/// The most lists of withdrawn badges that one badge may name.
pub const MOST_STATUS: usize = 8;

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
    /// To whom: each earner by everything that names them.
    pub earners: Vec<Vec<RecipientView>>,
    /// When it was awarded.
    pub issued_on: Moment,
    /// From when it counts.
    pub valid_from: Moment,
    /// Until when it counts.
    pub valid_until: Moment,
    /// Its `credentialStatus` entries: where its withdrawal would be announced. Of
    /// more than [`MOST_STATUS`] there is one more, which tells that they are not all.
    pub status: Vec<Value>,
    /// Where an issuer of Open Badges 2.0 says that it announces withdrawals, as it is
    /// written: what cannot be read of it is not absent.
    pub revocation_list: Option<Value>,
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
    /// Fields for people that are there and cannot be shown, since they are no texts.
    pub unshown: Vec<&'static str>,
    /// What it says in favour of its subjects, where it is an endorsement and no badge.
    pub endorses: Option<Vec<String>>,
    /// What each earner was awarded, by the places of the badges: 0 is
    /// [`badge`](Self::badge), 1 the first of its others.
    pub awarded: Vec<Vec<usize>>,
    /// What it names as evidence.
    pub evidence: Vec<String>,
    /// What the earner reached.
    pub results: Vec<String>,
}

impl CredentialView {
    /// Whether its earners were not all awarded the same.
    #[must_use]
    pub fn differ(&self) -> bool {
        self.awarded.windows(2).any(|pair| pair[0] != pair[1])
    }
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
    /// The address of a page about that.
    #[serde(skip)]
    pub criteria_page: Option<String>,
    /// Skills by their names.
    pub skills: Vec<String>,
    /// The learning layer's name, when it names one that is known here.
    pub layer: Option<String>,
    /// Everything it is aligned to.
    pub alignments: Vec<AlignmentView>,
    /// Who says to have awarded it. Further badges of an award are by the same, who
    /// is named once.
    #[serde(skip_serializing_if = "IssuerView::is_nobody")]
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
    /// What it is, in the framework's words.
    #[serde(skip)]
    pub description: Option<String>,
    /// What kind of entry it is.
    #[serde(skip)]
    pub kind: Option<String>,
}

/// The issuer as the credential names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IssuerView {
    /// Identifier: a DID or an address.
    pub id: Option<String>,
    /// Name; each in quotation marks where descriptions of the issuer differ.
    pub name: Option<String>,
    /// Home page.
    pub url: Option<String>,
    /// Whether descriptions of the issuer differ in its name.
    #[serde(skip)]
    pub has_several_names: bool,
    /// The names in every language, of many as many as are compared.
    #[serde(skip)]
    pub names: Vec<String>,
    /// Whether it has more names than that.
    #[serde(skip)]
    pub has_more_names: bool,
}

impl IssuerView {
    fn is_nobody(&self) -> bool {
        *self == Self::default()
    }
}

/// One way in which the earner is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RecipientView {
    /// An identifier of their own.
    Id(String),
    /// In plain text: what kind (`email`, `name`, …) and the text.
    Plain(String, String),
    /// A salted hash: kind, hash, and salt, which is `None` where there is one that
    /// cannot be read.
    Hashed(String, String, Option<String>),
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

    /// Both, if both are given: the one that `chosen` picks. One that cannot be
    /// read is never passed over.
    pub(super) fn and(self, other: Self, chosen: fn(Timestamp, Timestamp) -> Timestamp) -> Self {
        match (self, other) {
            (Self::At(one), Self::At(other)) => Self::At(chosen(one, other)),
            (Self::Unreadable(text), _) | (_, Self::Unreadable(text)) => Self::Unreadable(text),
            (one, other) => one.or(other),
        }
    }
}

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
    need("id", value.get("id").is_some());
    need("issuer", value.get("issuer").is_some());
    need("validFrom", value.get("validFrom").or(value.get("issuanceDate")).is_some());
    if standard == Standard::Ob3 {
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

/// The address that a value is, or that the thing it describes has.
fn address(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id")?.as_str())
}

/// The language of a literal that is written out.
fn language_of(value: &Value) -> Option<&str> {
    value.get("@language").and_then(Value::as_str)
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

/// A text as people may see it: one of a list, the value of a literal written
/// out, the first language of a map.
#[must_use]
pub fn text(value: Option<&Value>) -> Option<String> {
    // Of several languages the one without a name, English, or else the first that there is.
    let value = entries(value).min_by_key(|entry| rank(language_of(entry))).unwrap_or(&Value::Null);
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

/// The same of what is not written as a text, too: a number is shown as it stands.
fn words(value: Option<&Value>) -> Option<String> {
    let number = || {
        let first = first(value);
        match first.get("@value").unwrap_or(first) {
            said @ (Value::Number(_) | Value::Bool(_)) => Some(said.to_string()),
            _ => None,
        }
    };
    text(value).or_else(number)
}

#[cfg(test)]
mod tests;
