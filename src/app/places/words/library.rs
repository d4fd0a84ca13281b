//! The framework whose skills are found and suggested, and those that the user
//! took in. Reading and indexing go on beside the window.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::Ask as WordsAsk;
use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::FileQuestion;
use crate::app::desk::Progress;
use crate::app::desk::{Notice, Place};
use crate::app::session;
use crate::badge::{Badge, Skill};
use crate::document::read_cut;
use crate::review::Field;
use crate::skills::{
    Column, Framework, Index, Mapping, ReadError, Reading, Shelf, Shelved, Suggestion, Table, case, esco, esco_index,
};

/// How many suggestions are made.
const SUGGESTIONS: usize = 12;

/// A wish about frameworks of skills.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Looks for skills that the criteria and the description speak of.
    Suggest,
    /// These were found.
    Suggested(Vec<Offer>),
    /// They are not needed any more.
    CloseSuggestions,
    /// Shows the frameworks.
    Show,
    /// Closes what [`Ask::Show`] opened.
    Close,
    /// Finds skills in this framework from now on; `None` is ESCO.
    Choose(Option<PathBuf>),
    /// A framework was read.
    Ready(Arc<Ready>),
    /// It could not be.
    NotReady(String),
    /// What is on the shelf.
    Listed(Vec<Shelved>),
    /// Asks for a file with a framework.
    AddFile,
    /// Reads this file.
    Read(PathBuf),
    /// The file was read and can be looked through.
    Drafted(Box<Draft>),
    /// Takes another column for something.
    Map(Column, Option<usize>),
    /// Calls the framework that is looked through so.
    Name(String),
    /// Gives up what is looked through.
    Discard,
    /// Puts the framework that was looked through on the shelf.
    Keep,
    /// It is there.
    Kept(PathBuf),
    /// Takes a framework from the shelf.
    Remove(PathBuf),
}

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
pub struct Library {
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
    /// What was suggested; shown until it is closed.
    pub offers: Option<Vec<Offer>>,
    /// Suggestions wait for the framework to be read.
    pub suggests_soon: bool,
}

impl Ask {
    pub(super) fn label(&self) -> String {
        match self {
            Self::Suggest => "Suggest skills",
            Self::AddFile => "Add a framework of skills…",
            _ => "Frameworks of skills…",
        }
        .into()
    }
}

impl App {
    pub(super) fn update_library(&mut self, ctx: &egui::Context, ask: Ask) {
        let library = &mut self.state.library;
        match ask {
            Ask::Suggest => {
                self.state.desk.place = Place::Words;
                self.suggest(ctx);
            }
            Ask::Suggested(offers) => library.offers = Some(offers),
            Ask::CloseSuggestions => library.offers = None,
            Ask::Show => {
                self.state.desk.place = Place::Words;
                self.state.library.open = true;
                self.list_frameworks(ctx);
            }
            Ask::Close => {
                library.open = false;
                library.draft = None;
            }
            Ask::Choose(path) => {
                if self.state.desk.settings.framework != path {
                    self.state.desk.settings.framework = path;
                    self.state.desk.keep_settings();
                }
                self.state.library.offers = None;
                self.read_framework(ctx);
            }
            Ask::Ready(ready) => {
                // Another one may have been chosen since.
                if ready.path == self.state.desk.settings.framework {
                    library.ready = Some(ready);
                    library.failed = None;
                }
                if std::mem::take(&mut self.state.library.suggests_soon) {
                    self.suggest(ctx);
                }
            }
            Ask::NotReady(words) => {
                library.failed = Some(words.clone());
                library.suggests_soon = false;
                self.state.desk.settings.framework = None;
                self.say(ctx, Notice::error(words));
                self.read_framework(ctx);
            }
            Ask::Listed(shelved) => library.shelved = shelved,
            Ask::AddFile => {
                let question = FileQuestion {
                    title: "Add a framework of skills".into(),
                    save: false,
                    suggested: PathBuf::new(),
                    endings: vec!["csv", "tsv", "txt", "json"],
                    kind: "CSV tables and CASE packages",
                };
                let then = |path| Command::Words(WordsAsk::Skills(Ask::Read(path)));
                self.update(ctx, Command::Session(session::pick(question, then)));
            }
            Ask::Read(path) => {
                self.state.desk.place = Place::Words;
                self.begin(ctx, "Reading the framework", move |progress| match draft(path, progress) {
                    Ok(draft) => command(Ask::Drafted(Box::new(draft))),
                    Err(words) => Command::Say(Notice::error(words)),
                });
            }
            Ask::Drafted(mut draft) => {
                if let Some(open) = library.draft.as_ref().filter(|open| open.path == draft.path) {
                    // It may have been named while its columns were read.
                    draft.mapping.name.clone_from(&open.mapping.name);
                }
                library.open = true;
                library.draft = Some(draft);
            }
            Ask::Map(column, at) => {
                if let Some(mut draft) = library.draft.clone() {
                    draft.mapping.set(column, at);
                    self.map(ctx, draft);
                }
            }
            Ask::Name(name) => {
                if let Some(draft) = &mut library.draft {
                    draft.mapping.name = name;
                }
            }
            Ask::Discard => library.draft = None,
            Ask::Keep => self.keep_framework(ctx),
            Ask::Kept(path) => {
                library.draft = None;
                self.list_frameworks(ctx);
                self.update_library(ctx, Ask::Choose(Some(path)));
            }
            Ask::Remove(path) => {
                let Some(shelf) = self.shelf() else { return };
                if self.state.desk.settings.framework.as_ref() == Some(&path) {
                    self.update_library(ctx, Ask::Choose(None));
                }
                if let Err(error) = shelf.remove(&path) {
                    self.say(ctx, Notice::error(error.to_string()));
                }
                self.list_frameworks(ctx);
            }
        }
    }

