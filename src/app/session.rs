//! The document's life: started, opened, saved, kept safe, closed.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};

use super::App;
use super::command::Command;
use super::dialogs::{FileAnswer, FileQuestion};
use super::state::{Notice, Place};
use crate::document::{Document, EXTENSION, Found, History, SaveError, starter};
use crate::issue::file_name;

/// Seconds of quiet after a change until the work is kept safe; never more
/// than [`KEEP_AT_LATEST`] after the first change.
const KEEP_AFTER: f64 = 0.6;
const KEEP_AT_LATEST: f64 = 1.6;

/// How many recent documents are remembered.
const MAX_RECENT: usize = 12;

/// Goes on with the file that was chosen.
pub type Then = fn(PathBuf) -> Command;

/// A wish about the document as a file.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Starts from a starter, by name.
    Start(&'static str),
    /// Starts from a document that was just made, which belongs to no file.
    StartFrom(Box<Document>),
    /// Asks for a document to open.
    Open,
    /// Opens this document.
    OpenPath(PathBuf),
    /// A document was read.
    Opened(Box<Document>, PathBuf),
    /// Saves where the document was opened or last saved; asks otherwise.
    Save,
    /// Asks where to save.
    SaveAs,
    /// Saves here.
    SaveTo(PathBuf),
    /// The document was written, in the session of this number.
    Saved(Box<Document>, PathBuf, u64),
    /// The document could not be written.
    NotSaved(String),
    /// A copy of the unsaved work was written, in the session of this number.
    Kept(Box<Document>, u64),
    /// Asks for a file and goes on with it.
    Pick(FileQuestion, Then),
    /// The path typed into the dialog is the answer.
    UseTypedPath,
    /// Does what waited for the unsaved work: save first, or give it up.
    LeaveUnsaved {
        /// True to save before.
        save: bool,
    },
    /// Goes on with the work that a crash left, or throws it away.
    Recover {
        /// True to go on with it.
        keep: bool,
    },
    /// Closes the question without an answer.
    CloseDialog,
    /// Closes the window.
    Quit,
}

/// A question that must be answered before anything else.
pub enum Dialog {
    /// The document has changes that are on no disk.
    Unsaved {
        /// What to do afterwards.
        then: Box<Command>,
    },
    /// The path of a file, typed because the desktop has no dialog for it.
    TypePath {
        /// What is asked for.
        question: FileQuestion,
        /// What goes on with it.
        then: Then,
        /// What was typed so far.
        typed: String,
        /// True once the field had the keyboard; from then on it may leave.
        opened: bool,
    },
    /// Work that a crash left.
    Recover(Box<Found>),
}

/// Where the document is kept and what is not yet on disk.
#[derive(Default)]
pub struct Session {
    /// The document's file, once it has one.
    pub path: Option<PathBuf>,
    /// True when the document began as a copy of a starter, of which nothing is
    /// lost while it is as it was.
    pub starter: bool,
    /// True while the file is being written.
    pub saving: bool,
    /// The version of which a copy is kept safe.
    pub kept: Option<Document>,
    /// Tells this document's life from those before it in the same window.
    pub number: u64,
    waiting: Option<(mpsc::Receiver<FileAnswer>, FileQuestion, Then)>,
    /// Time of the first change that is not kept yet, and of the last one.
    changed: Option<(f64, f64)>,
    seen: Option<Document>,
    after_save: Option<Box<Command>>,
    /// Where to save once more when the file that is being written is done.
    save_again: Option<PathBuf>,
    /// The user wants to close and nothing would be lost.
    quit: bool,
    quitting: bool,
}

