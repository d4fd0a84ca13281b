//! "Check online": names each host and why, and asks nobody before the click.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{self, Ui};

use super::{Ask, Inspect};
use crate::app::App;
use crate::app::command::Command;
use crate::app::toolkit::theme::text;
use crate::app::toolkit::widgets::{Action, answers, heading, modal, modal_width, note};
use crate::badge::as_host;
use crate::inspect::{Opened, Question, Sources, Want};
use crate::issue::OwnLists;
use crate::online::settle;

impl Inspect {
    /// The hosts that would be asked, each with what for.
    fn hosts(&self) -> BTreeMap<String, Vec<String>> {
        let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for want in self.shown().map(|seen| seen.report.wants.as_slice()).unwrap_or_default() {
            let reasons = hosts.entry(want.host.clone()).or_default();
            if !reasons.contains(&want.why) {
                reasons.push(want.why.clone());
            }
        }
        hosts
    }
}

impl App {
    /// Fetches what the report wants from the hosts that were just named.
    pub(super) fn check_online(&mut self, ctx: &egui::Context) {
        let Some(trust) = self.trust(ctx) else { return };
        let inspect = &mut self.state.inspect;
        inspect.asks_online = false;
        let named: Vec<String> = inspect.hosts().into_keys().collect();
        inspect.named.extend(named);
        let Some(seen) = inspect.shown().cloned() else { return };
        let (named, mut sources) = (inspect.named.clone(), inspect.sources.clone());
        let email = Some(inspect.address.trim().to_owned()).filter(|address| !address.is_empty());
        let (online, at) = (self.state.desk.outside.online.clone(), (self.state.desk.outside.now)());
        let home = self.state.desk.outside.folder.clone();
        self.begin(ctx, "Checking online", move |progress| {
            let none = Sources::default();
            let question = Question { trust: &trust, sources: &none, at, email: email.as_deref() };
            let allowed = |want: &Want| !progress.is_cancelled() && named.contains(&want.host);
            let badge = Arc::new(Opened::of(&seen.bytes));
            let report = settle(&badge, &question, &mut sources, &online, &allowed);
            let question = Question { sources: &sources, ..question };
            let report = OwnLists::new(home.as_deref()).completed(report, &badge, &seen.path, &question);
            Command::Inspect(Ask::Settled(Arc::new(seen.with(report)), Box::new(sources)))
        });
    }

    /// What came of it. New hosts are named before they are asked.
    pub(super) fn settled(&mut self, seen: Arc<super::Seen>, sources: Sources) {
        let inspect = &mut self.state.inspect;
        if inspect.shown().is_some_and(|shown| shown.path != seen.path) {
            return;
        }
        inspect.seen = Some(seen);
        inspect.sources = sources;
        inspect.to_verdict = true;
        inspect.asks_online = inspect.hosts().keys().any(|host| !inspect.named.contains(host));
    }

    pub(super) fn ask_online(&self, ui: &Ui, commands: &mut Vec<Command>) {
        let inspect = &self.state.inspect;
        if !inspect.asks_online {
            return;
        }
        let hosts = inspect.hosts();
        let response = modal(ui.ctx(), "online").show(ui.ctx(), |ui| {
            modal_width(ui, 520.0);
            heading(ui, "Check online?");
            let they = if hosts.len() == 1 { "This one would be asked. It sees" } else { "These would be asked. They see" };
            note(ui, format!("{they} this computer's address and which documents it asks for, nothing else of the badge or of you."));
            ui.add_space(8.0);
            for (host, reasons) in &hosts {
                ui.label(egui::RichText::new(as_host(host)).font(text::strong()));
                for reason in reasons {
                    ui.add(egui::Label::new(format!("to {reason}")).wrap());
                }
                ui.add_space(4.0);
            }
            answers(ui, |ui| {
                let words = if hosts.len() == 1 { "Ask it" } else { "Ask them" };
                if ui.add(Action::new(words).icon("globe").main()).clicked() {
                    commands.push(Command::Inspect(Ask::CheckOnline));
                }
                if ui.add(Action::new("Cancel")).clicked() {
                    commands.push(Command::Inspect(Ask::Cancel));
                }
            });
        });
        if response.should_close() {
            commands.push(Command::Inspect(Ask::Cancel));
        }
    }
}
