//! Who awards the badge, where it does not say so itself; and the question
//! whether that is whom the key belongs to.

use eframe::egui::Ui;

use super::{Ask, HandOut};
use crate::app::App;
use crate::app::command::Command;
use crate::app::widgets::{Action, answers, field, heading, label, modal, modal_width, note};
use crate::badge::{Badge, shortened};
use crate::document::has_made_up_issuer;
use crate::issue::{Awarder, NamedBy, SavedIssuers};

/// The field for the issuer's name, and the user's own issuers to choose from.
/// Nothing, when the badge names its issuer itself.
pub(super) fn ask(ui: &mut Ui, handout: &mut HandOut, badge: &Badge, awarder: Option<&Awarder>, saved: &SavedIssuers) {
    if awarder.is_some_and(|awarder| awarder.by == NamedBy::Badge) {
        return;
    }
    let name = label(ui, "Who awards it");
    let proposed = awarder.map_or("Your organisation", |awarder| awarder.profile.name.as_str());
    ui.add(field(&mut handout.awarded_by).hint_text(proposed)).labelled_by(name.id);
    if !saved.issuers.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for issuer in &saved.issuers {
                let name = &issuer.profile.name;
                let chosen = awarder.is_some_and(|awarder| awarder.profile == issuer.profile);
                if ui.add(Action::new(&shortened(name, 40)).selected(chosen).pill().small()).clicked() {
                    handout.awarded_by.clone_from(name);
                }
            }
        });
    }
    if has_made_up_issuer(badge) {
        let made_up = shortened(badge.issuer.name.trim(), 60);
        note(
            ui,
            format!("“{made_up}” is made up for the example this badge began as. Nothing is signed in that name."),
        );
    }
}

impl App {
    /// Asks whether the issuer and the key belong together, when their names
    /// differ: whoever opens the badge reads the issuer's.
    pub(super) fn ask_about_the_issuer(&self, ui: &Ui, commands: &mut Vec<Command>) {
        let handout = &self.state.handout;
        let Some((issuer, key)) = handout.unlike.as_ref().filter(|_| handout.mistakes.is_empty()) else { return };
        let response = modal(ui.ctx(), "unlike").show(ui.ctx(), |ui| {
            modal_width(ui, 520.0);
            heading(ui, &format!("Does this key sign for {}?", shortened(issuer, 60)));
            ui.label(format!(
                "The badge says that “{issuer}” awards it, and your key is called “{key}”. Everybody who opens the badge reads the first name."
            ));
            note(ui, "If it does, the two are kept together among your issuers and not asked about again.");
            answers(ui, |ui| {
                if ui.add(Action::new("Yes, go on").main()).clicked() {
                    commands.push(Command::HandOut(Ask::BakeAsNamed));
                }
                if ui.add(Action::new("Cancel")).clicked() {
                    commands.push(Command::HandOut(Ask::Cancel));
                }
            });
        });
        if response.should_close() {
            commands.push(Command::HandOut(Ask::Cancel));
        }
    }
}
