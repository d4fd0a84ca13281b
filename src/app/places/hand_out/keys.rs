//! The user's signing keys: made, taken in, given out, replaced.

use std::path::PathBuf;

use super::{HandOut, Message};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox};
use crate::credential::{IssuerKey, KeyError, SystemRandom};
use crate::issue::{Kept, KeyRing};
use crate::store::{NoUserFolder, read_limited, write_secret_new};

/// The largest key file that is taken in, in bytes.
const MAX_KEY: u64 = 64 * 1024;

/// The work that finds out whether a passphrase fits.
pub(super) const OPENING: &str = "Opening the key";

impl HandOut {
    fn key_ring(&mut self, desk: &Desk) -> Option<KeyRing> {
        let ring = desk.outside.folder.as_deref().map(KeyRing::new);
        if ring.is_none() {
            self.problem = Some(NoUserFolder.to_string());
        }
        ring
    }

    /// Whether the passphrase for a further key was typed twice alike.
    fn passphrases_agree(&mut self) -> bool {
        self.problem = None;
        let agree = *self.passphrase.0 == *self.repeated.0;
        if !agree {
            self.problem = Some("The two passphrases are not the same. Type them again.".into());
        }
        agree
    }

    /// The name of the next key: as typed, else that of whoever awards the
    /// badge.
    fn new_key_name(&mut self, desk: &Desk) -> Option<String> {
        let typed = self.key_name.trim().to_owned();
        let name = if typed.is_empty() { self.awarder(desk).map(|awarder| awarder.profile.name) } else { Some(typed) };
        if name.is_none() {
            let words = "Give the key a name: that of your organisation, by which people know whose it is.";
            self.problem = Some(words.into());
        }
        name
    }

    pub(super) fn make_key(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(ring) = self.key_ring(desk) else { return };
        if !self.passphrases_agree() {
            return;
        }
        let Some(name) = self.new_key_name(desk) else { return };
        let algorithm = self.key_kind;
        let passphrase = self.passphrase.0.clone();
        let (now, cost) = ((desk.outside.now)(), desk.outside.key_cost);
        out.run("Making the key", move |progress| {
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

    pub(super) fn import_key(&mut self, path: PathBuf, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(ring) = self.key_ring(desk) else { return };
        if !self.passphrases_agree() {
            return;
        }
        let Some(name) = self.new_key_name(desk) else { return };
        let passphrase = self.passphrase.0.clone();
        let (now, cost) = ((desk.outside.now)(), desk.outside.key_cost);
        out.run("Making the key", move |_| {
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

    pub(super) fn rotate_key(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(ring) = self.key_ring(desk) else { return };
        let Some(asked) = &mut self.replacing else { return };
        asked.problem = None;
        let (old, passphrase) = (asked.old.clone(), asked.passphrase.0.clone());
        let (now, cost) = ((desk.outside.now)(), desk.outside.key_cost);
        out.run("Making the key", move |_| {
            let replaced = ring.rotate(&old, &passphrase, cost, now);
            Out::Mine(Message::Replaced(replaced.map(Box::new).map_err(|error| error.to_string())))
        });
    }

    /// A new key signs in the place of the one about which was asked.
    pub(super) fn replaced(&mut self, outcome: Result<Box<Kept>, String>, desk: &mut Desk, out: &mut Outbox<Message>) {
        // Whether or not it went well, the files of the keys may be others now.
        desk.own.forget_keys();
        match outcome {
            Ok(kept) => {
                // It signs for those for whom the old one did.
                desk.own.forget();
                self.replacing = None;
                self.problem = None;
                self.chosen = Some(kept.file.did.clone());
                self.keep_usual(desk);
                out.say(self.told_of_replacing(&kept));
            }
            Err(words) => match &mut self.replacing {
                Some(asked) => (asked.problem, asked.seen) = (Some(words), false),
                None => self.problem = Some(words),
            },
        }
    }

    /// Asks where the chosen key is written, once the passphrase for that opens it.
    pub(super) fn consider_exporting(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        self.problem = None;
        let Some(file) = self.key(&desk.own).map(|kept| kept.file.clone()) else { return };
        let passphrase = self.to_export.0.clone();
        out.run(OPENING, move |_| {
            Out::Mine(match file.open(&passphrase) {
                Ok(_) => Message::WhereToExportKey(file.did),
                Err(error) => Message::Failed(error.to_string()),
            })
        });
    }

    /// Asks which key is taken in, once it is known what it is sealed with.
    pub(super) fn ask_for_key(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
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
        // It is called after whoever awards the badge in view.
        out.pick_for(
            desk.badge_in_view(),
            "the key was not taken in. Please choose it again",
            question,
            Message::ImportKey,
        );
    }

    pub(super) fn export_key(&mut self, did: &str, path: PathBuf, desk: &Desk, out: &mut Outbox<Message>) {
        let Some(kept) = desk.own.keys().iter().find(|kept| kept.file.did == did).cloned() else { return };
        let passphrase = std::mem::take(&mut self.to_export.0);
        self.problem = None;
        out.run("Exporting the key", move |_| {
            let written = || -> Result<(), String> {
                let key = kept.file.open(&passphrase).map_err(|error| error.to_string())?;
                let is_jwk = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jwk"));
                let text = if is_jwk { key.export_jwk() } else { key.export_pem() };
                let text = text.map_err(|error| error.to_string())?;
                write_secret_new(&path, text.as_bytes()).map_err(|error| error.to_string())
            };
            match written() {
                Ok(()) => Out::Say(Notice::done(format!(
                    "The key is in “{}” with its secret in the open. Whoever has that file can sign in your name.",
                    path.display()
                ))),
                Err(words) => Out::Mine(Message::Failed(words)),
            }
        });
    }
}

/// Whether a key is at work, or will be in a moment.
pub(super) fn are_at_work(desk: &Desk) -> bool {
    [OPENING, "Signing", "Making the key"].iter().any(|name| desk.tasks.runs(name))
}

pub(super) fn ask_where_to_export(did: String, desk: &Desk, out: &mut Outbox<Message>) {
    let question = FileQuestion {
        title: "Write the key with its secret".into(),
        save: true,
        suggested: (desk.outside.documents)().join("secret-key.pem"),
        endings: vec!["pem", "jwk"],
        kind: "Keys: PEM, JWK",
    };
    out.pick(question, move |path| Message::ExportKeyTo(did.clone(), path));
}

fn outcome(kept: Result<Kept, String>) -> Out<Message> {
    match kept {
        Ok(kept) => Out::Mine(Message::KeyMade(Box::new(kept))),
        Err(words) => Out::Mine(Message::Failed(words)),
    }
}