impl Session {
    /// The session of a fresh copy of a starter.
    pub(super) fn on_starter() -> Self {
        Self { starter: true, ..Self::default() }
    }
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        vec![Self::Open, Self::Save, Self::SaveAs, Self::Quit]
    }

    pub(super) fn label(&self) -> String {
        match self {
            Self::StartFrom(_) => "Start from this badge".into(),
            Self::Start(name) => format!("Start from {name}"),
            Self::Open | Self::OpenPath(_) | Self::Opened(..) => "Open a badge document…".into(),
            Self::Save | Self::SaveTo(_) | Self::Saved(..) | Self::NotSaved(_) | Self::Kept(..) => "Save".into(),
            Self::SaveAs => "Save as…".into(),
            Self::Quit => "Close Badgewright".into(),
            Self::Pick(question, _) => question.title.clone(),
            Self::UseTypedPath | Self::LeaveUnsaved { .. } | Self::Recover { .. } | Self::CloseDialog => String::new(),
        }
    }

    pub(super) fn icon(&self) -> &'static str {
        match self {
            Self::Open => "folder-open",
            Self::Save | Self::SaveAs => "floppy-disk",
            Self::Quit => "x",
            _ => "file",
        }
    }

    pub(super) fn shortcut(&self) -> Option<KeyboardShortcut> {
        let key = |modifiers, key| Some(KeyboardShortcut::new(modifiers, key));
        match self {
            Self::Open => key(Modifiers::COMMAND, Key::O),
            Self::Save => key(Modifiers::COMMAND, Key::S),
            Self::SaveAs => key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S),
            Self::Quit => key(Modifiers::COMMAND, Key::Q),
            _ => None,
        }
    }
}

