//! What people ask before they set out to earn a badge: who may, where, how
//! long it takes, what it costs. Open Badges has no fields for most of it;
//! platforms ask for it when a badge is uploaded.

use serde::{Deserialize, Serialize};

use crate::is_default;

/// What an English narrative calls its parts, and puts between facts.
pub(super) const EVIDENCE: &str = "Evidence";
pub(super) const JUDGED: &str = "How it is judged";
pub(super) const BETWEEN: &str = " · ";

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

impl Availability {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Members, Self::Application];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open to all",
            Self::Members => "Only students, members or employees",
            Self::Application => "By application",
        }
    }
}

impl Access {
    /// What people call it: "Online", or the place by its name.
    pub fn label(&self) -> &str {
        match self {
            Self::Online => "Online",
            Self::Place(place) if place.trim().is_empty() => "In a place",
            Self::Place(place) => place.trim(),
        }
    }
}

impl ListedKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Experience, Self::Learning, Self::Validation, Self::Certification];

    /// The platforms' own word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Experience => "Experience",
            Self::Learning => "Learning",
            Self::Validation => "Validation",
            Self::Certification => "Certification",
        }
    }
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Foundational, Self::Intermediate, Self::Advanced];

    /// The platforms' own word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Foundational => "Foundational",
            Self::Intermediate => "Intermediate",
            Self::Advanced => "Advanced",
        }
    }
}

impl Cost {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Free, Self::Paid];

    /// The platforms' own word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Free => "Free",
            Self::Paid => "Paid",
        }
    }
}

impl TimeUnit {
    /// All of them, the shortest first.
    pub const ALL: [Self; 5] = [Self::Hours, Self::Days, Self::Weeks, Self::Months, Self::Years];

    /// "hour" or "hours".
    pub fn label(self, length: u16) -> &'static str {
        match (self, length) {
            (Self::Hours, 1) => "hour",
            (Self::Hours, _) => "hours",
            (Self::Days, 1) => "day",
            (Self::Days, _) => "days",
            (Self::Weeks, 1) => "week",
            (Self::Weeks, _) => "weeks",
            (Self::Months, 1) => "month",
            (Self::Months, _) => "months",
            (Self::Years, 1) => "year",
            (Self::Years, _) => "years",
        }
    }
}

impl TimeToEarn {
    /// "6 hours".
    pub fn label(self) -> String {
        format!("{} {}", self.length, self.unit.label(self.length))
    }
}

impl Practicalities {
    /// What somebody wants to know who thinks of earning it: who may, where,
    /// how long it takes, what it costs.
    pub fn facts(&self) -> Vec<String> {
        let who = self.availability.map(|who| who.label().to_owned());
        let place = self.access.as_ref().map(|access| access.label().to_owned());
        let time = self.time_to_earn.map(|time| format!("About {}", time.label()));
        let cost = self.cost.map(|cost| cost.label().to_owned());
        [who, place, time, cost].into_iter().flatten().collect()
    }
}
