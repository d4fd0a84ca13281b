//! The screen for handing out.

use eframe::egui::{self, Ui};

use super::{Ask, HandOut, keys};
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::Place;
use crate::app::theme::{Tokens, text};
use crate::app::widgets::{
    Action, card, end_columns, field, heading, label, message, message_with, note, title, two_columns,
};
use crate::credential::did::fingerprint;
use crate::issue::{FileKind, SIDES};
use crate::review::Severity;

/// Sides that platforms ask for, in pixels.
const USUAL_SIDES: [u32; 4] = [256, 512, 600, 1200];
/// Below this width the two cards stand below each other.
const ONE_COLUMN: f32 = 860.0;

impl App {
    pub(in crate::app) fn hand_out(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        self.look_for_key();
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(32, 24)).show(ui, |ui| {
                title(ui, "Hand it out");
                note(ui, "Everything here becomes a file on your disk. Nothing is sent anywhere.");
                ui.add_space(16.0);
                self.before_handing_out(ui, commands);
                if ui.available_width() < ONE_COLUMN {
                    self.award_card(ui, commands);
                    ui.add_space(16.0);
                    self.picture_card(ui, commands);
                } else {
                    let mut columns = two_columns(ui, 16.0);
                    self.award_card(&mut columns[0], commands);
                    self.picture_card(&mut columns[1], commands);
                    end_columns(ui, &columns);
                }
            });
        });
    }

    fn look_for_key(&mut self) {
        if self.state.handout.key.is_some() {
            return;
        }
        let found = self.outside.folder.as_deref().map_or(Ok(None), keys::find);
        self.state.handout.key = Some(found.unwrap_or_else(|words| {
            self.state.handout.problem = Some(words);
            None
        }));
    }

    /// What the review found, so that nobody awards a badge that is not ready.
    fn before_handing_out(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let count = self.state.findings().len();
        if count == 0 {
            return;
        }
        let tokens = Tokens::of(ui);
        let is_wrong = self.state.findings().iter().any(|finding| finding.rule.severity == Severity::Error);
        let tone = if is_wrong { tokens.error } else { tokens.warning };
        let things = if count == 1 { "is one thing".to_owned() } else { format!("are {count} things") };
        message_with(
            ui,
            tone,
            "warning-circle",
            format!("There {things} to look at before this badge goes out."),
            |ui| {
                if ui.add(Action::new("Show them").small()).clicked() {
                    commands.push(Command::Go(Place::Check));
                }
            },
        );
        ui.add_space(16.0);
    }

    fn award_card(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let name = self.state.badge().display_name().to_owned();
        let issuer = self.state.badge().issuer.name.clone();
        let working = self.tasks.runs("Signing") || self.tasks.runs("Making the key");
        let handout = &mut self.state.handout;
        card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "Award it to one earner");
            note(ui, "The badge file holds the picture and a signed record: what was done, which skills, who awards it. The e-mail address is sealed in it and cannot be read out.");
            ui.add_space(8.0);
            match handout.key.clone().flatten() {
                None => key_form(ui, handout, &issuer, working, commands),
                Some(key) => {
                    let to = label(ui, "Earner's e-mail address or DID");
                    ui.add(field(&mut handout.to).hint_text("amy@example.org")).labelled_by(to.id);
                    kind_row(ui, &mut handout.kind, &mut handout.side, true);
                    let words = label(ui, "Passphrase of your signing key");
                    let passphrase = field(&mut *handout.passphrase.0).password(true);
                    let entered = ui.add(passphrase).labelled_by(words.id).lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                    ui.add_space(8.0);
                    let make = format!("Make {} badge…", if name.is_empty() { "the" } else { &name });
                    let button = Action::new(&make).icon("seal-check").main().enabled(!working);
                    if ui.add(button).clicked() || (entered && !working) {
                        commands.push(Command::HandOut(Ask::Bake));
                    }
                    note(ui, format!("Signed with “{}”, fingerprint {}.", key.name, fingerprint(&key.did)));
                }
            }
            outcome(ui, handout, commands);
        });
    }

    fn picture_card(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let missing: Vec<String> = self.state.scene().missing().iter().map(ToString::to_string).collect();
        let handout = &mut self.state.handout;
        card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "Export the picture alone");
            note(ui, "For web pages, print and platforms that make the award themselves. It holds no record.");
            ui.add_space(8.0);
            kind_row(ui, &mut handout.picture, &mut handout.side, false);
            let tone = Tokens::of(ui).warning;
            for words in missing {
                message(ui, tone, "warning-circle", words);
            }
            ui.add_space(8.0);
            if ui.add(Action::new("Export the picture…").icon("download-simple")).clicked() {
                commands.push(Command::HandOut(Ask::Export));
            }
        });
    }
}

