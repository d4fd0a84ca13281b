//! The issuers whom the user has confirmed: seen, handed on, taken in, removed.

use std::collections::HashMap;
use std::path::PathBuf;

use eframe::egui::{self, Ui};

use super::{Inspect, Message};
use crate::app::desk::{Desk, FileQuestion, Notice, Outbox};
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{
    Action, Weight, answers, column, heading, message, modal, modal_width, note, with_bars,
};
use crate::badge::as_address;
use crate::credential::did_web;
use crate::inspect::{KnownIssuer, Report, Trust, TrustChange};
use crate::issue::{list_to_hand_on, trust_of_user};
use crate::store::write_atomically;

/// Own keys and confirmed issuers; `None` when the list cannot be read,
/// which is said.
pub(super) fn trust(desk: &Desk, out: &mut Outbox<Message>) -> Option<Trust> {
    match desk.outside.folder.as_deref().map_or(Ok(Trust::default()), trust_of_user) {
        Ok(trust) => Some(trust),
        Err(error) => {
            out.say(Notice::error(error.to_string()));
            None
        }
    }
}

/// What taking in a list would change of somebody who is trusted already.
fn changed(ui: &mut Ui, change: &TrustChange) {
    let words = match change {
        TrustChange::New(_) => return,
        TrustChange::Own { ours, .. } => format!("This is your own key “{ours}”. It stays as you call it."),
        TrustChange::Renamed { from, to, .. } => format!("You call them “{from}” now; they would be called “{to}”."),
        TrustChange::Alike { .. } => format!("Take care: {}", change.told_apart().unwrap_or_default()),
        TrustChange::Keys { .. } => format!("They would get a further key: {}.", change.fingerprints().join(", ")),
    };
    message(ui, Tokens::of(ui).warning, "warning", words);
}

/// What taking in a list would change, each kind with how many issuers it is of.
fn counted(offered: &[(Vec<TrustChange>, KnownIssuer)]) -> String {
    let count = |is: fn(&TrustChange) -> bool| offered.iter().filter(|(changes, _)| changes.iter().any(is)).count();
    let kinds = [
        (count(is_new), ["issuer would be trusted", "issuers would be trusted"]),
        (count(|change| matches!(change, TrustChange::Renamed { .. })), ["whom you trust would be renamed"; 2]),
        (count(|change| matches!(change, TrustChange::Keys { .. })), ["whom you trust would get further keys"; 2]),
        (count(is_own), ["is your own key and stays as it is", "are your own keys and stay as they are"]),
    ];
    let told = kinds.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> =
        told.map(|(count, [one, more])| format!("{count} {}", if count == 1 { one } else { more })).collect();
    told.join(", ")
}

fn is_new(change: &TrustChange) -> bool {
    matches!(change, TrustChange::New(_))
}

fn is_own(change: &TrustChange) -> bool {
    matches!(change, TrustChange::Own { .. })
}

impl Inspect {
    pub(super) fn update_trusted(&mut self, message: Message, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(trust) = trust(desk, out) else { return };
        match message {
            Message::ShowTrusted => self.trusted = Some(trust),
            Message::ConsiderDistrust(id) => self.distrusting = id,
            Message::Distrust(id) => {
                self.distrusting = None;
                self.change_trust(desk, out, |trust| {
                    trust.remove_trusted(&id);
                });
            }
            Message::ExportTrusted => pick_list(desk, out, true, Message::ExportTrustedTo),
            Message::ImportTrusted => pick_list(desk, out, false, Message::ImportTrustedFrom),
            Message::ExportTrustedTo(path) => {
                let home = desk.outside.folder.as_deref();
                let written = home
                    .map_or(Ok(trust), list_to_hand_on)
                    .and_then(|list| list.export())
                    .map_err(|error| error.to_string())
                    .and_then(|text| write_atomically(&path, text.as_bytes()).map_err(|error| error.to_string()));
                match written {
                    Ok(()) => out.say(Notice::done(format!("The list is in “{}”.", path.display()))),
                    Err(words) => out.say(Notice::error(words)),
                }
            }
            Message::ImportTrustedFrom(path) => match Trust::offered(&path) {
                Ok(offered) => {
                    let mut changes: HashMap<String, Vec<TrustChange>> = HashMap::new();
                    for change in trust.changes(&offered) {
                        changes.entry(change.id().to_owned()).or_default().push(change);
                    }
                    let new = offered.into_iter().filter_map(|issuer| Some((changes.remove(&issuer.id)?, issuer)));
                    self.offered = Some(new.collect());
                    self.trusted = Some(trust);
                }
                Err(error) => out.say(Notice::error(error.to_string())),
            },
            Message::TakeOffered => {
                let offered = self.offered.take().unwrap_or_default();
                let offered = offered.into_iter().map(|(_, issuer)| issuer).collect();
                self.change_trust(desk, out, |trust| trust.take_in(offered));
            }
            _ => {}
        }
    }

