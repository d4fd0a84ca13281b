//! Opening badges that were made, to see what they say and what holds.

mod card;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{self, ColorImage, KeyboardShortcut, TextureHandle, TextureOptions, Ui};

use super::App;
use super::command::Command;
use super::dialogs::FileQuestion;
use super::session;
use super::state::{Notice, Place};
use super::theme::{CARD_RADIUS, Tokens};
use super::widgets::{Action, field, heading, icon_mark, label, modal, note};
use crate::artwork::{Artwork, ElementId, MAX_PICTURE_SIDE, SIDE};
use crate::badge::Badge;
use crate::inspect::{Question, Report, Sources, Trust, inspect};
use crate::render::raster::Renderer;
use crate::scene::{build, read_svg};

/// Largest file that is looked into, in bytes. The carriers have limits of
/// their own below this one.
const MAX_FILE: u64 = 64 * 1024 * 1024 + 1;
/// Side to which pictures of badges are reduced for the card, in pixels.
const PICTURE_SIDE: u32 = 640;

/// A wish about badges to look at.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Asks for a file.
    Choose,
    /// Looks at these files.
    Files(Vec<PathBuf>),
    /// Files were looked at.
    Seen(Vec<Arc<Seen>>),
    /// Shows another of the files.
    Show(usize),
    /// Compares what was typed with the e-mail address sealed in the badge.
    CompareAddress,
    /// Shows what confirming the issuer means.
    ConsiderTrust,
    /// Confirms the issuer of the badge shown.
    Trust,
    /// Takes a question back.
    Cancel,
    /// Copies the report as text.
    CopyText,
}

/// A file that was looked at.
pub struct Seen {
    path: PathBuf,
    bytes: Vec<u8>,
    report: Report,
    picture: Option<ColorImage>,
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seen({}: {:?})", self.path.display(), self.report.verdict)
    }
}

impl Seen {
    /// What was found.
    pub fn report(&self) -> &Report {
        &self.report
    }

    fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// What the screen remembers between frames.
#[derive(Default)]
pub struct Inspect {
    seen: Vec<Arc<Seen>>,
    shown: usize,
    /// What was fetched for the file that is shown, at the user's wish.
    sources: Sources,
    address: String,
    asks_address: bool,
    asks_to_trust: bool,
    texture: Option<(PathBuf, TextureHandle)>,
}

impl Inspect {
    /// The file that is shown.
    pub fn shown(&self) -> Option<&Arc<Seen>> {
        self.seen.get(self.shown)
    }
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        vec![Self::Choose]
    }

    pub(super) fn label(&self) -> String {
        match self {
            Self::CopyText => "Copy the report as text".into(),
            _ => "Inspect a badge file…".into(),
        }
    }

    pub(super) fn icon(&self) -> &'static str {
        "magnifying-glass"
    }

    pub(super) fn shortcut(&self) -> Option<KeyboardShortcut> {
        match self {
            Self::Choose => Some(KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::I)),
            _ => None,
        }
    }
}

/// Reads and inspects one file, and draws its picture if it has one.
fn look_at(path: &Path, trust: &Trust, at: jiff::Timestamp) -> Result<Seen, String> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| std::io::Read::read_to_end(&mut std::io::Read::take(file, MAX_FILE), &mut bytes))
        .map_err(|error| format!("“{}” cannot be read: {error}.", path.display()))?;
    let report = inspect(&bytes, &Question { trust, sources: &Sources::default(), at, email: None });
    let picture = picture_of(&bytes);
    Ok(Seen { path: path.to_owned(), bytes, report, picture })
}

/// The picture in a badge file, small enough for the card.
fn picture_of(bytes: &[u8]) -> Option<ColorImage> {
    let text = bytes.trim_ascii_start();
    if text.first() == Some(&b'<') {
        let element = read_svg(bytes, ElementId(1), SIDE).ok()?.element;
        let artwork = Artwork { elements: vec![Arc::new(element)], ..Default::default() };
        let scene = build(&artwork, &Badge::default());
        let pixels = Renderer::new().render(&scene, PICTURE_SIDE);
        return Some(ColorImage::from_rgba_premultiplied(
            [pixels.width as usize, pixels.height as usize],
            &pixels.rgba,
        ));
    }
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MAX_PICTURE_SIDE);
    limits.max_image_height = Some(MAX_PICTURE_SIDE);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let picture = if picture.width().max(picture.height()) > PICTURE_SIDE {
        picture.thumbnail(PICTURE_SIDE, PICTURE_SIDE)
    } else {
        picture
    };
    let rgba = picture.to_rgba8();
    Some(ColorImage::from_rgba_unmultiplied([rgba.width() as usize, rgba.height() as usize], &rgba))
}

