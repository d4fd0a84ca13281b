//! The framework whose skills are found and suggested, and those that the user
//! took in. Reading and indexing go on beside the window.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Message, SkillsMessage};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox, Place, Progress, Target};
use crate::badge::{Badge, Skill};
use crate::review::Field;
use crate::skills::{
    Column, Framework, Index, Mapping, ReadError, Reading, Shelf, Shelved, Suggestion, Table, case, esco, esco_index,
};
use crate::store;

/// What is said where another badge is in view once skills are found.
const NOT_SUGGESTED: &str = "no skills were suggested for it. Please ask again";

/// How many suggestions are made.
const SUGGESTIONS: usize = 12;

/// A framework and what finds its skills.
#[derive(Debug)]
pub struct Ready {
    /// Its file; `None` for ESCO.
    pub path: Option<PathBuf>,
    own: Option<(Framework, Index)>,
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
    asked: bool,
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

impl Library {
    /// Takes in a message.
    pub(super) fn update(&mut self, message: SkillsMessage, desk: &mut Desk, out: &mut Outbox<Message>) {
        match message {
            SkillsMessage::Suggest => {
                desk.place = Place::Words;
                self.suggest(desk, out);
            }
            SkillsMessage::Suggested(offers) => self.offers = Some((desk.badge_in_view(), offers)),
            SkillsMessage::CloseSuggestions => self.offers = None,
            SkillsMessage::Show => {
                desk.place = Place::Words;
                self.open = true;
                list(desk, out);
            }
            SkillsMessage::Close => {
                self.open = false;
                self.draft = None;
            }
            SkillsMessage::Choose(path) => self.choose(path, desk, out),
            SkillsMessage::Ready(ready) => {
                // Another one may have been chosen since.
                if ready.path == desk.settings.framework {
                    self.ready = Some(ready);
                    self.failed = None;
                }
                if let Some(target) = self.suggests_soon.take() {
                    out.push(Out::For(target, NOT_SUGGESTED, Box::new(mine(SkillsMessage::Suggest))));
                }
            }
            SkillsMessage::NotReady(words) => {
                self.failed = Some(words.clone());
                self.suggests_soon = None;
                desk.settings.framework = None;
                out.say(Notice::error(words));
                self.read(desk, out);
            }
            SkillsMessage::Listed(shelved) => self.shelved = shelved,
            SkillsMessage::AddFile => {
                let question = FileQuestion {
                    title: "Add a framework of skills".into(),
                    save: false,
                    suggested: PathBuf::new(),
                    endings: vec!["csv", "tsv", "txt", "json"],
                    kind: "CSV tables and CASE packages",
                };
                out.pick(question, |path| Message::Skills(SkillsMessage::Read(path)));
            }
            SkillsMessage::Read(path) => {
                desk.place = Place::Words;
                out.run("Reading the framework", move |progress| match draft(path, progress) {
                    Ok(draft) => mine(SkillsMessage::Drafted(Box::new(draft))),
                    Err(words) => Out::Say(Notice::error(words)),
                });
            }
            SkillsMessage::Drafted(mut draft) => {
                if let Some(open) = self.draft.as_ref().filter(|open| open.path == draft.path) {
                    // It may have been named while its columns were read.
                    draft.mapping.name.clone_from(&open.mapping.name);
                }
                self.open = true;
                self.draft = Some(draft);
            }
            SkillsMessage::Map(column, at) => self.map(column, at, out),
            SkillsMessage::Name(name) => {
                if let Some(draft) = &mut self.draft {
                    draft.mapping.name = name;
                }
            }
            SkillsMessage::Discard => self.draft = None,
            SkillsMessage::Keep => self.keep(desk, out),
            SkillsMessage::Kept(path) => {
                self.draft = None;
                list(desk, out);
                self.choose(Some(path), desk, out);
            }
            SkillsMessage::Remove(path) => {
                let Some(shelf) = shelf(desk) else { return };
                if desk.settings.framework.as_ref() == Some(&path) {
                    self.choose(None, desk, out);
                }
                if let Err(error) = shelf.remove(&path) {
                    out.say(Notice::error(error.to_string()));
                }
                list(desk, out);
            }
        }
    }

