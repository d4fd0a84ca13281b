//! The review beside the work: spelling and grammar are read in the
//! background, findings can be left as they are, and profiles of the user's own
//! are kept.

mod message;
mod model;
mod reviewed;

use std::sync::Arc;

use eframe::egui;

pub use message::ReviewMessage;
pub use model::Reviewing;
use reviewed::ToReview;

use super::{Desk, Entry, Notice, Out, Outbox, Place};
use crate::badge::{Badge, Suppression, Writing};
use crate::document::Edit;
use crate::review::{Finding, Fix, OwnProfiles, Profile, Proofs, RuleSet, keep_own_words, own_words};

/// Seconds without typing after which texts are read.
const READ_AFTER: f64 = 0.3;

/// The names of the work in the background.
const READING: &str = "Reading the words";
const REVIEWING: &str = "Checking the words";

/// The commands of the review.
pub(in crate::app) fn entries() -> Vec<Entry<ReviewMessage>> {
    let check = |profile: Profile| {
        let label = format!("Check for {}", profile.name());
        Entry::new(ReviewMessage::Profile(profile), label, "note-pencil").also("review rules profile")
    };
    Profile::ALL.map(check).into()
}

impl Desk {
    /// What the review found, most weighty first. While somebody types it is a
    /// moment behind.
    pub fn findings(&self) -> &[Finding] {
        &self.review.reviewed.outcome.open
    }

    /// What the writer left as it is, with the reason.
    pub fn suppressed(&self) -> &[(Finding, Suppression)] {
        &self.review.reviewed.outcome.suppressed
    }

    /// What the review found in the translation that is written.
    pub fn findings_in(&self, language: &str) -> &[Finding] {
        self.review.reviewed.findings_in(language)
    }

    /// The badge as it was when the review last ended; `None` before it ended once.
    pub fn reviewed_badge(&self) -> Option<&Badge> {
        self.review.reviewed.badge()
    }

    /// Whether the review read the words as they are now.
    pub fn is_reviewed(&self) -> bool {
        self.review.reviewed.is_of(self.document(), self.translation(), self.review.turn)
    }

    /// How many findings there are, in words. None counts only once the words were read
    /// as they are now.
    pub fn counted(&self, findings: &[Finding]) -> String {
        match findings.len() {
            0 if !self.is_reviewed() => "being checked".to_owned(),
            0 => "nothing to mend".to_owned(),
            1 => "1 thing to look at".to_owned(),
            more => format!("{more} things to look at"),
        }
    }

    /// What is to be reviewed, where that was not done yet.
    fn to_review(&self) -> Option<ToReview> {
        // Nobody reads findings in the middle of a drag.
        let due = !self.history.is_dragged() && !self.is_reviewed();
        due.then(|| ToReview {
            document: self.document().clone(),
            scene: Arc::clone(self.scene()),
            profile: self.review.profile.clone(),
            proofs: self.review.proofs.clone(),
            dictionary: Arc::clone(&self.review.dictionary),
            language: self.translation().map(str::to_owned),
            turn: self.review.turn,
        })
    }

    /// The review of the words as they are now, for those who cannot wait.
    pub fn review_now(&mut self) {
        if let Some(due) = self.to_review() {
            self.review.reviewed = due.run();
        }
    }

    /// Holds the words to these rules, today and the next time.
    fn check_for(&mut self, profile: impl Into<RuleSet>) {
        self.review.set_profile(profile);
        self.settings.check_for = Some(self.review.profile.key().to_owned());
        self.keep_settings();
    }
}

/// Takes in a message.
pub(in crate::app) fn update(desk: &mut Desk, message: ReviewMessage, out: &mut Outbox<ReviewMessage>) {
    match message {
        ReviewMessage::Begin => begin(desk, out),
        ReviewMessage::Fix(fix, language) => settle(desk, &fix, language.as_deref(), out),
        ReviewMessage::Leave(note) => {
            write(desk, out, "Leave a finding as it is".into(), |writing| writing.suppressions.push(note));
        }
        ReviewMessage::TakeBack(note) => write(desk, out, "Look at a finding again".into(), |writing| {
            writing.suppressions.retain(|other| *other != note);
        }),
        ReviewMessage::WordOfBadge(word) => {
            let label = format!("“{word}” is right in this badge");
            write(desk, out, label, |writing| writing.own_words.push(word));
        }
        ReviewMessage::WordOfMine(word) => {
            Arc::make_mut(&mut desk.review.dictionary).push(word);
            let kept = desk.outside.folder.as_deref().map(|home| keep_own_words(home, &desk.review.dictionary));
            if let Some(Err(error)) = kept {
                out.say(Notice::error(error.to_string()));
            }
            desk.review.again();
        }
        ReviewMessage::Read(proofs) => {
            let badge = Arc::clone(&desk.document().badge);
            desk.review.proofs.take_in(*proofs, &badge);
            desk.review.again();
        }
        ReviewMessage::Reviewed(reviewed) => desk.review.reviewed = *reviewed,
        ReviewMessage::Profile(profile) => desk.check_for(profile),
        ReviewMessage::Edit(profile) => desk.review.editing = profile.map(|profile| *profile),
        ReviewMessage::KeepProfile => keep_profile(desk, out),
        ReviewMessage::RemoveProfile(own) => {
            if let Some(Err(error)) = desk.outside.folder.as_deref().map(|home| OwnProfiles::new(home).remove(&own)) {
                out.say(Notice::error(error.to_string()));
            }
            desk.review.own.retain(|other| *other != *own);
            desk.review.editing = None;
            desk.check_for(Profile::default());
        }
        ReviewMessage::Own(own) => desk.check_for(&*own),
    }
}

