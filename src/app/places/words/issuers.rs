//! The user's issuer profiles: taken for a badge in one step, saved, read from
//! a file.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use super::field::Form;
use super::message::Message;
use crate::app::desk::{Desk, FileQuestion, Notice, Out};
use crate::app::toolkit::widgets::{Action, choice, label, note};
use crate::badge::{MAX_ISSUER_BYTES, Profile, issuer_in, shortened};
use crate::document::Group;
use crate::store::read_limited;

/// The row above the fields: take one, save this one, read one from a file.
pub(super) fn choose(ui: &mut Ui, form: &mut Form<'_>, desk: &Desk) {
    let saved = desk.own.issuers.issuers.clone();
    let named = form.badge.issuer.name.trim().to_owned();
    let same = saved.iter().find(|issuer| issuer.profile.name.trim().to_lowercase() == named.to_lowercase());
    ui.horizontal_wrapped(|ui| {
        if !saved.is_empty() {
            let mut taken: Option<Profile> = None;
            choice(ui, "your issuers", "Take one of yours", |ui| {
                for issuer in &saved {
                    let name = shortened(&issuer.profile.name, 60);
                    let is_this = form.badge.issuer == issuer.profile;
                    if ui.selectable_label(is_this, name).clicked() && !is_this {
                        taken = Some(issuer.profile.clone());
                    }
                }
            })
            .accessible_name("Take one of your issuers");
            if let Some(profile) = taken {
                form.edit(format!("Take {} as issuer", profile.name), Group::Once, |badge| badge.issuer = profile);
            }
        }
        let is_saved = same.is_some_and(|issuer| issuer.profile == form.badge.issuer && !issuer.by_award);
        if !named.is_empty() && !is_saved {
            let words =
                if same.is_some_and(|issuer| !issuer.by_award) { "Save the changes" } else { "Save for other badges" };
            if ui.add(Action::new(words).icon("floppy-disk").small()).clicked() {
                form.out.mine(Message::SaveIssuer);
            }
        }
        if ui.add(Action::new("From a file…").icon("file-arrow-down").small()).clicked() {
            form.out.mine(Message::ChooseIssuerFile);
        }
        if let Some(same) = same {
            let remove = format!("Remove {} from your issuers", shortened(&same.profile.name, 60));
            if ui.add(Action::icon_only("trash", &remove).small()).clicked() {
                form.out.mine(Message::RemoveIssuer(same.profile.name.clone()));
            }
        }
    });
    if let Some(same) = same {
        key(ui, form, desk, same.key.as_deref());
    } else if saved.is_empty() && named.is_empty() {
        note(ui, "An issuer that you save here can be taken for each further badge in one step.");
    }
}

/// Which key signs for this issuer.
fn key(ui: &mut Ui, form: &mut Form<'_>, desk: &Desk, now: Option<&str>) {
    let keys = desk.own.keys_in_use();
    if keys.is_empty() && now.is_none() {
        return;
    }
    let shown = keys.iter().find(|(did, _)| now == Some(did)).map(|(_, name)| name.as_str());
    ui.horizontal_wrapped(|ui| {
        let name = label(ui, "Signs with");
        let words = shown.unwrap_or(if now.is_some() { "A key that is not here" } else { "The newest key" });
        let mut chosen = None;
        choice(ui, "key of the issuer", words, |ui| {
            if ui.selectable_label(now.is_none(), "The newest key").clicked() {
                chosen = Some(None);
            }
            for (did, name) in &keys {
                if ui.selectable_label(now == Some(did), name).clicked() {
                    chosen = Some(Some(did.clone()));
                }
            }
        })
        .labelled_by(name.id);
        if let Some(key) = chosen {
            form.out.mine(Message::KeyOfIssuer(key));
        }
    });
    ui.add_space(4.0);
}

/// Asks for the file of an issuer.
pub(super) fn question() -> FileQuestion {
    FileQuestion {
        title: "Take the issuer from a file".into(),
        save: false,
        suggested: PathBuf::new(),
        endings: vec!["json"],
        kind: "Issuer profiles (JSON)",
    }
}

/// Reads a file as an issuer.
pub(super) fn read(path: &Path) -> Out<Message> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let read = read_limited(path, MAX_ISSUER_BYTES as u64)
        .map_err(|error| format!("“{name}” cannot be read: {error}."))
        .and_then(|bytes| issuer_in(&bytes).map_err(|error| format!("“{name}” was not taken in. {error}")));
    match read {
        Ok(profile) => Out::Mine(Message::TakeIssuer(Box::new(profile))),
        Err(words) => Out::Say(Notice::error(words)),
    }
}