    /// Reads the chosen framework the first time that the words are shown, and forgets what
    /// was suggested for another badge.
    pub(super) fn tend(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        if !self.asked {
            self.read(desk, out);
            list(desk, out);
        }
        // Another badge has words of its own.
        self.offers = self.offers.take().filter(|(target, _)| desk.shows(target));
    }

    fn choose(&mut self, path: Option<PathBuf>, desk: &mut Desk, out: &mut Outbox<Message>) {
        if desk.settings.framework != path {
            desk.settings.framework = path;
            desk.keep_settings();
        }
        self.offers = None;
        self.read(desk, out);
    }

    fn read(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        self.asked = true;
        let (path, shelf) = (desk.settings.framework.clone(), shelf(desk));
        if self.ready.as_ref().is_some_and(|ready| ready.path == path) {
            return;
        }
        self.ready = None;
        let (Some(path), Some(shelf)) = (path, shelf) else {
            out.run_quietly("Reading ESCO", |_| {
                let ready = Ready { path: None, own: None };
                // Unpacked here, beside the window.
                ready.index();
                mine(SkillsMessage::Ready(Arc::new(ready)))
            });
            return;
        };
        out.run_quietly("Reading a kept framework", move |_| {
            let read = shelf.read(&path).map(|framework| {
                // Nobody ends this reading.
                let index = Index::of(&framework, &|_| true).unwrap_or_default();
                Ready { path: Some(path), own: Some((framework, index)) }
            });
            match read {
                Ok(ready) => mine(SkillsMessage::Ready(Arc::new(ready))),
                Err(error) => mine(SkillsMessage::NotReady(error.to_string())),
            }
        });
    }

    fn suggest(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(ready) = self.ready.clone() else {
            self.suggests_soon = Some(desk.badge_in_view());
            self.read(desk, out);
            return;
        };
        let badge = Arc::clone(&desk.document().badge);
        let target = desk.badge_in_view();
        out.run_quietly("Suggesting skills", move |_| {
            let suggested = mine(SkillsMessage::Suggested(offers(&ready, &badge)));
            Out::For(target, NOT_SUGGESTED, Box::new(suggested))
        });
    }

    fn map(&mut self, column: Column, at: Option<usize>, out: &mut Outbox<Message>) {
        let Some(open) = &mut self.draft else { return };
        // What is chosen shows at once, what comes of it when it is read.
        open.mapping.set(column, at);
        let mut draft = open.clone();
        out.run("Reading the framework", move |progress| {
            if let Some(table) = &draft.table {
                draft.reading = draft.mapping.apply(table, &going_on(progress)).map(Arc::new);
            }
            mine(SkillsMessage::Drafted(draft))
        });
    }

    fn keep(&self, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(draft) = &self.draft else { return };
        let Ok(reading) = draft.reading.clone() else { return };
        let Some(shelf) = shelf(desk) else {
            return out.say(Notice::error("There is no folder of yours in which a framework could be kept."));
        };
        let mut framework = reading.framework.clone();
        framework.name.clone_from(&draft.mapping.name);
        out.run("Keeping the framework", move |_| match shelf.keep(&framework) {
            Ok(path) => mine(SkillsMessage::Kept(path)),
            Err(error) => Out::Say(Notice::error(error.to_string())),
        });
    }
}

fn mine(message: SkillsMessage) -> Out<Message> {
    Out::Mine(Message::Skills(message))
}

fn shelf(desk: &Desk) -> Option<Shelf> {
    desk.outside.folder.as_deref().map(Shelf::new)
}

fn list(desk: &Desk, out: &mut Outbox<Message>) {
    let Some(shelf) = shelf(desk) else { return };
    out.run_quietly("Listing frameworks", move |_| mine(SkillsMessage::Listed(shelf.list())));
}

fn going_on(progress: &Progress) -> impl Fn(f32) -> bool {
    |fraction| {
        progress.set(fraction);
        !progress.is_cancelled()
    }
}

/// A file with a framework, as far as it can be understood without asking.
fn draft(path: PathBuf, progress: &Progress) -> Result<Draft, String> {
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

fn offers(ready: &Ready, badge: &Badge) -> Vec<Offer> {
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