/// Reads the user's dictionary and profiles, and goes on with the profile that was last
/// chosen. A dictionary that cannot be read is said, and none is used.
fn begin(desk: &mut Desk, out: &mut Outbox<ReviewMessage>) {
    let Some(home) = desk.outside.folder.clone() else { return };
    desk.review.own = OwnProfiles::new(&home).list();
    let chosen = desk.settings.check_for.as_deref();
    // One that is gone by now is as if none had been chosen.
    if let Some(profile) = chosen.and_then(|named| OwnProfiles::find(Some(&home), named).ok()) {
        desk.review.set_profile(profile);
    }
    match own_words(&home) {
        Ok(words) => desk.review.dictionary = Arc::new(words),
        Err(error) => out.say(Notice::error(format!("Your dictionary cannot be read: {error}."))),
    }
}

/// Settles a finding, unless the words are others by now: what it was made of would undo
/// what was typed since.
fn settle(desk: &mut Desk, fix: &Fix, language: Option<&str>, out: &mut Outbox<ReviewMessage>) {
    desk.review_now();
    let found = language.map_or(desk.findings(), |language| desk.findings_in(language));
    if !found.iter().any(|finding| finding.fix.as_ref() == Some(fix)) {
        return out.say(Notice::error("The words have changed since. Please look at them again."));
    }
    let badge = desk.badge();
    out.edit(fix.label.clone(), language.map_or_else(|| fix.edits(badge), |language| fix.edits_in(badge, language)));
}

fn keep_profile(desk: &mut Desk, out: &mut Outbox<ReviewMessage>) {
    let Some(own) = desk.review.editing.take() else { return };
    let Some(home) = &desk.outside.folder else {
        let words = "Your home folder is not known, so the profile holds only until the window is closed.";
        desk.review.set_profile(&own);
        return out.say(Notice::error(words));
    };
    let kept = OwnProfiles::new(home);
    match kept.keep(&own) {
        Ok(()) => {
            desk.review.own = kept.list();
            desk.check_for(&own);
            out.say(Notice::done(format!("The profile “{}” is kept.", own.name)));
        }
        Err(error) => {
            desk.review.editing = Some(own);
            out.say(Notice::error(error.to_string()));
        }
    }
}

fn write(desk: &Desk, out: &mut Outbox<ReviewMessage>, label: String, change: impl FnOnce(&mut Writing)) {
    let mut badge = desk.badge().clone();
    change(&mut badge.writing);
    out.edit(label, vec![Edit::Badge(Box::new(badge))]);
}

/// Has the words reviewed when they changed, and texts that are new read for spelling and
/// grammar once nobody types for a moment. Once a frame.
pub(in crate::app) fn tend(ctx: &egui::Context, desk: &mut Desk, out: &mut Outbox<ReviewMessage>) {
    if !desk.tasks.runs(REVIEWING)
        && let Some(due) = desk.to_review()
    {
        out.run_quietly(REVIEWING, move |_| Out::Mine(ReviewMessage::Reviewed(Box::new(due.run()))));
    }
    if !matches!(desk.place, Place::Words | Place::Check) || desk.tasks.runs(READING) {
        return;
    }
    let now = ctx.input(|input| input.time);
    let badge = Arc::clone(&desk.document().badge);
    let review = &mut desk.review;
    match &mut review.seen {
        Some((seen, since, is_read)) if Arc::ptr_eq(seen, &badge) => {
            if *is_read {
                return;
            }
            if now - *since < READ_AFTER {
                ctx.request_repaint_after_secs((READ_AFTER - (now - *since)) as f32);
                return;
            }
            *is_read = true;
        }
        seen => {
            // What is shown first is read at once.
            let is_first = seen.is_none();
            *seen = Some((Arc::clone(&badge), now, is_first));
            if !is_first {
                ctx.request_repaint_after_secs(READ_AFTER as f32);
                return;
            }
        }
    }
    let unread = review.proofs.unread(&badge);
    if !unread.is_empty() {
        out.run_quietly(READING, move |_| Out::Mine(ReviewMessage::Read(Box::new(Proofs::read(unread)))));
    }
}
