//! Fields of the form, to which findings lead, and fixes that change them.

use crate::artwork::ElementId;
use crate::badge::{Access, Badge, passages};
use crate::document::Edit;

/// Field of the form, to which a finding leads.
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
    /// One statement of criteria that are written as one text, counted from 0.
    Passage(usize),
    /// The learning layer.
    Layer,
    /// The list of skills as a whole.
    Skills,
    /// One skill, counted from 0.
    Skill(usize),
    /// The alt text of the picture.
    ImageCaption,
    /// Who made the picture.
    ImageAuthor,
    /// Under which licence the picture is.
    ImageLicence,
    /// Who may earn it.
    Availability,
    /// Where it is earned.
    Access,
    /// What an earner hands in.
    Evidence,
    /// How it is judged.
    Assessment,
    /// What the issuer says of itself.
    IssuerDescription,
    /// What an earner can go on to.
    NextStep,
    /// Why somebody would want to earn it.
    Worth,
    /// How long an award holds.
    Validity,
    /// An element of the artwork.
    Element(ElementId),
    /// The artwork as a whole.
    Artwork,
}

impl Field {
    /// Label in the form, such as "Criterion 2".
    pub fn label(self) -> String {
        match self {
            Self::Name => "Name".to_owned(),
            Self::ShortName => "Short name".to_owned(),
            Self::Description => "Description".to_owned(),
            Self::CriteriaList => "Criteria".to_owned(),
            Self::CriteriaAddress => "Address of the criteria".to_owned(),
            Self::Criterion(index) | Self::Passage(index) => format!("Criterion {}", index + 1),
            Self::Layer => "Learning layer".to_owned(),
            Self::Skills => "Skills".to_owned(),
            Self::Skill(index) => format!("Skill {}", index + 1),
            Self::ImageCaption => "Alt text".to_owned(),
            Self::ImageAuthor => "Author of the picture".to_owned(),
            Self::ImageLicence => "Licence of the picture".to_owned(),
            Self::Availability => "Who may earn it".to_owned(),
            Self::Access => "Where it is earned".to_owned(),
            Self::Evidence => "Evidence asked for".to_owned(),
            Self::Assessment => "How it is judged".to_owned(),
            Self::IssuerDescription => "What the organisation does".to_owned(),
            Self::NextStep => "Next step".to_owned(),
            Self::Worth => "Why earn it".to_owned(),
            Self::Validity => "How long it holds".to_owned(),
            Self::Element(_) | Self::Artwork => "Artwork".to_owned(),
        }
    }

    /// Path in a badge's JSON, such as `criteria.statements[1]`.
    pub fn path(self) -> String {
        match self {
            Self::Name => "name".to_owned(),
            Self::ShortName => "shortName".to_owned(),
            Self::Description => "description".to_owned(),
            Self::CriteriaList => "criteria.statements".to_owned(),
            Self::CriteriaAddress => "criteria.id".to_owned(),
            Self::Criterion(index) => format!("criteria.statements[{index}]"),
            Self::Passage(_) => "criteria.statements[0]".to_owned(),
            Self::Layer => "layer".to_owned(),
            Self::Skills => "skills".to_owned(),
            Self::Skill(index) => format!("skills[{index}].label"),
            Self::ImageCaption => "image.caption".to_owned(),
            Self::ImageAuthor => "image.author".to_owned(),
            Self::ImageLicence => "image.licence".to_owned(),
            Self::Availability => "practicalities.availability".to_owned(),
            Self::Access => "practicalities.access".to_owned(),
            Self::Evidence => "practicalities.evidenceAsked".to_owned(),
            Self::Assessment => "practicalities.assessment".to_owned(),
            Self::IssuerDescription => "issuer.description".to_owned(),
            Self::NextStep => "practicalities.nextStep".to_owned(),
            Self::Worth => "practicalities.worth".to_owned(),
            Self::Validity => "validity".to_owned(),
            Self::Element(id) => format!("artwork.elements[id={}]", id.0),
            Self::Artwork => "artwork".to_owned(),
        }
    }

