//! The badge itself: Open Badges' `Achievement` before anyone has earned it.

use serde::{Deserialize, Serialize};

use super::practicalities::{BETWEEN, EVIDENCE, JUDGED};
use super::{
    Alignment, Criteria, IdentifierEntry, Layer, Practicalities, Profile, Skill, Standard, Translation, Writing,
};
use crate::{Extra, is_default};

/// The values of Open Badges 3.0 for `achievementType` that fit a badge, in
/// the standard's spelling. Others may be given with the prefix `ext:`.
pub const ACHIEVEMENT_TYPES: &[&str] = &[
    "Achievement",
    "Assessment",
    "Assignment",
    "Award",
    "Badge",
    "Certificate",
    "Certification",
    "CoCurricular",
    "CommunityService",
    "Competency",
    "Course",
    "Fieldwork",
    "LearningProgram",
    "License",
    "Membership",
    "MicroCredential",
];

/// A badge definition: Open Badges 3.0 `Achievement`, 2.0 `BadgeClass`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Badge {
    /// Identifier of this badge definition, a URI (`urn:uuid:…` for new ones).
    pub id: String,
    /// The full title.
    pub name: String,
    /// What is drawn on the artwork; at most 30 characters by rule T1.
    pub short_name: String,
    /// One or two sentences on what earners have done.
    pub description: String,
    /// Whether people or organisations earn it; decides how sentences begin.
    #[serde(skip_serializing_if = "is_default")]
    pub issued_to: IssuedTo,
    /// The kind of learning experience: the `code` of a [learning layer](crate::badge::Layer).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// The definition of the standard its layer belongs to, when that is not
    /// the bundled one.
    #[serde(rename = "standard", skip_serializing_if = "Option::is_none")]
    pub carried_standard: Option<Box<Standard>>,
    /// How it is earned.
    pub criteria: Criteria,
    /// Which skills it shows.
    pub skills: Vec<Skill>,
    /// The organisation that awards it.
    pub issuer: Profile,
    /// What is said about the picture.
    pub image: ImageNote,
    /// One of [`ACHIEVEMENT_TYPES`] or a value with the prefix `ext:`.
    pub achievement_type: String,
    /// Free words to find it by.
    #[serde(skip_serializing_if = "is_default")]
    pub tag: Vec<String>,
    /// How long an award holds; `None` for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
    /// Whether an award can be withdrawn; its credential then names a list of
    /// withdrawn ones that the issuer keeps on the web.
    #[serde(skip_serializing_if = "is_default")]
    pub revocable: bool,
    /// Frameworks this badge aligns to, beside its skills and its layer.
    #[serde(skip_serializing_if = "is_default")]
    pub alignment: Vec<Alignment>,
    /// Language of the texts, a BCP 47 tag such as `en-GB`.
    #[serde(skip_serializing_if = "is_default")]
    pub in_language: String,
    /// Version of the definition, in the issuer's own counting.
    #[serde(skip_serializing_if = "is_default")]
    pub version: String,
    /// Code by which people refer to it, such as a course number.
    #[serde(skip_serializing_if = "is_default")]
    pub human_code: String,
    /// Subject area.
    #[serde(skip_serializing_if = "is_default")]
    pub field_of_study: String,
    /// Part of a subject area.
    #[serde(skip_serializing_if = "is_default")]
    pub specialization: String,
    /// Credit hours that come with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits_available: Option<f64>,
    /// Further identifiers in other systems.
    #[serde(skip_serializing_if = "is_default")]
    pub other_identifier: Vec<IdentifierEntry>,
    /// The same achievement in another language or version, or a next step.
    #[serde(skip_serializing_if = "is_default")]
    pub related: Vec<Related>,
    /// Results that an award may state.
    #[serde(skip_serializing_if = "is_default")]
    pub result_description: Vec<ResultDescription>,
    /// Endorsements of this badge, each a signed `EndorsementCredential`; kept
    /// as they came because a change would break their proofs.
    #[serde(skip_serializing_if = "is_default")]
    pub endorsement: Vec<serde_json::Value>,
    /// Endorsements as compact JWS.
    #[serde(skip_serializing_if = "is_default")]
    pub endorsement_jwt: Vec<String>,
    /// Who may earn it, where, how long it takes.
    #[serde(skip_serializing_if = "is_default")]
    pub practicalities: Practicalities,
    /// The same words in further languages.
    #[serde(skip_serializing_if = "is_default")]
    pub translations: Vec<Translation>,
    /// How far the writing has come.
    #[serde(skip_serializing_if = "is_default")]
    pub writing: Writing,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Badge {
    /// What the artwork and lists call this badge: its short name, else its
    /// name.
    pub fn display_name(&self) -> &str {
        if self.short_name.trim().is_empty() { &self.name } else { &self.short_name }
    }
}

