//! Opening badges that were made, to see what they say and what holds.

mod address;
mod ask;
mod ask_online;
mod card;
mod look;
mod pdf;
mod signed_picture;
mod start;
mod table;
mod trusted;
mod unseen;
mod withdraw;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, TextureHandle, TextureOptions, Ui};

use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::{FileQuestion, Notice, Place};
use crate::app::session;
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens};
use crate::app::toolkit::widgets::{Action, icon_mark, note, title};
use crate::document::write_atomically;
use crate::inspect::{KnownIssuer, Opened, Question, Sources, Trust, TrustChange, Verdict, badge_files};
use crate::issue::OwnLists;

pub use ask::Ask;
pub use look::{Row, Seen};
pub use table::TableFile;
pub use unseen::Unseen;

/// What was named, or lies in a folder that was, and was not looked at.
#[derive(Clone, Debug, Default)]
pub struct Passed {
    /// How much that is.
    count: usize,
    /// Why, in a sentence for each reason.
    sentences: Vec<String>,
}

/// The icon of a verdict.
fn verdict_icon(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Genuine => "seal-check",
        Verdict::Intact => "shield-check",
        Verdict::Unconfirmed => "seal-question",
        Verdict::Ended => "hourglass",
        Verdict::Withdrawn => "prohibit",
        Verdict::NotValid => "x-circle",
        Verdict::NotABadge => "file-x",
    }
}

/// What the screen remembers between frames.
#[derive(Default)]
pub struct Inspect {
    /// The files of the table; none when a single file was opened.
    rows: Vec<Row>,
    /// What lies there and was not looked at.
    passed: Passed,
    view: table::View,
    /// The file on the card.
    seen: Option<Arc<Seen>>,
    /// What was named since and could not be looked at: it stands in the place of the
    /// card, which is of another file.
    unseen: Option<Unseen>,
    /// What was fetched for it, at the user's wish.
    sources: Sources,
    /// The hosts that were named to the user, who agreed.
    named: BTreeSet<String>,
    address: String,
    asks_address: bool,
    /// Whether the field for the address is to have the keyboard.
    to_address: bool,
    asks_to_trust: bool,
    asks_online: bool,
    withdrawing: Option<withdraw::Asked>,
    trusted: Option<Trust>,
    /// Whom the user may trust no longer: the question stands beside them.
    distrusting: Option<String>,
    /// Issuers on a list that was handed over, not yet confirmed, and what each would
    /// change.
    offered: Option<Vec<(Vec<TrustChange>, KnownIssuer)>>,
    texture: Option<(PathBuf, TextureHandle)>,
    /// Whether the verdict is to be brought into sight, since it may be another now.
    to_verdict: bool,
    /// How many files were opened: each is seen from its top.
    opened: u64,
}

impl Inspect {
    /// Shows a file on the card; what was asked about the one before is over.
    fn open(&mut self, seen: Arc<Seen>) {
        let (rows, passed) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.passed));
        let view = std::mem::take(&mut self.view);
        let opened = self.opened + 1;
        *self = Self { rows, passed, view, seen: Some(seen), opened, ..Self::default() };
    }

    /// The files of the table.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The file that is shown.
    pub fn shown(&self) -> Option<&Arc<Seen>> {
        self.seen.as_ref()
    }
}

