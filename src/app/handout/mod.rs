//! Exporting pictures and baking badges.

mod keys;
mod panel;

use std::path::{Path, PathBuf};

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};

use super::App;
use super::command::Command;
use super::dialogs::FileQuestion;
use super::session::{self, file_name};
use super::state::{Notice, Place};
use crate::credential::{IssuerKey, KdfCost, KeyFile, SystemRandom};
use crate::document::write_atomically;
use crate::inspect::Trust;
use crate::issue::{FileKind, USUAL_SIDE, award, badge_file, picture};
use crate::render::raster::Renderer;
use crate::scene::build;

/// A wish about handing out.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Asks where to export the picture, in the kind that is set.
    Export,
    /// Asks where to export as this kind.
    ExportAs(FileKind),
    /// Writes the picture here.
    ExportTo(PathBuf),
    /// Makes the first key and seals it.
    MakeKey,
    /// A key file was written.
    KeyMade(Box<KeyFile>),
    /// Asks where to write the earner's badge.
    Bake,
    /// Signs, bakes and writes the earner's badge here.
    BakeTo(PathBuf),
    /// A badge was written here.
    Baked(PathBuf),
    /// It did not work; the sentence says why.
    Failed(String),
}

/// A text that is wiped from memory when it goes.
#[derive(Default)]
pub(super) struct Secret(zeroize::Zeroizing<String>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// What the screen remembers between frames.
#[derive(Debug)]
pub struct HandOut {
    /// The kind of the earner's badge file.
    kind: FileKind,
    /// The kind of the picture alone.
    picture: FileKind,
    side: u32,
    to: String,
    passphrase: Secret,
    repeated: Secret,
    key_name: String,
    /// The user's key, once the folder was looked into.
    key: Option<Option<KeyFile>>,
    problem: Option<String>,
    baked: Option<PathBuf>,
}

impl Default for HandOut {
    fn default() -> Self {
        Self {
            kind: FileKind::Png { side: USUAL_SIDE },
            picture: FileKind::Png { side: USUAL_SIDE },
            side: USUAL_SIDE,
            to: String::new(),
            passphrase: Secret::default(),
            repeated: Secret::default(),
            key_name: String::new(),
            key: None,
            problem: None,
            baked: None,
        }
    }
}

impl HandOut {
    /// Forgets what belonged to the document before.
    pub fn document_changed(&mut self) {
        self.to.clear();
        self.problem = None;
        self.baked = None;
    }

    /// The kind of file that a path asks for, in the size that is set. The
    /// question for the path has given it its ending.
    fn kind_at(&self, path: &Path) -> FileKind {
        match FileKind::by_ending(path) {
            Some(FileKind::Png { .. }) | None => FileKind::Png { side: self.side },
            Some(other) => other,
        }
    }
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        vec![Self::ExportAs(FileKind::Png { side: USUAL_SIDE }), Self::ExportAs(FileKind::Svg)]
    }

    pub(super) fn label(&self) -> String {
        match self {
            Self::ExportAs(FileKind::Svg) => "Export the picture as SVG…".into(),
            Self::Export | Self::ExportAs(_) | Self::ExportTo(_) => "Export the picture as PNG…".into(),
            Self::MakeKey | Self::KeyMade(_) => "Make a signing key".into(),
            Self::Bake | Self::BakeTo(_) | Self::Baked(_) | Self::Failed(_) => "Make the earner's badge…".into(),
        }
    }

    pub(super) fn icon(&self) -> &'static str {
        match self {
            Self::MakeKey | Self::KeyMade(_) => "key",
            Self::Export | Self::ExportAs(_) | Self::ExportTo(_) => "download-simple",
            _ => "seal-check",
        }
    }

    pub(super) fn shortcut(&self) -> Option<KeyboardShortcut> {
        match self {
            Self::ExportAs(FileKind::Png { .. }) => Some(KeyboardShortcut::new(Modifiers::COMMAND, Key::E)),
            _ => None,
        }
    }
}

