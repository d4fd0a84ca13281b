//! What becomes of a message to Inspect.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::trusted::trust;
use super::unseen::{Passed, Unseen};
use super::view::TableFile;
use super::{Inspect, Message, card, look, start, table};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox, Place};
use crate::inspect::{InspectOptions, Opened, badge_files};
use crate::issue::OwnLists;
use crate::store::write_atomically;

/// Takes in a message.
pub fn update(
    inspect: &mut Inspect,
    ctx: &egui::Context,
    message: Message,
    desk: &mut Desk,
    out: &mut Outbox<Message>,
) {
    match message {
        Message::Choose => {
            let question = FileQuestion {
                title: "Inspect a badge file".into(),
                save: false,
                suggested: (desk.outside.documents)(),
                endings: vec!["png", "svg", "json", "jwt"],
                kind: "Badge files: PNG, SVG, JSON",
            };
            out.pick(question, |path| Message::Files(vec![path]));
        }
        Message::ChooseFolder => {
            let question = FileQuestion {
                title: "Inspect a folder of badges".into(),
                save: false,
                suggested: (desk.outside.documents)(),
                endings: Vec::new(),
                kind: "Folders",
            };
            out.pick(question, |path| Message::Files(vec![path]));
        }
        Message::Files(paths) => inspect.look_at(paths, desk, out),
        Message::Seen(seen) => inspect.open(seen),
        Message::Table(rows, passed) => {
            let opened = inspect.opened + 1;
            *inspect = Inspect { rows, passed, opened, ..Inspect::default() };
        }
        Message::Unseen(unseen) => (inspect.seen, inspect.unseen) = (None, Some(unseen)),
        Message::Show(at) => {
            let Some(row) = inspect.rows.get(at).cloned() else { return };
            let Some(trust) = trust(desk, out) else { return };
            let (now, home) = ((desk.outside.now)(), desk.outside.folder.clone());
            out.run("Inspecting", move |_| match look::one(&row.path, &trust, home.as_deref(), now) {
                Ok(seen) => Out::Mine(Message::Seen(Arc::new(seen))),
                Err(words) => not_seen(&row.name, vec![words]),
            });
        }
        Message::Back => (inspect.seen, inspect.unseen) = (None, None),
        Message::ExportTable(kind) => {
            let ending = if kind == TableFile::Csv { "csv" } else { "json" };
            let question = FileQuestion {
                title: "Export the table".into(),
                save: true,
                suggested: (desk.outside.documents)().join(format!("badges.{ending}")),
                endings: vec![ending],
                kind: "Tables",
            };
            out.pick(question, Message::ExportTableTo);
        }
        Message::ExportTableTo(path) => {
            let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
            let kind = if is_json { TableFile::Json } else { TableFile::Csv };
            let at = (desk.outside.now)();
            let written = table::export(inspect, kind, at).and_then(|(bytes, count)| {
                write_atomically(&path, &bytes).map_err(|error| error.to_string())?;
                Ok(count)
            });
            match written {
                Ok(count) => {
                    let all = inspect.rows.len() + inspect.passed.each.len();
                    let left = if count < all {
                        format!(", with {count} of {all} files as it is shown")
                    } else {
                        String::new()
                    };
                    out.say(Notice::done(format!("The table is in “{}”{left}.", path.display())));
                }
                Err(words) => out.say(Notice::error(words)),
            }
        }
        Message::ConsiderOnline => {
            desk.place = Place::Inspect;
            inspect.asks_online = true;
        }
        Message::CheckOnline => inspect.check_online(desk, out),
        Message::Settled(seen, sources) => inspect.settled(seen, *sources),
        Message::StartFrom => {
            let id = (desk.outside.fresh_id)();
            if let Some(document) = inspect.shown().and_then(|seen| start::document(seen, id)) {
                out.push(Out::Begin { document: Box::new(document), place: Place::Words, starter: false });
            }
        }
        message @ (Message::ShowTrusted
        | Message::ConsiderDistrust(_)
        | Message::Distrust(_)
        | Message::ExportTrusted
        | Message::ExportTrustedTo(_)
        | Message::ImportTrusted
        | Message::ImportTrustedFrom(_)
        | Message::TakeOffered) => {
            desk.place = Place::Inspect;
            inspect.update_trusted(message, desk, out);
        }
        Message::CompareAddress => {
            if std::mem::replace(&mut inspect.asks_address, true) {
                inspect.look_again(desk, out);
            } else {
                inspect.to_address = true;
            }
        }
        message @ (Message::ConsiderRevoking
        | Message::ChooseWebFolder
        | Message::WebFolder(_)
        | Message::Revocable(..)
        | Message::Revoke
        | Message::Revoked(_)) => inspect.update_revoking(message, desk, out),
        message @ (Message::SavePdf | Message::SavePdfTo(_) | Message::Print) => inspect.update_pdf(message, desk, out),
        Message::ConsiderTrust => inspect.asks_to_trust = true,
        Message::Trust => inspect.trust_issuer(desk, out),
        Message::Cancel => {
            inspect.asks_to_trust = false;
            inspect.asks_address = false;
            inspect.asks_online = false;
            inspect.revoking = None;
            inspect.trusted = None;
            inspect.offered = None;
            inspect.distrusting = None;
        }
        Message::CopyText => {
            if let Some(seen) = inspect.shown() {
                ctx.copy_text(card::as_text(seen, (desk.outside.now)()));
                out.say(Notice::done("The report is on the clipboard."));
            }
        }
    }
}

