//! The framework whose skills are found and suggested, and those that the user
//! took in.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::desk::{Progress, Target};
use crate::badge::{Badge, Skill};
use crate::review::Field;
use crate::skills::{
    Framework, Index, Mapping, ReadError, Reading, Shelved, Suggestion, Table, case, esco, esco_index,
};
use crate::store;

/// How many suggestions are made.
const SUGGESTIONS: usize = 12;

/// A framework and what finds its skills.
#[derive(Debug)]
pub struct Ready {
    /// Its file; `None` for ESCO.
    pub path: Option<PathBuf>,
    pub(super) own: Option<(Framework, Index)>,
}

impl Ready {
    /// The framework.
    pub fn framework(&self) -> &Framework {
        match &self.own {
            Some((framework, _)) => framework,
            None => esco(),
        }
    }

    /// Its index.
    pub fn index(&self) -> &Index {
        match &self.own {
            Some((_, index)) => index,
            None => esco_index(),
        }
    }
}

/// A skill that was suggested.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The skill as the badge would have it.
    pub skill: Skill,
    /// The label by which it was found, when that is not its own.
    pub label: Option<String>,
    /// Where it was found, such as "criterion 2".
    pub place: String,
    /// The words it was found in.
    pub words: String,
}

/// A framework that was read from a file and is not kept yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The file.
    pub path: PathBuf,
    /// The table, when columns are to be chosen.
    pub table: Option<Arc<Table>>,
    /// Which column means what.
    pub mapping: Mapping,
    /// What comes of it.
    pub reading: Result<Arc<Reading>, ReadError>,
}

/// What is known of frameworks.
#[derive(Default)]
pub(super) struct Library {
    /// The one in which skills are found, once it is read.
    pub ready: Option<Arc<Ready>>,
    /// Why it could not be read.
    pub failed: Option<String>,
    /// Whether the chosen one was asked for.
    pub asked: bool,
    /// The user's own.
    pub shelved: Vec<Shelved>,
    /// Whether the frameworks are shown.
    pub open: bool,
    /// The file that is being looked through.
    pub draft: Option<Box<Draft>>,
    /// What was suggested, for which badge; shown until it is closed.
    pub offers: Option<(Target, Vec<Offer>)>,
    /// Suggestions for this badge wait for the framework to be read.
    pub suggests_soon: Option<Target>,
}

pub(super) fn going_on(progress: &Progress) -> impl Fn(f32) -> bool {
    |fraction| {
        progress.set(fraction);
        !progress.is_cancelled()
    }
}

/// A file with a framework, as far as it can be understood without asking.
pub(super) fn draft(path: PathBuf, progress: &Progress) -> Result<Draft, String> {
    let told = |words: String| format!("“{}” was not taken in. {words}", path.display());
    let bytes = store::read_limited(&path, crate::skills::MAX_BYTES as u64).map_err(|error| match error {
        store::ReadError::TooLarge { .. } => told(ReadError::TooLarge.to_string()),
        error @ store::ReadError::Io(_) => told(error.to_string()),
    })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if case::looks_like(&bytes) {
        let reading = case::read(&bytes).map_err(|error| told(error.to_string()))?;
        let mapping = Mapping::named(&reading.framework.name);
        return Ok(Draft { path, table: None, mapping, reading: Ok(Arc::new(reading)) });
    }
    let watch = going_on(progress);
    let table = Table::read(&bytes, &|fraction| watch(fraction / 2.0)).map_err(|error| told(error.to_string()))?;
    let mapping = Mapping::guess(&table, &name);
    let reading = mapping.apply(&table, &|fraction| watch(0.5 + fraction / 2.0)).map(Arc::new);
    Ok(Draft { path, table: Some(Arc::new(table)), mapping, reading })
}

/// Skills of which the words of a badge speak.
pub(super) fn offers(ready: &Ready, badge: &Badge) -> Vec<Offer> {
    let criteria = badge.criteria.statements.iter().enumerate();
    let mut fields: Vec<(Field, &str)> = criteria.map(|(at, text)| (Field::Criterion(at), text.as_str())).collect();
    fields.push((Field::Description, &badge.description));
    let texts: Vec<&str> = fields.iter().map(|(_, text)| *text).collect();
    let framework = ready.framework();
    let offer = |found: Suggestion| {
        let entry = &framework.entries[found.entry];
        let label = framework.label_of(&found);
        Offer {
            skill: framework.skill(entry),
            label: (*label != *entry.label).then(|| label.to_owned()),
            place: fields[found.mention.text].0.label().to_lowercase(),
            words: texts[found.mention.text][found.mention.at].to_owned(),
        }
    };
    ready.index().suggest(framework, &texts, SUGGESTIONS).into_iter().map(offer).collect()
}