/// Which kind of file, and how large.
fn kind_row(ui: &mut Ui, kind: &mut FileKind, side: &mut u32, with_json: bool) {
    label(ui, "File");
    ui.horizontal_wrapped(|ui| {
        let png = FileKind::Png { side: *side };
        let kinds = [(png, "PNG picture"), (FileKind::Svg, "SVG picture"), (FileKind::Json, "Record only (JSON)")];
        for (offered, words) in kinds.into_iter().take(if with_json { 3 } else { 2 }) {
            let chosen = std::mem::discriminant(&offered) == std::mem::discriminant(kind);
            if ui.add(Action::new(words).selected(chosen).pill().small()).clicked() {
                *kind = offered;
            }
        }
    });
    if !matches!(kind, FileKind::Png { .. }) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for offered in USUAL_SIDES {
            let words = format!("{offered} px");
            if ui.add(Action::new(&words).selected(*side == offered).pill().small()).clicked() {
                *side = offered;
            }
        }
        let number = egui::DragValue::new(side).range(SIDES).suffix(" px").update_while_editing(false);
        ui.add(number).accessible_name("Side of the picture in pixels");
    });
}

/// The form for the first key.
fn key_form(ui: &mut Ui, handout: &mut HandOut, issuer: &str, working: bool, commands: &mut Vec<Command>) {
    let tone = Tokens::of(ui).intact;
    message(
        ui,
        tone,
        "key",
        "To sign badges you need a key: a secret on this computer that only your passphrase opens. If you lose the file or the passphrase, old badges stay valid, but you cannot sign as the same issuer again.",
    );
    let name = label(ui, "Name of the key");
    ui.add(field(&mut handout.key_name).hint_text(issuer.to_owned())).labelled_by(name.id);
    let first = label(ui, "Passphrase");
    ui.add(field(&mut *handout.passphrase.0).password(true)).labelled_by(first.id);
    let again = label(ui, "Passphrase, once more");
    ui.add(field(&mut *handout.repeated.0).password(true)).labelled_by(again.id);
    ui.add_space(8.0);
    let ready = !handout.passphrase.0.is_empty() && !working;
    if ui.add(Action::new("Make my signing key").icon("key").main().enabled(ready)).clicked() {
        commands.push(Command::HandOut(Ask::MakeKey));
    }
}

/// How the last wish went.
fn outcome(ui: &mut Ui, handout: &HandOut, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui);
    if let Some(problem) = &handout.problem {
        ui.add_space(8.0);
        message(ui, tokens.error, "warning-circle", problem);
    }
    if let Some(path) = &handout.baked {
        ui.add_space(8.0);
        message_with(ui, tokens.genuine, "seal-check", format!("Written to {}", path.display()), |ui| {
            if ui.add(Action::new("Inspect it").small()).clicked() {
                commands.push(Command::Inspect(crate::app::inspect::Ask::Files(vec![path.clone()])));
            }
        });
        ui.add(egui::Label::new(
            egui::RichText::new("Send this file to the earner as it is: many programs strip the record when they edit or resize a picture.").font(text::note()),
        ));
    }
}
