//! Carries out what is wished of the set.

use std::path::Path;
use std::sync::Arc;

use eframe::egui;

use super::{Ask, Replaced, table};
use crate::app::App;
use crate::app::command::Command;
use crate::app::dialogs::FileQuestion;
use crate::app::session;
use crate::app::state::{Notice, Place};
use crate::artwork::{IconWeight, Theme, themed};
use crate::document::set::{MAX_TABLE_BYTES, Member, Set, Table, by_layer, by_level, copied};
use crate::document::{Document, Edit, read_cut};
use crate::issue::{Over, SetFile, check_set, set_replaces, write_set};
use crate::scene::icon;

impl App {
    pub(in crate::app) fn update_sets(&mut self, ctx: &egui::Context, ask: Ask) {
        let document = self.state.document().clone();
        let set = &document.set;
        match ask {
            Ask::Show => {
                if let Some(shown) = &document.shown {
                    self.state.sets.chosen = Some(shown.id.clone());
                }
                self.state.history.show(None);
                self.state.place = Place::Set;
            }
            Ask::Edit(id) => self.bring_into_view(Some(&id)),
            Ask::Step(by) => {
                let count = isize::try_from(set.members.len()).unwrap_or(isize::MAX);
                let next = document.shown_place().and_then(|place| place.checked_add_signed(by)).unwrap_or(0);
                let next = if isize::try_from(next).is_ok_and(|next| next >= count) { 0 } else { next };
                if let Some(member) = set.members.get(next).filter(|_| document.shown.is_some()) {
                    let here = self.state.place;
                    self.bring_into_view(Some(&member.id));
                    self.state.place = here;
                }
            }
            Ask::Design => self.bring_into_view(None),
            Ask::Choose(id) => self.state.sets.chosen = Some(id),
            Ask::ByLayer(theme) => {
                let layers = &document.badge.standard().layers;
                let place = layers.iter().position(|layer| Some(&layer.code) == document.badge.layer.as_ref());
                self.make(ctx, "Make a badge for each layer", theme, place.unwrap_or(0), |design, fresh| {
                    by_layer(design, theme, fresh)
                });
            }
            Ask::ByLevel(theme) => {
                self.make(ctx, "Make a badge for each level", theme, 0, |design, fresh| by_level(design, theme, fresh));
            }
            Ask::ChooseTable => {
                let question = FileQuestion {
                    title: "Choose a table".into(),
                    save: false,
                    suggested: (self.outside.documents)(),
                    endings: vec!["csv", "tsv", "txt"],
                    kind: "Tables: CSV in UTF-8",
                };
                let then = |path| Command::Sets(Ask::ReadTable(path));
                self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
            }
            Ask::ReadTable(path) => self.tasks.begin(ctx, "Reading the table", move |_| match read_table(&path) {
                Ok(table) => {
                    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                    Command::Sets(Ask::TableRead(Box::new(table), name))
                }
                Err(words) => Command::Say(Notice::error(words)),
            }),
            Ask::TableRead(table, name) => {
                self.state.history.show(None);
                self.state.place = Place::Set;
                self.state.sets.table = Some(table::Opened::new(*table, name, &document.design()));
            }
            Ask::UseTable => self.use_table(ctx, document.design()),
            Ask::Made(members, before) => {
                self.state.sets.table = None;
                if Arc::ptr_eq(set, &before) {
                    let all = set.members.iter().cloned().chain(members.into_iter().map(Arc::new)).collect();
                    self.put_set(ctx, "Make badges from a table", all);
                } else {
                    self.say(ctx, Notice::error("The set changed meanwhile. Nothing was made; please try again."));
                }
            }
            Ask::NotMade(wrong) => {
                if let Some(opened) = &mut self.state.sets.table {
                    opened.wrong = wrong;
                }
            }
            Ask::CloseTable => self.state.sets.table = None,
            Ask::Add => {
                let id = (self.outside.fresh_id)();
                let member = if set.members.is_empty() {
                    Member::new(id.clone())
                } else {
                    copied(&document, &Member::new(String::new()), id.clone())
                };
                let members = set.members.iter().cloned().chain([Arc::new(member)]).collect();
                self.put_set(ctx, "Add a badge", members);
                self.state.sets.chosen = Some(id);
                self.state.place = Place::Set;
            }
            Ask::Duplicate(id) => {
                let Some(place) = set.place(&id) else { return };
                let copy = copied(&document.design(), &set.members[place], (self.outside.fresh_id)());
                self.state.sets.chosen = Some(copy.id.clone());
                let mut members = set.members.clone();
                members.insert(place + 1, Arc::new(copy));
                self.put_set(ctx, "Duplicate a badge", members);
            }
            Ask::Remove(id) => {
                let members = set.members.iter().filter(|member| member.id != id).cloned().collect();
                self.put_set(ctx, "Take a badge out of the set", members);
            }
            Ask::Move(id, by) => {
                let Some(place) = set.place(&id) else { return };
                let to = place.saturating_add_signed(by).min(set.members.len() - 1);
                let mut members = set.members.clone();
                let member = members.remove(place);
                members.insert(to, member);
                self.put_set(ctx, "Move a badge", members);
            }
            Ask::PutBack(id, part) => {
                let Some(place) = set.place(&id) else { return };
                let members = set.with(place, set.members[place].put_back(&part)).members;
                self.put_set(ctx, "Follow the design again", members);
            }
            Ask::Check => {
                self.state.place = Place::Set;
                let profile = self.state.profile.clone();
                self.tasks.begin(ctx, "Checking the set", move |progress| {
                    let findings = check_set(&document, &profile, |part| {
                        progress.set(part);
                        !progress.is_cancelled()
                    });
                    Command::Sets(Ask::Checked(findings, Box::new(document)))
                });
            }
            Ask::Checked(findings, of) => self.state.sets.findings = Some((findings, *of)),
            Ask::Export(file) => {
                self.state.sets.file = Some(file);
                let folder = self.state.session.path.as_ref().and_then(|path| path.parent().map(Path::to_owned));
                let question = FileQuestion {
                    title: "Export all badges into a folder".into(),
                    save: false,
                    suggested: folder.unwrap_or_else(|| (self.outside.documents)()),
                    endings: Vec::new(),
                    kind: "A folder",
                };
                let then = |path| Command::Sets(Ask::ExportTo(path));
                self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
            }
            Ask::ExportTo(folder) => self.export_set(ctx, document, Replaced { folder, files: Vec::new() }),
            Ask::ConsiderReplacing(asked) => {
                self.state.sets.replaced = Some(asked);
                self.state.place = Place::Set;
            }
            Ask::Replace => {
                if let Some(agreed) = self.state.sets.replaced.take() {
                    self.export_set(ctx, document, agreed);
                }
            }
            Ask::KeepFiles => self.state.sets.replaced = None,
            Ask::Drawn(drawn) => self.state.sets.pictures.keep(ctx, drawn),
        }
    }

