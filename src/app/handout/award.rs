//! One award: what belongs to it alone, and the way from what is typed and seen
//! to the signed file.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::{Ask, HandOut, Unsettled};
use crate::app::App;
use crate::app::command::Command;
use crate::badge::{Badge, Profile, is_web_address, one_line, quoted, seen};
use crate::credential::ob3::{Attained, Award};
use crate::credential::{KeyFile, Recipient, SystemRandom};
use crate::document::{Document, Edit, is_made_up};
use crate::inspect::Trust;
use crate::issue::{
    Awarder, Kept, Manner, NamedBy, Over, Signed, Told, Web, When, award, can_be_signed, hand_out, issuer_id,
    keys_beside,
};

/// What an award may say beside the earner.
#[derive(Debug, Default)]
pub(super) struct Details {
    pub(super) name: String,
    /// The day on which it ends, as typed.
    pub(super) ends: String,
    /// Addresses of evidence, one a line.
    pub(super) evidence: String,
    /// Results as typed, by the identifiers of their descriptions.
    pub(super) results: std::collections::BTreeMap<String, String>,
}

/// An award as it was told when its maker pressed the button: whatever is typed
/// later gets into the next one.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    award: Award,
    document: Document,
    key: Option<KeyFile>,
    manner: Manner,
    /// Who awards it, where that was typed for want of another word.
    named: Option<Profile>,
}

impl HandOut {
    /// Forgets the earner and all that was said of them: none of it may get
    /// into the next award.
    pub(super) fn award_is_over(&mut self) {
        self.to.clear();
        self.details = Details::default();
        self.prepared = None;
    }

    /// The award as it is typed, from this moment on.
    fn award(&self, now: jiff::Timestamp) -> Result<Award, String> {
        let award = award(&self.to, now).map_err(|error| error.to_string())?;
        self.with_details(award)
    }

    /// What would be awarded now, though perhaps nobody is named yet.
    fn award_so_far(&self, now: jiff::Timestamp) -> Result<Award, String> {
        let to = self.to.trim();
        let named = (!to.is_empty()).then(|| Recipient::from_typed(to, &mut SystemRandom).ok()).flatten();
        let recipient = named.unwrap_or_else(|| Recipient::Id(String::new()));
        self.with_details(Award {
            id: String::new(),
            recipient,
            name: None,
            issued_on: now,
            expires: None,
            evidence: Vec::new(),
            image: None,
            results: Vec::new(),
            status: None,
        })
    }

    fn with_details(&self, mut award: Award) -> Result<Award, String> {
        let details = &self.details;
        award.name = Some(seen(&details.name)).filter(|name| !name.is_empty());
        award.evidence = details.evidence.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        if let Some(link) = award.evidence.iter().find(|link| !is_web_address(link)) {
            return Err(format!(
                "“{link}” is not a web address. Evidence is given by links such as https://example.org/video."
            ));
        }
        let attained =
            |(id, value): (&String, &String)| Attained { result_description: id.clone(), value: seen(value) };
        award.results = details.results.iter().map(attained).filter(|result| !result.value.is_empty()).collect();
        award.expires = self.last_day()?.map(|day| day.ends());
        if award.expires.is_some_and(|end| end <= award.issued_on) {
            return Err("The badge would end before it is awarded. Give a later day.".into());
        }
        Ok(award)
    }

    /// The last day, or moment, as it is typed: it is good until its end.
    fn last_day(&self) -> Result<Option<When>, String> {
        match self.details.ends.trim() {
            "" => Ok(None),
            typed => When::parse(typed).map(Some).map_err(|error| format!("The last day cannot be read: {error}.")),
        }
    }

    /// The key that signs, when the form needs one: one of its kinds, in use.
    pub(super) fn signing_key(&self) -> Result<Option<&Kept>, String> {
        let key = self.key();
        self.form.takes(key.map(|kept| kept.file.algorithm())).map_err(|error| error.to_string())?;
        let Some(kept) = key.filter(|_| !self.form.algorithms().is_empty()) else { return Ok(None) };
        in_use(kept).map(|()| Some(kept))
    }

    /// Whether there is a key, or the form needs none.
    pub(super) fn can_sign(&self) -> bool {
        self.form.algorithms().is_empty() || self.key().is_some()
    }

    /// The place on the web by which the issuer is known, unless it is the key.
    fn site(&self) -> Option<String> {
        Some(self.issuer.trim().to_owned()).filter(|issuer| !issuer.is_empty())
    }
}