impl Inspect {
    /// Looks at files, and at those in folders.
    fn look_at(&self, paths: Vec<PathBuf>, desk: &mut Desk, out: &mut Outbox<Message>) {
        desk.place = Place::Inspect;
        let name = match paths.as_slice() {
            [only] => look::named(only),
            several => format!("{} files", several.len()),
        };
        let Some(trust) = trust(desk, out) else {
            let why = "Whom you trust is not known, since that list cannot be read.".to_owned();
            return out.push(nothing_seen(&name, vec![why]));
        };
        let (at, home) = ((desk.outside.now)(), desk.outside.folder.clone());
        out.run("Inspecting", move |progress| {
            let is_folder = paths.iter().any(|path| path.is_dir());
            let folder = look::common_folder(&paths);
            let found = badge_files(paths);
            let files = &found.files;
            if let ([single], false, []) = (files.as_slice(), is_folder, found.passed.as_slice()) {
                return match look::one(single, &trust, home.as_deref(), at) {
                    Ok(seen) => Out::All(vec![
                        Out::Mine(Message::Table(Vec::new(), Passed::default())),
                        Out::Mine(Message::Seen(Arc::new(seen))),
                    ]),
                    Err(words) => nothing_seen(&name, vec![words]),
                };
            }
            let (rows, unread) = look::many(files, &folder, &trust, home.as_deref(), at, progress);
            let passed = Passed::new(&found, &folder, unread);
            if !rows.is_empty() {
                return Out::Mine(Message::Table(rows, passed));
            }
            let nothing = "There are no PNG, SVG, JSON or JWT files in this folder.";
            let nothing = (files.is_empty() && is_folder).then(|| nothing.to_owned());
            let why = nothing.into_iter().chain(passed.sentences).collect();
            nothing_seen(&name, why)
        });
    }

    /// Judges the file that is shown once more, with the address typed and the
    /// issuers as they are now. The bytes are those of the first look.
    pub(super) fn look_again(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(trust) = trust(desk, out) else { return };
        let at = (desk.outside.now)();
        let address = self.address.trim();
        let email = (!address.is_empty()).then_some(address);
        if let Some(seen) = &mut self.seen {
            let question = InspectOptions { trust: &trust, sources: &self.sources, at, email };
            let badge = Arc::new(Opened::of(&seen.bytes));
            let lists = OwnLists::new(desk.outside.folder.as_deref());
            let report = lists.completed(badge.inspect(&question), &badge, &seen.path, &question);
            *seen = Arc::new(seen.with(report));
        }
    }
}

/// Shows in the place of what was seen before that this could not be looked at.
fn not_seen(name: &str, why: Vec<String>) -> Out<Message> {
    Out::Mine(Message::Unseen(Unseen::new(name, why)))
}

/// The same where the table before is over as well.
fn nothing_seen(name: &str, why: Vec<String>) -> Out<Message> {
    Out::All(vec![Out::Mine(Message::Table(Vec::new(), Passed::default())), not_seen(name, why)])
}