    fn bring_into_view(&mut self, member: Option<&str>) {
        self.state.history.show(member);
        self.state.sets.chosen = member.map(str::to_owned).or(self.state.sets.chosen.take());
        self.state.place = Place::Artwork;
    }

    fn put_set(&mut self, ctx: &egui::Context, label: &str, members: Vec<Arc<Member>>) {
        let set = Set { members, ..(*self.state.document().set).clone() };
        self.update(ctx, Command::edit(label, vec![Edit::Set(Arc::new(set))]));
    }

    /// Adds members that follow from a scheme. The design gets the outline that
    /// its members vary.
    fn make(
        &mut self,
        ctx: &egui::Context,
        label: &str,
        theme: Option<Theme>,
        place: usize,
        members: impl FnOnce(&Document, &dyn Fn() -> String) -> Vec<Member>,
    ) {
        self.state.history.show(None);
        let before = self.state.document().clone();
        let outlined = theme.map(|theme| Edit::Artwork(Box::new(themed(&before.artwork, Some(theme), place))));
        let design = match outlined.as_ref().map(|edit| before.edited(edit)).transpose() {
            Ok(design) => design.unwrap_or_else(|| before.clone()),
            Err(error) => return self.say(ctx, Notice::error(error.to_string())),
        };
        let made = members(&design, &self.outside.fresh_id);
        let members = before.set.members.iter().cloned().chain(made.into_iter().map(Arc::new)).collect();
        let set = Edit::Set(Arc::new(Set { members, ..(*before.set).clone() }));
        self.state.place = Place::Set;
        self.update(ctx, Command::edit(label, outlined.into_iter().chain([set]).collect()));
    }

    fn use_table(&mut self, ctx: &egui::Context, design: Document) {
        let Some(opened) = &self.state.sets.table else { return };
        let (table, mapping) = (opened.table.clone(), opened.mapping.clone());
        let mut ids: Vec<String> = table.rows.iter().map(|_| (self.outside.fresh_id)()).collect();
        self.tasks.begin(ctx, "Making badges", move |_| {
            let is_icon = |name: &str| icon(name, IconWeight::Fill).is_some();
            match table.members(&design, &mapping, is_icon, || ids.pop().unwrap_or_default()) {
                Ok(members) => Command::Sets(Ask::Made(members, Arc::clone(&design.set))),
                Err(wrong) => Command::Sets(Ask::NotMade(wrong.iter().map(ToString::to_string).collect())),
            }
        });
    }

    /// Exports all badges, in the place of those files and no others.
    fn export_set(&mut self, ctx: &egui::Context, document: Document, agreed: Replaced) {
        let kind: SetFile = self.state.sets.file();
        let over = Over { force: false, inputs: self.state.session.path.iter().cloned().collect() };
        self.tasks.begin(ctx, "Exporting the set", move |progress| {
            let folder = &agreed.folder;
            let there = match set_replaces(&document, folder, kind, &over) {
                Ok(there) => there,
                Err(error) => return Command::Say(Notice::error(error.to_string())),
            };
            // Only what was named may go, whatever lies there by now.
            if there.iter().any(|file| !agreed.files.contains(file)) {
                return Command::Sets(Ask::ConsiderReplacing(Replaced { folder: folder.clone(), files: there }));
            }
            let over = Over { force: !there.is_empty(), ..over };
            let written = write_set(&document, folder, kind, &over, |part| {
                progress.set(part);
                !progress.is_cancelled()
            });
            Command::Say(match written {
                Ok(1) => Notice::done(format!("1 badge is in “{}”.", folder.display())),
                Ok(count) => Notice::done(format!("{count} badges are in “{}”.", folder.display())),
                Err(error) => Notice::error(error.to_string()),
            })
        });
    }
}

fn read_table(path: &Path) -> Result<Table, String> {
    let bytes = read_cut(path, MAX_TABLE_BYTES as u64)
        .map_err(|error| format!("“{}” cannot be read: {error}.", path.display()))?;
    Table::read(&bytes).map_err(|error| error.to_string())
}
