//! What becomes of a message to the set.

use std::path::Path;
use std::sync::Arc;

use eframe::egui;

use super::model::{Opened, Replaced};
use super::{Message, Sets};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox, Place};
use crate::artwork::{IconWeight, Theme, themed};
use crate::document::set::{MAX_TABLE_BYTES, Member, Set, Table, by_layer, by_level, copied};
use crate::document::{Document, Edit};
use crate::issue::{Over, SetFile, check_set, set_replaces, write_set};
use crate::scene::icon;
use crate::store::read_limited;

/// What is said where another document is in view once a table or a folder is read or chosen.
const NOT_TAKEN_IN: &str = "the table was not taken in. Please choose it again";
const NOT_EXPORTED: &str = "the set was not exported. Please export it again";

/// Takes in a message.
pub fn update(sets: &mut Sets, ctx: &egui::Context, message: Message, desk: &mut Desk, out: &mut Outbox<Message>) {
    let document = desk.document().clone();
    let set = &document.set;
    match message {
        Message::Show => {
            if let Some(shown) = &document.shown {
                sets.chosen = Some(shown.id.clone());
            }
            desk.history.show(None);
            desk.place = Place::Set;
        }
        Message::Edit(id) => bring_into_view(sets, desk, Some(&id)),
        Message::Step(by) => {
            let count = isize::try_from(set.members.len()).unwrap_or(isize::MAX);
            let next = document.shown_place().and_then(|place| place.checked_add_signed(by)).unwrap_or(0);
            let next = if isize::try_from(next).is_ok_and(|next| next >= count) { 0 } else { next };
            if let Some(member) = set.members.get(next).filter(|_| document.shown.is_some()) {
                let here = desk.place;
                bring_into_view(sets, desk, Some(&member.id));
                desk.place = here;
            }
        }
        Message::Design => bring_into_view(sets, desk, None),
        Message::Choose(id) => sets.chosen = Some(id),
        Message::ByLayer(theme) => {
            let layers = &document.badge.standard().layers;
            let place = layers.iter().position(|layer| Some(&layer.code) == document.badge.layer.as_ref());
            make(desk, out, "Make a badge for each layer", theme, place.unwrap_or(0), |design, fresh| {
                by_layer(design, theme, fresh)
            });
        }
        Message::ByLevel(theme) => {
            make(desk, out, "Make a badge for each level", theme, 0, |design, fresh| by_level(design, theme, fresh));
        }
        Message::ChooseTable => {
            let question = FileQuestion {
                title: "Choose a table".into(),
                save: false,
                suggested: (desk.outside.documents)(),
                endings: vec!["csv", "tsv", "txt"],
                kind: "Tables: CSV in UTF-8",
            };
            out.pick_for(desk.document_in_view(), NOT_TAKEN_IN, question, Message::ReadTable);
        }
        Message::ReadTable(path) => {
            out.run_for(desk.document_in_view(), NOT_TAKEN_IN, "Reading the table", move |_| match read_table(&path) {
                Ok(table) => {
                    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                    Out::Mine(Message::TableRead(Box::new(table), name))
                }
                Err(words) => Out::Say(Notice::error(words)),
            });
        }
        Message::TableRead(table, name) => {
            desk.history.show(None);
            desk.place = Place::Set;
            sets.table = Some(Opened::new(*table, name, &document.design()));
        }
        Message::UseTable => use_table(sets, desk, document.design(), out),
        Message::Made(members, before) => {
            sets.table = None;
            if Arc::ptr_eq(set, &before) {
                let all = set.members.iter().cloned().chain(members.into_iter().map(Arc::new)).collect();
                put_set(desk, out, "Make badges from a table", all);
            } else {
                out.say(Notice::error("The set changed meanwhile. Nothing was made; please try again."));
            }
        }
        Message::NotMade(wrong) => {
            if let Some(opened) = &mut sets.table {
                opened.wrong = wrong;
            }
        }
        Message::CloseTable => sets.table = None,
        Message::Add => {
            let id = (desk.outside.fresh_id)();
            let member = if set.members.is_empty() {
                Member::new(id.clone())
            } else {
                copied(&document, &Member::new(String::new()), id.clone())
            };
            let members = set.members.iter().cloned().chain([Arc::new(member)]).collect();
            put_set(desk, out, "Add a badge", members);
            sets.chosen = Some(id);
            desk.place = Place::Set;
        }
        Message::Duplicate(id) => {
            let Some(place) = set.place(&id) else { return };
            let copy = copied(&document.design(), &set.members[place], (desk.outside.fresh_id)());
            sets.chosen = Some(copy.id.clone());
            let mut members = set.members.clone();
            members.insert(place + 1, Arc::new(copy));
            put_set(desk, out, "Duplicate a badge", members);
        }
        Message::Remove(id) => {
            let members = set.members.iter().filter(|member| member.id != id).cloned().collect();
            put_set(desk, out, "Take a badge out of the set", members);
        }
        Message::Move(id, by) => {
            let Some(place) = set.place(&id) else { return };
            let to = place.saturating_add_signed(by).min(set.members.len() - 1);
            let mut members = set.members.clone();
            let member = members.remove(place);
            members.insert(to, member);
            put_set(desk, out, "Move a badge", members);
        }
        Message::PutBack(id, part) => {
            let Some(place) = set.place(&id) else { return };
            let members = set.with(place, set.members[place].put_back(&part)).members;
            put_set(desk, out, "Follow the design again", members);
        }
        Message::Check => {
            desk.place = Place::Set;
            let profile = desk.review.profile.clone();
            out.run("Checking the set", move |progress| {
                let findings = check_set(&document, &profile, |part| {
                    progress.set(part);
                    !progress.is_cancelled()
                });
                Out::Mine(Message::Checked(findings, Box::new(document)))
            });
        }
        Message::Checked(findings, of) => sets.findings = Some((findings, *of)),
        Message::Export(file) => {
            sets.file = Some(file);
            let folder = desk.session.path.as_ref().and_then(|path| path.parent().map(Path::to_owned));
            let question = FileQuestion {
                title: "Export all badges into a folder".into(),
                save: false,
                suggested: folder.unwrap_or_else(|| (desk.outside.documents)()),
                endings: Vec::new(),
                kind: "A folder",
            };
            out.pick_for(desk.document_in_view(), NOT_EXPORTED, question, Message::ExportTo);
        }
        Message::ExportTo(folder) => export_set(sets, desk, out, document, Replaced { folder, files: Vec::new() }),
        Message::ConsiderReplacing(asked) => {
            sets.replaced = Some(asked);
            desk.place = Place::Set;
        }
        Message::Replace => {
            if let Some(agreed) = sets.replaced.take() {
                export_set(sets, desk, out, document, agreed);
            }
        }
        Message::KeepFiles => sets.replaced = None,
        Message::Drawn(drawn) => sets.pictures.keep(ctx, drawn),
    }
}

