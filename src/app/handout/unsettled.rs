//! The question about the issuer's files for the web, where a list of withdrawn
//! badges may be on the web that is not in the folder, the folder is gone, or the
//! issuer has another name in it.

use std::path::PathBuf;

use eframe::egui::{self, Ui};

use super::Ask;
use super::award::Prepared;
use crate::app::App;
use crate::app::command::Command;
use crate::app::dialogs::FileQuestion;
use crate::app::session;
use crate::app::widgets::{Action, answers, heading, modal, modal_width, note};
use crate::badge::shortened;
use crate::issue::{Doubt, HandOutError, Web};

/// An award that waits for a word about the issuer's files.
#[derive(Clone, Debug)]
pub struct Unsettled {
    prepared: Prepared,
    /// Where the badge is to be written.
    path: PathBuf,
    web: Web,
    /// What is in question.
    doubt: Doubt,
    /// The same in words.
    words: String,
    /// The name that the issuer has had so far, where that is in question.
    earlier: Option<String>,
}

impl Unsettled {
    /// The award, and what was said of it.
    pub(super) fn new(prepared: Prepared, path: PathBuf, web: Web, doubt: Doubt, error: &HandOutError) -> Self {
        let earlier = error.earlier_name().map(str::to_owned);
        Self { prepared, path, web, doubt, words: error.to_string(), earlier }
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
            Ask::RenameIssuer => self.settle(ctx, |web| web.new_name = true),
            Ask::KeepIssuerName => {
                let Some(asked) = self.state.handout.unsettled.take() else { return };
                let Unsettled { prepared, path, web, earlier, .. } = *asked;
                if let Some(issuer) = earlier {
                    self.award_as(ctx, prepared, issuer, path, web);
                }
            }
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

    /// Asks where the issuer's files are, or whether they may change.
    pub(super) fn ask_about_the_files(&self, ui: &Ui, commands: &mut Vec<Command>) {
        let Some(asked) = &self.state.handout.unsettled else { return };
        let (title, warning, go_on) = match asked.doubt {
            Doubt::FirstList => (
                "Is this the issuer's first list of withdrawn badges?",
                Some("If not, whoever was withdrawn has a good badge again once this one is on the web."),
                Some(("It is the first", Ask::BeginList)),
            ),
            Doubt::FreshList => (
                "Begin another list of withdrawn badges?",
                Some("Another list takes nothing back: badges on the one before stay as they are."),
                Some(("Begin another list", Ask::BeginList)),
            ),
            Doubt::LostList => (
                "Begin the list of withdrawn badges anew?",
                Some("Whoever was withdrawn on the one before has a good badge again once the new one is on the web."),
                Some(("Begin it anew", Ask::BeginList)),
            ),
            Doubt::Folder => ("Where are the files now?", None, None),
            Doubt::Name => ("Rename the issuer?", None, Some(("Rename it", Ask::RenameIssuer))),
        };
        let response = modal(ui.ctx(), "unsettled").show(ui.ctx(), |ui| {
            modal_width(ui, 520.0);
            heading(ui, title);
            ui.add(egui::Label::new(&asked.words).wrap());
            if let Some(words) = warning {
                note(ui, words);
            }
            answers(ui, |ui| {
                let folder = Action::new("Choose the folder…").icon("folder-open").main();
                if asked.doubt != Doubt::Name && ui.add(folder).clicked() {
                    commands.push(Command::HandOut(Ask::ChooseWebFolder));
                }
                if let Some(name) = &asked.earlier
                    && ui.add(Action::new(&format!("Award it as “{}”", shortened(name, 40))).main()).clicked()
                {
                    commands.push(Command::HandOut(Ask::KeepIssuerName));
                }
                if let Some((words, ask)) = go_on
                    && ui.add(Action::new(words)).clicked()
                {
                    commands.push(Command::HandOut(ask));
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
