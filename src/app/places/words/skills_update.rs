//! What becomes of a message on skills. Reading and indexing go on beside the window.

use std::path::PathBuf;
use std::sync::Arc;

use super::library::{Library, Ready, draft, going_on, offers};
use super::message::{Message, SkillsMessage};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox, Place};
use crate::skills::{Column, Index, Shelf};

/// What is said where another badge is in view once skills are found.
const NOT_SUGGESTED: &str = "no skills were suggested for it. Please ask again";

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
