//! The document's life: started, opened, saved, kept safe, closed.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use eframe::egui::{self, Key, Modifiers};

use super::App;
use super::command::{Ask, Command};
use super::desk::{self, Entry, FileAnswer, FileQuestion, Notice, Place, Session};
use super::state::{Dialog, Waiting};
use crate::document::{Document, EXTENSION, History, SaveError};
use crate::issue::file_name;

/// Seconds of quiet after a change until the work is kept safe; never more
/// than [`KEEP_AT_LATEST`] after the first change.
const KEEP_AFTER: f64 = 0.6;
const KEEP_AT_LATEST: f64 = 1.6;

/// How many recent documents are remembered.
const MAX_RECENT: usize = 12;

/// The commands of the document as a file.
pub(super) fn entries() -> Vec<Entry<Ask>> {
    const CTRL: Modifiers = Modifiers::COMMAND;
    vec![
        Entry::new(Ask::Open, "Open a badge document…", "folder-open").also("load file").keys(CTRL, Key::O),
        save_entry(),
        Entry::new(Ask::SaveAs, "Save as…", "floppy-disk")
            .also("copy rename file")
            .keys(CTRL.plus(Modifiers::SHIFT), Key::S),
        Entry::new(Ask::Quit, "Close Badgewright", "x").also("quit exit leave end").keys(CTRL, Key::Q),
    ]
}

/// The command that saves.
pub(super) fn save_entry() -> Entry<Ask> {
    Entry::new(Ask::Save, "Save", "floppy-disk").also("keep file write").keys(Modifiers::COMMAND, Key::S)
}

impl App {
    pub(super) fn update_session(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::Begin { document, place, starter } => {
                if self.leave(Command::Session(Ask::Begin { document: document.clone(), place, starter })) {
                    self.show_document(History::unsaved(*document), None);
                    self.state.desk.session.starter = starter;
                    self.state.desk.place = place;
                }
            }
            Ask::Open => {
                let question = FileQuestion {
                    title: "Open a badge document".into(),
                    save: false,
                    suggested: self.state.desk.session.path.clone().unwrap_or_default(),
                    endings: vec![EXTENSION, "png", "svg"],
                    kind: "Badge documents and editable pictures",
                };
                self.pick(ctx, question, desk::Then::new(|path| Command::Session(Ask::OpenPath(path))));
            }
            Ask::OpenPath(path) => self.begin(ctx, "Opening", move |_| match Document::open(&path) {
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
                    self.state.desk.place = Place::Artwork;
                }
            }
            Ask::Save => match self.state.desk.session.path.clone() {
                Some(path) => self.save_to(ctx, path),
                None => self.update_session(ctx, Ask::SaveAs),
            },
            Ask::SaveAs => {
                let name = file_name(self.state.badge().display_name(), EXTENSION);
                let suggested = match &self.state.desk.session.path {
                    Some(path) => path.clone(),
                    None => (self.state.desk.outside.documents)().join(name),
                };
                let question = FileQuestion {
                    title: "Save the badge document".into(),
                    save: true,
                    suggested,
                    endings: vec![EXTENSION],
                    kind: "Badge documents",
                };
                let (target, undone) = (self.state.desk.document_in_view(), "the one before was not saved there");
                let save =
                    move |path| Command::For(target.clone(), undone, Box::new(Command::Session(Ask::SaveTo(path))));
                self.pick(ctx, question, desk::Then::new(save));
            }
            Ask::SaveTo(path) => {
                self.save_to(ctx, path);
            }
            Ask::Saved(document, path, number) => {
                self.remember(&path);
                if number != self.state.desk.session.number {
                    // Another document is shown by now; this one is safe.
                    return;
                }
                self.state.desk.session.saving = false;
                self.state.desk.session.path = Some(path);
                self.state.desk.history.mark_saved(*document);
                self.forget_saved_copy();
                if let Some(path) = self.state.waiting.save_again.take() {
                    self.save_to(ctx, path);
                    return;
                }
                if let Some(then) = self.state.waiting.after_save.take() {
                    self.update(ctx, *then);
                }
            }
            Ask::NotSaved(words) => {
                self.state.desk.session.saving = false;
                self.state.waiting.after_save = None;
                self.say(ctx, Notice::error(words));
            }
            Ask::Kept(document, number) => {
                if number == self.state.desk.session.number {
                    self.state.desk.session.kept = Some(*document);
                }
                self.forget_saved_copy();
            }
            Ask::Pick(question, then) => self.pick(ctx, question, then),
            Ask::UseTypedPath => {
                if let Some(Dialog::TypePath { typed, then, question, .. }) = self.state.dialog.take() {
                    let path = self.meant(&typed, &question);
                    self.update(ctx, then.with(path));
                }
            }
            Ask::LeaveUnsaved { save } => {
                let Some(Dialog::Unsaved { then }) = self.state.dialog.take() else { return };
                if save {
                    self.state.waiting.after_save = Some(then);
                    self.update_session(ctx, Ask::Save);
                } else {
                    self.state.desk.history.mark_saved(self.state.document().clone());
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
                    self.state.desk.place = Place::Artwork;
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
                self.state.waiting.after_save = None;
            }
            Ask::Quit => {
                if self.leave(Command::Session(Ask::Quit)) {
                    self.state.waiting.quit = true;
                }
            }
        }
    }