impl App {
    pub(super) fn update_inspect(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::Choose => {
                let question = FileQuestion {
                    title: "Inspect a badge file".into(),
                    save: false,
                    suggested: (self.outside.documents)(),
                    endings: vec!["png", "svg", "json", "jwt"],
                    kind: "Badge files: PNG, SVG, JSON",
                };
                let then = |path| Command::Inspect(Ask::Files(vec![path]));
                self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
            }
            Ask::Files(paths) => {
                let Some(trust) = self.trust(ctx) else { return };
                let at = (self.outside.now)();
                self.state.place = Place::Inspect;
                self.tasks.begin(ctx, "Inspecting", move |progress| {
                    let mut commands = Vec::new();
                    let mut seen = Vec::new();
                    for (done, path) in paths.iter().enumerate() {
                        if progress.is_cancelled() {
                            break;
                        }
                        progress.set(done as f32 / paths.len() as f32);
                        match look_at(path, &trust, at) {
                            Ok(one) => seen.push(Arc::new(one)),
                            Err(words) => commands.push(Command::Say(Notice::error(words))),
                        }
                    }
                    if !seen.is_empty() {
                        commands.push(Command::Inspect(Ask::Seen(seen)));
                    }
                    Command::All(commands)
                });
            }
            Ask::Seen(seen) => self.state.inspect = Inspect { seen, ..Inspect::default() },
            Ask::Show(at) => {
                let seen = std::mem::take(&mut self.state.inspect.seen);
                self.state.inspect =
                    Inspect { shown: at.min(seen.len().saturating_sub(1)), seen, ..Inspect::default() };
            }
            Ask::CompareAddress => {
                if std::mem::replace(&mut self.state.inspect.asks_address, true) {
                    self.look_again(ctx);
                }
            }
            Ask::ConsiderTrust => self.state.inspect.asks_to_trust = true,
            Ask::Trust => self.trust_issuer(ctx),
            Ask::Cancel => {
                self.state.inspect.asks_to_trust = false;
                self.state.inspect.asks_address = false;
            }
            Ask::CopyText => {
                if let Some(seen) = self.state.inspect.shown() {
                    ctx.copy_text(card::as_text(seen));
                    self.say(ctx, Notice::done("The report is on the clipboard."));
                }
            }
        }
    }

    /// Own keys and confirmed issuers; `None` when the list cannot be read,
    /// which is said.
    fn trust(&mut self, ctx: &egui::Context) -> Option<Trust> {
        match self.outside.folder.as_deref().map_or(Ok(Trust::default()), Trust::load) {
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
        let at = (self.outside.now)();
        let inspect_state = &mut self.state.inspect;
        let address = inspect_state.address.trim();
        let email = (!address.is_empty()).then_some(address);
        if let Some(seen) = inspect_state.seen.get_mut(inspect_state.shown) {
            let report = inspect(&seen.bytes, &Question { trust: &trust, sources: &inspect_state.sources, at, email });
            *seen = Arc::new(Seen {
                path: seen.path.clone(),
                bytes: seen.bytes.clone(),
                report,
                picture: seen.picture.clone(),
            });
        }
    }

    fn trust_issuer(&mut self, ctx: &egui::Context) {
        self.state.inspect.asks_to_trust = false;
        let Some(seen) = self.state.inspect.shown() else { return };
        let Some(signer) = seen.report.signer.clone() else { return };
        let name =
            seen.report.badge.as_ref().and_then(|badge| badge.issuer.name.clone()).unwrap_or_else(|| signer.clone());
        let Some(folder) = self.outside.folder.clone() else {
            self.say(ctx, Notice::error(crate::document::NoUserFolder.to_string()));
            return;
        };
        let Some(mut trust) = self.trust(ctx) else { return };
        trust.add_trusted(signer, name);
        match trust.save(&folder) {
            Ok(()) => self.look_again(ctx),
            Err(error) => self.say(ctx, Notice::error(error.to_string())),
        }
    }

    pub(super) fn inspect(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(32, 24)).show(ui, |ui| {
                if self.state.inspect.seen.is_empty() {
                    invitation(ui, commands);
                    return;
                }
                if self.state.inspect.seen.len() > 1 {
                    self.other_files(ui, commands);
                }
                let texture = self.card_picture(ui);
                if let Some(seen) = self.state.inspect.shown().cloned() {
                    card::show(ui, &seen, texture, &mut self.state.inspect, commands);
                }
                ui.add_space(16.0);
                if ui.add(Action::new("Inspect another file…").icon("folder-open")).clicked() {
                    commands.push(Command::Inspect(Ask::Choose));
                }
            });
        });
        self.ask_to_trust(ui, commands);
    }

    /// The files dropped together, with their verdicts.
    fn other_files(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        ui.horizontal_wrapped(|ui| {
            for (at, seen) in self.state.inspect.seen.iter().enumerate() {
                let words = format!("{}: {}", seen.name(), seen.report.verdict.title());
                let (_, icon) = card::tone_of(ui, seen.report.verdict);
                if ui.add(Action::new(&words).icon(icon).selected(at == self.state.inspect.shown).small()).clicked() {
                    commands.push(Command::Inspect(Ask::Show(at)));
                }
            }
        });
        ui.add_space(16.0);
    }

    fn card_picture(&mut self, ui: &Ui) -> Option<TextureHandle> {
        let seen = Arc::clone(self.state.inspect.shown()?);
        let picture = seen.picture.clone()?;
        let known = self.state.inspect.texture.take().filter(|(path, _)| *path == seen.path);
        let known = known.unwrap_or_else(|| {
            (seen.path.clone(), ui.ctx().load_texture("inspected", picture, TextureOptions::LINEAR))
        });
        Some(self.state.inspect.texture.insert(known).1.clone())
    }

    fn ask_to_trust(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        let inspect = &self.state.inspect;
        let Some(seen) = inspect.shown().filter(|_| inspect.asks_to_trust) else { return };
        let Some(signer) = &seen.report.signer else { return };
        let name = seen
            .report
            .badge
            .as_ref()
            .and_then(|badge| badge.issuer.name.clone())
            .unwrap_or_else(|| "the issuer".into());
        let response = modal(ui.ctx(), "trust").show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            heading(ui, &format!("Is this really {name}?"));
            ui.label(format!(
                "Anybody can make a key and call it “{name}”. Ask {name}, by telephone or in person, for the fingerprint of their signing key, and compare:"
            ));
            ui.add_space(8.0);
            let shown = crate::credential::did::fingerprint(signer);
            ui.vertical_centered(|ui| heading(ui, &shown));
            ui.add_space(8.0);
            note(ui, "From then on, badges signed with this key are genuine to you.");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add(Action::new("It is the same: trust it").main()).clicked() {
                    commands.push(Command::Inspect(Ask::Trust));
                }
                if ui.add(Action::new("Cancel")).clicked() {
                    commands.push(Command::Inspect(Ask::Cancel));
                }
            });
        });
        if response.should_close() {
            commands.push(Command::Inspect(Ask::Cancel));
        }
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
            super::widgets::title(ui, "Drop a badge here");
            note(
                ui,
                "to see what it says, who signed it, and what holds. PNG, SVG or JSON. Nothing is fetched or sent.",
            );
            ui.add_space(16.0);
            if ui.add(Action::new("Choose a file…").icon("folder-open").main()).clicked() {
                commands.push(Command::Inspect(Ask::Choose));
            }
        });
    });
}

/// The field for the address to compare with the one sealed in the badge.
fn address_row(ui: &mut Ui, inspect: &mut Inspect, commands: &mut Vec<Command>) {
    let words = label(ui, "Your e-mail address, to compare with the sealed one");
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 120.0).clamp(120.0, 360.0);
        let typed =
            ui.add(field(&mut inspect.address).desired_width(width).hint_text("amy@example.org")).labelled_by(words.id);
        let entered = typed.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if ui.add(Action::new("Compare")).clicked() || entered {
            commands.push(Command::Inspect(Ask::CompareAddress));
        }
    });
    note(ui, "It stays on this computer.");
}
