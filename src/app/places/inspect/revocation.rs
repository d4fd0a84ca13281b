//! Withdrawing a badge that was handed out, by its issuer.

use std::sync::Arc;

use eframe::egui::{self, Ui};

use super::model::Asked;
use super::trusted::fact;
use super::{Inspect, Message, Seen, told};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox};
use crate::app::toolkit::secret::Secret;
use crate::app::toolkit::widgets::{Action, answers, field, heading, label, modal, modal_width, note, problem_place};
use crate::badge::{as_address, quoted};
use crate::credential::{KeyError, KeyFile};
use crate::issue::KeyRing;

/// What a task is called that looks whether a badge can be withdrawn.
const CHECKING: &str = "Looking at the badge";

/// What is said where a folder is chosen for a file that is shown no longer.
const FOLDER_NOT_TAKEN: &str = "Another file is shown by now, so the folder was not taken. Please choose it again.";

impl Inspect {
    /// Begins to ask.
    fn begin_to_revoke(&mut self, home: Option<&std::path::Path>) {
        let Some(seen) = self.shown().cloned() else { return };
        let Some(how) = seen.revocation.clone() else { return };
        let remembered = home.and_then(|home| how.remembered_folder(home));
        let folder = remembered.or_else(|| how.folder_beside(&seen.path).folder);
        self.revoking = Some(Asked {
            of: seen,
            how,
            folder,
            checked: None,
            reason: String::new(),
            passphrase: Secret::default(),
            problem: None,
            seen: false,
        });
    }
}

impl Inspect {
    /// As [`super::update`], for withdrawing.
    pub(super) fn update_revoking(&mut self, message: Message, desk: &Desk, out: &mut Outbox<Message>) {
        match message {
            Message::ConsiderRevoking => {
                self.begin_to_revoke(desk.outside.folder.as_deref());
                self.check_revoking(desk, out);
            }
            Message::ChooseWebFolder => {
                let Some(asked) = &self.revoking else { return };
                let (question, of) = (FileQuestion::web_folder((desk.outside.documents)()), Arc::clone(&asked.of));
                out.pick(question, move |path| Message::WebFolder(Arc::clone(&of), path));
            }
            Message::WebFolder(of, path) => match self.asked_of(&of) {
                Some(asked) => {
                    asked.folder = Some(path);
                    (asked.checked, asked.problem) = (None, None);
                    self.check_revoking(desk, out);
                }
                None => out.say(Notice::error(FOLDER_NOT_TAKEN)),
            },
            Message::Revocable(of, folder, told) => {
                let asked = self.asked_of(&of);
                if let Some(asked) = asked.filter(|asked| asked.folder.as_ref() == Some(&folder)) {
                    asked.checked = Some(told);
                }
            }
            Message::Revoke => self.revoke(desk, out),
            Message::Revoked(of, Ok(done)) => {
                self.revoking.take_if(|asked| asked.of.is_same_file(&of));
                let (badge, file, url) = (quoted(&of.name()), done.file.display(), as_address(&done.url));
                let words = format!("{badge} is withdrawn once “{file}” is on your web server, at {url}.");
                out.say(Notice::done(words));
                if let Some(revoked) = self.shown_of(&of).map(|seen| seen.revoked(done)) {
                    self.seen = Some(Arc::new(revoked));
                    self.to_verdict = true;
                }
                self.judge_anew(desk, out);
            }
            Message::Revoked(of, Err(words)) => match self.asked_of(&of) {
                Some(asked) => (asked.problem, asked.seen) = (Some(words), false),
                None => out.say(Notice::error(format!("{} is not withdrawn: {words}", quoted(&of.name())))),
            },
            _ => {}
        }
    }

    /// The question whether this file is withdrawn, while it is asked.
    fn asked_of(&mut self, of: &Seen) -> Option<&mut Asked> {
        self.revoking.as_mut().filter(|asked| asked.of.is_same_file(of))
    }

    /// Looks whether the badge is genuine as the files in the folder and the key tell,
    /// which need not be open for that.
    fn check_revoking(&self, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(asked) = &self.revoking else { return };
        let Some(folder) = asked.folder.clone() else { return };
        let (now, key) = ((desk.outside.now)(), key_of(asked, desk));
        let (of, how) = (Arc::clone(&asked.of), asked.how.clone());
        out.run(CHECKING, move |_| {
            let told = || -> Result<_, String> {
                let key = key.map(|file| file.public()).transpose().map_err(|error| error.to_string())?;
                how.check(&folder, key.as_ref(), now).map_err(|error| error.to_string())
            };
            let told = told();
            Out::Mine(Message::Revocable(of, folder, told))
        });
    }

