//! Choosing the badge standard whose layers are offered; adding one's own.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use super::field::Form;
use super::message::Message;
use crate::app::desk::{Desk, FileQuestion, Notice, Out};
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, Weight, card, fold, message, note};
use crate::badge::Standard;
use crate::document::OwnStandards;
use crate::store::{NoUserFolder, StoreError};

/// The standards there are to choose from: the bundled one, the user's own,
/// and the one that the badge carries.
fn offered(form: &Form<'_>) -> Vec<Standard> {
    let mut offered = vec![Standard::bundled().clone()];
    offered.extend(form.own.standards.iter().cloned());
    let carried = form.badge.carried_standard.as_deref();
    if let Some(carried) = carried.filter(|carried| offered.iter().all(|other| other.code != carried.code)) {
        offered.push(carried.clone());
    }
    offered
}

/// The fold with the standards.
pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    let name = form.badge.standard().name.clone();
    let button = Action::new("Standard").note(crate::badge::shortened(&name, 48).into_owned()).weight(Weight::Quiet);
    fold(ui, "standards", button, |ui| {
        card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            note(ui, "The layers come from a badge standard. Another one is a file that tells its layers in words.");
            for standard in offered(form) {
                ui.push_id(&standard.code, |ui| one(ui, form, &standard));
            }
            ui.add_space(4.0);
            if ui.add(Action::new("Add a standard…").icon("file-plus").small()).clicked() {
                form.out.mine(Message::AddStandard);
            }
        });
    });
}

fn one(ui: &mut Ui, form: &mut Form<'_>, standard: &Standard) {
    let chosen = form.badge.standard().code == standard.code;
    let bundled = standard.code == Standard::bundled().code;
    let kept = form.own.standards.iter().any(|own| own.code == standard.code);
    ui.horizontal_wrapped(|ui| {
        let count = match standard.layers.len() {
            1 => "1 layer".to_owned(),
            more => format!("{more} layers"),
        };
        let name = crate::badge::shortened(&standard.name, 60);
        if ui.add(Action::new(&name).note(count).selected(chosen).small()).clicked() && !chosen {
            form.memory.proposed = None;
            form.memory.answers = None;
            let step = format!("Use the {}", standard.name);
            form.edit(step, crate::document::Group::Once, |badge| badge.take_up(standard));
        }
        if !bundled && !kept {
            note(ui, "carried by this badge");
            if ui.add(Action::new("Keep it").icon("floppy-disk").small()).clicked() {
                form.out.mine(Message::KeepStandard(Box::new(standard.clone())));
            }
        }
        if kept {
            let remove = format!("Remove {}", standard.name);
            if ui.add(Action::icon_only("trash", &remove).small()).clicked() {
                form.out.mine(Message::RemoveStandard(Box::new(standard.clone())));
            }
        }
    });
}

/// Says so when the badge's layer is of a standard that is not known here.
pub(super) fn unknown(ui: &mut Ui, form: &Form<'_>) {
    let Some(code) = form.badge.layer.as_deref().filter(|_| form.badge.layer().is_none()) else { return };
    let words = format!(
        "“{}” is a layer of a standard that is not known here. It is kept in the document, but a credential cannot \
         name it. Add the standard's file, or choose another layer.",
        crate::badge::shortened(code, 60)
    );
    message(ui, Tokens::of(ui).warning, "warning", words);
}

/// Asks for the file of a standard.
pub(super) fn question() -> FileQuestion {
    FileQuestion {
        title: "Add a badge standard".into(),
        save: false,
        suggested: PathBuf::new(),
        endings: vec!["json"],
        kind: "Badge standards (JSON)",
    }
}

/// Reads a file as a standard.
pub(super) fn read(path: &Path) -> Out<Message> {
    match OwnStandards::read(path) {
        Ok(standard) => Out::Mine(Message::KeepStandard(Box::new(standard))),
        Err(error) => Out::Say(Notice::error(error.to_string())),
    }
}

/// Keeps a standard among the user's own, or takes it away from them; says how it went.
pub(super) fn change(desk: &mut Desk, standard: &Standard, keep: bool) -> Notice {
    let Some(own) = desk.outside.folder.as_deref().map(OwnStandards::new) else {
        return Notice::error(NoUserFolder.to_string());
    };
    let done: Result<String, StoreError> = if keep {
        own.keep(standard).map(|()| format!("“{}” is among your standards now.", standard.name))
    } else {
        own.remove(standard).map(|()| format!("“{}” is removed. Badges that use it still carry it.", standard.name))
    };
    desk.own.forget();
    done.map_or_else(|error| Notice::error(error.to_string()), Notice::done)
}
