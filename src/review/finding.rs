//! What a review says about one badge.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Rule;
use crate::artwork::ElementId;
use crate::badge::Badge;

/// One thing that a rule has to say about this badge.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule it comes from.
    pub rule: &'static Rule,
    /// The form field it is about.
    pub field: Field,
    /// A sentence about this very badge.
    pub message: String,
    /// What would settle it, where that is clear.
    pub fix: Option<Fix>,
}

/// A field of the form, so that a finding can lead there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The full title.
    Name,
    /// The short name.
    ShortName,
    /// The description.
    Description,
    /// The list of criteria as a whole.
    CriteriaList,
    /// The address of a page with the criteria.
    CriteriaAddress,
    /// One criterion, counted from 0.
    Criterion(usize),
    /// The learning layer.
    Layer,
    /// The list of skills as a whole.
    Skills,
    /// One skill, counted from 0.
    Skill(usize),
    /// The alt text of the picture.
    ImageCaption,
    /// An element of the artwork.
    Element(ElementId),
    /// The artwork as a whole.
    Artwork,
}

impl Field {
    /// What the form calls it, such as "Criterion 2".
    pub fn label(self) -> String {
        match self {
            Self::Name => "Name".to_owned(),
            Self::ShortName => "Short name".to_owned(),
            Self::Description => "Description".to_owned(),
            Self::CriteriaList => "Criteria".to_owned(),
            Self::CriteriaAddress => "Address of the criteria".to_owned(),
            Self::Criterion(index) => format!("Criterion {}", index + 1),
            Self::Layer => "Learning layer".to_owned(),
            Self::Skills => "Skills".to_owned(),
            Self::Skill(index) => format!("Skill {}", index + 1),
            Self::ImageCaption => "Alt text".to_owned(),
            Self::Element(_) | Self::Artwork => "Artwork".to_owned(),
        }
    }

    /// Where it is in a badge's JSON, such as `criteria.statements[1]`.
    pub fn path(self) -> String {
        match self {
            Self::Name => "name".to_owned(),
            Self::ShortName => "shortName".to_owned(),
            Self::Description => "description".to_owned(),
            Self::CriteriaList => "criteria.statements".to_owned(),
            Self::CriteriaAddress => "criteria.id".to_owned(),
            Self::Criterion(index) => format!("criteria.statements[{index}]"),
            Self::Layer => "layer".to_owned(),
            Self::Skills => "skills".to_owned(),
            Self::Skill(index) => format!("skills[{index}].label"),
            Self::ImageCaption => "image.caption".to_owned(),
            Self::Element(id) => format!("artwork.elements[id={}]", id.0),
            Self::Artwork => "artwork".to_owned(),
        }
    }

    /// The text that stands in this field; `None` for a list, for the layer,
    /// which is chosen, and for an entry that is not there.
    fn text_mut(self, badge: &mut Badge) -> Option<&mut String> {
        match self {
            Self::Name => Some(&mut badge.name),
            Self::ShortName => Some(&mut badge.short_name),
            Self::Description => Some(&mut badge.description),
            Self::CriteriaAddress => Some(&mut badge.criteria.id),
            Self::Criterion(index) => badge.criteria.statements.get_mut(index),
            Self::Skill(index) => badge.skills.get_mut(index).map(|skill| &mut skill.label),
            Self::ImageCaption => Some(&mut badge.image.caption),
            Self::CriteriaList | Self::Layer | Self::Skills | Self::Element(_) | Self::Artwork => None,
        }
    }
}

/// A change that settles a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a button: `Write “Teamwork”`.
    pub label: String,
    /// The field it changes.
    pub field: Field,
    /// What stands there afterwards.
    pub text: String,
}

impl Fix {
    /// The badge after the fix. A badge that has lost the field since the
    /// review stays as it is.
    #[must_use]
    pub fn applied_to(&self, badge: &Badge) -> Badge {
        let mut fixed = badge.clone();
        if let Some(text) = self.field.text_mut(&mut fixed) {
            text.clone_from(&self.text);
        }
        fixed
    }
}

impl Serialize for Finding {
    /// Rule, severity, field, message and, if there is one, the fix's label.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Finding", 5)?;
        object.serialize_field("id", self.rule.id)?;
        object.serialize_field("severity", &self.rule.severity)?;
        object.serialize_field("field", &self.field.path())?;
        object.serialize_field("message", &self.message)?;
        match &self.fix {
            Some(fix) => object.serialize_field("fix", &fix.label)?,
            None => object.skip_field("fix")?,
        }
        object.end()
    }
}
