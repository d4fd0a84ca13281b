//! The user's signing keys: made, taken in, given out, replaced.

use std::path::PathBuf;

use eframe::egui;

use super::Ask;
use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::FileQuestion;
use crate::app::desk::Notice;
use crate::app::session;
use crate::credential::{IssuerKey, KeyError, KeyFile, SystemRandom};
use crate::document::{NoUserFolder, read_limited, write_secret_new};
use crate::issue::{Kept, KeyRing};

/// The largest key file that is taken in, in bytes.
const MAX_KEY: u64 = 64 * 1024;

/// The work that finds out whether a passphrase fits.
pub(super) const OPENING: &str = "Opening the key";

impl App {
    fn key_ring(&mut self) -> Option<KeyRing> {
        let ring = self.state.desk.outside.folder.as_deref().map(KeyRing::new);
        if ring.is_none() {
            self.state.handout.problem = Some(NoUserFolder.to_string());
        }
        ring
    }

    /// Whether the passphrase for a further key was typed twice alike.
    fn passphrases_agree(&mut self) -> bool {
        let handout = &mut self.state.handout;
        handout.problem = None;
        let agree = *handout.passphrase.0 == *handout.repeated.0;
        if !agree {
            handout.problem = Some("The two passphrases are not the same. Type them again.".into());
        }
        agree
    }

    /// The name of the next key: as typed, else that of whoever awards the
    /// badge.
    fn new_key_name(&mut self) -> Option<String> {
        let typed = self.state.handout.key_name.trim().to_owned();
        let name = if typed.is_empty() { self.awarder().map(|awarder| awarder.profile.name) } else { Some(typed) };
        if name.is_none() {
            let words = "Give the key a name: that of your organisation, by which people know whose it is.";
            self.state.handout.problem = Some(words.into());
        }
        name
    }

    pub(super) fn make_key(&mut self, ctx: &egui::Context) {
        let Some(ring) = self.key_ring() else { return };
        if !self.passphrases_agree() {
            return;
        }
        let Some(name) = self.new_key_name() else { return };
        let algorithm = self.state.handout.key_kind;
        let passphrase = self.state.handout.passphrase.0.clone();
        let (now, cost) = ((self.state.desk.outside.now)(), self.state.desk.outside.key_cost);
        self.begin(ctx, "Making the key", move |progress| {
            let made = IssuerKey::generate(name, algorithm, now, &mut SystemRandom)
                .map_err(|error| error.to_string())
                .and_then(|key| {
                    if progress.is_cancelled() {
                        return Err("No key was made.".into());
                    }
                    ring.keep(&key, &passphrase, cost).map_err(|error| error.to_string())
                });
            outcome(made)
        });
    }

    pub(super) fn import_key(&mut self, ctx: &egui::Context, path: PathBuf) {
        let Some(ring) = self.key_ring() else { return };
        if !self.passphrases_agree() {
            return;
        }
        let Some(name) = self.new_key_name() else { return };
        let passphrase = self.state.handout.passphrase.0.clone();
        let (now, cost) = ((self.state.desk.outside.now)(), self.state.desk.outside.key_cost);
        self.begin(ctx, "Making the key", move |_| {
            let taken_in = || {
                let unread = |error| format!("“{}” cannot be read: {error}.", path.display());
                let bytes = zeroize::Zeroizing::new(read_limited(&path, MAX_KEY).map_err(unread)?);
                let text = std::str::from_utf8(&bytes).map_err(|_| KeyError::Unusable("it is not text".into()));
                let key =
                    text.and_then(|text| IssuerKey::import(name, now, text)).map_err(|error| error.to_string())?;
                ring.keep(&key, &passphrase, cost).map_err(|error| error.to_string())
            };
            outcome(taken_in())
        });
    }

    pub(super) fn rotate_key(&mut self, ctx: &egui::Context) {
        let Some(ring) = self.key_ring() else { return };
        let Some(asked) = &mut self.state.handout.replacing else { return };
        asked.problem = None;
        let (old, passphrase) = (asked.old.clone(), asked.passphrase.0.clone());
        let (now, cost) = ((self.state.desk.outside.now)(), self.state.desk.outside.key_cost);
        self.begin(ctx, "Making the key", move |_| {
            let replaced = ring.rotate(&old, &passphrase, cost, now);
            Command::HandOut(Ask::Replaced(replaced.map(Box::new).map_err(|error| error.to_string())))
        });
    }

