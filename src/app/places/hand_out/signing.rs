//! The way from an award as it is told to the signed file: seen whether it can be
//! signed, asked about, asked where it goes, signed.

use std::path::{Path, PathBuf};

use eframe::egui;

use super::keys::OPENING;
use super::unsettled::Said;
use super::{Ask, Unsettled};
use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::{Notice, Place};
use crate::badge::{Badge, Profile, quoted, seen};
use crate::credential::{Award, IssuerKey, KeyFile};
use crate::document::{Document, Edit};
use crate::inspect::Trust;
use crate::issue::{Form, HandOutError, HandedOut, Manner, NamedBy, Over, could_hand_out, hand_out, keys_beside};

/// What was answered of who awards a badge: kept once the badge is written, since
/// what is called off says nothing of the next one.
#[derive(Clone, Debug)]
pub struct Named {
    /// The issuer in whose name it was signed.
    issuer: Profile,
    /// The identifier of the badge, where that names the issuer from now on.
    badge: Option<String>,
    /// The key that signs for the issuer from now on.
    key: Option<String>,
}

/// An award as it was told when its maker pressed the button: whatever is typed
/// later gets into the next one.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub(super) award: Award,
    pub(super) document: Document,
    pub(super) key: Option<KeyFile>,
    pub(super) manner: Manner,
    /// Where it is said who awards it.
    pub(super) by: NamedBy,
    /// Whether the user has said that the key signs for the issuer.
    pub(super) joins: bool,
    /// What was said of the issuer's files for the web.
    pub(super) said: Said,
    /// Where it goes, once that was said.
    pub(super) path: Option<PathBuf>,
}

impl Prepared {
    /// In whose name it is signed.
    pub(super) fn issuer(&self) -> &str {
        &self.document.badge.issuer.name
    }

    /// Whether a list of withdrawn badges goes with it.
    pub(super) fn is_withdrawable(&self) -> bool {
        match self.manner.form {
            Form::Ob2Hosted => false,
            Form::Ob2Signed => true,
            _ => self.document.badge.revocable,
        }
    }

    /// The key that signs it, and how, once the passphrase opens that key.
    fn opened(&self, passphrase: &str, home: Option<&Path>) -> Result<(Option<IssuerKey>, Manner), String> {
        let key = self.key.clone().map(|file| file.open(passphrase)).transpose();
        let key = key.map_err(|error| error.to_string())?;
        let mut manner = self.manner.clone();
        if let (Some(key), Some(home), true) = (&key, home, manner.issuer.is_some()) {
            let trust = Trust::load(home).map_err(|error| error.to_string())?;
            manner.also = keys_beside(key.name(), &key.did(), &trust);
        }
        Ok((key, manner))
    }

    /// What comes after an attempt: another wish, or a question about the issuer's files.
    fn after(self, done: Result<Ask, HandOutError>) -> Command {
        Command::HandOut(match done {
            Ok(ask) => ask,
            Err(error) => match error.doubt() {
                Some(doubt) => Ask::Unsettled(Box::new(Unsettled::new(self, doubt, &error))),
                None => Ask::Failed(error.to_string()),
            },
        })
    }

    fn named(&self) -> Named {
        let badge = &self.document.badge;
        Named {
            issuer: badge.issuer.clone(),
            badge: Some(badge.id.clone()).filter(|_| self.by == NamedBy::Given),
            key: self.key.as_ref().filter(|_| self.joins).map(|key| key.did.clone()),
        }
    }
}

impl App {
    /// Goes on once nothing else is to be asked of what is signed: signs it, where it is
    /// known where that goes. Else it is first seen whether it can be signed, and the
    /// passphrase fits: nobody chooses a place for what will not be.
    pub(super) fn go_on(&mut self, ctx: &egui::Context) {
        let handout = &self.state.handout;
        let is_asked = !handout.mistakes.is_empty() || handout.unlike.is_some();
        let Some(prepared) = handout.prepared.clone().filter(|_| !is_asked) else { return };
        match prepared.path.clone() {
            Some(path) => self.bake(ctx, path),
            None => self.look_ahead(ctx, *prepared),
        }
    }

    /// Sees whether the badge can be signed where it would usually go, and asks where it
    /// goes unless something has to be said before.
    fn look_ahead(&mut self, ctx: &egui::Context, prepared: Prepared) {
        let passphrase = self.state.handout.passphrase.0.clone();
        let home = self.state.desk.outside.folder.clone();
        let path = self.suggested_award();
        self.begin(ctx, OPENING, move |_| {
            let (_, manner) = match prepared.opened(&passphrase, home.as_deref()) {
                Ok(opened) => opened,
                Err(words) => return Command::HandOut(Ask::Failed(words)),
            };
            let Prepared { award, document, key, .. } = &prepared;
            let done = prepared
                .said
                .to(home, |web| could_hand_out(document, key.as_ref(), award, &manner, web, &path, award.issued_on));
            prepared.after(done.map(|_| Ask::WhereToBake))
        });
    }

