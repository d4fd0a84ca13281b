//! The issuers whom the user has confirmed: seen, handed on, taken in, removed.

use eframe::egui::{self, Ui};

use super::Ask;
use crate::app::App;
use crate::app::command::Command;
use crate::app::dialogs::FileQuestion;
use crate::app::session;
use crate::app::state::Notice;
use crate::app::theme::text;
use crate::app::widgets::{Action, heading, modal, note};
use crate::credential::did::fingerprint;
use crate::document::write_atomically;
use crate::inspect::Trust;

impl App {
    pub(super) fn update_trusted(&mut self, ctx: &egui::Context, ask: Ask) {
        let Some(mut trust) = self.trust(ctx) else { return };
        match ask {
            Ask::ShowTrusted => self.state.inspect.trusted = Some(trust),
            Ask::Distrust(id) => {
                trust.remove_trusted(&id);
                self.keep_trust(ctx, trust);
            }
            Ask::ExportTrusted => self.pick_list(ctx, true, |path| Command::Inspect(Ask::ExportTrustedTo(path))),
            Ask::ImportTrusted => self.pick_list(ctx, false, |path| Command::Inspect(Ask::ImportTrustedFrom(path))),
            Ask::ExportTrustedTo(path) => match write_atomically(&path, trust.export().as_bytes()) {
                Ok(()) => self.say(ctx, Notice::done(format!("The list is in “{}”.", path.display()))),
                Err(error) => self.say(ctx, Notice::error(error.to_string())),
            },
            Ask::ImportTrustedFrom(path) => match Trust::offered(&path) {
                Ok(offered) => {
                    let new: Vec<_> =
                        offered.into_iter().filter(|issuer| trust.trusted(&issuer.id).is_none()).collect();
                    self.state.inspect.offered = Some(new);
                    self.state.inspect.trusted = Some(trust);
                }
                Err(error) => self.say(ctx, Notice::error(error.to_string())),
            },
            Ask::TakeOffered => {
                for issuer in self.state.inspect.offered.take().unwrap_or_default() {
                    trust.add_trusted(issuer.id, issuer.name);
                }
                self.keep_trust(ctx, trust);
            }
            _ => {}
        }
    }

    fn pick_list(&mut self, ctx: &egui::Context, save: bool, then: session::Then) {
        let question = FileQuestion {
            title: if save { "Hand on the issuers you trust" } else { "Take in issuers to trust" }.into(),
            save,
            suggested: (self.outside.documents)().join("trusted-issuers.json"),
            endings: vec!["json"],
            kind: "Lists of issuers",
        };
        self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
    }

    fn keep_trust(&mut self, ctx: &egui::Context, trust: Trust) {
        let Some(folder) = self.outside.folder.clone() else {
            self.say(ctx, Notice::error(crate::document::NoUserFolder.to_string()));
            return;
        };
        match trust.save(&folder) {
            Ok(()) => {
                self.state.inspect.trusted = Some(trust);
                self.look_again(ctx);
            }
            Err(error) => self.say(ctx, Notice::error(error.to_string())),
        }
    }

    pub(super) fn show_trusted(&self, ui: &Ui, commands: &mut Vec<Command>) {
        let Some(trust) = &self.state.inspect.trusted else { return };
        let offered = self.state.inspect.offered.as_deref();
        let mut push = |ask| commands.push(Command::Inspect(ask));
        let response = modal(ui.ctx(), "trusted").show(ui.ctx(), |ui| {
            ui.set_width(ui.ctx().content_rect().width().min(640.0) - 40.0);
            if let Some(offered) = offered {
                heading(ui, "Trust these issuers?");
                note(ui, "Whoever handed you this list vouches for them. Compare each fingerprint, or take the list only from somebody you know.");
                list(ui, |ui| {
                    for issuer in offered {
                        entry(ui, &issuer.name, &issuer.id);
                    }
                    if offered.is_empty() {
                        note(ui, "You trust everybody on this list already.");
                    }
                });
            } else {
                heading(ui, "Issuers you trust");
                note(ui, "What these sign is genuine to you. Your own keys always are.");
                list(ui, |ui| {
                    for own in trust.own_keys() {
                        entry(ui, &format!("{} (your own key)", own.name), &own.id);
                    }
                    for issuer in trust.trusted_issuers() {
                        entry(ui, &issuer.name, &issuer.id);
                        let words = format!("Trust {} no longer", issuer.name);
                        if ui.add(Action::new(&words).icon("trash").small()).clicked() {
                            push(Ask::Distrust(issuer.id.clone()));
                        }
                    }
                    if trust.trusted_issuers().is_empty() {
                        note(ui, "You have confirmed nobody yet. Open a badge and choose “Trust this issuer”.");
                    }
                });
            }
            ui.horizontal_wrapped(|ui| {
                if let Some(offered) = offered {
                    if ui.add(Action::new("Trust them").main().enabled(!offered.is_empty())).clicked() {
                        push(Ask::TakeOffered);
                    }
                } else {
                    if ui.add(Action::new("Take in a list…").icon("folder-open")).clicked() {
                        push(Ask::ImportTrusted);
                    }
                    let some = !trust.trusted_issuers().is_empty();
                    if ui.add(Action::new("Hand on this list…").icon("export").enabled(some)).clicked() {
                        push(Ask::ExportTrusted);
                    }
                }
                if ui.add(Action::new("Close")).clicked() {
                    push(Ask::Cancel);
                }
            });
        });
        if response.should_close() {
            commands.push(Command::Inspect(Ask::Cancel));
        }
    }
}

fn list(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    egui::ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, add);
    ui.add_space(8.0);
}

fn entry(ui: &mut Ui, name: &str, id: &str) {
    ui.add_space(4.0);
    ui.label(egui::RichText::new(name).font(text::strong()));
    note(ui, format!("Fingerprint {}", fingerprint(id)));
    ui.add(egui::Label::new(egui::RichText::new(id).small()).truncate());
}
