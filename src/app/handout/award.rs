//! One award: what belongs to it alone, and the way from what is typed and seen
//! to the signed file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::issuer::Unlike;
use super::{Ask, HandOut, Unsettled};
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::{Notice, Place};
use crate::badge::{Badge, Profile, is_web_address, one_line, quoted, seen};
use crate::credential::ob3::{Attained, Award};
use crate::credential::{KeyFile, Recipient};
use crate::document::{Document, Edit, has_made_up_issuer, is_made_up};
use crate::inspect::Trust;
use crate::issue::{
    Awarder, HandedOut, Kept, Manner, NamedBy, Over, Signed, Told, Web, WebMemory, When, award, can_be_signed,
    hand_out, issuer_id, keys_beside,
};

/// What is wrong with what is typed, by the field of what is told that it spoils.
pub(super) type Faults = BTreeMap<&'static str, String>;

// The fields that may be wrong, by the names under which they are told.
pub(super) const EARNER: &str = "Earner";
pub(super) const AWARDED_BY: &str = "Awarded by";
pub(super) const KNOWN_AS: &str = "Known as";
pub(super) const LAST_DAY: &str = "Last day";
pub(super) const EVIDENCE: &str = "Evidence";

/// What an award may say beside the earner.
#[derive(Debug, Default)]
pub(super) struct Details {
    pub(super) name: String,
    /// The day on which it ends, as typed.
    pub(super) ends: String,
    /// Addresses of evidence, one a line.
    pub(super) evidence: String,
    /// Results as typed, by the identifiers of their descriptions.
    pub(super) results: BTreeMap<String, String>,
}

/// An award as it was told when its maker pressed the button: whatever is typed
/// later gets into the next one.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    award: Award,
    document: Document,
    key: Option<KeyFile>,
    manner: Manner,
    /// Where it is said who awards it.
    by: NamedBy,
    /// Whether the user has said that the key signs for the issuer.
    joins: bool,
    /// Where it goes, once that was said.
    place: Option<(PathBuf, Web)>,
}

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

impl Prepared {
    fn named(&self) -> Named {
        let badge = &self.document.badge;
        Named {
            issuer: badge.issuer.clone(),
            badge: Some(badge.id.clone()).filter(|_| self.by == NamedBy::Given),
            key: self.key.as_ref().filter(|_| self.joins).map(|key| key.did.clone()),
        }
    }
}

impl HandOut {
    /// Forgets the earner and all that was said of them: none of it may get
    /// into the next award.
    pub(super) fn award_is_over(&mut self) {
        self.to.clear();
        self.details = Details::default();
        self.prepared = None;
    }