    /// The user has said that the key signs for this issuer, who awards this badge.
    /// Both are kept with the award, so that it is asked once.
    pub(super) fn join_key_and_issuer(&mut self, ctx: &egui::Context) {
        let handout = &mut self.state.handout;
        let is_joined = handout.unlike.take().is_some_and(|unlike| unlike.is_joined);
        if let Some(prepared) = &mut handout.prepared {
            prepared.by = NamedBy::Given;
            prepared.joins = !is_joined;
        }
        self.go_on(ctx);
    }

    /// The badge is awarded in this issuer's name, of whom other things are signed than of
    /// the one before: what will be signed is looked at once more.
    pub(super) fn award_as(&mut self, ctx: &egui::Context, issuer: String) {
        self.say(
            ctx,
            Notice::done(format!("“{issuer}” awards it now. Look at what will be signed, then make the badge.")),
        );
        self.state.handout.awarded_by = Some(issuer);
        self.state.handout.prepared = None;
        self.state.handout.to_summary = true;
    }

    pub(super) fn ask_where_to_bake(&mut self, ctx: &egui::Context) {
        let handout = &self.state.handout;
        if handout.prepared.is_none() {
            return;
        }
        let (kind, suggested) = (handout.kind, self.suggested_award());
        self.ask_where(ctx, "Write the earner's badge", kind, suggested, |path| Command::HandOut(Ask::BakeTo(path)));
    }

    /// An award is written: all that belonged to it alone is over, and how it went is told.
    pub(super) fn awarded(&mut self, ctx: &egui::Context, path: PathBuf, done: HandedOut, named: Named) {
        self.state.handout.problem = None;
        self.state.handout.award_is_over();
        self.keep_usual();
        self.keep_named(ctx, named);
        // Where it is told below the button, a message would lie over that.
        if self.state.desk.place != Place::HandOut {
            self.say(ctx, Notice::done(format!("The badge is signed and in “{}”.", path.display())));
        }
        let handout = &mut self.state.handout;
        (handout.baked, handout.handed_out) = (Some(path), done);
        handout.to_outcome = true;
        handout.list = None;
    }

    /// Keeps what was answered of who awards it, now that the badge is written: the
    /// issuer with the key that signs for them, and in the badge whose it is.
    fn keep_named(&mut self, ctx: &egui::Context, named: Named) {
        let Named { issuer, badge, key } = named;
        if badge.as_ref() == Some(&self.state.badge().id) {
            let name = |name: &str| seen(name).to_lowercase();
            if self.state.handout.awarded_by.as_deref().is_some_and(|given| name(given) == name(&issuer.name)) {
                self.state.handout.awarded_by = None;
            }
            let badge = Badge { issuer: issuer.clone(), ..self.state.badge().clone() };
            self.update(ctx, Command::edit("Name the issuer", vec![Edit::Badge(Box::new(badge))]));
        }
        if let Some(key) = key {
            let done = format!("{} is kept among your issuers, with this key.", quoted(&issuer.name));
            let notice = self.state.desk.change_issuers(&done, |issuers| issuers.join(&issuer, key));
            self.say(ctx, notice);
        }
    }

    /// Signs what was prepared and writes it here.
    pub(super) fn bake(&mut self, ctx: &egui::Context, path: PathBuf) {
        let handout = &mut self.state.handout;
        let Some(mut prepared) = handout.prepared.take() else { return };
        prepared.manner.kind = handout.kind_at(&path);
        prepared.path = Some(path.clone());
        let passphrase = handout.passphrase.0.clone();
        let home = self.state.desk.outside.folder.clone();
        // Whether a file may be replaced was asked with its name.
        let over = Over { force: true, inputs: self.state.desk.session.path.iter().cloned().collect() };
        self.begin(ctx, "Signing", move |progress| {
            let opened = prepared.opened(&passphrase, home.as_deref());
            progress.set(0.5);
            let (key, manner) = match opened {
                Ok(_) if progress.is_cancelled() => {
                    return Command::HandOut(Ask::Failed("It was called off, and nothing was signed.".into()));
                }
                Ok(opened) => opened,
                Err(words) => return Command::HandOut(Ask::Failed(words)),
            };
            let Prepared { award, document, .. } = &*prepared;
            let done = prepared
                .said
                .to(home, |web| hand_out(document, key.as_ref(), award, &manner, web, &over, &path, award.issued_on));
            let named = Box::new(prepared.named());
            prepared.after(done.map(|done| Ask::Baked(path, done, named)))
        });
    }
}
