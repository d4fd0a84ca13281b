//! The parts of the form, and what is in them.

use crate::badge::{Badge, Progress};
use crate::review::Field;

/// A part of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// Title, layer, description.
    #[default]
    What,
    /// Criteria, skills, evidence, assessment, results.
    Earned,
    /// The issuer.
    Issuer,
    /// Alt text, who made the picture.
    Picture,
    /// What earners and platforms ask.
    Platforms,
    /// The words in other languages.
    Languages,
    /// Related badges and frameworks.
    Pathway,
    /// State and comments.
    Progress,
    /// Codes, subject, version.
    Codes,
}

impl Part {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 9] = [
        Self::What,
        Self::Earned,
        Self::Issuer,
        Self::Picture,
        Self::Platforms,
        Self::Languages,
        Self::Pathway,
        Self::Progress,
        Self::Codes,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::What => "What it is",
            Self::Earned => "How it is earned",
            Self::Issuer => "Awarded by",
            Self::Picture => "The picture",
            Self::Platforms => "For earners and platforms",
            Self::Languages => "Languages",
            Self::Pathway => "Where it leads",
            Self::Progress => "Progress and comments",
            Self::Codes => "Codes and subject",
        }
    }

    /// Other words by which people look for it.
    pub(super) fn synonyms(self) -> &'static str {
        match self {
            Self::What => "title name layer description",
            Self::Earned => "criteria skills evidence assessment results rubric",
            Self::Issuer => "organisation profile contact address email",
            Self::Picture => "alt text image author caption",
            Self::Platforms => "cost time place access market credly",
            Self::Languages => "translation translate",
            Self::Pathway => "next steps related series sequence",
            Self::Progress => "status review remarks history",
            Self::Codes => "identifier isced subject tags keywords",
        }
    }

    /// Its name in the index.
    pub(super) fn short(self) -> &'static str {
        match self {
            Self::What => "What",
            Self::Earned => "How earned",
            Self::Issuer => "Issuer",
            Self::Picture => "Picture",
            Self::Platforms => "Platforms",
            Self::Languages => "Languages",
            Self::Pathway => "Pathway",
            Self::Progress => "Progress",
            Self::Codes => "Codes",
        }
    }

    /// What a newcomer needs lies open.
    pub(super) fn opens_by_itself(self) -> bool {
        matches!(self, Self::What | Self::Earned | Self::Issuer)
    }

    /// The part a field stands in; none for the artwork.
    pub(super) fn of(field: Field) -> Option<Self> {
        match field {
            Field::Name | Field::ShortName | Field::Layer | Field::Description => Some(Self::What),
            Field::CriteriaList
            | Field::Criterion(_)
            | Field::Passage(_)
            | Field::CriteriaAddress
            | Field::Skills
            | Field::Skill(_) => Some(Self::Earned),
            Field::Evidence | Field::Assessment => Some(Self::Earned),
            Field::IssuerDescription => Some(Self::Issuer),
            Field::ImageCaption | Field::ImageAuthor | Field::ImageLicence => Some(Self::Picture),
            Field::Availability | Field::Access | Field::Worth | Field::Validity => Some(Self::Platforms),
            Field::NextStep => Some(Self::Pathway),
            Field::Element(_) | Field::Artwork => None,
        }
    }

    /// What is in it, for its head while it is folded.
    pub(super) fn summary(self, badge: &Badge) -> String {
        let practical = &badge.practicalities;
        match self {
            Self::What | Self::Earned => String::new(),
            Self::Issuer => badge.issuer.name.trim().to_owned(),
            Self::Picture if badge.image.caption.trim().is_empty() => "Alt text, who made it, licence".to_owned(),
            Self::Picture => badge.image.caption.trim().to_owned(),
            Self::Platforms => match practical.facts() {
                facts if facts.is_empty() => "Who may earn it, where, how long it takes, what it costs".to_owned(),
                facts => facts.join(" · "),
            },
            Self::Languages => match badge.translations.len() {
                0 => "The same badge in a further language".to_owned(),
                1 => "One further language".to_owned(),
                more => format!("{more} further languages"),
            },
            Self::Pathway if !practical.next_step.trim().is_empty() => practical.next_step.trim().to_owned(),
            Self::Pathway => match badge.related.len() + badge.alignment.len() {
                0 => "Next step, related badges, frameworks".to_owned(),
                1 => "One link".to_owned(),
                more => format!("{more} links"),
            },
            Self::Progress => {
                let state = match badge.writing.progress {
                    Progress::Draft => "Draft",
                    Progress::Pending => "Pending",
                    Progress::Ready => "Ready",
                };
                match badge.writing.comments.iter().filter(|comment| !comment.settled).count() {
                    0 => state.to_owned(),
                    1 => format!("{state} · 1 open comment"),
                    more => format!("{state} · {more} open comments"),
                }
            }
            Self::Codes => {
                let said = [&badge.human_code, &badge.version, &badge.field_of_study];
                let said: Vec<&str> = said.into_iter().map(|s| s.trim()).filter(|s| !s.is_empty()).collect();
                if said.is_empty() { "Version, course number, subject".to_owned() } else { said.join(" · ") }
            }
        }
    }
}
