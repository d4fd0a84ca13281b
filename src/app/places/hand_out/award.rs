//! One award: what belongs to it alone, and the way from what is typed and seen
//! to the signed file.

use std::sync::Arc;

use super::faults::{AWARDED_BY, EARNER, EVIDENCE, Faults, KNOWN_AS, LAST_DAY};
use super::model::{ListAhead, Unlike};
use super::pending::{Pending, Said};
use super::{HandOut, Message};
use crate::app::desk::{Desk, Outbox};
use crate::badge::{Badge, is_web_address, one_line, quoted, seen};
use crate::credential::Recipient;
use crate::credential::ob3::{Attained, Award};
use crate::document::{Document, has_made_up_issuer, is_made_up};
use crate::issue::{Awarder, IssueOptions, Signed, Told, Web, WebMemory, When, award, can_be_signed, list_ahead};

impl HandOut {
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
        let (good, bad): (Vec<&str>, Vec<&str>) = details.links().partition(|link| is_web_address(link));
        award.give_evidence(good);
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

    /// Issue options as they are chosen; the issuer is known by the key where no place is given.
    fn options(&self) -> IssueOptions {
        IssueOptions::new(self.form, self.kind, Some(&self.issuer))
    }

    /// Who awards the badge, in the order in which the user may have said so.
    pub(super) fn awarder(&self, desk: &Desk) -> Option<Awarder> {
        let brands: Vec<_> = desk.document().brand.iter().chain(desk.kit()).map(|brand| &**brand).collect();
        let (badge, saved) = (desk.badge(), &desk.own.issuers);
        match self.awarded_by.as_deref().filter(|given| !seen(given).is_empty()) {
            Some(given) => Awarder::given(given, badge, saved),
            None => Awarder::of(badge, saved, &brands, self.key(&desk.own).map(|kept| &kept.file)),
        }
    }

    /// Everybody who may be meant to award the badge, by name: whoever it names, the
    /// user's issuers, whose brand it wears, whose key signs it.
    pub(super) fn awarders(&self, desk: &Desk) -> Vec<String> {
        let named = Some(desk.badge()).filter(|badge| !has_made_up_issuer(badge)).map(|badge| &badge.issuer.name);
        let saved = desk.own.issuers.issuers.iter().map(|saved| &saved.profile.name);
        let brands = desk.document().brand.iter().chain(desk.kit()).map(|brand| &brand.name);
        let key = self.key(&desk.own).map(|kept| &kept.file.name);
        let mut names: Vec<String> = Vec::new();
        for name in named.into_iter().chain(saved).chain(brands).chain(key).map(|name| seen(name)) {
            let is_known = names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
            if !name.is_empty() && !is_known && Awarder::given(&name, desk.badge(), &desk.own.issuers).is_some() {
                names.push(name);
            }
        }
        names
    }

    /// The key's name, where it is another than that of whoever would award the badge
    /// and nobody has said yet that it is to be so.
    pub(super) fn unlike(&self, desk: &Desk, awarder: Option<&Awarder>) -> Option<Unlike> {
        let saved = &desk.own.issuers;
        let key = &self.key(&desk.own).filter(|_| !self.form.algorithms().is_empty())?.file;
        let awarder = awarder.filter(|awarder| awarder.is_unlike(key, saved))?;
        let is_joined = awarder.is_joined(key, saved);
        Some(Unlike { issuer: awarder.profile.name.clone(), key: key.name.clone(), is_joined })
    }

    /// Looks for the list of withdrawn badges that the award gets its place on, by how it
    /// is awarded and where it would usually go: once, and again after anything was done.
    pub(super) fn look_for_list(&mut self, desk: &Desk) {
        let (options, folder) = (self.options(), self.usual_folder(desk));
        let is_same =
            |known: &ListAhead| (known.form, &known.issuer, &known.folder) == (options.form, &options.issuer, &folder);
        if !self.list.as_ref().is_some_and(is_same) {
            let home = desk.outside.folder.clone();
            let files = home.as_deref().zip(options.issuer.as_deref());
            let files = files.and_then(|(home, issuer)| WebMemory::new(home).folder_of(issuer).ok()?);
            // Whatever it is called, the badge goes into this folder.
            let url = list_ahead(&options, &Web { home, ..Web::default() }, &folder.join("badge"));
            self.list = Some(ListAhead { form: options.form, issuer: options.issuer, folder, url, files });
        }
    }