/// Who can earn a badge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IssuedTo {
    /// People.
    #[default]
    Individuals,
    /// Organisations.
    Organisations,
}

impl IssuedTo {
    /// The word with which each criterion begins.
    pub fn criterion_opening(self) -> &'static str {
        match self {
            Self::Individuals => "Earner has",
            Self::Organisations => "Organisation has",
        }
    }

    /// The words with which the description begins.
    pub fn description_opening(self) -> &'static str {
        match self {
            Self::Individuals => "Earners of this badge have",
            Self::Organisations => "Organisations that have earned this badge have",
        }
    }
}

/// What is said about the badge's picture: Open Badges' `Image` without the
/// address, which only a credential has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ImageNote {
    /// Text for people who do not see the picture (alt text).
    pub caption: String,
    /// Who made the picture.
    #[serde(skip_serializing_if = "is_default")]
    pub author: String,
    /// Under which licence.
    #[serde(skip_serializing_if = "is_default")]
    pub licence: String,
}

/// How long an award holds, counted from the day of the award.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// How many of `unit`.
    pub length: u16,
    /// Days, months or years.
    pub unit: ValidityUnit,
}

/// Unit of a [`Validity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ValidityUnit {
    /// Calendar days.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

impl ValidityUnit {
    /// Its name with a number of them, such as "year" or "years".
    pub fn name(self, length: u16) -> &'static str {
        match (self, length) {
            (Self::Days, 1) => "day",
            (Self::Days, _) => "days",
            (Self::Months, 1) => "month",
            (Self::Months, _) => "months",
            (Self::Years, 1) => "year",
            (Self::Years, _) => "years",
        }
    }
}

/// Open Badges' `Related`: another achievement that belongs to this one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Related {
    /// URI of the other achievement.
    pub id: String,
    /// Its language, a BCP 47 tag.
    #[serde(skip_serializing_if = "is_default")]
    pub in_language: String,
    /// Its version.
    #[serde(skip_serializing_if = "is_default")]
    pub version: String,
}

/// Open Badges' `ResultDescription`: a result that an award may state.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResultDescription {
    /// URI by which a result refers to this description.
    pub id: String,
    /// Name of the result.
    pub name: String,
    /// The standard's `resultType`, such as `Percent` or `LetterGrade`.
    pub result_type: String,
    /// Values a result may take, in order.
    #[serde(skip_serializing_if = "is_default")]
    pub allowed_value: Vec<String>,
    /// The value that is needed.
    #[serde(skip_serializing_if = "is_default")]
    pub required_value: String,
    /// Smallest possible value.
    #[serde(skip_serializing_if = "is_default")]
    pub value_min: String,
    /// Greatest possible value.
    #[serde(skip_serializing_if = "is_default")]
    pub value_max: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Badge {
    /// The standard whose layers this badge is offered: the one it carries,
    /// else the bundled one.
    pub fn standard(&self) -> &Standard {
        self.carried_standard.as_deref().unwrap_or_else(|| Standard::bundled())
    }

    /// The learning layer, when one is chosen and known, and its standard.
    pub fn layer_and_standard(&self) -> Option<(&Layer, &Standard)> {
        let code = self.layer.as_deref()?;
        [self.standard(), Standard::bundled()]
            .into_iter()
            .find_map(|standard| standard.layer(code).map(|layer| (layer, standard)))
    }

    /// The learning layer, when one is chosen and known.
    pub fn layer(&self) -> Option<&Layer> {
        self.layer_and_standard().map(|(layer, _)| layer)
    }

    /// Takes up a standard: its definition travels with the badge from now on,
    /// unless it is the bundled one. A layer that it does not have is let go.
    pub fn take_up(&mut self, standard: &Standard) {
        if self.layer.as_deref().is_some_and(|code| standard.layer(code).is_none()) {
            self.layer = None;
        }
        let bundled = standard.code == Standard::bundled().code;
        self.carried_standard = (!bundled).then(|| Box::new(standard.clone()));
    }

    /// How it is earned, as a credential tells it: the statements, then what is
    /// handed in and how it is judged, and, in English, what these are called and
    /// who may earn it, where, in what time and for how much. The standard has no
    /// other place for these.
    pub fn narrative(&self) -> String {
        let practical = &self.practicalities;
        let mut parts = vec![self.criteria.narrative()];
        let is_english = self.in_language.is_empty() || self.in_language.to_lowercase().starts_with("en");
        for (name, text) in [(EVIDENCE, &practical.evidence_asked), (JUDGED, &practical.assessment)] {
            match text.trim() {
                "" => {}
                text if is_english => parts.push(format!("{name}: {text}")),
                text => parts.push(text.to_owned()),
            }
        }
        let facts = practical.facts();
        if is_english && !facts.is_empty() && !parts[0].is_empty() {
            parts.push(format!("{}.", facts.join(BETWEEN)));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }
}