/// That a key still signs: a retired one only vouches for what it signed.
pub(super) fn in_use(kept: &Kept) -> Result<(), String> {
    match kept.file.retired {
        None => Ok(()),
        Some(since) => Err(format!(
            "The key “{}” was retired on {} and signs nothing new. Choose another one under “Your signing keys”.",
            kept.file.name,
            since.strftime("%-d %B %Y")
        )),
    }
}

impl App {
    /// Who awards the badge, in the order in which the user may have said so.
    pub(super) fn awarder(&self) -> Option<Awarder> {
        let state = &self.state;
        let brands: Vec<_> = state.document().brand.iter().chain(state.brand.kit()).map(|brand| &**brand).collect();
        let saved = &state.words.own.issuers;
        let found = Awarder::of(state.badge(), saved, &brands, state.handout.key().map(|kept| &kept.file));
        let given = seen(&state.handout.awarded_by);
        if given.is_empty() || found.as_ref().is_some_and(|found| found.by == NamedBy::Badge) {
            return found;
        }
        if let Some(saved) = saved.by_name(&given) {
            return Some(Awarder { profile: saved.profile.seen(), by: NamedBy::Profile });
        }
        let rest = found.map(|found| found.profile).unwrap_or_default();
        (!is_made_up(&given)).then(|| Awarder { profile: Profile { name: given, ..rest }, by: NamedBy::Given })
    }

    /// What would be signed now; the sentence says what stands in the way.
    pub(super) fn told(&self) -> Result<Vec<Told>, String> {
        let handout = &self.state.handout;
        let award = handout.award_so_far((self.outside.now)())?;
        let badge = self.state.badge().in_language(&handout.language);
        let awarder = self.awarder();
        let issuer = awarder.as_ref().map(|awarder| (&awarder.profile, awarder.by));
        let key = handout.key().filter(|_| !handout.form.algorithms().is_empty());
        let issuer_id = issuer_id(handout.form, Some(&handout.issuer), key.map(|kept| &kept.file));
        let (last_day, form) = (handout.last_day()?, handout.form);
        let (issued, expires) = (None, last_day.as_ref());
        let signed = Signed { badge: &badge, issuer, issuer_id: &issuer_id, award: &award, issued, expires, form };
        let mut told = signed.told();
        let mut refuse = |field: &str, says: &str, note: String| {
            for line in told.iter_mut().filter(|line| line.field == field) {
                (line.says, line.note) = (says.to_owned(), note.clone());
            }
        };
        // What would be refused is not told as if it could be signed.
        let (to, given) = (one_line(handout.to.trim()), handout.awarded_by.trim());
        if let Some(error) = crate::issue::award(&handout.to, award.issued_on).err().filter(|_| !to.is_empty()) {
            refuse("Earner", &to, error.to_string());
        }
        if awarder.is_none() && is_made_up(given) {
            let made_up = quoted(given);
            refuse("Awarded by", "nobody yet", format!("{made_up} is made up for an example: give your own name"));
        }
        Ok(told)
    }

    /// Takes up the award as it is told, and asks about what may be a mistake.
    pub(super) fn prepare(&mut self, ctx: &egui::Context) {
        self.state.handout.problem = None;
        match self.prepared() {
            Ok(prepared) => {
                let saved = &self.state.words.own.issuers;
                let awarder = Awarder { profile: prepared.document.badge.issuer.clone(), by: NamedBy::Badge };
                let unlike = prepared.key.as_ref().filter(|key| awarder.is_unlike(key, saved));
                let unlike = unlike.map(|key| (awarder.profile.name.clone(), key.name.clone()));
                let mistakes = self.mistakes();
                let handout = &mut self.state.handout;
                handout.prepared = Some(Box::new(prepared));
                (handout.mistakes, handout.unlike) = (mistakes, unlike);
                self.go_on(ctx);
            }
            Err(words) => self.state.handout.problem = Some(words),
        }
    }

    fn prepared(&self) -> Result<Prepared, String> {
        let handout = &self.state.handout;
        let award = handout.award((self.outside.now)())?;
        let key = handout.signing_key()?.map(|kept| kept.file.clone());
        let awarder = self
            .awarder()
            .ok_or("Nobody is named who awards the badge. Give the name of your organisation under “Who awards it”.")?;
        // What is said elsewhere is found there the next time, too.
        let named = Some(awarder.profile.clone()).filter(|_| awarder.by == NamedBy::Given);
        let badge = Badge { issuer: awarder.profile, ..self.state.badge().in_language(&handout.language) };
        can_be_signed(&badge, &award).map_err(|error| error.to_string())?;
        let document = Document { badge: Arc::new(badge), ..self.state.document().clone() };
        let manner = Manner { form: handout.form, kind: handout.kind, issuer: handout.site(), also: Vec::new() };
        let withdrawable = document.badge.revocable && !handout.form.needs_site();
        manner.check_place(withdrawable).map_err(|error| error.to_string())?;
        Ok(Prepared { award, document, key, manner, named })
    }

