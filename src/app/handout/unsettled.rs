//! The question about the issuer's files for the web, where a list of withdrawn
//! badges may be on the web that is not in the folder, or the folder is gone.

use std::path::PathBuf;

use eframe::egui::{self, Ui};

use super::Ask;
use super::award::Prepared;
use crate::app::App;
use crate::app::command::Command;
use crate::app::dialogs::FileQuestion;
use crate::app::session;
use crate::app::widgets::{Action, answers, heading, modal, modal_width, note};
use crate::issue::{HandOutError, Web};

/// An award that waits for a word about the issuer's files.
#[derive(Clone, Debug)]
pub struct Unsettled {
    prepared: Prepared,
    /// Where the badge is to be written.
    path: PathBuf,
    web: Web,
    /// What is in question.
    words: String,
    /// Whether another list would do.
    may_begin: bool,
}

impl Unsettled {
    /// The award, and what was said of it.
    pub(super) fn new(prepared: Prepared, path: PathBuf, web: Web, error: &HandOutError) -> Self {
        Self { prepared, path, web, words: error.to_string(), may_begin: error.asks_for_new_list() }
    }
}

impl App {
    /// As [`App::update_handout`], for the issuer's files.
    pub(super) fn update_unsettled(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::Unsettled(asked) => self.state.handout.unsettled = Some(asked),
            Ask::ChooseWebFolder => {
                let question = FileQuestion::web_folder((self.outside.documents)());
                let then = |path| Command::HandOut(Ask::WebFolder(path));
                self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
            }
            Ask::WebFolder(folder) => self.settle(ctx, |web| web.folder = Some(folder)),
            Ask::BeginList => self.settle(ctx, |web| web.new_list = true),
            _ => {}
        }
    }

    /// Goes on with the award that waits.
    fn settle(&mut self, ctx: &egui::Context, say: impl FnOnce(&mut Web)) {
        let Some(asked) = self.state.handout.unsettled.take() else { return };
        let Unsettled { prepared, path, mut web, .. } = *asked;
        say(&mut web);
        self.sign(ctx, prepared, path, web);
    }

    /// Asks where the issuer's files are, and whether another list is begun.
    pub(super) fn ask_about_the_files(&self, ui: &Ui, commands: &mut Vec<Command>) {
        let Some(asked) = &self.state.handout.unsettled else { return };
        let response = modal(ui.ctx(), "unsettled").show(ui.ctx(), |ui| {
            modal_width(ui, 520.0);
            let title =
                if asked.may_begin { "Begin another list of withdrawn badges?" } else { "Where are the files now?" };
            heading(ui, title);
            ui.add(egui::Label::new(&asked.words).wrap());
            if asked.may_begin {
                note(ui, "Another list takes nothing back: badges on the one before stay as they are.");
            }
            answers(ui, |ui| {
                if ui.add(Action::new("Choose the folder…").icon("folder-open").main()).clicked() {
                    commands.push(Command::HandOut(Ask::ChooseWebFolder));
                }
                if asked.may_begin && ui.add(Action::new("Begin another list")).clicked() {
                    commands.push(Command::HandOut(Ask::BeginList));
                }
                if ui.add(Action::new("Cancel")).clicked() {
                    commands.push(Command::HandOut(Ask::Cancel));
                }
            });
        });
        // A dialog for the folder lies over it and is left first.
        if response.should_close() && self.state.dialog.is_none() {
            commands.push(Command::HandOut(Ask::Cancel));
        }
    }
}
