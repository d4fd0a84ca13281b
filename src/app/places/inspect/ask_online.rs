//! "Check online": names each host and why, and asks nobody before the click.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{self, Ui};

use super::trusted::trust;
use super::{Inspect, Message, Seen};
use crate::app::desk::{Desk, Notice, Out, Outbox};
use crate::app::toolkit::theme::text;
use crate::app::toolkit::widgets::{Action, answers, heading, modal, modal_width, note};
use crate::badge::{as_host, quoted};
use crate::inspect::{InspectOptions, Opened, Sources, Want};
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

impl Inspect {
    /// Fetches what the report wants from the hosts that were just named, and from no others.
    pub(super) fn check_online(&mut self, hosts: Vec<String>, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(trust) = trust(desk, out) else { return };
        self.asks_online = false;
        self.named.extend(hosts);
        let Some(seen) = self.shown().cloned() else { return };
        let (named, mut sources) = (self.named.clone(), self.sources.clone());
        let email = Some(self.address.trim().to_owned()).filter(|address| !address.is_empty());
        let (online, at) = (desk.outside.online.clone(), (desk.outside.now)());
        let home = desk.outside.folder.clone();
        out.run("Checking online", move |progress| {
            let none = Sources::default();
            let question = InspectOptions { trust: &trust, sources: &none, at, email: email.as_deref() };
            let allowed = |want: &Want| !progress.is_cancelled() && named.contains(&want.host);
            let badge = Arc::new(Opened::of(&seen.bytes));
            let report = settle(&badge, &question, &mut sources, &online, &allowed);
            let question = InspectOptions { sources: &sources, ..question };
            let report = OwnLists::new(home.as_deref()).completed(report, &badge, &seen.path, &question);
            let settled = Arc::new(seen.with(report));
            Out::Mine(Message::Settled(seen, settled, Box::new(sources)))
        });
    }

    /// What came of it. New hosts are named before they are asked.
    pub(super) fn settled(
        &mut self,
        of: &Arc<Seen>,
        settled: Arc<Seen>,
        sources: Sources,
        desk: &Desk,
        out: &mut Outbox<Message>,
    ) {
        let Some(shown) = self.shown_of(of) else {
            let words =
                format!("Another file is shown by now. What was found online of {} is not kept.", quoted(&of.name()));
            return out.say(Notice::error(words));
        };
        let was_judged_since = !Arc::ptr_eq(shown, of);
        self.seen = Some(if was_judged_since { Arc::new(shown.with(settled.report.clone())) } else { settled });
        self.sources = sources;
        self.to_verdict = true;
        self.asks_online = self.hosts().keys().any(|host| !self.named.contains(host));
        // By another address, or by others whom the user trusts, than when it was begun.
        if was_judged_since {
            self.look_again(desk, out);
        }
    }

    pub(super) fn ask_online(&self, ui: &Ui, out: &mut Outbox<Message>) {
        if !self.asks_online {
            return;
        }
        let hosts = self.hosts();
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
                    out.mine(Message::CheckOnline(hosts.keys().cloned().collect()));
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
