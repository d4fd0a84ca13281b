//! Putting a new key in the place of the chosen one: asked about before, since
//! the old one signs nothing from then on, and told after.

use eframe::egui::Ui;

use super::model::Asked;
use super::{HandOut, Message};
use crate::app::desk::{Desk, Notice, Outbox};
use crate::app::toolkit::secret::Secret;
use crate::app::toolkit::widgets::{Action, Weight, answers, heading, modal, modal_width, note, problem_place};
use crate::badge::quoted;
use crate::credential::KeyError;
use crate::credential::did::fingerprint;
use crate::issue::Kept;

impl HandOut {
    /// Begins to ask about the chosen key.
    pub(super) fn consider_replacing(&mut self, desk: &Desk) {
        let old = self.key(&desk.own).cloned();
        self.replacing = old.map(|old| Asked { old, passphrase: Secret::default(), problem: None, seen: false });
    }

    /// What there is to know once a key has taken the place of another one.
    pub(super) fn told_of_replacing(&self, kept: &Kept) -> Notice {
        let name = quoted(&kept.file.name);
        let files = if self.issuer.trim().is_empty() {
            ""
        } else {
            " Put the files of your web server there anew once you have made the next badge, which lists the new key in \
             them: nobody can look it up before."
        };
        Notice::done(format!(
            "The key {name} is replaced. The old one is retired and signs nothing new; the new one, {}, has the same \
             passphrase. Tell its fingerprint to those who trust the old one.{files}",
            fingerprint(&kept.file.did)
        ))
    }

    pub(super) fn ask_to_replace(&mut self, ui: &Ui, desk: &Desk, out: &mut Outbox<Message>) {
        let working = desk.tasks.runs("Making the key");
        let on_the_web = !self.issuer.trim().is_empty();
        let Some(asked) = &mut self.replacing else { return };
        let response = modal(ui.ctx(), "replace key").show(ui.ctx(), |ui| {
            modal_width(ui, 520.0);
            heading(ui, &format!("Replace the key {}?", quoted(&asked.old.file.name)));
            note(ui, format!("Fingerprint {}", fingerprint(&asked.old.file.did)));
            ui.add_space(4.0);
            ui.label(
                "It is retired today and never signs again, which cannot be taken back. What it signed stays good. A new key of the same name, kind and passphrase signs from then on.",
            );
            note(ui, "Whoever trusts the old key by its fingerprint has to be told that of the new one.");
            if on_the_web {
                note(ui, "The files of your web server have to be put there anew with the next badge that you make.");
            }
            ui.add_space(8.0);
            let typed = asked.passphrase.field(ui, "Passphrase of this key");
            if !std::mem::replace(&mut asked.seen, true) {
                typed.take_keyboard(ui);
            }
            if typed.changed {
                asked.problem = None;
            }
            problem_place(ui, asked.problem.as_deref(), &KeyError::WrongPassphrase.to_string());
            answers(ui, |ui| {
                let ready = !working && !asked.passphrase.0.is_empty();
                let replace = Action::new("Replace it").weight(Weight::Danger).enabled(ready);
                if ui.add(replace).clicked() || (typed.entered && ready) {
                    out.mine(Message::RotateKey);
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
