//! What becomes of a message to Inspect.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::export::Export;
use super::trusted::trust;
use super::unseen::{Passed, Unseen};
use super::view::TableFile;
use super::{Inspect, Message, Row, card, look, start};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox, Place, Progress};
use crate::inspect::{BadgeFiles, InspectOptions, Opened, Trust, badge_files};
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
        Message::Looked(wanted, found) => {
            if wanted == inspect.wanted {
                out.push(Out::All(found.into_iter().map(Out::Mine).collect()));
            }
        }
        Message::Seen(seen) => inspect.open(seen),
        Message::Table(named_files, rows, passed) => {
            let (opened, looks, wanted) = (inspect.opened + 1, inspect.looks + 1, inspect.wanted);
            *inspect = Inspect { named_files, rows, passed, opened, looks, wanted, ..Inspect::default() };
        }
        Message::TableAnew(look, rows, passed) => {
            if inspect.looks == look {
                (inspect.rows, inspect.passed) = (rows, passed);
            }
        }
        Message::Unseen(unseen) => {
            inspect.ask_nothing();
            (inspect.seen, inspect.unseen) = (None, Some(unseen));
        }
        Message::Show(at) => {
            let Some(row) = inspect.rows.get(at).cloned() else { return };
            let Some(trust) = trust(desk, out) else { return };
            let (now, home) = ((desk.outside.now)(), desk.outside.folder.clone());
            let wanted = inspect.wants_another();
            out.run("Inspecting", move |_| {
                let found = match look::one(&row.path, &trust, home.as_deref(), now) {
                    Ok(seen) => Message::Seen(Arc::new(seen)),
                    Err(words) => not_seen(&row.name, vec![words]),
                };
                Out::Mine(Message::Looked(wanted, vec![found]))
            });
        }
        Message::Back => {
            inspect.wants_another();
            inspect.ask_nothing();
            (inspect.seen, inspect.unseen) = (None, None);
        }
        Message::ExportTable(kind) => {
            let ending = if kind == TableFile::Csv { "csv" } else { "json" };
            let question = FileQuestion {
                title: "Export the table".into(),
                save: true,
                suggested: (desk.outside.documents)().join(format!("badges.{ending}")),
                endings: vec![ending],
                kind: "Tables",
            };
            let table = Arc::new(Export::of(inspect, (desk.outside.now)()));
            out.pick(question, move |path| Message::ExportTableTo(Arc::clone(&table), path));
        }
        Message::ExportTableTo(table, path) => {
            let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
            let kind = if is_json { TableFile::Json } else { TableFile::Csv };
            let written = table
                .written(kind)
                .and_then(|bytes| write_atomically(&path, &bytes).map_err(|error| error.to_string()));
            match written {
                Ok(()) => {
                    let (count, all) = (table.count(), table.all());
                    let left = if count < all {
                        format!(", with {count} of {all} files as it is shown")
                    } else {
                        String::new()
                    };
                    let others = " Other files are shown by now; those for which you were asked are in it.";
                    let others = if table.is_of(inspect) { "" } else { others };
                    out.say(Notice::done(format!("The table is in “{}”{left}.{others}", path.display())));
                }
                Err(words) => out.say(Notice::error(words)),
            }
        }
        Message::ConsiderOnline => {
            desk.place = Place::Inspect;
            inspect.asks_online = true;
        }
        Message::CheckOnline(hosts) => inspect.check_online(hosts, desk, out),
        Message::Settled(of, settled, sources) => inspect.settled(&of, settled, *sources, desk, out),
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
        | Message::WebFolder(..)
        | Message::Revocable(..)
        | Message::Revoke
        | Message::Revoked(..)) => inspect.update_revoking(message, desk, out),
        message @ (Message::SavePdf | Message::SavePdfTo(..) | Message::Print) => {
            inspect.update_pdf(message, desk, out);
        }
        Message::ConsiderTrust => inspect.asks_to_trust = true,
        Message::Trust(issuer) => inspect.trust_issuer(*issuer, desk, out),
        Message::Cancel => inspect.ask_nothing(),
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
    fn look_at(&mut self, paths: Vec<PathBuf>, desk: &mut Desk, out: &mut Outbox<Message>) {
        desk.place = Place::Inspect;
        let name = match paths.as_slice() {
            [only] => look::named(only),
            several => format!("{} files", several.len()),
        };
        let Some(trust) = trust(desk, out) else {
            let why = "Whom you trust is not known, since that list cannot be read.".to_owned();
            return out.mine(Message::Looked(self.wants_another(), nothing_seen(&name, vec![why])));
        };
        let (at, home) = ((desk.outside.now)(), desk.outside.folder.clone());
        let wanted = self.wants_another();
        out.run("Inspecting", move |progress| {
            let found = found_at(paths, &name, &trust, home.as_deref(), at, progress);
            Out::Mine(Message::Looked(wanted, found))
        });
    }

    /// That another file is to be seen than those that were wanted before; its number.
    fn wants_another(&mut self) -> u64 {
        self.wanted += 1;
        self.wanted
    }

    /// Judges the file that is shown and those of the table once more, by the issuers and
    /// withdrawn badges as they are now.
    pub(super) fn judge_anew(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        self.look_again(desk, out);
        let Some(trust) = trust(desk, out).filter(|_| !self.rows.is_empty()) else { return };
        self.looks += 1;
        let look = self.looks;
        let (at, home, paths) = ((desk.outside.now)(), desk.outside.folder.clone(), self.named_files.clone());
        out.run("Inspecting", move |progress| {
            let found = badge_files(paths.clone());
            let (rows, passed) = at_all(&paths, &found, &trust, home.as_deref(), at, progress);
            Out::Mine(Message::TableAnew(look, rows, passed))
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

/// Looks at files, and at those in folders, which are called so: on the card, or in a table.
fn found_at(
    paths: Vec<PathBuf>,
    name: &str,
    trust: &Trust,
    home: Option<&Path>,
    at: jiff::Timestamp,
    progress: &Progress,
) -> Vec<Message> {
    let is_folder = paths.iter().any(|path| path.is_dir());
    let found = badge_files(paths.clone());
    if let ([single], false, []) = (found.files.as_slice(), is_folder, found.passed.as_slice()) {
        return match look::one(single, trust, home, at) {
            Ok(seen) => vec![no_table(), Message::Seen(Arc::new(seen))],
            Err(words) => nothing_seen(name, vec![words]),
        };
    }
    let is_empty = found.files.is_empty();
    let (rows, passed) = at_all(&paths, &found, trust, home, at, progress);
    if !rows.is_empty() {
        return vec![Message::Table(paths, rows, passed)];
    }
    let nothing = "There are no PNG, SVG, JSON or JWT files in this folder.";
    let nothing = (is_empty && is_folder).then(|| nothing.to_owned());
    let why = nothing.into_iter().chain(passed.sentences).collect();
    nothing_seen(name, why)
}

/// Looks at what was found where these were named: a row for each file, and what was
/// not looked at.
fn at_all(
    named: &[PathBuf],
    found: &BadgeFiles,
    trust: &Trust,
    home: Option<&Path>,
    at: jiff::Timestamp,
    progress: &Progress,
) -> (Vec<Row>, Passed) {
    let folder = look::common_folder(named);
    let (rows, unread) = look::many(&found.files, &folder, trust, home, at, progress);
    (rows, Passed::new(found, &folder, unread))
}

/// Shows in the place of what was seen before that this could not be looked at.
fn not_seen(name: &str, why: Vec<String>) -> Message {
    Message::Unseen(Unseen::new(name, why))
}

/// The same where the table before is over as well.
fn nothing_seen(name: &str, why: Vec<String>) -> Vec<Message> {
    vec![no_table(), not_seen(name, why)]
}

fn no_table() -> Message {
    Message::Table(Vec::new(), Vec::new(), Passed::default())
}
