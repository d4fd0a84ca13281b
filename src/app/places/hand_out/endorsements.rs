//! Signed words in favour of the badge, which travel with every award of it.

use std::sync::Arc;

use eframe::egui::{self, Ui};

use super::{Ask, HandOut};
use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::Desk;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{Action, area, field, label, message, note, problem_place};
use crate::badge::{Badge, as_address, one_line, quoted, quoted_whole};
use crate::credential::did::fingerprint;
use crate::credential::view;
use crate::document::Edit;
use crate::issue::{Carried, Kept, carried, endorsed, may_be_endorsed, praise, take_out};

/// Words that are about to be signed.
#[derive(Debug, Default)]
pub(super) struct Praise {
    comment: String,
    endorser: String,
    /// The name about which was asked whether a key signs in it, and the key.
    asked: Option<(String, String)>,
}

impl Praise {
    /// Everything that is typed.
    pub(super) fn texts(&self) -> [&str; 2] {
        [&self.comment, &self.endorser]
    }

    /// Who says so: whoever is typed, else whoever the key is of.
    fn said_by<'p>(&'p self, key: &'p str) -> &'p str {
        let typed = self.endorser.trim();
        if typed.is_empty() { key } else { typed }
    }

    /// Why these words cannot be signed with a key, or none can.
    fn refused(&self, badge: &Badge, key: &Kept) -> Option<String> {
        if let Err(words) = super::award::in_use(key) {
            return Some(words);
        }
        let may = may_be_endorsed(badge, &key.file).and_then(|()| match self.comment.trim() {
            "" => Ok(()),
            words => praise(badge, words, self.said_by(&key.file.name)).map(drop),
        });
        may.err().map(|error| error.to_string())
    }
}

/// The endorsements that the badge carries, and the form for another one.
pub(super) fn panel(ui: &mut Ui, handout: &mut HandOut, desk: &Desk, working: bool, commands: &mut Vec<Command>) {
    let badge = desk.badge();
    note(
        ui,
        "Who stands by this badge says so here, signed. It travels with every award; readers see whether the signature holds.",
    );
    for (place, Carried { by, says }) in carried(badge).into_iter().enumerate() {
        let who = by.map_or_else(|| "Somebody".into(), |by| one_line(&by));
        ui.add_space(4.0);
        ui.label(egui::RichText::new(&who).font(text::strong()));
        for said in says {
            ui.add(egui::Label::new(said).wrap());
        }
        let words = format!("Take out the endorsement by {who}");
        if ui.add(Action::new(&words).icon("trash").small().fits()).clicked() {
            commands.push(Command::HandOut(Ask::DropEndorsement(place)));
        }
    }
    ui.add_space(4.0);
    note(ui, format!("Endorsed is {}, whose identifier is {}.", quoted(&badge.name), as_address(&badge.id)));
    let key = handout.key(&desk.own).map(|kept| (kept.file.name.clone(), kept.file.did.clone()));
    let praise = &mut handout.praise;
    let comment = label(ui, "Words in favour of the badge");
    ui.add(area(&mut praise.comment, 2).hint_text("We ask our crews for it.")).labelled_by(comment.id);
    let name = label(ui, "Who says so");
    ui.add(field(&mut praise.endorser).hint_text("the name of the chosen key")).labelled_by(name.id);
    ui.add_space(8.0);
    let refused = handout.key(&desk.own).and_then(|kept| handout.praise.refused(badge, kept));
    let praise = &mut handout.praise;
    let has_words = !praise.comment.trim().is_empty();
    let ready = !working && has_words && refused.is_none() && !handout.passphrase.0.is_empty();
    let sign = |words| Action::new(words).icon("seal-check").small().enabled(ready);
    let mut is_asked = false;
    if let Some((name, did)) = key.filter(|_| has_words && refused.is_none()) {
        let who = praise.said_by(&name);
        let (said, words, key) = (quoted(who), quoted_whole(praise.comment.trim()), quoted(&name));
        let fingerprint = fingerprint(&did);
        note(
            ui,
            format!(
                "What is signed: {said} says of {}: {words}. With the key {key}, {fingerprint}.",
                quoted(&badge.name)
            ),
        );
        is_asked = praise.asked.as_ref().is_some_and(|asked| (asked.0.as_str(), &asked.1) == (who, &did));
        if is_asked {
            let words = format!(
                "Everybody would read that {said} says so, and your key is called {key}. Does this key sign for them?"
            );
            message(ui, Tokens::of(ui).warning, "warning", words);
        }
    }
    ui.horizontal_wrapped(|ui| {
        if !is_asked {
            if ui.add(sign("Sign these words")).clicked() {
                commands.push(Command::HandOut(Ask::Endorse));
            }
            return;
        }
        // Where the pointer is now, so that a second click signs nothing.
        if ui.add(Action::new("No, not in that name").small()).clicked() {
            praise.asked = None;
        }
        if ui.add(sign("Yes, sign in that name")).clicked() {
            commands.push(Command::HandOut(Ask::Endorse));
        }
    });
    match refused {
        // Nobody types a passphrase in vain.
        Some(words) => problem_place(ui, Some(&words), ""),
        None => {
            note(ui, "Write the words, and type the passphrase of the chosen key.");
        }
    }
}