impl App {
    pub(super) fn update_session(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::Start(name) => {
                let started = starter(name).map(|starter| starter.document((self.outside.fresh_id)()));
                match started {
                    Some(Ok(document)) if self.leave(Command::Session(Ask::Start(name))) => {
                        let own = std::mem::take(&mut self.state.home.own);
                        let document = own.made(&document, self.state.brand.kit());
                        self.show_document(History::unsaved(document), None);
                        self.state.session.starter = own.is_nothing();
                        self.state.place = Place::Artwork;
                    }
                    Some(Err(error)) => self.say(ctx, Notice::error(error.to_string())),
                    _ => {}
                }
            }
            Ask::StartFrom(document) => {
                if self.leave(Command::Session(Ask::StartFrom(document.clone()))) {
                    self.show_document(History::unsaved(*document), None);
                    self.state.place = Place::Words;
                }
            }
            Ask::Open => {
                let question = FileQuestion {
                    title: "Open a badge document".into(),
                    save: false,
                    suggested: self.state.session.path.clone().unwrap_or_default(),
                    endings: vec![EXTENSION, "png", "svg"],
                    kind: "Badge documents and editable pictures",
                };
                self.pick(ctx, question, |path| Command::Session(Ask::OpenPath(path)));
            }
            Ask::OpenPath(path) => self.tasks.begin(ctx, "Opening", move |_| match Document::open(&path) {
                Ok(document) => Command::Session(Ask::Opened(Box::new(document), path)),
                Err(error) => Command::Say(Notice::error(error.to_string())),
            }),
            Ask::Opened(document, path) => {
                // Read anew after the answer: saving may change this very file.
                if self.leave(Command::Session(Ask::OpenPath(path.clone()))) {
                    self.remember(&path);
                    // What came out of a picture is saved as a document of its own.
                    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(EXTENSION)) {
                        self.show_document(History::new(*document), Some(path));
                    } else {
                        self.show_document(History::unsaved(*document), None);
                    }
                    self.state.place = Place::Artwork;
                }
            }
            Ask::Save => match self.state.session.path.clone() {
                Some(path) => self.save_to(ctx, path),
                None => self.update_session(ctx, Ask::SaveAs),
            },
            Ask::SaveAs => {
                let name = file_name(self.state.badge().display_name(), EXTENSION);
                let suggested = match &self.state.session.path {
                    Some(path) => path.clone(),
                    None => (self.outside.documents)().join(name),
                };
                let question = FileQuestion {
                    title: "Save the badge document".into(),
                    save: true,
                    suggested,
                    endings: vec![EXTENSION],
                    kind: "Badge documents",
                };
                self.pick(ctx, question, |path| Command::Session(Ask::SaveTo(path)));
            }
            Ask::SaveTo(path) => {
                self.save_to(ctx, path);
            }
            Ask::Saved(document, path, number) => {
                self.remember(&path);
                if number != self.state.session.number {
                    // Another document is shown by now; this one is safe.
                    return;
                }
                self.state.session.saving = false;
                self.state.session.path = Some(path);
                self.state.history.mark_saved(*document);
                self.forget_saved_copy();
                if let Some(path) = self.state.session.save_again.take() {
                    self.save_to(ctx, path);
                    return;
                }
                if let Some(then) = self.state.session.after_save.take() {
                    self.update(ctx, *then);
                }
            }
            Ask::NotSaved(words) => {
                self.state.session.saving = false;
                self.state.session.after_save = None;
                self.say(ctx, Notice::error(words));
            }
            Ask::Kept(document, number) => {
                if number == self.state.session.number {
                    self.state.session.kept = Some(*document);
                }
                self.forget_saved_copy();
            }
            Ask::Pick(question, then) => self.pick(ctx, question, then),
            Ask::UseTypedPath => {
                if let Some(Dialog::TypePath { typed, then, question, .. }) = self.state.dialog.take() {
                    let path = self.meant(&typed, &question);
                    self.update(ctx, then(path));
                }
            }
            Ask::LeaveUnsaved { save } => {
                let Some(Dialog::Unsaved { then }) = self.state.dialog.take() else { return };
                if save {
                    self.state.session.after_save = Some(then);
                    self.update_session(ctx, Ask::Save);
                } else {
                    self.state.history.mark_saved(self.state.document().clone());
                    if let Some(recovery) = &self.recovery {
                        recovery.forget();
                    }
                    self.update(ctx, *then);
                }
            }
            Ask::Recover { keep } => {
                let Some(Dialog::Recover(found)) = self.state.dialog.take() else { return };
                if keep {
                    self.show_document(History::unsaved(found.document.clone()), found.original.clone());
                    self.state.place = Place::Artwork;
                    if let Some(recovery) = &self.recovery
                        && let Err(error) = recovery.keep(&found.document, found.original.as_deref())
                    {
                        // The old copy stays where it is until this one can be kept.
                        self.say(ctx, Notice::error(error.to_string()));
                        return;
                    }
                }
                found.discard();
            }
            Ask::CloseDialog => {
                self.state.dialog = None;
                self.state.session.after_save = None;
            }
            Ask::Quit => {
                if self.leave(Command::Session(Ask::Quit)) {
                    self.state.session.quit = true;
                }
            }
        }
    }

    /// True when the document can be let go of; asks otherwise, and does
    /// `then` again after the answer. An untouched starter can be let go of.
    fn leave(&mut self, then: Command) -> bool {
        if self.has_unsaved_work() {
            self.state.dialog = Some(Dialog::Unsaved { then: Box::new(then) });
            return false;
        }
        true
    }

    /// True while there is something to lose.
    pub(super) fn has_unsaved_work(&self) -> bool {
        self.state.history.is_dirty() && !self.state.is_untouched()
    }

    /// The kept copy is for work that is on no disk.
    fn forget_saved_copy(&self) {
        if !self.has_unsaved_work()
            && let Some(recovery) = &self.recovery
        {
            recovery.forget();
        }
    }

    fn show_document(&mut self, history: History, path: Option<PathBuf>) {
        self.state.history = history;
        let number = self.state.session.number + 1;
        self.state.session = Session { path, number, ..Session::default() };
        self.state.canvas = super::canvas::Canvas::default();
        self.state.words = super::words::Words::default();
        self.state.sets = super::sets::Sets::default();
        self.state.library.offers = None;
        self.state.handout.document_changed();
        if let Some(recovery) = &self.recovery {
            recovery.forget();
        }
    }

    /// The file meant by what was typed: a leading `~` is the home folder, and
    /// a file to be written gets the ending of its kind.
    pub(super) fn meant(&self, typed: &str, question: &FileQuestion) -> PathBuf {
        let typed = typed.trim();
        let path = match (typed.strip_prefix("~/"), (self.outside.home)()) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(typed),
        };
        if question.save { question.with_ending(path) } else { path }
    }

    fn save_to(&mut self, ctx: &egui::Context, path: PathBuf) {
        if self.state.session.saving {
            // One after the other, so that the last version is what stays.
            self.state.session.save_again = Some(path);
            return;
        }
        self.state.session.saving = true;
        let document = self.state.document().clone();
        let number = self.state.session.number;
        // Its own file has to be as it was left; any other was asked about.
        let own = self.state.session.path.as_ref() == Some(&path);
        let before = self.state.history.saved().filter(|_| own).cloned();
        self.tasks.begin_quietly(ctx, "Saving", move |_| {
            let saved = match before {
                Some(before) => document.save_over(&path, &before),
                None => document.save(&path).map_err(SaveError::from),
            };
            match saved {
                Ok(()) => Command::Session(Ask::Saved(Box::new(document), path, number)),
                Err(error) => Command::Session(Ask::NotSaved(error.to_string())),
            }
        });
    }

    fn remember(&mut self, path: &Path) {
        let recent = &mut self.state.settings.recent;
        recent.retain(|other| other != path);
        recent.insert(0, path.to_owned());
        recent.truncate(MAX_RECENT);
        self.keep_settings();
    }

    fn pick(&mut self, ctx: &egui::Context, question: FileQuestion, then: Then) {
        if self.state.session.waiting.is_some() {
            self.say(ctx, Notice::error("A dialog for a file is open already. Answer that one first."));
            return;
        }
        let wake = ctx.clone();
        let answer = self.outside.dialogs.ask(&question, Box::new(move || wake.request_repaint()));
        self.state.session.waiting = Some((answer, question, then));
    }

    /// Looks whether a file was chosen, keeps unsaved work safe and asks
    /// before the window closes. Once a frame.
    pub(super) fn tend_session(&mut self, ctx: &egui::Context) {
        if let Some((answer, question, then)) = self.state.session.waiting.take() {
            match answer.try_recv() {
                Ok(FileAnswer::Chosen(path)) => {
                    let meant = if question.save { question.with_ending(path.clone()) } else { path.clone() };
                    if meant != path && meant.exists() {
                        // The desktop asked about another name than the one to be written.
                        let typed = meant.display().to_string();
                        self.state.dialog = Some(Dialog::TypePath { question, then, typed, opened: false });
                    } else {
                        self.update(ctx, then(meant));
                    }
                }
                Ok(FileAnswer::Cancelled) | Err(mpsc::TryRecvError::Disconnected) => {
                    self.state.session.after_save = None;
                }
                Ok(FileAnswer::NoDialog) => {
                    let typed = question.suggested.display().to_string();
                    self.state.dialog = Some(Dialog::TypePath { question, then, typed, opened: false });
                }
                Err(mpsc::TryRecvError::Empty) => self.state.session.waiting = Some((answer, question, then)),
            }
        }
        self.keep_safe(ctx);
        // What is being written is written to its end first.
        if self.state.session.quit && !self.tasks.busy() {
            self.state.session.quitting = true;
            if let Some(recovery) = &self.recovery {
                recovery.forget();
            }
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.state.session.quitting {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.update_session(ctx, Ask::Quit);
        }
    }

    fn keep_safe(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        let document = self.state.history.document();
        let session = &mut self.state.session;
        if !session.seen.as_ref().is_some_and(|seen| seen.same_file(document)) {
            // What is shown first is not a change.
            if session.seen.is_some() {
                session.changed = Some((session.changed.map_or(now, |(first, _)| first), now));
            }
            session.seen = Some(document.clone());
        }
        let Some((first, last)) = session.changed else { return };
        let due = (last + KEEP_AFTER).min(first + KEEP_AT_LATEST);
        if now < due {
            ctx.request_repaint_after_secs((due - now) as f32);
            return;
        }
        if self.tasks.runs("Keeping") {
            return;
        }
        let document = document.clone();
        self.state.session.changed = None;
        if !self.has_unsaved_work() {
            self.forget_saved_copy();
        } else if let Some(recovery) = self.recovery.clone() {
            let (path, number) = (self.state.session.path.clone(), self.state.session.number);
            self.tasks.begin_quietly(ctx, "Keeping", move |_| match recovery.keep(&document, path.as_deref()) {
                Ok(()) => Command::Session(Ask::Kept(Box::new(document), number)),
                Err(error) => Command::Say(Notice::error(error.to_string())),
            });
        }
    }

    /// The save state in words.
    pub(super) fn save_state(&self) -> &'static str {
        let history = &self.state.history;
        if self.state.session.saving {
            "Saving…"
        } else if !history.is_dirty() {
            "Saved"
        } else if self.state.is_untouched() {
            "New"
        } else if self.state.session.kept.as_ref().is_some_and(|kept| kept.same_file(history.document())) {
            "Not saved yet, a copy is kept safe"
        } else {
            "Not saved yet"
        }
    }
}