    /// The award as it is typed, and all that is wrong with it.
    fn looked_through(&self, desk: &Desk, awarder: Option<&Awarder>) -> (Award, Faults) {
        let mut faults = Faults::new();
        let award = self.award((desk.outside.now)(), &mut faults);
        if awarder.is_none() {
            let given = self.awarded_by.as_deref().unwrap_or_default().trim();
            let words = match is_made_up(given) {
                true => format!("{} is made up for an example: give your own name.", quoted(given)),
                false => "Nobody is named who awards the badge. Give the name of your organisation.".to_owned(),
            };
            faults.insert(AWARDED_BY, words);
        }
        // Whether awards can be withdrawn by a list of the issuer's.
        let is_revocable = desk.badge().revocable && !self.form.needs_site();
        if let Err(error) = self.options().check_place(is_revocable) {
            faults.insert(KNOWN_AS, error.to_string());
        }
        (award, faults)
    }

    /// What is wrong with what is typed, without what is only missing yet.
    pub(super) fn faults(&self, desk: &Desk, awarder: Option<&Awarder>) -> Faults {
        let mut faults = self.looked_through(desk, awarder).1;
        let given = self.awarded_by.as_deref().unwrap_or_default();
        for (field, typed) in [(EARNER, &*self.to), (AWARDED_BY, given), (KNOWN_AS, &*self.issuer)] {
            if typed.trim().is_empty() {
                faults.remove(field);
            }
        }
        faults
    }

    /// What would be signed now, with what is wrong in its place.
    pub(super) fn told(&self, desk: &Desk, awarder: Option<&Awarder>, faults: &Faults) -> Vec<Told> {
        let award = self.looked_through(desk, awarder).0;
        let badge = self.badge_of(desk, awarder);
        let issuer = awarder.map(|awarder| (&awarder.profile, awarder.by));
        let key = self.key(&desk.own).filter(|_| !self.form.algorithms().is_empty());
        let issuer_id = self.options().issuer_id(key.map(|kept| &kept.file));
        let (last_day, form) = (self.last_day().ok().flatten(), self.form);
        let (issued, expires) = (None, last_day.as_ref().filter(|_| award.expires.is_some()));
        let list = self.list.as_ref().and_then(|list| list.url.as_deref());
        let signed =
            Signed { badge: &badge, issuer, issuer_id: &issuer_id, award: &award, issued, expires, form, list };
        let mut told = signed.told();
        // What would be refused is not told as if it could be signed.
        for line in &mut told {
            let Some(fault) = faults.get(line.field) else { continue };
            line.note.clone_from(fault);
            match line.field {
                EARNER => line.says = one_line(&self.to),
                LAST_DAY => line.says = one_line(&self.details.ends),
                KNOWN_AS => line.says = one_line(&self.issuer),
                _ => {}
            }
        }
        told
    }

    /// Takes up the award as it is told, and asks about what may be a mistake.
    pub(super) fn take_up(&mut self, desk: &mut Desk, out: &mut Outbox<Message>) {
        self.problem = None;
        match self.pending(desk) {
            Ok(pending) => {
                self.unlike = self.unlike(desk, self.awarder(desk).as_ref());
                self.mistakes = self.mistakes(desk);
                self.pending = Some(Box::new(pending));
                self.go_on(desk, out);
            }
            Err(words) => {
                self.problem = Some(words);
                self.to_outcome = true;
            }
        }
    }

    /// The badge as it is signed: in the language of the award, and from whoever awards it,
    /// whose name stands at the skills as well.
    fn badge_of(&self, desk: &Desk, awarder: Option<&Awarder>) -> Badge {
        let badge = desk.badge().in_language(&self.language);
        match awarder {
            Some(awarder) => Badge { issuer: awarder.profile.clone(), ..badge },
            None => badge,
        }
    }

    /// What is signed; else everything that stands in the way, each on a line.
    fn pending(&self, desk: &Desk) -> Result<Pending, String> {
        let awarder = self.awarder(desk);
        let (award, faults) = self.looked_through(desk, awarder.as_ref());
        let key = self.signing_key(&desk.own);
        let wrong: Vec<String> = faults.into_values().chain(key.as_ref().err().cloned()).collect();
        let (Some(awarder), Ok(key), true) = (awarder, key, wrong.is_empty()) else { return Err(wrong.join("\n")) };
        let key = key.map(|kept| kept.file.clone());
        let by = awarder.by;
        let badge = self.badge_of(desk, Some(&awarder));
        can_be_signed(&badge, &award).map_err(|error| error.to_string())?;
        let document = Document { badge: Arc::new(badge), ..desk.document().clone() };
        let (options, said) = (self.options(), Said::default());
        let target = desk.document_in_view();
        Ok(Pending { target, to: self.to.clone(), award, document, key, options, by, joins: false, said, path: None })
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
