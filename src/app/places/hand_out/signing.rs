//! The way from an award as it is told to the signed file: seen whether it can be
//! signed, asked about, asked where it goes, signed.

use std::path::PathBuf;

use super::keys::OPENING;
use super::pending::{Named, Pending, Shut, Unsettled};
use super::{HandOut, Message};
use crate::app::desk::{Desk, Notice, Out, Outbox, Place};
use crate::badge::{Badge, quoted, seen};
use crate::document::Edit;
use crate::issue::{HandOutError, HandedOut, NamedBy, Over, could_hand_out, hand_out, prepare};

/// What is said where another badge is in view once it is known how to go on with an award.
pub(super) const NOT_SIGNED: &str = "the one before was not signed. Please make it again";

impl From<Shut> for Message {
    fn from(why: Shut) -> Self {
        match why {
            Shut::NoPassphrase(words) => Self::NoPassphrase(words),
            Shut::Otherwise(words) => Self::Failed(words),
        }
    }
}

impl Pending {
    /// What comes after an attempt: another wish, or a question about the issuer's files.
    fn after(self, done: Result<Message, HandOutError>) -> Out<Message> {
        let error = match done {
            Ok(message) => return Out::Mine(message),
            Err(error) => error,
        };
        match error.doubt() {
            Some(doubt) => {
                let target = self.target.clone();
                let asked = Message::Unsettled(Box::new(Unsettled::new(self, doubt, &error)));
                Out::For(target, NOT_SIGNED, Box::new(Out::Mine(asked)))
            }
            None => self.failed(Message::Failed(error.to_string())),
        }
    }

    /// Says why it was not signed, where its document is still in view.
    fn failed(&self, why: Message) -> Out<Message> {
        Out::For(self.target.clone(), NOT_SIGNED, Box::new(Out::Mine(why)))
    }
}

impl HandOut {
    /// Goes on once nothing else is to be asked of what is signed: signs it, where it is
    /// known where that goes. Else it is first seen whether it can be signed, and the
    /// passphrase fits: nobody chooses a place for what will not be.
    pub(super) fn go_on(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        let is_asked = !self.mistakes.is_empty() || self.unlike.is_some();
        let Some(pending) = self.pending.take_if(|_| !is_asked) else { return };
        match pending.path.clone() {
            Some(path) => self.bake(*pending, path, desk, out),
            None => self.look_ahead(*pending, desk, out),
        }
    }

    /// Sees whether the badge can be signed where it would usually go, and asks where it
    /// goes unless something has to be said before.
    fn look_ahead(&self, pending: Pending, desk: &Desk, out: &mut Outbox<Message>) {
        let passphrase = self.passphrase.0.clone();
        let home = desk.outside.folder.clone();
        let path = self.suggested_award(pending.award.name.as_deref(), desk);
        out.run(OPENING, move |_| {
            let (_, options) = match pending.opened(&passphrase, home.as_deref()) {
                Ok(opened) => opened,
                Err(why) => return pending.failed(why.into()),
            };
            let Pending { award, document, key, said, .. } = &pending;
            let done = prepare(document, &options).map_err(HandOutError::from).and_then(|prepared| {
                said.to(home, |web| could_hand_out(&prepared, key.as_ref(), award, web, &path, award.issued_on))
            });
            let goes_on = Message::WhereToBake(Box::new(pending.clone()));
            pending.after(done.map(|_| goes_on))
        });
    }

    /// The user has said that the key signs for this issuer, who awards this badge.
    /// Both are kept with the award, so that it is asked once.
    pub(super) fn join_key_and_issuer(&mut self, desk: &Desk, out: &mut Outbox<Message>) {
        let is_joined = self.unlike.take().is_some_and(|unlike| unlike.is_joined);
        if let Some(pending) = &mut self.pending {
            pending.by = NamedBy::Given;
            pending.joins = !is_joined;
        }
        self.go_on(desk, out);
    }

    /// The badge is awarded in this issuer's name, of whom other things are signed than of
    /// the one before: what will be signed is looked at once more.
    pub(super) fn award_as(&mut self, issuer: String, out: &mut Outbox<Message>) {
        let words = format!("“{issuer}” awards it now. Look at what will be signed, then make the badge.");
        out.say(Notice::done(words));
        self.awarded_by = Some(issuer);
        self.pending = None;
        self.to_summary = true;
    }

    /// Asks where an award goes, and carries it along: what is made while the question is
    /// open is another one.
    pub(super) fn ask_where_to_bake(&self, pending: Pending, desk: &Desk, out: &mut Outbox<Message>) {
        let suggested = self.suggested_award(pending.award.name.as_deref(), desk);
        let (badge, earner) = pending.told();
        let question = self.where_to(&format!("Write {badge} for {earner}"), self.kind, suggested);
        let target = pending.target.clone();
        let goes_on = move |path| Message::BakeTo(Box::new(pending.clone()), path);
        out.pick_for(target, NOT_SIGNED, question, goes_on);
    }