    /// True when the document can be let go of; asks otherwise, and does
    /// `then` again after the answer. An untouched starter can be let go of.
    fn leave(&mut self, then: Command) -> bool {
        if self.state.desk.has_unsaved_work() {
            self.state.dialog = Some(Dialog::Unsaved { then: Box::new(then) });
            return false;
        }
        true
    }

    /// The kept copy is for work that is on no disk.
    fn forget_saved_copy(&self) {
        if !self.state.desk.has_unsaved_work()
            && let Some(recovery) = &self.recovery
        {
            recovery.forget();
        }
    }

    fn show_document(&mut self, history: History, path: Option<PathBuf>) {
        self.state.desk.history = history;
        let number = self.state.desk.session.number + 1;
        self.state.desk.session = Session { path, number, ..Session::default() };
        // A question for a file stays open: who asked it for the document before is told.
        self.state.waiting = Waiting { file: self.state.waiting.file.take(), ..Waiting::default() };
        let places = &mut self.state.places;
        places.canvas = super::places::artwork::Canvas::default();
        places.words.document_changed();
        self.state.desk.language = None;
        self.state.desk.own.forget();
        places.sets = super::places::set::Sets::default();
        places.handout.document_changed();
        places.home.has_started();
        if let Some(recovery) = &self.recovery {
            recovery.forget();
        }
    }