    /// A new key signs in the place of the one about which was asked.
    pub(super) fn replaced(&mut self, ctx: &egui::Context, outcome: Result<Box<Kept>, String>) {
        // Whether or not it went well, the files of the keys may be others now.
        self.state.desk.own.forget_keys();
        let handout = &mut self.state.handout;
        match outcome {
            Ok(kept) => {
                handout.replacing = None;
                handout.problem = None;
                handout.chosen = Some(kept.file.did.clone());
                let told = self.told_of_replacing(&kept);
                self.keep_usual();
                self.say(ctx, told);
            }
            Err(words) => match &mut handout.replacing {
                Some(asked) => (asked.problem, asked.seen) = (Some(words), false),
                None => handout.problem = Some(words),
            },
        }
    }

    /// Goes on once the passphrase opens a key.
    pub(super) fn once_it_opens(&mut self, ctx: &egui::Context, file: KeyFile, then: Ask) {
        let passphrase = self.state.handout.passphrase.0.clone();
        self.begin(ctx, OPENING, move |_| {
            Command::HandOut(match file.open(&passphrase) {
                Ok(_) => then,
                Err(error) => Ask::Failed(error.to_string()),
            })
        });
    }

    /// Whether a key is at work, or will be in a moment.
    pub(super) fn key_works(&self) -> bool {
        [OPENING, "Signing", "Making the key"].iter().any(|name| self.state.desk.tasks.runs(name))
    }

    /// Asks which key is taken in, once it is known what it is sealed with.
    pub(super) fn ask_for_key(&mut self, ctx: &egui::Context) {
        if !self.passphrases_agree() {
            return;
        }
        let question = FileQuestion {
            title: "Take in a signing key".into(),
            save: false,
            suggested: PathBuf::new(),
            endings: vec!["pem", "jwk", "json"],
            kind: "Keys: PEM, JWK",
        };
        let then = |path| Command::HandOut(Ask::ImportKey(path));
        self.update(ctx, Command::Session(session::pick(question, then)));
    }

    pub(super) fn ask_where_to_export_key(&mut self, ctx: &egui::Context) {
        let question = FileQuestion {
            title: "Write the key with its secret".into(),
            save: true,
            suggested: (self.state.desk.outside.documents)().join("secret-key.pem"),
            endings: vec!["pem", "jwk"],
            kind: "Keys: PEM, JWK",
        };
        self.update(ctx, Command::Session(session::pick(question, |path| Command::HandOut(Ask::ExportKeyTo(path)))));
    }

    pub(super) fn export_key(&mut self, ctx: &egui::Context, path: PathBuf) {
        let Some(kept) = self.state.handout.key(&self.state.desk.own).cloned() else { return };
        let passphrase = self.state.handout.passphrase.0.clone();
        self.state.handout.problem = None;
        self.begin(ctx, "Exporting the key", move |_| {
            let written = || -> Result<(), String> {
                let key = kept.file.open(&passphrase).map_err(|error| error.to_string())?;
                let is_jwk = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jwk"));
                let text = if is_jwk { key.export_jwk() } else { key.export_pem() };
                let text = text.map_err(|error| error.to_string())?;
                write_secret_new(&path, text.as_bytes()).map_err(|error| error.to_string())
            };
            match written() {
                Ok(()) => Command::Say(Notice::done(format!(
                    "The key is in “{}” with its secret in the open. Whoever has that file can sign in your name.",
                    path.display()
                ))),
                Err(words) => Command::HandOut(Ask::Failed(words)),
            }
        });
    }
}

fn outcome(kept: Result<Kept, String>) -> Command {
    match kept {
        Ok(kept) => Command::HandOut(Ask::KeyMade(Box::new(kept))),
        Err(words) => Command::HandOut(Ask::Failed(words)),
    }
}
