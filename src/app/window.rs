//! The window's program: what it knows, and the work beside it.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::command::{Command, open_any};
use super::desk::{Notice, Outside, Progress, ReviewMessage, Settings};
use super::places::brand::Message as BrandMessage;
use super::results::Results;
use super::state::{Dialog, State};
use super::toolkit::theme;
use crate::document::{Recovery, starter};
use crate::store::Home;

/// The starter that a new window shows.
const FIRST_STARTER: &str = "first-aid";

/// The window's program.
pub struct App {
    pub(super) state: State,
    results: Results,
    pub(super) recovery: Option<Arc<Recovery>>,
    /// What had the keyboard in the last frame.
    pub(super) focus: Option<egui::Id>,
}

impl App {
    /// A window on the first starter, or on what `open` names. Work that a
    /// crash left is offered.
    pub fn new(ctx: &egui::Context, outside: Outside, open: Option<PathBuf>) -> Self {
        theme::install(ctx);
        let (settings, unreadable) = outside.folder.as_deref().map(Settings::read).unwrap_or_default();
        settings.theme.apply(ctx);
        let document = starter(FIRST_STARTER).and_then(|starter| starter.document((outside.fresh_id)()).ok());
        let mut app = Self {
            state: State::new(document.unwrap_or_default(), settings, outside),
            results: Results::default(),
            recovery: None,
            focus: None,
        };
        if let Some(words) = unreadable {
            app.say(ctx, Notice::error(words));
        }
        app.update(ctx, Command::Review(ReviewMessage::Begin));
        app.begin_recovery(ctx);
        app.update(ctx, BrandMessage::Begin.into());
        if let Some(path) = open {
            app.update(ctx, open_any(path));
        }
        app
    }

    /// What the window knows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// True while work goes on beside the window.
    pub fn busy(&self) -> bool {
        self.state.desk.tasks.busy()
    }

    fn begin_recovery(&mut self, ctx: &egui::Context) {
        let Some(folder) = self.state.desk.outside.folder.as_deref().map(|folder| Home::at(folder).recovery()) else {
            return;
        };
        if let Some(found) = Recovery::found(&folder).into_iter().next() {
            self.state.dialog = Some(Dialog::Recover(Box::new(found)));
        }
        let name = (self.state.desk.outside.fresh_id)().rsplit(':').next().unwrap_or_default().to_owned();
        match Recovery::begin(&folder, &name) {
            Ok(recovery) => self.recovery = Some(Arc::new(recovery)),
            Err(error) => self.say(ctx, Notice::error(format!("Unsaved work cannot be kept safe. {error}"))),
        }
    }

    /// Begins work that people are shown.
    pub(super) fn begin(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Command + Send + 'static,
    ) {
        self.start(ctx, name, true, work);
    }

    /// Begins work in the background, such as autosave.
    pub(super) fn begin_quietly(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Command + Send + 'static,
    ) {
        self.start(ctx, name, false, work);
    }

    /// Begins work; `shown` says whether people are shown that it runs.
    pub(super) fn start(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        shown: bool,
        work: impl FnOnce(&Progress) -> Command + Send + 'static,
    ) {
        let (number, progress) = self.state.desk.tasks.begin(name, shown);
        self.results.bear(ctx, number, move || work(&progress));
    }

    /// Takes what is finished and still wanted.
    pub(super) fn finished(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        while let Some((number, result)) = self.results.next() {
            let Some(task) = self.state.desk.tasks.end(number) else { continue };
            commands.extend(match result {
                Some(command) => task.is_wanted().then_some(command),
                None => {
                    let words = format!("{} broke off. Nothing was changed; please try again.", task.name);
                    Some(Command::Say(Notice::error(words)))
                }
            });
        }
        commands
    }
}