    /// Words that a finding in this field speaks of, as a rule: all that
    /// stands there. Of the artwork there are no words but the finding's own.
    pub(super) fn words(self, badge: &Badge, message: &str) -> String {
        let statements = || badge.criteria.statements.join("\n");
        match self {
            Self::Name => badge.name.clone(),
            Self::ShortName if badge.short_name.trim().is_empty() => badge.name.clone(),
            Self::ShortName => badge.short_name.clone(),
            Self::Description => badge.description.clone(),
            Self::CriteriaAddress => badge.criteria.id.clone(),
            Self::Criterion(index) => badge.criteria.statements.get(index).cloned().unwrap_or_default(),
            Self::Passage(index) => {
                let said = badge.criteria.one_text().and_then(|text| text.get(passages(text).get(index)?.clone()));
                said.unwrap_or_default().to_owned()
            }
            Self::Skill(index) => badge.skills.get(index).map(|skill| skill.label.clone()).unwrap_or_default(),
            Self::Skills => badge.skills.iter().map(|skill| skill.label.as_str()).collect::<Vec<_>>().join("\n"),
            Self::CriteriaList => statements(),
            Self::Layer => format!("{}\n{}", badge.layer.as_deref().unwrap_or_default(), statements()),
            Self::ImageCaption => badge.image.caption.clone(),
            Self::ImageAuthor => badge.image.author.clone(),
            Self::ImageLicence => badge.image.licence.clone(),
            Self::Evidence => badge.practicalities.evidence_asked.clone(),
            Self::Assessment => badge.practicalities.assessment.clone(),
            Self::IssuerDescription => badge.issuer.description.clone(),
            Self::NextStep => badge.practicalities.next_step.clone(),
            Self::Worth => badge.practicalities.worth.clone(),
            Self::Availability | Self::Access | Self::Validity | Self::Element(_) | Self::Artwork => message.to_owned(),
        }
    }

    /// Writes a text into this field. A badge that does not have the field stays as
    /// it is.
    fn write(self, badge: &mut Badge, text: &str) {
        if let Self::Passage(index) = self {
            if let (Some(changed), Some(whole)) =
                (with_passage(badge, index, text), badge.criteria.statements.first_mut())
            {
                *whole = changed;
            }
        } else if let Some(standing) = self.text_mut(badge) {
            text.clone_into(standing);
        }
    }

    /// Text that stands in this field; `None` for a list, for the layer,
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
            Self::ImageAuthor => Some(&mut badge.image.author),
            Self::ImageLicence => Some(&mut badge.image.licence),
            Self::Evidence => Some(&mut badge.practicalities.evidence_asked),
            Self::Access => match &mut badge.practicalities.access {
                Some(Access::Place(place)) => Some(place),
                _ => None,
            },
            Self::Assessment => Some(&mut badge.practicalities.assessment),
            Self::IssuerDescription => Some(&mut badge.issuer.description),
            Self::NextStep => Some(&mut badge.practicalities.next_step),
            Self::Worth => Some(&mut badge.practicalities.worth),
            Self::CriteriaList
            | Self::Passage(_)
            | Self::Layer
            | Self::Skills
            | Self::Availability
            | Self::Validity
            | Self::Element(_)
            | Self::Artwork => None,
        }
    }
}

/// Criteria of one text with another statement in the place of one.
fn with_passage(badge: &Badge, index: usize, statement: &str) -> Option<String> {
    let mut whole = badge.criteria.one_text()?.to_owned();
    let place = passages(&whole).into_iter().nth(index)?;
    whole.replace_range(place, statement);
    Some(whole)
}

/// Fix: a change that settles a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// Label of a button that makes it: `Write “Teamwork”`.
    pub label: String,
    /// Change that it makes.
    pub change: Change,
}

/// Change of a fix.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// This text takes the place of what stands in this field.
    Text {
        /// The field.
        field: Field,
        /// What stands there afterwards.
        text: String,
    },
    /// Any change of the document.
    Edits {
        /// The edits, one after the other, as one step.
        edits: Vec<Edit>,
        /// What comes of it, in a sentence.
        result: String,
    },
}

impl Fix {
    /// Result in a sentence.
    pub fn result(&self) -> String {
        match &self.change {
            Change::Text { text, .. } => format!("Becomes “{}”", text.trim()),
            Change::Edits { result, .. } => result.clone(),
        }
    }

    /// Text that stands at the path of its field afterwards, where that is all that
    /// it changes.
    pub fn text(&self, badge: &Badge) -> Option<String> {
        match &self.change {
            Change::Text { field: Field::Passage(index), text } => with_passage(badge, *index, text),
            Change::Text { text, .. } => Some(text.clone()),
            Change::Edits { .. } => None,
        }
    }

    /// Edits that make the change, in a document with these words. A badge
    /// that has lost the field since the review stays as it is.
    pub fn edits(&self, badge: &Badge) -> Vec<Edit> {
        match &self.change {
            Change::Text { field, text } => {
                let mut fixed = badge.clone();
                field.write(&mut fixed, text);
                vec![Edit::Badge(Box::new(fixed))]
            }
            Change::Edits { edits, .. } => edits.clone(),
        }
    }

    /// Edits as of [`Fix::edits`], for a finding in one of the badge's translations.
    /// Nothing where more than a text would change: the languages stand side by
    /// side.
    pub fn edits_in(&self, badge: &Badge, language: &str) -> Vec<Edit> {
        let Change::Text { field, text } = &self.change else { return Vec::new() };
        let mut fixed = badge.clone();
        fixed.change_words(language, |words| field.write(words, text));
        vec![Edit::Badge(Box::new(fixed))]
    }
}
