//! The question about the issuer's files for the web, where the issuer's document or a
//! list of withdrawn badges may be on the web that is not in the folder, the folder is
//! gone, or the issuer has another name in it.

use std::path::PathBuf;

use eframe::egui::{self, Ui};

use super::pending::{Said, Unsettled};
use super::{HandOut, Message};
use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::widgets::{Action, answers, heading, modal, modal_width, note};
use crate::badge::{quoted, shortened};
use crate::issue::Doubt;

impl HandOut {
    /// Goes on with the award that waits, with the issuer's files in this folder.
    pub(super) fn settle_in(&mut self, folder: PathBuf, desk: &Desk, out: &mut Outbox<Message>) {
        self.settle(desk, out, |said, _| said.folder = Some(folder));
    }

    /// Goes on with the award that waits: what was asked may be done.
    pub(super) fn settle_as_asked(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        self.settle(desk, out, |said, asked| said.yes.push(asked));
    }

    fn settle(&mut self, desk: &Desk, out: &mut Outbox<Message>, say: impl FnOnce(&mut Said, (Doubt, Option<String>))) {
        let Some(asked) = self.unsettled.take() else { return };
        let Unsettled { mut pending, doubt, earlier, .. } = *asked;
        say(&mut pending.said, (doubt, earlier));
        self.pending = Some(Box::new(pending));
        self.go_on(desk, out);
    }

    /// Awards it in the name that the issuer has had so far.
    pub(super) fn keep_issuer_name(&mut self, out: &mut Outbox<Message>) {
        let asked = self.unsettled.take();
        if let Some(issuer) = asked.and_then(|asked| asked.earlier) {
            self.award_as(issuer, out);
        }
    }

    /// Asks where the issuer's files are, or whether they may change.
    pub(super) fn ask_about_the_files(&self, ui: &Ui, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(asked) = &self.unsettled else { return };
        let issuer = shortened(asked.pending.issuer(), 60);
        let anew = "Whoever was withdrawn on the one before has a good badge again once the new one is on the web.";
        let (title, warning, folder, go_on) = match asked.doubt {
            Doubt::FirstDocument => (
                format!("Does {issuer} have files on the web already?"),
                None,
                "Yes, choose their folder…",
                Some(("No, make the first ones", Message::BeginFiles)),
            ),
            Doubt::FirstList => (
                format!("Does {issuer} have a list of withdrawn badges already?"),
                None,
                "Yes, choose its folder…",
                Some(("No, make the first one", Message::BeginFiles)),
            ),
            Doubt::FreshList => (
                "Begin another list of withdrawn badges?".to_owned(),
                Some("Another list takes nothing back: badges on the one before stay as they are."),
                "Choose the folder…",
                Some(("Begin another list", Message::BeginFiles)),
            ),
            Doubt::LostList => (
                "Begin the list of withdrawn badges anew?".to_owned(),
                Some(anew),
                "Choose the folder…",
                Some(("Begin it anew", Message::BeginFiles)),
            ),
            Doubt::Folder => ("Where are the files now?".to_owned(), None, "Choose the folder…", None),
            Doubt::Name => ("Rename the issuer?".to_owned(), None, "", Some(("Rename it", Message::RenameIssuer))),
        };
        let response = modal(ui.ctx(), "unsettled").show(ui.ctx(), |ui| {
            modal_width(ui, 520.0);
            heading(ui, &title);
            ui.add(egui::Label::new(&asked.words).wrap());
            if let Some(words) = warning {
                note(ui, words);
            }
            answers(ui, |ui| {
                // Where there is a first time for everybody, neither answer is the usual one.
                let choose = Action::new(folder).icon("folder-open");
                let is_first = matches!(asked.doubt, Doubt::FirstDocument | Doubt::FirstList);
                let choose = if is_first { choose } else { choose.main() };
                if asked.doubt != Doubt::Name && ui.add(choose).clicked() {
                    out.mine(Message::ChooseWebFolder);
                }
                if let Some(name) = &asked.earlier
                    && ui.add(Action::new(&format!("Award it as {}", quoted(name))).main().fits()).clicked()
                {
                    out.mine(Message::KeepIssuerName);
                }
                if let Some((words, message)) = go_on
                    && ui.add(Action::new(words)).clicked()
                {
                    out.mine(message);
                }
                if ui.add(Action::new("Cancel")).clicked() {
                    out.mine(Message::Cancel);
                }
            });
        });
        // A dialog for the folder lies over it and is left first.
        if response.should_close() && !desk.is_asked {
            out.mine(Message::Cancel);
        }
    }
}