impl App {
    pub(in crate::app) fn update_inspect(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::Choose => {
                let question = FileQuestion {
                    title: "Inspect a badge file".into(),
                    save: false,
                    suggested: (self.state.desk.outside.documents)(),
                    endings: vec!["png", "svg", "json", "jwt"],
                    kind: "Badge files: PNG, SVG, JSON",
                };
                let then = |path| Command::Inspect(Ask::Files(vec![path]));
                self.update(ctx, Command::Session(session::pick(question, then)));
            }
            Ask::ChooseFolder => {
                let question = FileQuestion {
                    title: "Inspect a folder of badges".into(),
                    save: false,
                    suggested: (self.state.desk.outside.documents)(),
                    endings: Vec::new(),
                    kind: "Folders",
                };
                let then = |path| Command::Inspect(Ask::Files(vec![path]));
                self.update(ctx, Command::Session(session::pick(question, then)));
            }
            Ask::Files(paths) => self.look_at(ctx, paths),
            Ask::Seen(seen) => self.state.inspect.open(seen),
            Ask::Table(rows, passed) => {
                let opened = self.state.inspect.opened + 1;
                self.state.inspect = Inspect { rows, passed, opened, ..Inspect::default() };
            }
            Ask::Unseen(unseen) => {
                let inspect = &mut self.state.inspect;
                (inspect.seen, inspect.unseen) = (None, Some(unseen));
            }
            Ask::Show(at) => {
                let Some(row) = self.state.inspect.rows.get(at).cloned() else { return };
                let Some(trust) = self.trust(ctx) else { return };
                let (now, home) = ((self.state.desk.outside.now)(), self.state.desk.outside.folder.clone());
                self.begin(ctx, "Inspecting", move |_| match look::one(&row.path, &trust, home.as_deref(), now) {
                    Ok(seen) => Command::Inspect(Ask::Seen(Arc::new(seen))),
                    Err(words) => Unseen::told(&look::named(&row.path), vec![words]),
                });
            }
            Ask::Back => {
                let inspect = &mut self.state.inspect;
                (inspect.seen, inspect.unseen) = (None, None);
            }
            Ask::ExportTable(kind) => {
                let ending = if kind == TableFile::Csv { "csv" } else { "json" };
                let question = FileQuestion {
                    title: "Export the table".into(),
                    save: true,
                    suggested: (self.state.desk.outside.documents)().join(format!("badges.{ending}")),
                    endings: vec![ending],
                    kind: "Tables",
                };
                let then = |path| Command::Inspect(Ask::ExportTableTo(path));
                self.update(ctx, Command::Session(session::pick(question, then)));
            }
            Ask::ExportTableTo(path) => {
                let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
                let kind = if is_json { TableFile::Json } else { TableFile::Csv };
                let inspect = &self.state.inspect;
                let written = table::export(&inspect.rows, &inspect.view, kind)
                    .and_then(|bytes| write_atomically(&path, &bytes).map_err(|error| error.to_string()));
                match written {
                    Ok(()) => self.say(ctx, Notice::done(format!("The table is in “{}”.", path.display()))),
                    Err(words) => self.say(ctx, Notice::error(words)),
                }
            }
            Ask::ConsiderOnline => {
                self.state.desk.place = Place::Inspect;
                self.state.inspect.asks_online = true;
            }
            Ask::CheckOnline => self.check_online(ctx),
            Ask::Settled(seen, sources) => self.settled(seen, *sources),
            Ask::StartFrom => {
                let id = (self.state.desk.outside.fresh_id)();
                if let Some(document) = self.state.inspect.shown().and_then(|seen| start::document(seen, id)) {
                    self.update(
                        ctx,
                        Command::Session(session::Ask::Begin {
                            document: Box::new(document),
                            place: Place::Words,
                            starter: false,
                        }),
                    );
                }
            }
            ask @ (Ask::ShowTrusted
            | Ask::ConsiderDistrust(_)
            | Ask::Distrust(_)
            | Ask::ExportTrusted
            | Ask::ExportTrustedTo(_)
            | Ask::ImportTrusted
            | Ask::ImportTrustedFrom(_)
            | Ask::TakeOffered) => {
                self.state.desk.place = Place::Inspect;
                self.update_trusted(ctx, ask);
            }
            Ask::CompareAddress => {
                if std::mem::replace(&mut self.state.inspect.asks_address, true) {
                    self.look_again(ctx);
                } else {
                    self.state.inspect.to_address = true;
                }
            }
            ask @ (Ask::ConsiderWithdrawing
            | Ask::ChooseWebFolder
            | Ask::WebFolder(_)
            | Ask::Withdrawable(..)
            | Ask::Withdraw
            | Ask::Withdrawn(_)) => self.update_withdrawing(ctx, ask),
            ask @ (Ask::SavePdf | Ask::SavePdfTo(_) | Ask::Print) => self.update_pdf(ctx, ask),
            Ask::ConsiderTrust => self.state.inspect.asks_to_trust = true,
            Ask::Trust => self.trust_issuer(ctx),
            Ask::Cancel => {
                self.state.inspect.asks_to_trust = false;
                self.state.inspect.asks_address = false;
                self.state.inspect.asks_online = false;
                self.state.inspect.withdrawing = None;
                self.state.inspect.trusted = None;
                self.state.inspect.offered = None;
                self.state.inspect.distrusting = None;
            }
            Ask::CopyText => {
                if let Some(seen) = self.state.inspect.shown() {
                    ctx.copy_text(card::as_text(seen, (self.state.desk.outside.now)()));
                    self.say(ctx, Notice::done("The report is on the clipboard."));
                }
            }
        }
    }

    /// Looks at files, and at those in folders.
    fn look_at(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        self.state.desk.place = Place::Inspect;
        let name = match paths.as_slice() {
            [only] => look::named(only),
            several => format!("{} files", several.len()),
        };
        let Some(trust) = self.trust(ctx) else {
            let why = "Whom you trust is not known, since that list cannot be read.".to_owned();
            return self.update(ctx, Unseen::all(&name, vec![why]));
        };
        let (at, home) = ((self.state.desk.outside.now)(), self.state.desk.outside.folder.clone());
        self.begin(ctx, "Inspecting", move |progress| {
            let is_folder = paths.iter().any(|path| path.is_dir());
            let found = badge_files(paths);
            let passed = found.sentences(look::named);
            let (files, count) = (found.files, found.passed.len());
            if let ([single], false, []) = (files.as_slice(), is_folder, passed.as_slice()) {
                return match look::one(single, &trust, home.as_deref(), at) {
                    Ok(seen) => Command::All(vec![
                        Command::Inspect(Ask::Table(Vec::new(), Passed::default())),
                        Command::Inspect(Ask::Seen(Arc::new(seen))),
                    ]),
                    Err(words) => Unseen::all(&name, vec![words]),
                };
            }
            let (rows, unread) = look::many(&files, &trust, home.as_deref(), at, progress);
            let passed = Passed { count: count + unread.len(), sentences: passed.into_iter().chain(unread).collect() };
            if !rows.is_empty() {
                return Command::Inspect(Ask::Table(rows, passed));
            }
            let nothing = "There are no PNG, SVG, JSON or JWT files in this folder.";
            let nothing = (files.is_empty() && is_folder).then(|| nothing.to_owned());
            let why = nothing.into_iter().chain(passed.sentences).collect();
            Unseen::all(&name, why)
        });
    }

    /// Own keys and confirmed issuers; `None` when the list cannot be read,
    /// which is said.
    fn trust(&mut self, ctx: &egui::Context) -> Option<Trust> {
        match self.state.desk.outside.folder.as_deref().map_or(Ok(Trust::default()), Trust::load) {
            Ok(trust) => Some(trust),
            Err(error) => {
                self.say(ctx, Notice::error(error.to_string()));
                None
            }
        }
    }

    /// Judges the file that is shown once more, with the address typed and the
    /// issuers as they are now. The bytes are those of the first look.
    fn look_again(&mut self, ctx: &egui::Context) {
        let Some(trust) = self.trust(ctx) else { return };
        let at = (self.state.desk.outside.now)();
        let inspect_state = &mut self.state.inspect;
        let address = inspect_state.address.trim();
        let email = (!address.is_empty()).then_some(address);
        if let Some(seen) = &mut inspect_state.seen {
            let question = Question { trust: &trust, sources: &inspect_state.sources, at, email };
            let badge = Arc::new(Opened::of(&seen.bytes));
            let lists = OwnLists::new(self.state.desk.outside.folder.as_deref());
            let report = lists.completed(badge.inspect(&question), &badge, &seen.path, &question);
            *seen = Arc::new(seen.with(report));
        }
    }

    pub(in crate::app) fn inspect(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        // A verdict below the fold of the file before would not be seen.
        let page = ("inspect", self.state.inspect.seen.as_ref().map(|_| self.state.inspect.opened));
        egui::ScrollArea::vertical().id_salt(page).auto_shrink(false).show(ui, |ui| {
            let side = if ui.available_width() < 600.0 { 8 } else { 32 };
            egui::Frame::new().inner_margin(egui::Margin::symmetric(side, 24)).show(ui, |ui| {
                let inspect = &mut self.state.inspect;
                if inspect.seen.is_none() && inspect.unseen.is_none() && inspect.rows.is_empty() {
                    return invitation(ui, commands);
                }
                if inspect.seen.is_none() && inspect.unseen.is_none() {
                    return table::show(ui, inspect, commands);
                }
                if !inspect.rows.is_empty() {
                    if ui.add(Action::new("Back to the list").icon("arrow-left").small()).clicked() {
                        commands.push(Command::Inspect(Ask::Back));
                    }
                    ui.add_space(8.0);
                }
                if let Some(unseen) = &inspect.unseen {
                    unseen.show(ui);
                }
                let texture = self.card_picture(ui);
                if let Some(seen) = self.state.inspect.shown().cloned() {
                    card::show(ui, &seen, texture, &mut self.state.inspect, commands);
                }
                ui.add_space(16.0);
                ui.horizontal_wrapped(|ui| {
                    if ui.add(Action::new("Inspect another file…").icon("folder-open")).clicked() {
                        commands.push(Command::Inspect(Ask::Choose));
                    }
                    if ui.add(Action::new("Issuers you trust…").icon("users-three")).clicked() {
                        commands.push(Command::Inspect(Ask::ShowTrusted));
                    }
                });
            });
        });
        self.ask_to_trust(ui, commands);
        self.ask_online(ui, commands);
        self.ask_to_withdraw(ui, commands);
        self.show_trusted(ui, commands);
    }

    fn card_picture(&mut self, ui: &Ui) -> Option<TextureHandle> {
        let seen = Arc::clone(self.state.inspect.shown()?);
        let picture = seen.picture.clone()?;
        let known = self.state.inspect.texture.take().filter(|(path, _)| *path == seen.path);
        let known = known.unwrap_or_else(|| {
            (seen.path.clone(), ui.ctx().load_texture("inspected", (*picture).clone(), TextureOptions::LINEAR))
        });
        Some(self.state.inspect.texture.insert(known).1.clone())
    }
}

/// What stands here before any file was opened.
fn invitation(ui: &mut Ui, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui);
    let frame = egui::Frame::new()
        .fill(tokens.panel)
        .stroke(egui::Stroke::new(1.0, tokens.line))
        .corner_radius(CARD_RADIUS)
        .inner_margin(egui::Margin::same(48));
    frame.show(ui, |ui| {
        ui.set_min_height((ui.clip_rect().height() - 200.0).max(200.0));
        ui.vertical_centered(|ui| {
            ui.add_space(64.0);
            icon_mark(ui, "file-magnifying-glass", false, 48.0, tokens.accent.ink);
            ui.add_space(16.0);
            title(ui, "Drop a badge here");
            note(
                ui,
                "to see what it says, who signed it, and what holds. PNG, SVG or JSON. Nothing is fetched or sent.",
            );
            ui.add_space(16.0);
            if ui.add(Action::new("Choose a file…").icon("folder-open").main()).clicked() {
                commands.push(Command::Inspect(Ask::Choose));
            }
            ui.add_space(8.0);
            if ui.add(Action::new("Choose a folder…").icon("folders")).clicked() {
                commands.push(Command::Inspect(Ask::ChooseFolder));
            }
        });
    });
}