    /// The file meant by what was typed: a leading `~` is the home folder, and
    /// a file to be written gets the ending of its kind.
    pub(super) fn meant(&self, typed: &str, question: &FileQuestion) -> PathBuf {
        let typed = typed.trim();
        let path = match (typed.strip_prefix("~/"), (self.state.desk.outside.home)()) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(typed),
        };
        if question.save { question.with_ending(path) } else { path }
    }

    fn save_to(&mut self, ctx: &egui::Context, path: PathBuf) {
        if self.state.desk.session.saving {
            // One after the other, so that the last version is what stays.
            self.state.waiting.save_again = Some(path);
            return;
        }
        self.state.desk.session.saving = true;
        let document = self.state.document().clone();
        let number = self.state.desk.session.number;
        // Its own file has to be as it was left; any other was asked about.
        let own = self.state.desk.session.path.as_ref() == Some(&path);
        let before = self.state.desk.history.saved().filter(|_| own).cloned();
        self.begin_quietly(ctx, "Saving", move |_| {
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
        let recent = &mut self.state.desk.settings.recent;
        recent.retain(|other| other != path);
        recent.insert(0, path.to_owned());
        recent.truncate(MAX_RECENT);
        self.state.desk.keep_settings();
    }

    fn pick(&mut self, ctx: &egui::Context, question: FileQuestion, then: desk::Then<Command>) {
        if self.state.waiting.file.is_some() {
            self.say(ctx, Notice::error("A dialog for a file is open already. Answer that one first."));
            return;
        }
        let wake = ctx.clone();
        let answer = self.state.desk.outside.dialogs.ask(&question, Box::new(move || wake.request_repaint()));
        self.state.waiting.file = Some((answer, question, then));
    }

    /// Looks whether a file was chosen, keeps unsaved work safe and asks
    /// before the window closes. Once a frame.
    pub(super) fn tend_session(&mut self, ctx: &egui::Context) {
        if let Some((answer, question, then)) = self.state.waiting.file.take() {
            match answer.try_recv() {
                Ok(FileAnswer::Chosen(path)) => {
                    let meant = if question.save { question.with_ending(path.clone()) } else { path.clone() };
                    if meant != path && meant.exists() {
                        // The desktop asked about another name than the one to be written.
                        let typed = meant.display().to_string();
                        self.state.dialog = Some(Dialog::TypePath { question, then, typed, opened: false });
                    } else {
                        self.update(ctx, then.with(meant));
                    }
                }
                Ok(FileAnswer::Cancelled) | Err(mpsc::TryRecvError::Disconnected) => {
                    self.state.waiting.after_save = None;
                }
                Ok(FileAnswer::NoDialog) => {
                    let typed = question.suggested.display().to_string();
                    self.state.dialog = Some(Dialog::TypePath { question, then, typed, opened: false });
                }
                Err(mpsc::TryRecvError::Empty) => self.state.waiting.file = Some((answer, question, then)),
            }
        }
        self.keep_safe(ctx);
        // What is being written is written to its end first.
        if self.state.waiting.quit && !self.state.desk.tasks.busy() {
            self.state.waiting.quitting = true;
            if let Some(recovery) = &self.recovery {
                recovery.forget();
            }
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.state.waiting.quitting {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.update_session(ctx, Ask::Quit);
        }
    }

    fn keep_safe(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        let document = self.state.desk.history.document();
        let waiting = &mut self.state.waiting;
        if !waiting.seen.as_ref().is_some_and(|seen| seen.same_file(document)) {
            // What is shown first is not a change.
            if waiting.seen.is_some() {
                waiting.changed = Some((waiting.changed.map_or(now, |(first, _)| first), now));
            }
            waiting.seen = Some(document.clone());
        }
        let Some((first, last)) = waiting.changed else { return };
        let due = (last + KEEP_AFTER).min(first + KEEP_AT_LATEST);
        if now < due {
            ctx.request_repaint_after_secs((due - now) as f32);
            return;
        }
        if self.state.desk.tasks.runs("Keeping") {
            return;
        }
        let document = document.clone();
        self.state.waiting.changed = None;
        if !self.state.desk.has_unsaved_work() {
            self.forget_saved_copy();
        } else if let Some(recovery) = self.recovery.clone() {
            let (path, number) = (self.state.desk.session.path.clone(), self.state.desk.session.number);
            self.begin_quietly(ctx, "Keeping", move |_| match recovery.keep(&document, path.as_deref()) {
                Ok(()) => Command::Session(Ask::Kept(Box::new(document), number)),
                Err(error) => Command::Say(Notice::error(error.to_string())),
            });
        }
    }

    /// The save state in words.
    pub(super) fn save_state(&self) -> &'static str {
        let history = &self.state.desk.history;
        if self.state.desk.session.saving {
            "Saving…"
        } else if !history.is_dirty() {
            "Saved"
        } else if self.state.desk.is_untouched() {
            "New"
        } else if self.state.desk.session.kept.as_ref().is_some_and(|kept| kept.same_file(history.document())) {
            "Not saved yet, a copy is kept safe"
        } else {
            "Not saved yet"
        }
    }
}