    fn revoke(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        let now = (desk.outside.now)();
        let Some(asked) = &mut self.revoking else { return };
        let Some(folder) = asked.folder.clone() else { return };
        asked.problem = None;
        let (of, key) = (Arc::clone(&asked.of), key_of(asked, desk));
        let (how, reason, passphrase) = (asked.how.clone(), asked.reason.clone(), asked.passphrase.0.clone());
        let key = key.filter(|_| how.needs_key());
        out.run("Withdrawing", move |_| {
            let done = || -> Result<_, String> {
                let key = key.map(|file| file.open(&passphrase)).transpose().map_err(|error| error.to_string())?;
                how.carry_out(&folder, key.as_ref(), &reason, now).map_err(|error| error.to_string())
            };
            Out::Mine(Message::Revoked(of, done()))
        });
    }

    pub(super) fn ask_to_revoke(&mut self, ui: &Ui, desk: &Desk, out: &mut Outbox<Message>) {
        let working = desk.tasks.runs("Withdrawing") || desk.tasks.runs(CHECKING);
        let Some(asked) = &mut self.revoking else { return };
        let seen = Arc::clone(&asked.of);
        let response = modal(ui.ctx(), "withdraw").show(ui.ctx(), |ui| {
            modal_width(ui, 520.0);
            heading(ui, "Withdraw this badge?");
            let name = seen.report.badge.as_ref().and_then(|badge| badge.name.as_deref()).map(quoted);
            // What it is for may lie in the files of the folder alone.
            let told = asked.checked.as_ref().and_then(|told| told.as_ref().ok());
            let name = told.and_then(|told| told.name.clone()).or(name).unwrap_or_else(|| "this badge".into());
            note(
                ui,
                format!(
                    "It is noted in the files of your web server that {name} is withdrawn from this earner. Once you have put the file in its place, everybody who checks the badge online is told. The earner's file stays as it is."
                ),
            );
            ui.add_space(8.0);
            fact(ui, "File", &seen.name());
            fact(ui, "Awarded", &told::recipient_words(&seen.report));
            if let Some(told) = told {
                fact(ui, "Noted", &format!("at {}", told.at));
            }
            ui.add_space(8.0);
            label(ui, "Folder with the files of your web server");
            ui.horizontal_wrapped(|ui| {
                if let Some(folder) = &asked.folder {
                    ui.label(folder.display().to_string());
                }
                let words = if asked.folder.is_some() { "Choose another one…" } else { "Choose it…" };
                if ui.add(Action::new(words).icon("folder-open").small()).clicked() {
                    out.mine(Message::ChooseWebFolder);
                }
            });
            let is_checked = told.is_some();
            let mut entered = false;
            if is_checked && asked.how.takes_reason() {
                let reason = label(ui, "Why, for everybody to read");
                let typed = ui.add(field(&mut asked.reason)).labelled_by(reason.id);
                if !std::mem::replace(&mut asked.seen, true) {
                    typed.request_focus();
                }
                if typed.changed() {
                    asked.problem = None;
                }
                entered = typed.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            }
            if is_checked && asked.how.needs_key() {
                let typed = asked.passphrase.field(ui, "Passphrase of the key that signed it");
                if !std::mem::replace(&mut asked.seen, true) {
                    typed.take_keyboard(ui);
                }
                if typed.changed {
                    asked.problem = None;
                }
                entered = typed.entered;
            }
            match (&asked.checked, &asked.folder) {
                (Some(Err(words)), _) => problem_place(ui, Some(words), ""),
                (Some(Ok(_)), _) => {
                    problem_place(ui, asked.problem.as_deref(), &KeyError::WrongPassphrase.to_string());
                }
                (None, Some(_)) => {
                    note(ui, "Looking whether it is genuine…");
                }
                (None, None) => {
                    note(ui, "Choose the folder first: its files tell whether the badge is genuine.");
                }
            }
            answers(ui, |ui| {
                let ready = !working
                    && is_checked
                    && (!asked.how.needs_key() || !asked.passphrase.0.is_empty());
                if ui.add(Action::new("Withdraw it").main().enabled(ready)).clicked() || (entered && ready) {
                    out.mine(Message::Revoke);
                }
                if ui.add(Action::new("Cancel")).clicked() {
                    out.mine(Message::Cancel);
                }
            });
        });
        if response.should_close() {
            out.mine(Message::Cancel);
        }
    }
}

/// The own key that signed the badge that is asked about.
fn key_of(asked: &Asked, desk: &Desk) -> Option<KeyFile> {
    let signer = asked.of.report.signing_key.as_ref()?;
    let (keys, _) = KeyRing::new(desk.outside.folder.as_ref()?).list().ok()?;
    keys.into_iter().map(|kept| kept.file).find(|file| file.did == *signer)
}
