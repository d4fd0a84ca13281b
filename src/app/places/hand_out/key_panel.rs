//! The user's signing keys on screen.

use eframe::egui::{self, Ui};

use super::{HandOut, Message};
use crate::app::desk::{Outbox, Own};
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, field, label, message, note};
use crate::credential::Algorithm;
use crate::credential::did::fingerprint;

/// The keys that are kept, and what can be done with the chosen one.
pub(super) fn keys(
    ui: &mut Ui,
    handout: &mut HandOut,
    own: &Own,
    issuer: &str,
    working: bool,
    out: &mut Outbox<Message>,
) {
    let chosen = handout.key(own).map(|kept| kept.file.did.clone());
    for key in own.keys() {
        let file = &key.file;
        let made = file.created.strftime("%-d %B %Y");
        let words = match file.retired {
            None => format!("{} · {} · {made}", file.name, file.algorithm().name()),
            Some(since) => {
                format!("{} · retired on {} · {}", file.name, since.strftime("%-d %B %Y"), file.algorithm().name())
            }
        };
        let button = Action::new(&words).icon("key").selected(chosen.as_deref() == Some(file.did.as_str()));
        if ui.add(button.small().fits()).clicked() {
            handout.chosen = Some(file.did.clone());
            out.mine(Message::Remember);
        }
        note(ui, format!("Fingerprint {}", fingerprint(&file.did)));
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        if ui.add(Action::new("Make another key…").icon("plus").small()).clicked() {
            handout.adds_key = !handout.adds_key;
        }
        let in_use = handout.key(own).is_some_and(|kept| kept.file.retired.is_none());
        let replace = Action::new("Replace the chosen key…").icon("arrows-clockwise").small();
        if ui.add(replace.enabled(in_use && !working)).clicked() {
            out.mine(Message::ConsiderReplacing);
        }
    });
    handout.to_export.field(ui, "Passphrase of the chosen key, to export it");
    let opens = !handout.to_export.0.is_empty();
    let export = Action::new("Export the chosen key…").icon("export").small().enabled(opens && !working);
    if ui.add(export).clicked() {
        out.mine(Message::ExportKey);
    }
    note(ui, "A replaced key is retired, not lost: what it signed stays good.");
    if handout.adds_key {
        new_key(ui, handout, issuer, working, out);
    }
}

/// The form for a new key.
pub(super) fn new_key(ui: &mut Ui, handout: &mut HandOut, issuer: &str, working: bool, out: &mut Outbox<Message>) {
    let tone = Tokens::of(ui).intact;
    message(
        ui,
        tone,
        "key",
        "To sign badges you need a key: a secret on this computer that only your passphrase opens. If you lose the file or the passphrase, old badges stay valid, but you cannot sign as the same issuer again.",
    );
    let name = label(ui, "Name of the key");
    ui.add(field(&mut handout.key_name).hint_text(if issuer.is_empty() { "Your organisation" } else { issuer }))
        .labelled_by(name.id);
    label(ui, "Kind of key");
    ui.horizontal_wrapped(|ui| {
        for kind in Algorithm::ALL {
            let words = match kind {
                Algorithm::Ed25519 => "Ed25519 (recommended)",
                Algorithm::P256 => "P-256, for JWT",
                Algorithm::Rsa => "RSA, for JWT and Open Badges 2.0",
                Algorithm::P384 => Algorithm::P384.name(),
            };
            if ui.add(Action::new(words).selected(handout.key_kind == kind).pill().small()).clicked() {
                handout.key_kind = kind;
            }
        }
    });
    handout.passphrase.field(ui, "Passphrase");
    let again = handout.repeated.field(ui, "Passphrase, once more");
    ui.add_space(8.0);
    let ready = !handout.passphrase.0.is_empty() && !working;
    if ready && again.entered {
        out.mine(Message::MakeKey);
    }
    ui.horizontal_wrapped(|ui| {
        if ui.add(Action::new("Make my signing key").icon("key").main().enabled(ready)).clicked() {
            out.mine(Message::MakeKey);
        }
        if ui.add(Action::new("Take in a key from a file…").icon("folder-open").enabled(ready)).clicked() {
            out.mine(Message::ChooseKey);
        }
    });
    egui::Ui::add_space(ui, 4.0);
}