/// Whether signed words are about a badge.
fn is_about(signed: &serde_json::Value, badge: &Badge) -> bool {
    view::within(signed, &["credentialSubject", "id"]).and_then(serde_json::Value::as_str) == Some(badge.id.as_str())
}

impl App {
    pub(super) fn update_endorsements(&mut self, ctx: &egui::Context, ask: Ask) {
        let mut badge = self.state.badge().clone();
        match ask {
            Ask::Endorse => self.endorse(ctx),
            Ask::Endorsed(signed) if !is_about(&signed, &badge) => {
                let words =
                    "Another badge has come into view meanwhile, so the words were not put into it. Sign them again.";
                self.state.handout.problem = Some(words.to_owned());
            }
            Ask::Endorsed(signed) => {
                badge.endorsement.push(*signed);
                self.state.handout.praise = Praise::default();
                self.update(ctx, Command::edit("Endorse the badge", vec![Edit::Badge(Box::new(badge))]));
            }
            Ask::DropEndorsement(place) if take_out(&mut badge, place) => {
                self.update(ctx, Command::edit("Take out an endorsement", vec![Edit::Badge(Box::new(badge))]));
            }
            _ => {}
        }
    }

    fn endorse(&mut self, ctx: &egui::Context) {
        let badge = Arc::clone(&self.state.document().badge);
        let handout = &mut self.state.handout;
        handout.problem = None;
        let Some(kept) = handout.key(&self.state.desk.own).cloned() else { return };
        if let Some(words) = handout.praise.refused(&badge, &kept) {
            handout.problem = Some(words);
            return;
        }
        let endorser = handout.praise.said_by(&kept.file.name).to_owned();
        let asked = (endorser.clone(), kept.file.did.clone());
        let (endorser, comment) = match praise(&badge, &handout.praise.comment, &endorser) {
            Ok(words) => words,
            Err(error) => {
                handout.problem = Some(error.to_string());
                return;
            }
        };
        // As an award, nothing is said under another name than the key's unasked.
        if endorser != kept.file.name.trim() && handout.praise.asked.as_ref() != Some(&asked) {
            handout.praise.asked = Some(asked);
            return;
        }
        let passphrase = handout.passphrase.0.clone();
        let now = (self.state.desk.outside.now)();
        self.begin(ctx, "Signing", move |_| {
            let signed = || -> Result<serde_json::Value, String> {
                let key = kept.file.open(&passphrase).map_err(|error| error.to_string())?;
                key.awards().map_err(|error| error.to_string())?;
                endorsed(&badge, &comment, &endorser, &key, now).map_err(|error| error.to_string())
            };
            match signed() {
                Ok(signed) => Command::HandOut(Ask::Endorsed(Box::new(signed))),
                Err(words) => Command::HandOut(Ask::Failed(words)),
            }
        });
    }
}