fn bring_into_view(sets: &mut Sets, desk: &mut Desk, member: Option<&str>) {
    desk.history.show(member);
    sets.chosen = member.map(str::to_owned).or(sets.chosen.take());
    desk.place = Place::Artwork;
}

fn put_set(desk: &Desk, out: &mut Outbox<Message>, label: &str, members: Vec<Arc<Member>>) {
    let set = Set { members, ..(*desk.document().set).clone() };
    out.edit(label, vec![Edit::Set(Arc::new(set))]);
}

/// Adds members that follow from a scheme. The design gets the outline that
/// its members vary.
fn make(
    desk: &mut Desk,
    out: &mut Outbox<Message>,
    label: &str,
    theme: Option<Theme>,
    place: usize,
    members: impl FnOnce(&Document, &dyn Fn() -> String) -> Vec<Member>,
) {
    desk.history.show(None);
    let before = desk.document().clone();
    let outlined = theme.map(|theme| Edit::Artwork(Box::new(themed(&before.artwork, Some(theme), place))));
    let design = match outlined.as_ref().map(|edit| before.edited(edit)).transpose() {
        Ok(design) => design.unwrap_or_else(|| before.clone()),
        Err(error) => return out.say(Notice::error(error.to_string())),
    };
    let made = members(&design, &desk.outside.fresh_id);
    let members = before.set.members.iter().cloned().chain(made.into_iter().map(Arc::new)).collect();
    let set = Edit::Set(Arc::new(Set { members, ..(*before.set).clone() }));
    desk.place = Place::Set;
    out.edit(label, outlined.into_iter().chain([set]).collect());
}

fn use_table(sets: &Sets, desk: &Desk, design: Document, out: &mut Outbox<Message>) {
    let Some(opened) = &sets.table else { return };
    let (table, mapping) = (opened.table.clone(), opened.mapping.clone());
    let mut ids: Vec<String> = table.rows.iter().map(|_| (desk.outside.fresh_id)()).collect();
    out.run_for(desk.document_in_view(), "nothing was made of the table", "Making badges", move |_| {
        let is_icon = |name: &str| icon(name, IconWeight::Fill).is_some();
        match table.members(&design, &mapping, is_icon, || ids.pop().unwrap_or_default()) {
            Ok(members) => Out::Mine(Message::Made(members, Arc::clone(&design.set))),
            Err(wrong) => Out::Mine(Message::NotMade(wrong.iter().map(ToString::to_string).collect())),
        }
    });
}

/// Exports all badges, in the place of those files and no others.
fn export_set(sets: &Sets, desk: &Desk, out: &mut Outbox<Message>, document: Document, agreed: Replaced) {
    let kind: SetFile = sets.file();
    let over = Over { force: false, inputs: desk.session.path.iter().cloned().collect() };
    let target = desk.document_in_view();
    out.run("Exporting the set", move |progress| {
        let folder = &agreed.folder;
        let there = match set_replaces(&document, folder, kind, &over) {
            Ok(there) => there,
            Err(error) => return Out::Say(Notice::error(error.to_string())),
        };
        // Only what was named may go, whatever lies there by now.
        if there.iter().any(|file| !agreed.files.contains(file)) {
            let asked = Out::Mine(Message::ConsiderReplacing(Replaced { folder: folder.clone(), files: there }));
            return Out::For(target, NOT_EXPORTED, Box::new(asked));
        }
        let over = Over { force: !there.is_empty(), ..over };
        let written = write_set(&document, folder, kind, &over, |part| {
            progress.set(part);
            !progress.is_cancelled()
        });
        Out::Say(match written {
            Ok(1) => Notice::done(format!("1 badge is in “{}”.", folder.display())),
            Ok(count) => Notice::done(format!("{count} badges are in “{}”.", folder.display())),
            Err(error) => Notice::error(error.to_string()),
        })
    });
}

fn read_table(path: &Path) -> Result<Table, String> {
    let bytes = read_limited(path, MAX_TABLE_BYTES as u64)
        .map_err(|error| format!("“{}” cannot be read: {error}.", path.display()))?;
    Table::read(&bytes).map_err(|error| error.to_string())
}
