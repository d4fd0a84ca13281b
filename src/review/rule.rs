//! Rules: what each asks, why, and how it is checked.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::bounded;
use super::english::opening::{Beginning, beginning};
use super::english::proofs::Proofs;
use super::field::{Change, Field, Fix};
use super::look::Seen;
use super::profile::Profile;
use crate::artwork::{Artwork, Element, ElementId};
use crate::badge::{Badge, passages};
use crate::document::Edit;
use crate::scene::{Probe, Scene};

/// Severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The badge would be sent back.
    Error,
    /// Worth changing.
    Warning,
    /// Worth a thought.
    Hint,
}

impl Severity {
    /// The word for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Hint => "Hint",
        }
    }
}

/// Rule that badges are held against.
#[derive(Debug)]
pub struct Rule {
    /// Id, such as `T1`: T for titles, D for the description, C
    /// for criteria, L for the layer, S for skills, Q for qualifications, P for
    /// purpose, G for young earners, E for evidence and expiry, W for spelling and
    /// grammar, X for the picture's words, A for the artwork itself, R for what
    /// could not be read.
    pub id: &'static str,
    /// Speaking name, such as `badge-name-too-long`: the noun of the field, then what
    /// is wrong there.
    pub name: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// Who asks for it.
    pub profiles: &'static [Profile],
    /// Where it comes from.
    pub source: &'static str,
    /// What it asks, in a line.
    pub title: &'static str,
    /// Why, and what to do, in a few sentences.
    pub explanation: &'static str,
    /// Words that follow it.
    pub example: &'static str,
    /// Whether it reads English words, so that it has nothing to say of a badge
    /// in another language.
    pub reads_english: bool,
    pub(super) check: fn(&RuleContext<'_>) -> Vec<Diagnostic>,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Rule context: what a rule looks at.
pub(super) struct RuleContext<'a> {
    pub(super) badge: &'a Badge,
    pub(super) artwork: &'a Artwork,
    pub(super) scene: &'a Scene,
    /// Names of the other badges of its set.
    pub(super) others: &'a [String],
    /// What spelling and grammar said of its texts, as far as they were read.
    pub(super) proofs: Option<&'a Proofs>,
    /// The user's own words, beside those of the badge.
    pub(super) dictionary: &'a [String],
    /// What is not read of the badge, by field.
    pub(super) unread: &'a [(Field, String)],
    seen: OnceCell<Vec<Seen>>,
    by_id: OnceCell<HashMap<ElementId, &'a Arc<Element>>>,
}

impl<'a> RuleContext<'a> {
    pub(super) fn new(badge: &'a Badge, artwork: &'a Artwork, scene: &'a Scene) -> Self {
        let (others, dictionary, unread) = (&[], &[], &[]);
        Self {
            badge,
            artwork,
            scene,
            others,
            proofs: None,
            dictionary,
            unread,
            seen: OnceCell::new(),
            by_id: OnceCell::new(),
        }
    }

    /// Words that the writer takes for right: the user's and the badge's.
    pub(super) fn own_words(&self) -> impl Iterator<Item = &'a str> {
        self.dictionary.iter().chain(&self.badge.writing.own_words).map(String::as_str)
    }

    /// Statements that say something, with their fields. Opening words alone
    /// are what the form puts into a new one.
    pub(super) fn statements(&self) -> impl Iterator<Item = (Field, &'a str)> {
        let criteria = &self.badge.criteria;
        let opening = self.badge.issued_to.criterion_opening();
        let all: Vec<(Field, &str)> = match criteria.one_text() {
            Some(text) => {
                let said = passages(text).into_iter().enumerate();
                said.filter_map(|(at, range)| Some((Field::Passage(at), text.get(range)?))).collect()
            }
            None => {
                let said = criteria.statements.iter().enumerate();
                said.map(|(at, text)| (Field::Criterion(at), text.as_str())).collect()
            }
        };
        all.into_iter().filter(move |(_, text)| beginning(text, opening) != Beginning::Unwritten)
    }

    /// Element of the artwork, wherever it lies. Rules ask for thousands.
    pub(super) fn element(&self, id: ElementId) -> Option<&'a Arc<Element>> {
        let all = || {
            let mut all = HashMap::new();
            self.artwork.each(|element| {
                all.insert(element.id, element);
            });
            all
        };
        self.by_id.get_or_init(all).get(&id).copied()
    }

    /// Texts and icons, and what they stand on.
    pub(super) fn seen(&self) -> &[Seen] {
        let all = || Seen::all(self.artwork, self.scene, &self.probe());
        self.seen.get_or_init(|| if self.is_intricate() { Vec::new() } else { all() })
    }

    /// Whether the artwork has too many parts for its colours to be compared.
    pub(super) fn is_intricate(&self) -> bool {
        bounded::is_too_intricate(self.scene.work(), Seen::places(self.artwork))
    }

    /// Probe of the colours at places of the artwork.
    pub(super) fn probe(&self) -> Probe<'a> {
        Probe::new(self.scene)
    }
}

/// Diagnostic of a check: a [`Finding`](super::Finding) that does not know its rule yet.
pub(super) struct Diagnostic {
    pub(super) field: Field,
    pub(super) message: String,
    pub(super) fix: Option<Fix>,
    /// The words it speaks of, where they are not all that stands in the field, and
    /// their range in the text that the file has, in bytes.
    pub(super) words: Option<(String, Range<usize>)>,
}

impl Diagnostic {
    pub(super) fn new(field: Field, message: impl Into<String>) -> Self {
        Self { field, message: message.into(), fix: None, words: None }
    }

    /// Diagnostic on these words of its field only, which stand in this range of the
    /// text that the file has.
    pub(super) fn on(self, words: impl Into<String>, range: Range<usize>) -> Self {
        Self { words: Some((words.into(), range)), ..self }
    }

    /// Diagnostic with a fix that sets its field to `text`.
    pub(super) fn with_fix(self, label: impl Into<String>, text: impl Into<String>) -> Self {
        let change = Change::Text { field: self.field, text: text.into() };
        Self { fix: Some(Fix { label: label.into(), change }), ..self }
    }

    /// Diagnostic with a fix that makes these edits; `result` tells in a
    /// sentence what comes of them.
    pub(super) fn with_edits(self, label: impl Into<String>, result: impl Into<String>, edits: Vec<Edit>) -> Self {
        let change = Change::Edits { edits, result: result.into() };
        Self { fix: Some(Fix { label: label.into(), change }), ..self }
    }
}