    /// An award is written: all that belonged to it alone is over, and how it went is told.
    pub(super) fn awarded(
        &mut self,
        path: PathBuf,
        done: HandedOut,
        named: Named,
        desk: &mut Desk,
        out: &mut Outbox<Message>,
    ) {
        self.problem = None;
        // What is typed by now in another document, or for another earner, is an award of its own.
        let is_over = desk.shows(&named.target) && self.to == named.to;
        let told = named.told.clone();
        if is_over {
            self.award_is_over();
        }
        self.keep_usual(desk);
        self.keep_named(named, desk, out);
        // Where it is told below the button, a message would lie over that; it is told there
        // until the next award is begun.
        if desk.place != Place::HandOut || !is_over {
            out.say(Notice::done(format!("The badge is signed and in “{}”.", path.display())));
        }
        (self.baked, self.baked_for, self.handed_out) = (Some(path), told, done);
        self.to_outcome = true;
    }

    /// Keeps what was answered of who awards it, now that the badge is written: the
    /// issuer with the key that signs for them, and in the badge whose it is.
    fn keep_named(&mut self, named: Named, desk: &mut Desk, out: &mut Outbox<Message>) {
        let Named { issuer, badge, key, .. } = named;
        if badge.as_ref() == Some(&desk.badge().id) {
            let name = |name: &str| seen(name).to_lowercase();
            if self.awarded_by.as_deref().is_some_and(|given| name(given) == name(&issuer.name)) {
                self.awarded_by = None;
            }
            let badge = Badge { issuer: issuer.clone(), ..desk.badge().clone() };
            out.edit("Name the issuer", vec![Edit::Badge(Box::new(badge))]);
        }
        if let Some(key) = key {
            let done = format!("{} is kept among your issuers, with this key.", quoted(&issuer.name));
            out.say(desk.change_issuers(&done, |issuers| issuers.join(&issuer, key)));
        }
    }

    /// Signs an award and writes it here.
    pub(super) fn bake(&self, mut pending: Pending, path: PathBuf, desk: &Desk, out: &mut Outbox<Message>) {
        pending.options.kind = self.kind_at(&path);
        pending.path = Some(path.clone());
        let passphrase = self.passphrase.0.clone();
        let home = desk.outside.folder.clone();
        // Whether a file may be replaced was asked with its name.
        let over = Over { force: true, inputs: desk.session.path.iter().cloned().collect() };
        out.run("Signing", move |progress| {
            let opened = pending.opened(&passphrase, home.as_deref());
            progress.set(0.5);
            let (key, options) = match opened {
                Ok(_) if progress.is_cancelled() => {
                    return pending.failed(Message::Failed("It was called off, and nothing was signed.".into()));
                }
                Ok(opened) => opened,
                Err(why) => return pending.failed(why.into()),
            };
            let Pending { award, document, said, .. } = &pending;
            let done = prepare(document, &options).map_err(HandOutError::from).and_then(|prepared| {
                said.to(home, |web| hand_out(&prepared, key.as_ref(), award, web, &over, &path, award.issued_on))
            });
            let named = Box::new(pending.named());
            pending.after(done.map(|done| Message::Baked(path, done, named)))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::target_tests::{Way, Window};
    use crate::badge::Profile;
    use crate::credential::{Algorithm, IssuerKey, KdfCost, SystemRandom};
    use crate::issue::KeyRing;

    #[test]
    fn an_award_that_is_written_ends_none_that_is_typed_in_another_document() {
        let mut window = Window::new();
        let done = |window: &Window| {
            let target = window.app.state().desk.document_in_view();
            let named = Named {
                target,
                to: window.app.state().places.handout.to.clone(),
                told: Default::default(),
                issuer: Profile::default(),
                badge: None,
                key: None,
            };
            Message::Baked("amy.png".into(), HandedOut::default(), Box::new(named))
        };
        let of_the_one_before = done(&window);
        window.turn(Way::Document);
        window.places().handout.to = "bo@example.org".into();
        window.act(of_the_one_before);
        assert_eq!(window.places().handout.to, "bo@example.org");
        assert_eq!(window.places().handout.baked, Some("amy.png".into()), "it is told");
        let own = done(&window);
        window.act(own);
        assert_eq!(window.places().handout.to, "");
    }

    /// Who is typed for the next award while it is asked where one goes gets a badge of
    /// their own, or none.
    #[test]
    fn an_answer_signs_the_award_for_which_it_was_asked_where_it_goes() {
        let mut window = Window::new();
        let home = window.folder.path().join("home");
        let cost = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
        let key = IssuerKey::generate("One", Algorithm::Ed25519, jiff::Timestamp::now(), &mut SystemRandom).unwrap();
        KeyRing::new(&home).keep(&key, "correct horse", cost).unwrap();
        window.has_home(home);
        window.finish();
        let make = |window: &mut Window, to: &str| {
            let handout = &mut window.places().handout;
            handout.to = to.into();
            handout.kind = crate::issue::FileKind::Record;
            handout.awarded_by = Some("One".into());
            handout.passphrase.0.clear();
            handout.passphrase.0.push_str("correct horse");
            window.act(Message::Bake);
            if !window.places().handout.mistakes.is_empty() {
                window.act(Message::BakeAnyway);
            }
            window.finish();
        };
        make(&mut window, "did:example:amy");
        make(&mut window, "did:example:ben");
        let path = window.folder.path().join("amy.json");
        window.answer(&path);
        window.finish();
        let said = std::fs::read_to_string(&path).unwrap();
        assert!(said.contains("did:example:amy") && !said.contains("did:example:ben"), "{said}");
        assert_eq!(window.places().handout.to, "did:example:ben", "what is typed by now is another award");
    }
}