    /// Asks where the badge is written, once nothing else is to be asked and the
    /// passphrase fits: nobody chooses a place for what will not be signed.
    pub(super) fn go_on(&mut self, ctx: &egui::Context) {
        let handout = &self.state.handout;
        if handout.mistakes.is_empty() && handout.unlike.is_none() && handout.prepared.is_some() {
            match self.state.handout.prepared.as_ref().and_then(|prepared| prepared.key.clone()) {
                Some(file) => self.once_it_opens(ctx, file, Ask::WhereToBake),
                None => self.update_handout(ctx, Ask::WhereToBake),
            }
        }
    }

    /// The user has said that the key signs for this issuer. That is kept, so
    /// that it is asked once.
    pub(super) fn join_key_and_issuer(&mut self, ctx: &egui::Context) {
        self.state.handout.unlike = None;
        let prepared = self.state.handout.prepared.as_ref();
        let joined = prepared
            .and_then(|prepared| Some((prepared.document.badge.issuer.clone(), prepared.key.as_ref()?.did.clone())));
        if let Some((profile, did)) = joined {
            let done = format!("{} is kept among your issuers, with this key.", profile.name);
            self.change_issuers(ctx, &done, |issuers| issuers.keep(&profile, Some(did)));
        }
        self.go_on(ctx);
    }

    /// Signs what was prepared and writes it here.
    pub(super) fn bake(&mut self, ctx: &egui::Context, path: PathBuf) {
        if let Some(prepared) = self.state.handout.prepared.take() {
            self.sign(ctx, *prepared, path, Web::default());
        }
    }

    /// The same, with what was said of the issuer's files for the web.
    pub(super) fn sign(&mut self, ctx: &egui::Context, mut prepared: Prepared, path: PathBuf, web: Web) {
        let handout = &self.state.handout;
        prepared.manner.kind = handout.kind_at(&path);
        let passphrase = handout.passphrase.0.clone();
        let home = self.outside.folder.clone();
        // Whether a file may be replaced was asked with its name.
        let over = Over { force: true, inputs: self.state.session.path.iter().cloned().collect() };
        if let Some(profile) = prepared.named.take() {
            // From now on the badge says so itself.
            let badge = Badge { issuer: profile, ..self.state.badge().clone() };
            self.update(ctx, Command::edit("Name the issuer", vec![Edit::Badge(Box::new(badge))]));
        }
        self.tasks.begin(ctx, "Signing", move |progress| {
            let opened = || -> Result<_, String> {
                let key = prepared.key.clone().map(|file| file.open(&passphrase)).transpose();
                let key = key.map_err(|error| error.to_string())?;
                let mut manner = prepared.manner.clone();
                if let (Some(key), Some(home), true) = (&key, &home, manner.issuer.is_some()) {
                    let trust = Trust::load(home).map_err(|error| error.to_string())?;
                    manner.also = keys_beside(key.name(), &key.did(), &trust);
                }
                progress.set(0.5);
                if progress.is_cancelled() {
                    return Err("It was called off, and nothing was signed.".into());
                }
                Ok((key, manner))
            };
            let (key, manner) = match opened() {
                Ok(opened) => opened,
                Err(words) => return Command::HandOut(Ask::Failed(words)),
            };
            let web = Web { home, ..web };
            let Prepared { award, document, .. } = &prepared;
            let done = hand_out(document, key.as_ref(), award, &manner, &web, &over, &path, award.issued_on);
            Command::HandOut(match done {
                Ok(done) => Ask::Baked(path, done),
                Err(error) => match error.doubt() {
                    Some(doubt) => Ask::Unsettled(Box::new(Unsettled::new(prepared, path, web, doubt, &error))),
                    None => Ask::Failed(error.to_string()),
                },
            })
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_results_are_signed_by_what_is_seen_of_them() {
        let mut handout = HandOut::default();
        handout.details.name = "Amy\u{202e}\u{ffff} \nLee\u{200b}".into();
        for (id, value) in [("urn:r", " 8\u{200b}2\n%\u{1b}"), ("urn:s", "\u{3164}")] {
            handout.details.results.insert(id.into(), value.into());
        }
        let award = handout.award_so_far(jiff::Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(award.name.as_deref(), Some("Amy Lee"));
        assert_eq!(award.results, [Attained { result_description: "urn:r".into(), value: "82 %".into() }]);
    }
}
