//! What people ask before they set out to earn a badge: who may, where, how
//! long it takes, what it costs. Open Badges has no fields for most of it;
//! platforms ask for it when a badge is uploaded.

use serde::{Deserialize, Serialize};

use crate::is_default;

/// Who may earn a badge, where, in what time and for how much. What is not
/// said yet is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Practicalities {
    /// Who may earn it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// Where it is earned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// What kind of badge platforms list it as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ListedKind>,
    /// How much it asks for. A level is never a learning layer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How long it usually takes to earn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_to_earn: Option<TimeToEarn>,
    /// Whether earning it costs money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// What an earner hands in as evidence, in words.
    #[serde(skip_serializing_if = "is_default")]
    pub evidence_asked: String,
    /// How it is judged, and by whom, in words.
    #[serde(skip_serializing_if = "is_default")]
    pub assessment: String,
    /// Which badge or step an earner can go on to, in words; addresses of
    /// badges belong in [`Badge::related`](super::Badge::related).
    #[serde(skip_serializing_if = "is_default")]
    pub next_step: String,
    /// Why somebody would want to earn it, in the writer's words.
    #[serde(skip_serializing_if = "is_default")]
    pub worth: String,
}

/// Who may earn a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Availability {
    /// Anybody.
    Open,
    /// Students, members or employees of the issuer only.
    Members,
    /// Whoever applies and is accepted.
    Application,
}

/// Where a badge is earned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Access {
    /// Online.
    Online,
    /// In a place, by its name.
    Place(String),
}

/// The kinds of badge that platforms list (Credly's "type").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ListedKind {
    /// Taking part.
    Experience,
    /// Learning something.
    Learning,
    /// Knowledge or skill that was checked.
    Validation,
    /// A formal certification.
    Certification,
}

/// How much a badge asks for (Credly's "level").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// For beginners.
    Foundational,
    /// For people with some experience.
    Intermediate,
    /// For people with much experience.
    Advanced,
}

/// How long earning a badge takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeToEarn {
    /// How many of `unit`.
    pub length: u16,
    /// Hours to years.
    pub unit: TimeUnit,
}

/// Unit of a [`TimeToEarn`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TimeUnit {
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// Whether earning a badge costs money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cost {
    /// No.
    Free,
    /// Yes.
    Paid,
}