    /// Reads the chosen framework the first time that the words are shown.
    pub(super) fn tend_library(&mut self, ctx: &egui::Context) {
        if !std::mem::replace(&mut self.state.library.asked, true) {
            self.read_framework(ctx);
            self.list_frameworks(ctx);
        }
    }

    fn shelf(&self) -> Option<Shelf> {
        self.state.desk.outside.folder.as_deref().map(Shelf::new)
    }

    fn list_frameworks(&mut self, ctx: &egui::Context) {
        let Some(shelf) = self.shelf() else { return };
        self.begin_quietly(ctx, "Listing frameworks", move |_| command(Ask::Listed(shelf.list())));
    }

    fn read_framework(&mut self, ctx: &egui::Context) {
        self.state.library.asked = true;
        let (path, shelf) = (self.state.desk.settings.framework.clone(), self.shelf());
        if self.state.library.ready.as_ref().is_some_and(|ready| ready.path == path) {
            return;
        }
        self.state.library.ready = None;
        let (Some(path), Some(shelf)) = (path, shelf) else {
            self.begin_quietly(ctx, "Reading ESCO", |_| {
                let ready = Ready { path: None, own: None };
                // Unpacked here, beside the window.
                ready.index();
                command(Ask::Ready(Arc::new(ready)))
            });
            return;
        };
        self.begin_quietly(ctx, "Reading a kept framework", move |_| {
            let read = shelf.read(&path).map(|framework| {
                // Nobody ends this reading.
                let index = Index::of(&framework, &|_| true).unwrap_or_default();
                Ready { path: Some(path), own: Some((framework, index)) }
            });
            match read {
                Ok(ready) => command(Ask::Ready(Arc::new(ready))),
                Err(error) => command(Ask::NotReady(error.to_string())),
            }
        });
    }

    fn suggest(&mut self, ctx: &egui::Context) {
        let Some(ready) = self.state.library.ready.clone() else {
            self.state.library.suggests_soon = true;
            self.read_framework(ctx);
            return;
        };
        let badge = self.state.document().badge.clone();
        self.begin_quietly(ctx, "Suggesting skills", move |_| command(Ask::Suggested(offers(&ready, &badge))));
    }

    fn map(&mut self, ctx: &egui::Context, mut draft: Box<Draft>) {
        // What is chosen shows at once, what comes of it when it is read.
        self.state.library.draft = Some(draft.clone());
        self.begin(ctx, "Reading the framework", move |progress| {
            if let Some(table) = &draft.table {
                draft.reading = draft.mapping.apply(table, &going_on(progress)).map(Arc::new);
            }
            command(Ask::Drafted(draft))
        });
    }

    fn keep_framework(&mut self, ctx: &egui::Context) {
        let Some(draft) = &self.state.library.draft else { return };
        let Ok(reading) = draft.reading.clone() else { return };
        let Some(shelf) = self.shelf() else {
            self.say(ctx, Notice::error("There is no folder of yours in which a framework could be kept."));
            return;
        };
        let mut framework = reading.framework.clone();
        framework.name.clone_from(&draft.mapping.name);
        self.begin(ctx, "Keeping the framework", move |_| match shelf.keep(&framework) {
            Ok(path) => command(Ask::Kept(path)),
            Err(error) => Command::Say(Notice::error(error.to_string())),
        });
    }
}

fn command(ask: Ask) -> Command {
    Command::Words(WordsAsk::Skills(ask))
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
    // One byte more than may be, so that the reader refuses it.
    let bytes = read_cut(&path, crate::skills::MAX_BYTES as u64).map_err(|error| told(error.to_string()))?;
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