impl App {
    pub(super) fn update_handout(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::ExportAs(kind) => {
                self.ask_where(ctx, "Export the picture", kind, "", |path| Command::HandOut(Ask::ExportTo(path)));
            }
            Ask::Export => self.update_handout(ctx, Ask::ExportAs(self.state.handout.picture)),
            Ask::ExportTo(path) => {
                let kind = self.state.handout.kind_at(&path);
                let document = self.state.document().clone();
                self.tasks.begin(ctx, "Exporting", move |progress| {
                    let scene = build(&document.artwork, &document.badge);
                    let bytes = picture(&document, &scene, kind, &mut Renderer::new());
                    let Some(bytes) = bytes.filter(|_| !progress.is_cancelled()) else {
                        return Command::All(Vec::new());
                    };
                    match write_atomically(&path, &bytes) {
                        Ok(()) => Command::Say(Notice::done(format!("The picture is in “{}”.", path.display()))),
                        Err(error) => Command::Say(Notice::error(error.to_string())),
                    }
                });
            }
            Ask::MakeKey => self.make_key(ctx),
            Ask::KeyMade(file) => {
                self.state.handout.key = Some(Some(*file));
                self.state.handout.repeated = Secret::default();
                self.say(
                    ctx,
                    Notice::done("Your signing key is made. Keep its passphrase safe: nobody can restore it."),
                );
            }
            Ask::Bake => {
                self.state.place = Place::HandOut;
                let handout = &mut self.state.handout;
                handout.problem = None;
                let now = (self.outside.now)();
                if let Err(error) = award(&handout.to, now) {
                    handout.problem = Some(error.to_string());
                    return;
                }
                let kind = handout.kind;
                let earner: String =
                    handout.to.chars().take_while(|c| *c != '@').filter(|c| c.is_alphanumeric()).take(20).collect();
                self.ask_where(ctx, "Write the earner's badge", kind, &earner, |path| {
                    Command::HandOut(Ask::BakeTo(path))
                });
            }
            Ask::BakeTo(path) => self.bake(ctx, path),
            Ask::Baked(path) => {
                self.state.handout.problem = None;
                self.say(ctx, Notice::done(format!("The badge is signed and in “{}”.", path.display())));
                self.state.handout.baked = Some(path);
            }
            Ask::Failed(words) => {
                self.state.handout.problem = Some(words);
                // Perhaps there is a key now that was not there before.
                self.state.handout.key = None;
            }
        }
    }

    fn ask_where(&mut self, ctx: &egui::Context, title: &str, kind: FileKind, more: &str, then: session::Then) {
        let name = format!("{} {more}", self.state.badge().display_name());
        let folder = self.state.session.path.as_ref().and_then(|path| path.parent().map(std::path::Path::to_owned));
        let question = FileQuestion {
            title: title.into(),
            save: true,
            suggested: folder.unwrap_or_else(|| (self.outside.documents)()).join(file_name(&name, kind.ending())),
            endings: vec![kind.ending()],
            kind: "Pictures",
        };
        self.update(ctx, Command::Session(session::Ask::Pick(question, then)));
    }

    fn make_key(&mut self, ctx: &egui::Context) {
        let Some(folder) = self.outside.folder.clone() else {
            self.state.handout.problem = Some(crate::document::NoUserFolder.to_string());
            return;
        };
        let handout = &mut self.state.handout;
        handout.problem = None;
        if *handout.passphrase.0 != *handout.repeated.0 {
            handout.problem = Some("The two passphrases are not the same. Type them again.".into());
            return;
        }
        let name = match handout.key_name.trim() {
            "" => self.state.history.document().badge.issuer.name.clone(),
            name => name.to_owned(),
        };
        let passphrase = handout.passphrase.0.clone();
        let (now, cost) = ((self.outside.now)(), self.outside.key_cost);
        self.tasks.begin(ctx, "Making the key", move |progress| {
            match keys::make(&folder, &name, &passphrase, now, cost, progress) {
                Ok(file) => Command::HandOut(Ask::KeyMade(Box::new(file))),
                Err(words) => Command::HandOut(Ask::Failed(words)),
            }
        });
    }

    fn bake(&mut self, ctx: &egui::Context, path: PathBuf) {
        let handout = &self.state.handout;
        let Some(Some(file)) = handout.key.clone() else { return };
        let (kind, to, passphrase) = (handout.kind_at(&path), handout.to.clone(), handout.passphrase.0.clone());
        let document = self.state.document().clone();
        let now = (self.outside.now)();
        self.tasks.begin(ctx, "Signing", move |progress| {
            let made = || -> Result<(), String> {
                let key: IssuerKey = file.open(&passphrase).map_err(|error| error.to_string())?;
                progress.set(0.5);
                let award = award(&to, now).map_err(|error| error.to_string())?;
                let bytes = badge_file(&document, &key, &award, kind, now).map_err(|error| error.to_string())?;
                if progress.is_cancelled() {
                    return Ok(());
                }
                write_atomically(&path, &bytes).map_err(|error| error.to_string())
            };
            match made() {
                Ok(()) => Command::HandOut(Ask::Baked(path)),
                Err(words) => Command::HandOut(Ask::Failed(words)),
            }
        });
    }
}
