//! Beside the grid: the chosen badge, and all badges together.

use eframe::egui::{self, Label, RichText, Ui, vec2};

use super::model::FILES;
use super::{Message, Sets};
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{Action, choice, heading, message, note};
use crate::document::Document;
use crate::review::Severity;

/// Most findings that are shown at once.
const SHOWN: usize = 60;

pub(super) fn show(ui: &mut Ui, design: &Document, sets: &mut Sets, out: &mut Outbox<Message>) {
    chosen(ui, design, sets, out);
    ui.add_space(16.0);
    together(ui, design, sets, out);
}

/// The chosen badge and what it has of its own.
fn chosen(ui: &mut Ui, design: &Document, sets: &mut Sets, out: &mut Outbox<Message>) {
    let place = sets.chosen.as_ref().and_then(|id| design.set.place(id));
    let Some((place, document)) = place.and_then(|place| Some((place, sets.pictures.member(design, place)?))) else {
        heading(ui, "No badge is chosen");
        note(ui, "Choose one to edit it, to copy it, or to see where it leaves the design.");
        return;
    };
    let member = &design.set.members[place];
    let mut ask = |message| out.mine(message);
    let name = if document.badge.name.trim().is_empty() { "Badge without a name" } else { &document.badge.name };
    ui.add(Label::new(RichText::new(name).font(text::heading())).wrap());
    note(ui, format!("Badge {} of {}", place + 1, design.set.members.len()));
    if ui.add(Action::new("Edit this badge").icon("pencil-simple").main()).clicked() {
        ask(Message::Edit(member.id.clone()));
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let last = design.set.members.len() - 1;
        if ui.add(Action::icon_only("arrow-left", "Move it earlier").enabled(place > 0)).clicked() {
            ask(Message::Move(member.id.clone(), -1));
        }
        if ui.add(Action::icon_only("arrow-right", "Move it later").enabled(place < last)).clicked() {
            ask(Message::Move(member.id.clone(), 1));
        }
        if ui.add(Action::icon_only("copy", "Duplicate")).clicked() {
            ask(Message::Duplicate(member.id.clone()));
        }
        if ui.add(Action::icon_only("trash", "Remove")).clicked() {
            ask(Message::Remove(member.id.clone()));
        }
    });
    ui.add_space(8.0);
    let differences = member.differences(&design.artwork);
    if differences.is_empty() {
        note(ui, "It has nothing of its own: everything is as in the design.");
        return;
    }
    ui.label(RichText::new("Of its own").font(text::strong()));
    for difference in differences {
        ui.horizontal(|ui| {
            let button = 84.0;
            let room = ui.available_width() - button;
            ui.allocate_ui_with_layout(vec2(room, 28.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_width(room);
                ui.add(Label::new(RichText::new(&difference.words).font(text::note())).truncate());
            });
            let put_back = ui.add(Action::new("Put back").small());
            let put_back = put_back.accessible_name(format!("Put back {}", difference.words));
            let put_back = put_back.on_hover_text(format!("{}: follow the design again", difference.words));
            if put_back.clicked() {
                ask(Message::PutBack(member.id.clone(), difference.part));
            }
        });
    }
}

/// All badges: check and export.
fn together(ui: &mut Ui, design: &Document, sets: &mut Sets, out: &mut Outbox<Message>) {
    heading(ui, "All badges together");
    let mut file = sets.file();
    let shown = FILES.iter().find(|(other, _)| *other == file).map_or("", |(_, name)| name);
    ui.horizontal_wrapped(|ui| {
        if ui.add(Action::new("Check them").icon("list-checks")).clicked() {
            out.mine(Message::Check);
        }
        if ui.add(Action::new("Export all…").icon("download-simple")).clicked() {
            out.mine(Message::Export(file));
        }
    });
    choice(ui, "Kind of file", shown, |ui| {
        for (offered, name) in FILES {
            if ui.selectable_label(file == offered, name).clicked() {
                file = offered;
            }
        }
    })
    .accessible_name("Kind of file");
    sets.file = Some(file);
    let Some((findings, of)) = &sets.findings else {
        note(ui, "Names, and whether each badge can be told from the others when it is 64 pixels small.");
        return;
    };
    let tokens = Tokens::of(ui);
    if !of.same_file(design) {
        note(ui, "Something changed since the last check. Check again.");
        return;
    }
    if findings.is_empty() {
        message(ui, tokens.genuine, "check-circle", "All badges can be told apart, and their names go together.");
    }
    for finding in findings.iter().take(SHOWN) {
        let (tone, icon) = match finding.rule.severity {
            Severity::Error => (tokens.error, "warning-circle"),
            Severity::Warning => (tokens.warning, "warning"),
            Severity::Hint => (tokens.intact, "info"),
        };
        message(ui, tone, icon, &finding.message);
        if let Some(id) = finding.members.first().and_then(|place| design.set.members.get(*place)).map(|m| &m.id) {
            let shown = ui.add(Action::new("Show this badge").small());
            if shown.accessible_name(format!("Show this badge: {}", finding.message)).clicked() {
                out.mine(Message::Choose(id.clone()));
            }
        }
    }
    if findings.len() > SHOWN {
        note(ui, format!("And {} more.", findings.len() - SHOWN));
    }
}
