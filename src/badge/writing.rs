//! How far the writing of a badge has come, and what was said about it. None
//! of this goes into a credential.

use serde::{Deserialize, Serialize};

use crate::is_default;

/// The state of the writing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Writing {
    /// How far it has come.
    #[serde(skip_serializing_if = "is_default")]
    pub progress: Progress,
    /// What people said about its fields.
    #[serde(skip_serializing_if = "is_default")]
    pub comments: Vec<Comment>,
    /// Suppressions: findings that the writer chose to leave as they are.
    #[serde(skip_serializing_if = "is_default")]
    #[serde(rename = "setAside")]
    pub suppressions: Vec<Suppression>,
    /// Words that spelling shall take as right in this badge.
    #[serde(skip_serializing_if = "is_default")]
    pub own_words: Vec<String>,
}

/// How far the writing of a badge has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Progress {
    /// It is being written.
    #[default]
    Draft,
    /// Somebody else is reading it.
    Pending,
    /// It can be handed out.
    Ready,
}

/// What somebody said about a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Comment {
    /// The field, by its path in the file, such as `description` or
    /// `criteria.statements[2]`; empty for the badge as a whole.
    pub field: String,
    /// What was said.
    pub text: String,
    /// Who said it; empty when nobody signed.
    #[serde(skip_serializing_if = "is_default")]
    pub author: String,
    /// When, in the form of RFC 3339; empty when not known.
    #[serde(skip_serializing_if = "is_default")]
    pub at: String,
    /// Whether it is dealt with.
    #[serde(skip_serializing_if = "is_default")]
    pub settled: bool,
}

/// Suppression: a finding that the writer chose to leave as it is, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Suppression {
    /// Id of the rule, such as `C8`.
    pub rule: String,
    /// The field, by its path in the file.
    pub field: String,
    /// The words that the finding spoke of when it was suppressed: once they
    /// change, it is looked at again.
    pub words: String,
    /// Why.
    pub because: String,
}
