//! A badge's words in a further language.

use serde::{Deserialize, Serialize};

use super::Criteria;
use crate::{Extra, is_default};

/// The words of a badge in one further language. Everything that is no words
/// (issuer, skills' alignments, validity) is the badge's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Translation {
    /// The language, a BCP 47 tag such as `cy`.
    pub in_language: String,
    /// Identifier of the badge in this language, a URI: in Open Badges each
    /// language is an achievement of its own, and the two name each other.
    pub id: String,
    /// The full title.
    pub name: String,
    /// What is drawn on the artwork.
    pub short_name: String,
    /// One or two sentences on what earners have done.
    pub description: String,
    /// How it is earned.
    pub criteria: Criteria,
    /// Labels of the skills, in the order of the badge's own.
    #[serde(skip_serializing_if = "is_default")]
    pub skills: Vec<String>,
    /// Alt text of the picture.
    #[serde(skip_serializing_if = "is_default")]
    pub caption: String,
    /// What an earner hands in.
    #[serde(skip_serializing_if = "is_default")]
    pub evidence_asked: String,
    /// How it is judged.
    #[serde(skip_serializing_if = "is_default")]
    pub assessment: String,
    /// What an earner can go on to.
    #[serde(skip_serializing_if = "is_default")]
    pub next_step: String,
    /// Why somebody would want to earn it.
    #[serde(skip_serializing_if = "is_default")]
    pub worth: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}
