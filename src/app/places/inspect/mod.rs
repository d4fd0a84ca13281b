//! Opening badges that were made, to see what they say and what holds.

mod address;
mod ask_online;
mod card;
mod look;
mod message;
mod pdf;
mod revocation;
mod signed_picture;
mod start;
mod table;
mod trusted;
mod unseen;
mod update;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{self, TextureHandle, TextureOptions, Ui};

use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens};
use crate::app::toolkit::widgets::{Action, icon_mark, note, title};
use crate::inspect::{BadgeFiles, KnownIssuer, Sources, Trust, TrustChange, Verdict};

pub use look::{Row, Seen};
pub use message::{Message, commands};
pub use table::TableFile;
pub use unseen::Unseen;
pub use update::update;

/// What was named, or lies in a folder that was, and was not looked at.
#[derive(Clone, Debug, Default)]
pub struct Passed {
    /// Each of it, with a sentence that says why.
    each: Vec<(PathBuf, String)>,
    /// The same, in a sentence for each reason.
    sentences: Vec<String>,
}

impl Passed {
    /// What was found and passed over, and what could not be read.
    fn new(found: &BadgeFiles, folder: &Path, unread: Vec<(PathBuf, String)>) -> Self {
        let passed = found.passed.iter().map(|one| (one.path.clone(), format!("It was not looked at: {}.", one.why)));
        let sentences = found.sentences(|path| look::named_below(folder, path)).into_iter();
        Self {
            sentences: sentences.chain(unread.iter().map(|(_, why)| why.clone())).collect(),
            each: passed.chain(unread).collect(),
        }
    }
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
    revoking: Option<revocation::Asked>,
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

/// Shows badges that were made.
pub fn show(ui: &mut Ui, inspect: &mut Inspect, desk: &Desk, out: &mut Outbox<Message>) {
    // A verdict below the fold of the file before would not be seen.
    let page = ("inspect", inspect.seen.as_ref().map(|_| inspect.opened));
    egui::ScrollArea::vertical().id_salt(page).auto_shrink(false).show(ui, |ui| {
        let side = if ui.available_width() < 600.0 { 8 } else { 32 };
        egui::Frame::new().inner_margin(egui::Margin::symmetric(side, 24)).show(ui, |ui| {
            if inspect.seen.is_none() && inspect.unseen.is_none() && inspect.rows.is_empty() {
                return invitation(ui, out);
            }
            if inspect.seen.is_none() && inspect.unseen.is_none() {
                return table::show(ui, inspect, out);
            }
            if !inspect.rows.is_empty() {
                if ui.add(Action::new("Back to the list").icon("arrow-left").small()).clicked() {
                    out.mine(Message::Back);
                }
                ui.add_space(8.0);
            }
            if let Some(unseen) = &inspect.unseen {
                unseen.show(ui);
            }
            let texture = inspect.card_picture(ui);
            if let Some(seen) = inspect.shown().cloned() {
                card::show(ui, &seen, texture, inspect, out);
            }
            ui.add_space(16.0);
            ui.horizontal_wrapped(|ui| {
                if ui.add(Action::new("Inspect another file…").icon("folder-open")).clicked() {
                    out.mine(Message::Choose);
                }
                if ui.add(Action::new("Issuers you trust…").icon("users-three")).clicked() {
                    out.mine(Message::ShowTrusted);
                }
            });
        });
    });
    inspect.ask_to_trust(ui, out);
    inspect.ask_online(ui, out);
    inspect.ask_to_revoke(ui, desk, out);
    inspect.show_trusted(ui, out);
}

impl Inspect {
    fn card_picture(&mut self, ui: &Ui) -> Option<TextureHandle> {
        let seen = Arc::clone(self.shown()?);
        let picture = seen.picture.clone()?;
        let known = self.texture.take().filter(|(path, _)| *path == seen.path);
        let known = known.unwrap_or_else(|| {
            (seen.path.clone(), ui.ctx().load_texture("inspected", (*picture).clone(), TextureOptions::LINEAR))
        });
        Some(self.texture.insert(known).1.clone())
    }
}

/// What stands here before any file was opened.
fn invitation(ui: &mut Ui, out: &mut Outbox<Message>) {
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
                out.mine(Message::Choose);
            }
            ui.add_space(8.0);
            if ui.add(Action::new("Choose a folder…").icon("folders")).clicked() {
                out.mine(Message::ChooseFolder);
            }
        });
    });
}
