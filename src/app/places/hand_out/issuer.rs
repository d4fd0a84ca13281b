//! Who awards the badge: seen and changed before it is signed; and the question
//! whether that is whom the key belongs to.

use eframe::egui::Ui;

use super::faults::{AWARDED_BY, Faults, fault};
use super::model::Unlike;
use super::{HandOut, Message};
use crate::app::desk::Outbox;
use crate::app::toolkit::widgets::{Action, answers, field, heading, label, modal, modal_width, note};
use crate::badge::{Badge, quoted, shortened};
use crate::document::has_made_up_issuer;
use crate::issue::Awarder;

/// Who awards the badge, everybody who may be meant, and what is wrong so far.
#[derive(Clone, Copy)]
pub(super) struct Awards<'a> {
    pub(super) awarder: Option<&'a Awarder>,
    pub(super) awarders: &'a [String],
    pub(super) faults: &'a Faults,
}

/// The field for the issuer's name, filled in with whoever is proposed, and
/// everybody to choose from.
pub(super) fn ask(ui: &mut Ui, handout: &mut HandOut, badge: &Badge, asked: Awards<'_>, unlike: Option<&Unlike>) {
    let Awards { awarder, awarders, faults } = asked;
    let name = label(ui, "Who awards it");
    let proposed = awarder.map(|awarder| awarder.profile.name.as_str()).unwrap_or_default();
    let mut shown = handout.awarded_by.clone().unwrap_or_else(|| proposed.to_owned());
    let typed = ui.add(field(&mut shown).hint_text("Your organisation")).labelled_by(name.id);
    fault(ui, faults, AWARDED_BY, &typed);
    if typed.changed() {
        handout.awarded_by = Some(shown);
    } else if typed.lost_focus() && handout.awarded_by.as_deref().is_some_and(|typed| typed.trim().is_empty()) {
        // Nobody was named, so it is whoever is proposed.
        handout.awarded_by = None;
    }
    // Somebody else than whoever stands in the field already.
    if awarders.iter().any(|name| awarder.is_none_or(|awarder| awarder.profile.name != *name)) {
        ui.horizontal_wrapped(|ui| {
            for name in awarders {
                let chosen = awarder.is_some_and(|awarder| awarder.profile.name == *name);
                if ui.add(Action::new(&shortened(name, 200)).selected(chosen).pill().small().fits()).clicked() {
                    handout.awarded_by = Some(name.clone());
                }
            }
        });
    }
    if let Some(unlike) = unlike {
        let (issuer, key) = (quoted(&unlike.issuer), quoted(&unlike.key));
        note(
            ui,
            format!("Everybody reads {issuer}, though your key is called {key}. You are asked before it is signed."),
        );
    }
    if has_made_up_issuer(badge) {
        let made_up = shortened(badge.issuer.name.trim(), 60);
        note(
            ui,
            format!("“{made_up}” is made up for the example this badge began as. Nothing is signed in that name."),
        );
    }
}

impl HandOut {
    /// Asks whether the issuer and the key belong together, when their names
    /// differ: whoever opens the badge reads the issuer's.
    pub(super) fn ask_about_the_issuer(&self, ui: &Ui, out: &mut Outbox<Message>) {
        let Some(unlike) = self.unlike.as_ref().filter(|_| self.mistakes.is_empty()) else { return };
        let Unlike { issuer, key, is_joined } = unlike;
        let short = shortened(issuer, 60);
        let (title, then) = if *is_joined {
            (
                format!("Does {short} award this badge?"),
                "Your key signs for them, too. If they do, the badge says so from now on and is not asked about again.",
            )
        } else {
            (
                format!("Does this key sign for {short}?"),
                "If it does, this badge says so from now on and is not asked about again. Other badges are awarded as before.",
            )
        };
        let response = modal(ui.ctx(), "unlike").show(ui.ctx(), |ui| {
            modal_width(ui, 520.0);
            heading(ui, &title);
            ui.label(format!(
                "The badge would say that “{issuer}” awards it, and your key is called “{key}”. Everybody who opens the badge reads the first name."
            ));
            note(ui, then);
            note(ui, "If not, cancel, and choose another name under “Who awards it”.");
            answers(ui, |ui| {
                if ui.add(Action::new("Yes, go on").main()).clicked() {
                    out.mine(Message::BakeAsNamed);
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