    /// Confirms an issuer, whose fingerprint the user has compared.
    pub(super) fn trust_issuer(&mut self, issuer: KnownIssuer, desk: &Desk, out: &mut Outbox<Message>) {
        self.asks_to_trust = false;
        let Some(folder) = desk.outside.folder.clone() else {
            out.say(Notice::error(crate::store::NoUserFolder.to_string()));
            return;
        };
        match Trust::change(&folder, |trust| trust.confirm(issuer)) {
            Ok(_) => self.judge_anew(desk, out),
            Err(error) => out.say(Notice::error(error.to_string())),
        }
    }

    pub(super) fn ask_to_trust(&self, ui: &Ui, out: &mut Outbox<Message>) {
        let Some(seen) = self.shown().filter(|_| self.asks_to_trust) else { return };
        let Some(issuer) = seen.report().confirmable() else { return };
        let itself = seen.report().badge.as_ref().and_then(|badge| badge.issuer.name.clone());
        let response = modal(ui.ctx(), "trust").show(ui.ctx(), |ui| {
            modal_width(ui, 520.0);
            let place = did_web::told_place(&issuer.id);
            heading(ui, &format!("Trust {}?", place.as_deref().unwrap_or("this key")));
            let anybody = if place.is_some() { "keep a website" } else { "make a key" };
            ui.label(format!("Anybody can {anybody} and call themselves what they like. What is known of this one:"));
            ui.add_space(8.0);
            fact(ui, "Website", place.as_deref().unwrap_or("none"));
            fact(ui, "Whole address", &as_address(&issuer.id));
            fact(ui, "It calls itself", itself.as_deref().unwrap_or("nothing"));
            ui.add_space(8.0);
            if let Some(alike) = &seen.report().alike {
                message(ui, Tokens::of(ui).warning, "warning", alike);
                ui.add_space(8.0);
            }
            let fingerprints = issuer.fingerprints();
            // A key that was compared is not compared again: only whose website it is is open.
            let asks_for_place =
                "Ask the organisation, by telephone or in person, whether this is the address of its own website.";
            let known_key = seen.report().known_key.as_ref();
            let known_key = known_key.map(|known| format!("{known} {asks_for_place} The fingerprint of the key:"));
            let by_key = "From then on, badges signed with this key are genuine to you. Of those that can be withdrawn, it is looked up first that they were not: “Check online” does.";
            let (ask, then, sure) = match &known_key {
                _ if fingerprints.is_empty() => (
                    asks_for_place,
                    "From then on, what this website confirms is genuine to you.",
                    "It is theirs: trust it",
                ),
                Some(ask) => (ask.as_str(), by_key, "It is theirs: trust it"),
                None => (
                    "Ask the organisation, by telephone or in person, for the fingerprint of its signing key, and compare:",
                    by_key,
                    "It is the same: trust it",
                ),
            };
            ui.label(ask);
            ui.add_space(8.0);
            for fingerprint in &fingerprints {
                ui.vertical_centered(|ui| heading(ui, fingerprint));
            }
            ui.add_space(8.0);
            note(ui, then);
            answers(ui, |ui| {
                if ui.add(Action::new(sure).main()).clicked() {
                    out.mine(Message::Trust(Box::new(issuer.clone())));
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

    fn change_trust(&mut self, desk: &Desk, out: &mut Outbox<Message>, change: impl FnOnce(&mut Trust)) {
        let Some(folder) = desk.outside.folder.clone() else {
            out.say(Notice::error(crate::store::NoUserFolder.to_string()));
            return;
        };
        match Trust::change(&folder, change) {
            Ok(trust) => {
                self.trusted = Some(trust);
                self.judge_anew(desk, out);
            }
            Err(error) => out.say(Notice::error(error.to_string())),
        }
    }

    pub(super) fn show_trusted(&self, ui: &Ui, out: &mut Outbox<Message>) {
        let Some(trust) = &self.trusted else { return };
        let offered = self.offered.as_deref();
        let changes = || offered.unwrap_or_default().iter().flat_map(|(changes, _)| changes);
        let (has_new, has_changes) = (changes().any(is_new), changes().any(|change| !is_own(change)));
        let distrusting = self.distrusting.as_deref();
        let mut push = |message| out.mine(message);
        let response = modal(ui.ctx(), "trusted").show(ui.ctx(), |ui| {
            modal_width(ui, 600.0);
            if let Some(offered) = offered {
                let (title, compare) = match offered.len() {
                    _ if !has_new => ("Take in this list?", "each fingerprint"),
                    1 => ("Trust this issuer?", "the fingerprint"),
                    _ => ("Trust these issuers?", "each fingerprint"),
                };
                heading(ui, title);
                note(ui, format!("Whoever handed you this list vouches for them. Compare {compare}, or take the list only from somebody you know."));
                if !offered.is_empty() {
                    note(ui, format!("{}:", counted(offered)));
                }
                list(ui, |ui| {
                    for (changes, issuer) in offered {
                        entry(ui, &issuer.called(), issuer);
                        changes.iter().for_each(|change| changed(ui, change));
                    }
                    if offered.is_empty() {
                        note(ui, "You trust everybody on this list already.");
                    }
                });
            } else {
                heading(ui, "Issuers you trust");
                let (own, others) = (trust.own_keys().len(), trust.trusted_issuers().len());
                note(ui, "What these sign is genuine to you, and what your own keys sign. Of badges that can be withdrawn, it is looked up first that they were not.");
                note(ui, format!("Own keys: {own}. Others whom you have confirmed: {others}."));
                list(ui, |ui| {
                    for own in trust.own_keys() {
                        let retired = if own.retired.is_some() { ", retired" } else { "" };
                        entry(ui, &format!("{} (your own key{retired})", own.name), own);
                    }
                    for issuer in trust.trusted_issuers() {
                        entry(ui, &issuer.called(), issuer);
                        no_longer(ui, issuer, distrusting == Some(issuer.id.as_str()), &mut push);
                    }
                    if trust.trusted_issuers().is_empty() {
                        note(ui, "You have confirmed nobody yet. Open a badge and choose “Trust …” beside the verdict.");
                    }
                });
            }
            answers(ui, |ui| {
                if let Some(offered) = offered {
                    let take_in = match offered.len() {
                        _ if !has_new => "Take it in",
                        1 => "Trust it",
                        _ => "Trust them",
                    };
                    if ui.add(Action::new(take_in).main().enabled(has_changes)).clicked() {
                        push(Message::TakeOffered);
                    }
                    if ui.add(Action::new("Close")).clicked() {
                        push(Message::Cancel);
                    }
                    return;
                }
                if ui.add(Action::new("Close").main()).clicked() {
                    push(Message::Cancel);
                }
                let some = !trust.trusted_issuers().is_empty();
                if ui.add(Action::new("Hand on this list…").icon("export").enabled(some)).clicked() {
                    push(Message::ExportTrusted);
                }
                if ui.add(Action::new("Take in a list…").icon("folder-open")).clicked() {
                    push(Message::ImportTrusted);
                }
            });
        });
        if response.should_close() {
            out.mine(Message::Cancel);
        }
    }
}

/// Asks where the list of confirmed issuers is, or is to be.
fn pick_list(desk: &Desk, out: &mut Outbox<Message>, save: bool, then: fn(PathBuf) -> Message) {
    let question = FileQuestion {
        title: if save { "Hand on the issuers you trust" } else { "Take in issuers to trust" }.into(),
        save,
        suggested: (desk.outside.documents)().join("trusted-issuers.json"),
        endings: vec!["json"],
        kind: "Lists of issuers",
    };
    out.pick(question, then);
}

/// The longest place that a button names, in letters: as long as a host can be. The
/// dialog names each in full.
const LONGEST: usize = 253;

/// What the button says that leads to confirming the issuer: the website, or
/// the key, that would be trusted. `None` when there is nobody to confirm.
pub(super) fn button_words(report: &Report) -> Option<String> {
    let issuer = report.confirmable()?;
    Some(match did_web::told_place(&issuer.id) {
        Some(place) if place.chars().count() <= LONGEST => format!("Trust {place}…"),
        Some(_) => "Trust this website…".to_owned(),
        None => "Trust this key…".to_owned(),
    })
}

/// A fact with its name before it.
pub(super) fn fact(ui: &mut Ui, name: &str, says: &str) {
    ui.horizontal_top(|ui| {
        let soft = Tokens::of(ui).soft;
        let name = egui::RichText::new(name).font(text::note()).color(soft);
        column(ui, 112.0, |ui| ui.add(egui::Label::new(name).wrap().selectable(false)));
        ui.add(egui::Label::new(egui::RichText::new(says).font(text::strong())).wrap());
    });
}

/// The button that takes the trust in an issuer back, or the question whether.
fn no_longer(ui: &mut Ui, issuer: &KnownIssuer, is_asked: bool, push: &mut impl FnMut(Message)) {
    let words = format!("Trust {} no longer", issuer.called());
    if !is_asked {
        if ui.add(Action::new(&format!("{words}…")).icon("trash").small().fits()).clicked() {
            push(Message::ConsiderDistrust(Some(issuer.id.clone())));
        }
        return;
    }
    let lost = "What they signed is not genuine to you then, and their fingerprint has to be compared anew.";
    message(ui, Tokens::of(ui).warning, "warning", lost);
    ui.horizontal_wrapped(|ui| {
        // Where the pointer is now, so that a second click takes nothing away.
        if ui.add(Action::new("Keep trusting them").small()).clicked() {
            push(Message::ConsiderDistrust(None));
        }
        if ui.add(Action::new(&words).icon("trash").weight(Weight::Danger).small().fits()).clicked() {
            push(Message::Distrust(issuer.id.clone()));
        }
    });
}

/// As high as the window has room for; that there is more below is seen by the bar.
fn list(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let most = (ui.ctx().content_rect().height() - 320.0).max(120.0);
    ui.add_space(8.0);
    with_bars(ui, |ui| {
        egui::ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, add);
    });
    ui.add_space(8.0);
}

fn entry(ui: &mut Ui, name: &str, issuer: &KnownIssuer) {
    ui.add_space(4.0);
    ui.label(egui::RichText::new(name).font(text::strong()));
    match issuer.fingerprints() {
        none if none.is_empty() => {
            note(ui, "No key of theirs is kept here: their website has to be asked.");
        }
        fingerprints => {
            for fingerprint in fingerprints {
                note(ui, format!("Fingerprint {fingerprint}"));
            }
        }
    }
    ui.add(egui::Label::new(egui::RichText::new(as_address(&issuer.id)).small()).wrap());
}
