//! Signed words in favour of the badge, which travel with every award of it.

use std::sync::Arc;

use eframe::egui::{self, Ui};

use super::model::{Praise, in_use};
use super::{HandOut, Message};
use crate::app::desk::{Desk, Out, Outbox};
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{Action, area, field, label, message, note, problem_place};
use crate::badge::{Badge, as_address, one_line, quoted, quoted_whole};
use crate::credential::did::fingerprint;
use crate::credential::view;
use crate::document::Edit;
use crate::issue::{Carried, Kept, carried, endorsed, may_be_endorsed, praise, take_out};

impl Praise {
    /// Everything that is typed.
    pub(super) fn texts(&self) -> [&str; 3] {
        [&self.comment, &self.endorser, &self.passphrase.0]
    }

    /// Who says so: whoever is typed, else whoever the key is of.
    fn said_by<'p>(&'p self, key: &'p str) -> &'p str {
        let typed = self.endorser.trim();
        if typed.is_empty() { key } else { typed }
    }

    /// Why these words cannot be signed with a key, or none can.
    fn refused(&self, badge: &Badge, key: &Kept) -> Option<String> {
        if let Err(words) = in_use(key) {
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
pub(super) fn panel(ui: &mut Ui, handout: &mut HandOut, desk: &Desk, working: bool, out: &mut Outbox<Message>) {
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
            out.mine(Message::DropEndorsement(place));
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
    praise.passphrase.field(ui, "Passphrase of the chosen key");
    ui.add_space(8.0);
    let refused = handout.key(&desk.own).and_then(|kept| handout.praise.refused(badge, kept));
    let praise = &mut handout.praise;
    let has_words = !praise.comment.trim().is_empty();
    let ready = !working && has_words && refused.is_none() && !praise.passphrase.0.is_empty();
    let sign = |words| Action::new(words).icon("seal-check").small().enabled(ready);
    let mut is_asked = false;
    if let Some((name, did)) = key {
        let who = praise.said_by(&name);
        // It stands there before any words do, so that the first of them move nothing.
        let words = if has_words { praise.comment.trim() } else { "…" };
        let (said, words, key) = (quoted(who), quoted_whole(words), quoted(&name));
        let fingerprint = fingerprint(&did);
        note(
            ui,
            format!(
                "What is signed: {said} says of {}: {words}. With the key {key}, {fingerprint}.",
                quoted(&badge.name)
            ),
        );
        is_asked = has_words
            && refused.is_none()
            && praise.asked.as_ref().is_some_and(|asked| (asked.0.as_str(), &asked.1) == (who, &did));
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
                out.mine(Message::Endorse);
            }
            return;
        }
        // Where the pointer is now, so that a second click signs nothing.
        if ui.add(Action::new("No, not in that name").small()).clicked() {
            praise.asked = None;
        }
        if ui.add(sign("Yes, sign in that name")).clicked() {
            out.mine(Message::Endorse);
        }
    });
    // Nobody types a passphrase in vain.
    if let Some(words) = refused {
        problem_place(ui, Some(&words), "");
    }
}

/// Whether signed words are about a badge.
fn is_about(signed: &serde_json::Value, badge: &Badge) -> bool {
    view::within(signed, &["credentialSubject", "id"]).and_then(serde_json::Value::as_str) == Some(badge.id.as_str())
}

impl HandOut {
    /// Puts signed words into the document, if it is still the badge that they are about.
    pub(super) fn take_in_endorsement(&mut self, signed: serde_json::Value, desk: &Desk, out: &mut Outbox<Message>) {
        let mut badge = desk.badge().clone();
        if !is_about(&signed, &badge) {
            let words =
                "Another badge has come into view meanwhile, so the words were not put into it. Sign them again.";
            self.problem = Some(words.to_owned());
            return;
        }
        badge.endorsement.push(signed);
        self.praise = Praise::default();
        out.edit("Endorse the badge", vec![Edit::Badge(Box::new(badge))]);
    }

    /// Signs the words that are typed, or asks first in whose name.
    pub(super) fn endorse(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        let badge = Arc::clone(&desk.document().badge);
        self.problem = None;
        let Some(kept) = self.key(&desk.own).cloned() else { return };
        if let Some(words) = self.praise.refused(&badge, &kept) {
            self.problem = Some(words);
            return;
        }
        let endorser = self.praise.said_by(&kept.file.name).to_owned();
        let asked = (endorser.clone(), kept.file.did.clone());
        let (endorser, comment) = match praise(&badge, &self.praise.comment, &endorser) {
            Ok(words) => words,
            Err(error) => {
                self.problem = Some(error.to_string());
                return;
            }
        };
        // As an award, nothing is said under another name than the key's unasked.
        if endorser != kept.file.name.trim() && self.praise.asked.as_ref() != Some(&asked) {
            self.praise.asked = Some(asked);
            return;
        }
        let passphrase = self.praise.passphrase.0.clone();
        let now = (desk.outside.now)();
        out.run("Signing", move |_| {
            let signed = || -> Result<serde_json::Value, String> {
                let key = kept.file.open(&passphrase).map_err(|error| error.to_string())?;
                key.awards().map_err(|error| error.to_string())?;
                endorsed(&badge, &comment, &endorser, &key, now).map_err(|error| error.to_string())
            };
            match signed() {
                Ok(signed) => Out::Mine(Message::Endorsed(Box::new(signed))),
                Err(words) => Out::Mine(Message::Failed(words)),
            }
        });
    }
}

/// Takes an endorsement out of the document, by its place.
pub(super) fn drop_endorsement(place: usize, desk: &Desk, out: &mut Outbox<Message>) {
    let mut badge = desk.badge().clone();
    if take_out(&mut badge, place) {
        out.edit("Take out an endorsement", vec![Edit::Badge(Box::new(badge))]);
    }
}