    /// The award as it is typed, from this moment on, without whatever is wrong.
    fn award(&self, now: jiff::Timestamp, faults: &mut Faults) -> Award {
        let details = &self.details;
        let nobody = Award {
            id: String::new(),
            recipient: Recipient::Id(String::new()),
            name: None,
            issued_on: now,
            expires: None,
            evidence: Vec::new(),
            image: None,
            results: Vec::new(),
            status: None,
        };
        let mut award = award(&self.to, now).unwrap_or_else(|error| {
            faults.insert(EARNER, error.to_string());
            nobody
        });
        award.name = Some(seen(&details.name)).filter(|name| !name.is_empty());
        let links = details.evidence.lines().map(str::trim).filter(|link| !link.is_empty()).map(str::to_owned);
        let (good, bad): (Vec<String>, Vec<String>) = links.partition(|link| is_web_address(link));
        award.evidence = good;
        if !bad.is_empty() {
            let bad: Vec<String> = bad.iter().map(|link| quoted(link)).collect();
            let (bad, is_no) =
                (bad.join(", "), if bad.len() == 1 { "is not a web address" } else { "are not web addresses" });
            let words = format!("{bad} {is_no}. Evidence is given by links such as https://example.org/video.");
            faults.insert(EVIDENCE, words);
        }
        let attained =
            |(id, value): (&String, &String)| Attained { result_description: id.clone(), value: seen(value) };
        award.results = details.results.iter().map(attained).filter(|result| !result.value.is_empty()).collect();
        match self.last_day().map(|day| day.map(|day| day.ends())) {
            Ok(Some(end)) if end <= award.issued_on => {
                faults.insert(LAST_DAY, "The badge would end before it is awarded. Give a later day.".to_owned());
            }
            Ok(end) => award.expires = end,
            Err(words) => {
                faults.insert(LAST_DAY, words);
            }
        }
        award
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

    /// How the badge is awarded; the issuer is known by the key where no place is given.
    fn manner(&self) -> Manner {
        let issuer = Some(self.issuer.trim().to_owned()).filter(|issuer| !issuer.is_empty());
        Manner { form: self.form, kind: self.kind, issuer, also: Vec::new() }
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
        match state.handout.awarded_by.as_deref().filter(|given| !seen(given).is_empty()) {
            Some(given) => Awarder::given(given, state.badge(), saved),
            None => Awarder::of(state.badge(), saved, &brands, state.handout.key().map(|kept| &kept.file)),
        }
    }

    /// Everybody who may be meant to award the badge, by name: whoever it names, the
    /// user's issuers, whose brand it wears, whose key signs it.
    pub(super) fn awarders(&self) -> Vec<String> {
        let state = &self.state;
        let badge = Some(state.badge()).filter(|badge| !has_made_up_issuer(badge)).map(|badge| &badge.issuer.name);
        let saved = state.words.own.issuers.issuers.iter().map(|saved| &saved.profile.name);
        let brands = state.document().brand.iter().chain(state.brand.kit()).map(|brand| &brand.name);
        let key = state.handout.key().map(|kept| &kept.file.name);
        let mut names: Vec<String> = Vec::new();
        for name in badge.into_iter().chain(saved).chain(brands).chain(key).map(|name| seen(name)) {
            let is_known = names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
            if !name.is_empty() && !is_known && Awarder::given(&name, state.badge(), &state.words.own.issuers).is_some()
            {
                names.push(name);
            }
        }
        names
    }

    /// The key's name, where it is another than that of whoever would award the badge
    /// and nobody has said yet that it is to be so.
    pub(super) fn unlike(&self, awarder: Option<&Awarder>) -> Option<Unlike> {
        let (handout, saved) = (&self.state.handout, &self.state.words.own.issuers);
        let key = &handout.key().filter(|_| !handout.form.algorithms().is_empty())?.file;
        let awarder = awarder.filter(|awarder| awarder.is_unlike(key, saved))?;
        let is_joined = awarder.is_joined(key, saved);
        Some(Unlike { issuer: awarder.profile.name.clone(), key: key.name.clone(), is_joined })
    }

    /// Looks once for the list of withdrawn badges that the issuer's awards get their
    /// places on.
    pub(super) fn look_for_list(&mut self) {
        let site = self.state.handout.issuer.trim();
        if self.state.handout.list.as_ref().is_none_or(|(of, _)| of != site) {
            let list = self.outside.folder.as_deref().and_then(|home| WebMemory::new(home).list_of(site));
            self.state.handout.list = Some((site.to_owned(), list));
        }
    }

    /// The award as it is typed, and all that is wrong with it.
    fn looked_through(&self, awarder: Option<&Awarder>) -> (Award, Faults) {
        let handout = &self.state.handout;
        let mut faults = Faults::new();
        let award = handout.award((self.outside.now)(), &mut faults);
        if awarder.is_none() {
            let given = handout.awarded_by.as_deref().unwrap_or_default().trim();
            let words = match is_made_up(given) {
                true => format!("{} is made up for an example: give your own name.", quoted(given)),
                false => "Nobody is named who awards the badge. Give the name of your organisation.".to_owned(),
            };
            faults.insert(AWARDED_BY, words);
        }
        if let Err(error) = handout.manner().check_place(self.is_withdrawable()) {
            faults.insert(KNOWN_AS, error.to_string());
        }
        (award, faults)
    }

    /// Whether awards can be withdrawn by a list of the issuer's.
    fn is_withdrawable(&self) -> bool {
        self.state.badge().revocable && !self.state.handout.form.needs_site()
    }

    /// What is wrong with what is typed, without what is only missing yet.
    pub(super) fn faults(&self, awarder: Option<&Awarder>) -> Faults {
        let (handout, mut faults) = (&self.state.handout, self.looked_through(awarder).1);
        let given = handout.awarded_by.as_deref().unwrap_or_default();
        for (field, typed) in [(EARNER, &*handout.to), (AWARDED_BY, given), (KNOWN_AS, &*handout.issuer)] {
            if typed.trim().is_empty() {
                faults.remove(field);
            }
        }
        faults
    }

    /// What would be signed now, with what is wrong in its place.
    pub(super) fn told(&self, awarder: Option<&Awarder>, faults: &Faults) -> Vec<Told> {
        let handout = &self.state.handout;
        let award = self.looked_through(awarder).0;
        let badge = self.state.badge().in_language(&handout.language);
        let issuer = awarder.map(|awarder| (&awarder.profile, awarder.by));
        let key = handout.key().filter(|_| !handout.form.algorithms().is_empty());
        let issuer_id = issuer_id(handout.form, Some(&handout.issuer), key.map(|kept| &kept.file));
        let (last_day, form) = (handout.last_day().ok().flatten(), handout.form);
        let (issued, expires) = (None, last_day.as_ref().filter(|_| award.expires.is_some()));
        let list = handout.list.as_ref().and_then(|(_, list)| list.as_deref());
        let signed =
            Signed { badge: &badge, issuer, issuer_id: &issuer_id, award: &award, issued, expires, form, list };
        let mut told = signed.told();
        // What would be refused is not told as if it could be signed.
        for line in &mut told {
            let Some(fault) = faults.get(line.field) else { continue };
            line.note.clone_from(fault);
            match line.field {
                EARNER => line.says = one_line(&handout.to),
                LAST_DAY => line.says = one_line(&handout.details.ends),
                KNOWN_AS => line.says = one_line(&handout.issuer),
                _ => {}
            }
        }
        told
    }

    /// Takes up the award as it is told, and asks about what may be a mistake.
    pub(super) fn prepare(&mut self, ctx: &egui::Context) {
        self.state.handout.problem = None;
        match self.prepared() {
            Ok(prepared) => {
                let unlike = self.unlike(self.awarder().as_ref());
                let mistakes = self.mistakes();
                let handout = &mut self.state.handout;
                handout.prepared = Some(Box::new(prepared));
                (handout.mistakes, handout.unlike) = (mistakes, unlike);
                self.go_on(ctx);
            }
            Err(words) => {
                self.state.handout.problem = Some(words);
                self.state.handout.to_outcome = true;
            }
        }
    }

    /// What is signed; else everything that stands in the way, each on a line.
    fn prepared(&self) -> Result<Prepared, String> {
        let handout = &self.state.handout;
        let awarder = self.awarder();
        let (award, faults) = self.looked_through(awarder.as_ref());
        let key = handout.signing_key();
        let wrong: Vec<String> = faults.into_values().chain(key.as_ref().err().cloned()).collect();
        let (Some(awarder), Ok(key), true) = (awarder, key, wrong.is_empty()) else { return Err(wrong.join("\n")) };
        let key = key.map(|kept| kept.file.clone());
        let by = awarder.by;
        let badge = Badge { issuer: awarder.profile, ..self.state.badge().in_language(&handout.language) };
        can_be_signed(&badge, &award).map_err(|error| error.to_string())?;
        let document = Document { badge: Arc::new(badge), ..self.state.document().clone() };
        Ok(Prepared { award, document, key, manner: handout.manner(), by, joins: false, place: None })
    }

    /// Asks where the badge is written, where that is not known, once nothing else is to be asked and the
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

    /// Awards in this issuer's name what was prepared in another one.
    pub(super) fn award_as(
        &mut self,
        ctx: &egui::Context,
        prepared: Prepared,
        issuer: String,
        path: PathBuf,
        web: Web,
    ) {
        self.state.handout.awarded_by = Some(issuer);
        let Some(awarder) = self.awarder() else { return self.prepare(ctx) };
        let unlike = self.unlike(Some(&awarder));
        let Prepared { mut document, award, key, manner, .. } = prepared;
        let badge = Badge { issuer: awarder.profile, ..(*document.badge).clone() };
        document.badge = Arc::new(badge);
        let (by, place) = (awarder.by, Some((path, web)));
        let handout = &mut self.state.handout;
        handout.unlike = unlike;
        handout.prepared = Some(Box::new(Prepared { award, document, key, manner, by, joins: false, place }));
        self.go_on(ctx);
    }

    /// Signs what was prepared, where it is known where that goes; else asks for it.
    pub(super) fn sign_or_ask_where(&mut self, ctx: &egui::Context) {
        let Some(prepared) = &mut self.state.handout.prepared else { return };
        match prepared.place.take() {
            Some((path, web)) => self.bake(ctx, path, web),
            None => self.ask_where_to_bake(ctx),
        }
    }

    fn ask_where_to_bake(&mut self, ctx: &egui::Context) {
        let handout = &self.state.handout;
        let kind = handout.kind;
        let earner: String =
            handout.to.chars().take_while(|c| *c != '@').filter(|c| c.is_alphanumeric()).take(20).collect();
        self.ask_where(ctx, "Write the earner's badge", kind, &earner, |path| Command::HandOut(Ask::BakeTo(path)));
    }

    /// An award is written: all that belonged to it alone is over, and how it went is told.
    pub(super) fn awarded(&mut self, ctx: &egui::Context, path: PathBuf, done: HandedOut, named: Named) {
        self.state.handout.problem = None;
        self.state.handout.award_is_over();
        self.keep_usual();
        self.keep_named(ctx, named);
        // Where it is told below the button, a message would lie over that.
        if self.state.place != Place::HandOut {
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
        if key.is_some() {
            let done = format!("{} is kept among your issuers, with this key.", issuer.name);
            self.change_issuers(ctx, &done, |issuers| issuers.keep(&issuer, key));
        }
    }

    /// Signs what was prepared and writes it here.
    pub(super) fn bake(&mut self, ctx: &egui::Context, path: PathBuf, web: Web) {
        if let Some(prepared) = self.state.handout.prepared.take() {
            self.sign(ctx, *prepared, path, web);
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
                Ok(done) => Ask::Baked(path, done, Box::new(prepared.named())),
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
        let award = handout.award(jiff::Timestamp::UNIX_EPOCH, &mut Faults::new());
        assert_eq!(award.name.as_deref(), Some("Amy Lee"));
        assert_eq!(award.results, [Attained { result_description: "urn:r".into(), value: "82 %".into() }]);
    }
}
