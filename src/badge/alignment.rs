//! Links from a badge to frameworks.

use serde::{Deserialize, Serialize};

use crate::{Extra, is_default};

/// Open Badges' `Alignment`: an entry of a framework.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Alignment {
    /// Name of the entry.
    pub target_name: String,
    /// Address of the entry, an absolute URL.
    pub target_url: String,
    /// What the entry says.
    #[serde(skip_serializing_if = "is_default")]
    pub target_description: String,
    /// Name of the framework.
    #[serde(skip_serializing_if = "is_default")]
    pub target_framework: String,
    /// Code of the entry within the framework.
    #[serde(skip_serializing_if = "is_default")]
    pub target_code: String,
    /// The standard's `targetType`, such as `CFItem` or `ext:ESCOSkill`.
    #[serde(skip_serializing_if = "is_default")]
    pub target_type: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A skill the badge shows: the words people read, and where a framework
/// defines it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Skill {
    /// The words shown, a short noun such as "Self-motivation".
    pub label: String,
    /// The framework's entry, when the skill comes from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alignment: Option<Alignment>,
}

impl Skill {
    /// A skill in the writer's own words.
    pub fn named(label: impl Into<String>) -> Self {
        Self { label: label.into(), alignment: None }
    }
}
